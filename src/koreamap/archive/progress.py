"""Say how far a job is: a bar in a terminal, now and then a line elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TextIO

__all__ = ["Amount", "Progress"]

_BAR = 24
_EVERY_S = 0.2
_LINE_EVERY_S = 15.0


class Amount(NamedTuple):
    """Files, and their bytes."""

    files: int = 0
    size: int = 0

    def plus(self, other: Amount) -> Amount:
        """Return both together."""
        return Amount(self.files + other.files, self.size + other.size)


class Progress:
    """A bar with rate and time left.

    Parameters
    ----------
    stream
        Where it is shown.
    clock
        Seconds, from any beginning.
    """

    def __init__(self, stream: TextIO, clock: Callable[[], float] = time.monotonic) -> None:
        self._stream = stream
        self._clock = clock
        self._is_bar = stream.isatty()
        self._shown = ""
        self._total = self._before = self._done = Amount()
        self._doing, self._things = "", ""
        self._began = self._last = clock()

    def begin(self, total: Amount, before: Amount, *, doing: str = "linking", things: str = "files") -> None:
        """Begin with what there is in all, how much of it an earlier run finished, and what is done with what."""
        self._total, self._before, self._done = total, before, before
        self._doing, self._things = doing, things
        self._began = self._last = self._clock()

    def step(self, more: Amount) -> None:
        """Count what was done, and show it when it is time."""
        self._done = self._done.plus(more)
        now = self._clock()
        if now - self._last >= (_EVERY_S if self._is_bar else _LINE_EVERY_S):
            self._last = now
            self._show(self._write(now - self._began))

    def say(self, text: str) -> None:
        """Write a line of its own, clear of the bar."""
        self._clear()
        self._stream.write(f"{text}\n")
        self._stream.flush()

    def end(self) -> None:
        """Take the bar away."""
        self._clear()

    def _show(self, line: str) -> None:
        if not self._is_bar:
            self.say(line)
            return
        line = line[: shutil.get_terminal_size().columns - 1]
        self._stream.write(f"\r{line}{' ' * (len(self._shown) - len(line))}")
        self._stream.flush()
        self._shown = line

    def _clear(self) -> None:
        if self._shown:
            self._stream.write(f"\r{' ' * len(self._shown)}\r")
            self._shown = ""
            self._stream.flush()

    def _write(self, taken_s: float) -> str:
        done, total = self._done, self._total
        share = min(done.size / total.size, 1.0) if total.size else 1.0
        rate = (done.size - self._before.size) / taken_s if taken_s else 0.0
        left = f", {_to_clock((total.size - done.size) / rate)} left" if rate and total.size >= done.size else ""
        bar = f"[{'#' * round(share * _BAR):-<{_BAR}}] " if self._is_bar else f"{self._doing}: "
        return f"{bar}{share:4.0%}, {done.files:,} of {total.files:,} {self._things}, {rate / 1e6:.1f} MB/s{left}"


def _to_clock(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
