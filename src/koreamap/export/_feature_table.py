"""A layer as a flat table: what its features say, and what a table says beyond that, a row a column."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote

from koreamap.drawing.credit import find_credit
from koreamap.drawing.dates import find_day
from koreamap.export._passage_html import quote_in_html
from koreamap.export._table import Table
from koreamap.model.columns import Column

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import Feature
    from koreamap.model.columns import Value

__all__ = ["ADDED", "Added", "find_table_columns", "to_feature_table"]

_TYPES = {"Point": "Point", "LineString": "MultiLineString", "Polygon": "MultiPolygon"}


class Added(NamedTuple):
    """A column of thematic layers beyond what their features say: which formats carry it, and how it is made."""

    column: Column
    formats: tuple[str, ...]
    value: Callable[[ExportContent, Feature], Value]


def to_feature_table(content: ExportContent, layer: ExportLayer, format_id: str, *, style: str = "") -> Table:
    """Return a layer, thematic or of the basemap, as a table: a row a feature, with the columns that a format adds."""
    record, added = layer.record, _find_added(content, layer, format_id)
    credit = find_credit(record, content.atlas.sources)
    return Table(
        name=record.id,
        title=f"{record.title} ({record.id})",
        description=f"{record.summary} {credit.attribution}. {credit.licence}",
        columns=find_table_columns(content, layer, format_id),
        rows=[
            (
                *(getattr(feature.properties, column.name) for column in layer.columns),
                *(row.value(content, feature) for row in added),
            )
            for feature in layer.features
        ],
        geometry_type=_TYPES[record.geometry_type],
        geometries=[feature.geometry for feature in layer.features],
        style=style,
    )


def find_table_columns(content: ExportContent, layer: ExportLayer, format_id: str) -> tuple[Column, ...]:
    """Return the columns of a layer's table in a format: what its features say, and those added."""
    return (*layer.columns, *(row.column for row in _find_added(content, layer, format_id)))


def _find_added(content: ExportContent, layer: ExportLayer, format_id: str) -> list[Added]:
    """Find the rows that a format adds to a thematic layer; an address only where the explorer has one."""
    if layer.record.is_basemap:
        return []
    has_address = bool(content.request.address)
    return [row for row in ADDED if format_id in row.formats and (has_address or row.column.name != "url")]


def _write_passages(content: ExportContent, feature: Feature) -> str:
    return json.dumps([passage.summary for passage in content.passages_of(feature.id)], ensure_ascii=False)


def _address(content: ExportContent, feature: Feature) -> str:
    """Return where the explorer shows a feature, or the finding that it is evidence of."""
    claim = feature.properties.claim_id
    query = f"claims?claim={quote(claim, safe='')}" if claim else f"?feature={quote(feature.id, safe='')}"
    return f"{content.request.address}{query}"


_DATABASES = ("gpkg", "postgis")
_WITH_TABLES = (*_DATABASES, "qgis")
"""The loose files of a QGIS package are ``qgis``: GDAL would guess at days in them. Its tables are a GeoPackage."""

ADDED = (
    Added(
        Column(
            name="passages",
            comment="The passages that mention it: id, citation, text; as JSON where a format has no lists",
        ),
        ("flatgeobuf", "geoparquet"),
        _write_passages,
    ),
    Added(
        Column(name="first_day", kind="date", title="First day", comment="The earliest day that valid_from may mean"),
        _DATABASES,
        lambda _content, feature: find_day(feature.properties.valid_from, first=True),
    ),
    Added(
        Column(name="last_day", kind="date", title="Last day", comment="The latest day that valid_to may mean"),
        _DATABASES,
        lambda _content, feature: find_day(feature.properties.valid_to, first=False),
    ),
    Added(
        Column(
            name="passage_count",
            kind="integer",
            title="Passages",
            comment="Passages in the table passages that mention it",
        ),
        _WITH_TABLES,
        lambda content, feature: len(content.passages_of(feature.id)),
    ),
    Added(
        Column(name="passages_html", title="Passages (HTML)", comment="Those passages as HTML, escaped", form="hidden"),
        _WITH_TABLES,
        lambda content, feature: quote_in_html(content, feature.id),
    ),
    Added(
        Column(name="url", title="Address in the explorer", comment="Opens the explorer at the feature"),
        _WITH_TABLES,
        _address,
    ),
)
"""One row a column."""
