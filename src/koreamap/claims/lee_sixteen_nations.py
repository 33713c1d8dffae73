"""Whether the sixteen nations are sixteen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._measuring import to_measure
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from koreamap.claims._ground import Ground

_NATIONS = {
    "the United States": "united-states", "the UK": "united-kingdom", "France": "france", "Australia": "australia",
    "New Zealand": "new-zealand", "Canada": "canada", "the Netherlands": "netherlands", "Belgium": "belgium",
    "Turkey": "turkey", "the Philippines": "philippines", "Thailand": "thailand", "Colombia": "colombia",
    "Ethiopia": "ethiopia", "South Africa": "south-africa", "Greece": "greece", "Luxemburg": "luxembourg",
}  # fmt: skip
"""As printed -> the place that it names."""

CLAIM = Claim(
    id="lee-sixteen-nations",
    title="Sixteen nations",
    document_id="lee-2007",
    passage_id="lee-2007/2.A/p2",
    quote="Sixteen nations joining the war (the United States, the UK, France, Australia, New Zealand, Canada, the "
    "Netherlands, Belgium, Turkey, the Philippines, Thailand, Colombia, Ethiopia, South Africa, Greece and Luxemburg)",
    restated="The list in the brackets names sixteen different states.",
    place_ids=tuple(_NATIONS.values()),
    tolerance="exactly sixteen",
    tolerance_reason="A count admits none.",
)

METHOD = "The names in the brackets were counted and each led to a state of the gazetteer."
CAVEATS = ("The list is compared with its own number: no roll of the contributing states was read.",)


def check(ground: Ground) -> Finding:
    """Count the names in the brackets, and the states that they lead to."""
    listed = CLAIM.quote.split("(")[1].rstrip(")").replace(" and ", ", ").split(", ")
    states = {_NATIONS[name] for name in listed if _NATIONS.get(name) in ground.places}
    is_true = len(listed) == len(states) == 16
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_true else "contradicted",
        figure_text=f"{len(states)} states listed",
        summary=f"The brackets hold {len(listed)} names of {len(states)} different states. That these and no others "
        "sent forces is not tested here.",
        measures=(to_measure("States listed", len(states), "states", note="A count."),),
        method=METHOD,
        caveats=CAVEATS,
    )
