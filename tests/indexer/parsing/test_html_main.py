"""Web pages: the main part is found without a template, notes and units stay, damage is mended, bombs end."""

from __future__ import annotations

import pytest

from benchmarks.parsing.html_extraction import Page, made, ours, score
from benchmarks.parsing.html_templates import TEMPLATES
from corpus.model import Document, PassageKind
from indexer.parsing import parse


def page(body: str, *, head: str = "") -> Document:
    return parse(f"<!DOCTYPE html><html lang='nl'><head>{head}</head><body>{body}</body></html>".encode(), "blad.html")


def texts(document: Document, kind: PassageKind | None = None) -> list[str]:
    return [p.text for p in document.passages if kind is None or p.kind is kind]


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_main_text_of_a_made_page_is_found_whole_and_its_menus_are_not(template: str) -> None:
    pages: list[Page] = [one for one in made(4, seed=3) if one.template == template]
    recall, precision, notes, items = score(pages, ours)
    assert (recall, notes, items) == (1.0, 1.0, 1.0)
    assert precision >= 0.95


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("Er zijn 40 m<sup>2</sup> en 12 km<sup>2</sup> vrij.", "Er zijn 40 m2 en 12 km2 vrij."),
        ("Dat is zo.<sup>3</sup> Punt.", "Dat is zo. Punt."),
        ("Dat is zo<sup><a href='#n3'>[3]</a></sup>.", "Dat is zo."),
        ("Dat was in 2023<sup>3</sup>.", "Dat was in 2023."),
        ("<sup>4</sup>Zie het verslag.", "4 Zie het verslag."),
        ("<a href='#r'><sup>5</sup></a> Zie het verslag.", "5 Zie het verslag."),
        ("De 1<sup>e</sup> keer", "De 1e keer"),
    ],
)
def test_a_raised_number_is_a_reference_or_a_unit_or_opens_its_note(markup: str, text: str) -> None:
    assert texts(page(f"<p>{markup}</p>")) == [text]


def test_a_form_around_the_whole_page_hides_nothing_and_a_search_box_goes() -> None:
    long = "De gemeente werkt samen met de scholen aan weerbaarheid. " * 15
    document = page(
        f"<form id='aspnet'><form><label>Zoeken</label></form><div><h1>Nieuws</h1><p>{long}</p></div></form>"
    )
    assert texts(document)[0].startswith("De gemeente werkt samen")
    small = page(f"<form><label>Zoeken in de site</label></form><h1>Nieuws</h1><p>{long}</p>")
    assert not any("Zoeken" in text for text in texts(small))


def test_a_page_without_main_loses_its_lists_of_links_and_keeps_its_sources() -> None:
    menu = "<div>" + "".join(f"<a href='/{n}'>Onderdeel {n}</a> " for n in range(6)) + "</div>"
    source = "<p>Bronnen: het verslag van 2023 (<a href='/v'>pdf</a>) en de brief van de minister van 4 mei 2024.</p>"
    document = page(f"{menu}<div><h1>Nieuws</h1><p>De raad stemt in oktober over het plan.</p>{source}</div>{menu}")
    whole = " ".join(texts(document))
    assert "Onderdeel" not in whole
    assert "Bronnen: het verslag van 2023 (pdf)" in whole


def test_a_page_that_is_nothing_but_links_keeps_them() -> None:
    links = "".join(f"<li><a href='/{n}'>Verslag {2010 + n}</a></li>" for n in range(5))
    assert texts(page(f"<ul>{links}</ul>")) == [f"Verslag {2010 + n}" for n in range(5)]


def test_passages_in_another_language_are_marked_as_the_page_says() -> None:
    document = page('<p lang="fr">Oui.</p><p class="NormalFR">Non.</p><p>Ja.</p>')
    assert [p.language for p in document.passages] == ["fr", "fr", "nl"]


def test_a_page_that_was_encoded_twice_is_mended_and_noted() -> None:
    body = "<p>Coördinatie in tweeën, zei men. Wij financiëren de reünie.</p>"
    document = parse(f"<html><body>{body}</body></html>".encode().decode("cp1252").encode(), "blad.html")
    assert texts(document) == ["Coördinatie in tweeën, zei men. Wij financiëren de reünie."]
    assert any("tweemaal gecodeerd" in note for note in document.notes)


def test_cells_that_span_rows_stand_in_every_row_they_cover_at_the_end_too() -> None:
    rows = (
        "<tr><th>Jaar</th><th>Aantal</th><th>Bron</th></tr><tr><td>2022</td><td>5</td><td rowspan='2'>politie</td></tr>"
        "<tr><td>2023</td><td>7</td></tr>"
    )
    assert texts(page(f"<table>{rows}</table>"))[1:] == [
        "Jaar: 2022; Aantal: 5; Bron: politie", "Jaar: 2023; Aantal: 7; Bron: politie",
    ]  # fmt: skip


def test_items_of_a_list_show_the_number_the_page_gives_them() -> None:
    assert texts(page("<ol start='3'><li>drie</li><li value='7'>zeven</li></ol>")) == ["3. drie", "7. zeven"]


@pytest.mark.parametrize("tag", ["div", "b", "table", "ul", "sup"])
def test_deep_nesting_ends_with_the_text(tag: str) -> None:
    document = page(f"<{tag}>" * 5_000 + "Diep verborgen tekst" + f"</{tag}>" * 5_000)
    assert "Diep verborgen tekst" in document.page(1).text


def test_a_list_of_links_after_running_text_is_a_part_of_it_and_one_before_is_a_menu() -> None:
    links = "".join(f"<li><a href='/{n}'>Verslag over {n} (pdf)</a></li>" for n in range(2019, 2024))
    menu = "".join(f"<li><a href='/{n}'>Rubriek {n}</a></li>" for n in range(5))
    text = "De gemeente bespreekt elk jaar met haar partners welke signalen er waren en wat daarmee is gedaan. " * 2
    document = page(f"<div><ul>{menu}</ul><h1>Verslagen</h1><p>{text}</p><ul>{links}</ul></div>")
    assert [t for t in texts(document) if "Verslag over" in t] == [f"Verslag over {n} (pdf)" for n in range(2019, 2024)]
    assert not any("Rubriek" in t for t in texts(document))


def test_digits_that_are_no_numbers_and_numbers_without_end_stop_no_reader() -> None:
    document = page(
        "<ol start='²'><li value='³'>Een punt.</li><li value='7'>Ander punt.</li></ol>"
        "<table><tr><th colspan='²'>Jaar</th><th>Aantal</th></tr>"
        f"<tr><td rowspan='{'9' * 6000}'>2023</td><td>4</td></tr>"
        "</table>"
    )
    assert texts(document)[:2] == ["1. Een punt.", "7. Ander punt."]
    assert "Jaar: 2023; Aantal: 4" in texts(document)
