"""The two transport corridors through the Demilitarized Zone, opened by agreements of 2000 and 2002.

Road and railway in the west to Kaesong, in the east to Mount Kumgang. Their courses were not read in any source: each
is a short straight stroke through the place where it crosses the Military Demarcation Line, and says no more than
that.
"""

from __future__ import annotations

from koreamap.coordinates import draw_lines, read_coordinates
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="corridors",
    title="Transport corridors",
    title_ko="남북 교통로",
    summary="Where road and railway were led through the Demilitarized Zone.",
    geometry_type="LineString",
    group="context",
    order=440,
    style=Style(
        color="#8a6d3b",
        color_dark="#c9a96a",
        width_px=3,
        dash_px=(6, 4),
        double=True,
        is_uncertain=True,
        label=Label(min_zoom=9, priority=55, suffix="schematic", stands_at=0.1),
    ),
    expectations=Expectations(
        count=(2, 2),
        bbox=(126.6, 37.8, 128.45, 38.7),
        length_km={"western-corridor": (9.9, 10.1), "eastern-corridor": (9.9, 10.1)},
    ),
    source_ids=("koreamap", "unsourced"),
)


def build(places: Places, /) -> Features:
    """Draw a stroke through each crossing."""
    return to_features(SPEC, places, draw_lines(read_coordinates(SPEC.id)))
