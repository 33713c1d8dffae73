"""A file is whole or as it was."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from koreamap.beside import put_file

if TYPE_CHECKING:
    from pathlib import Path


def test_file_takes_the_place_of_the_old_one_and_nothing_is_left_beside(tmp_path: Path) -> None:
    file = tmp_path / "mentions.toml"
    put_file(file, b"old")
    put_file(file, "\uc0c8".encode())
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("mentions.toml", b"\xec\x83\x88")]


def test_without_room_the_old_file_stands_and_nothing_is_left_beside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    file = tmp_path / "mentions.toml"
    put_file(file, b"old")
    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        put_file(file, b"new")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("mentions.toml", b"old")]
