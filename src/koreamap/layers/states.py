"""The states that the two documents name as actors, for the far view only.

Outlines at 1:110 million, but both Koreas from the detailed land. Drawing an outline takes no side in any dispute;
states that no longer exist (the Soviet Union, Czechoslovakia) are shown by those of today. With some 400 mentions
they would drown the map, so the layer is off at first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.geometry import join_polygons, read_geometry
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

KOREAS = {"rok": "KOR", "dprk": "PRK"}
"""Place id -> ``iso_a3`` in the detailed file."""

ISO_N3 = {
    "united-states": "840", "china": "156", "japan": "392", "russia": "643", "united-kingdom": "826", "france": "250",
    "australia": "036", "new-zealand": "554", "canada": "124", "netherlands": "528", "belgium": "056", "turkey": "792",
    "philippines": "608", "thailand": "764", "colombia": "170", "ethiopia": "231", "south-africa": "710",
    "greece": "300", "luxembourg": "442", "vietnam": "704", "iraq": "368", "afghanistan": "004", "libya": "434",
    "taiwan": "158", "switzerland": "756", "sweden": "752", "poland": "616", "czechia": "203", "slovakia": "703",
}  # fmt: skip
"""Place id -> ISO 3166-1 numeric code in the world file."""

SPEC = LayerSpec(
    id="states",
    title="States named in the documents",
    title_ko="문헌에 나오는 국가",
    summary="Outlines of the states that the documents name as actors, for the far view.",
    geometry_type="Polygon",
    group="context",
    order=100,
    style=Style(
        color="#6b6b6b",
        color_dark="#a0a8b0",
        width_px=1,
        fill_opacity=0.08,
        label=Label(min_zoom=2, max_zoom=6, priority=30),
    ),
    expectations=Expectations(
        count=(31, 31),
        bbox=(-180, -90, 180, 90),
        area_km2={"rok": (95_000, 105_000), "dprk": (115_000, 127_000), "russia": (16_500_000, 17_500_000)},
    ),
    source_ids=("natural-earth", "osm-land", "osm-borders"),
)


def read_koreas() -> dict[str, BaseGeometry]:
    """Read the land of the two Koreas by place id."""
    rows = {
        row["properties"]["iso_a3"]: row["geometry"] for row in read_raw_features("osm-borders/countries-1000m.geojson")
    }
    return {place_id: read_geometry(rows.get(code), f"state {place_id}") for place_id, code in KOREAS.items()}


def build(places: Places, /) -> Features:
    """Take the outlines over."""
    path = "natural-earth/countries-110m.geojson"
    rows = {row["properties"].get("iso_n3"): row["geometry"] for row in read_raw_features(path)}
    outlines = read_koreas() | {
        place_id: join_polygons(read_geometry(rows.get(code), f"state {place_id}")) for place_id, code in ISO_N3.items()
    }
    return to_features(SPEC, places, outlines)
