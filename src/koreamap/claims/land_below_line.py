"""The DPRK's land below a line through two cities, to lay beside what is said to stand there."""

from __future__ import annotations

import shapely

from koreamap.claims._check import NOT_TESTABLE, Claim, Drawing, Finding, Record, Reference, Value, conclude
from koreamap.claims._shores import clip_land, dprk_land
from koreamap.geometry import join_polygons, measure_area_m2, measure_length_m

WINDOW = (123.0, 36.0, 132.0, 44.0)


class Given(Record, frozen=True, kw_only=True):
    """The line, the city at either end, and what share of the forces is said to stand below it."""

    line: str
    west: str
    east: str
    claimed_percent: float


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure the share of the DPRK's land below the line, drawn on to both coasts."""
    whole = sum(measure_area_m2(part) for part in dprk_land(reference)) / 1e6
    half = _draw_half(reference.point(given.west), reference.point(given.east))
    below = join_polygons(clip_land(dprk_land(reference), half))
    area = measure_area_m2(below) / 1e6
    city_m = reference.accuracy_m(given.east)
    error = measure_length_m(reference.geometry(given.line)) * city_m / 1e6
    values = [Value("share_percent", 100 * area / whole, 100 * error / whole), Value("below_km2", area, error)]
    times = given.claimed_percent / values[0].value
    return conclude(claim, NOT_TESTABLE, values, [Drawing("below", below)], city_km=city_m / 1e3, times=times)


def _draw_half(west_city: tuple[float, float], east_city: tuple[float, float]) -> shapely.Polygon:
    """Draw all that lies south of the straight line, in degrees, through two cities."""
    (west_lon, west_lat), (east_lon, east_lat) = west_city, east_city
    slope = (east_lat - west_lat) / (east_lon - west_lon)
    west, south, east, _north = WINDOW
    ends = [(lon, west_lat + slope * (lon - west_lon)) for lon in (west, east)]
    return shapely.Polygon([*ends, (east, south), (west, south)])
