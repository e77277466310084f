"""The vocabulary as committed, and what a user lays over it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import NotFoundError, UsageError
from corpus.model import MentionKind
from nlp.concepts import LABEL_TYPES
from nlp.folding import fold
from nlp.tables import FOLDER, read_rows
from nlp.vocabulary import COMPILED, FILES, Vocabulary, compile_vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parents[2]


def test_the_vocabulary_has_no_collisions_circles_unknown_relations_or_entries_without_a_source(
    vocabulary: Vocabulary,
) -> None:
    assert vocabulary.problems() == []
    assert len(vocabulary.of_kind("phenomenon")) > 90
    assert len(vocabulary.of_kind("place")) > 900


def test_ids_are_unique_over_all_kinds(vocabulary: Vocabulary) -> None:
    ids = [concept.id for concept in vocabulary.concepts]
    assert len(ids) == len(set(ids))


def test_kinds_are_kinds_of_mentions(vocabulary: Vocabulary) -> None:
    assert {concept.kind for concept in vocabulary.concepts} == set(FILES) <= {kind.value for kind in MentionKind}


def test_labels_of_unverified_entries_are_never_tagged_automatically(vocabulary: Vocabulary) -> None:
    unverified = [concept for concept in vocabulary.concepts if concept.status == "unverified"]
    assert unverified
    for concept in unverified:
        assert not any(label.auto for label in concept.labels), concept.id


def test_a_label_that_is_not_automatic_says_why(vocabulary: Vocabulary) -> None:
    silent = [
        label.text for concept in vocabulary.concepts for label in concept.labels if not label.auto and not label.why
    ]
    assert silent == []


def test_organisations_carry_no_classification(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.of_kind("organisation"):
        assert (concept.facet, concept.broader, concept.related) == ("", (), ())
        assert concept.note.endswith("zegt niets over de organisatie.")


@pytest.mark.parametrize(
    "contrast", ["activisme", "salafisme", "burgerlijke-ongehoorzaamheid", "antifascistisch-verzet"]
)
def test_contrast_concepts_are_never_narrower_than_extremism(vocabulary: Vocabulary, contrast: str) -> None:
    everything = {*vocabulary.descendants("extremisme"), *vocabulary.descendants("terrorisme")}
    assert contrast not in everything


def test_a_label_is_found_whatever_its_hyphens_capitals_and_diacritics(vocabulary: Vocabulary) -> None:
    for text in ("rechts-extremisme", "Rechts Extremisme", "RECHTSEXTREMISME"):
        assert vocabulary.find(text) == ("rechts-extremisme",)
    assert vocabulary.find("syriestrijder") == ("foreign-terrorist-fighter",)
    assert vocabulary.find("geen begrip") == ()


def test_labels_of_one_country_and_unknown_ids(vocabulary: Vocabulary) -> None:
    concept = vocabulary.concept("moslimhaat")
    assert (concept.label, concept.label_for("NL")) == ("moslimhaat", "moslimdiscriminatie")
    assert vocabulary.label("ocad") == "Coördinatieorgaan voor de dreigingsanalyse"
    assert vocabulary.label("verdwenen") == "verdwenen"
    with pytest.raises(NotFoundError):
        vocabulary.concept("verdwenen")


def test_names_for_widening_a_query_leave_out_ambiguous_words(vocabulary: Vocabulary) -> None:
    names = vocabulary.concept("soevereinen").names()
    assert "soevereine burgers" in names
    assert not {"autonomen", "soeverein"} & set(names)


def test_relations_hold_both_ways(vocabulary: Vocabulary) -> None:
    for concept in vocabulary.concepts:
        for other in concept.broader:
            assert concept.id in vocabulary.concept(other).narrower
        for other in concept.related:
            assert concept.id in vocabulary.concept(other).related
    assert "be-11002" in vocabulary.descendants("be-vlaanderen")


def test_the_compiled_file_is_made_from_the_files_beside_it() -> None:
    """After an edit: python tools/make_vocabularies.py."""
    assert (FOLDER / COMPILED).read_text("utf-8") == compile_vocabulary(FOLDER)


def test_the_joins_are_made_from_the_vocabulary(tmp_path: Path) -> None:
    script = "import sys; sys.path.insert(0, 'tools'); import make_vocabularies as m; print(*map('|'.join, m.joins()))"
    made = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert made.split() == [f"{row['first']}|{row['second']}" for row in read_rows("joins.tsv")]


def test_joins_never_begin_with_an_article() -> None:
    assert not {"de", "het", "een", "niet", "en"} & {row["first"] for row in read_rows("joins.tsv")}


def test_protected_stems_are_folded_and_say_why() -> None:
    for row in read_rows("stems.tsv"):
        assert row["word"] == fold(row["word"])
        assert row["scope"] in ("word", "ending", "cased")
        assert row["reason"]


def test_the_vocabulary_loads_without_yaml_and_spacy() -> None:
    script = "import sys, nlp.vocabulary as v; v.load_vocabulary(); print(*{'yaml', 'spacy'} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert found.strip() == ""


OVERLAY = """
- id: dorpsruzie
  facet: fenomeen
  labels: [{text: dorpsruzie, type: preferred}]
  broader: [polarisatie]
  sources: [https://example.org/verslag]
- id: activisme
  labels: [{text: bedrijvigheid voor een doel, type: preferred}]
  sources: [https://example.org/verslag]
- {id: duiden, remove: true}
"""


def test_a_user_can_add_change_and_remove_entries(tmp_path: Path, vocabulary: Vocabulary) -> None:
    (tmp_path / "phenomena.yaml").write_text(OVERLAY, "utf-8")
    ours = load_vocabulary(tmp_path)
    assert ours.find("dorpsruzie") == ("dorpsruzie",)
    assert "dorpsruzie" in ours.concept("polarisatie").narrower
    assert ours.label("activisme") == "bedrijvigheid voor een doel"
    assert "duiden" not in ours
    assert "duiden" in vocabulary
    assert ours.fingerprint != vocabulary.fingerprint
    assert len(ours.of_kind("place")) == len(vocabulary.of_kind("place"))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("- {id: x, labels: [{text: terrorisme, type: preferred}], sources: [s]}",
         "line 1, entry x: the label 'terrorisme' also belongs to 'terrorisme'"),
        ("\n- {id: x, labels: [{text: iets, type: preferred}]}", "line 2, entry x: it has no source"),
        ("- {id: x, labels: [{text: iets, type: preferred}], broader: [bestaat-niet], sources: [s]}",
         "line 1, entry x: there is no concept 'bestaat-niet'"),
        ("- {id: x, labels: [{text: iets}], sources: [s]}", "entry x: no label is of type `preferred`"),
        ("- {id: x, labels: [{text: iets, type: preferred}], soruces: [s]}",
         "unknown field `soruces` (did you mean 'sources'?)"),
        ("- id: x\n  sources: [s]\n  labels:\n  - {text: iets, type: preferred}\n  - {text: nog, tpye: spelling}",
         "line 5, entry x: unknown field `tpye` (did you mean 'type'?)"),
        ("- {id: x, labels: [{text: iets, type: prefered}], sources: [s]}",
         "not 'prefered' (did you mean 'preferred'?)"),
        ("- {id: x, labels: [{text: iets, type: preferred, cue: woord}], sources: [s]}", "`cue` is a list"),
        ("- {id: x, labels: [{text: iets, type: preferred, case: ja}], sources: [s]}", "`case` is true or false"),
        ("- {id: x, labels: [{text: iets, type: preferred, near: [niets]}], sources: [s]}", "no concept 'niets'"),
        ("- {id: x, labels: [{text: 2024, type: preferred}], sources: [s]}", "a label is written as {text: ...}"),
        ("- {id: x, labels: [{text: iets, type: preferred}], definitions: [{text: y}], sources: [s]}",
         "a definition has"),
        ("- {labels: [{text: iets, type: preferred}], sources: [s]}", "line 1, entry (without id): it has no `id`"),
        ("- {id: extremime, remove: true}", "no entry 'extremime' of ours to remove (did you mean 'extremisme'?)"),
        ("- gewoon tekst", "line 1: expected an entry"),
        ("gewoon tekst", "line 1: expected a list of entries"),
        ("- {id: x}\n- {id: y, labels: [{text: ", "this is no YAML"),
    ],
)  # fmt: skip
def test_a_wrong_file_of_a_user_is_refused_with_file_line_and_entry(tmp_path: Path, text: str, part: str) -> None:
    (tmp_path / "phenomena.yaml").write_text(text, "utf-8")
    with pytest.raises(UsageError) as refused:
        load_vocabulary(tmp_path)
    assert f"{tmp_path / 'phenomena.yaml'}, line " in str(refused.value)
    assert part in str(refused.value)


def test_all_faults_of_a_file_are_named_at_once(tmp_path: Path) -> None:
    (tmp_path / "phenomena.yaml").write_text("- {id: x, kleur: rood}\n- {id: y, maat: 3}\n", "utf-8")
    with pytest.raises(UsageError) as refused:
        load_vocabulary(tmp_path)
    assert all(word in str(refused.value) for word in ("kleur", "maat", "line 1", "line 2"))


def test_a_file_that_means_nothing_is_no_vocabulary(tmp_path: Path) -> None:
    (tmp_path / "phenomenon.yaml").write_text("[]", "utf-8")
    with pytest.raises(UsageError, match=r"phenomenon\.yaml is no vocabulary"):
        load_vocabulary(tmp_path)
    with pytest.raises(UsageError, match="no folder of vocabularies"):
        load_vocabulary(tmp_path / "weg")


def test_circles_are_refused(tmp_path: Path) -> None:
    entries = [
        {"id": one, "labels": [{"text": one, "type": "preferred"}], "broader": [other], "sources": ["s"]}
        for one, other in (("aa", "bb"), ("bb", "aa"))
    ]
    (tmp_path / "phenomena.yaml").write_text(json.dumps(entries), "utf-8")
    with pytest.raises(UsageError, match="circle"):
        load_vocabulary(tmp_path)


def test_removing_what_a_label_asks_for_leaves_the_others(tmp_path: Path) -> None:
    (tmp_path / "organisations.yaml").write_text("- {id: isis, remove: true}", "utf-8")
    ours = load_vocabulary(tmp_path)
    near = {one for label in ours.concept("terugkeerder").labels for one in label.near}
    assert "isis" not in near
    assert "jihadisme" in near


def test_a_row_of_places_with_too_few_columns_is_named(tmp_path: Path) -> None:
    (tmp_path / "places.tsv").write_text("id\tname\nbe-dorp\n", "utf-8")
    with pytest.raises(UsageError, match=r"places.tsv, line 2: 1 columns"):
        load_vocabulary(tmp_path)


def test_phenomena_are_explained_to_readers_in_dutch(vocabulary: Vocabulary) -> None:
    english = {"and", "with", "not", "also", "from"}
    for concept in vocabulary.of_kind("phenomenon"):
        texts = [concept.note, *(one.text for one in concept.definitions), *(one.by for one in concept.definitions)]
        assert not english & {word for text in texts for word in text.lower().split()}, concept.id


def test_definitions_say_who_and_where_and_mostly_when(vocabulary: Vocabulary) -> None:
    found = [one for concept in vocabulary.of_kind("phenomenon") for one in concept.definitions]
    assert len(found) > 8
    assert all(one.text and one.by and one.source.startswith("http") for one in found)
    assert {one.country for one in vocabulary.concept("radicalisering").definitions} == {"BE", "NL"}


def test_phenomena_have_labels_in_three_languages_and_words_of_both_countries(vocabulary: Vocabulary) -> None:
    labels = [label for concept in vocabulary.of_kind("phenomenon") for label in concept.labels]
    assert {label.lang for label in labels} == {"nl", "en", "fr"}
    assert {label.country for label in labels} == {"", "BE", "NL"}
    assert {label.type for label in labels} == set(LABEL_TYPES)


def test_an_unknown_ideology_is_a_value(vocabulary: Vocabulary) -> None:
    assert vocabulary.find("ideologie onbekend") == ("ideologie-onduidelijk",)


def test_a_user_can_add_a_place(tmp_path: Path) -> None:
    names = (
        "id",
        "name",
        "other_names",
        "type",
        "within",
        "country",
        "valid_from",
        "valid_to",
        "successor",
        "cue",
        "source",
    )
    row = ("be-dorp", "Zandvoorde-aan-Zee", "fr:Sableville", "gemeente", "be", "BE", "", "", "", "", "eigen lijst")
    (tmp_path / "places.tsv").write_text("\t".join(names) + "\n" + "\t".join(row) + "\n", "utf-8")
    assert load_vocabulary(tmp_path).find("Sableville") == ("be-dorp",)
