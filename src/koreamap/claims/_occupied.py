"""The land between the Military Demarcation Line and 38° N: what each side holds beyond the parallel of 1950."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import shapely

from koreamap.claims._front import PARALLEL
from koreamap.claims._measuring import root_sum
from koreamap.claims._shores import dprk_land, rok_land
from koreamap.geometry import join_polygons, measure_area_m2, measure_length_m

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._ground import Ground

__all__ = ["AREA_NOTE", "Side", "measure_exchanged", "measure_land_km2"]

AREA_NOTE = (
    "Length of the demarcation line and of the parallel beside it, each times its accuracy, in quadrature: an upper "
    "bound, as if each were wrong to one side all along."
)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Side:
    """What one side holds beyond the parallel.

    Parameters
    ----------
    id, label : str
        For a chart.
    area : shapely.geometry.base.BaseGeometry
        Polygons, WGS 84.
    area_km2, error_km2 : float
        Geodesic; and its uncertainty.
    """

    id: str
    label: str
    area: BaseGeometry
    area_km2: float
    error_km2: float


@cache
def measure_exchanged(ground: Ground) -> tuple[Side, Side]:
    """Measure the Republic's land north of 38° N and the DPRK's south of it."""
    north, south = shapely.box(120, PARALLEL, 134, 44), shapely.box(120, 32, 134, PARALLEL)
    return (
        _measure(ground, "rok-north", "Held by the ROK north of 38° N", land=rok_land(ground), half=north),
        _measure(ground, "dprk-south", "Held by the DPRK south of 38° N", land=dprk_land(ground), half=south),
    )


@cache
def measure_land_km2(ground: Ground) -> tuple[float, float]:
    """Return all land of the DPRK and of the ROK, by the cut along the lines, km²."""
    north, south = (sum(measure_area_m2(part) for part in land) / 1e6 for land in (dprk_land(ground), rok_land(ground)))
    return north, south


def _measure(ground: Ground, id_: str, label: str, *, land: tuple[shapely.Polygon, ...], half: shapely.Polygon) -> Side:
    pieces = [part.intersection(half) for part in land if part.intersects(half)]
    area = join_polygons(shapely.union_all(pieces))
    beside_m = measure_length_m(ground.geometry("mdl").intersection(half))
    parallel_m = measure_length_m(ground.geometry("38th-parallel").intersection(area.buffer(1e-7)))
    error_m2 = root_sum(beside_m * ground.accuracy_m("mdl"), parallel_m * ground.accuracy_m("38th-parallel"))
    return Side(id=id_, label=label, area=area, area_km2=measure_area_m2(area) / 1e6, error_km2=error_m2 / 1e6)
