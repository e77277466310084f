"""A web application over a real data folder: small documents put in the store, indexed, opened."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from corpus.identity import file_hash, passage_ids
from corpus.model import Document, FileVersion, FoundIn, Mention, MentionKind, Origin, Passage, PassageKind, Voice
from corpus.settings import Settings, read_settings
from corpus.store import Annex
from indexer.rebuild import sync_index
from indexer.workspace import Workspace
from search_app import create_app

MakeDocument = Callable[..., Document]

PDF_BYTES = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
HTML_BYTES = b"<!doctype html><title>x</title><script>alert(1)</script><p>Een bericht.</p>"
EVIL_TITLE = '<script>alert("titel")</script> & zoon'

ASSESSMENT = [
    "De dreiging van rechts-extremisme neemt toe in kleine gemeenten.",
    "De burgemeester overlegt met scholen over polarisatie en met de politie over openbare orde.",
    "Jihadisme blijft de grootste dreiging, al is het aantal signalen van jihadisme gedaald.",
    "Online platformen spelen een rol bij radicalisering van minderjarigen.",
    "Er is geen aanwijzing voor een aanslag; rechts-extremisme wordt hier niet gezien.",
    "Gemeenten vragen om een omgevingsanalyse over extremisme.",
]
ORIGINS = (
    Origin("series", "vbd", FoundIn.FRONT, "titelblad: ‘Dreigingsbeeld 8’"),
    Origin("title", "Dreigingsbeeld 8", FoundIn.FRONT, "Dreigingsbeeld 8", 1),
    Origin("published", "2024-06-11", FoundIn.FRONT, "Zandhove, 11 juni 2024", 2),
    Origin("country", "NL", FoundIn.SERIES),
    Origin("period_from", "2023", FoundIn.FRONT, "<b>jaar</b> 2023", 1),
    Origin("period_to", "2023", FoundIn.FRONT, "<b>jaar</b> 2023", 1),
    Origin("licence", "CC0-1.0", FoundIn.GIVEN),
    Origin("minister", "minister van Voorbeelden", FoundIn.ADDRESS, "/minister/"),
)
OLD_WORDS = "Deze zin staat alleen in de eerste versie van het verslag."


def _original(document: Document, data: bytes, name: str, media_type: str) -> Document:
    return replace(document, file=FileVersion(file_hash(data), name, media_type, len(data)))


def _mentions(document: Document, found: Sequence[tuple[str, MentionKind, str]]) -> list[Mention]:
    return [
        Mention(passage.id, match.start(), match.end(), match.group(), kind, concept, "woordenlijst 1")
        for passage in document.passages
        for words, kind, concept in found
        for match in re.finditer(words, passage.text, re.IGNORECASE)
    ]


def _question_and_answer(document: Document) -> Document:
    kinds = ((PassageKind.QUESTION, Voice.QUESTIONER), (PassageKind.ANSWER, Voice.MINISTER))
    passages = tuple(
        replace(passage, kind=kind, voice=voice)
        for passage, (kind, voice) in zip(document.passages, kinds, strict=True)
    )
    return replace(document, passages=passages)


def _over_two_pages(document: Document) -> Document:
    """Let the last passage of page 1 and the first of page 2 be one passage."""
    first, second = document.passages[2], document.passages[3]
    text = f"{first.text} {second.text}"
    joined = replace(first, spans=(*first.spans, *second.spans), text=text, id=passage_ids(document.id, [text])[0])
    passages = (*document.passages[:2], joined, *document.passages[4:])
    return replace(document, passages=tuple(replace(one, ordinal=place) for place, one in enumerate(passages)))


def fill(workspace: Workspace, make: MakeDocument) -> None:
    """Put the documents of these tests into *workspace* and index them."""
    store, originals = workspace.store, workspace.originals
    assessment = make(
        "vbd-dreigingsbeeld-8",
        ASSESSMENT,
        pages=2,
        title="Dreigingsbeeld 8",
        publisher="Voorbeeldbureau",
        country="NL",
        kind="dreigingsbeeld",
        published="2024-06-11",
        licence="CC0-1.0",
        sample=True,
    )
    assessment = _over_two_pages(_original(assessment, PDF_BYTES, "dreigingsbeeld-8.pdf", "application/pdf"))
    assessment = replace(assessment, origins=ORIGINS)
    originals.put(PDF_BYTES)
    concepts = [
        ("rechts-extremisme", MentionKind.PHENOMENON, "rechts-extremisme"),
        ("polarisatie", MentionKind.PHENOMENON, "polarisatie"),
        ("politie", MentionKind.INSTITUTION, "politie"),
    ]
    store.put(assessment, _mentions(assessment, concepts), source="dreigingsbeeld-8.pdf")

    answer = make(
        "noordergouw-vraag-412",
        ["Hoeveel gemeenten hebben een omgevingsanalyse?", "Van de 214 gemeenten hebben er 31 een omgevingsanalyse."],
        title="Vraag over omgevingsanalyse",
        publisher="Parlement van Noordergouw",
        country="BE",
        kind="schriftelijke-vraag",
        published="2023-09",
    )
    answer = _original(_question_and_answer(answer), HTML_BYTES, "vraag-412.html", "text/html")
    originals.put(HTML_BYTES)
    store.put(answer, _mentions(answer, concepts), source="vraag-412.html")

    store.put_annexes(assessment.id, [Annex(assessment.id, answer.id, "Hierbij bied ik u het dreigingsbeeld aan.")])

    evil = make(
        "kwaad",
        ['Een passage met <b>opmaak</b> & "aanhalingstekens" over gemeenten.'],
        title=EVIL_TITLE,
        publisher="<i>Uitgever</i>",
        published="2022",
    )
    store.put(evil, source="kwaad.txt")

    many = [
        make(
            f"gemeente-nota-{number}",
            [
                f"Nota {number} over veiligheid in de gemeente.",
                f"Tweede passage van nota {number} over de gemeenteraad.",
            ],
            title=f"Nota {number}",
            publisher=f"Gemeente {number % 10}",
            country="BE",
            kind="beleidsnota",
            published=f"{2000 + number}-01-01",
        )
        for number in range(1, 25)
    ]
    for document in many:
        store.put(document, source=f"{document.id}.txt")

    earlier = _original(
        make("verslag", ["Dit blijft staan.", OLD_WORDS], title="Verslag"), b"een", "verslag.txt", "text/plain"
    )
    later = _original(
        make("verslag", ["Dit blijft staan.", "Dit is nieuw."], title="Verslag"), b"twee", "verslag.txt", "text/plain"
    )
    for version, data in ((earlier, b"een"), (later, b"twee")):
        originals.put(data)
        store.put(version, source="verslag.txt")

    store.put(make("weg", ["Dit document is weggenomen."], title="Weg"), source="weg.txt")
    store.remove("weg")
    store.put_failure("/home/iemand/geheim/scan.pdf", "0" * 64, "needs-ocr", "Alleen beelden.")
    sync_index(store, workspace.generations, workspace.settings.engine)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """Settings of a data folder of these tests."""
    return read_settings(
        {"data": str(tmp_path_factory.mktemp("web") / "data"), "contact": "fouten@voorbeeld.invalid"}, {}
    )


@pytest.fixture(scope="session")
def workspace(settings: Settings, make_document: MakeDocument) -> Iterator[Workspace]:
    """A filled data folder; tests only read it."""
    with Workspace.open(settings) as opened:
        fill(opened, make_document)
        yield opened


@pytest.fixture(scope="session")
def client(settings: Settings, workspace: Workspace) -> FlaskClient:
    """A browser without JavaScript, for the application over that folder."""
    return create_app(settings, workspace).test_client()


@pytest.fixture(scope="session")
def passage_with(workspace: Workspace) -> Callable[[str, str], Passage]:
    """Finds the passage of a document that holds certain words."""

    def find(document_id: str, words: str) -> Passage:
        return next(one.passage for one in workspace.store.passages(document_id) if words in one.passage.text)

    return find
