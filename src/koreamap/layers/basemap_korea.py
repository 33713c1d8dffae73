"""Korea's land for the map at a distance, at 200 m.

Islets under 0.1 km² are left out; U-do, the smallest of the five western islands, is in. Rivers count as land, but for
the confluence of the Han and the Imjin, which is cut out, crude.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.layers._land import LAND_STYLE, build_korea
from koreamap.model import Expectations, LayerSpec

if TYPE_CHECKING:
    from koreamap.layers import Features, Places

SPEC = LayerSpec(
    id="basemap_korea",
    title="Korea, land at 200 m",
    title_ko="한반도 육지 (200 m)",
    summary="Land of Korea, simplified to 200 m, for the map at a distance.",
    geometry_type="Polygon",
    group="basemap",
    order=30,
    shown=True,
    style=LAND_STYLE,
    expectations=Expectations(
        count=(2, 2),
        bbox=(124.1, 33.0, 132.0, 43.1),
        area_km2={"ground-mainland": (212_000, 220_000), "ground-islands": (5_000, 9_000)},
    ),
    source_ids=("osm-land", "osm-borders", "osm-water"),
    max_zoom=9,
)


def build(_places: Places, /) -> Features:
    """Take Korea's part of the land."""
    return build_korea("osm-land/land-200m.geojson", SPEC.id)
