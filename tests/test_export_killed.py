"""An export that ends badly: killed, out of room, in the way of somebody else. What stood there before still stands."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

from koreamap.atlas import read_atlas
from koreamap.errors import ExportError
from koreamap.export import export_map, find_formats
from koreamap.export.request import check_request
from koreamap.export.writing import write_beside

if TYPE_CHECKING:
    from pathlib import Path

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
    left = [path.name for path in tmp_path.iterdir() if path != target]
    assert left
    assert all(name.startswith(".koreamap-") for name in left)
    write_beside(target, lambda beside: beside.write_text("new") and None)
    assert target.read_text() == "new"


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


def test_existing_file_is_replaced_and_others_may_read_the_new_one(tmp_path: Path) -> None:
    target = tmp_path / "map.kml"
    target.write_text("old")
    export_map(check_request(read_atlas(), format_id="kml", layers=["nll"]), target)
    assert target.read_bytes().startswith(b"<?xml")
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE(target.stat().st_mode) == 0o666 & ~mask
