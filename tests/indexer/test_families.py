"""A letter leads to the report that it offers and back; a letter in one file with its annex is one document."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from indexer.families import family_of
from indexer.ingest import Outcome, Status, ingest
from indexer.parsing import parse
from indexer.sources import find_sources
from indexer.workspace import Workspace

MARK = "7134679"
HEAD = (
    "Aan de Voorzitter van de Tweede Kamer der Staten-Generaal\n\nDatum 12 december 2031\n\nBetreft {about}\n\n"
    f"Ons kenmerk {MARK}\n\nGeachte voorzitter,\n\n"
)
OFFER = HEAD.format(about="Nieuw dreigingsbeeld") + (
    "Hierbij bied ik u het Dreigingsbeeld Terrorisme Nederland 61 aan.\n\nDe minister van Zaken en Dingen\n"
)
REPORT = "Dreigingsbeeld Terrorisme Nederland 61\n\nNCTV, {date}\n\nHet niveau is gelijk gebleven.\n"


def _run(workspace: Workspace, folder: Path, **texts: str) -> dict[str, Outcome]:
    """Ingest texts one by one, in this order."""
    folder.mkdir(parents=True, exist_ok=True)
    outcomes = {}
    for name, text in texts.items():
        path = folder / f"{name}.txt"
        path.write_text(text, "utf-8")
        outcomes[name] = next(iter(ingest(workspace, find_sources([path]))))
    return outcomes


def _joined(workspace: Workspace, document: str) -> list[tuple[str, str]]:
    return [(one.document_id, one.letter_id) for one in workspace.store.annexes(document)]


@pytest.mark.parametrize("order", [("brief", "beeld"), ("beeld", "brief")])
def test_a_letter_and_the_report_it_offers_are_joined_in_either_order(
    workspace: Workspace, tmp_path: Path, order: tuple[str, str]
) -> None:
    texts = {"brief": OFFER, "beeld": REPORT.format(date="december 2031")}
    done = _run(workspace, tmp_path / "in", **{name: texts[name] for name in order})
    assert {one.status for one in done.values()} == {Status.ADDED}
    assert _joined(workspace, "dtn-61") == _joined(workspace, "brief") == [("dtn-61", "brief")]
    assert workspace.store.annexes("brief")[0].words.startswith("Hierbij bied ik u")


@pytest.mark.parametrize(
    ("letter", "date"),
    [
        (OFFER, "juni 2031"),  # half a year earlier: the letter came with another
        (OFFER.replace("Hierbij bied ik u het", "Ik lees in het").replace(" aan.", " dat."), "december 2031"),
        (OFFER.replace("Nederland 61", "Nederland 60"), "december 2031"),
    ],
)
def test_a_report_that_a_letter_does_not_offer_is_not_joined(
    workspace: Workspace, tmp_path: Path, letter: str, date: str
) -> None:
    _run(workspace, tmp_path / "in", beeld=REPORT.format(date=date), brief=letter)
    assert workspace.store.documents_of_kind("kamerbrief")
    assert _joined(workspace, "dtn-61") == []


def test_an_annex_may_name_its_letter_by_the_mark(workspace: Workspace, tmp_path: Path) -> None:
    annex = f"Bijlage 2 bij de brief met kenmerk {MARK}\n\nOverzicht van maatregelen\n\nTekst over de maatregelen.\n"
    other = annex.replace(MARK, "9999999").replace("Tekst", "Iets")
    _run(workspace, tmp_path / "in", brief=OFFER, overzicht=annex, ander=other)
    assert _joined(workspace, "brief") == [("overzicht", "brief")]
    document = parse(OFFER.encode(), "brief.txt")
    assert [one.document_id for one in family_of(workspace.store, document)] == ["overzicht"]


def test_a_family_goes_with_the_letter_that_is_taken_out(workspace: Workspace, tmp_path: Path) -> None:
    _run(workspace, tmp_path / "in", brief=OFFER, beeld=REPORT.format(date="december 2031"))
    workspace.store.remove("brief")
    assert _joined(workspace, "dtn-61") == []


def _pages(seed: int, words: int) -> str:
    chance = random.Random(seed)  # noqa: S311 - the same text each time
    syllables = ["buurt", "school", "plein", "raad", "jeugd", "straat", "kerk", "markt", "groep", "dienst"]
    made = ["".join(chance.choices(syllables, k=2)) for _ in range(words)]
    return "\n\n".join(" ".join(made[place : place + 12]).capitalize() + "." for place in range(0, words, 12))


@pytest.mark.parametrize("order", [("samen", "los"), ("los", "samen")])
def test_a_letter_with_its_annex_in_one_file_holds_the_annex_that_is_also_a_file_of_its_own(
    workspace: Workspace, tmp_path: Path, order: tuple[str, str]
) -> None:
    annex = "Overzicht van maatregelen\n\n" + _pages(1, 600)
    texts = {"samen": HEAD.format(about="Stand van zaken") + _pages(2, 500) + "\n\n" + annex, "los": annex}
    done = _run(workspace, tmp_path / "in", **{name: texts[name] for name in order})
    assert [one.id for one in workspace.store.documents()] == ["samen"]
    assert [one.relation for one in workspace.store.other_sources("samen")] == ["enclosed"]
    assert "bijlage" in done[order[1]].message
    again = _run(workspace, tmp_path / "in", **texts)
    assert {one.status for one in again.values()} <= {Status.UNCHANGED, Status.DUPLICATE}


def test_an_edition_of_a_series_is_not_swallowed_by_a_letter_that_contains_it(
    workspace: Workspace, tmp_path: Path
) -> None:
    report = REPORT.format(date="december 2031") + "\n" + _pages(1, 600)
    letter = OFFER + "\n" + _pages(2, 500) + "\n\n" + report
    _run(workspace, tmp_path / "in", beeld=report, samen=letter)
    assert sorted(one.id for one in workspace.store.documents()) == ["dtn-61", "samen"]
    assert _joined(workspace, "samen") == [("dtn-61", "samen")]
