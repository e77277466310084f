"""Profiles over the samples come out as written down in golden_profiles/; DUIDING_UPDATE_GOLDEN=1 writes them anew."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from corpus.knowledge import cooccurrence
from corpus.knowledge.profile_values import profile_values
from corpus.knowledge.profiles import profile
from corpus.model import MentionKind
from indexer.workspace import Workspace

GOLDEN = Path(__file__).parent / "golden_profiles"
MADE = date(2026, 11, 23)
CONCEPTS = {
    "bond-vrije-akker": (MentionKind.ORGANISATION, "org:bond-vrije-akker"),
    "vereniging-van-voorbeeldgemeenten": (MentionKind.ORGANISATION, "org:vereniging-van-voorbeeldgemeenten"),
    "ltf": (MentionKind.INSTITUTION, "ltf"),
    "soevereinen": (MentionKind.PHENOMENON, "soevereinen"),
}


def _short(value: Any) -> Any:
    """Cut the texts of passages, so that a golden file can be read by eye."""
    if isinstance(value, dict):
        return {name: one[:90] if name == "text" else _short(one) for name, one in value.items() if name != "url"}
    return [_short(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("name", CONCEPTS)
def test_a_profile_is_as_written_down(filled: Workspace, name: str) -> None:
    kind, concept = CONCEPTS[name]
    made = profile(filled.store, kind, concept, made=MADE)
    assert made.passages > 0
    found = _short(profile_values(made, label=filled.vocabulary.label, address=lambda one: f"/passage/{one}"))
    path = GOLDEN / f"{name}.json"
    if os.environ.get("DUIDING_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        path.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", "utf-8")
    assert path.exists(), "no golden profile yet: run with DUIDING_UPDATE_GOLDEN=1 and look at what it writes"
    assert found == json.loads(path.read_text("utf-8"))


def test_every_organisation_of_the_samples_has_a_profile_that_counts_what_it_quotes(filled: Workspace) -> None:
    found = [one for one in cooccurrence.mentioned(filled.store) if one.kind is MentionKind.ORGANISATION]
    assert found
    for one in found:
        made = profile(filled.store, one.kind, one.concept, made=MADE)
        quoted = {each.record.passage.id for _key, under in made.headings for each in under if not each.heading}
        quoted |= {each.record.passage.id for each in made.others if not each.heading}
        assert len(quoted) == made.passages == one.passages, one.concept
