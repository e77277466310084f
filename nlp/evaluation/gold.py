"""Sentences labelled by hand: read from a table, with their phenomena in our concepts or in labels of guidelines.

Columns, tab-separated, in any order: sid, country, sentence, phenomena, entities, sample; others are passed over.
`phenomena` holds labels parted by `;`, or `-` for none. A file whose first line is `# labels: vocabulary` has ids of
our vocabulary there, with `:negated` or `:hypothetical` where the text does not state it; any other has the labels of
`labels.tsv`. `entities` holds `ORG:name; PLACE:name`, `-` for none, `?` where nobody looked.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from corpus.model import Assertion, Mention, MentionKind
from nlp.tables import read_rows
from nlp.vocabulary import Vocabulary

#: The labelled sentences of the project; they are part of the source tree, not of an installed package.
OWN = Path(__file__).resolve().parents[2] / "tests" / "gold" / "sentences.tsv"
_COLUMNS = ("sid", "country", "sentence", "phenomena", "entities", "sample")
_IN_CONCEPTS = "# labels: vocabulary"
ENTITIES = {
    "ORG": frozenset((MentionKind.ORGANISATION, MentionKind.INSTITUTION)),
    "PLACE": frozenset((MentionKind.PLACE,)),
}
_WITH_LABELS = frozenset((MentionKind.PHENOMENON, *ENTITIES["ORG"]))


@dataclass(frozen=True, slots=True)
class Sentence:
    """One labelled sentence; `entities` is None where nobody labelled them."""

    sid: str
    country: str
    text: str
    sample: str  # keyword, random
    labels: frozenset[str]
    assertions: Mapping[str, Assertion]  # of labels, where the file says
    entities: frozenset[tuple[str, str]] | None  # (ORG, "Unia")


@dataclass(frozen=True, slots=True)
class Gold:
    """Labelled sentences and what their labels mean."""

    sentences: tuple[Sentence, ...]
    scheme: Scheme


#: Stands in labels.tsv for the name of any institution or organisation: `(name)~antisemit`.
_ANY_NAME = "(name)"
#: Labels of the guidelines whose concepts are no organisations there, but platforms, plans and databases.
_NO_NAMES = ("gemeenschappelijke-gegevensbank", "aanpak-structuren")


class Scheme:
    """Which labels the mentions in a sentence amount to, and which of them are names."""

    def __init__(self, meanings: Mapping[str, Sequence[tuple[str, str]]] | None = None) -> None:
        self._labels: dict[str, list[tuple[str, str]]] = {}
        for label, concepts in (meanings or {}).items():
            for concept, word in concepts:
                self._labels.setdefault(concept, []).append((label, word))
        self._own = meanings is None
        self._no_names = frozenset(one for label in _NO_NAMES for one, _ in (meanings or {}).get(label, ()))

    def labels(self, mention: Mention) -> list[str]:
        """Return the labels that *mention* counts as: its concept, or those of the guidelines."""
        if mention.kind not in _WITH_LABELS:
            return []
        if self._own:
            return [mention.concept] if mention.kind is MentionKind.PHENOMENON else []
        keys = (mention.concept,) if mention.kind is MentionKind.PHENOMENON else (mention.concept, _ANY_NAME)
        written = mention.surface.lower()
        return [label for key in keys for label, word in self._labels.get(key, ()) if word in written]

    def is_name(self, mention: Mention) -> bool:
        """Say whether *mention* counts as a name; by the guidelines a name inside a longer word does not."""
        return self._own or (mention.rule != "piece" and mention.concept not in self._no_names)


def read_gold(path: Path, vocabulary: Vocabulary) -> Gold:
    """Read labelled sentences.

    Raises:
        UsageError: the file cannot be read, lacks a column, or holds a label that nobody knows.
    """
    try:
        text = path.read_text("utf-8")
        rows = read_rows(path.name, path.parent)
    except (OSError, UnicodeDecodeError, ValueError) as error:
        raise UsageError(f"The labelled sentences {path} cannot be read: {error}.") from error
    missing = [name for name in _COLUMNS if rows and name not in rows[0]]
    if missing or not rows:
        raise UsageError(f"{path} has no column {', '.join(missing)}." if missing else f"{path} holds no sentences.")
    own = text.startswith(_IN_CONCEPTS)
    table = {
        row["label"]: [tuple_of(one) for one in row["concepts"].split()]
        for row in read_rows("labels.tsv", Path(__file__).parent)
    }
    sentences = tuple(_sentence(row, own=own) for row in rows)
    known = {concept.id for concept in vocabulary.of_kind("phenomenon")} if own else table.keys()
    for one in sentences:
        if unknown := sorted(one.labels - known):
            raise UsageError(f"{path}, sentence {one.sid}: unknown label {unknown[0]!r}.")
    return Gold(sentences, Scheme() if own else Scheme(table))


def tuple_of(concept: str) -> tuple[str, str]:
    """Return the id and the word that must be among the words found: `plan-r~radicalis`.

    >>> tuple_of("plan-r~radicalis"), tuple_of("ggb")
    (('plan-r', 'radicalis'), ('ggb', ''))
    """
    name, _, word = concept.partition("~")
    return name, word


def _sentence(row: Mapping[str, str], *, own: bool) -> Sentence:
    pairs = [one.strip().partition(":") for one in row["phenomena"].split(";") if one.strip() not in ("", "-")]
    entities = [one.strip().partition(":") for one in row["entities"].split(";") if one.strip() not in ("", "-")]
    return Sentence(
        sid=row["sid"],
        country=row["country"] if row["country"] in ("BE", "NL") else "",
        text=row["sentence"],
        sample=row["sample"],
        labels=frozenset(label for label, _, _ in pairs),
        assertions={label: Assertion(said or "stated") for label, _, said in pairs} if own else {},
        entities=None if row["entities"] == "?" else frozenset((kind, name) for kind, _, name in entities),
    )
