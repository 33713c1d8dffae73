"""The files of ``layers/`` as they are: one type a property for every reader, credited, drawn by what lies beside."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import folium
import geopandas
import pytest

from koreamap.atlas import read_atlas
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.drawing.credit import find_credit
from koreamap.geojson import check_geojson
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from pathlib import Path

FILES = sorted(layers_dir().glob("*.geojson"))
NAMES = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)

ITEMS = {"fill", "line", "circle", "background"}
PAINTS = {
    "background": {"background-color"},
    "fill": {"fill-color", "fill-opacity", "fill-antialias"},
    "line": {"line-color", "line-width", "line-opacity", "line-dasharray", "line-gap-width"},
    "circle": {"circle-color", "circle-radius", "circle-stroke-color", "circle-stroke-width"},
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
    assert drawn == style["sources"].keys() == records.keys() - {"basemap_labels"}
    for id_, source in style["sources"].items():
        file = layers_dir() / source["data"]
        assert source["attribution"] == json.loads(file.read_bytes())["attribution"], id_
    ids = [layer["id"] for layer in style["layers"]]
    assert len(ids) == len(set(ids))
    order = [records[layer["source"]].order for layer in style["layers"] if "source" in layer]
    assert order == sorted(order)


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
