"""Divide the paper: where map and legend stand, and at what scale. Pure; millimetres from the lower left.

Layouts: the legend *beside* the map, with one or more columns; the map *above* the legend; on a wide page, the map in a
*column* of its own, legend and passages in the next; and, for a legend that no page bears, the legend *after* the map,
in the columns of the passages. Typst sets what is text; how tall it is was measured.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from koreamap.export.request import PAPERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.export.request import ExportRequest

__all__ = ["BAND", "Measured", "PagePlan", "Rect", "SheetPlan", "plan_page", "plan_sheet", "round_scale"]

_MARGIN = 12.0
_HEADER = 7.0
_FOOTER = 8.0
_GAP = 5.0
_COLUMN = 86.0
"""Wished width of a column of passages on A4: some 65 letters."""

BAND = 3.6
"""Width of the border that carries the graticule's labels, on each side of the map, on A4."""

_SIDE = 56.0
"""Width of a column of the legend beside a map, on A4."""

_HEADING = 5.0
_SCALE = 23.0
"""Heights of the legend's heading, and of scale bars and north, on A4."""

_BETWEEN = 7.0
"""Between title and map, and below the map, on A4."""

_TEXT = 0.24
"""Share of the first page that is kept for passages, as far as there are any."""

_WORTH = 1.5
"""So much larger a map is worth a first page without passages."""

