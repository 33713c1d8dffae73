"""The built files: what each of them holds, how it is written, and how it is read back into the same records."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal, TypeVar

import msgspec

from koreamap.annotations import AnnotationPage
from koreamap.errors import BuildError
from koreamap.model import (
    BuiltFinding,
    BuiltLayer,
    BuiltPlace,
    Document,
    Matter,
    Party,
    Profiles,
    Properties,
    Record,
    Side,
    Source,
    Statement,
)
from koreamap.model.properties import restore_days
from koreamap.toml import explain

if TYPE_CHECKING:
    from koreamap.manifest import Manifest

__all__ = [
    "BUILT",
    "BuiltCollection",
    "BuiltDocuments",
    "BuiltFeature",
    "BuiltFindings",
    "BuiltGazetteer",
    "BuiltLayers",
    "BuiltStatements",
    "encode_lines",
    "read_features",
    "read_file",
]

R = TypeVar("R", bound=Record)


class BuiltLayers(Record, frozen=True, kw_only=True):
    """``layers.json``: by draw order."""

    layers: tuple[BuiltLayer, ...]


class BuiltGazetteer(Record, frozen=True, kw_only=True):
    """``places.json``: places and sources, each by id."""

    places: tuple[BuiltPlace, ...]
    sources: tuple[Source, ...]


class BuiltStatements(Record, frozen=True, kw_only=True):
    """``statements.json``: what each side said, oldest first."""

    sides: tuple[Side, ...]
    parties: tuple[Party, ...]
    matters: tuple[Matter, ...]
    statements: tuple[Statement, ...]


class BuiltDocuments(Record, frozen=True, kw_only=True):
    """``documents.json``: oldest first, with their texts."""

    documents: tuple[Document, ...]


class BuiltFindings(Record, frozen=True, kw_only=True):
    """``findings.json``: in reading order, with the series behind the charts."""

    claims: tuple[BuiltFinding, ...]
    profiles: Profiles


class BuiltFeature(Record, frozen=True, kw_only=True):
    """A feature of a built layer; its geometry is read by those who need it."""

    type: Literal["Feature"]
    id: str
    properties: Properties
    geometry: msgspec.Raw


class BuiltCollection(Record, frozen=True, kw_only=True):
    """A layer's GeoJSON file, which says whose it is and on which terms."""

    type: Literal["FeatureCollection"]
    title: str
    attribution: str
    license: str
    bbox: tuple[float, float, float, float]
    features: tuple[BuiltFeature, ...]


BUILT: dict[str, type[Record]] = {
    "layers": BuiltLayers,
    "places": BuiltGazetteer,
    "findings": BuiltFindings,
    "documents": BuiltDocuments,
    "links": AnnotationPage,
    "statements": BuiltStatements,
}
"""Stem of a built JSON file -> the record that it is."""


def encode_lines(record: Record) -> bytes:
    """Write JSON with one member of each top-level list a line, so that a change reads as a change."""
    lines = []
    for key, member in msgspec.to_builtins(record).items():
        if isinstance(member, list | tuple):
            rows = ",\n".join(json.dumps(item, ensure_ascii=False, separators=(",", ":")) for item in member)
            lines.append(f"{json.dumps(key)}: [\n{rows}\n]")
        else:
            lines.append(f"{json.dumps(key)}: {json.dumps(member, ensure_ascii=False)}")
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def read_features(manifest: Manifest, name: str) -> tuple[BuiltFeature, ...]:
    """Read the features of a layer's file; fails as `read_file` does."""
    features = read_file(manifest, name, BuiltCollection).features
    return tuple(msgspec.structs.replace(f, properties=restore_days(f.properties)) for f in features)


def read_file(manifest: Manifest, name: str, type_: type[R]) -> R:
    """Read a built JSON file back into its record, every value of the type that it declares.

    Stops with `BuildError` when the manifest does not name the file or names other bytes.

    Raises
    ------
    koreamap.errors.BuildError
        When the file does not fit the record; names the place in it.
    """
    data, file = manifest.read(name), manifest.folder / name
    try:
        return msgspec.json.decode(data, type=type_)
    except msgspec.ValidationError as error:
        what, found, expected = explain(str(error), json.loads(data), type_, name)
        raise BuildError(what, found=found, expected=expected, file=file) from error
    except msgspec.DecodeError as error:
        raise BuildError(name, found=str(error), expected="JSON", file=file) from error
