"""The pipeline that comes with the product: what it says of plain sentences, and what stands beside it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from corpus.model import MentionKind, Passage
from nlp.pipeline import BUNDLED, Model, load_model
from nlp.vocabulary import Vocabulary

ROOT = Path(__file__).resolve().parents[2]
#: Sentences of our own: words with tag and lemma, one sentence a list.
SENTENCES = (
    "De/DET/de gemeente/NOUN/gemeente meldde/VERB/melden twee/NUM/twee incidenten/NOUN/incident ./PUNCT/.",
    (
        "Jongeren/NOUN/jongere radicaliseren/VERB/radicaliseren vaak/ADJ/vaak op/ADP/op sociale/ADJ/sociaal "
        "media/NOUN/medium ./PUNCT/."
    ),
    (
        "Zij/PRON/zij spraken/VERB/spreken met/ADP/met de/DET/de leerkrachten/NOUN/leerkracht van/ADP/van "
        "hun/PRON/hun school/NOUN/school ./PUNCT/."
    ),
    (
        "Het/DET/het aantal/NOUN/aantal haatmisdrijven/NOUN/haatmisdrijf is/AUX/zijn vorig/ADJ/vorig "
        "jaar/NOUN/jaar gedaald/VERB/dalen ./PUNCT/."
    ),
    (
        "In/ADP/in Antwerpen/PROPN/Antwerpen werden/AUX/worden drie/NUM/drie verdachten/NOUN/verdachte "
        "aangehouden/VERB/aanhouden ./PUNCT/."
    ),
    (
        "Deze/PRON/deze groepen/NOUN/groep verspreiden/VERB/verspreiden complottheorieën/NOUN/complottheorie "
        "en/CCONJ/en haat/NOUN/haat ./PUNCT/."
    ),
    (
        "De/DET/de nieuwe/ADJ/nieuw aanpak/NOUN/aanpak werkt/VERB/werken beter/ADJ/goed dan/SCONJ/dan "
        "de/DET/de oude/ADJ/oud ./PUNCT/."
    ),
    (
        "Wie/PRON/wie vragen/NOUN/vraag heeft/VERB/hebben ,/PUNCT/, kan/AUX/kunnen bellen/VERB/bellen "
        "naar/ADP/naar de/DET/de dienst/NOUN/dienst ./PUNCT/."
    ),
)


@pytest.fixture(scope="module")
def pipeline() -> Any:
    model = load_model("bundled", whole=True)
    assert model is not None
    return model.nlp


@pytest.fixture(scope="module")
def names() -> Model:
    model = load_model("auto")
    assert model is not None
    return model


def _gold(sentence: str) -> list[tuple[str, str, str]]:
    """Return form, tag and lemma of each token of a sentence of `SENTENCES`."""
    form_tag_lemma = (token.split("/") for token in sentence.split())
    return [(form, tag, lemma) for form, tag, lemma in form_tag_lemma]


def test_tags_and_lemmas_of_plain_sentences_are_nearly_all_right(pipeline: Any) -> None:
    gold = [_gold(sentence) for sentence in SENTENCES]
    texts = [" ".join(form for form, _, _ in one).replace(" .", ".").replace(" ,", ",") for one in gold]
    wanted = [token for one in gold for token in one]
    given = [(token.text, token.pos_, token.lemma_) for doc in pipeline.pipe(texts) for token in doc]
    assert [form for form, _, _ in given] == [form for form, _, _ in wanted]
    for column, floor in ((1, 0.93), (2, 0.95)):
        right = sum(a[column] == b[column] for a, b in zip(given, wanted, strict=True))
        assert right / len(wanted) >= floor, [pair for pair in zip(given, wanted, strict=True) if pair[0] != pair[1]]


def test_sentences_begin_where_they_do_also_after_a_heading(pipeline: Any) -> None:
    text = "Aanpak in de wijken\nDe stad begon in 2019. Wat deed de politie? Zij telde nr. 3 en nr. 4."
    assert [one.text.strip() for one in pipeline(text).sents] == [
        "Aanpak in de wijken",
        "De stad begon in 2019.",
        "Wat deed de politie?",
        "Zij telde nr. 3 en nr. 4.",
    ]


def test_glued_sentences_of_damaged_texts_are_cut(pipeline: Any) -> None:
    assert [token.text for token in pipeline.make_doc("Dat zegt de NMBS.De trein rijdt (OCAD).Zij")][3:6] == [
        "NMBS",
        ".",
        "De",
    ]


def test_it_names_places_and_organisations(
    names: Model, vocabulary: Vocabulary, passage: Callable[..., Passage]
) -> None:
    text = "Volgens de Universiteit Gent daalde het aantal meldingen in Spanje en Portugal, zegt Jan Peeters."
    (found,) = names.entities([passage(text)], vocabulary)
    assert {(one.surface, one.kind) for one in found} == {
        ("Universiteit Gent", MentionKind.INSTITUTION),
        ("Spanje", MentionKind.PLACE),
        ("Portugal", MentionKind.PLACE),
        ("Jan Peeters", MentionKind.PERSON),
    }
    assert {one.method for one in found} == {f"model:{names.name}"}
    assert names.name.startswith("nl_duiding_sm@")


def test_the_same_text_always_gives_the_same(pipeline: Any) -> None:
    def read() -> list[tuple[str, str, str, bool]]:
        return [(t.pos_, t.lemma_, t.ent_type_, bool(t.is_sent_start)) for t in pipeline(_PLAIN)]

    first = read()
    script = (
        "import json, nlp.pipeline as p; d = p.load_model('bundled', whole=True).nlp(" + repr(_PLAIN) + ");"
        "print(json.dumps([(t.pos_, t.lemma_, t.ent_type_, bool(t.is_sent_start)) for t in d]))"
    )
    other = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert read() == first == [tuple(one) for one in json.loads(other)]


_PLAIN = "De minister bezocht Vesterbeek in mei. Mia Maeslaer van Stichting Zonnedal sprak met jongeren."


def test_names_alone_are_read_without_the_rest_of_the_pipeline(names: Model) -> None:
    assert names.nlp.pipe_names == ["ner"]


def test_the_pipeline_says_where_it_is_from() -> None:
    meta = json.loads((BUNDLED / "meta.json").read_text("utf-8"))
    assert meta["license"] == "CC-BY-SA-4.0"
    assert "Attribution-ShareAlike" in " ".join((BUNDLED / "LICENSE").read_text("utf-8").split())
    card = (BUNDLED / "README.md").read_text("utf-8")
    for test in ("ls28-test", "al216-test"):
        assert f"{meta['performance'][test]['upos']:.3f}" in card
    assert meta["version"] in card
