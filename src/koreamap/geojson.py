"""Write strict GeoJSON, always the same bytes for the same layer, and refuse what is not strict.

A FeatureCollection here holds a type, a true ``bbox``, features and, in a file of its own, its title and whose it is;
no more: no ``crs``, two ordinates a position, outer rings counter-clockwise, unique ids repeated as ``feature_id``, one
type a property. The gate reads the plain object, so it judges a file from elsewhere as well as what this module wrote.

References
----------
RFC 7946, The GeoJSON Format.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, TypedDict, cast

import numpy as np
import shapely

from koreamap.errors import GeometryError, LayerError
from koreamap.geometry import read_geometry, round_geometry
from koreamap.model.properties import check_properties, find_columns, find_filled, keep_text, to_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from koreamap.model import Feature, Layer
    from koreamap.model.columns import Column, Value
    from koreamap.model.values import Bbox

__all__ = ["BASEMAP_DECIMALS", "DECIMALS", "check_geojson", "dumps", "find_written", "join_boxes", "to_geojson"]

DECIMALS = 7
"""Of a degree, a centimetre: for what a reader may measure."""

BASEMAP_DECIMALS = 5
"""Of a degree, a metre: for the ground under it."""

_LIMITS = (180.0, 90.0)
_TYPES = ("Point", "LineString", "Polygon")
_CREDIT = ("title", "attribution", "license")
"""Foreign members, which RFC 7946 allows."""


class GeometryJson(TypedDict):
    """A geometry as JSON holds it."""

    type: str
    coordinates: list[object]


class FeatureJson(TypedDict):
    """A feature as JSON holds it."""

    type: str
    id: str
    properties: dict[str, Value]
    geometry: GeometryJson


class CollectionJson(TypedDict):
    """A FeatureCollection as JSON holds it."""

    type: str
    bbox: list[float]
    features: list[FeatureJson]


def to_geojson(layer: Layer) -> CollectionJson:
    """Turn a layer into a FeatureCollection (RFC 7946): features by id, coordinates rounded, rings turned.

    Stops with `LayerError` when a feature does not survive rounding, or says other things than its layer carries.
    """
    decimals = BASEMAP_DECIMALS if layer.spec.group == "basemap" else DECIMALS
    ordered = sorted(layer.features, key=lambda feature: feature.id)
    columns = find_columns(layer.spec.id, layer.spec.group)
    for feature in ordered:
        check_properties(feature.properties, columns, f"layer {layer.spec.id}, {feature.id}")
    written = find_written(layer)
    features = [_to_feature(feature, written, decimals=decimals, layer_id=layer.spec.id) for feature in ordered]
    return {"type": "FeatureCollection", "bbox": _find_bbox(features), "features": features}


def find_written(layer: Layer) -> tuple[Column, ...]:
    """Return the columns that a layer's file has."""
    columns = find_columns(layer.spec.id, layer.spec.group)
    return find_filled(columns, (feature.properties for feature in layer.features))


def dumps(collection: Mapping[str, object]) -> bytes:
    """Write a FeatureCollection as UTF-8, one feature a line, numbers as short as they can be, no byte order mark.

    Raises
    ------
    koreamap.errors.LayerError
        When it holds NaN, infinity, or text that UTF-8 cannot carry.
    """
    try:
        head = ",".join(f"{_dump(key)}:{_dump(value)}" for key, value in collection.items() if key != "features")
        rows = ",\n".join(_dump(feature) for feature in cast("Iterable[object]", collection["features"]))
        return f'{{{head},"features":[\n{rows}\n]}}\n'.encode()
    except (UnicodeEncodeError, ValueError) as error:
        raise LayerError("GeoJSON", found=str(error), expected="finite numbers and encodable text") from error


