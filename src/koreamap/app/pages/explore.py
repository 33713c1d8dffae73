"""Explore: the map and the reader side by side."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Explore"),
    order=0,
    description=(
        "Documents on the map of Korea's armistice: every line, zone, island and base, linked to the "
        "sentences that name it."
    ),
)

READ = ("map", "documents", "links", "places", "layers", "findings", "cards", "citations")
"""What the browser reads of the built files; the citations when they are asked for."""


def render() -> None:
    """Show the page."""
    show_explorer("explore", READ)
