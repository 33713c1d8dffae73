"""W3C Web Annotations: the links themselves, as JSON-LD."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import msgspec

from koreamap.annotations import build_page
from koreamap.export._gazetteers import find_entry
from koreamap.export._terms import ODBL_ADDRESS, find_terms
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Document

FORMATS = (
    FormatSpec(
        id="annotations",
        title=N_("Web Annotations (JSON-LD)"),
        summary=N_(
            "Every link as a W3C Web Annotation with quote and position, for annotation servers and text editions."
        ),
        suffix=".jsonld",
        media_type="application/ld+json",
        kind="data",
        order=180,
        tells_words=True,
    ),
)


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write an annotation page with the links of the exported features."""
    progress("annotations")
    wanted = {mention.key for mention in content.mentions}
    page = msgspec.to_builtins(build_page(link for link in content.atlas.links if link.key in wanted))
    items = [_label(item, content.atlas) for item in page.pop("items")]
    attribution, licence = find_terms(content)
    page |= {
        # The standard wants an address here; the words stand beside it.
        "rights": ODBL_ADDRESS,
        "koreamap:attribution": attribution,
        "koreamap:licence": licence,
        "koreamap:documents": [_describe(document) for document in content.atlas.documents.values()],
        "items": items,
    }
    out.write_text(json.dumps(page, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _label(item: dict[str, Any], atlas: Atlas) -> dict[str, Any]:
    """Name the place beside its id, for who does not know the gazetteer, and say whose the quoted text is."""
    body = item["body"]
    place = atlas.places[body["source"].removeprefix("urn:koreamap:place:")]
    names = {"en": place.title, "ko": place.hangul}
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "format": "text/plain", "language": lang, "value": name}
        for lang, name in names.items()
        if name
    ]
    # Elsewhere the same place: the words mean it just as they mean ours.
    same = [body | {"source": find_entry(id_)[2]} for id_ in place.same_as]
    rights = atlas.documents[item["target"]["source"].removeprefix("urn:koreamap:document:")].rights_address
    target = item["target"] | ({"rights": rights} if rights else {})
    return item | {"body": [body, *same, *tags], "target": target}


def _describe(document: Document) -> dict[str, str]:
    """Say which text the positions count in: its hash tells whether somebody else's copy is the same."""
    id_ = f"urn:koreamap:document:{document.id}"
    rights = {"rights": document.rights_address} if document.rights_address else {}
    words = {f"koreamap:{key}": getattr(document, key) for key in ("citation", "rights", "sha256")}
    return {"id": id_, "label": document.title} | rights | words
