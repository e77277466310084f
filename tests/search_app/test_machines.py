"""What other programs read: unAPI, tags in the head, OpenSearch, sitemap; all well-formed and leading somewhere."""

from __future__ import annotations

import json
from collections.abc import Callable
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from lxml import etree

from corpus.model import Passage

PassageWith = Callable[[str, str], Passage]


def xml(client: FlaskClient, address: str, status: int = 200) -> etree._Element:
    response = client.get(address)
    assert response.status_code == status
    return etree.fromstring(response.data)


def test_unapi_lists_its_formats_and_gives_each(client: FlaskClient, passage_with: PassageWith) -> None:
    passage = passage_with("vbd-dreigingsbeeld-8", "signalen")
    for wanted, inside in ((passage.id, f"/passage/{passage.id}"), ("vbd-dreigingsbeeld-8", "/document/vbd-")):
        formats = xml(client, f"/unapi?id={wanted}", 300)
        names = [one.get("name") for one in formats]
        assert names == ["ris", "bibtex"]
        for name in names:
            response = client.get(f"/unapi?id={wanted}&format={name}")
            assert response.status_code == 200
            assert inside in response.text
    assert len(xml(client, "/unapi")) == 2


def test_unapi_refuses_what_is_not_there(client: FlaskClient) -> None:
    assert client.get("/unapi?id=niets&format=ris").status_code == 404
    assert client.get("/unapi?id=vbd-dreigingsbeeld-8&format=mods").status_code == 406


@pytest.mark.parametrize("where", ["document", "passage"])
def test_the_head_names_title_publisher_and_date(client: FlaskClient, passage_with: PassageWith, where: str) -> None:
    passage = passage_with("vbd-dreigingsbeeld-8", "signalen")
    address = f"/passage/{passage.id}" if where == "passage" else "/document/vbd-dreigingsbeeld-8"
    page = BeautifulSoup(client.get(address).text, "lxml")
    tags = {str(tag["name"]): tag["content"] for tag in page.select("meta[name]")}
    assert tags["citation_title"] == "Dreigingsbeeld 8"
    assert tags["citation_technical_report_institution"] == "Voorbeeldbureau"
    assert tags["citation_publication_date"] == "2024/06/11"
    assert page.select_one("abbr.unapi-id")["title"] in (passage.id, "vbd-dreigingsbeeld-8")  # type: ignore[index]
    value = json.loads(page.select_one('script[type="application/ld+json"]').text)  # type: ignore[union-attr]
    report = value if where == "document" else value["isPartOf"]
    assert (report["@type"], report["name"], report["creativeWorkStatus"][:4]) == ("Report", "Dreigingsbeeld 8", "Voor")
    if where == "passage":
        assert value["text"] == passage.text
        assert (tags["citation_firstpage"], tags["citation_lastpage"]) == ("3", "4")


def test_a_hostile_title_does_not_leave_its_place_in_the_head(client: FlaskClient) -> None:
    page = BeautifulSoup(client.get("/document/kwaad").text, "lxml")
    scripts = [script for script in page.find_all("script") if not script.get("src")]
    assert [script["type"] for script in scripts] == ["application/ld+json"]
    assert json.loads(scripts[0].text)["name"].startswith("<script>")


def test_the_link_into_the_document_carries_first_and_last_words(
    client: FlaskClient, passage_with: PassageWith
) -> None:
    passage = passage_with("vbd-dreigingsbeeld-8", "geen aanwijzing")
    page = BeautifulSoup(client.get(f"/passage/{passage.id}").text, "lxml")
    link = str(page.select_one(".actions a")["href"])  # type: ignore[index]
    anchor, words = urlsplit(link).fragment.split(":~:text=")
    assert page.find(id=anchor) is None
    assert BeautifulSoup(client.get(link).text, "lxml").find(id=anchor)
    first, last = (unquote(part) for part in words.split(","))
    assert passage.text.startswith(first)
    assert passage.text.endswith(last)
    assert "-" not in words


def test_browsers_can_add_the_search_box(client: FlaskClient) -> None:
    description = xml(client, "/opensearch.xml")
    urls = [str(url.get("template")) for url in description.iter("{*}Url")]
    assert len(urls) == 2
    for url in urls:
        path = urlsplit(url.replace("{searchTerms}", "polarisatie"))
        assert client.get(f"{path.path}?{path.query}").status_code == 200


def test_the_sitemap_holds_every_document(client: FlaskClient) -> None:
    places = [str(one.text) for one in xml(client, "/sitemap.xml").iter("{*}loc")]
    assert "http://localhost/document/vbd-dreigingsbeeld-8" in places
    assert len(places) == 3 + 28
    assert all(client.get(urlsplit(place).path).status_code == 200 for place in places[:6])
