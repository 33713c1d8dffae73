"""Whether islands lie wholly on the southern side of a line at sea."""

from __future__ import annotations

import shapely

from koreamap.claims._check import (
    Claim,
    Finding,
    Record,
    Reference,
    Value,
    conclude,
    count_words,
    judge_readings,
    judge_sides,
)
from koreamap.claims._measuring import NM_M, find_north_deg, root_sum
from koreamap.claims._shores import coast_accuracy_m, island_coast
from koreamap.equidistance import find_distances_m, sample_line

STEP_M = 50.0


class Given(Record, frozen=True, kw_only=True):
    """The group of islands, what they are called when counted, the line, and its second reading."""

    islands: str
    counted: str
    line: str
    second: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare each vertex of each coast with the line at its longitude, and measure the gap."""
    values = _measure(reference, given.islands, given.line, "gap_nm")
    second = _measure(reference, given.islands, given.second, "second_gap_nm")
    drawings = [
        value.draw("island", reference.geometry(island).representative_point())
        for value, island in zip(values, reference.members(given.islands), strict=True)
    ]
    (judgement, count), (other, _count) = judge_sides(values), judge_sides(second)
    which = count_words(count, len(values), given.counted)
    both = judge_readings(judgement, other)
    return conclude(claim, both, [*values, *second], drawings, count=count, total=len(values), which=which)


def _measure(reference: Reference, islands: str, line_id: str, name: str) -> list[Value]:
    """Measure how far south of a line each island stays; less than 0 where a part of it does not."""
    line, values = reference.geometry(line_id), []
    points, _lengths = sample_line(line, STEP_M)
    error_nm = root_sum(reference.reading_accuracy_m(line_id), coast_accuracy_m(reference)) / NM_M
    for island in reference.members(islands):
        gap_m = float(find_distances_m(points, island_coast(reference, island)).min())
        is_south = (find_north_deg(shapely.get_coordinates(reference.geometry(island)), line) < 0).all()
        values.append(Value(name, (gap_m if is_south else -gap_m) / NM_M, error_nm, {"place": reference.title(island)}))
    return values
