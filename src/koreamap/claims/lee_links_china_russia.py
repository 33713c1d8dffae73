"""Whether North Korea borders on both China and Russia."""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.claims._evidence import draw
from koreamap.claims._measuring import to_measure
from koreamap.geometry import measure_length_m
from koreamap.layers._land import read_border
from koreamap.model import Claim, Finding

if TYPE_CHECKING:
    from shapely import LineString

    from koreamap.claims._ground import Ground
    from koreamap.model import Feature

CLAIM = Claim(
    id="lee-links-china-russia",
    title="North Korea links China and Russia",
    document_id="lee-2007",
    passage_id="lee-2007/3.A/p2",
    quote="links China and Russia through North Korea",
    restated="North Korea has a land border with both China and Russia, so that a way may lead through it to either.",
    place_ids=("dprk", "china", "russia", "yalu-river", "tumen-river"),
    tolerance="each border longer than its uncertainty",
    tolerance_reason="A border exists or not.",
)

ERROR_SHARE = 0.05

METHOD = (
    "Geodesic length of the published border lines, thinned to 60 m; the part with Russia includes the sea border "
    "where the published line does."
)
SOURCES = ("osm-borders",)
CAVEATS = (
    "A border is not a road: that goods pass was not tested.",
    "The paper speaks of what could become.",
)


def check(ground: Ground) -> Finding:  # noqa: ARG001 - every claim is tested by the same call
    """Measure both borders."""
    lines = dict(zip(("China", "Russia"), read_border(), strict=True))
    lengths = {name: measure_length_m(line) / 1e3 for name, line in lines.items()}
    end = shapely.Point(lines["Russia"].coords[0])
    is_true = all(length > 1 for length in lengths.values())
    return Finding(
        claim_id=CLAIM.id,
        verdict="supported" if is_true else "contradicted",
        figure_text=" and ".join(f"{length:,.0f} km" for length in lengths.values()),
        summary=f"The North borders on China along some {lengths['China']:,.0f} km of the Yalu and the Tumen, and on "
        f"Russia along {lengths['Russia']:,.0f} km of border at the Tumen's mouth. China and Russia also border on "
        "each other, so the link is one way of several.",
        measures=tuple(
            to_measure(
                f"Border with {name}",
                length,
                "km",
                error=length * ERROR_SHARE,
                note="How finely a river is drawn decides: five per cent.",
            )
            for name, length in lengths.items()
        ),
        method=METHOD,
        source_ids=SOURCES,
        caveats=CAVEATS,
        evidence=_draw_evidence(end=end, lengths=lengths, lines=lines),
    )


def _draw_evidence(
    *, end: shapely.Point, lengths: dict[str, float], lines: dict[str, LineString]
) -> tuple[Feature, ...]:
    """Draw what shows it."""
    return (
        draw(
            CLAIM.id,
            1,
            lines["China"],
            name="Border with China",
            label=f"{lengths['China']:,.0f} km",
            method="The published line.",
        ),
        draw(
            CLAIM.id,
            2,
            lines["Russia"],
            name="Border with Russia",
            label=f"{lengths['Russia']:,.0f} km",
            method="The published line.",
        ),
        draw(CLAIM.id, 3, end, name="Where the three meet", method="The common end of both lines."),
    )
