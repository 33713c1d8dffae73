"""Say how much room a label wants, and where: beside a symbol, along a line, in the middle of an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.export._sheet.faces import MM_PER_PT
from koreamap.export._sheet.labels import LINE
from koreamap.export._sheet.placement import CourseWish, PointWish
from koreamap.export._sheet.svg import PT_PER_PX

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.labels import Hand
    from koreamap.model import Style

__all__ = ["make_course_wish", "make_point_wish", "measure_block"]

_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a line a name may belong to it."""

_AROUND = tuple(n / 8 for n in range(8))
"""Where on an area's outline a name may belong to it."""

_OFF_MM = 0.6
"""Between a line and its name, besides what is between any symbol and its name."""

_TRACKING = 0.03
"""Between the letters along a course, in type sizes."""


def make_course_wish(
    hand: Hand, style: Style, geometry: BaseGeometry, *, own: frozenset[str], type_case: TypeCase
) -> CourseWish:
    """Wish for room along the longest part of a line.

    Parameters
    ----------
    hand
        How the label is written.
    style
        Of the line.
    geometry
        On the page, mm.
    own
        Ids of the features that it names.
    type_case
        For the widths.
    """
    longest = max(shapely.get_parts(shapely.line_merge(geometry)), key=lambda part: part.length)
    size = hand.size_pt * type_case.zoom * MM_PER_PT
    text = "  ".join(hand.lines)
    return CourseWish(
        own=own,
        line=longest,
        advances=tuple(type_case.measure(char, hand.face, hand.size_pt) + size * _TRACKING for char in text),
        size=size,
        gap=(style.width_px / 2 + style.casing_px) * PT_PER_PX * MM_PER_PT * type_case.zoom + _OFF_MM,
    )


def make_point_wish(
    hand: Hand, style: Style, geometry: BaseGeometry, *, own: frozenset[str], type_case: TypeCase
) -> PointWish:
    """Wish for room beside a symbol, a line or an area, or on an area large enough.

    Parameters
    ----------
    hand, style, geometry, own, type_case
        As in `make_course_wish`.
    """
    width, height = measure_block(hand, type_case)
    spots = _find_spots(geometry, style.size_px * PT_PER_PX * MM_PER_PT * type_case.zoom / 2)
    x, y, *_clear = spots[0]
    middle = shapely.box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)
    return PointWish(
        own=own,
        shape=geometry,
        spots=spots,
        width=width,
        height=height,
        may_lead=True,
        centered=geometry.area > 0 and geometry.buffer(0).contains(middle),
    )


def measure_block(hand: Hand, type_case: TypeCase) -> tuple[float, float]:
    """Return width and height of the lines of a label, mm."""
    zoom = type_case.zoom
    widths = [type_case.measure(line, hand.face, size) for line, size in zip(hand.lines, hand.sizes(), strict=True)]
    widths[0] += len(hand.lines[0]) * hand.tracking * hand.size_pt * zoom * MM_PER_PT
    return max(widths), sum(size * zoom * MM_PER_PT * LINE for size in hand.sizes())


def _half_extent(area: BaseGeometry) -> tuple[float, float]:
    """Return half width and half height of an area; of a winding strip, half its breadth."""
    if area.convex_hull.area > 2.5 * area.area:
        return (1.3 * area.area / area.length,) * 2
    left, bottom, right, top = area.bounds
    return min((right - left) / 2, 12), min((top - bottom) / 2, 12)


def _find_spots(geometry: BaseGeometry, half_marker: float) -> tuple[tuple[float, float, float, float], ...]:
    """Return the points that a label may belong to, the best first, each with what is drawn around it."""
    part = max(shapely.get_parts(geometry), key=lambda p: (p.area, p.length))
    if part.area > 0:
        middle = part.centroid if part.convex_hull.area < 1.6 * part.area else part.representative_point()
        edges = [part.exterior.interpolate(share, normalized=True) for share in _AROUND]
        return ((middle.x, middle.y, *_half_extent(geometry)), *((p.x, p.y, _OFF_MM, _OFF_MM) for p in edges))
    if part.length:
        points = (part.interpolate(share, normalized=True) for share in _SHARES)
        return tuple((point.x, point.y, _OFF_MM, _OFF_MM) for point in points)
    return ((part.x, part.y, half_marker, half_marker),)
