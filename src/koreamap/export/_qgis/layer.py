"""One layer as QGIS keeps it: look, lettering, map tip, field names and the way back to the explorer."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from koreamap.drawing.maps import ATTRIBUTION
from koreamap.export._passage_html import END_OF_PASSAGE
from koreamap.export._qgis.label import add_labeling, escape_in_expression
from koreamap.export._qgis.scale import to_scale
from koreamap.export._qgis.symbol import add_renderer
from koreamap.export._qgis.window import cut_labels, cut_symbols, leaves_window
from koreamap.export._qgis.xml import add, add_crs, to_document
from koreamap.export._terms import LICENCE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltLayer
    from koreamap.model.columns import Column

__all__ = ["FIRST_VERSION", "add_metadata", "add_style", "to_qmd", "to_qml"]

FIRST_VERSION = "3.10.0-A Coruña"
"""The oldest QGIS whose files these are like; later ones read them and say nothing."""

_TIP_PASSAGES = 3
_LOOK_CATEGORIES = "AllStyleCategories"

_IDENTITY = uuid.UUID("6f9d2c1e-6a1b-5c43-9f3e-4b6f6b0f7a11")
"""Actions want a UUID; made from this and the layer's id, it is the same each time."""


def add_style(parent: Element, content: ExportContent, layer: ExportLayer, columns: Sequence[Column]) -> None:
    """Append all that a style file holds: symbols, labels, aliases, action and map tip.

    Parameters
    ----------
    parent
        The root of a QML file, or a layer of a project; gets attributes as well.
    content
        Whose cities the basemap need not write again.
    layer
        Thematic or of the basemap.
    columns
        Its fields, in their order.
    """
    record = layer.record
    is_basemap = record.group == "basemap"
    for name, value in _scale_attributes(record).items():
        parent.set(name, value)
    parent.set("labelsEnabled", "1")
    parent.set("styleCategories", _LOOK_CATEGORIES)
    add_renderer(parent, record)
    areas = [feature.properties.area_km2 or 0 for feature in layer.features]
    taken = _names_of(content, "cities")
    add_labeling(parent, record, areas_km2=areas, taken=taken, labels=content.request.labels)
    if leaves_window(layer.features):
        cut_symbols(parent.findall("renderer-v2/symbols/symbol"), record.geometry_type)
        cut_labels(parent.iterfind("labeling//placement"), record.geometry_type)
    add(parent, "blendMode", "0")
    add(parent, "layerOpacity", "1")
    add_fields(parent, columns)
    if not is_basemap:
        _add_action(parent, record.id)
    add(parent, "previewExpression", '"name"')
    add(parent, "mapTip", "" if is_basemap else _MAP_TIP)


def add_fields(parent: Element, columns: Sequence[Column]) -> None:
    """Append what forms need to a style or to a layer of a project: aliases, and room for long texts."""
    configuration = add(parent, "fieldConfiguration")
    for column in columns:
        widget = "Hidden" if column.form == "hidden" else "TextEdit"
        field = add(configuration, "field", name=column.name)
        config = add(add(field, "editWidget", type=widget), "config")
        options = add(config, "Option", type="Map")
        add(options, "Option", name="IsMultiline", type="bool", value=str(column.form != "line").lower())
    aliases = add(parent, "aliases")
    for number, column in enumerate(columns):
        add(aliases, "alias", field=column.name, index=number, name=column.alias)


def to_qml(content: ExportContent, layer: ExportLayer, columns: Sequence[Column]) -> str:
    """Return a layer's style file, to lie beside its data or in a GeoPackage."""
    root = Element("qgis", {"version": FIRST_VERSION})
    add_style(root, content, layer, columns)
    add(root, "layerGeometryType", {"Point": "0", "LineString": "1", "Polygon": "2"}[layer.record.geometry_type])
    return to_document(root)


def to_qmd(record: BuiltLayer) -> str:
    """Return a layer's metadata file, to lie beside its data or in a GeoPackage."""
    root = Element("qgis", {"version": FIRST_VERSION})
    add_metadata(root, record)
    return to_document(root)


