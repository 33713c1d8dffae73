"""How near to 38° N the front stood, judged by the line that it left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._front import PARALLEL, find_crossings, find_extremes, walk_front
from koreamap.claims._measuring import find_share, judge_share, root_sum, to_measure
from koreamap.geometry import build_geodesic
from koreamap.model import Claim, Finding, Measure

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._front import Extreme, Front
    from koreamap.claims._ground import Ground
    from koreamap.model import Feature

NEAR_KM = 30.0

CLAIM = Claim(
    id="lee-front-near-parallel",
    title="Front near the 38th parallel",
    document_id="lee-2007",
    passage_id="lee-2007/2.A/p3",
    quote="a frontline emerged near the 38th parallel",
    restated="The Military Demarcation Line, which follows the front of July 1953, lies near 38° N all along.",
    place_ids=("mdl", "38th-parallel"),
    tolerance=f"within {NEAR_KM:.0f} km, along nine tenths of the line",
    tolerance_reason="The paper does not say what near means. Thirty kilometres is a day's march, and a tenth of the "
    "parallel's course over land; the shares within 10, 20 and 50 km are given beside it.",
)

METHOD = "Every 500 m of the line, the geodesic along the meridian to 38° N."
SOURCES = ("osm-borders", "rusk-38")
CAVEATS = (
    "The line of July 1953 stands for the front of 1951: no course of the front was read.",
    "It begins at the Imjin; west of there the Armistice draws no line on land.",
    "What near means is ours to choose: the profile shows all.",
)


def check(ground: Ground) -> Finding:
    """Measure along the meridian from 38° N to the line, every 500 m of it."""
    front = walk_front(ground)
    distances_km = np.abs(front.north_m) / 1e3
    error_km = root_sum(ground.accuracy_m("mdl"), ground.accuracy_m("38th-parallel")) / 1e3
    shares = {limit: find_share(distances_km <= limit, front.lengths_m) for limit in (10.0, 20.0, NEAR_KM, 50.0)}
    low, high = (find_share(distances_km <= NEAR_KM + change, front.lengths_m) for change in (-error_km, error_km))
    mean = float((distances_km * front.lengths_m).sum() / front.lengths_m.sum())
    verdict = judge_share(shares[NEAR_KM])
    crossings, (north, south) = find_crossings(ground), find_extremes(ground)
    note = "Datum of the parallel and accuracy of the line, in quadrature."
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, judge_share(low), judge_share(high)}) > 1,
        figure_text=f"{100 * shares[NEAR_KM]:.0f} % within {NEAR_KM:.0f} km",
        summary=f"The line lies {mean:.0f} km from 38° N on average, and {north.km:.0f} km north of it at the east "
        f"coast; it crosses the parallel {'once' if len(crossings) == 1 else f'{len(crossings)} times'}. To call all "
        f"of it near, near must mean some {max(north.km, south.km):.0f} km.",
        measures=(
            to_measure("Mean distance from 38° N", mean, "km", error=error_km, note=note),
            to_measure("Greatest distance north", north.km, "km", error=error_km, note=note),
            to_measure("Greatest distance south", south.km, "km", error=error_km, note=note),
            *(_measure_share(front, limit, error_km) for limit in shares),
            to_measure("Crossings of 38° N", len(crossings), "crossings", note="A count."),
            to_measure(
                "Longitude of the crossing",
                crossings[0][0] if crossings else 0.0,
                "°",
                error=error_km / 88,
                note="The error across the line, as longitude; more if it runs flat.",
            ),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=_draw_evidence(north, south, crossings),
        figures=("mdl-38",),
    )


def _measure_share(front: Front, limit: float, error_km: float) -> Measure:
    distances_km = np.abs(front.north_m) / 1e3
    share, low, high = (
        100 * find_share(distances_km <= limit + change, front.lengths_m) for change in (0, -error_km, error_km)
    )
    return to_measure(
        f"Share of the line within {limit:.0f} km",
        share,
        "%",
        error=max(share - low, high - share),
        note="Both limits moved by the distance's error.",
    )


def _draw_evidence(north: Extreme, south: Extreme, crossings: list[tuple[float, float]]) -> tuple[Feature, ...]:
    drawn: list[tuple[BaseGeometry, str, str]] = []
    for name, extreme in (("Farthest north", north), ("Farthest south", south)):
        stroke = build_geodesic((extreme.point[0], PARALLEL), extreme.point)
        drawn.append((stroke, name, f"{extreme.km:.0f} km"))
    drawn += [(shapely.Point(point), "Crossing of 38° N", f"{point[0]:.2f}° E") for point in crossings]
    return tuple(
        draw(CLAIM.id, number, geometry, name=name, label=label, method="Along the meridian, from the line to 38° N.")
        for number, (geometry, name, label) in enumerate(drawn, start=1)
    )
