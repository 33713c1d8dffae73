"""Hand a map on: what was asked is checked, gathered, written beside the target, and renamed.

Each format is one module here (see `koreamap.export.formats`).
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypeVar, cast

from koreamap.errors import ExportError
from koreamap.export.content import read_content
from koreamap.export.formats import find_formats, get_format
from koreamap.export.request import name_file
from koreamap.export.spec import Database
from koreamap.export.targets import check_target
from koreamap.export.writing import write_beside, write_through

if TYPE_CHECKING:
    from koreamap.export.request import ExportRequest
    from koreamap.export.spec import Progress

__all__ = ["export_map", "find_formats", "get_format"]

Target = TypeVar("Target", bound=Path | Database | BinaryIO)


def export_map(request: ExportRequest, target: Target, progress: Progress = lambda _step: None) -> Target:
    """Write a map in one format.

    Parameters
    ----------
    request
        Format, layers, extent and look, already checked.
    target
        The file or folder to make; an existing one is replaced only once the new one is whole. Or a stream for the
        file's bytes. For a format that writes tables, the database.
    progress
        Told the name of each step as it begins.

    Returns
    -------
    Where it was written: what a link leads to, else the target.

    Raises
    ------
    koreamap.errors.ExportError
        When nothing lies in the extent, or the target is of another sort, is no plain file, or cannot be written.
    """
    spec, write = get_format(request.format_id)
    if (spec.target == "database") is not isinstance(target, Database):
        raise ExportError(f"target of {spec.id}", found=type(target).__name__, expected=f"a {spec.target}")
    if isinstance(target, Path) and spec.suffix:
        target = cast("Target", check_target(target))
    progress("content")
    content = read_content(request)
    if isinstance(target, Database):
        write(content, target, progress)
    elif isinstance(target, Path):
        write_beside(target, lambda beside: write(content, beside, progress))
    else:
        write_through(target, name_file(request), lambda path: write(content, path, progress))
    return target
