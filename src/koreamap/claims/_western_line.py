"""The western Northern Limit Line, walked from west to east, with the distance to each shore at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
import shapely.ops
from shapely import LineString, MultiLineString

from koreamap.claims._measuring import NM_M, shift_points
from koreamap.claims._shores import ISLANDS, coast_accuracy_m, dprk_coast, island_coast
from koreamap.equidistance import find_distances_m, sample_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground

__all__ = [
    "EQUAL_SHARE",
    "MILES",
    "MILES_TOLERANCE",
    "Walk",
    "draw_stretches",
    "find_spread",
    "is_equidistant",
    "is_three_miles",
    "walk",
]

STEP_M = 500.0
EQUAL_SHARE = 0.1
"""Two distances count as equal when they differ by no more than this share of their mean."""

MILES, MILES_TOLERANCE = 3.0, 0.5
"""Nautical miles; a figure given in whole miles is right when the true one rounds to it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Walk:
    """Steps along a line.

    Parameters
    ----------
    points, lengths_m : numpy.ndarray
        Middle of each step, (lon, lat) in degrees; its length.
    islands_m, dprk_m : numpy.ndarray
        From the middle to the nearest of the five islands and to the nearest northern land, metres.
    """

    points: NDArray[np.float64]
    lengths_m: NDArray[np.float64]
    islands_m: NDArray[np.float64]
    dprk_m: NDArray[np.float64]


@cache
def walk(ground: Ground) -> Walk:
    """Walk the line as it is drawn."""
    points, lengths = sample_line(_westmost_first(ground), STEP_M)
    return _measure(ground, points, lengths)


@cache
def _walk_shifted(ground: Ground) -> tuple[Walk, ...]:
    """Walk the line moved by its own accuracy and the coast's, in each of eight directions."""
    base = walk(ground)
    moved_m = float(np.hypot(ground.accuracy_m("nll"), coast_accuracy_m(ground)))
    return tuple(_measure(ground, points, base.lengths_m) for points in shift_points(base.points, moved_m))


def find_spread(ground: Ground, measure: Callable[[Walk], float]) -> float:
    """Return by how much a value changes at most when the line moves within its accuracy."""
    value = measure(walk(ground))
    return max(abs(measure(moved) - value) for moved in _walk_shifted(ground))


def is_equidistant(steps: Walk, share: float = EQUAL_SHARE) -> NDArray[np.bool_]:
    """Tell at which steps the two distances are equal within a share of their mean."""
    mean = (steps.islands_m + steps.dprk_m) / 2
    return np.asarray(np.abs(steps.islands_m - steps.dprk_m) <= share * mean)


def is_three_miles(distances_m: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Tell at which steps a distance rounds to three nautical miles."""
    return np.asarray(np.abs(distances_m / NM_M - MILES) <= MILES_TOLERANCE)


def draw_stretches(ground: Ground, mask: NDArray[np.bool_]) -> MultiLineString | None:
    """Draw the steps for which something holds, neighbours joined; None where there is none."""
    line = _westmost_first(ground)
    steps = walk(ground)
    shares = np.concatenate([[0.0], np.cumsum(_degrees(line, steps))])
    strokes = []
    start = None
    for number, holds in enumerate([*mask, False]):
        if holds and start is None:
            start = number
        elif not holds and start is not None:
            strokes.append(LineString(shapely.ops.substring(line, shares[start], shares[number]).coords))
            start = None
    return MultiLineString(strokes) if strokes else None


def _degrees(line: LineString, steps: Walk) -> NDArray[np.float64]:
    """Return the steps' lengths in the plane of degrees, in which shapely cuts lines."""
    vertices = shapely.get_coordinates(line)
    legs = np.hypot(*(vertices[1:] - vertices[:-1]).T)
    middles = np.asarray(shapely.line_locate_point(line, shapely.points(steps.points)))
    leg = np.searchsorted(np.cumsum(legs), middles)
    counts = np.bincount(leg, minlength=len(legs))
    return np.asarray(legs[leg] / counts[leg])


def _westmost_first(ground: Ground) -> LineString:
    vertices = shapely.get_coordinates(ground.geometry("nll"))
    return LineString(vertices if vertices[0, 0] < vertices[-1, 0] else vertices[::-1])


def _measure(ground: Ground, points: NDArray[np.float64], lengths_m: NDArray[np.float64]) -> Walk:
    return Walk(
        points=points,
        lengths_m=lengths_m,
        islands_m=find_distances_m(points, island_coast(ground, *ISLANDS)),
        dprk_m=find_distances_m(points, dprk_coast(ground)),
    )
