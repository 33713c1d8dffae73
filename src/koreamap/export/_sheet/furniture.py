"""What stands around a map: border with degrees, title, legend, scale bars, north arrow, credits."""

from __future__ import annotations

import itertools
import math
import re
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Polygon

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.faces import MM_PER_PT
from koreamap.export._sheet.plan import BAND, Rect
from koreamap.export._sheet.projection import find_graticule, measure_ground_km, nice_length, true_north_deg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import GraticuleLine, Projection
    from koreamap.export._sheet.svg import SvgInk

__all__ = [
    "draw_bar",
    "draw_border",
    "draw_north",
    "draw_paragraph",
    "draw_scale",
    "find_bars",
    "find_least_width",
    "thousands",
    "wrap",
]

_BACKGROUND = LIGHT
INK = "#22282d"
QUIET = "#6a6f73"
_KM_PER_NM = 1.852
_DEGREES_PT = 5.6
_TICK_MM, _CORNER_MM = 0.9, 7
_BESIDE_MM = 1.6
"""Free room between the degrees of two lines of the graticule."""


def draw_border(ink: SvgInk, projection: Projection) -> None:
    """Draw the frame and, in a band around it, the degrees of the graticule.

    Parameters
    ----------
    ink
        The page.
    projection
        The map.
    """
    outer = projection.rect.shrink(-BAND * ink.zoom)
    ink.frame(projection.rect, INK, 0.35)
    ink.frame(outer, INK, 0.9)
    lines = find_graticule(projection)
    for axis in (0, 1):
        for line in _thin([each for each in lines if each.is_meridian == (axis == 0)], ink.type_case, axis):
            for x, y in line.ends:
                _draw_degrees(ink, projection.rect, line, x, y)


def _thin(lines: Sequence[GraticuleLine], type_case: TypeCase, axis: int) -> Sequence[GraticuleLine]:
    """Keep the lines whose degrees find room beside each other: every one, or those at each second, third ... step."""
    for every in range(1, len(lines)):
        step = every * (lines[1].minute - lines[0].minute)
        kept = [line for line in lines if line.minute % step == 0 and line.ends]
        if kept and all(_are_apart(*pair, type_case, axis) for pair in itertools.pairwise(kept)):
            return kept
    return lines[:1]


def _are_apart(one: GraticuleLine, other: GraticuleLine, type_case: TypeCase, axis: int) -> bool:
    """Tell whether the degrees of two lines, each centred where its line ends, find room beside each other."""
    wide = sum(type_case.measure(line.label, "sans", _DEGREES_PT) for line in (one, other)) / 2
    return abs(one.ends[0][axis] - other.ends[0][axis]) > wide + _BESIDE_MM


def _draw_degrees(ink: SvgInk, rect: Rect, line: GraticuleLine, x: float, y: float) -> None:
    """Write the degrees of a line in the band beside its end; none in a corner of the band."""
    left, bottom, right, top = rect.bounds
    middle, half = BAND * ink.zoom / 2, 0.75 * ink.zoom
    if line.is_meridian:
        edge, side = (top, 1) if y > rect.center[1] else (bottom, -1)
        tick, where = (x, y + side * _TICK_MM), (x, edge + side * middle - half)
        is_clear = left + _CORNER_MM < x < right - _CORNER_MM
    else:
        edge, side = (right, 1) if x > rect.center[0] else (left, -1)
        tick, where = (x + side * _TICK_MM, y), (edge + side * middle + half, y)
        is_clear = bottom + _CORNER_MM < y < top - _CORNER_MM
    if is_clear:
        turn = 0 if line.is_meridian else 90
        ink.text(*where, text=line.label, size_pt=_DEGREES_PT, color=INK, align=0.5, rotation_deg=turn)
        ink.stroke(LineString([(x, y), tick]), INK, 0.35)


def draw_paragraph(ink: SvgInk, rect: Rect, text: str, *, size_pt: float, color: str) -> float:
    """Write a paragraph from the top of a rectangle, ragged right.

    Parameters
    ----------
    ink
        The page.
    rect
        Its width counts, and its top.
    text
        Words.
    size_pt, color
        As for `SvgInk.text`.

    Returns
    -------
    The y below the last line, mm.
    """
    leading = size_pt * ink.zoom * MM_PER_PT * 1.25
    y = rect.top
    for line in wrap(text, rect.width, ink.type_case, size_pt):
        y -= leading
        ink.text(rect.x, y + leading * 0.2, text=line, size_pt=size_pt, color=color)
    return y


