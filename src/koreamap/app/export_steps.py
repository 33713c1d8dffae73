"""What an export is at, in the words of the page that waits for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.translation import N_, gettext, spoken

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

__all__ = ["STEPS", "name_step"]

_FILE, _PLACES = N_("the file itself"), N_("the places")

STEPS = {
    "annotations": N_("the annotations"),
    "basemap": N_("the basemap"),
    "citations": N_("the citations"),
    "content": N_("its content"),
    "figure": N_("the figure"),
    "file": _FILE,
    "links": N_("the links"),
    "map": N_("the map"),
    "page": N_("the web page"),
    "placemarks": _PLACES,
    "places": _PLACES,
    "sheet": N_("the sheet"),
    "write": _FILE,
    "zip": _FILE,
}
"""What a format calls its steps, each with its words; the others are ids of layers and documents."""


def name_step(step: str, atlas: Atlas) -> str:
    """Name a step as the page has it; what is none is named as it is."""
    if layer := atlas.layers.get(step):
        return layer.title_ko if spoken() == "ko" and layer.title_ko else layer.title
    if document := atlas.documents.get(step):
        return document.short_title
    return gettext(STEPS.get(step, step))
