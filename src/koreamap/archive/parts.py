"""Keep what is finished of a job: a folder beside the file wanted, with a file for each chunk, whole or not there.

A part is named by what it follows from, so that a later run takes over those that still hold, in whatever order they
were made, and no other.
"""

from __future__ import annotations

import re
import sys
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from koreamap.archive.linking import read_note
from koreamap.beside import put_file
from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from pathlib import Path

__all__ = ["Parts", "open_parts"]

_PART = re.compile(r"[0-9a-f]{32}\.parquet")
_OURS = re.compile(r"[0-9a-f]{32}\.(?:parquet|new)|\.[0-9a-f]{32}\.parquet\.[0-9a-f]{8}\.new|lock")


class Parts:
    """The finished parts of one file wanted.

    Parameters
    ----------
    folder
        Where they lie.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def find(self) -> set[str]:
        """Return the names of the parts that are here and whole, and hold whenever their files are as they were."""
        return {path.stem for path in self._folder.iterdir() if _PART.fullmatch(path.name) and _holds(path)}

    def keep(self, name: str, data: bytes) -> None:
        """Put a part here, on the disk before it has its name."""
        put_file(self.find_path(name), data)

    def find_path(self, name: str) -> Path:
        """Return where a part lies."""
        return self._folder / f"{name}.parquet"

    def remove_others(self, names: Collection[str]) -> int:
        """Remove parts that are of another job, and return how many."""
        others = [path for path in self._folder.iterdir() if _PART.fullmatch(path.name) and path.stem not in names]
        for path in others:
            path.unlink()
        return len(others)

    def remove(self) -> None:
        """Remove all parts, and the folder, unless somebody put something else into it."""
        for path in list(self._folder.iterdir()):
            if _OURS.fullmatch(path.name):
                path.unlink()
        with suppress(OSError):
            self._folder.rmdir()


def _holds(path: Path) -> bool:
    try:
        with pq.ParquetFile(path) as part:
            return read_note(part).is_final
    except (pa.ArrowInvalid, KeyError, TypeError):
        return False


@contextmanager
def open_parts(target: Path) -> Iterator[Parts]:
    """Open the folder of the parts of a file that is wanted, for one run at a time.

    Raises
    ------
    koreamap.errors.ExportError
        When the folder cannot be made or written, or another run is at work in it.
    """
    folder = target.with_name(f"{target.name}.parts")
    try:
        folder.mkdir(exist_ok=True)
        with (folder / "lock").open("wb") as lock:
            _take(lock.fileno(), target)
            yield Parts(folder)
    except OSError as error:
        found = error.strerror or str(error)
        raise ExportError("parts", found=found, expected="room and leave to write", file=folder) from error


def _take(lock: int, target: Path) -> None:
    """Hold a lock that the system lets go when this process ends, however it does; Windows has none such."""
    if sys.platform == "win32":
        return
    import fcntl  # noqa: PLC0415 - not on Windows

    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        expected = "the other to end, or another --out"
        raise ExportError("target", found="another run that writes it", expected=expected, file=target) from error
