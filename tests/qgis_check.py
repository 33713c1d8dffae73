"""Load a QGIS package and say as JSON what QGIS makes of it. Run by the Python that QGIS is installed for.

Usage: qgis_check.py PROJECT.qgz OUTPUT_FOLDER FOLDER_OF_GEOJSON. Everything is reported; nothing is judged here.
"""

from __future__ import annotations

import json
import math
import os
import re
import sys
from itertools import product
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsApplication,
    QgsAttributeEditorContainer,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsDateTimeRange,
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsLayoutExporter,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsRenderContext,
    QgsVectorLayer,
    QgsVectorLayerTemporalContext,
)
from qgis.PyQt.QtCore import QDateTime, QSize, Qt
from qgis.PyQt.QtGui import QImage  # noqa: TC002 - qgis has no stubs; a name like the others

Bbox = tuple[float, float, float, float]

EXTENTS = {
    "korea": (124.0, 34.6, 130.8, 42.4),
    "western-islands": (124.3, 37.2, 126.3, 38.3),
    "han-estuary": (125.9, 37.5, 127.0, 38.1),
    "dmz-east": (127.9, 38.2, 128.8, 38.8),
    "hubs": (126.3, 34.8, 129.5, 37.4),
}
SIZE = (840, 760)

RANGES = (("1950-06-25", "1950-06-26"), ("1951-01-01", "1951-01-02"), ("1954-05-01", "1954-05-02"))

SCALES = {"1:100M": 1e8, "1:25M": 25e6, "1:10M": 1e7, "1:5M": 5e6, "1:1M": 1e6}
"""Beside the full view."""

NAMED_SCALES = SCALES | {"1:60M": 60e6, "1:2M": 2e6}
NAMESAKES = ("states", "cities", "waters")
"""Layers that have names of the basemap's."""

ISLANDS = (125.2, 37.75)
ISLAND_SCALES = {
    "1:500k": 5e5,
    "1:750k": 75e4,
    "1:1M": 1e6,
    "1:1.25M": 125e4,
    "1:1.5M": 15e5,
    "1:1.75M": 175e4,
    "1:2M": 2e6,
    "1:2.5M": 25e5,
}
"""Nearer in there is room on every side, farther out no island has its name."""
UNCROSSED = ("nll", "mdl", "dprk_claimed_lines", "parallel_38")

CORRIDORS = {"west": (126.69, 37.91), "east": (128.355, 38.61)}
CORRIDOR_SCALES = {"1:100k": 1e5, "1:250k": 25e4, "1:500k": 5e5}
CROWDED_SCALES = {"1:250k": 25e4}
FINDINGS = ("evidence_lines", "evidence_points")
"""What crowds the corridors' names most, beside them."""

LINE_SCALES = {"1:1M": 1e6, "1:1.75M": 175e4, "1:2M": 2e6, "1:2.5M": 25e5, "1:4M": 4e6, "1:10M": 1e7}
"""For the lines about the western islands, and the Military Demarcation Line."""
LINES = ("nll", "dprk_claimed_lines", "mdl")

KOREA_SCALES = {"1:4M": 4e6, "1:5M": 5e6, "1:6M": 6e6, "1:8M": 8e6, "1:10M": 1e7}

FRAME = "koreamap_map_frame"
"""The layer that covers what lies too far from Korea."""

MIDDLE = (127.5, 37.5)
FAR_LAYERS = ("states", "regions", "cities", "events")
POINTS = {
    "Mongolia": (104, 46),
    "Inner China": (108, 34),
    "Siberia": (125, 60),
    "Honshu": (138.5, 36),
    "Australia": (134, -24),
    "Yellow Sea": (123, 36),
    "Sea of Okhotsk": (150, 54),
    "East China Sea": (125.5, 29.5),
    "Philippine Sea": (135, 22),
    "Pacific east of Japan": (150, 36),
    "Pacific north of New Guinea": (150, 10),
    "Indian Ocean": (90, -10),
    "Bering Sea": (178, 57),
    "far Pacific": (178, 20),
    "Poland": (19, 52),
    "Canada": (-105, 57),
    "Arctic Ocean": (-160, 82),
    "North Atlantic": (-35, 45),
}
"""Places whose ground is known, spread over the scales."""

