"""Read a file in a process of its own, with so much time and memory, and no network."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koreamap.errors import DocumentError
from koreamap.limits import FILE_MB, MEMORY_MB, MIB, SECONDS
from koreamap.reading.child import Task, encode_task
from koreamap.reading.spare import take_process

if TYPE_CHECKING:
    from koreamap.reading.extract import Extract
    from koreamap.reading.process import ReaderProcess

__all__ = ["Given", "explain", "give", "read_document_file"]


class Given(NamedTuple):
    """What a reader is given: the file's name, as it can be shown, and the task as it reads it."""

    name: str
    task: bytes


def read_document_file(file: Path | bytes, name: str = "") -> Extract:
    """Read a file of any format that is known.

    Stops with `DocumentError` when it cannot be read, is of no known format, is broken, or goes beyond a limit; says
    which and its setting.

    Parameters
    ----------
    file
        Its path, or its bytes.
    name
        What it is called; of a path its own name, when left out. Only its end means anything.
    """
    name, task = give(file, name)
    process = take_process(name)
    try:
        outcome = process.ask(task)
    finally:
        process.end()
    if outcome is None:
        error = explain(name, process)
        raise error
    if outcome.extract is None:
        raise outcome.to_error()
    return outcome.extract


def give(file: Path | bytes, name: str = "") -> Given:
    """Make a task of a file.

    Raises
    ------
    koreamap.errors.DocumentError
        When it cannot be read, is empty or too large.
    """
    name = _tidy(name or (file.name if isinstance(file, Path) else "a document"))
    data = _read_bytes(file, name) if isinstance(file, Path) else file
    FILE_MB.check(name, len(data) / MIB)
    if not data:
        raise DocumentError(name, found="an empty file", expected="a text")
    return Given(name, encode_task(Task(name=name, data=data)))


def _read_bytes(path: Path, name: str) -> bytes:
    try:
        if not path.is_file():
            found = "a folder, a device or a pipe" if path.exists() else "no such file"
            raise DocumentError(name, found=found, expected="a file", file=path)
        FILE_MB.check(name, path.stat().st_size / MIB)
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise DocumentError(name, found=str(error), expected="a file to be read") from error


def _tidy(name: str) -> str:
    """Keep a name to what can be shown in a sentence: no way to a folder, no control, not too long."""
    name = name.replace("\\", "/").rpartition("/")[2] or "a document"
    name = "".join(char if char.isprintable() else "\ufffd" for char in name)
    return name if len(name) <= 120 else f"{name[:80]}…{name[-30:]}"


def explain(name: str, process: ReaderProcess) -> DocumentError:
    """Say why a process ended without an answer."""
    if process.is_late:
        return SECONDS.error(name, found="a file that takes longer to read")
    last = process.last
    if process.code < 0 or "memory" in last.lower():
        return MEMORY_MB.error(name, found="a file that takes more memory or breaks its reader")
    return DocumentError(name, found=f"a file that its reader cannot cope with ({last[:200]})", expected="another")
