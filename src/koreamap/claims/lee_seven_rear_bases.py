"""The seven rear bases of the United Nations Command, counted and looked for in Japan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.layers import find_places
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-seven-rear-bases",
    title="Seven UNC rear bases in Japan",
    document_id="lee-2007",
    passage_id="lee-2007/2.B/p2",
    quote="the seven UNC rear bases established in Japan",
    restated="There are seven rear bases of the United Nations Command, and all lie in Japan.",
    place_ids=("unc-rear-bases", "japan", "mdl"),
    tolerance="exactly seven; each within 25 km of the generalised outline of Japan, where that outline has its island",
    tolerance_reason="A count admits none; the outline at 1:110 million misses the coast by up to some 20 km.",
    outside=True,
)

NEAR_M = 25_000.0
OKINAWA_LAT = 27.5
"""Degrees; the outline has no island of Japan south of it."""

METHOD = (
    "The bases of the list read were counted and measured, by geodesics, to Japan's outline at 1:110 million and to "
    "the nearest point of the Military Demarcation Line."
)
SOURCES = ("un7", "mofa2007", "airports", "natural-earth")
NOTE = "Both positions, added."
CAVEATS = (
    "That Okinawa is Japan's is outside knowledge.",
    (
        "The list is of later years; that it was the same in May 2007 rests on it, and on the move of the rear "
        "headquarters from Camp Zama to Yokota that November."
    ),
)


def check(ground: Ground) -> Finding:
    """Count the bases, and measure each to Japan's outline and to the Military Demarcation Line."""
    japan = ground.geometry("japan")
    coast = read_coast([japan])
    line = read_coast([ground.geometry("mdl")])
    bases = find_places(ground.places, "unc_rear_bases")
    measures, evidence, inside, untested = [], [], 0, []
    for number, base in enumerate(bases, start=1):
        point = np.array([ground.point(base.id)])
        geometry = ground.geometry(base.id)
        gap_m = 0.0 if japan.intersects(geometry) else float(find_distances_m(point, coast)[0])
        inside += gap_m <= NEAR_M
        if gap_m > NEAR_M and point[0, 1] < OKINAWA_LAT:
            untested.append(base.title)
        away_km = float(find_distances_m(point, line)[0]) / 1e3
        error_km = (ground.accuracy_m(base.id) + ground.accuracy_m("mdl")) / 1e3
        measures.append(to_measure(f"{base.title} to the MDL", away_km, "km", error=error_km, note=NOTE))
        label = f"{away_km:,.0f} km to the MDL"
        evidence.append(draw(CLAIM.id, number, geometry, name=base.title, label=label, method="The base's point."))
    count = len(bases)
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if count == 7 and inside + len(untested) == 7 else "contradicted",
        figure_text=f"{count} bases",
        summary="The list read names seven, four of them on Japan's main islands by our outline and three on "
        f"Okinawa, which that outline lacks. They stand {min(m.value for m in measures):,.0f} to "
        f"{max(m.value for m in measures):,.0f} km from the demarcation line.",
        measures=(
            to_measure("Rear bases", count, "bases", note="A count."),
            to_measure("Of them within 25 km of Japan's outline", inside, "bases", note="A count."),
            *measures,
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=(f"Not tested by geometry: {', '.join(untested) or 'none'}.", *CAVEATS),
        evidence=tuple(evidence),
    )
