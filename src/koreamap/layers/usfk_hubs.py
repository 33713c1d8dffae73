"""The four sites on which the two hubs of United States Forces Korea are centred, by footnote 14 of the 2007 paper.

They are points, not base outlines. Osan Air Base lies in the city of Pyeongtaek, not in Osan; the official pages name
Pyeongtaek and Daegu as hubs, and the port of Busan is the paper's.
"""

from __future__ import annotations

from koreamap.layers import points_of
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="usfk_hubs",
    title="USFK hubs",
    title_ko="주한미군 거점",
    summary="Two air bases and two ports on which the two hubs are centred.",
    geometry_type="Point",
    group="main",
    order=620,
    shown=True,
    style=Style(
        color="#1f2a5a", color_dark="#aab6ee", marker="square", size_px=10, label=Label(min_zoom=6, priority=75)
    ),
    expectations=Expectations(count=(4, 4), bbox=(126.8, 35.0, 129.1, 37.2)),
    source_ids=("airports", "repo-ports", "geonames"),
)

build = points_of(SPEC)
