"""What of a passage can be searched, filtered and sorted on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from corpus.model import Document, Mention, MentionKind
from corpus.store import Store
from indexer.indexing import date_number, indexed_document

Maker = Callable[..., Document]


@pytest.mark.parametrize(
    ("published", "number"), [("", 0), ("2023", 20230000), ("2023-05", 20230500), ("2023-05-12", 20230512)]
)
def test_dates_become_numbers(published: str, number: int) -> None:
    assert date_number(published) == number


def test_a_passage_carries_the_values_of_its_document_and_its_mentions(tmp_path: Path, make_document: Maker) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 's.sqlite3'}")
    document = make_document("nota", ["Over Antwerpen en OCAD."], country="BE", publisher="Bureau", published="2021-03")
    passage = document.passages[0]
    mentions = [
        Mention(passage.id, 5, 14, "Antwerpen", MentionKind.PLACE, "be-11002", "test"),
        Mention(passage.id, 18, 22, "OCAD", MentionKind.INSTITUTION, "ocad", "test"),
    ]
    store.put(document, mentions)
    (indexed,) = indexed_document(store, "nota")
    store.close()
    assert indexed.values == {
        "country": ("BE",),
        "publisher": ("Bureau",),
        "kind": ("onbekend",),
        "year": ("2021",),
        "language": ("nl",),
        "voice": ("publisher",),
        "passage_kind": ("paragraph",),
        "trait": ("aside",),
        "place": ("be-11002",),
        "institution": ("ocad",),
    }
    assert indexed.numbers["published"] == 20210300
    assert [position.surface for position in indexed.body] == [
        *("titel", "van", "nota", ""),
        *("inleiding", ""),
        *("over", "antwerpen", "en", "ocad"),
    ]
    assert "inleiding" in {position.surface for position in indexed.heading}
    assert indexed.concepts == {
        7: (":place:be-11002", ":place:*"),
        9: (":institution:ocad", ":institution:*"),
    }


def test_newest_and_oldest_keep_a_document_together_in_reading_order(tmp_path: Path, make_document: Maker) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 's.sqlite3'}")
    for name, published in (("a", "2020"), ("b", "2022"), ("c", "2022"), ("d", "")):
        store.put(make_document(name, ["Een.", "Twee."], published=published))
    passages = [one for name in "abcd" for one in indexed_document(store, name)]
    store.close()
    for sort, expected_ends in (("newest", ("a", "d")), ("oldest", ("c", "d"))):
        ranked = sorted(passages, key=lambda one: -one.numbers[sort])
        order = [one.document for one in ranked]
        assert order[0::2] == order[1::2]
        assert [one.body[-1].surface for one in ranked[:2]] == ["een", "twee"]
        assert order[-1] == "d"
        if sort == "newest":
            assert order[-3] == expected_ends[0]
        else:
            assert order[0] == "a"


def test_a_heading_is_found_with_the_first_passage_under_it_only(tmp_path: Path, make_document: Maker) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 's.sqlite3'}")
    store.put(make_document("nota", ["Eerste.", "Tweede."]))
    first, second = indexed_document(store, "nota")
    store.close()
    assert "inleiding" in {position.surface for position in first.body}
    assert [position.surface for position in second.body] == ["tweede"]
    assert first.heading == second.heading