BEYOND_FRAME = {"west": (-8e6, 3e6), "east": (10e6, 3e6), "north": (1e6, 18e6), "south": (1e6, -10e6)}
"""Points outside of the frame, metres in EPSG:5179."""

NEAR_POINTS = {"Gyeonggi Bay": (126.37, 37.12), "Gangwon": (128.2, 37.55)}
"""Places that symbols and names cover from farther away."""
_INSERT = re.compile(r"\[%(.*?)%\]", re.DOTALL)
_HANGUL, _LATIN = re.compile("[가-힣]"), re.compile("[A-Za-z]")


def describe_layers(project: QgsProject) -> dict[str, Any]:
    tree = project.layerTreeRoot()
    return {
        layer.id().removeprefix("koreamap_"): {
            "valid": layer.isValid(),
            "crs": layer.crs().authid(),
            "count": layer.featureCount(),
            "spatial": layer.isSpatial(),
            "shown": tree.findLayer(layer.id()).isVisible(),
            "group": tree.findLayer(layer.id()).parent().name(),
            "colors": colors_of(layer),
            "symbol_color": first_color_of(layer),
            "labelled": layer.labelsEnabled() and layer.labeling() is not None,
            "rights": layer.metadata().rights(),
            "unnamed": [field.name() for field in layer.fields() if not field.alias()],
            "in_time": in_time(layer) if layer.temporalProperties().isActive() else {},
            **describe_form(layer),
        }
        for layer in project.mapLayers().values()
        if layer.id() != FRAME
    }


def describe_form(layer: QgsVectorLayer) -> dict[str, Any]:
    """Say what a form shows on which tab, what it calls a record, and which columns a table hides."""
    tabs = {
        tab.name(): [child.name() for child in tab.children()]
        for tab in layer.editFormConfig().tabs()
        if isinstance(tab, QgsAttributeEditorContainer)
    }
    feature = next(layer.getFeatures(), QgsFeature())
    return {
        "tabs": tabs,
        "hidden": sorted(column.name for column in layer.attributeTableConfig().columns() if column.hidden),
        "display": QgsExpression(layer.displayExpression()).evaluate(context_of(layer, feature)),
    }


def symbols_of(layer: QgsVectorLayer) -> list[Any]:
    return layer.renderer().symbols(QgsRenderContext()) if layer.isSpatial() and layer.renderer() else []


def colors_of(layer: QgsVectorLayer) -> list[str]:
    parts = [part for symbol in symbols_of(layer) for part in symbol.symbolLayers()]
    return sorted({color.name() for part in parts for color in (part.color(), part.strokeColor())})


def first_color_of(layer: QgsVectorLayer) -> str:
    return next((symbol.color().name() for symbol in symbols_of(layer)), "")


def context_of(layer: QgsVectorLayer, feature: QgsFeature) -> QgsExpressionContext:
    context = layer.createExpressionContext()
    context.setFeature(feature)
    return context


def faults_of(template: str, context: QgsExpressionContext) -> list[str]:
    """Return what goes wrong in the expressions of an HTML template."""
    faults = []
    for text in _INSERT.findall(template):
        expression = QgsExpression(text)
        expression.evaluate(context)
        faults += [fault for fault in (expression.parserErrorString(), expression.evalErrorString()) if fault]
    return faults


def describe_features(project: QgsProject) -> dict[str, Any]:
    """Evaluate the map tip and the action of each thematic feature."""
    found = {}
    for layer in project.mapLayers().values():
        if not layer.isSpatial() or not layer.mapTipTemplate():
            continue
        actions = layer.actions().actions("Feature")
        for feature in layer.getFeatures():
            context = context_of(layer, feature)
            found[feature["feature_id"]] = {
                "tip": QgsExpression.replaceExpressionText(layer.mapTipTemplate(), context),
                "urls": [QgsExpression.replaceExpressionText(action.command(), context) for action in actions],
                "faults": faults_of(layer.mapTipTemplate(), context)
                + [fault for action in actions for fault in faults_of(action.command(), context)],
                "is_python": any(action.type() == action.GenericPython for action in actions),
            }
    return found


