"""One picture of every page over the sample documents, for the README and for looking at: `make screenshots`."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urljoin

from playwright.sync_api import Page, sync_playwright
from werkzeug.serving import make_server

from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.rebuild import sync_index
from indexer.sources import find_sources
from indexer.workspace import Workspace
from search_app import create_app

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "screenshots"
_QUERY = "/zoek?q=rechts-extremisme+gemeente"
_QUOTES = (
    "Het actieplan zegt: \u201cEen actieve overtuiging, hoe uitgesproken ook, is een extremisme\u201d (p. 1). "
    "Er staat ook: \u201cInlichtingenwerk, opsporing en vervolging blijven een federale bevoegdheid\u201d."
)


def _passage(page: Page) -> None:
    page.goto(urljoin(page.url, _QUERY))
    page.locator(".found__place a:last-child").first.click()


def _collect(page: Page) -> None:
    _passage(page)
    page.get_by_role("button", name="Zet op mijn citatenlijst").click()
    page.locator("#citatenlijst a").click()


def _check(page: Page) -> None:
    page.get_by_label("Tekst met citaten").fill(_QUOTES)
    page.get_by_role("button", name="Controleer citaten").click()


def _suggest(page: Page) -> None:
    page.locator("#zoek").press_sequentially("polar")
    page.get_by_role("option").first.wait_for()


#: Name of the picture -> address, and what to do there.
PAGES: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "home": ("/", None),
    "suggesties": ("/", _suggest),
    "zoek": (_QUERY, None),
    "zoek-per-passage": (f"{_QUERY}&toon=passages&sorteer=nieuwste", None),
    "niets-gevonden": ("/zoek?q=xyzzy+gemeente&land=BE", None),
    "passage": ("/", _passage),
    "citatenlijst": ("/", _collect),
    "citaatcontrole": ("/citaatcontrole", _check),
    "zoekverantwoording": ("/zoekverantwoording?q=rechts-extremisme+gemeente", None),
    "document": ("/document/vbd-dreigingsbeeld-8", None),
    "vergelijken": ("/vergelijk?fenomeen=rechts-extremisme&van=2022", None),
    "reeks": ("/reeks/vbd-dreigingsbeeld?fenomeen=rechts-extremisme", None),
    "verschil": ("/reeks/vbd-dreigingsbeeld/verschil?van=vbd-dreigingsbeeld-7&met=vbd-dreigingsbeeld-8", None),
    "begrippen": ("/begrippen", None),
    "organisatie": ("/organisatie/org:bond-vrije-akker", None),
    "fenomeen": ("/fenomeen/rechts-extremisme", None),
    "bronnen": ("/bronnen", None),
    "help": ("/help", None),
}
_WIDTHS = {"": 1280, "-telefoon": 390}


def main() -> None:
    """Ingest the samples in a folder of their own, serve them and take the pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings({"data": folder}, {})
        with Workspace.open(settings) as workspace:
            list(ingest(workspace, find_sources([ROOT / "corpus" / "samples"])))
            sync_index(workspace.store, workspace.generations, settings.engine)
            logging.getLogger("werkzeug").setLevel(logging.WARNING)
            server = make_server("127.0.0.1", 0, create_app(settings, workspace), threaded=True)
            thread = threading.Thread(target=server.serve_forever)
            thread.start()
            try:
                _take(f"http://127.0.0.1:{server.port}", executable)
            finally:
                server.shutdown()
                thread.join()
                server.server_close()


def _take(address: str, executable: str | None) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable)
        for suffix, width in _WIDTHS.items():
            for name, (path, act) in PAGES.items():
                context = browser.new_context(viewport={"width": width, "height": 860})
                page = context.new_page()
                page.goto(address + path)
                if act is not None:
                    act(page)
                    page.wait_for_load_state()
                page.screenshot(path=FOLDER / f"{name}{suffix}.png")
                context.close()
                print(FOLDER.relative_to(ROOT) / f"{name}{suffix}.png")
        browser.close()


if __name__ == "__main__":
    main()
