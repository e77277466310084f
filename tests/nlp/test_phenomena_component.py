"""The spaCy component finds what the tagger without a model finds, and survives a round trip to disk."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
import spacy
from spacy.language import Language

import nlp.components.phenomena as component
from nlp.finding import Finder
from nlp.vocabulary import Vocabulary

TEXTS = [
    "Er is geen rechts-extremisme vastgesteld in Antwerpen.",
    "Links- en rechts-extremisme, jihadaanslagen en ‘polarisatie’ volgens het OCAD.",
    "Dat IS een feit, en de extreme droogte ook.",
    "",
]


@pytest.fixture(scope="module")
def pipeline() -> Language:
    found = spacy.blank("nl")
    found.add_pipe(component.FACTORY)
    return found


@pytest.mark.parametrize("text", TEXTS)
def test_the_component_finds_what_the_finder_finds(pipeline: Language, vocabulary: Vocabulary, text: str) -> None:
    doc = pipeline(text)
    spans = doc.spans["duiding"]
    tags = [tag for tag in Finder(vocabulary).find(text) if tag.kind == "phenomenon"]
    assert [asdict(tag) for tag in tags] == doc._.duiding
    assert [span.label_ for span in spans] == [tag.concept for tag in tags]
    assert all(tag.surface in span.text for span, tag in zip(spans, tags, strict=True))


def test_a_span_says_how_the_text_speaks(pipeline: Language) -> None:
    doc = pipeline("Er is geen rechts-extremisme vastgesteld.")
    (span,) = doc.spans["duiding"]
    assert (span.text, span.label_) == ("rechts-extremisme", "rechts-extremisme")
    assert [(tag["assertion"], tag["rule"]) for tag in doc._.duiding] == [("negated", "preferred")]


def test_a_saved_pipeline_is_loaded_with_the_component(pipeline: Language, tmp_path: Path) -> None:
    pipeline.to_disk(tmp_path / "pipeline")
    doc = spacy.load(tmp_path / "pipeline")("Polarisatie en terreur.")
    assert [span.label_ for span in doc.spans["duiding"]] == ["polarisatie", "terrorisme"]


def test_a_folder_of_own_entries_can_be_laid_over_ours(tmp_path: Path) -> None:
    (tmp_path / "phenomena.yaml").write_text(
        "- {id: dorpsruzie, labels: [{text: dorpsruzie, type: preferred}], sources: [eigen]}", "utf-8"
    )
    own = spacy.blank("nl")
    own.add_pipe(component.FACTORY, config={"vocabulary": str(tmp_path)})
    doc = own("Een dorpsruzie.")
    assert [span.label_ for span in doc.spans["duiding"]] == ["dorpsruzie"]
