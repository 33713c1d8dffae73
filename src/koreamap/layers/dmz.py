"""The Demilitarized Zone: two kilometres on each side of the Military Demarcation Line.

The Agreement draws its northern and southern boundaries on a map; this is the nominal zone computed from the line,
with flat ends, and without the sea at its eastern end. It is not the fences of today, which were moved inward in
places, nor the strip of restricted land behind them.
"""

from __future__ import annotations

import shapely

from koreamap.geometry import buffer_line, largest_part
from koreamap.layers import Features, Places, to_features
from koreamap.layers._land import read_land
from koreamap.layers.mdl import read_line
from koreamap.model import Expectations, Label, LayerSpec, Style

HALF_WIDTH_M = 2000.0  # Armistice Agreement, paragraph 1
COAST_WINDOW = (128.25, 38.5, 128.5, 38.75)  # degrees; only here does the zone meet the sea

SPEC = LayerSpec(
    id="dmz",
    title="Demilitarized Zone",
    title_ko="비무장지대",
    summary="Two kilometres on each side of the Military Demarcation Line.",
    geometry_type="Polygon",
    group="main",
    order=300,
    shown=True,
    style=Style(
        color="#d55e00",
        color_dark="#d55e00",
        width_px=0,
        fill_opacity=0.25,
        stroke_opacity=0,
        hatch=True,
        label=Label(min_zoom=7, priority=85),
    ),
    expectations=Expectations(count=(1, 1), bbox=(126.64, 37.7, 128.4, 38.65), area_km2={"dmz": (885, 905)}),
    source_ids=("osm-borders", "osm-land", "hermes-1966"),
)


def build(places: Places, /) -> Features:
    """Widen the line, and end the zone at the east coast."""
    zone = buffer_line(read_line(), HALF_WIDTH_M)
    sea = shapely.box(*COAST_WINDOW).difference(read_land(COAST_WINDOW))
    return to_features(SPEC, places, {"dmz": largest_part(zone.difference(sea))})
