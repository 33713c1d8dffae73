"""No part of any page is out of reach, in windows from a zoomed phone to a large screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browser import PATIENCE_MS, WINDOW, open_at, resize, save_screenshot, wait_until_whole
from reach import SIZES, find_lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PAGES = {
    "explore": "/?feature=nll",
    "document": "/?doc=lee-2007",
    "claims": "/claims",
    "finding": "/claims?claim=lee-nll-three-miles",
    "compare": "/compare",
    "places": "/places",
    "export": "/export",
    "sources": "/sources",
    "help": "/help",
}
STANDS = ".explorer [data-ready='1'], .explorer[data-ready='1'], .st-key-export .km-map[data-ready='1']"


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Page]:
    """Open one page for all."""
    context = chromium.new_context(viewport=WINDOW, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_and_every_text_can_be_scrolled_into_view(shared: Page, server: str, name: str) -> None:
    resize(shared, **WINDOW)
    if name == "export":  # Streamlit's own
        shared.goto(f"{server}{PAGES[name]}")
    else:
        open_at(shared, f"{server}{PAGES[name]}", urlsplit(PAGES[name]).path.strip("/") or "explore")
    shared.wait_for_selector(STANDS, timeout=PATIENCE_MS)
    wait_until_whole(shared)
    lost = {}
    for size in SIZES:
        if found := find_lost(shared, size):
            lost[size] = found
        save_screenshot(shared, f"reach-{name}-{size[0]}x{size[1]}")
    assert lost == {}
