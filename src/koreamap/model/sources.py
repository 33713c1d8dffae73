"""Where things come from: the register's sources and the files that were carried in."""

from __future__ import annotations

from typing import Any

import msgspec

from koreamap.model.record import Record
from koreamap.model.values import Id, RawPath, Sha256, Written

__all__ = ["RawFeature", "RawFile", "Source"]


class RawFile(Record, frozen=True, kw_only=True):
    """A file of a source, pinned by its hash.

    Parameters
    ----------
    path
        Below ``geodata/raw/``, with forward slashes.
    sha256
        Of the whole file, 64 hexadecimal digits.
    """

    path: RawPath
    sha256: Sha256


class Source(Record, frozen=True, kw_only=True):
    """Where a geometry, a name or a value comes from.

    Parameters
    ----------
    id
        Short and speaking: ``osm-borders``.
    title, publisher
        As the publisher writes them.
    address
        URL, archive reference or ``npm:``/``pypi:`` package coordinates; empty where there is none.
    version, vintage
        Of the package, and the date of what it says (EDTF); empty when unknown.
    licence, attribution
        SPDX identifier or words, and the line that must stand beside the data.
    note
        How it was read and how sure it is.
    package_sha256
        Of the registry package that the files were taken from; empty for a source without one.
    files
        What was carried in; empty for a source that is only cited.
    """

    id: Id
    title: Written
    publisher: str = ""
    address: str = ""
    version: str = ""
    vintage: str = ""
    licence: str = ""
    attribution: str = ""
    note: str = ""
    package_sha256: str = ""
    files: tuple[RawFile, ...] = ()


class RawFeature(msgspec.Struct, frozen=True, kw_only=True):
    """A feature of a published GeoJSON file, as far as it is read.

    Parameters
    ----------
    geometry
        A GeoJSON geometry, unchecked.
    properties
        As its publisher names them.
    """

    geometry: dict[str, Any] | None = None
    properties: dict[str, Any] = msgspec.field(default_factory=dict)
