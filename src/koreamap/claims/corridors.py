"""Corridors through a zone, one in the west and one in the east, and where they lead."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Finding, Record, Reference, Value, conclude, judge
from koreamap.claims._shores import dprk_land
from koreamap.geometry import measure_length_m

HALF_PERCENT = 50.0
"""Of the line, and of its markers: west and east of the middle."""


class Given(Record, frozen=True, kw_only=True):
    """The line and its markers; each corridor from west to east, by its first and last marker, with its goal; words."""

    line: str
    last_marker: int
    markers: dict[str, tuple[float, float]]
    leads_to: dict[str, str]
    true: str
    untrue: str


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Find where each corridor's markers stand, where it meets the line, and how far beyond the line its goal lies."""
    markers = [_place(reference, corridor, given) for corridor in given.leads_to]
    crossings = [_cross(reference, corridor, given.line) for corridor in given.leads_to]
    gaps = [_measure(reference, site, given.line) for site in given.leads_to.values()]
    west, east = (each.value for each in markers)
    is_true = west < HALF_PERCENT < east and all(gap.value > 0 for gap in gaps)
    return conclude(
        claim,
        judge(is_true, is_partly=True, is_unsure=not all(gap.value > (gap.error or 0) for gap in gaps)),
        [value for each in zip(markers, crossings, gaps, strict=True) for value in each],
        [gap.draw("site", reference.geometry(site)) for gap, site in zip(gaps, given.leads_to.values(), strict=True)],
        where=given.true if is_true else given.untrue,
    )


def _place(reference: Reference, corridor: str, given: Given) -> Value:
    """Take the middle of a corridor's markers as a share of all of the line's."""
    first, last = given.markers[corridor]
    scale = 100 / given.last_marker
    title = {"place": reference.title(corridor)}
    return Value("marker_percent", scale * (first + last) / 2, scale * (last - first) / 2, title)


def _cross(reference: Reference, corridor: str, line_id: str) -> Value:
    """Measure how far along the line a corridor meets it; a half of the way where it does not."""
    line = reference.geometry(line_id)
    met = shapely.get_parts(reference.geometry(corridor).intersection(line))
    share = float(line.project(met[0], normalized=True)) if len(met) else 0.5
    error = reference.accuracy_m(corridor) / measure_length_m(line)
    return Value("crossing_percent", 100 * share, 100 * error, {"place": reference.title(corridor)})


def _measure(reference: Reference, site: str, line: str) -> Value:
    is_beyond = dprk_land(reference)[0].contains(reference.geometry(site))
    gap_km = reference.distance_km(site, line) * (1 if is_beyond else -1)
    return Value("beyond_km", gap_km, reference.gap_error_m(site, line) / 1e3, {"place": reference.title(site)})
