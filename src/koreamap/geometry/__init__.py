"""Measure and make geometries on the WGS 84 ellipsoid.

The only part that turns metres into degrees. Everything here is pure: coordinates are (longitude, latitude) in
degrees on WGS 84, lengths and distances are geodesic metres, areas square metres. No projection is used: offsets and
distances come from the geodesic itself.

References
----------
Karney, C. F. F. (2013), Algorithms for geodesics, J. Geodesy 87, 43-55 (as in GeographicLib and PROJ).
"""

from __future__ import annotations

from koreamap.geometry._checking import check_geometry, read_geometry, round_geometry
from koreamap.geometry._courses import cut_detours, cut_line, simplify_line
from koreamap.geometry._datum import read_on_tokyo
from koreamap.geometry._geodesic import (
    build_geodesic,
    build_parallel,
    find_distance_m,
    find_line_distance_m,
    find_point,
    measure_area_m2,
    measure_length_m,
)
from koreamap.geometry._polygons import join_polygons, largest_part
from koreamap.geometry._widening import buffer_line, build_circle

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
