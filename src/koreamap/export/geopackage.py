"""GeoPackage: one file with the layers, their styles, the ground, the passages, and the QGIS project inside."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from koreamap.export._frame import LICENCE
from koreamap.export._gpkg import Note, Project, write_geopackage
from koreamap.export._qgis.layer import to_qmd, to_qml
from koreamap.export._qgis.project import TITLE, ProjectPlan, to_qgz
from koreamap.export._qgis.tables import find_columns, read_ground, to_record_tables, to_table
from koreamap.export.spec import FormatSpec
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koreamap.export.content import ExportContent
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
    """Write the GeoPackage.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The file to make; the project inside refers to it by this name.
    progress : callable
        Told each step.

    Raises
    ------
    koreamap.errors.ExportError
        When SQLite cannot write.
    """
    progress("ground")
    plan = ProjectPlan(content=content, ground=read_ground(content), database=out.name)
    write_database(plan, out, progress)


def write_database(plan: ProjectPlan, out: Path, progress: Progress) -> None:
    """Write the GeoPackage of a project.

    Parameters
    ----------
    plan : ProjectPlan
        Its layers and its file's name.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told each layer's id.

    Raises
    ------
    koreamap.errors.ExportError
        When SQLite cannot write.
    """
    tables = []
    for layer in reversed(plan.layers):
        progress(layer.record["id"])
        style = to_qml(plan.content, layer, tuple(find_columns(layer)))
        tables.append(to_table(plan.content, layer, style=style))
    tables += to_record_tables(plan.content, plan.ground)
    progress("write")
    write_geopackage(out, tables, notes=tuple(_notes(plan)), project=Project(name="koreamap", content=to_qgz(plan)))


def _notes(plan: ProjectPlan) -> Iterable[Note]:
    """Say of the whole and of each layer whose it is and on which terms."""
    terms = {
        "title": TITLE,
        "rights": ATTRIBUTION,
        "license": LICENCE,
        "source": "; ".join(document["citation"] for document in plan.content.atlas.documents.values()),
    }
    lines = "".join(f"<dcterms:{name}>{escape(text)}</dcterms:{name}>" for name, text in terms.items())
    yield Note(standard=_DUBLIN_CORE, text=f'<metadata xmlns:dcterms="{_DUBLIN_CORE}">{lines}</metadata>')
    for layer in plan.layers:
        yield Note(standard=_QGIS, text=to_qmd(layer.record), table=layer.record["id"])
