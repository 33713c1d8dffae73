"""The process that waits for the next file: taken once, never where another one would be begun, and never left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.errors import DocumentError
from koreamap.reading import process, spare
from koreamap.reading.many import FileReader
from koreamap.reading.running import read_document_file
from koreamap.reading.spare import begin_spare, end_spare, take_process

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _no_spare() -> Iterator[None]:
    end_spare()
    yield
    end_spare()


def begun() -> list[process.ReaderProcess]:
    return spare._spares


def test_the_process_that_waits_is_taken_and_only_once() -> None:
    begin_spare()
    (waiting,) = begun()
    begin_spare()
    assert begun() == [waiting]
    taken, other = take_process("a.txt"), take_process("b.txt")
    assert taken is waiting
    assert other is not waiting
    for each in (taken, other):
        each.end()


def test_a_file_is_read_by_the_process_that_waits_and_then_it_ends() -> None:
    begin_spare()
    (waiting,) = begun()
    assert read_document_file(b"Words.", "a.txt").text == "Words.\n"
    assert waiting.asked == 1
    assert not waiting.runs
    assert begun() == []


def test_a_process_that_knows_other_limits_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    begin_spare()
    (waiting,) = begun()
    monkeypatch.setenv("KOREAMAP_MAX_TEXT_MB", "1")
    with pytest.raises(DocumentError, match="at most 1 MB"):
        read_document_file(b"words and " * 2**18, "a.txt")
    assert waiting.asked == 0
    assert not waiting.runs


def test_one_that_has_died_is_replaced() -> None:
    begin_spare()
    (waiting,) = begun()
    waiting._process.kill()
    waiting._process.wait()
    assert read_document_file(b"Words.", "a.txt").text == "Words.\n"
    assert waiting.asked == 0


def test_where_none_can_be_begun_the_file_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def fail() -> None:
        raise BlockingIOError(11, "Resource temporarily unavailable")

    monkeypatch.setattr(spare, "ReaderProcess", fail)
    begin_spare()
    told = r"a\.pdf: found no process to read it: .*Resource temporarily unavailable"
    with pytest.raises(DocumentError, match=told):
        read_document_file(b"%PDF-", "a.pdf")
    (tmp_path / "a.pdf").write_bytes(b"%PDF-")
    with FileReader() as reader, pytest.raises(DocumentError, match=told):
        reader.read(tmp_path / "a.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such files")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_it_does_not_outlive_who_began_it(sent: signal.Signals) -> None:
    code = "import time; from koreamap.reading import spare; spare.begin_spare();"
    code += "print(spare._spares[0]._process.pid, flush=True); time.sleep(600)"
    check_end(code, sent)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such files")
@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGKILL])
def test_one_that_reads_does_not_outlive_who_asked(sent: signal.Signals, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    os.mkfifo(begun)
    reader = f"""
import os, time
import koreamap.reading.reader as reader
told = os.open({str(begun)!r}, os.O_WRONLY)
def read_file(name, data):
    os.write(told, b"begun")
    time.sleep(600)
reader.read_file = read_file
from koreamap.reading.child import main
main()
"""
    code = f"""
from koreamap.reading import process
process.PROGRAM = ("-c", {reader!r})
asked = process.ReaderProcess()
print(asked._process.pid, flush=True)
from koreamap.reading.child import Task, encode_task
asked.ask(encode_task(Task(name="a.txt", data=b"Words.")))
"""
    check_end(code, sent, begun)


def check_end(code: str, sent: signal.Signals, begun: Path | None = None) -> None:
    """Run Python that tells the number of a process, end it once that has begun, and see the process end."""
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)  # noqa: S603 - ours
    assert owner.stdout
    with owner.stdout:
        told = begun.open("rb") if begun else None
        pid = int(owner.stdout.readline())
    if told:
        with told:
            assert told.read(5) == b"begun"
    owner.send_signal(sent)
    owner.wait()
    end = time.monotonic() + 60
    while runs(pid):
        assert time.monotonic() < end, "still there"
        time.sleep(0.01)


def runs(pid: int) -> bool:
    """Tell whether a process is more than a name that nobody has asked about."""
    try:
        status = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8")
    except OSError:
        return False
    return status.rpartition(") ")[2][0] not in "ZX"
