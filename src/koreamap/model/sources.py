"""Where things come from: the register's sources and the files that were carried in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import msgspec

from koreamap.model.record import Record
from koreamap.model.values import Edtf, RawPath, Sha256
from koreamap.model.works import Work

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["RawFeature", "RawFile", "Read", "Source", "SourceKind"]

SourceKind = Literal["primary", "official", "scholarly", "press", "tertiary", "dataset", "own", "given", "none"]
"""What a source is: a document of those who acted, an authority's account, research, a report of the day, a copy or a
summary of others, data that was taken over, this project's own work, what its user brought or cites, or no source."""

Read = Literal["whole", "excerpt", "none"]
"""How much of it was read."""

_KINDS: Mapping[SourceKind, str] = {
    "primary": "primary source",
    "official": "official source",
    "scholarly": "scholarly source",
    "press": "press",
    "tertiary": "tertiary source",
    "dataset": "data set",
    "own": "own work",
    "given": "given by its user",
    "none": "no source",
}
_READ: Mapping[Read, str] = {"whole": "read whole", "excerpt": "read in part", "none": "not read"}


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


class Source(Work, frozen=True, kw_only=True):
    """Where a geometry, a name or a value comes from.

    Parameters
    ----------
    kind, read
        What it is, and how much of it was read.
    locator
        Where in it: pages, paragraphs, record numbers.
    accessed
        When it was read (EDTF).
    supports
        What it is cited for, in few words.
    version
        Of the package or data set.
    licence, attribution
        SPDX identifier or words, and the line that must stand beside the data.
    note
        Where it was read and how sure it is.
    package_sha256
        Of the registry package that the files were taken from; empty for a source without one.
    files
        What was carried in; empty for a source that is only cited.
    """

    kind: SourceKind
    locator: str = ""
    accessed: Edtf = ""
    read: Read
    supports: str = ""
    version: str = ""
    licence: str = ""
    attribution: str = ""
    note: str = ""
    package_sha256: str = ""
    files: tuple[RawFile, ...] = ()

    @property
    def grade(self) -> str:
        """What kind of source it is, in words."""
        return _KINDS[self.kind]

    @property
    def standing(self) -> str:
        """What kind of source it is, and how much of it was read."""
        return self.grade if self.kind in {"own", "given", "none"} else f"{self.grade}, {_READ[self.read]}"

    @property
    def citation(self) -> str:
        """Who, what, where and when, then how it stands."""
        edition = " ".join(filter(None, (self.publisher, self.version)))
        parts = (
            "; ".join(self.creators),
            self.title,
            " ".join(filter(None, (self.container or self.series, self.number))),
            ", ".join(filter(None, (edition, self.date))),
            self.locator,
            self.archive,
            self.standing,
        )
        return ". ".join(part.rstrip(".") for part in parts if part) + "."


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
