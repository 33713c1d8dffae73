"""Whether the Northern Limit Line is as far from the five islands as from the land of the North."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._check import (
    Claim,
    Drawing,
    Finding,
    Plot,
    Record,
    Reference,
    Value,
    conclude,
    judge_share,
)
from koreamap.claims._measuring import find_share
from koreamap.claims._median import draw_areas, draw_median
from koreamap.claims._western_line import draw_stretches, find_equidistant, find_miles, measure_share, walk

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from koreamap.claims._western_line import Walk

STEPS_PERCENT = range(101)
"""Points of the curve."""


class Given(Record, frozen=True, kw_only=True):
    """What share of their mean two equal distances may differ by; and most, or few, of the line.

    And the other distance that is claimed, with its slack: both together are told, not judged.
    """

    equal_share: float
    most_share: float
    few_share: float
    miles_nm: float
    slack_nm: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare both distances along the whole line, and draw the true median line beside it."""
    steps = walk(reference)
    share, spread = measure_share(reference, lambda steps: find_equidistant(steps, given.equal_share))
    both, change = measure_share(reference, lambda steps: _find_both(steps, given))
    values = [Value("share_percent", 100 * share, 100 * spread), Value("both_percent", 100 * both, 100 * change)]
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
    curves = [Plot("share", _draw_curve(steps), 100 * given.equal_share)]
    return conclude(claim, judgement, [*values, *waters], drawings, curves=curves, nearer_percent=100 * nearer)


def _find_both(steps: Walk, given: Given) -> NDArray[np.bool_]:
    near = find_miles(steps.islands_m, given.miles_nm, given.slack_nm)
    return find_equidistant(steps, given.equal_share) & near


def _draw_curve(steps: Walk) -> list[tuple[float, float]]:
    """Return the share of the line, per cent, that is equidistant within each per cent of the mean distance."""
    shares = (find_share(find_equidistant(steps, limit / 100), steps.lengths_m) for limit in STEPS_PERCENT)
    return [(float(limit), 100 * share) for limit, share in zip(STEPS_PERCENT, shares, strict=True)]
