"""PostGIS, on a real server: what comes back is what was built, and a failure changes nothing."""

from __future__ import annotations

import dataclasses
import json
import sys
from typing import TYPE_CHECKING, Any

import psycopg
import pytest
import shapely
from msgspec import structs
from psycopg.sql import SQL, Identifier
from shapely.geometry import shape

from hostile_content import HARM, make_hostile
from independent import with_days
from koreamap.atlas import read_atlas
from koreamap.errors import ExportError
from koreamap.export import postgis
from koreamap.export.content import ExportContent, ExportLayer, read_content
from koreamap.export.request import check_request
from koreamap.export.spec import Database
from koreamap.home import layers_dir
from postgres import PASSWORD

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.export.spec import Progress

pytestmark = pytest.mark.postgres

LAYERS = ("nll", "western_islands", "usfk_hubs", "dmz")


@pytest.fixture(scope="module")
def content() -> ExportContent:
    return read_content(check_request(read_atlas(), format_id="gpkg", layers=LAYERS))


@pytest.fixture(scope="module")
def small() -> ExportContent:
    return read_content(check_request(read_atlas(), format_id="gpkg", layers=["usfk_hubs"]))


@pytest.fixture(scope="module")
def database(postgres: str, content: ExportContent) -> str:
    """Write the small choice of layers once."""
    write_postgis(postgres, content)
    return postgres


@pytest.fixture
def cursor(database: str) -> Iterator[Any]:
    with psycopg.connect(database) as connection, connection.cursor() as cursor:
        yield cursor


def write_postgis(
    dsn: str, content: ExportContent, *, schema: str = "koreamap", progress: Progress = lambda _step: None
) -> None:
    postgis.write(content, Database(dsn, schema), progress)


def ask(cursor: Any, query: Any, *values: Any) -> list[tuple[Any, ...]]:
    return cursor.execute(query, values or None).fetchall()


def built(layer_id: str) -> dict[str, dict[str, Any]]:
    """Read a built layer with nothing of ours."""
    collection = json.loads((layers_dir() / f"{layer_id}.geojson").read_bytes())
    return {feature["id"]: feature for feature in collection["features"]}


@pytest.mark.parametrize("layer_id", LAYERS)
def test_layer_comes_back_as_it_was_built(cursor: Any, layer_id: str) -> None:
    expected = built(layer_id)
    columns = list(next(iter(expected.values()))["properties"])
    listed = SQL(", ").join(map(Identifier, columns))
    rows = ask(cursor, SQL("SELECT ST_AsEWKB(geom), {} FROM koreamap.{}").format(listed, Identifier(layer_id)))
    assert len(rows) == len(expected)
    for blob, *values in rows:
        feature = expected[values[columns.index("feature_id")]]
        found = shapely.from_wkb(blob)
        assert shapely.get_srid(found) == 4326
        assert shapely.hausdorff_distance(found, shape(feature["geometry"])) == 0
        assert dict(zip(columns, values, strict=True)) == with_days(feature["properties"])


def test_passages_and_mentions_come_back_whole(cursor: Any, content: ExportContent) -> None:
    passages = ask(cursor, "SELECT id, document, label, text, citation FROM koreamap.passages ORDER BY number")
    assert passages == [(p.id, p.document_id, p.label, p.text, p.citation) for p in content.passages]
    mentions = ask(cursor, "SELECT key, feature_id, exact, start_offset FROM koreamap.mentions")
    assert sorted(mentions) == sorted((m.key, id_, m.exact, m.start) for m in content.mentions for id_ in m.feature_ids)


