"""Which place a name means, by the words around it, the country and the date of the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from corpus.model import Mention, Passage
from nlp.tagger import Tagger

Tag = Callable[..., list[Mention]]


def places(mentions: list[Mention]) -> list[str]:
    return [one.concept for one in mentions if one.kind == "place"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("inwoners van Geel", "be-13008"),
        ("de politie van Mol", "be-13025"),
        ("in de gevangenis van Essen", "be-11016"),
        ("de gevangenis Essen", "be-11016"),
        ("Best (Noord-Brabant)", "nl-gm0753"),
        ("Antwerpen/Boom", "be-11005"),
        ("in Luxemburg", "lu"),
        ("de provincie Luxemburg", "be-provincie-luxemburg"),
        ("in Syrie", "sy"),
        ("de VS", "us"),
        ("in Gaza", "regio-ps-gaza"),
        ("in Londen", "locode-gb-lon"),
    ],
)
def test_a_place_is_known_by_its_code(tag: Tag, text: str, place: str) -> None:
    assert place in places(tag(text, country="BE"))


@pytest.mark.parametrize(
    "text",
    [
        "minister Van Gent",
        "Volgens de heer Oostende",
        "Collega Van Brussel en mevrouw De Haan",
        "Dat zegt Jan Gent",
        "Dat zegt J. Gent",
        "Het woord is aan professor Leuven",
    ],
)
def test_a_surname_is_no_place(tag: Tag, text: str) -> None:
    assert places(tag(text)) == []


@pytest.mark.parametrize(
    ("published", "place"),
    [
        ("", "be-46003"),
        ("2023-05", "be-46003"),
        ("2024-12-31", "be-46003"),
        ("2025-01-01", "be-46030"),
        ("2026", "be-46030"),
    ],
)
def test_a_municipality_that_merged_is_what_it_was_when_the_document_appeared(
    tagger: Tagger, passage: Callable[..., Passage], published: str, place: str
) -> None:
    found = tagger.tag([passage("een betoging in Beveren")], country="BE", published=published)
    assert places(found) == [place]


def test_a_treaty_is_no_place(tag: Tag) -> None:
    assert places(tag("het Verdrag van Genève en de Akkoorden van Oslo")) == []


def test_places_that_share_a_name_are_all_kept_where_nothing_decides(tag: Tag) -> None:
    found = tag("de gemeente Bergen")
    assert {one.concept for one in found} == {"be-53053", "nl-gm0373", "nl-gm0893"}
    assert {round(one.confidence, 2) for one in found} == {0.33}
    assert places(tag("de gemeente Bergen", country="BE")) == ["be-53053"]
