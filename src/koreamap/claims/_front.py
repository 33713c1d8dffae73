"""The Military Demarcation Line walked from west to east, with its distance from 38° N at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.equidistance import sample_line
from koreamap.geometry import find_distance_m

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from koreamap.claims._reference import Reference

__all__ = [
    "FRONT_STEP_M",
    "NORTH_HALF",
    "PARALLEL",
    "SOUTH_HALF",
    "Extreme",
    "Front",
    "find_crossings",
    "find_extremes",
    "walk_front",
]

PARALLEL = 38.0
NORTH_HALF, SOUTH_HALF = shapely.box(120, PARALLEL, 134, 44), shapely.box(120, 32, 134, PARALLEL)
"""Korea and its seas on either side of the parallel."""

FRONT_STEP_M = 500.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Front:
    """Steps along the line.

    Parameters
    ----------
    points, lengths_m
        Middle of each step, (lon, lat) in degrees; its length.
    north_m
        From 38° N along the meridian, metres; less than 0 south of it.
    """

    points: NDArray[np.float64]
    lengths_m: NDArray[np.float64]
    north_m: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Extreme:
    """The line's farthest vertex on one side of the parallel.

    Parameters
    ----------
    point
        (lon, lat), degrees.
    km
        Along the meridian to 38° N; less than 0 when it lies on the other side.
    """

    point: tuple[float, float]
    km: float


@cache
def walk_front(reference: Reference) -> Front:
    """Walk the Military Demarcation Line."""
    points, lengths = sample_line(reference.geometry("mdl"), FRONT_STEP_M)
    distances = np.array([find_distance_m((lon, PARALLEL), (lon, lat)) for lon, lat in points])
    return Front(points=points, lengths_m=lengths, north_m=np.where(points[:, 1] < PARALLEL, -distances, distances))


def find_extremes(reference: Reference) -> tuple[Extreme, Extreme]:
    """Return the northernmost and the southernmost vertex of the line."""
    vertices = shapely.get_coordinates(reference.geometry("mdl"))
    found = []
    for row, sign in ((vertices[:, 1].argmax(), 1), (vertices[:, 1].argmin(), -1)):
        lon, lat = (float(value) for value in vertices[row])
        km = find_distance_m((lon, PARALLEL), (lon, lat)) / 1e3
        found.append(Extreme(point=(lon, lat), km=km if sign * (lat - PARALLEL) >= 0 else -km))
    return found[0], found[1]


def find_crossings(reference: Reference) -> list[tuple[float, float]]:
    """Return where the line crosses the drawn parallel, (lon, lat), from west to east."""
    met = reference.geometry("mdl").intersection(reference.geometry("38th-parallel"))
    points = [part for part in shapely.get_parts(met) if part.geom_type == "Point"]
    return sorted((point.x, point.y) for point in points)
