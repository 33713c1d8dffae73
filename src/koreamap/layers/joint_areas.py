"""Two areas that the Armistice gives to both sides: the waters of the Han estuary and the Joint Security Area.

The Agreement (paragraph 5) opens the waters of the estuary, where one bank is each side's, to the civil shipping of
both. Their ends are described, not published as coordinates; the banks are the coast's. The Joint Security Area is
drawn as the circle that one report describes, around a point that no primary source gives. Neither is a boundary.
"""

from __future__ import annotations

import shapely

from koreamap.coordinates import draw_outlines, find_radii_m, read_coordinates
from koreamap.geometry import build_circle, largest_part
from koreamap.layers import Features, Places, find_points, to_features
from koreamap.layers._land import LAND, split_korea
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="joint_areas",
    title="Joint areas of the Armistice",
    title_ko="정전협정의 공동 구역",
    summary="The waters of the Han estuary, open to both sides, and the Joint Security Area.",
    geometry_type="Polygon",
    group="context",
    order=305,
    style=Style(
        color="#7a5c99",
        color_dark="#bda3d6",
        width_px=1.5,
        dash_px=(4, 3),
        fill_opacity=0.2,
        is_uncertain=True,
        label=Label(min_zoom=9, priority=61, suffix="schematic"),
    ),
    expectations=Expectations(
        count=(2, 2),
        bbox=(126.12, 37.68, 126.7, 37.97),
        area_km2={
            "han-estuary-waters": (265, 295),  # the zone surveyed together in 2018 is given as about 280
            "joint-security-area": (0.49, 0.51),
        },
    ),
    source_ids=("osm-land", "osm-water", "un-s3079", "gimpo-2019", "seoul-shinmun-1990", "repo-jsa"),
)


def build(places: Places, /) -> Features:
    """Take the land out of the estuary's outline, and draw the circle."""
    coordinates, points = read_coordinates(SPEC.id), find_points(places)
    land, _ = split_korea(LAND)
    areas = {
        id_: largest_part(outline.difference(shapely.union_all([part for part in land if part.intersects(outline)])))
        for id_, outline in draw_outlines(coordinates).items()
    }
    circles = {
        id_: build_circle(points[id_].x, points[id_].y, radius_m) for id_, radius_m in find_radii_m(coordinates).items()
    }
    return to_features(SPEC, places, areas | circles)
