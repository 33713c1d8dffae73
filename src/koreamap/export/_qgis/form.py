"""What a form and a table show of a record: aliases, tabs, room for long texts, and nothing that is for machines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._qgis.xml import add

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from xml.etree.ElementTree import Element

    from koreamap.model.columns import Column

__all__ = ["PASSAGES_TAB", "ROW_NUMBERS", "SIDES_TAB", "add_fields", "add_tabs"]

ROW_NUMBERS = {"fid": "Row", "id": "GeoJSON id"}
"""Fields that GDAL adds by itself, and what a form would call them."""

PASSAGES_TAB, SIDES_TAB = "Passages", "Both sides"
_FIRST_TAB = "Place"

_TABS: Mapping[str, frozenset[str]] = {
    "Dates": frozenset({"valid_from", "valid_to", "first_day", "last_day", "date_label"}),
    "Geometry": frozenset({
        "method", "accuracy_m", "accuracy_mean_m", "accuracy_worst_m", "accuracy_stretches", "accuracy_note",
        "length_km", "length_land_km", "area_km2",
    }),
    "Sources": frozenset({"source_ids", "url", "layer", "feature_id", "min_zoom"}),
    PASSAGES_TAB: frozenset({"mention_count", "passage_count"}),
    SIDES_TAB: frozenset(),
}  # fmt: skip
"""Tab -> its fields; all others stand on the first."""


def add_fields(parent: Element, columns: Sequence[Column]) -> None:
    """Append what forms and tables need to a style or to a layer of a project."""
    own = {column.name for column in columns}
    added = {name: alias for name, alias in ROW_NUMBERS.items() if name not in own}
    configuration = add(parent, "fieldConfiguration")
    for column in columns:
        _add_widget(configuration, column.name, is_shown=column.form != "hidden", is_long=column.form == "text")
    for name in added:
        _add_widget(configuration, name, is_shown=False, is_long=False)
    aliases = add(parent, "aliases")
    for name, alias in {**{column.name: column.alias for column in columns}, **added}.items():
        add(aliases, "alias", field=name, name=alias)
    table = add(add(parent, "attributetableconfig"), "columns")
    for column in columns:
        add(table, "column", type="field", name=column.name, hidden=int(column.form == "hidden"), width=-1)
    for name in added:
        add(table, "column", type="field", name=name, hidden=1, width=-1)


def add_tabs(parent: Element, columns: Sequence[Column], relations: Mapping[str, Mapping[str, str]]) -> None:
    """Append a form in tabs.

    Parameters
    ----------
    parent
        A style or a layer of a project.
    columns
        Of the layer; hidden ones stand on no tab.
    relations
        Tab -> id -> title of those whose records the form lists there.
    """
    add(parent, "editorlayout", "tablayout")
    form = add(parent, "attributeEditorForm")
    placed = frozenset().union(*_TABS.values())
    others = frozenset(column.name for column in columns) - placed
    for title, names in {_FIRST_TAB: others, **_TABS}.items():
        shown = [c for c in columns if c.name in names and c.form != "hidden"]
        lists = relations.get(title, {})
        if not shown and not lists:
            continue
        tab = add(form, "attributeEditorContainer", name=title, columnCount=1, groupBox=0, showLabel=1)
        for column in shown:
            add(tab, "attributeEditorField", name=column.name, index=columns.index(column), showLabel=1)
        for id_, name in lists.items():
            named = {"name": id_, "relation": id_, "label": name, "showLabel": 1}
            add(tab, "attributeEditorRelation", nmRelationId="", relationWidgetTypeId="relation_editor", **named)


def _add_widget(configuration: Element, name: str, *, is_shown: bool, is_long: bool) -> None:
    """Say how a field is edited; a multiline box for what may be long."""
    field = add(configuration, "field", name=name)
    widget = add(field, "editWidget", type="TextEdit" if is_shown else "Hidden")
    options = add(add(widget, "config"), "Option", type="Map")
    add(options, "Option", name="IsMultiline", type="bool", value=str(is_long).lower())
