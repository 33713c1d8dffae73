"""GeoParquet 1.1: one columnar file a layer, for data frames and DuckDB."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.export._archive import write_layers, write_package
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import to_arrow
from koreamap.export._terms import LICENCE
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    import geopandas

    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
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

_ABOUT = "GeoParquet 1.1, WGS 84. `passages` is a JSON array of objects."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of GeoParquet files."""

    def write_layer(layer: ExportLayer, folder: Path) -> None:
        frame = to_frame(to_feature_table(content, layer, "geoparquet"))
        frame.attrs = {"title": layer.record.title, "attribution": ATTRIBUTION, "license": LICENCE}
        path = folder / f"{layer.record.id}.parquet"
        frame.to_parquet(path, index=False, schema_version="1.1.0", write_covering_bbox=True)
        _type_passages(path)

    write_package(content, out, write_layers(content, out.parent, progress, write_layer), about=_ABOUT)


def to_frame(table: Table) -> geopandas.GeoDataFrame:
    """Return a table as a data frame, its columns typed, then ``geometry`` (EPSG:4326, x = longitude).

    ``passages`` is a list of structs, so that a query can take it apart.
    """
    import geopandas  # noqa: PLC0415 - half a second that finding the formats must not cost
    import pandas as pd  # noqa: PLC0415 - as above
    import pyarrow as pa  # noqa: PLC0415 - as above

    columns = to_arrow(table).to_pandas(types_mapper={pa.string(): pd.StringDtype()}.get)
    if "passages" in columns:
        columns["passages"] = [json.loads(text) for text in columns["passages"]]
    return geopandas.GeoDataFrame(columns, geometry=list(table.geometries), crs="EPSG:4326")


def _type_passages(path: Path) -> None:
    """Give the passages one type in every file: where all lists are empty, pandas knows none."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    table = pq.ParquetFile(path).read()
    at = table.schema.get_field_index("passages")
    if at >= 0:
        quoted = pa.struct([("id", pa.string()), ("citation", pa.string()), ("text", pa.string())])
        lists = pa.array(table.column(at).to_pylist(), pa.list_(quoted))
        pq.write_table(table.set_column(at, table.field(at).with_type(lists.type), lists), path)
