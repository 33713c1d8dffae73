"""Geometry is judged against the geodesic library itself and by brute force, never by its own functions."""

from __future__ import annotations

import doctest
import math
from importlib import import_module
from itertools import pairwise
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from koreamap import geometry
from koreamap.errors import GeometryError

if TYPE_CHECKING:
    from collections.abc import Callable

GEOD = Geod(ellps="WGS84")
LONS = st.floats(124, 131)
LATS = st.floats(33, 43)


def brute_distance_m(lon: float, lat: float, line: shapely.LineString, step_m: float = 20.0) -> float:
    """Walk the line in small steps and take the least distance, near the point only."""
    vertices = shapely.get_coordinates(line)
    rows = []
    for start, end in pairwise(vertices):
        length = GEOD.inv(*start, *end)[2]
        rows.append(start + (end - start) * np.linspace(0, 1, max(2, math.ceil(length / step_m)))[:, None])
    points = np.vstack(rows)
    near = points[np.hypot((points[:, 0] - lon) * 0.8, points[:, 1] - lat).argsort()[:20_000]]
    return float(GEOD.inv(np.full(len(near), lon), np.full(len(near), lat), *near.T)[2].min())


@st.composite
def wandering_lines(draw: st.DrawFn) -> shapely.LineString:
    """Lines of 3 to 8 strokes of 1 to 6 km that turn by at most 60° at each bend."""
    lon, lat, azimuth = draw(LONS), draw(LATS), draw(st.floats(0, 360))
    points = [(lon, lat)]
    for _ in range(draw(st.integers(3, 8))):
        lon, lat, _back = GEOD.fwd(*points[-1], azimuth, draw(st.floats(1000, 6000)))
        points.append((lon, lat))
        azimuth += draw(st.floats(-60, 60))
    return shapely.LineString(points)


def test_doctests_hold() -> None:
    known = {name: getattr(geometry, name) for name in geometry.__all__} | {"shapely": shapely}
    modules = [import_module(info.name) for info in iter_modules(geometry.__path__, f"{geometry.__name__}.")]
    results = [doctest.testmod(module, extraglobs=known) for module in modules]
    assert sum(result.failed for result in results) == 0
    assert sum(result.attempted for result in results) > 10


@settings(max_examples=40)
@given(lon=LONS, lat=LATS, radius_m=st.floats(1, 50_000))
def test_circle_vertices_lie_on_the_circle(lon: float, lat: float, radius_m: float) -> None:
    circle = geometry.build_circle(lon, lat, radius_m)
    distances = [GEOD.inv(lon, lat, *vertex)[2] for vertex in circle.exterior.coords]
    assert max(abs(distance - radius_m) for distance in distances) < 1e-3
    assert circle.is_valid
    assert circle.exterior.is_ccw


@pytest.mark.thorough
@settings(max_examples=20, deadline=None)
@given(line=wandering_lines(), radius_m=st.floats(100, 3000))
def test_buffer_edges_lie_at_the_radius(line: shapely.LineString, radius_m: float) -> None:
    zone = geometry.buffer_line(line, radius_m)
    assert zone.is_valid
    assert zone.exterior.is_ccw
    ends = [line.coords[0], line.coords[-1]]
    for fraction in np.linspace(0, 1, 25):
        point = zone.exterior.interpolate(fraction, normalized=True)
        found = brute_distance_m(point.x, point.y, line)
        assert found <= radius_m + 2
        if min(GEOD.inv(point.x, point.y, *end)[2] for end in ends) > radius_m + 1:
            assert found == pytest.approx(radius_m, abs=2)


@settings(max_examples=20, deadline=None)
@given(line=wandering_lines())
def test_buffer_has_flat_ends(line: shapely.LineString) -> None:
    zone = geometry.buffer_line(line, 500)
    before_start = GEOD.fwd(*line.coords[0], GEOD.inv(*line.coords[1], *line.coords[0])[1] + 180, 0)[:2]
    backward = GEOD.inv(*line.coords[0], *line.coords[1])[0] + 180
    outside = GEOD.fwd(*before_start, backward, 5)[:2]
    inside = GEOD.fwd(*before_start, backward + 180, 5)[:2]
    beyond = brute_distance_m(*outside, line)
    if beyond > 4.9:  # the line does not come back to its own start
        assert not zone.contains(shapely.Point(outside))
    assert zone.contains(shapely.Point(inside))


def test_buffer_agrees_with_a_projected_buffer() -> None:
    line = shapely.LineString([(127, 38), (127.3, 38.1), (127.5, 38.05)])
    to_local = Transformer.from_crs(4326, "+proj=laea +lat_0=38.05 +lon_0=127.25 +ellps=WGS84", always_xy=True)
    local = shapely.transform(line, lambda values: np.column_stack(to_local.transform(*values.T)))
    expected = local.buffer(2000, cap_style="flat", quad_segs=90).area
    assert geometry.measure_area_m2(geometry.buffer_line(line, 2000)) == pytest.approx(expected, rel=5e-4)


@pytest.mark.thorough
@settings(max_examples=60, deadline=None)
@given(lon=LONS, lat=LATS)
def test_line_distance_equals_brute_force(lon: float, lat: float) -> None:
    line = shapely.LineString([(126.69, 37.84), (126.9, 38.2), (127.6, 38.3), (128.36, 38.61)])
    found = geometry.find_line_distance_m((lon, lat), line)
    expected = brute_distance_m(lon, lat, line)
    assert found == pytest.approx(expected, abs=5)


