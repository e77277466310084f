"""What a citation promises: every fact in every form, no metadata as markup, formats that others can read."""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.catalogue import kinds, series
from corpus.citation import FORMS, Citation, cite, dutch_date, footnote, quotation_with_citation
from corpus.model import FileVersion, Metadata, Passage, PassageKind, Span, Voice
from corpus.store.records import DocumentRecord, PassageRecord

ADDRESS = "https://duiding.example/passage/document-1.abcdefghijklmnop.1"
SHA256 = "1a2b3c4d5e6f7890" * 4
PDF = "application/pdf"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def record(
    metadata: Metadata,
    *,
    media_type: str = PDF,
    pages: tuple[int, ...] = (14,),
    labels: tuple[str, str] = ("12", "12"),
    kind: PassageKind = PassageKind.PARAGRAPH,
    voice: Voice = Voice.PUBLISHER,
    section: tuple[str, ...] = (),
    text: str = "Het niveau blijft 3.",
    page_count: int = 40,
) -> PassageRecord:
    """Return a passage of a document with this metadata, read on 20 November 2026."""
    document = DocumentRecord(
        id="document-1",
        metadata=metadata,
        file=FileVersion(SHA256, "bestand", media_type, 1000),
        reader="test",
        notes=(),
        page_count=page_count,
        unreadable_pages=(),
        passage_count=1,
        ingested="2026-11-20T10:00:00+00:00",
    )
    spans = tuple(Span(page, 0, 10) for page in pages)
    passage = Passage("document-1.abcdefghijklmnop.1", 0, kind, voice, "nl", section, spans, text)
    return PassageRecord(passage, document, *labels)


THREAT_ASSESSMENT = record(
    Metadata(
        title="Dreigingsbeeld Voorbeeldland 7",
        publisher="Voorbeeldbureau Dreigingsduiding (VBD)",
        country="NL",
        kind="dreigingsbeeld",
        edition="7",
        number="VBD 2023/7",
        published="2023-11-14",
        address="https://voorbeeld.invalid/vbd/7",
        retrieved="2026-11-03",
        sample=True,
    )
)
ANNUAL_REPORT = record(
    Metadata(
        title="Samen waakzaam",
        publisher="Voorbeeldorgaan, Dienst Analyse",
        country="BE",
        kind="jaarverslag",
        edition="2023",
        published="2024-06",
        retrieved="2026-11",
    ),
    pages=(12, 13),
    labels=("12", "13"),
)
FACTSHEET = record(
    Metadata(title="Factsheet Stad en dorp", publisher="Voorbeeldunit", kind="factsheet", edition="april 2021"),
    pages=(4,),
    labels=("iv", "iv"),
)
QUESTION_FACTS = Metadata(
    title="Wie maakt een omgevingsanalyse?",
    publisher="Parlement van Noordergouw",
    country="BE",
    kind="schriftelijke-vraag",
    edition="412 (2024-2025)",
    number="412",
    published="2025-06-11",
    address="https://voorbeeld.invalid/vragen/412",
    retrieved="2026-11-03",
)
QUESTION = record(QUESTION_FACTS, labels=("1", "2"), pages=(1, 2), kind=PassageKind.QUESTION, voice=Voice.QUESTIONER)
ANSWER = record(
    QUESTION_FACTS,
    media_type="text/html",
    pages=(1,),
    labels=("1", "1"),
    kind=PassageKind.ANSWER,
    voice=Voice.MINISTER,
    section=("Antwoord op vraag 2",),
    page_count=1,
)
SURVEY_ROW = record(
    Metadata(
        title="Bevraging lokale besturen",
        publisher="Vereniging van Voorbeeldgemeenten",
        kind="bevraging",
        edition="2024",
        published="2024-11-21",
    ),
    media_type=SHEET,
    pages=(2,),
    labels=("Signalen", "Signalen"),
    kind=PassageKind.TABLE_ROW,
    page_count=4,
)
BARE = record(Metadata(title="Losse nota"), labels=("14", "14"))

