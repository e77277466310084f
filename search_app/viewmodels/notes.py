"""Notes as a reader meets them: marks in the text that lead to the note, and from the note back to the text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flask import url_for
from markupsafe import Markup

from corpus.model import NoteMark
from corpus.store import PassageRecord, Store
from search_app.viewmodels.labels import anchor

_MARK = Markup('<sup class="note-mark"><a href="{}"{} aria-label="Noot {}">{}</a></sup>')
_WORDS_BEFORE = 8  # of the sentence from which a note is called


@dataclass(frozen=True, slots=True)
class NoteLinks:
    """The marks in some passages, and those that call them where they are notes; both by passage id."""

    marks: Mapping[str, Sequence[NoteMark]] = field(default_factory=dict)
    callers: Mapping[str, Sequence[NoteMark]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note below a passage, or a place in the text that calls a note: a link and its words."""

    url: str
    title: str
    text: str
    language: str


def note_links(store: Store, passages: Iterable[PassageRecord]) -> NoteLinks:
    """Return the marks in *passages*, and the marks that call these."""
    ids = [one.passage.id for one in passages]
    return NoteLinks(store.notes(ids), store.callers(ids))


def inside(passage_id: str, links: NoteLinks) -> list[tuple[int, Markup]]:
    """Return the marks of a passage with their offsets, as links to notes on the same page of the site."""
    return [
        (one.offset, _MARK.format(f"#{anchor(one.note_passage_id)}", _id(passage_id, number), one.mark, one.mark))
        for number, one in enumerate(links.marks.get(passage_id, ()), 1)
    ]


def outside(marks: Sequence[NoteMark]) -> list[tuple[int, Markup]]:
    """Return *marks* with their offsets, as links to the pages of the notes."""
    return [
        (one.offset, _MARK.format(url_for("passage.show", passage_id=one.note_passage_id), "", one.mark, one.mark))
        for one in marks
    ]


def back(passage_id: str, links: NoteLinks) -> tuple[str, ...]:
    """Return the anchors of the marks that call a note, in reading order."""
    return tuple(
        _anchor(one.passage_id, 1 + list(links.marks.get(one.passage_id, ())).index(one))
        for one in links.callers.get(passage_id, ())
        if one in links.marks.get(one.passage_id, ())
    )


def called_notes(marks: Sequence[NoteMark], notes: Mapping[str, PassageRecord]) -> tuple[NoteView, ...]:
    """Return the notes that *marks* call, each once."""
    found = {one.note_passage_id: one for one in reversed(marks) if one.note_passage_id in notes}
    return tuple(
        NoteView(
            url_for("passage.show", passage_id=key),
            f"Noot {one.mark}",
            notes[key].passage.text,
            notes[key].passage.language,
        )
        for key, one in reversed(found.items())
    )


def calling_places(callers: Sequence[NoteMark], passages: Mapping[str, PassageRecord]) -> tuple[NoteView, ...]:
    """Return the places in the text that call a note, with the words before the mark."""
    views = []
    for one in callers:
        record = passages.get(one.passage_id)
        if record is not None:
            words = record.passage.text[: one.offset].split()
            said = ("… " if len(words) > _WORDS_BEFORE else "") + " ".join(words[-_WORDS_BEFORE:])
            url = url_for("passage.show", passage_id=one.passage_id)
            views.append(NoteView(url, "Noot bij", said, record.passage.language))
    return tuple(views)


def _id(passage_id: str, number: int) -> Markup:
    return Markup(' id="{}"').format(_anchor(passage_id, number))


def _anchor(passage_id: str, number: int) -> str:
    return f"{anchor(passage_id)}-noot-{number}"
