"""Deal the files of an archive out: each chunk is linked by one process at a time, and kept once it is."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from koreamap.link_files import Found

__all__ = ["Chunk", "make_chunks", "name_part"]

_MOST_BYTES = 4 * 2**20
_MOST_FILES = 1000


class Chunk(NamedTuple):
    """Files that are linked together, in their order, and how large they are."""

    files: tuple[Found, ...]
    size: int


def make_chunks(files: Iterable[Found]) -> Iterator[Chunk]:
    """Divide files, as they come, into chunks of a few megabytes; a larger file stands alone, or ends its chunk."""
    chunk: list[Found] = []
    size = 0
    for file in files:
        chunk.append(file)
        size += file.size
        if size >= _MOST_BYTES or len(chunk) == _MOST_FILES:
            yield Chunk(tuple(chunk), size)
            chunk, size = [], 0
    if chunk:
        yield Chunk(tuple(chunk), size)


def name_part(chunk: Chunk, settings: str) -> str:
    """Name what is made of a chunk by all that it follows from: each file's way, size and time of change, and settings.

    Where one of these differs, the name does.
    """
    digest = hashlib.sha256(settings.encode())
    for file in chunk.files:
        digest.update(repr(file).encode("utf-8", "backslashreplace"))
    return digest.hexdigest()[:32]