KEPT = f"Passage: {ADDRESS} (bestand sha256 1a2b3c4d5e6f)."
FOOTNOTES = {
    "threat assessment": (
        THREAT_ASSESSMENT,
        (
            "Voorbeeldbureau Dreigingsduiding (VBD), Dreigingsbeeld Voorbeeldland 7, VBD 2023/7, 14 november 2023, "
            "p. 12 (pdf-pagina 14). Bron: https://voorbeeld.invalid/vbd/7 (geraadpleegd op 3 november 2026). "
            f"{KEPT} Voorbeelddocument, verzonnen inhoud."
        ),
    ),
    "annual report": (
        ANNUAL_REPORT,
        (
            "Voorbeeldorgaan, Dienst Analyse, Samen waakzaam, jaarverslag, editie 2023, juni 2024, p. 12-13. "
            f"Geraadpleegd in november 2026. {KEPT}"
        ),
    ),
    "factsheet": (
        FACTSHEET,
        (
            "Voorbeeldunit, Factsheet Stad en dorp, editie april 2021, z.d., p. iv (pdf-pagina 4). "
            f"Ingelezen op 20 november 2026. {KEPT}"
        ),
    ),
    "question": (
        QUESTION,
        (
            "Parlement van Noordergouw, Wie maakt een omgevingsanalyse?, schriftelijke vraag nr. 412 (2024-2025), "
            "11 juni 2025, p. 1-2, vraag. "
            f"Bron: https://voorbeeld.invalid/vragen/412 (geraadpleegd op 3 november 2026). {KEPT}"
        ),
    ),
    "answer": (
        ANSWER,
        (
            "Parlement van Noordergouw, Wie maakt een omgevingsanalyse?, schriftelijke vraag nr. 412 (2024-2025), "
            "11 juni 2025, onder “Antwoord op vraag 2”, antwoord. "
            f"Bron: https://voorbeeld.invalid/vragen/412 (geraadpleegd op 3 november 2026). {KEPT}"
        ),
    ),
    "survey row": (
        SURVEY_ROW,
        (
            "Vereniging van Voorbeeldgemeenten, Bevraging lokale besturen, editie 2024, 21 november 2024, "
            f"tabblad Signalen. Ingelezen op 20 november 2026. {KEPT}"
        ),
    ),
    "no date, no publisher": (BARE, f"Losse nota, z.d., p. 14. Ingelezen op 20 november 2026. {KEPT}"),
}
FILE = "Bestand sha256 1a2b3c4d5e6f."
REFERENCES = {
    "threat assessment": (
        THREAT_ASSESSMENT,
        (
            f"Voorbeeldbureau Dreigingsduiding (VBD). (2023). Dreigingsbeeld Voorbeeldland 7 [VBD 2023/7]. "
            f"{ADDRESS} [Gepubliceerd: 14 november 2023. Vindplaats: p. 12 (pdf-pagina 14). "
            f"Bron: https://voorbeeld.invalid/vbd/7 (geraadpleegd op 3 november 2026). {FILE} "
            "Voorbeelddocument, verzonnen inhoud.]"
        ),
        "(Voorbeeldbureau Dreigingsduiding (VBD), 2023, p. 12)",
    ),
    "annual report": (
        ANNUAL_REPORT,
        (
            f"Voorbeeldorgaan, Dienst Analyse. (2024). Samen waakzaam [Jaarverslag, editie 2023]. {ADDRESS} "
            f"[Gepubliceerd: juni 2024. Vindplaats: p. 12-13. Geraadpleegd in november 2026. {FILE}]"
        ),
        "(Voorbeeldorgaan, Dienst Analyse, 2024, pp. 12–13)",  # APA's own dash
    ),
    "factsheet": (
        FACTSHEET,
        (
            "Voorbeeldunit. (z.d.). Factsheet Stad en dorp [Editie april 2021]. "
            f"Geraadpleegd 20 november 2026, van {ADDRESS} "
            f"[Vindplaats: p. iv (pdf-pagina 4). Ingelezen op 20 november 2026. {FILE}]"
        ),
        "(Voorbeeldunit, z.d., p. iv)",
    ),
    "answer, title with a question mark": (
        ANSWER,
        (
            "Parlement van Noordergouw. (2025). Wie maakt een omgevingsanalyse? "
            f"[Schriftelijke vraag nr. 412 (2024-2025)]. {ADDRESS} "
            "[Gepubliceerd: 11 juni 2025. Vindplaats: onder “Antwoord op vraag 2”, antwoord. "
            f"Bron: https://voorbeeld.invalid/vragen/412 (geraadpleegd op 3 november 2026). {FILE}]"
        ),
        "(Parlement van Noordergouw, 2025)",
    ),
    "no date, no publisher": (
        BARE,
        (
            f"Losse nota. (z.d.). Geraadpleegd 20 november 2026, van {ADDRESS} "
            f"[Vindplaats: p. 14. Ingelezen op 20 november 2026. {FILE}]"
        ),
        "(Losse nota, z.d., p. 14)",
    ),
}


