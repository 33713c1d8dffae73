"""A print sheet's first page as a drawing; lettering is outlines, so that it looks the same everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._sheet.sheet import write_picture
from koreamap.export.request import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

__all__ = ["FORMAT", "write"]

FORMAT = FormatSpec(
    id="print-svg",
    title="Print sheet (SVG)",
    summary="The first page of the print sheet as a drawing, to be worked on in a drawing program.",
    suffix=".svg",
    media_type="image/svg+xml",
    kind="map",
    order=22,
    uses_paper=True,
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the sheet.

    Parameters
    ----------
    content : ExportContent
        What was asked.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told each step.

    Raises
    ------
    koreamap.errors.ExportError
        When the extent leaves East Asia.
    """
    write_picture(content, out, progress, suffix="svg")
