"""Whether the built files are whole, asked of the files themselves and over HTTP."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest
from starlette.responses import PlainTextResponse

from asking import ask
from koreamap.app.readiness import READY, Readiness, ReadyMiddleware
from koreamap.errors import BuildError
from koreamap.manifest import MANIFEST, write_manifest

if TYPE_CHECKING:
    from pathlib import Path


def falsify(folder: Path) -> None:
    """Change one letter, as `links.json` would still be JSON."""
    file = folder / "links.json"
    file.write_bytes(file.read_bytes().replace(b"DMZ", b"DMX", 1) + b" ")


def build_otherwise(folder: Path) -> None:
    """Leave a whole build with other bytes."""
    file = folder / "links.json"
    file.write_bytes(file.read_bytes() + b"\n")
    names = [line.split("  ")[1] for line in (folder / MANIFEST).read_text().splitlines()]
    (folder / MANIFEST).write_bytes(write_manifest({name: (folder / name).read_bytes() for name in names}))


BROKEN = {
    "a file that differs": (falsify, "links.json: found other bytes"),
    "a file that the server itself does not look into": (
        lambda folder: (folder / "basemap_korea.geojson").write_bytes(b"{}"),
        "basemap_korea.geojson: found other bytes",
    ),
    "a file that is missing": (lambda folder: (folder / "places.json").unlink(), "places.json: found no such file"),
    "no manifest": (lambda folder: (folder / MANIFEST).unlink(), f"{MANIFEST}: found no such file"),
    "no folder": (shutil.rmtree, f"{MANIFEST}: found no such file"),
}


@pytest.mark.parametrize("case", BROKEN)
def test_server_does_not_begin_with_a_broken_build(case: str, small_folder: Path) -> None:
    spoil, words = BROKEN[case]
    spoil(small_folder)
    with pytest.raises(BuildError, match=words):
        Readiness(small_folder)


@pytest.mark.parametrize("case", BROKEN)
def test_what_breaks_later_is_said_until_it_is_mended(case: str, small_folder: Path, tmp_path: Path) -> None:
    kept = shutil.copytree(small_folder, tmp_path / "kept")
    layers = shutil.copytree(small_folder, tmp_path / "layers", ignore=shutil.ignore_patterns("kept"))
    readiness = Readiness(layers)
    assert readiness.find_fault() == ""
    spoil, words = BROKEN[case]
    spoil(layers)
    assert readiness.find_fault().startswith(words)
    assert str(tmp_path) not in readiness.find_fault()
    shutil.rmtree(layers, ignore_errors=True)
    kept.rename(layers)
    assert readiness.find_fault() == ""


def test_another_build_is_said_although_it_is_whole(small_folder: Path) -> None:
    readiness = Readiness(small_folder)
    build_otherwise(small_folder)
    assert readiness.find_fault().startswith("layers: found another build")
    assert Readiness(small_folder).find_fault() == ""


def test_files_are_read_again_only_when_one_has_changed(small_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readiness = Readiness(small_folder)
    monkeypatch.setattr(readiness, "_check", lambda: pytest.fail("read again"))
    assert readiness.find_fault() == ""


def test_address_tells_and_leaves_the_rest_alone(small_folder: Path) -> None:
    app = ReadyMiddleware(PlainTextResponse("the app"), path=f"/korea/{READY}", readiness=Readiness(small_folder))
    ready = ask(app, f"/korea/{READY}")
    assert (ready.status, ready.body) == (200, b"ready\n")
    assert ready.headers["cache-control"] == "no-store"
    falsify(small_folder)
    broken = ask(app, f"/korea/{READY}")
    assert broken.status == 503
    assert broken.body.startswith(b"links.json: found other bytes than SHA256SUMS names, expected ")
    assert ask(app, f"/{READY}").body == b"the app"
