"""Whether a line over land ends at the coast, and how far off the next line, at sea, begins."""

from __future__ import annotations

import shapely

from koreamap.claims._check import Claim, Drawing, Finding, Record, Reference, Value, conclude, judge
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import build_geodesic, find_distance_m

COASTS = (126.0, 37.4, 128.8, 38.9)
"""West, south, east, north, degrees: the shores near both ends."""


class Given(Record, frozen=True, kw_only=True):
    """The line on land, that at sea in both its readings, and the other side's.

    And, as (lon, lat), where the rivers meet below the first one's western end.
    """

    line: str
    next: str
    second: str
    rival: str
    confluence: tuple[float, float]


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the line's ends to the coast, and from its western end to where the sea's own line begins."""
    ends = shapely.get_coordinates(reference.geometry(given.line))[[0, -1]]
    west_km, east_km = find_distances_m(ends, read_coast([reference.land[0]], COASTS)) / 1e3
    west = (float(ends[0, 0]), float(ends[0, 1]))
    west_error_km, east_error_km = (reference.accuracy_at_m(given.line, (lon, lat)) / 1e3 for lon, lat in ends)
    values = [
        Value("west_km", west_km, west_error_km),
        Value("east_km", east_km, east_error_km),
        Value("upriver_km", find_distance_m(west, given.confluence) / 1e3, west_error_km),
    ]
    gaps = {"open_km": given.next, "second_open_km": given.second, "rival_open_km": given.rival}
    starts = {name: _find_start(reference, line) for name, line in gaps.items()}
    values += [
        Value(name, find_distance_m(west, starts[name]) / 1e3,
              west_error_km + reference.reading_accuracy_m(line) / 1e3) for name, line in gaps.items()
    ]  # fmt: skip
    is_near = west_km <= west_error_km and east_km <= east_error_km
    return conclude(claim, judge(is_near), values, [Drawing("gap", build_geodesic(west, starts["open_km"]))])


def _find_start(reference: Reference, line: str) -> tuple[float, float]:
    """Return the eastern end of a line."""
    ends = shapely.get_coordinates(reference.geometry(line))[[0, -1]]
    return max((float(lon), float(lat)) for lon, lat in ends)
