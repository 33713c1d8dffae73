"""The front end's modules in Node: each test of ``tests/js`` is one here."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest

from koreamap.frontend import FOLDER as FRONTEND
from koreamap.model import BuiltLayer, Label, MarkerShape, Properties, Style

FOLDER = Path(__file__).parent / "js"
NODE = Path(sys.executable).with_name("node")
FILES = sorted(FOLDER.glob("*.test.js"))
NAMES = [
    pytest.param(path.name, name, id=f"{path.stem.removesuffix('.test')}: {name}")
    for path in FILES
    for name in re.findall(r"^test\('([^']+)'", path.read_text(encoding="utf-8"), re.MULTILINE)
]


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, object]]:
    """Run them all at once, by the name of each."""
    if not NODE.exists():
        reason = "Node was not found: install the dev requirements"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    command = [NODE, "--import", "./page.js", "--test", "--test-isolation=none", "--test-reporter=./report.js"]
    answer = subprocess.run(  # noqa: S603 - the environment's own Node
        [*command, *(path.name for path in FILES)], cwd=FOLDER, capture_output=True, text=True, check=False
    )
    results = [json.loads(line) for line in answer.stdout.splitlines() if line.startswith("{")]
    assert results, answer.stderr or answer.stdout
    return {result["name"]: result for result in results}


@pytest.mark.parametrize(("file", "name"), NAMES)
def test_in_node(results: dict[str, dict[str, object]], file: str, name: str) -> None:
    result = results[name]
    assert result["isPassed"], f"{file}: {result['error']}"


def test_every_test_is_counted(results: dict[str, dict[str, object]]) -> None:
    names = [str(param.values[1]) for param in NAMES]
    assert sorted(results) == sorted(names)


SCALARS = {"string": "string", "number": "number", "integer": "number", "boolean": "boolean"}
ADDED = {"url": "string"}  # to a layer, by the map's description


@pytest.mark.parametrize(
    ("interface", "record"),
    [
        ("Label", Label),
        ("Style", Style),
        ("MarkerShape", MarkerShape),
        ("Layer", BuiltLayer),
        ("Properties", Properties),
    ],
)
def test_types_are_the_records_own(interface: str, record: type[msgspec.Struct]) -> None:
    text = (FRONTEND / "built.d.ts").read_text(encoding="utf-8")
    (body,) = re.findall(rf"interface {interface} {{\n(.*?)\n  }}", text, re.DOTALL)
    properties = msgspec.json.schema(record)["$defs"][record.__name__]["properties"]
    for field, type_ in re.findall(r"(\w+)\??: ([^;]+);", body):
        if field in ADDED:
            assert type_ == ADDED[field]
            continue
        said = properties[field]
        of = {option.get("type") for option in said.get("anyOf", [said])}
        if of <= {*SCALARS, "null"}:
            assert set(type_.split(" | ")) - {"null"} == {SCALARS[one] for one in of - {"null"}}, field
            assert ("null" in of) == ("null" in type_.split(" | ")), field
