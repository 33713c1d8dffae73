"""The land around Korea: all of Asia and what it joins, in one piece without seams.

Around Korea it is the 200 m land less Korea's; from there to 115-146 E, 28-50 N the countries at 1 km; beyond, the
countries of the far view. The three are melted together where they overlap, so that no edge of a cut shows. Land that
the far view alone has is in `basemap_world`.
"""

from __future__ import annotations

import shapely
from shapely import MultiPolygon

from koreamap.geometry import join_polygons
from koreamap.layers._ground import GROUND_STYLE, find_surroundings, to_ground
from koreamap.model import Expectations, Layer, LayerSpec, Place

SPEC = LayerSpec(
    id="basemap_neighbours",
    title="Land of the neighbours",
    title_ko="주변국 육지",
    summary="The land around Korea, the finer the nearer.",
    geometry_type="Polygon",
    group="basemap",
    order=20,
    shown=True,
    style=GROUND_STYLE,
    expectations=Expectations(count=(2, 2), bbox=(-180, -90, 180, 90)),
    source_ids=("osm-land", "osm-borders", "natural-earth"),
)


def build(places: dict[str, Place]) -> Layer:  # noqa: ARG001  # every layer has the same signature
    """Melt the three scales together and keep what reaches into the finer two.

    Parameters
    ----------
    places : dict
        Not needed.

    Returns
    -------
    Layer
        The mainland of Asia and what it joins, and the islands.
    """
    near, _ = find_surroundings()
    mainland, *islands = sorted(near, key=lambda part: -part.area)
    return Layer(
        spec=SPEC,
        features=(
            to_ground(mainland, SPEC.id, feature_id="ground-continent", names=("Asia", "아시아"), kind="land"),
            to_ground(
                join_polygons(shapely.union_all(MultiPolygon(islands))),
                SPEC.id,
                feature_id="ground-neighbour-islands",
                names=("Islands around Korea", "주변국의 섬"),
                kind="land",
            ),
        ),
    )
