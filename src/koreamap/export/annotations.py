"""W3C Web Annotations: the links themselves, as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from koreamap.atlas import key_of
from koreamap.export._frame import LICENCE
from koreamap.export.request import FormatSpec
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.request import Progress

FORMAT = FormatSpec(
    id="annotations",
    title="Web Annotations (JSON-LD)",
    summary="Every link as a W3C Web Annotation with quote and position, for annotation servers and text editions.",
    suffix=".jsonld",
    media_type="application/ld+json",
    kind="data",
    order=180,
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write an annotation page with the links of the exported features.

    Parameters
    ----------
    content : ExportContent
        What goes in.
    out : pathlib.Path
        The file to make.
    progress : callable
        Told once.
    """
    progress("annotations")
    wanted = {mention.key for mention in content.mentions}
    page = json.loads((layers_dir() / "links.json").read_bytes())
    page["items"] = [item for item in page["items"] if key_of(item) in wanted]
    page["rights"] = LICENCE
    out.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
