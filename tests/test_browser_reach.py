"""No part of any page is out of reach, in windows from a zoomed phone to a large screen."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from browser import open_at, save_screenshot
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
PATIENCE_MS = 40_000


@pytest.fixture(scope="module")
def shared(chromium: Browser) -> Iterator[Page]:
    """Open one page for all."""
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_every_control_and_every_text_can_be_scrolled_into_view(shared: Page, server: str, name: str) -> None:
    shared.set_viewport_size({"width": 1400, "height": 900})
    if name == "export":  # Streamlit's own
        shared.goto(f"{server}{PAGES[name]}")
        shared.wait_for_selector("#koreamap-front", state="detached", timeout=PATIENCE_MS)
    else:
        open_at(shared, f"{server}{PAGES[name]}", urlsplit(PAGES[name]).path.strip("/") or "explore")
    shared.wait_for_selector(STANDS, timeout=PATIENCE_MS)
    shared.wait_for_selector(".stApp[data-test-script-state='notRunning']", timeout=PATIENCE_MS)
    lost = {}
    for size in SIZES:
        if found := find_lost(shared, size):
            lost[size] = found
        save_screenshot(shared, f"reach-{name}-{size[0]}x{size[1]}")
    assert lost == {}
