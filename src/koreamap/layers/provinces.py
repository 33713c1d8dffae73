"""The provinces of both Koreas, of today and of 1945 to 1953, each as the point of its seat.

No outline of a province is carried in, and none is claimed: the point says where the province is, not how far it
reaches. Hwanghae, Kyonggi and Kangwon were cut by the 38th parallel; the Armistice's paragraph 13(b) names the
boundary of the first two.
"""

from __future__ import annotations

from koreamap.coordinates import read_coordinates, read_published
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="provinces",
    title="Provinces, by their seats",
    title_ko="도(도청 소재지)",
    summary="One point for each province, where its seat is; no outline is drawn.",
    geometry_type="Point",
    group="context",
    order=603,
    style=Style(
        color="#6b5a7a", color_dark="#c3b3d1", marker="square", size_px=6, label=Label(min_zoom=7, priority=25)
    ),
    expectations=Expectations(count=(18, 18), bbox=(124.3, 34.9, 129.9, 41.9)),
    source_ids=("geonames",),
)


def build(places: Places, /) -> Features:
    """Set each at the published point of its seat."""
    return to_features(SPEC, places, read_published(read_coordinates(SPEC.id)))
