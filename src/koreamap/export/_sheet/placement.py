"""Find room for lettering: beside points, and along lines. Pure: boxes in millimetres, no drawing.

Labels are placed one after another, the most important first; each takes the cheapest of a fixed list of positions
that collides with nothing placed before. The same wishes give the same placements.
"""

from __future__ import annotations

import dataclasses
import itertools
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, box

from koreamap.export._sheet.plan import Rect

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = [
    "CoursePlacement",
    "CourseWish",
    "PointPlacement",
    "PointWish",
    "Room",
    "find_course_placement",
    "find_point_placement",
]

_SIDES = ((1, 0), (0.8, 0.75), (0.8, -0.75), (-1, 0), (-0.8, 0.75), (-0.8, -0.75), (0, 1), (0, -1))
"""Right, upper right, lower right, then the same on the left, above, below: as an atlas prefers them."""

_FAR_SIDES = tuple((round(math.cos(a), 3), round(math.sin(a), 3)) for a in np.radians([*range(0, 360, 15)]))
_NEAR_MM = (0.7, 2.2)
_FAR_MM = (4.0, 7.0, 10.0, 14.0, 19.0, 25.0, 32.0)
"""Gaps between a symbol and its lettering; from the first far one on, a thin leader joins the two."""

_CROSSING_COST = 6.0
_RING_COST = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is taken already.

    Parameters
    ----------
    frame
        All lettering stays within.
    obstacles
        Lettering and markers, not to be touched.
    strokes
        Lines that lettering had better not cross, but may.
    """

    frame: Rect
    obstacles: tuple[Rect, ...]
    strokes: BaseGeometry

    def take(self, boxes: Sequence[Rect]) -> Room:
        """Return the room that is left."""
        return Room(frame=self.frame, obstacles=(*self.obstacles, *boxes), strokes=self.strokes)

    def is_free(self, wanted: Rect) -> bool:
        """Tell whether a box lies in the frame and touches nothing."""
        return self.frame.contains(wanted) and not any(wanted.overlaps(taken) for taken in self.obstacles)

    def is_clear(self, leader: tuple[tuple[float, float], tuple[float, float]] | None) -> bool:
        """Tell whether a leader crosses no lettering but that at its own foot."""
        if leader is None:
            return True
        foot, line = shapely.points(leader[0]), LineString(leader)
        boxes = (box(*taken.bounds) for taken in self.obstacles)
        return not any(line.intersects(taken) and not taken.intersects(foot) for taken in boxes)

    def crossings(self, wanted: Rect) -> float:
        """Return how much of the strokes lies under a box, in its own widths."""
        return float(shapely.intersection(self.strokes, box(*wanted.bounds)).length / wanted.width)


@dataclass(frozen=True, slots=True, kw_only=True)
class PointWish:
    """A label wished for beside a point.

    Parameters
    ----------
    x, y
        The point, mm.
    clear_x, clear_y
        Half width and half height of what the point's symbol or island covers, mm.
    width, height
        Of the lettering, mm.
    may_lead
        It may also stand farther off, at the end of a leader.
    centered
        It may also stand on the point itself, for an area large enough.
    """

    x: float
    y: float
    clear_x: float
    clear_y: float
    width: float
    height: float
    may_lead: bool = False
    centered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PointPlacement:
    """A label that found room.

    Parameters
    ----------
    box
        Of the lettering, mm.
    align
        0 when it stands right of its point, 1 left, 0.5 above or below.
    leader
        The ends of the thin line that leads to the point, mm; None close by.
    cost
        How far this is from the best position there could be.
    """

    box: Rect
    align: float
    leader: tuple[tuple[float, float], tuple[float, float]] | None
    cost: float = 0

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What the lettering covers."""
        return (self.box,)

    @property
    def covered(self) -> tuple[Rect, ...]:
        """What the lettering and its leader cover."""
        return (self.box, *_beads(self.leader)) if self.leader else (self.box,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWish:
    """A label wished for along a line.

    Parameters
    ----------
    line
        Its course in the frame, mm.
    advances
        Width of each character, mm.
    size
        Height of the type, mm.
    gap
        Between the line and the lettering, mm.
    """

    line: LineString
    advances: tuple[float, ...]
    size: float
    gap: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CoursePlacement:
    """A label along a line.

    Parameters
    ----------
    glyphs
        For each character x, y of its base line's start, mm, and its angle in degrees.
    boxes
        Around the characters.
    cost
        As `PointPlacement` has it.
    """

    glyphs: tuple[tuple[float, float, float], ...]
    boxes: tuple[Rect, ...]
    cost: float = 0

    @property
    def covered(self) -> tuple[Rect, ...]:
        """The same, as `PointPlacement` has it."""
        return self.boxes


def find_point_placement(wish: PointWish, room: Room) -> PointPlacement | None:
    """Find the cheapest free position beside a point.

    Parameters
    ----------
    wish
        What is to stand where.
    room
        What is taken.

    Returns
    -------
    None when no position is free.
    """
    best: PointPlacement | None = None
    for cost, side, gap in _candidates(wish):
        if best and cost >= best.cost:
            continue
        placed = _beside(wish, side, gap, leads=gap >= _FAR_MM[0])
        if not room.is_free(placed.box) or not room.is_clear(placed.leader):
            continue
        cost_here = cost + _CROSSING_COST * room.crossings(placed.box)
        if best is None or cost_here < best.cost:
            best = dataclasses.replace(placed, cost=cost_here)
    return best


def _candidates(wish: PointWish) -> Iterator[tuple[float, tuple[float, float], float]]:
    """Yield cost, side and gap of every position worth trying, near ones first; no gap means on the point itself."""
    if wish.centered:
        yield 0, (0, 0), 0
    for ring, gap in enumerate(_NEAR_MM):
        yield from ((ring * _RING_COST + order * 0.4, side, gap) for order, side in enumerate(_SIDES))
    for ring, gap in enumerate(_FAR_MM if wish.may_lead else (), start=len(_NEAR_MM)):
        yield from ((ring * _RING_COST, side, gap) for side in _FAR_SIDES)


def _beside(wish: PointWish, side: tuple[float, float], gap: float, *, leads: bool) -> PointPlacement:
    dx, dy = side
    x = wish.x + dx * (wish.clear_x + gap)
    y = wish.y + dy * (wish.clear_y + gap)
    align = 0.0 if dx > 0.25 else 1.0 if dx < -0.25 else 0.5
    low = y - wish.height / 2 + dy * wish.height / 2
    found = Rect(x=x - align * wish.width, y=low, width=wish.width, height=wish.height)
    leader = ((wish.x, wish.y), (x, low + wish.height / 2 - dy * wish.height * 0.4)) if leads else None
    return PointPlacement(box=found, align=align, leader=leader)


def _beads(leader: tuple[tuple[float, float], tuple[float, float]]) -> list[Rect]:
    """Cover a leader with small boxes, so that later labels keep off it; its foot is the marker's own."""
    (x0, y0), (x1, y1) = leader
    count = max(int(math.dist(*leader)), 1)
    shares = [(index + 1) / (count + 1) for index in range(count)]
    return [Rect(x=x0 + (x1 - x0) * s - 0.3, y=y0 + (y1 - y0) * s - 0.3, width=0.6, height=0.6) for s in shares]


def find_course_placement(wish: CourseWish, room: Room) -> CoursePlacement | None:
    """Find the straightest free stretch along a line, above it or below.

    Parameters
    ----------
    wish
        What is to be written along what.
    room
        What is taken.

    Returns
    -------
    None when the line is too short, too bent or too crowded.
    """
    width = sum(wish.advances)
    if wish.line.length < width * 1.02:
        return None
    best: tuple[float, CoursePlacement] | None = None
    for further, is_above in itertools.product((0.0, 1.0, 2.0), (True, False)):
        base = _baseline(wish, wish.gap + further, above=is_above)
        for start in np.arange(0, base.length - width, max(wish.size, 1.5)):
            cost = _stretch_cost(base, float(start), width) + (0 if is_above else 0.15) + 0.12 * further
            if cost > 1.2 or (best and cost >= best[0]):
                continue
            placed = _set_along(base, float(start), wish)
            if all(room.is_free(found) for found in placed.boxes):
                cost += 0.9 * sum(room.crossings(found) for found in placed.boxes) / len(placed.boxes)
                if best is None or cost < best[0]:
                    best = (cost, placed)
    return best[1] if best else None


def _baseline(wish: CourseWish, gap: float, *, above: bool) -> LineString:
    """Smooth a course over about half the label's width, from left to right, and move it off the line."""
    line = wish.line if wish.line.coords[0][0] <= wish.line.coords[-1][0] else wish.line.reverse()
    count = max(int(line.length / 0.8), 8)
    points = shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, count)))
    span = max(int(sum(wish.advances) * 0.5 / 0.8) | 1, 3)
    padded = np.pad(points, ((span // 2, span // 2), (0, 0)), mode="reflect", reflect_type="odd")
    kernel = np.ones(span) / span
    smooth = np.column_stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)])
    heading = np.gradient(smooth, axis=0)
    normal = np.column_stack([-heading[:, 1], heading[:, 0]]) / np.linalg.norm(heading, axis=1)[:, None]
    drift = (points - smooth)[:, 0] * normal[:, 0] + (points - smooth)[:, 1] * normal[:, 1]
    rise = _roll_max(drift if above else -drift, span)
    offset = rise + gap if above else -(rise + gap + 0.72 * wish.size)
    return LineString(smooth + normal * offset[:, None])


