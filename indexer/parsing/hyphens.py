"""Undo line-end hyphenation of Dutch text: a hyphen is kept only where the word has one of its own.

The words of the document decide first, then those of the vocabularies, then the rules of Dutch spelling.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator
from functools import lru_cache

from indexer.parsing.glyphs import HYPHENS
from nlp.vocabulary import load_vocabulary

SOFT = "\u00ad\ufffe"
STEM = 5  # letters of the second part that make two words of one family: rechts-extremisme, rechts-extremistisch
_COORDINATION = re.compile(r"(?:en|of|tot|als|noch|dan wel|et|ou|and|or)\b")
_LEFT = re.compile(r"[\w'’-]*\w$")
_RIGHT = re.compile(r"^\w[\w'’]*(?:-\w+)*")
_WORD = re.compile(r"\w[\w'’-]*\w|\w")
#: First parts that Dutch often writes with a hyphen; kept only where the rest is known as a word of its own.
_PREFIX_WORDS = (
    "links rechts extreem radicaal uiterst anti ex niet oud pro non vice semi pseudo anarcho eco neo ultra adjunct "
    "quasi kandidaat leerling interim chef centrum midden jong sociaal staats euro alt"
)
_PREFIXES = frozenset(_PREFIX_WORDS.split())
#: Prefixes of which a hyphen at the end of a line is their own before almost any longer rest, and the exceptions.
_FIRM = {"niet": ("temin", "tegenstaand"), "oud": ("heid", "ste", "ere", "bakken", "jaar"), "non": ("chal",)}
#: Second parts that keep their hyphen after a word: procureur-generaal, proces-verbaal; pronouns of French.
_SECONDS = frozenset(
    "generaal generaals verbaal vous nous ils elles elle même mêmes moi là delà ci être disant".split()  # noqa: SIM905
)
_PRONOUNS = frozenset("il elle on ils elles ce je".split())  # noqa: SIM905
_VERBS = frozenset("est sont ont peut faut va doit fait dit n’est n'est qu'est qu’est".split())  # noqa: SIM905
_ADJECTIVE_HEADS = ("aal", "eel", "iek", "isch", "aams", "aans", "ands", "ijns", "joods", "sels", "iaal", "ief", "rks")
_ADJECTIVE_ENDS = (
    "isch",
    "ische",
    "ief",
    "ieve",
    "eel",
    "ele",
    "aal",
    "ale",
    "ijk",
    "ijke",
    "iële",
    "ieel",
    "ant",
    "ante",
)
#: Prefixes that take a diaeresis instead of a hyphen, and lose it at the end of a line (ge-|integreerd).
_OPEN_PREFIXES = frozenset(("ge", "be", "bege", "inge", "uitge", "aange", "opge", "afge", "on-ge", "onge"))
_TREMA = str.maketrans("aeiou", "äëïöü")
#: Vowels that would read as one sound when joined, so that the hyphen must be a real one.
_CLASHES = {"a": "aeiu", "e": "eiu", "i": "eij", "o": "eiou", "u": "iu"}


class Known(Collection[str]):
    """The words of a document, casefolded with their inner hyphens; names that never stand in small letters as well."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = frozenset(words)
        self._sorted = sorted(self._words)

    @classmethod
    def of(cls, words: Iterable[str]) -> Known:
        """Return the words as found in running text, capitals and all."""
        found = set(words)
        small = {word.casefold() for word in found}
        lower = {word for word in found if word[0].islower()}
        names = {word for word in found if word[0].isupper() and word[1:].islower() and word.lower() not in lower}
        return cls(small | names)

    def __contains__(self, word: object) -> bool:
        return word in self._words

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)

    def has_start(self, start: str) -> bool:
        """Say whether a word begins with *start*."""
        place = bisect_left(self._sorted, start)
        return place < len(self._sorted) and self._sorted[place].startswith(start)


@lru_cache(maxsize=1)
def lexicon() -> Known:
    """Return the words of the vocabularies, and the parts of those with a hyphen."""
    words: dict[
        str, str
    ] = {}  # by their letters: of two spellings of one concept, the vocabulary names the better first
    for concept in load_vocabulary().concepts:
        for label in sorted(concept.labels, key=lambda one: one.type != "preferred"):
            if label.lang == "nl":
                for word in _WORD.findall(label.text.casefold()):
                    words.setdefault(word.replace("-", ""), word)
    return Known({*words.values(), *(part for word in words.values() for part in word.split("-") if len(part) > 3)})


def words_in(text: str) -> list[str]:
    """Return the words of a line, with inner hyphens."""
    return _WORD.findall(text)


def ends_hyphenated(line: str) -> bool:
    """Say whether a line ends in a hyphen that follows a letter, a digit or a hyphen; a dash stands after a space."""
    return len(line) > 1 and line[-1] in HYPHENS and (line[-2].isalnum() or line[-2] in "-\u2010")


