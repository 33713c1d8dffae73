"""A print sheet's first page as a picture of 300 dots an inch."""

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
    id="print-png",
    title="Print sheet (PNG, 300 dpi)",
    summary="The first page of the print sheet as a picture, for a slide or a paper.",
    suffix=".png",
    media_type="image/png",
    kind="map",
    order=21,
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
    write_picture(content, out, progress, suffix="png")
