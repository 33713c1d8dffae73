"""Places: every place in a table, the text beside the map."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page

__all__ = ["PAGE", "render"]

PAGE = Page(title="Places", order=30)

READ = ("documents", "links", "places", "layers", "cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("places", READ)
