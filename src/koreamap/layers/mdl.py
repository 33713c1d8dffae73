"""The Military Demarcation Line of the Armistice Agreement of 27 July 1953.

It runs over land from near the junction of the Imjin and the Han to the east coast, where the front stood. It is not
a border that either Korea recognises as such, it does not go on at sea, and it is not the 38th parallel.

As published, its last 42 km are drawn as a zigzag of strokes of 12 to 40 m, with spikes of up to 380 m out and back: no
course that markers some 185 m apart could mark. There, and there alone, detours are cut and the rest is simplified.
"""

from __future__ import annotations

from shapely import LineString

from koreamap.errors import LayerError
from koreamap.geometry import cut_detours, cut_line, read_geometry, simplify_line
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

PUBLISHED = "osm-borders/mdl.geojson"
ZIGZAG_START = (128.192669, 38.372543)  # degrees; the published vertex 200.0 km from the western end
DETOUR_RATIO, DETOUR_REACH_M = 3.0, 1000.0
TOLERANCE_M = 50.0  # a quarter of the distance between two markers

SPEC = LayerSpec(
    id="mdl",
    title="Military Demarcation Line",
    title_ko="군사분계선",
    summary="The line of the Armistice of 1953, over land.",
    geometry_type="LineString",
    group="main",
    order=430,
    shown=True,
    style=Style(
        color="#d55e00",
        color_dark="#d55e00",
        width_px=3,
        casing_px=1.5,
        label=Label(min_zoom=6, priority=100, size_px=13, along=True, abbreviation="MDL"),
    ),
    expectations=Expectations(count=(1, 1), bbox=(126.66, 37.7, 128.37, 38.63), length_km={"mdl": (235, 240)}),
    source_ids=("osm-borders",),
)


def read_line() -> LineString:
    """Read the line from west to east, and take the zigzag at its eastern end out of it.

    Raises
    ------
    koreamap.errors.LayerError
        When the published line is not in one piece.
    """
    line = read_geometry(read_raw_features(PUBLISHED)[0].geometry, "layer mdl")
    if not isinstance(line, LineString):
        raise LayerError("layer mdl", found=line.geom_type, expected="a line in one piece", file=PUBLISHED)
    west, *_between, east = line.coords
    zigzag = cut_line(line, ZIGZAG_START, (east[0], east[1]))
    smooth = simplify_line(cut_detours(zigzag, ratio=DETOUR_RATIO, reach_m=DETOUR_REACH_M), TOLERANCE_M)
    return LineString([*cut_line(line, (west[0], west[1]), ZIGZAG_START).coords, *smooth.coords[1:]])


def build(places: Places, /) -> Features:
    """Draw the line."""
    return to_features(SPEC, places, {"mdl": read_line()})
