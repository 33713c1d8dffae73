"""How far the Northern Limit Line runs from each of the five western islands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import NM_M, draw_shortest, find_share, judge_count, root_sum, to_measure
from koreamap.claims._shores import ISLANDS, island_coast
from koreamap.claims._western_line import MILES, MILES_TOLERANCE, find_spread, is_three_miles, walk
from koreamap.equidistance import find_distances_m, sample_line
from koreamap.model import Claim, Finding, Measure

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground
    from koreamap.claims._western_line import Walk

CLAIM = Claim(
    id="lee-nll-three-miles",
    title="NLL three miles north of the islands",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="along three nautical miles to the north of the 5 western islands",
    restated="The shortest distance from each of the five islands to the Northern Limit Line is three nautical miles.",
    place_ids=("nll", "western-islands"),
    tolerance="within half a nautical mile of three, for each island",
    tolerance_reason="A distance given in whole miles is right when the true one rounds to it.",
)

STEP_M = 50.0
GAP_NM = 10.0

METHOD = (
    "The line was sampled every 50 m and the shortest geodesic to each island's 50 m coast taken, on WGS 84; shares "
    "of the line's length were taken every 500 m, and again with the line moved by its accuracy in eight directions."
)
SOURCES = ("daum", "osm-borders", "osm-land")
CAVEATS = (
    "The points are from one published list whose datum is not stated.",
    "Coasts are those of today; the 1953 baseline, charts and tide are not known.",
    "Soyeonpyeongdo, not among the five, is left out.",
)
NOTE = "Datum of the line and coast, in quadrature."
STROKE = "The shortest geodesic from the coast to the line."


def check(ground: Ground) -> Finding:
    """Measure from each island to the nearest point of the line."""
    points, _lengths = sample_line(ground.geometry("nll"), STEP_M)
    errors = [root_sum(ground.accuracy_m("nll"), ground.accuracy_m(island)) / NM_M for island in ISLANDS]
    measures, evidence = [], []
    for number, (island, error_nm) in enumerate(zip(ISLANDS, errors, strict=True), start=1):
        coast, title = island_coast(ground, island), ground.places[island].title
        value = float(find_distances_m(points, coast).min()) / NM_M
        measures.append(to_measure(f"{title} to the line", value, "nm", error=error_nm, note=NOTE))
        stroke, label = draw_shortest(points, coast), f"{value:.1f} nm"
        evidence.append(draw(CLAIM.id, number, stroke, name=f"{title} to the NLL", label=label, method=STROKE))
    gaps = [abs(measure.value - MILES) for measure in measures]
    count = sum(gap <= MILES_TOLERANCE for gap in gaps)
    sure = sum(gap + error <= MILES_TOLERANCE for gap, error in zip(gaps, errors, strict=True))
    possible = sum(gap - error <= MILES_TOLERANCE for gap, error in zip(gaps, errors, strict=True))
    least, greatest = min(m.value for m in measures), max(m.value for m in measures)
    right = [ground.places[i].title for i, gap in zip(ISLANDS, gaps, strict=True) if gap <= MILES_TOLERANCE]
    verdict = judge_count(count, len(ISLANDS))
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, judge_count(sure, len(ISLANDS)), judge_count(possible, len(ISLANDS))}) > 1,
        figure_text=f"{count} of {len(ISLANDS)} islands",
        summary=f"Three miles fits {' and '.join(right) or 'none of the islands'}; the five stand {least:.1f} to "
        f"{greatest:.1f} nautical miles from the line. {_describe_gap(ground)}",
        measures=(*measures, *_shares(ground)),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=tuple(evidence),
        figures=("nll-distances",),
    )


def _describe_gap(ground: Ground) -> str:
    """Say how far the line keeps from the North where no island is near."""
    steps = walk(ground)
    shore_nm = steps.dprk_m[steps.islands_m > GAP_NM * NM_M] / NM_M
    if not len(shore_nm):
        return "It keeps near an island all along."
    low, high = shore_nm.min(), shore_nm.max()
    return f"Where none is within ten miles it keeps {low:.0f} to {high:.0f} miles off the northern shore."


def _shares(ground: Ground) -> tuple[Measure, Measure]:
    """Measure along how much of the line three miles is the distance to either shore."""

    def near_islands(steps: Walk) -> float:
        return 100 * find_share(is_three_miles(steps.islands_m), steps.lengths_m)

    def near_north(steps: Walk) -> float:
        return 100 * find_share(is_three_miles(steps.dprk_m), steps.lengths_m)

    note = "Largest change when the line moves by its accuracy."
    return (
        to_measure(
            "Share of the line 2.5 to 3.5 nm from the nearest island",
            near_islands(walk(ground)),
            "%",
            error=find_spread(ground, near_islands),
            note=note,
        ),
        to_measure(
            "Share of the line 2.5 to 3.5 nm from northern land",
            near_north(walk(ground)),
            "%",
            error=find_spread(ground, near_north),
            note=note,
        ),
    )
