"""Originals are kept once, unchanged, under their hash."""

from __future__ import annotations

from pathlib import Path

from corpus.identity import file_hash
from corpus.originals import Originals


def test_what_is_kept_can_be_read_and_is_kept_once(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    name = originals.put(b"inhoud")
    moment = originals.path(name).stat().st_mtime_ns
    assert name == file_hash(b"inhoud")
    assert originals.put(b"inhoud") == name
    assert originals.path(name).stat().st_mtime_ns == moment
    assert originals.read(name) == b"inhoud"
    assert originals.damaged() == []


def test_a_changed_original_is_noticed(tmp_path: Path) -> None:
    originals = Originals(tmp_path)
    name = originals.put(b"inhoud")
    originals.path(name).write_bytes(b"inhoud!")
    assert originals.damaged() == [name]
