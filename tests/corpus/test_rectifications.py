"""The register of rectifications: which passages one concerns, and that it outlives reading again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.citation import cite, footnote
from corpus.model import Document, Rectification
from corpus.store import Store
from corpus.store.rectifications import concerns

MakeDocument = Callable[..., Document]

SENTENCE = (
    "De Vereniging Zilverpad zou volgens het bureau nauwe banden hebben met een verboden groep in het buitenland."
)
NOTICE = "Het gerechtshof oordeelde dat deze zin geen feitelijke grond had"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield opened
    opened.close()


def _rectified(quotation: str = SENTENCE, page: str = "") -> Rectification:
    return Rectification("beeld", NOTICE, quotation, page, "ECLI:NL:VOORBEELD:2022:1", "2022-05-03")


@pytest.mark.parametrize(
    ("text", "concerned"),
    [
        (SENTENCE, True),
        (f"Eerst iets anders. {SENTENCE} Daarna nog iets.", True),
        (SENTENCE.upper().replace(" ", "\n", 3), True),
        ("De Vereniging Zilverpad zou volgens het bureau nauwe banden hebben", True),  # cut in two
        ("banden hebben met een verboden groep in het buitenland. Een andere zin.", True),
        ("De Vereniging Zilverpad organiseert wandelingen.", False),
        ("Een verboden groep in het buitenland.", False),
    ],
)
def test_a_rectification_of_words_concerns_what_holds_them_whole_or_in_part(text: str, *, concerned: bool) -> None:
    assert concerns(_rectified(), text, ("12",)) is concerned


def test_a_short_quotation_must_stand_there_as_whole_words() -> None:
    assert concerns(_rectified("Zilverpad"), "Over Zilverpad.", ("1",))
    assert not concerns(_rectified("Zilver"), "Over Zilverpad.", ("1",))


def test_without_words_the_page_decides_and_without_page_the_document() -> None:
    assert concerns(_rectified("", "12"), "Iets.", ("11", "12"))
    assert not concerns(_rectified("", "12"), "Iets.", ("11", "11"))
    assert concerns(_rectified("", ""), "Iets.", ("11", "11"))


def test_every_way_to_a_passage_brings_the_rectification_along(store: Store, make_document: MakeDocument) -> None:
    document = make_document("beeld", ["Een zin vooraf.", SENTENCE, "Een zin daarna."])
    store.put(document)
    store.rectifications.add(_rectified(), author="J. Voorbeeld")
    before, wrong, after = (one.id for one in document.passages)
    assert store.passage_records([wrong])[wrong].rectifications == (_rectified(),)
    assert [bool(one.rectifications) for one in store.passages("beeld")] == [False, True, False]
    middle = store.passage(before)
    assert middle is not None
    assert [bool(one.rectifications) for one in store.neighbours(middle)[1]] == [True]
    last = store.passage(after)
    assert last is not None
    assert last.rectifications == ()


def test_it_holds_when_the_document_is_read_again_and_cut_otherwise(store: Store, make_document: MakeDocument) -> None:
    store.put(make_document("beeld", [SENTENCE, "Een zin daarna."]))
    number = store.rectifications.add(_rectified(), author="J. Voorbeeld")
    store.put(make_document("beeld", [f"Een zin vooraf. {SENTENCE}", "Een zin daarna."], sha256="1" * 64))
    assert [bool(one.rectifications) for one in store.passages("beeld")] == [True, False]
    store.remove("beeld")
    store.put(make_document("beeld", [SENTENCE]))
    assert store.passages("beeld")[0].rectifications == (_rectified(),)
    assert store.rectifications.remove(number)
    assert not store.rectifications.remove(number)
    assert store.passages("beeld")[0].rectifications == ()


def test_every_form_of_citation_prints_it(store: Store, make_document: MakeDocument) -> None:
    store.put(make_document("beeld", [SENTENCE], publisher="Voorbeeldbureau", published="2020"))
    store.rectifications.add(_rectified(), author="J. Voorbeeld")
    record = store.passages("beeld")[0]
    said = f"Rectificatie (3 mei 2022): {NOTICE}. ECLI:NL:VOORBEELD:2022:1"
    citation = cite(record, address="https://voorbeeld.invalid/p")
    for form in ("footnote", "belgian", "apa", "chicago", "bibtex", "ris", "csl_json"):
        assert said in citation.form(form), form
    assert said in footnote(record, address="https://voorbeeld.invalid/p")


def test_a_date_that_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="ISO date"):
        Rectification("beeld", NOTICE, date="3 mei 2022")