@pytest.mark.parametrize("case", FOOTNOTES)
def test_the_footnote_of_each_class_of_document(case: str) -> None:
    cited, expected = FOOTNOTES[case]
    assert footnote(cited, address=ADDRESS) == expected
    assert cite(cited, address=ADDRESS).footnote == expected


@pytest.mark.parametrize("case", REFERENCES)
def test_the_apa_reference_of_each_class_of_document(case: str) -> None:
    cited, entry, in_text = REFERENCES[case]
    citation = cite(cited, address=ADDRESS)
    assert (citation.apa, citation.apa_in_text) == (entry, in_text)


def test_the_belgian_and_the_chicago_note_of_a_question_and_an_assessment() -> None:
    question, assessment = (cite(one, address=ADDRESS) for one in (QUESTION, THREAT_ASSESSMENT))
    assert question.belgian.startswith(
        "Parlement van Noordergouw, Wie maakt een omgevingsanalyse?, schriftelijke vraag nr. 412 (2024-2025), "
        f"11 juni 2025, 1\u20132, {ADDRESS}. [Vindplaats: p. 1-2, vraag. "
    )
    assert assessment.belgian.startswith(
        "Voorbeeldbureau Dreigingsduiding (VBD), Dreigingsbeeld Voorbeeldland 7, VBD 2023/7, 14 november 2023, 12, "
    )
    assert assessment.chicago.startswith(
        f"Voorbeeldbureau Dreigingsduiding (VBD), Dreigingsbeeld Voorbeeldland 7, VBD 2023/7 (2023), 12, {ADDRESS}. ["
    )
    assert "<i>Wie maakt een omgevingsanalyse?</i>" in question.belgian_html


def test_titles_are_italic_in_html() -> None:
    citation = cite(THREAT_ASSESSMENT, address=ADDRESS)
    assert ", <i>Dreigingsbeeld Voorbeeldland 7</i>, VBD " in citation.footnote_html
    assert "(2023). <i>Dreigingsbeeld Voorbeeldland 7</i> [" in citation.apa_html
    assert cite(BARE, address=ADDRESS).apa_in_text_html == "(<i>Losse nota</i>, z.d., p. 14)"


def test_a_title_keeps_its_dutch_capitals_and_gets_no_second_full_stop() -> None:
    """Citeproc capitalises every word of a title whose language it does not know."""
    citation = cite(
        record(Metadata(title="Haat op straat e.a.", publisher="Unit X", published="2023")), address=ADDRESS
    )
    assert "<i>Haat op straat e.a.</i> https:" in citation.apa_html


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", '<span class="nocase">X</span>', "a < b & c", "..."])
def test_a_title_is_shown_as_it_is_written(title: str) -> None:
    """Citeproc takes one tag for an instruction; a browser takes all of them for one."""
    citation = cite(record(Metadata(title=title, publisher="Unit X", published="2023")), address=ADDRESS)
    for form in ("footnote", "apa"):
        assert title in getattr(citation, form)
        assert f"<i>{html.escape(title)}</i>" in getattr(citation, f"{form}_html")


