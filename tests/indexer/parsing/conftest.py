"""Small files made for the tests of the readers: PDF by reportlab, DOCX and ODT by hand, nothing from outside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OPEN_DOCUMENT = "urn:oasis:names:tc:opendocument:xmlns:"


class Made:
    """Makers of small files."""

    @staticmethod
    def pdf(draw: Callable[[Canvas, int], None], *, pages: int = 1, **options: Any) -> bytes:
        """Return a PDF of which `draw(canvas, number)` fills the pages, counted from 1."""
        buffer = io.BytesIO()
        canvas = Canvas(buffer, pagesize=A4, **options)
        for number in range(1, pages + 1):
            draw(canvas, number)
            canvas.showPage()
        canvas.save()
        return buffer.getvalue()

    @staticmethod
    def lines(
        canvas: Canvas, x: float, y: float, texts: Sequence[str], *, size: float = 10, font: str = "Helvetica"
    ) -> float:
        """Print *texts* from (x, y) down, in points from the bottom left, and return the next base line."""
        canvas.setFont(font, size)
        for text in texts:
            canvas.drawString(x, y, text)
            y -= 1.2 * size
        return y

    @staticmethod
    def zipped(members: Mapping[str, str | bytes]) -> bytes:
        """Return a zip file of *members*."""
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in members.items():
                archive.writestr(name, content)
        return buffer.getvalue()

    @staticmethod
    def docx(body: str, **members: str) -> bytes:
        """Return a DOCX with *body* as the XML inside `w:body`; *members* are further parts such as `footnotes`."""
        parts: dict[str, str | bytes] = {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
        parts |= {
            f"word/{name}.xml": content.replace(f"<w:{name}>", f'<w:{name} xmlns:w="{WORD}">')
            for name, content in members.items()
        }
        return Made.zipped(parts)

    @staticmethod
    def paragraph(text: str, *, style: str = "", inside: str = "") -> str:
        """Return the XML of one Word paragraph."""
        properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
        return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{text}</w:t></w:r>{inside}</w:p>'

    @staticmethod
    def odt(body: str, *, styles: str = "") -> bytes:
        """Return an ODT with *body* as the XML inside `office:text` and *styles* as its automatic styles."""
        spaces = " ".join(
            f'xmlns:{short}="{OPEN_DOCUMENT}{name}:1.0"'
            for short, name in (
                *(("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"), ("style", "style")),
            )
        )
        return Made.zipped(
            {
                "mimetype": "application/vnd.oasis.opendocument.text",
                "content.xml": f"<office:document-content {spaces}><office:automatic-styles>{styles}"
                f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
                "</office:body></office:document-content>",
            }
        )


@pytest.fixture(scope="session")
def made() -> type[Made]:
    """Makers of small files."""
    return Made
