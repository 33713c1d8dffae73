"""Find room for lettering along lines: the straightest free stretch, above or below. Pure, as `placement`."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
import shapely

from koreamap.export._sheet.placement import TOWN_COST, measure_reaches, to_rect
from koreamap.export._sheet.shapes import Owners

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry import LineString

    from koreamap.export._sheet.plan import Rect
    from koreamap.export._sheet.room import Ground, Room

    Numbers = NDArray[np.float64]
    Rows = NDArray[np.intp]

__all__ = ["CoursePlacement", "CourseSearch", "CourseWish", "find_course_placement"]

_CROSSING_COST = 0.9
_BELOW_COST = 0.15
_FURTHER_COST = 0.12
_FURTHER_MM = (0.0, 1.0, 2.0)
"""How much further off its line than it need be a label may run."""

_Scalar = TypeVar("_Scalar", bound=np.generic)
_MOST_BENT = 1.2
_STEP_MM = 0.8
_AT_ONCE = 2
"""How many stretches are weighed together; where neither is good, all others are."""


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


@dataclass(kw_only=True)
class _Side:
    """The stretches of a course so far above its line, or below; each is weighed when it is first free, and then kept.

    Parameters
    ----------
    search
        For what.
    further
        Off the line than it need be, mm.
    is_above
        Else below.
    """

    search: CourseSearch
    further: float
    is_above: bool

    @property
    def least(self) -> float:
        """What each of its stretches costs at least."""
        return (0 if self.is_above else _BELOW_COST) + _FURTHER_COST * self.further

    @cached_property
    def stretches(self) -> _Stretches:
        """Its stretches, the cheapest first."""
        wish = self.search.wish
        width = sum(wish.advances)
        course = _Course.of(self.search.spine.move(wish.gap + self.further, wish.size, above=self.is_above))
        starts = np.arange(0, max(course.length - width, 1e-9), max(wish.size, 1.5))
        least = _stretch_costs(course, starts, width) + (0 if self.is_above else _BELOW_COST)
        least = least + _FURTHER_COST * self.further
        order = np.argsort(least, kind="stable")
        order = order[least[order] <= _MOST_BENT]
        glyphs, boxes = _set_along(course, starts[order], wish)
        return _Stretches(
            least=least[order],
            glyphs=glyphs,
            boxes=boxes,
            reaches=np.zeros(len(order)),
            costs=np.full(len(order), np.nan),
        )


@dataclass(slots=True, kw_only=True)
class _Stretches:
    """Stretches of a line on which a label may stand, a row each: its characters with their boxes.

    `least` is what each costs at least, `reaches` and `costs` are as in `PointSearch`.
    """

    least: Numbers
    glyphs: Numbers
    boxes: Numbers
    reaches: Numbers
    costs: Numbers

    def find_free(self, rows: Rows, room: Room) -> Rows:
        """Return those of some stretches on which nothing is written."""
        boxes = self.boxes[rows]
        return rows[room.are_free(boxes.reshape(-1, 4)).reshape(boxes.shape[:2]).all(axis=1)]

    def weigh(self, rows: Rows, wish: CourseWish, *, own: frozenset[str], ground: Ground) -> Numbers:
        """Return what stretches cost; infinitely much where a symbol stands there, or they would mislead."""
        new = rows[np.isnan(self.costs[rows])]
        if len(new):
            self.costs[new] = math.inf
            length = self.boxes.shape[1]
            self.reaches[new] = _by_row(measure_reaches(self._flatten(new), wish.line), length).min(axis=1)
            for is_honest in (ground.are_nearest, ground.follow):
                boxes, reaches = self._flatten(new), np.repeat(self.reaches[new], length)
                owners = Owners.of_all(own, len(boxes))
                new = new[_by_row(is_honest(boxes, reaches, owners), length).all(axis=1)]
            boxes = self._flatten(new)
            crossings = _by_row(ground.measure_crossings(boxes), length).mean(axis=1)
            towns = _by_row(ground.count_towns(boxes), length).sum(axis=1)
            self.costs[new] = self.least[new] + (_CROSSING_COST * crossings + TOWN_COST * towns)
        return self.costs[rows]

    def _flatten(self, rows: Rows) -> Numbers:
        """Return the boxes of stretches one under the other."""
        return self.boxes[rows].reshape(-1, 4)


class CourseSearch:
    """The stretches of a wish on one ground.

    Parameters
    ----------
    wish
        What is to be written along what.
    ground
        What is drawn there.
    """

    def __init__(self, wish: CourseWish, ground: Ground) -> None:
        self.wish = wish
        self._ground = ground
        self._sides = [_Side(search=self, further=by, is_above=above) for by in _FURTHER_MM for above in (True, False)]

    @cached_property
    def spine(self) -> _Spine:
        """The course, smoothed."""
        return _Spine.of(self.wish)

    @cached_property
    def _own(self) -> frozenset[str]:
        """What it names, and what no name can keep off."""
        return self._ground.find_companions(self.wish.own)

    def find(self, room: Room) -> CoursePlacement | None:
        """Find the cheapest free stretch.

        Parameters
        ----------
        room
            What is taken, on the same ground.

        Returns
        -------
        None when the line is too short, too bent or too crowded.
        """
        if self._is_too_short:
            return None
        best, below = None, math.inf
        for side in self._sides:
            # What lies further off is not even laid out where it cannot be better.
            row, cost = self._find_on(side, room, below=below) if side.least < below else (None, below)
            if row is not None:
                best, below = (side.stretches, row), cost
        return _to_placement(*best) if best else None

    def list_free(self, room: Room) -> tuple[Rows, ...]:
        """List all free stretches, by their sides; the parameter is that of `find`."""
        if self._is_too_short:
            return ()
        listed = self.leave_free(tuple(np.arange(len(side.stretches.least)) for side in self._sides), room)
        return tuple(
            rows[side.stretches.weigh(rows, self.wish, own=self._own, ground=self._ground) != math.inf]
            for side, rows in zip(self._sides, listed, strict=True)
        )

    def leave_free(self, listed: tuple[Rows, ...], room: Room) -> tuple[Rows, ...]:
        """Leave those of listed stretches that are free in another room, too."""
        return tuple(side.stretches.find_free(rows, room) for side, rows in zip(self._sides, listed, strict=False))

    @property
    def _is_too_short(self) -> bool:
        return self.wish.line.length < sum(self.wish.advances) * 1.02

    def _find_on(self, side: _Side, room: Room, *, below: float) -> tuple[int | None, float]:
        """Return the cheapest free stretch on one side, and what it costs; none when none costs less than `below`."""
        stretches, best = side.stretches, None
        start, size = 0, _AT_ONCE
        while start < len(stretches.least) and stretches.least[start] < below:
            end = min(start + size, int(np.searchsorted(stretches.least, below)))
            rows = stretches.find_free(np.arange(start, end), room)
            costs = stretches.weigh(rows, self.wish, own=self._own, ground=self._ground)
            if len(rows) and costs.min() < below:
                index = int(costs.argmin())
                best, below = int(rows[index]), float(costs[index])
            start, size = end, len(stretches.least)
        return best, below


def _to_placement(stretches: _Stretches, row: int) -> CoursePlacement:
    return CoursePlacement(
        glyphs=tuple(map(tuple, stretches.glyphs[row].tolist())),
        boxes=tuple(map(to_rect, stretches.boxes[row])),
        cost=float(stretches.costs[row]),
        reach=float(stretches.reaches[row]),
    )


def find_course_placement(wish: CourseWish, room: Room) -> CoursePlacement | None:
    """Find the straightest free stretch along a line, above it or below, once.

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
    return CourseSearch(wish, room.ground).find(room)


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


