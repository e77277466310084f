"""One document in several files is one document; two documents that are much alike stay two."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.duplicates import Comparison, changes, resemblance, shingles, sketch, words_of
from indexer.ingest import Outcome, Status, ingest
from indexer.parsing import parse
from indexer.rebuild import sync_index
from indexer.search import SearchRequest
from indexer.sources import SourceFile, find_sources
from indexer.workspace import Workspace

_PLACES = ["Zandhove", "Lindeveld", "Oosterkade", "Merelhoek", "Duinzicht", "Bosrand"]
_WHO = [
    "bewoners",
    "leerkrachten",
    "agenten",
    "jongerenwerkers",
    "raadsleden",
    "winkeliers",
    "vrijwilligers",
    "huisartsen",
]
_DO = ["bespraken", "volgden", "noteerden", "deelden", "vergeleken", "onderzochten", "meldden", "beschreven"]
_WHAT = [
    "spanningen",
    "vragen",
    "signalen",
    "zorgen",
    "ervaringen",
    "afspraken",
    "cijfers",
    "voorbeelden",
    "geruchten",
    "gesprekken",
]
_WHERE = [
    "het plein",
    "het jeugdhuis",
    "de markt",
    "de school",
    "het station",
    "de moskee",
    "de kerk",
    "het sportveld",
    "de bibliotheek",
]
_chance = random.Random(7)  # noqa: S311 - the same report each time
#: An invented report, long and varied enough to be compared.
SENTENCES = [
    f"In {_chance.choice(_PLACES)} {_chance.choice(_DO)} {_chance.choice(_WHO)} en {_chance.choice(_WHO)} samen de "
    f"{_chance.choice(_WHAT)} en {_chance.choice(_WHAT)} rond {_chance.choice(_WHERE)} bij {_chance.choice(_WHERE)}."
    for _ in range(18)
]
REPORT = "\n\n".join(SENTENCES)


def _page(text: str, *, title: str = "Verslag van de buurtgesprekken") -> str:
    body = "".join(f"<p>{part}</p>\n" for part in text.split("\n\n"))
    menu = "<nav><a href='/'>Begin</a> <a href='/zoek'>Zoeken</a></nav>"
    return f"<html><head><title>{title}</title></head><body>{menu}<main><h1>{title}</h1>\n{body}</main></body></html>"


def _run(workspace: Workspace, *paths: Path, keep_apart: bool = False) -> dict[str, Outcome]:
    outcomes = list(ingest(workspace, find_sources(paths), keep_apart=keep_apart))
    sync_index(workspace.store, workspace.generations, workspace.settings.engine)
    return {Path(one.source).name: one for one in outcomes}


def _write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def _documents(workspace: Workspace) -> list[str]:
    return [record.id for record in workspace.store.documents(order="id")]


def test_the_same_text_as_web_page_is_a_further_source_of_the_document(workspace: Workspace, tmp_path: Path) -> None:
    first = _write(tmp_path / "a" / "verslag.txt", f"Verslag van de buurtgesprekken\n\n{REPORT}")
    second = _write(tmp_path / "b" / "pagina.html", _page(REPORT))
    _run(workspace, first)
    outcome = _run(workspace, second)["pagina.html"]
    assert (outcome.status, outcome.document) == (Status.DUPLICATE, "verslag")
    assert _documents(workspace) == ["verslag"]
    (other,) = workspace.store.other_sources("verslag")
    assert (other.source, other.relation) == (second.resolve().as_uri(), "same-text")
    assert other.resemblance > 0.9
    with workspace.searcher() as searcher:
        assert searcher.search(SearchRequest(text="raadsleden")).documents == 1


def test_a_duplicate_is_not_read_again(workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "in"
    _write(folder / "verslag.txt", REPORT)
    _write(folder / "pagina.html", _page(REPORT))
    _run(workspace, folder)
    monkeypatch.setattr("indexer.ingest.ParserPool", None)  # a pool would not even start
    again = _run(workspace, folder)
    assert sorted(one.status for one in again.values()) == [Status.DUPLICATE, Status.UNCHANGED]


def test_the_same_bytes_are_recorded_as_a_further_source(workspace: Workspace, tmp_path: Path) -> None:
    _write(tmp_path / "in" / "een.txt", "Over polarisatie.")
    copy = _write(tmp_path / "in" / "twee.txt", "Over polarisatie.")
    _run(workspace, tmp_path / "in")
    later = _write(tmp_path / "later" / "drie.txt", "Over polarisatie.")
    (source,) = find_sources([later])
    (outcome,) = ingest(workspace, [SourceFile(source.path, {"address": "https://voorbeeld.invalid/drie"})])
    assert outcome.document == "een"
    others = workspace.store.other_sources("een")
    assert [(one.source, one.relation, one.address) for one in others] == [
        (copy.resolve().as_uri(), "same-bytes", ""),
        (later.resolve().as_uri(), "same-bytes", "https://voorbeeld.invalid/drie"),
    ]


def test_a_person_can_keep_two_documents_apart(workspace: Workspace, tmp_path: Path) -> None:
    _run(workspace, _write(tmp_path / "a" / "verslag.txt", REPORT))
    page = _write(tmp_path / "b" / "pagina.html", _page(REPORT))
    assert _run(workspace, page)["pagina.html"].status is Status.DUPLICATE
    assert _run(workspace, page, keep_apart=True)["pagina.html"].status is Status.ADDED
    assert _documents(workspace) == ["pagina", "verslag"]
    assert workspace.store.other_sources() == []
    assert _run(workspace, page)["pagina.html"].status is Status.UNCHANGED  # the decision holds


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (REPORT, REPORT.replace(SENTENCES[9], SENTENCES[9].replace(" samen ", " apart "))),
        (f"{REPORT}\n\nVastgesteld op 3 maart 2023.", f"{REPORT}\n\nVastgesteld op 5 maart 2024."),
        (f"{REPORT}\n\nEr waren 215 meldingen.", f"{REPORT}\n\nEr waren 236 meldingen."),
    ],
    ids=["another word", "another date", "another figure"],
)
def test_texts_that_say_something_else_in_one_place_stay_apart(
    workspace: Workspace, tmp_path: Path, one: str, other: str
) -> None:
    _run(workspace, _write(tmp_path / "a" / "eerste.txt", one))
    outcome = _run(workspace, _write(tmp_path / "b" / "tweede.txt", other))["tweede.txt"]
    assert outcome.status is Status.ADDED
    assert "eerste" in outcome.message  # and it is said
    assert len(_documents(workspace)) == 2


def test_a_year_in_the_title_keeps_equal_texts_apart(workspace: Workspace, tmp_path: Path) -> None:
    for year in (2022, 2023):
        _write(tmp_path / "in" / f"v{year}.html", _page(REPORT, title=f"Verslag {year}"))
    _run(workspace, tmp_path / "in")
    assert len(_documents(workspace)) == 2


def _edition(path: Path, text: str, **more: object) -> SourceFile:
    _write(path, text)
    return SourceFile(path, {"series": "vbd-dreigingsbeeld", "edition": "9", **more})


def test_another_file_of_an_edition_with_much_of_its_text_is_a_new_version(
    workspace: Workspace, tmp_path: Path
) -> None:
    revised = (
        REPORT.replace("Bosrand", "Waterrand").replace("Duinzicht", "Zandhove")
        + "\n\nDeze versie is verbeterd in juni."
    )
    list(ingest(workspace, [_edition(tmp_path / "oud.txt", REPORT)]))
    (outcome,) = ingest(workspace, [_edition(tmp_path / "nieuw.txt", revised)])
    assert (outcome.status, outcome.document) == (Status.UPDATED, "vbd-dreigingsbeeld-9")
    assert _documents(workspace) == ["vbd-dreigingsbeeld-9"]
    assert [one.name for one in workspace.store.versions("vbd-dreigingsbeeld-9")] == ["oud.txt", "nieuw.txt"]
    (old,) = workspace.store.other_sources("vbd-dreigingsbeeld-9")
    assert (old.relation, old.file_name) == ("earlier-version", "oud.txt")
    again = list(ingest(workspace, [_edition(tmp_path / "oud.txt", REPORT)]))
    assert [one.status for one in again] == [Status.UNCHANGED]  # the old file does not come back
    assert workspace.store.document("vbd-dreigingsbeeld-9").file.name == "nieuw.txt"  # type: ignore[union-attr]


def test_an_older_file_of_an_edition_does_not_replace_the_newer_one(workspace: Workspace, tmp_path: Path) -> None:
    revised = REPORT.replace("Bosrand", "Waterrand").replace("Duinzicht", "Zandhove")
    list(ingest(workspace, [_edition(tmp_path / "nieuw.txt", revised, published="2024-06-11")]))
    (outcome,) = ingest(workspace, [_edition(tmp_path / "oud.txt", REPORT, published="2024-05-02")])
    assert outcome.document == "vbd-dreigingsbeeld-9"
    record = workspace.store.document("vbd-dreigingsbeeld-9")
    assert record is not None
    assert record.file.name == "nieuw.txt"
    assert [one.relation for one in workspace.store.other_sources(record.id)] == ["earlier-version"]


def test_a_letter_about_an_edition_is_not_swallowed_by_it(workspace: Workspace, tmp_path: Path) -> None:
    letter = "Hierbij bied ik u het dreigingsbeeld 9 aan. " + " ".join(
        f"In deel {number} leest u meer over de gesprekken in de buurten." for number in range(8)
    )
    list(ingest(workspace, [_edition(tmp_path / "beeld.txt", REPORT)]))
    (outcome,) = ingest(workspace, [_edition(tmp_path / "brief.txt", letter)])
    assert outcome.status is Status.ADDED
    assert outcome.document.startswith("vbd-dreigingsbeeld-9-")
    (kind,) = ingest(workspace, [_edition(tmp_path / "brief2.txt", f"{REPORT}\n\nTot zover.", kind="kamerbrief")])
    assert kind.status in (Status.ADDED, Status.DUPLICATE)
    assert workspace.store.document("vbd-dreigingsbeeld-9").file.name == "beeld.txt"  # type: ignore[union-attr]


def test_a_pdf_takes_over_from_a_web_page_of_the_same_text(workspace: Workspace, tmp_path: Path) -> None:
    from reportlab.pdfgen.canvas import Canvas

    page = _write(tmp_path / "pagina.html", _page(REPORT))
    _run(workspace, page)
    canvas = Canvas(str(tmp_path / "verslag.pdf"))
    for number, start in enumerate(range(0, len(SENTENCES), 9), 1):
        text = canvas.beginText(50, 780)
        for sentence in SENTENCES[start : start + 9]:
            half = sentence.rindex(" ", 0, 60)
            text.textLine(sentence[:half])
            text.textLine(sentence[half + 1 :])
            text.textLine("")
        canvas.drawText(text)
        canvas.drawString(290, 30, str(number))
        canvas.showPage()
    canvas.save()
    outcome = _run(workspace, tmp_path / "verslag.pdf")["verslag.pdf"]
    assert (outcome.status, outcome.document) == (Status.UPDATED, "pagina")
    record = workspace.store.document("pagina")
    assert record is not None
    assert (record.file.media_type, record.page_count) == ("application/pdf", 2)
    assert record.metadata.title == "Verslag van de buurtgesprekken" or record.metadata.title
    assert [one.source for one in workspace.store.other_sources("pagina")] == [page.resolve().as_uri()]
    assert _run(workspace, page)["pagina.html"].status is Status.DUPLICATE


def test_no_two_samples_are_taken_for_one(filled: Workspace, samples: Path) -> None:
    assert filled.store.totals().documents == len(find_sources([samples]))
    assert filled.store.other_sources() == []


def _compared(paths: Iterable[Path]) -> list[Comparison]:
    return [Comparison(parse(path.read_bytes(), path.name)) for path in paths]


def test_real_answers_in_two_formats_are_recognised(shared: Path, workspace: Workspace) -> None:
    """Eight answers of Dutch ministers, as text and as DOCX: eight documents."""
    folder = shared / "realdocs"
    _run(workspace, folder / "texts" / "nl-kv")
    outcomes = _run(workspace, folder / "docx")
    assert {one.status for one in outcomes.values()} == {Status.DUPLICATE}
    assert len({one.document for one in outcomes.values()}) == 8
    assert workspace.store.totals().documents == 8


@pytest.mark.parametrize("folder", ["be-qrva", "be-kamer", "be-vlreg"])
def test_real_questions_that_share_their_phrases_stay_apart(shared: Path, workspace: Workspace, folder: str) -> None:
    outcomes = _run(workspace, shared / "realdocs" / "texts" / folder)
    assert [name for name, one in outcomes.items() if one.status is not Status.ADDED] == []


WORDS = st.lists(st.sampled_from([f"woord{n}" for n in range(40)]), min_size=6, max_size=80)


@settings(deadline=None)
@given(WORDS, WORDS)
def test_resemblance_is_a_share_that_does_not_depend_on_the_order(one: list[str], other: list[str]) -> None:
    share = resemblance(shingles(one), shingles(other))
    assert 0 <= share <= 1
    assert share == resemblance(shingles(other), shingles(one))
    assert resemblance(shingles(one), shingles(one)) == 1
    assert changes(one, one) == 0


def test_what_the_store_keeps_of_a_text_is_small_and_the_same_each_time() -> None:
    words = words_of([REPORT])
    assert sketch(words) == sketch(list(words))
    assert len(sketch(words)) == 32
    assert all(0 <= one < 2**63 for one in sketch(words))
    assert sketch(words[:49]) == ()


AROUND = "op een dinsdag in maart zag men {} terwijl het in de straat verder rustig bleef"


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("de kat", "de kat", 0),
        ("de kat", "de hond", 1),
        ("de kat", "de straat", 1),  # a word that stands elsewhere too
        ("de kat", "de kat begin zoeken menu", 0),  # a running head, in one of them only
        ("extremisme", "extremlsme", 0),  # a misread letter
        ("linksextremisme", "links extremisme", 0),
        ("215 meldingen", "236 meldingen", 1),
    ],
)
def test_changes_are_places_where_one_says_this_and_the_other_that(one: str, other: str, count: int) -> None:
    assert changes(AROUND.format(one).split(), AROUND.format(other).split()) == count
