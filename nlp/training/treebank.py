"""Training texts for the tagger, the lemmatizer and the splitter of sentences, cut as texts are in documents.

A treebank lists sentences; its `sent_id` says to which paragraph each belongs. The splitter of sentences learns from
whole paragraphs, from paragraphs on lines of their own, from texts with headings and items of lists on lines of their
own, and from texts in which all of that runs on.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

#: Every text on which a score is reported; no sentence of them is trained on.
TESTS = ("ls28-test", "ls216-test", "al216-test")
_TREEBANKS = ("ls20-train-2017-02-01", "ls216-dev", "al216-dev", "ls28-dev")
_PLACE = re.compile(r"^# (?:sent_id = )?(?P<document>\S+?)\.p\.(?P<paragraph>\d+)(?:\.s\.(?P<sentence>\d+))?")


@dataclass(frozen=True, slots=True)
class Token:
    """One token: its form, its tag and lemma ("" where unknown), and whether a space follows it."""

    form: str
    pos: str
    lemma: str
    space: bool
    starts: bool = False  # a sentence


_MOST_SENTENCES = 12  # of a text that runs on
_FINAL = ".?!:;,…\"'»”"
Sentence = tuple[Token, ...]
Place = tuple[str, int, int]  # document, paragraph, sentence


def key(forms: Iterable[str]) -> str:
    """Return what two copies of a sentence have in common, whatever their spaces."""
    return "".join("".join(forms).split())


def sentences(doc: Any) -> Iterator[Sentence]:
    """Yield the sentences of an annotated spaCy document."""
    for one in doc.sents:
        yield tuple(Token(t.text, t.pos_, t.lemma_, bool(t.whitespace_), t.i == one.start) for t in one)


def places(folder: Path, treebanks: Sequence[str] = _TREEBANKS) -> dict[str, Place]:
    """Return where each sentence of *treebanks* stands, by its `key`."""
    found: dict[str, Place] = {}
    for name in treebanks:
        place: Place | None = None
        forms: list[str] = []
        for line in (folder / f"{name}.conllu").read_text("utf-8").splitlines():
            if match := _PLACE.match(line):
                place = (match["document"], int(match["paragraph"]), int(match["sentence"] or 1))
            elif not line:
                if place and forms:
                    found.setdefault(key(forms), place)
                place, forms = None, []
            elif line[0].isdigit() and (columns := line.split("\t"))[0].isdigit():
                forms.append(columns[1])
    return found


def paragraphs(listed: Iterable[Sentence], where: dict[str, Place]) -> list[list[Sentence]]:
    """Put sentences together as they stand in their paragraph; one whose place is unknown stands alone."""
    grouped: dict[tuple[str, int], list[tuple[int, Sentence]]] = {}
    for number, sentence in enumerate(listed):
        document, paragraph, position = where.get(key(t.form for t in sentence), ("", number, 1))
        grouped.setdefault((document, paragraph), []).append((position, sentence))
    return [[one for _, one in sorted(group, key=lambda pair: pair[0])] for _, group in sorted(grouped.items())]


def running(listed: Sequence[Sequence[Sentence]], rng: random.Random, most: int = 10) -> Iterator[tuple[Token, ...]]:
    """Join neighbouring paragraphs into texts of up to *most*, by spaces or by line breaks."""
    start = 0
    while start < len(listed):
        size = rng.randint(1, most)
        between = rng.choice(("", "", "\n", "\n\n"))
        yield join(listed[start : start + size], between)
        start += size


def join(listed: Sequence[Sequence[Sentence]], between: str = "") -> tuple[Token, ...]:
    """Return the tokens of paragraphs, with *between* (line breaks, or nothing but a space) after each."""
    tokens: list[Token] = []
    for number, paragraph in enumerate(listed):
        if number and between:
            tokens[-1] = replace(tokens[-1], space=False)
            tokens.append(Token(between, "SPACE", between, space=False))
        for sentence in paragraph:
            if tokens and tokens[-1].pos != "SPACE":
                tokens[-1] = replace(tokens[-1], space=True)
            tokens += sentence
    return tuple(tokens)


def lines(listed: Sequence[Sequence[Sentence]]) -> list[list[Sentence]]:
    """Cut paragraphs after each sentence without a full stop or the like: a heading or an item of a list."""
    cut: list[list[Sentence]] = []
    for paragraph in listed:
        cut.append([])
        for sentence in paragraph:
            cut[-1].append(sentence)
            if sentence is not paragraph[-1] and sentence[-1].form[-1] not in _FINAL:
                cut.append([])
    return cut


def document(vocab: Any, tokens: Sequence[Token]) -> Any:
    """Return tokens as an annotated spaCy document."""
    from spacy.tokens import Doc

    return Doc(
        vocab,
        words=[one.form for one in tokens],
        spaces=[one.space for one in tokens],
        pos=[one.pos for one in tokens],
        lemmas=[one.lemma for one in tokens],
        sent_starts=[one.starts for one in tokens],
    )


def run_on(listed: Sequence[Sequence[Sentence]], rng: random.Random) -> Iterator[tuple[Token, ...]]:
    """Yield texts in which sentences run on, headings too: thrice in the order of the treebank, then in others."""
    ordered = [sentence for paragraph in listed for sentence in paragraph]
    strewn = rng.sample(listed, len(listed))
    for one in (ordered, ordered, ordered, [sentence for paragraph in strewn for sentence in paragraph]):
        start = 0
        while start < len(one):
            size = rng.randint(2, _MOST_SENTENCES)
            yield join([one[start : start + size]])
            start += size


def convert(data: Path, work: Path, seed: int) -> None:
    """Write the training texts `pos-all.spacy` (treebank and silver), `pos-gold.spacy` (treebank), `sentences.spacy`.

    Beside them `pos-dev.spacy`, the development text, all into *work*.
    """
    import spacy
    from spacy.tokens import DocBin

    vocab = spacy.blank("nl").vocab
    rng = random.Random(seed)  # noqa: S311  (an order of texts, no secret)

    def read(name: str) -> list[Any]:
        return list(DocBin().from_disk(data / "train" / f"{name}.spacy").get_docs(vocab))

    def write(name: str, docs: list[Any]) -> None:
        rng.shuffle(docs)
        DocBin(attrs=["ORTH", "SPACY", "POS", "LEMMA", "SENT_START"], docs=docs).to_disk(work / f"{name}.spacy")

    kept_apart = {key(t.form for t in one) for name in (*TESTS, "pos-dev") for d in read(name) for one in sentences(d)}
    gold_docs = read("pos-gold")
    known = {doc.text for doc in gold_docs}
    gold = [s for d in gold_docs for s in sentences(d) if key(t.form for t in s) not in kept_apart]
    treebank = paragraphs(gold, places(data / "ud"))
    silver = [doc for doc in read("pos-all") if doc.text not in known]
    texts: list[tuple[Token, ...]] = [join([one]) for one in treebank]
    joined = [*running(treebank, rng), *running(treebank, rng)]
    write("pos-all", [document(vocab, one) for one in (*texts, *joined)] + silver)
    on_lines = [join(lines(treebank[i : i + 8]), "\n") for i in range(0, len(treebank), 8)]
    write("pos-gold", [document(vocab, one) for one in (*texts, *joined, *on_lines)])
    broken = [join(lines(treebank[i : i + 6]), "\n") for i in range(0, len(treebank), 6)]
    some = rng.sample(silver, len(silver) // 2)
    write("sentences", [document(vocab, one) for one in (*run_on(treebank, rng), *broken)] + some)
    write("pos-dev", [document(vocab, join([list(sentences(doc))])) for doc in read("pos-dev")])