def wrap(text: str, width: float, type_case: TypeCase, size_pt: float) -> list[str]:
    """Break a text into lines that are at most `width` mm wide; a dot or a slash between words never begins one."""
    lines = [""]
    for word in re.split(r"\s+(?![·/])", text.strip()):
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and type_case.measure(longer, "sans", size_pt) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def find_least_width(text: str, width: float, type_case: TypeCase, size_pt: float) -> float:
    """Return the least width, mm, at which a text takes no more lines than at `width`: they end about evenly then."""
    count = len(wrap(text, width, type_case, size_pt))
    tried = [width * share / 100 for share in range(99, 50, -1)]
    fits = itertools.takewhile(lambda less: len(wrap(text, less, type_case, size_pt)) <= count, tried)
    return min(fits, default=width)


def thousands(number: int) -> str:
    """Write a number with thin spaces between its thousands."""
    return f"{number:,}".replace(",", "\u2009")


def find_bars(projection: Projection, longest_mm: float) -> tuple[tuple[float, float], tuple[float, float]]:
    """Find round lengths for the two scale bars, true on the ellipsoid at the middle of the sheet.

    Parameters
    ----------
    projection
        The map.
    longest_mm
        Room for each bar.

    Returns
    -------
    (kilometres, mm) and (nautical miles, mm).
    """
    km_per_mm = measure_ground_km(projection) / 10
    km = nice_length(longest_mm * km_per_mm)
    miles = nice_length(longest_mm * km_per_mm / _KM_PER_NM)
    return (km, km / km_per_mm), (miles, miles * _KM_PER_NM / km_per_mm)


def draw_scale(ink: SvgInk, rect: Rect, projection: Projection) -> tuple[float, float]:
    """Draw the scale in figures and as bars in kilometres and nautical miles.

    Parameters
    ----------
    ink
        The page.
    rect
        Room; filled from the top.
    projection
        The map.

    Returns
    -------
    The lengths of the bars, kilometres and nautical miles.
    """
    unit = ink.zoom
    y = rect.top - 3 * unit
    ink.text(rect.x, y, text=f"1 : {thousands(projection.scale)}", face="sans-medium", size_pt=7.5, color=INK)
    bars = find_bars(projection, rect.width - 7 * unit)
    for (length, width), name in zip(bars, ("km", "nm"), strict=True):
        y -= 7 * unit
        draw_bar(ink, rect.x, y, length=length, width=width, name=name)
    return bars[0][0], bars[1][0]


def draw_bar(ink: SvgInk, x: float, y: float, *, length: float, width: float, name: str) -> None:  # noqa: PLR0913 - a bar and where
    """Draw a scale bar with its figures above it and its unit behind it."""
    height = 1.1 * ink.zoom
    parts = 5 if f"{length:g}"[0] == "5" else 4
    for index in range(parts):
        cell = Rect(x=x + index * width / parts, y=y, width=width / parts, height=height)
        ink.frame(cell, INK, 0.35, fill=INK if index % 2 == 0 else "#ffffff")
    for share in (0, 0.5, 1) if parts == 4 else (0, 1):
        align = 0.5 if share else 0
        above = y + height + 0.7 * ink.zoom
        ink.text(x + width * share, above, text=f"{length * share:g}", size_pt=6.5, color=INK, align=align)
    ink.text(x + width + 1.6 * ink.zoom, y, text=name, size_pt=6.5, color=INK)


def draw_north(ink: SvgInk, x: float, y: float, projection: Projection) -> None:
    """Draw an arrow to true north at the middle of the sheet, its foot at (x, y).

    Parameters
    ----------
    ink
        The page.
    x, y
        mm.
    projection
        The map, for the convergence of its meridians.
    """
    angle = true_north_deg(projection)
    unit = ink.zoom
    tall, half = 9.0 * unit, 1.5 * unit
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def turned(right: float, up: float) -> tuple[float, float]:
        return x + right * cos - up * sin, y + right * sin + up * cos

    notch, tip = turned(0, 1.8 * unit), turned(0, tall)
    ink.fill(Polygon([notch, turned(-half, 0), tip]), INK)
    ink.stroke(LineString([notch, turned(half, 0), tip, notch]), INK, 0.4)
    ink.text(
        *turned(0, tall + 0.9 * unit), text="N", face="sans-medium", size_pt=7, color=INK, align=0.5, rotation_deg=angle
    )
