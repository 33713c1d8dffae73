"""Lines at sea that the DPRK proclaimed: its maritime demarcation line of 1999 and the two waterways of 2000.

Neither the Republic of Korea nor the United Nations Command accepts them. The line of 1999 is drawn through its three
published points; its first leg starts at a point of the estuary that has no published coordinate and is left out. The
waterways are drawn as axes; their inner ends are the highest peaks of two islands, for which the islands' middles
stand. The patrol line claimed in 2007 has no published coordinates and is not drawn.
"""

from __future__ import annotations

from koreamap.coordinates import draw_lines, read_coordinates, to_point
from koreamap.geometry import build_geodesic
from koreamap.layers import Features, Places, to_features
from koreamap.layers.western_islands import read_islands
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="dprk_claimed_lines",
    title="DPRK lines of 1999 and 2000",
    title_ko="조선이 선포한 해상선",
    summary="The maritime line of 1999 and the two waterways of 2000; unilateral and disputed.",
    geometry_type="LineString",
    group="main",
    order=410,
    shown=True,
    style=Style(
        color="#2484bd",
        color_dark="#56b4e9",
        width_px=2,
        dash_px=(5, 4),
        label=Label(min_zoom=7, priority=65, along=True),
    ),
    expectations=Expectations(
        count=(3, 3),
        bbox=(124.5, 36.8, 125.9, 37.8),
        length_km={
            "dprk-1999-line": (95, 105),
            "dprk-2000-waterway-1": (70, 85),
            "dprk-2000-waterway-2": (18, 24),
        },
    ),
    source_ids=("kcna9907", "korea-np", "donga-2000-03", "osm-land"),
    rival_ids=("nll",),
)


def build(places: Places, /) -> Features:
    """Join the published points, and lead the waterways to their islands."""
    coordinates, islands = read_coordinates(SPEC.id), read_islands()
    lines = draw_lines(coordinates)
    for waterway in coordinates.waterway:
        middle = islands[waterway.island].centroid
        lines[waterway.place] = build_geodesic(to_point(waterway.seaward), (middle.x, middle.y))
    return to_features(SPEC, places, lines)
