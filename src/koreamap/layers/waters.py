"""The West Sea, as Koreans call it, or Yellow Sea, between Korea and China.

Its outer limits are drawn by us: from the Chinese coast at 33° N to Jeju and the mainland, and across the Bohai
Strait. They are limits of a name, not of any state's waters.
"""

from __future__ import annotations

import shapely

from koreamap.coordinates import draw_outlines, read_coordinates
from koreamap.geometry import largest_part
from koreamap.layers import Features, Places, to_features
from koreamap.layers._land import read_rows
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="waters",
    title="West Sea / Yellow Sea",
    title_ko="서해",
    summary="The sea between Korea and China, by limits that we drew.",
    geometry_type="Polygon",
    group="context",
    order=120,
    style=Style(
        color="#3f7696",
        color_dark="#7fb0cc",
        width_px=1,
        dash_px=(2, 4),
        fill_opacity=0.12,
        is_uncertain=True,
        label=Label(min_zoom=5, max_zoom=9, priority=40, size_px=14, italic=True, suffix="schematic"),
    ),
    expectations=Expectations(count=(1, 1), bbox=(118.4, 32.9, 127.1, 41.1), area_km2={"west-sea": (330_000, 430_000)}),
    source_ids=("osm-land", "osm-borders", "koreamap"),
)


def build(places: Places, /) -> Features:
    """Take the land out of the outline."""
    land = [outline for _, outline in read_rows("osm-borders/countries-1000m.geojson")]
    outlines = draw_outlines(read_coordinates(SPEC.id))
    seas = {id_: largest_part(outline.difference(shapely.union_all(land))) for id_, outline in outlines.items()}
    return to_features(SPEC, places, seas)
