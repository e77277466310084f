"""Which words share a stem and which must not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.folding import fold
from nlp.stemming import stem

FAMILIES = [
    "gemeente gemeenten gemeentes gemeentelijk gemeentelijke",
    "overheid overheden overheids",
    "rijksoverheid rijksoverheden",
    "organisatie organisaties",
    "ideologie ideologieën ideologieen",
    "moskee moskeeën",
    "theorie theorieën",
    "radicalisering radicaliseren radicaliseert radicaliseerde geradicaliseerd geradicaliseerde radicaliserend",
    "polarisering polariseren polariseert gepolariseerd polariserende",
    "deradicalisering deradicaliseren gederadicaliseerd",
    "extremist extremisten",
    "extremistisch extremistische",
    "extreemrechts extreemrechtse extreem-rechts",
    "rechts rechtse",
    "links linkse",
    "vlaams vlaamse",
    "gezin gezinnen",
    "misdrijf misdrijven",
    "bedrijf bedrijven",
    "preventief preventieve",
    "soeverein soevereine soevereinen",
    "stad steden",
    "lid leden",
    "gemeenteraadslid gemeenteraadsleden",
    "kind kinderen",
    "aanslag aanslagen",
    "haatprediker haatpredikers",
    "Syriëstrijder Syriestrijders",
    "terrorist terroristen",
    "probleem problemen",
    "dreiging dreigingen",
    "advies adviezen",
]


@pytest.mark.parametrize("family", FAMILIES)
def test_inflections_of_one_word_share_a_stem(family: str) -> None:
    stems = {stem(word) for word in family.split()}
    assert len(stems) == 1, stems


COLLISIONS = [
    ("gemeente", "mening"),
    ("gemeente", "gemeen"),
    ("gemeenten", "menen"),
    ("geweld", "wel"),
    ("gezin", "zin"),
    ("gezinnen", "zinnen"),
    ("gebied", "bied"),
    ("gebieden", "bieden"),
    ("extremisme", "extreem"),
    ("extremistisch", "extreme"),
    ("overheid", "over"),
    ("overheden", "over"),
    ("racisme", "raac"),
    ("rechts", "recht"),
    ("rechtse", "rechten"),
    ("links", "link"),
    ("vlaams", "vlam"),
    ("minderheid", "minder"),
    ("meerderheid", "meer"),
    ("gelegenheid", "gelegen"),
    ("wetten", "weten"),
    ("radicalisering", "radicaal"),
    ("radicalisering", "deradicalisering"),
    ("openbaar", "open"),
    ("belasting", "belast"),
    ("vertrouwelijk", "vertrouwen"),
    ("ouders", "ouderen"),
    ("aanslag", "aanslagjaar"),
]


@pytest.mark.parametrize(("one", "other"), COLLISIONS)
def test_different_words_keep_different_stems(one: str, other: str) -> None:
    assert stem(one) != stem(other)


def test_french_and_english_words_are_stemmed_by_their_own_rules() -> None:
    assert stem("radicalisations", "fr") == stem("radicalisation", "fr")
    assert stem("extrémistes", "fr") == stem("extrémiste", "fr")
    assert stem("threats", "en") == stem("threat", "en")
    assert stem("Bedrohungen", "de") == "bedrohungen"


def test_stemming_in_several_threads_gives_what_one_thread_gives() -> None:
    """A Snowball stemmer keeps its word in itself; shared without a lock it mixes words up."""
    words = [
        f"{first}{second}eringen{number}"
        for first in ("radi", "pola")
        for second in ("cal", "ris")
        for number in range(500)
    ]
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(stem, words))
    stem.cache_clear()
    assert found == [stem(word) for word in words]


@given(st.text())
def test_folding_is_idempotent(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_a_folded_word_holds_letters_and_digits_only(text: str) -> None:
    assert all(letter.isalnum() for letter in fold(text))


@given(st.text(min_size=1), st.sampled_from(["nl", "fr", "en", "de", ""]))
def test_every_text_has_a_stem(text: str, language: str) -> None:
    assert isinstance(stem(text, language), str)
