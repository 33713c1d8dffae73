"""How much of a parallel lies on either side since the line of 1953."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge_share
from koreamap.claims._front import walk_front
from koreamap.claims._measuring import root_sum
from koreamap.claims._shores import clip_land, dprk_land, rok_land
from koreamap.geometry import measure_length_m

if TYPE_CHECKING:
    from koreamap.claims._front import Front

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
    front = walk_front(reference)
    crossing = int(abs(front.north_km).argmin())
    accuracy_m = reference.accuracy_at_m(given.line, (front.points[crossing, 0], front.points[crossing, 1]))
    error_km = root_sum(accuracy_m, reference.accuracy_m(given.parallel)) / 1e3 * _find_slope(front, crossing)
    error = error_km / (south_km + north_km)
    values = [
        Value("south_km", south_km, error_km),
        Value("north_km", north_km, error_km),
        Value("share_percent", 100 * share, 100 * error),
    ]
    judgement = judge_share(share, share - error, share + error, most=given.most_share, few=given.few_share)
    return conclude(claim, judgement, values, [Drawing("south", south), Drawing("north", north)])


def _find_slope(front: Front, crossing: int) -> float:
    """Return how far the crossing moves along the parallel for a step across it."""
    rows = slice(max(0, crossing - AROUND), crossing + AROUND + 1)
    rise_m = 1e3 * float(np.ptp(front.north_km[rows]))
    return max(1.0, float(front.lengths_m[rows].sum()) / max(rise_m, 1.0))
