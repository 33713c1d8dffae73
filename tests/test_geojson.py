"""The gate must refuse each fault by itself; what the writer makes must pass it and come back unchanged."""

from __future__ import annotations

import copy
import json
import math
from typing import TYPE_CHECKING, Any

import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from koreamap.errors import LayerError
from koreamap.geojson import check_geojson, dumps, to_geojson
from koreamap.geometry import build_circle
from koreamap.model import Expectations, Feature, Layer, LayerSpec, Properties, Style
from koreamap.model.properties import read_properties

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

LONS = st.floats(-179, 179)
LATS = st.floats(-80, 80)
TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd"))
NAMES = TEXTS.filter(lambda text: bool(text.strip()))
MUST = ("label", "status", "method", "accuracy_note", "source_ids")
"""What a thematic feature must say beside its id, layer, name and kind."""


def make_layer(geometries: Mapping[str, BaseGeometry], *, group: str = "main", **properties: object) -> Layer:
    """Wrap geometries in a layer, with the least of properties."""
    spec = LayerSpec(
        id="trial",
        title="Trial",
        title_ko="시험",
        summary="For tests.",
        geometry_type="Polygon",
        group=group,  # type: ignore[arg-type]  # a plain str is handier here
        order=1,
        style=Style(color="#000000", color_dark="#ffffff"),
        expectations=Expectations(count=(0, 99), bbox=(-180, -90, 180, 90)),
        source_ids=(),
    )
    said: dict[str, Any] = {} if group == "basemap" else dict.fromkeys(MUST, "x")
    features = tuple(
        Feature(id=key, geometry=geometry, properties=make_properties(key, **said | properties))
        for key, geometry in geometries.items()
    )
    return Layer(spec=spec, features=features)


def make_properties(key: str, **properties: Any) -> Properties:
    return Properties(feature_id=key, layer="trial", name=f"name of {key}", kind="zone", **properties)


def make_collection() -> dict[str, Any]:
    """Make a collection of two polygons that passes."""
    shapes = {"b": shapely.box(127, 38, 127.5, 38.5), "a": shapely.box(126, 37, 126.5, 37.5)}
    return to_geojson(make_layer(shapes, name_ko="군사분계선", length_km=1.5, hub=None))


def test_a_collection_is_sorted_true_and_passes() -> None:
    collection = make_collection()
    check_geojson(collection, "trial")
    assert [feature["id"] for feature in collection["features"]] == ["a", "b"]
    assert collection["bbox"] == [126.0, 37.0, 127.5, 38.5]
    assert list(collection) == ["type", "bbox", "features"]


def test_bytes_hold_one_feature_a_line_and_read_back() -> None:
    collection = make_collection()
    data = dumps(collection)
    assert data.startswith(b'{"type":"FeatureCollection"')
    assert data.endswith(b"\n]}\n")
    assert len(data.splitlines()) == 2 + len(collection["features"])
    assert "군사분계선".encode() in data
    assert json.loads(data) == collection
    assert dumps(json.loads(data)) == data


def test_rings_are_turned_and_negative_zero_is_gone() -> None:
    ring = shapely.Polygon([(-0.00000001, 0), (0, 1), (1, 1), (1, 0)])  # clockwise
    collection = to_geojson(make_layer({"a": ring}))
    check_geojson(collection, "trial")
    assert b"-0.0" not in dumps(collection)


@pytest.mark.parametrize(("group", "decimals"), [("main", 7), ("basemap", 5)])
def test_decimals_follow_the_group(group: str, decimals: int) -> None:
    collection = to_geojson(make_layer({"a": build_circle(127.123456789, 38, 30_000)}, group=group))
    values = [value for ring in collection["features"][0]["geometry"]["coordinates"] for pair in ring for value in pair]
    assert max(len(repr(value).partition(".")[2]) for value in values) == decimals


