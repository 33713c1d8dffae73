"""Distances to coasts and median lines, against another algorithm, a projection and a brute-force grid."""

from itertools import pairwise

import numpy as np
import pytest
import shapely
import shapely.affinity
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod, Transformer

from koreamap.equidistance import build_median, find_distances_m, find_feet, read_coast, sample_line
from koreamap.errors import GeometryError
from koreamap.geometry import build_circle, find_line_distance_m, measure_length_m

pytestmark = pytest.mark.thorough

GEOD = Geod(ellps="WGS84")
TO_UTM = Transformer.from_crs("EPSG:4326", "EPSG:32651", always_xy=True).transform
WINDOW = (124.0, 37.0, 125.0, 38.0)
TOLERANCE_M = 20.0


def to_utm(geometry):
    """Project to UTM 51 N, where lengths near 124.5° E are true within 0.04 %."""
    return shapely.transform(geometry, lambda values: np.column_stack(TO_UTM(*values.T)))


def find_slow_distance_m(point, polygon):
    """Measure to each stroke of a ring apart, by the search along a line that `geometry` offers."""
    ring = shapely.get_coordinates(polygon.exterior)
    strokes = [shapely.LineString(pair) for pair in pairwise(ring)]
    return min(find_line_distance_m(tuple(point), stroke) for stroke in strokes)


lands = st.builds(
    lambda lon, lat, width, height, turn: shapely.affinity.rotate(
        shapely.box(lon, lat, lon + width, lat + height), turn
    ),
    st.floats(124.1, 124.8),
    st.floats(37.1, 37.85),
    st.floats(0.01, 0.15),
    st.floats(0.01, 0.1),
    st.floats(0, 90),
)
points = st.tuples(st.floats(124, 125), st.floats(37, 38))


@given(point=points, land=lands)
@settings(max_examples=40, deadline=None)
def test_a_distance_is_that_of_another_search(point, land):
    found = find_distances_m(np.array([point]), read_coast([land]))[0]
    assert found == pytest.approx(find_slow_distance_m(point, land), abs=0.5)


@given(many=st.lists(points, min_size=1, max_size=30), land=lands)
@settings(max_examples=30, deadline=None)
def test_no_vertex_is_nearer_than_the_foot(many, land):
    coast = read_coast([land])
    points_ = np.array(many)
    found = find_distances_m(points_, coast)
    every = shapely.get_coordinates(shapely.segmentize(land.exterior, 0.002))
    for point, distance in zip(points_, found, strict=True):
        lons, lats = np.full(len(every), point[0]), np.full(len(every), point[1])
        brute = GEOD.inv(lons, lats, *every.T)[2].min()
        assert distance <= brute + 0.1
        assert distance >= brute - 250  # half a step between the brute force's vertices


def test_a_foot_lies_on_the_coast():
    land = build_circle(124.5, 37.5, 5000)
    feet = find_feet(np.array([[124.9, 37.9], [124.2, 37.4]]), read_coast([land]))
    assert shapely.distance(land.exterior, shapely.points(feet)).max() < 1e-7


def test_clusters_of_points_give_what_each_gives_alone():
    coast = read_coast([shapely.box(124.4, 37.4, 124.6, 37.5), shapely.box(124.9, 37.9, 124.95, 37.95)])
    grid = np.stack(np.meshgrid(np.linspace(124, 125, 15), np.linspace(37, 38, 15)), axis=-1).reshape(-1, 2)
    alone = [find_distances_m(point[None, :], coast)[0] for point in grid]
    assert find_distances_m(grid, coast) == pytest.approx(alone, abs=1e-6)


