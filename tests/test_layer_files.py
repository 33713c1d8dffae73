"""The files of ``layers/`` as they are: one type a property for every reader, credited, drawn by what lies beside."""

from __future__ import annotations

import json
import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import folium
import geopandas
import numpy as np
import pytest
import shapely
from shapely.geometry import shape

from koreamap.atlas import read_atlas
from koreamap.drawing.backgrounds import ATTRIBUTION, LIGHT, find_label_color
from koreamap.drawing.credit import find_credit
from koreamap.geojson import check_geojson
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.model import BuiltLayer

pytestmark = pytest.mark.thorough

FILES = sorted(layers_dir().glob("*.geojson"))
NAMES = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

ITEMS = {"fill", "line", "circle", "symbol", "background"}
PAINTS = {
    "background": {"background-color"},
    "fill": {"fill-color", "fill-opacity", "fill-antialias"},
    "line": {"line-color", "line-width", "line-opacity", "line-dasharray", "line-gap-width"},
    "circle": {"circle-color", "circle-radius", "circle-stroke-color", "circle-stroke-width"},
    "symbol": {"text-color", "text-halo-color", "text-halo-width"},
}
"""From the MapLibre Style Specification: kinds of layers, and paint properties of each."""


@NAMES
def test_geopandas_and_folium_take_a_file_as_it_is(file: Path) -> None:
    frame = geopandas.read_file(file)
    again = json.loads(frame.to_json())
    assert len(again["features"]) == len(json.loads(file.read_bytes())["features"])
    assert folium.GeoJson(frame).data["features"]


def test_every_property_has_one_type_over_all_files() -> None:
    types: dict[str, set[str]] = {}
    for file in FILES:
        frame = geopandas.read_file(file).drop(columns="geometry")
        for name, type_ in frame.dtypes.items():
            types.setdefault(str(name), set()).add(str(type_))
    assert {name: found for name, found in types.items() if len(found) > 1} == {}
    assert types["valid_from"] == types["valid_to"] == types["name"]


@NAMES
def test_a_file_says_whose_it_is(file: Path) -> None:
    collection = json.loads(file.read_bytes())
    check_geojson(collection, file.stem)
    atlas = read_atlas()
    sources = [atlas.sources[id_] for id_ in atlas.layers[file.stem].source_ids]
    assert collection["title"] == atlas.layers[file.stem].title
    assert all(source.attribution in collection["attribution"] for source in sources)
    assert all(source.licence in collection["license"] for source in sources)
    assert collection["attribution"]
    assert collection["license"]


def test_what_was_only_read_in_a_list_is_ours_and_evidence_is_of_all() -> None:
    atlas = read_atlas()
    assert ATTRIBUTION in find_credit(atlas.layers["evidence_areas"], atlas.sources).attribution
    assert find_credit(atlas.layers["nll_tokyo"], atlas.sources).attribution == "koreamap"
    assert find_credit(atlas.layers["cities"], atlas.sources).licence == "CC-BY-4.0"


@NAMES
def test_style_and_metadata_lie_beside_each_file(file: Path) -> None:
    style = ET.parse(file.with_suffix(".qml")).getroot()  # noqa: S314 - written by the build
    metadata = ET.parse(file.with_suffix(".qmd")).getroot()  # noqa: S314 - as above
    assert style.find("renderer-v2/symbols/symbol") is not None
    assert style.find("attributeactions") is None
    written = json.loads(file.read_bytes())
    assert metadata.findtext("rights") == written["attribution"]
    assert metadata.findtext("license") == written["license"]
    fields = {field.get("name") for field in style.iterfind("fieldConfiguration/field")}
    assert fields == set(written["features"][0]["properties"]) | {"fid", "id"}


def read_web_style() -> dict[str, Any]:
    style: dict[str, Any] = json.loads((layers_dir() / "style.json").read_bytes())
    return style


