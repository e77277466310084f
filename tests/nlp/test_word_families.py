"""What a query word finds belongs to its family: inflections do, other words do not; counted over whole texts.

A family is what `families.tsv` describes: the inflections of a word, the compounds with it, and what is derived from it
with the same meaning (radicaliseren, radicalisering; not extremist, extremisme: those are the person and the doctrine).
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest

from nlp.analysis import terms, tokens
from nlp.folding import fold
from nlp.stemming import stem
from nlp.tables import read_rows

HERE = Path(__file__).parent
PAIRS = read_rows("inflections.tsv", HERE)
FAMILIES = [(row["word"], re.compile(row["family"])) for row in read_rows("families.tsv", HERE)]
LEAST = 0.98  # share of the postings that belong to the family


def test_the_table_of_pairs_is_large() -> None:
    verdicts = Counter(row["verdict"] for row in PAIRS)
    assert verdicts["same"] >= 120
    assert verdicts["apart"] >= 60
    assert len(FAMILIES) >= 50


@pytest.mark.parametrize("row", PAIRS, ids=lambda row: f"{row['one']}-{row['other']}")
def test_forms_of_one_word_share_a_stem_and_other_words_do_not(row: dict[str, str]) -> None:
    assert (stem(row["one"]) == stem(row["other"])) == (row["verdict"] == "same")


def shares(texts: Iterable[str]) -> dict[str, float]:
    """Return for each word of the families that *texts* hold the share of its postings that belong to its family."""
    words = Counter(match[0] for text in texts for match in tokens(text))
    holding: defaultdict[str, set[str]] = defaultdict(set)
    for word in words:
        surface, stemmed, parts, _ = terms(word, "nl")
        for term in (surface, stemmed, *parts):
            holding[term].add(word)
    found = {}
    for word, family in FAMILIES:
        surface, stemmed, _, _ = terms(word, "nl")
        mine = holding[surface] | holding[stemmed]
        postings = sum(words[one] for one in mine)
        if postings:
            found[word] = sum(words[one] for one in mine if family.search(fold(one))) / postings
    return found


def assert_pure(found: dict[str, float]) -> None:
    assert {word: share for word, share in found.items() if share < LEAST} == {}


def test_the_postings_in_the_samples_belong_to_the_family_of_the_word(samples: Path) -> None:
    found = shares(path.read_text("utf-8") for path in sorted((samples / "sources").iterdir()))
    assert len(found) >= 40
    assert_pure(found)


def test_the_postings_in_real_documents_belong_to_the_family_of_the_word(shared: Path) -> None:
    found = shares(path.read_text("utf-8") for path in sorted((shared / "realdocs" / "texts").glob("*/*.txt")))
    assert len(found) >= 50
    assert_pure(found)