def _roll_max(values: np.ndarray, span: int) -> np.ndarray:
    """Return how far the line itself comes towards the lettering nearby, never less than nothing."""
    padded = np.pad(values, span // 2, mode="edge")
    highest = np.lib.stride_tricks.sliding_window_view(padded, span).max(axis=1)
    kernel = np.ones(span) / span
    return np.maximum(np.convolve(np.pad(highest, span // 2, mode="edge"), kernel, mode="valid"), 0)


def _stretch_cost(base: LineString, start: float, width: float) -> float:
    """Cost of a stretch: how much it turns, in radians, and how far from the line's middle it is."""
    points = shapely.get_coordinates(shapely.line_interpolate_point(base, start + np.linspace(0, width, 9)))
    steps = np.diff(points, axis=0)
    angles = np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))
    off_middle = abs(start + width / 2 - base.length / 2) / base.length
    return float(np.abs(np.diff(angles)).sum() + 0.3 * off_middle + (0.3 if np.cos(angles.mean()) < 0.2 else 0))


def _set_along(base: LineString, start: float, wish: CourseWish) -> CoursePlacement:
    advances = np.asarray(wish.advances)
    begins = start + np.concatenate([[0.0], np.cumsum(advances)[:-1]])
    middles = begins + advances / 2
    centers = shapely.get_coordinates(shapely.line_interpolate_point(base, middles))
    ahead = shapely.get_coordinates(shapely.line_interpolate_point(base, middles + wish.size * 0.6))
    behind = shapely.get_coordinates(shapely.line_interpolate_point(base, np.maximum(middles - wish.size * 0.6, 0)))
    angles = np.arctan2(ahead[:, 1] - behind[:, 1], ahead[:, 0] - behind[:, 0])
    glyphs, boxes = [], []
    for (x, y), angle, advance in zip(centers.tolist(), angles.tolist(), wish.advances, strict=True):
        cos, sin = math.cos(angle), math.sin(angle)
        glyphs.append((x - cos * advance / 2, y - sin * advance / 2, math.degrees(angle)))
        mid_x, mid_y = x - sin * wish.size * 0.3, y + cos * wish.size * 0.3
        half_w = (abs(cos) * advance + abs(sin) * wish.size) / 2
        half_h = (abs(sin) * advance + abs(cos) * wish.size) / 2
        boxes.append(Rect(x=mid_x - half_w, y=mid_y - half_h, width=2 * half_w, height=2 * half_h))
    return CoursePlacement(glyphs=tuple(glyphs), boxes=tuple(boxes))