_MANTISSAS = (1, 1.1, 1.2, 1.25, 1.4, 1.5, 1.6, 1.75, 1.8, 2, 2.25, 2.5, 2.75, 3, 3.5, 4, 4.5, 5, 5.5, 6, 7, 7.5, 8, 9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rect:
    """A rectangle on the page, mm.

    Parameters
    ----------
    x, y
        Lower left corner.
    width, height
        Both positive.
    """

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y + self.height

    @property
    def center(self) -> tuple[float, float]:
        """The middle."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.x, self.y, self.right, self.top

    def shrink(self, by: float) -> Rect:
        """Return the rectangle with `by` mm less on every side; a negative number widens it."""
        return Rect(x=self.x + by, y=self.y + by, width=self.width - 2 * by, height=self.height - 2 * by)


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """What all pages have in common, mm.

    Parameters
    ----------
    width, height
        Of the paper.
    zoom
        By which type and strokes grow on larger paper; 1 on A4.
    margin, header, footer, gap
        Around the page, above and below its body, and between columns.
    columns
        Of passages.
    """

    width: float
    height: float
    zoom: float
    margin: float
    header: float
    footer: float
    gap: float
    columns: int

    @property
    def body(self) -> tuple[float, float]:
        """Width and height between the margins."""
        return self.width - 2 * self.margin, self.height - 2 * self.margin - self.header - self.footer

    @property
    def widths(self) -> tuple[float, ...]:
        """Widths that a column of the legend may have."""
        across = [self.split(count) for count in range(2, 6) if self.split(count) >= 42 * self.zoom]
        return (_SIDE * self.zoom, *across)

    def split(self, count: int) -> float:
        """Return the width of one of `count` columns."""
        return (self.body[0] - (count - 1) * self.gap) / count


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """How tall what is set is, mm.

    Parameters
    ----------
    head
        The title with its note.
    entries
        Width of a legend's column -> height of each entry.
    text
        All passages and notes, in one column as long as it takes.
    insets
        Room that is wished for small maps below scale bars and north.
    """

    head: float
    entries: dict[float, tuple[float, ...]]
    text: float
    insets: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """Where map and legend of a sheet stand.

    Parameters
    ----------
    page
        The paper.
    layout
        ``beside``, ``above``, ``column`` or ``after``.
    map
        The map's own frame, inside its border, from the lower left of the border.
    scale
        The denominator: one millimetre on paper is `scale` mm in EPSG:5179; 0 while the plan is weighed.
    legend
        How many entries stand in each column.
    side
        Width of a column of the legend.
    inset
        Room for insets below scale bars and north: width and height.
    apart
        The insets stand beside scale bars and north, in a column of their own or below its entries.
    """

    page: PagePlan
    layout: str
    map: Rect
    scale: int = 0
    legend: tuple[int, ...]
    side: float
    inset: tuple[float, float]
    apart: bool = False


def plan_page(request: ExportRequest) -> PagePlan:
    """Lay out the page: two columns on an upright page, three on a wide one.

    Parameters
    ----------
    request
        Paper and orientation.
    """
    short, long = PAPERS[request.paper]
    width, height = (long, short) if request.landscape else (short, long)
    zoom = 1.15 if request.paper == "A3" else 1.0
    return PagePlan(
        width=width,
        height=height,
        zoom=zoom,
        margin=_MARGIN,
        header=_HEADER,
        footer=_FOOTER,
        gap=_GAP,
        columns=round((width - 2 * _MARGIN) / (_COLUMN * zoom)),
    )


def plan_sheet(page: PagePlan, wanted_m: tuple[float, float], measured: Measured) -> SheetPlan:
    """Divide a sheet for a map of the wanted size.

    Parameters
    ----------
    page
        The paper.
    wanted_m
        Width and height that the map must at least show, metres in EPSG:5179.
    measured
        How tall title, legend and passages are.

    Returns
    -------
    The division that gives the largest map, at a round scale at which the wanted size fits its frame.
    """

    def exact_scale(plan: SheetPlan) -> float:
        return max(wanted_m[0] / plan.map.width, wanted_m[1] / plan.map.height) * 1000

    aspect = wanted_m[0] / wanted_m[1]
    with_text = min(_divide(page, aspect, measured, share=_TEXT), key=exact_scale, default=None)
    alone = min(_divide(page, aspect, measured, share=0), key=exact_scale, default=with_text)
    if with_text and alone and exact_scale(with_text) <= _WORTH * exact_scale(alone):
        alone = with_text
    best = alone or _divide_after(page, measured)
    return dataclasses.replace(best, scale=round_scale(exact_scale(best)))


def round_scale(denominator: float) -> int:
    """Return the next round scale denominator that shows at least as much.

    Parameters
    ----------
    denominator
        The exact one, positive.

    Returns
    -------
    For example 5 000 000 for 4 820 113.
    """
    power = 10 ** math.floor(math.log10(denominator))
    return int(next((m * power for m in _MANTISSAS if m * power >= denominator * (1 - 1e-9)), 10 * power))


def _divide(page: PagePlan, aspect: float, measured: Measured, *, share: float) -> Iterator[SheetPlan]:
    """Yield the ways to divide a page of which that share at least is left for passages; none where nothing fits."""
    body = page.body[1] - measured.head - _BETWEEN * page.zoom
    free = body - min(measured.text / page.columns + 4, share * page.body[1])
    for count in range(1, 4):
        yield from _divide_beside(page, aspect, count, free=free, measured=measured)
    for count in range(2, 6):
        yield from _divide_above(page, count, free=free, measured=measured)
        if measured.insets and count > 2:
            yield from _divide_above(page, count, free=free, measured=measured, apart=True)
    if page.columns > 2:
        yield from _divide_column(page, body, measured)


def _divide_beside(
    page: PagePlan, aspect: float, count: int, *, free: float, measured: Measured
) -> Iterator[SheetPlan]:
    side = _SIDE * page.zoom
    width = page.body[0] - count * (side + page.gap)
    legend, low = _pack(measured.entries[side], count, zoom=page.zoom, insets=measured.insets)
    tall = min(free, max(width / aspect, low, 0.45 * page.body[1]))
    if width < 0.3 * page.body[0] or low > tall:
        return
    left = tall - _height_of_last(measured.entries[side], legend, page.zoom)
    yield SheetPlan(
        page=page, layout="beside", map=_frame(width, tall, page.zoom), legend=legend, side=side, inset=(side, left - 4)
    )


def _divide_above(
    page: PagePlan, count: int, *, free: float, measured: Measured, apart: bool = False
) -> Iterator[SheetPlan]:
    side = page.split(count)
    if side not in measured.entries:
        return
    legend, low = _pack(measured.entries[side], count, zoom=page.zoom, insets=measured.insets, apart=apart)
    tall = free - low - 4 * page.zoom
    if tall < 0.3 * page.body[1]:
        return
    left = low - _height_of_last(measured.entries[side], legend, page.zoom, apart=apart)
    yield SheetPlan(
        page=page,
        layout="above",
        apart=apart,
        map=_frame(page.body[0], tall, page.zoom),
        legend=legend,
        side=side,
        inset=(side, left),
    )


def _divide_column(page: PagePlan, body: float, measured: Measured) -> Iterator[SheetPlan]:
    side = page.split(page.columns)
    entries = measured.entries[side]
    used = sum(entries) + (_HEADING + _SCALE) * page.zoom
    if used > 0.8 * body or used + measured.insets > body:
        return
    inset = (side, min(body - used - 4, max(50 * page.zoom, measured.insets)))
    yield SheetPlan(
        page=page, layout="column", map=_frame(side, body, page.zoom), legend=(len(entries),), side=side, inset=inset
    )


def _divide_after(page: PagePlan, measured: Measured) -> SheetPlan:
    """Give the map the first page, but for the beginning of the legend, which goes on in the columns of the next."""
    side = page.split(page.columns)
    tall = page.body[1] - measured.head - _BETWEEN * page.zoom - _TEXT * page.body[1]
    entries = measured.entries[side]
    return SheetPlan(
        page=page,
        layout="after",
        map=_frame(page.body[0], tall, page.zoom),
        legend=(len(entries),),
        side=side,
        inset=(side, max(measured.insets, 40 * page.zoom)),
    )


def _frame(width: float, height: float, zoom: float) -> Rect:
    """Return the frame of a map whose border fills a rectangle."""
    return Rect(x=0, y=0, width=width, height=height).shrink(BAND * zoom)


def _pack(
    heights: Sequence[float], count: int, *, zoom: float, insets: float = 0, apart: bool = False
) -> tuple[tuple[int, ...], float]:
    """Put entries into columns so that the tallest is as low as can be, and the others are much alike.

    The heading stands in the first column, scale bars and small maps in the last; or the small maps alone.

    Returns
    -------
    How many stand in each column, and the height of the tallest.
    """
    extra = [_HEADING * zoom, *(0.0,) * (count - 1)]
    extra[-2 if apart else -1] += _SCALE * zoom
    extra[-1] += insets
    return _pack_columns(tuple(heights), tuple(extra))


@lru_cache(maxsize=64)
def _pack_columns(heights: tuple[float, ...], extra: tuple[float, ...]) -> tuple[tuple[int, ...], float]:
    """Put entries into columns, of which each has something else to hold, too."""
    count = len(extra)

    @cache
    def pack(start: int, column: int) -> tuple[float, float, tuple[int, ...]]:
        """Put the entries from `start` on into the columns from `column` on: the tallest, all squared, how many."""
        ways = []
        for end in range(start, len(heights) + 1) if column < count - 1 else [len(heights)]:
            own = extra[column] + sum(heights[start:end])
            low, squares, rest = pack(end, column + 1) if column < count - 1 else (0.0, 0.0, ())
            ways.append((max(own, low), own**2 + squares, (end - start, *rest)))
        return min(ways)

    low, _squares, counts = pack(0, 0)
    return counts, low


def _height_of_last(heights: Sequence[float], legend: Sequence[int], zoom: float, *, apart: bool = False) -> float:
    last = sum(heights[len(heights) - legend[-1] :])
    if apart:
        return last
    return last + (_SCALE + (_HEADING if len(legend) == 1 else 0)) * zoom
