"""The land between the Military Demarcation Line and 38° N: what each side holds beyond the parallel of 1950."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from koreamap.claims._front import NORTH_HALF, SOUTH_HALF
from koreamap.claims._measuring import Area, root_sum
from koreamap.claims._shores import clip_land, dprk_land, rok_land
from koreamap.geometry import join_polygons, measure_area_m2, measure_length_m

if TYPE_CHECKING:
    import shapely

    from koreamap.claims._reference import Reference

__all__ = ["measure_exchanged", "measure_land_km2"]


@cache
def measure_exchanged(reference: Reference) -> tuple[Area, Area]:
    """Measure the Republic's land north of 38° N and the DPRK's south of it."""
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
    error_m2 = root_sum(beside_m * reference.accuracy_m("mdl"), parallel_m * reference.accuracy_m("38th-parallel"))
    return Area(id_, label, area, error_m2 / 1e6)
