"""`duiding doctor` shows what needs a person, with what to do, and says so by its exit code."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from indexer.cli import group


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), catch_exceptions=False)


def _ingest(folder: Path, data: str, *options: str) -> None:
    _run("ingest", str(folder), "--quiet", "--model", "none", "--data", data, *options)


def _write(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / name).write_text(text, "utf-8")
    return folder


HEAD = "# title: Nota\n# publisher: Gemeente Zandhove\n# date: 2024-05-01\n\n"
WORDS = " ".join(f"woord{number} volgt op woord{number * 7 % 90}" for number in range(90))


def test_a_corpus_in_order_needs_nobody(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    _ingest(_write(tmp_path / "in", {"nota.txt": f"{HEAD}Over polarisatie in de buurt."}), data)
    done = _run("doctor", "--data", data)
    assert (done.exit_code, done.output) == (0, "1 documents; 0 things need a person.\n")
    assert json.loads(_run("doctor", "--json", "--data", data).output) == []


def test_everything_that_needs_a_person_is_shown_with_a_remedy(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    files = {
        "stuk.pdf": "%PDF-1.7\nkapot",
        "geheim.txt": "Stg. GEHEIM\n\nWat niemand mag lezen.",
        "oranje.txt": "TLP:AMBER\n\nWat niet iedereen mag lezen.",
        "kaal.txt": "zo is het.Het gaat door en dat blijft.De rest volgt.",
        "een.txt": f"{HEAD}{WORDS}",
        "twee.html": f"<html><head><title>Nota</title></head><body><main><p>{WORDS}</p></main></body></html>",
    }
    _ingest(_write(tmp_path / "in", files), data)
    done = _run("doctor", "--data", data)
    assert done.exit_code == 1
    found = json.loads(_run("doctor", "--json", "--data", data).output)
    by_kind = {one["kind"]: one for one in found}
    assert by_kind["failure"]["where"].endswith("stuk.pdf")
    assert {one["what"] for one in found if one["kind"] == "quarantine"} == {
        "bears the marking Stg. GEHEIM",
        "bears the marking TLP:AMBER",
    }
    assert {"glued", "no-date", "no-publisher"} <= set(by_kind)
    assert by_kind["same-text"]["needs_person"] is False
    assert all(one["remedy"] for one in found if one["needs_person"])
    assert "duiding quarantine release" in done.output
    assert "--keep-apart" in done.output
    assert "Wat niemand mag lezen" not in done.output


def test_what_only_is_good_to_know_asks_for_nobody(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    _ingest(_write(tmp_path / "a", {"een.txt": f"{HEAD}{WORDS}"}), data)
    _ingest(_write(tmp_path / "b", {"twee.txt": f"{HEAD}{WORDS}\n\nTot zover."}), data, "--keep-apart")
    done = _run("doctor", "--data", data)
    assert done.exit_code == 0
    assert "looks much like" in done.output


def test_a_document_shows_from_where_else_it_came(tmp_path: Path) -> None:
    data = str(tmp_path / "data")
    _ingest(_write(tmp_path / "in", {"een.txt": f"{HEAD}{WORDS}", "kopie.txt": f"{HEAD}{WORDS}"}), data)
    shown = _run("show", "een", "--data", data)
    assert f"also from:   {(tmp_path / 'in' / 'kopie.txt').as_uri()} (same-bytes)" in shown.output
    (other,) = json.loads(_run("show", "een", "--json", "--data", data).output)["other_sources"]
    assert other["relation"] == "same-bytes"
