"""The Northern Limit Line, drawn by the United Nations Command for its own ships after the Armistice.

The western line joins the eleven published points. It is not part of the Armistice Agreement, which draws no line at
sea, and the DPRK disputes it. The eastern line and the stretch west of the eleventh point are known from descriptions
only; they are separate features, marked schematic, so that nobody takes them for published courses.
"""

from __future__ import annotations

from koreamap.coordinates import draw_lines, read_coordinates
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="nll",
    title="Northern Limit Line",
    title_ko="북방한계선",
    summary="The United Nations Command's limit for its own ships; unilateral and disputed.",
    geometry_type="LineString",
    group="main",
    order=420,
    shown=True,
    style=Style(
        color="#0072b2",
        color_dark="#2f8fd0",
        width_px=2.5,
        dash_px=(10, 4, 2, 4),
        casing_px=1.5,
        label=Label(min_zoom=6, priority=95, along=True),
    ),
    expectations=Expectations(
        count=(3, 3),
        bbox=(123.99, 37.58, 133.02, 38.62),
        length_km={"nll": (167, 169), "nll-east": (400, 408), "nll-west-extension": (54, 57)},
    ),
    source_ids=("daum", "osm-borders", "deokjil", "joongang2001", "dancing9"),
    rival_ids=("dprk_claimed_lines",),
)


def build(places: Places, /) -> Features:
    """Join the points, and draw the two described stretches along their parallels."""
    return to_features(SPEC, places, draw_lines(read_coordinates(SPEC.id)))