def test_bibtex_keeps_institutions_and_titles_whole() -> None:
    cited = record(
        Metadata(title="50% {van} de_gemeenten", publisher="Politie & Justitie, Dienst #1", published="2023-05"),
        labels=("12", "13"),
        pages=(14, 15),
    )
    assert cite(cited, address=ADDRESS).bibtex == (
        "@techreport{document-1.abcdefghijklmnop.1,\n"
        "  author = {{Politie \\& Justitie, Dienst \\#1}},\n"
        "  title = {{50\\% \\textbraceleft{}van\\textbraceright{} de\\_gemeenten}},\n"
        "  institution = {{Politie \\& Justitie, Dienst \\#1}},\n"
        "  year = {2023},\n"
        "  date = {2023-05},\n"
        "  pages = {12--13},\n"
        f"  url = {{{ADDRESS}}},\n"
        "  langid = {dutch},\n"
        "  note = {Vindplaats: p. 12-13 (pdf-pagina's 14-15). Ingelezen op 20 november 2026. "
        "Bestand sha256 1a2b3c4d5e6f.},\n"
        "}\n"
    )


def test_ris_names_an_institution_without_comma() -> None:
    assert cite(ANNUAL_REPORT, address=ADDRESS).ris.split("\r\n") == [
        "TY  - RPRT",
        "ID  - document-1.abcdefghijklmnop.1",
        "AU  - Voorbeeldorgaan Dienst Analyse",
        "TI  - Samen waakzaam",
        "M3  - jaarverslag",
        "ET  - 2023",
        "PB  - Voorbeeldorgaan, Dienst Analyse",
        "PY  - 2024",
        "DA  - 2024/06",
        "SP  - 12",
        "EP  - 13",
        "LA  - nl",
        f"UR  - {ADDRESS}",
        "Y2  - 2026/11",
        "N1  - Vindplaats: p. 12-13. Geraadpleegd in november 2026. Bestand sha256 1a2b3c4d5e6f.",
        "ER  - ",
        "",
    ]


def test_csl_json_is_a_report_by_an_institution() -> None:
    (item,) = json.loads(cite(QUESTION, address=ADDRESS).csl_json)
    assert item == {
        "id": "document-1.abcdefghijklmnop.1",
        "type": "report",
        "title": "Wie maakt een omgevingsanalyse?",
        "author": [{"literal": "Parlement van Noordergouw"}],
        "publisher": "Parlement van Noordergouw",
        "genre": "Schriftelijke vraag",
        "edition": "412 (2024-2025)",
        "number": "412",
        "issued": {"date-parts": [[2025, 6, 11]]},
        "page": "1-2",
        "language": "nl",
        "URL": ADDRESS,
        "accessed": {"date-parts": [[2026, 11, 3]]},
        "note": "Vindplaats: p. 1-2, vraag. Bron: https://voorbeeld.invalid/vragen/412 "
        "(geraadpleegd op 3 november 2026). Bestand sha256 1a2b3c4d5e6f.",
    }


def test_a_heading_that_repeats_the_title_is_no_place_in_the_document() -> None:
    def web_page(*section: str) -> PassageRecord:
        facts = Metadata(title="Losse nota")
        return record(facts, media_type="text/html", labels=("1", "1"), page_count=1, section=section)

    title, under = web_page("Losse nota"), web_page("Losse nota", "Slot")
    assert footnote(title, address=ADDRESS).startswith("Losse nota, z.d. Ingelezen")
    assert footnote(under, address=ADDRESS).startswith("Losse nota, z.d., onder “Slot”. Ingelezen")


