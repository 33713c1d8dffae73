"""WCAG 2.2 AA: what axe-core finds in every page and state of the app, and what it cannot see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from accessibility import EVERYTHING, find_faults
from browser import WINDOW, open_at, wait_for, wait_until_whole
from reach import find_lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
CLAIM = "lee-nll-three-miles"
STANDS = {
    "Explore": ".explorer-explore .reader[data-ready='1']",
    "Claims": ".explorer-claims .claim-list[data-ready='1']",
    "Compare": ".explorer-compare[data-ready='1']",
    "Places": ".explorer-places[data-ready='1']",
    "Sources": ".explorer-sources[data-ready='1']",
    "Help": ".explorer-help[data-ready='1']",
    "Documents": ".st-key-documents-page textarea",
    "Archive": ".st-key-archive h1",
    "Export": ".st-key-export .km-map[data-ready='1']",
}


@pytest.fixture(scope="module")
def opened(chromium: Browser) -> Iterator[Page]:
    """Open one page for all."""
    context = chromium.new_context(viewport=WINDOW, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    yield page
    context.close()


@pytest.fixture
def shared(opened: Page) -> Page:
    """Lend the one page, as it looks at first."""
    opened.set_viewport_size(WINDOW)
    opened.emulate_media(color_scheme="light", forced_colors="none")
    opened.mouse.move(0, 0)
    return opened


def open_explore(page: Page, address: str) -> None:
    open_at(page, address, timeout=PATIENCE_MS)
    page.wait_for_selector(STANDS["Explore"])
    page.wait_for_selector(".explorer-explore .km-map[data-ready='1']")


def turn_to(page: Page, title: str) -> None:
    page.locator(".stApp .koreamap-head").get_by_role("link", name=title).click()
    page.wait_for_selector(STANDS[title])
    wait_until_whole(page, timeout=PATIENCE_MS)


def walk_explore(page: Page) -> Iterator[tuple[str, str]]:
    """Lead Explore through its states, and yield each with what has changed in it; the first is new as a whole."""
    yield "start", ""
    page.locator(".reader .chip[data-place='nll']").first.click()
    page.locator(".reader[data-place='nll'] .mark.current").first.wait_for()
    for fold in page.locator(".card-folds summary").all():
        fold.click()
    yield "a feature", ".explore-reader"
    page.get_by_role("slider", name="Date of the map").press("Home")
    yield "a date", ".km-time"
    page.get_by_role("button", name="Picture of this view").click()
    page.locator(".chooser").wait_for()
    yield "a choice", ".chooser"
    page.keyboard.press("Escape")
    page.locator(".search-field").fill("panmunjom 1953")
    page.locator(".results .result").first.wait_for()
    yield "search", ".search, .results"
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Rusk 1951").click()
    page.locator(".panel:not([hidden]) .block").first.wait_for()
    yield "a document", ".panel:not([hidden])"
    page.locator(".panel:not([hidden]) .mark").first.click()  # in the letterhead, whose words are paler
    page.locator(".panel:not([hidden]) .mark.current").first.wait_for()
    yield "a mark", ".panel:not([hidden]) .mark.current"
    page.keyboard.press("j")
    page.locator(".walk-bar").wait_for()
    yield "a walk", ".walk-bar, .walk-ruler"


def walk_pages(page: Page) -> Iterator[tuple[str, str]]:
    """Lead from page to page, as `walk_explore`."""
    turn_to(page, "Claims")
    yield "claims", ""
    page.locator(f"[data-row='{CLAIM}'] .row-title").click()
    page.locator(f".finding[data-claim='{CLAIM}'] h2").wait_for()
    yield "a finding", ".finding, [aria-current]"
    turn_to(page, "Compare")
    yield "comparisons", ""
    page.locator("tr[data-row='nll'] td a").first.click()
    page.locator(".column .quote").first.wait_for()
    yield "a comparison", ".compare"
    for title in ("Places", "Sources", "Help", "Archive", "Export", "Documents"):
        turn_to(page, title)
        yield title, ""
    page.get_by_label("Or a text").fill("Pyongyanq answered from Panmunjom.")
    page.get_by_role("button", name="Put it on the map").click()
    page.locator(".explorer-documents .reader[data-ready='1']").wait_for()
    page.locator(".review .questions li").first.wait_for()
    wait_until_whole(page, timeout=PATIENCE_MS)
    yield "a document of one's own", ""


@pytest.mark.parametrize(("theme", "rules"), [("light", EVERYTHING), ("dark", ("color-contrast",))])
def test_axe_finds_nothing_on_any_page_in_any_state(
    shared: Page, server: str, theme: str, rules: tuple[str, ...]
) -> None:
    shared.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # both are schemes
    open_explore(shared, server)
    shared.wait_for_selector(f".explorer-explore[data-theme='{theme}']")
    faults = {}
    for walk in (walk_explore, walk_pages):
        for state, parts in walk(shared):
            if found := find_faults(shared, parts, rules=rules):
                faults[state] = found
            wait_for(lambda: shared.locator("h1").count() == 1, f"{state}: not one heading of the first rank")
    shared.goto(f"{server}/nosuch")
    faults |= {"no page": found} if (found := find_faults(shared, rules=rules)) else {}
    assert faults == {}


FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return { tag: at.tagName, text: at.textContent.trim().slice(0, 80), part: at.closest('.reader')?.className ?? '' };
}"""
# Give the focus to each control of a panel, and name those that something lies over then.
UNDER = """async () => {
  for (let count = 0; count < 3; count += 1) await new Promise(requestAnimationFrame); // what was opened is laid out
  const { root } = globalThis.koreamapExplorers.get('explore');
  const panel = root.querySelector('.panel:not([hidden])');
  const reached = (each) => {
    each.focus();
    const { left, top, width, height } = each.getClientRects()[0];
    const hit = root.getRootNode().elementFromPoint(left + Math.min(width / 2, 40), top + height / 2);
    return hit && (each.contains(hit) || hit.contains(each));
  };
  const all = [...panel.querySelectorAll('button, summary, a[href], .mark')];
  const controls = all.filter((each) => each.checkVisibility({ contentVisibilityAuto: true }));
  const lost = [...controls, ...controls.toReversed()].filter((each) => !reached(each));
  return { count: controls.length, lost: lost.map((each) => each.outerHTML.slice(0, 120)) };
}"""
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    * { line-height: 1.5 !important; }
    p { margin-bottom: 2em !important; }`);
  const root = globalThis.koreamapExplorers.get('explore').root.getRootNode();
  for (const each of [document, root]) each.adoptedStyleSheets = [...each.adoptedStyleSheets, sheet];
  globalThis.setBack = () => {
    for (const each of [document, root])
      each.adoptedStyleSheets = each.adoptedStyleSheets.filter((one) => one !== sheet);
  };
}"""
MOVING = """() => {
  const { root } = globalThis.koreamapExplorers.get('explore');
  const moves = ({ animationName, transitionDuration }) => animationName !== 'none' || /[1-9]/.test(transitionDuration);
  const moving = [...root.querySelectorAll('*')].filter((each) => moves(getComputedStyle(each)));
  return moving.map((each) => each.outerHTML.slice(0, 80));
}"""


def test_the_map_can_be_skipped_and_each_part_has_a_name(shared: Page, server: str) -> None:
    open_explore(shared, f"{server}/?feature=nll")
    assert shared.get_by_role("region", name="Map").count() == 1
    assert shared.get_by_role("region", name="Documents").count() == 1
    shared.locator(".koreamap-head a").last.focus()
    for _ in range(6):
        shared.keyboard.press("Tab")
        if shared.evaluate(FOCUSED)["text"] == "Skip the map":
            break
    assert shared.get_by_role("button", name="Skip the map").bounding_box()["width"] > 60, "it is not seen"
    shared.keyboard.press("Enter")
    assert shared.evaluate(FOCUSED)["text"].startswith("Northern Limit Line")


def test_nothing_that_has_the_focus_lies_under_what_stays_in_place(shared: Page, server: str) -> None:
    open_explore(shared, f"{server}/?feature=nll")
    shared.locator(".reader .mark.current").first.wait_for()
    for tab in ("Feature", "Lee 2007"):
        shared.get_by_role("tab", name=tab).click()
        found = shared.evaluate(UNDER)
        assert found["count"] > 20
        assert found["lost"] == []


def test_the_focus_follows_from_a_claims_sign_to_the_finding_and_back(shared: Page, server: str) -> None:
    open_explore(shared, f"{server}/?doc=lee-2007")
    shared.locator(f"[data-claim-sign='{CLAIM}']").press("Enter")
    shared.locator(f".finding[data-ready='1'][data-claim='{CLAIM}']").wait_for()
    wait_for(lambda: shared.evaluate(FOCUSED)["tag"] == "H2", "the finding's title has not the focus")
    assert "finding" in shared.evaluate(FOCUSED)["part"]
    shared.go_back()
    shared.locator(f"[data-claim-sign='{CLAIM}']:focus").wait_for()


def test_forced_colours_show_what_is_chosen(shared: Page, server: str) -> None:
    open_explore(shared, server)
    shared.emulate_media(forced_colors="active")
    paint = "(all) => all.map((each) => getComputedStyle(each).backgroundColor)"
    chosen, *others = shared.get_by_role("tab").evaluate_all(paint)
    assert chosen not in others
    links = shared.locator(".stApp .koreamap-head a").evaluate_all(paint)
    assert links.count(links[0]) == 1
    turn_to(shared, "Claims")
    all_, *documents = shared.get_by_role("group", name="Document").get_by_role("button").evaluate_all(paint)
    assert all_ not in documents
    shared.emulate_media(forced_colors="none")


def test_nothing_moves_for_who_asked_for_stillness_and_wide_text_has_room(shared: Page, server: str) -> None:
    open_explore(shared, f"{server}/?feature=nll")
    assert shared.evaluate(MOVING) == []
    shared.evaluate(SPACED)
    assert find_lost(shared, (1400, 900)) == []
    shared.evaluate("() => globalThis.setBack()")
