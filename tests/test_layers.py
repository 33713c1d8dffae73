"""Every layer keeps the contract, and the lines lie where the published figures put them."""

from __future__ import annotations

import json
import math
import re
import sys
import types
from pathlib import Path

import msgspec
import numpy as np
import pytest
import shapely
from pyproj import Geod, Transformer
from pyproj.transformer import TransformerGroup

from built_once import LAYERS, PLACES, build_once
from koreamap import coordinates
from koreamap import layers as package
from koreamap.errors import ExpectationError, LayerError, SourceError
from koreamap.geojson import check_geojson, dumps, to_geojson
from koreamap.home import layers_dir
from koreamap.layers import build_layer, find_layers
from koreamap.layers.mdl import TOLERANCE_M, ZIGZAG_START
from koreamap.model import CORE, STATUSES, Expectations, Feature
from koreamap.sources import read_raw_features, read_sources

GEOD = Geod(ellps="WGS84")
ROOT = Path(__file__).resolve().parents[1]
THEMATIC = [layer_id for layer_id, module in LAYERS.items() if module.SPEC.group != "basemap"]
SOURCES = read_sources()
WATER = {"light": "#dfe9ef", "dark": "#17212b"}

PUBLISHED_KM2 = {
    "baengnyeongdo": (51, 51),
    "daecheongdo": (12.8, 12.8),
    "socheongdo": (2.9, 2.9),
    "yeonpyeongdo": (7.0, 7.0),
    "u-do": (0.2, 0.4),
}

NLL_DMS = """
37-42-45N 126-06-40E
37-39-30N 126-01-00E
37-42-53N 125-45-00E
37-41-30N 125-41-42E
37-41-25N 125-40-00E
37-40-55N 125-31-00E
37-35-00N 125-14-40E
37-38-15N 125-02-50E
37-46-00N 124-52-00E
38-00-00N 124-51-00E
38-03-00N 124-38-00E
"""


def drawn(feature_id: str) -> Feature:
    """Return the feature of a place."""
    return next(feature for feature in build_once(PLACES[feature_id].layer).features if feature.id == feature_id)


def length_km(geometry: shapely.Geometry) -> float:
    """Sum the strokes one by one with the geodesic library."""
    values = shapely.get_coordinates(geometry)
    return float(np.sum(GEOD.inv(*values[:-1].T, *values[1:].T)[2])) / 1000


def area_km2(geometry: shapely.Geometry) -> float:
    """Measure without the project's own functions."""
    return abs(float(GEOD.geometry_area_perimeter(shapely.orient_polygons(geometry))[0])) / 1e6


def contrast(color: str, ground: str) -> float:
    """Return the WCAG contrast of two colours."""

    def luminance(text: str) -> float:
        parts = [int(text[index : index + 2], 16) / 255 for index in (1, 3, 5)]
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(color), luminance(ground)))
    return (high + 0.05) / (low + 0.05)


def test_core_layers_are_there_and_shown() -> None:
    assert set(CORE) <= set(THEMATIC)
    # A line that is disputed at sea never stands there alone: the other side's is seen from the start.
    main = {*CORE, "dprk_claimed_lines"}
    assert {layer_id for layer_id in THEMATIC if LAYERS[layer_id].SPEC.shown} == main
    assert {layer_id for layer_id in THEMATIC if LAYERS[layer_id].SPEC.group == "main"} == main


def test_every_place_has_a_layer_that_exists() -> None:
    assert {place.layer for place in PLACES.values() if place.layer} == set(THEMATIC)


def test_points_are_drawn_over_lines_and_lines_over_polygons() -> None:
    orders: dict[str, list[int]] = {"Polygon": [], "LineString": [], "Point": []}
    for layer_id in THEMATIC:
        spec = LAYERS[layer_id].SPEC
        if layer_id != "western_islands":  # small: they must win the click over the lines between them
            orders[spec.geometry_type].append(spec.order)
    assert max(orders["Polygon"]) < min(orders["LineString"])
    assert max(orders["LineString"]) < LAYERS["western_islands"].SPEC.order < min(orders["Point"])
    assert len({LAYERS[layer_id].SPEC.order for layer_id in THEMATIC}) == len(THEMATIC)


