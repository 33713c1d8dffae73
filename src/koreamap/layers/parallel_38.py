"""The 38th parallel: the line of August 1945 between the Soviet and the American zone of occupation.

It is a circle of latitude, drawn here from the Yellow Sea to the East Sea. It is not the Armistice line: the Military
Demarcation Line of 1953 crosses it once and runs up to 69 km north of it in the east.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace
from shapely import box, union_all

from koreamap.geometry import build_parallel, measure_length_m, read_geometry
from koreamap.layers import Features, Places, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

LAT, WEST, EAST = 38.0, 124.0, 129.5

SPEC = LayerSpec(
    id="parallel_38",
    title="38th parallel",
    title_ko="38도선",
    summary="The line along which Korea was divided in 1945; not the line of the Armistice.",
    geometry_type="LineString",
    group="armistice",
    order=400,
    shown=True,
    style=Style(
        color="#b3558a",
        color_dark="#cc79a7",
        width_px=2,
        dash_px=(12, 6),
        label=Label(min_zoom=6, priority=80, along=True),
    ),
    expectations=Expectations(count=(1, 1), bbox=(WEST, LAT, EAST, LAT), length_km={"38th-parallel": (480, 485)}),
    source_ids=("rusk-38", "koreamap", "osm-land"),
)


def build(places: Places, /) -> Features:
    """Compute the parallel."""
    line = build_parallel(LAT, west=WEST, east=EAST)
    over_land_km = round(measure_length_m(line.intersection(_read_land())) / 1e3, 3)
    features = to_features(SPEC, places, {"38th-parallel": line})
    return tuple(replace(f, properties=replace(f.properties, length_land_km=over_land_km)) for f in features)


def _read_land() -> BaseGeometry:
    """Read the land that the parallel may cross."""
    rows = read_raw_features("osm-land/land-50m.geojson")
    near = box(WEST, LAT - 0.1, EAST, LAT + 0.1)
    land = (read_geometry(row["geometry"], f"land {number}") for number, row in enumerate(rows))
    return union_all([polygon.intersection(near) for polygon in land if polygon.intersects(near)])
