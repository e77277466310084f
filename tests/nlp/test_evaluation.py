"""The labelled sentences: how they are read, how they are counted, and that the tagger stays above its bars."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from corpus.errors import UsageError
from indexer.cli import group
from nlp.evaluation.gold import OWN, read_gold
from nlp.evaluation.scores import Count, Scores, score
from nlp.tables import read_rows
from nlp.tagger import Tagger
from nlp.vocabulary import Vocabulary

HEAD = "sid\tcountry\tsentence\tphenomena\tentities\tsample\n"


def _scores(path: Path, vocabulary: Vocabulary, tagger: Tagger) -> Scores:
    return score(read_gold(path, vocabulary), tagger)


def test_the_sentences_of_the_project_are_many_and_of_both_kinds(vocabulary: Vocabulary) -> None:
    gold = read_gold(OWN, vocabulary)
    samples = [one.sample for one in gold.sentences]
    assert min(samples.count("keyword"), samples.count("random")) >= 150
    assert len({one.text for one in gold.sentences}) == len(gold.sentences)
    assert {said.value for one in gold.sentences for said in one.assertions.values()} == {
        "stated",
        "negated",
        "hypothetical",
    }


def test_the_tagger_stays_above_its_bars_on_them(vocabulary: Vocabulary, tagger: Tagger) -> None:
    """The floors lie a little under what was measured: benchmarks/nlp/README.md."""
    found = _scores(OWN, vocabulary, tagger)
    assert found.samples["keyword"].f1 >= 0.97
    assert found.samples["random"].precision >= 0.85
    assert found.samples["random"].recall >= 0.95
    assert found.assertions.precision >= 0.97
    assert found.entities["PLACE"].f1 >= 0.95


def test_sentences_labelled_outside_the_project(shared: Path, vocabulary: Vocabulary, tagger: Tagger) -> None:
    """Micro-F1 of 24 labels; most sentences were picked by words of the subject and the rules were mended on them."""
    found = _scores(shared / "realdocs" / "sentences.tsv", vocabulary, tagger)
    print({name: (round(one.precision, 3), round(one.recall, 3)) for name, one in found.samples.items()})
    assert found.samples["keyword"].f1 >= 0.97
    assert found.samples["random"].f1 >= 0.95
    assert found.entities["PLACE"].precision >= 0.9


def test_labels_of_the_guidelines_mean_concepts_of_ours(vocabulary: Vocabulary) -> None:
    rows = read_rows("labels.tsv", OWN.parents[2] / "nlp" / "evaluation")
    assert len(rows) == 24
    for row in rows:
        for one in row["concepts"].split():
            concept = one.partition("~")[0]
            assert concept == "(name)" or concept in vocabulary, row["label"]


def test_what_is_wrong_and_what_is_missed_is_counted(tmp_path: Path, vocabulary: Vocabulary, tagger: Tagger) -> None:
    path = tmp_path / "gold.tsv"
    path.write_text(
        f"# labels: vocabulary\n{HEAD}"
        "1\tBE\tGeen terrorisme in Gent.\tterrorisme:negated; doxing\tPLACE:Gent\tkeyword\n"
        "2\tBE\tHet extremisme groeit.\t-\t?\trandom\n",
        "utf-8",
    )
    found = _scores(path, vocabulary, tagger)
    assert found.samples["keyword"] == Count(right=1, missed=1)
    assert found.samples["random"] == Count(wrong=1)
    assert found.entities["PLACE"] == Count(right=1)
    assert found.assertions == Count(right=1)
    assert [(miss.sid, miss.wrong, miss.missed) for miss in found.misses] == [
        ("1", (), ("doxing",)),
        ("2", ("extremisme",), ()),
    ]


def test_precision_and_recall_without_anything_found() -> None:
    assert (Count().precision, Count().recall, Count(missed=2).f1) == (1.0, 1.0, 0.0)
    assert Count(right=3, wrong=1, missed=2).f1 == pytest.approx(2 * 0.75 * 0.6 / 1.35)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("sid\tsentence\n1\tx\n", "has no column country"),
        (f"# labels: vocabulary\n{HEAD}7\tBE\tx\tniets\t-\trandom\n", "sentence 7: unknown label 'niets'"),
        (f"{HEAD}7\tBE\tx\tdoxing\t-\trandom\n", "unknown label 'doxing'"),
        (HEAD, "holds no sentences"),
        (f"{HEAD}1\tBE\n", "cannot be read"),
    ],
)
def test_a_file_that_is_no_gold_is_refused(tmp_path: Path, vocabulary: Vocabulary, text: str, part: str) -> None:
    (tmp_path / "gold.tsv").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=part):
        read_gold(tmp_path / "gold.tsv", vocabulary)


def test_the_command_prints_tables_errors_and_json(no_environment: Path) -> None:
    def run(*arguments: str) -> str:
        return CliRunner().invoke(group, ["evaluate", "nlp", "--model", "none", *arguments]).output

    path = no_environment / "gold.tsv"
    path.write_text(f"{HEAD}1\tBE\tHet terrorisme in Gent.\tterrorisme; jihadisme\tPLACE:Gent\tkeyword\n", "utf-8")
    shown = run("--gold", str(path), "--errors")
    assert "keyword (1)" in shown
    assert "missed: jihadisme" in shown
    found = json.loads(run("--gold", str(path), "--json"))
    assert found["samples"]["keyword"]["recall"] == 0.5
    assert found["entities"]["PLACE"]["f1"] == 1.0
