"""What people come to do, in a real browser: search, narrow down, read, cite; with and without JavaScript."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

OpenPage = Callable[..., Page]


def box(page: Page, name: str, value: str) -> Locator:
    """Return the checkbox of a filter value."""
    return page.locator(f"input[name={name}][value={value}]")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_home_page_to_a_passage(open_page: OpenPage, *, script: bool) -> None:
    """Search, choose a filter, apply it, take it away, open the passage: the same with and without JavaScript."""
    page = open_page(java_script_enabled=script)
    page.get_by_label("Zoek een woord").fill("rechts-extremisme gemeente")
    page.get_by_role("button", name="Zoek", exact=True).click()
    expect(page).to_have_url(re.compile(r"/zoek\?q=rechts-extremisme\+gemeente$"))
    total = page.locator(".results-total").inner_text()
    expect(page.locator("mark").first).to_be_visible()

    box(page, "land", "BE").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile(r"land=BE$"))
    expect(page.locator(".results-total")).not_to_have_text(total)
    expect(box(page, "land", "BE")).to_be_checked()

    page.get_by_role("link", name="Verwijder filter Land: België").click()
    expect(page.locator(".results-total")).to_have_text(total)

    page.get_by_role("link", name=re.compile("^Citeer")).first.click()
    expect(page.locator("blockquote")).to_be_visible()
    expect(page.get_by_role("textbox", name="Voetnoot")).to_have_value(re.compile("Passage: http"))


def test_the_back_button_brings_the_choice_back(open_page: OpenPage) -> None:
    page = open_page("/zoek?q=gemeente")
    box(page, "land", "NL").check()
    page.get_by_role("button", name="Filters toepassen").click()
    expect(page).to_have_url(re.compile("land=NL"))
    page.go_back()
    expect(page).to_have_url(re.compile("q=gemeente$"))
    page.go_forward()
    expect(box(page, "land", "NL")).to_be_checked()


def test_a_citation_is_copied(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer: Voetnoot").click()
    expect(page.get_by_role("status")).to_have_text("Gekopieerd")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.get_by_role("textbox", name="Voetnoot").input_value()
    assert passage_address in copied


def test_without_a_clipboard_the_citation_is_selected(open_page: OpenPage, passage_address: str) -> None:
    """On plain http in an intranet the browser gives no clipboard."""
    page = open_page("/help")
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false;"
    )
    page.goto(page.url.replace("/help", passage_address))
    page.get_by_text("Andere stijlen en bestanden").click()
    page.get_by_role("button", name="Kopieer: APA", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("Geselecteerd: druk op Ctrl+C")
    selected = page.evaluate(
        "(box => box.value.slice(box.selectionStart, box.selectionEnd))(document.getElementById('vorm-apa'))"
    )
    assert selected == page.get_by_role("textbox", name="APA", exact=True).input_value()


def test_without_javascript_the_forms_stand_in_the_page(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address, java_script_enabled=False)
    expect(page.get_by_role("textbox", name="Voetnoot")).to_be_visible()
    expect(page.locator("button[data-copy]").first).to_be_hidden()
    page.get_by_text("Andere stijlen en bestanden").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download .ris").click()
    assert download.value.suggested_filename.endswith(".ris")


def test_the_reading_view_opens_at_the_passage(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address)
    quotation = page.locator("blockquote").inner_text()
    page.get_by_role("link", name="Lees in het document").click()
    # A browser that finds the words of the address marks them: then they are the target, within the passage.
    target = page.locator(".passage:is(:target, :has(:target))")
    expect(target).to_be_in_viewport()
    assert " ".join(quotation.split())[:60] in " ".join(target.inner_text().split())


def test_the_places_found_are_reached_one_after_the_other(open_page: OpenPage, document_address: str) -> None:
    page = open_page(document_address)
    page.locator(".places a").first.click()
    first = page.url
    page.locator(".passage:target .passage__next").click()
    assert page.url != first
    expect(page.locator(".passage:target mark").first).to_be_in_viewport()


def test_the_slash_key_goes_to_the_search_box_and_can_be_turned_off(open_page: OpenPage) -> None:
    page = open_page("/help")
    search = page.get_by_role("combobox")
    page.keyboard.press("/")
    expect(search).to_be_focused()
    page.keyboard.type("a/b")
    expect(search).to_have_value("a/b")
    page.get_by_role("button", name="Zet de sneltoets / uit").click()
    page.keyboard.press("/")
    expect(search).not_to_be_focused()
    page.reload()
    expect(page.get_by_role("button", name="Zet de sneltoets / aan")).to_be_visible()


def test_the_keyboard_reaches_the_content_first(open_page: OpenPage) -> None:
    page = open_page("/zoek?q=gemeente")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


@pytest.mark.parametrize("script", [True, False])
def test_filters_stand_open_on_a_wide_screen_and_fold_on_a_phone(open_page: OpenPage, *, script: bool) -> None:
    wide = open_page("/zoek?q=gemeente", java_script_enabled=script)
    expect(wide.get_by_role("button", name="Filters toepassen")).to_be_visible()
    phone = open_page("/zoek?q=gemeente", width=390, java_script_enabled=script)
    expect(phone.get_by_role("button", name="Filters toepassen")).to_be_hidden()
    phone.locator(".filters summary").first.click()
    expect(phone.get_by_role("button", name="Filters toepassen")).to_be_visible()


def test_the_original_pdf_is_shown_by_the_browser_itself(open_page: OpenPage, document_address: str) -> None:
    page = open_page(document_address)
    address = page.get_by_role("link", name="Open de originele pdf").get_attribute("href")
    answer = page.request.get(page.url.split("/document")[0] + str(address))
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.body().startswith(b"%PDF")


def test_results_can_be_printed(open_page: OpenPage) -> None:
    page = open_page("/zoek?q=gemeente")
    page.emulate_media(media="print")
    expect(page.locator(".filters")).to_be_hidden()
    expect(page.get_by_text("Afgedrukt op")).to_be_visible()
    assert page.pdf().startswith(b"%PDF")


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("width", [1280, 390])
def test_find_read_cite_and_take_along(open_page: OpenPage, *, script: bool, width: int) -> None:
    """A newcomer's way in five steps: search, open the passage, collect it, open the list, take the file."""
    page = open_page(java_script_enabled=script, width=width)
    page.get_by_label("Zoek een woord").fill("omgevingsanalyse")
    page.get_by_role("button", name="Zoek", exact=True).click()
    page.get_by_role("link", name=re.compile("^Citeer")).first.click()
    page.get_by_role("button", name="Zet op mijn citatenlijst").click()
    page.get_by_role("link", name="citatenlijst", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Word (.docx)").click()
    assert download.value.suggested_filename == "citatenlijst.docx"
    page.get_by_role("button", name=re.compile("^Haal uit de lijst")).click()
    expect(page.get_by_text("Uw lijst is nog leeg")).to_be_visible()


@pytest.mark.parametrize("script", [True, False])
def test_a_changed_quotation_is_shown_with_its_difference(open_page: OpenPage, *, script: bool) -> None:
    page = open_page("/citaatcontrole", java_script_enabled=script)
    page.get_by_label("Tekst met citaten").fill(
        "\u201cEen actieve overtuiging, hoe uitgesproken ook, is een extremisme\u201d (p. 1)."
    )
    page.get_by_role("button", name="Controleer citaten").click()
    expect(page.get_by_role("heading", name="Wijkt af van de bron")).to_be_visible()
    expect(page.get_by_text("het verschil raakt een ontkenning")).to_be_visible()
    expect(page.locator("ins")).to_contain_text("geen")
    page.locator(".checked__where a").click()
    expect(page.locator("blockquote")).to_contain_text("is geen extremisme")


def test_a_styled_citation_is_copied_for_a_word_processor(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Kopieer: Citaat met bron").click()
    expect(page.get_by_role("status")).to_have_text("Gekopieerd")
    styled = page.evaluate(
        "navigator.clipboard.read().then(all => all[0].getType('text/html')).then(blob => blob.text())"
    )
    assert "<blockquote" in styled
    assert "<i>" in styled


@pytest.mark.parametrize("script", [True, False])
def test_a_bar_of_the_years_leads_to_that_year(open_page: OpenPage, *, script: bool) -> None:
    page = open_page("/zoek?q=extremisme", java_script_enabled=script)
    bar = page.locator(".histogram a").first
    words = bar.get_attribute("aria-label") or ""
    bar.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".results-total")).to_contain_text(words.split(": ")[1])


def test_suggestions_are_chosen_with_the_keyboard(open_page: OpenPage) -> None:
    page = open_page()
    box = page.get_by_role("combobox", name="Zoek een woord, een naam of een zin")
    box.press_sequentially("polar")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("fenomeen")
    expect(page.get_by_role("status")).to_contain_text("suggestie")
    page.keyboard.press("ArrowDown")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    box.press_sequentially("i")
    expect(options.first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"fenomeen="))


def test_enter_without_a_choice_searches_what_was_typed(open_page: OpenPage) -> None:
    page = open_page()
    page.get_by_role("combobox", name="Zoek een woord, een naam of een zin").press_sequentially("polaris")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"q=polaris$"))


def test_on_a_wide_screen_the_passage_stands_left_of_its_citations(open_page: OpenPage, passage_address: str) -> None:
    page = open_page(passage_address)
    quotation, citing = page.locator("article.quotation").bounding_box(), page.locator(".citing").bounding_box()
    assert quotation
    assert citing
    assert quotation["x"] + quotation["width"] <= citing["x"]
    assert quotation["x"] < 100
