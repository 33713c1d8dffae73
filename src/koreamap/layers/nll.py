"""The Northern Limit Line, drawn by the United Nations Command for its own ships after the Armistice.

The western line joins the eleven published points. It is not part of the Armistice Agreement, which draws no line at
sea, and the DPRK disputes it. The eastern line and the stretch west of the eleventh point are known from descriptions
only; they are separate features, marked schematic, so that nobody takes them for published courses.
"""

from __future__ import annotations

import shapely
from shapely import LineString

from koreamap.geometry import build_parallel
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

POINTS = (
    (126 + 6 / 60 + 40 / 3600, 37 + 42 / 60 + 45 / 3600),
    (126 + 1 / 60, 37 + 39 / 60 + 30 / 3600),
    (125 + 45 / 60, 37 + 42 / 60 + 53 / 3600),  # the list read prints 126-45-00E, which is on land
    (125 + 41 / 60 + 42 / 3600, 37 + 41 / 60 + 30 / 3600),
    (125 + 40 / 60, 37 + 41 / 60 + 25 / 3600),
    (125 + 31 / 60, 37 + 40 / 60 + 55 / 3600),
    (125 + 14 / 60 + 40 / 3600, 37 + 35 / 60),
    (125 + 2 / 60 + 50 / 3600, 37 + 38 / 60 + 15 / 3600),
    (124 + 52 / 60, 37 + 46 / 60),
    (124 + 51 / 60, 38.0),
    (124 + 38 / 60, 38 + 3 / 60),
)
"""The published points from east to west, degrees; the datum is not stated (source ``daum``)."""

EAST_LAT, EAST_START, EAST_END = 38 + 37 / 60, 128.36, 133.01036904304792  # 218 nautical miles (deokjil, joongang2001)
WEST_END = 124.0  # dancing9

SPEC = LayerSpec(
    id="nll",
    title="Northern Limit Line",
    title_ko="북방한계선",
    summary="The United Nations Command's limit for its own ships; unilateral and disputed.",
    geometry_type="LineString",
    group="armistice",
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
)


def build(places: Places, /) -> Features:
    """Join the points, and draw the two described stretches along their parallels."""
    end_lon, end_lat = POINTS[-1]
    lines = {
        "nll": LineString(POINTS),
        "nll-east": build_parallel(EAST_LAT, west=EAST_START, east=EAST_END),
        "nll-west-extension": shapely.reverse(build_parallel(end_lat, west=WEST_END, east=end_lon)),
    }
    return to_features(SPEC, places, lines)
