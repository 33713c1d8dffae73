"""Whether a zone is as wide as a document says: by published limits of it; what this map drew itself is no test."""

from __future__ import annotations

import numpy as np
import shapely

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge_count
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import measure_area_m2

END_M = 100.0
"""The ends run across, from the line outward: an edge so much nearer than the median is one of them."""


class Given(Record, frozen=True, kw_only=True):
    """The zone as drawn and its line, the half width claimed, and how far published limits run from their line.

    These by side, metres: the mean between the bounds of the middle nine tenths. And by how much published lengths of
    the line spread.
    """

    zone: str
    line: str
    half_width_km: float
    published_m: dict[str, tuple[float, float, float]]
    spread_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Ask of each published limit whether the width claimed lies where nine tenths of it do; measure the drawn zone."""
    zone = reference.geometry(given.zone)
    distances = find_distances_m(shapely.get_coordinates(zone), read_coast([reference.geometry(given.line)]))
    edge_m = np.median(distances[distances > np.median(distances) - END_M])
    area_km2 = measure_area_m2(zone) / 1e6
    values = [
        *(_to_value(side, *limit_m) for side, limit_m in given.published_m.items()),
        Value("edge_km", edge_m / 1e3),
        Value("area_km2", area_km2, area_km2 * given.spread_percent / 100),
    ]
    width_m = 1e3 * given.half_width_km
    count = sum(low_m <= width_m <= high_m for low_m, _mean_m, high_m in given.published_m.values())
    means = [mean_m / 1e3 for _low_m, mean_m, _high_m in given.published_m.values()]
    judgement = judge_count(count, len(given.published_m))
    return conclude(claim, judgement, values, count=count, least_mean_km=min(means), most_mean_km=max(means))


def _to_value(side: str, low_m: float, mean_m: float, high_m: float) -> Value:
    return Value("limit_km", mean_m / 1e3, words={"side": side, "low_km": low_m / 1e3, "high_km": high_m / 1e3})