def test_a_known_series_is_named_and_an_unknown_one_is_not_shown_as_a_key() -> None:
    known, unknown = (
        cite(record(Metadata(title="Deel 3", series=key)), address=ADDRESS).ris for key in ("dtn", "eigen-reeks")
    )
    assert "T3  - Dreigingsbeeld Terrorisme Nederland\r\n" in known
    assert "T3  - " not in unknown
    assert "eigen-reeks" not in unknown


@pytest.mark.parametrize("form", FORMS)
def test_every_form_says_where_who_which_file_and_that_a_sample_is_one(form: str) -> None:
    said = cite(THREAT_ASSESSMENT, address=ADDRESS).form(form)
    for fact in (
        "Voorbeeldbureau Dreigingsduiding (VBD)", "Dreigingsbeeld Voorbeeldland 7", "2023", "VBD 2023/7", "12",
        "pdf-pagina 14", ADDRESS, "3 november 2026", "1a2b3c4d5e6f", "Voorbeelddocument",
    ):  # fmt: skip
        assert fact in said, fact
    for cited, voice in ((QUESTION, "vraag"), (ANSWER, "antwoord")):
        assert re.search(rf", {voice}\.", cite(cited, address=ADDRESS).form(form))


def test_a_marking_in_the_document_goes_along_into_every_form() -> None:
    citation = cite(record(Metadata(title="Nota", marking="TLP:GREEN")), address=ADDRESS)
    for form in FORMS:
        assert "Markering in het document: TLP:GREEN." in citation.form(form)


def test_an_unknown_form_is_refused() -> None:
    with pytest.raises(KeyError):
        cite(BARE, address=ADDRESS).form("apa_html")


def test_a_quotation_comes_with_its_source_and_link() -> None:
    quoted = record(Metadata(title="Losse nota"), labels=("14", "14"), text="Het  niveau\nblijft\u00ad 3.")
    expected = f"Losse nota, z.d., p. 14. Ingelezen op 20 november 2026. {KEPT}"
    assert quotation_with_citation(quoted, ADDRESS) == f"“Het niveau blijft 3.”\n{expected}"


@pytest.mark.parametrize(
    ("date", "dutch"),
    [("", ""), ("2023", "2023"), ("2023-05", "mei 2023"), ("2023-05-01", "1 mei 2023"), ("0987-12", "december 0987")],
)
def test_partial_dates_in_dutch(date: str, dutch: str) -> None:
    assert dutch_date(date) == dutch


def test_a_footnote_does_not_load_citeproc() -> None:
    code = "import sys, corpus.citation; sys.exit('citeproc' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


texts = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        [
            "<script>alert(1)</script>", '<span class="nocase">X</span>', '<span class="nocase">', "a {b} c}", "}{\\",
            "regel\r\nER  - \nTY  - BOOK", "\ue000x\ue001\ue010", "\u202eomgekeerd", "&amp; & 50%", "...",
            "@book{x,", "-",
        ]
    ),
)  # fmt: skip
dates = st.sampled_from(["", "0000", "1999", "2023-02", "2023-02-31", "2024-12-01"])
metadata_of_any_text = st.builds(
    Metadata,
    title=texts,
    publisher=texts,
    country=st.sampled_from(["", "BE", "NL"]),
    kind=st.one_of(st.sampled_from(sorted(kinds())), texts),
    series=st.one_of(st.sampled_from(sorted(series())), texts),
    edition=texts,
    number=texts,
    language=st.one_of(st.sampled_from(["nl", "fr", "en"]), texts),
    published=dates,
    retrieved=dates,
    address=texts,
    marking=texts,
    sample=st.booleans(),
)
records_of_any_text = st.builds(
    record,
    metadata_of_any_text,
    media_type=st.sampled_from([PDF, SHEET, "text/html"]),
    pages=st.sampled_from([(1,), (14, 15)]),
    labels=st.tuples(texts, texts),
    kind=st.sampled_from(PassageKind),
    voice=st.sampled_from(Voice),
    section=st.lists(texts, max_size=2).map(tuple),
    text=texts,
    page_count=st.integers(1, 3),
)
any_record = given(cited=records_of_any_text, address=texts)
quick = settings(deadline=None, max_examples=60)  # the first APA reference loads citeproc


