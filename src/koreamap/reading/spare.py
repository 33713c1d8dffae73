"""A process that waits for the next file: whoever gives one need not wait until a process is ready."""

from __future__ import annotations

import atexit
from contextlib import suppress
from threading import Lock

from koreamap.errors import DocumentError
from koreamap.reading.process import ReaderProcess, find_environment

__all__ = ["begin_spare", "end_spare", "take_process"]

_LOCK = Lock()
_spares: list[ReaderProcess] = []
"""One at most."""


def begin_spare() -> None:
    """Have a process wait, where none does yet; it ends with this one.

    Where none can be begun, whoever needs one is told.
    """
    with _LOCK, suppress(OSError):
        if not _spares:
            _spares.append(ReaderProcess())


@atexit.register
def end_spare() -> None:
    """End the process that waits, if one does."""
    with _LOCK:
        while _spares:
            _spares.pop().end()


def take_process(what: str) -> ReaderProcess:
    """Return the process that waits, where it is as one begun now would be, with the same limits; else a new one.

    Parameters
    ----------
    what
        Is to be read.

    Raises
    ------
    koreamap.errors.DocumentError
        When none can be begun.
    """
    with _LOCK:
        spare = _spares.pop() if _spares else None
    if spare and spare.runs and spare.environment == find_environment():
        return spare
    if spare:
        spare.end()
    try:
        return ReaderProcess()
    except OSError as error:
        raise DocumentError(what, found=f"no process to read it: {error}", expected="a system that has one") from error
