"""What the QGIS package holds, as flat tables: the layers, the ground under them, the passages and the mentions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from koreamap.export._claims import CLAIM_COLUMNS, list_claims
from koreamap.export._frame import LICENCE
from koreamap.export._gpkg import Table
from koreamap.export._passage_html import quote_in_html
from koreamap.export.content import ExportLayer, read_layer
from koreamap.maps import ATTRIBUTION
from koreamap.model.properties import to_members

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from koreamap.export.content import ExportContent
    from koreamap.model import Feature

__all__ = [
    "APP_ADDRESS",
    "COLUMNS",
    "RECORDS",
    "find_columns",
    "find_sources",
    "flatten",
    "read_ground",
    "to_record_tables",
    "to_table",
]

APP_ADDRESS = "http://127.0.0.1:8501/"
"""Where the explorer runs when it is started with its defaults; the action of a layer opens it at a feature."""

COLUMNS: Mapping[str, str] = {
    "feature_id": "TEXT",
    "layer": "TEXT",
    "name": "TEXT",
    "name_ko": "TEXT",
    "label": "TEXT",
    "kind": "TEXT",
    "status": "TEXT",
    "method": "TEXT",
    "accuracy_m": "REAL",
    "accuracy_note": "TEXT",
    "valid_from": "TEXT",
    "valid_to": "TEXT",
    "date_label": "TEXT",
    "source_ids": "TEXT",
    "note": "TEXT",
    "hub": "TEXT",
    "length_km": "REAL",
    "length_land_km": "REAL",
    "area_km2": "REAL",
    "mention_count": "INTEGER",
    "passage_count": "INTEGER",
    "passages_html": "TEXT",
    "url": "TEXT",
}
"""Column -> SQL type, the same in every thematic layer."""

RECORDS: Mapping[str, tuple[str, Mapping[str, str]]] = {
    "passages": (
        "Passages",
        {"id": "TEXT", "document": "TEXT", "label": "TEXT", "page": "TEXT", "text": "TEXT", "citation": "TEXT"}
        | {"number": "INTEGER"},
    ),
    "mentions": (
        "Mentions",
        {"key": "TEXT", "document": "TEXT", "passage_id": "TEXT", "place": "TEXT", "feature_id": "TEXT"}
        | {"exact": "TEXT", "prefix": "TEXT", "suffix": "TEXT", "start_offset": "INTEGER", "end_offset": "INTEGER"}
        | {"made_by": "TEXT"},
    ),
    "claims": ("Claims and findings", CLAIM_COLUMNS),
    "documents": (
        "Documents",
        dict.fromkeys(("id", "title", "author", "date", "citation", "address", "rights", "note", "sha256"), "TEXT"),
    ),
    "sources": (
        "Sources",
        dict.fromkeys(
            ("id", "title", "publisher", "address", "version", "vintage", "licence", "attribution", "note"), "TEXT"
        ),
    ),
}
"""Attribute table -> its title and columns. A mention of a group has one row for each of the group's features."""

_SQL = {"text": "TEXT", "real": "REAL", "integer": "INTEGER"}
_TYPES = {"Point": "POINT", "LineString": "MULTILINESTRING", "Polygon": "MULTIPOLYGON"}


def read_ground(content: ExportContent) -> tuple[ExportLayer, ...]:
    """Read the basemap, lowest first: all of it, but Korea's land at its finest scale only.

    Parameters
    ----------
    content : ExportContent
        Holds the records of all layers.

    Returns
    -------
    tuple of ExportLayer
        Whole, whatever the extent of the export.
    """
    records = [record for record in content.atlas.layers.values() if record["group"] == "basemap"]
    korea = sorted((record for record in records if "korea" in record["id"]), key=lambda record: record["min_zoom"])
    coarse = {record["id"] for record in korea[:-1]}
    least = min((record["min_zoom"] for record in korea), default=0)
    kept = [
        record | {"min_zoom": least, "max_zoom": 24} if record in korea else record
        for record in records
        if record["id"] not in coarse
    ]
    return tuple(
        ExportLayer(record=record, features=read_layer(record))
        for record in sorted(kept, key=lambda record: (record["order"], record["id"]))
    )


