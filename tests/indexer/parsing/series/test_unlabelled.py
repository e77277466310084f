"""A question without labels or headings is told from its answer by its form, and other short texts are left alone."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from corpus.model import PassageKind, Voice
from indexer.parsing import parse
from indexer.parsing.reading import Block, block
from indexer.parsing.series.questions import form_of, with_questions

P = PassageKind.PARAGRAPH
ANSWER = (
    "De dienst van Zandhove volgde in dat jaar twaalf buurten op, waarvan er vier een overleg met scholen opstartten."
)


def paragraphs(*texts: str) -> list[Block]:
    """Return a title and one paragraph for each text."""
    return [block("heading", "De opvolging van buurten."), *(block(P, text) for text in texts)]


def answers(blocks: list[Block]) -> list[str]:
    """Return the text of the blocks in which a minister speaks, after checking that all before them asks."""
    marked = with_questions(blocks)
    voices = [b.voice for b in marked if b.kind != "heading"]
    assert voices == sorted(voices, key=[Voice.QUESTIONER, Voice.MINISTER, Voice.PUBLISHER].index)
    return [b.text for b in marked if b.voice is Voice.MINISTER]


@pytest.mark.parametrize(
    "question",
    [
        "In 2030 vroegen enkele scholen hulp. 1. Hoeveel buurten volgt men op?2. Welke scholen werken daaraan mee?",
        "In 2030 vroegen enkele scholen om hulp bij spanningen in hun buurt. Kunt u zeggen hoeveel buurten dat waren?",
        "In 2030 vroegen scholen om hulp bij spanningen. Hebben uw diensten de buurten opgevolgd? Graag een overzicht.",
        "Kunt u voor elke buurt zeggen: 1. of er een plan is;2. of er een overleg is;3. wanneer dat begint?",
    ],
)
def test_a_short_text_that_asks_a_minister_has_its_answer_after_the_last_question(question: str) -> None:
    assert answers(paragraphs(question, ANSWER)) == [ANSWER]


def test_an_answer_may_open_with_words_to_the_member_or_hold_a_lost_sign() -> None:
    question = "Wat is de stand van zaken in Zandhove?"
    reply = f"Ik deel het geachte lid mee dat artikel 28, ? 1, niet geldt. {ANSWER}"
    assert answers(paragraphs(question, reply)) == [reply]
    assert answers(paragraphs(question, "Gelieve per buurt te antwoorden.", reply)) == [reply]


@pytest.mark.parametrize(
    "texts",
    [
        (
            "Spanningen in uw buurt? Wat kunt u doen als buren ruzie maken over de straat en u dat ziet?",
            f"{ANSWER} Bel 112.",
        ),
        ("Waarom loopt het in Zandhove zo vaak mis tussen buren, scholen en verenigingen in de wijk?", ANSWER),
        ("Kunt u dat zeggen?", ANSWER),
        ("Kunt u zeggen hoeveel buurten om hulp vroegen in het jaar 2030, en welke scholen daaraan meewerkten?", "Ja."),
        (ANSWER, "Kunt u zeggen hoeveel buurten om hulp vroegen in het jaar 2030, en welke scholen meewerkten?"),
    ],
)
def test_other_short_texts_with_a_question_are_left_alone(texts: tuple[str, ...]) -> None:
    blocks = paragraphs(*texts)
    assert form_of(blocks) == ""
    assert with_questions(blocks) == blocks


def test_a_year_of_real_questions_without_labels_is_split_or_left_alone(shared: Path) -> None:
    source = shared / "realdocs" / "collection" / "dekamer_2017_all.jsonl"
    rows = [json.loads(line) for line in source.read_text("utf-8").splitlines()][::40]
    counts: Counter[str] = Counter()
    for row in rows:
        if not row["answer"].strip():
            continue
        text = "\n\n".join((row["title"], row["question"], row["answer"]))
        passages = parse(text.encode(), "vraag.txt").passages
        found = {
            voice: re.sub(r"\s", "", "".join(one.text for one in passages if one.voice is voice))
            for voice in (Voice.QUESTIONER, Voice.MINISTER)
        }
        true = {
            Voice.QUESTIONER: re.sub(r"\s", "", row["question"]),
            Voice.MINISTER: re.sub(r"\s", "", row["answer"]),
        }
        counts["right" if found == true else "wrong" if any(found.values()) else "left"] += 1
    assert counts["wrong"] <= 0.02 * counts.total()
    assert counts["right"] >= 0.85 * counts.total()