@pytest.mark.parametrize("layer_id", THEMATIC)
def test_layer_keeps_the_contract(layer_id: str) -> None:
    layer = build_once(layer_id)
    places = {place.id: place for place in PLACES.values() if place.layer == layer_id}
    assert [feature.id for feature in layer.features] == sorted(places)
    assert {feature.geometry.geom_type.removeprefix("Multi") for feature in layer.features} == {
        layer.spec.geometry_type
    }
    for feature in layer.features:
        found = feature.properties
        assert (found.feature_id, found.layer) == (feature.id, layer_id)
        assert found.name == places[feature.id].title
        assert found.name_ko
        assert found.mention_count == 0
        assert set(found.status.split("; ")) <= set(STATUSES)
        assert found.method
        assert found.accuracy_note
        assert set(found.source_ids.split(";")) <= set(SOURCES)


@pytest.mark.parametrize("layer_id", THEMATIC)
def test_spec_is_whole(layer_id: str) -> None:
    spec = LAYERS[layer_id].SPEC
    assert set(spec.source_ids) <= set(SOURCES)
    assert re.search("[가-힣]", spec.title_ko)
    assert spec.summary.endswith(".")
    assert len(spec.summary) <= 100
    label = spec.style.label
    assert label is not None
    assert label.along is False or spec.geometry_type == "LineString"


@pytest.mark.parametrize("layer_id", THEMATIC)
def test_colours_stand_out_on_water(layer_id: str) -> None:
    style = LAYERS[layer_id].SPEC.style
    assert contrast(style.color, WATER["light"]) >= 3
    assert contrast(style.color_dark, WATER["dark"]) >= 3


@pytest.mark.parametrize("layer_id", THEMATIC)
def test_layer_passes_the_gate_and_is_written_alike_twice(layer_id: str) -> None:
    collection = to_geojson(build_once(layer_id))
    check_geojson(collection, layer_id)
    data = dumps(collection)
    check_geojson(json.loads(data), layer_id)
    assert dumps(to_geojson(build_layer(LAYERS[layer_id], PLACES))) == data


def test_lengths_and_areas_are_measured_independently() -> None:
    for layer_id in THEMATIC:
        for feature in build_once(layer_id).features:
            if feature.geometry.geom_type == "LineString":
                assert feature.properties.length_km == pytest.approx(length_km(feature.geometry), abs=0.001)
            if "Polygon" in feature.geometry.geom_type:
                assert feature.properties.area_km2 == pytest.approx(area_km2(feature.geometry), abs=0.001)


def test_parallel_lies_at_38_degrees() -> None:
    line = drawn("38th-parallel").geometry
    lons, lats = shapely.get_coordinates(line).T
    assert set(lats) == {38.0}
    assert np.diff(lons).min() > 0
    assert np.diff(lons).max() <= 0.05 + 1e-9
    assert lons[0] <= 124.6
    assert lons[-1] >= 128.75


@pytest.mark.thorough
def test_stated_land_length_of_the_parallel_is_true() -> None:
    line = drawn("38th-parallel").geometry
    land = [shapely.geometry.shape(row.geometry) for row in read_raw_features("osm-land/land-50m.geojson")]
    pieces = [piece for polygon in land if polygon.intersects(line) for piece in shapely.get_parts(polygon & line)]
    stated = drawn("38th-parallel").properties.length_land_km
    assert sum(length_km(piece) for piece in pieces) == pytest.approx(stated, abs=0.01)


def test_demarcation_line_has_its_length_and_crosses_the_parallel_once() -> None:
    line = drawn("mdl").geometry
    assert 235 <= length_km(line) <= 240
    crossing = line & drawn("38th-parallel").geometry
    assert crossing.geom_type == "Point"
    assert crossing.x == pytest.approx(126.81, abs=0.01)


