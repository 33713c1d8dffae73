"""Lines cut, and rid of what no course has."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString

from koreamap.errors import GeometryError
from koreamap.geometry._geodesic import GEOD, find_distance_m

if TYPE_CHECKING:
    from numpy.typing import NDArray


def cut_line(line: LineString, start: tuple[float, float], end: tuple[float, float]) -> LineString:
    """Keep the part of a line between the vertices nearest to two points.

    Parameters
    ----------
    line
        WGS 84.
    start, end
        (lon, lat), degrees; the result runs from the first to the second.

    Returns
    -------
    With the line's own vertices.

    Raises
    ------
    koreamap.errors.GeometryError
        When both points are nearest to the same vertex.

    Examples
    --------
    >>> cut_line(LineString([(124, 40), (125, 41), (126, 42), (127, 43)]), (126.1, 42), (124.9, 41)).wkt
    'LINESTRING (126 42, 125 41)'
    """
    vertices = shapely.get_coordinates(line)
    first, last = (_find_vertex(vertices, point) for point in (start, end))
    if first == last:
        raise GeometryError("cut", found=f"one vertex for {start} and {end}", expected="two vertices")
    part = vertices[min(first, last) : max(first, last) + 1]
    return LineString(part if first < last else part[::-1])


def cut_detours(line: LineString, *, ratio: float, reach_m: float) -> LineString:
    """Join vertices directly where the way between them is a detour, each with the farthest that it may be joined with.

    Parameters
    ----------
    line
        WGS 84.
    ratio
        A way is a detour when it is more than so many times as long as the straight stroke.
    reach_m
        The longest way that is looked at.

    Returns
    -------
    With the line's own ends; every vertex is one of the line's.

    Examples
    --------
    Out and back again, by 300 m each way:

    >>> spike = LineString([(128, 38), (128, 38.001), (128.0034, 38.001), (128, 38.0011), (128, 38.004)])
    >>> cut_detours(spike, ratio=3, reach_m=1000).wkt
    'LINESTRING (128 38, 128 38.0011, 128 38.004)'
    """
    vertices = [(float(lon), float(lat)) for lon, lat in shapely.get_coordinates(line)]
    ways = np.cumsum([0.0, *(find_distance_m(start, end) for start, end in pairwise(vertices))])
    kept = [0]
    while kept[-1] < len(vertices) - 1:
        here = kept[-1]
        reached = range(here + 2, int(np.searchsorted(ways, ways[here] + reach_m, side="right")))
        detours = [
            there for there in reached
            if ways[there] - ways[here] > ratio * find_distance_m(vertices[here], vertices[there])
        ]  # fmt: skip
        kept.append(max(detours, default=here + 1))
    return LineString([vertices[index] for index in kept])


def simplify_line(line: LineString, tolerance_m: float) -> LineString:
    """Leave out vertices by Douglas and Peucker's rule.

    Parameters
    ----------
    line
        WGS 84, within some hundred kilometres.
    tolerance_m
        How far a vertex that is left out may lie from the result.

    Returns
    -------
    With the line's own ends; every vertex is one of the line's.

    References
    ----------
    Douglas, D. H. and Peucker, T. K. (1973), Cartographica 10, 112-122.

    Examples
    --------
    >>> simplify_line(LineString([(128, 38), (128.0005, 38.005), (128, 38.01)]), 50).wkt
    'LINESTRING (128 38, 128 38.01)'
    """
    west, south, east, north = line.bounds
    lon, lat = (west + east) / 2, (south + north) / 2
    scale = np.array([find_distance_m((lon - 0.5, lat), (lon + 0.5, lat)),
                      find_distance_m((lon, lat - 0.5), (lon, lat + 0.5))])  # fmt: skip
    vertices = shapely.get_coordinates(line)
    flat = vertices * scale
    index = {point: number for number, point in enumerate(map(tuple, flat.tolist()))}
    kept = shapely.get_coordinates(LineString(flat).simplify(tolerance_m)).tolist()
    return LineString([vertices[index[point]] for point in map(tuple, kept)])


def _find_vertex(vertices: NDArray[np.float64], point: tuple[float, float]) -> int:
    lons, lats = vertices.T
    distances = GEOD.inv(lons, lats, np.full_like(lons, point[0]), np.full_like(lats, point[1]))[2]
    return int(np.argmin(distances))
