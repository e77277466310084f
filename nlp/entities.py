"""Names that no vocabulary holds: by a word for an organisation in them, by their definition, by a model's finds.

What a document defines (`Platform Weerbare Wijken (PWW)`) is known in the whole of it. A name found here gets an id of
its own, such as `org:platform-weerbare-wijken`: it says what is named, never what the organisation is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.identity import slug
from nlp.acronyms import Definition, definitions
from nlp.analysis import Word
from nlp.finding import Tag
from nlp.organisation_words import APPOSITIONS, HEADS, MINISTRIES, NO_NAMES, SUFFIXES, is_document
from nlp.persons import TITLES, may_be_person
from nlp.sifting import shouted, trimmed
from nlp.vocabulary import Vocabulary

#: How sure each way is, by judgement: a definition, an organisation's noun, a group named after what it is, a list.
BY_DEFINITION, BY_NOUN, BY_APPOSITION, BY_LIST = 0.9, 0.8, 0.7, 0.6

_CAPITAL = r"[A-ZÀ-Þ][\w'’&.-]*[\w]|[A-Z]"
_LINK = r"(?:voor|van|tegen|tot|inzake|der|ter|&)\s+(?:de\s+|het\s+|een\s+)?"
_REST = re.compile(
    rf"(?:\s+(?:{_LINK})?(?:{_CAPITAL}|\d{{3}}\b))+(?:\s+en\s+(?:de\s+|het\s+)?(?:{_CAPITAL}))*|\s+\d{{3}}\b"
    r"|\s+voor\s+(?:de\s+|het\s+)?[a-zà-ÿ-]{5,}(?:\s+(?:van|tot|en)\s+(?:de\s+|het\s+)?[a-zà-ÿ-]{5,})?"
)
_DIRECT = re.compile(rf"\s+['\"‘“]?(?P<name>(?:{_CAPITAL})(?:\s+(?:{_CAPITAL}))*)")
_MINISTRY = re.compile(rf"\s+(?:van|voor)\s+(?:{_CAPITAL})(?:\s+(?:{_CAPITAL}))?(?:(?:,|\s+en)\s+(?:{_CAPITAL}))*")
_FRONT = re.compile(rf"(?:(?:{_CAPITAL})\s+)+$")
_LINKS_AT_END = re.compile(r"(?:\s+(?:voor|van|tegen|tot|inzake|der|ter|en|de|het|een|&))*\s*$")
_ARTICLE = re.compile(r"\b(?:de|het|den|der|van|door|bij|aan)\s+$", re.IGNORECASE)
_BESIDE = re.compile(r"\s*(?:,|,?\sen|,?\sof|/)\s+(?:de\s|het\s)?")
_SHORT_NAME = re.compile(r"(?:[A-Z][A-Za-z&/-]{1,8})(?![\w-])")
_PLURAL = re.compile(r"(?:['’]?s)?$")


_NAMED = frozenset(("institution", "organisation"))


@dataclass(frozen=True, slots=True)
class Learnt:
    """What an acronym stands for in one document."""

    kind: str
    concept: str
    label: str


def named(text: str, words: Sequence[Word], starts: Callable[[], Sequence[int]], tags: Sequence[Tag]) -> list[Tag]:
    """Return the organisations in *text* that a word for an organisation gives away, apart from those in *tags*.

    `Expertisecentrum Polarisatie`, `Innovation Center`, `vzw MolenGeek`, and an acronym in a list of organisations.
    """
    found: list[Tag] = []
    for word in words:
        if text[word.start].isupper():
            if word.surface not in HEADS and not word.surface.endswith(SUFFIXES):
                continue
            span, rule, sure = _around(text, word, starts(), tags), "name", BY_NOUN
        elif word.surface in APPOSITIONS:
            span, rule, sure = _after(text, word), "apposition", BY_APPOSITION
        elif word.surface in MINISTRIES:
            ministry = _MINISTRY.match(text, word.end)
            span, rule, sure = (word.start, ministry.end()) if ministry else None, "name", BY_NOUN
        else:
            continue
        if span and _free(span, [*tags, *found]) and not (rule == "name" and shouted(text, word.start, starts())):
            tag = _tag(text, span, rule, sure, text[word.start : word.end])
            found += [tag] if slug(tag.surface) else []
    return [*found, *_listed(text, [*tags, *found])]


def _free(span: tuple[int, int], tags: Sequence[Tag]) -> bool:
    """Say whether no other organisation is named there; a name may hold a phenomenon or a place."""
    return not any(one.start < span[1] and span[0] < one.end for one in tags if one.kind in _NAMED)


def together(tags: Sequence[Tag], found: Sequence[Tag]) -> list[Tag]:
    """Return both in order; a place inside a longer name goes: `Universiteit Gent` names no place."""
    inside = [
        tag
        for tag in tags
        if tag.kind == "place" and any(one.start <= tag.start and tag.end <= one.end for one in found)
    ]
    kept = [tag for tag in tags if tag not in inside]
    return sorted((*kept, *found), key=lambda tag: (tag.start, tag.end)) if found else list(tags)


def learn(texts: Sequence[str], tags: Sequence[Sequence[Tag]]) -> dict[str, Learnt]:
    """Return the acronyms that a document defines, with what they stand for; *tags* are those of each text."""
    found: dict[str, Learnt] = {}
    for text, own in zip(texts, tags, strict=True):
        for one in definitions(text):
            learnt = _meaning(text, one, own)
            if learnt:
                found.setdefault(_PLURAL.sub("", one.short, count=1), learnt)
    return found


def applied(text: str, learnt: Mapping[str, Learnt], tags: Sequence[Tag]) -> list[Tag]:
    """Return *tags* with the acronyms that the document defines; its own definition goes before the vocabulary."""
    kept = list(tags)
    for short, one in learnt.items():
        for name in (short, one.label) if one.concept.startswith("org:") else (short,):
            if name not in text:
                continue
            for match in re.finditer(rf"(?<![\w.&/]){re.escape(name)}(?=['’]?s\b|[^\w]|$)", text):
                other = [tag for tag in kept if tag.start < match.end() and match.start() < tag.end]
                if all(_gives_way(tag, match[0], one) for tag in other):
                    kept = [tag for tag in kept if tag not in other]
                    tag = Tag(*match.span(), match[0], one.kind, one.concept, "defined", one.label)
                    kept.append(replace(tag, confidence=BY_DEFINITION))
    return sorted(kept, key=lambda tag: (tag.start, tag.end))


def _gives_way(tag: Tag, name: str, learnt: Learnt) -> bool:
    """Say whether a tag goes for what the document defines: another reading of an acronym, or a part of a name."""
    inside = tag.surface != name and tag.surface in name and tag.kind != "phenomenon"
    return inside or (tag.surface == name and tag.rule == "acronym" and tag.concept != learnt.concept)


def _meaning(text: str, one: Definition, tags: Sequence[Tag]) -> Learnt | None:
    """Return the concept that the long form names, or the organisation that it is by its words."""
    for tag in tags:
        same = tag.start == one.start or not one.fits or (tag.start > one.start and tag.kind != "phenomenon")
        if tag.end == one.end and same and tag.kind != "place" and tag.surface != one.short:
            return Learnt(tag.kind, tag.concept, tag.label or tag.surface)
    long = text[one.start : one.end]
    if one.fits and long[:1].isupper() and (is_organisation(long) or _is_title(long)):
        return Learnt("organisation", f"org:{slug(long)}", long)
    return None


def _is_title(name: str) -> bool:
    """Say whether each longer word of *name* has a capital, as in the name of a body, and none is for a document."""
    words = [
        word for word in re.findall(r"[\w-]+", name) if len(word) > 3 and word.lower() not in ("voor", "tegen", "over")
    ]
    return (
        len(words) > 1
        and all(word[0].isupper() for word in words)
        and not any(is_document(one.lower()) for one in words)
    )


def is_organisation(name: str) -> bool:
    """Say whether a word of *name* is one for an organisation, and none for a law, a plan or a database."""
    words = [word.lower() for word in re.findall(r"[^\W\d_]+", name)]
    return any(word in HEADS or word.endswith(SUFFIXES) for word in words) and not any(map(is_document, words[:2]))


def _around(text: str, word: Word, starts: Sequence[int], tags: Sequence[Tag]) -> tuple[int, int] | None:
    """Return the name around the word for an organisation; None where nothing but that word has a capital.

    One word alone is a name only inside a sentence, and only where it is a longer word: `de Tuchtraad`, no `de Raad`.
    """
    rest = _REST.match(text, word.end)
    end = rest.end() if rest else word.end
    other = next((tag.start for tag in tags if tag.kind in _NAMED and word.end <= tag.start < end), end)
    if other < end:
        end = word.start + len(_LINKS_AT_END.sub("", text[word.start : other]))
    start = word.start
    front = _FRONT.search(text, max(0, start - 60), start)
    before = front[0].split() if front else []
    while before:  # a word that opens the sentence has a capital anyhow: only an adjective of a name stays
        opens = word.start - len(" ".join(before)) - 1
        if before[0].lower() not in NO_NAMES and (opens not in starts or before[0].lower().rstrip("e") in _ADJECTIVES):
            start = opens
            break
        before = before[1:]
    if (before and before[0].lower() in TITLES) or (
        start == word.start and end == word.end and not _alone(text, word, starts)
    ):
        return None
    first = text[start:end].split(maxsplit=1)[0]
    return None if is_document(first.lower()) else (start, end)


_ADJECTIVES = frozenset(
    """belgisch vlaams nederlands europees europes nationaal nationale national internationaal international
    interfederaal interfederal federaal federal koninklijk centraal centrale central algemeen algemen hoog hog
    brussels waals lokaal lokal regionaal regional landelijk provinciaal provincial onafhankelijk islamitisch joods
    vrij katholiek christelijk rijks gemeenschappelijk permanent vast wetenschappelijk stedelijk
    """.split()  # noqa: SIM905 - a list of words reads as text
)


def _alone(text: str, word: Word, starts: Sequence[int]) -> bool:
    """Say whether a word for an organisation is a name by itself: a longer one, after an article in a sentence."""
    long = word.surface not in HEADS and word.surface.endswith(SUFFIXES) and word.start not in starts
    return long and bool(_ARTICLE.search(text, max(0, word.start - 8), word.start))


def _after(text: str, word: Word) -> tuple[int, int] | None:
    """Return the name behind `vzw` or `de partij`."""
    match = _DIRECT.match(text, word.end)
    if not match or may_be_person(match["name"], "") or match["name"].split()[0].lower() in NO_NAMES | TITLES:
        return None
    return match.span("name")


def _listed(text: str, tags: Sequence[Tag]) -> Iterator[Tag]:
    """Yield the acronyms beside an organisation in a list: `AIVD, MIVD, XYZ en OM`."""
    known = [one for one in tags if one.kind in ("organisation", "institution") and one.surface[1:2].isupper()]
    if len(known) < 2:
        return
    taken = {one.start for one in tags}
    queue = list(known)
    while queue:
        link = _BESIDE.match(text, queue.pop().end)
        match = _SHORT_NAME.match(text, link.end()) if link else None
        if (
            match
            and match.start() not in taken
            and sum(map(str.isupper, match[0])) > 1
            and match[0].lower() not in NO_NAMES
        ):
            taken.add(match.start())
            tag = _tag(text, match.span(), "list", BY_LIST)
            queue.append(tag)
            yield tag


def _tag(text: str, span: tuple[int, int], rule: str, confidence: float, cue: str = "") -> Tag:
    start, end = trimmed(text, *span)
    name = text[start:end]
    return Tag(start, end, name, "organisation", f"org:{slug(name)}", rule, "", cue, confidence=confidence)


def linked(tag: Tag, vocabulary: Vocabulary) -> Tag:
    """Return *tag* with the concept and kind that the vocabulary has for its name, if it has one."""
    known = [vocabulary.concept(one) for one in vocabulary.find(tag.surface)]
    same = [one for one in known if one.kind in ("organisation", "institution")]
    return replace(tag, kind=same[0].kind, concept=same[0].id, label=same[0].label) if len(same) == 1 else tag
