"""Tree to engine query: the nodes made, what is marked, what is told, and values of fields."""

import pytest

from corpus.errors import QueryError
from indexer.engines.query import All, And, Between, Lift, Node, Not, Or, Phrase, Prefix, Term, Value
from indexer.query import weights
from indexer.query.compile import Compiled, compile_query
from indexer.query.labels import Labels
from indexer.query.syntax import parse

LABELS = Labels(
    {
        "publisher": {
            "Voorbeeldorgaan voor Dreigingsanalyse": ("Voorbeeldorgaan voor Dreigingsanalyse",),
            "Voorbeeldkenniscentrum": ("Voorbeeldkenniscentrum",),
            'Stichting "Het Voorbeeld"': ("stichting",),
        },
        "phenomenon": {"Rechts-extremisme": ("rechtsextremisme",), "extreemrechts": ("rechtsextremisme",)},
        "place": {"Voorbeeldgem": ("be-voorbeeldgem", "nl-voorbeeldgem")},
    }
)


def compiled(text: str, *, literal: bool = False) -> Compiled:
    return compile_query(parse(text).tree, literal=literal, labels=LABELS)


def leaves(node: Node) -> list[Node]:
    """All terms, phrases and prefixes below *node*, those that only lift left out."""
    if isinstance(node, Lift):
        return leaves(node.must)
    if isinstance(node, Not):
        return leaves(node.child)
    if hasattr(node, "of"):
        return [leaf for child in node.of for leaf in leaves(child)]
    return [node]


@pytest.mark.parametrize(
    ("text", "node"),
    [
        ("", All()),
        ("land:BE", Value("country", "BE")),
        ("land:belgi\u00eb", Value("country", "BE")),
        ("stem:vraag", Value("voice", "questioner")),
        ("stem:antwoord", Value("voice", "minister")),
        ("stem:uitgever", Value("voice", "publisher")),
        ("voice:source", Value("voice", "quoted")),
        ("taal:Frans", Value("language", "fr")),
        ("fenomeen:rechtsextremisme", Value("phenomenon", "rechtsextremisme")),
        ('fenomeen:"Rechts Extremisme"', Value("phenomenon", "rechtsextremisme")),
        ("plaats:be-voorbeeldgem", Value("place", "be-voorbeeldgem")),
        ("plaats:voorbeeldgem", Or((Value("place", "be-voorbeeldgem"), Value("place", "nl-voorbeeldgem")))),
        ("jaar:2020", Between("published", 20200000, 20201231)),
        ("jaar:2019..2022", Between("published", 20190000, 20221231)),
        ("jaar:..2022", Between("published", 10000, 20221231)),
        ("jaar:2019..", Between("published", 20190000, 99991231)),
        ("-land:BE", And((All(), Not(Value("country", "BE"))))),
        (
            "-land:BE -jaar:2020",
            And((All(), Not(Value("country", "BE")), Not(Between("published", 20200000, 20201231)))),
        ),
        ("land:BE -jaar:2020", And((Value("country", "BE"), Not(Between("published", 20200000, 20201231))))),
        ("land:BE OF -land:NL", Or((Value("country", "BE"), And((All(), Not(Value("country", "NL"))))))),
        ("NIET NIET land:BE", Value("country", "BE")),
    ],
)
def test_fields_become_filters_and_exclusions_stand_on_everything(text: str, node: Node) -> None:
    """Filters add no score; a query of only exclusions takes them from all passages."""
    assert compiled(text).node == node


def test_word_is_sought_as_written_before_inflected_before_part_and_lifted_by_headings() -> None:
    """The ways of matching and their order."""
    node = compiled("gemeenten").node
    assert leaves(node) == [
        Term("surface", "gemeenten", weights.SURFACE),
        Term("stem", "gemeent", weights.STEM),
        Term("part", "gemeenten", weights.PART),
        Term("part", "gemeent", weights.PART * weights.STEM),
    ]
    assert weights.SURFACE > weights.STEM > weights.PART
    assert isinstance(node, Lift)
    assert Term("heading_surface", "gemeenten", weights.HEADING) in leaves(node.should)


def test_literal_search_looks_for_the_word_as_written_only() -> None:
    """No stems, parts, pieces or joined words."""
    found = compiled('gemeenten rechts extremisme haat-prediker "een dreiging"~2', literal=True)
    assert leaves(found.node) == [
        Term("surface", "gemeenten"),
        Term("surface", "rechts"),
        Term("surface", "extremisme"),
        Term("surface", "haatprediker"),
        Phrase("surface", ("een", "dreiging"), 2),
        Phrase("surface", ("dreiging", "een"), 2),
    ]
    assert (found.searched_for, found.marks.stems, found.marks.parts) == ((), frozenset(), frozenset())


