"""How far the Northern Limit Line runs from each of the five western islands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._check import Claim, Finding, Judgement, Record, Reference, Value, conclude, judge_count
from koreamap.claims._measuring import NM_M, draw_shortest
from koreamap.claims._shores import FIVE, island_coast
from koreamap.claims._western_line import find_miles, measure_share, walk
from koreamap.equidistance import find_distances_m, sample_line

if TYPE_CHECKING:
    from collections.abc import Sequence


STEP_M = 50.0


class Given(Record, frozen=True, kw_only=True):
    """The distance claimed and its slack; beyond what distance no island is near, and words for what is so or not."""

    miles_nm: float
    slack_nm: float
    none: str
    far_nm: float
    far: str
    nowhere_far: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from each island to the nearest point of the line, and along how much of it three miles is right."""
    points, _lengths = sample_line(reference.geometry("nll"), STEP_M)
    values, drawings = [], []
    for island in reference.members(FIVE):
        coast, error_nm = island_coast(reference, island), reference.error_m("nll", island) / NM_M
        gap_nm = float(find_distances_m(points, coast).min()) / NM_M
        values.append(Value("gap_nm", gap_nm, error_nm, {"place": reference.title(island)}))
        drawings.append(values[-1].draw("stroke", draw_shortest(points, coast)))
    shore_nm = _find_far(reference, given.far_nm)
    right = [str(gap.words["place"]) for gap in values if abs(gap.value - given.miles_nm) <= given.slack_nm]
    return conclude(
        claim,
        _judge(values, given),
        [*values, *_measure_shares(reference, given)],
        drawings,
        count=len(right),
        total=len(values),
        which=" and ".join(right) or given.none,
        elsewhere=given.far if len(shore_nm) else given.nowhere_far,
        least_nm=min(shore_nm, default=0),
        most_nm=max(shore_nm, default=0),
    )


def _judge(gaps: Sequence[Value], given: Given) -> Judgement:
    """Count the gaps within the slack, and those that are or may be so within their errors."""
    off = [(abs(gap.value - given.miles_nm), gap.error or 0.0) for gap in gaps]
    count, sure, possible = (sum(away + sign * error <= given.slack_nm for away, error in off) for sign in (0, 1, -1))
    return judge_count(count, len(gaps), sure, possible)


def _measure_shares(reference: Reference, given: Given) -> list[Value]:
    """Measure along how much of the line the distance claimed is that to either shore."""
    limits = given.miles_nm, given.slack_nm
    islands, change = measure_share(reference, lambda steps: find_miles(steps.islands_m, *limits))
    north, north_change = measure_share(reference, lambda steps: find_miles(steps.dprk_m, *limits))
    words = {"from_nm": given.miles_nm - given.slack_nm, "to_nm": given.miles_nm + given.slack_nm}
    return [
        Value("islands_percent", 100 * islands, 100 * change, words),
        Value("dprk_percent", 100 * north, 100 * north_change, words),
    ]


def _find_far(reference: Reference, far_nm: float) -> list[float]:
    """Return how far the line keeps from the North where no island is near, nautical miles."""
    steps = walk(reference)
    far: list[float] = (steps.dprk_m[steps.islands_m > far_nm * NM_M] / NM_M).tolist()
    return far
