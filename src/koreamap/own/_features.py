"""Read a GeoJSON file of places, Linked Places and what Recogito hands out among it; GDAL is never asked.

References
----------
RFC 7946; Linked Places Format 1.1 and 1.2.2, Linked Pasts Network.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.errors import GazetteerError, GeometryError
from koreamap.own._columns import find_fields, split_list
from koreamap.own._projected import read_crs_member
from koreamap.own._rows import Fault, Row, Rows, tidy
from koreamap.own._shapes import read_shape, read_wkt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

__all__ = ["parse_json", "read_features"]

_GEOMETRIES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon", "GeometryCollection")
_EXPECTED = "a GeoJSON FeatureCollection, Feature or geometry"
_KINDS: Mapping[type, str] = {
    dict: "an object", list: "a list", str: "a text", bool: "true or false", int: "a number", float: "a number",
    type(None): "null",
}  # fmt: skip
"""What JSON may hold, in words."""
_LISTED = {
    "titles": "name", "names": "names", "quotes": "names", "place_types": "kind", "uris": "same_as", "comments": "note",
    "source_gazetteers": "source",
}  # fmt: skip
"""Members that Recogito's features have beside their properties, each a list of texts."""


def read_features(text: str, name: str) -> Rows:
    """Read a file's features, in their order.

    Parameters
    ----------
    text
        Of the file.
    name
        Of the file, for messages.

    Raises
    ------
    koreamap.errors.GazetteerError
        When the text is not JSON (with line and column), not GeoJSON, or names its coordinates by something that
        cannot be found.
    """
    whole = parse_json(text, name)
    kind = whole.get("type")
    if kind == "FeatureCollection":
        features = whole.get("features")
        if not isinstance(features, list):
            raise GazetteerError(name, found="a FeatureCollection without features", expected="a list of them")
    elif kind == "Feature":
        features = [whole]
    elif kind in _GEOMETRIES:
        features = [{"type": "Feature", "properties": {}, "geometry": whole}]
    else:
        found = "TopoJSON, not GeoJSON" if kind == "Topology" else f"JSON of type {str(kind)[:40]!r}, not GeoJSON"
        raise GazetteerError(name, found=found, expected=_EXPECTED)
    try:
        crs = read_crs_member(whole.get("crs"))
    except GeometryError as error:
        raise GazetteerError(name, found=error.found, expected=error.expected) from error
    rows: list[Row] = []
    faults: list[Fault] = []
    for number, feature in enumerate(features, start=1):
        read = _read_feature(number, feature)
        (faults if isinstance(read, Fault) else rows).append(read)  # type: ignore[arg-type]
    return Rows(rows=tuple(rows), faults=tuple(faults), crs=crs)


def parse_json(text: str, name: str) -> Mapping[str, object]:
    """Read a JSON object.

    Raises
    ------
    koreamap.errors.GazetteerError
        When the text is none; with line and column.
    """
    try:
        whole = json.loads(text)
    except json.JSONDecodeError as error:
        begin = text.lstrip()[:1]
        if begin not in {"{", "["}:
            raise GazetteerError(name, found=f"not GeoJSON: it begins with {begin!r}", expected=_EXPECTED) from error
        found = f"JSON that breaks off or is wrong at line {error.lineno}, column {error.colno} ({error.msg})"
        raise GazetteerError(name, found=found, expected=_EXPECTED) from error
    except (RecursionError, ValueError) as error:
        is_nested = isinstance(error, RecursionError)
        found = "lists within lists without end" if is_nested else "a number of thousands of digits"
        raise GazetteerError(name, found=found, expected=_EXPECTED) from error
    if not isinstance(whole, dict):
        raise GazetteerError(name, found=f"JSON, but not GeoJSON: {_KINDS[type(whole)]}", expected=_EXPECTED)
    return whole


def _read_feature(number: int, feature: object) -> Row | Fault:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return Fault(number, "", f"found {_KINDS[type(feature)]} that is no Feature, expected a Feature")
    said = _Said(feature)
    names = tuple(said.names())
    title = names[0] if names else ""
    try:
        geometry, mended = _read_geometry(feature.get("geometry"))
    except GeometryError as error:
        return Fault(number, title, f"found {error.found}, expected {error.expected}")
    begin, end = said.span()
    return Row(
        number=number,
        id=said.first("id") or tidy(feature.get("id")) or tidy(feature.get("@id")),
        names=names,
        kind=said.kind(),
        begin=begin,
        end=end,
        date=said.first("date"),
        accuracy=said.accuracy(),
        status=said.first("status"),
        source="; ".join(said.texts("source")),
        same_as=tuple(said.same_as()),
        notes=tuple(said.notes()),
        others=said.others(),
        geometry=geometry,
        mended=mended,
    )


