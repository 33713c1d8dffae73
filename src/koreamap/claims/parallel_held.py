"""How much of a parallel lies on either side since the line of 1953."""

from __future__ import annotations

import numpy as np
import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge_share
from koreamap.claims._front import walk_front
from koreamap.claims._shores import clip_land, dprk_land, rok_land
from koreamap.geometry import measure_length_m

AROUND = 2
"""Steps of 500 m to each side of the crossing, over which the line's slope is taken."""


class Given(Record, frozen=True, kw_only=True):
    """The parallel and the line; and how much of the parallel is most, or few, of it."""

    parallel: str
    line: str
    most_share: float
    few_share: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure how much of the parallel over land each side holds."""
    parallel = reference.geometry(given.parallel)
    south, north = (shapely.line_merge(clip_land(land(reference), parallel)) for land in (rok_land, dprk_land))
    south_km, north_km = (measure_length_m(line) / 1e3 for line in (south, north))
    share = south_km / (south_km + north_km)
    error_km = reference.error_m(given.line, given.parallel) / 1e3 * _find_slope(reference)
    error = error_km / (south_km + north_km)
    values = [
        Value("south_km", south_km, error_km),
        Value("north_km", north_km, error_km),
        Value("share_percent", 100 * share, 100 * error),
    ]
    judgement = judge_share(share, share - error, share + error, most=given.most_share, few=given.few_share)
    return conclude(claim, judgement, values, [Drawing("south", south), Drawing("north", north)])


def _find_slope(reference: Reference) -> float:
    """Return how far the crossing moves along the parallel for a step across it."""
    front = walk_front(reference)
    row = int(abs(front.north_km).argmin())
    rows = slice(max(0, row - AROUND), row + AROUND + 1)
    rise_m = 1e3 * float(np.ptp(front.north_km[rows]))
    return max(1.0, float(front.lengths_m[rows].sum()) / max(rise_m, 1.0))
