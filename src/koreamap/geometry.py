"""Measure and make geometries on the WGS 84 ellipsoid.

The only module that turns metres into degrees. Everything here is pure: coordinates are (longitude, latitude) in
degrees on WGS 84, lengths and distances are geodesic metres, areas square metres. No projection is used: offsets and
distances come from the geodesic itself.

References
----------
Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, 43-55 (as in GeographicLib and PROJ).
"""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import shapely
from pyproj import Geod, Transformer
from shapely.errors import ShapelyError
from shapely.geometry import LineString, MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry, BaseMultipartGeometry

from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray

__all__ = [
    "buffer_line",
    "build_circle",
    "build_geodesic",
    "build_parallel",
    "check_geometry",
    "cut_detours",
    "cut_line",
    "find_distance_m",
    "find_line_distance_m",
    "find_point",
    "join_polygons",
    "largest_part",
    "measure_area_m2",
    "measure_length_m",
    "read_geometry",
    "read_on_tokyo",
    "round_geometry",
    "simplify_line",
]

_GEOD = Geod(ellps="WGS84")
_TOKYO = """
    +proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=bessel
    +step +proj=helmert +x=-147 +y=506 +z=687
    +step +inv +proj=cart +ellps=WGS84 +step +proj=unitconvert +xy_in=rad +xy_out=deg
"""
_ARC_STEP_DEG = 1.5  # of a circle drawn as a polygon: the edge then lies within r/11,000 of the true arc
_SEARCH_SHARE, _SEARCH_STEPS, _SEARCH_ROUNDS = 0.5, 50, 5  # of the distance: more than a plain frame can err
_STRAIGHT_DEG = 1e-6  # less than a bend: 0.03 mm at 2 km
_GRAIN_M2 = 1.0  # what rounding leaves between two pieces that share an edge is no hole
_MAX_SEGMENT_M = 500.0  # a straight stroke in degrees leaves the geodesic by less than 4 mm over this length at 40° N


def read_geometry(member: Mapping[str, object] | None, what: str) -> BaseGeometry:
    """Make a geometry of a GeoJSON geometry object.

    Parameters
    ----------
    member
        The object, WGS 84.
    what
        Whose it is, for messages.

    Returns
    -------
    Valid and not empty.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is missing, malformed, empty, out of range or not valid.

    Examples
    --------
    >>> read_geometry({"type": "Point", "coordinates": [126.98, 37.57]}, "Seoul").wkt
    'POINT (126.98 37.57)'
    """
    if not member:
        raise GeometryError(what, found="no geometry", expected="a GeoJSON geometry")
    try:
        geometry = shapely.geometry.shape(dict(member))
    except (AttributeError, IndexError, KeyError, ShapelyError, TypeError, ValueError) as error:
        raise GeometryError(what, found=str(error), expected="a GeoJSON geometry") from error
    check_geometry(geometry, what)
    return geometry


def check_geometry(geometry: BaseGeometry, what: str) -> None:
    """Refuse a geometry that is empty, not valid or not on the globe.

    Parameters
    ----------
    geometry
        WGS 84, degrees.
    what
        Whose it is, for messages.

    Raises
    ------
    koreamap.errors.GeometryError
        When it is any of these.

    Examples
    --------
    >>> check_geometry(shapely.Point(37.57, 126.98), "Seoul")
    Traceback (most recent call last):
    koreamap.errors.GeometryError: Seoul: found latitude 126.98, expected degrees; are the axes swapped?
    """
    if geometry.is_empty:
        raise GeometryError(what, found="an empty geometry", expected="coordinates")
    lons, lats = shapely.get_coordinates(geometry).T
    if not (np.isfinite(lons).all() and np.isfinite(lats).all()):
        raise GeometryError(what, found="NaN or infinity", expected="finite degrees")
    for name, values, limit in (("longitude", lons, 180.0), ("latitude", lats, 90.0)):
        worst = float(values[np.abs(values).argmax()])
        if abs(worst) > limit:
            raise GeometryError(what, found=f"{name} {worst}", expected="degrees; are the axes swapped?")
    if not geometry.is_valid:
        raise GeometryError(what, found=shapely.is_valid_reason(geometry), expected="a valid geometry")


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
    return float(_GEOD.geometry_length(line))


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
    return abs(float(_GEOD.geometry_area_perimeter(shapely.orient_polygons(polygon))[0]))


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
    return float(_GEOD.inv(*start, *end)[2])


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
    reached = _GEOD.fwd(lon, lat, azimuth_deg, distance_m)
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
        distances = np.asarray(_GEOD.inv(np.full_like(lons, lon), np.full_like(lats, lat), lons, lats)[2])
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
    between = _GEOD.npts(*start, *end, count - 1) if count > 1 else []
    return LineString([start, *between, end])


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
    forward, back, _lengths = _GEOD.inv(*vertices[:-1].T, *vertices[1:].T)
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
    flat = shapely.get_coordinates(LineString(vertices * scale).simplify(tolerance_m)) / scale
    return LineString([vertices[_find_vertex(vertices, (point[0], point[1]))] for point in flat])


