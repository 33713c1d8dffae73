"""PostGIS: the layers and tables of the GeoPackage in a database, with keys between them, whole or not at all.

What is written bears a mark in its comment. Only tables with that mark are ever replaced; whatever else bears one of
their names, or hangs on one of them, stops the export and is named. QGIS looks for styles in one table of the whole
database, ``layer_styles``: there, too, only the rows with that mark change, and a style of a user's own stays the
default where it is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shapely

from koreamap.errors import ExportError
from koreamap.export._record_tables import to_record_tables
from koreamap.export._table import GEOMETRY, Table, to_multi
from koreamap.export.content import read_basemap
from koreamap.export.geopackage import to_styled_table
from koreamap.export.spec import FormatSpec
from koreamap.model.columns import Column
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import psycopg
    from psycopg.rows import TupleRow
    from psycopg.sql import Composable, Composed

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Database, Progress

    Cursor = psycopg.Cursor[TupleRow]

__all__ = ["FORMATS", "MARK", "write"]

FORMATS = (
    FormatSpec(
        id="postgis",
        title=N_("PostGIS"),
        summary=N_("Tables of a PostGIS database, with keys, styles and comments, for a server that many work with."),
        kind="data",
        order=180,
        carries_evidence=True,
        target="database",
    ),
)

MARK = "koreamap: "
"""Begins the comment of every table that this module made."""

_WGS84 = 4326
_CONNECT_SECONDS = 10
_LONGEST_NAME = 63
_FEATURE_ID = Column(name="feature_id", comment="Of the feature and of its place; unique over all layers")

_KINDS = {
    "r": "table", "p": "table", "f": "foreign table", "v": "view", "m": "materialized view", "i": "index", "I": "index",
    "S": "sequence", "c": "type",
}  # fmt: skip
"""What may bear a table's name, by PostgreSQL's letter for it."""

_REFERENCES: tuple[tuple[str, str, str, str], ...] = (
    ("passages", "document", "documents", "id"),
    ("mentions", "document", "documents", "id"),
    ("mentions", "passage_id", "passages", "id"),
    ("claims", "document", "documents", "id"),
    ("mentions", "feature_id", "features", "feature_id"),
    ("statements", "feature_id", "features", "feature_id"),
    ("feature_sources", "feature_id", "features", "feature_id"),
    ("feature_sources", "source_id", "sources", "id"),
)
"""Table, column, table and column that it refers to. Every thematic layer refers to ``features`` as well."""

# As QGIS makes it, so that it finds and edits the styles.
_STYLE_TABLE = """
CREATE TABLE IF NOT EXISTS public.layer_styles (id serial PRIMARY KEY, f_table_catalog varchar, f_table_schema varchar,
  f_table_name varchar, f_geometry_column varchar, stylename text, styleqml xml, stylesld xml, useasdefault boolean,
  description text, owner varchar(63) DEFAULT CURRENT_USER, ui xml, update_time timestamp DEFAULT CURRENT_TIMESTAMP,
  type varchar)
"""


def write(content: ExportContent, target: Database, progress: Progress) -> None:
    """Write a map into a PostGIS database, in one transaction.

    Raises
    ------
    koreamap.errors.ExportError
        When psycopg or PostGIS is missing, the server cannot be reached or refuses, or a table of somebody else is in
        the way; the database is then as it was.
    """
    try:
        import psycopg  # noqa: PLC0415 - an optional extra
    except ImportError as error:
        raise ExportError(
            "PostGIS", found="no psycopg", expected="it installed: pip install koreamap[postgis]"
        ) from error
    schema = target.schema
    if not schema or "\0" in schema or len(schema.encode()) > _LONGEST_NAME:
        raise ExportError("schema", found=repr(schema[:60]), expected=f"a name of 1 to {_LONGEST_NAME} bytes")
    progress("basemap")
    basemap = read_basemap(content)
    layers = [to_styled_table(content, layer, "postgis") for layer in (*basemap, *content.layers)]
    tables = [*layers, *to_record_tables(content, basemap), *_plan_keys(content)]
    secrets = _read_secrets(target.dsn)
    try:
        with psycopg.connect(target.dsn, connect_timeout=_CONNECT_SECONDS) as connection, connection.cursor() as cursor:
            _prepare(cursor, schema, [table.name for table in tables])
            for table in tables:
                progress(table.name)
                _write_table(cursor, schema, table)
            _write_references(cursor, schema, [layer.record.id for layer in content.layers])
            _write_styles(cursor, schema, tables)
    except psycopg.errors.DependentObjectsStillExist as error:
        found = _redact(error.diag.message_detail or str(error), secrets)
        expected = "nothing that hangs on koreamap's tables; drop it, or name another schema"
        raise ExportError(f"schema {schema[:60]!r}", found=found, expected=expected) from None
    except psycopg.Error as error:
        expected = "a PostGIS database that can be reached and written"
        raise ExportError("PostGIS", found=_redact(str(error), secrets), expected=expected) from None


def _read_secrets(dsn: str) -> list[str]:
    """Find the password in a connection string, as typed and as meant; one that cannot be read is not repeated."""
    import psycopg  # noqa: PLC0415 - as above
    from psycopg.conninfo import conninfo_to_dict  # noqa: PLC0415 - as above

    try:
        found = conninfo_to_dict(dsn)
    except psycopg.Error:
        raise ExportError(
            "connection", found="none that libpq can read", expected="postgresql://user@host:5432/database"
        ) from None
    return [str(value) for key, value in found.items() if "password" in key and value] + [dsn]


def _redact(message: str, secrets: Iterable[str]) -> str:
    """Keep the first line of a server's message, without what must not be shown."""
    for secret in secrets:
        message = message.replace(secret, "***")
    return next(iter(message.strip().splitlines()), "an error without a message")


