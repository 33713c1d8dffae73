"""Lengths, areas, distances and courses by the geodesic itself."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod
from shapely.geometry import LineString

from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

GEOD = Geod(ellps="WGS84")
_SEARCH_SHARE, _SEARCH_STEPS, _SEARCH_ROUNDS = 0.5, 50, 5  # of the distance: more than a plain frame can err


def measure_length_m(line: BaseGeometry) -> float:
    """Return the geodesic length of a line, summed over its vertices.

    Parameters
    ----------
    line
        LineString or MultiLineString, WGS 84.

    Returns
    -------
    Metres.

    Examples
    --------
    One minute of latitude is about a nautical mile:

    >>> round(measure_length_m(LineString([(127, 38), (127, 38 + 1 / 60)])))
    1850
    """
    return float(GEOD.geometry_length(line))


def measure_area_m2(polygon: BaseGeometry) -> float:
    """Return the geodesic area of a polygon, holes left out, whatever way its rings turn.

    Parameters
    ----------
    polygon
        Polygon or MultiPolygon, WGS 84.

    Returns
    -------
    Square metres.

    Examples
    --------
    >>> round(measure_area_m2(build_circle(127, 38, 2000)) / 1e6, 1)
    12.6
    """
    return abs(float(GEOD.geometry_area_perimeter(shapely.orient_polygons(polygon))[0]))


def find_distance_m(start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the geodesic distance between two points.

    Parameters
    ----------
    start, end
        (lon, lat), degrees, WGS 84.

    Returns
    -------
    Metres.

    Examples
    --------
    Osan Air Base lies well south of the city of Osan:

    >>> round(find_distance_m((127.03, 37.0906), (127.07056, 37.15222)) / 1000, 1)
    7.7
    """
    return float(GEOD.inv(*start, *end)[2])


def find_point(lon: float, lat: float, *, azimuth_deg: float, distance_m: float) -> tuple[float, float]:
    """Return the point reached from another along a geodesic.

    Parameters
    ----------
    lon, lat
        The start, degrees, WGS 84.
    azimuth_deg
        At the start, clockwise from north.
    distance_m
        Along the geodesic.

    Returns
    -------
    (lon, lat), degrees.

    Examples
    --------
    >>> lon, lat = find_point(127, 38, azimuth_deg=0, distance_m=2000)
    >>> f"{lon:.4f} {lat:.4f}"
    '127.0000 38.0180'
    """
    reached = GEOD.fwd(lon, lat, azimuth_deg, distance_m)
    return float(reached[0]), float(reached[1])


def find_line_distance_m(point: tuple[float, float], line: LineString) -> float:
    """Return the geodesic distance from a point to the nearest point of a line.

    The line runs straight in degrees between its vertices, as in RFC 7946. The nearest place is first sought in a plain
    local frame and then, around it, along the line by the geodesic itself.

    Parameters
    ----------
    point
        (lon, lat), degrees, WGS 84.
    line
        WGS 84, within some hundred kilometres.

    Returns
    -------
    Metres.

    Examples
    --------
    >>> parallel = build_parallel(38, west=126, east=128)
    >>> round(find_line_distance_m((127, 38.0180183), parallel))
    2000
    """
    lon, lat = point
    scale = np.array([math.cos(math.radians(lat)), 1.0])
    local = shapely.transform(line, lambda values: (values - point) * scale)
    centre, window = local.project(shapely.Point(0, 0)), _SEARCH_SHARE * local.distance(shapely.Point(0, 0))
    distances = np.array([math.inf])
    for _round in range(_SEARCH_ROUNDS):
        places = np.clip(centre + window * np.linspace(-1, 1, 2 * _SEARCH_STEPS + 1), 0, local.length)
        lons, lats = (shapely.get_coordinates(shapely.line_interpolate_point(local, places)) / scale + point).T
        distances = np.asarray(GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2])
        centre, window = places[distances.argmin()], window / _SEARCH_STEPS
    return float(distances.min())


def build_parallel(lat: float, *, west: float, east: float, step_deg: float = 0.05) -> LineString:
    """Draw a parallel so that no stroke leaves it.

    Parameters
    ----------
    lat, west, east
        Degrees, WGS 84; `west` < `east`.
    step_deg
        The greatest distance in longitude between two vertices.

    Returns
    -------
    From west to east.

    Raises
    ------
    koreamap.errors.GeometryError
        When `west` is not west of `east` or the step is not positive.

    Examples
    --------
    >>> line = build_parallel(38, west=124, east=124.12)
    >>> [tuple(round(value, 6) for value in vertex) for vertex in line.coords]
    [(124.0, 38.0), (124.04, 38.0), (124.08, 38.0), (124.12, 38.0)]
    """
    if not (west < east and step_deg > 0):
        raise GeometryError(
            f"parallel {lat}", found=f"{west} to {east} by {step_deg}", expected="west < east, step > 0"
        )
    count = math.ceil((east - west) / step_deg - 1e-9)
    return LineString([(west + (east - west) * index / count, lat) for index in range(count + 1)])


def build_geodesic(start: tuple[float, float], end: tuple[float, float], *, step_m: float = 5000) -> LineString:
    """Draw the shortest line between two points.

    Parameters
    ----------
    start, end
        (lon, lat), degrees, WGS 84.
    step_m
        The greatest distance between two vertices.

    Returns
    -------
    With both ends exactly as given.

    Examples
    --------
    >>> line = build_geodesic((125.75432, 39.03385), (127.44361, 39.15278))
    >>> len(line.coords), round(measure_length_m(line) / 1000, 1)
    (31, 146.7)
    """
    count = max(1, math.ceil(find_distance_m(start, end) / step_m))
    between = GEOD.npts(*start, *end, count - 1) if count > 1 else []
    return LineString([start, *between, end])
