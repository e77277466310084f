"""Characters of a PDF page to words with their places; one tight loop over pdfium, no layout yet.

Places are in points from the top left corner of the page as displayed. pdfium counts characters in UTF-16 units and
from the bottom left corner of the unrotated page; both are put right here and nowhere else.
"""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from dataclasses import dataclass

import pypdfium2.raw as pdfium

HYPHENS = "-\u2010\u2011\u00ad\ufffe\x02"  # what pdfium gives for a hyphen at the end of a line
WORD_GAP = 0.14  # of the height of the loose box (0.16 em): a wider gap parts two words without a space between them
ZERO_SPACE = 0.03  # a space that leaves less room than this was drawn without width and is no space
TIGHT_SPACE = 0.1  # least advance of a space between letters that are set so tightly that their boxes overlap it
MAX_CHARS = 400_000  # of one page; more is no page that anybody reads
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f")


@dataclass(slots=True)
class Word:
    """Letters without a gap between them, on one line and in one size."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float  # base line
    size: float  # em, in points
    bold: bool
    spaced: bool = True  # stands apart from the word before it (False: only the font or size changed)
    mark: str = ""  # note mark raised behind it, as printed
    opens: bool = False  # is itself the raised mark with which a note opens
    jumped: bool = False  # comes after a jump to another place, without a space: it may be the rest of a word


@dataclass(slots=True)
class Frame:
    """How to turn pdfium's coordinates into those of the page as displayed."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int  # quarter turns clockwise

    @property
    def width(self) -> float:
        """Width as displayed, in points."""
        return self.top - self.bottom if self.turns % 2 else self.right - self.left

    @property
    def height(self) -> float:
        """Height as displayed, in points."""
        return self.right - self.left if self.turns % 2 else self.top - self.bottom

    def place(self, x: float, y: float) -> tuple[float, float]:
        """Return (x from the left, y from the top) as displayed."""
        if self.turns == 0:
            return x - self.left, self.top - y
        if self.turns == 1:
            return y - self.bottom, x - self.left
        if self.turns == 2:
            return self.right - x, y - self.bottom
        return self.top - y, self.right - x

    def origin(self, x: float, y: float) -> tuple[float, float]:
        """Return pdfium's coordinates of a place as displayed: the inverse of `place`."""
        if self.turns == 0:
            return x + self.left, self.top - y
        if self.turns == 1:
            return y + self.left, x + self.bottom
        if self.turns == 2:
            return self.right - x, y + self.bottom
        return self.right - y, self.top - x

    def rectangle(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Return (x0, top, x1, bottom) as displayed."""
        ax, ay = self.place(left, top)
        bx, by = self.place(right, bottom)
        return min(ax, bx), min(ay, by), max(ax, bx), max(ay, by)


def turned(frame: Frame, quarters: int) -> Frame:
    """Return *frame* seen with the sheet turned by so many more quarters clockwise."""
    return Frame(frame.left, frame.bottom, frame.right, frame.top, (frame.turns + quarters) % 4)


def frame_of(raw_page: object) -> Frame:
    """Return the frame of a loaded pdfium page."""
    box = pdfium.FS_RECTF()
    pdfium.FPDF_GetPageBoundingBox(raw_page, box)
    turns = max(0, pdfium.FPDFPage_GetRotation(raw_page)) % 4
    return Frame(box.left, min(box.bottom, box.top), box.right, max(box.bottom, box.top), turns)


def _characters(text_page: object, count: int) -> list[str]:
    """Return one string per pdfium character; the second half of a surrogate pair is empty."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = pdfium.FPDFText_GetText(text_page, 0, count, buffer)
    codes = list(buffer[:count])
    if written != count + 1:
        codes = [pdfium.FPDFText_GetUnicode(text_page, index) for index in range(count)]
    characters = []
    high = 0
    for code in codes:
        if 0xD800 <= code < 0xDC00:
            high = code
            characters.append("")
        elif 0xDC00 <= code < 0xE000:
            characters.append(chr(0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)) if high else "\ufffd")
            high = 0
        else:
            high = 0
            characters.append(chr(code) if code else "\ufffd")
    return characters


class _Styles:
    """Size and weight of the character at an index, with what pdfium needs to give them."""

    def __init__(self, text_page: object) -> None:
        self._page = text_page
        self._matrix = pdfium.FS_MATRIX()
        self._flags = ctypes.c_int()
        self._name = ctypes.create_string_buffer(128)

    def of(self, index: int) -> tuple[float, bool, float]:
        """Return (em in points, bold, angle in degrees counter-clockwise)."""
        size = pdfium.FPDFText_GetFontSize(self._page, index)
        angle = 0.0
        if pdfium.FPDFText_GetMatrix(self._page, index, self._matrix):
            size *= math.hypot(self._matrix.c, self._matrix.d) or 1.0
            angle = math.degrees(math.atan2(self._matrix.b, self._matrix.a))
        bold = pdfium.FPDFText_GetFontWeight(self._page, index) >= 600
        if not bold:
            length = pdfium.FPDFText_GetFontInfo(self._page, index, self._name, 128, self._flags)
            name = self._name.value.lower() if 0 < length <= 128 else b""
            bold = b"bold" in name or b"black" in name or b"heavy" in name
        return abs(size), bold, angle

    def is_stroked(self, index: int) -> bool:
        """Say whether a letter is filled and stroked, which makes it look bold without a bold font."""
        drawn = pdfium.FPDFText_GetTextObject(self._page, index)
        return bool(drawn) and pdfium.FPDFTextObj_GetTextRenderMode(drawn) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE


