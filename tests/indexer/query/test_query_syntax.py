"""Text to tree: what every sign means, what is refused, where, and with which repair."""

import pytest

from corpus.errors import QueryError
from indexer.query.lexis import max_within
from indexer.query.spans import Dates, Years
from indexer.query.syntax import parse
from indexer.query.tree import (
    AllOf,
    AnyOf,
    Everything,
    Exact,
    Field,
    Fuzzy,
    Near,
    Not,
    Phrase,
    Prefix,
    Suffix,
    Tree,
    Word,
    print_query,
)

A, B, C, D = map(Word, "abcd")

TREES: list[tuple[str, Tree]] = [
    ("", Everything()),
    (" \t\n", Everything()),
    ("... *** !?", Everything()),
    ("radicalisering", Word("radicalisering")),
    ("a b", AllOf((A, B))),
    ("a EN b AND c", AllOf((A, B, C))),
    ("a OF b OR c", AnyOf((A, B, C))),
    ("a b OF c d", AnyOf((AllOf((A, B)), AllOf((C, D))))),
    ("a (b OF c) d", AllOf((A, AnyOf((B, C)), D))),
    ("a(b)", AllOf((A, B))),
    ("((a))", A),
    ("(a b) c", AllOf((AllOf((A, B)), C))),
    ("NIET a", Not(A)),
    ("a -b", AllOf((A, Not(B)))),
    ("a \u2013b", AllOf((A, Not(B)))),
    ("a NOT b", AllOf((A, Not(B)))),
    ("a EN NIET b", AllOf((A, Not(B)))),
    ("NIET NIET a", Not(Not(A))),
    ("-(a OF b)", Not(AnyOf((A, B)))),
    ('-"a b"', Not(Phrase(("a", "b")))),
    ("a - b", AllOf((A, B))),
    ('"a b"', Phrase(("a", "b"))),
    ("\u201ca b\u201d", Phrase(("a", "b"))),
    ("\u201ea b\u201d", Phrase(("a", "b"))),
    ("\u201ea b\u201c", Phrase(("a", "b"))),
    ("\u00aba b\u00bb", Phrase(("a", "b"))),
    ("\u00bba b\u00ab", Phrase(("a", "b"))),
    ('\u00aba "b" c\u00bb', Phrase(("a", "b", "c"))),
    ('\u201ca b"', Phrase(("a", "b"))),
    ('"a"b', AllOf((Phrase(("a",)), B))),
    ('"OF"', Phrase(("OF",))),
    ('"a b"~5', Phrase(("a", "b"), 5)),
    ('"links - rechts"', Phrase(("links", "rechts"))),
    ("extreem*", Prefix("extreem")),
    ("extreem*,", Prefix("extreem")),
    ("NIETS*", Prefix("NIETS")),
    ("NIET*", Prefix("niet")),
    # fields
    ("land:BE", Field("country", "BE")),
    ("Land:BE", Field("country", "BE")),
    ("country:BE", Field("country", "BE")),
    ("soort:dreigingsbeeld", Field("kind", "dreigingsbeeld")),
    ("fenomeen:rechts-extremisme", Field("phenomenon", "rechts-extremisme")),
    ("organisation:x", Field("organisation", "x")),
    ("instelling:OCAD", Field("institution", "OCAD")),
    ("plaats:'s-Hertogenbosch", Field("place", "'s-Hertogenbosch")),
    ("reeks:nctv-dtn stem:vraag", AllOf((Field("series", "nctv-dtn"), Field("voice", "vraag")))),
    ("taal:fr", Field("language", "fr")),
    ('uitgever:"Voorbeeldorgaan  voor Analyse"', Field("publisher", "Voorbeeldorgaan voor Analyse")),
    ("uitgever:\u201cVoorbeeldorgaan voor Analyse\u201d", Field("publisher", "Voorbeeldorgaan voor Analyse")),
    ("-land:BE", Not(Field("country", "BE"))),
    ("land:(BE OF NL)", AnyOf((Field("country", "BE"), Field("country", "NL")))),
    ("jaar:2020", Field("year", Years(2020, 2020))),
    ("year:2019..2022", Field("year", Years(2019, 2022))),
    ("jaar:2019\u20262022", Field("year", Years(2019, 2022))),
    ("jaar:..2022", Field("year", Years(None, 2022))),
    ("jaar:2019..", Field("year", Years(2019, None))),
    ("jaar:(2019 OF 2021)", AnyOf((Field("year", Years(2019, 2019)), Field("year", Years(2021, 2021))))),
    ("titel:a", Field("title", A)),
    ("titel:extreem*", Field("title", Prefix("extreem"))),
    ('title:"a b"~2', Field("title", Phrase(("a", "b"), 2))),
    ("titel:(a OF NIET b)", Field("title", AnyOf((A, Not(B))))),
    ("titel:EN", Field("title", Phrase(("EN",)))),
    # plain words that look like something else
    ("a of b", AllOf((A, Word("of"), B))),
    ("motie: x", AllOf((Word("motie"), Word("x")))),
    ("(motie:)", Word("motie")),
    ("12:30", Word("12:30")),
    ("art:5", Word("art:5")),
    ("https://www.voorbeeld.be/a?b=c:d", Word("https://www.voorbeeld.be/a?b=c:d")),
    ("mailto:info@voorbeeld.be", Word("mailto:info@voorbeeld.be")),
    ("ECLI:NL:GHDHA:2022:667", Word("ECLI:NL:GHDHA:2022:667")),
    ("DOI:abc", Word("DOI:abc")),
    ("C:map", Word("C:map")),
    ("foto's", Word("foto's")),
    ("'s-Hertogenbosch", Word("'s-Hertogenbosch")),
    ("links- en rechts-extremisme", AllOf((Word("links-"), Word("en"), Word("rechts-extremisme")))),
    ("extreemrechts en -links", AllOf((Word("extreemrechts"), Word("en"), Word("links")))),
    ("T.E.R. 2020-2024 ~5 1+1", AllOf((Word("T.E.R."), Word("2020-2024"), Word("~5"), Word("1+1")))),
    ("EN:", Word("en")),
    ("*recht.", Suffix("recht")),
    ("radicaal~", Fuzzy("radicaal", 1)),
    ("radicaal~2, a", AllOf((Fuzzy("radicaal", 2), A))),
    ("=foto's =EN", AllOf((Exact("foto's"), Exact("en")))),
    ("-=a", Not(Exact("a"))),
    ("titel:=a titel:*recht", AllOf((Field("title", Exact("a")), Field("title", Suffix("recht"))))),
    ("a BIJ/5 b c", AllOf((Near(A, B, 5), C))),
    ("NIET a NEAR/5 b OF c", AnyOf((Not(Near(A, B, 5)), C))),
    ('(=a) BIJ/5 "b c"', Near(Exact("a"), Phrase(("b", "c")), 5)),
    ("fenomeen:x BIJ/10 plaats:*", Near(Field("phenomenon", "x"), Field("place", "*"), 10)),
    ('"BIJ/5" titel:BIJ/5', AllOf((Phrase(("BIJ/5",)), Field("title", Phrase(("BIJ/5",)))))),
    ("a BIJ b bij/5", AllOf((A, Word("BIJ"), B, Word("bij/5")))),
    ("datum:2021-03..2021-09", Field("date", Dates("2021-03", "2021-09"))),
    ("date:2021-03-15", Field("date", Dates("2021-03-15", "2021-03-15"))),
    ("datum:..2021", Field("date", Dates(None, "2021"))),
    ("a\x00b\ud800c", AllOf((A, B, C))),
]


