"""Tell how QGIS draws features: run by the system's Python, which has QGIS; prints JSON.

Arguments: a project, a GeoPackage whose layers bring their own style, and ids as ``layer/feature``.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from qgis.core import QgsApplication, QgsFeature, QgsProject, QgsRenderContext, QgsVectorLayer


def describe(layer: QgsVectorLayer, feature: QgsFeature) -> dict[str, Any]:
    """Return what the uppermost symbol layer that draws the feature says, lengths in mm."""
    renderer, context = layer.renderer().clone(), QgsRenderContext()
    context.expressionContext().setFields(layer.fields())
    context.expressionContext().setFeature(feature)
    renderer.startRender(context, layer.fields())
    (symbol,) = renderer.originalSymbolsForFeature(feature, context)
    part = symbol.symbolLayers()[-1]
    said = {"legend": [item.label() for item in renderer.legendSymbolItems()]}
    if symbol.type() == 0:  # a marker
        renderer.stopRender(context)
        return said | {"inside": part.color().name(), "edge": part.strokeColor().name()}
    dashes = part.customDashVector() if part.useCustomDashPattern() else []
    color = part.color()
    renderer.stopRender(context)
    return said | {"color": color.name(), "opacity": color.alphaF(), "width": part.width(), "dash": dashes}


def find(layer: QgsVectorLayer, feature_id: str) -> QgsFeature:
    return next(feature for feature in layer.getFeatures() if feature["feature_id"] == feature_id)


def main(project_path: str, database: str, names: list[str]) -> None:
    project = QgsProject.instance()
    project.read(project_path)
    found: dict[str, dict[str, Any]] = {"project": {}, "alone": {}}
    for name in names:
        layer_id, feature_id = name.split("/")
        alone = QgsVectorLayer(f"{database}|layername={layer_id}", layer_id, "ogr")
        for key, layer in (("project", project.mapLayer(f"koreamap_{layer_id}")), ("alone", alone)):
            found[key][feature_id] = describe(layer, find(layer, feature_id))
    sys.stdout.write(json.dumps(found))


application = QgsApplication([], False)
application.initQgis()
main(sys.argv[1], sys.argv[2], sys.argv[3:])
