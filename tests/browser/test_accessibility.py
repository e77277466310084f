"""Every page for everyone: axe without a complaint, nothing wider than the screen, in light, dark and narrow."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page

axe_module = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is missing")

OpenPage = Callable[..., Page]

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
NAMED = {
    "home": "/",
    "zoek": "/zoek?q=rechts-extremisme+gemeente&land=BE&land=NL",
    "zoek zonder resultaat": "/zoek?q=xyzzy+gemeente&land=BE",
    "zoekfout": "/zoek?q=%28gemeente",
    "zoek per passage": "/zoek?q=extremisme&toon=passages",
    "citaatcontrole": "/citaatcontrole",
    "lege citatenlijst": "/citatenlijst",
    "vergelijken": "/vergelijk?fenomeen=rechts-extremisme&fenomeen=soevereinen&van=2022",
    "vergelijken per editie": "/vergelijk?fenomeen=jihadisme&rij=editie",
    "reeksen": "/reeksen",
    "reeks": "/reeks/vbd-dreigingsbeeld?fenomeen=rechts-extremisme",
    "verschil": "/reeks/vbd-dreigingsbeeld/verschil?van=vbd-dreigingsbeeld-7&met=vbd-dreigingsbeeld-8",
    "begrippen": "/begrippen",
    "organisatie": "/organisatie/org:bond-vrije-akker",
    "instelling": "/instelling/livc-r",
    "fenomeen": "/fenomeen/extremisme",
    "fenomeen zonder vermelding": "/fenomeen/incel",
    "rectificaties": "/rectificaties",
    "bronnen": "/bronnen",
    "help": "/help",
    "toegankelijkheid": "/toegankelijkheid",
    "niet gevonden": "/bestaat-niet",
}
PAGES = [*NAMED, "document", "passage"]


@pytest.fixture
def address(request: pytest.FixtureRequest) -> str:
    """The address of a page by its name."""
    name: str = request.param
    return NAMED[name] if name in NAMED else request.getfixturevalue(f"{name}_address")


def violations(page: Page) -> list[str]:
    found = axe_module.Axe().run(page, options={"runOnly": {"type": "tag", "values": TAGS}})
    return [
        f"{one['id']} ({one['impact']}): {node['html'][:160]}"
        for one in found.response["violations"]
        for node in one["nodes"]
    ]


def unfold(page: Page) -> None:
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")


def wider_than_the_screen(page: Page) -> int:
    width: int = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    return max(width, 0)


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_axe_finds_nothing_in_light_and_dark(open_page: OpenPage, address: str) -> None:
    page = open_page(address)
    assert violations(page) == []
    page.emulate_media(color_scheme="dark")
    assert violations(page) == []


@pytest.mark.parametrize("address", PAGES, indirect=True)
def test_a_phone_shows_all_of_it_also_what_is_folded(open_page: OpenPage, address: str) -> None:
    page = open_page(address, width=320)
    assert wider_than_the_screen(page) == 0
    unfold(page)
    assert wider_than_the_screen(page) == 0
    assert violations(page) == []
    page.set_viewport_size({"width": 390, "height": 844})
    assert wider_than_the_screen(page) == 0


def test_what_was_checked_and_collected_can_be_used_by_everyone(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address, width=320)
    page.get_by_role("button", name="Zet op mijn citatenlijst").click()
    quoted = " ".join(page.locator("blockquote").first.inner_text().split())
    for address in ("/citatenlijst", "/citaatcontrole"):
        page.goto(urljoin(page.url, address))
        if address == "/citaatcontrole":
            page.get_by_label("Tekst met citaten").fill(f"\u201c{quoted}\u201d \u201c{quoted} en niet meer\u201d")
            page.get_by_role("button", name="Controleer citaten").click()
        assert wider_than_the_screen(page) == 0
        assert violations(page) == []
        page.emulate_media(color_scheme="dark")
        assert violations(page) == []


@pytest.mark.parametrize("width", [320, 1280])
def test_open_suggestions_are_accessible_and_stay_on_the_screen(open_page: OpenPage, width: int) -> None:
    page = open_page(width=width)
    page.get_by_role("combobox", name="Zoek een woord, een naam of een zin").press_sequentially("ex")
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    assert wider_than_the_screen(page) == 0
    assert violations(page) == []


@pytest.mark.parametrize("address", ["zoek", "document", "passage"], indirect=True)
def test_a_window_of_half_a_screen_shows_all_of_it(open_page: OpenPage, address: str) -> None:
    """As a text size of 200 % on a laptop does."""
    assert wider_than_the_screen(open_page(address, width=640)) == 0
