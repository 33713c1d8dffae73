"""The letters of a PDF page as PDFium tells of them, line by line, in columns: a page has some thousands."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pypdfium2

__all__ = ["HYPHEN", "Letters", "read_letters"]

HYPHEN = "\x02"
"""What PDFium says for a hyphen that parts a word at a line's end."""
_LINE = re.compile(rf"[^\r\n{HYPHEN}]+{HYPHEN}?|{HYPHEN}")
_FIGURE_APART = re.compile(r"(?<=\d) (?=[가-힣])")
_SIDES = 4
_WIDE = 0.25
"""So wide, in sizes, is white that a file means."""


@dataclass(slots=True)
class Letters:
    """Letters of a line, one in each row of the columns.

    Parameters
    ----------
    text
        What they say.
    places
        Which they are on their page, as PDFium counts.
    sizes
        Of their fonts, in points.
    lefts, rights, bottoms, tops
        The sides of their ink, in points from the page's lower left.
    """

    text: str
    places: Sequence[int]
    sizes: Sequence[float]
    lefts: Sequence[float]
    rights: Sequence[float]
    bottoms: Sequence[float]
    tops: Sequence[float]

    def only(self, rows: Sequence[int]) -> Letters:
        """Return some of them."""
        return Letters(
            text="".join([self.text[row] for row in rows]),
            places=[self.places[row] for row in rows],
            sizes=[self.sizes[row] for row in rows],
            lefts=[self.lefts[row] for row in rows],
            rights=[self.rights[row] for row in rows],
            bottoms=[self.bottoms[row] for row in rows],
            tops=[self.tops[row] for row in rows],
        )


def read_letters(page: pypdfium2.PdfTextPage) -> Iterator[Letters]:
    """Read the letters of a page's lines; a hyphen that parts a word ends one."""
    letters = _read_page(page)
    for found in _LINE.finditer(letters.text):
        yield _join_figures(page, letters.only(range(*found.span())))


def _read_page(page: pypdfium2.PdfTextPage) -> Letters:
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - whoever reads another format need not load it

    raw, size_of = page.raw, pdfium.FPDFText_GetFontSize
    codes = [pdfium.FPDFText_GetUnicode(raw, place) for place in range(page.count_chars())]
    sizes = [size_of(raw, place) for place in range(len(codes))]
    columns = [sizes, *_read_boxes(page, len(codes))]
    text, places = _join_halves(codes)
    if len(places) < len(codes):
        columns = [[column[place] for place in places] for column in columns]
    return Letters(text, places, *columns)


def _read_boxes(page: pypdfium2.PdfTextPage, count: int) -> list[list[float]]:
    """Read the sides of all letters: by addresses, since ctypes takes twice the time for pointers of a type."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    address = ctypes.c_void_p
    signature = ctypes.CFUNCTYPE(ctypes.c_int, address, ctypes.c_int, *[address] * _SIDES)
    box_of = signature(ctypes.cast(pdfium.FPDFText_GetCharBox, address).value or 0)
    raw = ctypes.cast(page.raw, address).value
    sides = (ctypes.c_double * (_SIDES * count))()
    at = ctypes.addressof(sides)
    for place in range(count):
        box_of(raw, place, at, at + 8, at + 16, at + 24)
        at += 32
    return [sides[side::_SIDES] for side in range(_SIDES)]


def _join_halves(codes: list[int]) -> tuple[str, Sequence[int]]:
    """Make letters of UTF-16, whose rarer ones come in halves; tell for each at which place it ends."""
    if not any(0xD800 <= code < 0xE000 or code > 0x10FFFF for code in codes):
        return "".join(map(chr, codes)), range(len(codes))
    chars, places, high = [], [], 0
    for place, unit in enumerate(codes):
        if 0xD800 <= unit < 0xDC00:
            high = unit
            continue
        is_low = high and 0xDC00 <= unit < 0xE000
        code = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00) if is_low else unit
        high = 0
        chars.append(chr(code) if code < 0x110000 else "\ufffd")
        places.append(place)
    return "".join(chars), places


def _join_figures(page: pypdfium2.PdfTextPage, letters: Letters) -> Letters:
    """Take out the space that PDFium made of a change of font within ``1953년``; one that the file has stays."""
    import pypdfium2.raw as pdfium  # noqa: PLC0415 - as above

    for found in reversed(list(_FIGURE_APART.finditer(letters.text))):
        index = found.start()
        white = letters.lefts[index + 1] - letters.rights[index - 1]
        is_narrow = white < _WIDE * letters.sizes[index + 1]
        if is_narrow and pdfium.FPDFText_IsGenerated(page.raw, letters.places[index]):
            letters = letters.only([row for row in range(len(letters.text)) if row != index])
    return letters
