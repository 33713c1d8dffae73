"""Write a GeoPackage 1.2 with nothing but SQLite: the same content gives the same bytes, and no clock is read.

References
----------
OGC 12-128r15, GeoPackage Encoding Standard 1.2.1: tables in annex C, the R-tree index in annex F.3, metadata in F.8.
"""

from __future__ import annotations

import sqlite3
import struct
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

__all__ = ["STAMP", "Note", "Project", "Table", "write_geopackage"]

STAMP = "1980-01-01T00:00:00.000Z"
"""Stands wherever the format wants a time."""

_APPLICATION_ID = 0x47504B47  # "GPKG"
_VERSION = 10200
_WGS84 = 4326
_GEOMETRY = "geom"

_FRAME = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL, CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
"""

_WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
_REFERENCE_SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", "undefined cartesian coordinate reference system"),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", "undefined geographic coordinate reference system"),
    ("WGS 84 geodetic", _WGS84, "EPSG", _WGS84, _WGS84_WKT, "longitude/latitude, degrees, WGS 84 ellipsoid"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table of features, or of attributes alone.

    Parameters
    ----------
    name, title, description : str
        Of the table; name and title are unique in the file.
    columns : mapping
        Column name -> SQL type (``TEXT``, ``REAL``, ``INTEGER``).
    rows : sequence of sequence
        Values in the order of the columns.
    geometry_type : str
        ``POINT``, ``MULTILINESTRING`` or ``MULTIPOLYGON``; empty for attributes alone.
    geometries : sequence of BaseGeometry
        One a row, WGS 84; lines and polygons may be single.
    style : str
        The QGIS style (QML) that opens with the table; empty for none.
    """

    name: str
    title: str
    description: str
    columns: Mapping[str, str]
    rows: Sequence[Sequence[Any]]
    geometry_type: str = ""
    geometries: Sequence[BaseGeometry] = ()
    style: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A metadata record.

    Parameters
    ----------
    standard : str
        URI of its standard.
    text : str
        The record, XML.
    table : str
        What it is about; empty for the whole file.
    """

    standard: str
    text: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A QGIS project kept inside the file: its name and the bytes of a ``.qgz``."""

    name: str
    content: bytes = field(repr=False)


def write_geopackage(out: Path, tables: Sequence[Table], *, notes: Sequence[Note], project: Project | None) -> None:
    """Write a new GeoPackage.

    Parameters
    ----------
    out : pathlib.Path
        Does not exist yet.
    tables : sequence of Table
        In the order in which they are to be listed.
    notes : sequence of Note
        The metadata.
    project : Project, optional
        To be kept inside.

    Raises
    ------
    koreamap.errors.ExportError
        When SQLite cannot write it, for want of room or of its R-tree module.
    """
    try:
        with closing(sqlite3.connect(out, isolation_level=None)) as db:
            _open(db)
            for table in tables:
                _write_table(db, table)
            _write_notes(db, notes)
            _write_project(db, project)
            db.execute("COMMIT")
    except sqlite3.Error as error:
        raise ExportError("GeoPackage", found=str(error), expected="SQLite with R-tree and room", file=out) from error


def _open(db: sqlite3.Connection) -> None:
    for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {_APPLICATION_ID}"):
        db.execute(f"PRAGMA {pragma}")
    db.execute(f"PRAGMA user_version = {_VERSION}")
    db.execute("BEGIN")
    for statement in _FRAME.split(";"):
        db.execute(statement)
    db.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", _REFERENCE_SYSTEMS)
    for name in ("gpkg_metadata", "gpkg_metadata_reference"):
        uri = "http://www.geopackage.org/spec120/#extension_metadata"
        db.execute("INSERT INTO gpkg_extensions VALUES (?, NULL, 'gpkg_metadata', ?, 'read-write')", (name, uri))
    db.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)"
        " VALUES ('layer_styles', 'attributes', 'layer_styles', 'QGIS styles', ?, 0)",
        (STAMP,),
    )


def _write_table(db: sqlite3.Connection, table: Table) -> None:
    """Write a table with its entry in the contents, its index and its style."""
    names = list(table.columns)
    declared = [f"{_quote(name)} {kind}" for name, kind in table.columns.items()]
    if table.geometry_type:
        declared.insert(0, f"{_quote(_GEOMETRY)} {table.geometry_type}")
        names.insert(0, _GEOMETRY)
    db.execute(
        f"CREATE TABLE {_quote(table.name)} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {', '.join(declared)})"
    )
    bounds = shapely.total_bounds(list(table.geometries)).tolist() if table.geometry_type else [None] * 4
    srs = _WGS84 if table.geometry_type else 0
    kind = "features" if table.geometry_type else "attributes"
    row = (table.name, kind, table.title, table.description, STAMP, *bounds, srs)
    db.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    cells = [[*_blob(table, number), *values] for number, values in enumerate(table.rows)]
    columns = ", ".join(map(_quote, names))
    db.executemany(f"INSERT INTO {_quote(table.name)} ({columns}) VALUES ({_marks(names)})", cells)  # noqa: S608 - names quoted, values bound
    if table.geometry_type:
        _index(db, table)
        _write_style(db, table)


