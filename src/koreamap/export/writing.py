"""Write beside, then rename: an export is whole or not there, and an existing one stands until then."""

from __future__ import annotations

import os
import re
import shutil
import stat
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import BinaryIO

__all__ = ["open_scratch", "remove_left", "resolve_target", "write_beside", "write_through"]

_PREFIX = ".koreamap-"

_SCRATCH = re.compile(re.escape(_PREFIX) + "[a-z0-9_]{8}")
"""As `tempfile` names them: what a person called so stays."""

_LEFT_S = 3600
"""After which a scratch folder counts as left behind."""


def resolve_target(folder: Path, name: str) -> Path:
    """Return the absolute path of `name`, perhaps with subfolders, in `folder`, and refuse one that leads out of it.

    Raises
    ------
    koreamap.errors.ExportError
        When the folder is none, or the name leads out of it, also through a link.
    """
    if not folder.is_dir():
        raise ExportError("folder", found="no such folder", expected="an existing one", file=folder)
    if not name or "\0" in name:
        raise ExportError("file name", found=repr(name[:60]), expected="a name")
    root = folder.resolve()
    target = (root / name).resolve()
    if root not in target.parents:
        raise ExportError("file name", found=repr(name[:60]), expected="a name inside the chosen folder", file=folder)
    return target


def write_beside(target: Path, write: Callable[[Path], None]) -> Path:
    """Let `write` make a new file or folder beside `target`, then put it there in one step.

    Parameters
    ----------
    target
        What is wanted; its folder must exist.
    write
        Given a path that does not exist, makes a file or a folder at it. The path has the target's name, so that
        a format that reads its own file name sees the right one.

    Raises
    ------
    koreamap.errors.ExportError
        When the disk is full or the folder cannot be written; what stood there before still stands.
    """
    try:
        with open_scratch(target.parent) as scratch:
            beside = scratch / target.name
            write(beside)
            _flush(beside)
            _replace(beside, target, aside=scratch / ".previous")
    except OSError as error:
        raise ExportError(
            "export", found=error.strerror or str(error), expected="room and leave to write", file=target
        ) from error
    return target


def write_through(stream: BinaryIO, name: str, write: Callable[[Path], None]) -> None:
    """Let `write` make a file of that name apart, then pass its bytes on: a stream gets a whole file or nothing.

    Raises
    ------
    koreamap.errors.ExportError
        When there is no room for the file, or nobody reads the stream to its end.
    """
    try:
        with open_scratch(Path(tempfile.gettempdir())) as scratch:
            write(scratch / name)
            stream.write((scratch / name).read_bytes())
            stream.flush()
    except OSError as error:
        found = error.strerror or str(error)
        raise ExportError("export", found=found, expected="room, and a reader of the stream") from error


@contextmanager
def open_scratch(parent: Path) -> Iterator[Path]:
    """Make a folder in `parent` that is gone afterwards, and sweep away those that killed exports left there."""
    _sweep(parent)
    with tempfile.TemporaryDirectory(prefix=_PREFIX, dir=parent) as scratch:
        yield Path(scratch)


def _sweep(parent: Path) -> None:
    for folder in parent.glob(f"{_PREFIX}*"):
        if _SCRATCH.fullmatch(folder.name):
            remove_left(folder)


def remove_left(folder: Path) -> None:
    """Remove a scratch folder in which nothing was written for an hour; an export may be at work in a newer one."""
    with suppress(OSError):  # its owner is removing it, or it is not ours to look into
        if stat.S_ISDIR(folder.lstat().st_mode) and _age_s(folder) > _LEFT_S:
            shutil.rmtree(folder, ignore_errors=True)


def _age_s(folder: Path) -> float:
    """Return how long ago anything in a folder was written."""
    return time.time() - max(path.lstat().st_mtime for path in (folder, *folder.rglob("*")))


def _flush(path: Path) -> None:
    """Have the disk hold the bytes before the name does."""
    for file in [path] if path.is_file() else sorted(path.rglob("*")):
        if file.is_file():
            with file.open("rb") as stream:
                os.fsync(stream.fileno())


def _replace(beside: Path, target: Path, *, aside: Path) -> None:
    """Rename; a folder cannot replace a folder, so the old one steps aside and comes back on any error."""
    if not target.is_dir():
        beside.replace(target)
        return
    target.rename(aside)
    try:
        beside.rename(target)
    except OSError:
        aside.rename(target)
        raise
    shutil.rmtree(aside, ignore_errors=True)