def test_what_each_side_said_hangs_on_the_features(cursor: Any, content: ExportContent) -> None:
    rows = ask(
        cursor,
        "SELECT n.feature_id, s.id, s.said FROM koreamap.nll n JOIN koreamap.statements s USING (feature_id)"
        " WHERE n.feature_id = 'nll'",
    )
    expected = {s.id: s.said for s in content.atlas.said.statements if "sea-line" in s.matters}
    assert {id_: said for _feature, id_, said in rows} == expected
    named = "SELECT col_description('koreamap.statements'::regclass, attnum) FROM pg_attribute WHERE attname = 'side'"
    assert ("The side that the party belongs to; neither comes first by standing",) in ask(cursor, named)
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        cursor.execute("INSERT INTO koreamap.statements (id, matter, feature_id) VALUES ('x', 'y', 'atlantis')")


def test_hostile_words_come_back_as_words(postgres: str) -> None:
    evil = f"{HARM}'); DROP SCHEMA hostile CASCADE; -- \\' %s {{}} $$ \\."
    write_postgis(postgres, make_hostile("postgis", evil), schema="hostile")
    with psycopg.connect(postgres) as connection, connection.cursor() as cursor:
        [(comment,)] = ask(cursor, "SELECT obj_description('hostile.nll'::regclass)")
        assert comment.startswith(f"{postgis.MARK}{evil}")
        assert comment.count(evil) == 2, comment
        assert set(ask(cursor, "SELECT name, note FROM hostile.nll")) == {(evil, evil)}
        [(title,)] = ask(cursor, "SELECT title FROM hostile.documents WHERE id = 'lee-2007'")
        assert title == evil


def test_keys_hold_the_tables_together(cursor: Any) -> None:
    named = ask(
        cursor,
        "SELECT n.name, p.citation FROM koreamap.nll n JOIN koreamap.mentions m USING (feature_id)"
        " JOIN koreamap.passages p ON p.id = m.passage_id JOIN koreamap.documents d ON d.id = p.document",
    )
    assert named
    without = ask(
        cursor,
        "SELECT c.relname FROM pg_class c WHERE c.relnamespace = 'koreamap'::regnamespace AND c.relkind = 'r'"
        " AND NOT EXISTS (SELECT FROM pg_constraint k WHERE k.conrelid = c.oid AND k.contype = 'p')",
    )
    assert without == []
    with pytest.raises(psycopg.errors.ForeignKeyViolation):
        cursor.execute("INSERT INTO koreamap.nll (geom, feature_id) SELECT geom, 'atlantis' FROM koreamap.nll LIMIT 1")


def test_every_layer_is_indexed_and_says_what_it_is(cursor: Any) -> None:
    rows = ask(
        cursor,
        "SELECT g.f_table_name, g.type, g.srid,"
        " obj_description(format('%I.%I', g.f_table_schema, g.f_table_name)::regclass),"
        " (SELECT count(*) FROM pg_indexes i WHERE i.schemaname = g.f_table_schema AND i.tablename = g.f_table_name"
        "  AND i.indexdef LIKE '%USING gist (geom)') FROM geometry_columns g WHERE g.f_table_schema = 'koreamap'",
    )
    assert set(LAYERS) <= {row[0] for row in rows}
    atlas = read_atlas()
    for layer_id, kind, srid, comment, indexes in rows:
        assert kind in {"POINT", "MULTILINESTRING", "MULTIPOLYGON"}
        assert srid == 4326
        for source_id in atlas.layers[layer_id].source_ids:
            assert atlas.sources[source_id].attribution in comment
            assert atlas.sources[source_id].licence in comment
        assert indexes == 1
    unit = ask(cursor, "SELECT col_description('koreamap.nll'::regclass, attnum) FROM pg_attribute"
                       " WHERE attrelid = 'koreamap.nll'::regclass AND attname = 'accuracy_m'")  # fmt: skip
    assert "metres" in unit[0][0]


def test_qgis_finds_a_style_for_every_layer(cursor: Any) -> None:
    rows = ask(cursor, "SELECT f_table_name, f_geometry_column, useasdefault, styleqml::text FROM layer_styles"
                       " WHERE f_table_schema = 'koreamap' AND f_table_catalog = current_database()")  # fmt: skip
    assert set(LAYERS) <= {row[0] for row in rows}
    assert all(row[1] == "geom" and row[2] and "<qgis" in row[3] for row in rows)


