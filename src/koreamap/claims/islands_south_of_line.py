"""Whether islands lie wholly on the southern side of a line at sea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._finding import Value, conclude
from koreamap.claims._judging import count_words, judge_sides
from koreamap.claims._measuring import NM_M
from koreamap.claims._shores import island_coast
from koreamap.equidistance import find_distances_m, sample_line
from koreamap.model import Record

if TYPE_CHECKING:
    from koreamap.claims._reference import Reference
    from koreamap.model import Claim, Finding

STEP_M = 50.0


class Given(Record, frozen=True, kw_only=True):
    """The group of islands, what they are called when counted, and the line."""

    islands: str
    counted: str
    line: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare each vertex of each coast with the line at its longitude, and measure the gap."""
    points, _lengths = sample_line(reference.geometry(given.line), STEP_M)
    values, drawings = [], []
    for island in reference.members(given.islands):
        gap_m = float(find_distances_m(points, island_coast(reference, island)).min())
        gap_m *= 1 if _is_south(reference, island, given.line) else -1
        error_nm = reference.error_m(given.line, island) / NM_M
        values.append(Value("gap_nm", gap_m / NM_M, error_nm, {"place": reference.title(island)}))
        drawings.append(values[-1].draw("island", reference.geometry(island).representative_point()))
    judgement, count = judge_sides(values)
    which = count_words(count, len(values), given.counted)
    return conclude(claim, judgement, values, drawings, count=count, total=len(values), which=which)


def _is_south(reference: Reference, island: str, line: str) -> bool:
    shore, course = (shapely.get_coordinates(reference.geometry(each)) for each in (island, line))
    course = course[course[:, 0].argsort()]
    return bool((shore[:, 1] < np.interp(shore[:, 0], *course.T)).all())
