"""Where an export goes: a file that may be put there, under a name that says what it is."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from koreamap.errors import ExportError
from koreamap.export.formats import get_format
from koreamap.export.request import name_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koreamap.export.request import ExportRequest

__all__ = ["check_target", "name_target"]

_ANY_MAY_WRITE = stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH


def name_target(request: ExportRequest, out: str) -> Path:
    """Return the absolute path that somebody means.

    Parameters
    ----------
    request
        It gives the usual name, and the suffix where `out` has none.
    out
        A file, a folder for the usual name, or nothing for the usual name here.

    Raises
    ------
    koreamap.errors.ExportError
        When the folder is missing, the suffix is another format's, or what stands there cannot be replaced.
    """
    target = Path(out).absolute()
    with _saying(target):
        if target.is_dir():
            return target / name_file(request)
    check_target(target)  # before a suffix makes another of it
    if out.endswith(("/", os.sep)):
        raise ExportError("folder", found="no such folder", expected="an existing one", file=out)
    suffix = get_format(request.format_id).spec.suffix
    if not target.suffix:
        return target.with_name(f"{target.name}{suffix}")
    if target.suffix.lower() != suffix:
        expected = f"{suffix}, in which {request.format_id} is written"
        raise ExportError("suffix", found=target.suffix, expected=expected, file=out)
    return target


def check_target(target: Path) -> Path:
    """Refuse to put a file in the place of what is none, or is not to be replaced.

    Returns
    -------
    The path to write at: what a link leads to, else the target itself.

    Raises
    ------
    koreamap.errors.ExportError
        When there is a folder, a device, a pipe or a socket, a link to nothing, or a read-only file.
    """
    with _saying(target):
        if found := _find_fault(target):
            raise ExportError("target", found=found, expected="a plain file that may be replaced, or none", file=target)
        return target.resolve() if target.is_symlink() else target


@contextmanager
def _saying(target: Path) -> Iterator[None]:
    """Say in one sentence what the system has against a path."""
    try:
        yield
    except OSError as error:
        expected = "a path that can be written"
        raise ExportError("target", found=error.strerror or str(error), expected=expected, file=target) from error


def _find_fault(target: Path) -> str:
    """Say what stands there, or behind a link there, and is in the way; empty for nothing."""
    if not target.exists():
        return "a link to nothing" if target.is_symlink() else ""
    mode = target.stat().st_mode
    if stat.S_ISDIR(mode):
        # A file never takes the place of a folder: what lies in it would be gone.
        return "a folder"
    if not stat.S_ISREG(mode):
        return "a device, a pipe or a socket"
    # Root may write anything: the mode is asked too.
    return "" if mode & _ANY_MAY_WRITE and os.access(target, os.W_OK) else "a read-only file"
