"""A print sheet as PDF: the map on the first page, and every passage that names what it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._sheet.sheet import write_pdf
from koreamap.export.request import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

__all__ = ["FORMAT", "write"]

FORMAT = FormatSpec(
    id="print-pdf",
    title="Print sheet (PDF)",
    summary="A map with legend, scale and the numbered passages, with full citations, ready to print.",
    suffix=".pdf",
    media_type="application/pdf",
    kind="map",
    order=20,
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
    write_pdf(content, out, progress)
