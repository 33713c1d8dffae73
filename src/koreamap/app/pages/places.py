"""Places: every place in a table, the text beside the map."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Places"),
    order=30,
    description=(
        "All places on the map of Korea's armistice in one table: names, kind, dates, status, accuracy, and "
        "how often each document names them."
    ),
)

READ = ("documents", "links", "places", "layers", "cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("places", READ)
