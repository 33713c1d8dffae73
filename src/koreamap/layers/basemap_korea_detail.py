"""Korea's land for the map near by, at 50 m.

Takes over from the 200 m land at zoom 9. Islets under 0.01 km² are left out. Rivers count as land, but for the
confluence of the Han and the Imjin, which is cut out, crude.
"""

from __future__ import annotations

from shapely import MultiPolygon

from koreamap.layers._ground import GROUND_STYLE, split_korea, to_ground
from koreamap.model import Expectations, Layer, LayerSpec, Place

SPEC = LayerSpec(
    id="basemap_korea_detail",
    title="Korea, land at 50 m",
    title_ko="한반도 육지 (50 m)",
    summary="Land of Korea, simplified to 50 m, for the map near by.",
    geometry_type="Polygon",
    group="basemap",
    order=31,
    shown=True,
    style=GROUND_STYLE,
    expectations=Expectations(
        count=(2, 2),
        bbox=(124.1, 33.0, 132.0, 43.1),
        area_km2={"ground-mainland-detail": (212_000, 220_000), "ground-islands-detail": (5_000, 9_000)},
    ),
    source_ids=("osm-land", "osm-borders", "osm-water"),
    min_zoom=9,
)


def build(places: dict[str, Place]) -> Layer:  # noqa: ARG001  # every layer has the same signature
    """Take Korea's part of the land.

    Parameters
    ----------
    places : dict
        Not needed.

    Returns
    -------
    Layer
        The mainland and the islands.
    """
    (mainland, *islands), _ = split_korea("osm-land/land-50m.geojson")
    return Layer(
        spec=SPEC,
        features=(
            to_ground(mainland, SPEC.id, feature_id="ground-mainland-detail", names=("Korea", "한반도"), kind="land"),
            to_ground(
                MultiPolygon(islands),
                SPEC.id,
                feature_id="ground-islands-detail",
                names=("Islands of Korea", "한국의 섬"),
                kind="land",
            ),
        ),
    )
