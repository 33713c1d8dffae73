"""The Pyongyang-Wonsan line of military reports, below which most DPRK forces are said to stand.

Nobody defines it: it is drawn as the shortest line between the two cities. It is no boundary of any kind.
"""

from __future__ import annotations

from koreamap.geometry import build_geodesic
from koreamap.layers import Features, Places, to_features
from koreamap.layers.cities import read_city_points
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="pyongyang_wonsan_line",
    title="Pyongyang-Wonsan line",
    title_ko="평양-원산선",
    summary="A phrase of military reports, drawn between the two cities.",
    geometry_type="LineString",
    group="context",
    order=330,
    style=Style(
        color="#8a6d3b",
        color_dark="#c9a96a",
        width_px=3,
        dash_px=(8, 5),
        double=True,
        is_uncertain=True,
        label=Label(min_zoom=6, priority=60, along=True, suffix="schematic"),
    ),
    expectations=Expectations(
        count=(1, 1), bbox=(125.7, 39.0, 127.5, 39.2), length_km={"pyongyang-wonsan-line": (146, 148)}
    ),
    source_ids=("geonames", "koreamap"),
)


def build(places: Places, /) -> Features:
    """Join the two cities."""
    points = read_city_points()
    line = build_geodesic(points["pyongyang"], points["wonsan"])
    return to_features(SPEC, places, {"pyongyang-wonsan-line": line})
