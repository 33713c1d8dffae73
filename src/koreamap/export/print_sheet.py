"""A print sheet: a map, and every passage that names what it shows, as PDF or pictures; or an atlas of such sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._sheet.sheet import make_atlas, make_sheet, render_pages
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "render_pages", "write"]

_DPI = 300

FORMATS = (
    FormatSpec(
        id="print-pdf",
        title=N_("Print sheet (PDF)"),
        summary=N_("A map with legend, scale and the numbered passages, with full citations, ready to print."),
        suffix=".pdf",
        media_type="application/pdf",
        kind="map",
        order=20,
        uses_paper=True,
    ),
    FormatSpec(
        id="print-png",
        title=N_("Print sheet (PNG, 300 dpi)"),
        summary=N_("Every page of the print sheet as a picture, in one archive."),
        suffix=".zip",
        media_type="application/zip",
        kind="map",
        order=21,
        uses_paper=True,
    ),
    FormatSpec(
        id="atlas-pdf",
        title=N_("Atlas (PDF)"),
        summary=N_("A print sheet for each named area, with contents, in one file."),
        suffix=".pdf",
        media_type="application/pdf",
        kind="map",
        order=22,
        uses_paper=True,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the sheet, its pages as pictures, or the atlas.

    Stops with `ExportError` when the extent leaves East Asia.
    """
    format_id = content.request.format_id
    if format_id == "print-png":
        progress("sheet")
        pages = render_pages(content, dpi=_DPI)
        names = (f"koreamap-sheet/page-{number:02d}.png" for number in range(1, len(pages) + 1))
        write_archive(out, dict(zip(names, pages, strict=True)))
    else:
        out.write_bytes({"print-pdf": make_sheet, "atlas-pdf": make_atlas}[format_id](content, progress))
