"""Whether Panmunjom, where the Commission met, lies in the Demilitarized Zone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import draw_shortest, root_sum, to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

import numpy as np

CLAIM = Claim(
    id="lee-panmunjom-in-dmz",
    title="Panmunjom in the zone",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p5",
    quote="unilaterally withdrew its MAC representatives from Panmunjom",
    restated="Panmunjom, the seat of the Military Armistice Commission, lies within the Demilitarized Zone.",
    place_ids=("panmunjom", "mdl", "dmz"),
    tolerance="not farther than two kilometres from the Military Demarcation Line",
    tolerance_reason="That is the zone, by the Agreement.",
)

HALF_WIDTH_KM = 2.0

METHOD = "The shortest geodesic from the site's point to the line."
SOURCES = ("repo-jsa", "osm-borders")
CAVEATS = (
    "One point stands for an area some 800 m across, through which the line itself runs.",
    "The old village, where the Agreement was signed, lies about a kilometre to the north-west.",
)


def check(ground: Ground) -> Finding:
    """Measure from the site to the line."""
    point = np.array([ground.point("panmunjom")])
    line = read_coast([ground.geometry("mdl")])
    gap_km = float(find_distances_m(point, line)[0]) / 1e3
    error_km = root_sum(ground.accuracy_m("panmunjom"), ground.accuracy_m("mdl")) / 1e3
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if gap_km <= HALF_WIDTH_KM else "contradicted",
        within_uncertainty=abs(gap_km - HALF_WIDTH_KM) <= error_km,
        figure_text=f"{gap_km:.1f} ± {error_km:.1f} km from the MDL",
        summary=f"The Joint Security Area's point lies {gap_km:.1f} km from the demarcation line, well within the "
        "zone. When and why the representatives left cannot be tested on a map.",
        measures=(
            to_measure(
                "Panmunjom to the MDL", gap_km, "km", error=error_km, note="The site and the line, in quadrature."
            ),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=(
            draw(
                CLAIM.id,
                1,
                draw_shortest(point, line),
                name="Panmunjom to the MDL",
                label=f"{gap_km:.1f} km",
                method="The shortest geodesic from the site's point to the line.",
            ),
        ),
    )
