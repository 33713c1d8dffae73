"""What is drawn under the names of a map, and how boxes, leaders and straight pieces lie to each other. Pure; mm.

A box is a row of four numbers: left, bottom, right, top. A straight piece, or a leader, is one too: x and y of its two
ends. There are thousands of them, and each is asked for again and again: all are reckoned with at once, as numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
from shapely import STRtree

from koreamap.export._sheet.faces import MM_PER_PT
from koreamap.export._sheet.svg import find_lines, find_outline
from koreamap.model import MARKERS, PAPER_PT_PER_PX

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from koreamap.model import BuiltLayer, Properties

    Numbers = NDArray[np.float64]
    Mask = NDArray[np.bool_]
    Rows = NDArray[np.intp]

__all__ = ["Owners", "Shapes", "Strokes", "clip_lengths", "find_symbols", "mark_rows", "overlap", "to_shapes"]


_ISLET_MM = 10.0
"""An area smaller than this is read as one thing, which no name may cover."""


class Owners(NamedTuple):
    """What each of some boxes names: sets of features by their ids, and for each box, a row, the number of its set."""

    sets: tuple[frozenset[str], ...]
    of: Rows

    @classmethod
    def of_all(cls, ids: frozenset[str], count: int) -> Owners:
        """Let so many boxes name the same."""
        return cls((ids,), np.zeros(count, dtype=np.intp))

    def pick(self, rows: Mask | Rows) -> Owners:
        """Return what some of the boxes name."""
        return Owners(self.sets, self.of[rows])

    def mark(self, numbers: Mapping[str, int]) -> Mask:
        """Tell of each set, a row, and each numbered id, a column, whether it is in it."""
        return np.array([_are_of(numbers, ids) for ids in self.sets])


@dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """Things that are drawn, each with the id of its feature; make it with `gather`.

    Parameters
    ----------
    numbers
        Of the ids, in the order in which they come first.
    of
        The number of each thing's id.
    tree
        Of the things on the page, in the same order.
    """

    numbers: Mapping[str, int]
    of: Rows
    tree: STRtree

    @classmethod
    def gather(cls, items: Iterable[tuple[str, BaseGeometry]]) -> Shapes:
        """Gather things by id; empty ones are left out."""
        kept = [(id_, shape) for id_, shape in items if not shape.is_empty]
        numbers, of = _number([id_ for id_, _ in kept])
        return cls(numbers=numbers, of=of, tree=STRtree([shape for _, shape in kept]))

    @property
    def shapes(self) -> NDArray[np.object_]:
        """The things."""
        return self.tree.geometries

    @property
    def ids(self) -> list[str]:
        """The id of each."""
        names = list(self.numbers)
        return [names[number] for number in self.of.tolist()]

    def find_of(self, ids: Collection[str]) -> NDArray[np.object_]:
        """Return the things that are of one of these features."""
        of_them: NDArray[np.object_] = self.shapes[_are_of(self.numbers, ids)[self.of]]
        return of_them

    def are_of(self, own: Owners, where: Rows, what: Rows) -> Mask:
        """Tell of the things in some rows whether each is of what the box in the other row names."""
        return own.mark(self.numbers)[own.of[where], self.of[what]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strokes:
    """Straight pieces of lines and of the outlines of areas, each with the id of its feature; make it with `cut`.

    Parameters
    ----------
    numbers, of
        As `Shapes` has them.
    pieces
        A row each.
    tree
        Of the pieces, in the same order.
    """

    numbers: Mapping[str, int]
    of: Rows
    pieces: Numbers
    tree: STRtree

    @classmethod
    def cut(cls, items: Iterable[tuple[str, BaseGeometry]]) -> Strokes:
        """Cut lines, and the outlines of areas, into their straight pieces."""
        lines = [(id_, line) for id_, geometry in items for line in find_lines(geometry)]
        points, of = shapely.get_coordinates([line for _, line in lines], return_index=True)
        is_piece = of[1:] == of[:-1]
        pieces = np.hstack([points[:-1], points[1:]])[is_piece]
        numbers, of_lines = _number([id_ for id_, _ in lines])
        tree = STRtree(np.asarray(shapely.linestrings(pieces.reshape(-1, 2, 2)), dtype=object))
        return cls(numbers=numbers, of=of_lines[of[1:][is_piece]], pieces=pieces, tree=tree)

    def measure_under(self, boxes: Numbers) -> Numbers:
        """Return for each box how much of the pieces lies under it."""
        where, what = self.tree.query(to_shapes(boxes))
        lengths = clip_lengths(self.pieces[what], boxes[where])
        return np.asarray(np.bincount(where, lengths, minlength=len(boxes)), dtype=float)

    def measure_along(self, boxes: Numbers, own: Owners) -> Numbers:
        """Return for each box how much of its width one feature's pieces run along in it, but what it names."""
        where, what = self.tree.query(to_shapes(boxes))
        is_other = ~self.are_of(own, where, what)
        where, what = where[is_other], what[is_other]
        if not len(where):
            return np.zeros(len(boxes))
        pieces = self.pieces[what]
        across, up = np.abs(pieces[:, 2] - pieces[:, 0]), np.abs(pieces[:, 3] - pieces[:, 1])
        shares = across / np.maximum(np.hypot(across, up), np.finfo(float).tiny)
        lengths = clip_lengths(pieces, boxes[where]) * shares
        sums = np.bincount(where * len(self.numbers) + self.of[what], lengths, minlength=len(boxes) * len(self.numbers))
        return np.asarray(sums.reshape(len(boxes), -1).max(axis=1), dtype=float)

    def find_near(self, boxes: Numbers, reaches: Numbers) -> tuple[Rows, Rows]:
        """Find the pieces that are as near to each box as its reach: the row of the box, and that of the piece."""
        around = np.array([-1.0, -1.0, 1.0, 1.0]) * reaches[:, None]
        where, what = self.tree.query(to_shapes(boxes + around))
        is_near = _measure_gaps(self.pieces[what], boxes[where]) <= reaches[where]
        return where[is_near], what[is_near]

    def are_of(self, own: Owners, where: Rows, what: Rows) -> Mask:
        """Tell of the pieces in some rows whether each is of what the box in the other row names."""
        return own.mark(self.numbers)[own.of[where], self.of[what]]

    def find_nearest(self, which: Rows, boxes: Numbers) -> Numbers:
        """Return the point of each of some pieces that is nearest to the box of its row: x and y."""
        lines = shapely.shortest_line(self.tree.geometries[which], to_shapes(boxes))
        return shapely.get_coordinates(shapely.get_point(lines, 0))

    def measure_from(self, which: Rows, points: Numbers) -> Numbers:
        """Return how far each of some pieces is from the point of its row."""
        return np.asarray(np.sqrt(_square_off(points[:, 0], points[:, 1], self.pieces[which])))


