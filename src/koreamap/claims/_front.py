"""The Military Demarcation Line walked from west to east, with its distance from 38° N at each step."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod

from koreamap.equidistance import sample_line

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground

__all__ = ["FRONT_STEP_M", "PARALLEL", "Front", "find_crossings", "walk_front"]

PARALLEL = 38.0
FRONT_STEP_M = 500.0
_GEOD = Geod(ellps="WGS84")


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Front:
    """Steps along the line.

    Parameters
    ----------
    points, lengths_m : numpy.ndarray
        Middle of each step, (lon, lat) in degrees; its length.
    north_m : numpy.ndarray
        From 38° N along the meridian, metres; less than 0 south of it.
    """

    points: NDArray[np.float64]
    lengths_m: NDArray[np.float64]
    north_m: NDArray[np.float64]


@cache
def walk_front(ground: Ground) -> Front:
    """Walk the Military Demarcation Line."""
    points, lengths = sample_line(ground.geometry("mdl"), FRONT_STEP_M)
    lons, lats = points.T
    distances = np.asarray(_GEOD.inv(lons, np.full_like(lats, PARALLEL), lons, lats)[2])
    return Front(points=points, lengths_m=lengths, north_m=np.where(lats < PARALLEL, -distances, distances))


def find_crossings(ground: Ground) -> list[tuple[float, float]]:
    """Return where the line crosses the drawn parallel, (lon, lat), from west to east."""
    met = ground.geometry("mdl").intersection(ground.geometry("38th-parallel"))
    points = [part for part in shapely.get_parts(met) if part.geom_type == "Point"]
    return sorted((point.x, point.y) for point in points)
