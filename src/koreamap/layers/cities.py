"""Cities that the two documents name, capitals far from Korea included.

One point stands for a whole city. A capital's name often means its government: Moscow and Peiping in the 1951
memorandum do, and the map shows the city all the same.
"""

from __future__ import annotations

from shapely import Point

from koreamap.errors import LayerError
from koreamap.geometry import read_geometry
from koreamap.layers import Features, Places, find_points, to_features
from koreamap.model import Expectations, Label, LayerSpec, Style
from koreamap.sources import read_raw_features

GEONAME_IDS = {"seoul": 1835848, "pyongyang": 1871859, "wonsan": 1866923, "kaesong": 1876373, "beijing": 1816670}
"""Place id -> GeoNames id of those in the published rows; the far ones carry their point in their record."""

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
    """Read the points of the cities in and near Korea.

    Returns
    -------
    dict
        Place id -> (lon, lat), degrees, WGS 84.

    Raises
    ------
    koreamap.errors.LayerError
        When a city is not among the published rows.
    """
    rows = {row["properties"]["geonameid"]: row["geometry"] for row in read_raw_features("geonames/cities.geojson")}
    missing = sorted(place_id for place_id, geoname_id in GEONAME_IDS.items() if geoname_id not in rows)
    if missing:
        raise LayerError("layer cities", found=f"no row for {', '.join(missing)}", expected="one by its GeoNames id")
    points = {place_id: read_geometry(rows[geoname_id], place_id) for place_id, geoname_id in GEONAME_IDS.items()}
    return {place_id: (point.bounds[0], point.bounds[1]) for place_id, point in points.items()}


def build(places: Places, /) -> Features:
    """Set each city at its published point."""
    near = read_city_points()
    return to_features(SPEC, places, find_points(places) | {place_id: Point(point) for place_id, point in near.items()})
