"""FlatGeobuf: one compact, indexed file a layer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import write_table
from koreamap.export._terms import read_me
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="flatgeobuf",
        title="FlatGeobuf",
        summary="One indexed binary file a layer, for large maps and streaming; zipped.",
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=120,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of FlatGeobuf files; the spatial index reorders the features.

    Parameters
    ----------
    content
        What goes in.
    out
        The archive to make.
    progress
        Told each layer's id.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL cannot write.
    """
    files = {"README.txt": read_me(content, about="FlatGeobuf, WGS 84. `passages` is a JSON array of objects.")}
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        for layer in content.layers:
            progress(layer.record.id)
            table = to_feature_table(content, layer, "flatgeobuf")
            path = Path(scratch) / f"{table.name}.fgb"
            write_table(table, path, "FlatGeobuf", TITLE=layer.record.title, DESCRIPTION=table.description)
            files[path.name] = path.read_bytes()
    write_archive(out, files)
