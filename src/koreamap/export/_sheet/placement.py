"""Find room for lettering: beside symbols, and along lines. Pure: boxes in millimetres, no drawing.

Labels are placed one after another, the most important first; each takes the cheapest of a fixed list of positions
that collides with nothing placed before and is nearer to nothing else than to what it names. The same wishes give the
same placements.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.export._sheet.plan import Rect

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from shapely.geometry import LineString
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.room import Leader, Room

    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = [
    "CoursePlacement",
    "CourseWish",
    "PointPlacement",
    "PointWish",
    "find_course_placement",
    "find_point_placement",
]

_SIDES = ((1, 0), (0.8, 0.75), (0.8, -0.75), (-1, 0), (-0.8, 0.75), (-0.8, -0.75), (0, 1), (0, -1))
"""Right, upper right, lower right, then the same on the left, above, below: as an atlas prefers them."""

_FAR_SIDES = tuple((round(math.cos(a), 3), round(math.sin(a), 3)) for a in np.radians([*range(0, 360, 15)]))
_NEAR_MM = (0.7, 2.2)
_FAR_MM = (4.0, 7.0, 10.0, 14.0, 19.0, 25.0)
"""Gaps between a symbol and its lettering; from the first far one on, a thin leader joins the two."""

_CROSSING_COST = 10.0
_TOWN_COST = 8.0
_RING_COST = 5.0
_SPOT_COST = 1.0
_LED_REACH_MM = 0.8
"""A name that a leader leads to is its symbol's however far; other symbols keep this far off it."""

_FARTHEST_MM = 3.5
"""A name farther off than this needs a leader."""

_AT_ONCE = 24
"""How many positions are weighed together."""

_MOST_BENT = 1.2


@dataclass(frozen=True, slots=True, kw_only=True)
class PointWish:
    """A label wished for beside a symbol, or beside a line.

    Parameters
    ----------
    own
        Ids of the features that it names; none for a name without a symbol.
    shape
        What it names, on the page, mm; None for a name without a symbol.
    spots
        Points of it from which a place is sought, the best first: x and y, and half width and half height of what the
        symbol covers around it, mm.
    width, height
        Of the lettering, mm.
    may_lead
        It may also stand farther off, at the end of a leader.
    centered
        It may also stand on the spot itself, for an area large enough.
    """

    own: frozenset[str] = frozenset()
    shape: BaseGeometry | None = None
    spots: tuple[tuple[float, float, float, float], ...]
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
        None close by.
    cost
        How far this is from the best position there could be.
    reach
        How far it is from what it names, mm.
    """

    box: Rect
    align: float
    leader: Leader | None = None
    cost: float = 0
    reach: float = 0

    @property
    def boxes(self) -> tuple[Rect, ...]:
        """What the lettering covers."""
        return (self.box,)


@dataclass(frozen=True, slots=True, kw_only=True)
class CourseWish:
    """A label wished for along a line.

    Parameters
    ----------
    own
        Ids of the features that it names.
    line
        Its course in the frame, mm.
    advances
        Width of each character, mm.
    size
        Height of the type, mm.
    gap
        Between the line and the lettering, mm.
    """

    own: frozenset[str] = frozenset()
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
    cost, reach
        As `PointPlacement` has them.
    leader
        Never needed.
    """

    glyphs: tuple[tuple[float, float, float], ...]
    boxes: tuple[Rect, ...]
    cost: float = 0
    reach: float = 0
    leader: None = None


@cache
def _list_positions(spots: int, *, may_lead: bool, centered: bool) -> Numbers:
    """List every position worth trying around so many spots, the cheapest first.

    A row is what it costs at least, the spot, on which side of it, and the gap; none means on the first spot itself.
    """
    rows = [(0.0, 0, 0.0, 0.0, 0.0)] if centered else []
    for spot in range(spots):
        for ring, gap in enumerate(_NEAR_MM):
            base = ring * _RING_COST + spot * _SPOT_COST
            rows += [(base + order * 0.4, spot, *side, gap) for order, side in enumerate(_SIDES)]
        for ring, gap in enumerate(_FAR_MM if may_lead else (), start=len(_NEAR_MM)):
            rows += [(ring * _RING_COST + spot * _SPOT_COST, spot, *side, gap) for side in _FAR_SIDES]
    return np.array(sorted(rows, key=lambda row: row[0]))


@dataclass(frozen=True, slots=True)
class _Candidates:
    """Positions of one wish: boxes, how each is aligned, its leader's ends, and its reach."""

    costs: Numbers
    boxes: Numbers
    aligns: Numbers
    leaders: Numbers
    lead: Mask
    reaches: Numbers

    def pick(self, which: Mask | NDArray[np.intp]) -> _Candidates:
        return _Candidates(*(getattr(self, name)[which] for name in self.__slots__))

    def __len__(self) -> int:
        return len(self.costs)


