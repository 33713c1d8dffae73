"""The Military Demarcation Line walked from west to east, with its distance from 38° N at each step."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from koreamap.equidistance import sample_line
from koreamap.geometry import build_geodesic, find_distance_m

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import LineString

    from koreamap.claims._reference import Reference

__all__ = [
    "FRONT_STEP_M",
    "NORTH_HALF",
    "PARALLEL",
    "SOUTH_HALF",
    "Front",
    "draw_meridian",
    "find_north_km",
    "walk_front",
]

PARALLEL = 38.0
NORTH_HALF, SOUTH_HALF = shapely.box(120, PARALLEL, 134, 44), shapely.box(120, 32, 134, PARALLEL)
"""Korea and its seas on either side of the parallel."""

FRONT_STEP_M = 500.0


class Front(NamedTuple):
    """Steps along the line: the middle of each, (lon, lat) in degrees, its length, and how far north of 38° N it is."""

    points: NDArray[np.float64]
    lengths_m: NDArray[np.float64]
    north_km: NDArray[np.float64]


@cache
def walk_front(reference: Reference) -> Front:
    """Walk the Military Demarcation Line."""
    points, lengths = sample_line(reference.geometry("mdl"), FRONT_STEP_M)
    return Front(points, lengths, np.array([find_north_km(lon, lat) for lon, lat in points]))


def find_north_km(lon: float, lat: float) -> float:
    """Return how far north of 38° N a point lies, along its meridian; less than 0 when it lies south of it."""
    km = find_distance_m((lon, PARALLEL), (lon, lat)) / 1e3
    return -km if lat < PARALLEL else km


def draw_meridian(lon: float, lat: float) -> LineString:
    """Draw the way from 38° N along the meridian to a point."""
    return build_geodesic((lon, PARALLEL), (lon, lat))