@given(lon=LONS, lat=LATS, azimuth_deg=st.floats(0, 360), distance_m=st.floats(0, 400_000))
def test_point_is_reached_at_its_distance(lon: float, lat: float, azimuth_deg: float, distance_m: float) -> None:
    reached = geometry.find_point(lon, lat, azimuth_deg=azimuth_deg, distance_m=distance_m)
    assert GEOD.inv(lon, lat, *reached)[2] == pytest.approx(distance_m, abs=1e-4)
    assert geometry.find_distance_m((lon, lat), reached) == pytest.approx(distance_m, abs=1e-4)


@given(west=st.floats(124, 126), width=st.floats(0.001, 5), step_deg=st.floats(0.01, 0.5))
def test_parallel_is_dense_and_exact(west: float, width: float, step_deg: float) -> None:
    line = geometry.build_parallel(38, west=west, east=west + width, step_deg=step_deg)
    lons, lats = shapely.get_coordinates(line).T
    assert set(lats) == {38.0}
    assert np.diff(lons).max() <= step_deg + 1e-9
    assert (lons[0], lons[-1]) == (west, pytest.approx(west + width))


@settings(max_examples=25, deadline=None)
@given(polygon=st.builds(geometry.build_circle, LONS, LATS, st.floats(50, 20_000)), decimals=st.integers(4, 7))
@example(polygon=geometry.build_circle(124.0, 39.921875, 124.0), decimals=4)  # one snap leaves a point beside an edge
def test_rounding_keeps_polygons_valid_and_right_handed(polygon: shapely.Polygon, decimals: int) -> None:
    rounded = geometry.round_geometry(shapely.reverse(polygon), decimals)
    values = shapely.get_coordinates(rounded)
    assert rounded.is_valid
    assert rounded.exterior.is_ccw
    assert np.array_equal(np.round(values, decimals), values)
    assert geometry.round_geometry(rounded, decimals).normalize() == rounded.normalize()


def test_rounding_mends_what_it_would_break() -> None:
    bow = shapely.Polygon([(0, 0), (1, 0), (1, 1), (0.50000000001, 1e-9), (0, 1)])
    assert geometry.round_geometry(bow, 7).is_valid


def test_rounding_refuses_what_vanishes() -> None:
    with pytest.raises(GeometryError, match="nothing valid at 5 decimals"):
        geometry.round_geometry(shapely.box(127, 38, 127.000001, 38.000001), 5)


def test_area_ignores_the_way_a_ring_turns() -> None:
    box = shapely.box(126, 37, 127, 38)
    assert geometry.measure_area_m2(box) == pytest.approx(geometry.measure_area_m2(shapely.reverse(box)))
    assert geometry.measure_area_m2(box) == pytest.approx(abs(GEOD.geometry_area_perimeter(box)[0]))


@pytest.mark.parametrize(
    ("member", "message"),
    [
        (None, "no geometry"),
        ({"type": "Circle", "coordinates": [1, 2]}, "Unknown geometry type"),
        ({"type": "Point"}, "coordinates"),
        ({"type": "Point", "coordinates": []}, "empty"),
        ({"type": "Point", "coordinates": [37, 127]}, "axes swapped"),
        ({"type": "Point", "coordinates": [float("nan"), 37]}, "NaN"),
        ({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [1, 0], [0, 1], [0, 0]]]}, "Self-intersection"),
        ({"type": "LineString", "coordinates": "ab"}, "expected a GeoJSON geometry"),
    ],
)
def test_bad_geometry_is_named(member: dict[str, Any] | None, message: str) -> None:
    with pytest.raises(GeometryError, match=message):
        geometry.read_geometry(member, "feature 3")


@pytest.mark.parametrize(
    "call",
    [
        lambda: geometry.build_circle(127, 38, 0),
        lambda: geometry.buffer_line(shapely.LineString([(127, 38), (128, 38)]), -1),
        lambda: geometry.build_parallel(38, west=128, east=127),
        lambda: geometry.cut_line(shapely.LineString([(127, 38), (128, 38)]), (127, 38), (127.1, 38)),
        lambda: geometry.join_polygons(shapely.Point(1, 2)),
    ],
)
def test_impossible_requests_are_refused(call: Callable[[], object]) -> None:
    with pytest.raises(GeometryError):
        call()


def test_parts_of_a_nested_collection_are_found() -> None:
    nested = shapely.GeometryCollection(
        [shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(2, 2, 5, 5)]), shapely.LineString([(0, 0), (1, 1)])]
    )
    assert geometry.join_polygons(nested).geom_type == "MultiPolygon"
    assert geometry.largest_part(nested).bounds == (2, 2, 5, 5)


@pytest.mark.thorough
def test_a_long_stroke_is_followed_in_degrees_and_not_by_its_great_circle() -> None:
    line = shapely.LineString([(124, 34), (131, 41)])
    edge = geometry.buffer_line(line, 2000).exterior
    for fraction in np.linspace(0.05, 0.95, 19):
        middle = line.interpolate(fraction, normalized=True)
        point = edge.interpolate(edge.project(middle))
        assert brute_distance_m(point.x, point.y, line) == pytest.approx(2000, abs=1)
