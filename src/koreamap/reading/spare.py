"""A process that waits for the next file: whoever gives one need not wait until a process is ready."""

from __future__ import annotations

import atexit
from threading import Lock

from koreamap.reading.process import ReaderProcess, find_environment

__all__ = ["begin_spare", "end_spare", "take_process"]

_LOCK = Lock()
_spares: list[ReaderProcess] = []
"""One at most."""


def begin_spare() -> None:
    """Have a process wait, where none does yet; it ends with this one."""
    with _LOCK:
        if not _spares:
            _spares.append(ReaderProcess())


@atexit.register
def end_spare() -> None:
    """End the process that waits, if one does."""
    with _LOCK:
        while _spares:
            _spares.pop().end()


def take_process() -> ReaderProcess:
    """Return the process that waits, where it is as one begun now would be, with the same limits; else a new one."""
    with _LOCK:
        spare = _spares.pop() if _spares else None
    if spare and spare.runs and spare.environment == find_environment():
        return spare
    if spare:
        spare.end()
    return ReaderProcess()
