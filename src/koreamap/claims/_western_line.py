"""The western Northern Limit Line, walked from west to east, with the distance to each shore at each step."""

from __future__ import annotations

from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely
import shapely.ops
from shapely import LineString, MultiLineString

from koreamap.claims._measuring import NM_M, find_share, shift_points
from koreamap.claims._shores import coast_accuracy_m, dprk_coast, island_coast
from koreamap.equidistance import find_distances_m, sample_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from koreamap.claims._reference import Reference

__all__ = ["FIRST", "SECOND", "Walk", "draw_stretches", "find_equidistant", "find_miles", "measure_share", "walk"]

FIRST, SECOND = "nll", "nll-tokyo"
"""The two readings of the line's points, on WGS 84 and on the Tokyo datum; whose shore is whose, the first decides."""

STEP_M = 500.0


class Walk(NamedTuple):
    """Steps along a line: the middle of each, (lon, lat) in degrees, and its length.

    And how far it lies from the nearest of the five islands, and from the nearest northern land.
    """

    points: NDArray[np.float64]
    lengths_m: NDArray[np.float64]
    islands_m: NDArray[np.float64]
    dprk_m: NDArray[np.float64]


@cache
def walk(reference: Reference, line_id: str = FIRST) -> Walk:
    """Walk the line as one of its readings draws it."""
    points, lengths = sample_line(_westmost_first(reference, line_id), STEP_M)
    return _measure(reference, points, lengths)


@cache
def _walk_shifted(reference: Reference, line_id: str) -> tuple[Walk, ...]:
    """Walk the line moved by its own accuracy and the coast's, in each of eight directions."""
    base = walk(reference, line_id)
    moved_m = float(np.hypot(reference.reading_accuracy_m(line_id), coast_accuracy_m(reference)))
    return tuple(_measure(reference, points, base.lengths_m) for points in shift_points(base.points, moved_m))


def measure_share(
    reference: Reference, holds: Callable[[Walk], NDArray[np.bool_]], line_id: str = FIRST
) -> tuple[float, float]:
    """Return the share of the line for which something holds, and by how much a move of the line changes it at most.

    The line is moved within its accuracy and the coast's, in eight directions. Both values are 0 to 1.
    """
    walks = walk(reference, line_id), *_walk_shifted(reference, line_id)
    share, *moved = (find_share(holds(each), each.lengths_m) for each in walks)
    return share, max(abs(other - share) for other in moved)


def find_equidistant(steps: Walk, share: float) -> NDArray[np.bool_]:
    """Tell at which steps the two distances differ by no more than a share of their mean."""
    mean = (steps.islands_m + steps.dprk_m) / 2
    return np.asarray(np.abs(steps.islands_m - steps.dprk_m) <= share * mean)


def find_miles(distances_m: NDArray[np.float64], miles_nm: float, slack_nm: float) -> NDArray[np.bool_]:
    """Tell at which steps a distance is so many nautical miles, or so little more or less."""
    return np.asarray(np.abs(distances_m / NM_M - miles_nm) <= slack_nm)


def draw_stretches(reference: Reference, mask: NDArray[np.bool_], line_id: str = FIRST) -> MultiLineString | None:
    """Draw the steps for which something holds, neighbours joined; None where there is none."""
    line = _westmost_first(reference, line_id)
    steps = walk(reference, line_id)
    shares = np.concatenate([[0.0], np.cumsum(_degrees(line, steps))])
    runs = [list(run) for holds, run in groupby(range(len(mask)), key=mask.__getitem__) if holds]
    strokes = [LineString(shapely.ops.substring(line, shares[run[0]], shares[run[-1] + 1]).coords) for run in runs]
    return MultiLineString(strokes) if strokes else None


def _degrees(line: LineString, steps: Walk) -> NDArray[np.float64]:
    """Return the steps' lengths in the plane of degrees, in which shapely cuts lines."""
    vertices = shapely.get_coordinates(line)
    legs = np.hypot(*(vertices[1:] - vertices[:-1]).T)
    middles = np.asarray(shapely.line_locate_point(line, shapely.points(steps.points)))
    leg = np.searchsorted(np.cumsum(legs), middles)
    counts = np.bincount(leg, minlength=len(legs))
    return np.asarray(legs[leg] / counts[leg])


def _westmost_first(reference: Reference, line_id: str = FIRST) -> LineString:
    vertices = shapely.get_coordinates(reference.geometry(line_id))
    return LineString(vertices if vertices[0, 0] < vertices[-1, 0] else vertices[::-1])


def _measure(reference: Reference, points: NDArray[np.float64], lengths_m: NDArray[np.float64]) -> Walk:
    return Walk(
        points=points,
        lengths_m=lengths_m,
        islands_m=find_distances_m(points, island_coast(reference)),
        dprk_m=find_distances_m(points, dprk_coast(reference)),
    )
