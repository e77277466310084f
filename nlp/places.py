"""Which place a name means: many are also ordinary words or surnames, several share a name, some have merged."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from nlp.analysis import Word
from nlp.folding import fold
from nlp.lexicon import Form
from nlp.persons import is_surname
from nlp.vocabulary import Concept, Vocabulary

#: Words before a name that make it a municipality, a province, or at least a place.
_MUNICIPALITY = frozenset(
    ("gemeente", "gemeenten", "stad", "steden", "commune", "ville", "stadsbestuur", "gemeentebestuur")
)
_PROVINCE = frozenset(("provincie", "provincies", "province", "provinces", "prov"))
_PLACE = frozenset(
    """in te uit naar nabij rond regio district politiezone centrum omgeving a vanuit richting zone gevangenis station
    arrondissement ziekenhuis locatie afdeling deelgemeente
    """.split()  # noqa: SIM905 - a list of words reads as text
)
#: Words before `van` and a name.
_OFFICE = frozenset(
    """burgemeester gemeenteraad schepencollege ocmw korpschef college inwoners burgemeesters politie politiezone korps
    bevolking haven gevangenis moskee rechtbank parket school scholen universiteit wijk schepen brandweer bestuur
    bisdom hof regio arrondissement stadsdeel centrum noorden zuiden oosten westen straten omgeving rand zuidrand
    noordrand
    """.split()  # noqa: SIM905 - as above
)
_TREATIES = frozenset(
    ("verdrag", "verdragen", "conventie", "protocol", "handvest", "akkoord", "akkoorden", "verklaring")
)
_COUNTRY = {
    "belgisch": "BE",
    "belgische": "BE",
    "vlaams": "BE",
    "vlaamse": "BE",
    "nederlands": "NL",
    "nederlandse": "NL",
}
_BETWEEN = re.compile(r"\s*(?:,\s*(?:en\s|of\s)?|\sen\s|\sof\s|/)\s*|\s\(\s*(?:prov(?:incie|\.)\s)?")
#: What a bare name means first: Utrecht the town, Luxemburg the country.
_RANK = ("gemeente", "land", "stad", "provincie", "gewest", "regio", "district", "werelddeel")
_MOST = 4  # places of one name that are kept side by side


class Places:
    """The places of the vocabulary by name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        named: defaultdict[str, list[Concept]] = defaultdict(list)
        for concept in vocabulary.of_kind("place"):
            for label in concept.labels:
                named[fold(label.text)].append(concept)
        self._named = dict(named)
        self._sure = frozenset(name for name, places in named.items() if not all(place.cue for place in places))

    def meant(
        self,
        form: Form,
        text: str,
        words: Sequence[Word],
        *,
        index: int,
        country: str,
        starts: Sequence[int],
        published: str = "",
    ) -> tuple[str, ...]:
        """Return the ids of the places that the name at `words[index]` may mean; none where it means no place.

        More than one where neither the text nor the document says which.

        Args:
            form: the name.
            text: of the passage.
            words: its words.
            index: number of the first word of the name.
            country: of the document: BE, NL or empty.
            starts: offsets where sentences begin.
            published: ISO date of the document; after a merger a former name means the municipality it went into.
        """
        length = len(form.keys)
        if is_surname(text, words, index, starts) or _names_a_treaty(words, index):
            return ()
        around = _cues(words, index)
        places = self._named[fold(form.label.text)]
        sure = [place for place in places if not place.cue]
        if around & (_MUNICIPALITY | _PROVINCE):
            chosen = _of_type(places, around)
        elif sure or self._supported(text, words, index, length, starts):
            chosen = _usual(sure or places)
        else:
            return ()
        if len(chosen) > 1:
            hint = next((_COUNTRY[word] for word in around if word in _COUNTRY), country)
            chosen = [place for place in chosen if place.country == hint] or list(chosen)
        return tuple(dict.fromkeys(self._at(place, published) for place in chosen[:_MOST]))

    def _at(self, place: Concept, published: str) -> str:
        """Return the place itself, or what it had become when the document was published."""
        while place.successor and published > place.valid_to:
            place = self._vocabulary.concept(place.successor)
        return place.id

    def _supported(self, text: str, words: Sequence[Word], index: int, length: int, starts: Sequence[int]) -> bool:
        """Say whether something makes an ordinary word with a capital a place: a word before, or a place next to it."""
        around = _cues(words, index)
        if around & (_PLACE | _MUNICIPALITY | _PROVINCE | _OFFICE) and words[index].start not in starts:
            return True
        last = index + length - 1
        for left, right, other in ((index - 1, index, index - 1), (last, last + 1, last + 1)):
            if left >= 0 and right < len(words) and _BETWEEN.fullmatch(text, words[left].end, words[right].start):
                found = words[other]
                if found.surface in self._sure and text[found.start].isupper():
                    return True
        return self._after_link(text, words, index)

    def _after_link(self, text: str, words: Sequence[Word], index: int) -> bool:
        """`Mechelen en Boom`: the word before is the link, the one before that a place."""
        if index < 2 or words[index - 1].surface not in ("en", "of"):
            return False
        place = words[index - 2]
        return place.surface in self._sure and text[place.start].isupper()


def _cues(words: Sequence[Word], index: int) -> frozenset[str]:
    """Return the word before, and for `burgemeester van Best` the one before that; after a country word one more."""
    back = [word.surface for word in words[max(0, index - 3) : index]][::-1]
    found = back[:1]
    if back[:1] and back[0] in ("van", *_COUNTRY):
        found = back[:2]
    if back[:1] == ["van"] and back[1:2] and back[1] not in _OFFICE | _MUNICIPALITY | _PROVINCE:
        found = []
    return frozenset(found)


def _names_a_treaty(words: Sequence[Word], index: int) -> bool:
    """`Verdrag van Genève` speaks of no place."""
    back = [word.surface for word in words[max(0, index - 2) : index]]
    return back[1:] == ["van"] and back[0] in _TREATIES


def _of_type(places: Sequence[Concept], around: frozenset[str]) -> list[Concept]:
    wanted = "provincie" if around & _PROVINCE else "gemeente"
    return [place for place in places if place.facet == wanted] or list(places)


def _usual(places: Sequence[Concept]) -> list[Concept]:
    """A municipality goes before its province, a country too, a present one before a former."""
    first = min(map(_rank, places))
    chosen = [place for place in places if _rank(place) == first]
    current = [place for place in chosen if not place.valid_to]
    return current if len({place.country for place in current}) == len({place.country for place in chosen}) else chosen


def _rank(place: Concept) -> int:
    return _RANK.index(place.facet) if place.facet in _RANK else len(_RANK)
