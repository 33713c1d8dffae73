"""The formats, found by walking this package.

A format module has ``FORMATS``, a tuple of `FormatSpec`, and ``write(content, out, progress)``, which writes the one
that ``content.request`` names: one file or one folder at `out`, a path that does not exist yet, or into a `Database`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from koreamap.errors import ExportError
from koreamap.export.spec import FormatSpec
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["Format", "find_formats", "get_format"]

_KIND = Kind(
    what="format",
    needs={"FORMATS": tuple[FormatSpec, ...], "write": FUNCTION},
    error=ExportError,
    besides=frozenset({"content", "formats", "request", "spec", "targets", "writing"}),
)


class Format(NamedTuple):
    """A format and what writes it."""

    spec: FormatSpec
    write: Callable[..., None]


def find_formats() -> dict[str, Format]:
    """Find every format, by id, in the order in which they are offered.

    Stops with `ExportError` when a module has no spec or cannot write.
    """
    modules = find_modules(__package__ or "", _KIND)
    formats = [Format(spec, module.write) for module in modules for spec in module.FORMATS]
    return {format_.spec.id: format_ for format_ in sorted(formats, key=lambda f: (f.spec.order, f.spec.id))}


def get_format(format_id: str) -> Format:
    """Return the format of the id that a user typed.

    Raises
    ------
    koreamap.errors.ExportError
        When there is no such format.
    """
    formats = find_formats()
    if format_id not in formats:
        raise ExportError("format", found=repr(format_id[:60]), expected=f"one of {', '.join(formats)}")
    return formats[format_id]
