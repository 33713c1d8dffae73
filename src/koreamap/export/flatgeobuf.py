"""FlatGeobuf: one compact, indexed file a layer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._frame import LICENCE, read_me, to_frame, write_frame
from koreamap.export.request import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

FORMAT = FormatSpec(
    id="flatgeobuf",
    title="FlatGeobuf",
    summary="One indexed binary file a layer, for large maps and streaming; zipped.",
    suffix=".zip",
    media_type="application/zip",
    kind="data",
    order=120,
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of FlatGeobuf files; the spatial index reorders the features.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The archive to make.
    progress : callable
        Told each layer's id.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL cannot write.
    """
    files = {"README.txt": read_me(content, about="FlatGeobuf, WGS 84. `passages` is a JSON array of objects.")}
    with tempfile.TemporaryDirectory(dir=out.parent) as scratch:
        for layer in content.layers:
            progress(layer.record["id"])
            path = Path(scratch) / f"{layer.record['id']}.fgb"
            write_frame(
                to_frame(content, layer, multi=True),
                path,
                driver="FlatGeobuf",
                TITLE=layer.record["title"],
                DESCRIPTION=f"{layer.record['summary']} {ATTRIBUTION}. {LICENCE}",
            )
            files[path.name] = path.read_bytes()
    write_archive(out, files)
