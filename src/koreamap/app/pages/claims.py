"""Claims: what the documents say that a map can test, what was measured, and the evidence."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Claims"),
    order=20,
    description=(
        "What the documents on Korea's armistice claim that a map, a count or a source can test: each "
        "finding with its evidence."
    ),
)

READ = ("map", "documents", "links", "places", "layers", "findings", "finding_cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("claims", READ)
