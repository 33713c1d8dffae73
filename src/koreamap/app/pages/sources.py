"""Data and sources: where every line, place and figure comes from, how it was made, and what it is held to."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Sources"),
    order=60,
    description="Where every line, place and figure of the map of Korea's armistice comes from, and how it was made.",
)

READ = ("map", "documents", "links", "places", "layers", "findings", "cards", "finding_cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("sources", READ)
