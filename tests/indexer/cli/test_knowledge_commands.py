"""`compare`, `evolution` and `diff` say in words and in JSON what the pages say."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from corpus.errors import NotFoundError, UsageError
from indexer.cli import group
from indexer.workspace import Workspace


def output(filled: Workspace, *arguments: str) -> str:
    result = CliRunner().invoke(group, [*arguments, "--data", str(filled.folder)], catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_compare_takes_labels_and_tells_silence_from_absence(filled: Workspace) -> None:
    shown = output(filled, "compare", "Rechtsextremisme", "--from", "2022")
    assert "2022        BE -" in shown
    assert "per" not in shown.splitlines()[0]
    assert "Threat levels, BE (1-4)" in shown
    assert "Threat levels, NL (1-5)" in shown
    found = json.loads(output(filled, "compare", "rechts-extremisme", "--json"))
    assert found["phenomena"] == ["rechts-extremisme"]
    assert found["topics"][0]["total"]["BE"]["state"] == "speaks"


def test_evolution_follows_a_phenomenon_or_a_word(filled: Workspace) -> None:
    shown = output(filled, "evolution", "vbd-dreigingsbeeld", "--phenomenon", "rechts-extremisme")
    assert "First in vbd-dreigingsbeeld-7, last in vbd-dreigingsbeeld-8." in shown
    found = json.loads(output(filled, "evolution", "vbd-dreigingsbeeld", "--word", "nihilistisch", "--json"))
    assert (found["first"], found["last"]) == ("vbd-dreigingsbeeld-8", "vbd-dreigingsbeeld-8")


def test_diff_shows_words_and_counts(filled: Workspace) -> None:
    shown = output(filled, "diff", "vbd-dreigingsbeeld-7", "vbd-dreigingsbeeld-8")
    assert "[-" in shown
    assert "{+" in shown
    assert shown.splitlines()[-1].endswith("gone")
    counts = json.loads(output(filled, "diff", "vbd-dreigingsbeeld-7", "vbd-dreigingsbeeld-8", "--json"))["counts"]
    both = filled.store.document("vbd-dreigingsbeeld-8")
    assert both is not None
    assert counts["same"] + counts["moved"] + counts["reworded"] + counts["new"] == both.passage_count


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (("compare", "bestaat-niet"), NotFoundError),
        (("evolution", "bestaat-niet"), NotFoundError),
        (("evolution", "vbd-dreigingsbeeld", "--word", "a", "--phenomenon", "b"), UsageError),
        (("diff", "bestaat-niet", "ook-niet"), NotFoundError),
    ],
)
def test_what_is_unknown_is_named(filled: Workspace, arguments: tuple[str, ...], error: type[Exception]) -> None:
    with pytest.raises(error):
        CliRunner().invoke(group, [*arguments, "--data", str(filled.folder)], catch_exceptions=False)
