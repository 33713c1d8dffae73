"""A flat table, and GDAL to write it: the one shape of every tabular format."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shapely import to_wkb
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    import pyarrow as pa
    from shapely.geometry.base import BaseGeometry

    from koreamap.model.columns import Column, Value

__all__ = ["GEOMETRY", "STAMP", "Table", "to_arrow", "to_multi", "write_table"]

GEOMETRY = "geom"
"""Name of the column that holds the geometry, where a format names it."""

STAMP = "1980-01-01T00:00:00.000Z"
"""Stands wherever a format wants a time: no clock is read."""

# The same for the whole process, whoever asks first: no clock; and neither flush nor journal on disk for each of thirty
# layers, since a file that fails is thrown away, and a whole one is flushed before it gets its name.
_SETTINGS = {"OGR_CURRENT_DATE": STAMP, "OGR_SQLITE_SYNCHRONOUS": "OFF", "OGR_SQLITE_JOURNAL": "MEMORY"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of features, or of attributes alone.

    Parameters
    ----------
    name, title, description
        Of the table; name and title are unique in a file.
    columns
        Their rows in the registries.
    rows
        Values in the order of the columns.
    key
        Columns that tell a row from all others; empty where ``feature_id`` does.
    geometry_type
        ``Point``, ``MultiLineString`` or ``MultiPolygon``; empty for attributes alone.
    geometries
        One a row, WGS 84; lines and polygons may be single.
    style
        The QGIS style (QML) that opens with the table; empty for none.
    """

    name: str
    title: str
    description: str
    columns: tuple[Column, ...]
    rows: Sequence[Sequence[Value]]
    key: tuple[str, ...] = ()
    geometry_type: str = ""
    geometries: Sequence[BaseGeometry] = ()
    style: str = ""


def to_arrow(table: Table, *, short: bool = False) -> pa.Table:
    """Return a table's columns as Arrow: typed, so that no reader guesses from a column that happens to be empty.

    Returns
    -------
    Each field with its alias and its comment, under the names that GDAL reads.
    """
    import pyarrow as pa  # noqa: PLC0415 - finding the formats must not cost it

    types = {"text": pa.string(), "real": pa.float64(), "integer": pa.int64(), "date": pa.date32()}
    fields, arrays = [], []
    for at, column in enumerate(table.columns):
        said = {"GDAL:OGR:alternative_name": column.alias, "GDAL:OGR:comment": column.comment}
        name = column.short_name if short else column.name
        fields.append(pa.field(name, types[column.kind], metadata={key: text for key, text in said.items() if text}))
        arrays.append(pa.array([row[at] for row in table.rows], types[column.kind]))
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields))


def write_table(table: Table, path: Path, driver: str, *, short: bool = False, **options: Any) -> None:  # noqa: ANN401 - GDAL's own
    """Let GDAL write a table as a new file, or as one more layer of a file that holds several.

    Parameters
    ----------
    table
        Lines and polygons become Multi.
    path
        The file; its folder is scratch and not named to anybody.
    driver
        GDAL's name of the format.
    short
        Whether columns bear their short names.
    **options
        Of the driver, and of `pyogrio.write_arrow`.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL cannot write, for want of room for example.
    """
    import pyarrow as pa  # noqa: PLC0415 - as above
    import pyogrio  # noqa: PLC0415 - as above
    from pyogrio.errors import DataLayerError, DataSourceError, FeatureError  # noqa: PLC0415 - as above

    pyogrio.set_gdal_config_options(_SETTINGS)
    arrow = to_arrow(table, short=short)
    if table.geometry_type:
        blobs = pa.array(to_wkb([to_multi(geometry) for geometry in table.geometries]).tolist(), pa.binary())
        arrow = arrow.append_column(GEOMETRY, blobs)
        options |= {"geometry_name": GEOMETRY, "geometry_type": table.geometry_type, "crs": "EPSG:4326"}
    try:
        pyogrio.write_arrow(arrow, path, driver=driver, **options)
    except (DataLayerError, DataSourceError, FeatureError) as error:
        found = str(error).replace(str(path), path.name).splitlines()[0]
        raise ExportError("export", found=found, expected="room and leave to write") from error


def to_multi(geometry: BaseGeometry) -> BaseGeometry:
    """Make a line or a polygon Multi; leave the rest."""
    if isinstance(geometry, LineString):
        return MultiLineString([geometry])
    return MultiPolygon([geometry]) if isinstance(geometry, Polygon) else geometry