@pytest.mark.thorough
def test_zone_edges_lie_two_kilometres_from_the_line() -> None:
    line, zone = drawn("mdl").geometry, drawn("dmz").geometry
    assert 885 <= area_km2(zone) <= 905
    assert not zone.interiors
    vertices = shapely.get_coordinates(shapely.segmentize(line, 0.0002))  # about 20 m
    ends = shapely.get_coordinates(line)[[0, -1]]
    checked = 0
    for fraction in np.linspace(0, 1, 800, endpoint=False):
        point = zone.exterior.interpolate(fraction, normalized=True)
        if min(GEOD.inv(point.x, point.y, *end)[2] for end in ends) < 3500:
            continue  # the flat western end, the coast in the east
        near = vertices[np.abs(vertices - (point.x, point.y)).max(axis=1) < 0.03]
        distances = GEOD.inv(np.full(len(near), point.x), np.full(len(near), point.y), *near.T)[2]
        assert distances.min() == pytest.approx(2000, abs=2)
        checked += 1
    assert checked > 700


def test_zone_ends_flat_in_the_west_and_at_the_coast_in_the_east() -> None:
    line, zone = drawn("mdl").geometry, drawn("dmz").geometry
    start, following = shapely.get_coordinates(line)[:2]
    back = GEOD.inv(*start, *following)[0] + 180
    assert not zone.contains(shapely.Point(GEOD.fwd(*start, back, 20)[:2]))
    assert zone.contains(shapely.Point(GEOD.fwd(*start, back + 180, 20)[:2]))
    assert zone.bounds[2] == pytest.approx(128.37, abs=0.02)
    assert not zone.contains(shapely.Point(128.385, 38.612))  # at sea, east of the last marker


def test_northern_limit_line_has_the_published_points() -> None:
    rows = re.findall(r"(\d+)-(\d+)-(\d+)N (\d+)-(\d+)-(\d+)E", NLL_DMS)
    published = [[(int(v[i]) * 3600 + int(v[i + 1]) * 60 + int(v[i + 2])) / 3600 for i in (3, 0)] for v in rows]
    line = drawn("nll").geometry
    assert line.geom_type == "LineString"
    assert len(published) == 11
    assert np.abs(shapely.get_coordinates(line) - published).max() < 1e-9
    assert length_km(line) == pytest.approx(167.87, abs=0.02)


def test_described_stretches_of_the_limit_line_are_marked() -> None:
    for feature_id in ("nll-east", "nll-west-extension"):
        assert "schematic" in drawn(feature_id).properties.status
    west = drawn("nll-west-extension").geometry
    assert west.coords[0] == pytest.approx(drawn("nll").geometry.coords[-1])
    assert length_km(drawn("nll-east").geometry) == pytest.approx(218 * 1.852, abs=2)


@pytest.mark.parametrize("feature_id", PUBLISHED_KM2)
def test_islands_have_their_published_areas(feature_id: str) -> None:
    least, greatest = PUBLISHED_KM2[feature_id]
    assert least * 0.8 <= area_km2(drawn(feature_id).geometry) <= greatest * 1.2


def test_u_do_is_that_of_ganghwa() -> None:
    middle = drawn("u-do").geometry.centroid
    assert (middle.x, middle.y) == (pytest.approx(125.975, abs=0.01), pytest.approx(37.609, abs=0.01))


def test_line_of_1999_has_the_published_minutes() -> None:
    expected = [(125 + 31 / 60, 37 + 18.5 / 60), (124 + 55 / 60, 37 + 1.2 / 60), (124 + 32.5 / 60, 36 + 50.75 / 60)]
    assert np.allclose(shapely.get_coordinates(drawn("dprk-1999-line").geometry), expected, atol=1e-9)


@pytest.mark.parametrize(
    ("feature_id", "island_id"),
    [("dprk-2000-waterway-1", "socheongdo"), ("dprk-2000-waterway-2", "yeonpyeongdo")],
)
def test_waterways_end_on_their_islands(feature_id: str, island_id: str) -> None:
    end = drawn(feature_id).geometry.coords[-1]
    assert drawn(island_id).geometry.contains(shapely.Point(end))


def test_corridors_cross_the_demarcation_line() -> None:
    for feature in build_once("corridors").features:
        assert feature.geometry.crosses(drawn("mdl").geometry)
        assert "schematic" in feature.properties.status


def test_hub_areas_hold_their_sites() -> None:
    for site in build_once("usfk_hubs").features:
        assert drawn(site.properties.hub).geometry.contains(site.geometry)