def test_acronym_in_capitals_is_not_the_everyday_word() -> None:
    """IS is sought by its own term, also when literal, and is no function word."""
    assert leaves(compiled("IS dreiging").node)[0] == Term("part", "IS", weights.SURFACE)
    assert leaves(compiled("IS", literal=True).node) == [Term("part", "IS", weights.SURFACE)]
    assert Term("part", "IS", weights.SURFACE) not in leaves(compiled("IS-strijders").node)


def test_word_with_a_hyphen_is_also_sought_in_pieces_and_joined() -> None:
    """haat-prediker, haatprediker and haat prediker find each other."""
    found = compiled("haat-prediker")
    assert Term("surface", "haatprediker", weights.SURFACE) in leaves(found.node)
    assert Phrase("surface", ("haat", "prediker"), 0, weights.PIECES) in leaves(found.node)
    assert found.searched_for == ("haat-prediker of haat prediker",)
    assert not any(isinstance(leaf, Phrase) for leaf in leaves(compiled("'s-Hertogenbosch").node))


def test_two_words_known_as_one_are_also_sought_as_one() -> None:
    """Only where nothing stands between them."""
    found = compiled("rechts extremisme")
    assert Term("part", "rechtsextremisme", weights.PART) in leaves(found.node)
    assert found.searched_for == ("rechts extremisme of rechtsextremisme",)
    assert compiled("rechts land:BE extremisme").searched_for == ()
    assert compiled("rechts en extremisme").searched_for == ()


def test_half_word_of_a_coordination_is_sought_whole() -> None:
    """`links-` before `en rechts-extremisme` means linksextremisme, not everything on the left."""
    found = compiled("links- en rechts-extremisme")
    assert Term("surface", "linksextremisme", weights.SURFACE) in leaves(found.node)
    assert Term("surface", "links", weights.SURFACE) not in leaves(found.node)


def test_word_with_several_positions_is_sought_in_order() -> None:
    """A time or an address on the web is a phrase of its pieces."""
    assert Phrase("surface", ("12", "30")) in leaves(compiled("12:30").node)


def test_phrase_is_sought_as_written() -> None:
    """Quotes mean exactly so; function words count in them."""
    found = compiled('"dreiging van de gemeenten"')
    assert leaves(found.node) == [Phrase("surface", ("dreiging", "van", "de", "gemeenten"))]
    assert found.hints == ()
    assert found.marks.surfaces == frozenset()  # not every "de" of the passage
    assert found.marks.phrases == {("dreiging", "van", "de", "gemeenten")}
    assert leaves(compiled('"gemeenten"').node) == [Term("surface", "gemeenten")]


def test_words_near_each_other_may_be_inflected_and_two_stand_in_either_order() -> None:
    """`~N` is loose on purpose; from three words on the order counts."""
    two = leaves(compiled('"gemeenten dreiging"~4').node)
    assert [leaf.terms for leaf in two if isinstance(leaf, Phrase) and leaf.field == "surface"] == [
        ("gemeenten", "dreiging"),
        ("dreiging", "gemeenten"),
    ]
    assert any(isinstance(leaf, Phrase) and leaf.field == "stem" and leaf.slop == 4 for leaf in two)
    assert len(leaves(compiled('"a b c"~4').node)) == 2


def test_prefix_is_sought_in_words_and_parts() -> None:
    """Folded as words are."""
    found = compiled("Rechts-Extr*")
    assert Prefix("surface", "rechtsextr", weights.PREFIX) in leaves(found.node)
    assert found.marks.prefixes == {"rechtsextr"}


def test_title_is_sought_in_the_headings_and_not_marked() -> None:
    """Words in titel: say nothing of the text of the passage."""
    found = compiled("titel:(dreiging OF extreem*)")
    assert all(leaf.field.startswith("heading_") for leaf in leaves(found.node))
    assert (found.marks.surfaces, found.marks.prefixes) == (frozenset(), frozenset())


def test_excluded_words_are_not_marked_and_do_not_lift() -> None:
    """What must not be there cannot be shown."""
    found = compiled("dreiging -(moskee kerk)")
    assert found.marks.surfaces == {"dreiging"}
    assert found.marks.stems == {"dreiging"}
    assert isinstance(found.node, And)
    assert "Lift" not in repr(found.node.of[1])


def test_question_in_plain_dutch_does_not_require_its_function_words() -> None:
    """They are listed, so that nobody thinks they were found."""
    found = compiled("Wat is de dreiging van extreemrechts in de gemeenten?")
    asked = {leaf.text for leaf in leaves(found.node) if isinstance(leaf, Term) and leaf.field == "surface"}
    assert asked == {"dreiging", "extreemrechts", "gemeenten"}
    (hint,) = found.hints
    assert "\u201cWat\u201d, \u201cis\u201d, \u201cde\u201d, \u201cvan\u201d, \u201cin\u201d" in hint


