"""What stands on a map already, and whether a name finds room beside it. Pure: millimetres from the lower left.

A box is a row of four numbers: left, bottom, right, top.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely
from shapely import STRtree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.plan import Rect

    Numbers = NDArray[np.float64]

__all__ = ["Leader", "Room", "Shapes", "cut_strokes", "gather_shapes", "make_room"]

Leader = tuple[tuple[float, float], tuple[float, float]]
"""The ends of the thin line that leads from a symbol to its name."""

_BEAD_MM = 0.6
_TOGETHER_MM = 1.5
"""Lines that are nearer than this run together: a name beside one of them cannot keep off the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Things that are drawn, each with the id of its feature.

    Parameters
    ----------
    ids
        Some more than once.
    shapes
        On the page, mm.
    tree
        Of `shapes`.
    """

    ids: NDArray[np.object_]
    shapes: NDArray[np.object_]
    tree: STRtree

    def find_near(self, boxes: Any, distance: float, *, besides: Collection[str]) -> list[int]:  # noqa: ANN401 - one geometry or an array of them
        """List the indices of what is at most so far away, but for the features named."""
        found = self.tree.query(boxes, predicate="dwithin", distance=distance)
        hits = np.unique(found[-1] if found.ndim == 2 else found)
        return [int(hit) for hit in hits if self.ids[hit] not in besides]


def gather_shapes(items: Iterable[tuple[str, BaseGeometry]]) -> Shapes:
    """Gather things by id; empty ones are left out."""
    kept = [(id_, shape) for id_, shape in items if not shape.is_empty]
    shapes = np.array([shape for _, shape in kept], dtype=object)
    return Shapes(ids=np.array([id_ for id_, _ in kept], dtype=object), shapes=shapes, tree=STRtree(shapes))


def cut_strokes(items: Iterable[tuple[str, BaseGeometry]]) -> Shapes:
    """Cut lines, and the outlines of areas, into their straight pieces."""
    ids, pieces = [], []
    for id_, geometry in items:
        outline = geometry.boundary if geometry.area > 0 else geometry
        for part in shapely.get_parts(outline):
            points = shapely.get_coordinates(part)
            pieces.append(np.stack([points[:-1], points[1:]], axis=1))
            ids += [id_] * (len(points) - 1)
    together = np.concatenate(pieces) if pieces else np.empty((0, 2, 2))
    shapes = np.asarray(shapely.linestrings(together), dtype=object)
    return Shapes(ids=np.array(ids, dtype=object), shapes=shapes, tree=STRtree(shapes))


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
        added = np.array([rect.bounds for rect in boxes], dtype=float).reshape(-1, 4)
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

    def are_free(self, boxes: Numbers) -> NDArray[np.bool_]:
        """Tell of each box whether it lies in the frame and touches no lettering."""
        left, bottom, right, top = (side[:, None] for side in boxes.T)
        taken = self.taken.T
        meets = (left < taken[2]) & (taken[0] < right) & (bottom < taken[3]) & (taken[1] < top)
        x0, y0, x1, y1 = self.frame.bounds
        inside = (boxes[:, 0] >= x0) & (boxes[:, 1] >= y0) & (boxes[:, 2] <= x1) & (boxes[:, 3] <= y1)
        return np.asarray(inside & ~meets.any(axis=1))

    def count_towns(self, boxes: Numbers) -> int:
        """Return how many dots of towns lie under boxes."""
        left, bottom, right, top = (side[:, None] for side in boxes.T)
        towns = self.towns.T
        meets = (left < towns[2]) & (towns[0] < right) & (bottom < towns[3]) & (towns[1] < top)
        return int(meets.any(axis=0).sum())

    def crossings(self, boxes: Numbers) -> float:
        """Return how much of the strokes lies under boxes, in widths of a box, a box."""
        shapes = _to_shapes(boxes)
        where, what = self.strokes.tree.query(shapes, predicate="intersects")
        lengths = shapely.length(shapely.intersection(self.strokes.shapes[what], shapes[where]))
        return float((lengths / (boxes[where, 2] - boxes[where, 0])).sum() / len(boxes))

    def is_clear(self, leader: Leader | None, own: Collection[str]) -> bool:
        """Tell whether a leader crosses neither lettering nor another's symbol."""
        if leader is None:
            return True
        line = shapely.LineString(leader)
        left, bottom, right, top = line.bounds
        near = self.taken[
            (self.taken[:, 0] <= right)
            & (left <= self.taken[:, 2])
            & (self.taken[:, 1] <= top)
            & (bottom <= self.taken[:, 3])
        ]
        if len(near) and shapely.intersects(_to_shapes(near), line).any():
            return False
        return not self.symbols.find_near(line, 0.1, besides=own)

    def find_companions(self, ids: Collection[str]) -> frozenset[str]:
        """Return some features and those whose symbols lie on theirs: no name can keep off these."""
        own = [shape for id_, shape in zip(self.symbols.ids, self.symbols.shapes, strict=True) if id_ in ids]
        on_them = self.symbols.tree.query(own, predicate="intersects")[1] if own else ()
        return frozenset(ids).union(self.symbols.ids[index] for index in on_them)

    def is_nearest(self, boxes: Numbers, reach: float, own: Collection[str]) -> bool:
        """Tell whether no other feature's symbol is as near to boxes as `reach`."""
        return not self.symbols.find_near(_to_shapes(boxes), reach, besides=own)

    def covers(self, boxes: Numbers, besides: Collection[str] = ()) -> bool:
        """Tell whether boxes cover a symbol, be it their own."""
        return bool(self.symbols.find_near(_to_shapes(boxes), 0, besides=besides))

    def follows(self, boxes: Numbers, reach: float, line: BaseGeometry, own: Collection[str]) -> bool:
        """Tell whether no other line is as near to boxes as `reach`, but where it runs together with their own."""
        shapes = _to_shapes(boxes)
        near = self.strokes.find_near(shapes, reach, besides=own)
        if not near:
            return True
        spots = shapely.get_point(shapely.shortest_line(line, shapes), 0)
        gaps = shapely.distance(self.strokes.shapes[near][:, None], spots[None, :]).min(axis=1)
        return bool((gaps <= _TOGETHER_MM).all())

    def bears(self, dot: BaseGeometry) -> bool:
        """Tell whether a dot would cover nothing, and be no nearer to a name than what that names."""
        if self.symbols.find_near(dot, 0, besides=()):
            return False
        return bool((shapely.distance(_to_shapes(self.taken), dot) > self.reaches).all())


def make_room(
    frame: Rect,
    *,
    symbols: Iterable[tuple[str, BaseGeometry]] = (),
    strokes: Iterable[tuple[str, BaseGeometry]] = (),
    towns: Sequence[Rect] = (),
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
        towns=np.array([rect.bounds for rect in towns], dtype=float).reshape(-1, 4),
    )


def _to_shapes(boxes: Numbers) -> NDArray[np.object_]:
    return np.asarray(shapely.box(*boxes.T), dtype=object)


def _make_beads(leader: Leader) -> Numbers:
    """Cover a leader but its ends with small boxes, so that later names keep off it."""
    start, end = np.array(leader)
    count = max(int(np.hypot(*(end - start))), 1)
    middles = start + (end - start) * (np.arange(1, count + 1) / (count + 1))[:, None]
    return np.hstack([middles - _BEAD_MM / 2, middles + _BEAD_MM / 2])
