"""Whether the line of the Armistice ends at the coast."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import build_geodesic, find_distance_m
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground
    from koreamap.model import Measure

CLAIM = Claim(
    id="lee-no-line-at-sea",
    title="No demarcation line at sea",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="the demarcation line at sea was not clearly stipulated",
    restated="The Military Demarcation Line runs over land only; the Agreement draws no line that parts waters.",
    place_ids=("mdl", "nll"),
    tolerance="both ends of the line within its accuracy and a kilometre of the water",
    tolerance_reason="A line over land has to end at the water; how far a river's mouth counts as land is a "
    "kilometre's matter.",
    outside=True,
)

LIMIT_M = 1000.0

METHOD = "Shortest geodesics from the line's ends to the 50 m coast, the water where the two rivers meet included."
SOURCES = ("osm-borders", "osm-land", "statedef1973", "jisc-kim")
CAVEATS = (
    (
        "The drawn line was cut at the coast by us, so its ends prove nothing by themselves: the verdict rests on the "
        "documents named."
    ),
    "Of the Agreement itself, paragraphs 1 to 4 and quotations of 13 (b) and 15 were read, not the maps.",
)


def check(ground: Ground) -> Finding:
    """Measure from the line's ends to the coast, and from its western end to where the sea's own line begins."""
    ends = shapely.get_coordinates(ground.geometry("mdl"))[[0, -1]]
    coast = read_coast([ground.land[0]], (126.0, 37.4, 128.8, 38.9))
    gaps_m = find_distances_m(ends, coast)
    line = shapely.get_coordinates(ground.geometry("nll"))
    west = (float(ends[0, 0]), float(ends[0, 1]))
    start = max(((float(lon), float(lat)) for lon, lat in line[[0, -1]]), key=lambda point: point[0])
    open_km, error_m = find_distance_m(west, start) / 1e3, ground.accuracy_m("mdl")
    is_near = bool((gaps_m <= LIMIT_M + error_m).all())
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_near else "contradicted",
        figure_text=f"{open_km:.0f} km without a line",
        summary="The line ends where the Imjin meets the Han and at the east coast; the next line at sea, the "
        f"Command's own, begins {open_km:.0f} km farther west. A message of 1973 says that the Armistice map's "
        "seaward line only tells whose the islands are.",
        measures=_list_measures(ground=ground, error_m=error_m, gaps_m=gaps_m, open_km=open_km),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=(
            draw(
                CLAIM.id,
                1,
                build_geodesic(west, start),
                name="From the MDL's end to the NLL's beginning",
                label=f"{open_km:.0f} km",
                method="The geodesic between the two ends: not a boundary.",
            ),
        ),
    )


def _list_measures(
    *, ground: Ground, error_m: float, gaps_m: NDArray[np.float64], open_km: float
) -> tuple[Measure, ...]:
    """State each value with its error."""
    return (
        to_measure(
            "Western end of the MDL to the water",
            float(gaps_m[0]) / 1e3,
            "km",
            error=error_m / 1e3,
            note="Accuracy of the line.",
        ),
        to_measure(
            "Eastern end of the MDL to the water",
            float(gaps_m[1]) / 1e3,
            "km",
            error=error_m / 1e3,
            note="Accuracy of the line.",
        ),
        to_measure(
            "From the MDL's western end to the NLL's first point",
            open_km,
            "km",
            error=(error_m + ground.accuracy_m("nll")) / 1e3,
            note="Both lines, added.",
        ),
    )