def test_states_do_not_wrap_around_the_globe() -> None:
    areas = {feature.id: feature.properties.area_km2 for feature in build_once("states").features}
    assert areas["russia"] == pytest.approx(17_000_000, rel=0.02)
    assert drawn("rok").geometry.intersection(drawn("dprk").geometry).area < 1e-6


def test_peninsula_is_the_land_of_both_koreas() -> None:
    total = area_km2(drawn("rok").geometry) + area_km2(drawn("dprk").geometry)
    assert area_km2(drawn("korean-peninsula").geometry) == pytest.approx(total, rel=1e-3)
    assert drawn("rok").geometry.covers(drawn("greater-seoul").geometry.buffer(-1e-7))


def test_the_west_sea_ends_where_its_record_says() -> None:
    sea = drawn("west-sea").geometry
    assert sea.contains(drawn("event-2002-west-sea").geometry)
    assert not sea.contains(shapely.Point(119.5, 38.8))  # the Bohai Sea
    assert not sea.contains(shapely.Point(129.5, 38.5))  # the East Sea


def mdl_as_published() -> shapely.LineString:
    """Return the published line, zigzag and all."""
    return shapely.geometry.shape(read_raw_features("osm-borders/mdl.geojson")[0].geometry)


def turns_and_legs(line: shapely.LineString) -> tuple[np.ndarray, np.ndarray]:
    """Return by how many degrees a line turns at each inner vertex, and its legs in metres."""
    values = shapely.get_coordinates(line)
    forward, back, legs = GEOD.inv(*values[:-1].T, *values[1:].T)
    return np.abs((forward[1:] - back[:-1] + 360) % 360 - 180), legs


def sharp_turns(line: shapely.LineString) -> int:
    """Count turns above 120 degrees between two legs that are both shorter than 100 m."""
    turns, legs = turns_and_legs(line)
    return int(np.sum((turns > 120) & (legs[:-1] < 100) & (legs[1:] < 100)))


def departures_m(line: shapely.LineString, other: shapely.LineString) -> np.ndarray:
    """Measure from every 10 m of a line to another, in the Korean projected system."""
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True).transform
    flat, flat_other = (shapely.transform(each, lambda values: np.column_stack(to_metres(*values.T)))
                        for each in (line, other))  # fmt: skip
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(flat, 10)))
    return shapely.distance(flat_other, points)


def test_the_demarcation_line_has_no_zigzag() -> None:
    assert sharp_turns(mdl_as_published()) > 20
    assert sharp_turns(drawn("mdl").geometry) == 0
    assert 235 < length_km(drawn("mdl").geometry) < 240


def test_the_demarcation_line_is_the_published_one_up_to_the_zigzag() -> None:
    drawn_line, published = (shapely.get_coordinates(line) for line in (drawn("mdl").geometry, mdl_as_published()))
    start = int(np.flatnonzero((published == ZIGZAG_START).all(axis=1))[0])
    assert length_km(shapely.LineString(published[: start + 1])) == pytest.approx(200, abs=0.1)
    assert (drawn_line[: start + 1] == published[: start + 1]).all()
    assert (drawn_line[-1] == published[-1]).all()
    rest = length_km(shapely.LineString(drawn_line[start:]))
    assert rest == pytest.approx(36.5, abs=1.5)  # of the national map of the Republic of Korea


@pytest.mark.thorough
def test_without_the_zigzag_the_demarcation_line_stays_where_it_was() -> None:
    drawn_line, published = drawn("mdl").geometry, mdl_as_published()
    assert departures_m(drawn_line, published).max() <= TOLERANCE_M
    cut = departures_m(published, drawn_line)
    assert cut.mean() < 5
    assert cut.max() < 380  # the longest spike
    assert (cut > TOLERANCE_M + 1).mean() < 0.01


def test_the_stretches_of_the_demarcation_line_end_where_it_ends() -> None:
    assert PLACES["mdl"].stretches[-1].to_km == pytest.approx(length_km(drawn("mdl").geometry), abs=0.1)


