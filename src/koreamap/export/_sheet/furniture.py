"""What stands around a map: border with degrees, title, legend, scale bars, north arrow, credits."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Polygon

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._sheet.faces import MM_PER_PT
from koreamap.export._sheet.plan import BAND, Rect
from koreamap.export._sheet.projection import find_graticule, measure_ground_km, nice_length, true_north_deg

if TYPE_CHECKING:
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.svg import SvgInk

__all__ = [
    "draw_bar",
    "draw_border",
    "draw_north",
    "draw_paragraph",
    "draw_scale",
    "find_bars",
    "thousands",
    "wrap",
]

_BACKGROUND = LIGHT
INK = "#22282d"
QUIET = "#6a6f73"
_KM_PER_NM = 1.852


def draw_border(ink: SvgInk, projection: Projection, *, labelled: bool = True) -> None:
    """Draw the frame and, in a band around it, the degrees of the graticule.

    Parameters
    ----------
    ink
        The page.
    projection
        The map.
    labelled
        False for an inset: a single thin frame.
    """
    if not labelled:
        ink.frame(projection.rect, INK, 0.5)
        return
    outer = projection.rect.shrink(-BAND * ink.zoom)
    ink.frame(projection.rect, INK, 0.35)
    ink.frame(outer, INK, 0.9)
    for line in find_graticule(projection):
        for x, y in line.ends:
            _draw_degrees(ink, projection, x, y, label=line.label, is_meridian=line.is_meridian)


def _draw_degrees(  # noqa: PLR0913 - a place and what to write
    ink: SvgInk, projection: Projection, x: float, y: float, *, label: str, is_meridian: bool
) -> None:
    left, bottom, right, top = projection.rect.bounds
    middle = BAND * ink.zoom / 2
    if is_meridian:
        if not left + 7 < x < right - 7:
            return
        low = y > (bottom + top) / 2
        tick = LineString([(x, y), (x, y + (0.9 if low else -0.9))])
        base = top + middle - 0.75 * ink.zoom if low else bottom - middle - 0.75 * ink.zoom
        ink.text(x, base, text=label, size_pt=5.6, color=INK, align=0.5)
    else:
        if not bottom + 7 < y < top - 7:
            return
        on_left = x < (left + right) / 2
        tick = LineString([(x, y), (x + (-0.9 if on_left else 0.9), y)])
        base = left - middle + 0.75 * ink.zoom if on_left else right + middle + 0.75 * ink.zoom
        ink.text(base, y, text=label, size_pt=5.6, color=INK, align=0.5, rotation_deg=90)
    ink.stroke(tick, INK, 0.35)


def draw_paragraph(  # noqa: PLR0913 - a paragraph's look, all named
    ink: SvgInk, rect: Rect, text: str, *, face: str = "sans", size_pt: float = 5.4, color: str = QUIET
) -> float:
    """Write a paragraph from the top of a rectangle, ragged right.

    Parameters
    ----------
    ink
        The page.
    rect
        Its width counts, and its top.
    text
        Words.
    face, size_pt, color
        As for `Ink.text`.

    Returns
    -------
    The y below the last line, mm.
    """
    leading = size_pt * ink.zoom * MM_PER_PT * 1.25
    y = rect.top
    for line in wrap(text, rect.width, ink.type_case, face=face, size_pt=size_pt):
        y -= leading
        ink.text(rect.x, y + leading * 0.2, text=line, face=face, size_pt=size_pt, color=color)
    return y


def wrap(text: str, width: float, type_case: TypeCase, *, face: str, size_pt: float) -> list[str]:
    """Break a text into lines that are at most `width` mm wide."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and type_case.measure(longer, face, size_pt) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


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
    for (length, width), name in zip(bars, ("km", "nautical miles"), strict=True):
        y -= 7 * unit
        draw_bar(ink, rect.x, y, length=length, width=width, name=name)
    return bars[0][0], bars[1][0]


def draw_bar(ink: SvgInk, x: float, y: float, *, length: float, width: float, name: str) -> None:  # noqa: PLR0913 - a bar and where
    """Draw a scale bar with its figures above it and its unit, ``km`` or ``nautical miles``, behind it."""
    height = 1.1 * ink.zoom
    parts = 5 if f"{length:g}"[0] == "5" else 4
    for index in range(parts):
        cell = Rect(x=x + index * width / parts, y=y, width=width / parts, height=height)
        ink.frame(cell, INK, 0.35, fill=INK if index % 2 == 0 else "#ffffff")
    for share in (0, 0.5, 1) if parts == 4 else (0, 1):
        align = 0.5 if share else 0
        above = y + height + 0.7 * ink.zoom
        ink.text(x + width * share, above, text=f"{length * share:g}", size_pt=6.5, color=INK, align=align)
    ink.text(x + width + 1.6 * ink.zoom, y, text="nm" if name != "km" else name, size_pt=6.5, color=INK)


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
