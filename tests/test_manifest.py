"""The manifest of the built files: whatever is read of `layers/` is what the build wrote, or is refused by name."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.app import assets
from koreamap.atlas import read_atlas
from koreamap.drawing import maps
from koreamap.errors import BuildError
from koreamap.export import content
from koreamap.home import find_home, layers_dir
from koreamap.manifest import MANIFEST
from small_build import build_small_files

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from koreamap.atlas import Atlas

READ = sorted(name for name in build_small_files() if not name.startswith(("basemap", MANIFEST)))
"""What a page needs; the ground is read where a map is drawn."""


def test_the_manifest_names_every_built_file_with_its_hash() -> None:
    folder = layers_dir()
    files = [path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST]
    hashes = {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}
    lines = (folder / MANIFEST).read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(f"{hash_}  {name}" for name, hash_ in hashes.items())


@pytest.mark.skipif(shutil.which("sha256sum") is None, reason="sha256sum is of GNU's coreutils")
def test_another_program_reads_the_manifest(small_folder: Path) -> None:
    command = ["sha256sum", "--check", "--strict", "--quiet", MANIFEST]
    assert subprocess.run(command, cwd=small_folder, check=False).returncode == 0  # noqa: S603 - ours
    (small_folder / "links.json").write_bytes(b"{}")
    assert subprocess.run(command, cwd=small_folder, check=False, capture_output=True).returncode == 1  # noqa: S603 - ours


def test_git_changes_no_byte_of_a_built_file() -> None:
    assert "layers/** -text" in (find_home() / ".gitattributes").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    ("found", "change"),
    [
        (b'"exact":"NLL"', b'"exact":"MDL"'),
        (b'"start":', b'"start":999999'),
        (b'"items": [', b'"items": [1,'),
    ],
)
def test_a_falsified_link_is_refused(small_folder: Path, found: bytes, change: bytes) -> None:
    file = small_folder / "links.json"
    assert found in file.read_bytes()
    file.write_bytes(file.read_bytes().replace(found, change, 1))
    with pytest.raises(BuildError) as refusal:
        read_atlas(small_folder)
    assert str(refusal.value) == (
        f"links.json: found other bytes than SHA256SUMS names, expected those that the build wrote; "
        f"run `koreamap build` ({file})"
    )


def change_a_byte(file: Path) -> None:
    file.write_bytes(file.read_bytes() + b" ")


def leave_unnamed(file: Path) -> None:
    manifest = file.parent / MANIFEST
    kept = [line for line in manifest.read_text().splitlines(keepends=True) if not line.endswith(f"  {file.name}\n")]
    manifest.write_text("".join(kept))


def put_a_folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


@pytest.mark.parametrize("name", READ)
@pytest.mark.parametrize("spoil", [change_a_byte, leave_unnamed, put_a_folder, Path.unlink])
def test_whatever_file_is_spoilt_is_named(small_folder: Path, name: str, spoil: Callable[[Path], None]) -> None:
    spoil(small_folder / name)
    with pytest.raises(BuildError, match=rf"^{re.escape(name)}: found .*run `koreamap build` \(.*{re.escape(name)}\)$"):
        read_atlas(small_folder)


def test_a_folder_without_a_manifest_was_not_built(small_folder: Path) -> None:
    (small_folder / MANIFEST).unlink()
    with pytest.raises(BuildError, match=rf"^{MANIFEST}: found no such file, .*run `koreamap build`"):
        read_atlas(small_folder)


@pytest.mark.parametrize(
    "text",
    ["", "\n", "links.json\n", "0123  links.json\n", "0" * 64 + " links.json\n", "0" * 64 + "  a\njunk\n", "\xff\n"],
)
def test_a_manifest_that_is_none_is_refused(small_folder: Path, text: str) -> None:
    (small_folder / MANIFEST).write_text(text, encoding="latin-1")
    with pytest.raises(BuildError, match=f"^{MANIFEST}: found another text"):
        read_atlas(small_folder)


def test_what_others_leave_in_the_folder_is_no_reason_to_refuse(small_folder: Path) -> None:
    before = read_atlas(small_folder)
    for name in ("nll.qml", "nll.qmd", "nll.geojson-wal", "mine.geojson", "links.json~", "style.json.license"):
        (small_folder / name).write_text("not ours")
    assert read_atlas(small_folder) == before


@pytest.mark.parametrize("reader", [assets, content, maps])
def test_every_reader_refuses_a_spoilt_ground(
    small_folder: Path, small_atlas: Atlas, monkeypatch: pytest.MonkeyPatch, reader: ModuleType
) -> None:
    read: dict[ModuleType, Callable[[], object]] = {
        assets: lambda: assets._find_built.__wrapped__(small_folder),
        content: lambda: content.read_layer(small_atlas.layers["basemap_korea"]),
        maps: lambda: maps._read_data(small_atlas, small_atlas.layers["basemap_korea"], None),
    }
    monkeypatch.setattr(reader, "atlas_dir", lambda: small_folder)
    assert read[reader]()
    change_a_byte(small_folder / "basemap_korea.geojson")
    with pytest.raises(BuildError, match=r"^basemap_korea\.geojson: found other bytes"):
        read[reader]()
