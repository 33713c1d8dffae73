"""One layer as QGIS keeps it: look, lettering, map tip, field names and the way back to the explorer."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from koreamap.drawing.credit import find_credit
from koreamap.export._passage_html import END_OF_PASSAGE
from koreamap.export._qgis.form import add_fields, add_tabs
from koreamap.export._qgis.label import add_labeling
from koreamap.export._qgis.names import find_taken
from koreamap.export._qgis.scale import to_scale
from koreamap.export._qgis.symbol import add_renderer
from koreamap.export._qgis.time import add_time
from koreamap.export._qgis.window import cut_labels, cut_symbols, leaves_window
from koreamap.export._qgis.words import escape_in_expression
from koreamap.export._qgis.xml import add, add_crs, layer_key, to_document

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from koreamap.drawing.credit import Credit
    from koreamap.export._qgis.names import Taken
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.request import Labels
    from koreamap.model import BuiltLayer, Feature
    from koreamap.model.columns import Column

__all__ = ["FIRST_VERSION", "Look", "add_metadata", "add_style", "find_look", "to_qmd", "to_qml"]

FIRST_VERSION = "3.10.0-A Coruña"
"""The oldest QGIS whose files these are like; later ones read them and say nothing."""

_TIP_PASSAGES = 3
_LOOK_CATEGORIES = "AllStyleCategories"

_IDENTITY = uuid.UUID("6f9d2c1e-6a1b-5c43-9f3e-4b6f6b0f7a11")
"""Actions want a UUID; made from this and the layer's id, it is the same each time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """What decides how a layer looks in QGIS.

    Parameters
    ----------
    record
        The layer's.
    features
        Its own: how far they reach, and how large they are.
    columns
        Its fields, in their order.
    credit
        Whose it is.
    taken
        Names that other layers write; the basemap does not write them again.
    labels
        ``en``, ``ko`` or ``en-ko``.
    relations
        Tab -> id -> title of those whose records a feature's form lists; a project has them, a file alone has none.
    """

    record: BuiltLayer
    features: Sequence[Feature]
    columns: Sequence[Column]
    credit: Credit
    taken: Sequence[Taken] = ()
    labels: Labels = "en-ko"
    relations: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def has(self, column: str) -> bool:
        """Tell whether the layer has a column."""
        return any(column == there.name for there in self.columns)


def find_look(content: ExportContent, layer: ExportLayer, columns: Sequence[Column]) -> Look:
    """Gather how a layer of an export looks, thematic or of the basemap."""
    return Look(
        record=layer.record,
        features=layer.features,
        columns=columns,
        credit=find_credit(layer.record, content.atlas.sources),
        taken=find_taken(layer.record, layer.features, ((other.record, other.features) for other in content.layers)),
        labels=content.request.labels,
    )


def add_style(parent: Element, look: Look) -> None:
    """Append all that a style file holds: symbols, labels, time, form, action and map tip.

    Parameters
    ----------
    parent
        The root of a QML file, or a layer of a project; gets attributes as well.
    look
        The layer's.
    """
    record = look.record
    for name, value in _scale_attributes(record).items():
        parent.set(name, value)
    parent.set("labelsEnabled", "1")
    parent.set("styleCategories", _LOOK_CATEGORIES)
    add_time(parent, look.columns)
    _add_drawing(parent, look)
    add(parent, "blendMode", "0")
    add(parent, "layerOpacity", "1")
    add_fields(parent, look.columns)
    if look.has("url"):
        _add_action(parent, record.id)
    if not record.is_basemap:
        add_tabs(parent, look.columns, look.relations)
    add(parent, "previewExpression", '"name"')
    add(parent, "mapTip", "" if record.is_basemap else _compose_tip(look))


def _add_drawing(parent: Element, look: Look) -> None:
    """Append symbols and labels, cut where the projection of the project would tear them."""
    record = look.record
    add_renderer(parent, record)
    areas = [feature.properties.area_km2 or 0 for feature in look.features]
    columns = [column.name for column in look.columns]
    add_labeling(parent, record, columns=columns, areas_km2=areas, taken=look.taken, labels=look.labels)
    if leaves_window(look.features):
        cut_symbols(parent.findall("renderer-v2/symbols/symbol"), record.geometry_type)
        cut_labels(parent.iterfind("labeling//placement"), record.geometry_type)


def to_qml(look: Look) -> str:
    """Return a layer's style file, to lie beside its data or in a GeoPackage."""
    root = Element("qgis", {"version": FIRST_VERSION})
    add_style(root, look)
    add(root, "layerGeometryType", {"Point": "0", "LineString": "1", "Polygon": "2"}[look.record.geometry_type])
    return to_document(root)


def to_qmd(record: BuiltLayer, credit: Credit) -> str:
    """Return a layer's metadata file, to lie beside its data or in a GeoPackage."""
    root = Element("qgis", {"version": FIRST_VERSION})
    add_metadata(root, record, credit)
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


def add_metadata(parent: Element, record: BuiltLayer, credit: Credit) -> None:
    """Append what a layer is, whose it is and on which terms."""
    add(parent, "identifier", f"urn:koreamap:layer:{record.id}")
    add(parent, "parentidentifier", "urn:koreamap")
    add(parent, "language", "ENG")
    add(parent, "type", "dataset")
    add(parent, "title", " · ".join(filter(None, (record.title, record.title_ko))))
    add(parent, "abstract", record.summary)
    add(parent, "links")
    add(parent, "fees")
    add(parent, "rights", credit.attribution)
    add(parent, "license", credit.licence)
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
_ACCURACY = (
    "[% if(\"accuracy_m\" IS NULL, '', '<br><b>Accuracy (95 %)</b> ± ' || format_number(\"accuracy_m\", 0) || ' m') %]"
)
_PASSAGES = f"[% if(coalesce(\"passages_html\", '') = '', '', {_SOME} || {_MORE}) %]"
_SOURCE = f"get_feature('{layer_key('sources')}', 'id', @element)"
_TITLES = (
    "array_to_string(array_foreach(string_to_array(\"source_ids\", ';'),"
    f" coalesce(attribute({_SOURCE}, 'title'), @element)), '; ')"
)
"""QGIS expression: what the sources of a geometry are called, which the table beside it knows."""

_NAME, _HANGUL = _escaped('"name"'), _escaped('"name_ko"')
_DATES = "\"valid_from\" || if(coalesce(\"valid_to\", '') = '', '', ' to ' || \"valid_to\")"


def _compose_tip(look: Look) -> str:
    """Return HTML with expressions, of what the layer has. Passages come escaped; all else is escaped here.

    A project names the sources by their titles; a file alone has no table of them.
    """
    dates = _DATES if look.has("valid_to") else '"valid_from"'
    lines = {
        "name_ko": f" {_HANGUL}",
        "status": _line_of("Status", '"status"', '"status"'),
        "valid_from": _line_of("Date", dates, '"valid_from"'),
        "accuracy_m": _ACCURACY,
        "accuracy_stretches": _line_of("Accuracy by stretch", '"accuracy_stretches"', '"accuracy_stretches"'),
        "note": _line_of("Note", '"note"', '"note"'),
        "source_ids": _line_of("Sources", _TITLES, '"source_ids"') if look.relations else "",
        "passages_html": _PASSAGES,
    }
    shown = "".join(line for column, line in lines.items() if look.has(column))
    return (
        "<div style=\"width:400px;font-family:'Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',sans-serif;"
        f'font-size:13px;color:#2b2f33"><b style="font-size:15px">{_NAME}</b>{shown}</div>'
    )
