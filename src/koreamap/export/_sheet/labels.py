"""Labels: how they are written, how much room they want and where, where they stand, and drawing them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Point

from koreamap.drawing.backgrounds import LIGHT, find_label_color
from koreamap.export._sheet.course import CoursePlacement, CourseWish
from koreamap.export._sheet.faces import MM_PER_PT, clean
from koreamap.export._sheet.placement import PointPlacement, PointWish
from koreamap.export._sheet.room import measure_taken
from koreamap.export._sheet.words import STATUSES, find_words
from koreamap.model import PAPER_PT_PER_PX, Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.faces import TypeCase
    from koreamap.export._sheet.plan import Rect
    from koreamap.export._sheet.room import Room, Taken
    from koreamap.export._sheet.svg import SvgInk
    from koreamap.model import BuiltLayer, Properties, Style

__all__ = [
    "DOT_MM",
    "Hand",
    "Lettering",
    "PlacedLabel",
    "make_basemap_hand",
    "make_course_wishes",
    "make_hands",
    "make_point_wishes",
    "measure_block",
]

_LINE = 1.12
"""Height of a line of a label, in type sizes."""

DOT_MM = 0.42
"""Radius of a town's dot, on A4."""

_BACKGROUND = LIGHT
_TYPE_PER_PX = 0.55
"""Points of type for a pixel on the screen."""

_SHARES = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Where along a line a name may belong to it."""

_AROUND = tuple(n / 8 for n in range(8))
"""Where on an area's outline a name may belong to it."""

_OFF_MM = 0.6
"""Between a line and its name, besides what is between any symbol and its name."""

_TRACKING = 0.03
"""Between the letters along a course, in type sizes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """How a label is written.

    Parameters
    ----------
    lines
        From the top.
    face
        Of the first line.
    size_pt
        Of the first line, on A4.
    color, halo
        ``#rrggbb``.
    tracking
        Added between the letters of the first line, in type sizes.
    has_dot
        A small open dot marks the spot, for a town.
    is_pair
        The second line is the first in Hangul; else each line is another thing at the same spot.
    """

    lines: tuple[str, ...]
    face: str
    size_pt: float
    color: str
    halo: str = _BACKGROUND.halo
    tracking: float = 0
    has_dot: bool = False
    is_pair: bool = True

    def sizes(self) -> tuple[float, ...]:
        """Size of each line, points: Hangul under its English is a little smaller."""
        return tuple(self.size_pt * (0.92 if self.is_pair and index else 1) for index in range(len(self.lines)))


@dataclass(frozen=True, kw_only=True)
class PlacedLabel:
    """A label with its placement.

    Parameters
    ----------
    name
        The feature's id.
    hand
        How it is written.
    placement
        Where.
    spot
        What it belongs to, mm; only for a town.
    full
        The lines for which a number stands, in the key; empty where the label is written out.
    """

    name: str
    hand: Hand
    placement: PointPlacement | CoursePlacement
    spot: tuple[float, float] = (0, 0)
    full: tuple[str, ...] = ()

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What the lettering covers, mm."""
        return self.placement.boxes

    @cached_property
    def taken(self) -> Taken:
        """What it leaves no room in."""
        height = sum(self.hand.sizes()) * _LINE
        size = self.boxes[0].height / height * self.hand.size_pt if len(self.boxes) == 1 else 0
        return measure_taken(self.boxes, self.placement.reach, self.placement.leader, size=size)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lettering:
    """All labels of a map.

    Parameters
    ----------
    labels
        In the order in which they were placed.
    left_out
        Ids of features whose label found no room, not even as a number.
    room
        What is left.
    """

    labels: tuple[PlacedLabel, ...]
    left_out: tuple[str, ...]
    room: Room

    def draw(self, ink: SvgInk) -> None:
        """Write all labels, leaders first."""
        for label in self.labels:
            if isinstance(label.placement, PointPlacement) and label.placement.leader:
                ink.stroke(LineString(label.placement.leader), label.hand.color, 0.3)
        for label in self.labels:
            if label.hand.has_dot:
                dot = Point(label.spot).buffer(DOT_MM * ink.zoom)
                ink.fill(dot, _BACKGROUND.casing)
                ink.stroke(dot, _BACKGROUND.label, 0.45)
            if isinstance(label.placement, CoursePlacement):
                _write_course(ink, label.hand, label.placement)
            else:
                _write_block(ink, label.hand, label.placement)


def _write_block(ink: SvgInk, hand: Hand, placement: PointPlacement) -> None:
    y = placement.box.top
    x = placement.box.x + placement.align * placement.box.width
    for line, size in zip(hand.lines, hand.sizes(), strict=True):
        y -= size * ink.zoom * MM_PER_PT * _LINE
        ink.text(
            x,
            y + size * ink.zoom * MM_PER_PT * 0.26,
            text=line,
            face=hand.face,
            size_pt=size,
            color=hand.color,
            halo=hand.halo,
            align=placement.align,
            tracking=0 if line is not hand.lines[0] else hand.tracking,
        )


def _write_course(ink: SvgInk, hand: Hand, placement: CoursePlacement) -> None:
    ink.course(
        placement.glyphs,
        text="  ".join(hand.lines),
        face=hand.face,
        size_pt=hand.size_pt,
        color=hand.color,
        halo=hand.halo,
    )


