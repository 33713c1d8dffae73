"""Whether the five islands lay on the southern side when 38° N still parted Korea."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._front import PARALLEL
from koreamap.claims._measuring import count_words, judge_count, root_sum, to_measure
from koreamap.claims._shores import ISLANDS
from koreamap.geometry import build_geodesic, find_distance_m
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-islands-below-parallel",
    title="Control prior to June 24, 1950",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="should be based on the state of control prior to June 24, 1950",
    restated="By the parallel that parted Korea until June 1950, all five islands were the South's already.",
    place_ids=("38th-parallel", "western-islands"),
    tolerance="each island wholly south of 38° N by more than the uncertainty",
    tolerance_reason="Nothing less decides on which side a coast lay; the datum of 1945 may move the parallel by 400 "
    "m.",
    outside=True,
)

METHOD = "The northernmost vertex of each 50 m coast, and the geodesic along its meridian to 38° N."
SOURCES = ("osm-land", "rusk-38", "jisc-mnd")
CAVEATS = (
    "Control on the ground before June 1950 was not measured; that it followed the parallel is outside knowledge.",
    (
        "The shore west of the Imjin, Kaesong and Ongjin among it, was also south of 38° N and is the North's today: "
        "the rule was for islands, and for those named."
    ),
)
NOTE = "Datum of the parallel and coast, in quadrature."
STROKE = "From the northernmost vertex along the meridian."


def check(ground: Ground) -> Finding:
    """Measure from each island's northernmost vertex to the parallel."""
    measures, evidence = [], []
    for number, island in enumerate(ISLANDS, start=1):
        title = ground.places[island].title
        tip = _find_tip(ground, island)
        gap_km = find_distance_m(tip, (tip[0], PARALLEL)) / 1e3 * (1 if tip[1] < PARALLEL else -1)
        error_km = root_sum(ground.accuracy_m("38th-parallel"), ground.accuracy_m(island)) / 1e3
        measures.append(to_measure(f"{title} south of 38° N by", gap_km, "km", error=error_km, note=NOTE))
        stroke, label = build_geodesic(tip, (tip[0], PARALLEL)), f"{gap_km:.1f} km"
        evidence.append(draw(CLAIM.id, number, stroke, name=f"{title} to 38° N", label=label, method=STROKE))
    south = sum(measure.value > 0 for measure in measures)
    sure = sum(measure.value > (measure.uncertainty or 0) for measure in measures)
    verdict = judge_count(south, len(ISLANDS))
    nearest = min(measures, key=lambda measure: measure.value)
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=judge_count(sure, len(ISLANDS)) != verdict,
        figure_text=f"{south} of {len(ISLANDS)} islands",
        summary=f"{count_words(south, len(ISLANDS), word='five islands')} lie south of 38° N, the northernmost by "
        f"{nearest.value:.1f} km. So the reference date gives the same answer as the parallel.",
        measures=tuple(measures),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=tuple(evidence),
    )


def _find_tip(ground: Ground, island: str) -> tuple[float, float]:
    vertices = shapely.get_coordinates(ground.geometry(island))
    lon, lat = vertices[vertices[:, 1].argmax()]
    return float(lon), float(lat)
