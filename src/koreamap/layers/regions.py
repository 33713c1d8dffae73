"""The Korean Peninsula and greater Seoul.

The peninsula is the land of both Koreas, islands included. Greater Seoul is a circle drawn by us: the 2007 paper does
not bound it, and the administrative capital area has another shape.
"""

from __future__ import annotations

import shapely

from koreamap.coordinates import find_radii_m, read_coordinates
from koreamap.geometry import build_circle, join_polygons
from koreamap.layers import Features, Places, to_features
from koreamap.layers.cities import read_city_points
from koreamap.layers.states import read_koreas
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="regions",
    title="Regions",
    title_ko="지역",
    summary="The Korean Peninsula, and greater Seoul as a circle.",
    geometry_type="Polygon",
    group="context",
    order=110,
    style=Style(
        color="#7a6a55",
        color_dark="#b9ab97",
        width_px=1.5,
        dash_px=(2, 4),
        fill_opacity=0.06,
        label=Label(min_zoom=4, max_zoom=9, priority=35),
    ),
    expectations=Expectations(
        count=(2, 2),
        bbox=(124.1, 33.1, 131.0, 43.1),
        area_km2={"korean-peninsula": (210_000, 230_000), "greater-seoul": (3_900, 5_100)},
    ),
    source_ids=("osm-land", "osm-borders", "geonames", "koreamap"),
)


def build(places: Places, /) -> Features:
    """Join the two Koreas, and draw the circle on the ROK's land."""
    koreas, radii_m = read_koreas(), find_radii_m(read_coordinates(SPEC.id))
    circle = build_circle(*read_city_points()["seoul"], radii_m["greater-seoul"])
    outlines = {
        "korean-peninsula": join_polygons(shapely.union_all(list(koreas.values()))),
        "greater-seoul": join_polygons(koreas["rok"].intersection(circle)),
    }
    return to_features(SPEC, places, outlines)