def count_everything(postgres: str, schema: str = "koreamap") -> dict[str, int]:
    with psycopg.connect(postgres) as connection, connection.cursor() as cursor:
        names = [row[0] for row in ask(cursor, "SELECT tablename FROM pg_tables WHERE schemaname = %s", schema)]
        count = SQL("SELECT count(*) FROM {}")
        counts = {name: ask(cursor, count.format(Identifier(schema, name)))[0][0] for name in names}
        return counts | {"layer_styles": ask(cursor, "SELECT count(*) FROM layer_styles")[0][0]}


def test_second_export_replaces_the_first(database: str, content: ExportContent) -> None:
    before = count_everything(database)
    write_postgis(database, content)
    assert count_everything(database) == before


def test_tables_of_a_larger_export_go_when_a_smaller_one_comes(
    postgres: str, content: ExportContent, small: ExportContent
) -> None:
    write_postgis(postgres, content, schema="shrinking")
    write_postgis(postgres, small, schema="shrinking")
    left = count_everything(postgres, "shrinking")
    assert set(LAYERS) & set(left) == {"usfk_hubs"}


def test_an_error_half_way_leaves_the_old_tables(database: str, content: ExportContent) -> None:
    before = count_everything(database)
    last = content.layers[-1]
    # A zero byte, which PostgreSQL does not store, in the last layer: everything before it has been written by then.
    spoiled = structs.replace(last.features[0], properties=structs.replace(last.features[0].properties, note="a\0b"))
    layers = (*content.layers[:-1], ExportLayer(record=last.record, features=(spoiled, *last.features[1:])))
    seen: list[str] = []
    with pytest.raises(ExportError, match="PostGIS"):
        write_postgis(database, dataclasses.replace(content, layers=layers), progress=seen.append)
    assert set(LAYERS) <= set(seen)
    assert count_everything(database) == before


