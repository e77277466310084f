"""Which document a file is: a new one, a new version of one, or one that the corpus holds already from elsewhere.

What was ingested from the same source is the same document, and so is another file of the same edition that has much
of its text. The same text in another file makes no second document. What merely has the same name gets the first
digits of its hash behind it.
"""

from __future__ import annotations

from dataclasses import dataclass, fields, replace

from corpus.model import Document, FileVersion, Metadata
from corpus.store import DocumentRecord, OtherSource, Store
from corpus.store.moment import now
from indexer.duplicates import SAME_EDITION, SAME_TEXT, Comparison, Twin
from indexer.families import LETTER
from indexer.parsing import with_id
from indexer.parsing.sniff import MEDIA_TYPES
from indexer.sources import SourceFile

SAME_BYTES, SAME_TEXT_ELSEWHERE, EARLIER, ENCLOSED = "same-bytes", "same-text", "earlier-version", "enclosed"
CONTAINED = 0.95  # share of the text of an annex that stands in the file of its letter


@dataclass(frozen=True, slots=True)
class Settled:
    """What to do with a document that was read."""

    document: Document  # under the id it is kept by
    sketch: tuple[int, ...] = ()
    replaces: bool = False  # it takes the place of an earlier version
    leaves: str = ""  # id under which this source was kept before, to be taken out
    held: DocumentRecord | None = None  # the corpus holds it already: do not write it
    others: tuple[OtherSource, ...] = ()  # further sources to record
    message: str = ""  # what a person may want to know, in Dutch


def other_source(
    source: SourceFile | str, document_id: str, relation: str, file: FileVersion, share: float = 1.0
) -> OtherSource:
    """Return the record of a further source of a document."""
    place, address = (
        (source, "") if isinstance(source, str) else (source.source, str(source.given.get("address") or ""))
    )
    return OtherSource(
        place,
        document_id,
        relation,
        round(share, 3),
        file.sha256,
        file.name,
        file.media_type,
        file.size,
        address,
        now(),
    )


def settle(store: Store, source: SourceFile, document: Document, *, keep_apart: bool) -> Settled:
    """Return under which id *document* is kept, what it replaces, or which document it is already.

    Args:
        store: the corpus.
        source: where it was read from, and what was given for it.
        document: as read.
        keep_apart: a person says that it is a document of its own, whatever it resembles.
    """
    compared = Comparison(document)
    before = store.find_by_source(source.source)
    if before is not None:
        return _again(store, source, compared, before)
    own_id = bool(source.given.get("id"))
    twins = [] if keep_apart else compared.twins(store)
    if twins and twins[0].same and not (own_id and twins[0].record.id != document.id):
        return _same_text(store, source, compared, twins[0])
    for twin in twins if not own_id else ():
        if not twin.same and twin.contained >= CONTAINED and (enclosed := _enclosed(store, source, compared, twin)):
            return enclosed
    message = _resembling(twins)
    holder = store.document(document.id)
    if holder is None:
        return Settled(document, compared.sketch, message=message)
    if own_id or (not keep_apart and _is_version(compared.with_stored(store, holder), document, holder)):
        return _version(store, source, compared, holder)
    fresh = with_id(document, f"{document.id}-{document.file.sha256[:8]}")
    return Settled(fresh, compared.sketch, message=message)


def _again(store: Store, source: SourceFile, compared: Comparison, before: DocumentRecord) -> Settled:
    """The source is known: the same document, under the same id unless another one is given."""
    document = compared.document
    if before.id == document.id:
        return Settled(document, compared.sketch, replaces=True)
    if not source.given.get("id"):
        return Settled(with_id(document, before.id), compared.sketch, replaces=True)
    taken = store.document(document.id) is not None
    return Settled(document, compared.sketch, replaces=taken, leaves=before.id)


