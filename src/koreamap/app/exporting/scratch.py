"""Folders for files on their way to readers, named after their server: what a killed one left is known by that."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from koreamap.export.writing import remove_left

__all__ = ["name_scratch", "sweep"]

_NAME = re.compile(r"koreamap-(?P<server>[0-9]{1,9})-[a-z0-9_]{8}")


def name_scratch() -> str:
    """Return how a folder's name begins, for `tempfile`."""
    return f"koreamap-{os.getpid()}-"


def sweep() -> None:
    """Remove the folders of servers that are gone, where nothing was written for an hour; POSIX tells who is gone."""
    if os.name != "posix":
        return
    for folder in Path(tempfile.gettempdir()).glob("koreamap-*"):
        name = _NAME.fullmatch(folder.name)
        if name and not _runs(int(name.group("server"))):
            remove_left(folder)


def _runs(process: int) -> bool:
    """Tell whether a process is there; whose it is does not matter."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
