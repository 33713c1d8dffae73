"""GeoParquet 1.1: one columnar file a layer, for data frames and DuckDB."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._frame import LICENCE, read_me, to_frame
from koreamap.export.spec import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="geoparquet",
        title="GeoParquet 1.1",
        summary="One columnar file a layer with a covering bounding box, for data frames and DuckDB; zipped.",
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=130,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of GeoParquet files.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The archive to make.
    progress : callable
        Told each layer's id.
    """
    files = {"README.txt": read_me(content, about="GeoParquet 1.1, WGS 84. `passages` is a JSON array of objects.")}
    for layer in content.layers:
        progress(layer.record["id"])
        stream = io.BytesIO()
        frame = to_frame(content, layer)
        frame.attrs = {"title": layer.record["title"], "attribution": ATTRIBUTION, "license": LICENCE}
        frame.to_parquet(stream, index=False, schema_version="1.1.0", write_covering_bbox=True)
        files[f"{layer.record['id']}.parquet"] = stream.getvalue()
    write_archive(out, files)
