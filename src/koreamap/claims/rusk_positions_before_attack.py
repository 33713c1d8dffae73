"""Whether the positions of before 25 June 1950 were there to be held again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._front import walk_front
from koreamap.claims._measuring import judge_share, root_sum, to_measure
from koreamap.claims._shores import dprk_land, rok_land
from koreamap.geometry import measure_length_m
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._ground import Ground
    from koreamap.model import Feature, Measure

import shapely

CLAIM = Claim(
    id="rusk-positions-before-attack",
    title="Positions south of the parallel",
    document_id="rusk-1951",
    passage_id="rusk-1951/2.c/p2",
    quote="the defensive positions occupied by ROK forces prior to June 25, 1950",
    restated="The positions of June 1950, taken to be along 38° N, lie on the Republic's side of the line of 1953.",
    place_ids=("38th-parallel", "mdl", "dprk", "rok"),
    tolerance="nine tenths of the parallel over land on the Republic's side",
    tolerance_reason="Positions in depth behind the parallel need it all; below a tenth the claim counts as "
    "contradicted.",
)

METHOD = "The drawn parallel was cut by the 50 m land of each side; lengths are geodesic."
SOURCES = ("osm-land", "osm-borders", "rusk-38")
CAVEATS = (
    "Where the positions were is not known to us: the parallel stands for them.",
    "The memorandum is of February 1951 and could not know the line of 1953.",
)


def check(ground: Ground) -> Finding:
    """Measure how much of the parallel over land each side holds since 1953."""
    south, north = _cross(ground, rok_land(ground)), _cross(ground, dprk_land(ground))
    south_km, north_km = (measure_length_m(line) / 1e3 for line in (south, north))
    share = south_km / (south_km + north_km)
    slope = _find_slope(ground)
    error_km = root_sum(ground.accuracy_m("mdl"), ground.accuracy_m("38th-parallel")) / 1e3 * slope
    error = error_km / (south_km + north_km)
    verdict = judge_share(share)
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, judge_share(share - error), judge_share(share + error)}) > 1,
        figure_text=f"{100 * share:.0f} ± {100 * error:.0f} % of the parallel",
        summary=f"East of its one crossing the line of 1953 left {south_km:.0f} km of the parallel over land behind "
        f"the Republic's front; {north_km:.0f} km in the west run over land that is the North's since.",
        measures=_list_measures(error=error, error_km=error_km, north_km=north_km, share=share, south_km=south_km),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=_draw_evidence(north=north, north_km=north_km, south=south, south_km=south_km),
    )


def _cross(ground: Ground, land: tuple[shapely.Polygon, ...]) -> BaseGeometry:
    line = ground.geometry("38th-parallel")
    return shapely.line_merge(shapely.union_all([line.intersection(part) for part in land if part.intersects(line)]))


def _find_slope(ground: Ground) -> float:
    """Return how far the crossing moves along the parallel for a step across it, from two kilometres around it."""
    front = walk_front(ground)
    row = int(abs(front.north_m).argmin())
    rows = slice(max(0, row - 2), row + 3)
    rise_m = float(front.north_m[rows].max() - front.north_m[rows].min())
    run_m = float(front.lengths_m[rows].sum())
    return max(1.0, run_m / max(rise_m, 1.0))


def _list_measures(
    *, error: float, error_km: float, north_km: float, share: float, south_km: float
) -> tuple[Measure, ...]:
    """State each value with its error."""
    return (
        to_measure(
            "Parallel over the Republic's land",
            south_km,
            "km",
            error=error_km,
            note="Where the line crosses the parallel, within both accuracies.",
        ),
        to_measure("Parallel over the North's land", north_km, "km", error=error_km, note="The same."),
        to_measure("Share on the Republic's side", 100 * share, "%", error=100 * error, note="The same."),
    )


def _draw_evidence(
    *, north: BaseGeometry, north_km: float, south: BaseGeometry, south_km: float
) -> tuple[Feature, ...]:
    """Draw what shows it."""
    return (
        draw(
            CLAIM.id,
            1,
            south,
            name="38° N over the Republic's land",
            label=f"{south_km:.0f} km, ROK",
            method="The parallel cut by the land.",
        ),
        draw(
            CLAIM.id,
            2,
            north,
            name="38° N over the North's land",
            label=f"{north_km:.0f} km, DPRK",
            method="The parallel cut by the land.",
        ),
    )
