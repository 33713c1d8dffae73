"""The 38th parallel: the line of August 1945 between the Soviet and the American zone of occupation.

It is a circle of latitude, drawn here from coast to coast and on to sea. It is not the Armistice line: the Military
Demarcation Line of 1953 crosses it once and runs up to 68 km north of it in the east.
"""

from __future__ import annotations

from msgspec.structs import replace

from koreamap.coordinates import draw_lines, read_coordinates
from koreamap.geometry import measure_length_m
from koreamap.layers import Features, Places, to_features
from koreamap.layers._land import read_land
from koreamap.model import Expectations, Label, LayerSpec, Style

NEAR = (124.0, 37.9, 129.5, 38.1)  # degrees; only here does the parallel meet land

SPEC = LayerSpec(
    id="parallel_38",
    title="38th parallel",
    title_ko="38도선",
    summary="The line along which Korea was divided in 1945; not the line of the Armistice.",
    geometry_type="LineString",
    group="main",
    order=400,
    shown=True,
    style=Style(
        color="#b3558a",
        color_dark="#cc79a7",
        width_px=2,
        dash_px=(12, 6),
        label=Label(min_zoom=6, priority=80, along=True),
    ),
    expectations=Expectations(count=(1, 1), bbox=(124.0, 38.0, 129.5, 38.0), length_km={"38th-parallel": (480, 485)}),
    source_ids=("rusk-38", "koreamap", "osm-land"),
)


def build(places: Places, /) -> Features:
    """Compute the parallel."""
    lines = draw_lines(read_coordinates(SPEC.id))
    over_land_km = round(measure_length_m(lines["38th-parallel"].intersection(read_land(NEAR))) / 1e3, 3)
    features = to_features(SPEC, places, lines)
    return tuple(replace(f, properties=replace(f.properties, length_land_km=over_land_km)) for f in features)
