"""A curve of a finding as a small drawing: the result under every threshold, with the one that decides marked."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from shapely.geometry import LineString, Polygon

from koreamap.drawing.curves import describe_curve, find_y
from koreamap.export._sheet.furniture import INK, QUIET
from koreamap.export._sheet.plan import Rect
from koreamap.export._sheet.record import Picture
from koreamap.export._sheet.svg import SvgInk

if TYPE_CHECKING:
    from koreamap.export._sheet.faces import TypeCase
    from koreamap.model import Curve

__all__ = ["draw_curve", "find_ticks"]

_WIDTH, _HEIGHT = 74.0, 34.0
_LEFT, _RIGHT, _LOW, _HIGH = 10.0, 72.0, 8.0, 23.5
_TICKS = 4
_PT = 6.5
_LINE, _CHOSEN, _GRID = "#1d4f7c", "#b03a2e", "#d7dbde"


@lru_cache(maxsize=256)
def draw_curve(curve: Curve, type_case: TypeCase) -> Picture:
    """Draw a curve.

    Parameters
    ----------
    curve
        Of a finding.
    type_case
        The faces.
    """
    unit = type_case.zoom
    ink = SvgInk(width=_WIDTH * unit, height=_HEIGHT * unit, type_case=type_case)
    frame = Rect(x=_LEFT * unit, y=_LOW * unit, width=(_RIGHT - _LEFT) * unit, height=(_HIGH - _LOW) * unit)
    first, last = min(0.0, curve.points[0][0]), curve.points[-1][0]
    highest = max(y for _, y in curve.points)
    most = 100.0 if curve.y_unit == "%" else max(1.0, highest) * 1.08

    def place(x: float, y: float) -> tuple[float, float]:
        return frame.x + (x - first) / (last - first) * frame.width, frame.y + y / most * frame.height

    _draw_axes(
        ink,
        curve,
        [(place(0, y)[1], y) for y in find_ticks(most)],
        [(place(x, 0)[0], x) for x in find_ticks(last)],
        frame,
    )
    ink.text(0, ink.height - 2.4 * unit, text=curve.title, face="sans-medium", size_pt=_PT, color=INK)
    ink.stroke(LineString([place(x, y) for x, y in curve.points]), _LINE, 1.1)
    _mark_chosen(ink, curve, place(curve.chosen, find_y(curve, curve.chosen)), frame)
    return Picture(svg=ink.to_svg(curve.title, describe_curve(curve)), alt=describe_curve(curve), width=ink.width)


def find_ticks(most: float) -> list[float]:
    """Return the steps of an axis that ends at `most`: 1, 2 or 5 times a power of ten apart."""
    power = 10 ** math.floor(math.log10(most / _TICKS))
    step = next(factor * power for factor in (1, 2, 5, 10) if factor * power >= most / _TICKS)
    return [round(step * at, 10) for at in range(math.floor(most / step + 1e-9) + 1)]


def _draw_axes(
    ink: SvgInk, curve: Curve, rows: list[tuple[float, float]], stops: list[tuple[float, float]], frame: Rect
) -> None:
    unit = ink.zoom
    for y, value in rows:
        ink.stroke(LineString([(frame.x, y), (frame.right, y)]), _GRID, 0.4)
        ink.text(frame.x - 1.2 * unit, y - 0.8 * unit, text=f"{value:g}", size_pt=_PT, color=QUIET, align=1)
    for x, value in stops:
        ink.stroke(LineString([(x, frame.y), (x, frame.y - 0.8 * unit)]), QUIET, 0.4)
        ink.text(x, frame.y - 3.4 * unit, text=f"{value:g}", size_pt=_PT, color=QUIET, align=0.5)
    ink.stroke(LineString([(frame.x, frame.y), (frame.right, frame.y)]), INK, 0.5)
    ink.text(frame.center[0], 1.2 * unit, text=_name(curve.x_label, curve.x_unit), size_pt=_PT, color=INK, align=0.5)
    ink.text(
        2.4 * unit,
        frame.center[1],
        text=_name(curve.y_label, curve.y_unit),
        size_pt=_PT,
        color=INK,
        align=0.5,
        rotation_deg=90,
    )


def _mark_chosen(ink: SvgInk, curve: Curve, at: tuple[float, float], frame: Rect) -> None:
    """Mark the threshold that decides, with the result there; the words stand as near over the mark as they fit."""
    unit = ink.zoom
    x, y = at
    ink.stroke(LineString([(x, frame.y), (x, frame.top + 1.6 * unit)]), _CHOSEN, 0.6, dash_pt=(2, 1.2))
    side = 0.95 * unit
    ink.fill(Polygon([(x, y + side), (x + side, y), (x, y - side), (x - side, y)]), _CHOSEN)
    result = find_y(curve, curve.chosen)
    words = f"{curve.chosen_label}: {_quantity(curve.chosen, curve.x_unit)}, {_quantity(result, curve.y_unit)}"
    half = ink.type_case.measure(words, "sans", _PT) / 2 + 0.5
    middle = max(half, min(ink.width - half, x))
    ink.text(middle, ink.height - 6.6 * unit, text=words, size_pt=_PT, color=_CHOSEN, align=0.5)


def _name(label: str, unit: str) -> str:
    return f"{label}, {unit}" if unit else label


def _quantity(value: float, unit: str) -> str:
    return f"{value:.3g} {unit}".strip()
