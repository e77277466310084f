"""A spaCy model beside the lexicon; a real pipeline with rules of its own stands for a trained one."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import UsageError
from corpus.model import MentionKind, Passage
from nlp.pipeline import MODELS, Model, load_model, wrap
from nlp.tagger import Tagger
from nlp.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def model() -> Model:
    """A blank Dutch pipeline that knows some names."""
    import spacy

    nlp = spacy.blank("nl")
    ruler: Any = nlp.add_pipe("entity_ruler")
    ruler.add_patterns(
        [
            {"label": "ORG", "pattern": "Zonnewerf"},
            {"label": "ORG", "pattern": "OCAD"},
            {"label": "LOC", "pattern": "Vesterbeek"},
            {"label": "PERSON", "pattern": "Jan Peeters"},
            {"label": "PER", "pattern": "Mia Maes"},
        ]
    )
    return wrap(nlp)


def test_the_model_adds_names_that_no_list_holds(
    vocabulary: Vocabulary, model: Model, passage: Callable[..., Passage]
) -> None:
    text = "Volgens OCAD werken Zonnewerf in Vesterbeek tegen polarisatie."
    found = Tagger(vocabulary, model).tag([passage(text), passage("Niets.")])
    assert [(one.concept, one.kind) for one in found] == [
        ("ocad", MentionKind.INSTITUTION),
        ("org:zonnewerf", MentionKind.ORGANISATION),
        ("plaats:vesterbeek", MentionKind.PLACE),
        ("polarisatie", MentionKind.PHENOMENON),
    ]
    assert all(text[one.start : one.end] == one.surface for one in found)
    added = found[1]
    assert added.method == f"model:{model.name}"
    assert added.method.startswith("model:nl_pipeline@")
    assert added.confidence < 1


def test_persons_are_left_out_whatever_the_model_calls_them(
    vocabulary: Vocabulary, model: Model, passage: Callable[..., Passage]
) -> None:
    assert Tagger(vocabulary, model).tag([passage("Jan Peeters en Mia Maes waren er.")]) == []


def test_the_version_names_the_model(vocabulary: Vocabulary, model: Model) -> None:
    assert Tagger(vocabulary, model).version == f"{Tagger(vocabulary).version}+{model.name}"


def test_a_name_means_one_thing_in_a_document(vocabulary: Vocabulary, passage: Callable[..., Passage]) -> None:
    import spacy

    nlp = spacy.blank("nl")
    ruler: Any = nlp.add_pipe("entity_ruler")
    once = [{"ORTH": "Vesterbeek"}, {"ORTH": "NV"}]
    ruler.add_patterns(
        [
            {"label": "LOC", "pattern": "Vesterbeek"},
            {"label": "ORG", "pattern": once, "id": "company"},
            {"label": "PER", "pattern": "Mia Maeslaer"},
            {"label": "LOC", "pattern": "Maeslaer"},
        ]
    )
    texts = ["Mia Maeslaer woont in Vesterbeek.", "Maeslaer werkt voor Vesterbeek NV."]
    first, second = wrap(nlp).entities([passage(text) for text in texts], vocabulary)
    assert [(one.surface, one.kind) for one in first] == [
        ("Mia Maeslaer", MentionKind.PERSON),
        ("Vesterbeek", MentionKind.PLACE),
    ]
    assert [(one.surface, one.kind) for one in second] == [
        ("Maeslaer", MentionKind.PERSON),
        ("Vesterbeek NV", MentionKind.ORGANISATION),
    ]


def test_passages_in_other_languages_are_left_alone(
    vocabulary: Vocabulary, model: Model, passage: Callable[..., Passage]
) -> None:
    (found,) = model.entities([passage("Stichting Zonnedal", "fr")], vocabulary)
    assert found == []


def test_without_spacy_the_usual_setting_gives_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert load_model("none") is None
    assert load_model("auto") is None
    with pytest.raises(UsageError, match="ontbreekt spaCy"):
        load_model("bundled")


def test_a_model_asked_for_by_name_must_be_there() -> None:
    missing = [name for name in MODELS if not importlib.util.find_spec(name)]
    for name in missing:
        with pytest.raises(UsageError, match="niet geïnstalleerd"):
            load_model(name)
    with pytest.raises(UsageError, match="Onbekend taalmodel"):
        load_model("en_core_web_sm")


def test_spacy_is_loaded_only_with_a_model() -> None:
    script = "import sys, nlp.tagger, nlp.pipeline as p; p.load_model('none'); print('spacy' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found.strip() == "False"
