"""A house style: loaded after our own, its files sent and no others; without a style sheet the start fails clearly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from corpus.errors import UsageError
from corpus.settings import Settings
from indexer.workspace import Workspace
from search_app import create_app


@pytest.fixture
def theme(tmp_path: Path) -> Path:
    folder = tmp_path / "huisstijl"
    folder.mkdir()
    (folder / "theme.css").write_text(":root { --accent: #00594c; }", "utf-8")
    (folder / "logo.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>', "utf-8")
    (folder / "geheim.txt").write_text("geheim", "utf-8")
    return folder


def test_the_style_of_the_house_comes_last_and_its_sign_before_the_name(
    settings: Settings, workspace: Workspace, theme: Path
) -> None:
    client = create_app(replace(settings, theme=str(theme)), workspace).test_client()
    page = BeautifulSoup(client.get("/").text, "lxml")
    styles = [str(link["href"]) for link in page.select("link[rel=stylesheet]")]
    assert styles[-1].startswith("/thema/theme.css?v=")
    sign = str(page.select_one(".brand img")["src"])  # type: ignore[index]
    with client.get(styles[-1]) as style, client.get(sign) as logo:
        assert "--accent" in style.text
        assert "<svg" in logo.text


@pytest.mark.parametrize("name", ["geheim.txt", "../huisstijl/geheim.txt", "..%2f..%2fetc%2fpasswd", "weg.css"])
def test_nothing_else_of_the_folder_is_sent(settings: Settings, workspace: Workspace, theme: Path, name: str) -> None:
    client = create_app(replace(settings, theme=str(theme)), workspace).test_client()
    assert client.get(f"/thema/{name}").status_code == 404


def test_a_folder_without_style_sheet_is_refused_with_what_to_do(
    settings: Settings, workspace: Workspace, tmp_path: Path
) -> None:
    with pytest.raises(UsageError, match=r"theme\.css"):
        create_app(replace(settings, theme=str(tmp_path)), workspace)
