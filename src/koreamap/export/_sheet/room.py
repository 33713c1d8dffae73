"""What stands on a map already, and whether a name finds room beside it. Pure: millimetres from the lower left.

A box is a row of four numbers: left, bottom, right, top.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import STRtree

from koreamap.export._sheet.svg import find_lines

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.plan import Rect

    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = ["Leader", "Room", "Shapes", "cut_strokes", "gather_shapes", "make_room"]

Leader = tuple[tuple[float, float], tuple[float, float]]
"""The ends of the thin line that leads from a symbol to its name."""

_BEAD_MM = 0.6
_APART = np.array([-0.3, 0, 0.3, 0])
"""What is kept free on the left and on the right of a name, mm, so that two beside each other are not read as one."""

_TOGETHER_MM = 1.5
"""Lines that are nearer than this run together: a name beside one of them cannot keep off the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Things that are drawn, each with the id of its feature.

    Parameters
    ----------
    ids
        Some more than once.
    tree
        Of the things on the page, mm, in the same order.
    """

    ids: NDArray[np.object_]
    tree: STRtree

    @property
    def shapes(self) -> NDArray[np.object_]:
        """The things."""
        return self.tree.geometries


def gather_shapes(items: Iterable[tuple[str, BaseGeometry]]) -> Shapes:
    """Gather things by id; empty ones are left out."""
    kept = [(id_, shape) for id_, shape in items if not shape.is_empty]
    return Shapes(ids=np.array([id_ for id_, _ in kept], dtype=object), tree=STRtree([shape for _, shape in kept]))


def cut_strokes(items: Iterable[tuple[str, BaseGeometry]]) -> Shapes:
    """Cut lines, and the outlines of areas, into their straight pieces."""
    lines = [(id_, line) for id_, geometry in items for line in find_lines(geometry)]
    points, of = shapely.get_coordinates([line for _, line in lines], return_index=True)
    is_piece = of[1:] == of[:-1]
    pieces = shapely.linestrings(np.stack([points[:-1], points[1:]], axis=1)[is_piece])
    ids = np.array([id_ for id_, _ in lines], dtype=object)
    return Shapes(ids=ids[of[1:][is_piece]], tree=STRtree(np.asarray(pieces, dtype=object)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is taken already; make it with `make_room`.

    Parameters
    ----------
    frame
        All lettering stays within.
    taken
        Boxes of lettering and of leaders, not to be touched.
    reaches
        For each of them how far its name is from what it names, mm: nothing else may come nearer.
    symbols
        Markers, dots and islands: not to be touched, and each name nearer to its own than to any other.
    strokes
        Pieces of lines that lettering had better not cross, but may.
    towns
        Boxes of the dots of towns, which are drawn where nothing covers them.
    """

    frame: Rect
    taken: Numbers
    reaches: Numbers
    symbols: Shapes
    strokes: Shapes
    towns: Numbers

    def take(self, boxes: Sequence[Rect], *, reach: float = 0, leader: Leader | None = None) -> Room:
        """Return the room that is left.

        Parameters
        ----------
        boxes
            Of the lettering.
        reach
            How far it is from what it names, mm.
        leader
            What leads to it.
        """
        added = np.array([rect.bounds for rect in boxes], dtype=float).reshape(-1, 4) + _APART
        beads = _make_beads(leader) if leader else np.empty((0, 4))
        return dataclasses.replace(
            self,
            taken=np.concatenate([self.taken, added, beads]),
            reaches=np.concatenate([self.reaches, np.full(len(added), reach), np.zeros(len(beads))]),
        )

    def mark(self, id_: str, dot: BaseGeometry) -> Room:
        """Return the room with one symbol more."""
        items = [*zip(self.symbols.ids, self.symbols.shapes, strict=True), (id_, dot)]
        return dataclasses.replace(self, symbols=gather_shapes(items))

    def are_free(self, boxes: Numbers) -> Mask:
        """Tell of each box whether it lies in the frame and touches no lettering."""
        x0, y0, x1, y1 = self.frame.bounds
        are_free = (boxes[:, 0] >= x0) & (boxes[:, 1] >= y0) & (boxes[:, 2] <= x1) & (boxes[:, 3] <= y1)
        if are_free.any():
            around = np.hstack([boxes[are_free, :2].min(axis=0), boxes[are_free, 2:].max(axis=0)])
            near = self.taken[_overlap(around[None], self.taken)[0]]
            are_free[are_free] = ~_overlap(boxes[are_free], near).any(axis=1)
        return are_free

    def count_towns(self, boxes: Numbers) -> Numbers:
        """Return for each box how many dots of towns lie under it."""
        return np.asarray(_overlap(boxes, self.towns).sum(axis=1), dtype=float)

    def measure_crossings(self, boxes: Numbers) -> Numbers:
        """Return for each box how much of the strokes lies under it, in its widths."""
        where, what = self.strokes.tree.query(_to_shapes(boxes))
        lengths = _clip_lengths(shapely.get_coordinates(self.strokes.shapes[what]).reshape(-1, 4), boxes[where])
        return np.asarray(np.bincount(where, lengths, minlength=len(boxes)) / (boxes[:, 2] - boxes[:, 0]))

    def are_clear(self, leaders: Numbers, own: Collection[str]) -> Mask:
        """Tell of each leader whether it crosses neither lettering nor another's symbol, but what it begins in.

        Parameters
        ----------
        leaders
            Rows of four: x and y of the symbol's end, then of the name's.
        own
            Features whose symbols it may cross.
        """
        extents = np.hstack([np.minimum(leaders[:, :2], leaders[:, 2:]), np.maximum(leaders[:, :2], leaders[:, 2:])])
        where, what = np.nonzero(_overlap(extents + np.array([-0.01, -0.01, 0.01, 0.01]), self.taken))
        are_clear = ~_mark(len(leaders), where[_clip_lengths(leaders[where], self.taken[what]) > 0])
        left = leaders[are_clear]
        lines = np.asarray(shapely.linestrings(left.reshape(-1, 2, 2)), dtype=object)
        at, others = self.symbols.tree.query(lines, predicate="dwithin", distance=0.1)
        is_other = ~_are_among(self.symbols.ids[others], own)
        at, others = at[is_other], others[is_other]
        begins = shapely.intersects(self.symbols.shapes[others], shapely.points(left[at, :2]))
        are_clear[are_clear] = ~_mark(len(left), at[~begins])
        return are_clear

    def find_companions(self, ids: Collection[str]) -> frozenset[str]:
        """Return some features and those whose symbols lie on theirs: no name can keep off these."""
        own = [shape for id_, shape in zip(self.symbols.ids, self.symbols.shapes, strict=True) if id_ in ids]
        on_them = self.symbols.tree.query(own, predicate="intersects")[1] if own else ()
        return frozenset(ids).union(self.symbols.ids[index] for index in on_them)

    def are_nearest(
        self, boxes: Numbers, reaches: Numbers, own: Collection[str], *, may_cover: Mask | None = None
    ) -> Mask:
        """Tell of each box whether it covers no symbol, and no other feature's is as near to it as its reach.

        Parameters
        ----------
        boxes, reaches
            With how far each is from what it names, mm.
        own
            What it names; what names nothing that is drawn can only cover.
        may_cover
            Those that may cover their own symbol; none by default.
        """
        shapes = _to_shapes(boxes)
        where, what = self.symbols.tree.query(shapes, predicate="dwithin", distance=reaches)
        is_bad = ~_are_among(self.symbols.ids[what], own) if own else np.zeros(len(what), dtype=bool)
        asked = ~is_bad if may_cover is None else ~(is_bad | may_cover[where])
        is_bad[asked] = shapely.intersects(shapes[where[asked]], self.symbols.shapes[what[asked]])
        return ~_mark(len(boxes), where[is_bad])

    def follow(self, boxes: Numbers, reaches: Numbers, own: Collection[str]) -> Mask:
        """Tell of each box whether no other line is as near to it as its own, but where that runs along its own."""
        shapes = _to_shapes(boxes)
        where, what = self.strokes.tree.query(shapes, predicate="dwithin", distance=reaches + 1e-6)
        is_own = _are_among(self.strokes.ids[what], own)
        at, first = np.unique(where[is_own], return_index=True)
        spots = np.full(len(boxes), shapely.Point(), dtype=object)
        spots[at] = shapely.get_point(shapely.shortest_line(self.strokes.shapes[what[is_own][first]], shapes[at]), 0)
        gaps = shapely.distance(self.strokes.shapes[what[~is_own]], spots[where[~is_own]])
        return ~_mark(len(boxes), where[~is_own][~(gaps <= _TOGETHER_MM)])

    def bears(self, dot: BaseGeometry) -> bool:
        """Tell whether a dot would cover nothing, and be no nearer to a name than what that names."""
        if len(self.symbols.tree.query(dot, predicate="intersects")):
            return False
        return bool((shapely.distance(_to_shapes(self.taken), dot) > self.reaches).all())


