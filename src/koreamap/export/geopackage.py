"""GeoPackage: one file with the layers, their styles, the basemap, the passages and what each side said.

It holds no QGIS project: one finds its layers by the file's name, and a browser that saves a second copy gives it
another. The project lies in the QGIS package, in the one folder with its data.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from koreamap.drawing.credit import find_credit
from koreamap.export._feature_table import to_feature_table
from koreamap.export._gpkg import Note, write_geopackage
from koreamap.export._qgis.layer import find_look, to_qmd, to_qml
from koreamap.export._qgis.project import TITLE
from koreamap.export._record_tables import to_record_tables
from koreamap.export._terms import find_terms
from koreamap.export.content import read_basemap
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from koreamap.export._gpkg import Project
    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="gpkg",
        title=N_("GeoPackage"),
        summary=N_(
            "All layers in one file for any GIS, with styles, passages, mentions and what each side said; QGIS "
            "opens each layer drawn and labelled. The ready project is in the QGIS package."
        ),
        suffix=".gpkg",
        media_type="application/geopackage+sqlite3",
        kind="data",
        order=100,
        carries_evidence=True,
    ),
)

_DUBLIN_CORE = "http://purl.org/dc/terms/"
_QGIS = "http://mrcc.com/qgis.dtd"


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the GeoPackage.

    Stops with `ExportError` when GDAL or SQLite cannot write.
    """
    progress("basemap")
    write_database(content, read_basemap(content), out, progress)


def write_database(
    content: ExportContent,
    basemap: Sequence[ExportLayer],
    out: Path,
    progress: Progress,
    *,
    project: Project | None = None,
) -> None:
    """Write layers, basemap and records, and a project that finds them under the name of `out`.

    Stops with `ExportError` when GDAL or SQLite cannot write.
    """
    layers = (*basemap, *content.layers)
    tables = []
    for layer in reversed(layers):
        progress(layer.record.id)
        tables.append(to_styled_table(content, layer, "gpkg"))
    tables += to_record_tables(content, basemap)
    progress("write")
    write_geopackage(out, tables, notes=tuple(_notes(content, layers)), project=project)


def to_styled_table(content: ExportContent, layer: ExportLayer, format_id: str) -> Table:
    """Return a layer as a table with its style inside."""
    table = to_feature_table(content, layer, format_id)
    return replace(table, style=to_qml(find_look(content, layer, table.columns)))


def _notes(content: ExportContent, layers: Sequence[ExportLayer]) -> Iterable[Note]:
    """Say of the whole and of each layer whose it is and on which terms."""
    attribution, licence = find_terms(content)
    terms = {
        "title": TITLE,
        "rights": attribution,
        "license": licence,
        "source": "; ".join(document.citation for document in content.atlas.documents.values()),
    }
    lines = "".join(f"<dcterms:{name}>{escape(text)}</dcterms:{name}>" for name, text in terms.items())
    yield Note(standard=_DUBLIN_CORE, text=f'<metadata xmlns:dcterms="{_DUBLIN_CORE}">{lines}</metadata>')
    for layer in layers:
        credit = find_credit(layer.record, content.atlas.sources)
        yield Note(standard=_QGIS, text=to_qmd(layer.record, credit), table=layer.record.id)
