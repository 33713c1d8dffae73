"""The 38th parallel: the line of August 1945 between the Soviet and the American zone of occupation.

It is a circle of latitude, drawn here from the Yellow Sea to the East Sea. It is not the Armistice line: the Military
Demarcation Line of 1953 crosses it once and runs up to 69 km north of it in the east.
"""

from __future__ import annotations

from koreamap.geometry import build_parallel
from koreamap.layers import find_places, to_feature
from koreamap.model import Expectations, Label, Layer, LayerSpec, Place, Style

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
    source_ids=("rusk-38", "koreamap"),
)


def build(places: dict[str, Place]) -> Layer:
    """Compute the parallel.

    Parameters
    ----------
    places : dict
        The gazetteer.

    Returns
    -------
    Layer
        One line, a vertex every 0.05° or less.
    """
    line = build_parallel(LAT, west=WEST, east=EAST)
    return Layer(spec=SPEC, features=tuple(to_feature(place, line) for place in find_places(places, SPEC.id)))
