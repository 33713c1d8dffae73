"""A file written beside, then renamed: whole or as it was, whenever the machine stops."""

from __future__ import annotations

import os
import secrets
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["put_file"]


def put_file(file: Path, data: bytes) -> None:
    """Put a file in its place once the disk holds it; what could not be finished is gone.

    Parameters
    ----------
    file
        What is wanted; its folder must exist.
    data
        All of it.

    Raises
    ------
    OSError
        Where there is no room or no leave to write; what stood there before still stands.
    """
    beside = file.with_name(f".{file.name}.{secrets.token_hex(4)}.new")
    try:
        with beside.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        beside.replace(file)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        raise
