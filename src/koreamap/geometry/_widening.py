"""Points and lines drawn with all that lies within a distance of them."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely.geometry import LineString, Polygon

from koreamap.errors import GeometryError
from koreamap.geometry._geodesic import GEOD, find_distance_m, find_point, measure_area_m2

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

_ARC_STEP_DEG = 1.5  # of a circle drawn as a polygon: the edge then lies within r/11,000 of the true arc
_STRAIGHT_DEG = 1e-6  # less than a bend: 0.03 mm at 2 km
_GRAIN_M2 = 1.0  # what rounding leaves between two pieces that share an edge is no hole
_MAX_SEGMENT_M = 500.0  # a straight stroke in degrees leaves the geodesic by less than 4 mm over this length at 40° N


def build_circle(lon: float, lat: float, radius_m: float) -> Polygon:
    """Draw all points at one geodesic distance from a centre.

    Parameters
    ----------
    lon, lat
        The centre, degrees, WGS 84.
    radius_m
        More than 0.

    Returns
    -------
    Counter-clockwise; its vertices lie on the circle.

    Raises
    ------
    koreamap.errors.GeometryError
        When the radius is not positive.

    Examples
    --------
    >>> circle = build_circle(127, 38, 2000)
    >>> round(find_distance_m((127, 38), circle.exterior.coords[0]), 3)
    2000.0
    """
    if not radius_m > 0:
        raise GeometryError("circle", found=f"radius {radius_m} m", expected="more than 0 m")
    azimuths = -np.arange(0, 360, _ARC_STEP_DEG)
    return Polygon(_offset_all(np.array([lon, lat]), azimuths, radius_m))


def buffer_line(line: LineString, radius_m: float) -> Polygon:
    """Draw all points within a geodesic distance of a line, with flat ends.

    A point belongs to it when it lies within `radius_m` of the line and is not beyond an end: its nearest place is not
    an end seen from behind. Made from strips beside each stroke and wedges outside each bend, all set off by geodesics.

    Parameters
    ----------
    line
        WGS 84; straight in degrees between vertices.
    radius_m
        More than 0.

    Returns
    -------
    Counter-clockwise; its long edges lie within a metre of `radius_m` for radii of a few kilometres.

    Raises
    ------
    koreamap.errors.GeometryError
        When the radius is not positive or the pieces do not join into one polygon.

    Examples
    --------
    >>> strip = buffer_line(LineString([(127, 38), (127.5, 38)]), 2000)
    >>> length_m = measure_length_m(build_parallel(38, west=127, east=127.5))
    >>> round(measure_area_m2(strip) / length_m)
    4000
    """
    if not radius_m > 0:
        raise GeometryError("buffer", found=f"radius {radius_m} m", expected="more than 0 m")
    vertices = _densify(line)
    forward, back, _lengths = GEOD.inv(*vertices[:-1].T, *vertices[1:].T)
    departures, arrivals = np.asarray(forward), np.asarray(back) + 180
    is_straight = np.abs(_turn_deg(arrivals[:-1], departures[1:])) < _STRAIGHT_DEG
    departures[1:][is_straight] = arrivals[:-1][is_straight]  # so that neighbouring strips share their corners
    strips = [
        _build_strip(vertices[index], vertices[index + 1], (departures[index], arrivals[index]), radius_m)
        for index in range(len(departures))
    ]
    wedges = [
        _build_wedge(vertices[index], (arrivals[index - 1], departures[index]), radius_m)
        for index in range(1, len(departures))
    ]
    joined = shapely.union_all([piece for piece in (*strips, *wedges) if piece is not None])
    if not isinstance(joined, Polygon):
        raise GeometryError("buffer", found=joined.geom_type, expected="one polygon")
    holes = [ring for ring in joined.interiors if measure_area_m2(Polygon(ring)) > _GRAIN_M2]
    return shapely.orient_polygons(Polygon(joined.exterior, holes))


def _densify(line: LineString) -> NDArray[np.float64]:
    """Add vertices on the line's own strokes, so that each is as good as a geodesic."""
    rows = [np.asarray(line.coords[0], dtype=float)[None, :2]]
    vertices = shapely.get_coordinates(shapely.remove_repeated_points(line))
    for start, end in pairwise(vertices):
        count = math.ceil(find_distance_m((start[0], start[1]), (end[0], end[1])) / _MAX_SEGMENT_M)
        rows.append(start + (end - start) * (np.arange(1, count + 1) / count)[:, None])
    return np.vstack(rows)


def _turn_deg(
    arrival: float | NDArray[np.float64], departure: float | NDArray[np.float64]
) -> float | NDArray[np.float64]:
    """Return by how much a line turns right, between -180 and 180."""
    return (departure - arrival + 180) % 360 - 180


def _build_strip(
    start: NDArray[np.float64], end: NDArray[np.float64], azimuths_deg: tuple[float, float], radius_m: float
) -> Polygon:
    """Set both sides of a stroke off at right angles to it."""
    departure, arrival = azimuths_deg
    right = [_offset(start, departure + 90, radius_m), _offset(end, arrival + 90, radius_m)]
    left = [_offset(end, arrival - 90, radius_m), _offset(start, departure - 90, radius_m)]
    # both ends of the stroke itself are corners too, so that neighbours share whole edges and leave no sliver
    return Polygon([right[0], right[1], tuple(end), left[0], left[1], tuple(start)])


def _build_wedge(vertex: NDArray[np.float64], azimuths_deg: tuple[float, float], radius_m: float) -> Polygon | None:
    """Fill the gap that two strips leave outside a bend; None where the line goes straight on."""
    arrival, departure = azimuths_deg
    turn = float(_turn_deg(arrival, departure))
    if turn == 0:
        return None
    side = -90 if turn > 0 else 90  # a bend to the right opens on the left
    count = max(2, math.ceil(abs(turn) / _ARC_STEP_DEG) + 1)
    inner = arrival + turn * np.linspace(0, 1, count)[1:-1] + side
    ends = _offset(vertex, arrival + side, radius_m), _offset(vertex, departure + side, radius_m)
    arc = [ends[0], *_offset_all(vertex, inner, radius_m), ends[1]]
    return Polygon([tuple(vertex), *arc])


def _offset(vertex: NDArray[np.float64], azimuth_deg: float, radius_m: float) -> tuple[float, float]:
    return find_point(vertex[0], vertex[1], azimuth_deg=azimuth_deg, distance_m=radius_m)


def _offset_all(
    vertex: NDArray[np.float64], azimuths_deg: Iterable[float], radius_m: float
) -> list[tuple[float, float]]:
    return [_offset(vertex, azimuth_deg, radius_m) for azimuth_deg in azimuths_deg]
