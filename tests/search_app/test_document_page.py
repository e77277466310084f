"""The reading view, the original file, and what is known of a document."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from corpus.identity import file_hash
from corpus.model import Passage

PDF_BYTES = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"  # as conftest.py keeps it
PASSAGE_URL = "/document/vbd-dreigingsbeeld-8"


def soup_of(client: FlaskClient, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.text, "html.parser")


def test_every_passage_has_its_anchor(client: FlaskClient, passage_with: Callable[[str, str], Passage]) -> None:
    soup = soup_of(client, PASSAGE_URL)
    passage = passage_with("vbd-dreigingsbeeld-8", "omgevingsanalyse")
    block = soup.find(id=passage.id.split(".", 1)[1])
    assert block is not None
    assert passage.text in block.text
    assert block.select_one(".passage__cite")["href"] == f"/passage/{passage.id}"  # type: ignore[union-attr,index]


def test_pages_stand_in_the_margin_in_order_and_lead_to_the_original(client: FlaskClient) -> None:
    marks = soup_of(client, PASSAGE_URL).select(".page-mark")
    assert [mark["id"] for mark in marks] == ["pagina-1", "pagina-2"]
    assert [mark.a["href"] for mark in marks if mark.a] == [
        f"{PASSAGE_URL}/origineel#page=1",
        f"{PASSAGE_URL}/origineel#page=2",
    ]
    assert "p. 3" in marks[0].text
    assert "pdf-pagina 1" in marks[0].text


def test_a_document_without_pages_has_no_page_marks(client: FlaskClient) -> None:
    soup = soup_of(client, "/document/kwaad")
    assert [mark.text for mark in soup.select(".page-mark")] in ([], ["p. 3"])


def test_headings_never_skip_a_level(client: FlaskClient) -> None:
    levels = [int(heading.name[1]) for heading in soup_of(client, PASSAGE_URL).select("h1,h2,h3,h4,h5,h6")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_words_are_marked_counted_and_linked_one_after_the_other(client: FlaskClient) -> None:
    soup = soup_of(client, f"{PASSAGE_URL}?q=gemeente")
    marked = [block for block in soup.select(".passage") if block.mark]
    assert len(marked) == 2
    assert "2 plaatsen in 2 passages" in soup.select_one(".places").text  # type: ignore[union-attr]
    assert marked[0].select_one(".passage__next")["href"] == f"#{marked[1]['id']}"  # type: ignore[union-attr,index]
    assert marked[1].select_one(".passage__next") is None


def test_words_that_are_not_there_are_said(client: FlaskClient) -> None:
    assert "staat niet in dit document" in soup_of(client, f"{PASSAGE_URL}?q=kernenergie").text


def test_a_query_that_cannot_be_read_still_shows_the_document(client: FlaskClient) -> None:
    soup = soup_of(client, f"{PASSAGE_URL}?q=(open")
    assert "konden niet gemarkeerd worden" in soup.text
    assert len(soup.select(".passage")) == 5


def test_details_name_file_hash_reader_and_licence(client: FlaskClient) -> None:
    text = soup_of(client, PASSAGE_URL).select_one(".details").text  # type: ignore[union-attr]
    for words in ("dreigingsbeeld-8.pdf", "CC0-1.0", "11 juni 2024", "Nederlands", "test"):
        assert words in text
    assert file_hash(PDF_BYTES) in text


def test_earlier_versions_of_the_file_are_listed(client: FlaskClient) -> None:
    soup = soup_of(client, "/document/verslag")
    links = [str(link["href"]) for link in soup.select(".details a")]
    assert links == [f"/document/verslag/origineel/{file_hash(data)[:8]}" for data in (b"twee", b"een")]
    with client.get(links[1]) as response:
        assert response.data == b"een"


def test_mentions_lead_to_a_search(client: FlaskClient) -> None:
    links = [str(link["href"]) for link in soup_of(client, PASSAGE_URL).select(".document-about .index-list a")]
    assert "/zoek?fenomeen=rechts-extremisme" in links
    assert client.get("/zoek?fenomeen=rechts-extremisme").status_code == 200


def test_a_pdf_opens_in_the_browser(client: FlaskClient) -> None:
    response = client.get(f"{PASSAGE_URL}/origineel")
    assert response.content_type == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("inline")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    response.close()


def test_html_is_only_ever_downloaded(client: FlaskClient) -> None:
    response = client.get("/document/noordergouw-vraag-412/origineel")
    assert response.content_type == "application/octet-stream"
    assert response.headers["Content-Disposition"] == "attachment; filename=vraag-412.html"
    response.close()


def test_an_original_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    assert client.get("/document/kwaad/origineel").status_code == 404
    assert client.get("/document/verslag/origineel/ffffffff").status_code == 404
    assert client.get("/document/verslag/origineel/0").status_code == 404


def test_a_document_taken_out_is_gone_and_its_file_with_it(client: FlaskClient) -> None:
    assert client.get("/document/weg").status_code == 410
    assert client.get(f"/document/weg/origineel/{'0' * 8}").status_code == 410
    assert client.get("/document/nooit-geweest").status_code == 404


def test_the_details_say_in_dutch_where_each_fact_was_found(client: FlaskClient) -> None:
    lines = [line.text for line in soup_of(client, PASSAGE_URL).select(".about dd li") if not line.a]
    assert lines[:6] == [
        "Reeks herkend aan titelblad: ‘Dreigingsbeeld 8’",
        "Titel gelezen op p. 3",
        "Datum gelezen op p. 4: ‘Zandhove, 11 juni 2024’",
        "Land volgt uit de reeks of de vorm van het document",
        "Periode gelezen op p. 3: ‘<b>jaar</b> 2023’",
        "Licentie opgegeven bij het inlezen",
    ]
    assert lines[6] == "Minister: minister van Voorbeelden (afgeleid uit het adres)"
    other = soup_of(client, "/document/noordergouw-vraag-412")
    assert "Waar deze gegevens staan" not in other.text


def test_a_letter_and_its_annex_lead_to_each_other(client: FlaskClient) -> None:
    annex, letter = PASSAGE_URL, "/document/noordergouw-vraag-412"
    for page, name, other in ((annex, "Bijlage bij", letter), (letter, "Bijlagen bij deze brief", annex)):
        row = next(row for row in soup_of(client, page).select(".about dl > div") if row.dt and row.dt.text == name)
        assert [link["href"] for link in row.select("a")] == [other]
    assert "Bijlage" not in soup_of(client, "/document/kwaad").text


def test_a_document_says_what_it_is_about_with_how_often(client: FlaskClient) -> None:
    soup = soup_of(client, PASSAGE_URL)
    topics = soup.select(".topics li")
    assert 0 < len(topics) <= 5
    assert all(
        "/fenomeen/" in str(topic.a["href"]) and topic.select('a[href*="fenomeen="]') for topic in topics if topic.a
    )
    assert all("vermelding" in topic.text and "per 10.000 woorden" in topic.text for topic in topics)
    assert soup.select_one(".topics h2").text == "Waarover gaat dit"  # type: ignore[union-attr]
