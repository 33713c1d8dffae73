"""Say which built files the app and the exports read: the project's, or those that a user's own things are joined with.

`koreamap.compose` makes the latter and points at them. A pointer that leads nowhere is as good as none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.home import layers_dir
from koreamap.manifest import MANIFEST
from koreamap.personal import personal_dir

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["POINTER", "atlas_dir", "composed_dir"]

POINTER = "current"
"""The file beside the composed folders that names one of them."""

_KEY = re.compile(r"[0-9a-f]{16}")


def composed_dir() -> Path:
    """Return the folder of the composed files, each set in a folder of its own; it need not exist."""
    return personal_dir() / ".composed"


def atlas_dir() -> Path:
    """Return the folder of the built files that are read: composed ones where there are any, else the project's."""
    try:
        key = (composed_dir() / POINTER).read_text(encoding="ascii")
    except (OSError, UnicodeDecodeError):
        return layers_dir()
    folder = composed_dir() / key
    return folder if _KEY.fullmatch(key) and (folder / MANIFEST).is_file() else layers_dir()
