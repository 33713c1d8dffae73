"""Zip files that are the same for the same content."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._terms import read_me
from koreamap.export.request import name_stem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import BinaryIO

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

__all__ = ["write_archive", "write_layers", "write_package"]

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


def write_package(
    content: ExportContent, out: Path, files: Mapping[str, bytes], *, about: str, folder: str = ""
) -> None:
    """Write files into a zip with one folder, and beside them a note that says what they are.

    Parameters
    ----------
    content
        What is in them.
    out
        The zip.
    files
        By name within the folder.
    about
        What the format is, in the note.
    folder
        Its name; empty for that of the content.
    """
    within = {**files, "README.txt": read_me(content, about=about, files=files)}
    write_archive(out, {f"{folder or name_stem(content.request)}/{name}": data for name, data in within.items()})


def write_layers(
    content: ExportContent, scratch_parent: Path, progress: Progress, write_layer: Callable[[ExportLayer, Path], None]
) -> dict[str, bytes]:
    """Return the files of every layer, by name.

    Parameters
    ----------
    content, progress
        As a format's ``write`` is given them.
    scratch_parent
        Where there is room for a scratch folder.
    write_layer
        Given a layer and a scratch folder, writes the layer's files there.
    """
    with tempfile.TemporaryDirectory(dir=scratch_parent) as scratch:
        for layer in content.layers:
            progress(layer.record.id)
            write_layer(layer, Path(scratch))
        return {path.name: path.read_bytes() for path in Path(scratch).iterdir()}
