"""Whether the lines of the cease-fire brought back what was before 25 June 1950."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import root_sum, to_measure
from koreamap.claims._occupied import AREA_NOTE, measure_exchanged, measure_land_km2
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground
    from koreamap.claims._occupied import Side
    from koreamap.model import Measure, Verdict

CLAIM = Claim(
    id="rusk-status-quo-ante",
    title="Return to the status quo ante",
    document_id="rusk-1951",
    passage_id="rusk-1951/1.E/p3",
    quote="a return to the status quo ante June 25, 1950",
    restated="The line that the cease-fire of 1953 froze leaves each side with the land that it had under the "
    "parallel.",
    place_ids=("38th-parallel", "mdl", "dprk", "rok", "two-koreas"),
    tolerance="less than 1 % of Korea's land in other hands; up to 10 % counts as partly",
    tolerance_reason="One per cent is what the accuracy of both lines could hide at worst; a tenth would be a "
    "province.",
)

LEAST, MOST = 0.01, 0.1

METHOD = (
    "The 50 m land was cut along the Military Demarcation Line and the Han estuary, then along 38° N; areas are "
    "geodesic. Islands beside the western Northern Limit Line count for the side on which they lie."
)
SOURCES = ("osm-land", "osm-borders", "rusk-38")
CAVEATS = (
    (
        "Control on 24 June 1950 is taken to have followed the parallel; small enclaves and the fighting of 1949 are "
        "not known to us."
    ),
    "Coasts are of today: land won from the sea since 1950 counts.",
    "The memorandum predicts and speaks of more than land; only the land is tested.",
)


def check(ground: Ground) -> Finding:
    """Measure what each side holds beyond 38° N."""
    north, south = measure_exchanged(ground)
    korea_km2 = sum(measure_land_km2(ground))
    error = root_sum(north.error_km2, south.error_km2)
    share = (north.area_km2 + south.area_km2) / korea_km2
    verdict = _judge(share)
    evidence = tuple(
        draw(
            CLAIM.id,
            number,
            side.area,
            name=side.label,
            label=f"{side.area_km2:,.0f} km²",
            method="Land of the 50 m coast between the Military Demarcation Line, the Han estuary and 38° N.",
        )
        for number, side in enumerate((north, south), start=1)
    )
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, _judge(share - error / korea_km2), _judge(share + error / korea_km2)}) > 1,
        figure_text=f"{100 * share:.1f} ± {100 * error / korea_km2:.1f} % changed hands",
        summary=f"The Republic holds {north.area_km2:,.0f} km² north of 38° N and the DPRK {south.area_km2:,.0f} km² "
        f"south of it, Kaesong among it: {100 * share:.1f} per cent of Korea changed hands. As a forecast of February "
        "1951 it is near, as a description it is not exact.",
        measures=_list_measures(north, south, korea_km2),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=evidence,
        figures=("areas",),
    )


def _judge(share: float) -> Verdict:
    return "supported" if share < LEAST else "partly supported" if share <= MOST else "contradicted"


def _list_measures(north: Side, south: Side, korea_km2: float) -> tuple[Measure, ...]:
    """State each value with its error."""
    share, share_error = (
        100 * value / korea_km2
        for value in (north.area_km2 + south.area_km2, root_sum(north.error_km2, south.error_km2))
    )
    net, net_error = north.area_km2 - south.area_km2, north.error_km2 + south.error_km2
    note = "Added up: a line moved north or south changes both alike."
    return (
        to_measure(north.label, north.area_km2, "km²", error=north.error_km2, note=AREA_NOTE),
        to_measure(south.label, south.area_km2, "km²", error=south.error_km2, note=AREA_NOTE),
        to_measure("Net gain of the ROK", net, "km²", error=net_error, note=note),
        to_measure("Share of Korea's land that changed hands", share, "%", error=share_error, note="In quadrature."),
    )
