"""What a sanctuary behind the parallel would be beside that behind the Yalu."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._front import PARALLEL
from koreamap.claims._measuring import root_sum, to_measure
from koreamap.claims._shores import dprk_land
from koreamap.geometry import build_geodesic, find_distance_m, measure_area_m2
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground
    from koreamap.model import Feature

CLAIM = Claim(
    id="rusk-yalu-sanctuary",
    title="Sanctuary behind the Yalu, and behind the parallel",
    document_id="rusk-1951",
    passage_id="rusk-1951/2.c/p1",
    quote="a sanctuary behind the 38th parallel similar to that behind the Yalu River",
    restated="The Yalu and the parallel are two different lines, the river wholly north of the other, with land "
    "between them that a halt at the parallel would close to attack.",
    place_ids=("38th-parallel", "yalu-river", "dprk"),
    tolerance="the whole river north of 38° N by more than the uncertainty",
    tolerance_reason="Only then is the one sanctuary deeper than the other all along.",
)

METHOD = (
    "Geodesics along the meridian from 38° N to the southernmost and the northernmost vertex of the river; the area "
    "is geodesic, of the 50 m land."
)
SOURCES = ("osm-borders", "osm-land", "rusk-38")
CAVEATS = (
    "The land is the North's of today, cut by the Military Demarcation Line, not by the front of 1951.",
    "A sanctuary is a rule of engagement; geometry gives its size only.",
)
NOTE = "Datum of the parallel and course of the river, in quadrature."
AREA_NOTE = "The same error along four degrees of the parallel."


def check(ground: Ground) -> Finding:
    """Measure from the parallel to the river along the meridian, and the land between."""
    river = shapely.get_coordinates(ground.geometry("yalu-river"))
    lowest, highest = river[river[:, 1].argmin()], river[river[:, 1].argmax()]
    near_km, far_km = (
        find_distance_m((float(lon), PARALLEL), (float(lon), float(lat))) / 1e3 for lon, lat in (lowest, highest)
    )
    error_km = root_sum(ground.accuracy_m("38th-parallel"), ground.accuracy_m("yalu-river")) / 1e3
    half = shapely.box(120, PARALLEL, 134, 44)
    between = shapely.union_all([part.intersection(half) for part in dprk_land(ground) if part.intersects(half)])
    area_km2 = measure_area_m2(between) / 1e6
    area_error = error_km * find_distance_m((124.5, PARALLEL), (128.5, PARALLEL)) / 1e3
    is_north = bool((river[:, 1] > PARALLEL).all())
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_north else "contradicted",
        within_uncertainty=is_north and near_km <= error_km,
        figure_text=f"{near_km:.0f} to {far_km:.0f} km apart",
        summary=f"The Yalu runs {near_km:.0f} to {far_km:.0f} km north of 38° N, with {area_km2:,.0f} km² of the "
        "North's land beyond the parallel: that much more would have been out of reach. Whether it should be is "
        "policy, not tested.",
        measures=(
            to_measure("Parallel to the river's southernmost bend", near_km, "km", error=error_km, note=NOTE),
            to_measure("Parallel to the river's northernmost bend", far_km, "km", error=error_km, note=NOTE),
            to_measure("The North's land beyond the parallel", area_km2, "km²", error=area_error, note=AREA_NOTE),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=(_draw_stroke(1, lowest, near_km), _draw_stroke(2, highest, far_km)),
    )


def _draw_stroke(number: int, bend: NDArray[np.float64], km: float) -> Feature:
    lon, lat = (float(value) for value in bend)
    stroke = build_geodesic((lon, PARALLEL), (lon, lat))
    return draw(
        CLAIM.id, number, stroke, name="From 38° N to the Yalu", label=f"{km:.0f} km", method="On the meridian."
    )
