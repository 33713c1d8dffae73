"""The Military Demarcation Line of the Armistice Agreement of 27 July 1953.

It runs over land from near the junction of the Imjin and the Han to the east coast, where the front stood. It is not
a border that either Korea recognises as such, it does not go on at sea, and it is not the 38th parallel.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.geometry import read_geometry
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

SPEC = LayerSpec(
    id="mdl",
    title="Military Demarcation Line",
    title_ko="군사분계선",
    summary="The line of the Armistice of 1953, over land.",
    geometry_type="LineString",
    group="armistice",
    order=430,
    shown=True,
    style=Style(
        color="#d55e00",
        color_dark="#d55e00",
        width_px=3,
        casing_px=1.5,
        label=Label(min_zoom=6, priority=100, size_px=13, along=True),
    ),
    expectations=Expectations(count=(1, 1), bbox=(126.66, 37.7, 128.37, 38.63), length_km={"mdl": (235, 246)}),
    source_ids=("osm-borders",),
)


def read_line() -> BaseGeometry:
    """Read the line as published, from west to east."""
    return read_geometry(read_raw_features("osm-borders/mdl.geojson")[0].geometry, "layer mdl")


def build(places: Places, /) -> Features:
    """Take the line over."""
    return to_features(SPEC, places, {"mdl": read_line()})
