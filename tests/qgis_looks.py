"""Tell how QGIS draws features: run by the system's Python, which has QGIS; prints JSON.

Arguments: a project, a GeoPackage whose layers bring their own style, and ids as ``layer/feature``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsExpressionContext,
    QgsExpressionContextScope,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsProject,
    QgsRenderContext,
    QgsSymbolLayer,
    QgsVectorLayer,
)


def describe(layer: QgsVectorLayer, feature: QgsFeature, printed: QgsExpressionContextScope) -> dict[str, Any]:
    """Return what the uppermost symbol layer that draws the feature says, lengths in mm, on the screen and on paper."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    context.expressionContext().setFeature(feature)
    renderer.startRender(context, layer.fields())
    (symbol,) = renderer.originalSymbolsForFeature(feature, context)
    part = symbol.symbolLayers()[-1]
    said = {"legend": [item.label() for item in renderer.legendSymbolItems()]}
    if symbol.type() == 0:  # a marker
        renderer.stopRender(context)
        said |= {"inside": part.color().name(), "edge": part.strokeColor().name(), "size": part.size()}
        said |= {"edge_width": part.strokeWidth()}
        return said | {"printed": measure_printed(part, {"size": "size", "edge_width": "outlineWidth"}, said, printed)}
    dashes = part.customDashVector() if part.useCustomDashPattern() else []
    said |= {"color": part.color().name(), "opacity": part.color().alphaF(), "width": part.width(), "dash": dashes}
    renderer.stopRender(context)
    return said | {"printed": measure_printed(part, {"width": "outlineWidth", "dash": "customDash"}, said, printed)}


def measure_printed(
    part: QgsSymbolLayer, rules: dict[str, str], said: dict[str, Any], printed: QgsExpressionContextScope
) -> dict[str, Any]:
    """Return lengths as the rules of a symbol layer make them in a layout, as QGIS evaluates them."""
    keys = {definition.name(): key for key, definition in QgsSymbolLayer.propertyDefinitions().items()}
    found = {}
    for name, rule in rules.items():
        context = QgsExpressionContext()
        context.appendScope(QgsExpressionContextScope(printed))
        context.setOriginalValueVariable(said[name])
        value = part.dataDefinedProperties().value(keys[rule], context, said[name])
        found[name] = list(map(float, value.split(";"))) if isinstance(value, str) else value
    return found


def find(layer: QgsVectorLayer, feature_id: str) -> QgsFeature:
    return next(feature for feature in layer.getFeatures() if feature["feature_id"] == feature_id)


def main(project_path: str, database: str, names: list[str]) -> None:
    project = QgsProject.instance()
    project.read(project_path)
    printed = QgsExpressionContextUtils.layoutScope(project.layoutManager().layouts()[0])
    found: dict[str, dict[str, Any]] = {"project": {}, "alone": {}}
    for name in names:
        layer_id, feature_id = name.split("/")
        alone = QgsVectorLayer(f"{database}|layername={layer_id}", layer_id, "ogr")
        for key, layer in (("project", project.mapLayer(f"koreamap_{layer_id}")), ("alone", alone)):
            found[key][feature_id] = describe(layer, find(layer, feature_id), printed)
    sys.stdout.write(json.dumps(found))


application = QgsApplication([], False)
application.initQgis()
main(sys.argv[1], sys.argv[2], sys.argv[3:])
