"""The QGIS project: layers in groups, the order of drawing, relations, the first view and the print layout."""

from __future__ import annotations

import io
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._archive import write_archive
from koreamap.export._feature_table import find_table_columns
from koreamap.export._qgis.form import PASSAGES_TAB, SIDES_TAB, add_fields
from koreamap.export._qgis.frame import FRAME, add_frame, add_frame_node
from koreamap.export._qgis.layer import FIRST_VERSION, add_metadata, add_style, find_look
from koreamap.export._qgis.layout import add_layout, name_sides
from koreamap.export._qgis.views import add_bookmarks, add_themes, add_views, find_first_view
from koreamap.export._qgis.window import PROJECT_CRS
from koreamap.export._qgis.xml import add, add_crs, add_source, add_tree_layer, layer_key, to_document
from koreamap.export._record_tables import RECORD_TABLES, find_told
from koreamap.export._terms import Terms, find_terms
from koreamap.model.columns import find_columns_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from koreamap.export._qgis.layout import Box
    from koreamap.export._record_tables import RecordTable
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltLayer

__all__ = ["TITLE", "ProjectPlan", "to_qgz"]

TITLE = "koreamap: the geography of Korea's armistice"
_GROUPS = {"evidence": "Evidence", "main": "Main layers", "context": "Context", "basemap": "Basemap"}
_PASSAGE = f"get_feature('{layer_key('passages')}', 'id', \"passage_id\")"
_NAMES = {
    "passages": '"document" || \', \' || "label"',
    "mentions": "\"exact\" || ' (' || \"document\" || ', '"
    f" || coalesce(attribute({_PASSAGE}, 'label'), \"passage_id\") || ')'",
    "claims": '"title" || \': \' || "verdict"',
    # By date, as a card has them: QGIS sorts a list by what it calls its records.
    "statements": '"date" || \' · \' || "party"',
}
"""QGIS expressions: what a list calls a record where one column is not enough to tell it from others."""

