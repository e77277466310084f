"""Belgium beside the Netherlands: exact counts, silence told from absence, the passages that say most."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.knowledge.comparison import CellState, Comparison, Row, compare_countries
from corpus.knowledge.text_stats import occurrences, per_words, sentences, word_keys
from corpus.model import Assertion, Document, Mention, MentionKind
from corpus.store import Store

Maker = Callable[..., Document]
SPEAKS = "De dreiging van jihadisme is in deze verslagperiode niet kleiner geworden, zegt de dienst in zijn beeld."
SILENT = "De gemeenteraad besprak de begroting en het onderhoud van de wegen in het centrum van de stad."


def mentions(document: Document, word: str = "jihadisme", assertion: Assertion = Assertion.STATED) -> list[Mention]:
    return [
        Mention(one.id, match.start(), match.end(), match.group(), MentionKind.PHENOMENON, word, "test", assertion)
        for one in document.passages
        for match in re.finditer(word, one.text)
    ]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = Store.open(f"sqlite:///{tmp_path / 'store.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def put(store: Store, make_document: Maker) -> Callable[..., Document]:
    """Puts a document with its mentions of jihadism."""

    def put(document_id: str, texts: Sequence[str], **about: object) -> Document:
        assertion = about.pop("assertion", Assertion.STATED)
        document = make_document(document_id, texts, **about)
        store.put(document, mentions(document, assertion=assertion))
        return document

    return put


def row(found: Comparison, key: str) -> Row:
    return next(one for one in found.topics[0].rows if one.key == key)


def test_a_rate_is_of_all_words_of_a_country_in_a_year(store: Store, put: Callable[..., Document]) -> None:
    put("be-1", [SPEAKS, SILENT], country="BE", published="2021-05-01")
    put("be-2", [SILENT], country="BE", published="2021")
    words = len(SPEAKS.split()) + 2 * len(SILENT.split())
    cell = row(compare_countries(store, ["jihadisme"]), "2021").cells[0]
    assert (cell.mentions, cell.passages, cell.documents, cell.of_documents, cell.words) == (1, 1, 1, 2, words)
    assert cell.per_10k == round(1 / words * 10_000, 1)
    assert cell.little_text


def test_silence_is_not_absence(store: Store, put: Callable[..., Document]) -> None:
    put("be-1", [SPEAKS], country="BE", published="2021")
    put("nl-1", [SILENT], country="NL", published="2021")
    put("be-2", [SPEAKS], country="BE", published="2023")
    found = compare_countries(store, ["jihadisme"])
    assert [one.key for one in found.topics[0].rows] == ["2021", "2022", "2023"]
    states = {one.key: [cell.state for cell in one.cells] for one in found.topics[0].rows}
    assert states == {
        "2021": [CellState.SPEAKS, CellState.SILENT],
        "2022": [CellState.ABSENT, CellState.ABSENT],
        "2023": [CellState.SPEAKS, CellState.ABSENT],
    }


def test_only_one_side_speaks_where_the_other_has_documents(store: Store, put: Callable[..., Document]) -> None:
    put("be-1", [SPEAKS], country="BE", published="2021")
    put("nl-1", [SILENT], country="NL", published="2021")
    put("be-2", [SPEAKS], country="BE", published="2022")
    found = compare_countries(store, ["jihadisme"])
    assert [row(found, year).only for year in ("2021", "2022")] == ["BE", ""]
    assert found.topics[0].total.only == "BE"


def test_years_limit_rows_and_documents_without_date_or_country_are_told(
    store: Store, put: Callable[..., Document]
) -> None:
    put("be-1", [SPEAKS], country="BE", published="2019")
    put("be-2", [SPEAKS], country="BE", published="2021")
    put("be-3", [SPEAKS], country="BE")
    put("x", [SPEAKS], published="2021")
    found = compare_countries(store, ["jihadisme"], year_from=2020, year_to=2022)
    assert [one.key for one in found.topics[0].rows] == ["2020", "2021", "2022"]
    assert found.topics[0].total.cells[0].mentions == 1
    assert found.left_out == 2


def test_an_edition_is_a_row_of_its_own_country(store: Store, put: Callable[..., Document]) -> None:
    put("nl-2", [SPEAKS], country="NL", published="2022-06", series="beeld")
    put("nl-1", [SILENT], country="NL", published="2021-06", series="beeld")
    put("los", [SPEAKS], country="NL", published="2021-06")
    found = compare_countries(store, ["jihadisme"], rows="edition")
    assert [one.key for one in found.topics[0].rows] == ["nl-1", "nl-2"]
    assert [[cell.state for cell in one.cells] for one in found.topics[0].rows] == [
        [CellState.OTHER, CellState.SILENT],
        [CellState.OTHER, CellState.SPEAKS],
    ]


def test_passages_that_state_it_in_running_text_come_first(store: Store, put: Callable[..., Document]) -> None:
    twice = SPEAKS.replace("jihadisme", "jihadisme, en van jihadisme online,")
    put("be-1", ["jihadisme", SPEAKS, twice], country="BE", published="2021")
    put("be-2", [SPEAKS], country="BE", published="2021", assertion=Assertion.NEGATED)
    cell = row(compare_countries(store, ["jihadisme"]), "2021").cells[0]
    assert [one.text for one in cell.best] == [
        SPEAKS.replace("jihadisme", "jihadisme, en van jihadisme online,"),
        SPEAKS,
    ]
    assert all(one.document_id == "be-1" for one in cell.best)
    assert (cell.mentions, cell.stated) == (5, 4)


def test_the_same_corpus_gives_the_same_answer(store: Store, put: Callable[..., Document]) -> None:
    for number in range(6):
        put(f"nl-{number}", [SPEAKS, SILENT], country="NL", published="2021")
    assert compare_countries(store, ["jihadisme"]) == compare_countries(store, ["jihadisme"])


def test_a_sample_marks_its_cell(store: Store, put: Callable[..., Document]) -> None:
    put("be-1", [SPEAKS], country="BE", published="2021", sample=True)
    put("nl-1", [SPEAKS], country="NL", published="2021")
    assert [cell.samples for cell in row(compare_countries(store, ["jihadisme"]), "2021").cells] == [True, False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is zo. En dit ook!", ["Dat is zo.", "En dit ook!"]),
        ("Zie nr. 4 en art. 12 van de wet.", ["Zie nr. 4 en art. 12 van de wet."]),
        ("Het staat op 3. Daarna niets.", ["Het staat op 3.", "Daarna niets."]),
        ("4. Bereid het voor. 5. Oefen het.", ["4. Bereid het voor.", "5. Oefen het."]),
        ("Hij zei: “Nee.” Toen ging hij.", ["Hij zei: “Nee.”", "Toen ging hij."]),
        ("Zonder einde", ["Zonder einde"]),
        ("", []),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in sentences(text)] == expected


@given(st.text(max_size=200))
def test_sentences_hold_all_that_is_not_white_space(text: str) -> None:
    found = "".join(text[start:end] for start, end in sentences(text))
    assert "".join(found.split()) == "".join(text.split())


def test_a_word_is_found_whole_whatever_its_capitals_and_hyphens() -> None:
    text = "Rechtsextremisme, rechts-extremisme en rechts-extremistisch."
    found = [text[start:end] for start, end in occurrences(text, word_keys("RECHTS-EXTREMISME"))]
    assert found == ["Rechtsextremisme", "rechts-extremisme"]
    assert occurrences(text, ()) == []


def test_a_rate_without_words_is_unknown() -> None:
    assert per_words(0, 0) is None
    assert per_words(0, 10) == 0
