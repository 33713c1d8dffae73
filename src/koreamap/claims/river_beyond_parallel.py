"""What a sanctuary behind the parallel would be beside that behind a river north of it."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge
from koreamap.claims._front import NORTH_HALF, PARALLEL, draw_meridian, find_north_km
from koreamap.claims._shores import clip_land, dprk_land
from koreamap.geometry import find_distance_m, measure_area_m2

COASTS = (124.5, 128.5)
"""Degrees east where the parallel meets the land."""


class Given(Record, frozen=True, kw_only=True):
    """Both."""

    river: str
    parallel: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the parallel to the river along the meridian, and the land between."""
    river = shapely.get_coordinates(reference.geometry(given.river))
    bends = {"near": river[river[:, 1].argmin()], "far": river[river[:, 1].argmax()]}
    error_km = reference.error_m(given.parallel, given.river) / 1e3
    width_km = find_distance_m(*((lon, PARALLEL) for lon in COASTS)) / 1e3
    beyond_km2 = measure_area_m2(clip_land(dprk_land(reference), NORTH_HALF)) / 1e6
    near, far = (Value(f"{name}_km", find_north_km(*bend), error_km) for name, bend in bends.items())
    return conclude(
        claim,
        judge(near.value > 0, is_unsure=0 < near.value <= error_km),
        [near, far, Value("beyond_km2", beyond_km2, error_km * width_km)],
        [Drawing(name, draw_meridian(*bend)) for name, bend in bends.items()],
    )