_WKB = {"Point": "Point", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}
_KIND = {"Point": "Point", "LineString": "Line", "Polygon": "Polygon"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ProjectPlan:
    """What a project shows and where its data lies.

    Parameters
    ----------
    content
        The thematic layers, in draw order.
    basemap
        The basemap, lowest first.
    database
        File name of the GeoPackage beside the project.
    """

    content: ExportContent
    basemap: tuple[ExportLayer, ...]
    database: str

    @property
    def layers(self) -> tuple[ExportLayer, ...]:
        """All that is drawn, lowest first."""
        return (*self.basemap, *self.content.layers)

    @property
    def disputed(self) -> frozenset[str]:
        """Ids of the layers of which some feature stands for a matter that both sides have a word on."""
        told = find_told(self.content)
        return frozenset(
            layer.record.id
            for layer in self.content.layers
            if not told.isdisjoint(feature.id for feature in layer.features)
        )

    def address_of(self, table: str) -> str:
        """Return a table's data source, relative to the project."""
        return f"./{self.database}|layername={table}"


def to_qgz(plan: ProjectPlan) -> bytes:
    """Return the zipped project, the same for the same plan."""
    stream = io.BytesIO()
    write_archive(stream, {"koreamap.qgs": _to_project(plan).encode()})
    return stream.getvalue()


def _to_project(plan: ProjectPlan) -> str:
    root = Element("qgis", {"version": FIRST_VERSION, "projectname": TITLE})
    extent = find_first_view(plan.content)
    add(root, "homePath", path="")
    add(root, "title", TITLE)
    add_crs(add(root, "projectCrs"), PROJECT_CRS)
    _add_tree(root, plan)
    _add_canvas(root, extent)
    _add_relations(root, plan)
    layers = add(root, "projectlayers")
    for layer in plan.layers:
        _add_layer(layers, plan, layer)
    for name, table in RECORD_TABLES.items():
        _add_records(layers, plan, name, table)
    add_frame(layers)
    terms = find_terms(plan.content, is_map=True)
    _add_properties(root, terms)
    _add_project_metadata(root, terms)
    add_layout(add(root, "Layouts"), plan.content, extent, title=TITLE)
    add_views(root, plan.content, extent)
    add_bookmarks(root)
    add_themes(root, plan.content, [FRAME, *(layer.record.id for layer in plan.basemap)])
    return to_document(root)


def _add_tree(root: Element, plan: ProjectPlan) -> None:
    """List the layers in their groups, topmost first; those that are off at first stand unchecked."""
    tree = add(root, "layer-tree-group")
    for group, title in _GROUPS.items():
        members = [layer for layer in reversed(plan.layers) if layer.record.group == group]
        if not members:
            continue
        folder = add(tree, "layer-tree-group", name=title, checked="Qt::Checked", expanded=int(group != "basemap"))
        if group == "basemap":
            add_frame_node(folder)
        for layer in members:
            _add_node(folder, plan, layer)
    folder = add(tree, "layer-tree-group", name="Documents and links", checked="Qt::Checked", expanded=0)
    for name, table in RECORD_TABLES.items():
        add_tree_layer(folder, name, table.title, source=plan.address_of(name), providerKey="ogr")
    order = add(tree, "custom-order", enabled=1)
    add(order, "item", layer_key(FRAME))
    for layer in reversed(plan.layers):
        add(order, "item", layer_key(layer.record.id))


def _add_node(folder: Element, plan: ProjectPlan, layer: ExportLayer) -> None:
    record = layer.record
    checked = "Qt::Checked" if record.shown or record.is_basemap else "Qt::Unchecked"
    source = plan.address_of(record.id)
    add_tree_layer(folder, record.id, record.title, source=source, providerKey="ogr", checked=checked, expanded=0)


def _add_canvas(root: Element, extent: Box) -> None:
    canvas = add(root, "mapcanvas", name="theMapCanvas", annotationsVisible=1)
    add(canvas, "units", "meters")
    box = add(canvas, "extent")
    for name, value in name_sides(extent).items():
        add(box, name, f"{value:.0f}")
    add(canvas, "rotation", "0")
    add_crs(add(canvas, "destinationsrs"), PROJECT_CRS)


def _add_relations(root: Element, plan: ProjectPlan) -> None:
    """Lead from a feature to its mentions, their passages and documents, and to what each side said of it.

    From a claim lead to its evidence.
    """
    relations = add(root, "relations")
    pairs = [("mentions", "feature_id", layer.record.id, "feature_id") for layer in plan.content.layers]
    pairs += [("statements", "feature_id", layer_id, "feature_id") for layer_id in sorted(plan.disputed)]
    pairs += [("mentions", "passage_id", "passages", "id"), ("passages", "document", "documents", "id")]
    pairs += [("claims", "passage_id", "passages", "id"), ("claims", "document", "documents", "id")]
    records = [layer.record for layer in plan.content.layers]
    evidence = {record.id: record.title for record in records if record.group == "evidence"}
    pairs += [(layer_id, "claim_id", "claims", "id") for layer_id in evidence]
    titles = {name: table.title for name, table in RECORD_TABLES.items()} | evidence
    for child, key, parent, parent_key in pairs:
        relation = add(
            relations,
            "relation",
            id=f"{child}_{parent}",
            name=titles[child],
            referencingLayer=layer_key(child),
            referencedLayer=layer_key(parent),
            strength="Association",
        )
        add(relation, "fieldRef", referencingField=key, referencedField=parent_key)


def _add_layer(layers: Element, plan: ProjectPlan, layer: ExportLayer) -> None:
    record = layer.record
    kind = record.geometry_type
    element = add(layers, "maplayer", type="vector", geometry=_KIND[kind], wkbType=_WKB[kind], readOnly=0)
    add_source(element, record.id, record.title, plan.address_of(record.id))
    add_crs(add(element, "srs"), 4326)
    look = find_look(plan.content, layer, find_table_columns(plan.content, layer, "gpkg"))
    add_metadata(add(element, "resourceMetadata"), record, look.credit)
    add_style(element, replace(look, relations=_find_lists(plan, record)))


def _find_lists(plan: ProjectPlan, record: BuiltLayer) -> dict[str, dict[str, str]]:
    """Return the lists of a layer's form: tab -> relation -> title."""
    tabs = {PASSAGES_TAB: "mentions"} if not record.is_basemap else {}
    tabs |= {SIDES_TAB: "statements"} if record.id in plan.disputed else {}
    return {tab: {f"{name}_{record.id}": RECORD_TABLES[name].title} for tab, name in tabs.items()}


def _add_records(layers: Element, plan: ProjectPlan, name: str, table: RecordTable) -> None:
    element = add(layers, "maplayer", type="vector", geometry="No geometry", wkbType="NoGeometry", readOnly=0)
    add_source(element, name, table.title, plan.address_of(name))
    add_fields(element, find_columns_of(table.row))
    add(element, "previewExpression", _NAMES.get(name, f'"{table.named_by}"'))


def _add_properties(root: Element, terms: Terms) -> None:
    """Set the colour of the sea, paths relative to the project, whole labels only, and the attribution on the map."""
    properties = add(root, "properties")
    canvas: dict[str, tuple[str, object]] = {
        f"CanvasColor{part}Part": ("int", int(LIGHT.water[start : start + 2], 16))
        for part, start in (("Red", 1), ("Green", 3), ("Blue", 5))
    }
    labels: dict[str, tuple[str, object]] = {
        "ShowingPartialsLabels": ("bool", "false"),
        "PlacementEngineVersion": ("int", 1),
        # QGIS's own number leaves a sliver such as the DMZ without a place for its name.
        "CandidatesPolygonPerCM": ("double", 25),
    }
    groups: Iterable[tuple[str, dict[str, tuple[str, object]]]] = (
        ("Gui", canvas),
        ("Paths", {"Absolute": ("bool", "false")}),
        ("SpatialRefSys", {"ProjectionsEnabled": ("int", 1)}),
        ("PAL", labels),
        (
            "CopyrightLabel",
            {"Enabled": ("bool", "true"), "Label": ("QString", terms.attribution), "Placement": ("int", 3)},
        ),
        ("Measurement", {"DistanceUnits": ("QString", "meters"), "AreaUnits": ("QString", "km2")}),
        ("Measure", {"Ellipsoid": ("QString", "EPSG:7030")}),
    )
    for name, entries in groups:
        group = add(properties, name)
        for key, (kind, value) in entries.items():
            add(group, key, str(value), type=kind)


def _add_project_metadata(root: Element, terms: Terms) -> None:
    metadata = add(root, "projectMetadata")
    add(metadata, "identifier", "urn:koreamap")
    add(metadata, "language", "ENG")
    add(metadata, "type", "dataset")
    add(metadata, "title", TITLE)
    add(
        metadata,
        "abstract",
        f"Every line, zone, island and base with the passages that name it. {terms}",
    )
    add(metadata, "links")
    add(metadata, "author", "koreamap")
