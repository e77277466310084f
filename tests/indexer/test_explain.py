"""Each tag says why it is there: stored ones by passage id, those of a free text without a data folder."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from corpus.errors import NotFoundError, UsageError
from indexer.cli import group
from indexer.workspace import Workspace


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["explain", *arguments, "--model", "none"], catch_exceptions=False)


def test_a_free_text_is_explained_and_leaves_no_data_folder(no_environment: Path) -> None:
    output = _run("--text", "Er werd geen rechts-extremisme vastgesteld. Extremisten zitten ‘online’.").output
    assert "rechts-extremisme -> phenomenon rechts-extremisme" in output
    assert "negated: the text denies it" in output
    assert "rule       derived: a word that follows from a label; its label is 'extremist'" in output
    assert "because    'Extremisten' stands with it" in output
    assert "between quotation marks" in output
    assert "certainty  0.70, by version" in output
    assert not list(no_environment.iterdir())


def test_a_text_without_tags_says_so(no_environment: Path) -> None:
    assert "No tags." in _run("--text", "De bakker stopt ermee.").output


def test_a_stored_passage_is_explained_as_json_with_its_voice(filled: Workspace) -> None:
    passage = next(
        record.passage
        for document in filled.store.documents(order="id")
        for record in filled.store.passages(document.id)
        if len(filled.store.mentions([record.passage.id]).get(record.passage.id, ())) > 2
    )
    found = json.loads(_run(passage.id, "--json", "--data", str(filled.folder)).output)
    assert (found["passage"], found["voice"]) == (passage.id, passage.voice.value)
    assert all(passage.text[tag["start"] : tag["end"]] == tag["surface"] for tag in found["tags"])
    assert all(tag["rule"] and tag["meaning"] and tag["version"] and tag["confidence"] for tag in found["tags"])
    shown = _run(passage.id, "--data", str(filled.folder)).output
    assert f"voice: {passage.voice.value}" in shown
    assert passage.text in shown


def test_exactly_one_of_passage_and_text_is_asked_for(no_environment: Path, filled: Workspace) -> None:
    with pytest.raises(UsageError, match="either a passage id"):
        _run()
    with pytest.raises(NotFoundError, match=r"no passage 'weg\.niets\.1'"):
        _run("weg.niets.1", "--data", str(filled.folder))
