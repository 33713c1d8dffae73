"""The confluence of the Han and the Imjin, where the published land counts the river as land. Crude.

Only there is the water known to the sources carried in; further up both rivers are drawn as land.
"""

from __future__ import annotations

import shapely

from koreamap.geometry import join_polygons
from koreamap.layers._ground import GROUND_STYLE, read_rows, to_ground
from koreamap.model import Expectations, Layer, LayerSpec, Place

SPEC = LayerSpec(
    id="basemap_water",
    title="Confluence of the Han and the Imjin",
    title_ko="한강·임진강 합류부",
    summary="River water at the head of the Han estuary; crude.",
    geometry_type="Polygon",
    group="basemap",
    order=35,
    shown=True,
    style=GROUND_STYLE,
    expectations=Expectations(
        count=(1, 1), bbox=(126.55, 37.64, 126.70, 37.85), area_km2={"water-han-imjin": (10, 60)}
    ),
    source_ids=("osm-water",),
    min_zoom=7,
)


def build(places: dict[str, Place]) -> Layer:  # noqa: ARG001  # every layer has the same signature
    """Join the published pieces.

    Parameters
    ----------
    places : dict
        Not needed.

    Returns
    -------
    Layer
        One feature.
    """
    water = join_polygons(shapely.union_all([geometry for _, geometry in read_rows("osm-water/han-imjin.geojson")]))
    names = ("Confluence of the Han and the Imjin", "한강·임진강 합류부")
    return Layer(
        spec=SPEC, features=(to_ground(water, SPEC.id, feature_id="water-han-imjin", names=names, kind="water"),)
    )
