"""Whether the Northern Limit Line is as far from the five islands as from the land of the DPRK."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._check import (
    Claim,
    Drawing,
    Finding,
    Plot,
    Record,
    Reference,
    Value,
    conclude,
    judge_readings,
    judge_share,
)
from koreamap.claims._measuring import NM_M, find_share
from koreamap.claims._median import draw_areas, draw_median
from koreamap.claims._shores import SEA_WINDOW, dprk_coast, dprk_land
from koreamap.claims._western_line import (
    FIRST,
    SECOND,
    draw_stretches,
    find_equidistant,
    find_miles,
    measure_share,
    walk,
)
from koreamap.equidistance import find_distances_m, read_coast

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from koreamap.claims._western_line import Walk

STEPS_PERCENT = range(101)
"""Points of the curve."""


class Given(Record, frozen=True, kw_only=True):
    """What share of their mean two equal distances may differ by; and most, or few, of the line.

    And the other distance that is claimed, with its slack: both together are told, not judged. And the islet on which
    the distance of the line's second point from northern land hangs.
    """

    equal_share: float
    most_share: float
    few_share: float
    miles_nm: float
    slack_nm: float
    islet: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare both distances along the whole line, and draw the true median line beside it."""
    steps = walk(reference)
    share, spread = measure_share(reference, lambda steps: find_equidistant(steps, given.equal_share))
    second, second_spread = measure_share(reference, lambda steps: find_equidistant(steps, given.equal_share), SECOND)
    both, change = measure_share(reference, lambda steps: _find_both(steps, given))
    values = [
        Value("share_percent", 100 * share, 100 * spread),
        Value("second_percent", 100 * second, 100 * second_spread),
        Value("both_percent", 100 * both, 100 * change),
        *_measure_second_point(reference, given.islet),
    ]
    waters = [Value("water_km2", area.km2, area.error_km2, {"area": area.label}) for area in draw_areas(reference)]
    holds = draw_stretches(reference, find_equidistant(steps, given.equal_share))
    drawings = [
        *([] if holds is None else [Drawing("stretches", holds)]),
        Drawing("median_of_five", draw_median(reference, only_five=True)),
        Drawing("median_of_all", draw_median(reference, only_five=False)),
        *(water.draw("water", area.shape) for water, area in zip(waters, draw_areas(reference), strict=True)),
    ]
    judgement = judge_readings(
        *(
            judge_share(each, each - off, each + off, most=given.most_share, few=given.few_share)
            for each, off in ((share, spread), (second, second_spread))
        )
    )
    nearer = find_share(steps.dprk_m < steps.islands_m, steps.lengths_m)
    curves = [Plot("share", _draw_curve(steps), 100 * given.equal_share)]
    return conclude(claim, judgement, [*values, *waters], drawings, curves=curves, nearer_percent=100 * nearer)


def _measure_second_point(reference: Reference, islet: str) -> list[Value]:
    """Measure from the line's second point from the east to northern land, with an islet and without it."""
    point, error_nm = shapely.get_coordinates(reference.geometry(FIRST))[[1]], reference.error_m(FIRST, islet) / NM_M
    middle = reference.geometry(islet).representative_point()
    others = read_coast([part for part in dprk_land(reference) if not part.contains(middle)], SEA_WINDOW)
    words = {"islet": reference.title(islet)}
    return [
        Value(name, float(find_distances_m(point, coast)[0]) / NM_M, error_nm, words)
        for name, coast in (("with_islet_nm", dprk_coast(reference)), ("without_islet_nm", others))
    ]


def _find_both(steps: Walk, given: Given) -> NDArray[np.bool_]:
    near = find_miles(steps.islands_m, given.miles_nm, given.slack_nm)
    return find_equidistant(steps, given.equal_share) & near


def _draw_curve(steps: Walk) -> list[tuple[float, float]]:
    """Return the share of the line, per cent, that is equidistant within each per cent of the mean distance."""
    shares = (find_share(find_equidistant(steps, limit / 100), steps.lengths_m) for limit in STEPS_PERCENT)
    return [(float(limit), 100 * share) for limit, share in zip(STEPS_PERCENT, shares, strict=True)]