def describe_relations(project: QgsProject) -> dict[str, Any]:
    return {
        name.replace("koreamap_", ""): {
            "valid": relation.isValid(),
            "children": sum(
                1
                for parent in relation.referencedLayer().getFeatures()
                for _child in relation.getRelatedFeatures(parent)
            )
            if relation.isValid()
            else 0,
        }
        for name, relation in project.relationManager().relations().items()
    }


def settings_of(project: QgsProject, extent: QgsRectangle) -> QgsMapSettings:
    tree = project.layerTreeRoot()
    settings = QgsMapSettings()
    settings.setLayers([layer for layer in tree.customLayerOrder() if tree.findLayer(layer.id()).isVisible()])
    settings.setDestinationCrs(project.crs())
    settings.setOutputSize(QSize(*SIZE))
    settings.setOutputDpi(96)
    settings.setBackgroundColor(project.backgroundColor())
    settings.setExtent(extent)
    settings.setTransformContext(project.transformContext())
    settings.setLabelingEngineSettings(project.labelingEngineSettings())
    settings.setFlag(QgsMapSettings.Antialiasing)
    context = QgsExpressionContext()
    context.appendScope(QgsExpressionContextUtils.projectScope(project))
    context.appendScope(QgsExpressionContextUtils.mapSettingsScope(settings))
    settings.setExpressionContext(context)
    return settings


def name_features(project: QgsProject) -> dict[str, dict[int, str]]:
    """Return layer id -> row number -> feature id."""
    return {
        layer.id(): {feature.id(): feature["feature_id"] for feature in layer.getFeatures()}
        for layer in project.mapLayers().values()
        if layer.isSpatial() and layer.isValid() and layer.fields().indexOf("feature_id") >= 0
    }


def render(settings: QgsMapSettings, names: dict[str, dict[int, str]], file: Path) -> dict[str, Any]:
    """Draw an extent and return which features got a label."""
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    results = job.takeLabelingResults()
    image = job.renderedImage()
    image.save(str(file))
    labels = [(label.layerID, label.featureId) for label in results.allLabels() if not label.isUnplaced]
    ids = {names[layer][feature] for layer, feature in labels}
    return {"labelled": sorted(ids), "colors": count_colors(image)}


def count_colors(image: QImage) -> int:
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


def render_scales(project: QgsProject, folder: Path) -> dict[str, Any]:
    """Draw the full view and five scales, far layers on: the colour of known ground, and how far each label strays."""
    tree = project.layerTreeRoot()
    before = {layer_id: tree.findLayer(f"koreamap_{layer_id}").isVisible() for layer_id in FAR_LAYERS}
    for layer_id in FAR_LAYERS:
        tree.findLayer(f"koreamap_{layer_id}").setItemVisibilityChecked(True)
    found = {"full": draw_view(project, project.viewSettings().fullExtent(), folder / "full.png")}
    for name, scale in SCALES.items():
        center = to_project(project).transform(*MIDDLE)
        width, height = (pixels * 0.0254 / 96 * scale for pixels in SIZE)
        box = QgsRectangle.fromCenterAndSize(center, width, height)
        found[name] = draw_view(project, box, folder / f"{name.replace(':', '-')}.png")
    for layer_id, is_visible in before.items():
        tree.findLayer(f"koreamap_{layer_id}").setItemVisibilityChecked(is_visible)
    return found


def draw_view(project: QgsProject, extent: QgsRectangle, file: Path) -> dict[str, Any]:
    settings = settings_of(project, extent)
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    image = job.renderedImage()
    image.save(str(file))
    labels = [label for label in job.takeLabelingResults().allLabels() if not label.isUnplaced]
    return {
        "scale": settings.scale(),
        "errors": [error.message for error in job.errors()],
        "ground": read_ground(settings, image, to_project(project)),
        "strays": [stray for label in labels if (stray := describe_stray(project, settings, label))["off_px"] > 0],
        "labels": len(labels),
        "korean_alone": sorted(
            {
                label.labelText
                for label in labels
                if _HANGUL.search(label.labelText) and not _LATIN.search(label.labelText)
            }
        ),
        "paper": read_paper(settings, image) if settings.scale() > 15e6 else {},
    }


