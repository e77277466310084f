"""`profile`, `rectify` and `suppress`: what people decide, and what documents say, from the command line."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.errors import NotFoundError, UsageError
from corpus.settings import read_settings
from indexer.cli import group
from indexer.workspace import Workspace

TEXT = "In Zandhove groeit de polarisatie tussen buurten, zegt de Bond Grauwe Klei."


@pytest.fixture
def data(tmp_path: Path) -> list[str]:
    (tmp_path / "nota.txt").write_text(f"{TEXT}\n", "utf-8")
    options = ["--data", str(tmp_path / "data")]
    assert _run("ingest", str(tmp_path / "nota.txt"), "--model", "none", "--quiet", *options).exit_code == 0
    return options


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), catch_exceptions=False)


def _passage(data: list[str]) -> str:
    with Workspace.open(read_settings({"data": data[1]}, {})) as workspace:
        return workspace.store.passages("nota")[0].passage.id


def test_a_rectification_is_added_listed_cited_and_removed(data: list[str]) -> None:
    said = ["--notice", "De bond betwist dit", "--by", "J. Voorbeeld"]
    added = _run("rectify", "add", "nota", "--quotation", "groeit de polarisatie", *said, *data)
    assert added.output == "Rectification 1 is shown with 1 passage of nota.\n"
    assert "De bond betwist dit" in _run("rectify", "list", *data).output
    assert json.loads(_run("rectify", "list", "--json", *data).output)[0]["author"] == "J. Voorbeeld"
    assert "Rectificatie: De bond betwist dit." in _run("cite", _passage(data), *data).output
    assert _run("rectify", "remove", "1", *data).exit_code == 0
    assert _run("rectify", "list", *data).output == "The register is empty.\n"


def test_a_rectification_of_words_that_stand_nowhere_is_refused(data: list[str]) -> None:
    said = ["--notice", "x", "--by", "y", *data]
    with pytest.raises(UsageError, match="No passage"):
        _run("rectify", "add", "nota", "--quotation", "staat er niet", *said)
    with pytest.raises(NotFoundError, match="no document"):
        _run("rectify", "add", "weg", *said)
    with pytest.raises(UsageError, match="ISO date"):
        _run("rectify", "add", "nota", "--date", "gisteren", *said)
    assert "0 passages" in _run("rectify", "add", "weg", "--anyway", *said).output
    with pytest.raises(NotFoundError, match="no rectification 9"):
        _run("rectify", "remove", "9", *data)


def test_a_wrong_tag_stays_away_after_retag_until_it_is_taken_back(data: list[str]) -> None:
    passage, said = _passage(data), ["--by", "J. Voorbeeld", "--reason", "gaat over iets anders"]
    tag = ["--kind", "phenomenon", "--concept", "polarisatie"]
    assert "genoemd in 1 passages" in _run("profile", "polarisatie", *data).output
    assert _run("suppress", "add", passage, *tag, *said, *data).output == "Suppression 1 is written.\n"
    assert _run("retag", "--all", "--model", "none", "--quiet", *data).exit_code == 0
    assert _run("profile", "polarisatie", *data).output.startswith("Geen passage in dit corpus noemt polarisatie")
    assert json.loads(_run("search", "fenomeen:polarisatie", "--json", *data).output)["passages"] == 0
    assert "gaat over iets anders" in _run("suppress", "list", *data).output
    assert _run("suppress", "remove", "1", *data).exit_code == 0
    assert _run("retag", "--model", "none", "--quiet", *data).exit_code == 0
    assert json.loads(_run("profile", "polarisatie", "--json", *data).output)["passages"] == 1


def test_a_suppression_says_of_which_passage_and_tag(data: list[str]) -> None:
    said = ["--kind", "phenomenon", "--by", "x", "--reason", "y", *data]
    with pytest.raises(NotFoundError, match="no passage"):
        _run("suppress", "add", "nota.weg.1", "--concept", "polarisatie", *said)
    with pytest.raises(UsageError, match="which tag"):
        _run("suppress", "add", _passage(data), *said)
    with pytest.raises(NotFoundError, match="no suppression 4"):
        _run("suppress", "remove", "4", *data)


def test_a_name_is_merged_with_another_organisation_and_back(data: list[str]) -> None:
    decided = ["--by", "J. Voorbeeld", "--reason", "zelfde bond", *data]
    merged = _run("suppress", "name", "Bond Grauwe Klei", "org:klei-vzw", *decided)
    assert merged.output == "Bond Grauwe Klei stands for org:klei-vzw; 1 mention changed.\n"
    assert json.loads(_run("profile", "org:klei-vzw", "--json", *data).output)["names"][0]["text"] == "Bond Grauwe Klei"
    assert "zelfde bond" in _run("suppress", "list", *data).output
    with pytest.raises(UsageError, match="id of the organisation"):
        _run("suppress", "name", "Bond Grauwe Klei", *data)
    assert _run("suppress", "name", "Bond Grauwe Klei", "--undo", *data).exit_code == 0
    assert _run("retag", "--model", "none", "--quiet", *data).exit_code == 0
    with pytest.raises(NotFoundError, match="org:klei-vzw"):
        _run("profile", "org:klei-vzw", *data)


def test_a_code_for_a_reviewer_is_shown_once_and_kept_as_a_hash() -> None:
    result = _run("suppress", "token", "J. Voorbeeld")
    code = result.stderr.strip().rpartition(" ")[2]
    assert result.stdout == f"J. Voorbeeld:{hashlib.sha256(code.encode()).hexdigest()}\n"
