"""A PDF page's characters into lines, each with its place and size, the raised numbers in it apart."""

from __future__ import annotations

import ctypes
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from koreamap.reading.formats._pdf_fonts import Fonts

if TYPE_CHECKING:
    import pypdfium2

__all__ = ["Gap", "Line", "Mark", "Page", "read_lines"]

_HYPHEN = "\x02"
"""What PDFium says for a hyphen that parts a word at a line's end."""
_RAISED = 0.18
"""How far above its line's foot a note's mark stands, in sizes."""
_SMALLER = 0.85
_GAP = 0.85
"""So wide, in sizes, is white that may part two cells of a table; a stretched line has less between its words."""


class _Char(NamedTuple):
    text: str
    size: float
    left: float
    right: float
    bottom: float
    top: float
    made: bool = False
    """Whether PDFium put it there, for a gap."""
    place: int = -1
    """On its page, as PDFium counts."""


class Gap(NamedTuple):
    """White within a line: its sides, and where in the line's text the words behind it begin."""

    offset: int
    left: float
    right: float

    def moved(self, by: int) -> Gap:
        """Return it in a line with so many letters before."""
        return self._replace(offset=self.offset + by)


class Mark(NamedTuple):
    """A raised number: before which of its line's letters it stands, and whether a figure before it leaves it in doubt.

    ``Boat 357²`` may be a mark, ``10²`` a power: the page's footnotes tell.
    """

    offset: int
    label: str
    is_doubted: bool = False

    def moved(self, by: int) -> Mark:
        """Return it in a line with so many letters before."""
        return self._replace(offset=self.offset + by)


@dataclass(slots=True)
class Line:
    """A line: pieces of words, and between them the marks of footnotes.

    Lengths in points, from the page's lower left. `marks` are raised numbers; `hyphened` says that its last
    word goes on in the next line, its hyphen already taken off. `bold` where all its words are; `gaps` are white
    that may part cells; `is_row` tells a row of a table.
    """

    text: str = ""
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    hyphened: bool = False
    spaced: bool = False
    bold: bool = False
    gaps: list[Gap] = field(default_factory=list)
    is_row: bool = False

    def gap_to(self, line: Line, offset: int) -> Gap:
        """Return the white between this line and one behind it on the same foot, whose words begin at an offset."""
        return Gap(offset, self.right, line.left)

    @property
    def is_empty(self) -> bool:
        """Whether it shows nothing."""
        return not self.text.strip() and not self.marks


@dataclass(slots=True)
class Page:
    """A page's lines, in the order in which it draws them."""

    lines: list[Line]
    height: float
    label: str


def read_lines(page: pypdfium2.PdfPage) -> list[Line]:
    """Return a page's lines."""
    lines: list[Line] = []
    chars: list[_Char] = []
    text = page.get_textpage()
    fonts = Fonts(text)
    for char in _read_chars(text):
        if char.text in "\r\n":
            _end_line(lines, chars, fonts)
            chars = []
        else:
            chars.append(char)
            if char.text == _HYPHEN:
                _end_line(lines, chars, fonts)
                chars = []
    _end_line(lines, chars, fonts)
    return [line for line in lines if not line.is_empty]


def _read_chars(text: pypdfium2.PdfTextPage) -> list[_Char]:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - whoever reads another format need not load it

    box = [ctypes.c_double() for _side in range(4)]
    left, right, bottom, top = box
    sides = [ctypes.byref(side) for side in box]
    code_of, box_of, size_of = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetCharBox, pdfium.FPDFText_GetFontSize
    page = text.raw
    found: list[_Char] = []
    high = 0
    for index in range(text.count_chars()):
        code = code_of(page, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if high and 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00)
        high = 0
        box_of(page, index, *sides)
        size = size_of(page, index)
        char = chr(code) if code < 0x110000 else "\ufffd"
        made = char == " " and bool(pdfium.FPDFText_IsGenerated(page, index))
        found.append(_Char(char, size, left.value, right.value, bottom.value, top.value, made, index))
    return found