def join_polygons(geometry: BaseGeometry) -> BaseGeometry:
    """Keep the polygons of a geometry and drop the points and lines that an intersection may leave.

    Parameters
    ----------
    geometry
        WGS 84.

    Returns
    -------
    Polygon or MultiPolygon.

    Raises
    ------
    koreamap.errors.GeometryError
        When there is no polygon in it.

    Examples
    --------
    >>> mixed = shapely.GeometryCollection([shapely.box(0, 0, 1, 1), shapely.Point(5, 5)])
    >>> join_polygons(mixed).geom_type
    'Polygon'
    """
    parts = [part for part in _flatten(geometry) if isinstance(part, Polygon) and not part.is_empty]
    if not parts:
        raise GeometryError("polygons", found=geometry.geom_type, expected="at least one polygon")
    return parts[0] if len(parts) == 1 else MultiPolygon(parts)


def largest_part(geometry: BaseGeometry) -> Polygon:
    """Return the polygon of greatest geodesic area.

    Stops with `GeometryError` when there is no polygon in it.

    Parameters
    ----------
    geometry
        Polygon, MultiPolygon or a collection that holds one, WGS 84.

    Returns
    -------
    As it was.

    Examples
    --------
    >>> largest_part(shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(3, 3, 9, 9)])).bounds
    (3.0, 3.0, 9.0, 9.0)
    """
    parts = [part for part in _flatten(join_polygons(geometry)) if isinstance(part, Polygon)]
    return max(parts, key=measure_area_m2)


def read_on_tokyo(geometry: BaseGeometry) -> BaseGeometry:
    """Read the figures of coordinates on the Tokyo datum instead of WGS 84.

    Parameters
    ----------
    geometry
        Longitudes and latitudes in degrees, on the Bessel ellipsoid of 1841.

    Returns
    -------
    WGS 84, good to about 4 m on land in the Republic of Korea.

    References
    ----------
    EPSG, coordinate operation "Tokyo to WGS 84 (5)": three translations.

    Examples
    --------
    >>> point = read_on_tokyo(shapely.Point(126.11111, 37.7125))
    >>> round(find_distance_m((126.11111, 37.7125), (point.x, point.y)))
    354
    """
    transformer = Transformer.from_pipeline(_TOKYO)

    def move(points: NDArray[np.float64]) -> NDArray[np.float64]:
        lons, lats, _heights = transformer.transform(points[:, 0], points[:, 1], np.zeros(len(points)))
        return np.column_stack([lons, lats])

    return shapely.transform(geometry, move)


def round_geometry(geometry: BaseGeometry, decimals: int) -> BaseGeometry:
    """Round coordinates, close what rounding broke, and turn rings by the right-hand rule.

    Parameters
    ----------
    geometry
        WGS 84.
    decimals
        Of a degree: 7 is a centimetre, 5 a metre.

    Returns
    -------
    Valid, no negative zero, outer rings counter-clockwise.

    Raises
    ------
    koreamap.errors.GeometryError
        When nothing valid is left.

    Examples
    --------
    >>> round_geometry(shapely.Point(-0.00000001, 37.123456789), 7).wkt
    'POINT (0 37.1234568)'
    """
    grid = 10.0**-decimals
    if "Polygon" in geometry.geom_type:
        snapped = shapely.set_precision(geometry, grid, mode="valid_output")
    else:
        snapped = shapely.remove_repeated_points(shapely.set_precision(geometry, grid, mode="pointwise"))
    rounded = shapely.transform(snapped, lambda values: np.round(values, decimals) + 0.0)
    if rounded.is_empty or not rounded.is_valid:
        raise GeometryError("geometry", found=f"nothing valid at {decimals} decimals", expected="a larger geometry")
    return shapely.orient_polygons(rounded)


def _flatten(geometry: BaseGeometry) -> list[BaseGeometry]:
    """List the single parts, however deep collections are nested."""
    if not isinstance(geometry, BaseMultipartGeometry):
        return [geometry]
    return [piece for part in geometry.geoms for piece in _flatten(part)]


def _find_vertex(vertices: NDArray[np.float64], point: tuple[float, float]) -> int:
    lons, lats = vertices.T
    distances = _GEOD.inv(lons, lats, np.full_like(lons, point[0]), np.full_like(lats, point[1]))[2]
    return int(np.argmin(distances))


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