def _same_text(store: Store, source: SourceFile, compared: Comparison, twin: Twin) -> Settled:
    """The corpus holds this text: record the file as a further source, or let it take over when it cites better."""
    document, held = compared.document, twin.record
    message = f"dezelfde tekst als {held.id} ({twin.resemblance:.0%} gelijk)"
    pdf = MEDIA_TYPES["pdf"]
    if (
        document.file.media_type == pdf
        and held.file.media_type != pdf
        and all(page.readable for page in document.pages)
    ):
        before = other_source(store.source(held.id), held.id, SAME_TEXT_ELSEWHERE, held.file, twin.resemblance)
        told = {one.field for one in document.origins}
        earlier = (replace(one, page=None) for one in store.origins(held.id) if one.field not in told)
        document = replace(
            with_id(document, held.id),
            metadata=_filled(document.metadata, held.metadata),
            origins=(*document.origins, *earlier),  # pages of the other file are none of this one
        )
        return Settled(
            document,
            compared.sketch,
            replaces=True,
            others=(before,),
            message=f"{message}; de PDF met bladzijden gaat voor",
        )
    other = other_source(source, held.id, SAME_TEXT_ELSEWHERE, document.file, twin.resemblance)
    return Settled(document, held=held, others=(other,), message=message)


def _enclosed(store: Store, source: SourceFile, compared: Comparison, twin: Twin) -> Settled | None:
    """A letter in one file with its annex, and that annex in a file of its own: the letter holds both.

    None where neither is a letter, or where the annex is an edition of a series: that stays a document of its own.
    """
    document, held = compared.document, twin.record
    longer, shorter = document.metadata, held.metadata
    if twin.longer:
        longer, shorter = shorter, longer
    if longer.kind != LETTER or shorter.kind == LETTER or (shorter.series and shorter.edition):
        return None
    if twin.longer:
        other = other_source(source, held.id, ENCLOSED, document.file, twin.contained)
        return Settled(document, held=held, others=(other,), message=f"staat als bijlage in {held.id}")
    annex = other_source(store.source(held.id), document.id, ENCLOSED, held.file, twin.contained)
    others = (annex, *(replace(one, document_id=document.id) for one in store.other_sources(held.id)))
    message = f"bevat {held.id} als bijlage"
    return Settled(document, compared.sketch, leaves=held.id, others=others, message=message)


def _filled(metadata: Metadata, earlier: Metadata) -> Metadata:
    """Return *metadata* with what it does not say taken from the file that was there before."""
    return replace(
        metadata,
        **{
            field.name: getattr(earlier, field.name)
            for field in fields(Metadata)
            if not getattr(metadata, field.name) or (field.name == "kind" and metadata.kind == "onbekend")
        },
    )


def _is_version(resembles: Twin, document: Document, holder: DocumentRecord) -> bool:
    """Say whether a document that would have the id of *holder* is another version of it, and no letter about it."""
    ours, theirs = document.metadata, holder.metadata
    if not (ours.series and ours.edition and (ours.series, ours.edition) == (theirs.series, theirs.edition)):
        return False
    kinds = {ours.kind, theirs.kind} - {"", "onbekend"}
    return len(kinds) < 2 and resembles.resemblance >= SAME_EDITION


def _version(store: Store, source: SourceFile, compared: Comparison, holder: DocumentRecord) -> Settled:
    """Another version of *holder*: the newer one is kept, the older one stays known as such."""
    document = compared.document
    ours, theirs = document.metadata.published, holder.metadata.published
    if ours and theirs and ours < theirs[: len(ours)]:
        older = other_source(source, holder.id, EARLIER, document.file)
        return Settled(document, held=holder, others=(older,), message=f"eerdere versie van {holder.id}")
    older = other_source(store.source(holder.id), holder.id, EARLIER, holder.file)
    return Settled(document, compared.sketch, replaces=True, others=(older,), message=f"nieuwe versie van {holder.id}")


def _resembling(twins: list[Twin]) -> str:
    near = [twin for twin in twins if twin.resemblance >= SAME_TEXT]
    if not near:
        return ""
    return f"lijkt op {near[0].record.id} ({near[0].resemblance:.0%} gelijk) maar is apart gehouden: {near[0].why}"
