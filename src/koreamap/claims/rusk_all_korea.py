"""How much of Korea "all of Korea" adds to the land south of the parallel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._measuring import root_sum, to_measure
from koreamap.claims._occupied import measure_exchanged, measure_land_km2
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground
    from koreamap.model import Measure

CLAIM = Claim(
    id="rusk-all-korea",
    title="All of Korea",
    document_id="rusk-1951",
    passage_id="rusk-1951/2.c/p1",
    quote="to drive enemy forces out of all Korea",
    restated="None: the sentence advises against an effort. What all of Korea adds can be measured.",
    place_ids=("korean-peninsula", "38th-parallel", "mdl", "dprk", "rok"),
)

COAST_SHARE = 0.01

METHOD = "Geodesic areas of the 50 m land, cut along the Military Demarcation Line, the Han estuary and 38° N."
SOURCES = ("osm-land", "osm-borders")
CAVEATS = ("A recommendation against an effort is no statement of fact; the figures only give its measure.",)


def check(ground: Ground) -> Finding:
    """Measure Korea's land on both sides of the parallel."""
    north, south = measure_exchanged(ground)
    dprk_km2, rok_km2 = measure_land_km2(ground)
    korea = dprk_km2 + rok_km2
    beyond = dprk_km2 - south.area_km2 + north.area_km2
    error = root_sum(north.error_km2, south.error_km2)
    return Finding(
        claim_id=CLAIM.id,
        verdict="not testable",
        figure_text=f"{100 * beyond / korea:.0f} % lies north of 38° N",
        summary=f"Of Korea's {korea:,.0f} km² some {100 * beyond / korea:.0f} per cent lie north of 38° N, and the "
        f"cease-fire left {100 * dprk_km2 / korea:.0f} per cent to the North. What effort the rest was worth is "
        "policy.",
        measures=_list_measures(beyond=beyond, dprk_km2=dprk_km2, error=error, korea=korea),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        figures=("areas",),
    )


def _list_measures(*, beyond: float, dprk_km2: float, error: float, korea: float) -> tuple[Measure, ...]:
    """State each value with its error."""
    return (
        to_measure(
            "Korea's land",
            korea,
            "km²",
            error=korea * COAST_SHARE,
            note="Land won from the sea and the border rivers: about one per cent, our estimate.",
        ),
        to_measure(
            "Share north of 38° N",
            100 * beyond / korea,
            "%",
            error=100 * error / korea,
            note="Accuracy of both lines.",
        ),
        to_measure(
            "Share held by the North",
            100 * dprk_km2 / korea,
            "%",
            error=100 * error / korea,
            note="Accuracy of both lines.",
        ),
    )
