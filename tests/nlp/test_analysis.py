"""Words, folded forms, stems and parts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.analysis import FINGERPRINT, Word, analyse, join


def surfaces(text: str, language: str = "nl") -> list[str]:
    return [word.surface for word in analyse(text, language)]


def finds(query: str, text: str) -> bool:
    """Say whether one query word finds *text*, by the rules at the head of nlp/analysis.py."""
    (asked,) = analyse(query)
    capitals = {part for part in asked.parts if part.isupper()}
    for word in analyse(text):
        if capitals:
            if capitals & set(word.parts):
                return True
        elif asked.surface in (word.surface, *word.parts) or asked.stem in (word.stem, *word.parts):
            return True
    return False


CASES = [
    ("polarisatie.Nederland blijft.De", ["polarisatie", "nederland", "blijft", "de"]),
    ("Het T.E.R.-beleid", ["het", "ter", "beleid"]),
    ("LIVC-R", ["livcr"]),
    ("LIVC R", ["livc", "r"]),
    ("'s-Gravenhage", ["sgravenhage"]),
    ("’s-Hertogenbosch", ["shertogenbosch"]),
    ("foto's en foto’s", ["fotos", "en", "fotos"]),
    ("e-mail", ["email"]),
    ("rechts‑extremisme", ["rechtsextremisme"]),
    ("https://www.vlaanderen.be/preventie", ["https", "www", "vlaanderen", "be", "preventie"]),
    ("Syriëstrijders", ["syriestrijders"]),
    ("Syrie\u0308strijders", ["syriestrijders"]),
    ("radica\u00adlisering", ["radicalisering"]),
    ("ﬁnanciële œuvre", ["financiele", "oeuvre"]),
    ("2020-2024", ["20202024"]),
    ("2020 – 2024", ["20202024"]),
    ("1.200 en 12.345.678", ["1200", "en", "12345678"]),
    ("3,5 procent", ["3.5", "procent"]),
    ("12.05.2023 en 12-05-2023", ["12052023", "en", "12052023"]),
    ("art. 8, nr. 36225", ["art", "8", "nr", "36225"]),
    ("ECLI:NL:GHDHA:2022:667", ["ecli", "nl", "ghdha", "2022", "667"]),
    ("i.v.m. A.B.Jansen", ["ivm", "ab", "jansen"]),
    ("'radicalisering' “haat”", ["radicalisering", "haat"]),
    ("en/of", ["en", "of"]),
    ("een_twee", ["een", "twee"]),
    ("", []),
    ("— … !", []),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_text_is_cut_into_words(text: str, expected: list[str]) -> None:
    assert surfaces(text) == expected


FOUND = [
    ("2020", "plan 2020-2024"),
    ("2024", "plan 2020–2024"),
    ("2020-2024", "plan 2020 – 2024"),
    ("2020", "in 2020.De rest"),
    ("extremisme", "rechts-extremisme"),
    ("extremisten", "een rechts-extremist"),
    ("extremisme", "rechtsextremisme"),
    ("rechts-extremisme", "rechtsextremisme"),
    ("rechtsextremisme", "rechts extremisme"),
    ("rechts-extremistische", "rechts extremistisch"),
    ("linksextremisme", "links- en rechts-extremisme"),
    ("links-extremisme", "links- en rechtsextremisme"),
    ("linksextremisme", "links-, rechts- of religieus-extremisme"),
    ("extreemlinks", "extreemrechtse of -linkse activisten"),
    ("extreemlinks", "extreem-rechts en extreem-links"),
    ("OCAD", "volgens OCAD's analyse"),
    ("OCAD", "de OCAD-lijst"),
    ("LIVC-R", "de LIVC R van de stad"),
    ("LIVC", "de LIVC-R"),
    ("mail", "per e-mail"),
    ("foto", "twee foto's"),
    ("strategie", "de Strategie-T.E.R."),
    ("IS", "strijders van IS"),
    ("IS", "IS-strijders"),
    ("T.E.R.", "de Strategie TER"),
    ("gemeenten", "De gemeente"),
    ("extrémisme", "extremisme"),
    ("extrémisme", "lutte contre l'extrémisme"),
    ("gravenhage", "'s-Gravenhage"),
    ("dreiging", "de dreigingsanalyse van 2020"),
    ("analyses", "een dreigingsanalyse"),
    ("gemeenteraad", "de gemeenteraadsverkiezingen"),
    ("terreur", "de anti-terreurwet"),
    ("recht", "de rechtsstaat"),
    ("rechts", "een rechtsextremist"),
    ("gemeentebesturen", "gemeente- en provinciebesturen"),
    ("provinciebestuur", "gemeente- en provinciebesturen"),
    ("veiligheidsdienst", "inlichtingen- en veiligheidsdiensten"),
    ("inlichtingendienst", "inlichtingen- en veiligheidsdiensten"),
    ("jihadextremisme", "jihad- en rechtsextremisme"),
    ("bovengronds", "boven- of ondergronds"),
    ("instroom", "de in- en uitstroom"),
    ("plegen", "feiten die zijn gepleegd"),
    ("filmpjes", "een film"),
]


@pytest.mark.parametrize(("query", "text"), FOUND)
def test_a_query_word_finds_its_variants(query: str, text: str) -> None:
    assert finds(query, text)


NOT_FOUND = [
    ("IS", "dat is zo"),
    ("T.E.R.", "ter info"),
    ("gemeente", "een mening"),
    ("overheid", "het gaat over"),
    ("extremisme", "extreme droogte"),
    ("rechtsextremisme", "rechts, extremisme"),
    ("linksextremisme", "links en rechts-extremisme"),
    ("is", "IS-strijders"),
    ("deradicalisering", "de radicalisering"),
    ("aanslag", "het aanslagjaar 2020"),
    ("over", "de rijksoverheid"),
    ("rechts", "de rechtsstaat"),
    ("zand", "te Zandvoort"),
    ("dreigingsanalyse", "een analyse van de dreiging"),
    ("geweld", "geweldig"),
]


@pytest.mark.parametrize(("query", "text"), NOT_FOUND)
def test_a_query_word_does_not_find_another_word(query: str, text: str) -> None:
    assert not finds(query, text)


def test_a_coordination_is_found_at_its_half_word() -> None:
    first, *_ = analyse("links- en rechts-extremisme")
    assert first.surface == "links"
    assert set(first.parts) >= {"linksextremisme", "extremisme"}


def test_two_query_words_join_as_the_vocabulary_writes_them() -> None:
    rechts, extremisme = analyse("rechts extremisme")
    joined = join(rechts, extremisme)
    assert joined == Word(0, 17, "rechtsextremisme", "rechtsextremism")
    assert join(extremisme, rechts) is None


def test_french_articles_are_left_out_and_french_words_get_french_stems() -> None:
    (word,) = analyse("l'extrémisme", "fr")
    assert (word.start, word.end, word.surface) == (0, 12, "extremisme")
    (plural,) = analyse("extrémismes", "fr")
    assert plural.stem == word.stem


def test_the_fingerprint_names_algorithm_and_stemmer() -> None:
    assert FINGERPRINT.startswith("dutch-")
    assert "snowball" in FINGERPRINT


TEXTS = st.text() | st.text(alphabet="abeilns -'’.,0123456789\n\u00ad\u0308IS", max_size=60)


@given(TEXTS, st.sampled_from(["nl", "fr", "en", "xx"]))
def test_analysis_is_total_and_offsets_point_into_the_text(text: str, language: str) -> None:
    end = 0
    for word in analyse(text, language):
        assert end <= word.start < word.end <= len(text)
        assert word.surface
        assert word.stem
        assert all(word.parts)
        assert not any(char.isspace() for term in (word.surface, word.stem, *word.parts) for char in term)
        end = word.end


@given(TEXTS)
def test_every_ascii_letter_or_digit_belongs_to_a_word(text: str) -> None:
    covered = {at for word in analyse(text) for at in range(word.start, word.end)}
    assert all(at in covered for at, char in enumerate(text) if char.isascii() and char.isalnum())


@given(TEXTS)
def test_the_surface_of_a_word_analyses_to_itself(text: str) -> None:
    """What a suggestion shows can be searched as it stands."""
    for word in analyse(text):
        if word.surface.isascii() and word.surface.isalnum():
            assert surfaces(word.surface) == [word.surface]
