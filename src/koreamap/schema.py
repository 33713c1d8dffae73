"""What every file that is read as TOML or JSON may hold, as JSON Schemas made from the records that decode it.

The build writes them to ``layers/schemas/``: an editor completes and checks by them, and whoever reads the built files
without koreamap has them for a contract.

References
----------
JSON Schema, draft 2020-12.
"""

from __future__ import annotations

import inspect
import json
import re
from typing import TYPE_CHECKING

import msgspec

from koreamap.built import BUILT, BuiltCollection
from koreamap.model import Record
from koreamap.model.coordinates import CoordinatesFile
from koreamap.model.inputs import (
    BearersFile,
    ClaimsFile,
    DocumentFile,
    IgnoreFile,
    MentionsFile,
    PlacesFile,
    SourcesFile,
    SpellingsFile,
    StatementsFile,
    ToponymsFile,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FILES", "build_schema", "build_schemas"]

FILES: Mapping[str, type[Record]] = {
    "sources.toml": SourcesFile,
    "places.toml": PlacesFile,
    "statements.toml": StatementsFile,
    "coordinates.toml": CoordinatesFile,
    "document.toml": DocumentFile,
    "mentions.toml": MentionsFile,
    "ignore.toml": IgnoreFile,
    "forms.toml": SpellingsFile,
    "bearers.toml": BearersFile,
    "toponyms.toml": ToponymsFile,
    "claims.toml": ClaimsFile,
    **BUILT,
    "layer": BuiltCollection,
}
"""Kind of file -> the record of the whole file. Those of ``geodata/`` end in ``.toml``, those of ``layers/`` do not."""

_SECTION = re.compile(r"\n\nParameters\n-+\n(.*?)(?=\n\n\w+\n-+\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+(?:, \w+)*)\n((?:    .+\n?)+)", re.MULTILINE)


def build_schemas() -> dict[str, bytes]:
    """Write the schema of every kind of file: one for each row of `FILES`, by file name."""
    schemas = {f"{name}.schema.json": build_schema(type_) for name, type_ in FILES.items()}
    return {
        name: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode() for name, schema in schemas.items()
    }


def build_schema(type_: type[Record]) -> dict[str, object]:
    """Make the schema of a record and of all that it holds.

    Returns
    -------
    With the record's docstring taken apart: its first line describes the record, its parameters describe the fields.
    """
    schema = msgspec.json.schema(type_)
    records = {record.__name__: record for record in _list_records(Record)}
    for title, definition in schema["$defs"].items():
        if text := inspect.cleandoc(definition.pop("description", "")):
            definition["description"] = text.partition("\n\n")[0].replace("\n", " ")
        for name, words in _describe_fields(records[title]):
            definition["properties"][name] |= {"description": words}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _list_records(base: type[Record]) -> Iterator[type[Record]]:
    for record in base.__subclasses__():
        yield record
        yield from _list_records(record)


def _describe_fields(record: type[Record]) -> Iterator[tuple[str, str]]:
    """Yield each field that a record's docstrings describe, as the file names it, with its description."""
    names = {field.name: field.encode_name for field in msgspec.structs.fields(record)}
    sections = (_SECTION.search(inspect.cleandoc(base.__doc__ or "")) for base in reversed(record.__mro__))
    for section in filter(None, sections):
        for fields, words in _FIELD.findall(section[1]):
            for field in fields.split(", "):
                if field in names:
                    yield names[field], " ".join(words.split())
