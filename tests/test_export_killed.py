"""An export that ends badly: killed, out of room, in the way of somebody else. What stood there before still stands."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import pytest

from koreamap.app.exporting.scratch import name_scratch, sweep
from koreamap.atlas import read_atlas
from koreamap.errors import ExportError
from koreamap.export import export_map, find_formats
from koreamap.export.request import check_request
from koreamap.export.writing import write_beside

pytestmark = pytest.mark.thorough

_SLOW = """
import signal
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs in the background deaf to it
import sys, time
from pathlib import Path
from koreamap.export.writing import write_beside

def write(beside):
    with beside.open("wb") as stream:
        stream.write(b"half")
        stream.flush()
        print("writing", flush=True)
        time.sleep(60)

write_beside(Path(sys.argv[1]), write)
"""


def grow_old(folder: Path) -> None:
    """Let a folder and all in it be two hours old."""
    then = time.time() - 2 * 3600
    for path in (*folder.rglob("*"), folder):
        os.utime(path, (then, then), follow_symlinks=False)


@pytest.mark.skipif(os.name != "posix", reason="SIGKILL is POSIX's")
def test_killed_export_leaves_the_old_file_and_hidden_scratch(tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _SLOW, str(target)], stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        process.send_signal(signal.SIGKILL)
    assert process.returncode == -signal.SIGKILL
    assert target.read_text() == "old"
    assert [path.name[:10] for path in tmp_path.iterdir() if path != target] == [".koreamap-"]
    (folder,) = (path for path in tmp_path.iterdir() if path != target)
    write_beside(target, lambda beside: beside.write_text("new") and None)
    assert target.read_text() == "new"
    assert folder.is_dir(), "an export that is still at work keeps its scratch"
    grow_old(folder)
    write_beside(target, lambda beside: beside.write_text("newer") and None)
    assert list(tmp_path.iterdir()) == [target]


def test_sweeping_takes_nothing_but_scratch_folders(tmp_path: Path) -> None:
    shelf = tmp_path / "elsewhere"
    shelf.mkdir()
    (shelf / "thesis.txt").write_text("years of work")
    (tmp_path / ".koreamap-backup_of_mine").mkdir()
    (tmp_path / ".koreamap-filefile").write_text("a file")
    (tmp_path / ".koreamap-linklink").symlink_to(shelf)
    growing = tmp_path / ".koreamap-abcd_123"
    growing.mkdir()
    (growing / "map.gpkg").write_text("half")
    kept = sorted(tmp_path.iterdir())
    for path in kept:
        grow_old(path)
    (growing / "map.gpkg").write_text("a little more")
    then = time.time() - 2 * 3600
    os.utime(growing, (then, then))
    write_beside(tmp_path / "map.kml", lambda beside: beside.write_text("new") and None)
    assert sorted(tmp_path.iterdir()) == [*kept, tmp_path / "map.kml"]
    assert (shelf / "thesis.txt").exists()


_SERVER = """
import sys, tempfile
from koreamap.app.exporting.scratch import name_scratch
for _ in range(2):
    print(tempfile.mkdtemp(prefix=name_scratch(), dir=sys.argv[1]))
"""


@pytest.mark.skipif(os.name != "posix", reason="elsewhere nobody can tell which server is gone")
def test_what_a_killed_server_left_is_swept_and_what_a_living_one_has_is_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    command = [sys.executable, "-c", _SERVER, str(tmp_path)]
    left, young = subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()  # noqa: S603 - ours
    ours = Path(tempfile.mkdtemp(prefix=name_scratch()))
    notes = tmp_path / "koreamap-notes"
    notes.mkdir()
    for folder in (Path(left), ours, notes):
        (folder / "map.kml").write_text("half")
        grow_old(folder)
    sweep()
    assert set(tmp_path.iterdir()) == {Path(young), ours, notes}


@pytest.mark.skipif(os.name != "posix", reason="SIGINT is POSIX's")
def test_interrupted_export_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _SLOW, str(target)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        process.stdout.readline()
        time.sleep(0.1)
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=20)
    assert [path.name for path in tmp_path.iterdir()] == ["map.kml"]
    assert target.read_text() == "old"


_COMMAND = _SLOW.replace(
    "write_beside(Path(sys.argv[1]), write)",
    """
from koreamap import export
from koreamap.cli import main

