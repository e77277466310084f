"""Compile what `nlp/compounds.py` reads: the words that may open or close a Dutch compound, each with its weight.

Run it as `PYTHONPATH=. python tools/make_compounds.py FOLDER`; FOLDER holds the OpenTaal word list, UniMorph's forms
and treebank text as spaCy documents, under the names below. The same input gives the same file.

A word is cut in two where the weight of the opening and that of the closing together are at least 0. The weights are a
logistic regression on how many listed words a word opens or closes, its length, and how often it is a noun in running
text, fitted on the 2,700 nouns that the development files of UD_Dutch-LassySmall and UD_Dutch-Alpino mark as compound
or not. Their marking was corrected by hand first: there `persconferentie` is one word and `jachthaven` two.
"""

from __future__ import annotations

import argparse
import gzip
import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import spacy
from spacy.tokens import DocBin

from nlp.compounds import LONGEST, PARTS, SHORTEST
from nlp.folding import fold
from nlp.tables import FOLDER, read_rows

WORDS, FORMS, TEXT = "lex/opentaal-wordlist-2.20.19.txt.gz", "lex/unimorph-nld.tsv.gz", "train/pos-all.spacy"

_HEAD = """\
# Openings and closings of compounds by weight, openings with a linking s, words kept whole; tools/make_compounds.py
# Words: OpenTaal word list 2.20.19 (CC BY 3.0). Counts: UD_Dutch-LassySmall, UD_Dutch-Alpino (CC BY-SA 4.0), CC0 texts.
# This file: CC BY-SA 4.0.
"""
_TENTHS = 10
_THRESHOLD = 0.0
_BIAS = -7.502
_OPENING = (0.471, 0.566, -1.974, -1.115, 0.031, -0.469, 1.529, 1.067, 0.087, -0.434)
_CLOSING = (-0.049, 0.615, 0.175, 1.239, -0.333, 0.205, -1.622)
_LONG = 8  # letters from which length counts no more
_ADVERB_BEFORE = 5  # letters of a noun after tussen, achter, her ...
_ADJECTIVE = 7  # letters of an adjective that may close a compound: milieuvriendelijk
_RARE = 12  # listed words that a verb form must close before it may be a noun as well
_FEW_IN_TEXT = 2
_BY_HAND = -2.0  # least weight of an opening that stands in compounds.tsv
_LONG_WORD = 10  # letters; longer ones that nothing is built on are left out
_STRONG_OPENING, _STRONG_CLOSING = 0, 65  # weights in tenths that few words exceed; what needs more is left out
_TAKES_S = ("ing", "heid", "teit", "schap", "ling", "dom", "ment", "ier", "aar")


