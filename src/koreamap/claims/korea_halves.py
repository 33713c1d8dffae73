"""How much of Korea "all of Korea" adds to the land south of the parallel."""

from __future__ import annotations

from koreamap.claims._check import NOT_TESTABLE, Claim, Finding, Record, Reference, Value, conclude
from koreamap.claims._measuring import root_sum
from koreamap.claims._occupied import measure_exchanged, measure_land_km2


class Given(Record, frozen=True, kw_only=True):
    """How well the whole land's area is known."""

    coast_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure Korea's land on both sides of the parallel."""
    north, south = measure_exchanged(reference)
    dprk_km2, rok_km2 = measure_land_km2(reference)
    korea = dprk_km2 + rok_km2
    beyond = dprk_km2 - south.km2 + north.km2
    parallel_error, line_error = north.shift_km2 + south.shift_km2, root_sum(north.own_km2, south.own_km2)
    values = [
        Value("korea_km2", korea, korea * given.coast_percent / 100),
        Value("north_percent", 100 * beyond / korea, 100 * parallel_error / korea),
        Value("held_percent", 100 * dprk_km2 / korea, 100 * line_error / korea),
    ]
    return conclude(claim, NOT_TESTABLE, values)
