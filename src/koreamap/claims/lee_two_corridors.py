"""The two corridors through the zone, in the west and in the east, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import root_sum, to_measure
from koreamap.claims._shores import dprk_land
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.geometry import measure_length_m
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

CLAIM = Claim(
    id="lee-two-corridors",
    title="Two corridors through the zone",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p8",
    quote="the Kaesung Industrial Complex line (November, 2000) and the Eastern line that accesses the Keumkang "
    "tourist facilities (September, 2002)",
    restated="One corridor crosses the zone in the west and leads to the Kaesong complex, the other in the east to "
    "Mount Kumgang, both beyond the line; they were agreed in November 2000 and September 2002.",
    place_ids=("western-corridor", "eastern-corridor", "kaesong-industrial-complex", "mount-kumgang", "mdl", "dmz"),
    tolerance="crossings in the first and the last tenth of the line, ends beyond it by more than the uncertainty",
    tolerance_reason="West and east mean the ends of the line; a site on its far side must be so for certain.",
    outside=True,
)

SITES = {"western-corridor": "kaesong-industrial-complex", "eastern-corridor": "mount-kumgang"}
END_SHARE = 0.1

METHOD = (
    "Where each drawn stroke meets the line, as a share of the line's length; geodesics from both goals to the line; "
    "the dates against news reports read."
)
SOURCES = ("indexp2000", "people2002", "trib2003", "osm-borders", "unsourced")
CAVEATS = (
    (
        "The strokes were drawn through the line by us, from memory, so that they cross it is no finding; that the "
        "goals lie beyond is."
    ),
    (
        "The agreement of September 2002 read is that on railways and roads; the Command's own with the People's Army "
        "of the same month is known from no source read."
    ),
)
NOTE = "The site and the line, in quadrature."


def check(ground: Ground) -> Finding:
    """Find where each corridor meets the line, and how far beyond the line its goal lies."""
    line = ground.geometry("mdl")
    coast, north = read_coast([line]), dprk_land(ground)[0]
    measures, evidence, results = [], [], []
    for number, (corridor, site) in enumerate(SITES.items(), start=1):
        met = shapely.get_parts(ground.geometry(corridor).intersection(line))
        share = float(line.project(met[0], normalized=True)) if len(met) else 0.5
        point = ground.geometry(site)
        is_beyond = bool(north.contains(point))
        gap_km = float(find_distances_m(np.array([ground.point(site)]), coast)[0]) / 1e3 * (1 if is_beyond else -1)
        error_km = root_sum(ground.accuracy_m(site), ground.accuracy_m("mdl")) / 1e3
        results.append((min(share, 1 - share) <= END_SHARE, gap_km > 0, gap_km > error_km))
        crossing = f"{ground.places[corridor].title}: crossing, share of the line from the west"
        slack = 100 * ground.accuracy_m(corridor) / measure_length_m(line)
        title = ground.places[site].title
        measures += [
            to_measure(crossing, 100 * share, "%", error=slack, note="The corridor's accuracy along the line."),
            to_measure(f"{title} beyond the line by", gap_km, "km", error=error_km, note=NOTE),
        ]
        label = f"{gap_km:.0f} km beyond"
        evidence.append(draw(CLAIM.id, number, point, name=title, label=label, method="The site's point."))
    is_true, is_sure = all(ends and beyond for ends, beyond, _ in results), all(sure for _, _, sure in results)
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_true else "partly supported",
        within_uncertainty=not is_sure,
        figure_text="west and east" if is_true else "not both",
        summary="One corridor crosses near each end of the line, and both goals lie on its far side. The dates agree "
        "with news read of 17 November 2000 and 17 September 2002.",
        measures=tuple(measures),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=tuple(evidence),
    )
