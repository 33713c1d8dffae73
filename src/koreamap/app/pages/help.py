"""Help: what the signs and words mean, and what is not known."""

from __future__ import annotations

from koreamap.app.explorer import show_explorer
from koreamap.app.pages import Page
from koreamap.translation import N_

__all__ = ["PAGE", "render"]

PAGE = Page(
    title=N_("Help"),
    order=70,
    description="What the signs and words on the map of Korea's armistice mean, and what is not known.",
)

READ = ("documents", "links", "places", "layers", "findings", "cards")
"""What the browser reads of the built files."""


def render() -> None:
    """Show the page."""
    show_explorer("help", READ)
