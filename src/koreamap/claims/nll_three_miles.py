"""How far the Northern Limit Line runs from each of the five western islands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._check import (
    Claim,
    Drawing,
    Finding,
    Judgement,
    Outcome,
    Plot,
    Record,
    Reference,
    Value,
    conclude,
    judge_count,
    judge_readings,
)
from koreamap.claims._measuring import NM_M, draw_shortest, find_north_deg, root_sum
from koreamap.claims._shores import FIVE, coast_accuracy_m, island_coast
from koreamap.claims._western_line import FIRST, SECOND, find_miles, measure_share, walk
from koreamap.equidistance import find_distances_m, sample_line
from koreamap.geometry import build_geodesic, measure_length_m

if TYPE_CHECKING:
    from collections.abc import Sequence

    from shapely import LineString

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
    """Measure from each island to the line, in any direction and due north, and where three miles is right along it."""
    gaps, norths, drawings = _measure_gaps(reference, FIRST)
    second_gaps, second_norths, _drawings = _measure_gaps(reference, SECOND, "second_")
    readings = {"shortest": gaps, "north": norths, "second_shortest": second_gaps, "second_north": second_norths}
    judgements = {name: _judge(each, given) for name, each in readings.items()}
    counts = {name: _name_right(each, given) for name, each in readings.items()}
    right = counts["shortest"]
    shore_nm = [far for line_id in (FIRST, SECOND) for far in _find_far(reference, given.far_nm, line_id)]
    return conclude(
        claim,
        judge_readings(*judgements.values()),
        [
            *gaps,
            *norths,
            *second_gaps,
            *second_norths,
            *_measure_shares(reference, given),
            *_measure_shares(reference, given, SECOND, "second_"),
        ],
        drawings,
        readings=[
            Outcome(name, Value("islands", len(counts[name]), None, {"which": ", ".join(counts[name])}), each.verdict)
            for name, each in judgements.items()
        ],
        curves=[Plot(name, _count_within(each, given), given.slack_nm) for name, each in readings.items()],
        count=len(right),
        total=len(gaps),
        which=" and ".join(right) or given.none,
        elsewhere=given.far if shore_nm else given.nowhere_far,
        least_nm=min(shore_nm, default=0),
        most_nm=max(shore_nm, default=0),
    )


def _measure_gaps(
    reference: Reference, line_id: str, prefix: str = ""
) -> tuple[list[Value], list[Value], list[Drawing]]:
    """Measure from each island to one reading of the line, by the shortest way and due north, and draw both."""
    points, _lengths = sample_line(reference.geometry(line_id), STEP_M)
    error_nm = root_sum(reference.reading_accuracy_m(line_id), coast_accuracy_m(reference)) / NM_M
    gaps, norths, drawings = [], [], []
    for island in reference.members(FIVE):
        coast = island_coast(reference, island)
        words, way = {"place": reference.title(island)}, _draw_north(reference, island, line_id)
        gap_nm = float(find_distances_m(points, coast).min()) / NM_M
        gaps.append(Value(f"{prefix}gap_nm", gap_nm, error_nm, words))
        norths.append(Value(f"{prefix}north_nm", measure_length_m(way) / NM_M, error_nm, words))
        drawings.append(gaps[-1].draw("stroke", draw_shortest(points, coast)))
        drawings.append(norths[-1].draw("north", way))
    return gaps, norths, drawings


def _draw_north(reference: Reference, island: str, line_id: str) -> LineString:
    """Draw the way due north from an island's northernmost point to the line."""
    vertices = shapely.get_coordinates(reference.geometry(island))
    tip = vertices[[vertices[:, 1].argmax()]]
    lon, lat = (float(value) for value in tip[0])
    return build_geodesic((lon, lat), (lon, lat - float(find_north_deg(tip, reference.geometry(line_id))[0])))


def _name_right(gaps: Sequence[Value], given: Given) -> list[str]:
    return [str(gap.words["place"]) for gap in gaps if abs(gap.value - given.miles_nm) <= given.slack_nm]


def _count_within(gaps: Sequence[Value], given: Given) -> list[tuple[float, float]]:
    """Return for how many islands the distance claimed is right within each slack, as steps."""
    points = [(0.0, 0.0)]
    for count, off in enumerate(sorted(abs(gap.value - given.miles_nm) for gap in gaps), start=1):
        points += [(off, points[-1][1]), (off, float(count))]
    return points


def _judge(gaps: Sequence[Value], given: Given) -> Judgement:
    """Count the gaps within the slack, and those that are or may be so within their errors."""
    off = [(abs(gap.value - given.miles_nm), gap.error or 0.0) for gap in gaps]
    count, sure, possible = (sum(away + sign * error <= given.slack_nm for away, error in off) for sign in (0, 1, -1))
    return judge_count(count, len(gaps), sure, possible)


def _measure_shares(reference: Reference, given: Given, line_id: str = FIRST, prefix: str = "") -> list[Value]:
    """Measure along how much of the line the distance claimed is that to either shore."""
    limits = given.miles_nm, given.slack_nm
    islands, change = measure_share(reference, lambda steps: find_miles(steps.islands_m, *limits), line_id)
    north, north_change = measure_share(reference, lambda steps: find_miles(steps.dprk_m, *limits), line_id)
    words = {"from_nm": given.miles_nm - given.slack_nm, "to_nm": given.miles_nm + given.slack_nm}
    return [
        Value(f"{prefix}islands_percent", 100 * islands, 100 * change, words),
        Value(f"{prefix}dprk_percent", 100 * north, 100 * north_change, words),
    ]


def _find_far(reference: Reference, far_nm: float, line_id: str) -> list[float]:
    """Return how far the line keeps from the DPRK where no island is near, nautical miles."""
    steps = walk(reference, line_id)
    far: list[float] = (steps.dprk_m[steps.islands_m > far_nm * NM_M] / NM_M).tolist()
    return far
