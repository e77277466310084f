"""XML of officielebekendmakingen.nl: speakers as headings, motions as quotations, notes, tables, damage mended."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ReadingError
from corpus.model import Document, PassageKind, Voice
from indexer.parsing import parse
from indexer.parsing.sniff import sniff

REALDOCS = Path(__file__).resolve().parents[4] / "shared" / "realdocs" / "xml"
DEBATE = """<?xml version="1.0" encoding="utf-8"?>
<officiele-publicatie><metadata>
 <meta name="OVERHEIDop.externMetadataRecord" content="https://zoek.officielebekendmakingen.nl/h-tk-20302031-7-3/metadata.xml"/>
</metadata><handelingen>
 <vergadering><vergaderdatum>Donderdag 5 april 2029</vergaderdatum></vergadering>
 <agendapunt><nr>3</nr><item-titel>Aanpak van polarisatie</item-titel>
  <onderwerp><al>Aan de orde is het debat over
   <nadruk type="vet">de aanpak</nadruk>
   .</al></onderwerp>
  <spreekbeurt nieuw="ja">
   <spreker><voorvoegsels>De heer</voorvoegsels><naam><achternaam>Voorbeeld</achternaam></naam>
    (<politiek>Proefpartij</politiek>):</spreker>
   <tekst><al-groep><al>Voorzitter. Ik heb een vraag over de LIVC's.<noot><noot.nr>1</noot.nr>
     <noot.al>Kamerstuk 29754, nr. 1.</noot.al></noot></al>
    <al>Ik dien een motie in.</al></al-groep>
    <motie><kop><titel>Motie</titel></kop>
     <al>De Kamer, gehoord de beraadslaging, gaat over tot de orde van de dag.</al></motie>
   </tekst></spreekbeurt>
  <spreekbeurt><spreker><voorvoegsels>Minister</voorvoegsels><naam><achternaam>Fictief</achternaam></naam>:</spreker>
   <tekst><al>Ik antwoord in drie delen.</al>
    <lijst><li><li.nr>a.</li.nr><al>de scholen;</al></li><li><li.nr>-</li.nr><al>de wijken.</al></li></lijst>
    <table><tgroup cols="2"><colspec colname="c1"/><colspec colname="c2"/>
     <thead><row><entry>Jaar</entry><entry>Signalen</entry></row></thead>
     <tbody><row><entry>2028</entry><entry>287</entry></row></tbody></tgroup></table>
   </tekst></spreekbeurt>
  <spreekbeurt><spreker>De <naam><achternaam>voorzitter</achternaam></naam>:</spreker>
   <tekst><al>Dank u wel.</al></tekst></spreekbeurt>
 </agendapunt></handelingen></officiele-publicatie>"""


def said(document: Document) -> list[tuple[str, str, str]]:
    return [(" ".join(p.section[-1:]), str(p.voice), p.text) for p in document.passages]


def test_a_debate_keeps_who_speaks_and_what_is_a_motion() -> None:
    document = parse(DEBATE.encode(), "h-tk-20302031-7-3.xml")
    assert said(document)[1:5] == [
        ("Aanpak van polarisatie", "publisher", "Aan de orde is het debat over de aanpak."),
        ("De heer Voorbeeld (Proefpartij)", "quoted", "Voorzitter. Ik heb een vraag over de LIVC's."),
        ("De heer Voorbeeld (Proefpartij)", "quoted", "1 Kamerstuk 29754, nr. 1."),
        ("De heer Voorbeeld (Proefpartij)", "quoted", "Ik dien een motie in."),
    ]
    motion = next(p for p in document.passages if p.text.startswith("De Kamer"))
    assert (motion.section[-1], motion.voice) == ("Motie", Voice.QUOTED)
    assert [p.text for p in document.passages if p.voice is Voice.MINISTER][:3] == [
        "Ik antwoord in drie delen.", "a. de scholen;", "de wijken.",
    ]  # fmt: skip
    assert said(document)[-1] == ("De voorzitter", "publisher", "Dank u wel.")
    assert [p.text for p in document.passages if p.kind is PassageKind.TABLE_ROW] == [
        "Jaar | Signalen", "Jaar: 2028; Signalen: 287",
    ]  # fmt: skip


def test_its_metadata_come_from_the_file_itself() -> None:
    metadata = parse(DEBATE.encode(), "stuk.xml").metadata
    assert (metadata.published, metadata.country) == ("2029-04-05", "NL")
    assert metadata.publisher == "Tweede Kamer der Staten-Generaal"
    assert metadata.address == "https://zoek.officielebekendmakingen.nl/h-tk-20302031-7-3.html"
    assert metadata.title == "Aanpak van polarisatie"


@pytest.mark.parametrize(
    "lead", ["", "\ufeff", "ï»¿\n", "<!-- gemaakt door een programma -->", '<?xml-stylesheet href="a.xsl"?>']
)
def test_it_is_known_by_its_root_whatever_stands_before_it(lead: str) -> None:
    body = DEBATE.split("?>", 1)[1]
    assert sniff((lead + body).encode(), "stuk.xml") == "xml"
    assert parse((lead + body).encode(), "stuk.xml").passages


def test_text_that_was_encoded_twice_is_mended_and_noted() -> None:
    body = DEBATE.replace("drie delen", "tweeën én drieën, voor € 45")
    damaged = body.encode().decode("cp1252").encode()
    document = parse(damaged, "stuk.xml")
    assert "Ik antwoord in tweeën én drieën, voor € 45." in document.page(1).text
    assert any("tweemaal gecodeerd" in note for note in document.notes)
    assert not parse(body.encode(), "stuk.xml").notes or "tweemaal" not in " ".join(parse(body.encode(), "s.xml").notes)


def test_a_document_with_entities_is_refused() -> None:
    bomb = b'<?xml version="1.0"?><!DOCTYPE k [<!ENTITY a "aaaa">]><kamerstuk><al>&a;</al></kamerstuk>'
    with pytest.raises(ReadingError) as caught:
        parse(bomb, "bom.xml")
    assert caught.value.reason in {"corrupt", "unsupported"}


def test_deep_nesting_ends_as_an_error_or_as_text() -> None:
    deep = b"<kamerstuk>" + b"<al-groep>" * 150 + b"<al>diep</al>" + b"</al-groep>" * 150 + b"</kamerstuk>"
    with pytest.raises(ReadingError):
        parse(deep, "diep.xml")


@pytest.mark.skipif(not REALDOCS.exists(), reason="../shared/realdocs/xml is not there")
def test_real_debates_name_a_speaker_for_every_speech_and_hold_no_damage() -> None:
    for path in sorted(REALDOCS.glob("*.xml")):
        document = parse(path.read_bytes(), path.name)
        speeches = path.read_text("utf-8").count("<spreekbeurt")
        named = sum(
            section.title.startswith(("De ", "Mevrouw", "Minister", "Staatssec")) for section in document.sections
        )
        assert named >= speeches, path.name
        assert not any(letter in document.page(1).text for letter in "Ã\x80\x99"), path.name


def _item(inside: str, number: str = "h-tk-20302031-71-6") -> bytes:
    address = f"https://zoek.officielebekendmakingen.nl/{number}/metadata.xml"
    meta = f'<metadata><meta name="OVERHEIDop.externMetadataRecord" content="{address}"/></metadata>'
    return f"<officiele-publicatie>{meta}<handelingen>{inside}</handelingen></officiele-publicatie>".encode()


def test_a_date_in_the_title_of_an_item_is_not_that_of_the_sitting() -> None:
    title = "Stemmingen moties Informele Raad d.d. 10-11 april 2031"
    letter = "minister van Zaken en Dingen - 15 maart 2031"
    metadata = parse(
        _item(f"<agendapunt><nr>6</nr><item-titel>{title}</item-titel><al>{letter}</al></agendapunt>"), "stuk.xml"
    ).metadata
    assert (metadata.title, metadata.published) == (title, "")
    assert (metadata.series, metadata.edition) == ("tk-handelingen", "2030-2031 71 6")
    assert metadata.number == "Handelingen II 2030/31, nr. 71, item 6"


def test_the_first_item_of_a_sitting_says_its_date_and_needs_no_title() -> None:
    day = "<vergadering><vergaderdatum>Donderdag 5 april 2031</vergaderdatum></vergadering>"
    opening = f"{day}<opening><tekst><al>Aanwezig zijn 144 leden der Kamer.</al></tekst></opening>"
    metadata = parse(_item(opening), "stuk.xml").metadata
    assert (metadata.title, metadata.published) == ("Opening van de vergadering", "2031-04-05")


def test_a_date_may_stand_in_an_attribute_or_in_the_metadata() -> None:
    letter = "<kamerstuk><al>Tekst.</al><dagtekening><datum isodatum='2031-05-09'>9-5</datum></dagtekening></kamerstuk>"
    assert parse(_item(letter, "kst-29754-736"), "stuk.xml").metadata.published == "2031-05-09"
    meta = "<meta name='OVERHEIDop.datumVergadering' content='2031-04-05'/><al>Tekst.</al>"
    assert parse(_item(meta), "stuk.xml").metadata.published == "2031-04-05"