def find_symbols(
    wishes: Sequence[tuple[BuiltLayer, Properties, BaseGeometry]], zoom: float
) -> Iterator[tuple[str, BaseGeometry]]:
    """Yield the markers, and the areas that are read as one thing: small, and no line runs through them.

    Parameters
    ----------
    wishes
        Record, properties and geometry on the page of each feature.
    zoom
        By which markers grow.

    Yields
    ------
    The id of the feature, and its symbol.
    """
    lines = shapely.STRtree([geometry for record, _, geometry in wishes if record.geometry_type == "LineString"])
    for record, properties, geometry in wishes:
        if record.geometry_type == "Point":
            side = record.style.size_px * PAPER_PT_PER_PX * MM_PER_PT * zoom
            for point in shapely.get_parts(geometry):
                yield properties.feature_id, find_outline(MARKERS[record.style.marker], point.x, point.y, side)
        elif record.geometry_type == "Polygon":
            left, bottom, right, top = geometry.bounds
            is_small = max(right - left, top - bottom) < _ISLET_MM
            if is_small and not len(lines.query(geometry, predicate="intersects")):
                yield properties.feature_id, geometry


def _number(ids: Sequence[str]) -> tuple[Mapping[str, int], Rows]:
    """Give each id a number; return the numbers by id, and those of the ids in their order."""
    numbers = {id_: number for number, id_ in enumerate(dict.fromkeys(ids))}
    return numbers, np.array([numbers[id_] for id_ in ids], dtype=np.intp)


