"""The process that reads files: begun, asked for one file after another, and ended."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import tempfile
import threading
from typing import TYPE_CHECKING, cast

import msgspec

from koreamap.limits import MIB, SECONDS, TEXT_MB
from koreamap.reading.child import Outcome, receive, send

if TYPE_CHECKING:
    from typing import IO

__all__ = ["PROGRAM", "ReaderProcess", "find_environment"]

PROGRAM = ("-m", "koreamap.reading.child")
_KEPT = ("PATH", "SYSTEMROOT", "LANG", "LC_ALL", "TMPDIR", "TEMP", "TMP", "PYTHONPATH", "LD_LIBRARY_PATH")
"""What of the environment a reader is told, beside the limits; secrets of others stay here."""
_LIMITED = "KOREAMAP_MAX_"
_PATIENCE_S = 5
"""With a process that has nothing more to do."""


class ReaderProcess:
    """A process that waits for files, and how it ended.

    Stops with `OSError` where the system has no process, no descriptor or no temporary file left.
    """

    def __init__(self) -> None:
        self.asked = 0
        self.code = 0
        self.last = ""
        self.is_late = False
        self.environment = find_environment()
        self._is_idle = False
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - `end` closes it
        self._process = subprocess.Popen(  # noqa: S603 - our own module, by our own interpreter
            [sys.executable, "-P", *PROGRAM],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            env=self.environment,
        )
        self._tasks = cast("IO[bytes]", self._process.stdin)
        self._answers = cast("IO[bytes]", self._process.stdout)
        receive(self._answers, 0)  # it is ready: its beginning takes no file's time
        self._is_idle = True

    @property
    def runs(self) -> bool:
        """Whether it is still there to be asked."""
        return self._process.poll() is None

    def ask(self, task: bytes) -> Outcome | None:
        """Return the outcome; None when the process ended, or was ended for being late."""
        self.asked += 1
        self._is_idle = False
        timer = threading.Timer(SECONDS.read(), self._stop)
        timer.start()
        try:
            send(self._tasks, task)
            answer = receive(self._answers, 8 * TEXT_MB.read() * MIB)
        except OSError:
            return None
        finally:
            timer.cancel()
        outcome = None if answer is None else _decode(answer)
        self._is_idle = outcome is not None
        return outcome

    def _stop(self) -> None:
        self.is_late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, and keep how it ended and the last that it said."""
        if self._is_idle:
            self._process.kill()  # it has nothing to say, and leaving by itself takes it longer
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


def find_environment() -> dict[str, str]:
    """Return what of the environment a reader is told."""
    return {key: value for key, value in os.environ.items() if key in _KEPT or key.startswith(_LIMITED)}


def _decode(answer: bytes) -> Outcome | None:
    """Read what a reader answered; None where that is no answer."""
    try:
        return msgspec.msgpack.decode(answer, type=Outcome)
    except msgspec.DecodeError:
        return None
