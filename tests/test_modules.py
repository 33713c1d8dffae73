"""What is found by walking: a module or folder that lacks what its kind needs is refused by name."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import pytest

from koreamap.errors import DocumentError, LayerError
from koreamap.modules import FUNCTION, Kind, find_folders, find_modules

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KIND = Kind(what="layer", needs={"SPEC": type, "build": FUNCTION}, error=LayerError, besides=frozenset({"shapes"}))
GOOD = "class SPEC:\n    id = 'good'\n\ndef build(): ...\n"


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Yield the folder of an importable package of one good module."""
    folder = tmp_path / "things_to_find"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (folder / "good.py").write_text(GOOD)
    (folder / "_private.py").write_text("raise SystemExit")
    monkeypatch.syspath_prepend(tmp_path)
    yield folder
    for name in [name for name in sys.modules if name.startswith("things_to_find")]:
        del sys.modules[name]


def names(kind: Kind = KIND) -> list[str]:
    return [module.__name__ for module in find_modules("things_to_find", kind)]


def test_modules_are_found_by_name(package: Path) -> None:
    (package / "also.py").write_text(GOOD)
    (package / "shapes.py").touch()
    (package / "style.css").touch()
    (package / "left_over" / "__pycache__").mkdir(parents=True)
    assert names() == ["things_to_find.also", "things_to_find.good"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", r"layer bad: found SPEC None, expected SPEC: type \(bad\.py\)"),
        ("SPEC = int\n", r"layer bad: found build None, expected build: a function"),
        ("SPEC = int\nbuild = 'by hand'\n", r"found build 'by hand', expected build: a function"),
    ],
)
def test_a_module_that_lacks_something_is_refused(package: Path, text: str, message: str) -> None:
    (package / "bad.py").write_text(text)
    with pytest.raises(LayerError, match=message):
        names()


def test_another_id_is_refused(package: Path) -> None:
    (package / "bad.py").write_text(GOOD)
    kind = Kind(what="layer", needs=KIND.needs, error=LayerError, named_by="SPEC")
    with pytest.raises(LayerError, match="layer bad: found SPEC with id 'good', expected the module's name 'bad'"):
        names(kind)


@pytest.mark.parametrize(("value", "is_good"), [("(1, 2)", True), ("()", False), ("(1, 'b')", False), ("[1]", False)])
def test_several_records_are_checked_one_by_one(package: Path, value: str, *, is_good: bool) -> None:
    (package / "good.py").write_text(f"ROWS = {value}\n")
    kind = Kind(what="row", needs={"ROWS": tuple[int, ...]}, error=LayerError)
    if is_good:
        assert names(kind) == ["things_to_find.good"]
        return
    with pytest.raises(LayerError, match=r"row good: found ROWS .*, expected ROWS: several int"):
        names(kind)


def test_a_folder_that_is_no_package_is_refused(package: Path) -> None:
    (package / "half").mkdir()
    (package / "half" / "notes.txt").touch()
    with pytest.raises(
        LayerError, match=r"layer half: found a folder without __init__\.py, expected a module \(half\)"
    ):
        names()


def test_folders_are_found_by_their_record(tmp_path: Path) -> None:
    for name in ("b", "a", ".hidden", "_draft"):
        (tmp_path / name).mkdir()
    for name in "ab":
        (tmp_path / name / "document.toml").touch()
    (tmp_path / "readme.md").touch()
    found = find_folders(tmp_path, "document.toml", what="document", error=DocumentError)
    assert [folder.name for folder in found] == ["a", "b"]
    (tmp_path / "c").mkdir()
    with pytest.raises(DocumentError, match=r"document c: found a folder without its record, expected document\.toml"):
        find_folders(tmp_path, "document.toml", what="document", error=DocumentError)
