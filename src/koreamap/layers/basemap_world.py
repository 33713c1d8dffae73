"""The rest of the world's land, for the far view: what lies wholly outside 115-146 E, 28-50 N.

At 1:110 million; nowhere near Korea, where this coast would be kilometres off.
"""

from __future__ import annotations

from shapely import MultiPolygon

from koreamap.layers._ground import GROUND_STYLE, find_surroundings, to_ground
from koreamap.model import Expectations, Layer, LayerSpec, Place

SPEC = LayerSpec(
    id="basemap_world",
    title="Land of the far view",
    title_ko="세계 육지",
    summary="Land far from Korea, at 1:110 million.",
    geometry_type="Polygon",
    group="basemap",
    order=10,
    shown=True,
    style=GROUND_STYLE,
    expectations=Expectations(count=(1, 1), bbox=(-180, -90, 180, 90)),
    source_ids=("natural-earth",),
)


def build(places: dict[str, Place]) -> Layer:  # noqa: ARG001  # every layer has the same signature
    """Keep what does not reach into the finer data.

    Parameters
    ----------
    places : dict
        Not needed.

    Returns
    -------
    Layer
        One multipolygon.
    """
    _, far = find_surroundings()
    land = to_ground(MultiPolygon(far), SPEC.id, feature_id="ground-world", names=("World", "세계"), kind="land")
    return Layer(spec=SPEC, features=(land,))