def test_the_web_style_draws_every_layer_from_the_file_beside_it() -> None:
    style = read_web_style()
    records = read_atlas().layers
    drawn = {layer["source"] for layer in style["layers"] if "source" in layer}
    assert drawn == style["sources"].keys() == records.keys() | {"names"}
    for id_, source in style["sources"].items():
        if id_ == "names":
            continue
        file = layers_dir() / source["data"]
        assert source["attribution"] == json.loads(file.read_bytes())["attribution"], id_
    ids = [layer["id"] for layer in style["layers"]]
    assert len(ids) == len(set(ids))
    order = [
        records[layer["source"]].order for layer in style["layers"] if layer["type"] not in {"symbol", "background"}
    ]
    assert order == sorted(order)
    kinds = [layer["type"] == "symbol" for layer in style["layers"]]
    assert kinds == sorted(kinds)  # no name or mark lies under a geometry


def test_the_web_style_has_the_colours_and_the_first_view_of_the_app() -> None:
    records = read_atlas().layers
    for layer in read_web_style()["layers"]:
        assert layer["type"] in ITEMS
        assert layer["paint"].keys() <= PAINTS[layer["type"]], layer["id"]
        if (record := records.get(layer.get("source", ""))) and not record.is_basemap:
            hidden = layer.get("layout", {}).get("visibility") == "none"
            assert hidden != record.shown, layer["id"]
    for id_, record in records.items():
        if not record.is_basemap:
            paints = [layer["paint"] for layer in read_web_style()["layers"] if layer.get("source") == id_]
            assert any(record.style.color in paint.values() for paint in paints), id_


def test_the_web_style_draws_what_is_schematic_as_such() -> None:
    layers = {layer["id"]: layer for layer in read_web_style()["layers"]}
    holds = ["in", "schematic", ["get", "status"]]
    assert layers["nll-schematic-1"]["filter"] == holds
    assert layers["nll-1"]["filter"] == ["all", ["!", holds]]
    assert layers["nll-schematic-1"]["paint"]["line-width"] < layers["nll-1"]["paint"]["line-width"]
    assert layers["nll-schematic-1"]["paint"]["line-opacity"] < 1


def find_names(style: dict[str, Any], record: BuiltLayer) -> list[dict[str, Any]]:
    """Return the layers that write a layer's names."""
    return [layer for layer in style["layers"] if layer["id"].startswith(f"{record.id}-name")]


def test_the_web_style_names_what_the_app_names_at_the_same_zooms() -> None:
    style = read_web_style()
    assert style.keys().isdisjoint({"glyphs", "sprite"})  # each would be an address somewhere else
    for record in read_atlas().layers.values():
        names, label = find_names(style, record), record.style.label
        assert bool(names) == bool(label), record.id
        if label:
            # MapLibre's zoom is one less, and a whole level ends where the next begins.
            spans = sorted((layer["minzoom"], layer["maxzoom"]) for layer in names)
            assert (spans[0][0], spans[-1][1]) == (label.min_zoom - 1, label.max_zoom), record.id
            assert all(end == start for (_, end), (start, _) in pairwise(spans)), record.id
            assert {layer["layout"]["text-size"] for layer in names} == {label.size_px}
            inks = {layer["paint"]["text-color"] for layer in names}
            assert inks == {find_label_color(record.style, LIGHT)}
            written = json.dumps([layer["layout"]["text-field"] for layer in names])
            assert all(f'"{column}"' in written for column in ("name", "label", "name_ko", "date_label"))
            assert label.suffix in written
    kinds = {layer["id"] for layer in style["layers"] if layer["id"].startswith("basemap_labels-")}
    assert kinds == {f"basemap_labels-{kind}" for kind in ("city", "water", "country")}


