"""Hand a map on: every format is one module here, found by walking the package.

A format module has ``FORMAT: FormatSpec`` and ``write(content, out, progress)``, which writes one file or one folder at
`out`, a path that does not exist yet. `export_map` sees to the rest: it checks what was asked, lets the format write
beside the target, and renames.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.errors import ExportError
from koreamap.export.content import read_content
from koreamap.export.request import FormatSpec
from koreamap.export.writing import write_beside
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

    from koreamap.export.request import ExportRequest, Progress

__all__ = ["export_map", "find_formats", "get_format"]

_KIND = Kind(
    what="format",
    needs={"FORMAT": FormatSpec, "write": FUNCTION},
    error=ExportError,
    besides=frozenset({"content", "page", "request", "writing"}),
)


def find_formats() -> dict[str, ModuleType]:
    """Find every format.

    Returns
    -------
    dict
        Format id -> module, in the order in which they are offered.

    Raises
    ------
    koreamap.errors.ExportError
        When a module has no spec or cannot write.
    """
    formats = find_modules(__name__, _KIND)
    return {module.FORMAT.id: module for module in sorted(formats, key=lambda m: (m.FORMAT.order, m.FORMAT.id))}


def get_format(format_id: str) -> ModuleType:
    """Return the module of a format.

    Parameters
    ----------
    format_id : str
        As the user typed it.

    Returns
    -------
    module
        With ``FORMAT`` and ``write``.

    Raises
    ------
    koreamap.errors.ExportError
        When there is no such format.
    """
    formats = find_formats()
    if format_id not in formats:
        raise ExportError("format", found=repr(format_id[:60]), expected=f"one of {', '.join(formats)}")
    return formats[format_id]


def export_map(request: ExportRequest, target: Path, progress: Progress = lambda _step: None) -> Path:
    """Write a map in one format.

    Parameters
    ----------
    request : ExportRequest
        Format, layers, extent and look, already checked.
    target : pathlib.Path
        The file or folder to make; an existing one is replaced only once the new one is whole.
    progress : callable
        Told the name of each step as it begins.

    Returns
    -------
    pathlib.Path
        What was written.

    Raises
    ------
    koreamap.errors.ExportError
        When nothing lies in the extent, or the target cannot be written or is a folder.
    """
    module = get_format(request.format_id)
    if module.FORMAT.suffix and target.is_dir():
        # A file never takes the place of a folder: what lies in it would be gone.
        raise ExportError(
            "target", found="a folder", expected=f"a file name, like map{module.FORMAT.suffix}", file=target
        )
    progress("content")
    content = read_content(request)
    return write_beside(target, lambda beside: module.write(content, beside, progress))