def _plan_keys(content: ExportContent) -> tuple[Table, Table]:
    """Return the tables that a database has beyond the GeoPackage: what keys can refer to over all layers."""
    features = [feature for layer in content.layers for feature in layer.features]
    known = set(content.source_ids) & set(content.atlas.sources)
    sources = {
        (feature.id, source_id)
        for feature in features
        for source_id in feature.properties.source_ids.split(";")
        if source_id in known
    }
    return (
        Table(
            name="features",
            title="Features",
            description="Every feature and the layer that holds it.",
            columns=(_FEATURE_ID, Column(name="layer", comment="Table of the layer that holds it")),
            key=("feature_id",),
            rows=[(feature.id, layer.record.id) for layer in content.layers for feature in layer.features],
        ),
        Table(
            name="feature_sources",
            title="Sources of the features",
            description="Where each feature's geometry comes from.",
            columns=(_FEATURE_ID, Column(name="source_id", comment="Into the table sources")),
            key=("feature_id", "source_id"),
            rows=sorted(sources),
        ),
    )


def _prepare(cursor: Cursor, schema: str, names: Sequence[str]) -> None:
    """See that PostGIS and the schema are there, and take away what an earlier export left."""
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - as above

    cursor.execute("CREATE EXTENSION IF NOT EXISTS postgis")
    cursor.execute(SQL("CREATE SCHEMA IF NOT EXISTS {}").format(Identifier(schema)))
    cursor.execute(
        "SELECT c.relname, c.relkind::text, pg_get_userbyid(c.relowner),"
        " coalesce(obj_description(c.oid, 'pg_class'), '')"
        " FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = %s",
        (schema,),
    )
    found = {name: (kind, owner, comment) for name, kind, owner, comment in cursor.fetchall()}
    ours = sorted(name for name, (kind, _, comment) in found.items() if kind == "r" and comment.startswith(MARK))
    if foreign := sorted(set(names) & set(found) - set(ours)):
        kind, owner, _ = found[foreign[0]]
        raise ExportError(
            f"schema {schema[:60]!r}",
            found=f"a {_KINDS.get(kind, 'thing')} {foreign[0]!r} of {owner!r} that koreamap did not make",
            expected="another schema, or that one renamed",
        )
    if ours:
        # In one statement, for they refer to each other; without CASCADE, so that a view of somebody else stops it.
        listed = SQL(", ").join(Identifier(schema, name) for name in ours)
        cursor.execute(SQL("DROP TABLE {}").format(listed))


def _write_table(cursor: Cursor, schema: str, table: Table) -> None:
    """Make a table, fill it, index it and say what it is."""
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - as above

    name = Identifier(schema, table.name)
    cursor.execute(SQL("CREATE TABLE {} ({})").format(name, SQL(", ").join(_declare(cursor, table))))
    columns = [*([GEOMETRY] if table.geometry_type else []), *(column.name for column in table.columns)]
    listed = SQL(", ").join(map(Identifier, columns))
    with cursor.copy(SQL("COPY {} ({}) FROM STDIN").format(name, listed)) as copy:
        for number, row in enumerate(table.rows):
            copy.write_row([*_encode(table, number), *row])
    if table.geometry_type:
        index = SQL("CREATE INDEX ON {} USING gist ({})")
        cursor.execute(index.format(name, Identifier(GEOMETRY)))
    cursor.execute(SQL("ANALYZE {}").format(name))
    for statement in _describe(name, table):
        cursor.execute(statement)


