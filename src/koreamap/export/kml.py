"""KML: styled placemarks with the passages in the balloon, for globe viewers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._kml_tree import to_kml
from koreamap.export.request import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

FORMAT = FormatSpec(
    id="kml",
    title="KML",
    summary="Styled placemarks with the passages in the balloon, for globe viewers.",
    suffix=".kml",
    media_type="application/vnd.google-earth.kml+xml",
    kind="data",
    order=140,
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write one KML document.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told once.
    """
    progress("placemarks")
    out.write_bytes(to_kml(content))
