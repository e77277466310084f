"""What holds for every page: headers, escaping, errors in Dutch, static files, health."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from corpus.model import Passage
from corpus.settings import Settings, read_settings
from indexer.workspace import Workspace
from search_app import create_app
from search_app.headers import HEADERS

ADDRESSES = [
    "/",
    "/zoek",
    "/zoek?q=gemeente",
    "/zoek?q=%28gemeente",
    "/zoek?van=&q=x",
    "/document/vbd-dreigingsbeeld-8",
    "/document/vbd-dreigingsbeeld-8/origineel",
    "/document/noordergouw-vraag-412/origineel",
    "/document/kwaad",
    "/document/weg",
    "/bronnen",
    "/help",
    "/toegankelijkheid",
    "/healthz",
    "/robots.txt",
    "/bestaat-niet",
    "/static/app.css",
    "/static/bestaat-niet.css",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_response_carries_the_security_headers(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS
    assert "Cache-Control" in response.headers
    response.close()


@pytest.mark.parametrize("address", ADDRESSES)
def test_no_page_has_inline_style_or_script_or_anything_from_outside(client: FlaskClient, address: str) -> None:
    response = client.get(address)
    if response.mimetype == "text/html" and response.status_code != 302:  # werkzeug writes a bare page for redirects
        soup = BeautifulSoup(response.text, "html.parser")
        data = "[type='application/ld+json']"  # no program
        assert not soup.select(f"[style], style, script:not([src], {data})")
        assert not [tag for tag in soup.select("*") for name in tag.attrs if name.startswith("on")]
        loaded = [
            tag.get("src") or tag.get("href")
            for tag in soup.select("script, link[rel=stylesheet], link[rel=icon], img")
        ]
        assert loaded
        assert all(str(address).startswith("/static/") for address in loaded if address)
    response.close()


@pytest.mark.parametrize(
    "address", ["/zoek?jaar=2022", "/zoek?q=opmaak", "/document/kwaad", "/document/kwaad?q=opmaak", "/bronnen"]
)
def test_what_stands_in_a_document_is_never_markup(client: FlaskClient, address: str) -> None:
    text = client.get(address).text
    for markup in ('<script>alert("titel")', "<i>Uitgever", "<b>opmaak"):
        assert markup not in text
    assert "&lt;script&gt;alert(" in text or "&lt;b&gt;opmaak" in text


@pytest.mark.parametrize(
    "address", ["/zoek?q={}", "/zoek?land={}", "/zoek?q=%28{}", "/document/kwaad?q={}", "/{}", "/passage/{}"]
)
def test_what_stands_in_an_address_is_never_markup(client: FlaskClient, address: str) -> None:
    assert "<script>x" not in client.get(address.format("%3Cscript%3Ex")).text


def test_the_passage_of_an_evil_document_is_escaped(
    client: FlaskClient, passage_with: Callable[[str, str], Passage]
) -> None:
    passage = passage_with("kwaad", "opmaak")
    text = client.get(f"/passage/{passage.id}").text
    assert "<b>opmaak" not in text
    assert "<script>alert" not in text
    soup = BeautifulSoup(text, "html.parser")
    assert soup.blockquote is not None
    assert soup.blockquote.text == passage.text


@pytest.mark.parametrize(
    ("method", "address", "status", "title"),
    [
        ("GET", "/bestaat-niet", 404, "Deze pagina is er niet"),
        ("GET", "/document/bestaat-niet", 404, "Deze pagina is er niet"),
        ("GET", "/document/weg", 410, "Dit staat niet meer in het corpus"),
        ("POST", "/zoek", 405, "Dat kan hier niet"),
        ("GET", "/zoek?q=" + "x" * 5000, 414, "Dit adres is te lang"),
        ("GET", "/" + "x" * 5000, 414, "Dit adres is te lang"),
    ],
)
def test_errors_are_said_in_dutch(client: FlaskClient, method: str, address: str, status: int, title: str) -> None:
    response = client.open(address, method=method)
    assert response.status_code == status
    soup = BeautifulSoup(response.text, "html.parser")
    assert soup.h1 is not None
    assert soup.h1.text == title
    assert soup.html is not None
    assert soup.html["lang"] == "nl"


def test_a_fault_of_ours_shows_nothing_of_the_inside(settings: Settings, workspace: Workspace) -> None:
    app = create_app(settings, workspace)

    @app.get("/stuk")
    def broken() -> str:
        raise RuntimeError("geheime binnenkant")

    response = app.test_client().get("/stuk")
    assert response.status_code == 500
    assert "Er ging iets mis" in response.text
    assert "binnenkant" not in response.text
    assert {name: response.headers.get(name) for name in HEADERS} == HEADERS


def test_health_tells_generation_and_counts(client: FlaskClient, workspace: Workspace) -> None:
    answer = client.get("/healthz")
    totals = workspace.store.totals()
    assert answer.status_code == 200
    assert answer.json == {
        "status": "ok",
        "store": {
            "ok": True, "documents": totals.documents, "pages": totals.pages, "passages": totals.passages
        },
        "index": {"ok": True, "generation": "gen-0001", "engine": "tantivy", "passages": totals.passages},
    }  # fmt: skip


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """The application over an empty data folder, which has no index."""
    settings = read_settings({"data": str(tmp_path / "leeg")}, {})
    with Workspace.open(settings) as workspace:
        yield create_app(settings, workspace)


def test_without_an_index_it_says_so_and_keeps_standing(empty: Flask) -> None:
    client = empty.test_client()
    health = client.get("/healthz")
    assert health.status_code == 503
    assert health.json is not None
    assert (health.json["store"]["ok"], health.json["index"]["ok"]) == (True, False)
    assert "Dit corpus is nog leeg" in client.get("/").text
    assert client.get("/bronnen").status_code == 200
    search = client.get("/zoek?q=gemeente")
    assert search.status_code == 503
    assert "Zoeken kan nu niet" in search.text


def test_static_files_are_kept_by_the_address_with_their_content(client: FlaskClient) -> None:
    page = client.get("/help").text
    (address,) = re.findall(r'href="(/static/app\.css\?v=[0-9a-f]{10})"', page)
    with client.get(address) as versioned, client.get("/static/app.css") as plain:
        assert versioned.headers["Cache-Control"] == "public, max-age=31536000, immutable"
        assert plain.headers["Cache-Control"] == "public, max-age=3600"


def test_fonts_come_with_their_licence() -> None:
    fonts = Path(__file__).parents[2] / "search_app" / "static" / "fonts"
    for font in fonts.glob("*.woff2"):
        family = font.name.split("-latin-")[0]
        assert "SIL OPEN FONT LICENSE" in (fonts / f"{family}-OFL.txt").read_text("utf-8")


def test_robots_leave_results_alone(client: FlaskClient) -> None:
    assert "Disallow: /zoek" in client.get("/robots.txt").text


def test_home_tells_what_the_corpus_holds(client: FlaskClient) -> None:
    soup = BeautifulSoup(client.get("/").text, "html.parser")
    links = {str(row["href"]) for row in soup.select(".ledger a")}
    assert "/zoek?land=NL&uitgever=Voorbeeldbureau&soort=dreigingsbeeld" in links
    assert all(client.get(link).status_code == 200 for link in links)
    assert soup.select_one('a[href="/zoek?fenomeen=rechts-extremisme"]') is not None


def test_sources_name_what_failed_without_its_folder(client: FlaskClient) -> None:
    text = client.get("/bronnen").text
    assert "scan.pdf" in text
    assert "tekstherkenning" in text
    assert "/home/iemand" not in text


@pytest.mark.parametrize("page", ["0", "-1", "999", "x", "", "1e3"])
def test_a_strange_page_of_sources_still_shows(client: FlaskClient, page: str) -> None:
    assert client.get(f"/bronnen?p={page}").status_code == 200


def test_every_example_on_the_help_page_can_be_searched(client: FlaskClient) -> None:
    links = BeautifulSoup(client.get("/help").text, "html.parser").select("a.query")
    assert len(links) > 10
    for link in links:
        response = client.get(str(link["href"]))
        assert response.status_code in (200, 400), link.text
        if response.status_code == 400:  # a field value that this small corpus does not hold
            assert ":" in link.text


def test_the_contact_stands_at_the_foot_of_every_page(client: FlaskClient) -> None:
    assert 'href="mailto:fouten@voorbeeld.invalid"' in client.get("/help").text


def test_the_web_process_loads_no_model_reader_or_other_engine(settings: Settings, workspace: Workspace) -> None:
    """They cost a second and a hundred megabytes, and a reader of files has no place in a server."""
    script = (
        "import sys; from corpus.settings import read_settings; from search_app import create_app\n"
        "client = create_app(read_settings({'data': sys.argv[1]}, {})).test_client()\n"
        "assert client.get('/zoek?q=gemeente').status_code == 200\n"
        "assert client.get('/document/vbd-dreigingsbeeld-8').status_code == 200\n"
        "print(sorted({'spacy', 'pdfplumber', 'pypdfium2', 'whoosh', 'openpyxl', 'lxml'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[2]
    found = subprocess.run(
        [sys.executable, "-c", script, settings.data], capture_output=True, text=True, cwd=root, check=False
    )
    assert (found.stdout, found.stderr) == ("[]\n", "")
