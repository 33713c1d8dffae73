"""Read many files in one process: each has its own limits, and one that ends the process costs only itself."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, Self, cast

from koreamap.limits import MIB, SECONDS, TEXT_MB
from koreamap.reading import running
from koreamap.reading.child import receive, send
from koreamap.reading.running import decode_outcome, explain, find_environment, give

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    from koreamap.reading.child import Outcome
    from koreamap.reading.extract import Extract

__all__ = ["FileReader"]

_PATIENCE_S = 5
"""With a process that has nothing more to do."""


class FileReader:
    """Reads files one after another, as `read_document_file` reads one; a process is begun with the first.

    A process that ended over a file is begun anew. Where it had read others before, the file is tried once more: what
    they left behind may have been at fault. What took too long is not tried again.
    """

    def __init__(self) -> None:
        self._child: _Child | None = None

    def __enter__(self) -> Self:
        """Return this reader."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End the process."""
        self._end()

    def read(self, path: Path) -> Extract:
        """Read a file.

        Stops with `DocumentError` when it cannot be read, is of no known format, is broken, or goes beyond a limit;
        says which and its setting.
        """
        name, task = give(path)
        outcome = self._ask(name, task)
        if outcome.extract is None:
            raise outcome.to_error()
        return outcome.extract

    def _ask(self, name: str, task: bytes) -> Outcome:
        while True:
            self._child = child = self._child or _Child()
            is_first = child.asked == 0
            if outcome := child.ask(task):
                return outcome
            self._end()
            if child.is_late:
                raise SECONDS.error(name, found="a file that takes longer to read")
            if is_first:
                raise explain(name, child.code, child.last)

    def _end(self) -> None:
        if self._child:
            self._child.end()
        self._child = None


class _Child:
    """The process, and how it ended."""

    def __init__(self) -> None:
        self.asked = 0
        self.code = 0
        self.last = ""
        self.is_late = False
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", *running.PROGRAM, "--many"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=find_environment(),
        )
        self._tasks = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        receive(self._answers, 0)  # it is ready: its beginning takes no file's time

    def ask(self, task: bytes) -> Outcome | None:
        """Return the outcome; None when the process ended, or was ended for being late."""
        self.asked += 1
        timer = threading.Timer(SECONDS.read(), self._stop)
        timer.start()
        try:
            send(self._tasks, task)
            answer = receive(self._answers, 8 * TEXT_MB.read() * MIB)
        except OSError:
            return None
        finally:
            timer.cancel()
        return None if answer is None else decode_outcome(answer)

    def _stop(self) -> None:
        self.is_late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, and keep how it ended and the last that it said."""
        with contextlib.suppress(OSError):
            self._tasks.close()
        self._answers.close()
        try:
            self.code = self._process.wait(_PATIENCE_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self.code = self._process.wait()
        if sys.platform != "win32":
            self.is_late = self.is_late or self.code in {-signal.SIGALRM, -signal.SIGXCPU}
        with self._said:
            self._said.seek(0)
            self.last = self._said.read()[-4000:].decode("utf-8", "replace").strip().rpartition("\n")[2]