def words_of(  # noqa: C901, PLR0912, PLR0915 - one tight loop: calls would cost a third of the time
    text_page: object, frame: Frame
) -> tuple[list[Word], list[Word]]:
    """Return the upright words of a page and the words set at another angle, both in the order of the file."""
    count = min(pdfium.FPDFText_CountChars(text_page), MAX_CHARS)
    if count <= 0:
        return [], []
    letters = _characters(text_page, count)
    styles = _Styles(text_page)
    box, origin_x, origin_y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    by_ref, x_ref, y_ref = ctypes.byref(box), ctypes.byref(origin_x), ctypes.byref(origin_y)
    loose_box, get_origin, generated = (
        pdfium.FPDFText_GetLooseCharBox,
        pdfium.FPDFText_GetCharOrigin,
        pdfium.FPDFText_IsGenerated,
    )
    straight: list[Word] = []
    turned: list[Word] = []
    current: Word | None = None
    upright, space, blank, low, high, right_edge = True, True, True, 0.0, 0.0, 0.0
    quarter, spaced_at, stroked_base, stroked = frame.turns, -1, -1.0, False
    for index, letter in enumerate(letters):
        if not letter or letter in _INVISIBLE:
            if current is not None and upright and letter and loose_box(text_page, index, by_ref):
                # in a ligature cut by a soft hyphen the hyphen takes its share of the width
                x0, _, x1, _ = frame.rectangle(box.left, box.bottom, box.right, box.top)
                right_edge = x1 if abs(x0 - right_edge) < 0.1 else right_edge
            continue
        if letter in " \u00a0\t\u2002\u2003\u2009\u202f\u3000":
            blank = True
            if generated(text_page, index) != 1:
                space, spaced_at = True, index
            continue
        if letter in "\r\n":
            continue
        if not loose_box(text_page, index, by_ref):
            continue
        if quarter == 0:  # the same as frame.rectangle, without a call for each letter
            x0, x1 = box.left - frame.left, box.right - frame.left
            top, bottom = frame.top - box.top, frame.top - box.bottom
        else:
            x0, top, x1, bottom = frame.rectangle(box.left, box.bottom, box.right, box.top)
        height = bottom - top
        if current is not None and upright and abs(top - high) < 0.02 and abs(bottom - low) < 0.02:
            gap = x0 - right_edge
            together = -0.5 * height < gap < (ZERO_SPACE if space else WORD_GAP) * height
            if together and blank:  # an overhanging letter (italic j) reaches back over the space before it
                get_origin(text_page, index, x_ref, y_ref)
                edge = right_edge
                if not space and loose_box(text_page, index - 1, by_ref):  # a space that pdfium sees: f reaches over it
                    edge = min(edge, frame.rectangle(box.left, box.bottom, box.right, box.top)[0] or edge)
                gap = frame.place(origin_x.value, origin_y.value)[0] - edge
                together = gap < (ZERO_SPACE if space else WORD_GAP) * height
                if not together and not space:
                    space, spaced_at = True, -1
            if together and space and spaced_at >= 0 and loose_box(text_page, spaced_at, by_ref):
                # letters set tightly run over the space between them: its own advance tells
                together = x0 - frame.rectangle(box.left, box.bottom, box.right, box.top)[0] < TIGHT_SPACE * height
            if together:
                current.text += letter
                if x1 > right_edge:
                    current.x1 = right_edge = x1
                space = blank = False
                continue
        size, bold, angle = styles.of(index)
        get_origin(text_page, index, x_ref, y_ref)
        begin, base = frame.place(origin_x.value, origin_y.value)
        if not bold:
            if base != stroked_base:  # looked at once a line
                stroked_base, stroked = base, styles.is_stroked(index)
            bold = stroked
        upright = (
            abs((angle - 90 * quarter + 180) % 360 - 180) < 8
        )  # a page turned right shows text drawn at 90 degrees
        if (
            not upright
            and current is not None
            and turned
            and current is turned[-1]
            and not space
            and letter != "\ufffd"
        ):
            current.text += letter
            current.x0, current.x1 = min(current.x0, x0), max(current.x1, x1)
            current.top, current.bottom = min(current.top, top), max(current.bottom, bottom)
            continue
        start = begin if blank else x0
        apart = space or current is None or not -1.5 * height < start - right_edge < WORD_GAP * height
        if space and spaced_at >= 0 and abs(start - right_edge) < height and loose_box(text_page, spaced_at, by_ref):
            before, high_before, _, _ = frame.rectangle(box.left, box.bottom, box.right, box.top)
            same_line = abs(high_before - top) < 0.5 * height
            apart = not same_line or begin - before > TIGHT_SPACE * height or start - right_edge > ZERO_SPACE * height
        current = Word(letter, x0, x1, top, bottom, base, size, bold, apart, jumped=apart and not space)
        (straight if upright else turned).append(current)
        low, high, right_edge, space, blank = bottom, top, x1, False, False
    return straight, turned


def body_size(sizes: Counter[float]) -> float:
    """Return the size in which most letters are set; 10 where there are none."""
    return sizes.most_common(1)[0][0] if sizes else 10.0
