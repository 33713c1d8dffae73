"""Write beside, then rename: an export is whole or not there, and an existing one stands until then."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.errors import ExportError

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["resolve_target", "write_beside"]


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
        with tempfile.TemporaryDirectory(prefix=".koreamap-", dir=target.parent) as scratch:
            beside = Path(scratch) / target.name
            write(beside)
            _flush(beside)
            _replace(beside, target, aside=Path(scratch) / ".previous")
    except OSError as error:
        raise ExportError(
            "export", found=error.strerror or str(error), expected="room and leave to write", file=target
        ) from error
    return target


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
