"""Find room for lettering beside symbols, lines and areas. Pure: boxes in millimetres, no drawing.

Labels are placed one after another, the most important first; each takes the cheapest of a fixed list of positions
that collides with nothing placed before and is nearer to nothing else than to what it names. The same wishes give the
same placements.

What a position costs is the same however often a label is placed, as long as nothing else is drawn: a search weighs
each when it is first free, and keeps what it found.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from koreamap.export._sheet.plan import Rect
from koreamap.export._sheet.shapes import Owners

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.room import Ground, Leader, Room

    Numbers = NDArray[np.float64]
    Rows = NDArray[np.intp]
    Mask = NDArray[np.bool_]

__all__ = [
    "TOWN_COST",
    "PointPlacement",
    "PointSearch",
    "PointWish",
    "find_point_placement",
    "measure_reaches",
    "to_rect",
    "weigh_first",
]

_SIDES = ((1, 0), (0.8, 0.75), (0.8, -0.75), (-1, 0), (-0.8, 0.75), (-0.8, -0.75), (0, 1), (0, -1))
"""Right, upper right, lower right, then the same on the left, above, below: as an atlas prefers them."""

_FAR_SIDES = tuple((round(math.cos(a), 3), round(math.sin(a), 3)) for a in np.radians([*range(0, 360, 15)]))
_NEAR_MM = (0.7, 2.2)
_FAR_MM = (4.0, 7.0, 10.0, 14.0, 19.0, 25.0)
"""Gaps between a symbol and its lettering; from the first far one on, a thin leader joins the two."""

_CROSSING_COST = 10.0
TOWN_COST = 8.0
_RING_COST = 5.0
_SPOT_COST = 1.0
_LEADER_GAP_MM = 0.6
"""Between a leader and the lettering that it leads to: where the two meet, the leader reads as a letter's stroke."""

_LED_REACH_MM = 0.8
"""A name that a leader leads to is its symbol's however far; other symbols keep this far off it."""

_FARTHEST_MM = 3.5
"""A name farther off than this needs a leader."""