@pytest.mark.thorough
@settings(max_examples=25, deadline=None)
@given(
    shapes=st.dictionaries(NAMES, st.builds(build_circle, LONS, LATS, st.floats(100, 50_000)), min_size=1, max_size=4),
    text=TEXTS,
    number=st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False)),
)
def test_whatever_is_written_passes_and_reads_back(
    shapes: dict[str, BaseGeometry], text: str, number: float | None
) -> None:
    collection = to_geojson(make_layer(shapes, note=text, length_km=number))
    check_geojson(collection, "trial")
    data = dumps(collection)
    assert json.loads(data.decode("utf-8")) == collection
    assert dumps(to_geojson(make_layer(dict(reversed(shapes.items())), note=text, length_km=number))) == data


def spoil_geometry(coordinates: object, kind: str = "Polygon") -> Callable[[dict[str, Any]], None]:
    """Return a change of the first feature's geometry."""

    def spoil(collection: dict[str, Any]) -> None:
        collection["features"][0]["geometry"] = {"type": kind, "coordinates": coordinates}

    return spoil


def spoil_property(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    """Return a change of the first feature's properties."""

    def spoil(collection: dict[str, Any]) -> None:
        collection["features"][0]["properties"][key] = value

    return spoil


SQUARE = [[126.0, 37.0], [126.5, 37.0], [126.5, 37.5], [126.0, 37.5], [126.0, 37.0]]

FAULTS: dict[str, tuple[Callable[[dict[str, Any]], object], str]] = {
    "crs": (lambda c: c.update(crs={"type": "name"}), "members"),
    "no bbox": (lambda c: c.pop("bbox"), "members"),
    "false bbox": (lambda c: c.update(bbox=[126, 37, 127.5, 38.6]), "bbox"),
    "no features": (lambda c: c.update(features=[]), "no features"),
    "another type": (lambda c: c.update(type="Topology"), "Topology"),
    "feature type": (lambda c: c["features"][0].update(type="Thing"), "Thing"),
    "crs in a feature": (lambda c: c["features"][0].update(crs=None), "members"),
    "id twice": (lambda c: c["features"][1].update(id="a"), "no other feature has"),
    "number as id": (lambda c: c["features"][0].update(id=7), "no other feature has"),
    "null geometry": (lambda c: c["features"][0].update(geometry=None), "NoneType"),
    "null feature": (lambda c: c["features"].append(None), "feature 3: found NoneType"),
    "properties missing": (lambda c: c["features"][0].update(properties=None), "no properties"),
    "feature_id differs": (spoil_property("feature_id", "x"), "feature_id"),
    "empty name": (spoil_property("name", "  "), "name"),
    "nested property": (spoil_property("hub", ["x"]), "clean text"),
    "boolean": (spoil_property("hub", value=True), "clean text"),
    "NaN": (spoil_property("length_km", math.nan), "clean text"),
    "control character": (spoil_property("name_ko", "a\x00b"), "clean text"),
    "lone surrogate": (spoil_property("name_ko", "\ud800"), "clean text"),
    "broken decoding": (spoil_property("name_ko", "\ufffd"), "clean text"),
    "column of two types": (spoil_property("length_km", "long"), "as before"),
    "int and float": (spoil_property("length_km", 1), "as before"),
    "one more property": (spoil_property("extra", "x"), "extra"),
    "three ordinates": (spoil_geometry([[[*pair, 0] for pair in SQUARE]]), "two ordinates"),
    "text ordinate": (spoil_geometry([[["126", 37.0], *SQUARE[1:]]]), "ordinate"),
    "boolean ordinate": (spoil_geometry([[[True, 37.0], *SQUARE[1:]]]), "ordinate"),
    "infinite": (spoil_geometry([[[math.inf, 37.0], *SQUARE[1:]]]), "ordinate inf"),
    "off the globe": (spoil_geometry([[[500.0, 37.0], *SQUARE[1:]]]), "500"),
    "axes swapped": (spoil_geometry([[pair[::-1] for pair in SQUARE]]), "ordinate 126"),
    "eight decimals": (spoil_geometry([[126.12345678, 37.0]], "MultiPoint"), "at most 7"),
    "negative zero": (spoil_geometry([-0.0, 37.0], "Point"), "-0.0"),
    "open ring": (spoil_geometry([SQUARE[:-1]]), "open ring"),
    "clockwise": (spoil_geometry([SQUARE[::-1]]), "wrong way"),
    "hole counter-clockwise": (
        spoil_geometry([SQUARE, [[126.1, 37.1], [126.2, 37.1], [126.2, 37.2], [126.1, 37.1]]]),
        "wrong way",
    ),
    "bow-tie": (
        spoil_geometry([[[126.0, 37.0], [126.5, 37.5], [126.5, 37.0], [126.0, 37.5], [126.0, 37.0]]]),
        "Self-intersection",
    ),
    "empty coordinates": (spoil_geometry([]), "no coordinates"),
    "mixed depth": (spoil_geometry([SQUARE, 3]), "position 3"),
    "ring for a polygon": (spoil_geometry(SQUARE), "open ring"),
    "two geometry types": (spoil_geometry([126.0, 37.0], "Point"), "one geometry type"),
    "collection": (spoil_geometry([], "GeometryCollection"), "geometry 'GeometryCollection'"),
    "unhashable type": (spoil_geometry([], kind=["Polygon"]), "geometry"),  # type: ignore[arg-type]  # the fault
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_fault_is_refused_by_name(fault: str) -> None:
    spoil, message = FAULTS[fault]
    collection = copy.deepcopy(make_collection())
    spoil(collection)
    with pytest.raises(LayerError, match=message) as refusal:
        check_geojson(collection, "trial")
    assert str(refusal.value).startswith("trial")


@pytest.mark.parametrize("value", [None, [], "text", 3, {"type": "Feature"}])
def test_what_is_no_collection_is_refused(value: object) -> None:
    with pytest.raises(LayerError):
        check_geojson(value, "upload")


JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), st.text(max_size=3)),
    lambda children: st.one_of(
        st.lists(children, max_size=4), st.dictionaries(st.text(max_size=3), children, max_size=3)
    ),
    max_leaves=12,
)


