"""A real Chromium against the real application over the sample documents; skipped, saying so, where there is none."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from werkzeug.serving import make_server

from corpus.settings import read_settings
from indexer.ingest import ingest
from indexer.rebuild import sync_index
from indexer.sources import find_sources
from indexer.workspace import Workspace
from search_app import create_app

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark every test of this folder as one that needs a browser."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium: at CHROMIUM, else on the path."""
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    executable = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    if not executable or not Path(executable).exists():
        pytest.skip("no Chromium here: install one, or set CHROMIUM to where it is")
    with sync_api.sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def site(browser: Browser, samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the application over the sample documents, freshly ingested."""
    settings = read_settings(
        {"data": str(tmp_path_factory.mktemp("browser") / "data"), "model": "none", "ocr": "none"}, {}
    )
    with Workspace.open(settings) as workspace:
        outcomes = list(ingest(workspace, find_sources([samples])))
        assert any(outcome.passages for outcome in outcomes)
        sync_index(workspace.store, workspace.generations, settings.engine)
        server = make_server("127.0.0.1", 0, create_app(settings, workspace), threaded=True)
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.port}"
        server.shutdown()
        thread.join()
        server.server_close()


#: What goes wrong in a page without a test looking for it: refused by the policy, script errors, requests elsewhere.
Problems = list[str]


@pytest.fixture
def open_page(browser: Browser, site: str) -> Iterator[Callable[..., Page]]:
    """Opens pages (width, color_scheme, java_script_enabled, ...); at the end none of them may have had a problem."""
    contexts: list[BrowserContext] = []
    problems: Problems = []

    def open_one(address: str = "/", *, width: int = 1280, base: str = site, **options: object) -> Page:
        context = browser.new_context(viewport={"width": width, "height": 900}, **options)  # type: ignore[arg-type]  # passed through
        contexts.append(context)
        page = context.new_page()
        page.on("request", lambda request: _check_address(request.url, base, problems))
        page.on("pageerror", lambda error: problems.append(f"script error: {error}"))
        page.on("console", lambda message: _check_message(message.text, message.type, problems))
        page.goto(f"{base}{address}")
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert problems == []


def _check_address(url: str, base: str, problems: Problems) -> None:
    if not url.startswith((base, "data:", "blob:", "about:")):
        problems.append(f"request elsewhere: {url}")


def _check_message(text: str, kind: str, problems: Problems) -> None:
    # A page that is itself an error (400, 404) is reported by the browser as a resource that failed to load.
    if kind == "error" and "Failed to load resource" not in text:
        problems.append(f"{kind}: {text}")


@pytest.fixture
def passage_address(open_page: Callable[..., Page]) -> str:
    """The address of a passage on a page of a PDF."""
    page = open_page("/zoek?q=rechts-extremisme&soort=dreigingsbeeld")
    address = page.locator(".found__place a", has_text="Citeer").first.get_attribute("href")
    assert address
    return address


@pytest.fixture
def document_address(open_page: Callable[..., Page]) -> str:
    """The address of a document that is a PDF, with words marked."""
    page = open_page("/zoek?q=rechts-extremisme&soort=dreigingsbeeld")
    address = page.locator(".hit h2 a").first.get_attribute("href")
    assert address
    return address
