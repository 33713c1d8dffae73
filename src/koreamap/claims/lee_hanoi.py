"""Whether Hanoi lies in Vietnam: the one place of a meeting that the outlines can test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from koreamap.claims._measuring import to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-hanoi",
    title="Summit in Hanoi, Vietnam",
    document_id="lee-2007",
    passage_id="lee-2007/1/p2",
    quote="held in Hanoi, Vietnam on November 18, 2006",
    restated="Hanoi lies in Vietnam.",
    place_ids=("hanoi", "vietnam"),
    tolerance="inside the outline",
    tolerance_reason="The outline is coarse, but the city lies far from its edge.",
)

ERROR_KM = 25.0

METHOD = "Point in polygon, and the shortest geodesic to the outline's edge."
SOURCES = ("geonames", "natural-earth")
CAVEATS = ("Trivial as geography; it stands here so that every located claim is accounted for.",)


def check(ground: Ground) -> Finding:
    """Ask whether the outline holds the city."""
    outline = ground.geometry("vietnam")
    is_inside = bool(outline.contains(ground.geometry("hanoi")))
    edge_km = float(find_distances_m(np.array([ground.point("hanoi")]), read_coast([outline]))[0]) / 1e3
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_inside else "contradicted",
        within_uncertainty=edge_km <= ERROR_KM,
        figure_text=f"{edge_km:.0f} km inside",
        summary="Hanoi lies in Vietnam. The day of the meeting is the paper's; no source was read for it.",
        measures=(
            to_measure(
                "Hanoi to the nearest edge of Vietnam",
                edge_km,
                "km",
                error=ERROR_KM,
                note="An outline at 1:110 million.",
            ),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
    )
