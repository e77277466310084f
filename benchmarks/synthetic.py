"""A corpus made for measuring: Dutch-like words in the frequencies of real text, always the same for one seed."""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator

from corpus.identity import file_hash, passage_ids
from corpus.model import (
    Document,
    FileVersion,
    Mention,
    MentionKind,
    Metadata,
    Page,
    Passage,
    PassageKind,
    Span,
    Voice,
)
from corpus.store import Store

_ONSETS = ("b", "d", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "w", "z", "st", "br", "kl", "sch", "vr")
_VOWELS = ("a", "e", "i", "o", "u", "aa", "ee", "oo", "ie", "ij", "oe", "ui", "eu")
_CODAS = ("", "", "n", "r", "l", "t", "s", "k", "ng", "cht")
_ENDINGS = ("", "", "en", "ing", "heid", "elijk", "er", "isme", "atie")
_FUNCTION = [
    "de",
    "van",
    "het",
    "een",
    "en",
    "in",
    "is",
    "dat",
    "op",
    "te",
    "voor",
    "met",
    "die",
    "niet",
    "zijn",
    "aan",
    "er",
    "om",
    "ook",
    "als",
    "bij",
    "door",
    "naar",
    "uit",
]
_DOMAIN = [
    "extremisme",
    "rechts-extremisme",
    "links-extremisme",
    "terrorisme",
    "radicalisering",
    "polarisatie",
    "dreiging",
    "gemeente",
    "gemeenten",
    "organisatie",
    "groepering",
    "aanslag",
    "jihadisme",
    "antisemitisme",
    "desinformatie",
    "complottheorie",
    "preventie",
    "veiligheid",
    "dreigingsbeeld",
    "beweging",
    "ideologie",
    "geweld",
    "haat",
    "online",
    "jongeren",
    "overheid",
    "institutie",
    "soevereinen",
]
_VOCABULARY = 40_000
_PASSAGE_WORDS = 120
_DOCUMENT_PASSAGES = 40

_COUNTRIES = ("BE", "NL")
_PUBLISHERS = tuple(f"Voorbeeldbureau {letter}" for letter in "ABCDEFGHIJKL")
_KINDS = ("dreigingsbeeld", "jaarverslag", "factsheet", "schriftelijke-vraag", "nieuws", "bevraging")
_CONCEPTS = (
    "extremisme", "rechts-extremisme", "links-extremisme", "terrorisme", "radicalisering", "polarisatie", "jihadisme",
    "antisemitisme",
)  # fmt: skip


def vocabulary(seed: int) -> list[str]:
    """Return 40,000 different words, most frequent first."""
    chooser = random.Random(seed)
    found = dict.fromkeys(_FUNCTION)
    for place, word in enumerate(_DOMAIN):
        found[word] = None
        if place % 2:
            found[_word(chooser)] = None
    while len(found) < _VOCABULARY:
        found[_word(chooser)] = None
    return list(found)


def _word(chooser: random.Random) -> str:
    syllables = chooser.choice((1, 2, 2, 2, 3, 3, 4))
    stem = "".join(chooser.choice(_ONSETS) + chooser.choice(_VOWELS) for _ in range(syllables)) + chooser.choice(_CODAS)
    return stem + chooser.choice(_ENDINGS)


def words(seed: int) -> Iterator[str]:
    """Yield words without end, in the frequencies of Zipf's law."""
    known = vocabulary(seed)
    weights = list(itertools.accumulate(1 / (rank + 3) for rank in range(len(known))))
    chooser = random.Random(seed)
    while True:
        yield from chooser.choices(known, cum_weights=weights, k=10_000)


def texts(seed: int, count: int) -> Iterator[str]:
    """Yield *count* passages of 120 words, in sentences."""
    stream = words(seed)
    for _passage in range(count):
        sentences = (" ".join(itertools.islice(stream, 15)).capitalize() + "." for _ in range(_PASSAGE_WORDS // 15))
        yield " ".join(sentences)


def queries(seed: int, count: int) -> list[str]:
    """Return *count* queries: a word, two words, alternatives, a phrase, a word without another, a beginning."""
    known = [word for word in vocabulary(1)[len(_FUNCTION) : 3_000] if "-" not in word and len(word) > 4]
    chooser = random.Random(seed)

    def pick() -> str:
        return (
            chooser.choice(_DOMAIN) if chooser.random() < 0.4 else chooser.choice(known[: chooser.choice((50, 3_000))])
        )

    shapes = ("{a}", "{a} {b}", "{a} OF {b} OF {c}", '"{a} {b}"', "{a} NIET {b}", "{p}*", "{a} jaar:2019..2022")
    made = []
    for number in range(count):
        a, b, c = pick(), pick(), pick()
        made.append(shapes[number % len(shapes)].format(a=a, b=b, c=c, p=a.replace("-", "")[:5]))
    return made


def documents(passages: int, seed: int = 1) -> Iterator[tuple[Document, list[Mention]]]:
    """Yield documents of 40 passages on ten pages, with mentions, until there are *passages*."""
    chooser = random.Random(seed)
    stream = texts(seed, passages)
    for number in range(-(-passages // _DOCUMENT_PASSAGES)):
        own = list(itertools.islice(stream, _DOCUMENT_PASSAGES))
        yield _document(f"maat-{number:05}", own, chooser)


def _document(name: str, own: list[str], chooser: random.Random) -> tuple[Document, list[Mention]]:
    pages, passages, mentions = [], [], []
    for ordinal, (passage_id, text) in enumerate(zip(passage_ids(name, own), own, strict=True)):
        pages.append(Page(ordinal + 1, text))
        passages.append(
            Passage(
                id=passage_id,
                ordinal=ordinal,
                kind=PassageKind.PARAGRAPH,
                voice=Voice.PUBLISHER,
                language="nl",
                section=(f"Hoofdstuk {ordinal // 8 + 1}",),
                spans=(Span(ordinal + 1, 0, len(text)),),
                text=text,
            )
        )
        surface = text.split(" ", 1)[0]
        mentions += [
            Mention(passage_id, 0, len(surface), surface, MentionKind.PHENOMENON, concept, "benchmark")
            for concept in chooser.sample(_CONCEPTS, chooser.choice((0, 1, 1, 2)))
        ]
    metadata = Metadata(
        title=f"Voorbeeldrapport {name}",
        publisher=chooser.choice(_PUBLISHERS),
        country=chooser.choice(_COUNTRIES),
        kind=chooser.choice(_KINDS),
        published=f"{chooser.randint(2005, 2026)}-{chooser.randint(1, 12):02}",
    )
    file = FileVersion(file_hash(name.encode()), f"{name}.txt", "text/plain", sum(map(len, own)))
    return Document(name, metadata, file, tuple(pages), (), tuple(passages), "benchmark"), mentions


def fill_store(store: Store, passages: int) -> None:
    """Put *passages* passages into *store*."""
    for document, mentions in documents(passages):
        store.put(document, mentions, source=document.id)
