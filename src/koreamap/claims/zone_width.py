"""The width of a zone that the map took from an agreement's own words: measuring it tests the drawing only."""

from __future__ import annotations

import numpy as np
import shapely

from koreamap.claims._check import NOT_TESTABLE, Claim, Finding, Record, Reference, Value, conclude
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import measure_area_m2

END_M = 100.0
"""The ends run across, from the line outward: an edge so much nearer than the median is one of them."""


class Given(Record, frozen=True, kw_only=True):
    """The zone and its line; and by how much published lengths of the line spread."""

    zone: str
    line: str
    spread_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from each vertex of the drawn zone to the line."""
    zone = reference.geometry(given.zone)
    distances = find_distances_m(shapely.get_coordinates(zone), read_coast([reference.geometry(given.line)]))
    edge_m = np.median(distances[distances > np.median(distances) - END_M])
    area_km2 = measure_area_m2(zone) / 1e6
    values = [Value("edge_km", edge_m / 1e3), Value("area_km2", area_km2, area_km2 * given.spread_percent / 100)]
    return conclude(claim, NOT_TESTABLE, values)
