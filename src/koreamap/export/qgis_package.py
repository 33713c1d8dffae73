"""QGIS package: a project drawn, labelled and ready to print, with its data beside it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from shapely.geometry import mapping

from koreamap.export._archive import write_package
from koreamap.export._feature_table import to_feature_table
from koreamap.export._gpkg import Project
from koreamap.export._qgis.layer import find_look, to_qmd, to_qml
from koreamap.export._qgis.project import ProjectPlan, to_qgz
from koreamap.export._record_tables import find_sources
from koreamap.export._terms import find_terms
from koreamap.export.content import read_basemap
from koreamap.export.geopackage import write_database
from koreamap.export.spec import FormatSpec
from koreamap.model.properties import keep_text
from koreamap.translation import N_

if TYPE_CHECKING:
    from koreamap.drawing.credit import Credit
    from koreamap.export._table import Table
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress

FORMATS = (
    FormatSpec(
        id="qgis",
        title=N_("QGIS package"),
        summary=N_(
            "A ready QGIS project with a print layout: unzip it, and open koreamap.qgz in the one folder inside."
        ),
        suffix=".zip",
        media_type="application/zip",
        kind="map",
        order=20,
        uses_paper=True,
        carries_evidence=True,
    ),
)

FOLDER = "koreamap-qgis"
"""The one folder inside the zip."""

_DATABASE = "koreamap.gpkg"

_ABOUT = """Unzip this folder and open koreamap.qgz in QGIS 3.22 or later.

- koreamap.qgz: the project, in EPSG:5179, with a print layout (Project > Layouts).
- koreamap.gpkg: all its data, with the styles and the same project inside (Project > Open From > GeoPackage). Keep its
  name: the projects find their layers by it.
- geojson/: the same layers as GeoJSON, each with its style (.qml) and metadata (.qmd); add one to any project.

Switch on View > Show Map Tips, choose a layer and rest the pointer on a feature to read what the documents say of it.
The form of a feature (Identify Features) lists its mentions, each with its passage, and, of lines and islands on which
each side has its own word, what each side said.
"""


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the package.

    Stops with `ExportError` when the GeoPackage cannot be written.
    """
    progress("basemap")
    plan = ProjectPlan(content=content, basemap=read_basemap(content), database=_DATABASE)
    files = {
        "LICENSE-DATA.txt": _terms(plan),
        "koreamap.qgz": (project := to_qgz(plan)),
        _DATABASE: _database_bytes(plan, project, out.parent, progress),
    }
    for layer in content.layers:
        files |= _loose_files(content, layer)
    progress("zip")
    write_package(content, out, files, about=_describe(content), folder=FOLDER)


def _describe(content: ExportContent) -> str:
    address = content.request.address
    action = f'The action "Open in the koreamap explorer" leads to {address}.\n' if address else ""
    return _ABOUT + action


def _database_bytes(plan: ProjectPlan, project: bytes, folder: Path, progress: Progress) -> bytes:
    with tempfile.TemporaryDirectory(prefix=".koreamap-", dir=folder) as scratch:
        path = Path(scratch) / plan.database
        inside = Project(name="koreamap", content=project)
        write_database(plan.content, plan.basemap, path, progress, project=inside)
        return path.read_bytes()


def _loose_files(content: ExportContent, layer: ExportLayer) -> dict[str, bytes]:
    """Return a layer as GeoJSON with its style and metadata beside it, under names that QGIS pairs."""
    stem = f"geojson/{layer.record.id}"
    table = to_feature_table(content, layer, "qgis")
    look = find_look(content, layer, table.columns)
    return {
        f"{stem}.geojson": _collection(layer, table, look.credit),
        f"{stem}.qml": to_qml(look).encode(),
        f"{stem}.qmd": to_qmd(layer.record, look.credit).encode(),
    }


def _collection(layer: ExportLayer, table: Table, credit: Credit) -> bytes:
    """Write RFC 7946 with whose it is as members of the file."""
    rows = [
        _dump(
            {
                "type": "Feature",
                "id": feature.id,
                "properties": keep_text(dict(zip((column.name for column in table.columns), row, strict=True))),
                "geometry": mapping(feature.geometry),
            }
        )
        for feature, row in zip(layer.features, table.rows, strict=True)
    ]
    said = {"title": layer.record.title, "attribution": credit.attribution, "license": credit.licence}
    head = {"type": "FeatureCollection", **said}
    joined = ",\n".join(rows)
    return f'{_dump(head)[:-1]},"features":[\n{joined}\n]}}\n'.encode()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _terms(plan: ProjectPlan) -> bytes:
    """Say on which terms the data may be handed on."""
    lines = [*find_terms(plan.content, is_map=True), "", "The documents have their own terms:"]
    lines += [f"- {document.citation} {document.rights}" for document in plan.content.atlas.documents.values()]
    lines += ["", "Sources of the layers, of the claims and of what each side said:"]
    sources = find_sources(plan.content, plan.basemap)
    lines += [f"- {s.title}, {s.publisher}. {s.licence} {s.attribution}".rstrip() for s in sources]
    return ("\n".join(lines) + "\n").encode()
