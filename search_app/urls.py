"""The address of a search: SearchRequest to `/zoek?...` and back; one canonical address for equal searches.

Keys come in a fixed order, values of one key in alphabetical order, and what is default is left out. What an
address holds that we do not know is left out too, and said (`Address.ignored`), never an error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from indexer.search import SearchRequest

PATH = "/zoek"

#: Key in the address -> name of the filter in `indexer.search.FILTERS`.
FILTER_KEYS = {
    "land": "country",
    "uitgever": "publisher",
    "soort": "kind",
    "jaar": "year",
    "fenomeen": "phenomenon",
    "instelling": "institution",
    "plaats": "place",
    "organisatie": "organisation",  # reached from the page of an organisation; never offered as a list of filters
}
KEY_OF_FILTER = {name: key for key, name in FILTER_KEYS.items()}

#: Word in the address -> sort.
SORT_KEYS = {"relevantie": "relevance", "nieuwste": "newest", "oudste": "oldest"}
#: What the list is made of, by the word in the address.
UNIT_KEYS = {"passages": "passage"}
_WORD_OF_SORT = {sort: word for word, sort in SORT_KEYS.items()}

MAX_VALUES = 40  # values of one filter
MAX_VALUE_CHARS = 200
MAX_PAGE = 5_000
_SHOWN_CHARS = 60  # of what was ignored
_YEAR = re.compile(r"(?:1[5-9]|2[01])[0-9]{2}")
_PAGE = re.compile(r"[0-9]{1,6}")

Pairs = list[tuple[str, str]]
Known = Callable[[str, str], bool]  # filter name, value -> can the corpus hold it?


@dataclass(frozen=True, slots=True)
class Address:
    """A search as read from an address, and what was left out of it, in Dutch."""

    request: SearchRequest
    ignored: tuple[str, ...] = ()


def read_address(pairs: Iterable[tuple[str, str]], known: Known, *, per_page: int = 20) -> Address:
    """Read a search from the keys and values of an address, in their order.

    Args:
        pairs: keys and values, decoded; a key may come more than once.
        known: says whether a filter can have a value; other values are ignored and said.
        per_page: documents on one page, a setting and not part of the address.
    """
    reader = _Reader(known)
    for key, value in pairs:
        reader.take(key, value.strip())
    return reader.address(per_page)


class _Reader:
    def __init__(self, known: Known) -> None:
        self._known = known
        self._chosen: dict[str, set[str]] = {}
        self._single: dict[str, str] = {}
        self._ignored: list[str] = []

    def take(self, key: str, value: str) -> None:
        if key in FILTER_KEYS:
            if value:
                self._filter(key, value)
        elif key in _SINGLE_KEYS:
            if value and not _SINGLE_KEYS[key](value):
                self._ignore(f"{key}={value}")
            elif value:
                self._single.setdefault(key, value)
        else:
            self._ignore(f"{key}={value}")

    def _filter(self, key: str, value: str) -> None:
        name = FILTER_KEYS[key]
        values = self._chosen.setdefault(name, set())
        fits = _YEAR.fullmatch(value) if name == "year" else self._known(name, value)
        if len(value) <= MAX_VALUE_CHARS and fits and (len(values) < MAX_VALUES or value in values):
            values.add(value)
        else:
            self._ignore(f"{key}={value}")

    def _ignore(self, text: str) -> None:
        self._ignored.append(text if len(text) <= _SHOWN_CHARS else text[: _SHOWN_CHARS - 1] + "\u2026")

    def address(self, per_page: int) -> Address:
        low, high = self._year("van"), self._year("tot")
        if low is not None and high is not None and low > high:
            low, high = high, low
        request = SearchRequest(
            text=self._single.get("q", ""),
            chosen={name: tuple(sorted(self._chosen[name])) for name in FILTER_KEYS.values() if self._chosen.get(name)},
            year_from=low,
            year_to=high,
            sort=SORT_KEYS[self._single.get("sorteer", "relevantie")],
            page=max(1, int(self._single.get("p", "1"))),
            per_page=per_page,
            literal="letterlijk" in self._single,
            unit=UNIT_KEYS.get(self._single.get("toon", ""), "document"),
            expand="eigenwoorden" not in self._single,
            all_words="allewoorden" in self._single,
        )
        return Address(request, tuple(dict.fromkeys(self._ignored)))

    def _year(self, key: str) -> int | None:
        return int(self._single[key]) if key in self._single else None


def _is_page(value: str) -> bool:
    return bool(_PAGE.fullmatch(value)) and int(value) <= MAX_PAGE


#: Keys that hold one value, with what that value must be.
_SINGLE_KEYS: Mapping[str, Callable[[str], bool]] = {
    "q": lambda _value: True,
    "van": lambda value: bool(_YEAR.fullmatch(value)),
    "tot": lambda value: bool(_YEAR.fullmatch(value)),
    "sorteer": lambda value: value in SORT_KEYS,
    "letterlijk": lambda value: value == "1",
    "toon": lambda value: value in UNIT_KEYS,
    "eigenwoorden": lambda value: value == "1",
    "allewoorden": lambda value: value == "1",
    "p": _is_page,
}


def address_pairs(request: SearchRequest) -> Pairs:
    """Return the canonical keys and values of a search; `read_address` gives the same search back."""
    pairs: Pairs = [("q", request.text)] if request.text else []
    for key, name in FILTER_KEYS.items():
        pairs += [(key, value) for value in sorted(set(request.chosen.get(name, ())))]
    if request.year_from is not None:
        pairs.append(("van", str(request.year_from)))
    if request.year_to is not None:
        pairs.append(("tot", str(request.year_to)))
    if request.sort != "relevance":
        pairs.append(("sorteer", _WORD_OF_SORT[request.sort]))
    if request.literal:
        pairs.append(("letterlijk", "1"))
    if request.unit == "passage":
        pairs.append(("toon", "passages"))
    if not request.expand:
        pairs.append(("eigenwoorden", "1"))
    if request.all_words:
        pairs.append(("allewoorden", "1"))
    if request.page > 1:
        pairs.append(("p", str(request.page)))
    return pairs


def search_url(request: SearchRequest) -> str:
    """Return the canonical address of a search, from the root of the site."""
    pairs = address_pairs(request)
    return f"{PATH}?{urlencode(pairs)}" if pairs else PATH


def list_url(request: SearchRequest, ending: str) -> str:
    """Return the address of the whole result list of a search as a file: `/zoek.csv?...`."""
    pairs = address_pairs(replace(request, page=1, unit="document"))
    return f"{PATH}.{ending}?{urlencode(pairs)}" if pairs else f"{PATH}.{ending}"


def account_url(request: SearchRequest, ending: str = "") -> str:
    """Return the address of the account of a search; which page or order of the results makes no difference to it."""
    pairs = address_pairs(replace(request, page=1, unit="document", sort="relevance"))
    return f"/zoekverantwoording{ending}?{urlencode(pairs)}"


def filter_url(**chosen: str) -> str:
    """Return the address of all passages with these filter values, by filter name: `filter_url(kind="factsheet")`."""
    return search_url(SearchRequest(chosen={name: (value,) for name, value in chosen.items() if value}))


def without_value(request: SearchRequest, name: str, value: str) -> SearchRequest:
    """Return *request* with one chosen value of the filter *name* taken away, at its first page."""
    left = tuple(one for one in request.chosen.get(name, ()) if one != value)
    chosen = {**request.chosen, name: left}
    return replace(request, chosen={key: values for key, values in chosen.items() if values}, page=1)


def without_filters(request: SearchRequest) -> SearchRequest:
    """Return *request* with all filters and years taken away, at its first page."""
    return replace(request, chosen={}, year_from=None, year_to=None, page=1)
