"""What holds for passages of any text: offsets, lengths, nothing lost, ids that stay."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.model import Box, Document, FileVersion, Metadata, PassageKind
from indexer.parsing.passages import assemble, cuts, sentence_ends
from indexer.parsing.reading import Block, Line, Piece, RawPage, block

WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400)
PROSE = st.lists(
    st.sampled_from(["De burgemeester overlegt.", "Volgens art. 5 kan dat", "Wat nu?", "ja;", "nee,", "x" * 30, "🙂"]),
    max_size=60,
).map(" ".join)


@given(st.one_of(WORDS, PROSE), st.integers(1, 120))
def test_cuts_follow_each_other_and_lose_nothing_but_white_space(text: str, max_chars: int) -> None:
    stretches = cuts(text, max_chars)
    assert all(0 < end - start <= max_chars for start, end in stretches)
    assert all(text[start:end] == text[start:end].strip() for start, end in stretches)
    assert all(before[1] <= after[0] for before, after in pairwise(stretches))
    kept = "".join(text[start:end] for start, end in stretches)
    assert re.sub(r"\s", "", kept) == re.sub(r"\s", "", text)


@given(st.lists(st.lists(st.one_of(WORDS, PROSE), min_size=1, max_size=3), max_size=8), st.integers(1, 200))
def test_each_passage_stands_where_its_spans_say(blocks: list[list[str]], max_chars: int) -> None:
    made = [
        Block(PassageKind.PARAGRAPH, tuple(Piece(page, text.strip()) for page, text in enumerate(texts, 1)))
        for texts in blocks
        if all(text.strip() for text in texts)
    ]
    raw = [RawPage(1), RawPage(2), RawPage(3)]
    pages, sections, passages, _ = assemble(raw, made, document_id="proef", language="nl", max_chars=max_chars)
    document = Document("proef", Metadata(title="Proef"), FileVersion("0", "a", "b", 1), pages, sections, passages)
    for passage in document.passages:
        assert passage.text == " ".join(document.page(s.page).text[s.start : s.end] for s in passage.spans)
        assert len(passage.text) <= max_chars
        assert list(passage.spans) == sorted(passage.spans)
    assert [passage.ordinal for passage in passages] == list(range(len(passages)))
    assert len({passage.id for passage in passages}) == len(passages)


def test_a_long_paragraph_is_cut_into_equal_parts_at_sentence_ends() -> None:
    text = "Dit is een zin van precies veertig tekens. " * 30
    lengths = [end - start for start, end in cuts(text, 700)]
    assert len(lengths) == 2
    assert max(lengths) - min(lengths) < 50
    assert all(text[start:end].endswith(".") for start, end in cuts(text, 700))


@pytest.mark.parametrize(
    "text",
    [
        "Zie art. 5 van de wet.",
        "Het gaat o.a. om Gent.",
        "Prof. Dr. J. Peeters spreekt.",
        "Op blz. 12 staat i.v.m. Mechelen meer.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert list(sentence_ends(text + " Daarna.")) == [len(text)]


def test_a_passage_over_a_page_break_has_two_spans_and_the_boxes_of_both_pages() -> None:
    first = Piece(1, "Dit begint hier", (Line(0, 15, Box(1, 50, 700, 200, 712)),))
    second = Piece(2, "en eindigt daar.", (Line(0, 16, Box(2, 50, 60, 200, 72)),))
    raw = [RawPage(1), RawPage(2)]
    _, _, (passage,), _ = assemble(
        raw, [Block(PassageKind.PARAGRAPH, (first, second))], document_id="d", language="nl", max_chars=500
    )
    assert passage.text == "Dit begint hier en eindigt daar."
    assert (passage.page, passage.last_page) == (1, 2)
    assert [box.page for box in passage.boxes] == [1, 2]


def test_a_passage_knows_the_headings_above_it() -> None:
    blocks = [
        block("heading", "1 Beeld", level=1),
        block("heading", "1.1 Gent", level=2),
        block(PassageKind.PARAGRAPH, "Eerst."),
        block("heading", "2 Slot", level=1),
        block(PassageKind.PARAGRAPH, "Daarna."),
    ]
    pages, sections, passages, _ = assemble([RawPage(1)], blocks, document_id="d", language="nl", max_chars=500)
    assert [p.section for p in passages] == [("1 Beeld", "1.1 Gent"), ("2 Slot",)]
    assert [pages[0].text[s.start : s.start + len(s.title)] for s in sections] == ["1 Beeld", "1.1 Gent", "2 Slot"]


def test_each_passage_has_its_own_language() -> None:
    blocks = [
        block(PassageKind.PARAGRAPH, "Dit is een tekst die voor de gemeente wordt geschreven en niet voor het rijk."),
        block(
            PassageKind.PARAGRAPH, "Le ministre a répondu que les communes ont été informées dans le cadre de la loi."
        ),
        block(PassageKind.PARAGRAPH, "Zie 12."),
    ]
    _, _, passages, _ = assemble([RawPage(1)], blocks, document_id="d", language="nl", max_chars=500)
    assert [p.language for p in passages] == ["nl", "fr", "nl"]
