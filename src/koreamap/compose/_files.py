"""Write composed sets beside those that are read, point at one, and sweep the old."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from koreamap.beside import put_file
from koreamap.current import POINTER, composed_dir
from koreamap.errors import BuildError

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["point_at", "write_one", "write_set"]

_KEPT = 3
"""Composed sets that stay: who reads one as another is made goes on."""


def write_set(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write a composed set beside, and put it there in one step; what another process put there meanwhile stays."""
    staging = folder.with_name(f"{folder.name}.{os.getpid()}")
    try:
        shutil.rmtree(staging, ignore_errors=True)
        for name, data in files.items():
            (staging / name).parent.mkdir(parents=True, exist_ok=True)
            (staging / name).write_bytes(data)
        if not folder.exists():
            staging.rename(folder)
    except OSError as error:
        found = error.strerror or str(error)
        raise BuildError(
            "own documents", found=found, expected="room and leave to write", file=folder.parent
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    _sweep(folder)


def _sweep(newest: Path) -> None:
    """Take old composed sets away, the least recently made first."""
    sets = sorted((path for path in newest.parent.glob("[0-9a-f]" * 16) if path != newest), key=_find_age)
    for folder in sets[: -(_KEPT - 1)]:
        shutil.rmtree(folder, ignore_errors=True)


def _find_age(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # another process swept it
        return 0.0


def point_at(key: str) -> None:
    """Say which set is read; none where there is nothing of the user's."""
    pointer = composed_dir() / POINTER
    try:
        if key:
            write_one(pointer, key.encode())
        else:
            pointer.unlink(missing_ok=True)
    except OSError as error:
        found = error.strerror or str(error)
        raise BuildError("own documents", found=found, expected="leave to write", file=pointer) from error


def write_one(file: Path, data: bytes) -> None:
    if file.is_file() and file.read_bytes() == data:
        return
    file.parent.mkdir(parents=True, exist_ok=True)
    put_file(file, data)