def make_room(
    frame: Rect,
    *,
    symbols: Iterable[tuple[str, BaseGeometry]] = (),
    strokes: Iterable[tuple[str, BaseGeometry]] = (),
    towns: Iterable[tuple[float, ...]] = (),
) -> Room:
    """Lay out a map that bears no name yet.

    Parameters
    ----------
    frame
        All lettering stays within.
    symbols, strokes
        Each with the id of its feature; as in `Room`, strokes uncut.
    towns
        As in `Room`.
    """
    return Room(
        frame=frame,
        taken=np.empty((0, 4)),
        reaches=np.empty(0),
        symbols=gather_shapes(symbols),
        strokes=cut_strokes(strokes),
        towns=np.array(list(towns), dtype=float).reshape(-1, 4),
    )


def _to_shapes(boxes: Numbers) -> NDArray[np.object_]:
    return np.asarray(shapely.box(*boxes.T), dtype=object)


def _overlap(boxes: Numbers, others: Numbers) -> Mask:
    """Tell of each box, a row, and each of the others, a column, whether they share area."""
    left, bottom, right, top = (side[:, None] for side in boxes.T)
    sides = others.T
    return np.asarray((left < sides[2]) & (sides[0] < right) & (bottom < sides[3]) & (sides[1] < top))


