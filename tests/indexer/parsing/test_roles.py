"""Questions, answers, actions and sources: marked on clear signs, never on a guess."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.model import PassageKind, Voice
from indexer.parsing import parse
from indexer.parsing.reading import Block, block
from indexer.parsing.series import Recognised

P = PassageKind.PARAGRAPH


def kinds(blocks: Sequence[Block]) -> list[str]:
    """Return the kinds of blocks after marking."""
    return [str(b.kind) for b in Recognised().roles(blocks)]


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("VRAAG", "ANTWOORD"),
        ("Vraag 1", "Antwoord op vraag 1"),
        ("Question", "Réponse"),
        ("Vraag 2", "Antwoord vraag 2"),
    ],
)
def test_labels_open_questions_and_answers(question: str, answer: str) -> None:
    blocks = [block(P, question), block(P, "Hoe komt dat?"), block(P, answer), block(P, "Daardoor.")]
    marked = Recognised().roles(blocks)
    assert [b.kind for b in marked] == ["heading", "question", "heading", "answer"]
    assert [marked[1].voice, marked[3].voice] == [Voice.QUESTIONER, Voice.MINISTER]


def test_numbering_that_begins_again_parts_question_from_answer() -> None:
    blocks = [
        block("heading", "Titel", level=1),
        block(P, "Inleiding van de vraagsteller."),
        block(P, "1. Wat doet u?"),
        block(P, "2. Waarom?"),
        block(P, "1. Ik overleg."),
        block(P, "Met velen."),
        block(P, "2. Daarom."),
    ]
    assert kinds(blocks) == ["heading", "question", "question", "question", "answer", "answer", "answer"]


def test_two_numbered_lists_are_no_question_and_answer() -> None:
    blocks = [block(P, "1. Doe dit."), block(P, "2. Doe dat."), block(P, "1. En dit."), block(P, "2. En dat.")]
    assert set(kinds(blocks)) == {"paragraph"}


def test_an_answer_without_a_question_is_left_alone() -> None:
    assert set(kinds([block(P, "Tekst."), block(P, "Antwoord: ja."), block(P, "Tekst.")])) == {"paragraph"}


def test_a_table_in_an_answer_stays_a_table_but_takes_the_voice() -> None:
    blocks = [block(P, "VRAAG"), block(P, "Hoeveel?"), block(P, "ANTWOORD"), block(PassageKind.TABLE_ROW, "Jaar: 2023")]
    last = Recognised().roles(blocks)[-1]
    assert (last.kind, last.voice) == (PassageKind.TABLE_ROW, Voice.MINISTER)


def test_numbered_actions_are_marked_with_what_stands_below_them() -> None:
    blocks = [
        block("heading", "Actie 12: een verzendlijst", level=3),
        block(P, "Besturen kunnen zich inschrijven."),
        block("heading", "Slot", level=2),
        block(P, "Einde."),
        block(P, "Maatregel 3 – Vorming voor leerkrachten."),
        block(P, "Actie is nodig in 3 gemeenten."),
    ]
    assert kinds(blocks) == ["heading", "action", "heading", "paragraph", "action", "paragraph"]


def test_a_list_of_sources_holds_references() -> None:
    blocks = [
        block("heading", "6 Bronnen", level=1),
        block(P, "Bureau, Verslag, 2023."),
        block("heading", "7 Slot", level=1),
        block(P, "x"),
    ]
    assert kinds(blocks)[1:4:2] == ["reference", "paragraph"]


def test_the_question_that_began_this_project_is_read_as_question_and_answer(shared: Path) -> None:
    (seed,) = (shared / "seed").glob("*.txt")
    document = parse(seed.read_bytes(), seed.name)
    spoken = [(p.kind.value, p.text[:24]) for p in document.passages]
    assert spoken[0] == ("question", "Het nieuwe actieplan van")
    assert ("answer", "1. Dergelijke informatie") in spoken
    assert [kind for kind, _ in spoken] == sorted((kind for kind, _ in spoken), reverse=True)