def check_geojson(collection: object, what: str) -> None:
    """Refuse a FeatureCollection that is not strict RFC 7946 or not as every layer must be.

    Raises
    ------
    koreamap.errors.LayerError
        Naming the first fault and the feature it is in.
    """
    members = ("type", "bbox", "features")
    whole = _check_members(collection, members, what, optional=_CREDIT)
    for name in _CREDIT:
        if name in whole and not (isinstance(said := whole[name], str) and said.strip()):
            raise LayerError(f"{what}, {name}", found=repr(said), expected="text")
    collection = cast("CollectionJson", whole)
    if collection["type"] != "FeatureCollection":
        raise LayerError(what, found=f"type {collection['type']!r}", expected="FeatureCollection")
    features = collection["features"]
    if not isinstance(features, list) or not features:
        raise LayerError(what, found="no features", expected="a list of at least one")
    seen: set[str] = set()
    for number, feature in enumerate(features, start=1):
        _check_feature(feature, seen, f"{what}, feature {number}")
    _check_columns(features, what)
    _check_one_geometry_type(features, what)
    if collection["bbox"] != _find_bbox(features):
        raise LayerError(what, found=f"bbox {collection['bbox']}", expected=f"{_find_bbox(features)}")


def _to_feature(feature: Feature, columns: Sequence[Column], *, decimals: int, layer_id: str) -> FeatureJson:
    try:
        geometry = round_geometry(feature.geometry, decimals)
    except GeometryError as error:
        raise LayerError(f"layer {layer_id}, {feature.id}", found=error.found, expected=error.expected) from error
    return {
        "type": "Feature",
        "id": feature.id,
        "properties": keep_text(to_members(feature.properties, columns)),
        "geometry": {"type": geometry.geom_type, "coordinates": _to_lists(geometry.__geo_interface__["coordinates"])},
    }


def _to_lists(coordinates: Iterable[object]) -> list[object]:
    return [_to_lists(value) if isinstance(value, tuple) else value for value in coordinates]


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def join_boxes(boxes: Iterable[Sequence[float]]) -> Bbox:
    """Return the smallest box around all, which lie on one side of the date line; five decimals of a degree."""
    west, south, east, north = zip(*boxes, strict=True)
    return (round(min(west), 5), round(min(south), 5), round(max(east), 5), round(max(north), 5))


def _find_bbox(features: Iterable[FeatureJson]) -> list[float]:
    """Return west, south, east, north of all positions."""
    positions = np.array(
        [position for feature in features for position in _positions(feature["geometry"]["coordinates"])]
    )
    return [float(value) for value in (*positions.min(axis=0), *positions.max(axis=0))]


def _positions(coordinates: object) -> Iterator[object]:
    """Yield the innermost lists."""
    if not isinstance(coordinates, list) or not coordinates or not isinstance(coordinates[0], list):
        yield coordinates
        return
    for member in coordinates:
        yield from _positions(member)


def _check_members(
    value: object, expected: tuple[str, ...], what: str, *, optional: tuple[str, ...] = ()
) -> dict[str, object]:
    """Refuse an object whose members are not exactly those expected; the optional ones are there together or not."""
    if not isinstance(value, dict):
        raise LayerError(what, found=type(value).__name__, expected="an object")
    if set(value) not in (set(expected), {*expected, *optional}):
        raise LayerError(what, found=f"members {', '.join(map(str, value))}", expected=", ".join(expected))
    return value


def _check_feature(feature: object, seen: set[str], what: str) -> None:
    feature = cast("FeatureJson", _check_members(feature, ("type", "id", "properties", "geometry"), what))
    identity = feature["id"]
    if feature["type"] != "Feature":
        raise LayerError(what, found=f"type {feature['type']!r}", expected="Feature")
    if not isinstance(identity, str) or not identity or identity in seen:
        raise LayerError(what, found=f"id {identity!r}", expected="text that no other feature has")
    seen.add(identity)
    what = f"{what} ({identity})"
    _check_properties(feature["properties"], identity, what)
    geometry = cast("GeometryJson", _check_members(feature["geometry"], ("type", "coordinates"), what))
    _check_coordinates(geometry, what)
    _check_shape(geometry, what)