class Maker:
    """Counts the word list and weighs each word as opening and closing of a compound."""

    def __init__(self, folder: Path) -> None:
        rows = read_rows("compounds.tsv")
        self.scope = {
            scope: {word for row in rows if row["scope"] == scope for word in row["words"].split()}
            for scope in ("opening", "closing", "no-opening", "no-closing", "adverb")
        }
        listed = gzip.decompress((folder / WORDS).read_bytes()).decode().split("\n")
        self.words = {fold(word) for word in listed if word.isalpha() and word.islower() and len(word) > 2}
        self.names = {fold(word) for word in listed if word.isalpha() and word[:1].isupper() and not word.isupper()}
        self.words |= self.scope["opening"] | self.scope["closing"]
        self.verbs, self.adjectives = _forms(folder / FORMS)
        self.tags = _tags(folder / TEXT)
        self.names |= {word for word, tags in self.tags.items() if tags["PROPN"] > tags.total() / 2}
        self.openings: Counter[str] = Counter()
        self.closings: Counter[str] = Counter()
        for word in sorted(self.words):
            for opening, closing in self._halves(word):
                self.openings[opening] += 1
                self.closings[closing] += 1

    def _halves(self, word: str) -> Iterator[tuple[str, str]]:
        """Yield the ways to cut *word* into two listed words, the first perhaps with a linking s."""
        never, ends = self.scope["no-opening"], self.scope["no-closing"]
        for at in range(3, len(word) - 2):
            opening, closing = word[:at], word[at:]
            if closing not in self.words or closing in ends or opening in never:
                continue
            if opening in self.words or (opening[-1] == "s" and opening[:-1] in self.words):
                yield opening, closing

    def nouns(self, word: str) -> tuple[int, float, bool]:
        """Return how often *word* is a noun in the text, what share that is, and whether it is there at all."""
        tags = self.tags.get(word)
        return (tags["NOUN"], tags["NOUN"] / tags.total(), True) if tags else (0, 0.5, False)

    def opening_weight(self, base: str, link: str) -> float:
        """Return the weight of *base* and its linking s as opening."""
        often, share, known = self.nouns(base)
        values = (
            math.log1p(self.openings[base + link]),
            min(len(base), _LONG),
            base in self.scope["adverb"],
            link == "s",
            not link and base.endswith("s"),
            math.log1p(often),
            share,
            len(base) == SHORTEST // 2,
            math.log1p(self.closings[base]),
            not known,
        )
        return _BIAS - _THRESHOLD + sum(weight * value for weight, value in zip(_OPENING, values, strict=True))

    def closing_weight(self, word: str) -> float:
        """Return the weight of *word* as closing."""
        often, share, known = self.nouns(word)
        values = (
            math.log1p(self.closings[word]),
            min(len(word), _LONG),
            math.log1p(often),
            share,
            len(word) == SHORTEST // 2,
            math.log1p(self.openings[word] + self.openings[word + "s"]),
            not known,
        )
        return sum(weight * value for weight, value in zip(_CLOSING, values, strict=True))

    def closes(self, word: str) -> bool:
        """Return whether *word* may be the last part: a noun, or an adjective that is long enough."""
        if word in self.scope["closing"]:
            return True
        if word in self.scope["no-closing"]:
            return False
        often, share, _ = self.nouns(word)
        if often and share >= 0.15:
            return True
        tags = self.tags.get(word, Counter())
        rare_verb = word in self.verbs and word not in self.adjectives and self.closings[word] < _RARE
        if rare_verb or (not often and tags["VERB"] + tags["AUX"] > tags.total() / 2):
            return False
        if word in self.adjectives or tags["ADJ"] > tags.total() / 2:
            return len(word) >= _ADJECTIVE
        return self.closings[word] >= _FEW_IN_TEXT or len(word) >= SHORTEST

    def _verb_form(self, word: str) -> bool:
        """Return whether *word* is a form of a verb that opens no listed word; the stem of a verb may: leerplicht."""
        return word in self.verbs and not self.openings[word] and not self.nouns(word)[0]

    def all_openings(self) -> dict[str, tuple[float, str]]:
        """Return for each opening as it stands in a compound its weight and its linking s."""
        never, adverbs = self.scope["no-opening"], self.scope["adverb"]
        found: dict[str, tuple[float, str]] = {}
        for word in sorted(self.words | adverbs):
            if word in self.scope["opening"]:
                found[word] = (max(_BY_HAND, self.opening_weight(word, "")), "")
            elif word not in never and len(word) > 2 and not self._verb_form(word):
                found[word] = (self.opening_weight(word, ""), "")
        for word in sorted(self.words):
            linked = word + "s"
            known_apart = linked in self.words and self.nouns(linked)[0] > self.nouns(word)[0]
            takes_s = self.openings[linked] or word.endswith(_TAKES_S)
            if takes_s and len(word) > 2 and word not in never | adverbs and not known_apart:
                weight = self.opening_weight(word, "s")
                if linked not in self.words or linked not in found:
                    found[linked] = (weight, "s")
                else:  # dorps: also listed by itself
                    found[linked] = (max(weight, found[linked][0]), "s")
        return found

    def all_closings(self) -> dict[str, float]:
        """Return the weight of each word that may close a compound."""
        return {word: self.closing_weight(word) for word in sorted(self.words) if len(word) > 2 and self.closes(word)}