@quick
@any_record
def test_html_holds_nothing_but_italics_and_the_plain_text(cited: PassageRecord, address: str) -> None:
    citation = cite(cited, address=address)
    for form in ("footnote", "apa", "apa_in_text"):
        reader = _TagReader()
        reader.feed(getattr(citation, f"{form}_html"))
        reader.close()
        assert reader.open == []
        assert "".join(reader.text) == getattr(citation, form)


@quick
@any_record
def test_plain_forms_hold_no_private_or_control_characters(cited: PassageRecord, address: str) -> None:
    citation = cite(cited, address=address)
    for form in ("footnote", "apa", "apa_in_text"):
        said = getattr(citation, form)
        assert not re.search("[\x00-\x1f\x7f-\x9f\u00ad\u202a-\u202e\u2066-\u2069\ue000-\uf8ff]", said)
        assert said.strip()
    assert quotation_with_citation(cited, address).count("\n") == 1


@quick
@any_record
@example(
    cited=record(Metadata(title="x\r\nER  - \r\nTY  - BOOK", publisher="a\nb, c")), address="https://x.invalid/\nER  - "
)
def test_ris_is_one_record_of_tagged_lines(cited: PassageRecord, address: str) -> None:
    *lines, end, nothing = cite(cited, address=address).ris.split("\r\n")
    assert (lines[0], end, nothing) == ("TY  - RPRT", "ER  - ", "")
    assert all(re.fullmatch(r"[A-Z][A-Z0-9]  - \S[^\r\n]*", line) for line in lines)
    tags = [line[:2] for line in lines]
    assert len(tags) == len(set(tags))
    assert not any(line.startswith("AU") and "," in line for line in lines)


@quick
@any_record
def test_bibtex_is_one_entry_with_balanced_braces(cited: PassageRecord, address: str) -> None:
    head, *fields, tail, nothing = cite(cited, address=address).bibtex.split("\n")
    assert re.fullmatch(r"@techreport\{[A-Za-z0-9.-]+,", head)
    assert (tail, nothing) == ("}", "")
    for field in fields:
        value = re.fullmatch(r"  [a-z]+ = \{(.+)\},", field)
        assert value
        assert _depths(value[1]) >= 0
        assert value[1].count("{") == value[1].count("}")


@quick
@any_record
def test_csl_json_can_be_read_back(cited: PassageRecord, address: str) -> None:
    (item,) = json.loads(cite(cited, address=address).csl_json)
    assert item["type"] == "report"
    assert item["title"]
    assert item["note"]


@quick
@any_record
def test_a_citation_is_the_same_every_time(cited: PassageRecord, address: str) -> None:
    once: Citation = cite(cited, address=address)
    assert cite(cited, address=address) == once
    assert footnote(cited, address=address) == once.footnote


def _depths(value: str) -> int:
    """Return the lowest depth of braces reached in *value*, as BibTeX counts them: backslashes do not matter."""
    depth = lowest = 0
    for character in value:
        depth += {"{": 1, "}": -1}.get(character, 0)
        lowest = min(lowest, depth)
    return lowest


class _TagReader(HTMLParser):
    """Reads HTML and fails on any tag but `<i>`, `<b>` and `<sup>`, on attributes and on tags that do not pair."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag in {"i", "b", "sup"}
        assert not attrs
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_comment(self, data: str) -> None:
        raise AssertionError(data)

    def handle_decl(self, decl: str) -> None:
        raise AssertionError(decl)

    def handle_pi(self, data: str) -> None:
        raise AssertionError(data)

    def unknown_decl(self, data: str) -> None:
        raise AssertionError(data)
