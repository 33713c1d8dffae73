"""Divide the paper: where map, legend and passages stand, and at what scale. Pure; millimetres from the lower left."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.export.request import PAPERS

if TYPE_CHECKING:
    from koreamap.export.request import ExportRequest

__all__ = ["BAND", "PagePlan", "Rect", "SheetPlan", "plan_page", "plan_sheet", "round_scale"]

_MARGIN = 11.0
_HEADER = 14.0
_FOOTER = 9.5
_GAP = 5.0
BAND = 3.6
"""Width of the border that carries the graticule's labels, on each side of the map, on A4."""

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

    def overlaps(self, other: Rect) -> bool:
        """Tell whether the two share area."""
        return self.x < other.right and other.x < self.right and self.y < other.top and other.y < self.top

    def contains(self, other: Rect) -> bool:
        """Tell whether the other lies within."""
        return self.x <= other.x and self.y <= other.y and other.right <= self.right and other.top <= self.top


@dataclass(frozen=True, slots=True, kw_only=True)
class SheetPlan:
    """Where everything of the first sheet stands.

    Parameters
    ----------
    width, height
        Of the paper, mm.
    zoom
        By which type and strokes grow on larger paper; 1 on A4.
    header, map, legend, footer
        `map` is the map's own frame, inside its border.
    legend_columns
        1 beside the map, more below it.
    columns
        For the passages, in reading order.
    scale
        The denominator: one millimetre on paper is `scale` mm in EPSG:5179.
    """

    width: float
    height: float
    zoom: float
    header: Rect
    map: Rect
    legend: Rect
    legend_columns: int
    columns: tuple[Rect, ...]
    footer: Rect
    scale: int


def plan_sheet(
    request: ExportRequest, wanted_m: tuple[float, float], layer_count: int, text_mm: float = math.inf
) -> SheetPlan:
    """Divide the first sheet for a map of the wanted size.

    Parameters
    ----------
    request
        Paper and orientation.
    wanted_m
        Width and height that the map must at least show, metres in EPSG:5179.
    layer_count
        How many entries the legend may have.
    text_mm
        How tall the passages are when set in the columns of a page of passages, together, mm.

    Returns
    -------
    The division that gives the largest map, at a round scale at which the wanted size fits its frame.
    """
    page = plan_page(request)
    body = Rect(
        x=_MARGIN,
        y=page.footer.top,
        width=page.width - 2 * _MARGIN,
        height=page.header.y - page.footer.top,
    )
    band = BAND * page.zoom

    def exact_scale(division: _Division) -> float:
        frame = division.map.shrink(band)
        return max(wanted_m[0] / frame.width, wanted_m[1] / frame.height) * 1000

    options = _divide(body, wanted_m[0] / wanted_m[1], layer_count=layer_count, zoom=page.zoom, text_mm=text_mm)
    best = min(options, key=exact_scale)
    return SheetPlan(
        width=page.width,
        height=page.height,
        zoom=page.zoom,
        header=page.header,
        map=best.map.shrink(band),
        legend=best.legend,
        legend_columns=best.legend_columns,
        columns=_columns(best.text, best.text_columns),
        footer=page.footer,
        scale=round_scale(exact_scale(best)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Division:
    """One way to divide a page; `map` includes its border."""

    map: Rect
    legend: Rect
    legend_columns: int
    text: Rect
    text_columns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PagePlan:
    """A page that carries passages only: the fields are those of `SheetPlan`."""

    width: float
    height: float
    zoom: float
    header: Rect
    columns: tuple[Rect, ...]
    footer: Rect


def plan_page(request: ExportRequest, column_width: float | None = None) -> PagePlan:
    """Divide a page of passages.

    Parameters
    ----------
    request
        Paper and orientation.
    column_width
        As on the first page, so that lines broken for it go on here, mm.

    Returns
    -------
    Two columns on an upright page, three on a wide one, or as many as fit.
    """
    short, long = PAPERS[request.paper]
    width, height = (long, short) if request.landscape else (short, long)
    inner = width - 2 * _MARGIN
    body = Rect(x=_MARGIN, y=_MARGIN + _FOOTER, width=inner, height=height - 2 * _MARGIN - _HEADER - _FOOTER)
    zoom = 1.15 if request.paper == "A3" else 1.0
    return PagePlan(
        width=width,
        height=height,
        zoom=zoom,
        header=Rect(x=_MARGIN, y=body.top, width=inner, height=_HEADER),
        columns=_columns(body, round(inner / (88 * zoom)), column_width),
        footer=Rect(x=_MARGIN, y=_MARGIN, width=inner, height=_FOOTER),
    )


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


def _divide(body: Rect, aspect: float, *, layer_count: int, zoom: float, text_mm: float) -> list[_Division]:
    """List the ways to divide a page: legend beside the map, legend below it, and all side by side on a wide page."""
    count = round(body.width / (88 * zoom))
    text = min(text_mm / count + 4 * zoom, (0.3 if body.width > body.height else 0.27) * body.height)
    side = 56.0 * zoom
    options = [_divide_beside(body, aspect, side=side, text=text, count=count)]
    band = max(26.0, 10.2 * math.ceil(layer_count / 2)) * zoom
    if band < 0.3 * body.height:
        options.append(_divide_below(body, aspect, band=band, text=text, count=count))
    if body.width > body.height:
        options.append(_divide_across(body, aspect, side=side))
    return options


def _divide_beside(body: Rect, aspect: float, *, side: float, text: float, count: int) -> _Division:
    width = body.width - side - _GAP
    top = min(max(width / aspect, 0.45 * body.height), body.height - text - _GAP)
    outer = Rect(x=body.x, y=body.top - top, width=width, height=top)
    return _Division(
        map=outer,
        legend=Rect(x=outer.right + _GAP, y=outer.y, width=side, height=top),
        legend_columns=1,
        text=Rect(x=body.x, y=body.y, width=body.width, height=outer.y - _GAP - body.y),
        text_columns=count,
    )


def _divide_below(body: Rect, aspect: float, *, band: float, text: float, count: int) -> _Division:
    top = min(max(body.width / aspect, 0.34 * body.height), body.height - band - text - 2 * _GAP)
    outer = Rect(x=body.x, y=body.top - top, width=body.width, height=top)
    legend = Rect(x=body.x, y=outer.y - _GAP - band, width=body.width, height=band)
    return _Division(
        map=outer,
        legend=legend,
        legend_columns=2,
        text=Rect(x=body.x, y=body.y, width=body.width, height=legend.y - _GAP - body.y),
        text_columns=count,
    )


def _divide_across(body: Rect, aspect: float, *, side: float) -> _Division:
    width = min(max(body.height * aspect, 0.36 * body.width), 0.44 * body.width)
    outer = Rect(x=body.x, y=body.y, width=width, height=body.height)
    legend = Rect(x=outer.right + _GAP, y=body.y, width=side, height=body.height)
    left = legend.right + _GAP
    text = Rect(x=left, y=body.y, width=body.right - left, height=body.height)
    return _Division(map=outer, legend=legend, legend_columns=1, text=text, text_columns=2)


def _columns(room: Rect, count: int, width: float | None = None) -> tuple[Rect, ...]:
    if width is not None:
        count = int((room.width + _GAP + 1e-6) // (width + _GAP))
    width = width or (room.width - (count - 1) * _GAP) / count
    return tuple(
        Rect(x=room.x + index * (width + _GAP), y=room.y, width=width, height=room.height) for index in range(count)
    )
