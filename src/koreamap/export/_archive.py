"""Zip files that are the same for the same content."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from typing import BinaryIO

__all__ = ["write_archive"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can say: no clock is read."""


def write_archive(out: Path | BinaryIO, files: Mapping[str, bytes]) -> None:
    """Write files into a zip, sorted by name.

    Parameters
    ----------
    out
        The archive to make.
    files
        Name inside the archive -> bytes.
    """
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)
