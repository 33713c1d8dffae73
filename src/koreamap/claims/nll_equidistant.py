"""Whether the Northern Limit Line is as far from the five islands as from the land of the North."""

from __future__ import annotations

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge_share
from koreamap.claims._measuring import find_share
from koreamap.claims._median import draw_areas, draw_median
from koreamap.claims._western_line import draw_stretches, find_equidistant, measure_share, walk


class Given(Record, frozen=True, kw_only=True):
    """What share of their mean two equal distances may differ by, others beside it; and most, or few, of the line."""

    equal_share: float
    beside_shares: tuple[float, ...]
    most_share: float
    few_share: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare both distances along the whole line, and draw the true median line beside it."""
    steps = walk(reference)
    share, spread = _measure(reference, given.equal_share)
    values = [Value("share_percent", 100 * share, 100 * spread, {"limit": given.equal_share})]
    for limit in given.beside_shares:
        beside, change = _measure(reference, limit)
        values.append(Value("beside_percent", 100 * beside, 100 * change, {"limit": limit}))
    waters = [Value("water_km2", area.km2, area.error_km2, {"area": area.label}) for area in draw_areas(reference)]
    holds = draw_stretches(reference, find_equidistant(steps, given.equal_share))
    drawings = [
        *([] if holds is None else [Drawing("stretches", holds)]),
        Drawing("median_of_five", draw_median(reference, only_five=True)),
        Drawing("median_of_all", draw_median(reference, only_five=False)),
        *(water.draw("water", area.shape) for water, area in zip(waters, draw_areas(reference), strict=True)),
    ]
    judgement = judge_share(share, share - spread, share + spread, most=given.most_share, few=given.few_share)
    nearer = find_share(steps.dprk_m < steps.islands_m, steps.lengths_m)
    return conclude(claim, judgement, [*values, *waters], drawings, nearer_percent=100 * nearer)


def _measure(reference: Reference, limit: float) -> tuple[float, float]:
    return measure_share(reference, lambda steps: find_equidistant(steps, limit))