def _scale_attributes(record: BuiltLayer) -> dict[str, str]:
    """Return between which scales the layer is drawn; QGIS counts in denominators, so least and greatest swap."""
    is_limited = record.min_zoom > 0 or record.max_zoom < 20
    return {
        "hasScaleBasedVisibilityFlag": str(int(is_limited)),
        "minScale": f"{to_scale(record.min_zoom) if record.min_zoom > 0 else 1e10:.0f}",
        "maxScale": f"{to_scale(record.max_zoom) if record.max_zoom < 20 else 0:.0f}",
        "simplifyDrawingHints": "1",
        "simplifyDrawingTol": "1",
        "simplifyLocal": "1",
        "simplifyMaxScale": "1",
        "simplifyAlgorithm": "0",
    }


def _add_action(parent: Element, layer_id: str) -> None:
    """Append the action that opens the explorer at the feature, in the user's browser."""
    key = f"{{{uuid.uuid5(_IDENTITY, layer_id)}}}"
    actions = add(parent, "attributeactions")
    add(actions, "defaultAction", key="Canvas", value=key)
    action = add(
        actions,
        "actionsetting",
        id=key,
        type=5,
        name="Open in the koreamap explorer",
        shortTitle="Open in koreamap",
        action='[% "url" %]',
        capture=0,
        icon="",
        notificationMessage="",
        isEnabledOnlyWhenEditable=0,
    )
    for scope in ("Canvas", "Feature"):
        add(action, "actionScope", id=scope)


def _names_of(content: ExportContent, layer_id: str) -> list[str]:
    return [
        feature.properties.name for layer in content.layers if layer.record.id == layer_id for feature in layer.features
    ]


def add_metadata(parent: Element, record: BuiltLayer) -> None:
    """Append what a layer is, whose it is and on which terms."""
    add(parent, "identifier", f"urn:koreamap:layer:{record.id}")
    add(parent, "parentidentifier", "urn:koreamap")
    add(parent, "language", "ENG")
    add(parent, "type", "dataset")
    add(parent, "title", " · ".join(filter(None, (record.title, record.title_ko))))
    add(parent, "abstract", record.summary)
    add(parent, "links")
    add(parent, "fees")
    add(parent, "rights", ATTRIBUTION)
    add(parent, "license", LICENCE)
    add(parent, "encoding", "UTF-8")
    add_crs(add(parent, "crs"), 4326)
    add(parent, "extent")


def _escaped(expression: str) -> str:
    return f"[% {escape_in_expression(expression)} %]"


def _line_of(label: str, expression: str, present: str) -> str:
    """Return a line of the map tip that stays away where the field is empty."""
    value = escape_in_expression(expression)
    return f"[% if(coalesce({present}, '') = '', '', '<br><b>{label}</b> ' || {value}) %]"


_SOME = (
    f"array_to_string(array_slice(string_to_array(\"passages_html\", '{END_OF_PASSAGE}'), 0, {_TIP_PASSAGES - 1}),"
    f" '{END_OF_PASSAGE}')"
)
_MORE = (
    f'if("passage_count" > {_TIP_PASSAGES}, \'<p>… and \' || ("passage_count" - {_TIP_PASSAGES})'
    " || ' more, listed in the feature''s form.</p>', '')"
)
_NAME, _HANGUL = _escaped('"name"'), _escaped('"name_ko"')
_DATES = "\"valid_from\" || if(coalesce(\"valid_to\", '') = '', '', ' to ' || \"valid_to\")"
_MAP_TIP = (
    "<div style=\"width:400px;font-family:'Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif;"
    'font-size:13px;color:#2b2f33">'
    f'<b style="font-size:15px">{_NAME}</b> {_HANGUL}'
    + _line_of("Status", '"status"', '"status"')
    + _line_of("Date", _DATES, '"valid_from"')
    + "[% if(\"accuracy_m\" IS NULL, '', '<br><b>Accuracy (95 %)</b> ± '"
    + " || format_number(\"accuracy_m\", 0) || ' m') %]"
    + _line_of("Accuracy by stretch", '"accuracy_stretches"', '"accuracy_stretches"')
    + _line_of("Note", '"note"', '"note"')
    + f"[% if(coalesce(\"passages_html\", '') = '', '', {_SOME} || {_MORE}) %]"
    "</div>"
)
"""HTML with expressions. The passages come escaped from their column; all else is escaped here."""
