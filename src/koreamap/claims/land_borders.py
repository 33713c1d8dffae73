"""Whether the DPRK borders on both China and Russia."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge
from koreamap.geometry import measure_length_m
from koreamap.layers._land import read_border


class Given(Record, frozen=True, kw_only=True):
    """The rivers along which the borders run, and how well a length is known."""

    rivers: dict[str, str]
    error_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure both borders."""
    china, russia = read_border()
    lengths = {"china": measure_length_m(china) / 1e3, "russia": measure_length_m(russia) / 1e3}
    are_real = [length > reference.accuracy_m(given.rivers[state]) / 1e3 for state, length in lengths.items()]
    return conclude(
        claim,
        judge(all(are_real), is_partly=any(are_real)),
        [Value(f"{state}_km", length, length * given.error_percent / 100) for state, length in lengths.items()],
        [Drawing("china", china), Drawing("russia", russia), Drawing("end", shapely.Point(russia.coords[0]))],
    )
