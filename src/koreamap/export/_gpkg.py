"""A GeoPackage with QGIS's styles and project and with metadata inside: the same content gives the same bytes.

GDAL writes layers and tables; what it has no word for is added to its file.

References
----------
OGC 12-128r15, GeoPackage Encoding Standard 1.2.1: metadata in annex F.8.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from koreamap.errors import ExportError
from koreamap.export._table import GEOMETRY, STAMP, write_table

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from koreamap.export._table import Table

__all__ = ["Note", "Project", "write_geopackage"]

_VERSION = "1.2"
"""The newest that every reader takes without a warning."""

_BESIDE = """
CREATE TABLE gpkg_metadata (id INTEGER CONSTRAINT m_pk PRIMARY KEY ASC NOT NULL,
  md_scope TEXT NOT NULL DEFAULT 'dataset', md_standard_uri TEXT NOT NULL, mime_type TEXT NOT NULL DEFAULT 'text/xml',
  metadata TEXT NOT NULL DEFAULT '');
CREATE TABLE gpkg_metadata_reference (reference_scope TEXT NOT NULL, table_name TEXT, column_name TEXT,
  row_id_value INTEGER, timestamp DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  md_file_id INTEGER NOT NULL, md_parent_id INTEGER,
  CONSTRAINT crmr_mfi_fk FOREIGN KEY (md_file_id) REFERENCES gpkg_metadata(id),
  CONSTRAINT crmr_mpi_fk FOREIGN KEY (md_parent_id) REFERENCES gpkg_metadata(id));
INSERT INTO gpkg_extensions SELECT name, NULL, 'gpkg_metadata',
  'http://www.geopackage.org/spec120/#extension_metadata', 'read-write'
  FROM sqlite_master WHERE name IN ('gpkg_metadata', 'gpkg_metadata_reference');
CREATE TABLE layer_styles (id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, f_table_catalog TEXT(256),
  f_table_schema TEXT(256), f_table_name TEXT(256), f_geometry_column TEXT(256), styleName TEXT(30), styleQML TEXT,
  styleSLD TEXT, useAsDefault BOOLEAN, description TEXT, owner TEXT(30), ui TEXT(30), update_time DATETIME);
INSERT INTO gpkg_contents (table_name, data_type, identifier, description, last_change, srs_id)
  VALUES ('layer_styles', 'attributes', 'layer_styles', 'QGIS styles', '1980-01-01T00:00:00.000Z', 0);
CREATE TABLE qgis_projects (name TEXT PRIMARY KEY, metadata BLOB, content BLOB);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A metadata record: the URI of its standard, its XML, and the table that it is about, none for the whole file."""

    standard: str
    text: str
    table: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """A QGIS project kept inside the file: its name and the bytes of a ``.qgz``."""

    name: str
    content: bytes = field(repr=False)


def write_geopackage(out: Path, tables: Sequence[Table], *, notes: Sequence[Note], project: Project | None) -> None:
    """Write a new GeoPackage, which lists its tables, one at least, in their order.

    Raises
    ------
    koreamap.errors.ExportError
        When GDAL or SQLite cannot write it, for want of room for example.
    """
    file = out if out.suffix == ".gpkg" else out.with_name(f"{out.name}.gpkg")  # GDAL warns of any other name
    for table in tables:
        names = {"GEOMETRY_NAME": GEOMETRY} if table.geometry_type else {}
        dataset = {"VERSION": _VERSION, "ADD_GPKG_OGR_CONTENTS": "NO"}
        write_table(table, file, "GPKG", layer=table.name, dataset_options=dataset, layer_options=names)
    try:
        with closing(sqlite3.connect(file)) as db, db:
            db.executescript(f"PRAGMA synchronous = OFF; PRAGMA journal_mode = MEMORY; BEGIN; {_BESIDE}")
            _describe_tables(db, tables)
            _write_styles(db, tables)
            _write_notes(db, notes)
            _write_project(db, project)
    except sqlite3.Error as error:
        raise ExportError("GeoPackage", found=str(error), expected="room and leave to write") from error
    file.rename(out)


def _describe_tables(db: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """Say what each table is: given an identifier, GDAL reads all tables that are there to see that none has it."""
    db.executemany(
        "UPDATE gpkg_contents SET identifier = ?, description = ? WHERE table_name = ?",
        [(table.title, table.description, table.name) for table in tables],
    )


def _write_styles(db: sqlite3.Connection, tables: Sequence[Table]) -> None:
    """Give each layer its default style, under its geometry column, as QGIS looks for it."""
    db.executemany(
        "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, styleName,"
        " styleQML, styleSLD, useAsDefault, description, owner, update_time)"
        " VALUES ('', '', ?, ?, ?, ?, '', 1, ?, '', ?)",
        [(t.name, GEOMETRY, t.name, t.style, t.title, STAMP) for t in tables if t.style],
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