def _check_properties(properties: object, identity: str, what: str) -> None:
    if not isinstance(properties, dict):
        raise LayerError(what, found="no properties", expected="an object")
    if properties.get("feature_id") != identity:
        raise LayerError(what, found=f"feature_id {properties.get('feature_id')!r}", expected=f"its id {identity!r}")
    if not isinstance(properties.get("name"), str) or not properties["name"].strip():
        raise LayerError(what, found=f"name {properties.get('name')!r}", expected="a name")
    for key, value in properties.items():
        if not _is_plain(value):
            raise LayerError(f"{what}, {key}", found=repr(value), expected="clean text, a finite number or null")


def _is_plain(value: object) -> bool:
    """Tell whether a property is flat and can be written: no control characters, nothing that decoding broke."""
    if isinstance(value, str):
        return not any(
            char == "\ufffd" or "\ud800" <= char <= "\udfff" or not (char >= " " or char == "\n") for char in value
        )
    return value is None or type(value) is int or (type(value) is float and math.isfinite(value))


def _check_columns(features: list[FeatureJson], what: str) -> None:
    """Refuse features whose properties differ in name, order or type; null fits any type."""
    names = list(features[0]["properties"])
    types: dict[str, type] = {}
    for feature in features:
        if list(feature["properties"]) != names:
            raise LayerError(f"{what} ({feature['id']})", found=f"properties {', '.join(feature['properties'])}",
                             expected=", ".join(names))  # fmt: skip
        for key, value in feature["properties"].items():
            if value is not None and types.setdefault(key, type(value)) is not type(value):
                raise LayerError(f"{what} ({feature['id']}), {key}", found=type(value).__name__,
                                 expected=f"{types[key].__name__}, as before")  # fmt: skip


def _check_one_geometry_type(features: list[FeatureJson], what: str) -> None:
    kinds = sorted({feature["geometry"]["type"].removeprefix("Multi") for feature in features})
    if len(kinds) > 1:
        raise LayerError(what, found=", ".join(kinds), expected="one geometry type, its Multi form included")


def _check_coordinates(geometry: GeometryJson, what: str) -> None:
    """Refuse positions that are not two short finite numbers on the globe."""
    if str(geometry["type"]).removeprefix("Multi") not in _TYPES:
        raise LayerError(what, found=f"geometry {geometry['type']!r}", expected=f"{', '.join(_TYPES)}, or a Multi form")
    coordinates = geometry["coordinates"]
    if not isinstance(coordinates, list) or not coordinates:
        raise LayerError(what, found="no coordinates", expected="a list")
    for position in _positions(coordinates):
        if not isinstance(position, list) or len(position) != 2:
            raise LayerError(what, found=f"position {position!r}", expected="two ordinates")
        for value, limit in zip(position, _LIMITS, strict=True):
            _check_ordinate(value, limit, what)


def _check_ordinate(value: object, limit: float, what: str) -> None:
    if not isinstance(value, int | float) or isinstance(value, bool) or not math.isfinite(value) or abs(value) > limit:
        raise LayerError(what, found=f"ordinate {value!r}", expected=f"a number within ±{limit:g}")
    if value == 0 and math.copysign(1, value) < 0:
        raise LayerError(what, found="-0.0", expected="0.0")
    if round(value, DECIMALS) != value:  # it would be written with more
        raise LayerError(what, found=f"ordinate {value!r}", expected=f"at most {DECIMALS} decimals")


def _check_shape(geometry: GeometryJson, what: str) -> None:
    """Refuse open rings, rings that turn the wrong way, and geometries that are not valid."""
    kind, polygons = geometry["type"], geometry["coordinates"]
    if kind == "Polygon":
        polygons = [polygons]
    for polygon in polygons if kind.endswith("Polygon") else ():
        for ring in polygon if isinstance(polygon, list) else [polygon]:
            if not isinstance(ring, list) or len(ring) < 4 or ring[0] != ring[-1]:
                raise LayerError(what, found="an open ring", expected="four positions or more, the last as the first")
    try:
        shape = read_geometry(geometry, what)
    except GeometryError as error:
        raise LayerError(what, found=error.found, expected=error.expected) from error
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, shapely.Polygon)]
    for part in parts:
        if not part.exterior.is_ccw or any(hole.is_ccw for hole in part.interiors):
            raise LayerError(what, found="a ring that turns the wrong way", expected="outer rings counter-clockwise")