@pytest.mark.parametrize(("text", "count"), [("de", 1), ("van de", 2), ("de land:BE", 1), ("de OF het", 2)])
def test_function_words_are_required_where_there_is_nothing_else(text: str, count: int) -> None:
    """A query of only function words finds them."""
    found = compiled(text)
    assert len([leaf for leaf in leaves(found.node) if isinstance(leaf, Term) and leaf.field == "surface"]) == count
    assert found.hints == ()


@pytest.mark.parametrize(
    ("text", "lifted"), [("a", False), ("a b", True), ("a b c d e f", True), ("a b c d e f g", False)]
)
def test_two_to_six_words_close_together_are_lifted(text: str, lifted: bool) -> None:
    """More words are too seldom together for it to pay."""
    node = compiled(" ".join(f"woord{letter}" for letter in text.split())).node
    assert (isinstance(node, Lift) and isinstance(node.should, Phrase)) == lifted


@pytest.mark.parametrize(
    ("text", "same_as"), [("\uff9e", ""), ("a \uff9e", "a"), ("a OF \uff9e", "a"), ("a -\uff9e", "a"), ('"\uff9e"', "")]
)
def test_word_with_nothing_to_search_for_is_left_out_and_told(text: str, same_as: str) -> None:
    """Unicode calls this sign a letter; to the analysis it is none, as in the texts that are indexed."""
    found = compiled(text)
    assert found.node == compiled(same_as).node
    assert "\uff9e" in found.hints[0]


@pytest.mark.parametrize(
    ("text", "message", "position", "suggestion"),
    [
        (
            'a uitgever:"Voorbeeldorgan voor Dreigingsanalyse"',
            "Bedoelde u Voorbeeldorgaan voor Dreigingsanalyse?",
            2,
            'a uitgever:"Voorbeeldorgaan voor Dreigingsanalyse"',
        ),
        ("fenomeen:extremrechts OF b", "Bedoelde u extreemrechts?", 0, "fenomeen:extreemrechts OF b"),
        ("NIET uitgever:kenniscentrum", "Voorbeeldkenniscentrum?", 5, "NIET uitgever:Voorbeeldkenniscentrum"),
        ('uitgever:"stichting voorbeeld"', 'Stichting "Het Voorbeeld"?', 0, 'uitgever:"Stichting Het Voorbeeld"'),
        ("land:ZZ b", "kent \u201cZZ\u201d niet.", 0, "ZZ b"),
        ('organisatie:"x & y"', "kent \u201cx & y\u201d niet.", 0, '"x y"'),
    ],
)
def test_unknown_value_is_refused_with_what_comes_near(text: str, message: str, position: int, suggestion: str) -> None:
    """A filter on something that does not exist would find nothing without saying why."""
    with pytest.raises(QueryError) as caught:
        compiled(text)
    assert message in caught.value.message
    assert (caught.value.position, caught.value.suggestion) == (position, suggestion)
    parse(caught.value.suggestion)


def test_labels_that_fold_alike_stand_for_both() -> None:
    """An ambiguous name finds either; nothing is chosen behind the user's back."""
    labels = Labels({"place": {"Voor-Beeld": ("be-1",), "Voorbeeld": ("nl-2",)}})
    assert labels.resolve("place", "voorbeeld") == ("be-1", "nl-2")


def test_function_words_far_apart_are_sought_nearer_and_that_is_said() -> None:
    """They stand everywhere, so room between them costs much and says nothing."""
    found = compiled('"de van"~50')
    assert {leaf.slop for leaf in leaves(found.node) if isinstance(leaf, Phrase)} == {weights.FUNCTION_WITHIN}
    assert any("“de van”" in hint for hint in found.hints)
    assert {leaf.slop for leaf in leaves(compiled('"de dreiging"~50').node) if isinstance(leaf, Phrase)} == {50}


def test_words_that_ask_for_a_number_need_not_be_found_beside_others() -> None:
    """Alone they are words as any."""
    found = compiled("aantal meldingen")
    assert found.counts
    assert "aantal" not in {leaf.text for leaf in leaves(found.node) if isinstance(leaf, Term)}
    assert "aantal" in {leaf.text for leaf in leaves(compiled("aantal").node) if isinstance(leaf, Term)}
    assert not compiled("meldingen").counts


def test_half_of_the_words_is_enough_in_the_wide_query_but_the_rest_holds() -> None:
    """Only plain words are let go."""
    found = compiled('dreiging gemeente school wijk "op straat" land:NL')
    assert (found.words, found.enough) == (4, 2)
    assert isinstance(found.wide, Lift)
    assert isinstance(found.wide.must, And)
    assert Value("country", "NL") in found.wide.must.of
    assert compiled("dreiging").wide is None
    assert compiled("dreiging OF gemeente").wide is None
