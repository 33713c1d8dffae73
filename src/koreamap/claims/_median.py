"""The median lines of the West Sea (Yellow Sea), and the water that lies between them and the Northern Limit Line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import shapely
from shapely import MultiLineString

from koreamap.claims._measuring import Area, find_north_deg, root_sum
from koreamap.claims._shores import coast_accuracy_m, dprk_coast, island_coast, rok_coast
from koreamap.claims._western_line import FIRST, SECOND
from koreamap.equidistance import build_median, find_distances_m
from koreamap.geometry import join_polygons, measure_length_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._reference import Reference

__all__ = ["draw_areas", "draw_median"]

TOLERANCE_M = 50.0
_NAMES = {FIRST: ("", "the NLL"), SECOND: ("-second", "the NLL's second reading")}
"""By reading of the line: what ends the id of an area beside it, and what an area's name calls it."""

NORTH, SOUTH = 38.4, 36.6
"""Degrees; no point of the medians within the line's longitudes lies beyond."""


@cache
def draw_median(reference: Reference, *, only_five: bool) -> MultiLineString:
    """Draw the median line between the DPRK and the five islands, or all shores of the ROK.

    It is drawn within the longitudes of the Northern Limit Line, on whichever of its readings they reach farther.
    """
    west, _south, east, _north = shapely.union_all([reference.geometry(line) for line in (FIRST, SECOND)]).bounds
    south = island_coast(reference) if only_five else rok_coast(reference)
    window = (west, SOUTH, east, NORTH)
    median = build_median(south, dprk_coast(reference), window=window, tolerance_m=TOLERANCE_M)
    clipped = median.intersection(shapely.box(*window))
    return MultiLineString([part for part in shapely.get_parts(clipped) if part.geom_type == "LineString"])


@cache
def draw_areas(reference: Reference, line_id: str = FIRST) -> tuple[Area, ...]:
    """Draw the water between one reading of the line and the median of all shores, on each side of the line."""
    line, (suffix, name) = reference.geometry(line_id), _NAMES[line_id]
    west, _south, east, _north = line.bounds
    frame = shapely.box(west, SOUTH, east, NORTH)
    faces = shapely.polygonize(
        [shapely.union_all([frame.boundary, line, draw_median(reference, only_five=False)])]
    ).geoms
    middles = shapely.get_coordinates([face.representative_point() for face in faces])
    is_nearer_north = find_distances_m(middles, dprk_coast(reference)) < find_distances_m(middles, rok_coast(reference))
    is_beyond = find_north_deg(middles, line) > 0
    land = shapely.union_all([part for part in reference.land if part.intersects(frame)])
    areas = []
    for id_, label, chosen in (
        ("sea-north", f"Water south of {name} that is nearer to the DPRK", is_nearer_north & ~is_beyond),
        ("sea-south", f"Water north of {name} that is nearer to the ROK", ~is_nearer_north & is_beyond),
    ):
        parts = [face for face, take in zip(faces, chosen, strict=True) if take]
        wet = join_polygons(shapely.union_all(parts).difference(land))
        areas.append(Area(f"{id_}{suffix}", label, wet, _find_error_km2(reference, wet, line_id)))
    return tuple(areas)


def _find_error_km2(reference: Reference, area: BaseGeometry, line_id: str) -> float:
    beside_m = measure_length_m(reference.geometry(line_id).intersection(area.buffer(1e-7)))
    return beside_m * root_sum(reference.reading_accuracy_m(line_id), coast_accuracy_m(reference)) / 1e6