def find_columns(layer: ExportLayer) -> Mapping[str, str]:
    """Return a layer's columns and their SQL types: `COLUMNS`, or for the ground what its features carry.

    Evidence says of which claim it is.
    """
    if layer.record["group"] == "evidence":
        return {**COLUMNS, "claim_id": "TEXT"}
    if layer.record["group"] != "basemap":
        return COLUMNS
    return {column.name: _SQL[column.kind] for column in layer.columns}


def find_sources(content: ExportContent, ground: Sequence[ExportLayer]) -> list[dict[str, Any]]:
    """Return the records of all sources that the layers and the ground under them come from, by id."""
    ids = {*content.source_ids, *(id_ for layer in ground for id_ in layer.record["source_ids"])}
    return [content.atlas.sources[id_] for id_ in sorted(ids) if id_ in content.atlas.sources]


def flatten(content: ExportContent, feature: Feature) -> dict[str, Any]:
    """Return the row of a thematic feature.

    Parameters
    ----------
    content : ExportContent
        For the passages.
    feature : Feature
        Of one of its layers.

    Returns
    -------
    dict
        `COLUMNS` -> value; passages as HTML, and the address at which the explorer shows the feature. Evidence has its
        claim's id too, and the address of the finding.
    """
    row = {name: getattr(feature.properties, name, None) for name in COLUMNS}
    claim = feature.properties.claim_id
    query = f"?feature={quote(feature.id, safe='')}"
    if claim:
        row["claim_id"], query = claim, f"claims?claim={quote(str(claim), safe='')}"
    return row | {
        "mention_count": row["mention_count"] or 0,
        "passage_count": len(content.passages_of(feature.id)),
        "passages_html": quote_in_html(content, feature.id),
        "url": f"{APP_ADDRESS}{query}",
    }


def to_table(content: ExportContent, layer: ExportLayer, *, style: str) -> Table:
    """Return a layer as a table of the GeoPackage.

    Parameters
    ----------
    content : ExportContent
        For the passages.
    layer : ExportLayer
        Thematic or of the ground.
    style : str
        Its QML.

    Returns
    -------
    Table
        Lines and polygons become Multi when written.
    """
    record = layer.record
    is_ground = record["group"] == "basemap"
    columns = find_columns(layer)
    rows = [
        to_members(feature.properties, layer.columns) if is_ground else flatten(content, feature)
        for feature in layer.features
    ]
    return Table(
        name=record["id"],
        title=f"{record['title']} ({record['id']})",
        description=f"{record['summary']} {ATTRIBUTION}. {LICENCE}",
        columns=columns,
        rows=[[row.get(name) for name in columns] for row in rows],
        geometry_type=_TYPES[record["geometry_type"]],
        geometries=[feature.geometry for feature in layer.features],
        style=style,
    )


def to_record_tables(content: ExportContent, ground: Sequence[ExportLayer]) -> tuple[Table, ...]:
    """Return passages, mentions, claims, documents and sources as attribute tables.

    Parameters
    ----------
    content : ExportContent
        What may be quoted is decided there.
    ground : sequence of ExportLayer
        The basemap, whose sources are listed too.

    Returns
    -------
    tuple of Table
        In the order of `RECORDS`.
    """
    found = {
        "passages": _passages(content),
        "mentions": _mentions(content),
        "claims": list_claims(content),
        "documents": content.atlas.documents.values(),
        "sources": find_sources(content, ground),
    }
    return tuple(
        Table(
            name=name,
            title=title,
            description=f"{title} of the koreamap explorer.",
            columns=columns,
            rows=[[row.get(column) for column in columns] for row in found[name]],
        )
        for name, (title, columns) in RECORDS.items()
    )


def _passages(content: ExportContent) -> list[dict[str, Any]]:
    return [
        {
            "id": passage.id,
            "document": passage.document_id,
            "label": passage.label,
            "page": passage.page,
            "text": passage.text,
            "citation": passage.citation,
            "number": passage.number,
        }
        for passage in content.passages
    ]


def _mentions(content: ExportContent) -> Iterable[dict[str, Any]]:
    for mention in content.mentions:
        for feature_id in mention.feature_ids:
            yield {
                "key": mention.key,
                "document": mention.document_id,
                "passage_id": mention.passage_id,
                "place": mention.place_id,
                "feature_id": feature_id,
                "exact": mention.exact,
                "prefix": mention.prefix,
                "suffix": mention.suffix,
                "start_offset": mention.start,
                "end_offset": mention.end,
                "made_by": mention.made_by,
            }
