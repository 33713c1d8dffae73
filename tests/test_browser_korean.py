"""The interface in Korean: nothing on any page speaks English without saying so, and the switch loses nothing."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest

from accessibility import find_faults
from browser import WINDOW, open_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

PATIENCE_MS = 40_000
READY = {
    "explore": ".explorer-explore .reader[data-ready='1']",
    "claims": ".explorer-claims .finding[data-ready='1']",
    "export": ".st-key-export .km-map[data-ready='1']",
}
VIEWS = [
    "explore", "explore?feature=nll&sides=sea-line&date=1953-07-27", "explore?doc=rusk-1951",
    "claims", "claims?claim=lee-nll-three-miles", "compare", "compare?place=nll", "places", "sources?layer=mdl", "help",
    "export",
]  # fmt: skip

SAID = r"""() => {
  const said = [];
  const isShown = (element) => element.checkVisibility?.({ checkVisibilityCSS: true }) ?? true;
  const languageOf = (node) => {
    let at = node;
    while (at && !at.getAttribute?.('lang')) at = at.parentNode ?? at.host;
    return at?.getAttribute('lang');
  };
  const quoted = 'pre, code, script, style, kbd, .km-scale, .km-credit, .leaflet-pane, .verdict, .verdict-line';
  const isQuoted = (element) => element.closest(quoted);
  const note = (element, words) => {
    if (/[A-Za-z]{2}/.test(words) && languageOf(element) === 'ko' && !isQuoted(element)) said.push(words.trim());
  };
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!isShown(element)) continue;
      for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext']) {
        if (element.hasAttribute(name)) note(element, element.getAttribute(name));
      }
      for (const node of element.childNodes) if (node.nodeType === Node.TEXT_NODE) note(element, node.data);
    }
  };
  walk(document.body);
  return [...new Set(said)];
}"""

PROPER = re.compile(
    r"koreamap|GeoJSON|BibTeX|CSL-JSON|CSV|JSON|EDTF|NLL|DPRK|PNG|SVG|PDF|Rusk 1951|Lee 2007|WGS 84|\bkm²?\b|\bnm\b|"
    r"\bEN\b|Language|Choose an option|Clear all|Remove|Open|Skip to main content|"
    r"Page (?:Up|Down)|Tab|Enter|Space|Escape|Esc|Typst|Leaflet|MIT|ODbL|dpi"
)
"""Names and signs that Korean writes so too; a group's name in both languages; and words of Streamlit's own, which has
no others. Credit and scale are names and units; beside a verdict stands how much holds, as the finding has it.
"""


TITLE = "[가-힣]|^(?:Rusk 1951|Lee 2007) · koreamap$"
NAMED = ("cat.language", "cat.name-role-value", "cat.text-alternatives", "cat.aria", "cat.forms")
"""What a page says to who does not see it: all of axe-core that another language could break."""


@pytest.fixture(scope="module")
def korean(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=WINDOW, reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(PATIENCE_MS)
    yield context.new_page()
    context.close()


def open_view(page: Page, server: str, view: str) -> None:
    """Turn to a view, and wait until all of it stands."""
    name, _, query = view.partition("?")
    if name == "export":  # Streamlit's own, which no explorer's address leads to
        open_at(page, f"{server}/?lang=ko")
        page.locator(".stApp .koreamap-head a[href*='export']").click()
        page.locator(".st-key-export-layers").get_by_text("군사분계선").first.wait_for()  # from the map
    else:
        path = "" if name == "explore" else name
        open_at(page, f"{server}/{path}?{query}{'&' if query else ''}lang=ko", name)
    page.locator(READY.get(name, f".explorer-{name}[data-ready='1']")).first.wait_for()
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()


@pytest.mark.parametrize("view", VIEWS)
def test_every_page_speaks_korean_and_marks_what_is_english(korean: Page, server: str, view: str) -> None:
    open_view(korean, server, view)
    assert korean.evaluate("() => document.documentElement.lang") == "ko"
    rest = [words for words in korean.evaluate(SAID) if re.search(r"[A-Za-z]{2}", PROPER.sub("", words))]
    assert rest == []
    korean.wait_for_function(f"() => /{TITLE}/.test(document.title)")
    assert find_faults(korean, rules=NAMED) == []


def test_the_head_of_export_stays_and_streamlits_menu_says_that_it_is_english(korean: Page, server: str) -> None:
    open_view(korean, server, "export")
    korean.locator(".stMain").evaluate("(main) => main.scrollTo(0, 300)")
    assert korean.locator(".stApp .koreamap-head").bounding_box()["y"] == 0, "the head went with what was scrolled"
    korean.get_by_role("button", name="Main menu").click()
    menu = korean.get_by_test_id("stMainMenuPopover")
    menu.wait_for()
    rest = [words for words in korean.evaluate(SAID) if re.search(r"[A-Za-z]{2}", PROPER.sub("", words))]
    assert rest == []
    korean.keyboard.press("Escape")
    menu.wait_for(state="detached")


PHONE_VIEWS = ["explore?feature=nll", "claims", "compare", "compare?place=nll", "places", "sources?layer=mdl", "help"]

WIDER = r"""() => {
  const wider = [];
  const walk = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) walk(element.shadowRoot);
      if (!element.matches('table, .panel, main, article, section, .step') || !element.checkVisibility()) continue;
      if (element.getBoundingClientRect().right > innerWidth + 1) wider.push(element.className || element.tagName);
    }
  };
  walk(document.body);
  return wider;
}"""


def test_on_a_phone_no_list_is_wider_than_the_window(phone: Page, server: str) -> None:
    wider = {}
    for view in PHONE_VIEWS:
        name, _, query = view.partition("?")
        path = "" if name == "explore" else name
        open_at(phone, f"{server}/{path}?{query}{'&' if query else ''}lang=ko", name)
        phone.wait_for_selector(READY.get(name, f".explorer-{name}[data-ready='1']"), state="attached")
        wider[view] = phone.evaluate(WIDER)
    assert {view: parts for view, parts in wider.items() if parts} == {}


HELD = """() => {
  const { map, pane, root } = koreamapExplorers.get('explore');
  globalThis.before = [map.map, pane, root].map((part) => new WeakRef(part));
}"""
STILL_HELD = "() => before.filter((part) => part.deref()).length"


def test_the_switch_lets_go_of_the_page_in_the_other_language(korean: Page, server: str) -> None:
    page = korean
    page.goto(f"{server}/?feature=nll&lang=ko")
    for selector, state in (("#koreamap-front", "detached"), (READY["explore"], "visible")):
        page.locator(selector).wait_for(state=state)  # a handle, as of a selector, would hold what it found
    page.locator(".stApp[data-test-script-state='notRunning']").wait_for()
    page.evaluate(HELD)
    page.locator(".stApp [data-speak='en']").click()
    page.get_by_role("tab", name="Feature").wait_for(timeout=PATIENCE_MS)
    session = page.context.new_cdp_session(page)
    end = time.monotonic() + PATIENCE_MS / 1000
    while page.evaluate(STILL_HELD) and time.monotonic() < end:  # what it still fetched ahead ends first
        session.send("HeapProfiler.collectGarbage")
    assert page.evaluate(STILL_HELD) == 0
    page.evaluate("() => localStorage.clear() ?? sessionStorage.clear()")


def test_the_switch_keeps_the_view_and_back_leads_on(korean: Page, server: str) -> None:
    page = korean
    open_view(page, server, "explore?feature=nll")
    page.locator("[data-tab-id='lee-2007']").click()
    page.wait_for_function("() => new URLSearchParams(location.search).get('doc') === 'lee-2007'")
    entries = page.evaluate("() => history.length")
    page.locator(".stApp [data-speak='en']").click()
    tab = page.locator("[data-tab-id='feature']")
    page.get_by_role("tab", name="Feature").wait_for(timeout=PATIENCE_MS)
    assert page.evaluate("() => [document.documentElement.lang, history.length]") == ["en", entries]
    given = page.evaluate("() => Object.fromEntries(new URLSearchParams(location.search))")
    assert given == {"feature": "nll", "doc": "lee-2007", "lang": "en"}
    page.go_back()
    page.wait_for_function("() => !new URLSearchParams(location.search).has('doc')")
    assert page.evaluate("() => new URLSearchParams(location.search).get('lang')") == "en", "the language stays"
    page.wait_for_selector(f"{READY['explore']}[data-tab='feature'][data-place='nll']", timeout=PATIENCE_MS)
    assert tab.inner_text() == "Feature"
    page.evaluate("() => localStorage.clear() ?? sessionStorage.clear()")