@pytest.mark.thorough
@settings(max_examples=150, deadline=None)
@given(coordinates=JSON, kind=st.sampled_from(["Point", "LineString", "MultiPolygon", "Polygon", "MultiPoint"]))
def test_no_coordinates_escape_the_gate_in_another_way(coordinates: object, kind: str) -> None:
    collection = make_collection()
    spoil_geometry(coordinates, kind)(collection)
    collection["features"] = collection["features"][:1]
    with pytest.raises(LayerError):  # even a valid geometry no longer fits the bbox
        check_geojson(collection, "upload")


def test_unwritable_text_and_numbers_are_refused() -> None:
    for key, value in (("note", "\ud800"), ("length_km", math.inf)):
        collection = make_collection()
        collection["features"][0]["properties"][key] = value
        with pytest.raises(LayerError, match="GeoJSON"):
            dumps(collection)


@pytest.mark.parametrize("missing", MUST)
def test_a_missing_property_is_refused_by_name(missing: str) -> None:
    with pytest.raises(LayerError, match=f"layer trial, a, {missing}: found nothing"):
        to_geojson(make_layer({"a": shapely.box(126, 37, 127, 38)}, **{missing: ""}))


def test_a_property_of_other_layers_is_refused_by_name() -> None:
    with pytest.raises(LayerError, match="layer trial, a, claim_id: found 'x', expected it only in layers of evidence"):
        to_geojson(make_layer({"a": shapely.box(126, 37, 127, 38)}, claim_id="x"))
    with pytest.raises(LayerError, match="layer trial, a, status"):
        to_geojson(make_layer({"a": shapely.box(126, 37, 127, 38)}, group="basemap", status="agreed"))


def test_a_property_of_another_type_is_refused_by_name() -> None:
    with pytest.raises(LayerError, match="length_km"):
        to_geojson(make_layer({"a": shapely.box(126, 37, 127, 38)}, length_km="long"))


def test_an_unknown_property_is_refused_by_name() -> None:
    with pytest.raises(TypeError, match="colour"):
        make_properties("a", colour="red")
    with pytest.raises(LayerError, match="x: found Object contains unknown field `colour`"):
        read_properties(structs.asdict(make_properties("a")) | {"colour": "red"}, "x")


def test_a_feature_that_rounds_to_nothing_is_named() -> None:
    speck = shapely.box(127, 38, 127.0000001, 38.0000001)
    with pytest.raises(LayerError, match="layer trial, speck"):
        to_geojson(make_layer({"speck": speck}, group="basemap"))
