"""Whether islands lay on the southern side when 38° N still parted Korea."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, count_words, judge_sides
from koreamap.claims._front import PARALLEL, find_north_km
from koreamap.geometry import build_geodesic


class Given(Record, frozen=True, kw_only=True):
    """The group of islands, what they are called when counted, and the parallel."""

    islands: str
    counted: str
    parallel: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from each island's northernmost vertex to the parallel."""
    values, drawings = [], []
    for island in reference.members(given.islands):
        lon, lat = _find_tip(reference, island)
        gap_km = -find_north_km(lon, lat)
        error_km = reference.error_m(given.parallel, island) / 1e3
        values.append(Value("gap_km", gap_km, error_km, {"place": reference.title(island)}))
        drawings.append(values[-1].draw("stroke", build_geodesic((lon, lat), (lon, PARALLEL))))
    judgement, count = judge_sides(values)
    which = count_words(count, len(values), given.counted)
    return conclude(claim, judgement, values, drawings, count=count, total=len(values), which=which)


def _find_tip(reference: Reference, island: str) -> tuple[float, float]:
    vertices = shapely.get_coordinates(reference.geometry(island))
    lon, lat = vertices[vertices[:, 1].argmax()]
    return float(lon), float(lat)
