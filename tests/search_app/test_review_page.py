"""Klopt niet: off by default; with a reviewer's code a tag goes and stays away."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from corpus.model import Document, Mention, MentionKind
from corpus.settings import read_settings
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app

CODE = "een-lange-willekeurige-code"


@pytest.fixture
def mentions(make_document: Callable[..., Document]) -> tuple[Document, list[Mention]]:
    made = make_document("nota", ["Er is overleg over polarisatie in de wijk."])
    return made, [
        Mention(made.passages[0].id, 20, 31, "polarisatie", MentionKind.PHENOMENON, "polarisatie", "rule:test@1")
    ]


def _workspace(tmp_path: Path, mentions: tuple[Document, list[Mention]], reviewers: str) -> Workspace:
    workspace = Workspace.open(read_settings({"data": str(tmp_path / "data"), "reviewers": reviewers}, {}))
    workspace.store.put(*mentions)
    sync_index(workspace.store, workspace.generations, workspace.settings.engine)
    return workspace


def _post(client: FlaskClient, passage: str, code: str = CODE, **changed: str) -> int:
    form = {
        "passage": passage,
        "kind": "phenomenon",
        "concept": "polarisatie",
        "surface": "",
        "reason": "een ander begrip",
        "token": code,
    }
    return client.post("/klopt-niet", data=form | changed).status_code


def test_reviewing_is_off_by_default(tmp_path: Path, mentions: tuple[Document, list[Mention]]) -> None:
    passage = mentions[0].passages[0].id
    with _workspace(tmp_path, mentions, "") as workspace:
        client = create_app(workspace.settings, workspace).test_client()
        assert "Klopt niet" not in client.get(f"/passage/{passage}").get_data(as_text=True)
        assert _post(client, passage) == 404
        assert workspace.store.reviews.suppressions() == []


def test_only_a_reviewer_takes_a_tag_away(tmp_path: Path, mentions: tuple[Document, list[Mention]]) -> None:
    file, passage = tmp_path / "reviewers", mentions[0].passages[0].id
    file.write_text(f"# who may review\nJ. Voorbeeld:{hashlib.sha256(CODE.encode()).hexdigest()}\n", "utf-8")
    with _workspace(tmp_path, mentions, str(file)) as workspace:
        client = create_app(workspace.settings, workspace).test_client()
        assert "Klopt niet" in client.get(f"/passage/{passage}").get_data(as_text=True)
        assert _post(client, passage, code="geraden") == 403
        assert _post(client, passage, code="") == 403
        assert _post(client, passage, reason=" ") == 400
        assert _post(client, passage, kind="iets") == 400
        assert _post(client, "nota.bestaatniet.1") == 400
        elsewhere = client.post("/klopt-niet", headers={"Sec-Fetch-Site": "cross-site"}, data={"token": CODE})
        assert elsewhere.status_code == 403
        assert workspace.store.reviews.suppressions() == []
        assert _post(client, passage) == 303
        [written] = workspace.store.reviews.suppressions()
        assert (written.suppression.author, written.suppression.reason) == ("J. Voorbeeld", "een ander begrip")
        assert workspace.store.mentions([passage]) == {}
        assert "Geen passage in dit corpus" in client.get("/zoek?fenomeen=polarisatie").get_data(as_text=True)
        workspace.store.put_mentions("nota", mentions[1])
        assert workspace.store.mentions([passage]) == {}
