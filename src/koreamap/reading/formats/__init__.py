"""The formats of files that can be read: one module for each, found by walking this package.

A module's name, with hyphens, is the format's. ``TITLE`` is what people call it, ``SUFFIXES`` how its files' names
end. ``rate(file)`` tells by the content how sure it is that a file is one: 0 not at all, 1 for want of a better, 2 by
its name, 3 by what it holds. ``read(file, writer)`` writes its text and returns what it says of itself.
``LIBRARIES`` may name what it imports only then, since that is slow to load.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, Protocol, cast

from koreamap.errors import DocumentError
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from koreamap.reading.extract import GivenFile, HeadDraft
    from koreamap.reading.writer import Writer

__all__ = ["FileFormat", "find_file_formats", "load_libraries"]

_KIND = Kind(
    what="file format",
    needs={"TITLE": str, "SUFFIXES": tuple[str, ...], "rate": FUNCTION, "read": FUNCTION},
    error=DocumentError,
)


class FileFormat(Protocol):
    """What a module of this package offers."""

    __name__: str
    TITLE: str
    SUFFIXES: tuple[str, ...]

    def rate(self, file: GivenFile) -> int:
        """Tell how sure it is that the file is of this format, 0 to 3."""
        ...

    def read(self, file: GivenFile, writer: Writer) -> HeadDraft:
        """Write the file's text; stops with `DocumentError` when it cannot be read."""
        ...


@cache
def find_file_formats() -> dict[str, FileFormat]:
    """Find every format that can be read, by name.

    Stops with `DocumentError` when a module lacks what it needs.
    """
    modules = [cast("FileFormat", module) for module in find_modules(__name__, _KIND)]
    return {module.__name__.rpartition(".")[2].replace("_", "-"): module for module in modules}


def load_libraries() -> None:
    """Import what the formats import late, in a process that waits for a file of any of them."""
    for form in find_file_formats().values():
        for name in getattr(form, "LIBRARIES", ()):
            import_module(name)
