"""GeoParquet 1.1: one columnar file a layer, for data frames and DuckDB."""

from __future__ import annotations

import io
import itertools
import json
from dataclasses import replace
from typing import TYPE_CHECKING

from koreamap.export._archive import write_package
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import to_arrow
from koreamap.export._terms import Terms, find_layer_terms
from koreamap.export.links_csv import statements_csv
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import geopandas

    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="geoparquet",
        title=N_("GeoParquet 1.1"),
        summary=N_("One columnar file a layer with a covering bounding box, for data frames and DuckDB; zipped."),
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=130,
    ),
)

_ABOUT = "GeoParquet 1.1, WGS 84. `passages` is a list of structs: id, citation, text."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of GeoParquet files."""
    files = {}
    for layer, frame in _make_frames(content):
        progress(layer.record.id)
        files[f"{layer.record.id}.parquet"] = _write_layer(
            layer, frame, find_layer_terms(layer.record, content.atlas.sources)
        )
    write_package(content, out, files | statements_csv(content), about=_ABOUT)


def _make_frames(content: ExportContent) -> Iterator[tuple[ExportLayer, geopandas.GeoDataFrame]]:
    """Yield each layer's frame, those of layers with the same columns cut from one: most of the work is by frame."""
    tables = ((layer, to_feature_table(content, layer, "geoparquet")) for layer in content.layers)
    for _columns, members in itertools.groupby(tables, key=lambda member: member[1].columns):
        group = list(members)
        rows = [row for _layer, table in group for row in table.rows]
        geometries = [geometry for _layer, table in group for geometry in table.geometries]
        joined, start = to_frame(replace(group[0][1], rows=rows, geometries=geometries)), 0
        for layer, table in group:
            yield layer, joined.iloc[start : start + len(table.rows)]
            start += len(table.rows)


def _write_layer(layer: ExportLayer, frame: geopandas.GeoDataFrame, terms: Terms) -> bytes:
    frame.attrs = {"title": layer.record.title, "attribution": terms.attribution, "license": terms.licence}
    stream = io.BytesIO()
    frame.to_parquet(stream, index=False, schema_version="1.1.0", write_covering_bbox=True)
    written = stream.getvalue()
    return written if any(map(len, frame["passages"])) else _type_passages(written)


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


def _type_passages(written: bytes) -> bytes:
    """Give lists of passages that are all empty the type that they have in every other file: pandas knows none."""
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyarrow.parquet as pq  # noqa: PLC0415 - as above

    table = pq.ParquetFile(io.BytesIO(written)).read()
    at = table.schema.get_field_index("passages")
    quoted = pa.struct([("id", pa.string()), ("citation", pa.string()), ("text", pa.string())])
    lists = pa.array(table.column(at).to_pylist(), pa.list_(quoted))
    stream = io.BytesIO()
    pq.write_table(table.set_column(at, table.field(at).with_type(lists.type), lists), stream)
    return stream.getvalue()
