"""The schemas say what the readers say: every file that is committed fits, and an unknown field is refused by both."""

from __future__ import annotations

import json
import tomllib
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import msgspec
import pytest

from koreamap.home import geodata_dir, layers_dir
from koreamap.schema import FILES, build_schema

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
    """Keep the first three entries of each list."""
    if isinstance(content, list):
        return [shrink(item) for item in content[:3]]
    return {key: shrink(value) for key, value in content.items()} if isinstance(content, dict) else content


def list_tables(content: Any) -> list[dict[str, Any]]:
    """List every table within, at any depth."""
    if isinstance(content, list):
        return [table for item in content for table in list_tables(item)]
    if isinstance(content, dict):
        return [content, *(table for item in content.values() for table in list_tables(item))]
    return []


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
        msgspec.convert(content, FILES[name])
    except msgspec.ValidationError:
        return True
    return False


ONE_EACH = [*WRITTEN, *(file for file in BUILT if file.suffix == ".json" or file.stem in {"nll", "basemap_borders"})]


@pytest.mark.parametrize("file", ONE_EACH, ids=lambda file: file.relative_to(ROOT).as_posix())
def test_an_unknown_or_missing_field_is_refused_by_schema_and_reader_alike(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    name = kind_of(file) if file.suffix == ".toml" else built_kind_of(file)
    content = shrink(tomllib.loads(text) if file.suffix == ".toml" else json.loads(text))
    for table in list_tables(content):
        table["colour"] = 7
        by_schema, by_reader = refused_by_schema(content, name), refused_by_reader(content, name)
        del table["colour"]
        assert by_schema == by_reader, table
        for key, value in list(table.items()):
            del table[key]
            assert refused_by_schema(content, name) == refused_by_reader(content, name), (key, table)
            table[key] = [value, {}]
            assert refused_by_schema(content, name) == refused_by_reader(content, name), (key, table)
            table[key] = value
    content["colour"] = 7
    assert refused_by_schema(content, name)
    assert refused_by_reader(content, name)