def _are_among(ids: NDArray[np.object_], some: Collection[str]) -> Mask:
    return np.fromiter((id_ in some for id_ in ids), dtype=bool, count=len(ids))


def _mark(count: int, where: NDArray[np.intp]) -> Mask:
    marked = np.zeros(count, dtype=bool)
    marked[where] = True
    return marked


def _clip_lengths(pieces: Numbers, boxes: Numbers) -> Numbers:
    """Return how much of each straight piece lies in the box of its row (Liang and Barsky)."""
    start, step = pieces[:, :2], pieces[:, 2:] - pieces[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        enter, leave = (boxes[:, :2] - start) / step, (boxes[:, 2:] - start) / step
    is_within = (boxes[:, :2] <= start) & (start <= boxes[:, 2:])
    # Along an axis on which it does not move, a piece is in the box all the way or never.
    low = np.where(step == 0, np.where(is_within, -np.inf, np.inf), np.minimum(enter, leave))
    high = np.where(step == 0, np.where(is_within, np.inf, -np.inf), np.maximum(enter, leave))
    share = np.minimum(high.min(axis=1), 1) - np.maximum(low.max(axis=1), 0)
    return np.asarray(np.maximum(share, 0) * np.hypot(*step.T))


def _make_beads(leader: Leader) -> Numbers:
    """Cover a leader with small boxes, so that later names keep off it."""
    start, end = np.array(leader)
    count = max(math.ceil(float(np.hypot(*(end - start))) / _BEAD_MM), 1)
    middles = start + (end - start) * ((np.arange(count) + 0.5) / count)[:, None]
    return np.hstack([middles - _BEAD_MM / 2, middles + _BEAD_MM / 2])