@given(first=lands, second=lands)
@settings(max_examples=25, deadline=None)
def test_any_point_of_a_median_is_equidistant_within_the_tolerance(first, second):
    if first.distance(second) < 0.02:
        return
    median = build_median(read_coast([first]), read_coast([second]), window=WINDOW, tolerance_m=TOLERANCE_M)
    every = shapely.get_coordinates(shapely.segmentize(median, 0.003))
    for point in every[:: max(1, len(every) // 12)]:
        one, other = find_slow_distance_m(point, first), find_slow_distance_m(point, second)
        assert abs(one - other) <= TOLERANCE_M + 1


@given(first=lands, second=lands)
@settings(max_examples=25, deadline=None)
def test_a_brute_force_grid_finds_no_stretch_that_is_missing(first, second):
    if first.distance(second) < 0.02:
        return
    median = to_utm(build_median(read_coast([first]), read_coast([second]), window=WINDOW, tolerance_m=TOLERANCE_M))
    side = 25
    grid = np.stack(np.meshgrid(np.linspace(124.02, 124.98, side), np.linspace(37.02, 37.98, side)), axis=-1)
    flat = to_utm(shapely.points(grid.reshape(-1, 2)))
    difference = shapely.distance(flat, to_utm(first).exterior) - shapely.distance(flat, to_utm(second).exterior)
    spots, difference = flat.reshape(side, side), difference.reshape(side, side)
    for one, other in ((np.s_[:, :-1], np.s_[:, 1:]), (np.s_[:-1, :], np.s_[1:, :])):
        parted = (np.sign(difference[one]) != np.sign(difference[other])) & (
            np.minimum(abs(difference[one]), abs(difference[other])) > 20  # noise of the projection
        )
        for start, end in zip(spots[one][parted], spots[other][parted], strict=True):
            between = shapely.LineString([start, end])
            assert between.distance(median) < 50, "two neighbours on different sides and no line between"


def test_the_median_of_two_equal_islands_is_their_meridian():
    west, east = shapely.box(124.2, 37.4, 124.3, 37.6), shapely.box(124.7, 37.4, 124.8, 37.6)
    median = build_median(read_coast([west]), read_coast([east]), window=WINDOW, tolerance_m=5)
    assert len(median.geoms) == 1
    assert shapely.get_coordinates(median)[:, 0] == pytest.approx(124.5, abs=1e-4)
    assert median.bounds[1] <= 37.0
    assert median.bounds[3] >= 38.0


def test_a_median_that_rings_an_island_is_closed():
    islet, ring = build_circle(124.5, 37.5, 1000), build_circle(124.5, 37.5, 20_000).exterior
    median = build_median(read_coast([islet]), read_coast([ring]), window=WINDOW, tolerance_m=10)
    assert len(median.geoms) == 1
    assert median.geoms[0].is_ring
    centre = np.full(5, 124.5), np.full(5, 37.5)
    away = GEOD.inv(*centre, *shapely.get_coordinates(median)[:5].T)[2]
    assert away == pytest.approx(10_500, abs=15)


def test_two_coasts_without_a_point_between_them_in_the_window_are_refused():
    near, far = shapely.box(124.4, 37.4, 124.6, 37.6), shapely.box(140, 40, 141, 41)
    with pytest.raises(GeometryError, match="median line: found no line"):
        build_median(read_coast([near]), read_coast([far]), window=WINDOW, tolerance_m=10)


def test_a_coast_without_an_edge_in_the_window_is_refused():
    with pytest.raises(GeometryError, match="coast: found no edge"):
        read_coast([shapely.box(0, 0, 1, 1)], WINDOW)


def test_a_window_keeps_the_strokes_that_reach_it():
    land = shapely.box(123, 36, 124.5, 37.5)
    coast = read_coast([land], WINDOW)
    point = np.array([[124.9, 37.2]])
    assert find_distances_m(point, coast) == pytest.approx(find_distances_m(point, read_coast([land])))


def test_samples_of_a_line_add_up_to_its_length():
    line = shapely.LineString([(124, 37), (124.3, 37.9), (124.8, 37.2)])
    middles, lengths = sample_line(line, 500)
    assert lengths.sum() == pytest.approx(measure_length_m(line), rel=1e-9)
    assert lengths.max() <= 500
    assert len(middles) == len(lengths)
