"""Whether the Northern Limit Line can be three miles off the islands and equidistant at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import find_share, judge_share, to_measure
from koreamap.claims._western_line import draw_stretches, find_spread, is_equidistant, is_three_miles, walk
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from numpy import bool_
    from numpy.typing import NDArray

    from koreamap.claims._ground import Ground
    from koreamap.claims._western_line import Walk

CLAIM = Claim(
    id="lee-nll-both-at-once",
    title="NLL both three miles off and equidistant",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="along three nautical miles to the north of the 5 western islands and equidistant from those islands and "
    "North Korean territory",
    restated="The same points of the line are three nautical miles from the nearest island and as far from the North.",
    place_ids=("nll", "western-islands", "dprk"),
    tolerance="both single tolerances at once, along nine tenths of the line",
    tolerance_reason="Those of the two single claims; below a tenth of the line the claim counts as contradicted.",
)

METHOD = (
    "Every 500 m of the line, the distances to the nearest of the five islands and to the nearest northern land were "
    "put to both tests."
)
SOURCES = ("daum", "osm-borders", "osm-land")
CAVEATS = (
    "The paper may mean the two rules in turn; then the two single claims are the fairer test.",
    "Near the line an islet counts for the side of the line on which it lies.",
)


def check(ground: Ground) -> Finding:
    """Ask both at every 500 m of the line."""
    steps = walk(ground)
    share = find_share(_holds(steps), steps.lengths_m)
    spread = find_spread(ground, lambda moved: find_share(_holds(moved), moved.lengths_m))
    verdict = judge_share(share)
    stretches = draw_stretches(ground, _holds(steps))
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, judge_share(share - spread), judge_share(share + spread)}) > 1,
        figure_text=f"{100 * share:.0f} ± {100 * spread:.0f} % of the line",
        summary=f"Both hold together along {100 * share:.0f} per cent of the line. They can hold together only where "
        "the shores lie six miles apart, so the sentence gives two rules for different stretches at best.",
        measures=(
            to_measure(
                "Share of the line where both hold",
                100 * share,
                "%",
                error=100 * spread,
                note="Largest change when the line moves by its accuracy in eight directions.",
            ),
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=()
        if stretches is None
        else (
            draw(
                CLAIM.id,
                1,
                stretches,
                name="NLL where both rules hold",
                label="both rules",
                method="Steps of 500 m that pass both tests.",
            ),
        ),
        figures=("nll-distances",),
    )


def _holds(steps: Walk) -> NDArray[bool_]:
    return is_equidistant(steps) & is_three_miles(steps.islands_m)
