"""GeoPackage: one file with the layers, their styles, the basemap, the passages, and the QGIS project inside."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from koreamap.drawing.maps import ATTRIBUTION
from koreamap.export._feature_table import to_feature_table
from koreamap.export._gpkg import Note, Project, write_geopackage
from koreamap.export._qgis.layer import to_qmd, to_qml
from koreamap.export._qgis.project import TITLE, ProjectPlan, to_qgz
from koreamap.export._record_tables import to_record_tables
from koreamap.export._terms import LICENCE
from koreamap.export.content import read_basemap
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="gpkg",
        title="GeoPackage",
        summary="All layers in one file for any GIS, with styles, passages and mentions; "
        "QGIS opens it drawn and labelled.",
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
    """Write the GeoPackage; the project inside refers to it by the name of `out`.

    Stops with `ExportError` when GDAL or SQLite cannot write.
    """
    progress("basemap")
    plan = ProjectPlan(content=content, basemap=read_basemap(content), database=out.name)
    write_database(plan, out, progress)


def write_database(plan: ProjectPlan, out: Path, progress: Progress) -> None:
    """Write the GeoPackage of a project.

    Stops with `ExportError` when GDAL or SQLite cannot write.
    """
    tables = []
    for layer in reversed(plan.layers):
        progress(layer.record.id)
        tables.append(to_styled_table(plan.content, layer, "gpkg"))
    tables += to_record_tables(plan.content, plan.basemap)
    progress("write")
    write_geopackage(out, tables, notes=tuple(_notes(plan)), project=Project(name="koreamap", content=to_qgz(plan)))


def to_styled_table(content: ExportContent, layer: ExportLayer, format_id: str) -> Table:
    """Return a layer as a table with its style inside."""
    table = to_feature_table(content, layer, format_id)
    return replace(table, style=to_qml(content, layer, table.columns))


def _notes(plan: ProjectPlan) -> Iterable[Note]:
    """Say of the whole and of each layer whose it is and on which terms."""
    terms = {
        "title": TITLE,
        "rights": ATTRIBUTION,
        "license": LICENCE,
        "source": "; ".join(document.citation for document in plan.content.atlas.documents.values()),
    }
    lines = "".join(f"<dcterms:{name}>{escape(text)}</dcterms:{name}>" for name, text in terms.items())
    yield Note(standard=_DUBLIN_CORE, text=f'<metadata xmlns:dcterms="{_DUBLIN_CORE}">{lines}</metadata>')
    for layer in plan.layers:
        yield Note(standard=_QGIS, text=to_qmd(layer.record), table=layer.record.id)
