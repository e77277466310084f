"""What queries find: sets of passages, through parser, compiler, analysis and each engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from indexer.engines import ENGINES, IndexedPassage, Request, SearchEngine, WordPosition, create_engine
from indexer.query.compile import compile_query
from indexer.query.labels import Labels
from indexer.query.lexicon import Lexicon
from indexer.query.syntax import parse
from nlp.analysis import analyse

# name: heading, text, country, published
PASSAGES = {
    "p01": ("Dreigingsbeeld", "De dreiging van rechts-extremisme in de gemeente neemt toe.", "BE", 20200512),
    "p02": ("Dreigingsbeeld", "Het rechtsextremisme blijft een zorg voor gemeenten.", "NL", 20210000),
    "p03": ("Jaarverslag", "Aanhangers van rechts extremisme ontmoeten elkaar online.", "NL", 20190301),
    "p04": ("Jaarverslag", "Zowel links- als rechts-extremisme komt in het verslag voor.", "BE", 20221231),
    "p05": ("Vragen", "Wat doet de minister tegen polarisatie in de wijk?", "BE", 20230101),
    "p06": ("Antwoorden", "De minister verwijst naar de aanpak van polarisatie.", "BE", 20230115),
    "p07": ("Antwoorden", "De aanpak is lokaal; polarisatie is geen taak van de minister alleen.", "NL", 0),
    "p08": ("Buitenland", "Strijders van IS keerden terug uit Syri\u00eb.", "NL", 20180000),
    "p09": ("Buitenland", "Het gebied is groot en de strijd is voorbij.", "BE", 20180605),
    "p10": ("Praktijk", "In 's-Hertogenbosch tonen foto's de haat-prediker om 12:30.", "NL", 20200101),
    "p11": ("Praktijk", "De mening van de gemeenteraad over geweld verschilt.", "BE", 20201231),
    "p12": ("Bijlage over radicalisering", "Overzicht van de deelnemers.", "BE", 20210701),
}


# name: place of a word -> concepts mentioned there, as the index holds them
CONCEPTS = {
    "p01": {3: (":phenomenon:rechts-extremisme", ":phenomenon:*")},
    "p04": {5: (":phenomenon:rechts-extremisme", ":phenomenon:*")},
    "p10": {1: (":place:be/voorbeeldstad", ":place:*")},
    "p11": {4: (":place:be/voorbeeldstad", ":place:*")},
}
LABELS = Labels(
    {
        "phenomenon": {"rechts-extremisme": ("rechts-extremisme",)},
        "place": {"Voorbeeldstad": ("be/voorbeeldstad", "nl/voorbeeldstad")},
    }
)


def words(text: str) -> tuple[WordPosition, ...]:
    return tuple(WordPosition(word.surface, word.stem, word.parts) for word in analyse(text))


@pytest.fixture(scope="module", params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SearchEngine]:
    """An engine that holds PASSAGES."""
    folder: Path = tmp_path_factory.mktemp("index")
    opened = create_engine(request.param, folder)
    with opened.writer() as writer:
        for name, (heading, text, country, published) in PASSAGES.items():
            passage = IndexedPassage(
                id=name,
                document=f"d-{name}",
                body=words(text),
                heading=words(heading),
                values={"country": (country,)},
                numbers={"published": published},
                concepts=CONCEPTS.get(name, {}),
            )
            writer.put(f"d-{name}", [passage])
        writer.commit()
    opened.refresh()
    yield opened
    opened.close()


@pytest.fixture
def find(engine: SearchEngine) -> Callable[..., list[str]]:
    """Search for a text; the ids found, best first."""

    def ids(text: str, *, literal: bool = False) -> list[str]:
        compiled = compile_query(
            parse(text).tree,
            literal=literal,
            labels=LABELS,
            lexicon=lambda: Lexicon(engine.all_terms("heading_surface") + engine.all_terms("surface")),
        )
        found = engine.search(Request(compiled.node, limit=len(PASSAGES)))
        assert found.total == len(found.hits)
        return [hit.passage for hit in found.hits]

    return ids


FOUND = [
    ("", "p01 p02 p03 p04 p05 p06 p07 p08 p09 p10 p11 p12"),
    ("gemeente", "p01 p02 p11"),
    ("gemeenten", "p01 p02 p11"),
    ("Gemeenten", "p01 p02 p11"),
    ("gemeente*", "p01 p02 p11"),
    ("rechtsextremisme", "p01 p02 p03 p04"),
    ("rechts-extremisme", "p01 p02 p03 p04"),
    ("rechts extremisme", "p01 p02 p03 p04"),
    ("linksextremisme", "p04"),
    ("links- en rechts-extremisme", "p04"),
    ("polarisatie", "p05 p06 p07"),
    ("polarisatie aanpak", "p06 p07"),
    ("polarisatie aanpak land:BE", "p06"),
    ("polarisatie -aanpak", "p05"),
    ("polarisatie EN NIET (aanpak OF wijk)", ""),
    ("NIET polarisatie land:BE", "p01 p04 p09 p11 p12"),
    ("-land:BE -land:NL", ""),
    ("wijk OF geweld", "p05 p11"),
    ("wijk geweld", ""),
    ("land:BE wijk OF geweld", "p05 p11"),
    ("(wijk OF geweld) land:NL", ""),
    ('"aanpak van polarisatie"', "p06"),
    ('"aanpak polarisatie"', ""),
    ('"aanpak polarisatie"~1', "p06"),
    ('"aanpak polarisatie"~2', "p06 p07"),
    ('"polarisatie aanpak"~2', "p06 p07"),
    ('"minister polarisatie aanpak"~5', ""),
    ("IS", "p08"),
    ("is", "p07 p08 p09"),
    ('"is"', "p07 p08 p09"),
    ("Syrie", "p08"),
    ("syri\u00eb strijders", "p08"),
    ("'s-Hertogenbosch", "p10"),
    ("foto", "p10"),
    ("foto's", "p10"),
    ("haatprediker", "p10"),
    ("12:30", "p10"),
    ("mening", "p11"),
    ("titel:radicalisering", "p12"),
    ("radicalisering", ""),
    ("titel:buitenland NIET IS", "p09"),
    ('titel:"bijlage over"', "p12"),
    ("titel:(vragen OF antwoorden) wijk", "p05"),
    ("jaar:2020", "p01 p10 p11"),
    ("jaar:2019..2020", "p01 p03 p10 p11"),
    ("jaar:..2019", "p03 p08 p09"),
    ("jaar:2022.. land:BE", "p04 p05 p06"),
    ("NIET jaar:1000..", "p07"),
    ("Wat is de aanpak van de minister tegen polarisatie?", "p06 p07"),
    ("de het", "p09"),
    ("land:(BE OF NL) geweld", "p11"),
    ("*isme", "p01 p02 p03 p04"),
    ("*eenten", "p02"),
    ("*isme -links*", "p01 p02 p03"),
    ("*xyz", ""),
    ("-*isme -*tie land:NL", "p08 p10"),
    ("titel:*werpen OF titel:*land", "p08 p09"),
    ("gemeenta~1", "p01"),
    ("gemeenta~2", "p01 p02"),
    ("rechtsextermisme~1", "p01 p02 p04"),
    ("titel:praktik~1", "p10 p11"),
    ("=gemeente", "p01"),
    ("=gemeenten OF =wijk", "p02 p05"),
    ("titel:=vragen", "p05"),
    ("aanpak BIJ/1 polarisatie", "p06"),
    ("polarisatie BIJ/2 aanpak", "p06 p07"),
    ("minister BIJ/5 polarisatie", "p05 p06 p07"),
    ('"geen taak" NEAR/3 minister', "p07"),
    ("gemeenten BIJ/3 dreiging", ""),
    ("gemeenten BIJ/4 dreiging", "p01"),
    ("=gemeenten BIJ/4 dreiging", ""),
    ("titel:(bijlage BIJ/1 radicalisering)", "p12"),
    ("fenomeen:rechts-extremisme BIJ/10 gemeente", "p01"),
    ("gemeenten BIJ/2 fenomeen:*", "p01"),
    ("gemeenten BIJ/1 fenomeen:*", ""),
    ("=gemeenten BIJ/2 fenomeen:*", ""),
    ('"in de gemeente" BIJ/1 fenomeen:rechts-extremisme', "p01"),
    ("rechtsextremisme BIJ/1 fenomeen:*", "p01 p04"),
    ("plaats:Voorbeeldstad BIJ/3 geweld", "p11"),
    ("plaats:* BIJ/3 fenomeen:*", ""),
    ("NIET plaats:* BIJ/3 geweld jaar:2020", "p01 p10"),
    ("plaats:*", "p10 p11"),
    ("IS BIJ/3 strijders", "p08"),
    ("IS BIJ/3 groot", ""),
    ("is BIJ/3 groot", "p09"),
    ("-fenomeen:* *isme", "p02 p03"),
    ("datum:2020-05..2020-06", "p01"),
    ("datum:2020-12-31", "p11"),
    ("datum:2021", "p02 p12"),
    ("datum:2021-01..", "p04 p05 p06 p12"),
    ("datum:..2018-05", "p08"),
]


@pytest.mark.parametrize(("text", "ids"), FOUND)
def test_query_finds_exactly_these_passages(find: Callable[..., list[str]], text: str, ids: str) -> None:
    """Acceptance is a set of passages, never the wording of an engine's query."""
    assert sorted(find(text)) == ids.split()


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("gemeente", "p01"),
        ("rechtsextremisme", "p01 p02 p04"),
        ("rechts extremisme", "p03"),
        ("IS", "p08"),
        ("strijder", ""),
    ],
)
def test_literal_query_finds_the_words_as_written(find: Callable[..., list[str]], text: str, ids: str) -> None:
    """Only folding is left: case, accents, hyphens."""
    assert sorted(find(text, literal=True)) == ids.split()


def test_word_as_written_stands_above_its_inflection(find: Callable[..., list[str]]) -> None:
    """What the user typed comes first."""
    assert find("gemeente")[0] == "p01"
    assert find("gemeenten")[0] == "p02"


def test_words_close_together_stand_above_words_apart(find: Callable[..., list[str]]) -> None:
    """p06 says `aanpak van polarisatie`, p07 has both words in two sentences."""
    assert find("aanpak polarisatie") == ["p06", "p07"]
