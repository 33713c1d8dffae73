"""Four incidents: their years against sources read, and their places."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import count_words, judge_count, root_sum, to_measure
from koreamap.equidistance import find_distances_m, read_coast
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

EVENTS = {
    "event-1968-blue-house": "1968",
    "event-1976-axe-murder": "1976",
    "event-1996-submarine": "1996",
    "event-2002-west-sea": "2002",
}
"""Place -> the year that the paper prints."""

CLAIM = Claim(
    id="lee-provocations",
    title="Four incidents and their years",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p4",
    quote="A surprise commando attack on the Blue House in 1968, the axe murder incident in 1976, the east coast "
    "commando infiltration by submarine in 1996, and the West Sea engagement in 2002",
    restated="The four incidents took place in the years given.",
    place_ids=(*EVENTS, "mdl"),
    tolerance="the same year",
    tolerance_reason="Years are what the paper gives.",
    outside=True,
)

METHOD = (
    "The printed years were compared with the days in the gazetteer, which come from the sources named; geodesics to "
    "the nearest point of the line."
)
SOURCES = ("bluehouse", "whp76", "gangneung", "gangneung2", "arirang", "yp2")
CAVEATS = (
    (
        "The sources are encyclopaedias and news pages; one prints 28 June 2002 instead of 29, the date in the United "
        "States."
    ),
    "Two of the places were set from memory.",
)


def check(ground: Ground) -> Finding:
    """Compare the years with those of the records, which come from other sources, and measure to the line."""
    line = read_coast([ground.geometry("mdl")])
    agreed = [place_id for place_id, year in EVENTS.items() if ground.places[place_id].valid_from.startswith(year)]
    measures = []
    for place_id in EVENTS:
        gap_km = float(find_distances_m(np.array([ground.point(place_id)]), line)[0]) / 1e3
        error_km = root_sum(ground.accuracy_m(place_id), ground.accuracy_m("mdl")) / 1e3
        measures.append(
            to_measure(
                f"{ground.places[place_id].title} to the MDL",
                gap_km,
                "km",
                error=error_km,
                note="The place and the line, in quadrature.",
            )
        )
    return Finding(
        claim_id=CLAIM.id,
        verdict=judge_count(len(agreed), len(EVENTS)),
        figure_text=f"{len(agreed)} of {len(EVENTS)} years",
        summary=f"{count_words(len(agreed), len(EVENTS), word='four years')} agree with a source read. The places lie "
        f"from the line itself to {max(measure.value for measure in measures):.0f} km from it, on land, on the coast "
        "and at sea.",
        measures=(to_measure("Years that agree", len(agreed), "years", note="A count."), *measures),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=tuple(
            draw(
                CLAIM.id,
                number,
                ground.geometry(place_id),
                name=ground.places[place_id].title,
                label=ground.places[place_id].valid_from,
                method="The event's point.",
            )
            for number, place_id in enumerate(EVENTS, start=1)
        ),
    )
