"""What several claims reckon alike: units, uncertainties and strokes."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import shapely

from koreamap.equidistance import find_distances_m, find_feet
from koreamap.geometry import build_geodesic, find_point, measure_area_m2

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely import LineString
    from shapely.geometry.base import BaseGeometry

    from koreamap.equidistance import Coast

__all__ = ["NM_M", "Area", "draw_shortest", "find_north_deg", "find_share", "root_sum", "shift_points"]

NM_M = 1852.0
"""Of the international nautical mile, metres."""

_DIRECTIONS = 8


class Area(NamedTuple):
    """Polygons on WGS 84, what a chart calls them, and how well their area is known, km².

    By its own outline's errors, and by a shift of a line, which takes from one side what it gives the other.
    """

    id: str
    label: str
    shape: BaseGeometry
    own_km2: float
    shift_km2: float = 0.0

    @property
    def km2(self) -> float:
        """Geodesic."""
        return measure_area_m2(self.shape) / 1e6

    @property
    def error_km2(self) -> float:
        """Of the area by itself."""
        return root_sum(self.own_km2, self.shift_km2)


def root_sum(*values: float) -> float:
    """Add independent uncertainties in quadrature."""
    return math.sqrt(sum(value**2 for value in values))


def find_share(mask: NDArray[np.bool_], lengths_m: NDArray[np.float64]) -> float:
    """Return the share of a line's length for which something holds, 0 to 1."""
    return float(lengths_m[mask].sum() / lengths_m.sum())


def find_north_deg(points: NDArray[np.float64], line: BaseGeometry) -> NDArray[np.float64]:
    """Return how far north of a line, which runs from west to east, each point lies on its meridian."""
    vertices = shapely.get_coordinates(line)
    vertices = vertices[vertices[:, 0].argsort()]
    return np.asarray(points[:, 1] - np.interp(points[:, 0], *vertices.T))


def shift_points(points: NDArray[np.float64], distance_m: float) -> list[NDArray[np.float64]]:
    """Move points together by a distance in each of eight directions, as another datum would."""
    return [
        np.array([find_point(lon, lat, azimuth_deg=azimuth, distance_m=distance_m) for lon, lat in points])
        for azimuth in np.arange(_DIRECTIONS) * 360 / _DIRECTIONS
    ]


def draw_shortest(points: NDArray[np.float64], coast: Coast) -> LineString:
    """Draw the shortest geodesic from any of some points to a coast."""
    nearest = int(find_distances_m(points, coast).argmin())
    foot = find_feet(points[nearest : nearest + 1], coast)[0]
    start = (float(points[nearest][0]), float(points[nearest][1]))
    return build_geodesic(start, (float(foot[0]), float(foot[1])))
