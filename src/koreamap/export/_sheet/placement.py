"""Find room for lettering: beside symbols, and along lines. Pure: boxes in millimetres, no drawing.

Labels are placed one after another, the most important first; each takes the cheapest of a fixed list of positions
that collides with nothing placed before and is nearer to nothing else than to what it names. The same wishes give the
same placements.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
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
_FAR_MM = (4.0, 7.0, 10.0, 14.0, 19.0, 25.0, 32.0)
"""Gaps between a symbol and its lettering; from the first far one on, a thin leader joins the two."""

_CROSSING_COST = 6.0
_TOWN_COST = 4.0
_RING_COST = 5.0
_SPOT_COST = 1.0
_LED_REACH_MM = 0.8
"""A name that a leader leads to is its symbol's however far; other symbols keep this far off it."""

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
        Points of it from which a place is sought, the best first, mm.
    clear_x, clear_y
        Half width and half height of what the symbol covers around a spot, mm.
    width, height
        Of the lettering, mm.
    may_lead
        It may also stand farther off, at the end of a leader.
    centered
        It may also stand on the spot itself, for an area large enough.
    """

    own: frozenset[str] = frozenset()
    shape: BaseGeometry | None = None
    spots: tuple[tuple[float, float], ...]
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
    """

    glyphs: tuple[tuple[float, float, float], ...]
    boxes: tuple[Rect, ...]
    cost: float = 0
    reach: float = 0

    @property
    def leader(self) -> None:
        """Never needed."""
        return


@dataclass(frozen=True, slots=True)
class _Position:
    """A place beside a spot: what it costs at least, where, and whether a leader leads there."""

    cost: float
    spot: int
    side: tuple[float, float]
    gap: float

    @property
    def leads(self) -> bool:
        return self.gap >= _FAR_MM[0]


def find_point_placement(wish: PointWish, room: Room) -> PointPlacement | None:
    """Find the cheapest free position beside a symbol.

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
    positions = sorted(_positions(wish), key=lambda position: position.cost)
    placements = [_beside(wish, position) for position in positions]
    free = room.are_free(np.array([placed.box.bounds for placed in placements]))
    own = room.find_companions(wish.own)
    best: PointPlacement | None = None
    for position, placed, is_free in zip(positions, placements, free, strict=True):
        if best and position.cost >= best.cost:
            break
        if is_free and (found := _judge(position, placed, wish, own=own, room=room)):
            best = found if best is None or found.cost < best.cost else best
    return best


def _positions(wish: PointWish) -> Iterator[_Position]:
    """Yield every position worth trying; no gap means on the spot itself."""
    if wish.centered:
        yield _Position(0, 0, (0, 0), 0)
    for spot in range(len(wish.spots)):
        for ring, gap in enumerate(_NEAR_MM):
            base = ring * _RING_COST + spot * _SPOT_COST
            yield from (_Position(base + order * 0.4, spot, side, gap) for order, side in enumerate(_SIDES))
        for ring, gap in enumerate(_FAR_MM if wish.may_lead else (), start=len(_NEAR_MM)):
            yield from (_Position(ring * _RING_COST + spot * _SPOT_COST, spot, side, gap) for side in _FAR_SIDES)


def _beside(wish: PointWish, position: _Position) -> PointPlacement:
    dx, dy = position.side
    spot_x, spot_y = wish.spots[position.spot]
    x = spot_x + dx * (wish.clear_x + position.gap)
    y = spot_y + dy * (wish.clear_y + position.gap)
    align = 0.0 if dx > 0.25 else 1.0 if dx < -0.25 else 0.5
    low = y - wish.height / 2 + dy * wish.height / 2
    found = Rect(x=x - align * wish.width, y=low, width=wish.width, height=wish.height)
    end = (x, low + wish.height / 2 - dy * wish.height * 0.4)
    return PointPlacement(box=found, align=align, leader=_lead(wish, position, end) if position.leads else None)


def _lead(wish: PointWish, position: _Position, end: tuple[float, float]) -> Leader:
    """Join spot and name; from the edge of a point's marker, not from its middle."""
    start = wish.spots[position.spot]
    if wish.shape is not None and wish.shape.length == 0:
        share = min(wish.clear_x, wish.clear_y) / math.dist(start, end)
        start = (start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1]))
    return start, end


