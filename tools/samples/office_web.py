"""Write a sample as a web page or as plain text; the page has what surrounds the text on a real site."""

from __future__ import annotations

import re
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

from tools.samples.blocks import parse
from tools.samples.office_inline import NOTICE, pieces, runs_of_blocks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tools.samples.blocks import Block
    from tools.samples.source import Source

_LINE = 90  # characters of a line in the text files, as in the written questions that they imitate
_MAIN = {"gegevens", "vraag", "antwoord", "bericht"}
_AFTER = {"teaser", "teasers", "voettekst"}
_LINKED = {"menu", "kruimelpad", "teaser", "teasers"}  # every item is a link
_TITLE_TAGS = {"cookies": "strong"}  # a heading there would be in the outline of the page
_BUTTONS = '<button type="button">Alles aanvaarden</button>\n<button type="button">Weigeren</button>'
_REGIONS = {
    "menu": ('<header>\n<nav aria-label="Hoofdmenu">', "</nav>\n</header>"),
    "kruimelpad": ('<nav class="kruimelpad" aria-label="Kruimelpad">', "</nav>"),
    "cookies": ('<div class="cookies" role="dialog" aria-label="Cookies">', f"{_BUTTONS}\n</div>"),
    "gegevens": ("<dl>", "</dl>"),
    "vraag": ('<section class="vraag">', "</section>"),
    "antwoord": ('<section class="antwoord">', "</section>"),
    "bericht": ("<article>", "</article>"),
    "teaser": ('<aside class="teaser">', "</aside>"),
    "teasers": ('<aside class="teasers">', "</aside>"),
    "voettekst": ("<footer>", "</footer>"),
}
_STYLE = """\
body { font: 1rem/1.5 sans-serif; margin: 0; color: #222 }
nav ul { display: flex; gap: 1.5rem; list-style: none; margin: 0; padding: 0.75rem 1.5rem; background: #e8eef4 }
main, aside { max-width: 45rem; margin: 1.5rem auto; padding: 0 1.5rem }
aside, footer { border-top: 1px solid #999 }
footer { padding: 1rem 1.5rem; background: #e8eef4 }
.voorbeeld { background: #fff3c4; padding: 0.5rem }
.cookies { padding: 0.75rem 1.5rem; background: #222; color: #fff }"""


def write_html(source: Source) -> bytes:
    """Return the page as UTF-8, whatever its meta tag says (`declared_charset` in the front matter)."""
    charset = str(source.meta.get("declared_charset", "utf-8"))
    title, publisher = escape(str(source.meta["title"])), escape(str(source.meta["publisher"]))
    fenced = parse(source.body).blocks
    before = [_region(block) for block in fenced if block.kind not in _MAIN | _AFTER]
    main = [_region(block) for block in fenced if block.kind in _MAIN]
    after = [_region(block) for block in fenced if block.kind in _AFTER]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="nl-BE">',
        "<head>",
        f'<meta charset="{charset}">',
        f"<title>{title} | {publisher}</title>",
        f'<meta name="description" content="{escape(NOTICE)}">',
        f"<style>\n{_STYLE}\n</style>",
        "</head>",
        "<body>",
        *before,
        "<main>",
        f'<p class="voorbeeld">{escape(NOTICE)}</p>',
        f"<h1>{title}</h1>",
        *main,
        "</main>",
        *after,
        "</body>",
        "</html>",
    ]
    return ("\n".join(lines) + "\n").encode()


def _region(block: Block) -> str:
    if block.kind not in _REGIONS:
        raise ValueError(f"a page has no region {block.kind!r}")
    if block.kind in _LINKED:
        inside = _linked(block)
    elif block.kind == "gegevens":
        inside = _described(block)
    else:
        inside = "\n".join(_flow(block.blocks, written_numbers=block.kind == "antwoord"))
    tag = _TITLE_TAGS.get(block.kind, "h2")
    title = f"<{tag}>{_inline(block.text)}</{tag}>\n" if block.text else ""
    opening, closing = _REGIONS[block.kind]
    return f"{opening}\n{title}{inside}\n{closing}"


def _flow(blocks: Iterable[Block], *, written_numbers: bool) -> Iterable[str]:
    """Yield the elements; numbers come from `<ol>`, or stand in the text itself where *written_numbers*."""
    for kind, group in runs_of_blocks(blocks):
        if kind == "numbers" and not written_numbers:
            yield "<ol>\n" + "\n".join(f"<li>{_inline(block.text)}</li>" for block in group) + "\n</ol>"
        elif kind == "numbers":
            yield from (f"<p>{block.marker} {_inline(block.text)}</p>" for block in group)
        elif kind == "bullets":
            yield "<ul>\n" + "\n".join(f"<li>{_inline(block.text)}</li>" for block in group) + "\n</ul>"
        elif kind == "heading":
            yield from (f"<h{block.level}>{_inline(block.text)}</h{block.level}>" for block in group)
        elif kind == "paragraph":
            yield from (_paragraph(block.text) for block in group)
        else:
            raise ValueError(f"a page has no block {kind!r}")


def _paragraph(line: str) -> str:
    if not line.startswith("> "):
        return f"<p>{_inline(line)}</p>"
    words, _, speaker = line.removeprefix("> ").partition(" > \u2013 ")
    return f"<blockquote>\n<p>{_inline(words)}</p>\n<p><cite>{_inline(speaker)}</cite></p>\n</blockquote>"


def _linked(block: Block) -> str:
    items = "\n".join(f'<li><a href="#">{_inline(item.text)}</a></li>' for item in block.blocks)
    return f"<ul>\n{items}\n</ul>"


def _described(block: Block) -> str:
    pairs = (item.text.partition(": ") for item in block.blocks)
    return "\n".join(f"<dt>{_inline(term)}</dt><dd>{_inline(value)}</dd>" for term, _, value in pairs)


def _inline(line: str) -> str:
    tags = {"bold": "strong", "italic": "em"}
    return "".join(
        f"<{tags[piece.kind]}>{escape(piece.text)}</{tags[piece.kind]}>"
        if piece.kind in tags
        else escape(piece.text, quote=False)
        for piece in pieces(line)
    )


def write_txt(source: Source) -> bytes:
    """Return the text with hard line breaks and a space before each, as copied from a page.

    `+++` joins what follows to the line before it: the answer begins without a heading or an empty line.
    """
    body = re.sub(r"\n+\+\+\+\n+", "\n ", source.body)
    lines = [_hard_wrapped(NOTICE, ""), ""]
    for line in body.rstrip().split("\n"):
        indent = " " if line.startswith((" ", "# ")) else ""
        words = line.removeprefix("# ").strip()
        heading = line.startswith("# ")
        lines.append(_hard_wrapped(words, indent) if not heading else indent + words)
    return ("\n".join(lines) + "\n").encode()


def _hard_wrapped(words: str, indent: str) -> str:
    return " \n".join(wrap(words, _LINE, initial_indent=indent, break_long_words=False, break_on_hyphens=False))
