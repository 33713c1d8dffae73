"""Compare: what each document says of a place, side by side, and how often each mentions what."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Compare"),
    order=25,
    description=(
        "Two documents on Korea's armistice side by side: what each says of a place, and how often each mentions what."
    ),
)

READ = ("documents", "links", "places", "layers", "cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("compare", READ)
