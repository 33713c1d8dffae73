"""Whether the Northern Limit Line is as far from the five islands as from the land of the DPRK."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._check import (
    Claim,
    Drawing,
    Finding,
    Judgement,
    Plot,
    Record,
    Reference,
    Value,
    conclude,
    judge_readings,
    judge_share,
)
from koreamap.claims._measuring import NM_M, find_share, root_sum
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


_READINGS = {FIRST: "", SECOND: "second_"}
"""Reading of the line -> how the names of what is measured from it begin."""


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Compare both distances along the whole line, as each of its readings draws it, and draw the true median line."""
    shares = [_measure_shares(reference, given, line_id) for line_id in _READINGS]
    waters = [_draw_waters(reference, line_id) for line_id in _READINGS]
    drawings = [
        *(drawing for line_id in _READINGS for drawing in _draw_holds(reference, given, line_id)),
        Drawing("median_of_five", draw_median(reference, only_five=True)),
        Drawing("median_of_all", draw_median(reference, only_five=False)),
        *(drawing for _values, drawn in waters for drawing in drawn),
    ]
    curves = [
        Plot(f"{prefix}share", _draw_curve(walk(reference, line_id)), 100 * given.equal_share)
        for line_id, prefix in _READINGS.items()
    ]
    return conclude(
        claim,
        judge_readings(*(_judge(share, given) for share, *_others in shares)),
        [
            *(each for found in shares for each in found),
            *_measure_second_point(reference, given.islet),
            *(each for found, _ in waters for each in found),
        ],
        drawings,
        curves=curves,
        nearer_percent=_find_nearer(walk(reference, FIRST)),
        second_nearer_percent=_find_nearer(walk(reference, SECOND)),
    )


def _measure_shares(reference: Reference, given: Given, line_id: str) -> list[Value]:
    """Measure along how much of the line it is equidistant, and so many miles off an island as well."""
    prefix = _READINGS[line_id]
    holds = {
        f"{prefix}share_percent": lambda steps: find_equidistant(steps, given.equal_share),
        f"{prefix}both_percent": lambda steps: _find_both(steps, given),
    }
    found = {name: measure_share(reference, hold, line_id) for name, hold in holds.items()}
    return [Value(name, 100 * share, 100 * change) for name, (share, change) in found.items()]


def _judge(share: Value, given: Given) -> Judgement:
    value, off = share.value / 100, (share.error or 0) / 100
    return judge_share(value, value - off, value + off, most=given.most_share, few=given.few_share)


def _find_nearer(steps: Walk) -> float:
    """Return along how much of the line northern land is nearer than any of the islands, per cent."""
    return 100 * find_share(steps.dprk_m < steps.islands_m, steps.lengths_m)


def _draw_holds(reference: Reference, given: Given, line_id: str) -> list[Drawing]:
    """Draw the stretches on which the line is equidistant, if there are any."""
    holds = draw_stretches(reference, find_equidistant(walk(reference, line_id), given.equal_share), line_id)
    return [] if holds is None else [Drawing(f"{_READINGS[line_id]}stretches", holds)]


def _draw_waters(reference: Reference, line_id: str) -> tuple[list[Value], list[Drawing]]:
    """Measure and draw the water between the line and the median of all shores."""
    areas, name = draw_areas(reference, line_id), f"{_READINGS[line_id]}water"
    values = [Value(f"{name}_km2", area.km2, area.error_km2, {"area": area.label}) for area in areas]
    return values, [value.draw(name, area.shape) for value, area in zip(values, areas, strict=True)]


def _measure_second_point(reference: Reference, islet: str) -> list[Value]:
    """Measure from the line's second point from the east to northern land, with an islet and without it."""
    middle = reference.geometry(islet).representative_point()
    others = read_coast([part for part in dprk_land(reference) if not part.contains(middle)], SEA_WINDOW)
    coasts, values = {"with_islet_nm": dprk_coast(reference), "without_islet_nm": others}, []
    for line_id, prefix in _READINGS.items():
        point = shapely.get_coordinates(reference.geometry(line_id))[[1]]
        error_nm = root_sum(reference.reading_accuracy_m(line_id), reference.accuracy_m(islet)) / NM_M
        words = {"islet": reference.title(islet)}
        values += [
            Value(f"{prefix}{name}", float(find_distances_m(point, coast)[0]) / NM_M, error_nm, words)
            for name, coast in coasts.items()
        ]
    return values


def _find_both(steps: Walk, given: Given) -> NDArray[np.bool_]:
    near = find_miles(steps.islands_m, given.miles_nm, given.slack_nm)
    return find_equidistant(steps, given.equal_share) & near


def _draw_curve(steps: Walk) -> list[tuple[float, float]]:
    """Return the share of the line, per cent, that is equidistant within each per cent of the mean distance."""
    shares = (find_share(find_equidistant(steps, limit / 100), steps.lengths_m) for limit in STEPS_PERCENT)
    return [(float(limit), 100 * share) for limit, share in zip(STEPS_PERCENT, shares, strict=True)]
