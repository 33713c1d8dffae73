"""The width of the Demilitarized Zone, which the map took from the Agreement's own words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._measuring import to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import measure_area_m2
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-dmz-two-km",
    title="DMZ two kilometres from the MDL",
    document_id="lee-2007",
    passage_id="lee-2007/2.A/p4",
    quote="ranging 2 km respectively from the MDL",
    restated="Each edge of the zone lies two kilometres from the line.",
    place_ids=("dmz", "mdl"),
    tolerance="none: the drawn zone cannot test it",
    tolerance_reason="The zone on this map was made by setting the line off by two kilometres.",
    outside=True,
)

METHOD = "The geodesic from each vertex of the drawn zone to the line; and the Agreement's words, read."
SOURCES = ("armtext", "osm-borders")
CAVEATS = (
    "A buffer tested against itself always passes: nothing here is evidence for the claim but the Agreement's text.",
    (
        "The Agreement draws the zone's boundaries on a map that was not read; fences stand nearer to the line in "
        "places, by what is commonly told (no source read)."
    ),
)


def check(ground: Ground) -> Finding:
    """Measure the drawn zone, and say that this tests the drawing only."""
    zone = ground.geometry("dmz")
    edge = shapely.get_coordinates(zone)
    distances = find_distances_m(edge, read_coast([ground.geometry("mdl")]))
    is_long_edge = distances > np.median(distances) - 100  # the ends run across, from the line outward
    area_km2 = measure_area_m2(zone) / 1e6
    return Finding(
        claim_id=CLAIM.id,
        verdict="not testable",
        figure_text="drawn so: 2.00 km",
        summary="The zone on this map was drawn by setting the line off by two kilometres, so measuring it tests the "
        "drawing and not the claim. The Agreement's own first paragraph has both sides withdraw two kilometres.",
        measures=(
            to_measure(
                "Long edges to the line, median",
                float(np.median(distances[is_long_edge])) / 1e3,
                "km",
                note="Of the drawing; no uncertainty of the real zone can be told from it.",
            ),
            to_measure(
                "Area of the drawn zone",
                area_km2,
                "km²",
                error=area_km2 * 0.02,
                note="Published lengths of the line spread by 2 % about the middle; the width is nominal.",
            ),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
    )
