"""What a sanctuary behind the parallel would be beside that behind a river north of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._finding import Drawing, Value, conclude
from koreamap.claims._front import NORTH_HALF, PARALLEL
from koreamap.claims._judging import judge
from koreamap.claims._shores import clip_land, dprk_land
from koreamap.geometry import build_geodesic, find_distance_m, measure_area_m2
from koreamap.model import Record

if TYPE_CHECKING:
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding

COASTS = (124.5, 128.5)
"""Degrees east where the parallel meets the land."""


class Given(Record, frozen=True, kw_only=True):
    """Both."""

    river: str
    parallel: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the parallel to the river along the meridian, and the land between."""
    river = shapely.get_coordinates(reference.geometry(given.river))
    bends = [tuple(map(float, river[row])) for row in (river[:, 1].argmin(), river[:, 1].argmax())]
    near_km, far_km = (find_distance_m((lon, PARALLEL), (lon, lat)) / 1e3 for lon, lat in bends)
    near, far = (build_geodesic((lon, PARALLEL), (lon, lat)) for lon, lat in bends)
    error_km = reference.error_m(given.parallel, given.river) / 1e3
    width_km = find_distance_m(*((lon, PARALLEL) for lon in COASTS)) / 1e3
    beyond_km2 = measure_area_m2(clip_land(dprk_land(reference), NORTH_HALF)) / 1e6
    values = [
        Value("near_km", near_km, error_km),
        Value("far_km", far_km, error_km),
        Value("beyond_km2", beyond_km2, error_km * width_km),
    ]
    is_north = bool((river[:, 1] > PARALLEL).all())
    judgement = judge(is_north, is_unsure=is_north and near_km <= error_km)
    return conclude(claim, judgement, values, [Drawing("near", near), Drawing("far", far)])
