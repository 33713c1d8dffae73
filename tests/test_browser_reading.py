"""Reading, in a real browser: what stands on the screen after a click, by hand and by keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest

from browser import save_screenshot
from test_browser_explore import PANEL, READER, click_at, open_page, point_on, wait_for, wait_for_card
from test_browser_explore import atlas as atlas  # noqa: PLC0414 - a fixture

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from koreamap.atlas import Atlas

pytestmark = pytest.mark.browser

NOTE = f"{PANEL} .card .note"
TEXT = f"{NOTE} .card-note"
MORE = f"{NOTE} > .note-more"
LINES = "note => Math.round(note.clientHeight / parseFloat(getComputedStyle(note).lineHeight))"
SENTENCE = """mark => {
    const panel = mark.closest('.panel').getBoundingClientRect();
    const words = document.createTreeWalker(mark.closest('.passage'), NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    range.setStartBefore(mark);
    words.currentNode = mark;
    let node = words.nextNode();
    for (; node && !/[.] /.test(node.data); node = words.nextNode());
    range.setEnd(node, node.data.search(/[.] /) + 1);
    const box = range.getBoundingClientRect();
    return { text: range.toString(), above: box.top - panel.top, below: panel.bottom - box.bottom };
}"""
"""From a mark to the end of its sentence: its words, and how far inside the panel they are, px."""


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def count_lines(page: Page) -> int:
    return int(page.locator(TEXT).evaluate(LINES))


def test_sentence_that_names_the_line_is_seen_after_a_click(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    click_at(page, *point_on(atlas, "nll", 0.55))
    wait_for_card(page, "nll")
    mark = page.locator(f"{PANEL} .mark.current").first
    assert mark.inner_text() == "Northern Limit Line"
    seen = mark.evaluate(SENTENCE)
    assert seen["text"].startswith("Northern Limit Line (NLL) on August, 1953")
    assert seen["text"].endswith("territory.")
    assert min(seen["above"], seen["below"]) >= 0
    title = page.locator(f"{PANEL} .card-title").bounding_box()
    tabs = page.locator(".reader .tabs").bounding_box()
    assert title is not None
    assert tabs is not None
    assert title["y"] > tabs["y"] + tabs["height"]
    save_screenshot(page, "reading-nll")


@pytest.mark.parametrize(("size", "is_whole"), [((1024, 768), True), ((390, 844), False), ((844, 390), False)])
def test_sentence_that_names_the_line_is_on_the_first_screen_of_a_small_window(
    page: Page, server: str, size: tuple[int, int], *, is_whole: bool
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_page(page, server, feature="mdl")
    open_page(page, server, feature="nll")
    mark = page.locator(f"{PANEL} .mark.current").first
    wait_for(lambda: page.locator(f"{PANEL} .card.brief").count() == 1, "the card is not brief")
    assert mark.inner_text() == "Northern Limit Line"
    inside = "mark => mark.closest('.panel').getBoundingClientRect().bottom - mark.getBoundingClientRect().bottom"
    assert mark.evaluate(inside) >= 0
    assert page.locator(PANEL).evaluate("panel => panel.scrollTop") == 0
    lead = page.locator(f"{PANEL} .lead")
    assert lead.count() == (0 if is_whole else 1)
    if is_whole:
        assert mark.evaluate(SENTENCE)["below"] >= 0
        return
    whole = page.locator(f"{PANEL} .passage").first.text_content() or ""
    assert "Second, the Armistice Agreement" in whole, "who listens hears the passage from its beginning"
    page.get_by_role("button", name="Show the passage from its beginning").click()
    assert lead.count() == 0
    page.locator(MORE).click()
    page.locator(".card .take summary").scroll_into_view_if_needed()
    assert page.locator(".card .take summary").is_visible()


@pytest.mark.parametrize("place_id", ["nll", "mdl", "baengnyeongdo", "rok", "hub-daegu-busan"])
def test_first_mark_is_the_one_that_names_the_place(page: Page, server: str, place_id: str) -> None:
    expected = {
        "nll": "Northern Limit Line",
        "mdl": "Military Demarcation Line",
        "baengnyeongdo": "Pak Yong Do",
        "rok": "Republic of Korea",
        "hub-daegu-busan": "two hubs",
    }
    open_page(page, server, feature=place_id)
    assert page.locator(f"{PANEL} .mark.current").first.inner_text() == expected[place_id]


def test_long_note_folds_and_is_remembered_in_this_tab(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    assert count_lines(page) == 4
    more = page.locator(MORE)
    more.focus()
    page.keyboard.press("Enter")
    assert more.get_attribute("aria-expanded") == "true"
    assert count_lines(page) > 8
    page.reload()
    page.wait_for_selector("#koreamap-front", state="detached")  # a press while the page is taken over is nobody's
    page.wait_for_selector(f"{READER}[data-place='nll']")
    assert count_lines(page) > 8
    page.locator(MORE).click()
    assert count_lines(page) == 4


def test_short_note_has_no_fold(page: Page, server: str) -> None:
    open_page(page, server, feature="baengnyeongdo")
    assert page.locator(TEXT).count() == 1
    assert page.locator(MORE).is_hidden()


def test_hit_within_a_folded_note_opens_it(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    page.keyboard.press("/")
    page.keyboard.type("twelve points")
    page.locator("[data-note='nll']").click()
    wait_for(lambda: count_lines(page) > 8, "the note is still folded")
    page.locator(MORE).click()
    # The browser's own search scrolls what it finds into view.
    page.locator(TEXT).evaluate("note => { note.scrollTop = 40; }")
    wait_for(lambda: count_lines(page) > 8, "the note is still folded")


# --- the other side


def test_lines_of_both_sides_come_at_a_click_and_go_with_back(page: Page, server: str) -> None:
    open_page(page, server, feature="nll", layers="nll,mdl")
    page.locator(f"{PANEL} .sides > summary").click()
    columns = [page.locator(f"{PANEL} .statement[data-side='{side}']").first.bounding_box() for side in (0, 1)]
    assert columns[0] is not None
    assert columns[1] is not None
    assert columns[0]["width"] == pytest.approx(columns[1]["width"], abs=1)
    page.locator(f"{PANEL} .sides-show").click()
    page.wait_for_selector(".km-map[data-selected='nll dprk-1999-line'] [data-feature-id='dprk-1999-line']")
    address = parse_qs(page.evaluate("() => location.search.slice(1)"))
    assert address["sides"] == ["sea-line"]
    assert set(address["layers"][0].split(",")) == {"nll", "mdl"}
    assert page.locator(f"{PANEL} .sides-show").get_attribute("aria-pressed") == "true"
    save_screenshot(page, "reading-sides")
    page.go_back()
    page.wait_for_selector(".km-map[data-selected='nll']")
    wait_for(lambda: page.locator("[data-feature-id='dprk-1999-line']").count() == 0, "the other side's line stays")
    assert page.locator(f"{PANEL} .sides-show").get_attribute("aria-pressed") == "false"
