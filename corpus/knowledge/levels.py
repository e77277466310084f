"""Threat levels as documents state them, in lanes that are never put on one axis: Belgium, and the Netherlands.

The Dutch lane has two scales, four steps until DTN 41 and five from DTN 42 (July 2016): one word, two steps.
Source: https://www.nctv.nl/onderwerpen/dtn/over-het-dtn-en-het-dreigingsniveau/opbouw-dreigingsniveaus
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Assertion, Mention, MentionKind
from corpus.statements import LevelStatement
from corpus.store import Store
from corpus.store.counting import DocumentRow, PassageText, document_rows, mentions_of_kind, passage_texts

#: Scheme -> the words of its steps, from 1.
SCALES = {
    "be-4": ("laag", "gemiddeld", "ernstig", "zeer ernstig"),
    "nl-4": ("minimaal", "beperkt", "substantieel", "kritiek"),
    "nl-5": ("minimaal", "beperkt", "aanzienlijk", "substantieel", "kritiek"),
}
LANES = {"BE": ("be-4",), "NL": ("nl-4", "nl-5")}

_EXPLAINS = 3  # steps named in one passage that explains the scale and states none
_NAMED_STEP = re.compile(r"\bniveau\s+([1-5])\b", re.IGNORECASE)
_DATE = re.compile(r"\d{4}(?:-\d{2}){0,2}")


@dataclass(frozen=True, slots=True)
class LevelStep:
    """One statement of a level: what is said, from when, by whom, and the passage that says it."""

    date: str  # ISO 8601, may be partial: as the text says, else as the document is dated
    dated_by_text: bool
    scheme: str
    level: int
    label: str  # as written; empty where the text gives only a number
    scope: str  # algemeen, the words of the text, or empty where it says nothing
    previous: int | None
    assertion: str  # value of Assertion
    document: DocumentRow
    passage: PassageText
    start: int
    end: int
    line: bool  # a general level that is stated: part of the line of its lane

    @property
    def direction(self) -> str:
        """Up, down or same where the text says from which level it came, else empty."""
        if self.previous is None:
            return ""
        return "up" if self.level > self.previous else "down" if self.level < self.previous else "same"


@dataclass(frozen=True, slots=True)
class Lane:
    """The statements on one country's scales, oldest first."""

    country: str
    steps: tuple[LevelStep, ...]
    undated: int  # statements without any date, which stand in no lane


def level_lanes(store: Store, *, year_from: int | None = None, year_to: int | None = None) -> tuple[Lane, ...]:
    """Return the lanes of Belgium and the Netherlands; a year limits by the date of the statement."""
    mentions = mentions_of_kind(store, MentionKind.LEVEL)
    texts = passage_texts(store, (one.passage_id for one in mentions))
    documents = {one.id: one for one in document_rows(store)}
    by_passage: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in mentions:
        if mention.passage_id in texts and mention.value:
            by_passage[mention.passage_id].append(mention)
    found: list[LevelStep] = []
    undated: dict[str, int] = dict.fromkeys(LANES, 0)
    for passage_id, own in by_passage.items():
        passage = texts[passage_id]
        if _explains_a_scale(passage.text):
            continue
        for mention in own:
            step = _step(mention, passage, documents[passage.document_id])
            if step is None:
                continue
            if not step.date:
                undated[step.scheme[:2].upper()] += 1
            elif (year_from or 0) <= int(step.date[:4]) <= (year_to or 9999):
                found.append(step)
    return tuple(Lane(country, _in_order(found, country), undated[country]) for country in LANES)


def _explains_a_scale(text: str) -> bool:
    return len(set(_NAMED_STEP.findall(text))) >= _EXPLAINS


def _step(mention: Mention, passage: PassageText, document: DocumentRow) -> LevelStep | None:
    said = LevelStatement.from_json(mention.value)
    if said.level is None or said.scheme not in SCALES:
        return None
    start = said.period.split("/")[0]
    own_date = bool(_DATE.fullmatch(start))
    return LevelStep(
        date=start if own_date else document.published,
        dated_by_text=own_date,
        scheme=said.scheme,
        level=said.level,
        label=said.label,
        scope=said.scope,
        previous=said.previous,
        assertion=mention.assertion.value,
        document=document,
        passage=passage,
        start=mention.start,
        end=mention.end,
        # A Dutch level is general by its definition; a Belgian one may hold for a person, a place or an event.
        line=mention.assertion is Assertion.STATED
        and (said.scope == "algemeen" or (not said.scope and said.scheme != "be-4")),
    )


def _in_order(steps: Iterable[LevelStep], country: str) -> tuple[LevelStep, ...]:
    """Return the steps of one country, oldest first, without what one document says twice."""
    own = [one for one in steps if one.scheme in LANES[country]]
    own.sort(key=lambda one: (one.date, one.document.published, one.document.id, one.passage.ordinal, one.start))
    seen: set[tuple[object, ...]] = set()
    kept = []
    for one in own:
        key = (one.document.id, one.date, one.scheme, one.level, one.scope, one.previous, one.assertion)
        if key not in seen:
            seen.add(key)
            kept.append(one)
    return tuple(kept)
