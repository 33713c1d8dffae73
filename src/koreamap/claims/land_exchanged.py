"""Whether the lines of the cease-fire brought back what was before 25 June 1950."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge
from koreamap.claims._measuring import root_sum
from koreamap.claims._occupied import measure_exchanged, measure_land_km2


class Given(Record, frozen=True, kw_only=True):
    """Nothing: what the lines' own accuracy could hide is no change."""


def check(claim: Claim, reference: Reference, given: Given) -> Finding:  # noqa: ARG001 - as every check has it
    """Measure what each side holds beyond 38° N."""
    rok, dprk = measure_exchanged(reference)
    korea_km2 = sum(measure_land_km2(reference))
    share = 100 * (rok.km2 + dprk.km2) / korea_km2
    line_km2 = root_sum(rok.own_km2, dprk.own_km2)
    error = 100 * root_sum(line_km2, rok.shift_km2 - dprk.shift_km2) / korea_km2
    net_error_km2 = root_sum(line_km2, rok.shift_km2 + dprk.shift_km2)
    values = [
        Value("rok_km2", rok.km2, rok.error_km2, {"area": rok.label}),
        Value("dprk_km2", dprk.km2, dprk.error_km2, {"area": dprk.label}),
        Value("net_km2", rok.km2 - dprk.km2, net_error_km2),
        Value("changed_percent", share, error),
        Value("same_percent", 100 - share, error),
    ]
    drawings = [values[0].draw("rok", rok.shape), values[1].draw("dprk", dprk.shape)]
    return conclude(claim, judge(share <= error, is_partly=share < 100 - error), values, drawings)
