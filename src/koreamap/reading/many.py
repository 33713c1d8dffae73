"""Read many files in one process: each has its own limits, and one that ends the process costs only itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from koreamap.reading.running import explain, give
from koreamap.reading.spare import take_process

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.reading.child import Outcome
    from koreamap.reading.extract import Extract
    from koreamap.reading.process import ReaderProcess

__all__ = ["FileReader"]


class FileReader:
    """Reads files one after another, as `read_document_file` reads one; a process is begun with the first.

    A process that ended over a file is begun anew. Where it had read others before, the file is tried once more: what
    they left behind may have been at fault. What took too long is not tried again.
    """

    def __init__(self) -> None:
        self._process: ReaderProcess | None = None

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
            self._process = process = self._process or take_process(name)
            is_first = process.asked == 0
            if outcome := process.ask(task):
                return outcome
            self._end()
            if is_first or process.is_late:
                raise explain(name, process)

    def _end(self) -> None:
        if self._process:
            self._process.end()
        self._process = None
