"""Read what was published: the register of sources, and the raw files behind their hashes.

The only reader of ``geodata/SOURCES.toml`` and of ``geodata/raw/``. A file is handed on only when its bytes are
those that the register pins.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from typing import TYPE_CHECKING

import msgspec

from koreamap.errors import SourceError
from koreamap.home import geodata_dir
from koreamap.model import RawFeature, Source
from koreamap.model.inputs import SourcesFile
from koreamap.toml import parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["parse_sources", "raw_dir", "read_raw", "read_raw_features", "read_sources", "register_file"]


def register_file() -> Path:
    """Return the register of sources."""
    return geodata_dir() / "SOURCES.toml"


def raw_dir() -> Path:
    """Return the folder of the files that were carried in."""
    return geodata_dir() / "raw"


def read_sources() -> dict[str, Source]:
    """Read every source of the register, by id, in its order.

    Stops with `SourceError` when the register is missing or a record in it is incomplete.
    """
    return parse_sources(read_text(register_file(), what="sources", error=SourceError), register_file())


def parse_sources(text: str, file: Path) -> dict[str, Source]:
    """Read sources from the text of a register, by id, in its order.

    Stops with `SourceError` when the text is not TOML, or a record is incomplete, misspelt or there twice.
    """
    return dict(_parse(text, file))


def read_raw(path: str) -> bytes:
    """Read a raw file, named from ``geodata/raw/`` on, whose bytes are those the register pins.

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


class _Collection(msgspec.Struct):
    features: tuple[RawFeature, ...]


def read_raw_features(path: str) -> tuple[RawFeature, ...]:
    """Read the features of a raw GeoJSON file, WGS 84, in its order; the file is verified as `read_raw` does.

    Raises
    ------
    koreamap.errors.SourceError
        When the file is not registered, not there, altered, or not a FeatureCollection.
    """
    try:
        return msgspec.json.decode(read_raw(path), type=_Collection).features
    except msgspec.DecodeError as error:
        what, expected = f"raw file {path}", "a FeatureCollection"
        raise SourceError(what, found=str(error), expected=expected, file=raw_dir() / path) from error


@lru_cache(maxsize=1)  # every raw file that is read asks the register for its hash
def _parse(text: str, file: Path) -> Mapping[str, Source]:
    return _index(parse_toml(text, SourcesFile, what="sources", error=SourceError, file=file), file)


def _index(register: SourcesFile, file: Path) -> dict[str, Source]:
    """Key the sources by id, each id and each file once."""
    sources: dict[str, Source] = {}
    paths: set[str] = set()
    for source in register.source:
        what = f"source {source.id}"
        if source.id in sources:
            raise SourceError(what, found="it twice", expected="each id once", file=file)
        if source.files and not (source.licence and source.attribution):
            raise SourceError(what, found="files without licence or attribution", expected="both", file=file)
        for raw in source.files:
            if raw.path in paths:
                raise SourceError(f"raw file {raw.path}", found="it twice", expected="each path once", file=file)
            paths.add(raw.path)
        sources[source.id] = source
    return sources
