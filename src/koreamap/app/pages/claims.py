"""Claims: what the documents say that a map can test, what was measured, and the evidence."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page

__all__ = ["PAGE", "render"]

PAGE = Page(title="Claims", order=20)

READ = ("map", "documents", "links", "places", "layers", "findings", "finding_cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("claims", READ)
