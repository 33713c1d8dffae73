"""Speak with a process that exports: when it ends, it gives back all the memory that exports took.

It also leaves the server's own process to the readers' answers, and can be stopped at any moment.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
import threading
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

import msgspec

from koreamap.app.exporting.scratch import name_scratch, sweep
from koreamap.app.exporting.tasks import Done, Refused, Step, Told, send
from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.app.exporting.tasks import Task

__all__ = ["TICK_S", "ExportProcess"]

TICK_S = 0.3
"""How often who waits is told so, and may turn away."""

_END_S = 10
"""In which a process that was killed is gone."""


class ExportProcess:
    """Start a process, and have it do one task after the other; it also ends by itself with whoever started it.

    Attributes
    ----------
    used
        How many tasks it has had.
    """

    def __init__(self) -> None:
        self.used = 0
        self._is_working = False
        # -P: a file of the working folder must not stand in for a module.
        command = [sys.executable, "-P", "-m", "koreamap.app.exporting"]
        sweep()
        # Who is killed cannot tidy up.
        self._scratch = tempfile.TemporaryDirectory(prefix=name_scratch())
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | dict.fromkeys(("TMPDIR", "TEMP", "TMP"), self._scratch.name),
            start_new_session=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise ExportError("export", found="a process without pipes", expected="one to speak with")
        self._stdin, self._stdout = self._process.stdin, self._process.stdout
        self._told: SimpleQueue[bytes] = SimpleQueue()
        self._listener = threading.Thread(target=self._listen, name="export-listener", daemon=True)
        self._listener.start()

    @property
    def is_ready(self) -> bool:
        """Whether it may be asked: it has neither ended nor a task that is not done."""
        return not self._is_working and self._process.poll() is None

    def run(self, task: Task, tell: Callable[[str], object]) -> tuple[str, ...]:
        """Have a task done.

        Parameters
        ----------
        task
            What to make.
        tell
            Told the name of each step as it begins, and again every `TICK_S`. What it raises leaves the process at
            work: then `end` it.

        Returns
        -------
        The names of the files.

        Raises
        ------
        koreamap.errors.ExportError
            As the export itself raises it; and when the process ended in the midst of it.
        """
        self.used += 1
        self._is_working = True
        with contextlib.suppress(BrokenPipeError):  # it has ended, which `_wait` says
            send(self._stdin, task)
        step = ""
        while True:
            match self._wait():
                case Done(names):
                    return names
                case Refused(what, found, expected):
                    raise ExportError(what, found=found, expected=expected)
                case Step(name):
                    step = name
            tell(step)

    def end(self) -> None:
        """End it at once, whatever it does."""
        self._process.kill()
        self._process.wait(_END_S)
        self._listener.join(_END_S)
        with contextlib.suppress(BrokenPipeError):
            self._stdin.close()
        self._scratch.cleanup()

    def _listen(self) -> None:
        """Gather what it says, so that who waits can also look up; an empty line is its end."""
        with self._stdout as stdout:
            for line in stdout:
                self._told.put(line)
        self._told.put(b"")

    def _wait(self) -> Told | None:
        """Return what it says next; None while it says nothing."""
        try:
            line = self._told.get(timeout=TICK_S)
        except Empty:
            return None
        if line:
            told: Told = msgspec.json.decode(line, type=Told)
            self._is_working = isinstance(told, Step)
            return told
        code = self._process.wait(_END_S)
        raise ExportError("export", found=f"that its process ended ({code})", expected="memory enough to finish it")