def find_point_placement(wish: PointWish, room: Room, *, below: float = math.inf) -> PointPlacement | None:
    """Find the cheapest free position beside a symbol.

    Parameters
    ----------
    wish
        What is to stand where.
    room
        What is taken.
    below
        What costs as much as this is not wanted.

    Returns
    -------
    None when no position is free.
    """
    own = room.find_companions(wish.own)
    left = _find_candidates(wish, room)
    best: PointPlacement | None = None
    for start in range(0, len(left), _AT_ONCE):
        if left.costs[start] >= below:
            break
        some = _leave_honest(left.pick(np.arange(start, min(start + _AT_ONCE, len(left)))), wish, own=own, room=room)
        costs = (
            some.costs + _CROSSING_COST * room.measure_crossings(some.boxes) + _TOWN_COST * room.count_towns(some.boxes)
        )
        if len(some) and costs.min() < below:
            below = float(costs.min())
            best = _to_placement(some, int(costs.argmin()), below)
    return best


def _find_candidates(wish: PointWish, room: Room) -> _Candidates:
    """List the positions that are free, the cheapest first."""
    costs, of, side_x, side_y, gaps = _list_positions(len(wish.spots), may_lead=wish.may_lead, centered=wish.centered).T
    spots, lead = np.array(wish.spots)[of.astype(int)], gaps >= _FAR_MM[0]
    x, y = spots[:, 0] + side_x * (spots[:, 2] + gaps), spots[:, 1] + side_y * (spots[:, 3] + gaps)
    aligns = np.select([side_x > 0.25, side_x < -0.25], [0.0, 1.0], 0.5)
    left, low = x - aligns * wish.width, y + (side_y - 1) * wish.height / 2
    boxes = np.column_stack([left, low, left + wish.width, low + wish.height])
    starts, ends = spots[:, :2], np.column_stack([x, low + (1 - side_y) * wish.height / 2])
    if wish.shape is not None and wish.shape.length == 0:
        # From the edge of a point's marker, not from its middle.
        way = ends - starts
        starts = starts + way * (spots[:, 2] / np.maximum(np.hypot(*way.T), 1e-9))[:, None]
    free = room.are_free(boxes)
    reaches = np.full(len(boxes), _LED_REACH_MM)
    reaches[free & ~lead] = _measure_reaches(boxes[free & ~lead], wish.shape)
    free &= reaches <= _FARTHEST_MM
    return _Candidates(costs, boxes, aligns, np.hstack([starts, ends]), lead, reaches).pick(free)


def _leave_honest(some: _Candidates, wish: PointWish, *, own: frozenset[str], room: Room) -> _Candidates:
    """Leave those that cover no symbol and cannot be taken for another's name."""
    is_on_it = (some.reaches == 0) & ~some.lead if wish.centered else np.zeros(len(some), dtype=bool)
    kept = room.are_nearest(some.boxes, some.reaches, own, may_cover=is_on_it)
    led = kept & some.lead
    kept[led] = room.are_clear(some.leaders[led], own)
    if wish.shape is not None and wish.shape.length:
        # A name within its area is never taken for that of a line.
        asked = kept & ~some.lead & ((some.reaches > 0) | (wish.shape.area == 0))
        kept[asked] = room.follow(some.boxes[asked], some.reaches[asked], own)
    return some.pick(kept)


def _to_placement(some: _Candidates, index: int, cost: float) -> PointPlacement:
    x0, y0, x1, y1 = some.leaders[index].tolist()
    return PointPlacement(
        box=_to_rect(some.boxes[index]),
        align=float(some.aligns[index]),
        leader=((x0, y0), (x1, y1)) if some.lead[index] else None,
        cost=cost,
        reach=float(some.reaches[index]),
    )


def _to_rect(box: Numbers) -> Rect:
    left, bottom, right, top = box.tolist()
    return Rect(x=left, y=bottom, width=right - left, height=top - bottom)


def _measure_reaches(boxes: Numbers, shape: BaseGeometry | None) -> Numbers:
    """Return how far boxes are from a shape; no way at all from none."""
    if shape is None:
        return np.zeros(len(boxes))
    return np.asarray(shapely.distance(shapely.box(*boxes.T), shape))


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
    own = room.find_companions(wish.own)
    best: CoursePlacement | None = None
    for further, is_above in itertools.product((0.0, 1.0, 2.0), (True, False)):
        base = _Course.of(_baseline(wish, wish.gap + further, above=is_above))
        starts = np.arange(0, max(base.length - width, 1e-9), max(wish.size, 1.5))
        costs = _stretch_costs(base, starts, width) + (0 if is_above else 0.15) + 0.12 * further
        order = np.argsort(costs, kind="stable")
        order = order[(costs[order] <= _MOST_BENT) & (costs[order] < (best.cost if best else math.inf))]
        for cost, glyphs, boxes in _find_free(base, starts[order], costs[order], wish, room=room):
            if best and cost >= best.cost:
                break
            placed = _try_along(cost, glyphs, boxes, wish, own=own, room=room)
            if placed and (best is None or placed.cost < best.cost):
                best = placed
    return best