def read_paper(settings: QgsMapSettings, image: QImage) -> dict[str, str]:
    """Return the colour at each point outside of the frame that the picture holds."""
    found = {}
    for name, (x, y) in BEYOND_FRAME.items():
        pixel = settings.mapToPixel().transform(x, y)
        if 0 <= pixel.x() < image.width() and 0 <= pixel.y() < image.height():
            found[name] = image.pixelColor(int(pixel.x()), int(pixel.y())).name()
    return found


def find_written_twice(project: QgsProject) -> dict[str, list[str]]:
    """Name what two layers write, at each scale and with each set of those on that share names with the basemap.

    No others are lettered, since what has no namesake cannot be written twice; nor do they keep off what can.
    """
    sharing = find_sharing(project)
    tree = project.layerTreeRoot()
    nodes = {layer_id: tree.findLayer(f"koreamap_{layer_id}") for layer_id in NAMESAKES}
    before = {layer_id: node.isVisible() for layer_id, node in nodes.items()}
    found = {}
    for on in (set(), *({layer_id} for layer_id in NAMESAKES), set(NAMESAKES)):
        for layer_id, node in nodes.items():
            node.setItemVisibilityChecked(layer_id in on)
        for name, scale in NAMED_SCALES.items():
            owners = find_owners(project, scale, sharing)
            found[f"{name} {'+'.join(sorted(on))}"] = sorted(text for text, ids in owners.items() if len(ids) > 1)
    for layer_id, is_visible in before.items():
        nodes[layer_id].setItemVisibilityChecked(is_visible)
    return found


def find_crossing(project: QgsProject) -> dict[str, dict[str, list[str]]]:
    """Say of the islands' names, at each scale, which are written, which cross a line, and which mislead.

    A name misleads that stands nearer to another island than to its own.
    """
    lines = [shape for layer_id in UNCROSSED for shape in shapes_of(project, layer_id).items()]
    islands = shapes_of(project, "western_islands")
    found = {}
    for name, scale in ISLAND_SCALES.items():
        rects = rects_of(project, "western_islands", draw_labels(project, ISLANDS, scale))
        found[name] = {
            "written": sorted(rects),
            "across": sorted(
                f"{own} x {id_}" for own, rect in rects.items() for id_, line in lines if line.intersects(rect)
            ),
            "misleading": sorted(
                own for own, rect in rects.items() if min(islands, key=lambda id_: islands[id_].distance(rect)) != own
            ),
        }
    return found


def find_struck(project: QgsProject) -> dict[str, dict[str, list[str]]]:
    """Say of the corridors' names, at each scale, which are written, and which lie on their own line or the MDL."""
    tree = project.layerTreeRoot()
    nodes = {layer_id: tree.findLayer(f"koreamap_{layer_id}") for layer_id in ("corridors", *FINDINGS)}
    before = {layer_id: node.isVisible() for layer_id, node in nodes.items()}
    lines, mdl = shapes_of(project, "corridors"), shapes_of(project, "mdl")["mdl"]
    found = {}
    for title, scales in {"": CORRIDOR_SCALES, " with findings": CROWDED_SCALES}.items():
        for layer_id, node in nodes.items():
            node.setItemVisibilityChecked(bool(title) or layer_id not in FINDINGS)
        for (side, place), (name, scale) in product(CORRIDORS.items(), scales.items()):
            rects = rects_of(project, "corridors", draw_labels(project, place, scale))
            struck = [own for own, rect in rects.items() if lines[own].intersects(rect) or mdl.intersects(rect)]
            found[f"{side} {name}{title}"] = {"written": sorted(rects), "struck": sorted(struck)}
    for layer_id, is_visible in before.items():
        nodes[layer_id].setItemVisibilityChecked(is_visible)
    return found


def read_lines(project: QgsProject) -> dict[str, dict[str, str]]:
    """Return what is written of each line about the western islands, at each scale."""
    features = {f"koreamap_{layer_id}": name_features(project)[f"koreamap_{layer_id}"] for layer_id in LINES}
    return {
        name: {
            features[label.layerID][label.featureId]: label.labelText
            for label in draw_labels(project, ISLANDS, scale)
            if label.layerID in features and not label.isUnplaced
        }
        for name, scale in LINE_SCALES.items()
    }


