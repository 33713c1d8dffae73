"""The states that the two documents name as actors, for the far view only.

Outlines at 1:110 million, but both Koreas from the detailed land. Drawing an outline takes no side in any dispute;
states that no longer exist (the Soviet Union, Czechoslovakia) are shown by those of today. With some 400 mentions
they would drown the map, so the layer is off at first. Near by an outline gives way to the finer coast, and that of
the Koreas to the Military Demarcation Line: it pales where it may be two pixels off, and is gone where it may be five.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.coordinates import read_coordinates, read_published
from koreamap.geometry import join_polygons
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Fade, Label, LayerSpec, Style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

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
    fades=(
        Fade(feature_ids=("china", "japan", "russia"), from_zoom=3.5, gone_zoom=5),
        Fade(feature_ids=("dprk", "rok"), from_zoom=8, gone_zoom=9.3),
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
    outlines = read_published(read_coordinates(SPEC.id))
    return {place_id: outlines[place_id] for place_id in ("rok", "dprk")}


def build(places: Places, /) -> Features:
    """Take the outlines over."""
    outlines = read_published(read_coordinates(SPEC.id))
    return to_features(SPEC, places, {place_id: join_polygons(outline) for place_id, outline in outlines.items()})
