"""Threat levels as lanes: one drawing per scale, never two on one axis, and a table of what each passage says."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from corpus.catalogue import country_name
from corpus.knowledge.levels import SCALES, Lane, LevelStep
from corpus.knowledge.text_stats import sentences
from corpus.model import Assertion
from search_app import dutch
from search_app.viewmodels.labels import ASSERTIONS
from search_app.viewmodels.quoted import shortened

_LEFT, _RIGHT, _TOP, _STEP, _WIDTH = 128, 32, 22, 34, 680  # units of the drawing
_DIRECTIONS = {"up": "verhoogd", "down": "verlaagd", "same": "ongewijzigd"}
_WHICH = {
    "be-4": "schaal van 1 tot 4 (OCAD)",
    "nl-4": "schaal van vier niveaus (tot en met DTN 41)",
    "nl-5": "schaal van 1 tot 5 (vanaf DTN 42, juli 2016)",
}


@dataclass(frozen=True, slots=True)
class PointView:
    """One statement in the drawing, at (x, y), with a link to the passage."""

    x: float
    y: int
    url: str
    words: str
    line: bool  # a general level; else one for a place, group or event, or a denied or supposed one


@dataclass(frozen=True, slots=True)
class StepView:
    """One statement in the table."""

    date: str
    dated: str  # empty, or that the date is the document's
    level: str
    change: str
    scope: str
    remark: str
    sentence: str  # that says it: the reasons, where it gives them
    language: str
    url: str
    title: str
    title_language: str
    page: str
    sample: bool


@dataclass(frozen=True, slots=True)
class PanelView:
    """One scale of one country: its drawing and its table."""

    id: str
    title: str
    country_class: str
    steps: tuple[tuple[int, int, str], ...]  # y, number, word
    years: tuple[tuple[float, str], ...]  # x, year
    points: tuple[PointView, ...]
    path: str  # of the SVG line through the general levels; empty for fewer than two
    width: int
    height: int
    left: int
    rows: tuple[StepView, ...]


def panel_views(lanes: Sequence[Lane]) -> tuple[PanelView, ...]:
    """Return the scales on which something is stated, Belgium first, the older Dutch scale before the newer."""
    found = []
    for lane in lanes:
        for scheme in SCALES:
            steps = [one for one in lane.steps if one.scheme == scheme]
            if steps:
                found.append(_panel(lane.country, scheme, steps))
    return tuple(found)


def _panel(country: str, scheme: str, steps: Sequence[LevelStep]) -> PanelView:
    names = SCALES[scheme]
    bottom = _TOP + (len(names) - 1) * _STEP
    first, last = min(int(one.date[:4]) for one in steps), max(int(one.date[:4]) for one in steps) + 1
    scale = (_WIDTH - _LEFT - _RIGHT) / (last - first)

    def at(one: LevelStep) -> tuple[float, int]:
        return round(_LEFT + (_moment(one.date) - first) * scale, 1), bottom - (one.level - 1) * _STEP

    every = max(1, round((last - first) / 10))
    return PanelView(
        id=scheme,
        title=f"{country_name(country)}: {_WHICH[scheme]}",
        country_class=country.lower(),
        steps=tuple((bottom - (number - 1) * _STEP, number, word) for number, word in enumerate(names, 1)),
        years=tuple((round(_LEFT + (year - first) * scale, 1), str(year)) for year in range(first, last + 1, every)),
        points=tuple(
            PointView(*at(one), _url(one), f"{_date(one)}: {_level(one)}, {one.document.title}", one.line)
            for one in steps
        ),
        path=_path([at(one) for one in steps if one.line]),
        width=_WIDTH,
        height=bottom + 34,
        left=_LEFT,
        rows=tuple(_row(one) for one in steps),
    )


def _path(points: Sequence[tuple[float, int]]) -> str:
    """Return the steps of a line that stays on a level until the next statement."""
    if len(points) < 2:
        return ""
    x, y = points[0]
    return f"M{x} {y}" + "".join(f"H{x} V{y}" for x, y in points[1:])


def _moment(date: str) -> float:
    """Return a date as a year with its fraction; a year or month alone stands in its middle."""
    parts = [int(one) for one in date.split("-")]
    if len(parts) == 1:
        return parts[0] + 0.5
    return parts[0] + (parts[1] - 1) / 12 + ((parts[2] - 1) / 366 if len(parts) > 2 else 1 / 24)


def _row(one: LevelStep) -> StepView:
    change = ""
    if one.previous is not None:
        change = f"{_DIRECTIONS[one.direction]} (was {one.previous})"
    return StepView(
        date=_date(one),
        dated="" if one.dated_by_text else "datum van het document",
        level=_level(one),
        change=change,
        scope=one.scope or ("niet gezegd" if one.scheme == "be-4" else "algemeen"),
        remark=ASSERTIONS.get(Assertion(one.assertion), ""),
        sentence=_sentence(one),
        language=one.passage.language,
        url=_url(one),
        title=one.document.title,
        title_language="nl",
        page=one.passage.page_label,
        sample=one.document.sample,
    )


def _sentence(one: LevelStep) -> str:
    text = one.passage.text
    found = next((text[start:end] for start, end in sentences(text) if start <= one.start < end), text)
    return shortened(found)


def _level(one: LevelStep) -> str:
    word = one.label or SCALES[one.scheme][one.level - 1]
    return f"{one.level} van {len(SCALES[one.scheme])} ({word})"


def _date(one: LevelStep) -> str:
    return dutch.date(one.date)


def _url(one: LevelStep) -> str:
    return url_for("passage.show", passage_id=one.passage.id)