def find_lettered(project: QgsProject) -> dict[str, list[str]]:
    """Return which names of the basemap are written at each scale about the middle of Korea."""
    features = name_features(project)["koreamap_basemap_labels"]
    return {
        name: sorted(
            features[label.featureId]
            for label in draw_labels(project, MIDDLE, scale)
            if label.layerID == "koreamap_basemap_labels" and not label.isUnplaced
        )
        for name, scale in KOREA_SCALES.items()
    }


def draw_labels(project: QgsProject, place: tuple[float, float], scale: float) -> list[Any]:
    """Place the labels of a map around a place, at a scale."""
    width, height = (pixels * 0.0254 / 96 * scale for pixels in SIZE)
    center = to_project(project).transform(*place)
    return letter(settings_of(project, QgsRectangle.fromCenterAndSize(center, width, height)))


def rects_of(project: QgsProject, layer_id: str, labels: list[Any]) -> dict[str, QgsGeometry]:
    """Return the boxes of a layer's labels, in the project's metres, by feature."""
    features = name_features(project)[f"koreamap_{layer_id}"]
    return {
        features[label.featureId]: QgsGeometry.fromRect(label.labelRect)
        for label in labels
        if label.layerID == f"koreamap_{layer_id}" and not label.isUnplaced
    }


def shapes_of(project: QgsProject, layer_id: str) -> dict[str, QgsGeometry]:
    """Return the features of a layer in the project's metres."""
    found = {}
    for feature in project.mapLayer(f"koreamap_{layer_id}").getFeatures():
        shape = QgsGeometry(feature.geometry())
        shape.transform(to_project(project))
        found[feature["feature_id"]] = shape
    return found


def letter(settings: QgsMapSettings) -> list[Any]:
    """Place the labels of a map and return them; what has none is not drawn, since it keeps none off."""
    settings.setLayers([layer for layer in settings.layers() if layer.isSpatial() and layer.labelsEnabled()])
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    return list(job.takeLabelingResults().allLabels())


def find_sharing(project: QgsProject) -> set[str]:
    """Return the lettered layers that have a name which another one has too."""
    names = {
        layer.id(): {title_of(feature) for feature in layer.getFeatures()}
        for layer in project.mapLayers().values()
        if layer.isSpatial() and layer.labelsEnabled()
    }
    return {one for one in names for other in names if one != other and names[one] & names[other]}


def title_of(feature: QgsFeature) -> str:
    """Return what a label says of a feature, which is its name where it has no shorter one."""
    has_label = feature.fields().indexOf("label") >= 0 and feature["label"]
    return str(feature["label"] if has_label else feature["name"])


def find_owners(project: QgsProject, scale: float, sharing: set[str]) -> dict[str, set[str]]:
    """Return each name that some layers write at a scale, and which of them write it."""
    width, height = (pixels * 0.0254 / 96 * scale for pixels in SIZE)
    box = QgsRectangle.fromCenterAndSize(to_project(project).transform(*MIDDLE), width, height)
    owners: dict[str, set[str]] = {}
    settings = settings_of(project, box)
    settings.setLayers([layer for layer in settings.layers() if layer.id() in sharing])
    for label in letter(settings):
        if not label.isUnplaced:
            written = title_of(project.mapLayer(label.layerID).getFeature(label.featureId))
            owners.setdefault(written, set()).add(label.layerID)
    return owners


def read_ground(settings: QgsMapSettings, image: QImage, transform: QgsCoordinateTransform) -> dict[str, str]:
    """Return the colour at each known place that the picture holds."""
    found = {}
    points = POINTS | (NEAR_POINTS if settings.scale() < 2e6 else {})
    for name, (lon, lat) in points.items():
        pixel = settings.mapToPixel().transform(transform.transform(lon, lat))
        if 0 <= pixel.x() < image.width() and 0 <= pixel.y() < image.height():
            found[name] = image.pixelColor(int(pixel.x()), int(pixel.y())).name()
    return found


