"""Shapefile: the legacy format, for programs that read nothing newer. What it loses is said, and carried beside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from koreamap.export._archive import write_layers, write_package
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import STAMP, write_table
from koreamap.export.links_csv import passages_csv, statements_csv
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress
    from koreamap.model.columns import Value

FORMATS = (
    FormatSpec(
        id="shapefile",
        title=N_("Shapefile (legacy)"),
        summary=N_(
            "For programs that read nothing newer: short field names, long text cut, passages in a CSV beside; zipped."
        ),
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=160,
    ),
)

TEXT_BYTES = 254
"""The longest value of a text field, in bytes of UTF-8."""

_ABOUT = f"""Shapefile, WGS 84, UTF-8. The format is legacy: field names have at most 10 characters (accuracy_note is
acc_note, mention_count is mentions), and text is cut at {TEXT_BYTES} bytes. The passages stand in passages.csv, keyed
by feature_id."""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of shapefiles, one set of files a layer, and the passages."""

    def write_layer(layer: ExportLayer, folder: Path) -> None:
        table = _cut(to_feature_table(content, layer, "shapefile"))
        options = {"ENCODING": "UTF-8", "DBF_DATE_LAST_UPDATE": STAMP[:10]}
        write_table(table, folder / f"{table.name}.shp", "ESRI Shapefile", short=True, layer_options=options)

    files = write_layers(content, out.parent, progress, write_layer)
    write_package(content, out, files | {"passages.csv": passages_csv(content)} | statements_csv(content), about=_ABOUT)


def _cut(table: Table) -> Table:
    """Cut values to what the format holds; the passages stand beside."""
    return replace(table, rows=[[_cut_value(value) for value in row] for row in table.rows])


def _cut_value(value: Value) -> Value:
    """Cut text at the last whole character; the format fills with blanks, so those at the end count for nothing."""
    return value.encode()[:TEXT_BYTES].decode(errors="ignore").rstrip(" ") if isinstance(value, str) else value
