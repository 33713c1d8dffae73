"""What stands on a map already, and whether a name finds room beside it. Pure: millimetres from the lower left.

A box is a row of four numbers: left, bottom, right, top.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from koreamap.export._sheet.shapes import Owners, Shapes, Strokes, clip_lengths, mark_rows, overlap, to_shapes

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.plan import Rect

    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]

__all__ = ["Ground", "Leader", "Room", "Taken", "make_room", "measure_taken"]

Leader = tuple[tuple[float, float], tuple[float, float]]
"""The ends of the thin line that leads from a symbol to its name."""

_BEAD_MM = 0.6
_APART = np.array([-0.3, 0, 0.3, 0])
"""What is kept free on the left and on the right of a name, mm, so that two beside each other are not read as one."""

_WORD_GAP = 0.55
"""What is kept free beside a line of words, in type sizes: twice the gap between two words, which one reads across."""

_ALONG = 0.5
_ALONG_MM = 0.7
"""A name lies along a line that runs under so much of its width, or so near above or below."""

_TOGETHER_MM = 1.5
"""Lines that are nearer than this run together: a name beside one of them cannot keep off the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What is drawn before any name is written; nothing of it changes while the names of the layers are placed.

    Parameters
    ----------
    symbols
        Markers, dots and islands: not to be touched, and each name nearer to its own than to any other.
    strokes
        Pieces of lines that lettering had better not cross, but may.
    lines
        Those of features that are lines, without the outlines of areas.
    towns
        Boxes of the dots of towns, which are drawn where nothing covers them.
    """

    symbols: Shapes
    strokes: Strokes
    lines: Strokes
    towns: Numbers

    def count_towns(self, boxes: Numbers) -> Numbers:
        """Return for each box how many dots of towns lie under it."""
        return np.asarray(overlap(boxes, self.towns).sum(axis=1), dtype=float)

    def measure_crossings(self, boxes: Numbers) -> Numbers:
        """Return for each box how much of the strokes lies under it, in its widths."""
        return self.strokes.measure_under(boxes) / (boxes[:, 2] - boxes[:, 0])

    def are_clear(self, leaders: Numbers, own: Owners) -> Mask:
        """Tell of each leader whether it crosses no symbol of another, but what it begins in.

        Parameters
        ----------
        leaders
            Rows of four: x and y of the symbol's end, then of the name's.
        own
            What they lead from: features whose symbols each may cross.
        """
        lines = np.asarray(shapely.linestrings(leaders.reshape(-1, 2, 2)), dtype=object)
        at, others = self.symbols.tree.query(lines, predicate="dwithin", distance=0.1)
        is_other = ~self.symbols.are_of(own, at, others)
        at, others = at[is_other], others[is_other]
        begins = shapely.intersects(self.symbols.shapes[others], shapely.points(leaders[at, :2]))
        return ~mark_rows(len(leaders), at[~begins])

    def find_companions(self, ids: Collection[str]) -> frozenset[str]:
        """Return some features and those whose symbols lie on theirs: no name can keep off these."""
        on_them = self.symbols.tree.query(self.symbols.find_of(ids), predicate="intersects")[1]
        names = list(self.symbols.numbers)
        return frozenset(ids).union(names[number] for number in self.symbols.of[on_them].tolist())

    def are_nearest(self, boxes: Numbers, reaches: Numbers, own: Owners, *, may_cover: Mask | None = None) -> Mask:
        """Tell of each box whether it covers no symbol, and no other feature's is as near to it as its reach.

        Parameters
        ----------
        boxes, reaches
            With how far each is from what it names, mm.
        own
            What they name; what names nothing that is drawn can only cover.
        may_cover
            Those that may cover their own symbol; none by default.
        """
        shapes = to_shapes(boxes)
        around = to_shapes(boxes + np.array([-1.0, -1.0, 1.0, 1.0]) * reaches[:, None])
        where, what = self.symbols.tree.query(around)
        is_near = shapely.dwithin(shapes[where], self.symbols.shapes[what], reaches[where])
        where, what = where[is_near], what[is_near]
        is_bad = ~self.symbols.are_of(own, where, what) & np.array([bool(ids) for ids in own.sets])[own.of[where]]
        asked = ~is_bad if may_cover is None else ~(is_bad | may_cover[where])
        is_bad[asked] = shapely.intersects(shapes[where[asked]], self.symbols.shapes[what[asked]])
        return ~mark_rows(len(boxes), where[is_bad])

    def follow(self, boxes: Numbers, reaches: Numbers, own: Owners) -> Mask:
        """Tell of each box whether no other line is as near to it as its own, but where that runs along its own."""
        strokes = self.strokes
        where, what = strokes.find_near(boxes, reaches + 1e-6)
        is_own = strokes.are_of(own, where, what)
        # What is not near its own line at all stands nowhere: no other is beside that.
        spots = np.full((len(boxes), 2), np.nan)
        at, first = np.unique(where[is_own], return_index=True)
        asked = np.isin(at, where[~is_own])
        spots[at[asked]] = strokes.find_nearest(what[is_own][first[asked]], boxes[at[asked]])
        where, what = where[~is_own], what[~is_own]
        gaps = strokes.measure_from(what, spots[where])
        return ~mark_rows(len(boxes), where[~(gaps <= _TOGETHER_MM)])

    def lie_along_none(self, boxes: Numbers, own: Owners) -> Mask:
        """Tell of each box whether it lies along no line but its own: a name that does is taken for that line's."""
        around = boxes + np.array([0, -_ALONG_MM, 0, _ALONG_MM])
        widths = boxes[:, 2] - boxes[:, 0]
        return np.asarray(self.lines.measure_along(around, own) < _ALONG * widths)


