"""Whether islands lie wholly on the southern side of a line at sea."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, count_words, judge_sides
from koreamap.claims._measuring import NM_M, find_north_deg, root_sum
from koreamap.claims._shores import coast_accuracy_m, island_coast
from koreamap.equidistance import find_distances_m, sample_line

STEP_M = 50.0


class Given(Record, frozen=True, kw_only=True):
    """The group of islands, what they are called when counted, and the line."""

    islands: str
    counted: str
    line: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare each vertex of each coast with the line at its longitude, and measure the gap."""
    line = reference.geometry(given.line)
    points, _lengths = sample_line(line, STEP_M)
    values, drawings = [], []
    for island in reference.members(given.islands):
        gap_m = float(find_distances_m(points, island_coast(reference, island)).min())
        is_south = (find_north_deg(shapely.get_coordinates(reference.geometry(island)), line) < 0).all()
        error_nm = root_sum(reference.accuracy_m(given.line), coast_accuracy_m(reference)) / NM_M
        values.append(
            Value("gap_nm", (gap_m if is_south else -gap_m) / NM_M, error_nm, {"place": reference.title(island)})
        )
        drawings.append(values[-1].draw("island", reference.geometry(island).representative_point()))
    judgement, count = judge_sides(values)
    which = count_words(count, len(values), given.counted)
    return conclude(claim, judgement, values, drawings, count=count, total=len(values), which=which)
