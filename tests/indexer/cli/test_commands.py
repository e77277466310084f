"""The commands do what their help says, print results on stdout, and leave with the documented exit code."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.settings import SETTINGS
from indexer.cli import COMMANDS, group
from indexer.workspace import Workspace

ROOT = Path(__file__).resolve().parents[3]


def duiding(*arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command line in a process of its own, as a user does."""
    command = [sys.executable, "-m", "indexer", *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


def _invoke(*arguments: str) -> Result:
    return CliRunner().invoke(group, list(arguments), catch_exceptions=False)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example(name: str) -> None:
    result = _invoke(name, "--help")
    assert result.exit_code == 0
    assert f"duiding {name}" in result.output or "Example:" in result.output


def test_help_names_every_exit_code() -> None:
    output = _invoke("--help").output
    assert all(f"  {code}  " in output for code in range(9))


def test_settings_lists_every_setting(no_environment: Path) -> None:
    values = json.loads(_invoke("settings", "--json").output)
    assert list(values) == [setting.name for setting in SETTINGS]
    assert "DUIDING_ENGINE" in _invoke("settings").output


def test_a_file_becomes_a_passage_that_can_be_found_shown_and_cited(tmp_path: Path) -> None:
    source = tmp_path / "nota.txt"
    source.write_text("In Zandhove groeit de polarisatie tussen buurten.\n", "utf-8")
    data = ["--data", str(tmp_path / "data")]
    ingested = duiding("ingest", str(source), *data)
    assert ingested.returncode == 0, ingested.stderr
    assert "1 files: 1 added; 1 pages and 1 passages read." in ingested.stdout
    found = json.loads(duiding("search", "polarisatie buurt", "--json", *data).stdout)
    passage = found["hits"][0]["passages"][0]
    assert passage["text"] == "In Zandhove groeit de polarisatie tussen buurten."
    assert passage["text"] in duiding("show", passage["id"], *data).stdout
    assert passage["text"] in duiding("show", "nota", *data).stdout
    shown = duiding("show", "nota", *data).stdout
    assert "found:       title 'In Zandhove groeit de polarisatie tussen buurten.', p. 1" in shown
    assert f"/passage/{passage['id']}" in duiding("cite", passage["id"], *data).stdout
    misspelled = json.loads(duiding("search", "poliarisatie", "--json", *data).stdout)
    assert misspelled["did_you_mean"] == ["polarisatie"]
    assert "did you mean: polarisatie" in duiding("search", "poliarisatie", *data).stderr
    assert duiding("verify", *data).returncode == 0
    assert "1 unchanged" in duiding("ingest", str(source), *data).stdout
    assert "(whoosh) serves 1 passages" in duiding("rebuild", "--engine", "whoosh", *data).stdout
    assert json.loads(duiding("search", "polarisatie", "--json", *data).stdout)["passages"] == 1
    reports = list((tmp_path / "data" / "reports").glob("ingest-*.json"))
    assert reports


def test_a_bad_file_is_reported_on_stderr_with_its_own_exit_code(tmp_path: Path) -> None:
    (tmp_path / "goed.txt").write_text("Over polarisatie.", "utf-8")
    (tmp_path / "leeg.txt").write_bytes(b"")
    done = duiding("ingest", str(tmp_path), "--json", "--data", str(tmp_path / "data"), "--quiet")
    assert done.returncode == 4
    assert {one["status"] for one in json.loads(done.stdout)} == {"added", "failed"}
    assert "leeg.txt" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (("show", "bestaat-niet"), 3, "no document or passage 'bestaat-niet'"),
        (("cite", "bestaat.niet.1"), 3, "no passage 'bestaat.niet.1'"),
        (("search", '"open'), 5, "duiding: "),
        (("ingest", "weg.pdf"), 2, "weg.pdf does not exist"),
        (("search",), 2, "Missing argument"),
        (("settings", "--data", "leeg", "--kleur"), 2, "No such option"),
    ],
)
def test_what_goes_wrong_has_a_message_and_a_code(
    no_environment: Path, filled: Workspace, arguments: tuple[str, ...], code: int, message: str
) -> None:
    data = () if "--data" in arguments else ("--data", str(filled.folder))
    done = duiding(*arguments, *data, cwd=no_environment)
    assert done.returncode == code
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_a_search_without_an_index_says_what_to_do(no_environment: Path) -> None:
    done = duiding("search", "polarisatie", cwd=no_environment)
    assert done.returncode == 7
    assert "duiding" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_reference_pages_follow_the_code() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import make_reference
    finally:
        sys.path.pop(0)
    assert (ROOT / "docs" / "settings.md").read_text("utf-8") == make_reference.settings_page()
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == make_reference.cli_page()
