"""Let so many exports go on at once and the rest wait in line, each in a process that is kept for a while."""

from __future__ import annotations

import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from koreamap.app.exporting.process import TICK_S, ExportProcess
from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from koreamap.app.exporting.tasks import Task

__all__ = ["AT_ONCE_VARIABLE", "ExportLine", "read_at_once"]

AT_ONCE_VARIABLE = "KOREAMAP_EXPORTS"

_AT_ONCE = 2
_MOST_AT_ONCE = 64

_IDLE_S = 60.0
"""A process that stands ready makes the next export a second or two sooner; after this it gives its memory back."""

_MOST_TASKS = 20
"""After which a process is replaced, also where it is never idle: so what libraries keep cannot pile up."""


def read_at_once(environment: Mapping[str, str]) -> int:
    """Read how many exports may go on at once.

    Parameters
    ----------
    environment
        With ``KOREAMAP_EXPORTS``; two where it is not set or empty.

    Raises
    ------
    koreamap.errors.MapError
        When it is no number from 1 to 64.
    """
    text = environment.get(AT_ONCE_VARIABLE, "").strip()
    if not text:
        return _AT_ONCE
    if not re.fullmatch("[1-9][0-9]?", text) or int(text) > _MOST_AT_ONCE:
        raise MapError(AT_ONCE_VARIABLE, found=repr(text[:20]), expected=f"a number from 1 to {_MOST_AT_ONCE}")
    return int(text)


class ExportLine:
    """Do tasks in the order in which they come, so many at once.

    Parameters
    ----------
    at_once
        How many.
    idle_s
        For how long a process stands ready for the next task, in seconds.
    start
        Starts a process.
    """

    def __init__(
        self, at_once: int, *, idle_s: float = _IDLE_S, start: Callable[[], ExportProcess] = ExportProcess
    ) -> None:
        self._at_once = at_once
        self._idle_s = idle_s
        self._start = start
        self._line: list[object] = []
        self._moved = threading.Condition()
        self._ready: dict[ExportProcess, threading.Timer] = {}
        self._at_work: set[ExportProcess] = set()

    def run(self, task: Task, *, wait: Callable[[int], object], tell: Callable[[str], object]) -> tuple[str, ...]:
        """Wait until it is this task's turn, and have it done.

        Stops with `ExportError` as the export does, and with whatever `wait` and `tell` raise: then the task leaves
        the line, and its process is ended.

        Parameters
        ----------
        task
            What to make.
        wait
            Told how many exports must end before it is this one's turn, every `TICK_S`.
        tell
            Told the name of each step, and again every `TICK_S`.

        Returns
        -------
        The names of the files that were written.
        """
        with self._turn(wait), self._borrow() as process:
            return process.run(task, tell)

    def end(self) -> None:
        """End every process: those that stand ready, and those at work."""
        while process := self._take():
            process.end()
        for process in tuple(self._at_work):
            process.end()

    @contextmanager
    def _turn(self, wait: Callable[[int], object]) -> Iterator[None]:
        """Stand in the line; the first of it are at work."""
        ticket = object()
        with self._moved:
            self._line.append(ticket)
        try:
            while place := self._find_place(ticket):
                wait(place)
                with self._moved:
                    self._moved.wait(TICK_S)
            yield
        finally:
            with self._moved:
                self._line.remove(ticket)
                self._moved.notify_all()

    def _find_place(self, ticket: object) -> int:
        """Return how many exports must end before it is this one's turn."""
        with self._moved:
            return max(0, self._line.index(ticket) - self._at_once + 1)

    @contextmanager
    def _borrow(self) -> Iterator[ExportProcess]:
        """Lend a process; it is ended where its task was left undone, and where it has done enough."""
        process = self._take() or self._start()
        self._at_work.add(process)
        try:
            yield process
        finally:
            self._at_work.discard(process)
            if process.is_ready and process.used < _MOST_TASKS:
                self._keep(process)
            else:
                process.end()

    def _take(self) -> ExportProcess | None:
        """Take a process that stands ready; None where there is none."""
        with self._moved:
            if not self._ready:
                return None
            process, timer = self._ready.popitem()
        timer.cancel()
        return process

    def _keep(self, process: ExportProcess) -> None:
        """Let a process stand ready for a while."""
        timer = threading.Timer(self._idle_s, self._retire, [process])
        timer.daemon = True
        with self._moved:
            self._ready[process] = timer
        timer.start()

    def _retire(self, process: ExportProcess) -> None:
        """End a process, unless it was taken meanwhile."""
        with self._moved:
            is_here = self._ready.pop(process, None) is not None
        if is_here:
            process.end()
