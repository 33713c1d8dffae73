"""Whether the lines of the cease-fire brought back what was before 25 June 1950."""

from __future__ import annotations

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge, weigh
from koreamap.claims._measuring import root_sum
from koreamap.claims._occupied import measure_exchanged, measure_land_km2


class Given(Record, frozen=True, kw_only=True):
    """Less than how much of the land counts as none, and how much at most as a part."""

    least_percent: float
    most_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure what each side holds beyond 38° N."""
    rok, dprk = measure_exchanged(reference)
    korea_km2 = sum(measure_land_km2(reference))
    share = 100 * (rok.km2 + dprk.km2) / korea_km2
    error = 100 * root_sum(rok.error_km2, dprk.error_km2) / korea_km2
    values = [
        Value("rok_km2", rok.km2, rok.error_km2, {"area": rok.label}),
        Value("dprk_km2", dprk.km2, dprk.error_km2, {"area": dprk.label}),
        Value("net_km2", rok.km2 - dprk.km2, rok.error_km2 + dprk.error_km2),
        Value("share_percent", share, error),
    ]
    verdicts = [
        judge(each < given.least_percent, is_partly=each <= given.most_percent).verdict
        for each in (share, share - error, share + error)
    ]
    drawings = [values[0].draw("rok", rok.shape), values[1].draw("dprk", dprk.shape)]
    return conclude(claim, weigh(*verdicts), values, drawings)
