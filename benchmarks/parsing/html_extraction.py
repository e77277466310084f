"""Main text of web pages: our reader beside trafilatura (where installed), on pages made here with known main text.

Run: `python -m benchmarks.parsing.html_extraction`. Recall and precision are over words, as multisets; notes and list
items are counted apart, since a citation that cannot find them is no citation.
"""

from __future__ import annotations

import importlib
import random
import re
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.parsing.html_templates import TEMPLATES
from indexer.parsing import html

_SUBJECTS = (
    "de gemeente", "het meldpunt", "de dienst", "de politie", "een school", "de raad", "het netwerk", "de coördinator"
)  # fmt: skip
_VERBS = ["bespreekt", "meldt", "onderzoekt", "ondersteunt", "volgt", "beoordeelt", "herziet", "publiceert"]
_OBJECTS = (
    "signalen van radicalisering", "de lokale aanpak", "een dreigingsinschatting", "cijfers over haatberichten",
    "het actieplan", "meldingen van polarisatie", "de opleiding van eerstelijnswerkers",
    "een jaarverslag over extremisme",
)  # fmt: skip


@dataclass
class Page:
    """A page that was made, with the text it is about."""

    template: str
    markup: str
    main: list[str]
    notes: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def sentence(chance: random.Random) -> str:
    """Return an invented sentence."""
    number = chance.randint(2, 900)
    subject, verb, thing = chance.choice(_SUBJECTS), chance.choice(_VERBS), chance.choice(_OBJECTS)
    return f"{subject.capitalize()} {verb} {thing} en telt daarbij {number} gevallen in het voorbije jaar."


def body(chance: random.Random) -> tuple[str, list[str], list[str], list[str]]:
    """Return the markup of a main text, its texts, its notes and its list items."""
    title = f"Aanpak van polarisatie in {chance.choice(['Oosterveld', 'Kastelbrugge', 'Veenmeer'])}"
    texts = [title]
    notes: list[str] = []
    items: list[str] = []
    parts = [f"<h1>{title}</h1>"]
    for section in range(chance.randint(2, 4)):
        heading = f"{section + 1} {chance.choice(_OBJECTS).capitalize()}"
        texts.append(heading)
        parts.append(f"<h2>{heading}</h2>")
        for _ in range(chance.randint(1, 4)):
            text = " ".join(sentence(chance) for _ in range(chance.randint(1, 5)))
            texts.append(text)
            mark = ""
            if chance.random() < 0.3:
                notes.append(
                    f"{len(notes) + 1} Zie bijlage {len(notes) + 1} van het verslag {chance.randint(2015, 2024)}."
                )
                mark = f'<sup><a href="#n{len(notes)}">{len(notes)}</a></sup>'
            parts.append(f"<p>{text}{mark}</p>")
        if chance.random() < 0.6:
            listed = [sentence(chance) for _ in range(chance.randint(2, 5))]
            items += listed
            parts.append("<ul>" + "".join(f"<li>{text}</li>" for text in listed) + "</ul>")
    terms = [(word, sentence(chance)) for word in ("Polarisatie", "Weerbaarheid")]
    texts += [part for pair in terms for part in pair]
    parts.append("<dl>" + "".join(f"<dt>{term}</dt><dd>{said}</dd>" for term, said in terms) + "</dl>")
    reports = [f"Verslag over {year} van het meldpunt (pdf)" for year in chance.sample(range(2015, 2024), 4)]
    items += reports
    parts.append("<h3>Bijlagen</h3><ul>" + "".join(f"<li><a href='/v'>{one}</a></li>" for one in reports) + "</ul>")
    texts.append("Bijlagen")
    rows = [("Jaar", "Meldingen"), ("2022", str(chance.randint(10, 99))), ("2023", str(chance.randint(10, 99)))]
    texts += [cell for row in rows for cell in row]
    parts.append(
        "<table>" + "".join("<tr>" + "".join(f"<td>{c}</td>" for c in row) + "</tr>" for row in rows) + "</table>"
    )
    hidden = sentence(chance)
    texts.append(hidden)
    parts.append(f"<details><summary>Meer weten</summary><p>{hidden}</p></details>")
    texts.append("Meer weten")
    if notes:
        parts.append('<div class="voetnoten">' + "".join(f"<p id='n'>{note}</p>" for note in notes) + "</div>")
    return "".join(parts), texts, notes, items


def made(count: int = 12, seed: int = 7) -> list[Page]:
    """Return *count* pages of each template."""
    chance = random.Random(seed)
    pages = []
    for _ in range(count):
        for template, around in TEMPLATES.items():
            inner, texts, notes, items = body(chance)
            head = f"<!DOCTYPE html><html lang='nl'><head><title>{texts[0]}</title></head>"
            markup = f"{head}<body>{around(inner)}</body></html>"
            pages.append(Page(template, markup, texts + notes + items, notes, items))
    return pages


def ours(markup: str) -> str:
    """Return what our reader takes for the text of a page."""
    return "\n".join(block.text for block in html.read(markup.encode(), "pagina.html").blocks)


def extractors() -> dict[str, Callable[[str], str]]:
    """Return the extractors that are installed, by name."""
    found: dict[str, Callable[[str], str]] = {"duiding": ours}
    try:
        extract = importlib.import_module("trafilatura").extract
    except ImportError:
        return found
    found["trafilatura"] = lambda markup: extract(markup, include_comments=False, include_tables=True) or ""
    found["trafilatura, favor_recall"] = lambda markup: extract(markup, include_tables=True, favor_recall=True) or ""
    return found


def words(text: str) -> Counter[str]:
    """Return the words of a text with their counts."""
    return Counter(re.findall(r"\w+", text.casefold()))


def score(pages: list[Page], extract: Callable[[str], str]) -> tuple[float, float, float, float]:
    """Return recall, precision, share of notes and share of list items found whole."""
    shared = wanted = found = 0
    notes = [0, 0]
    items = [0, 0]
    for page in pages:
        text = extract(page.markup)
        truth, got = words(" ".join(page.main)), words(text)
        shared += (truth & got).total()
        wanted, found = wanted + truth.total(), found + got.total()
        flat = " ".join(text.split())
        for counts, texts in ((notes, page.notes), (items, page.items)):
            counts[0] += sum(one in flat for one in texts)
            counts[1] += len(texts)
    return shared / wanted, shared / max(found, 1), notes[0] / max(notes[1], 1), items[0] / max(items[1], 1)


def main() -> None:
    """Print one row for each extractor and template."""
    pages = made()
    print("| extractor | template | recall | precision | notes | list items | pages per CPU second |")
    print("|---|---|---|---|---|---|---|")
    for name, extract in extractors().items():
        for template in TEMPLATES:
            chosen = [page for page in pages if page.template == template]
            start = time.process_time()
            values = score(chosen, extract)
            speed = len(chosen) / max(time.process_time() - start, 1e-9)
            print(f"| {name} | {template} | " + " | ".join(f"{value:.3f}" for value in values) + f" | {speed:.0f} |")


if __name__ == "__main__":
    main()
