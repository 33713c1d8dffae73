"""Towns and islands that texts on the armistice name, beside the cities of the two documents.

Among them the ports of entry of the Armistice's paragraph 43, and those that changed sides between the 38th parallel
and the Military Demarcation Line. One point stands for a whole town, island or peninsula.
"""

from __future__ import annotations

from koreamap.coordinates import read_coordinates, read_published
from koreamap.layers import Features, Places, find_points, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="towns",
    title="Towns and islands",
    title_ko="고을과 섬",
    summary="One point for each; the Armistice's ports of entry among them.",
    geometry_type="Point",
    group="context",
    order=604,
    style=Style(
        color="#4a4f57", color_dark="#c9ced6", marker="circle", size_px=5, label=Label(min_zoom=8, priority=30)
    ),
    expectations=Expectations(count=(58, 58), bbox=(124.3, 33.4, 130.4, 42.5)),
    source_ids=("geonames", "unsourced"),
)


def build(places: Places, /) -> Features:
    """Set each at its published point, or at that of its record."""
    return to_features(SPEC, places, {**find_points(places), **read_published(read_coordinates(SPEC.id))})
