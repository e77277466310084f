"""The table of lemmas, and the rule for auxiliaries: parts of the bundled pipeline."""

from __future__ import annotations

from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc

from nlp.auxiliaries import auxiliaries
from nlp.lemmas import LemmaTable

_TABLE = {
    "NOUN": {"hanen": ["haan"], "werk": ["werk"]},
    "VERB": {"wees": ["wijzen"], "liep": ["lopen", "rondlopen"]},
}


@pytest.mark.parametrize(
    ("form", "tag", "guess", "lemma"),
    [
        ("Hanen", "NOUN", "han", "haan"),  # the table knows better
        ("kemphanen", "NOUN", "kemphan", "kemphaan"),  # by its end
        ("onderwees", "VERB", "onderwees", "onderwijzen"),
        ("liep", "VERB", "rondlopen", "rondlopen"),  # the guess is one of those known
        ("liep", "VERB", "liepen", "lopen"),
        ("fietsen", "NOUN", "fiets", "fiets"),  # unknown
        ("Vesterbeek", "PROPN", "vesterbeek", "Vesterbeek"),  # a name keeps its capitals
        ("werk", "VERB", "werken", "werken"),  # another tag
    ],
)
def test_the_table_corrects_the_guess(form: str, tag: str, guess: str, lemma: str) -> None:
    assert LemmaTable(_TABLE).lemma(form, tag, guess) == lemma


def test_the_table_survives_the_disk(tmp_path: Path) -> None:
    LemmaTable(_TABLE).to_disk(tmp_path / "table")
    assert LemmaTable().from_disk(tmp_path / "table").lemma("hanen", "NOUN", "") == "haan"


@pytest.mark.parametrize(
    ("text", "verb", "tag"),
    [
        ("De/DET/de groep/NOUN/groep werd/VERB/worden in/ADP/in mei/NOUN/mei ontbonden/VERB/ontbinden", 2, "AUX"),
        ("De/DET/de groep/NOUN/groep werd/AUX/worden groter/ADJ/groot", 2, "VERB"),
        ("Zij/PRON/zij heeft/VERB/hebben dat/PRON/dat gezegd/VERB/zeggen", 1, "AUX"),
        ("Zij/PRON/zij heeft/AUX/hebben tijd/NOUN/tijd", 1, "VERB"),
        ("Hij/PRON/hij had/AUX/hebben oog/NOUN/oog ;/PUNCT/; het/PRON/het is/AUX/zijn gedaan/VERB/doen", 1, "VERB"),
        ("tijd/NOUN/tijd hebben/AUX/hebben om/ADP/om te/ADP/te beoordelen/VERB/beoordelen", 1, "VERB"),
    ],
)
def test_an_auxiliary_has_a_participle_in_its_clause(text: str, verb: int, tag: str) -> None:
    tokens = [one.rsplit("/", 2) for one in text.split()]
    doc = Doc(
        spacy.blank("nl").vocab,
        words=[one[0] for one in tokens],
        pos=[one[1] for one in tokens],
        lemmas=[one[2] for one in tokens],
        sent_starts=[i == 0 for i in range(len(tokens))],
    )
    assert auxiliaries(doc)[verb].pos_ == tag
