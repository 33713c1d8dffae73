"""The land around Korea: all of Asia and what it joins, in one piece without seams.

Around Korea it is the 200 m land less Korea's; from there to 115-146 E, 28-50 N the countries at 1 km; beyond, the
countries of the far view. The three are melted together where they overlap, so that no edge of a cut shows. Land that
the far view alone has is in `basemap_world`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely
from shapely import MultiPolygon

from koreamap.geometry import join_polygons
from koreamap.layers._land import LAND_STYLE, find_surroundings, to_basemap
from koreamap.model import Expectations, LayerSpec

if TYPE_CHECKING:
    from koreamap.layers import Features, Places

SPEC = LayerSpec(
    id="basemap_neighbours",
    title="Land of the neighbours",
    title_ko="주변국 육지",
    summary="The land around Korea, the finer the nearer.",
    geometry_type="Polygon",
    group="basemap",
    order=20,
    shown=True,
    style=LAND_STYLE,
    expectations=Expectations(count=(2, 2), bbox=(-180, -90, 180, 90)),
    source_ids=("osm-land", "osm-borders", "natural-earth"),
)


def build(_places: Places, /) -> Features:
    """Melt the three scales together and keep what reaches into the finer two."""
    near, _ = find_surroundings()
    mainland, *islands = sorted(near, key=lambda part: -part.area)
    return (
        to_basemap(mainland, SPEC.id, feature_id="ground-continent", names=("Asia", "아시아"), kind="land"),
        to_basemap(
            join_polygons(shapely.union_all(MultiPolygon(islands))),
            SPEC.id,
            feature_id="ground-neighbour-islands",
            names=("Islands around Korea", "주변국의 섬"),
            kind="land",
        ),
    )
