"""A print sheet: the map on the first page, and every passage that names what it shows; or that page as a picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._sheet.sheet import write_pdf, write_picture
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="print-pdf",
        title="Print sheet (PDF)",
        summary="A map with legend, scale and the numbered passages, with full citations, ready to print.",
        suffix=".pdf",
        media_type="application/pdf",
        kind="map",
        order=20,
        uses_paper=True,
    ),
    FormatSpec(
        id="print-png",
        title="Print sheet (PNG, 300 dpi)",
        summary="The first page of the print sheet as a picture, for a slide or a paper.",
        suffix=".png",
        media_type="image/png",
        kind="map",
        order=21,
        uses_paper=True,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the sheet.

    Stops with `ExportError` when the extent leaves East Asia.
    """
    form = content.request.format_id.removeprefix("print-")
    if form == "pdf":
        write_pdf(content, out, progress)
    else:
        write_picture(content, out, progress, suffix=form)