def describe_stray(project: QgsProject, settings: QgsMapSettings, label: Any) -> dict[str, Any]:
    """Say how far a label stands from what it names, in pixels; infinitely far from what the projection cannot draw."""
    layer = project.mapLayer(label.layerID)
    feature = layer.getFeature(label.featureId)
    geometry = QgsGeometry(feature.geometry()).difference(find_torn())
    if geometry.isEmpty():
        return {"id": feature["feature_id"], "off_px": math.inf}
    geometry.transform(to_project(project))
    distance = QgsGeometry.fromRect(label.labelRect).distance(geometry)
    return {"id": feature["feature_id"], "off_px": round(distance / settings.mapUnitsPerPixel(), 1)}


def find_torn() -> QgsGeometry:
    """Return what the projection cannot draw: around two points of the equator, and south of it on the far side."""
    points = [QgsGeometry.fromPointXY(QgsPointXY(lon, 0)).buffer(20, 16) for lon in (37.5, -142.5)]
    return QgsGeometry.unaryUnion([*points, QgsGeometry.fromRect(QgsRectangle(-142.5, -90, 37.5, 1))])


def to_project(project: QgsProject) -> QgsCoordinateTransform:
    return QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), project.crs(), project)


def describe_areas(project: QgsProject) -> dict[str, Any]:
    """Return each bookmark with its box in degrees, and each map theme with the layers that it shows."""
    themes = project.mapThemeCollection()
    boxes = {bookmark.name(): bookmark.extent() for bookmark in project.bookmarkManager().bookmarks()}
    return {
        "bookmarks": {
            name: [round(side, 4) for side in (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())]
            for name, box in boxes.items()
        },
        "themes": {
            name: [layer_id.removeprefix("koreamap_") for layer_id in themes.mapThemeVisibleLayerIds(name)]
            for name in themes.mapThemes()
        },
    }