_FIRST, _NEXT = 16, 48
"""How many positions are asked first, and how many more are weighed together where none of those is good."""


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
    is_number
        It may also lie along a line of another, for which nobody takes a number.
    """

    own: frozenset[str] = frozenset()
    shape: BaseGeometry | None = None
    spots: tuple[tuple[float, float, float, float], ...]
    width: float
    height: float
    may_lead: bool = False
    centered: bool = False
    is_number: bool = False


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


class _Positions(NamedTuple):
    """Positions worth trying around some spots, the cheapest first, a row each.

    `least` is what it costs at least, `spots` the number of the spot, `sides` on which side of it, `gaps` how far off;
    `aligns` is as `PointPlacement` has it, `led` whether a leader leads there.
    """

    least: Numbers
    spots: Rows
    sides: Numbers
    gaps: Numbers
    aligns: Numbers
    led: Mask


@dataclass(slots=True, kw_only=True)
class _Candidates:
    """The positions of a wish, a row each.

    `boxes` are what the lettering covers, mm, and `leaders` the ends of a leader, each a row of four; `reaches` is how
    far each is from what it names, mm, as far as that was asked; `costs` what each costs, infinite where it would
    mislead, and no number until it is weighed.
    """

    positions: _Positions
    boxes: Numbers
    leaders: Numbers
    reaches: Numbers
    costs: Numbers

    @classmethod
    def of(cls, wish: PointWish) -> _Candidates:
        positions = _list_positions(len(wish.spots), may_lead=wish.may_lead, centered=wish.centered)
        boxes, leaders = _lay_out(wish, positions)
        reaches, costs = np.full(len(boxes), _LED_REACH_MM), np.full(len(boxes), np.nan)
        return cls(positions=positions, boxes=boxes, leaders=leaders, reaches=reaches, costs=costs)

    def leave_free(self, rows: Rows, room: Room) -> Rows:
        """Leave the positions on which, and on the way to which, nothing is written; none that would mislead."""
        rows = rows[self.costs[rows] != math.inf]
        rows = rows[room.are_free(self.boxes[rows])]
        led = self.positions.led[rows]
        if not led.any():
            return rows
        is_open = ~led
        is_open[led] = room.are_open(self.leaders[rows[led]])
        return rows[is_open]

    def to_placement(self, row: int) -> PointPlacement:
        """Return what stands at a position."""
        x0, y0, x1, y1 = self.leaders[row].tolist()
        return PointPlacement(
            box=to_rect(self.boxes[row]),
            align=float(self.positions.aligns[row]),
            leader=((x0, y0), (x1, y1)) if self.positions.led[row] else None,
            cost=float(self.costs[row]),
            reach=float(self.reaches[row]),
        )


@cache
def _list_positions(spots: int, *, may_lead: bool, centered: bool) -> _Positions:
    """List every position worth trying around so many spots; a centered one is on the first spot itself."""
    rows = [(0.0, 0, 0.0, 0.0, 0.0)] if centered else []
    for spot in range(spots):
        for ring, gap in enumerate(_NEAR_MM):
            base = ring * _RING_COST + spot * _SPOT_COST
            rows += [(base + order * 0.4, spot, *side, gap) for order, side in enumerate(_SIDES)]
        for ring, gap in enumerate(_FAR_MM if may_lead else (), start=len(_NEAR_MM)):
            rows += [(ring * _RING_COST + spot * _SPOT_COST, spot, *side, gap) for side in _FAR_SIDES]
    table = np.array(sorted(rows, key=lambda row: row[0]))
    aligns = np.select([table[:, 2] > 0.25, table[:, 2] < -0.25], [0.0, 1.0], 0.5)
    return _Positions(
        least=np.ascontiguousarray(table[:, 0]),
        spots=table[:, 1].astype(np.intp),
        sides=np.ascontiguousarray(table[:, 2:4]),
        gaps=np.ascontiguousarray(table[:, 4]),
        aligns=aligns,
        led=table[:, 4] >= _FAR_MM[0],
    )


class PointSearch:
    """The positions of a wish on one ground.

    Parameters
    ----------
    wish
        What is to stand where.
    ground
        What is drawn there.
    """

    def __init__(self, wish: PointWish, ground: Ground) -> None:
        self.wish = wish
        self.ground = ground

    @cached_property
    def own(self) -> frozenset[str]:
        """What it names, and what no name can keep off."""
        return self.ground.find_companions(self.wish.own)

    @cached_property
    def kind(self) -> tuple[bool, bool, bool, bool]:
        """Whether it may stand on what it names, that is more than a point, that is an area, and it is a number."""
        shape = self.wish.shape
        is_long, is_area = shape is not None and shape.length > 0, shape is not None and shape.area > 0
        return self.wish.centered, is_long, is_area, self.wish.is_number

    @cached_property
    def candidates(self) -> _Candidates:
        """Its positions, and what is known of them."""
        return _Candidates.of(self.wish)

    def find(self, room: Room, *, below: float = math.inf, among: Rows | None = None) -> PointPlacement | None:
        """Find the cheapest free position.

        Parameters
        ----------
        room
            What is taken, on the same ground.
        below
            What costs as much as this is not wanted.
        among
            The positions that are asked, from `list_free`; all by default.

        Returns
        -------
        None when no position is free.
        """
        candidates, best = self.candidates, None
        rows = np.arange(len(candidates.boxes)) if among is None else among
        least = candidates.positions.least[rows]
        start, size = 0, _FIRST
        while start < len(least) and least[start] < below:
            end = min(start + size, int(np.searchsorted(least, below)))
            free = candidates.leave_free(rows[start:end], room)
            for some in np.split(free, range(_NEXT, len(free), _NEXT)):
                if not len(some) or candidates.positions.least[some[0]] >= below:
                    break
                costs = self._weigh(some)
                if costs.min() < below:
                    index = int(costs.argmin())
                    best, below = int(some[index]), float(costs[index])
            start, size = end, len(least)
        return None if best is None else candidates.to_placement(best)

    def list_free(self, room: Room) -> tuple[Rows, ...]:
        """List all free positions; the parameter is that of `find`."""
        rows = self.candidates.leave_free(np.arange(len(self.candidates.boxes)), room)
        return (rows[self._weigh(rows) != math.inf],)

    def leave_free(self, listed: tuple[Rows, ...], room: Room) -> tuple[Rows, ...]:
        """Leave those of listed positions that are free in another room, too."""
        return tuple(self.candidates.leave_free(rows, room) for rows in listed)

    def _weigh(self, rows: Rows) -> Numbers:
        """Return what positions cost."""
        costs = self.candidates.costs
        new = rows[np.isnan(costs[rows])]
        if len(new):
            _weigh([(self, new)])
        return costs[rows]


def weigh_first(searches: Sequence[PointSearch]) -> None:
    """Weigh at once, for searches on one ground, what each will ask first: there are many, with few positions each.

    Parameters
    ----------
    searches
        None of which was asked yet.
    """
    if searches:
        _weigh([(search, np.arange(min(_FIRST, len(search.candidates.boxes)))) for search in searches])


def _weigh(picks: Sequence[tuple[PointSearch, Rows]]) -> None:
    """Weigh positions of searches on one ground: infinitely dear are those that would mislead."""
    some, ground = _Some.gather(picks), picks[0][0].ground
    kept = _find_honest(some, ground)
    boxes = some.boxes[kept]
    costs = np.full(len(some.boxes), math.inf)
    crossings, towns = ground.measure_crossings(boxes), ground.count_towns(boxes)
    costs[kept] = some.least[kept] + _CROSSING_COST * crossings + TOWN_COST * towns
    end = 0
    for search, rows in picks:
        start, end = end, end + len(rows)
        search.candidates.costs[rows], search.candidates.reaches[rows] = costs[start:end], some.reaches[start:end]


class _Some(NamedTuple):
    """Positions of several searches, a row each, as `_Candidates` and `_Positions` have them.

    `own` is what they name; `kinds` has the columns of `PointSearch.kind`.
    """

    boxes: Numbers
    leaders: Numbers
    least: Numbers
    led: Mask
    reaches: Numbers
    own: Owners
    kinds: Mask

    @classmethod
    def gather(cls, picks: Sequence[tuple[PointSearch, Rows]]) -> _Some:
        found = [(search.candidates, rows) for search, rows in picks]
        led = np.concatenate([each.positions.led[rows] for each, rows in found])
        own = Owners(
            tuple(search.own for search, _rows in picks),
            np.repeat(np.arange(len(picks)), [len(rows) for _search, rows in picks]),
        )
        boxes = np.concatenate([each.boxes[rows] for each, rows in found])
        reaches = np.full(len(boxes), _LED_REACH_MM)
        shapes = np.array([search.wish.shape for search, _rows in picks], dtype=object)
        reaches[~led] = measure_reaches(boxes[~led], shapes[own.of[~led]])
        return cls(
            boxes=boxes,
            leaders=np.concatenate([each.leaders[rows] for each, rows in found]),
            least=np.concatenate([each.positions.least[rows] for each, rows in found]),
            led=led,
            reaches=reaches,
            own=own,
            kinds=np.array([search.kind for search, _rows in picks])[own.of],
        )


def _find_honest(some: _Some, ground: Ground) -> Rows:
    """Return the rows of those that are near, cover no symbol and cannot be taken for another's name."""
    rows = np.flatnonzero(some.reaches <= _FARTHEST_MM)
    boxes, reaches, led, own = some.boxes[rows], some.reaches[rows], some.led[rows], some.own.pick(rows)
    may_be_on_it, is_long, is_area, is_number = some.kinds[rows].T
    is_on_it = (reaches == 0) & ~led & may_be_on_it
    kept = ground.are_nearest(boxes, reaches, own, may_cover=is_on_it)
    if (asked := kept & led).any():
        kept[asked] = ground.are_clear(some.leaders[rows[asked]], own.pick(asked))
    # A name within its area is never taken for that of a line.
    asked = kept & ~led & is_long & ((reaches > 0) | ~is_area)
    if asked.any():
        kept[asked] = ground.follow(boxes[asked], reaches[asked], own.pick(asked))
    asked = kept & ~is_number & (led | ~is_long)
    if asked.any():
        kept[asked] = ground.lie_along_none(boxes[asked], own.pick(asked))
    return rows[kept]


