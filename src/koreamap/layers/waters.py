"""The West Sea, as Koreans call the Yellow Sea between Korea and China.

Its outer limits are drawn by us: from the Chinese coast at 33° N to Jeju and the mainland, and across the Bohai
Strait. They are limits of a name, not of any state's waters.
"""

from __future__ import annotations

import shapely

from koreamap.geometry import largest_part, read_geometry
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

OUTLINE = (
    (119.0, 33.0), (124.0, 33.0), (126.17, 33.3), (126.52, 34.3), (127.0, 34.9), (127.0, 40.0), (125.0, 41.0),
    (122.6, 40.5), (121.9, 39.5), (121.14, 38.73), (120.75, 37.83), (119.5, 36.9), (118.5, 35.0),
)  # fmt: skip
"""Degrees; where it runs over land only its being on land matters."""

SPEC = LayerSpec(
    id="waters",
    title="West Sea",
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
        label=Label(min_zoom=5, max_zoom=9, priority=40, size_px=14, italic=True, suffix="schematic"),
    ),
    expectations=Expectations(count=(1, 1), bbox=(118.4, 32.9, 127.1, 41.1), area_km2={"west-sea": (330_000, 430_000)}),
    source_ids=("osm-land", "osm-borders", "koreamap"),
)


def build(places: Places, /) -> Features:
    """Take the land out of the outline."""
    land = [
        read_geometry(row["geometry"], f"country {row['properties']['iso_a3']}")
        for row in read_raw_features("osm-borders/countries-1000m.geojson")
    ]
    sea = largest_part(shapely.Polygon(OUTLINE).difference(shapely.union_all(land)))
    return to_features(SPEC, places, {"west-sea": sea})
