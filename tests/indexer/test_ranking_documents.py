"""In which order documents come, and how far a search reaches when all words together give too little."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from corpus.model import Document
from corpus.settings import read_settings
from indexer.query import weights
from indexer.rebuild import sync_index
from indexer.search import Searcher, SearchRequest, SearchResult
from indexer.workspace import Workspace

Maker = Callable[..., Document]

OTHER = "Het college bespreekt de begroting en de agenda van de komende maanden met de raad."
DOCUMENTS = {
    "alles-samen": ["De burgemeester bespreekt de radicalisering van jongeren in de moskee met alle diensten.", OTHER],
    "verspreid": [
        "De burgemeester spreekt met alle diensten over dit jaar.",
        "Over radicalisering en een moskee gaat het.",
    ],
    "een-keer": [OTHER, "Er was ook radicalisering in het verslag van het vorige jaar te lezen.", OTHER, OTHER],
    "vaak": [
        "Radicalisering is het onderwerp van dit stuk.",
        "Wat radicalisering precies is, verschilt van plaats tot plaats.",
        "Radicalisering.",
    ],
    "inhoud": ["Niets over het onderwerp, alleen gewone zinnen over gewone zaken in de gemeente."],
    "cijfers": ["In de gemeente waren er 41 meldingen van vandalisme in de wijk bij het station."],
    "geen-cijfers": ["In de gemeente waren er veel meldingen van vandalisme in de wijk bij het station."],
    "jaren": ["In de gemeente waren er in 2019 meldingen van vandalisme in de wijk bij het station."],
}


@pytest.fixture(scope="module", params=["memory", "tantivy", "whoosh"])
def searcher(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, make_document: Maker
) -> Iterator[Searcher]:
    """Search over DOCUMENTS with each engine."""
    folder: Path = tmp_path_factory.mktemp("data")
    with Workspace.open(read_settings({"data": str(folder), "engine": request.param}, {})) as workspace:
        for name, texts in DOCUMENTS.items():
            workspace.store.put(make_document(name, texts, published="2021" if name == "vaak" else ""))
        sync_index(workspace.store, workspace.generations, request.param)
        with workspace.searcher() as opened:
            yield opened


def ask(searcher: Searcher, text: str, **options: object) -> SearchResult:
    return searcher.search(SearchRequest(text=text, **options))  # type: ignore[arg-type]  # options of SearchRequest


def order(result: SearchResult) -> list[str]:
    return [hit.document.id for hit in result.hits]


def test_words_that_stand_in_no_passage_together_are_sought_apart_and_that_is_said(searcher: Searcher) -> None:
    result = ask(searcher, "burgemeester radicalisering moskee jongeren")
    assert result.widened is not None
    assert (result.widened.words, result.widened.enough, result.widened.documents) == (4, 2, 1)
    assert order(result) == ["alles-samen", "verspreid"]
    assert searcher.count(result.request) == result.passages == 2


def test_all_words_can_be_asked_for(searcher: Searcher) -> None:
    strict = ask(searcher, "burgemeester radicalisering moskee jongeren", all_words=True)
    assert strict.widened is None
    assert order(strict) == ["alles-samen"]


def test_a_search_is_not_widened_when_sorted_by_date_or_when_all_words_are_in_enough_documents(
    searcher: Searcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ask(searcher, "burgemeester moskee", sort="newest").widened is None
    monkeypatch.setattr(weights, "WIDEN_BELOW", 1)
    assert ask(searcher, "burgemeester moskee").widened is None


def test_fields_phrases_and_exclusions_still_hold_when_a_search_is_widened(searcher: Searcher) -> None:
    assert order(ask(searcher, "radicalisering moskee -jongeren")) == ["verspreid", "vaak", "een-keer"]
    assert order(ask(searcher, 'radicalisering moskee "alle diensten"')) == ["alles-samen"]
    assert order(ask(searcher, "radicalisering moskee jaar:2021")) == ["vaak"]


def test_a_document_that_is_about_it_comes_before_one_that_names_it(searcher: Searcher) -> None:
    assert order(ask(searcher, "radicalisering"))[-1] == "een-keer"
    assert order(ask(searcher, "radicalisering"))[0] == "vaak"


def test_a_quantity_counts_where_the_question_asks_how_many(searcher: Searcher) -> None:
    plain = {hit.document.id: hit.passages[0].score for hit in ask(searcher, "meldingen vandalisme").hits}
    asked = {hit.document.id: hit.passages[0].score for hit in ask(searcher, "hoeveel meldingen van vandalisme").hits}
    assert plain["cijfers"] == pytest.approx(plain["geen-cijfers"], abs=0.1)
    assert asked["cijfers"] - asked["geen-cijfers"] == pytest.approx(weights.FIGURES, abs=0.1)
    assert asked["jaren"] == pytest.approx(asked["geen-cijfers"], abs=0.1)


def test_a_passage_of_a_few_words_is_put_down(searcher: Searcher) -> None:
    (best, *_rest) = ask(searcher, "radicalisering").hits
    assert best.passages[-1].passage.text == "Radicalisering."


def test_a_year_finds_what_appeared_in_it(searcher: Searcher) -> None:
    result = ask(searcher, "radicalisering 2021", all_words=True)
    assert order(result) == ["vaak"]
    assert any("verschenen in 2021" in line for line in result.searched_for)


def test_pages_hold_each_document_once(searcher: Searcher) -> None:
    whole = order(ask(searcher, "radicalisering gemeente moskee vandalisme"))
    pages = [
        order(ask(searcher, "radicalisering gemeente moskee vandalisme", page=page, per_page=2))
        for page in (1, 2, 3, 4)
    ]
    assert [one for page in pages for one in page] == whole
    assert len(set(whole)) == len(whole)
