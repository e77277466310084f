"""Documents in time: bars per year, as numbers of an SVG that style sheets colour; every bar is a link."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.search import FacetValue
from search_app import dutch

_HEIGHT = 56  # units of the drawing
_STEP = 12  # from bar to bar
_BAR = 9
_LEAST = 2  # height of a bar that counts anything
_MOST_YEARS = 60  # shown; more would be hair lines


@dataclass(frozen=True, slots=True)
class Bar:
    """One year: where its bar stands and how high, in units of the drawing, and the link behind it."""

    year: str
    x: int
    y: int
    height: int
    url: str
    words: str  # "2019: 12 passages"
    chosen: bool


@dataclass(frozen=True, slots=True)
class Histogram:
    """The years from first to last; a year without passages has a bar of no height and no link."""

    bars: tuple[Bar, ...]
    width: int
    height: int
    bar: int
    first: str
    last: str


def histogram(values: Iterable[FacetValue], url: dict[str, str]) -> Histogram | None:
    """Return the bars of the facet year, or None where there are fewer than two years.

    Args:
        values: the values of the facet, in any order.
        url: year -> address of the search in that year alone.
    """
    counts = {int(one.key): one for one in values if one.key.isdecimal()}
    if len(counts) < 2:
        return None
    last = max(counts)
    first = max(min(counts), last - _MOST_YEARS + 1)
    highest = max(one.count for year, one in counts.items() if year >= first)
    if not highest:
        return None
    bars = []
    for place, year in enumerate(range(first, last + 1)):
        one = counts.get(year)
        count = one.count if one else 0
        height = max(_LEAST, round(count / highest * _HEIGHT)) if count else 0
        words = f"{year}: {dutch.counted(count, 'passage', 'passages')}"
        link = url[str(year)] if count else ""
        bars.append(
            Bar(str(year), place * _STEP, _HEIGHT - height, height, link, words, chosen=bool(one and one.chosen))
        )
    return Histogram(tuple(bars), len(bars) * _STEP, _HEIGHT, _BAR, str(first), str(last))