def test_an_error_in_our_own_code_leaves_the_old_tables(
    database: str, small: ExportContent, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = count_everything(database)

    def fail(*_: Any) -> None:
        raise RuntimeError("stop")

    monkeypatch.setattr(postgis, "_write_styles", fail)
    with pytest.raises(RuntimeError, match="stop"):
        write_postgis(database, small)
    assert count_everything(database) == before


def test_somebody_elses_table_is_never_replaced(postgres: str, content: ExportContent) -> None:
    write_postgis(postgres, content, schema="ours")  # which makes the table of styles that all schemas share
    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE SCHEMA theirs; CREATE TABLE theirs.passages (mine int)")
    with pytest.raises(ExportError, match=r"a table 'passages' of '\w+' that koreamap did not make"):
        write_postgis(postgres, content, schema="theirs")
    assert set(count_everything(postgres, "theirs")) == {"passages", "layer_styles"}


def test_somebody_elses_view_stops_the_export_and_stands(postgres: str, content: ExportContent) -> None:
    write_postgis(postgres, content, schema="viewed")
    with psycopg.connect(postgres) as connection:
        connection.execute("CREATE VIEW public.their_view AS SELECT name FROM viewed.nll")
    with pytest.raises(ExportError, match=r"view (public\.)?their_view depends on table viewed\.nll"):
        write_postgis(postgres, content, schema="viewed")
    with psycopg.connect(postgres) as connection:
        assert connection.execute("SELECT count(*) FROM public.their_view").fetchone() == (3,)


@pytest.mark.parametrize(
    ("made", "kind"),
    [("VIEW taken.nll AS SELECT 1", "view"), ("SEQUENCE taken.nll", "sequence"), ("TYPE taken.nll AS (a int)", "type")],
)
def test_whatever_bears_a_table_s_name_is_named(postgres: str, content: ExportContent, made: str, kind: str) -> None:
    with psycopg.connect(postgres) as connection:
        connection.execute("DROP SCHEMA IF EXISTS taken CASCADE; CREATE SCHEMA taken")
        connection.execute(SQL("CREATE {}").format(SQL(made)))  # type: ignore[arg-type]  # the test's own words
    with pytest.raises(ExportError, match=f"a {kind} 'nll' of"):
        write_postgis(postgres, content, schema="taken")


def test_a_user_s_own_style_is_kept_and_stays_the_default(postgres: str, content: ExportContent) -> None:
    write_postgis(postgres, content, schema="styled")
    with psycopg.connect(postgres) as connection:
        connection.execute(
            "UPDATE layer_styles SET useasdefault = false WHERE f_table_schema = 'styled' AND f_table_name = 'nll';"
            "INSERT INTO layer_styles (f_table_catalog, f_table_schema, f_table_name, f_geometry_column, stylename,"
            " styleqml, useasdefault) VALUES (current_database(), 'styled', 'nll', 'geom', 'mine', '<qgis/>', true)"
        )
    write_postgis(postgres, content, schema="styled")
    write_postgis(postgres, content, schema="styled")
    with psycopg.connect(postgres) as connection:
        rows = connection.execute(
            "SELECT stylename, useasdefault FROM layer_styles WHERE f_table_schema = 'styled' AND f_table_name = 'nll'"
            " ORDER BY 1"
        ).fetchall()
    assert rows == [("mine", True), ("nll", False)]


@pytest.mark.parametrize("schema", ['a"; DROP SCHEMA koreamap CASCADE; --', "한국", "With Space", "select", "%s"])
def test_schema_name_is_a_name_and_nothing_else(database: str, small: ExportContent, schema: str) -> None:
    write_postgis(database, small, schema=schema)
    assert "nll" in count_everything(database)
    with psycopg.connect(database) as connection:
        found = connection.execute("SELECT count(*) FROM pg_tables WHERE schemaname = %s", (schema,)).fetchone()
        assert found
        assert found[0] > 5


@pytest.mark.parametrize("schema", ["", "a\0b", "x" * 64, "한" * 22])
def test_schema_that_is_no_name_is_refused(postgres: str, small: ExportContent, schema: str) -> None:
    with pytest.raises(ExportError, match="schema"):
        write_postgis(postgres, small, schema=schema)


def spoil(dsn: str) -> Sequence[str]:
    """Return connection strings that fail, each in its own way, each with the password inside."""
    closed = "host=127.0.0.1 port=1 user=reader dbname=postgres"
    return (
        f"{closed} password='{PASSWORD}'",
        "postgresql://reader:open%20sesame%40%2F%3A%25@127.0.0.1:1/postgres",
        dsn.replace("user=reader", "user=nobody"),
        dsn.replace("dbname=postgres", "dbname=nowhere"),
        f"host=127.0.0.1 password '{PASSWORD}'",
        f"{PASSWORD}",
        f"postgresql://reader:{PASSWORD}@127.0.0.1:1/postgres",
    )


@pytest.mark.parametrize("number", range(7))
def test_failing_connection_gets_one_sentence_without_the_password(
    postgres: str, small: ExportContent, number: int
) -> None:
    with pytest.raises(ExportError) as caught:
        write_postgis(spoil(postgres)[number], small)
    message = str(caught.value)
    assert "\n" not in message
    assert "sesame" not in message
    assert caught.value.__suppress_context__


def test_server_that_repeats_the_password_is_not_repeated(postgres: str) -> None:
    """No server is known to do so; a driver between may."""
    secrets = postgis._read_secrets(postgres)
    said = postgis._redact(f"refused: {PASSWORD}\nin {postgres}", secrets)
    assert said == "refused: ***"


def test_missing_psycopg_is_said(monkeypatch: pytest.MonkeyPatch, content: ExportContent) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ExportError, match=r"pip install koreamap\[postgis\]"):
        write_postgis("host=127.0.0.1", content)