def _judge(
    position: _Position, placed: PointPlacement, wish: PointWish, *, own: frozenset[str], room: Room
) -> PointPlacement | None:
    """Return a free position with its whole cost; None when it would mislead."""
    boxes = np.array([placed.box.bounds])
    reach = _LED_REACH_MM if position.leads else _measure_reach(boxes, wish.shape)
    is_on_it = wish.centered and not position.gap
    if room.covers(boxes, besides=own if is_on_it else ()) or not room.is_clear(placed.leader, own):
        return None
    if wish.own and not room.is_nearest(boxes, reach, own):
        return None
    if not position.leads and not _keeps_off_lines(boxes, reach, wish, own=own, room=room):
        return None
    cost = position.cost + _CROSSING_COST * room.crossings(boxes) + _TOWN_COST * room.count_towns(boxes)
    return PointPlacement(box=placed.box, align=placed.align, leader=placed.leader, cost=cost, reach=reach)


def _keeps_off_lines(boxes: Numbers, reach: float, wish: PointWish, *, own: frozenset[str], room: Room) -> bool:
    """Tell whether a line's or an area's name cannot be taken for another line's; one within its area never is."""
    is_within = wish.shape is not None and wish.shape.area > 0 and reach == 0
    if wish.shape is None or not wish.shape.length or is_within:
        return True
    return room.follows(boxes, reach, wish.shape, own)


def _measure_reach(boxes: Numbers, shape: BaseGeometry | None) -> float:
    return 0.0 if shape is None else float(shapely.distance(shapely.box(*boxes.T), shape).min())


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
        for index in np.argsort(costs, kind="stable"):
            if costs[index] > _MOST_BENT or (best and costs[index] >= best.cost):
                break
            placed = _try_along(base, float(starts[index]), float(costs[index]), wish, own=own, room=room)
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


def _try_along(  # noqa: PLR0913 - private, and all of it needed
    base: _Course, start: float, cost: float, wish: CourseWish, *, own: frozenset[str], room: Room
) -> CoursePlacement | None:
    """Write along a stretch; None when something stands there, or it would mislead."""
    glyphs, boxes = _set_along(base, start, wish)
    if not room.are_free(boxes).all() or room.covers(boxes):
        return None
    reach = _measure_reach(boxes, wish.line)
    if not room.is_nearest(boxes, reach, own) or not room.follows(boxes, reach, wish.line, own):
        return None
    return CoursePlacement(
        glyphs=tuple(map(tuple, glyphs.tolist())),
        boxes=tuple(Rect(x=x, y=y, width=right - x, height=top - y) for x, y, right, top in boxes.tolist()),
        cost=cost + 0.9 * room.crossings(boxes) + _TOWN_COST * room.count_towns(boxes),
        reach=reach,
    )


def _set_along(base: _Course, start: float, wish: CourseWish) -> tuple[Numbers, Numbers]:
    """Return x, y and angle of each character, and the box around it."""
    advances = np.asarray(wish.advances)
    middles = start + np.cumsum(advances) - advances / 2
    step = wish.size * 0.6
    x, y = base.at(middles).T
    heading = base.at(middles + step) - base.at(np.maximum(middles - step, 0))
    angles = np.arctan2(heading[:, 1], heading[:, 0])
    cos, sin = np.cos(angles), np.sin(angles)
    glyphs = np.column_stack([x - cos * advances / 2, y - sin * advances / 2, np.degrees(angles)])
    middle = np.column_stack([x - sin * wish.size * 0.3, y + cos * wish.size * 0.3])
    half_w = (np.abs(cos) * advances + np.abs(sin) * wish.size) / 2
    half_h = (np.abs(sin) * advances + np.abs(cos) * wish.size) / 2
    half = np.column_stack([half_w, half_h])
    return glyphs, np.hstack([middle - half, middle + half])
