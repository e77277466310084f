"""A marked file is set apart before anything of it is stored; a person decides, never about a classified one."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from reportlab.pdfgen.canvas import Canvas

from corpus.errors import NotFoundError, ReadingError, UsageError
from corpus.model import Document
from indexer.cli import group
from indexer.ingest import Status, ingest
from indexer.parsing import parse, read
from indexer.parsing.markings import Level, find_marking
from indexer.quarantine import release
from indexer.sandbox import Job, ParserPool
from indexer.sources import find_sources
from indexer.workspace import Workspace

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
LINKED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
BODY = "\n\n".join(f"In gesprek {number} kwamen de zorgen van bewoners over hun buurt aan bod." for number in range(30))


def _found(data: bytes, name: str) -> tuple[str, str]:
    reading, form = read(data, name)
    marking = find_marking(reading, data, form)
    return (marking.text, marking.level.value) if marking else ("", "")


def _pdf(*, head: str = "", front: str = "", last: str = "", title: str = "") -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    canvas.setTitle(title)
    for page in range(1, 5):
        if head:
            canvas.drawCentredString(297, 815, head)
        canvas.setFont("Helvetica", 18)
        canvas.drawString(60, 740, front if page == 1 and front else f"Deel {page}")
        canvas.setFont("Helvetica", 11)
        for line in range(20):
            canvas.drawString(
                60, 700 - 16 * line, f"Op bladzijde {page} staat in regel {line} gewone tekst over buurten."
            )
        if last and page == 4:
            canvas.drawString(60, 200, last)
        canvas.drawString(297, 30, str(page))
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _docx(text: str, header: str = "", *, kind: str = "default", settings: str = "") -> bytes:
    def part(name: str, content: str) -> str:
        return f'<w:{name} xmlns:w="{WORD}" xmlns:r="{LINKED}">{content}</w:{name}>'

    def paragraphs(lines: str) -> str:
        return "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines.split("\n\n"))

    ends = f'<w:sectPr><w:headerReference w:type="{kind}" r:id="rId1"/></w:sectPr>' if header else ""
    members = {
        "word/document.xml": part("document", f"<w:body>{paragraphs(text)}{ends}</w:body>"),
        "word/_rels/document.xml.rels": '<Relationships><Relationship Id="rId1" Target="header1.xml"/></Relationships>',
        "word/settings.xml": part("settings", settings),
    }
    if header:
        members["word/header1.xml"] = part("hdr", paragraphs(header))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return buffer.getvalue()


MARKED = {
    "hoofd.pdf": (_pdf(head="VERTROUWELIJK"), "classified"),
    "hoofd-met-blad.pdf": (_pdf(head="Stg. GEHEIM - exemplaar 2 van 9"), "classified"),
    "voorblad.pdf": (_pdf(front="ZEER GEHEIM (wet van 11 december 1998)"), "classified"),
    "laatste.pdf": (_pdf(last="BEPERKTE VERSPREIDING"), "restricted"),
    "titel.pdf": (_pdf(title="Dep. VERTROUWELIJK"), "classified"),
    "oranje.pdf": (_pdf(head="Buurtbeeld 2024 | TLP:AMBER"), "restricted"),
    "eerste-regel.txt": (f"VERTROUWELIJK\nNota aan de raad\n\n{BODY}".encode(), "classified"),
    "kop.txt": (f"# title: Nota\n# markering: GEHEIM\n\n{BODY}".encode(), "classified"),
    "midden.txt": (f"{BODY}\n\nDepartementaal Vertrouwelijk\n\n{BODY}".encode(), "classified"),
    "groen.txt": (f"Nota\n\nTLP:GREEN\n\n{BODY}".encode(), "restricted"),
    "balk.html": (
        f"<html><body><header><div>TLP:RED</div></header><main><h1>Nota</h1><p>{BODY}</p></main></body></html>".encode(),
        "restricted",
    ),
    "zin.html": (
        f"<html><body><main><p>Dit document is gerubriceerd als Stg. CONFIDENTIEEL.</p><p>{BODY}</p></main>".encode(),
        "classified",
    ),
    "kop.docx": (_docx(BODY, "Beperkte verspreiding (KB 24 maart 2000)"), "restricted"),
    "navo.docx": (_docx(BODY, "NATO RESTRICTED"), "classified"),
    "gespatieerd.docx": (_docx(f"G E H E I M\n\n{BODY}"), "classified"),
}


@pytest.mark.parametrize("name", MARKED)
def test_a_marking_is_found_wherever_it_is_printed(name: str) -> None:
    data, level = MARKED[name]
    assert _found(data, name)[1] == level


UNMARKED = {
    "over-de-wet.txt": "De wet kent de niveaus BEPERKT, VERTROUWELIJK, GEHEIM en ZEER GEHEIM.\n\n"
    "Wie een stuk met het niveau zeer geheim wil lezen, heeft een machtiging nodig.",
    "opsomming.txt": "Niveaus van classificatie\n\nBEPERKT\n\nVoor kleine schade.\n\nVERTROUWELIJK\n\nVoor schade.\n\n"
    "GEHEIM\n\nVoor ernstige schade.\n\nZEER GEHEIM\n\nVoor zeer ernstige schade.",
    "kleuren.html": "<html><body><main><h1>Het stoplicht</h1><table><tr><td>TLP:RED</td></tr>"
    "<tr><td>TLP:AMBER</td></tr><tr><td>TLP:GREEN</td></tr></table><p>Dat zijn de kleuren.</p></main></body></html>",
    "gewoon.txt": "Vertrouwelijk omgaan met meldingen\n\nBeperkt\n\n"
    "Wat vertrouwelijk is, blijft geheim.\n\nGEHEIMHOUDING",
    "opgeheven.txt": f"Gederubriceerd op 3 mei 2020, voorheen Stg. GEHEIM.\n\n{BODY}",
}


@pytest.mark.parametrize("name", UNMARKED)
def test_a_text_about_markings_bears_none(name: str) -> None:
    assert _found(UNMARKED[name].encode(), name) == ("", "")


def test_a_head_that_word_does_not_print_marks_nothing() -> None:
    assert _found(_docx(BODY, "VERTROUWELIJK", kind="even"), "a.docx") == ("", "")
    set_apart = _docx(BODY, "VERTROUWELIJK", kind="even", settings="<w:evenAndOddHeaders/>")
    assert _found(set_apart, "a.docx") == ("VERTROUWELIJK", "classified")


def test_a_free_label_is_kept_with_the_document() -> None:
    assert parse(f"TLP:CLEAR\n\n{BODY}".encode(), "vrij.txt").metadata.marking == "TLP:CLEAR"


def _write(folder: Path, name: str, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(data)
    return folder / name


def test_nothing_of_a_marked_file_is_stored(workspace: Workspace, tmp_path: Path) -> None:
    secret = f"VERTROUWELIJK\n\n{BODY}\n\nHet codewoord is Kievitsbloem.".encode()
    path = _write(tmp_path / "in", "nota.txt", secret)
    _write(tmp_path / "in", "gewoon.txt", BODY.encode())
    outcomes = {Path(one.source).name: one for one in ingest(workspace, find_sources([tmp_path / "in"]))}
    assert outcomes["nota.txt"].status is Status.QUARANTINED
    assert outcomes["gewoon.txt"].status is Status.ADDED
    (found,) = workspace.store.quarantine()
    assert (found.source, found.marking, found.level) == (path.resolve().as_uri(), "VERTROUWELIJK", Level.CLASSIFIED)
    kept = [one for one in workspace.folder.rglob("*") if one.is_file() and b"Kievitsbloem" in one.read_bytes()]
    assert kept == []
    listed = json.loads((workspace.folder / "quarantine.json").read_text("utf-8"))
    assert [one["sha256"] for one in listed] == [found.sha256]
    assert workspace.store.failures() == []


def test_a_document_that_turns_out_to_be_marked_leaves_no_trace(workspace: Workspace, tmp_path: Path) -> None:
    data = f"GEHEIM\n\n{BODY}\n\nHet codewoord is Kievitsbloem.".encode()
    path = _write(tmp_path, "nota.txt", data)
    (source,) = find_sources([path])
    unseen = parse(data.replace(b"GEHEIM\n", b"Geheim\n"), "nota.txt")
    stored = Document(**{field: getattr(unseen, field) for field in Document.__dataclass_fields__} | {
        "file": parse(BODY.encode(), "nota.txt").file.__class__(_sha(data), "nota.txt", "text/plain", len(data)),
        "reader": "txt 0",
    })  # fmt: skip
    workspace.originals.put(data)
    workspace.store.put(stored, source=source.source)
    (outcome,) = ingest(workspace, [source])
    assert outcome.status is Status.QUARANTINED
    assert workspace.store.totals().documents == 0
    assert workspace.store.retired(stored.passages[0].id) is None
    assert not workspace.originals.path(_sha(data)).exists()


def _sha(data: bytes) -> str:
    import hashlib

    return hashlib.sha256(data).hexdigest()


def test_a_person_can_let_a_restricted_file_in_and_its_label_stays(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(tmp_path, "nota.txt", f"Nota\n\nBEPERKTE VERSPREIDING\n\n{BODY}".encode())
    list(ingest(workspace, find_sources([path])))
    (found,) = workspace.store.quarantine()
    with pytest.raises(UsageError, match="--by"):
        release(workspace, found.sha256, by=" ", reason="vrijgegeven")
    assert [one.status for one in ingest(workspace, find_sources([path]))] == [Status.QUARANTINED]
    release(workspace, found.sha256[:10], by="J. Voorbeeld", reason="vrijgegeven door de afzender")
    (outcome,) = ingest(workspace, find_sources([path]))
    assert outcome.status is Status.ADDED
    record = workspace.store.document(outcome.document)
    assert record is not None
    assert record.metadata.marking == "BEPERKTE VERSPREIDING"
    (kept,) = workspace.store.quarantine()
    assert (kept.released_by, kept.released_reason) == ("J. Voorbeeld", "vrijgegeven door de afzender")
    assert kept.released_at


def test_nobody_can_let_a_classified_file_in(workspace: Workspace, tmp_path: Path) -> None:
    path = _write(tmp_path, "nota.txt", f"Stg. GEHEIM\n\n{BODY}".encode())
    list(ingest(workspace, find_sources([path])))
    (found,) = workspace.store.quarantine()
    with pytest.raises(UsageError, match="never let in"):
        release(workspace, found.sha256, by="J. Voorbeeld", reason="ik wil het lezen")
    workspace.store.release(found.sha256, by="J. Voorbeeld", reason="langs een omweg")  # as by hand in the database
    assert [one.status for one in ingest(workspace, find_sources([path]))] == [Status.QUARANTINED]
    with pytest.raises(ReadingError, match="markering"):
        parse(path.read_bytes(), "nota.txt", released=found.marking)


def test_a_file_that_is_not_in_quarantine_cannot_be_let_in(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError, match="quarantine list"):
        release(workspace, "0123456789", by="J. Voorbeeld", reason="vrijgegeven")


def test_two_copies_of_a_marked_file_are_both_set_apart(workspace: Workspace, tmp_path: Path) -> None:
    for name in ("een.txt", "twee.txt"):
        _write(tmp_path, name, f"TLP:AMBER\n\n{BODY}".encode())
    outcomes = list(ingest(workspace, find_sources([tmp_path / "een.txt", tmp_path / "twee.txt"])))
    assert [one.status for one in outcomes] == [Status.QUARANTINED] * 2
    assert workspace.store.quarantine()[0].marking == "TLP:AMBER"
    assert workspace.store.totals().documents == 0


def test_the_commands_list_and_release(tmp_path: Path) -> None:
    path = _write(tmp_path, "nota.txt", f"TLP:GREEN\n\n{BODY}".encode())
    data = ["--data", str(tmp_path / "data")]
    runner = CliRunner()
    done = runner.invoke(group, ["ingest", str(path), "--quiet", "--model", "none", *data])
    assert done.exit_code == 4
    assert "Quarantine (nothing of it was stored): 1" in done.output
    listed = json.loads(runner.invoke(group, ["quarantine", "list", "--json", *data]).output)
    assert [(one["marking"], one["level"]) for one in listed] == [("TLP:GREEN", "restricted")]
    said = ["--by", "J. Voorbeeld", "--reason", "de afzender stemt in"]
    assert runner.invoke(group, ["quarantine", "release", listed[0]["sha256"][:12], *said, *data]).exit_code == 0
    assert "let in by J. Voorbeeld" in runner.invoke(group, ["quarantine", "list", *data]).output
    assert runner.invoke(group, ["ingest", str(path), "--quiet", "--model", "none", *data]).exit_code == 0


def test_no_sample_and_no_real_text_is_set_apart(shared: Path, samples: Path) -> None:
    """The PDFs are held to the same in `python -m benchmarks.parsing.mutations`."""
    folders = [
        shared / "realdocs" / part for part in ("texts/be-kamer", "texts/be-qrva", "texts/be-vlreg", "texts/nl-kv")
    ]
    folders += [shared / "realdocs" / "docx", shared / "realdocs" / "html"]
    paths = [path for folder in folders for path in sorted(folder.iterdir())]
    paths += [source.path for source in find_sources([samples])]
    with ParserPool(2, 60, 1500) as pool:
        ended = {job.name: result for job, result in pool.run(Job(path, path.name) for path in paths)}
    marked = [name for name, one in ended.items() if isinstance(one, ReadingError) and one.reason == "marked"]
    assert len(ended) > 150
    assert marked == []
