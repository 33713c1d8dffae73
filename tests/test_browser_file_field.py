"""The field for a file as a person sees and hears it: in the page's words and language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PATIENCE_MS = 40_000
FIELD = "[data-testid='stFileUploaderDropzone']"
LIMITS = "[data-testid='stFileUploaderDropzoneInstructions']"
SAID_AFTER = "element => getComputedStyle(element, '::after').content"
SUFFIXES = "docm, docx, htm, html, hwpx, markdown, md, pdf, tei, text, txt, xhtml, xml"


def test_field_speaks_the_pages_language_and_of_no_upload(page: Page, server: str) -> None:
    for language, choose, limits in (
        ("en", "Choose a file", f'"or drop it here: {SUFFIXES}; up to 50 MB"'),
        ("ko", "파일 고르기", f'"또는 여기에 놓기: {SUFFIXES}, 50 MB까지"'),
    ):
        page.goto(f"{server}/documents?lang={language}")
        field = page.locator(FIELD).first
        field.get_by_role("button", name=choose).wait_for(timeout=PATIENCE_MS)
        assert field.locator(LIMITS).evaluate(SAID_AFTER) == limits
        assert field.inner_text().split() == ["upload"], "the name of the icon's glyph"
