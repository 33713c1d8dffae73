"""Islands beside the Northern Limit Line that are not among the five: Soyeonpyeongdo and Hambakdo.

Soyeonpyeongdo stands in later lists of the five in U-do's place. Hambakdo lies north of the line and decides how near
the line's second point is to northern land. Drawing an islet here says nothing on whose it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.coordinates import read_coordinates, read_published
from koreamap.errors import LayerError
from koreamap.layers import Features, Places, find_points, to_features
from koreamap.layers._land import LAND, find_part
from koreamap.model import Expectations, Label, LayerSpec, Style

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SPEC = LayerSpec(
    id="islets",
    title="Islets beside the line",
    title_ko="북방한계선 주변의 섬",
    summary="Soyeonpyeongdo, of the Yeonpyeong group but not in the 2007 list, and Hambakdo, held by the DPRK.",
    geometry_type="Polygon",
    group="context",
    order=307,
    style=Style(
        color="#5f6b76",
        color_dark="#a3afba",
        width_px=1.5,
        fill_opacity=0.45,
        label=Label(min_zoom=9, priority=62),
    ),
    expectations=Expectations(
        count=(2, 2), bbox=(125.7, 37.6, 126.04, 37.69), area_km2={"soyeonpyeongdo": (1, 1.4), "hambakdo": (0.01, 0.05)}
    ),
    source_ids=("osm-land", "hambakdo-point"),
)


def build(places: Places, /) -> Features:
    """Take over the one outline by its name, the other by the published point that lies on it.

    Raises
    ------
    koreamap.errors.LayerError
        When no land lies under the point.
    """
    outlines: dict[str, BaseGeometry] = read_published(read_coordinates(SPEC.id))
    for place_id, point in find_points(places).items():
        if places[place_id].layer == SPEC.id:
            if (part := find_part(point)) is None:
                raise LayerError(f"layer {SPEC.id}, {place_id}", found="water", expected="land at its point", file=LAND)
            outlines[place_id] = part
    return to_features(SPEC, places, outlines)
