"""One table for every tabular format: flat columns of one type over all layers, with the passages beside."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from koreamap.errors import ExportError
from koreamap.maps import ATTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    import geopandas
    from shapely.geometry.base import BaseGeometry

    from koreamap.export.content import ExportContent, ExportLayer, QuotedPassage
    from koreamap.model import Feature

__all__ = [
    "COLUMNS",
    "LICENCE",
    "ODBL_ADDRESS",
    "build_frame",
    "describe_passage",
    "quote_passages",
    "read_me",
    "to_frame",
    "to_multi",
    "to_rows",
    "writing_with_gdal",
]

LICENCE = "Lines and coasts: Open Database License (ODbL) 1.0. Far view: public domain. City points: CC BY 4.0."

ODBL_ADDRESS = "https://opendatacommons.org/licenses/odbl/1-0/"
"""Where a standard wants the licence as an address."""

COLUMNS: dict[str, type] = {
    "feature_id": str,
    "layer": str,
    "name": str,
    "name_ko": str,
    "label": str,
    "kind": str,
    "status": str,
    "method": str,
    "accuracy_m": float,
    "accuracy_note": str,
    "valid_from": str,
    "valid_to": str,
    "date_label": str,
    "source_ids": str,
    "note": str,
    "hub": str,
    "length_km": float,
    "length_land_km": float,
    "area_km2": float,
    "mention_count": int,
    "passages": str,
}
"""Column -> type, the same in every layer, so that no reader guesses one from a column that happens to be empty."""


def to_frame(content: ExportContent, layer: ExportLayer, *, multi: bool = False) -> geopandas.GeoDataFrame:
    """Return a layer as a table.

    Parameters
    ----------
    content : ExportContent
        For the passages.
    layer : ExportLayer
        Whose features become rows, in their order.
    multi : bool
        Make lines and polygons Multi, for formats with one geometry type a table.

    Returns
    -------
    geopandas.GeoDataFrame
        `COLUMNS` and ``geometry``, WGS 84 (EPSG:4326, x = longitude). ``passages`` is a JSON array of objects with
        ``id``, ``citation`` and ``text``.
    """
    geometries = [to_multi(feature.geometry) if multi else feature.geometry for feature in layer.features]
    return build_frame(to_rows(content, layer), COLUMNS, geometries)


def to_rows(content: ExportContent, layer: ExportLayer) -> list[dict[str, Any]]:
    """Return a layer's features as rows of `COLUMNS`."""
    return [_row(content, feature) for feature in layer.features]


def build_frame(
    rows: Sequence[Mapping[str, Any]], columns: Mapping[str, type], geometries: Sequence[BaseGeometry]
) -> geopandas.GeoDataFrame:
    """Return rows as a table.

    Parameters
    ----------
    rows : sequence of mapping
        Column -> value or None.
    columns : mapping
        Column -> type. A column that is empty here keeps it, since readers put layers together again.
    geometries : sequence of BaseGeometry
        One a row, WGS 84.

    Returns
    -------
    geopandas.GeoDataFrame
        In the order of `columns`, then ``geometry``.
    """
    import geopandas  # noqa: PLC0415 - half a second that finding the formats must not cost
    import pandas as pd  # noqa: PLC0415 - as above

    typed = {name: pd.array([row.get(name) for row in rows], dtype=_DTYPES[kind]) for name, kind in columns.items()}
    return geopandas.GeoDataFrame(typed, geometry=geometries, crs="EPSG:4326")


@contextmanager
def writing_with_gdal(path: Path) -> Iterator[None]:
    """Let GDAL write a file, and say in our words when it cannot.

    Parameters
    ----------
    path : pathlib.Path
        The file; its folder is scratch and not named to anybody.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL cannot write, for want of room for example.
    """
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError  # noqa: PLC0415 - it loads GDAL

    try:
        yield
    except (DataLayerError, DataSourceError, FeatureError) as error:
        found = str(error).replace(str(path), path.name).splitlines()[0]
        raise ExportError("export", found=found, expected="room and leave to write") from error


def to_multi(geometry: BaseGeometry) -> BaseGeometry:
    """Make a line or a polygon Multi; leave the rest."""
    if isinstance(geometry, LineString):
        return MultiLineString([geometry])
    return MultiPolygon([geometry]) if isinstance(geometry, Polygon) else geometry


def quote_passages(content: ExportContent, feature_id: str) -> list[dict[str, str]]:
    """Return the passages that mention a feature as plain records, in reading order."""
    return [describe_passage(passage) for passage in content.passages_of(feature_id)]


def describe_passage(passage: QuotedPassage) -> dict[str, str]:
    """Return what an export says of a passage: its id, citation and text."""
    return {"id": passage.id, "citation": passage.citation, "text": passage.text}


def read_me(content: ExportContent, *, about: str) -> bytes:
    """Compose the note that lies beside the files: what they are, whose they are, on which terms.

    Parameters
    ----------
    content : ExportContent
        Whose layers and sources are listed.
    about : str
        What is special about the format.

    Returns
    -------
    bytes
        UTF-8 text.
    """
    atlas = content.atlas
    lines = ["koreamap: the geography of Korea's armistice", "", about, "", "Layers"]
    lines += [f"  {layer.record['id']}: {layer.record['title']}. {layer.record['summary']}" for layer in content.layers]
    lines += ["", "Attribution", f"  {ATTRIBUTION}", f"  {LICENCE}", "", "Documents"]
    lines += [f"  {document['citation']} ({document['rights']})" for document in atlas.documents.values()]
    lines += ["", "Sources"]
    lines += [f"  {id_}: {_describe_source(atlas.sources[id_])}" for id_ in content.source_ids if id_ in atlas.sources]
    return ("\n".join(lines) + "\n").encode()


_DTYPES: dict[type, Any] = {str: "string", float: "float64", int: "int64"}


def _row(content: ExportContent, feature: Feature) -> dict[str, Any]:
    found = {name: getattr(feature.properties, name, None) for name in COLUMNS}
    return found | {
        "mention_count": found["mention_count"] or 0,
        "passages": json.dumps(quote_passages(content, feature.id), ensure_ascii=False),
    }


def _describe_source(source: dict[str, Any]) -> str:
    parts = (source["title"], source["publisher"], source["version"], source["licence"])
    return "; ".join(part for part in parts if part)
