"""From files to store and index: nothing twice, nothing lost, one bad file never stops a run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.settings import read_settings
from indexer.ingest import Outcome, Status, ingest
from indexer.rebuild import sync_index
from indexer.search import SearchRequest
from indexer.sources import SourceFile, find_sources
from indexer.verify import verify
from indexer.workspace import Workspace


def _write(folder: Path, **texts: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    return folder


def _run(workspace: Workspace, *paths: Path) -> dict[str, Outcome]:
    outcomes = list(ingest(workspace, find_sources(paths)))
    sync_index(workspace.store, workspace.generations, workspace.settings.engine)
    return {Path(one.source).name: one for one in outcomes}


def _found(workspace: Workspace, text: str) -> list[str]:
    with workspace.searcher() as searcher:
        return [hit.document.id for hit in searcher.search(SearchRequest(text=text)).hits]


def test_a_second_run_writes_nothing(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", een="Over polarisatie in de gemeente.", twee="Over terrorisme.")
    assert {one.status for one in _run(workspace, folder).values()} == {Status.ADDED}
    mark = workspace.store.watermark()
    assert {one.status for one in _run(workspace, folder).values()} == {Status.UNCHANGED}
    assert workspace.store.watermark() == mark


def test_a_bad_file_is_reported_and_its_neighbours_are_read(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", een="Over polarisatie.", drie="Over terrorisme.")
    (folder / "twee.pdf").write_bytes(b"%PDF-1.7\nkapot")
    (folder / "vier.bin").write_bytes(bytes(range(256)))
    outcomes = _run(workspace, folder)
    assert outcomes["twee.pdf"].status is Status.FAILED
    assert outcomes["vier.bin"].reason == "unsupported"
    assert {failure.source.rsplit("/", 1)[1] for failure in workspace.store.failures()} == {"twee.pdf", "vier.bin"}
    assert workspace.store.totals().documents == 2
    assert _found(workspace, "terrorisme") == ["drie"]


def test_a_file_that_changed_takes_the_place_of_its_earlier_version(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", nota="Over polarisatie.\n\nDit blijft staan.")
    _run(workspace, folder)
    kept = workspace.store.passages("nota")[-1].passage.id
    _write(folder, nota="Over terrorisme.\n\nDit blijft staan.")
    assert _run(workspace, folder)["nota.txt"].status is Status.UPDATED
    assert _found(workspace, "polarisatie") == []
    assert _found(workspace, "terrorisme") == ["nota"]
    assert workspace.store.passage(kept) is not None
    assert len(workspace.store.versions("nota")) == 2


def test_the_same_bytes_elsewhere_are_not_a_second_document(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", een="Over polarisatie.", twee="Over polarisatie.")
    assert sorted(one.status for one in _run(workspace, folder).values()) == [Status.ADDED, Status.DUPLICATE]
    later = _write(tmp_path / "later", drie="Over polarisatie.")
    assert _run(workspace, later)["drie.txt"].status is Status.DUPLICATE
    assert workspace.store.totals().documents == 1


def test_two_documents_of_one_name_stay_apart(workspace: Workspace, tmp_path: Path) -> None:
    first = _write(tmp_path / "a", nota="Over polarisatie.")
    second = _write(tmp_path / "b", nota="Over terrorisme.")
    _run(workspace, first)
    other = _run(workspace, second)["nota.txt"]
    assert other.status is Status.ADDED
    assert other.document.startswith("nota-")
    assert _run(workspace, second)["nota.txt"].status is Status.UNCHANGED
    assert workspace.store.totals().documents == 2


def test_given_metadata_that_changed_are_read_again(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", nota="Over polarisatie.")
    path = folder / "nota.txt"
    for title, status in (
        ("Eerste titel", Status.ADDED),
        ("Eerste titel", Status.UNCHANGED),
        ("Nieuw", Status.UPDATED),
    ):
        (outcome,) = ingest(workspace, [SourceFile(path, {"title": title})])
        assert outcome.status is status
    record = workspace.store.document("nota")
    assert record is not None
    assert record.metadata.title == "Nieuw"


def test_a_run_that_was_broken_off_goes_on_where_it_stopped(workspace: Workspace, tmp_path: Path) -> None:
    folder = _write(tmp_path / "in", **{f"nota{number}": f"Passage over onderwerp {number}." for number in range(6)})
    run = ingest(workspace, find_sources([folder]))
    done = [next(run), next(run)]
    run.close()  # as an interruption does
    outcomes = _run(workspace, folder)
    unchanged = {one.source for one in outcomes.values() if one.status is Status.UNCHANGED}
    assert {one.source for one in done} <= unchanged
    assert workspace.store.totals().documents == 6
    assert verify(workspace) == []


def test_reading_twice_gives_the_same_ids(samples: Path, filled: Workspace, tmp_path: Path) -> None:
    with Workspace.open(read_settings({"data": str(tmp_path / "ander"), "model": "none", "ocr": "none"}, {})) as other:
        list(ingest(other, find_sources([samples])))
        assert _ids(other) == _ids(filled)


def _ids(workspace: Workspace) -> Sequence[str]:
    return [
        one.passage.id
        for record in workspace.store.documents(order="id")
        for one in workspace.store.passages(record.id)
    ]


@pytest.mark.parametrize("engine", ["tantivy", "whoosh", "memory"])
def test_every_engine_finds_the_same_passages(samples: Path, tmp_path: Path, engine: str, filled: Workspace) -> None:
    with Workspace.open(
        read_settings({"data": str(tmp_path), "model": "none", "ocr": "none", "engine": engine}, {})
    ) as other:
        list(ingest(other, find_sources([samples])))
        sync_index(other.store, other.generations, engine)
        for text in ("rechts-extremisme", "polarisatie gemeente", '"lokale besturen"', "dreig* NIET jaar:2023"):
            with other.searcher() as own, filled.searcher() as reference:
                asked = SearchRequest(text=text)
                found, expected = own.search(asked), reference.search(asked)
            assert (found.passages, found.documents) == (expected.passages, expected.documents)
            assert found.facets == expected.facets
            assert expected.passages > 0
