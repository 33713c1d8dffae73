"""The median lines of the West Sea, and the water that lies between them and the Northern Limit Line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import shapely
from shapely import MultiLineString

from koreamap.claims._measuring import root_sum
from koreamap.claims._shores import coast_accuracy_m, dprk_coast, island_coast, rok_coast
from koreamap.equidistance import build_median, find_distances_m
from koreamap.geometry import join_polygons, measure_length_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._ground import Ground

__all__ = ["AREA_NOTE", "draw_areas", "draw_median"]

TOLERANCE_M = 50.0
NORTH, SOUTH = 38.4, 36.6
"""Degrees; no point of the medians within the line's longitudes lies beyond."""

AREA_NOTE = "Length of the line beside it times the datum and coast error, in quadrature; an upper bound."


@cache
def draw_median(ground: Ground, *, only_five: bool) -> MultiLineString:
    """Draw the median line between the North and the five islands, or all shores of the South.

    Parameters
    ----------
    ground : Ground
        The shores.
    only_five : bool
        Whether the South is the five islands alone.

    Returns
    -------
    shapely.MultiLineString
        Within the longitudes of the Northern Limit Line; degrees.
    """
    west, _south, east, _north = ground.geometry("nll").bounds
    south = island_coast(ground) if only_five else rok_coast(ground)
    window = (west, SOUTH, east, NORTH)
    median = build_median(south, dprk_coast(ground), window=window, tolerance_m=TOLERANCE_M)
    clipped = median.intersection(shapely.box(*window))
    return MultiLineString([part for part in shapely.get_parts(clipped) if part.geom_type == "LineString"])


@cache
def draw_areas(ground: Ground) -> tuple[tuple[str, BaseGeometry, float], ...]:
    """Draw the water between the line and the median of all shores, on each side of the line.

    Returns
    -------
    tuple
        Label, area, and its uncertainty in km².
    """
    line = ground.geometry("nll")
    west, _south, east, _north = line.bounds
    frame = shapely.box(west, SOUTH, east, NORTH)
    faces = shapely.polygonize([shapely.union_all([frame.boundary, line, draw_median(ground, only_five=False)])]).geoms
    middles = shapely.get_coordinates([face.representative_point() for face in faces])
    is_nearer_north = find_distances_m(middles, dprk_coast(ground)) < find_distances_m(middles, rok_coast(ground))
    vertices = shapely.get_coordinates(line)
    vertices = vertices[vertices[:, 0].argsort()]
    is_beyond = middles[:, 1] > np.interp(middles[:, 0], *vertices.T)
    land = shapely.union_all([part for part in ground.land if part.intersects(frame)])
    rows = []
    for label, chosen in (
        ("Water south of the NLL that is nearer to the North", is_nearer_north & ~is_beyond),
        ("Water north of the NLL that is nearer to the South", ~is_nearer_north & is_beyond),
    ):
        parts = [face for face, take in zip(faces, chosen, strict=True) if take]
        wet = join_polygons(shapely.union_all(parts).difference(land))
        rows.append((label, wet, _find_error_km2(ground, wet)))
    return tuple(rows)


def _find_error_km2(ground: Ground, area: BaseGeometry) -> float:
    beside_m = measure_length_m(ground.geometry("nll").intersection(area.buffer(1e-7)))
    return beside_m * root_sum(ground.accuracy_m("nll"), coast_accuracy_m(ground)) / 1e6
