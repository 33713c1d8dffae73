"""Korea's land for the map near by, at 50 m.

Takes over from the 200 m land at zoom 9. Islets under 0.01 km² are left out. Rivers count as land, but for the
confluence of the Han and the Imjin, which is cut out, crude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.layers._land import LAND_STYLE, build_korea
from koreamap.model import Expectations, LayerSpec

if TYPE_CHECKING:
    from koreamap.layers import Features, Places

SPEC = LayerSpec(
    id="basemap_korea_detail",
    title="Korea, land at 50 m",
    title_ko="한반도 육지 (50 m)",
    summary="Land of Korea, simplified to 50 m, for the map near by.",
    geometry_type="Polygon",
    group="basemap",
    order=31,
    shown=True,
    style=LAND_STYLE,
    expectations=Expectations(
        count=(2, 2),
        bbox=(124.1, 33.0, 132.0, 43.1),
        area_km2={"ground-mainland-detail": (212_000, 220_000), "ground-islands-detail": (5_000, 9_000)},
    ),
    source_ids=("osm-land", "osm-borders", "osm-water"),
    min_zoom=9,
)


def build(_places: Places, /) -> Features:
    """Take Korea's part of the land."""
    return build_korea("osm-land/land-50m.geojson", SPEC.id, "-detail")