export.export_map = lambda _request, target, _progress: write_beside(target, write)
main(["export", "kml", "--layers=nll", "--out", sys.argv[1]])
""",
)


@pytest.mark.skipif(os.name != "posix", reason="the signals are POSIX's")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_command_that_is_ended_tidies_up_and_says_by_what(number: signal.Signals, tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        [sys.executable, "-c", _COMMAND, str(target)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout
        assert process.stdout.readline() == "writing\n"
        process.send_signal(number)
        said = process.communicate(timeout=60)[1]
    assert process.returncode == 128 + number
    assert "Traceback" not in said
    assert [path.name for path in tmp_path.iterdir()] == ["map.kml"]
    assert target.read_text() == "old"


@pytest.fixture
def full_disk(tmp_path: Path) -> Any:
    """Mount 16 kB, where the system lets us."""
    folder = tmp_path / "small"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", str(folder)]
    if os.name != "posix" or os.geteuid() != 0 or subprocess.run(command, check=False, capture_output=True).returncode:  # noqa: S603 - mount itself
        pytest.skip("a small disk needs root and the right to mount")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607 - as above


@pytest.mark.parametrize("format_id", sorted(find_formats()))
def test_full_disk_is_said_and_the_old_file_stands(format_id: str, full_disk: Path) -> None:
    target = full_disk / "map"
    target.write_text("old")
    with pytest.raises(ExportError) as caught:
        export_map(check_request(read_atlas(), format_id=format_id), target)
    assert "\n" not in str(caught.value)
    assert target.read_text() == "old"
    assert [path.name for path in full_disk.iterdir()] == ["map"]


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO, errno.EACCES, errno.EROFS, errno.EDQUOT])
def test_trouble_with_the_disk_is_said(number: int, tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")

    def fail(beside: Path) -> None:
        beside.write_text("half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(ExportError, match=os.strerror(number)):
        write_beside(target, fail)
    assert [path.name for path in tmp_path.iterdir()] == ["map.kml"]
    assert target.read_text() == "old"


@pytest.mark.parametrize("format_id", ["kml", "geojson", "bibtex"])
def test_file_never_takes_the_place_of_a_folder(format_id: str, tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "thesis.txt").write_text("years of work")
    with pytest.raises(ExportError, match="a folder"):
        export_map(check_request(read_atlas(), format_id=format_id, layers=["nll"]), folder)
    assert (folder / "thesis.txt").read_text() == "years of work"


def export_kml(target: Path) -> Path:
    return export_map(check_request(read_atlas(), format_id="kml", layers=["nll"]), target)


def test_link_is_followed_to_its_file(tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    file, link = tmp_path / "far" / "map.kml", tmp_path / "link.kml"
    file.write_text("old")
    link.symlink_to(file)
    assert export_kml(link) == file
    assert link.readlink() == file
    assert file.read_bytes().startswith(b"<?xml")
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["far", "link.kml", "map.kml"]


@pytest.mark.skipif(os.name != "posix", reason="pipes and modes are POSIX's")
def test_only_a_plain_file_that_may_be_replaced_is_replaced(tmp_path: Path) -> None:
    kept, pipe, dangling = tmp_path / "kept.kml", tmp_path / "pipe.kml", tmp_path / "dangling.kml"
    kept.write_text("old")
    kept.chmod(0o444)
    os.mkfifo(pipe)
    dangling.symlink_to(tmp_path / "nothing.kml")
    loop, to_pipe = tmp_path / "loop.kml", tmp_path / "to_pipe.kml"
    loop.symlink_to(loop)
    to_pipe.symlink_to(pipe)
    nothing = "link to nothing"
    faults = {kept: "read-only", pipe: "a pipe", to_pipe: "a pipe", dangling: nothing, loop: nothing}
    for target, words in faults.items():
        with pytest.raises(ExportError, match=words):
            export_kml(target)
    assert kept.read_text() == "old"
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert set(tmp_path.iterdir()) == set(faults)


def test_existing_file_is_replaced_and_others_may_read_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    export_map(check_request(read_atlas(), format_id="kml", layers=["nll"]), target)
    assert target.read_bytes().startswith(b"<?xml")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask


def test_the_disk_holds_the_new_file_before_its_name_does(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    flushed: dict[int, tuple[int, str]] = {}

    def fsync(descriptor: int) -> None:
        flushed[os.fstat(descriptor).st_ino] = (os.fstat(descriptor).st_size, target.read_text())

    monkeypatch.setattr(os, "fsync", fsync)
    write_beside(target, lambda beside: beside.write_text("the new") and None)
    assert flushed == {target.stat().st_ino: (7, "old")}
