"""Read what was published: the register of sources, and the raw files behind their hashes.

The only reader of ``geodata/SOURCES.toml`` and of ``geodata/raw/``. A file is handed on only when its bytes are
those that the register pins.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from typing import TYPE_CHECKING, Any

from koreamap.errors import SourceError
from koreamap.home import geodata_dir
from koreamap.model import RawFile, Source

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["parse_sources", "raw_dir", "read_raw", "read_raw_features", "read_sources", "register_file"]

_TEXTS = frozenset(Source.__struct_fields__) - {"files"}


def register_file() -> Path:
    """Return the register of sources."""
    return geodata_dir() / "SOURCES.toml"


def raw_dir() -> Path:
    """Return the folder of the files that were carried in."""
    return geodata_dir() / "raw"


def read_sources() -> dict[str, Source]:
    """Read every source of the register.

    Returns
    -------
    dict
        Source id to source, in the register's order.

    Raises
    ------
    koreamap.errors.SourceError
        When the register is missing or a record in it is incomplete.
    """
    file = register_file()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError("sources", found=str(error), expected="a readable register", file=file) from error
    return parse_sources(text, file)


def parse_sources(text: str, file: Path) -> dict[str, Source]:
    """Read sources from the text of a register.

    Parameters
    ----------
    text : str
        TOML with ``[[source]]`` tables.
    file : pathlib.Path
        Where the text came from, for messages.

    Returns
    -------
    dict
        Source id to source, in the text's order.

    Raises
    ------
    koreamap.errors.SourceError
        When the text is not TOML, or a record is incomplete, misspelt or there twice.
    """
    try:
        tables = tomllib.loads(text).get("source", [])
    except tomllib.TOMLDecodeError as error:
        raise SourceError("sources", found=str(error), expected="valid TOML", file=file) from error
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise SourceError("sources", found="something else under source", expected="[[source]] tables", file=file)
    sources: dict[str, Source] = {}
    paths: set[str] = set()
    for table in tables:
        source = _to_source(table, file)
        if source.id in sources:
            raise SourceError(f"source {source.id}", found="it twice", expected="each id once", file=file)
        for raw in source.files:
            if raw.path in paths:
                raise SourceError(f"raw file {raw.path}", found="it twice", expected="each path once", file=file)
            paths.add(raw.path)
        sources[source.id] = source
    return sources


def read_raw(path: str) -> bytes:
    """Read a raw file whose bytes are those the register pins.

    Parameters
    ----------
    path : str
        Below ``geodata/raw/``, with forward slashes.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    koreamap.errors.SourceError
        When the file is not registered, not there, or altered.
    """
    pinned = {raw.path: raw.sha256 for source in read_sources().values() for raw in source.files}
    what = f"raw file {path}"
    if path not in pinned:
        raise SourceError(what, found="no record of it", expected="a [[source.files]] table", file=register_file())
    file = raw_dir() / path
    try:
        data = file.read_bytes()
    except OSError as error:
        raise SourceError(what, found=error.strerror or str(error), expected="the file", file=file) from error
    found = hashlib.sha256(data).hexdigest()
    if found != pinned[path]:
        raise SourceError(what, found=f"sha256 {found}", expected=f"sha256 {pinned[path]}", file=file)
    return data


def read_raw_features(path: str) -> list[dict[str, Any]]:
    """Read the features of a raw GeoJSON file, verified as `read_raw` does.

    Parameters
    ----------
    path : str
        Below ``geodata/raw/``, with forward slashes.

    Returns
    -------
    list of dict
        GeoJSON features, WGS 84, in the file's order.

    Raises
    ------
    koreamap.errors.SourceError
        When the file is not registered, not there, altered, or not a FeatureCollection.
    """
    try:
        found = json.loads(read_raw(path))
    except ValueError as error:
        raise SourceError(f"raw file {path}", found=str(error), expected="JSON", file=raw_dir() / path) from error
    if not isinstance(found, dict) or not isinstance(found.get("features"), list):
        raise SourceError(
            f"raw file {path}", found="no features", expected="a FeatureCollection", file=raw_dir() / path
        )
    features: list[dict[str, Any]] = found["features"]
    return features


def _to_source(table: dict[str, Any], file: Path) -> Source:
    """Make a source of its table, or say what is wrong with it."""
    what = f"source {table.get('id', '(no id)')}"
    unknown = sorted(set(table) - _TEXTS - {"files"})
    if unknown:
        raise SourceError(what, found=f"{', '.join(unknown)}", expected="only known fields", file=file)
    texts = {name: value for name, value in table.items() if name != "files"}
    if not all(isinstance(value, str) for value in texts.values()):
        raise SourceError(what, found="a field that is no text", expected="text in every field", file=file)
    for name in ("id", "title"):
        if not texts.get(name):
            raise SourceError(what, found=f"no {name}", expected="one", file=file)
    files = _to_files(table.get("files", []), what, file)
    if files and not (texts.get("licence") and texts.get("attribution")):
        raise SourceError(what, found="files without licence or attribution", expected="both", file=file)
    return Source(files=files, **{"publisher": "", **texts})


def _to_files(tables: object, what: str, file: Path) -> tuple[RawFile, ...]:
    """Make the pinned files of a source's tables."""
    if not isinstance(tables, list) or not all(isinstance(t, dict) and set(t) == {"path", "sha256"} for t in tables):
        raise SourceError(what, found="files otherwise", expected="tables of path and sha256", file=file)
    files = tuple(RawFile(path=table["path"], sha256=table["sha256"]) for table in tables)
    for raw in files:
        if ".." in raw.path.split("/") or raw.path.startswith("/"):
            raise SourceError(what, found=f"path {raw.path}", expected="a path below geodata/raw", file=file)
    return files