def test_the_web_style_writes_names_where_the_features_are() -> None:
    places = read_web_style()["sources"]["names"]["data"]["features"]
    for record in read_atlas().layers.values():
        label = record.style.label
        if label is None or record.geometry_type == "Point":
            continue
        frame = geopandas.read_file(layers_dir() / record.file)
        own = [place for place in places if place["properties"]["layer"] == record.id]
        is_named_at_points = record.geometry_type == "Polygon" or (label.along and label.min_zoom - 1 < 8)
        assert {place["properties"]["name"] for place in own} >= (set(frame["name"]) if is_named_at_points else set())
        for place in own:
            feature = frame[frame["name"] == place["properties"]["name"]]
            there = geopandas.GeoSeries([shape(place["geometry"]).segmentize(0.05)], crs=4326)
            if record.geometry_type == "Polygon":
                away = feature.geometry.union_all().distance(there.iloc[0])
                assert away < 0.001, place  # degrees, since some are far from Korea
                continue
            line, metres = feature.to_crs(5179).union_all(), there.to_crs(5179).iloc[0]
            # Names keep near their line: at zoom 10 of MapLibre, to where they do, two kilometres are 30 pixels.
            assert metres.difference(line.buffer(2000)).is_empty, place


def test_the_web_style_marks_points_with_their_shapes() -> None:
    layers = {layer["id"]: layer for layer in read_web_style()["layers"]}
    marks = {id_: layers[id_]["layout"]["text-field"] for id_ in ("usfk_hubs", "unc_rear_bases", "events")}
    assert marks == {"usfk_hubs": "■", "unc_rear_bases": "□", "events": "◆"}
    assert layers["events-schematic"]["layout"]["text-field"] == "◇"
    assert all(layers[id_]["layout"]["text-allow-overlap"] for id_ in marks)
    assert layers["cities"]["type"] == layers["sites"]["type"] == "circle"


def test_the_web_style_leaves_a_name_room_between_the_wiggles_at_every_zoom() -> None:
    """MapLibre drops a name whose letters would turn by more than the style allows within three fifths of its size."""
    style = read_web_style()
    record = read_atlas().layers["mdl"]
    label = record.style.label
    assert label is not None
    courses: dict[float, list[Any]] = {}
    for place in style["sources"]["names"]["data"]["features"]:
        if place["properties"]["layer"] == "mdl" and place["geometry"]["type"] == "LineString":
            courses.setdefault(place["properties"]["until"], []).append(shape(place["geometry"]))
    layers = [layer for layer in find_names(style, record) if layer["id"].rpartition("-")[2] in {"10", "11", "12"}]
    assert [layer["maxzoom"] for layer in layers] == sorted(courses) == [10, 11, 12]
    for layer in layers:
        [line] = courses[layer["maxzoom"]]
        for zoom in (layer["minzoom"], layer["maxzoom"] - 0.5):
            share = 1 if zoom < 10 else 0.25  # near by a quarter of the line fills a screen
            for start in np.arange(0, 1, share):
                window, bend = (float(start), float(start + share)), layer["layout"]["text-max-angle"]
                assert has_room(line, zoom, label.size_px, bend, window), (layer["id"], zoom, start)


def has_room(line: Any, zoom: float, size_px: float, most_deg: float, window: tuple[float, float]) -> bool:
    """Tell whether somewhere in a part of a line a name of twenty ems finds a stretch that bends gently enough."""
    east, north = shapely.get_coordinates(line).T
    px = 512 * 2**zoom / 360
    points = np.column_stack([east * px, north * px / np.cos(np.radians(38))])
    steps = np.diff(points, axis=0)
    along = np.concatenate([[0], np.cumsum(np.hypot(*steps.T))])
    turns = np.abs(np.diff(np.unwrap(np.arctan2(steps[:, 1], steps[:, 0]))))
    at, reach, length = along[1:-1], size_px * 3 / 5, size_px * 20
    sharp = [place for place in at if turns[(at >= place) & (at < place + reach)].sum() > math.radians(most_deg)]
    low, high = (along[-1] * share for share in window)
    free = np.diff([low, *[place for place in sharp if low < place < high], high])
    return bool(free.max() > min(length, (high - low) * 0.9))