@pytest.mark.parametrize(("text", "tree"), TREES)
def test_query_is_read_as_this_tree_and_prints_back(text: str, tree: Tree) -> None:
    """Each sign of the language means one thing."""
    found = parse(text).tree
    assert found == tree
    assert parse(print_query(found)).tree == tree


ERRORS = [
    # text, position, part of the message, suggestion
    ("a OF", 2, "na \u201cOF\u201d", "a"),
    ("OF a", 0, "voor \u201cOF\u201d", "a"),
    ("a OF OF b", 5, "voor \u201cOF\u201d", "a OF b"),
    ("a EN OF b", 5, "voor \u201cOF\u201d", "a EN b"),
    ("a NIET", 2, "na \u201cNIET\u201d", "a"),
    ("(a OF) b", 3, "na \u201cOF\u201d", "(a ) b"),
    ("(a", 0, "niet gesloten", "(a)"),
    ("a)", 1, "sluit niets af", "a"),
    (")", 0, "sluit niets af", ""),
    ("(", 0, "na \u201c(\u201d", ""),
    ("a ()", 2, "staat niets", "a"),
    ('a "b c', 2, "niet gesloten", 'a "b c"'),
    ("\u00abb c", 0, "niet gesloten", '\u00abb c"'),
    ('"a b"~', 5, "Na ~", '"a b"~5'),
    ('"a b"~99', 5, "1 tot 50", '"a b"~50'),
    ('"a b"~0', 5, "1 tot 50", '"a b"'),
    ('"a b c d"~21', 9, f"1 tot {max_within(4)}", f'"a b c d"~{max_within(4)}'),
    ("ab*", 0, "minstens 3", "ab"),
    ("a *re", 2, "minstens 3", "a re"),
    ("*recht*", 0, "\u00e9\u00e9n sterretje", "recht"),
    ("*-recht", 0, "gewoon woord", "recht"),
    ("extr*em", 4, "sterretje", "extr*"),
    ("aaa* bbb* ccc* ddd*", 15, "hoogstens 3", "aaa* bbb* ccc* ddd"),
    ("aaa* *bbb ccccc~1 ddd*", 18, "hoogstens 3", "aaa* *bbb ccccc~1 ddd"),
    ("is~1", 2, "minstens 4", "is"),
    ("jihad~2", 5, "minstens 6", "jihad~1"),
    ("jihadisme~5", 9, "1 of 2", "jihadisme~2"),
    ("term~~1", 4, "~ kan alleen", "term"),
    ("term*~1", 4, "\u00e9\u00e9n sterretje", "term*"),
    ("=term*", 0, "= kan alleen", "term*"),
    ("=-term", 0, "= kan alleen", "term"),
    ("land:(=BE)", 6, "werkt het teken = niet", "land:(BE)"),
    ("a BIJ/0 b", 6, "1 tot 20", "a BIJ/10 b"),
    ("a BIJ/99 b", 6, "1 tot 20", "a BIJ/20 b"),
    ("a NEAR/x b", 7, "1 tot 20", "a NEAR/10 b"),
    ("BIJ/5 b", 0, "voor \u201cBIJ/5\u201d", "b"),
    ("a BIJ/5", 2, "na \u201cBIJ/5\u201d", "a"),
    ("a BIJ/5 OF b", 2, "na \u201cBIJ/5\u201d", "a OF b"),
    ("a BIJ/5 -b", 8, "geen uitsluiting", "a -b"),
    ("a BIJ/5 b BIJ/6 c", 10, "een derde", "a BIJ/5 b c"),
    ("a BIJ/5 (b OF c)", 2, "aan beide kanten".capitalize(), "a (b OF c)"),
    ("a BIJ/5 land:BE", 2, "Aan beide kanten", "a land:BE"),
    ("land:* a", 5, "ontbreekt een waarde", "land a"),
    ("datum:15-3-2021", 6, "Schrijf een datum", "datum:2021-03-15"),
    ("datum:2021-02-30", 6, "Schrijf een datum", "datum:2021"),
    ("datum:2022..2021-03", 6, "na de laatste", "datum:2021-03..2022"),
    ("datum:gisteren", 6, "Schrijf een datum", "gisteren"),
    ("lnd:BE", 0, "Bedoelde u land?", "land:BE"),
    ("a jar:2020", 2, "Bedoelde u jaar?", "a jaar:2020"),
    ("motie:verzoekt", 0, "De velden zijn: land", "motie verzoekt"),
    ('motie:"a b"', 0, "bestaat niet", 'motie "a b"'),
    ("land:... a", 5, "ontbreekt een waarde", "land a"),
    ('land:"" a', 4, "ontbreekt een waarde", "a"),
    ("land:-BE", 5, "minteken", "-land:BE"),
    ("plaats:Voor*", 11, "sterretje niet", "plaats:Voor"),
    ("plaats:(Voorbeeld*)", 17, "werkt het teken * niet", "plaats:(Voorbeeld)"),
    ('uitgever:"a b"~2', 14, "werkt het teken ~ niet", 'uitgever:"a b"'),
    ("titel:land:BE", 6, "in een ander veld", "titel:BE"),
    ("titel:(a land:BE)", 9, "in een ander veld", "titel:(a BE)"),
    ("jaar:vorig", 5, "Schrijf een jaar", "vorig"),
    ("jaar:2019-2022", 5, "Schrijf een jaar", "jaar:2019..2022"),
    ("jaar:2022..2019", 5, "na het laatste", "jaar:2019..2022"),
    ("jaar:0019", 5, "Schrijf een jaar", "0019"),
    ("((((((((( a )))))))))", 8, "8 diep", "(((((((( a ))))))))"),
    ("---------a", 8, "8 diep", "--------a"),
]