def _read_geometry(member: object) -> tuple[BaseGeometry | None, tuple[str, ...]]:
    """Read a geometry; Linked Places may have well-known text in its place."""
    if isinstance(member, dict) and "coordinates" not in member and isinstance(text := member.get("geo_wkt"), str):
        geometry, mended, _crs = read_wkt(text)
        return geometry, mended
    if isinstance(member, dict) and isinstance(parts := member.get("geometries"), list):
        texts = [
            part.get("geo_wkt") for part in parts if isinstance(part, dict) and "geo_wkt" in part and "type" not in part
        ]
        if texts and len(texts) == len(parts) == 1:
            geometry, mended, _crs = read_wkt(tidy(texts[0]))
            return geometry, mended
        if all(part in (None, "null") for part in parts):
            return None, ()
    return (None, ()) if member is None else read_shape(member)


class _Said:
    """What a feature says of itself, in its properties or beside them."""

    def __init__(self, feature: Mapping[str, object]) -> None:
        self.feature = feature
        properties = feature.get("properties")
        self.properties: Mapping[str, object] = properties if isinstance(properties, dict) else {}
        self.fields: Mapping[str, Sequence[str]] = find_fields(map(str, self.properties))

    def texts(self, field: str) -> list[str]:
        listed = [
            tidy(item)
            for member, of in _LISTED.items()
            if of == field and isinstance(items := self.feature.get(member), list)
            for item in items
            if isinstance(item, str)
        ]
        texts = [tidy(self.properties[column]) for column in self.fields.get(field, ())]
        return [text for text in [*listed, *texts] if text]

    def first(self, field: str) -> str:
        return next(iter(self.texts(field)), "")

    def list_of(self, member: str) -> Iterator[Mapping[str, object]]:
        items = self.feature.get(member)
        yield from (item for item in items if isinstance(item, dict)) if isinstance(items, list) else ()

    def names(self) -> Iterable[str]:
        """List its names, each once: that of Recogito's features is a list, that of Linked Places has records."""
        said = self.texts("name")[:1]
        said += [part for field in ("name_ko", "names") for text in self.texts(field) for part in split_list(text)]
        said += [tidy(item.get("toponym")) for item in self.list_of("names")]
        return dict.fromkeys(name for name in said if name)

    def kind(self) -> str:
        for item in self.list_of("types"):
            labels = item.get("sourceLabels")
            first = labels[0] if isinstance(labels, list) and labels else {}
            if text := tidy(first.get("label") if isinstance(first, dict) else "") or tidy(item.get("label")):
                return text
        return self.first("kind")

    def span(self) -> tuple[str, str]:
        """Return when it begins and ends, from a Linked Places ``when`` or from its properties."""
        when = self.feature.get("when")
        spans = when.get("timespans") if isinstance(when, dict) else None
        if isinstance(spans, list) and spans and isinstance(spans[0], dict):
            return _find_instant(spans[0].get("start")), _find_instant(spans[-1].get("end"))
        return self.first("begin"), self.first("end")

    def accuracy(self) -> str:
        geometry = self.feature.get("geometry")
        size = tidy(geometry.get("granularity")) if isinstance(geometry, dict) else ""
        return self.first("accuracy") or ("" if size == "unknown" else size)

    def same_as(self) -> Iterator[str]:
        for text in self.texts("same_as"):
            yield from split_list(text)
        for link in self.list_of("links"):
            if str(link.get("type")).removeprefix("skos:") in {"exactMatch", "sameAs"}:
                yield tidy(link.get("identifier"))

    def notes(self) -> Iterator[str]:
        yield from self.texts("note")
        yield from filter(None, (tidy(item.get("value")) for item in self.list_of("descriptions")))

    def others(self) -> tuple[tuple[str, str], ...]:
        found = ((column, tidy(self.properties[column])) for column in self.fields.get("", ()))
        return tuple((tidy(column), text) for column, text in found if text)


def _find_instant(value: object) -> str:
    if isinstance(value, dict):
        return next((tidy(value[key]) for key in ("in", "earliest", "latest") if value.get(key)), "")
    return tidy(value)
