"""Values hold what they promise: offsets point into the text, dates are dates."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.model import Document, Metadata, NoteMark, Page, Passage, PassageKind, Span, Voice, page_labels


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(texts=st.lists(st.text(min_size=1), min_size=1, max_size=8), pages=st.integers(1, 3))
def test_every_passage_stands_on_its_page_where_it_says(
    make_document: Callable[..., Document], texts: list[str], pages: int
) -> None:
    document = make_document("doc", texts, pages=pages)
    for passage in document.passages:
        assert document.page(passage.page).text[passage.spans[0].start : passage.spans[0].end] == passage.text


def test_a_passage_that_is_not_in_its_page_is_refused(make_document: Callable[..., Document]) -> None:
    document = make_document("doc", ["Eerste passage."])
    wrong = replace(document.passages[0], text="Tweede passage.")
    with pytest.raises(ValueError, match=r"passage 0 says 'Tweede passage.', its page 'Eerste passage.'"):
        replace(document, passages=(wrong,))


def test_a_passage_over_a_page_break_joins_both_pages() -> None:
    passage = Passage(
        id="doc.x.1",
        ordinal=0,
        kind=PassageKind.PARAGRAPH,
        voice=Voice.PUBLISHER,
        language="nl",
        section=(),
        spans=(Span(1, 0, 6), Span(2, 0, 7)),
        text="loopt over dan",
    )
    assert (passage.page, passage.last_page) == (1, 2)


def test_two_pages_with_one_number_are_refused(make_document: Callable[..., Document]) -> None:
    document = make_document("doc", ["Tekst."])
    with pytest.raises(ValueError, match="same number"):
        replace(document, pages=(Page(1, "Tekst."), Page(1, "Tekst.")))


@pytest.mark.parametrize("published", ["", "2023", "2023-05", "2023-05-12"])
def test_dates_may_be_partial(published: str) -> None:
    assert Metadata(title="T", published=published).year == (2023 if published else None)


@pytest.mark.parametrize("published", ["12-05-2023", "2023-13", "mei 2023", "2023-05-32"])
def test_what_is_no_date_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="published must be an ISO date"):
        Metadata(title="T", published=published)


def test_a_country_is_belgium_or_the_netherlands() -> None:
    with pytest.raises(ValueError, match="country must be BE, NL or empty"):
        Metadata(title="T", country="DE")


def test_a_page_without_a_printed_number_is_not_taken_for_the_page_that_has_it() -> None:
    assert page_labels([Page(1, "omslag"), Page(2, "tekst", label="1"), Page(3, "bijlage", label="iv")]) == {
        1: "[1]",
        2: "1",
        3: "iv",
    }
    assert page_labels([Page(1, "tekst"), Page(2, "tekst")]) == {1: "1", 2: "2"}


def test_a_note_mark_that_leads_nowhere_is_refused(make_document: Callable[..., Document]) -> None:
    document = make_document("doc", ["Dit staat vast."])
    first = document.passages[0].id
    for wrong in (NoteMark(first, 3, "1", "doc.weg.1"), NoteMark(first, 99, "1", first)):
        with pytest.raises(ValueError, match="note mark '1'"):
            replace(document, note_marks=(wrong,))
