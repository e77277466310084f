"""Every page for everyone: axe without a complaint, nothing wider than the screen, in light, dark and narrow."""

from __future__ import annotations

from collections.abc import Callable

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


@pytest.mark.parametrize("address", ["zoek", "document", "passage"], indirect=True)
def test_a_window_of_half_a_screen_shows_all_of_it(open_page: OpenPage, address: str) -> None:
    """As a text size of 200 % on a laptop does."""
    assert wider_than_the_screen(open_page(address, width=640)) == 0
