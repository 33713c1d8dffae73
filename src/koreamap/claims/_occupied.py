"""The land between the Military Demarcation Line and 38° N: what each side holds beyond the parallel of 1950.

How well these areas are known: along the demarcation line the errors of places farther apart than `CORRELATION_M` are
independent, so that they cancel for the most part; the parallel is off by its datum all along, alike for both areas.
"""

from __future__ import annotations

from functools import cache
from math import sqrt
from typing import TYPE_CHECKING

from koreamap.claims._front import NORTH_HALF, SOUTH_HALF
from koreamap.claims._measuring import Area
from koreamap.claims._shores import clip_land, dprk_land, rok_land
from koreamap.geometry import join_polygons, measure_area_m2, measure_length_m

if TYPE_CHECKING:
    import shapely

    from koreamap.claims._reference import Reference

__all__ = ["CORRELATION_M", "measure_exchanged", "measure_land_km2"]

CORRELATION_M = 1000.0
"""How far along the demarcation line its error keeps its sign: where two official digitisations both lie more than
300 m off ours, they do so for about a kilometre each time."""


@cache
def measure_exchanged(reference: Reference) -> tuple[Area, Area]:
    """Measure the ROK's land north of 38° N and the DPRK's south of it."""
    return (
        _measure(reference, "rok-north", "Held by the ROK north of 38° N", land=rok_land(reference), half=NORTH_HALF),
        _measure(
            reference, "dprk-south", "Held by the DPRK south of 38° N", land=dprk_land(reference), half=SOUTH_HALF
        ),
    )


@cache
def measure_land_km2(reference: Reference) -> tuple[float, float]:
    """Return all land of the DPRK and of the ROK, by the cut along the lines, km²."""
    north, south = (
        sum(measure_area_m2(part) for part in land) / 1e6 for land in (dprk_land(reference), rok_land(reference))
    )
    return north, south


def _measure(
    reference: Reference, id_: str, label: str, *, land: tuple[shapely.Polygon, ...], half: shapely.Polygon
) -> Area:
    area = join_polygons(clip_land(land, half))
    beside_m = measure_length_m(reference.geometry("mdl").intersection(half))
    parallel_m = measure_length_m(reference.geometry("38th-parallel").intersection(area.buffer(1e-7)))
    line_m2 = reference.accuracy_m("mdl") * sqrt(2 * CORRELATION_M * beside_m)
    parallel_m2 = reference.accuracy_m("38th-parallel") * parallel_m
    return Area(id_, label, area, line_m2 / 1e6, parallel_m2 / 1e6)