def _declare(cursor: Cursor, table: Table) -> Iterable[Composed]:
    """Declare the columns and the primary key; every thematic layer has each feature once."""
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - as above

    if table.geometry_type:
        yield SQL("fid integer GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY").format()
        kind = SQL("{}({}, {}) NOT NULL").format(
            _find_geometry_type(cursor), Identifier(table.geometry_type.upper()), _WGS84
        )
        yield SQL("{} {}").format(Identifier(GEOMETRY), kind)
    kinds = {"text": SQL("text"), "real": SQL("double precision"), "integer": SQL("bigint"), "date": SQL("date")}
    for column in table.columns:
        yield SQL("{} {}").format(Identifier(column.name), kinds[column.kind])
    if table.key:
        yield SQL("PRIMARY KEY ({})").format(SQL(", ").join(map(Identifier, table.key)))
    else:
        yield SQL("UNIQUE ({})").format(Identifier("feature_id"))


def _find_geometry_type(cursor: Cursor) -> Composable:
    """Name the geometry type with its schema: PostGIS need not stand on the search path."""
    from psycopg.sql import Identifier  # noqa: PLC0415 - as above

    cursor.execute(
        "SELECT n.nspname FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'postgis'"
    )
    found = cursor.fetchone()
    return Identifier(found[0], "geometry") if found else Identifier("geometry")


def _encode(table: Table, number: int) -> list[str]:
    """Return a row's geometry as hexadecimal EWKB; lines and polygons as Multi."""
    if not table.geometry_type:
        return []
    geometry = shapely.set_srid(to_multi(table.geometries[number]), _WGS84)
    return [shapely.to_wkb(geometry, hex=True, include_srid=True)]


def _describe(name: Composable, table: Table) -> Iterable[Composed]:
    """Comment the table with title, summary, attribution and licence, and the columns with meaning and unit."""
    from psycopg.sql import SQL, Identifier, Literal  # noqa: PLC0415 - as above

    about = f"{MARK}{table.title}. {table.description}"
    yield SQL("COMMENT ON TABLE {} IS {}").format(name, Literal(about))
    said = {column.name: column.comment for column in table.columns if column.comment}
    if table.geometry_type:
        said[GEOMETRY] = "WGS 84 (EPSG:4326), longitude before latitude"
    for column, comment in said.items():
        yield SQL("COMMENT ON COLUMN {}.{} IS {}").format(name, Identifier(column), Literal(comment))


def _write_references(cursor: Cursor, schema: str, layers: Sequence[str]) -> None:
    from psycopg.sql import SQL, Identifier  # noqa: PLC0415 - as above

    of_layers = tuple((layer, "feature_id", "features", "feature_id") for layer in layers)
    for table, column, other, key in (*_REFERENCES, *of_layers):
        cursor.execute(
            SQL("ALTER TABLE {} ADD FOREIGN KEY ({}) REFERENCES {} ({})").format(
                Identifier(schema, table), Identifier(column), Identifier(schema, other), Identifier(key)
            )
        )


def _write_styles(cursor: Cursor, schema: str, tables: Sequence[Table]) -> None:
    """Give every layer its style, where QGIS looks for it; the default, unless a user has one that is."""
    cursor.execute(_STYLE_TABLE)
    cursor.execute(
        "DELETE FROM public.layer_styles WHERE f_table_catalog = current_database() AND f_table_schema = %s"
        " AND starts_with(description, %s)",
        (schema, MARK),
    )
    for table in tables:
        if table.style:
            cursor.execute(
                "INSERT INTO public.layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column,"
                " stylename, styleqml, useasdefault, description)"
                " SELECT current_database(), %(schema)s::text, %(name)s::text, %(geometry)s::text, %(name)s::text,"
                " XMLPARSE(DOCUMENT %(style)s), NOT EXISTS (SELECT FROM public.layer_styles WHERE useasdefault"
                " AND f_table_catalog = current_database() AND f_table_schema = %(schema)s::text"
                " AND f_table_name = %(name)s::text), %(about)s::text",
                {
                    "schema": schema,
                    "name": table.name,
                    "geometry": GEOMETRY,
                    "style": table.style,
                    "about": f"{MARK}{table.title}",
                },
            )
