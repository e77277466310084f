"""A run ends with a report: what was read, what was passed over, what a person should look at."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.model import Document, Metadata
from indexer.cli import group
from indexer.ingest import Outcome, Status
from indexer.parsing import parse
from indexer.report import DOUBTS, as_values, doubts_of, table

Maker = Callable[..., Document]
KNOWN = {"title": "Een titel", "publisher": "Gemeente Zandhove", "published": "2024-05-01"}


def _kinds(document: Document) -> list[str]:
    return [doubt.kind for doubt in doubts_of(document)]


def test_a_document_that_was_read_well_raises_no_doubt() -> None:
    assert doubts_of(parse(b"Over polarisatie in de buurt.", "nota.txt", given=KNOWN)) == ()


def test_what_is_not_known_of_a_document_is_a_doubt() -> None:
    document = parse(b"Over polarisatie in de buurt.", "mijn_nota.txt")
    bare = replace(document, metadata=Metadata(title="mijn nota"))
    assert _kinds(bare) == ["no-title", "no-date", "no-publisher"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Dat is wat blijft.De minister zegt meer. Zo is het.Het plan volgt later.", ["glued"]),
        ("Zie www.Gemeente.be of mail naar Jan.Peeters@Gemeente.Be en lees A.B.Test of ASP.Net Core.", []),
        ("Een zin. Nog een zin. De laatste.", []),
    ],
)
def test_glued_sentences_are_a_doubt_and_addresses_are_not(text: str, expected: list[str]) -> None:
    assert _kinds(parse(text.encode(), "nota.txt", given=KNOWN)) == expected


def test_pages_without_text_are_named(make_document: Maker) -> None:
    document = make_document("x", ["Een.", "Twee.", "Drie."], pages=3, **KNOWN)
    pages = tuple(replace(page, readable=page.number == 1) for page in document.pages)
    (doubt,) = doubts_of(
        replace(document, pages=pages, notes=("Geen leesbare tekst, tekstherkenning (OCR) is nodig.",))
    )
    assert (doubt.kind, doubt.page) == ("pages-without-text", 2)
    assert "2-3" in doubt.message
    failed = "Tekstherkenning is mislukt op bladzijde 2-3: het programma liep vast."
    (doubt,) = doubts_of(replace(document, pages=pages, notes=(failed,)))
    assert (doubt.kind, doubt.page) == ("pages-without-text", 2)
    assert doubt.message.endswith(failed)


def test_unsure_text_recognition_is_a_doubt(make_document: Maker) -> None:
    document = make_document("x", ["Een.", "Twee."], pages=2, **KNOWN)
    first, second = document.pages
    read = replace(document, pages=(replace(first, confidence=0.93), replace(second, confidence=0.52)))
    (doubt,) = doubts_of(read)
    assert (doubt.kind, doubt.page) == ("low-confidence", 2)
    assert "52%" in doubt.message


def test_letters_without_a_meaning_and_notes_are_doubts(make_document: Maker) -> None:
    document = make_document("x", ["Een \ue001\ue002\ue003\ue004\ue005\ue006\ue007 tekst."], **KNOWN)
    assert _kinds(document) == ["letters"]
    noted = replace(make_document("y", ["Een tekst."], **KNOWN), notes=("Beschadigd en niet gelezen: bladzijde 7.",))
    assert [(doubt.kind, doubt.page) for doubt in doubts_of(noted)] == [("note", 7)]


def test_the_table_names_what_needs_a_person_and_only_that() -> None:
    doubtful = parse(b"Zo is het.Het plan volgt. Dat blijft.De rest ook.", "vast.txt", given=KNOWN)
    outcomes = [
        Outcome("file:///in/goed.txt", Status.ADDED, "goed", 2, 9),
        Outcome("file:///in/vast.txt", Status.UPDATED, "vast", 1, 1, doubts=doubts_of(doubtful)),
        Outcome("file:///in/weer.txt", Status.UNCHANGED, "weer", 1, 1),
        Outcome("file:///in/ook.html", Status.DUPLICATE, "goed", message="dezelfde tekst als goed (97% gelijk)"),
        Outcome("file:///in/geheim.pdf", Status.QUARANTINED, reason="marked", message="draagt GEHEIM", page=1),
        Outcome("file:///in/stuk.pdf", Status.FAILED, reason="timeout", message="duurde te lang", page=812),
    ]
    said = table(outcomes)
    assert said.startswith(
        "6 files: 1 added, 1 updated, 1 unchanged, 1 duplicate, 1 quarantined, 1 failed; 3 pages and 10 passages read."
    )
    assert "weer.txt" not in said
    assert "in/goed.txt" not in said
    for part in (
        "ook.html",
        "97% gelijk",
        "vast.txt",
        "2 zinnen",
        "geheim.pdf",
        "stuk.pdf",
        "p. 812",
        "duurde te lang",
    ):
        assert part in said
    values = as_values(outcomes, "2026-01-01T00:00:00+00:00")
    assert values["totals"] == {
        "added": 1, "updated": 1, "unchanged": 1, "duplicate": 1, "quarantined": 1, "failed": 1, "doubtful": 1,
        "incomplete": 0, "pages": 3,
    }  # fmt: skip
    assert json.loads(json.dumps(values))["files"][5]["page"] == 812


def test_of_many_files_with_the_same_doubt_the_table_shows_some_and_says_what_to_do() -> None:
    doubtful = doubts_of(parse(b"Zo is het.Het plan volgt. Dat blijft.De rest ook.", "vast.txt"))
    said = table([Outcome(f"file:///in/{n}.txt", Status.ADDED, str(n), 1, 1, doubts=doubtful) for n in range(25)])
    assert "Doubtful: sentences glued together: 25\n" in said
    assert said.count("zitten aan elkaar vast") == 10
    assert "  and 15 more\n  -> Look for a better file" in said
    assert "Good to fill in:" in said
    assert "no publisher found: 25 (in/0.txt, in/1.txt, in/2.txt and 22 more)." in said


def test_few_glued_sentences_in_a_long_text_are_no_doubt() -> None:
    long = "Zo is het.Het plan volgt. Dat blijft.De rest ook. " + "Een gewone zin staat hier. " * 600
    assert _kinds(parse(long.encode(), "nota.txt", given=KNOWN)) == []


def test_every_kind_of_doubt_has_a_name_and_a_remedy() -> None:
    assert all(name and remedy.endswith(".") for name, remedy in DOUBTS.values())


def test_ingest_prints_the_report_and_keeps_it(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "een.txt").write_text("Over polarisatie in de buurt.", "utf-8")
    (folder / "twee.txt").write_text("Over polarisatie in de buurt.", "utf-8")
    (folder / "stuk.pdf").write_bytes(b"%PDF-1.7\nkapot")
    command = ["ingest", str(folder), "--quiet", "--model", "none", "--data", str(tmp_path / "data")]
    done = CliRunner().invoke(group, command)
    assert done.exit_code == 4
    assert "3 files: 1 added, 1 duplicate, 1 failed" in done.output
    assert "Failed: 1" in done.output
    (kept,) = (tmp_path / "data" / "reports").glob("ingest-*.json")
    report = json.loads(kept.read_text("utf-8"))
    assert report["totals"]["duplicate"] == 1
    assert (report["totals"]["doubtful"], report["totals"]["incomplete"]) == (0, 1)
    assert "no publisher found: 1 (in/" in done.output
    assert {one["reason"] for one in report["files"]} == {"", "corrupt"}
