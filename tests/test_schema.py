"""The schemas say what the readers say: every file that is committed fits, and an unknown field is refused by both."""

from __future__ import annotations

import json
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import msgspec
import pytest

from koreamap.home import geodata_dir, layers_dir
from koreamap.schema import FILES, build_schema

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[1]
RULES = tomllib.loads((ROOT / ".taplo.toml").read_text(encoding="utf-8"))["rule"]
WRITTEN = sorted(geodata_dir().rglob("*.toml"))
BUILT = sorted(file for file in layers_dir().glob("*.*json") if file.name != "style.json")  # its schema is MapLibre's


@cache
def schema_of(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((layers_dir() / "schemas" / f"{name}.schema.json").read_bytes())
    return found


@cache
def validator_of(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(schema_of(name))


def kind_of(file: Path) -> str:
    """Return the one kind that the editors' rules give a file of ``geodata/``."""
    path = file.relative_to(ROOT).as_posix()
    (rule,) = [rule for rule in RULES if any(fnmatch(path, pattern) for pattern in rule["include"])]
    return Path(rule["schema"]["path"]).name.removesuffix(".schema.json")


def shrink(content: Any) -> Any:
    """Keep the first entries of a long list: of tables one, or three points, which make an outline; else four."""
    if isinstance(content, list):
        most = 4 if len(content) < 5 or not isinstance(content[0], dict) else 3 if "lon" in content[0] else 1
        return [shrink(item) for item in content[:most]]
    return {key: shrink(value) for key, value in content.items()} if isinstance(content, dict) else content


def list_tables(content: Any, *steps: str) -> Iterator[tuple[tuple[str, ...], dict[str, Any], Any]]:
    """List every table within: the fields that lead to it, itself, and a small whole that it stands in."""
    if isinstance(content, list):
        small = shrink(content)
        for number, item in enumerate(content):
            place = min(number, len(small) - 1)
            for where, table, whole in list_tables(item, *steps):
                yield where, table, [*small[:place], whole, *small[place + 1 :]]
    elif isinstance(content, dict):
        small = shrink(content)
        yield steps, small, small
        for key, value in content.items():
            for where, table, whole in list_tables(value, *steps, key):
                yield where, table, small | {key: whole}


@pytest.mark.parametrize("name", FILES)
def test_schemas_are_valid_and_those_of_the_records(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schema_of(name))
    assert schema_of(name) == json.loads(json.dumps(build_schema(FILES[name])))


@pytest.mark.parametrize("name", FILES)
def test_schemas_tell_what_a_field_means(name: str) -> None:
    (root,) = [schema_of(name)["$defs"][FILES[name].__name__]]
    assert root["description"]
    assert "Parameters" not in json.dumps(schema_of(name))


@pytest.mark.parametrize("file", WRITTEN, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_every_written_file_fits_its_schema(file: Path) -> None:
    validator_of(kind_of(file)).validate(tomllib.loads(file.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", [name for name in FILES if name.endswith(".toml")])
def test_every_kind_is_written_somewhere(name: str) -> None:
    assert name in {kind_of(file) for file in WRITTEN}


def built_kind_of(file: Path) -> str:
    return "layer" if file.suffix == ".geojson" else file.stem


@pytest.mark.parametrize("file", BUILT, ids=lambda file: file.name)
def test_every_built_file_fits_its_schema_and_its_record(file: Path) -> None:
    content = json.loads(file.read_bytes())
    validator_of(built_kind_of(file)).validate(content)
    msgspec.json.decode(file.read_bytes(), type=FILES[built_kind_of(file)])


def test_every_kind_is_built() -> None:
    assert {built_kind_of(file) for file in BUILT} == {name for name in FILES if not name.endswith(".toml")}


def refused_by_schema(content: object, name: str) -> bool:
    return not validator_of(name).is_valid(content)


def refused_by_reader(content: object, name: str) -> bool:
    try:
        msgspec.json.decode(msgspec.json.encode(content), type=FILES[name])
    except msgspec.ValidationError:
        return True
    return False


def read(file: Path) -> Any:
    return (tomllib if file.suffix == ".toml" else json).loads(file.read_text(encoding="utf-8"))


ONE_EACH = [*WRITTEN, *(file for file in BUILT if file.suffix == ".json" or file.stem in {"nll", "basemap_borders"})]


@pytest.mark.thorough
@pytest.mark.parametrize("name", FILES)
def test_an_unknown_or_missing_field_is_refused_by_schema_and_reader_alike(name: str) -> None:
    """Of each field, and of each kind of value that it has, one is spoilt; a geometry has a gate of its own."""
    files = [file for file in ONE_EACH if (kind_of(file) if file.suffix == ".toml" else built_kind_of(file)) == name]
    assert files
    fields = {
        (*where, key, type(table.get(key))): (key, table, whole)
        for file in files
        for where, table, whole in list_tables(read(file))
        if "geometry" not in where
        for key in (*table, "colour")
    }
    for key, table, whole in fields.values():
        assert not refused_by_reader(whole, name), whole
        value = table.pop(key, 7)
        assert refused_by_schema(whole, name) == refused_by_reader(whole, name), (key, table)
        table[key] = [value, {}]
        assert refused_by_schema(whole, name) == refused_by_reader(whole, name), (key, table)
        table[key] = value
        if key == "colour":
            assert refused_by_schema(whole, name) == refused_by_reader(whole, name), table
            assert table is not whole or refused_by_schema(whole, name)
            del table[key]
