"""Whether the North borders on both China and Russia."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge
from koreamap.geometry import measure_length_m
from koreamap.layers._land import read_border


class Given(Record, frozen=True, kw_only=True):
    """How long a border must be to be one, and how well its length is known."""

    least_km: float
    error_percent: float


def check(claim: Claim, _reference: Reference, given: Given) -> Finding:
    """Measure both borders."""
    china, russia = read_border()
    lengths = {"china": measure_length_m(china) / 1e3, "russia": measure_length_m(russia) / 1e3}
    return conclude(
        claim,
        judge(all(length > given.least_km for length in lengths.values())),
        [Value(f"{state}_km", length, length * given.error_percent / 100) for state, length in lengths.items()],
        [Drawing("china", china), Drawing("russia", russia), Drawing("end", shapely.Point(russia.coords[0]))],
    )