class Taken(NamedTuple):
    """What one label takes: boxes of its lettering and its leader, and how far off other things are to be kept, mm."""

    boxes: Numbers
    reaches: Numbers


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """What is taken already; make it with `make_room`.

    Parameters
    ----------
    frame
        All lettering stays within.
    ground
        What is drawn.
    taken
        Boxes of lettering and of leaders, not to be touched.
    reaches
        For each of them how far its name is from what it names, mm: nothing else may come nearer; less than nothing for
        what is kept free for words alone.
    """

    frame: Rect
    ground: Ground
    taken: Numbers
    reaches: Numbers

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
        return self.without([measure_taken(boxes, reach, leader)])

    def without(self, labels: Sequence[Taken]) -> Room:
        """Return the room that labels leave."""
        taken = np.concatenate([self.taken, *(label.boxes for label in labels)])
        reaches = np.concatenate([self.reaches, *(label.reaches for label in labels)])
        return Room(frame=self.frame, ground=self.ground, taken=taken, reaches=reaches)

    def only(self, labels: Sequence[Taken]) -> Room:
        """Return the room as if nothing but these stood in it."""
        empty = dataclasses.replace(self, taken=self.taken[:0], reaches=self.reaches[:0])
        return empty.without(labels)

    def mark(self, id_: str, dot: BaseGeometry) -> Room:
        """Return the room with one symbol more."""
        symbols = self.ground.symbols
        items = [*zip(symbols.ids, symbols.shapes, strict=True), (id_, dot)]
        return dataclasses.replace(self, ground=dataclasses.replace(self.ground, symbols=Shapes.gather(items)))

    def are_free(self, boxes: Numbers) -> Mask:
        """Tell of each box whether it lies in the frame and touches no lettering."""
        x0, y0, x1, y1 = self.frame.bounds
        are_free = (boxes[:, 0] >= x0) & (boxes[:, 1] >= y0) & (boxes[:, 2] <= x1) & (boxes[:, 3] <= y1)
        if are_free.any():
            are_free[are_free] = ~overlap(boxes[are_free], self._find_around(boxes[are_free])).any(axis=1)
        return are_free

    def are_open(self, leaders: Numbers) -> Mask:
        """Tell of each leader, a row as for `Ground.are_clear`, whether it crosses no lettering."""
        extents = np.hstack([np.minimum(leaders[:, :2], leaders[:, 2:]), np.maximum(leaders[:, :2], leaders[:, 2:])])
        extents += np.array([-0.01, -0.01, 0.01, 0.01])
        near = self._find_around(extents, is_covered=True)
        where, what = np.nonzero(overlap(extents, near))
        return ~mark_rows(len(leaders), where[clip_lengths(leaders[where], near[what]) > 0])

    def _find_around(self, boxes: Numbers, *, is_covered: bool = False) -> Numbers:
        """Return what is taken within the extent of all boxes; if wished, only where something is written or drawn."""
        around = np.hstack([boxes[:, :2].min(axis=0), boxes[:, 2:].max(axis=0)])
        is_near = overlap(around[None], self.taken)[0]
        return np.asarray(self.taken[is_near & (self.reaches >= 0) if is_covered else is_near])

    def bears(self, dot: BaseGeometry) -> bool:
        """Tell whether a dot would cover nothing, and be no nearer to a name than what that names."""
        if len(self.ground.symbols.tree.query(dot, predicate="intersects")):
            return False
        return bool((shapely.distance(to_shapes(self.taken), dot) > self.reaches).all())


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
        Each with the id of its feature; as in `Ground`, strokes uncut.
    towns
        As in `Ground`.
    """
    all_strokes = list(strokes)
    ground = Ground(
        symbols=Shapes.gather(symbols),
        strokes=Strokes.cut(all_strokes),
        lines=Strokes.cut((id_, line) for id_, line in all_strokes if id_ and not line.area),
        towns=np.array(list(towns), dtype=float).reshape(-1, 4),
    )
    return Room(frame=frame, ground=ground, taken=np.empty((0, 4)), reaches=np.empty(0))


def measure_taken(boxes: Sequence[Rect], reach: float, leader: Leader | None, *, size: float = 0) -> Taken:
    """Return what lettering and its leader take.

    Parameters
    ----------
    boxes, reach, leader
        As `Room.take` has them.
    size
        Height of the type, mm, where no words may follow each line as if they were part of it.
    """
    plain = np.array([rect.bounds for rect in boxes], dtype=float).reshape(-1, 4)
    beads = _make_beads(leader) if leader else np.empty((0, 4))
    # From the middle of the first line to that of the last: what stands half a line higher or lower is not read on.
    beside = plain + size * np.array([-_WORD_GAP, 0.56, _WORD_GAP, -0.56]) if size else plain[:0]
    reaches = np.repeat([reach, 0, -1], [len(plain), len(beads), len(beside)])
    return Taken(np.concatenate([plain + _APART, beads, beside]), reaches)


def _make_beads(leader: Leader) -> Numbers:
    """Cover a leader with small boxes, so that later names keep off it."""
    start, end = np.array(leader)
    count = max(math.ceil(float(np.hypot(*(end - start))) / _BEAD_MM), 1)
    middles = start + (end - start) * ((np.arange(count) + 0.5) / count)[:, None]
    return np.hstack([middles - _BEAD_MM / 2, middles + _BEAD_MM / 2])
