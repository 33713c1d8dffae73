"""A figure: the map alone, as wide as a journal's column, to be placed in a text or worked on in a drawing program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._sheet.figure import write_pdf, write_png, write_svg
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="figure-pdf",
        title=N_("Figure (PDF)"),
        summary=N_("The map alone, as wide as you say, with border, scale bars and credit, for an article."),
        suffix=".pdf",
        media_type="application/pdf",
        kind="map",
        order=23,
        uses_width=True,
    ),
    FormatSpec(
        id="figure-svg",
        title=N_("Figure (SVG)"),
        summary=N_("The map alone as a drawing: a named group for each layer and feature, live text."),
        suffix=".svg",
        media_type="image/svg+xml",
        kind="map",
        order=24,
        uses_width=True,
    ),
    FormatSpec(
        id="figure-png",
        title=N_("Figure (PNG)"),
        summary=N_("The map alone as a picture, with as many dots an inch as you say, for a slide."),
        suffix=".png",
        media_type="image/png",
        kind="map",
        order=25,
        uses_width=True,
    ),
)

_WRITERS = {"figure-pdf": write_pdf, "figure-svg": write_svg, "figure-png": write_png}


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write the figure.

    Stops with `ExportError` when the extent leaves East Asia.
    """
    progress("figure")
    out.write_bytes(_WRITERS[content.request.format_id](content))