@pytest.mark.parametrize(("text", "position", "message", "suggestion"), ERRORS)
def test_mistake_is_told_with_its_place_and_a_repair_that_parses(
    text: str, position: int, message: str, suggestion: str
) -> None:
    """The user sees where it went wrong and can search on with one click."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    error = caught.value
    assert (error.position, error.suggestion) == (position, suggestion)
    assert message in error.message
    parse(error.suggestion)


def words(count: int) -> str:
    return " ".join(f"w{number}" for number in range(count))


@pytest.mark.parametrize(
    ("within", "beyond", "position"),
    [
        ("a" * 512, "a" * 513, 512),
        (words(32), words(33), len(words(32)) + 1),
        ("(" * 8 + "a" + ")" * 8, "(" * 9 + "a" + ")" * 9, 8),
        (f'"{words(16)}"', f'"{words(17)}"', len(words(16)) + 2),
        ("aaa* bbb* ccc*", "aaa* bbb* ccc* ddd*", 15),
        ("aaa*", "aa*", 0),
    ],
)
def test_limits_hold_at_the_limit_and_one_beyond(within: str, beyond: str, position: int) -> None:
    """The last allowed size parses; one more is refused where it goes too far."""
    parse(within)
    with pytest.raises(QueryError) as caught:
        parse(beyond)
    assert caught.value.position == position
    assert parse(caught.value.suggestion).tree != Everything()


DEADLY = [
    "(" * 10_000,
    "(" * 10_000 + "a" + ")" * 10_000,
    "de " * 20_000,
    '"' + "de " * 20_000 + '"',
    '"' * 10_001,
    "\u201c\u00ab" * 5_000,
    "-" * 10_000 + "(a)",
    "NIET " * 10_000 + "a",
    "a OF " * 10_000,
    "*" * 10_000 + "a",
    "a*" * 10_000,
    "titel:" * 10_000,
    "x:y:" * 10_000,
    "~" * 10_000 + "5",
    "a" * 1_000_000,
    *("(" * 511, "-" * 511 + "(", "titel:(" * 73, '"\u00ab' * 256, "a~" * 256, "OF" + " OF" * 170),
]


@pytest.mark.parametrize("text", DEADLY, ids=range(len(DEADLY)))
def test_queries_of_death_are_refused_with_a_repair_that_parses(text: str) -> None:
    """Queries that kill the parsers of engines are answered within the limits, without deep recursion."""
    with pytest.raises(QueryError) as caught:
        parse(text)
    assert len(caught.value.suggestion) <= 512
    parse(caught.value.suggestion)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("a of b", "hoofdletters: OF"),
        ("a en b niet c", "hoofdletters: EN, NIET"),
        ("a & b", "geen letter of cijfer in: &"),
        ("land: BE", "zonder spatie"),
        ("extreemrechts en -links", "NIET links"),
        ("a b OF c", "Gelezen als: (a b) OF c"),
    ],
)
def test_user_is_told_what_was_read_otherwise(text: str, hint: str) -> None:
    """A reading that may surprise is never silent."""
    assert any(hint in found for found in parse(text).hints)


@pytest.mark.parametrize("text", ["a OF b", "(a b) OF c", "of a", "niet", "land:BE a", '"a of b"'])
def test_clear_query_gives_no_hint(text: str) -> None:
    """Hints stay worth reading."""
    assert parse(text).hints == ()


@pytest.mark.parametrize(
    "make",
    [
        lambda: Word(""),
        lambda: Word("OF"),
        lambda: Word("a b"),
        lambda: Word("land:BE"),
        lambda: Word("-a"),
        lambda: Prefix("ab"),
        lambda: Phrase(()),
        lambda: Phrase(('a"b',)),
        lambda: Phrase(("a",), 0),
        lambda: AllOf((A,)),
        lambda: AnyOf((A, Everything())),
        lambda: Not(Everything()),
        lambda: Years(None, None),
        lambda: Years(2022, 2019),
        lambda: Field("colour", "red"),
        lambda: Field("country", A),
        lambda: Field("year", "2020"),
        lambda: Field("title", "a"),
        lambda: Field("title", Not(Field("country", "BE"))),
    ],
)
def test_tree_that_could_not_be_written_cannot_be_built(make: "type[Tree]") -> None:
    """Printing back holds for every tree there is, so a tree checks itself."""
    with pytest.raises(ValueError):  # noqa: PT011 - any of its messages will do
        make()