def join(left: str, right: str, known: Collection[str]) -> str:  # noqa: PLR0911 - one rule after the other
    """Return what stands between two lines when joined: `left[:-1]` is followed by this, then by `tail(...)`.

    Args:
        left: a line that ends in a hyphen.
        right: the line after it.
        known: words seen elsewhere in the document, casefolded, with their inner hyphens.

    Returns:
        "" (one word), "-" (a word with a hyphen) or "- " (a coordination such as `op- en afschaling`).
    """
    if left[-2:-1] in ("-", "\u2010"):  # a word with a hyphen of its own, and then the one of the line end
        return ""
    before, after = _LEFT.search(left[:-1].rstrip()), _RIGHT.search(right)
    if not before or not after:
        return "" if left[-1] in SOFT and after else "-"
    if _COORDINATION.match(right):
        return "- "
    head, rest = before.group(), after.group()
    whole, parted = (head + rest).casefold(), f"{head}-{rest}".casefold()
    if whole in known:
        return ""
    if parted in known:
        return "-"
    if left[-1] == "\u00ad" or _with_trema(head, rest, known):
        return ""
    words = lexicon()
    if whole in words or parted in words:
        return "" if whole in words else "-"
    return "-" if _has_own_hyphen(head, rest, known) else ""


def tail(left: str, right: str, known: Collection[str]) -> str:
    """Return *right* as it stands after a joined *left*: with the diaeresis that the end of the line took away."""
    before, after = _LEFT.search(left[:-1].rstrip()), _RIGHT.search(right)
    if not before or not after or (before.group() + after.group()).casefold() in known:
        return right
    marked = _with_trema(before.group(), after.group(), known)
    return marked + right[after.end() :] if marked else right


def _with_trema(head: str, rest: str, known: Collection[str]) -> str:
    """Return the rest of a word with a diaeresis on its first vowel where the word needs one, else nothing."""
    first = head.rsplit("-", 1)[-1].casefold()
    if rest[0] not in _CLASHES.get(first[-1], ""):
        return ""
    marked = rest[0].translate(_TREMA) + rest[1:]
    whole = (head + marked).casefold()
    if whole in known or (whole in lexicon() and first != "re") or first in _OPEN_PREFIXES:
        return marked
    if (first[-1] == "i" and rest.startswith("ele")) or (first.endswith("co") and rest.startswith("ordin")):
        return marked  # financiële, coördinatie
    return ""


def _has_own_hyphen(head: str, rest: str, known: Collection[str]) -> bool:
    """Say whether the rules of Dutch spelling ask for a hyphen between *head* and *rest*, line end or not."""
    first = head.rsplit("-", 1)[-1]
    acronym = len(first) >= 2 and first.isupper() and rest[0].islower()  # OCAD-rapport
    letter = len(first) == 1 and first.isupper()  # T-shirt
    capital = rest[0].isupper() and not (head.isupper() and rest.isupper())  # Noord-Brabant
    digit = rest[0].isdigit() or head[-1].isdigit()
    clash = rest[0] in _CLASHES.get(first[-1].lower(), "") and first.casefold() not in _OPEN_PREFIXES
    return acronym or letter or capital or digit or clash or _is_compound(head, first, rest, known)


def _is_compound(head: str, first: str, rest: str, known: Collection[str]) -> bool:  # noqa: PLR0911 - as in join
    """Say whether two words are written with a hyphen, as far as their family and their form tell."""
    small, second = first.casefold(), rest.casefold()
    alone = second in known or second in lexicon()
    if len(second) > STEM and _starts(known, f"{head.casefold()}-{second[:STEM]}"):
        return True
    if len(second) > STEM and _starts(known, f"{head.casefold()}{second[:STEM]}"):
        return False
    if small in _FIRM:
        return len(second) >= 4 and not second.startswith(_FIRM[small])
    if small in _PREFIXES and (alone or _starts(lexicon(), f"{small}-{second[:STEM]}")):
        return True
    if second in _SECONDS or (second.startswith("t-") and len(first) > 1):
        return True
    if second in _PRONOUNS and (small in _VERBS or head.endswith("-t")):  # est-il, a-t-elle
        return True
    if "-" in head and len(first) <= 4 and small in known and alone:  # wij-zij-denken
        return True
    if first[0].isupper() and len(second) > 3 and alone and first in known:  # the name of a group and a word
        return True
    return small.endswith(_ADJECTIVE_HEADS) and second.endswith(_ADJECTIVE_ENDS) and alone and small in known


def _starts(known: Collection[str], start: str) -> bool:
    if isinstance(known, Known):
        return known.has_start(start)
    return any(word.startswith(start) for word in known)