def _end_line(lines: list[Line], chars: list[_Char], fonts: Fonts) -> None:
    """Make a line; one that PDFium cut at a raised mark is joined to the one before."""
    chars = _join_figures(chars)
    ink = [char for char in chars if not char.text.isspace() and char.text != _HYPHEN]
    if not ink:
        return
    line = _to_line(chars, ink)
    line.bold = fonts.are_bold([char.place for char in ink])
    before = lines[-1] if lines else None
    if before is not None and _is_same(before, line):
        gap = line.left - before.right > 0.12 * before.size or before.spaced
        joint = " " if gap and not before.text.endswith(" ") else ""
        before.text += joint
        if line.left - before.right > _GAP * line.size:
            before.gaps.append(before.gap_to(line, len(before.text)))
        before.gaps += [each.moved(len(before.text)) for each in line.gaps]
        before.bold = before.bold and line.bold
        before.marks += [mark.moved(len(before.text)) for mark in line.marks]
        before.text += line.text
        before.right, before.hyphened, before.spaced = line.right, line.hyphened, line.spaced
        before.size = max(before.size, line.size)
        before.bottom, before.top = min(before.bottom, line.bottom), max(before.top, line.top)
    else:
        lines.append(line)


def _join_figures(chars: list[_Char]) -> list[_Char]:
    """Take out the space that PDFium made of a change of font within ``1953년``; one that the file has stays."""
    mended: list[_Char] = []
    for index, char in enumerate(chars):
        before = mended[-1] if mended else None
        after = chars[index + 1] if index + 1 < len(chars) else None
        if char.made and before and after and _is_one_word(before, after):
            continue
        mended.append(char)
    return mended


def _is_one_word(before: _Char, after: _Char) -> bool:
    figure_first = before.text.isdigit() and "가" <= after.text <= "힣"
    return figure_first and after.left - before.right < 0.4 * after.size


def _is_same(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    lower = min(before.top - before.bottom, line.top - line.bottom)
    return overlap > 0.5 * lower and -0.3 * line.size < line.left - before.right < 2.5 * line.size


def _to_line(chars: list[_Char], ink: list[_Char]) -> Line:
    size = Counter(round(char.size, 1) for char in ink).most_common(1)[0][0]
    foot = sorted(char.bottom for char in ink if char.size >= size * _SMALLER)
    base = foot[len(foot) // 2] if foot else ink[0].bottom
    line = Line(size=size, left=ink[0].left, right=max(char.right for char in ink))
    line.bottom, line.top = min(char.bottom for char in ink), max(char.top for char in ink)
    line.hyphened = chars[-1].text == _HYPHEN
    line.spaced = chars[-1].text.isspace()
    mark, is_doubted = "", False
    edge = line.left
    for index, char in enumerate(chars):
        if char.text == _HYPHEN:
            continue
        if not char.text.isspace():
            if char.left - edge > _GAP * size and line.text:
                line.gaps.append(Gap(len(line.text), edge, char.left))
            edge = char.right
        if char.text.isdigit() and _is_raised(char, base, size):
            is_doubted = is_doubted or (not mark and index > 0 and chars[index - 1].text.isdigit())
            mark += char.text
            continue
        if mark:
            line.marks.append(Mark(len(line.text), mark, is_doubted))
            mark, is_doubted = "", False
        line.text += char.text
    if mark:
        line.marks.append(Mark(len(line.text), mark, is_doubted))
    line.text = line.text.rstrip()
    line.marks = [each._replace(offset=min(each.offset, len(line.text))) for each in line.marks]
    return line


def _is_raised(char: _Char, base: float, size: float) -> bool:
    """Tell a raised figure: its foot above the line's, and smaller than the line's own figures would be."""
    return char.bottom > base + _RAISED * size and char.top - char.bottom < 0.62 * size
