"""An archive is linked on a cluster of processes, of which one is killed while it works; the rows are the same."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
import subprocess
import sys
import threading
from contextlib import ExitStack, contextmanager, suppress
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from pyarrow import parquet

from koreamap.cli import main
from made_files import FRUS, HTML, make_docx, make_hwpx, make_pdf

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

pytestmark = [pytest.mark.dask, pytest.mark.thorough]

LONGEST_S = 120

STUCK = """
import pathlib, threading
from koreamap.archive import linking

def stick(task):
    pathlib.Path({started!r}).touch()
    threading.Event().wait()

linking.link_chunk = stick
"""
"""What the worker that is going to be killed loads: it takes a chunk, says so, and never ends."""


@pytest.fixture(autouse=True)
def _needs_dask() -> None:
    if importlib.util.find_spec("distributed") is None:
        if os.environ.get("CI"):
            pytest.fail("Dask is not installed, expected koreamap[dev]")
        pytest.skip("Dask is not installed")


@contextmanager
def run(*arguments: object) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", *map(str, arguments)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)  # noqa: S603 - ours
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def wait_for(path: Path, *, whole: Callable[[], object] = lambda: True) -> None:
    """Wait until a file is there and whole; one that is not read without a `ValueError` is still being written."""
    pause = threading.Event()
    for _ in range(LONGEST_S * 20):
        with suppress(ValueError):
            if path.exists() and whole():
                return
        pause.wait(0.05)
    pytest.fail(f"{path.name} did not come within {LONGEST_S} s")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make two chunks and a bit, with a file of each other format."""
    parent = tmp_path_factory.mktemp("letters")
    for number in range(2100):
        (parent / f"{number:04}.txt").write_text(f"Letter {number}, from Panmunjom.")
    (parent / "bad.txt").write_bytes(b"\0\1")
    (parent / "a.docx").write_bytes(make_docx())
    (parent / "b.html").write_text(HTML)
    (parent / "c.hwpx").write_bytes(make_hwpx())
    (parent / "d.pdf").write_bytes(make_pdf("At Panmunjom, on the spot."))
    (parent / "e.xml").write_text(FRUS)
    return parent


@contextmanager
def open_worker(address: str, *more: object) -> Iterator[subprocess.Popen[bytes]]:
    usual = ("--no-nanny", "--nthreads", 1, "--no-dashboard", "--host", "127.0.0.1")
    with run("distributed.cli.dask_worker", address, *usual, *more) as worker:
        yield worker


def test_rows_are_the_same_although_a_worker_is_killed(folder: Path, tmp_path: Path) -> None:
    here = CliRunner().invoke(main, ["link", str(folder), "--out", str(tmp_path / "here.parquet"), "--jobs", "1"])
    assert here.exit_code == 1
    started, stuck, cluster = tmp_path / "started", tmp_path / "stuck.py", tmp_path / "cluster.json"
    stuck.write_text(STUCK.format(started=str(started)))
    with ExitStack() as stack:
        scheduler = ("distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", 0, "--no-dashboard")
        stack.enter_context(run(*scheduler, "--scheduler-file", cluster))
        wait_for(cluster, whole=lambda: json.loads(cluster.read_text()))
        address = json.loads(cluster.read_text())["address"]
        # Alone in the beginning, the one that is going to be killed is given chunks.
        victim = stack.enter_context(open_worker(address, "--preload", stuck))
        there = tmp_path / "there.parquet"
        job = stack.enter_context(run("koreamap", "link", folder, "--out", there, "--scheduler", address))
        wait_for(started)
        stack.enter_context(open_worker(address))
        victim.send_signal(signal.SIGKILL)
        _, said = job.communicate(timeout=LONGEST_S)
    assert job.returncode == 1, said.decode()
    assert "in 2105 of 2106 files" in said.decode()
    assert "bad.txt: found bytes that are no text" in said.decode()
    assert there.read_bytes() == (tmp_path / "here.parquet").read_bytes()
    documents = set(parquet.read_table(there).column("document").to_pylist())
    assert len(documents) == 2105
    assert documents >= {"a.docx", "b.html", "c.hwpx", "d.pdf", "e.xml"}


def test_scheduler_that_is_none_is_said_in_a_sentence(folder: Path, tmp_path: Path) -> None:
    options = ["link", str(folder), "--out", str(tmp_path / "a.parquet"), "--scheduler"]
    done = CliRunner().invoke(main, [*options, "nonsense://127.0.0.1:1"])
    assert done.exit_code == 2
    assert done.stderr.startswith("koreamap: --scheduler: found ")
    assert done.stderr.count("\n") == 1
