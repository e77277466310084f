"""The results page: totals, marks, filters, links that keep every choice, errors in the query."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag
from flask.testing import FlaskClient

from corpus.settings import Settings
from indexer.search import SearchRequest
from indexer.workspace import Workspace


def soup_of(client: FlaskClient, address: str, status: int = 200) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == status, response.text
    return BeautifulSoup(response.text, "html.parser")


def pairs_of(link: Tag) -> set[tuple[str, str]]:
    return set(parse_qsl(urlsplit(str(link["href"])).query))


def test_totals_are_those_of_the_search(client: FlaskClient, workspace: Workspace) -> None:
    with workspace.searcher() as searcher:
        found = searcher.search(SearchRequest(text="gemeente"))
    total = soup_of(client, "/zoek?q=gemeente").select_one(".results-total")
    assert total is not None
    assert total.text == f"{found.passages} passages in {found.documents} documenten"


def test_a_document_shows_at_most_three_passages_and_says_how_many_more(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?land=NL")
    hit = soup.select_one("article.hit")
    assert hit is not None
    assert len(hit.select(".found > li")) == 3
    assert hit.select_one(".hit__more").text.startswith("nog 2 passages in dit document")  # type: ignore[union-attr]


def test_words_found_are_marked(client: FlaskClient) -> None:
    marks = {mark.text.lower() for mark in soup_of(client, "/zoek?q=polarisatie").select(".found mark")}
    assert marks == {"polarisatie"}


def test_a_passage_over_two_pages_names_both(client: FlaskClient) -> None:
    places = [place.text for place in soup_of(client, "/zoek?q=signalen").select(".found__page")]
    assert places == ["p. 3\u20134"]


def test_samples_are_marked_as_such(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=polarisatie")
    assert soup.select_one(".sample-mark").text == "Voorbeelddocument"  # type: ignore[union-attr]


def test_the_country_is_written_beside_its_colour(client: FlaskClient) -> None:
    hit = soup_of(client, "/zoek?q=polarisatie").select_one("article.hit")
    assert hit is not None
    assert "country-nl" in hit["class"]
    assert hit.select_one(".facts__country").text == "Nederland"  # type: ignore[union-attr]


CHOICES = (
    "/zoek?q=gemeente&land=BE&land=NL&soort=beleidsnota&soort=dreigingsbeeld&jaar=2003&jaar=2004&van=2001&tot=2024"
)


@pytest.mark.parametrize("extra", ["", "&sorteer=nieuwste", "&letterlijk=1"])
def test_every_link_keeps_every_other_choice(client: FlaskClient, extra: str) -> None:
    """Sorting, paging and taking a filter away lose only what they are meant to change."""
    soup = soup_of(client, CHOICES + extra)
    chosen = set(parse_qsl(urlsplit(CHOICES + extra).query))
    sorts = soup.select(".sorts nav:first-child a")
    assert len(sorts) == 3
    for link in sorts:
        assert {pair for pair in pairs_of(link) if pair[0] != "sorteer"} == {
            pair for pair in chosen if pair[0] != "sorteer"
        }
    chips = soup.select(".chip:not(.chip--clear)")
    assert len(chips) == 7  # the two years of the period are one
    gone = [chosen - pairs_of(chip) for chip in chips]
    assert sorted(len(one) for one in gone) == [1, 1, 1, 1, 1, 1, 2]
    assert all(pairs_of(chip) < chosen for chip in chips)


def test_paging_keeps_every_choice(client: FlaskClient) -> None:
    address = "/zoek?q=nota&land=BE&soort=beleidsnota&sorteer=oudste"
    (link,) = soup_of(client, address).select("a[rel=next]")
    assert pairs_of(link) == {*parse_qsl(urlsplit(address).query), ("p", "2")}
    second = soup_of(client, str(link["href"]))
    assert second.select_one("ol.hits")["start"] == "21"  # type: ignore[index]
    assert len(second.select("article.hit")) == 4
    (back,) = second.select("a[rel=prev]")
    assert pairs_of(back) == set(parse_qsl(urlsplit(address).query))


def test_the_form_sends_every_choice_again(client: FlaskClient) -> None:
    """Without touching anything, "Filters toepassen" gives the search that is shown."""
    form = soup_of(client, f"{CHOICES}&sorteer=oudste&letterlijk=1").select_one("#zoekformulier")
    assert form is not None
    sent = {
        (str(field["name"]), str(field.get("value", "")))
        for field in form.select("input[name]")
        if field.get("type") != "checkbox" or field.has_attr("checked")
    }
    assert {pair for pair in sent if pair[1]} == {
        *parse_qsl(urlsplit(CHOICES).query),
        ("sorteer", "oudste"),
        ("letterlijk", "1"),
    }


def test_chosen_values_are_ticked_and_counted_with_their_filter_lifted(client: FlaskClient) -> None:
    boxes = soup_of(client, "/zoek?q=gemeente&land=BE").select("input[name=land]")
    assert {str(box["value"]): box.has_attr("checked") for box in boxes} == {"BE": True, "NL": False}


def test_a_filter_and_its_count_agree(client: FlaskClient, workspace: Workspace) -> None:
    """The number behind a value is the number of passages one gets by choosing it."""
    soup = soup_of(client, "/zoek?q=gemeente")
    with workspace.searcher() as searcher:
        for box in soup.select("input[name=uitgever]"):
            chosen = SearchRequest(text="gemeente", chosen={"publisher": (str(box["value"]),)})
            label = box.find_parent("label")
            assert label is not None
            assert label.select_one(".count").text == f"{searcher.count(chosen)} passages"  # type: ignore[union-attr]


def test_an_address_that_is_not_canonical_goes_to_the_one_that_is(client: FlaskClient) -> None:
    response = client.get("/zoek?van=&soort=&land=NL&q=+gemeente&land=BE&p=1")
    assert (response.status_code, response.location) == (302, "/zoek?q=gemeente&land=BE&land=NL")


def test_unknown_values_are_ignored_and_said(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=polarisatie&land=XX&fenomeen=bestaat-niet")
    (notice,) = soup.select(".notice")
    assert "land=XX, fenomeen=bestaat-niet" in notice.text
    assert soup.select("article.hit")


def test_nothing_found_is_no_dead_end(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=polarisatie+gemeenteraad&land=BE&soort=schriftelijke-vraag")
    assert soup.select_one("input[name=q]")["value"] == "polarisatie gemeenteraad"  # type: ignore[index]
    assert "Geen passage in dit corpus" in soup.text
    text = soup.select_one(".nothing").text  # type: ignore[union-attr]
    assert "28 documenten" in text
    assert "polarisatie: geen passage" in text


def test_dropping_a_filter_is_offered_with_what_it_gives(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=polarisatie&land=BE")
    offers = {link.text: pairs_of(link) for link in soup.select(".nothing li a") if "zonder" in link.text}
    assert offers == {"zonder land: Belgi\u00eb": {("q", "polarisatie")}}


def test_a_page_beyond_the_last_is_said(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=polarisatie&p=9")
    assert "Pagina 9 bestaat niet: er zijn 1 pagina" in soup.select_one(".notice").text  # type: ignore[union-attr]


def test_a_query_that_cannot_be_read_names_the_place_and_a_repair(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=(gemeente&land=BE", 400)
    assert soup.select_one(".query-problem mark").text == "("  # type: ignore[union-attr]
    assert "bij teken 1" in soup.text
    (repair,) = soup.select("a.suggestion")
    assert ("land", "BE") in pairs_of(repair)
    assert client.get(str(repair["href"])).status_code == 200


def test_a_query_that_is_too_long_is_refused(client: FlaskClient) -> None:
    assert client.get("/zoek?q=" + "a" * 600).status_code == 400
    assert client.get("/zoek?q=" + "a" * 5000).status_code == 414


def test_literal_search_can_be_chosen_and_undone(client: FlaskClient) -> None:
    plain = soup_of(client, "/zoek?q=rechts-extremisme")
    own, literal = plain.select(".searched-for a")
    assert pairs_of(own) == {("q", "rechts-extremisme"), ("eigenwoorden", "1")}
    assert "extreemrechts" in plain.select_one(".searched-for").text  # type: ignore[union-attr]  # it is there
    alone = soup_of(client, str(own["href"])).select_one(".searched-for")
    assert alone is not None
    assert "extreemrechts" not in alone.text
    assert pairs_of(literal) == {("q", "rechts-extremisme"), ("letterlijk", "1")}
    (undo,) = soup_of(client, str(literal["href"])).select(".searched-for a")
    assert pairs_of(undo) == {("q", "rechts-extremisme")}


def test_the_page_size_is_the_setting(client: FlaskClient, settings: Settings) -> None:
    assert len(soup_of(client, "/zoek").select("article.hit")) == settings.results_per_page


def test_a_widened_search_says_so_and_can_be_narrowed(client: FlaskClient) -> None:
    wide = soup_of(client, "/zoek?q=radicalisering+burgemeester")
    (said,) = [one for one in wide.select(".searched-for") if "Alle zoekwoorden samen" in one.text]
    assert "geen enkel document" in said.text
    (narrow,) = said.select("a")
    assert pairs_of(narrow) == {("q", "radicalisering burgemeester"), ("allewoorden", "1")}
    strict = soup_of(client, str(narrow["href"]))
    assert not strict.select("article.hit")
    assert "ook passages met een deel van de zoekwoorden" in strict.text


def test_a_misspelled_word_is_offered_as_it_was_probably_meant(client: FlaskClient) -> None:
    link = soup_of(client, "/zoek?q=poliarisatie").select_one(".meant a")
    assert link is not None
    assert link.text == "polarisatie"
    assert soup_of(client, str(link["href"])).select(".found mark")


def test_what_is_meant_keeps_the_rest_of_the_question_and_the_filters(client: FlaskClient) -> None:
    soup = soup_of(client, "/zoek?q=burgemeister+-jihadisme+land%3ANL&land=NL")
    link = soup.select_one(".meant a")
    assert link is not None
    assert link.text == "burgemeester NIET jihadisme land:NL"
    assert ("land", "NL") in pairs_of(link)


@pytest.mark.parametrize(
    "text", ["polarisatie", "gemeente nota", "xqzwvk", "-poliarisatie", "polari*", "politie land:NL"]
)
def test_nothing_is_offered_where_nothing_is_better(client: FlaskClient, text: str) -> None:
    assert not soup_of(client, f"/zoek?q={text}").select(".meant")


def test_without_results_the_broader_concept_is_offered(client: FlaskClient) -> None:
    links = soup_of(client, "/zoek?q=accelerationisme").select(".nothing a")
    assert "rechts-extremisme" in [link.text for link in links]
