"""The rest of the world's land, for the far view: what lies wholly outside 115-146 E, 28-50 N.

At 1:110 million; nowhere near Korea, where this coast would be kilometres off.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from shapely import MultiPolygon

from koreamap.layers._land import LAND_STYLE, find_surroundings, to_basemap
from koreamap.model import Expectations, LayerSpec

if TYPE_CHECKING:
    from koreamap.layers import Features, Places

SPEC = LayerSpec(
    id="basemap_world",
    title="Land of the far view",
    title_ko="세계 육지",
    summary="Land far from Korea, at 1:110 million.",
    geometry_type="Polygon",
    group="basemap",
    order=10,
    shown=True,
    style=LAND_STYLE,
    expectations=Expectations(count=(1, 1), bbox=(-180, -90, 180, 90)),
    source_ids=("natural-earth",),
)


def build(_places: Places, /) -> Features:
    """Keep what does not reach into the finer data."""
    _, far = find_surroundings()
    land = to_basemap(MultiPolygon(far), SPEC.id, feature_id="ground-world", names=("World", "세계"), kind="land")
    return (land,)
