"""FlatGeobuf: one compact, indexed file a layer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._archive import write_layers, write_package
from koreamap.export._feature_table import to_feature_table
from koreamap.export._table import write_table
from koreamap.export.links_csv import statements_csv
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="flatgeobuf",
        title=N_("FlatGeobuf"),
        summary=N_("One indexed binary file a layer, for large maps and streaming; zipped."),
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=120,
    ),
)

_ABOUT = "FlatGeobuf, WGS 84. `passages` is a JSON array of objects."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip of FlatGeobuf files; the spatial index reorders the features."""

    def write_layer(layer: ExportLayer, folder: Path) -> None:
        table = to_feature_table(content, layer, "flatgeobuf")
        path = folder / f"{table.name}.fgb"
        write_table(table, path, "FlatGeobuf", TITLE=layer.record.title, DESCRIPTION=table.description)

    files = write_layers(content, out.parent, progress, write_layer)
    write_package(content, out, files | statements_csv(content), about=_ABOUT)