def _blob(table: Table, number: int) -> list[bytes]:
    """Return a row's geometry as a GeoPackage blob: header, envelope, little-endian WKB."""
    if not table.geometry_type:
        return []
    geometry = table.geometries[number]
    if table.geometry_type == "POINT":
        return [struct.pack("<2sBBi", b"GP", 0, 0b0001, _WGS84) + shapely.to_wkb(geometry, byte_order=1)]
    geometry = _to_multi(geometry)
    west, south, east, north = geometry.bounds
    header = struct.pack("<2sBBi4d", b"GP", 0, 0b0011, _WGS84, west, east, south, north)
    return [header + shapely.to_wkb(geometry, byte_order=1)]


def _to_multi(geometry: BaseGeometry) -> BaseGeometry:
    if isinstance(geometry, LineString):
        return MultiLineString([geometry])
    return MultiPolygon([geometry]) if isinstance(geometry, Polygon) else geometry


def _index(db: sqlite3.Connection, table: Table) -> None:
    """Register the geometry column and index it; the triggers keep the index true when somebody edits."""
    db.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?, ?, ?, ?, 0, 0)",
        (table.name, _GEOMETRY, table.geometry_type, _WGS84),
    )
    uri = "http://www.geopackage.org/spec120/#extension_rtree"
    row = (table.name, _GEOMETRY, "gpkg_rtree_index", uri, "write-only")
    db.execute("INSERT INTO gpkg_extensions VALUES (?, ?, ?, ?, ?)", row)
    index = _quote(f"rtree_{table.name}_{_GEOMETRY}")
    db.execute(f"CREATE VIRTUAL TABLE {index} USING rtree(id, minx, maxx, miny, maxy)")
    bounds = shapely.bounds(list(table.geometries)).tolist()
    entries = [(number, w, e, s, n) for number, (w, s, e, n) in enumerate(bounds, start=1)]
    db.executemany(f"INSERT INTO {index} VALUES (?, ?, ?, ?, ?)", entries)  # noqa: S608 - the index's own quoted name
    for name, event, action in _find_triggers(index):
        trigger = _quote(f"rtree_{table.name}_{_GEOMETRY}_{name}")
        db.execute(f"CREATE TRIGGER {trigger} {event.format(on=f'ON {_quote(table.name)}')} BEGIN {action} END")


def _find_triggers(index: str) -> Iterable[tuple[str, str, str]]:
    """Return name, event and action of the six triggers that the standard asks for."""
    geometry = _quote(_GEOMETRY)
    there = f"(NEW.{geometry} NOTNULL AND NOT ST_IsEmpty(NEW.{geometry}))"
    gone = f"(NEW.{geometry} ISNULL OR ST_IsEmpty(NEW.{geometry}))"
    corners = ", ".join(f"ST_{corner}(NEW.{geometry})" for corner in ("MinX", "MaxX", "MinY", "MaxY"))
    put = f"INSERT OR REPLACE INTO {index} VALUES (NEW.fid, {corners});"  # noqa: S608 - the index's own quoted name
    drop = f"DELETE FROM {index} WHERE id = OLD.fid;"  # noqa: S608 - as above
    drop_both = f"DELETE FROM {index} WHERE id IN (OLD.fid, NEW.fid);"  # noqa: S608 - as above
    moved = f"AFTER UPDATE OF {geometry} {{on}} WHEN OLD.fid = NEW.fid AND"
    renamed = "AFTER UPDATE {on} WHEN OLD.fid != NEW.fid AND"
    yield "insert", f"AFTER INSERT {{on}} WHEN {there}", put
    yield "update1", f"{moved} {there}", put
    yield "update2", f"{moved} {gone}", drop
    yield "update3", f"{renamed} {there}", f"{drop} {put}"
    yield "update4", f"{renamed} {gone}", drop_both
    yield "delete", f"AFTER DELETE {{on}} WHEN OLD.{geometry} NOT NULL", drop


def _write_style(db: sqlite3.Connection, table: Table) -> None:
    """Give the table its default style, under the geometry column that is registered for it."""
    if table.style:
        db.execute(
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
            " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
            " SELECT '', '', table_name, column_name, ?, ?, '', 1, ?, '', ? FROM gpkg_geometry_columns"
            " WHERE table_name = ?",
            (table.name, table.style, table.title, STAMP, table.name),
        )


def _write_notes(db: sqlite3.Connection, notes: Sequence[Note]) -> None:
    for number, note in enumerate(notes, start=1):
        db.execute(
            "INSERT INTO gpkg_metadata VALUES (?, 'dataset', ?, 'text/xml', ?)", (number, note.standard, note.text)
        )
        scope = "table" if note.table else "geopackage"
        row = (scope, note.table or None, None, None, STAMP, number, None)
        db.execute("INSERT INTO gpkg_metadata_reference VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _write_project(db: sqlite3.Connection, project: Project | None) -> None:
    """Keep the project as QGIS does: the zipped project in hexadecimal, beside who changed it last and when."""
    if project:
        about = f'{{"last_modified_time": "{STAMP}", "last_modified_user": ""}}'
        row = (project.name, about, project.content.hex().encode())
        db.execute("INSERT INTO qgis_projects VALUES (?, ?, ?)", row)


def _quote(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _marks(values: Sequence[object]) -> str:
    return ", ".join("?" * len(values))