def test_prose_tells_the_demarcation_line_as_it_is_built() -> None:
    readme, catalogue = ((ROOT / name).read_text(encoding="utf-8") for name in ("README.md", "docs/catalogue.md"))
    mdl = PLACES["mdl"]
    assert f"{length_km(drawn('mdl').geometry):.1f} km long" in readme
    assert f"its last {length_km(mdl_as_published()) - 200:.0f} km" in " ".join(catalogue.split())
    for figure in (f"{mdl.accuracy_mean_m:g} m on average", f"{mdl.accuracy_m:g} m for 95 %",
                   f"{mdl.stretches[0].accuracy_m:g} m for 95 %", f"{mdl.accuracy_worst_m:g} m at worst"):  # fmt: skip
        assert figure in " ".join(catalogue.split())


def test_the_published_demarcation_line_was_longer_by_what_the_record_says() -> None:
    longer_km = length_km(mdl_as_published()) - length_km(drawn("mdl").geometry)
    assert f"some {longer_km:.0f} km longer" in PLACES["mdl"].method


def spoiled(layer_id: str, **expectations: object) -> types.SimpleNamespace:
    """Return a layer module whose expectations were changed."""
    module = LAYERS[layer_id]
    changed = msgspec.structs.replace(module.SPEC.expectations, **expectations)
    spec = msgspec.structs.replace(module.SPEC, expectations=changed)
    return types.SimpleNamespace(SPEC=spec, build=module.build, __name__=layer_id)


@pytest.mark.parametrize(
    ("expectations", "message"),
    [
        ({"count": (2, 3)}, r"layer mdl, count: found 1, expected 2 to 3 \(layers/mdl.py\)"),
        ({"bbox": (126.7, 37, 129, 39)}, "layer mdl, mdl, extent"),
        ({"length_km": {"mdl": (248, 250)}}, r"layer mdl, mdl: found 237\.\d+ km, expected 248 to 250 km"),
        ({"length_km": {"nll": (1, 2)}}, "layer mdl, measured ids: found nll"),
    ],
)
def test_a_layer_that_is_not_as_expected_stops_the_build(expectations: dict[str, object], message: str) -> None:
    with pytest.raises(ExpectationError, match=message):
        build_layer(spoiled("mdl", **expectations), PLACES)


def test_a_layer_of_another_geometry_type_is_refused() -> None:
    layer = build_once("mdl")
    point = msgspec.structs.replace(layer.features[0], geometry=shapely.Point(127, 38))
    stand_in = types.SimpleNamespace(SPEC=layer.spec, build=lambda _places: (point,), __name__="mdl")
    with pytest.raises(ExpectationError, match="layer mdl, mdl: found Point, expected LineString"):
        build_layer(stand_in, PLACES)


def test_a_point_layer_names_a_place_without_point() -> None:
    places = PLACES | {"panmunjom": msgspec.structs.replace(PLACES["panmunjom"], lon=None, lat=None)}
    with pytest.raises(
        LayerError, match="layer sites, panmunjom: found no geometry, expected lon and lat in its record"
    ):
        build_layer(LAYERS["sites"], places)


def test_a_missing_row_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coordinates, "read_raw_features", lambda _path: ())
    with pytest.raises(LayerError, match="place seoul: found no such row, expected a row of geonames/cities"):
        build_layer(LAYERS["cities"], PLACES)


def test_an_altered_file_stops_the_layer(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str) -> list[dict[str, object]]:
        raise SourceError(f"raw file {path}", found="sha256 0", expected="sha256 1")

    monkeypatch.setattr(LAYERS["mdl"], "read_raw_features", refuse)
    with pytest.raises(SourceError, match=r"osm-borders/mdl\.geojson"):
        build_layer(LAYERS["mdl"], PLACES)


def test_a_module_without_spec_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    name = f"{package.__name__}.rivers"
    monkeypatch.setitem(sys.modules, name, types.ModuleType(name))
    with pytest.raises(LayerError, match="layer rivers: found SPEC None, expected SPEC: LayerSpec"):
        find_layers()


