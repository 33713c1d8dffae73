"""How near Seoul lies to the line behind which the guns stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import draw_shortest, root_sum, to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground
    from koreamap.model import Measure

CLAIM = Claim(
    id="lee-guns-and-seoul",
    title="Long-range artillery and Seoul",
    document_id="lee-2007",
    passage_id="lee-2007/fn6",
    quote="19 battalions of 336 LRAs that directly threaten the GSMA",
    restated="Guns just north of the zone reach the Seoul area.",
    place_ids=("greater-seoul", "seoul", "mdl", "han-estuary", "dmz"),
    outside=True,
)

ZONE_KM = 2.0
RANGES_KM = (40.0, 54.0, 60.0)
"""From memory, no source read: heavy guns with plain shells, with rocket-assisted shells, large rockets."""

METHOD = (
    "Shortest geodesics to the Military Demarcation Line and the Han estuary; the drawn area sampled on a grid of "
    "0.02 degrees, two kilometres added for the zone."
)
SOURCES = ("geonames", "osm-borders", "koreamap", "unsourced")
CAVEATS = (
    "The ranges of 40, 54 and 60 km are from memory: no source was read for them, nor for the number of guns.",
    "Greater Seoul is a circle of 40 km drawn by us; the paper does not bound it.",
)
STROKE = "Seoul to the nearest point of the line"


def check(ground: Ground) -> Finding:
    """Measure from Seoul and from its area to the line, and lay ranges from memory beside it."""
    seoul = np.array([ground.point("seoul")])
    line = read_coast([ground.geometry("mdl"), ground.geometry("han-estuary")])
    near_km = float(find_distances_m(seoul, line)[0]) / 1e3
    area = ground.geometry("greater-seoul")
    edge_km = float(find_distances_m(shapely.get_coordinates(area), line).min()) / 1e3
    error_km = root_sum(ground.accuracy_m("seoul"), ground.accuracy_m("mdl")) / 1e3
    inside = _sample_area(ground)
    reach_km = find_distances_m(inside, line) / 1e3 + ZONE_KM
    rows = [
        to_measure(
            f"Share of the drawn Seoul area within {reach:.0f} km of guns behind the zone",
            100 * float((reach_km <= reach).mean()),
            "%",
            error=100 * float((np.abs(reach_km - reach) <= error_km).mean()),
            note="The range is from memory, no source read; the error is of the distance alone.",
        )
        for reach in RANGES_KM
    ]
    return Finding(
        claim_id=CLAIM.id,
        verdict="not testable",
        figure_text=f"{near_km:.0f} ± {error_km:.0f} km to the nearest point",
        summary=f"Seoul's centre lies {near_km:.0f} km from the nearest point of the line or the estuary, and the "
        "area drawn for greater Seoul begins at it. What reaches so far depends on guns and numbers for which no "
        "source was read.",
        measures=_list_measures(edge_km=edge_km, error_km=error_km, near_km=near_km, rows=rows),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=(draw(CLAIM.id, 1, draw_shortest(seoul, line), name=STROKE, method="The shortest geodesic."),),
    )


def _sample_area(ground: Ground) -> NDArray[np.float64]:
    area = ground.geometry("greater-seoul")
    west, south, east, north = area.bounds
    grid = np.stack(np.meshgrid(np.arange(west, east, 0.02), np.arange(south, north, 0.02)), axis=-1).reshape(-1, 2)
    inside: NDArray[np.float64] = grid[shapely.contains_xy(area, *grid.T)]
    return inside


def _list_measures(*, edge_km: float, error_km: float, near_km: float, rows: list[Measure]) -> tuple[Measure, ...]:
    """State each value with its error."""
    return (
        to_measure(
            "Seoul's centre to the line or estuary",
            near_km,
            "km",
            error=error_km,
            note="The city's point and the line, in quadrature.",
        ),
        to_measure(
            "Edge of the drawn Seoul area to the line or estuary", edge_km, "km", error=error_km, note="The same."
        ),
        *rows,
    )
