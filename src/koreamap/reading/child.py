"""The process that reads files, one by one: a task on standard input, an outcome on standard output.

It limits itself before it looks at the file: memory, processor time and what it writes by the system, where the system
can; sockets and other programs by a hook of Python that cannot be taken off.
"""

from __future__ import annotations

import contextlib
import os
import select
import signal
import sys
import threading
import time
from typing import IO, TYPE_CHECKING

import msgspec

from koreamap.errors import DocumentError, OtherKindError
from koreamap.limits import MEMORY_MB, MIB, SECONDS, TEXT_MB
from koreamap.model.record import Record
from koreamap.reading.extract import Extract

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

__all__ = ["Outcome", "Task", "encode_task", "main", "receive", "send"]

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
    is_other_kind: bool = False

    def to_error(self) -> DocumentError:
        """Return the error that it tells of."""
        kind = OtherKindError if self.is_other_kind else DocumentError
        return kind(self.what, found=self.found, expected=self.expected)


def encode_task(task: Task) -> bytes:
    """Write a task as the process reads it."""
    return msgspec.msgpack.encode(task)


def send(stream: IO[bytes], message: bytes) -> None:
    """Write a message after its length."""
    stream.write(len(message).to_bytes(8))
    stream.write(message)
    stream.flush()


def receive(stream: IO[bytes], most: int) -> bytes | None:
    """Read a message of at most so many bytes; None where none comes whole."""
    head = stream.read(8)
    size = int.from_bytes(head)
    if len(head) < 8 or size > most:
        return None
    message = stream.read(size)
    return message if len(message) == size else None


def main() -> None:
    """Answer until there is no more to read, or a reader fails: whoever asks begins another process then."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    from koreamap.reading.formats import load_libraries  # noqa: PLC0415 - loaded before anything is limited
    from koreamap.reading.reader import read_file  # noqa: PLC0415 - as above

    load_libraries()
    _end_with_owner()
    _confine()
    send(answers, b"")
    while (given := receive(sys.stdin.buffer, sys.maxsize)) is not None:
        task = msgspec.msgpack.decode(given, type=Task)
        with _timed(SECONDS.read() + 1):
            outcome = _read(read_file, task)
        send(answers, msgspec.msgpack.encode(outcome))


def _end_with_owner() -> None:
    """End in the midst of a file, too, once nobody holds the other end of standard input; Windows cannot tell."""
    if not hasattr(select, "poll"):
        return
    owner = select.poll()
    owner.register(sys.stdin.fileno(), 0)  # asked for nothing, it tells of the end alone

    def wait() -> None:
        owner.poll()
        os._exit(1)

    threading.Thread(target=wait, name="owner", daemon=True).start()


@contextlib.contextmanager
def _timed(seconds: int) -> Iterator[None]:
    """Have the system end this process when it works, or only waits, for longer."""
    if sys.platform == "win32":
        yield
        return
    import resource  # noqa: PLC0415 - Windows has none

    _soft, hard = resource.getrlimit(resource.RLIMIT_CPU)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + 1 + seconds, hard))
    signal.alarm(seconds)
    yield
    signal.alarm(0)


def _read(read_file: Callable[[str, bytes], Extract], task: Task) -> Outcome:
    try:
        return Outcome(extract=read_file(task.name, task.data))
    except DocumentError as error:
        return _tell(error)
    except RecursionError:
        return Outcome(what=task.name, found="a file that nests too deep", expected="one that nests less deep")


def _tell(error: DocumentError) -> Outcome:
    is_other_kind = isinstance(error, OtherKindError)
    return Outcome(what=error.what, found=error.found, expected=error.expected, is_other_kind=is_other_kind)


def _confine() -> None:
    """Take away what reading a file does not need; the time is each file's own."""
    sys.addaudithook(_refuse)
    try:
        import resource  # noqa: PLC0415 - Windows has none
    except ImportError:
        return
    sizes = (
        ("RLIMIT_AS", MEMORY_MB.read() * MIB),
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
