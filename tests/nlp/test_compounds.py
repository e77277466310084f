"""Which words are compounds, and of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.compounds import LONGEST, Part, split
from nlp.folding import fold
from nlp.stemming import stem
from nlp.tables import read_rows

CHECKED = read_rows("compounds.tsv", Path(__file__).parent)


def written(word: str) -> str:
    """Return the parts of *word* with bars between them, - when it stays whole."""
    return "|".join(part.surface for part in split(word)) or "-"


def precision_and_recall(found: Iterable[tuple[str, str]]) -> tuple[float, float]:
    """Return both for pairs of what was found and what is right; a wrong border counts against both."""
    counts = Counter((made != "-", made == right, right != "-") for made, right in found)
    made = sum(often for (is_split, _, _), often in counts.items() if is_split)
    compounds = sum(often for (_, _, is_compound), often in counts.items() if is_compound)
    hits = counts[True, True, True]
    return hits / made, hits / compounds


def test_the_checked_list_is_large_and_holds_words_that_stay_whole() -> None:
    words = Counter((row["field"], row["parts"] == "-") for row in CHECKED)
    assert words["domain", False] >= 120
    assert words["general", False] >= 120
    assert words["domain", True] + words["general", True] >= 80
    assert all(row["parts"] in ("-", row["word"]) or row["parts"].replace("|", "") == row["word"] for row in CHECKED)


@pytest.mark.parametrize("field", ["domain", "general"])
def test_checked_compounds_are_split_where_they_should_be(field: str) -> None:
    precision, recall = precision_and_recall(
        (written(row["word"]), row["parts"]) for row in CHECKED if row["field"] == field
    )
    assert precision >= 0.97
    assert recall >= 0.90


def test_compounds_of_the_domain_in_the_shared_list_come_apart(shared: Path) -> None:
    rows = [line.split("\t") for line in (shared / "nlp/compounds/domain80.tsv").read_text("utf-8").splitlines()]
    pairs = [("|".join(stem(part.base) for part in split(word)) or "-", right) for word, right in rows]
    precision, recall = precision_and_recall(
        (made, right if right == "-" else "|".join(map(stem, right.split("|")))) for made, right in pairs
    )
    assert precision >= 0.97
    assert recall >= 0.90


@pytest.mark.parametrize(
    "word",
    ["overheid", "overheden", "aanslagjaar", "aanslagjaren", "minister", "voorstel", "voorstellen", "onderzoek",
     "kantoor", "Zandvoort", "Antwerpen", "OCAD", "rechts-extremisme", "2020", "", "is"],
)  # fmt: skip
def test_names_and_words_whose_parts_mislead_stay_whole(word: str) -> None:
    assert split(word) == ()


def test_a_linking_s_is_no_part_of_the_base() -> None:
    assert split("dreigingsanalyse") == (Part("dreigings", "dreiging"), Part("analyse", "analyse"))
    assert [part.base for part in split("gemeenteraadsverkiezingen")] == ["gemeente", "raad", "verkiezingen"]


def test_the_law_is_not_the_political_side() -> None:
    assert [part.base for part in split("rechtsstaat")] == ["recht", "staat"]
    assert split("rechtsextremisme")[0].base == "rechts"


def test_capitals_ask_for_more_proof() -> None:
    """A word with a capital may be a name that no list knows."""
    assert written("Radicaliseringsambtenaar") == "radicaliserings|ambtenaar"
    assert split("Steenwijk") == ()


@given(st.text(alphabet="abdegijklmnorstvz", max_size=LONGEST + 5) | st.text(max_size=12))
def test_the_parts_always_rebuild_the_word(word: str) -> None:
    parts = split(word)
    assert not parts or "".join(part.surface for part in parts) == fold(word)
    assert all(part.base and part.surface.startswith(part.base) for part in parts)


@given(st.sampled_from([row["word"] for row in CHECKED]), st.sampled_from([row["word"] for row in CHECKED]))
def test_two_words_written_as_one_are_rebuilt_by_their_parts(one: str, other: str) -> None:
    parts = split((one + other).lower())
    assert not parts or "".join(part.surface for part in parts) == fold(one + other)