@dataclass(frozen=True, slots=True)
class _Course:
    """A line by the way along it: points, and how far each is from the first."""

    points: Numbers
    along: Numbers

    @classmethod
    def of(cls, points: Numbers) -> _Course:
        steps = np.hypot(*np.diff(points, axis=0).T)
        return cls(points, np.concatenate([[0.0], np.cumsum(steps)]))

    @property
    def length(self) -> float:
        return float(self.along[-1])

    def at(self, ways: Numbers) -> Numbers:
        """Return the points so far along, x and y last."""
        return np.stack([np.interp(ways, self.along, self.points[:, axis]) for axis in (0, 1)], axis=-1)


def _baseline(wish: CourseWish, gap: float, *, above: bool) -> Numbers:
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
    return np.asarray(smooth + normal * offset[:, None])


def _roll_max(values: Numbers, span: int) -> Numbers:
    """Return how far the line itself comes towards the lettering nearby, never less than nothing."""
    padded = np.pad(values, span // 2, mode="edge")
    highest = np.lib.stride_tricks.sliding_window_view(padded, span).max(axis=1)
    kernel = np.ones(span) / span
    return np.maximum(np.convolve(np.pad(highest, span // 2, mode="edge"), kernel, mode="valid"), 0)


def _stretch_costs(base: _Course, starts: Numbers, width: float) -> Numbers:
    """Cost of each stretch: how much it turns, in radians, and how far from the line's middle it is."""
    points = base.at(starts[:, None] + np.linspace(0, width, 9))
    steps = np.diff(points, axis=1)
    angles = np.unwrap(np.arctan2(steps[..., 1], steps[..., 0]), axis=1)
    off_middle = np.abs(starts + width / 2 - base.length / 2) / base.length
    is_steep = np.cos(angles.mean(axis=1)) < 0.2
    return np.asarray(np.abs(np.diff(angles, axis=1)).sum(axis=1) + 0.3 * off_middle + 0.3 * is_steep)


def _find_free(
    base: _Course, starts: Numbers, costs: Numbers, wish: CourseWish, *, room: Room
) -> Iterator[tuple[float, Numbers, Numbers]]:
    """Yield the stretches on which nothing is written, each with its cost, and its characters with their boxes."""
    glyphs, boxes = _set_along(base, starts, wish)
    is_free = room.are_free(boxes.reshape(-1, 4)).reshape(boxes.shape[:2]).all(axis=1)
    yield from zip(costs[is_free].tolist(), glyphs[is_free], boxes[is_free], strict=True)


def _try_along(  # noqa: PLR0913 - private, and all of it needed
    cost: float, glyphs: Numbers, boxes: Numbers, wish: CourseWish, *, own: frozenset[str], room: Room
) -> CoursePlacement | None:
    """Write along a stretch; None when a symbol stands there, or it would mislead."""
    reach = float(_measure_reaches(boxes, wish.line).min())
    reaches = np.full(len(boxes), reach)
    if not room.are_nearest(boxes, reaches, own).all() or not room.follow(boxes, reaches, own).all():
        return None
    return CoursePlacement(
        glyphs=tuple(map(tuple, glyphs.tolist())),
        boxes=tuple(map(_to_rect, boxes)),
        cost=cost + float(0.9 * room.measure_crossings(boxes).mean() + _TOWN_COST * room.count_towns(boxes).sum()),
        reach=reach,
    )


def _set_along(base: _Course, starts: Numbers, wish: CourseWish) -> tuple[Numbers, Numbers]:
    """Return for each stretch, a row, x, y and angle of each character, and the box around it."""
    advances = np.asarray(wish.advances)
    middles = starts[:, None] + np.cumsum(advances) - advances / 2
    step = wish.size * 0.6
    x, y = np.moveaxis(base.at(middles), -1, 0)
    heading = base.at(middles + step) - base.at(np.maximum(middles - step, 0))
    angles = np.arctan2(heading[..., 1], heading[..., 0])
    cos, sin = np.cos(angles), np.sin(angles)
    glyphs = np.stack([x - cos * advances / 2, y - sin * advances / 2, np.degrees(angles)], axis=-1)
    middle = np.stack([x - sin * wish.size * 0.3, y + cos * wish.size * 0.3], axis=-1)
    half_w = (np.abs(cos) * advances + np.abs(sin) * wish.size) / 2
    half_h = (np.abs(sin) * advances + np.abs(cos) * wish.size) / 2
    half = np.stack([half_w, half_h], axis=-1)
    return glyphs, np.concatenate([middle - half, middle + half], axis=-1)
