"""Evaluate every expression that QGIS finds in a project, a GeoPackage's styles and style files; print JSON.

Run by the Python that QGIS is installed for. Arguments: a project with its ``koreamap.gpkg`` beside it, and folders of
GeoJSON files with their styles. Says how many expressions of each kind there are, and what is wrong with which; what
QGIS cannot read it skips without a word. Judges nothing.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import zipfile
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree as ET

from qgis.core import (
    QgsApplication,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsMapSettings,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALES_M = (1e5, 1e7)
"""Widths of the maps on which expressions are tried: about 1:450,000 and 1:45,000,000."""

LOCAL = {"bearing", "day", "element", "layout_name", "seen", "value"}
"""Variables that an expression makes itself, or that only a layout or a symbol knows."""

NEVER_EMPTY = {"filter", "text", "rule", "geometry", "display"}
"""Kinds whose value NULL makes a feature, a name or a width vanish in silence."""

OF_THE_MAP = {"filter", "text", "rule", "geometry"}
"""Kinds that may ask for the scale, the projection or the layout."""

_INSERT = re.compile(r"\[%(.*?)%\]", re.DOTALL)


class Found(NamedTuple):
    """An expression, and the part of a style that it is."""

    kind: str
    text: str


def find_expressions(style: ET.Element) -> Iterator[Found]:
    """Yield what QGIS reads as an expression in a style or a layer of a project."""
    attributes = {
        "filter": [(e, "filter") for e in style.iter("rule") if e.get("filter") != "ELSE"],
        "text": [(e, "fieldName") for e in style.iter("text-style") if e.get("isExpression") == "1"],
        "rule": [(e, "value") for e in style.iter("Option") if e.get("name") == "expression"],
        "geometry": [(e, "geometryGenerator") for e in style.iter("placement")]
        + [(e, "v") for e in style.iter("prop") if e.get("k") == "geometryModifier"],
        "time": [(e, side) for e in style.iter("temporal") for side in ("startExpression", "endExpression")],
    }
    for kind, places in attributes.items():
        yield from (Found(kind, e.get(name, "")) for e, name in places if e.get(name))
    yield from (Found("display", e.text) for e in style.iter("previewExpression") if e.text)
    inserts = [("tip", e.text or "") for e in style.iter("mapTip")]
    inserts += [("action", e.get("action", "")) for e in style.iter("actionsetting")]
    for kind, template in inserts:
        yield from (Found(kind, text) for text in _INSERT.findall(template))


def find_faults(found: Found, context: QgsExpressionContext) -> list[str]:
    """Return what goes wrong when an expression is evaluated."""
    expression = QgsExpression(found.text)
    if expression.hasParserError():
        return [expression.parserErrorString()]
    expression.prepare(context)
    value = expression.evaluate(context)
    faults = [expression.evalErrorString()] if expression.hasEvalError() else []
    columns = {name for name in expression.referencedColumns() if not name.startswith("#!")}
    faults += [f"no column {name}" for name in columns - set(context.fields().names())]
    faults += [
        f"no variable {name}" for name in expression.referencedVariables() - set(context.variableNames()) - LOCAL
    ]
    is_null = value is None or (hasattr(value, "isNull") and not hasattr(value, "asWkt") and value.isNull())
    return faults + (["NULL"] if is_null and found.kind in NEVER_EMPTY else [])


def contexts_of(project: QgsProject, layer: QgsVectorLayer, layout: QgsPrintLayout) -> Iterator[QgsExpressionContext]:
    """Yield contexts as a map has them: two scales, on a screen and in a layout."""
    for width in SCALES_M:
        for is_printed in (False, True):
            settings = QgsMapSettings()
            settings.setDestinationCrs(project.crs())
            settings.setOutputSize(QSize(800, 800))
            settings.setExtent(QgsRectangle(1e6, 2e6, 1e6 + width, 2e6 + width))
            settings.setLayers([layer])
            context = layer.createExpressionContext()
            context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
            if is_printed:
                context.appendScope(QgsExpressionContextUtils.layoutScope(layout))
            own = QgsExpressionContextScope()
            own.setVariable("value", 1.0)
            context.appendScope(own)
            yield context


def check_style(style: ET.Element, layer: QgsVectorLayer, project: QgsProject, layout: QgsPrintLayout) -> list[Any]:
    """Return (kind, faults) of each expression of a style, tried on each feature of its layer."""
    features = list(layer.getFeatures())
    contexts = list(contexts_of(project, layer, layout))
    told = []
    for found in dict.fromkeys(find_expressions(style)):
        faults: dict[str, str] = {}
        for context in contexts if found.kind in OF_THE_MAP else contexts[:1]:
            for feature in features:
                context.setFeature(feature)
                faults |= dict.fromkeys(find_faults(found, context), found.text)
        told.append((found.kind, faults))
    return told


def check_layout(layout: QgsPrintLayout) -> list[Any]:
    """Return (kind, faults) of each expression of a print layout."""
    told = []
    for item in layout.items():
        if isinstance(item, QgsLayoutItemLabel):
            found = [Found("layout", text) for text in _INSERT.findall(item.text())]
            told += [
                (one.kind, dict.fromkeys(find_faults(one, item.createExpressionContext()), one.text)) for one in found
            ]
        if isinstance(item, QgsLayoutItemMap):
            context = item.createExpressionContext()
            own = QgsExpressionContextScope()
            own.setVariable("grid_number", 38.0)
            own.setVariable("grid_axis", "x")
            context.appendScope(own)
            one = Found("grid", item.grid().annotationExpression())
            told.append((one.kind, dict.fromkeys(find_faults(one, context), one.text)))
    return told


def check_package(path: Path, folders: list[Path]) -> dict[str, list[Any]]:
    """Return where -> (kind, faults) of each expression."""
    project = QgsProject.instance()
    project.read(str(path))
    (layout,) = project.layoutManager().layouts()
    told = {"layout": check_layout(layout)}
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("koreamap.qgs"))  # noqa: S314 - written by us
    for element in root.iterfind("projectlayers/maplayer"):
        layer = project.mapLayer(element.findtext("id", ""))
        told[f"project: {layer.name()}"] = check_style(element, layer, project, layout)
    database = path.with_name("koreamap.gpkg")
    with closing(sqlite3.connect(database)) as db:
        kept = dict(db.execute("SELECT f_table_name, styleQML FROM layer_styles"))
    for name, style in kept.items():
        layer = QgsVectorLayer(f"{database}|layername={name}", name, "ogr")
        told[f"database: {name}"] = check_style(ET.fromstring(style), layer, project, layout)  # noqa: S314 - as above
    for file in (file for folder in folders for file in sorted(folder.glob("*.qml"))):
        layer = QgsVectorLayer(str(file.with_suffix(".geojson")), file.stem, "ogr")
        root = ET.parse(file).getroot()  # noqa: S314 - as above
        told[f"{file.parent.name}: {file.name}"] = check_style(root, layer, project, layout)
    return told


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    result = check_package(Path(sys.argv[1]), [Path(folder) for folder in sys.argv[2:]])
    sys.stdout.write(json.dumps(result, ensure_ascii=False))
    sys.stdout.flush()