def _are_of(numbers: Mapping[str, int], ids: Collection[str]) -> Mask:
    """Tell of each numbered id whether it is one of these."""
    return mark_rows(len(numbers), np.array([numbers[id_] for id_ in ids if id_ in numbers], dtype=np.intp))


def to_shapes(boxes: Numbers) -> NDArray[np.object_]:
    """Turn boxes into polygons."""
    return np.asarray(shapely.box(*boxes.T), dtype=object)


def overlap(boxes: Numbers, others: Numbers) -> Mask:
    """Tell of each box, a row, and each of the others, a column, whether they share area."""
    left, bottom, right, top = boxes.T[:, :, None]
    # One side after the other in memory: they are many, and each is read for every box.
    lefts, bottoms, rights, tops = np.ascontiguousarray(others.T)
    shared, also = left < rights, lefts < right
    shared &= also
    shared &= np.less(bottom, tops, out=also)
    shared &= np.less(bottoms, top, out=also)
    return np.asarray(shared)


def mark_rows(count: int, rows: Rows) -> Mask:
    """Return a mask of so many rows in which these are true."""
    marked = np.zeros(count, dtype=bool)
    marked[rows] = True
    return marked


def clip_lengths(pieces: Numbers, boxes: Numbers) -> Numbers:
    """Return how much of each straight piece lies in the box of its row (Liang and Barsky)."""
    x0, y0, x1, y1 = pieces.T
    left, bottom, right, top = boxes.T
    with np.errstate(divide="ignore", invalid="ignore"):
        enter_x, leave_x = _clip(x0, x1 - x0, left, right)
        enter_y, leave_y = _clip(y0, y1 - y0, bottom, top)
    share = np.minimum(np.minimum(leave_x, leave_y), 1) - np.maximum(np.maximum(enter_x, enter_y), 0)
    return np.asarray(np.maximum(share, 0) * np.hypot(x1 - x0, y1 - y0))


def _clip(start: Numbers, step: Numbers, low: Numbers, high: Numbers) -> tuple[Numbers, Numbers]:
    """Return after which share of their ways pieces enter and leave what lies between two values of one axis."""
    one, other = (low - start) / step, (high - start) / step
    # Along an axis on which it does not move, a piece is in the box all the way or never.
    never = np.where((low <= start) & (start <= high), np.inf, -np.inf)
    is_still = step == 0
    return np.where(is_still, -never, np.minimum(one, other)), np.where(is_still, never, np.maximum(one, other))


def _measure_gaps(pieces: Numbers, boxes: Numbers) -> Numbers:
    """Return how far each straight piece is from the box of its row; nothing where it touches it."""
    x0, y0, x1, y1 = pieces.T
    left, bottom, right, top = boxes.T
    squares = [
        np.maximum(np.maximum(left - x, x - right), 0) ** 2 + np.maximum(np.maximum(bottom - y, y - top), 0) ** 2
        for x, y in ((x0, y0), (x1, y1))
    ]
    squares += [_square_off(x, y, pieces) for x in (left, right) for y in (bottom, top)]
    gaps = np.asarray(np.sqrt(np.minimum.reduce(squares)))
    gaps[clip_lengths(pieces, boxes) > 0] = 0
    return gaps


def _square_off(x: Numbers, y: Numbers, pieces: Numbers) -> Numbers:
    """Return how far each point is from the straight piece of its row, squared."""
    x0, y0, x1, y1 = pieces.T
    way_x, way_y, step_x, step_y = x - x0, y - y0, x1 - x0, y1 - y0
    whole = np.maximum(step_x * step_x + step_y * step_y, np.finfo(float).tiny)
    share = np.minimum(np.maximum((way_x * step_x + way_y * step_y) / whole, 0), 1)
    return np.asarray((way_x - step_x * share) ** 2 + (way_y - step_y * share) ** 2)
