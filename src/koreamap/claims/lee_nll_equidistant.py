"""Whether the Northern Limit Line is as far from the five islands as from the land of the North."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import find_share, judge_share, to_measure
from koreamap.claims._median import AREA_NOTE, draw_areas, draw_median
from koreamap.claims._western_line import EQUAL_SHARE, draw_stretches, find_spread, is_equidistant, walk
from koreamap.geometry import measure_area_m2
from koreamap.model import Claim, Finding, Measure

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

    from koreamap.claims._ground import Ground
    from koreamap.claims._western_line import Walk
    from koreamap.model import Feature

CLAIM = Claim(
    id="lee-nll-equidistant",
    title="NLL equidistant from islands and the North",
    document_id="lee-2007",
    passage_id="lee-2007/2.C/p2",
    quote="equidistant from those islands and North Korean territory",
    restated="Each point of the Northern Limit Line is as far from the nearest of the five islands as from the "
    "nearest land of the North.",
    place_ids=("nll", "western-islands", "dprk"),
    tolerance="a difference of at most a tenth of the mean of the two distances, along nine tenths of the line",
    tolerance_reason="The line joins few points by straight legs, and half a mile at five is what a chart reader of "
    "the time could call equal; below a tenth of the line the claim counts as contradicted.",
)

LENGTH_NOTE = "Largest change when the line moves by its accuracy in eight directions."

METHOD = (
    "Every 500 m of the line, the geodesic distances to the nearest of the five islands and to the nearest northern "
    "land (mainland and islets of at least 0.01 km²) were compared. The median lines were drawn so that no point of "
    "them is nearer to one side by more than 50 m."
)
SOURCES = ("daum", "osm-borders", "osm-land")
CAVEATS = (
    (
        "Near the line an islet counts for the side of the line on which it lies; a median that weighed islets "
        "otherwise would run elsewhere."
    ),
    (
        "A datum shift takes from one distance what it gives to the other, so the uncertainty counts double in their "
        "difference."
    ),
    (
        "The median line against all islands and shores of the South is drawn for comparison, and the areas are to "
        "it, between the longitudes of the line's ends; the paper speaks of the five islands."
    ),
)


def check(ground: Ground) -> Finding:
    """Compare both distances along the whole line, and draw the true median line beside it."""
    steps = walk(ground)
    share = find_share(is_equidistant(steps), steps.lengths_m)
    spread = find_spread(ground, lambda moved: find_share(is_equidistant(moved), moved.lengths_m))
    verdict = judge_share(share)
    return Finding(
        claim_id=CLAIM.id,
        verdict=verdict,
        within_uncertainty=len({verdict, judge_share(share - spread), judge_share(share + spread)}) > 1,
        figure_text=f"{100 * share:.0f} ± {100 * spread:.0f} % of the line",
        summary=f"The two distances agree within a tenth along {100 * share:.0f} per cent of the line only, in short "
        f"stretches off the islands. Along {100 * find_share(steps.dprk_m < steps.islands_m, steps.lengths_m):.0f} "
        "per cent of its length it runs nearer to the North than to any of the five.",
        measures=(*_measure_shares(ground, share, spread), *_measure_areas(ground)),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=_draw_evidence(ground),
        figures=("nll-distances", "areas"),
    )


def _measure_shares(ground: Ground, share: float, spread: float) -> list[Measure]:
    def find_at(limit: float, steps: Walk) -> float:
        return 100 * find_share(is_equidistant(steps, limit), steps.lengths_m)

    rows = [
        to_measure(
            f"Share of the line equidistant within {EQUAL_SHARE:.0%}",
            100 * share,
            "%",
            error=100 * spread,
            note=LENGTH_NOTE,
        )
    ]
    for limit in (0.05, 0.25):
        change = find_spread(ground, lambda moved, limit=limit: find_at(limit, moved))  # type: ignore[misc]
        rows.append(
            to_measure(
                f"Share of the line equidistant within {limit:.0%}",
                find_at(limit, walk(ground)),
                "%",
                error=change,
                note=LENGTH_NOTE,
            )
        )
    return rows


def _measure_areas(ground: Ground) -> list[Measure]:
    return [
        to_measure(label, measure_area_m2(area) / 1e6, "km²", error=error_km2, note=AREA_NOTE)
        for label, area, error_km2 in draw_areas(ground)
    ]


def _draw_evidence(ground: Ground) -> tuple[Feature, ...]:
    holds = draw_stretches(ground, is_equidistant(walk(ground)))
    drawn: list[tuple[BaseGeometry, str, str]] = (
        [] if holds is None else [(holds, "NLL where it is equidistant", "equidistant within a tenth")]
    )
    drawn.append(
        (draw_median(ground, only_five=True), "Median line: five islands and the North", "median, five islands")
    )
    drawn.append(
        (draw_median(ground, only_five=False), "Median line: all shores of South and North", "median, all shores")
    )
    drawn += [(area, label, f"{measure_area_m2(area) / 1e6:.0f} km²") for label, area, _error in draw_areas(ground)]
    return tuple(
        draw(CLAIM.id, number, geometry, name=name, label=label, method="Computed from the line and both coasts.")
        for number, (geometry, name, label) in enumerate(drawn, start=1)
    )
