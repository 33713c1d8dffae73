"""How near a city lies to the line behind which guns stand; their ranges are laid beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._check import NOT_TESTABLE, Claim, Drawing, Finding, Record, Reference, Value, conclude
from koreamap.claims._measuring import draw_shortest
from koreamap.equidistance import find_distances_m, read_coast

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry


STEP_DEG = 0.02


class Given(Record, frozen=True, kw_only=True):
    """The city, the area around it, the lines, how far behind them the guns stand, and the ranges of guns."""

    city: str
    area: str
    lines: tuple[str, ...]
    zone_km: float
    ranges_km: tuple[float, ...]


def check(claim: Claim, reference: Reference, given: Given) -> Finding:
    """Measure from the city and from its area to the lines, and count how much of the area each range reaches."""
    city, area = np.array([reference.point(given.city)]), reference.geometry(given.area)
    coast = read_coast([reference.geometry(line) for line in given.lines])
    error_km = reference.gap_error_m(given.city, given.lines[0]) / 1e3
    edge_km = float(find_distances_m(shapely.get_coordinates(area), coast).min()) / 1e3
    reach_km = find_distances_m(_sample(area), coast) / 1e3 + given.zone_km
    values = [
        Value("centre_km", reference.distance_km(given.city, *given.lines), error_km),
        Value("edge_km", edge_km, error_km),
        *(_measure_reach(reach_km, range_km, error_km) for range_km in given.ranges_km),
    ]
    return conclude(claim, NOT_TESTABLE, values, [Drawing("stroke", draw_shortest(city, coast))])


def _sample(area: BaseGeometry) -> NDArray[np.float64]:
    """Lay a grid over an area."""
    west, south, east, north = area.bounds
    axes = np.arange(west, east, STEP_DEG), np.arange(south, north, STEP_DEG)
    grid = np.stack(np.meshgrid(*axes), axis=-1).reshape(-1, 2)
    inside: NDArray[np.float64] = grid[shapely.contains_xy(area, *grid.T)]
    return inside


def _measure_reach(reach_km: NDArray[np.float64], range_km: float, error_km: float) -> Value:
    """Measure the share of the grid's points that a range reaches, and that of those so near to it as the error."""
    share, unsure = (reach_km <= range_km).mean(), (np.abs(reach_km - range_km) <= error_km).mean()
    return Value("reach_percent", 100 * float(share), 100 * float(unsure), {"range_km": range_km})
