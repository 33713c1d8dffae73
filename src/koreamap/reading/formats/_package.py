"""A ZIP file of XML parts, held to the limits; its parts are read into memory, and nothing is unpacked to the disk."""

from __future__ import annotations

import io
import zipfile
import zlib
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from koreamap.errors import DocumentError
from koreamap.limits import ENTRIES, MIB, RATIO, UNPACKED_MB
from koreamap.reading.formats._xml import parse_xml

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from koreamap.reading.extract import GivenFile

__all__ = ["Package", "list_parts"]

_ENCRYPTED = 1


def list_parts(file: GivenFile) -> frozenset[str]:
    """Name the parts of a file that may be a ZIP; none where it is not."""
    if not file.data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
            return frozenset(archive.namelist())
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return frozenset()


class Package:
    """The parts of a ZIP file.

    Stops with `DocumentError` when it is broken, locked or beyond a limit, or a part's name leads out of it.
    """

    def __init__(self, file: GivenFile) -> None:
        self.what = file.name
        self._sizes: dict[str, zipfile.ZipInfo] = {}
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(file.data))
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise DocumentError(file.name, found=f"a broken package: {error}", expected="a whole file") from error
        self._check()

    @cached_property
    def names(self) -> frozenset[str]:
        """Of its parts."""
        return frozenset(self._sizes)

    def read(self, name: str) -> bytes:
        """Return a part's bytes; none where there is no such part.

        Raises
        ------
        koreamap.errors.DocumentError
            When the part is broken.
        """
        if name not in self._sizes:
            return b""
        try:
            return self._archive.read(self._sizes[name])
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError) as error:
            raise DocumentError(self.what, found=f"part {name} broken: {error}", expected="a whole file") from error

    def parse(self, name: str) -> Element | None:
        """Return the root of a part that is XML; None where there is no such part."""
        data = self.read(name)
        return parse_xml(data, f"{self.what}, part {name}") if data else None

    def _check(self) -> None:
        infos = self._archive.infolist()
        ENTRIES.check(self.what, len(infos))
        UNPACKED_MB.check(self.what, sum(info.file_size for info in infos) / MIB)
        for info in infos:
            parts = PurePosixPath(info.filename.replace("\\", "/"))
            if parts.is_absolute() or ".." in parts.parts or ":" in parts.parts[:1]:
                raise DocumentError(
                    self.what, found=f"a part named {info.filename!r}", expected="names within the file"
                )
            if info.flag_bits & _ENCRYPTED:
                raise DocumentError(self.what, found="a package locked with a password", expected="one that is open")
            if info.file_size > MIB:
                RATIO.check(self.what, info.file_size / max(1, info.compress_size), meaning=f"part {info.filename}")
            self._sizes[info.filename] = info
