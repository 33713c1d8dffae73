"""Cities that the two documents name, capitals far from Korea included.

One point stands for a whole city. A capital's name often means its government: Moscow and Peiping in the 1951
memorandum do, and the map shows the city all the same.
"""

from __future__ import annotations

from koreamap.coordinates import read_coordinates, read_published
from koreamap.layers import Features, Places, find_points, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style

SPEC = LayerSpec(
    id="cities",
    title="Cities named in the documents",
    title_ko="문헌에 나오는 도시",
    summary="One point for each city that a document names.",
    geometry_type="Point",
    group="context",
    order=605,
    style=Style(
        color="#333333", color_dark="#dcdcdc", marker="circle", size_px=7, label=Label(min_zoom=4, priority=70)
    ),
    expectations=Expectations(count=(9, 9), bbox=(-77.1, 21.0, 127.5, 55.8)),
    source_ids=("geonames",),
)


def read_city_points() -> dict[str, tuple[float, float]]:
    """Return (lon, lat) of the cities in and near Korea, degrees, by place id."""
    points = read_published(read_coordinates(SPEC.id))
    return {place_id: (point.bounds[0], point.bounds[1]) for place_id, point in points.items()}


def build(places: Places, /) -> Features:
    """Set each city at its published point, or at that of its record."""
    return to_features(SPEC, places, {**find_points(places), **read_published(read_coordinates(SPEC.id))})