def find_point_placement(wish: PointWish, room: Room) -> PointPlacement | None:
    """Find the cheapest free position beside a symbol, once.

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
    return PointSearch(wish, room.ground).find(room)


def _lay_out(wish: PointWish, positions: _Positions) -> tuple[Numbers, Numbers]:
    """Return the boxes of the lettering at its positions, and the ends of the leaders that would lead there."""
    spots, (side_x, side_y) = np.array(wish.spots)[positions.spots], positions.sides.T
    x, y = spots[:, 0] + side_x * (spots[:, 2] + positions.gaps), spots[:, 1] + side_y * (spots[:, 3] + positions.gaps)
    left, low = x - positions.aligns * wish.width, y + (side_y - 1) * wish.height / 2
    boxes = np.column_stack([left, low, left + wish.width, low + wish.height])
    starts, ends = spots[:, :2], np.column_stack([x, low + (1 - side_y) * wish.height / 2])
    if wish.shape is not None and wish.shape.length == 0:
        # From the edge of a point's marker, not from its middle.
        way = ends - starts
        starts = starts + way * (spots[:, 2] / np.maximum(np.hypot(*way.T), 1e-9))[:, None]
    way = ends - starts
    ends = ends - way * (_LEADER_GAP_MM / np.maximum(np.hypot(*way.T), _LEADER_GAP_MM))[:, None]
    return boxes, np.hstack([starts, ends])


def to_rect(box: Numbers) -> Rect:
    """Turn a row of four numbers into a rectangle."""
    left, bottom, right, top = box.tolist()
    return Rect(x=left, y=bottom, width=right - left, height=top - bottom)


def measure_reaches(boxes: Numbers, shapes: BaseGeometry | NDArray[np.object_]) -> Numbers:
    """Return how far boxes are from a shape, or each from its own; no way at all from none."""
    return np.asarray(np.nan_to_num(shapely.distance(shapely.box(*boxes.T), shapes)))
