"""FlatGeobuf: one compact, indexed file a layer."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from shapely import to_wkb

from koreamap.export._archive import write_archive
from koreamap.export._frame import COLUMNS, LICENCE, read_me, to_multi, to_rows, writing_with_gdal
from koreamap.export.spec import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from koreamap.export.content import ExportContent, ExportLayer
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

_TYPES = {"Point": "Point", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}
"""One a file; lines and polygons are all Multi."""


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
            with writing_with_gdal(path):
                _write_layer(content, layer, path)
            files[path.name] = path.read_bytes()
    write_archive(out, files)


def _write_layer(content: ExportContent, layer: ExportLayer, path: Path) -> None:
    """Hand typed columns to GDAL as they are; a data frame in between would double the time."""
    import pyarrow as pa  # noqa: PLC0415 - finding the formats must not cost it
    import pyogrio  # noqa: PLC0415 - as above

    rows = to_rows(content, layer)
    types = {str: pa.string(), float: pa.float64(), int: pa.int64()}
    columns = {name: pa.array([row[name] for row in rows], types[kind]) for name, kind in COLUMNS.items()}
    geometries = to_wkb([to_multi(feature.geometry) for feature in layer.features]).tolist()
    pyogrio.write_arrow(
        pa.table(columns | {"geometry": pa.array(geometries, pa.binary())}),
        path,
        driver="FlatGeobuf",
        geometry_name="geometry",
        geometry_type=_TYPES[layer.record["geometry_type"]],
        crs="EPSG:4326",
        TITLE=layer.record["title"],
        DESCRIPTION=f"{layer.record['summary']} {ATTRIBUTION}. {LICENCE}",
    )
