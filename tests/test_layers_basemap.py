"""The basemap: Korea whole, its neighbours around it, no seam and no coast twice."""

from __future__ import annotations

import importlib
from functools import cache
from typing import TYPE_CHECKING

import pytest
import shapely
from shapely import Point

from koreamap.geojson import check_geojson, dumps, to_geojson
from koreamap.layers import build_layer
from koreamap.layers._land import find_confluence

if TYPE_CHECKING:
    from koreamap.model import Layer

pytestmark = pytest.mark.thorough  # coasts change once in years, and the build holds them to what is expected

LAYERS = (
    "basemap_world",
    "basemap_neighbours",
    "basemap_korea",
    "basemap_korea_detail",
    "basemap_borders",
    "basemap_labels",
)
KOREAN = {
    "Seoul": (126.978, 37.566),
    "Pyongyang": (125.754, 39.034),
    "Jeju": (126.55, 33.4),
    "Ulleungdo": (130.86, 37.5),
    "Baengnyeongdo": (124.69, 37.955),
    "U-do": (125.9758, 37.6079),
    "Sinuiju": (124.42, 40.09),
    "Onsong": (129.99, 42.95),
}
OTHER = {
    "Tsushima": (129.3, 34.4),
    "Dandong": (124.36, 40.14),
    "Fukuoka": (130.42, 33.58),
    "Vladivostok": (131.9, 43.13),
    "Hunchun": (130.36, 42.86),
    "Beijing": (116.4, 39.9),
    "Tokyo": (139.6, 35.7),
    "Paris": (2.35, 48.85),
}
SEA = {"West Sea": (124.0, 36.0), "East Sea": (131.0, 39.0), "Korea Strait": (128.7, 34.5), "Pacific": (160.0, 30.0)}


@cache
def built(layer_id: str) -> Layer:
    """Build a layer once."""
    return build_layer(importlib.import_module(f"koreamap.layers.{layer_id}"), {})  # type: ignore[arg-type]


@cache
def ground(layer_id: str) -> shapely.Geometry:
    """Join a layer's geometries."""
    return shapely.union_all([feature.geometry for feature in built(layer_id).features])


@pytest.mark.parametrize("layer_id", LAYERS)
def test_layer_is_strict(layer_id: str) -> None:
    layer = built(layer_id)
    assert layer.spec.group == "basemap"
    collection = to_geojson(layer)
    check_geojson(collection, layer_id)
    keys = ["feature_id", "layer", "name", "name_ko", "kind"]
    wanted = [*keys, "min_zoom"] if layer_id == "basemap_labels" else keys
    assert all(list(feature["properties"]) == wanted for feature in collection["features"])


def test_what_the_first_view_draws_is_light() -> None:
    first = [built(layer_id) for layer_id in LAYERS if built(layer_id).spec.min_zoom < 9]
    assert sum(len(dumps(to_geojson(layer))) for layer in first) < 1_200_000


def test_ids_are_unique() -> None:
    ids = [feature.id for layer_id in LAYERS for feature in built(layer_id).features]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("layer_id", ["basemap_korea", "basemap_korea_detail"])
@pytest.mark.parametrize(("lon", "lat"), KOREAN.values(), ids=KOREAN)
def test_korea_is_korea(layer_id: str, lon: float, lat: float) -> None:
    assert ground(layer_id).contains(Point(lon, lat))


@pytest.mark.parametrize(("lon", "lat"), OTHER.values(), ids=OTHER)
def test_neighbours_are_not_korea(lon: float, lat: float) -> None:
    point = Point(lon, lat)
    assert ground("basemap_neighbours").contains(point)
    assert not ground("basemap_korea").contains(point)
    assert not ground("basemap_korea_detail").contains(point)


@pytest.mark.parametrize(("lon", "lat"), SEA.values(), ids=SEA)
def test_the_sea_is_open(lon: float, lat: float) -> None:
    assert not any(ground(layer_id).contains(Point(lon, lat)) for layer_id in LAYERS[:4])


def test_no_coast_lies_beneath_another() -> None:
    korea = ground("basemap_korea")
    assert ground("basemap_world").disjoint(korea)
    shared = shapely.get_parts(ground("basemap_neighbours").intersection(korea))
    border = shapely.union_all([feature.geometry for feature in built("basemap_borders").features])
    far = [part.distance(border) for part in shared if part.distance(border) > 0.2]
    assert not far, "only the strip along the northern border may lie under Korea"


@pytest.mark.thorough
def test_no_seam_opens_along_the_northern_border() -> None:
    whole = ground("basemap_korea").union(ground("basemap_neighbours"))
    border = shapely.union_all([feature.geometry for feature in built("basemap_borders").features])
    assert whole.buffer(1e-6).covers(shapely.box(126, 41.5, 129, 42.3))
    assert border.difference(whole.buffer(1e-4)).length < 0.02


def test_the_scales_give_way_to_each_other() -> None:
    far, near = built("basemap_korea").spec, built("basemap_korea_detail").spec
    assert far.max_zoom == near.min_zoom == 9


def test_the_confluence_is_water_and_joins_the_estuary() -> None:
    confluence = find_confluence()
    assert confluence.area > 0.001
    for layer_id in ("basemap_korea", "basemap_korea_detail"):
        assert ground(layer_id).intersection(confluence).area < 1e-5
    mainland = next(f.geometry for f in built("basemap_korea_detail").features if "mainland" in f.id)
    assert all(shapely.Polygon(hole).disjoint(confluence) for hole in shapely.get_parts(mainland)[0].interiors)


def test_labels_stand_where_they_should() -> None:
    labels = {feature.id: feature for feature in built("basemap_labels").features}
    land = ground("basemap_korea_detail").union(ground("basemap_neighbours"))
    shapely.prepare(land)
    for feature in labels.values():
        expected = feature.properties.kind != "water"
        assert (land.distance(feature.geometry) < 0.02) is expected, feature.id
        assert feature.properties.name_ko
        assert isinstance(feature.properties.min_zoom, float)
