"""What the catalogue promises: labels for every key, a source for every fact, keys that point to each other."""

from __future__ import annotations

import pytest

from corpus.catalogue import country_name, kind_label, kinds, publisher_named, publishers, series, series_title
from corpus.model import Metadata


def test_the_kinds_come_in_the_order_in_which_they_are_shown() -> None:
    assert list(kinds()) == [
        "dreigingsbeeld", "jaarverslag", "factsheet", "actieplan", "schriftelijke-vraag", "kamerbrief", "nieuws",
        "bevraging", "beleidsnota", "verslag", "regelgeving", "verkiezingsprogramma", "advies", "onbekend",
    ]  # fmt: skip


def test_every_kind_has_labels_and_a_meaning() -> None:
    for kind in kinds().values():
        assert kind.singular[0].isupper(), kind.key
        assert kind.plural[0].isupper(), kind.key
        assert kind.meaning.endswith("."), kind.key


def test_a_document_of_unknown_kind_has_a_kind_of_the_catalogue() -> None:
    assert Metadata(title="x").kind in kinds()


def test_every_publisher_says_who_it_is_what_may_be_done_and_where_that_was_found() -> None:
    for publisher in publishers().values():
        assert publisher.name, publisher.key
        assert publisher.kind, publisher.key
        assert publisher.licence, publisher.key
        assert publisher.cite, publisher.key
        assert country_name(publisher.country) != publisher.country, publisher.key
        assert set(publisher.language) <= {"nl", "fr"}, publisher.key
        assert publisher.language, publisher.key
        assert publisher.source, publisher.key
        for address in (publisher.address, *publisher.source):
            assert address.startswith("https://"), publisher.key


def test_no_two_publishers_share_a_name() -> None:
    names = [
        name.casefold()
        for publisher in publishers().values()
        for name in {publisher.name, publisher.abbreviation, *publisher.aliases} - {""}
    ]
    assert len(names) == len(set(names))


def test_every_series_has_a_known_publisher_and_kind_a_cadence_and_a_source() -> None:
    for one in series().values():
        assert one.title, one.key
        assert one.kind in kinds(), one.key
        assert publishers()[one.publisher].country == one.country, one.key
        assert one.cadence, one.key
        assert one.source, one.key
        assert all(address.startswith("https://") for address in one.source), one.key


@pytest.mark.parametrize("name", ["NCTV", "nctv", "NCTb", "Nationaal Coördinator Terrorismebestrijding en Veiligheid"])
def test_a_publisher_is_found_by_name_abbreviation_and_alias(name: str) -> None:
    found = publisher_named(name)
    assert found is not None
    assert found.key == "nctv"


def test_labels() -> None:
    assert kind_label("schriftelijke-vraag") == "Schriftelijke vraag"
    assert kind_label("schriftelijke-vraag", plural=True) == "Schriftelijke vragen"
    assert country_name("BE") == "België"
    assert country_name("NL") == "Nederland"
    assert series_title("dtn") == "Dreigingsbeeld Terrorisme Nederland"


def test_unknown_keys_stand_for_themselves() -> None:
    assert kind_label("brochure") == "brochure"
    assert kind_label("brochure", plural=True) == "brochure"
    assert country_name("LU") == "LU"
    assert country_name("") == ""
    assert series_title("eigen-reeks") == "eigen-reeks"
    assert publisher_named("Niemand") is None