@dataclass(slots=True, kw_only=True)
class _Spine:
    """A course smoothed over about half the label's width, from left to right.

    `points` are on it, `normal` the way up from them, and `drift` how far up the line itself is; `span` is over how
    many points it was smoothed.
    """

    points: Numbers
    normal: Numbers
    drift: Numbers
    span: int

    @classmethod
    def of(cls, wish: CourseWish) -> _Spine:
        points = _walk(wish.line)
        span = max(int(sum(wish.advances) * 0.5 / _STEP_MM) | 1, 3)
        padded = np.pad(points, ((span // 2, span // 2), (0, 0)), mode="reflect", reflect_type="odd")
        kernel = np.ones(span) / span
        smooth = np.column_stack([np.convolve(padded[:, axis], kernel, mode="valid") for axis in (0, 1)])
        heading = np.gradient(smooth, axis=0)
        normal = np.column_stack([-heading[:, 1], heading[:, 0]]) / np.linalg.norm(heading, axis=1)[:, None]
        drift = (points - smooth)[:, 0] * normal[:, 0] + (points - smooth)[:, 1] * normal[:, 1]
        return cls(points=smooth, normal=normal, drift=drift, span=span)

    def move(self, gap: float, size: float, *, above: bool) -> Numbers:
        """Return the base line of type of that size, so far off the line."""
        rise = _roll_max(self.drift if above else -self.drift, self.span)
        offset = rise + gap if above else -(rise + gap + 0.72 * size)
        return np.asarray(self.points + self.normal * offset[:, None])


@lru_cache(maxsize=4)
def _walk(line: LineString) -> Numbers:
    """Return points along a line, from left to right: the same for each wording of its label."""
    line = line if line.coords[0][0] <= line.coords[-1][0] else line.reverse()
    count = max(int(line.length / _STEP_MM), 8)
    return shapely.get_coordinates(shapely.line_interpolate_point(line, np.linspace(0, line.length, count)))


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


def _by_row(values: NDArray[_Scalar], length: int) -> NDArray[_Scalar]:
    """Return what was found for each character, a row a stretch."""
    return values.reshape(-1, length)
