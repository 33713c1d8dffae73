"""Whether the Northern Limit Line can be three miles off the islands and equidistant at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge_share
from koreamap.claims._western_line import draw_stretches, find_equidistant, find_miles, measure_share, walk

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from koreamap.claims._western_line import Walk


class Given(Record, frozen=True, kw_only=True):
    """Both rules' limits; and how much of the line is most, or few, of it."""

    equal_share: float
    miles_nm: float
    slack_nm: float
    most_share: float
    few_share: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Ask both at every 500 m of the line."""

    def holds(steps: Walk) -> NDArray[bool_]:
        near = find_miles(steps.islands_m, given.miles_nm, given.slack_nm)
        return find_equidistant(steps, given.equal_share) & near

    share, spread = measure_share(reference, holds)
    judgement = judge_share(share, share - spread, share + spread, most=given.most_share, few=given.few_share)
    stretches = draw_stretches(reference, holds(walk(reference)))
    drawings = [] if stretches is None else [Drawing("stretches", stretches)]
    return conclude(claim, judgement, [Value("share_percent", 100 * share, 100 * spread)], drawings)