def test_expectations_stand_for_every_line_and_area_of_the_core() -> None:
    for layer_id in CORE:
        expected: Expectations = LAYERS[layer_id].SPEC.expectations
        measured = {"LineString": expected.length_km, "Polygon": expected.area_km2}.get(
            LAYERS[layer_id].SPEC.geometry_type
        )
        if measured is not None:
            assert set(measured) == {feature.id for feature in build_once(layer_id).features}


def test_the_second_reading_of_the_line_is_its_points_on_the_tokyo_datum() -> None:
    """Compare with the EPSG's own operation, and with the figures that the cards print."""
    first, second = (shapely.get_coordinates(drawn(id_).geometry) for id_ in ("nll", "nll-tokyo"))
    offered = TransformerGroup("EPSG:4301", "EPSG:4326", always_xy=True).transformers
    to_wgs84 = next(each for each in offered if "Tokyo to WGS 84 (5)" in each.description)
    assert np.allclose(np.column_stack(to_wgs84.transform(first[:, 0], first[:, 1])), second, atol=2e-6)
    azimuths, _back, shifts_m = GEOD.inv(first[:, 0], first[:, 1], second[:, 0], second[:, 1])
    assert (round(min(shifts_m)), round(max(shifts_m))) == (341, 354)
    assert all(-31 < azimuth < -29 for azimuth in azimuths)
    point = (126 + 1 / 60 + 41 / 3600, 37 + 40 / 60 + 40 / 3600)
    islet = drawn("hambakdo").geometry
    assert islet.contains(shapely.Point(point))
    (told,) = (each["properties"] for each in json.loads((layers_dir() / "nll_tokyo.geojson").read_bytes())["features"])
    assert all("341 to 354 m" in PLACES[id_].accuracy_note for id_ in ("nll", "nll-tokyo"))
    for line, figures in ((first, ("1,065", "1,162")), (second, ("713", "810"))):
        near = shapely.get_coordinates(shapely.segmentize(shapely.LineString(line[:3]), 0.0001))
        for target, figure in zip((shapely.get_coordinates(islet), [point]), figures, strict=True):
            least_m = min(float(np.min(GEOD.inv(near[:, 0], near[:, 1], *np.full((2, len(near)), [[lon], [lat]]))[2]))
                          for lon, lat in target)  # fmt: skip
            assert abs(least_m - float(figure.replace(",", ""))) < 1.5
            assert f"{figure} m" in told["note"]


@pytest.mark.thorough
def test_the_contiguous_waters_are_as_sure_as_the_shores_that_they_are_drawn_from() -> None:
    """Each part of the outline errs as the nearest island's shore; 5 % of all of it lies beyond the accuracy."""
    islands = PLACES["western-islands"].members
    shores = [shapely.get_coordinates(shapely.segmentize(drawn(island).geometry, 0.001)) for island in islands]
    outline = drawn("contiguous-waters").geometry.boundary
    points = shapely.get_coordinates(shapely.segmentize(outline, 0.005))
    away_m = np.array([[GEOD.inv(np.full(len(shore), lon), np.full(len(shore), lat), *shore.T)[2].min()
                        for shore in shores] for lon, lat in points])  # fmt: skip
    nearest = away_m.argmin(axis=1)[away_m.min(axis=1) > 500]  # without the islands' own shores
    sigmas_m = np.array([PLACES[island].accuracy_m / 1.96 for island in islands])[nearest]
    accuracy_m = PLACES["contiguous-waters"].accuracy_m
    beyond = np.mean([math.erfc(accuracy_m / sigma_m / math.sqrt(2)) for sigma_m in sigmas_m])
    assert beyond == pytest.approx(0.05, abs=0.005)


def test_the_contiguous_waters_are_three_miles_wide_at_most_and_nearer_to_the_islands() -> None:
    waters = drawn("contiguous-waters").geometry
    shores = shapely.get_coordinates([drawn(island).geometry for island in PLACES["western-islands"].members])
    for lon, lat in shapely.get_coordinates(waters)[::20]:
        ends = np.full((2, len(shores)), [[lon], [lat]])
        assert np.min(GEOD.inv(*ends, shores[:, 0], shores[:, 1])[2]) < 3 * 1852 + 60
    assert not waters.intersects(drawn("hambakdo").geometry)
    assert not waters.intersects(drawn("mdl").geometry)
