"""Explore: the map and the reader side by side."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page

__all__ = ["PAGE", "render"]

PAGE = Page(title="Explore", order=0)

READ = ("map", "documents", "links", "places", "layers", "findings", "cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("explore", READ)
