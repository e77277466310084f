"""Which files are read, and what is given for them."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import UsageError
from indexer.sources import MANIFEST, find_sources


def test_folders_are_walked_in_order_and_hidden_files_passed_over(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".verborgen", "map/c.txt", ".git/d.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("x", "utf-8")
    found = find_sources([tmp_path, tmp_path / "a.txt"])
    assert [one.path.name for one in found] == ["a.txt", "b.txt", "c.txt"]


def test_a_manifest_says_what_is_read_and_what_is_known(tmp_path: Path) -> None:
    for name in ("nota.txt", "kladje.txt"):
        (tmp_path / name).write_text("x", "utf-8")
    (tmp_path / MANIFEST).write_text(
        "- file: nota.txt\n  title: Nota\n  published: 2023-05-12\n  edition: 7\n", "utf-8"
    )
    (found,) = find_sources([tmp_path])
    assert found.given == {"title": "Nota", "published": "2023-05-12", "edition": "7"}
    (alone,) = find_sources([tmp_path / "nota.txt"])
    assert alone.given == found.given


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        ("file: nota.txt", "must be a YAML list"),
        ("- title: Nota", "must be a YAML list"),
        ("- file: weg.txt", "lists weg.txt, which is not there"),
        ("- file: nota.txt\n  kleur: rood", "unknown field kleur"),
        ("- file: nota.txt\n  published: gisteren", "published must be an ISO date"),
        ("- file: [", "must be a YAML list"),
    ],
)
def test_a_wrong_manifest_is_refused_with_the_reason(tmp_path: Path, manifest: str, message: str) -> None:
    (tmp_path / "nota.txt").write_text("x", "utf-8")
    (tmp_path / MANIFEST).write_text(manifest, "utf-8")
    with pytest.raises(UsageError, match=message):
        find_sources([tmp_path])


def test_a_path_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"weg\.pdf does not exist"):
        find_sources([tmp_path / "weg.pdf"])
