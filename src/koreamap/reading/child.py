"""The process that reads one file: a task on standard input, an outcome on standard output.

It limits itself before it looks at the file: memory, processor time and what it writes by the system, where the system
can; sockets and other programs by a hook of Python that cannot be taken off.
"""

from __future__ import annotations

import contextlib
import os
import sys

import msgspec

from koreamap.errors import DocumentError
from koreamap.limits import MEMORY_MB, MIB, SECONDS, TEXT_MB
from koreamap.model.record import Record
from koreamap.reading.extract import Extract

__all__ = ["Outcome", "Task", "encode_task", "main"]

_FORBIDDEN = (
    "socket.", "subprocess.", "os.system", "os.exec", "os.posix_spawn", "os.spawn", "os.fork", "pty.", "ftplib.",
    "urllib.", "http.client.", "smtplib.", "webbrowser.", "os.remove", "os.rename", "os.mkdir", "os.rmdir",
    "os.link", "os.symlink", "os.truncate", "os.chmod", "os.chown", "shutil.",
)  # fmt: skip
"""Beginnings of the names of what Python tells its hooks of."""


class Task(Record, frozen=True, kw_only=True):
    """A file to be read."""

    name: str
    data: bytes


class Outcome(Record, frozen=True, kw_only=True):
    """What was read, or what is wrong with the file: the parts of a `DocumentError`."""

    extract: Extract | None = None
    what: str = ""
    found: str = ""
    expected: str = ""


def encode_task(task: Task) -> bytes:
    """Write a task as the process reads it."""
    return msgspec.msgpack.encode(task)


def main() -> None:
    """Read the file that is given on standard input."""
    task = msgspec.msgpack.decode(sys.stdin.buffer.read(), type=Task)
    from koreamap.reading.reader import read_file  # noqa: PLC0415 - loaded before anything is limited

    confine()
    try:
        outcome = Outcome(extract=read_file(task.name, task.data))
    except DocumentError as error:
        outcome = _tell(error)
    except MemoryError:
        outcome = _tell(MEMORY_MB.error(task.name, found="a file that takes more memory to read"))
    except RecursionError:
        outcome = Outcome(what=task.name, found="a file that nests too deep", expected="one that nests less deep")
    sys.stdout.buffer.write(msgspec.msgpack.encode(outcome))
    sys.stdout.buffer.flush()


def _tell(error: DocumentError) -> Outcome:
    return Outcome(what=error.what, found=error.found, expected=error.expected)


def confine() -> None:
    """Take away what reading a file does not need; a system without such limits leaves the time, which others keep."""
    sys.addaudithook(_refuse)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    sizes = (
        ("RLIMIT_AS", MEMORY_MB.read() * MIB),
        ("RLIMIT_CPU", SECONDS.read() + 1),
        ("RLIMIT_FSIZE", 8 * TEXT_MB.read() * MIB),
        ("RLIMIT_CORE", 0),
    )
    for name, most in sizes:
        if (limit := getattr(resource, name, None)) is not None:
            with contextlib.suppress(ValueError, OSError):  # macOS refuses some
                resource.setrlimit(limit, (most, most))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event.startswith(_FORBIDDEN) or (event == "open" and _writes(arguments)):
        raise PermissionError(f"a reader of files does no {event}")


def _writes(arguments: tuple[object, ...]) -> bool:
    """Tell whether a file is opened for more than reading: by its mode, or by the flags of the system."""
    _path, mode, flags = (*arguments, None, None, None)[:3]
    if isinstance(mode, str):
        return any(letter in mode for letter in "wax+")
    return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))


if __name__ == "__main__":
    main()
