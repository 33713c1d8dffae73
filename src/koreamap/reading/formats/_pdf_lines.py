"""A PDF page's characters into lines, each with its place and size, the raised numbers in it apart."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, NamedTuple

from koreamap.reading.formats._pdf_fonts import Fonts
from koreamap.reading.formats._pdf_letters import HYPHEN, read_letters

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pypdfium2

    from koreamap.reading.formats._pdf_letters import Letters

__all__ = ["Gap", "Line", "Mark", "Page", "read_lines"]

_RAISED = 0.18
"""How far above its line's foot a note's mark stands, in sizes."""
_SMALLER = 0.85
_GAP = 0.85
"""So wide, in sizes, is white that may part two cells of a table; a stretched line has less between its words."""


class Gap(NamedTuple):
    """White within a line: its sides, and where in the line's text the words behind it begin.

    `hyphened` where the last word before it goes on in the next line of its cell.
    """

    offset: int
    left: float
    right: float
    hyphened: bool = False

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

    Lengths in points, from the page's lower left; `foot` is where most letters stand. `marks` are raised numbers;
    `hyphened` says that its last word goes on in the next line, a hyphen that only parts it already taken off. `bold`
    where all its words are; `gaps` are white that may part cells; `is_row` tells a row of a table.
    """

    text: str = ""
    size: float = 0.0
    left: float = 0.0
    right: float = 0.0
    bottom: float = 0.0
    top: float = 0.0
    foot: float = 0.0
    marks: list[Mark] = field(default_factory=list)
    hyphened: bool = False
    spaced: bool = False
    bold: bool = False
    gaps: list[Gap] = field(default_factory=list)
    is_row: bool = False

    def gap_to(self, line: Line, offset: int) -> Gap:
        """Return the white between this line and one behind it on the same foot, whose words begin at an offset."""
        return Gap(offset, self.right, line.left, self.hyphened)

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
    text = page.get_textpage()
    fonts = Fonts(text)
    for letters in read_letters(text):
        _end_line(lines, letters, fonts)
    return [line for line in lines if not line.is_empty]


def _end_line(lines: list[Line], letters: Letters, fonts: Fonts) -> None:
    """Make a line; one that PDFium cut at a raised mark is joined to the one before."""
    ink = [index for index, char in enumerate(letters.text) if not char.isspace() and char != HYPHEN]
    if not ink:
        return
    line = _to_line(letters, ink)
    line.bold = fonts.are_bold([letters.places[index] for index in ink])
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


def _is_same(before: Line, line: Line) -> bool:
    overlap = min(before.top, line.top) - max(before.bottom, line.bottom)
    lower = min(before.top - before.bottom, line.top - line.bottom)
    return overlap > 0.5 * lower and -0.3 * line.size < line.left - before.right < 2.5 * line.size


def _to_line(letters: Letters, ink: list[int]) -> Line:
    """Make a line of letters, of which some are ink."""
    text, lefts, rights = letters.text, letters.lefts, letters.rights
    size = _find_size(letters.sizes[index] for index in ink)
    foot = _find_foot(letters, ink, size)
    raised = _find_raised(letters, ink, size, foot)

    def offset_of(index: int) -> int:
        return index - bisect_left(raised, index)

    kept = text.removesuffix(HYPHEN)
    kept = "".join(char for index, char in enumerate(kept) if index not in raised) if raised else kept
    kept = kept.rstrip()
    marks = [mark._replace(offset=min(offset_of(first), len(kept))) for first, mark in _read_marks(text, raised)]
    gaps = [
        Gap(offset_of(index), rights[before], lefts[index])
        for before, index in pairwise(ink)
        if lefts[index] - rights[before] > _GAP * size and offset_of(index)
    ]
    return Line(
        text=kept,
        size=size,
        left=lefts[ink[0]],
        right=max(rights[index] for index in ink),
        bottom=min(letters.bottoms[index] for index in ink),
        top=max(letters.tops[index] for index in ink),
        foot=foot,
        marks=marks,
        gaps=gaps,
        hyphened=text.endswith(HYPHEN),
        spaced=text[-1].isspace(),
    )


def _find_size(sizes: Iterable[float]) -> float:
    """Return the size that most letters have, to a tenth of a point."""
    rounded: Counter[float] = Counter()
    for size, count in Counter(sizes).items():
        rounded[round(size, 1)] += count
    return rounded.most_common(1)[0][0]


def _find_foot(letters: Letters, ink: list[int], size: float) -> float:
    """Return where the large letters stand, of which few hang lower."""
    bottoms = letters.bottoms
    feet = sorted([bottoms[index] for index in ink if letters.sizes[index] >= size * _SMALLER])
    return feet[len(feet) // 2] if feet else bottoms[ink[0]]


def _find_raised(letters: Letters, ink: list[int], size: float, foot: float) -> list[int]:
    """Find raised figures: their feet above the line's, and smaller than the line's own figures would be."""
    bottoms, tops = letters.bottoms, letters.tops
    return [
        index
        for index in ink
        if letters.text[index].isdigit()
        and bottoms[index] > foot + _RAISED * size
        and tops[index] - bottoms[index] < 0.62 * size
    ]


def _read_marks(text: str, raised: list[int]) -> Iterator[tuple[int, Mark]]:
    """Read raised figures that stand together as a mark, each with where its first stands."""
    for _, group in groupby(enumerate(raised), key=lambda pair: pair[1] - pair[0]):
        places = [place for _, place in group]
        first = places[0]
        yield first, Mark(0, text[first : places[-1] + 1], first > 0 and text[first - 1].isdigit())