def make_course_wishes(
    hands: Sequence[Hand], style: Style, geometry: BaseGeometry, *, own: frozenset[str], type_case: TypeCase
) -> list[CourseWish]:
    """Wish for room along the longest part of a line, once for each wording.

    Parameters
    ----------
    hands
        The ways to write the label.
    style
        Of the line.
    geometry
        On the page, mm.
    own
        Ids of the features that it names.
    type_case
        For the widths.
    """
    zoom, line = type_case.zoom, max(shapely.get_parts(shapely.line_merge(geometry)), key=lambda part: part.length)
    return [
        CourseWish(
            own=own,
            line=line,
            advances=tuple(
                type_case.measure(char, run.face, hand.size_pt) + hand.size_pt * zoom * MM_PER_PT * _TRACKING
                for run in type_case.split("  ".join(hand.lines), hand.face)
                for char in run.text
            ),
            size=hand.size_pt * zoom * MM_PER_PT,
            gap=(style.width_px / 2 + style.casing_px) * PAPER_PT_PER_PX * MM_PER_PT * zoom + _OFF_MM,
        )
        for hand in hands
    ]


def make_point_wishes(
    hands: Sequence[Hand], style: Style, geometry: BaseGeometry, *, own: frozenset[str], type_case: TypeCase
) -> list[PointWish]:
    """Wish for room beside a symbol, a line or an area, or on an area large enough, once for each wording.

    Parameters
    ----------
    hands, style, geometry, own, type_case
        As in `make_course_wishes`.
    """
    shape = geometry.buffer(0) if geometry.area else geometry
    spots = _find_spots(geometry, style.size_px * PAPER_PT_PER_PX * MM_PER_PT * type_case.zoom / 2)
    blocks = np.array([measure_block(hand, type_case) for hand in hands])
    middle = np.array(spots[0][:2])
    middles = shapely.box(*(middle - blocks / 2).T, *(middle + blocks / 2).T)
    is_on_it = np.asarray(shapely.contains(shape, middles)).tolist()
    return [
        PointWish(own=own, shape=shape, spots=spots, width=width, height=height, may_lead=True, centered=centered)
        for (width, height), centered in zip(blocks.tolist(), is_on_it, strict=True)
    ]


def measure_block(hand: Hand, type_case: TypeCase) -> tuple[float, float]:
    """Return width and height of the lines of a label, mm."""
    zoom = type_case.zoom
    widths = [type_case.measure(line, hand.face, size) for line, size in zip(hand.lines, hand.sizes(), strict=True)]
    widths[0] += len(hand.lines[0]) * hand.tracking * hand.size_pt * zoom * MM_PER_PT
    return max(widths), sum(size * zoom * MM_PER_PT * _LINE for size in hand.sizes())


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


def make_hands(record: BuiltLayer, members: Sequence[Properties], labels: str) -> tuple[Hand, ...]:
    """Return the ways to write a label, from the fullest to the shortest that may do where room is scarce.

    Parameters
    ----------
    record
        Of the layer.
    members
        The features that share the label.
    labels
        ``en``, ``ko`` or ``en-ko``.
    """
    label = record.style.label or Label()
    core = record.group == "main"
    wordings = [_wording(members, wanted, label.suffix) for wanted in dict.fromkeys((labels, labels[:2]))]
    years = dict.fromkeys(properties.date_label or "" for properties in members)
    if all(years):
        wordings.append((", ".join(years),))
    return tuple(
        Hand(
            lines=lines,
            face="serif-italic" if label.italic else "sans-medium" if core else "sans",
            size_pt=label.size_px * _TYPE_PER_PX * (1 if core else 0.9),
            color=find_label_color(record.style, _BACKGROUND),
            is_pair=len(members) == 1,
        )
        for lines in wordings
    )


def _wording(members: Sequence[Properties], labels: str, suffix: str) -> tuple[str, ...]:
    """Return the lines of one feature's label, or one line for each of several."""
    lines = [_lines(properties, labels, suffix) for properties in members]
    return lines[0] if len(lines) == 1 else tuple("  ".join(parts) for parts in lines)


def _lines(properties: Properties, labels: str, suffix: str = "") -> tuple[str, ...]:
    english = clean(properties.label or properties.name)
    if suffix and suffix not in english:
        english = f"{english} ({suffix})"
    hangul = clean(properties.name_ko or "")
    # A status may also be part of the English name itself: the Korean one says the same.
    status = english.rpartition("(")[2].removesuffix(")")
    if hangul and status in STATUSES:
        hangul = f"{hangul} ({find_words('ko').say(status)})"
    wanted = {"en": (english,), "ko": (hangul or english,), "en-ko": (english, hangul)}[labels]
    kept = [line for line in wanted if line]
    year = properties.date_label or ""
    dated = kept[0] if year in kept[0] else f"{year} {kept[0]}"
    return (dated, *kept[1:])


def make_basemap_hand(properties: Properties, labels: str) -> Hand:
    """Return how a name of the basemap is written; a town has a dot.

    Parameters
    ----------
    properties
        Of the name.
    labels
        As in `make_hands`.
    """
    kind = properties.kind
    lines = _lines(properties, labels)
    if kind == "water":
        size = 9 if (properties.min_zoom or 0) <= 5 else 7.5
        return Hand(
            lines=lines, face="serif-italic", size_pt=size, color=_BACKGROUND.label_water, halo=_BACKGROUND.water
        )
    if kind == "country":
        lines = (lines[0].upper(), *lines[1:])
        return Hand(lines=lines, face="sans", size_pt=7.5, color=_BACKGROUND.label_country, tracking=0.22)
    return Hand(lines=lines, face="sans", size_pt=6.2, color=_BACKGROUND.label, has_dot=True)
