"""Zip files that are the same for the same content."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

__all__ = ["archive_layers", "write_archive"]

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest date that a zip file can say: no clock is read."""


def write_archive(out: Path | BinaryIO, files: Mapping[str, bytes]) -> None:
    """Write files, by name, into a new zip, sorted."""
    with zipfile.ZipFile(out, "x", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(files.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, data)


def archive_layers(
    content: ExportContent,
    out: Path,
    progress: Progress,
    *,
    beside: Mapping[str, bytes],
    write_layer: Callable[[ExportLayer, Path], None],
) -> None:
    """Write a zip with the files of every layer.

    Parameters
    ----------
    content, out, progress
        As a format's ``write`` is given them.
    beside
        Name -> bytes of other files.
    write_layer
        Given a layer and a scratch folder, writes the layer's files there.
    """
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        for layer in content.layers:
            progress(layer.record.id)
            write_layer(layer, Path(scratch))
        write_archive(out, {**beside, **{path.name: path.read_bytes() for path in Path(scratch).iterdir()}})