def _forms(path: Path) -> tuple[set[str], set[str]]:
    """Return the folded verb and adjective forms of UniMorph."""
    verbs: set[str] = set()
    adjectives: set[str] = set()
    for line in gzip.decompress(path.read_bytes()).decode().splitlines():
        cells = line.split("\t")
        if len(cells) > 2:
            (verbs if cells[2].startswith("V") else adjectives).add(fold(cells[1]))
    return verbs, adjectives


def _tags(path: Path) -> dict[str, Counter[str]]:
    """Return how often each folded word of the text has which part of speech."""
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    vocabulary = spacy.blank("nl").vocab
    for document in DocBin().from_disk(path).get_docs(vocabulary):
        for token in document:
            found[fold(token.text)][token.pos_] += 1
    return dict(found)


def _table(weights: Iterable[tuple[str, int]]) -> str:
    """Write words by their weight, one line a weight."""
    lines: defaultdict[int, list[str]] = defaultdict(list)
    for word, weight in weights:
        lines[weight].append(word)
    return "\n".join(f"{weight} {' '.join(sorted(lines[weight]))}" for weight in sorted(lines, reverse=True))


def compile_parts(folder: Path) -> str:
    """Return the text of the compiled file."""
    maker = Maker(folder)
    openings = {word: (round(weight * _TENTHS), link) for word, (weight, link) in maker.all_openings().items()}
    closings = {word: round(weight * _TENTHS) for word, weight in maker.all_closings().items()}
    openings = {word: found for word, found in openings.items() if found[0] + _STRONG_CLOSING >= 0}
    closings = {word: weight for word, weight in closings.items() if weight + _STRONG_OPENING >= 0}
    idle = {
        word
        for word in (*openings, *closings)
        if _idle(maker, word) and (len(word) > _LONG_WORD or _would_split(word, openings, closings))
    }
    openings = {word: found for word, found in openings.items() if word not in idle}
    closings = {word: weight for word, weight in closings.items() if word not in idle}
    adverbs = maker.scope["adverb"]
    kept = {
        word
        for word in maker.names - maker.words | {one for one in maker.words if _after_adverb_too_short(one, adverbs)}
        if len(word) <= LONGEST and _would_split(word, openings, closings)
    }
    return _HEAD + "\n\n".join(
        (
            _table((word, weight) for word, (weight, _) in openings.items()),
            _table(closings.items()),
            " ".join(sorted(word for word, (_, link) in openings.items() if link)),
            " ".join(sorted(kept)) + "\n",
        )
    )


def _idle(maker: Maker, word: str) -> bool:
    """Return whether nothing shows that *word* is used: no text holds it and no listed word is built on it."""
    by_hand = word in maker.scope["opening"] or word in maker.scope["closing"]
    return not (by_hand or maker.openings[word] + maker.closings[word] or word in maker.tags or word[:-1] in maker.tags)


def _after_adverb_too_short(word: str, adverbs: set[str]) -> bool:
    return any(word.startswith(adverb) and len(word) < len(adverb) + _ADVERB_BEFORE for adverb in adverbs)


def _would_split(word: str, openings: dict[str, tuple[int, str]], closings: dict[str, int]) -> bool:
    return any(
        word[:at] in openings and word[at:] in closings and openings[word[:at]][0] + closings[word[at:]] >= 0
        for at in range(2, len(word) - 2)
    )


def main() -> None:
    """Write the compiled file."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="folder with the word list, the forms and the text")
    text = compile_parts(parser.parse_args().folder)
    (FOLDER / PARTS).write_text(text, "utf-8")
    print(f"{PARTS}: {len(text):,} characters")


if __name__ == "__main__":
    main()