def print_layout(project: QgsProject, folder: Path) -> dict[str, Any]:
    layout = next(iter(project.layoutManager().layouts()))
    page = layout.pageCollection().page(0).rect()
    exporter = QgsLayoutExporter(layout)
    image = exporter.renderPageToImage(0, dpi=72)
    image.save(str(folder / "layout.png"))
    pdf_settings = QgsLayoutExporter.PdfExportSettings()
    pdf_settings.dpi = 72
    texts = [item.currentText() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    legends = [item for item in layout.items() if isinstance(item, QgsLayoutItemLegend)]
    entries = [node for legend in legends for node in legend.model().rootGroup().findLayers()]
    result = exporter.exportToPdf(str(folder / "layout.pdf"), pdf_settings)
    return {
        "items": sorted(item.displayName() for item in layout.items() if hasattr(item, "displayName")),
        "texts": texts,
        "legend": [entry.customProperty("legend/title-label") for entry in entries],
        "legend_bottom": max(legend.pagePos().y() + legend.rect().height() for legend in legends),
        "legend_right": max(legend.pagePos().x() + legend.rect().width() for legend in legends),
        "size": [round(page.width()), round(page.height())],
        "colors": count_colors(image),
        "pdf_result": int(result),
    }


def describe_default_styles(folder: Path) -> dict[str, Any]:
    """Add single files as a user would, and return the colour that QGIS gives them by itself."""
    sources = {
        "gpkg": f"{folder / 'koreamap.gpkg'}|layername=nll",
        "geojson": str(folder / "geojson" / "nll.geojson"),
    }
    found = {}
    for name, source in sources.items():
        layer = QgsVectorLayer(source, name, "ogr")
        found[name] = {"color": first_color_of(layer), "labelled": layer.labelsEnabled(), "crs": layer.crs().authid()}
    return found


def describe_bare(folder: Path) -> dict[str, Any]:
    """Add each GeoJSON file of a folder alone, as a user would, and say what QGIS knows of it by itself."""
    found = {}
    for file in sorted(folder.glob("*.geojson")):
        layer = QgsVectorLayer(str(file), file.stem, "ogr")
        layer.loadDefaultStyle()  # these two QGIS calls for each layer that a user adds
        layer.loadDefaultMetadata()
        found[file.stem] = {
            "colors": colors_of(layer),
            "labelled": layer.labelsEnabled() and layer.labeling() is not None,
            "title": layer.metadata().title(),
            "rights": layer.metadata().rights(),
            "licences": layer.metadata().licenses(),
            "types": {field.name(): field.typeName() for field in layer.fields()},
            "unnamed": [field.name() for field in layer.fields() if not field.alias()],
            "is_timed": layer.temporalProperties().isActive(),
            "limited": layer.hasScaleBasedVisibility(),
            "faults": [
                fault
                for feature in layer.getFeatures()
                for fault in faults_of(layer.mapTipTemplate(), context_of(layer, feature))
            ],
            "in_time": in_time(layer) if layer.temporalProperties().isActive() else {},
        }
    return found


def in_time(layer: QgsVectorLayer) -> dict[str, list[str]]:
    """Return which features the time controller leaves on the map, by range of days."""
    context = QgsVectorLayerTemporalContext()
    context.setLayer(layer)
    found = {}
    for first, last in RANGES:
        start, end = (QDateTime.fromString(f"{day}T00:00:00", Qt.ISODate) for day in (first, last))
        condition = layer.temporalProperties().createFilterString(context, QgsDateTimeRange(start, end))
        features = layer.getFeatures(QgsFeatureRequest().setFilterExpression(condition))
        found[f"{first}/{last}"] = sorted(feature["feature_id"] for feature in features)
    return found


def describe_renamed(file: Path) -> dict[str, Any]:
    """Open every layer of a GeoPackage that a browser renamed, where there is one."""
    if not file.exists():
        return {}
    whole = QgsVectorLayer(str(file), "", "ogr")
    found = {}
    for name in [part.split("!!::!!")[1] for part in whole.dataProvider().subLayers()]:
        layer = QgsVectorLayer(f"{file}|layername={name}", name, "ogr")
        found[name] = {"valid": layer.isValid(), "count": layer.featureCount(), "color": first_color_of(layer)}
    storage = QgsApplication.projectStorageRegistry().projectStorageFromType("geopackage")
    return {"layers": found, "projects": storage.listProjects(str(file))}


def check(path: Path, folder: Path, *layers: Path) -> dict[str, Any]:
    """Look at a project and the maps of its areas; with the folder of the built layers, at all the rest too."""
    project = QgsProject.instance()
    report = {"read": project.read(str(path)), "crs": project.crs().authid(), "title": project.title()}
    report["layers"] = describe_layers(project)
    report["features"] = describe_features(project)
    report["relations"] = describe_relations(project)
    names = name_features(project)
    report["maps"] = {
        name: render(
            settings_of(project, to_project(project).transformBoundingBox(QgsRectangle(*bbox))),
            names,
            folder / f"{name}.png",
        )
        for name, bbox in EXTENTS.items()
    }
    return report | (check_rest(project, path, folder, *layers) if layers else {})


def check_rest(project: QgsProject, path: Path, folder: Path, layers: Path) -> dict[str, Any]:
    report: dict[str, Any] = {"scales": render_scales(project, folder)}
    report["written_twice"] = find_written_twice(project)
    report["islands"] = find_crossing(project)
    report["corridors"] = find_struck(project)
    report["lines"] = read_lines(project)
    report["lettered"] = find_lettered(project)
    report["areas"] = describe_areas(project)
    report["layout"] = print_layout(project, folder)
    report["alone"] = describe_default_styles(path.parent)
    report["bare"] = describe_bare(layers)
    report["renamed"] = describe_renamed(folder / "koreamap-gpkg (1).gpkg")
    project.clear()
    report["embedded_read"] = project.read(f"geopackage:{path.parent / 'koreamap.gpkg'}?projectName=koreamap")
    report["embedded"] = {
        name.removeprefix("koreamap_"): layer.isValid() for name, layer in project.mapLayers().items() if name != FRAME
    }
    return report


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    told = check(*map(Path, sys.argv[1:]))
    (Path(sys.argv[2]) / "report.json").write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    sys.stdout.flush()
    os._exit(0)  # QGIS 3.22 may crash while it is taken down, after all is said
