"""Whether the five islands lie on the United Nations Command's side of the Northern Limit Line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import NM_M, count_words, judge_count, root_sum, to_measure
from koreamap.claims._shores import ISLANDS, island_coast
from koreamap.equidistance import find_distances_m, sample_line
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-islands-south-of-nll",
    title="Five islands under the UNC",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="are placed under the jurisdiction of the UNC",
    restated="All five islands lie wholly south of the Northern Limit Line, the northern limit of the Command's ships.",
    place_ids=("nll", "western-islands"),
    tolerance="no part of an island on or north of the line",
    tolerance_reason="A line that limits one's own ships must leave one's own islands whole.",
)

STEP_M = 50.0

METHOD = (
    "Each vertex of each 50 m coast was compared with the latitude of the line at its longitude; gaps are the "
    "shortest geodesics."
)
SOURCES = ("daum", "osm-land", "jisc-mnd")
CAVEATS = (
    "Jurisdiction is a matter of the Agreement, not of geometry; only its opening words on the islands were read.",
    "The line came after the islands were assigned, so it was drawn to fit them.",
)
NOTE = "Datum of the line and coast, in quadrature."


def check(ground: Ground) -> Finding:
    """Compare each vertex of each coast with the line at its longitude."""
    line = shapely.get_coordinates(ground.geometry("nll"))
    line = line[line[:, 0].argsort()]
    points, _lengths = sample_line(ground.geometry("nll"), STEP_M)
    measures, evidence, south, sure = [], [], 0, 0
    for number, island in enumerate(ISLANDS, start=1):
        outline, title = ground.geometry(island), ground.places[island].title
        shore = shapely.get_coordinates(outline)
        is_south = bool((shore[:, 1] < np.interp(shore[:, 0], *line.T)).all())
        gap = float(find_distances_m(points, island_coast(ground, island)).min()) / NM_M * (1 if is_south else -1)
        error = root_sum(ground.accuracy_m("nll"), ground.accuracy_m(island)) / NM_M
        measures.append(to_measure(f"{title} south of the line by", gap, "nm", error=error, note=NOTE))
        middle, label = outline.representative_point(), f"{gap:.1f} nm south"
        evidence.append(draw(CLAIM.id, number, middle, name=title, label=label, method="A point inside the island."))
        south, sure = south + is_south, sure + (gap > error)
    verdict = judge_count(south, len(ISLANDS))
    least = min(measures, key=lambda measure: measure.value)
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=judge_count(sure, len(ISLANDS)) != verdict,
        figure_text=f"{south} of {len(ISLANDS)} islands",
        summary=f"{count_words(south, len(ISLANDS), word='five islands')} lie wholly south of the line, the nearest "
        f"by {least.value:.1f} nautical miles. That the Armistice leaves them to the Command is read in its paragraph "
        "13 (b), not measured.",
        measures=tuple(measures),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=tuple(evidence),
    )
