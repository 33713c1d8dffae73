"""KMZ: the KML document, zipped as globe viewers expect it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.export._archive import write_archive
from koreamap.export._kml_tree import to_kml
from koreamap.export.request import FormatSpec

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

FORMAT = FormatSpec(
    id="kmz",
    title="KMZ",
    summary="The KML document zipped, for globe viewers and mail.",
    suffix=".kmz",
    media_type="application/vnd.google-earth.kmz",
    kind="data",
    order=150,
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write one zipped KML document.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The archive to make.
    progress : callable
        Told once.
    """
    progress("placemarks")
    write_archive(out, {"doc.kml": to_kml(content)})
