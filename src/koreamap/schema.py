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
from koreamap.model import (
    ClaimsFile,
    CoordinatesFile,
    DocumentFile,
    IgnoreFile,
    MentionsFile,
    PlacesFile,
    SourcesFile,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

__all__ = ["FILES", "build_schema", "build_schemas"]

FILES: Mapping[str, type[msgspec.Struct]] = {
    "sources.toml": SourcesFile,
    "places.toml": PlacesFile,
    "coordinates.toml": CoordinatesFile,
    "document.toml": DocumentFile,
    "mentions.toml": MentionsFile,
    "ignore.toml": IgnoreFile,
    "claims.toml": ClaimsFile,
    **BUILT,
    "layer": BuiltCollection,
}
"""Kind of file -> the record of the whole file. Those of ``geodata/`` end in ``.toml``, those of ``layers/`` do not."""

_SECTION = re.compile(r"\n\nParameters\n-+\n(.*?)(?=\n\n\w+\n-+\n|\Z)", re.DOTALL)
_FIELD = re.compile(r"^(\w+(?:, \w+)*)\n((?:    .+\n?)+)", re.MULTILINE)


def build_schemas() -> dict[str, bytes]:
    """Write the schema of every kind of file.

    Returns
    -------
    File name -> JSON, one for each row of `FILES`.
    """
    schemas = {f"{name}.schema.json": build_schema(type_) for name, type_ in FILES.items()}
    return {
        name: (json.dumps(schema, ensure_ascii=False, indent=1) + "\n").encode() for name, schema in schemas.items()
    }


def build_schema(type_: type[msgspec.Struct]) -> dict[str, object]:
    """Make the schema of a record and of all that it holds.

    Parameters
    ----------
    type_
        Of the whole file.

    Returns
    -------
    With the record's docstring taken apart: its first line describes the record, its parameters describe the fields.
    """
    schema = msgspec.json.schema(type_)
    for definition in schema.get("$defs", {}).values():
        text = inspect.cleandoc(definition.pop("description", ""))
        if text:
            definition["description"] = text.partition("\n\n")[0].replace("\n", " ")
        for name, words in _describe_fields(text):
            if name in definition.get("properties", {}):
                definition["properties"][name] |= {"description": words}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _describe_fields(text: str) -> Iterator[tuple[str, str]]:
    """Yield each field that a docstring describes, with its description."""
    section = _SECTION.search(text)
    for names, words in _FIELD.findall(section[1] if section else ""):
        for name in names.split(", "):
            yield name, " ".join(words.split())
