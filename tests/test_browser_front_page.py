"""The opening as a person sees it: the front page in the real server and a real browser."""

from __future__ import annotations

import re
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from browser import (
    PATIENCE_MS,
    Gate,
    find_box,
    read_paper,
    resize,
    run_server,
    save_screenshot,
    wait_for,
    wait_until_whole,
    watch,
)
from koreamap.app.frame import find_titles
from test_browser_explore import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from browser import Record

pytestmark = pytest.mark.browser

FRONT, READY = "#koreamap-front", ".km-map[data-ready='1']"

LOOK = """(selector) => [...document.querySelectorAll(selector)].map((element) => {
  const { x, y, width, height } = element.getBoundingClientRect();
  const { backgroundColor, color, fontFamily, fontSize, fontWeight, opacity } = getComputedStyle(element);
  const font = [fontFamily.split(',')[0], fontSize, fontWeight];
  return [element.textContent, x, y, width, height, backgroundColor, color, opacity, ...font];
})"""


@pytest.fixture(autouse=True)
def no_page_complains(record: Record) -> Iterator[None]:
    yield
    assert record.left == []
    assert record.errors == []


@contextmanager
def open_fresh(chromium: Browser, record: Record, **options: Any) -> Iterator[Page]:
    """Open a page in a profile of its own: nothing is in its cache, and nobody chose a theme there."""
    context = chromium.new_context(**{"viewport": {"width": 1400, "height": 900}, "reduced_motion": "reduce"} | options)
    context.set_default_timeout(PATIENCE_MS)
    context.add_init_script(
        "document.addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.blockedURI))"
    )
    page = context.new_page()
    watch(page, record)
    yield page
    context.close()


def is_dark(page: Page, selector: str) -> bool:
    colour = page.locator(selector).first.evaluate("element => getComputedStyle(element).backgroundColor")
    return sum(map(int, re.findall(r"\d+", colour)[:3])) < 3 * 128


def goto_front(page: Page, address: str) -> Gate:
    """Open the page as far as it stands without Streamlit."""
    gate = Gate(page, address)
    page.goto(address, wait_until="commit")
    page.locator(f"{FRONT} {READY}").wait_for()
    page.locator(f"{FRONT} .reader[data-ready='1']").wait_for()
    return gate


def test_map_stands_before_streamlit_is_there_and_who_types_goes_on_typing(page: Page, server: str) -> None:
    gate = goto_front(page, server)
    assert page.locator(READY).count() == 1
    assert page.locator(".stApp").count() == 0
    page.locator(".reader .tabs button", has_text="Rusk 1951").click()
    assert page.evaluate("location.search") == "?doc=rusk-1951"
    page.locator(".search-field").fill("panmun")
    page.wait_for_selector(".results:not([hidden])")
    gate.open()
    page.keyboard.type("jo")
    page.wait_for_selector(".results:not([hidden]) [data-place='panmunjom']")
    assert page.locator(".search-field").input_value() == "panmunjo"


def test_what_another_page_has_just_fetched_is_held_back_too(page: Page, server: str) -> None:
    """Else the pages below would stand with Streamlit where they are to stand without."""
    beside = page.context.new_page()
    beside.goto(server)
    wait_until_whole(beside, "explore")
    gate = goto_front(page, server)
    wait_for(lambda: page.evaluate("true") and gate.held, "Streamlit's script was held")
    assert page.locator(".stApp").count() == 0
    beside.close()


# Streamlit's head comes before its map: until the front page is gone, what is behind it is not read out.
WATCH_BOTH = """new MutationObserver(() => {
  const [front, root] = ['koreamap-front', 'root'].map((id) => document.getElementById(id));
  if (!front || !root?.querySelector('.koreamap-head')) return;
  window.both = (window.both ?? 0) + 1;
  if (root.ariaHidden !== 'true') window.heard = true;
}).observe(document, { childList: true, subtree: true })"""


# Streamlit has made a place for the map, which is dressed, and some frames went by in which the map could move into it.
IS_ROOM_MADE = """async () => {
  const roots = [...document.querySelectorAll('.stApp *')].map(({ shadowRoot }) => shadowRoot).filter(Boolean);
  const room = roots.map((root) => root.querySelector('.explorer')).find(Boolean);
  if (!room || !getComputedStyle(room).getPropertyValue('--explorer-sheet')) return false;
  for (let count = 0; count < 5; count += 1) await new Promise(requestAnimationFrame);
  return true;
}"""


def test_streamlit_takes_the_map_over_as_it_is_and_nobody_hears_two_pages(
    page: Page, server: str, record: Record
) -> None:
    sent: list[Any] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))  # noqa: PLW0108 - Playwright marks its handlers
    page.add_init_script(WATCH_BOTH)
    gate = goto_front(page, f"{server}/?feature=nll")
    page.locator(".reader[data-place='nll']").wait_for()
    page.locator(READY).evaluate("element => { globalThis.mapBefore = element; }")
    box = find_box(page.locator(READY))
    asked = len([url for url in record.requests if "/layers/" in url])
    page.locator(".reader .tabs button", has_text="Feature").hover()
    page.evaluate("() => document.addEventListener('click', () => { globalThis.wasClicked = true; })")
    page.mouse.down()
    gate.let_go()
    wait_for(lambda: page.evaluate(IS_ROOM_MADE), "no room is made for the map")
    assert page.locator(FRONT).count() == 1, "what is pressed stays in its place"
    page.mouse.up()
    page.wait_for_function("() => globalThis.wasClicked")
    wait_until_whole(page, "explore")
    page.locator(f".stApp {READY}").wait_for()
    assert page.locator(READY).count() == 1
    assert page.locator(READY).evaluate("element => element === globalThis.mapBefore")
    assert find_box(page.locator(READY)) == box
    assert page.evaluate("location.search") == "?feature=nll"
    again = [url for url in record.requests if "/layers/map." in url or "/layers/basemap_korea." in url]
    assert len(again) == len(set(again)) == 2
    assert asked > 2
    assert set(page.evaluate("() => window.violations ?? []")) <= {"wasm-eval"}
    modules = [urlsplit(url).path for url in record.requests if url.endswith(".js") and "bidi-components" in url]
    assert modules == ["/_stcore/bidi-components/koreamap.explorer/explorer/streamlit.js"], "both share one"
    assert page.evaluate("() => window.both"), "both stand for a moment"
    assert not page.evaluate("() => window.heard")
    assert page.locator("#root").get_attribute("aria-hidden") is None
    assert page.get_by_role("link", name="Claims").count() == 1
    check_back_is_not_streamlits(page, sent)


def test_who_prints_before_streamlit_is_there_has_the_whole_paper(page: Page, server: str, tmp_path: Path) -> None:
    goto_front(page, f"{server}/?doc=rusk-1951")
    page.locator(".reader[data-tab='rusk-1951']").wait_for()
    sheets = read_paper(page, tmp_path)
    last = page.locator(".panel:not([hidden]) [data-passage]").last.inner_text()
    assert "".join(last.split())[-40:] in "".join("".join(sheets).split())


def check_back_is_not_streamlits(page: Page, sent: list[Any]) -> None:
    """Go on within Explore and back: the server is told nothing."""
    sent.clear()
    page.locator(".reader .tabs button", has_text="Rusk 1951").click()
    page.wait_for_function("() => location.search.includes('doc=rusk-1951')")
    page.go_back()
    page.locator(".reader[data-tab='feature']").wait_for()
    assert page.evaluate("location.search") == "?feature=nll"
    assert sent == []


def look_at_each_width(page: Page, at: str) -> dict[int, Any]:
    """Look at the head, and return how it looks in a wide window and in a narrow one."""
    found = {}
    for width in (390, 1400):
        resize(page, width, 844)
        found[width] = page.evaluate(LOOK, f"{at} .koreamap-head, {at} .koreamap-head :is(strong, a)")
    return found


def wait_until_alike(page: Page, before: dict[int, Any]) -> None:
    """Wait until the head is what it was: Streamlit turns to another scheme when it has been told of it."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while (found := look_at_each_width(page, ".stApp")) != before and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert found == before


@pytest.mark.parametrize("path", list(find_titles()))
def test_page_opens_at_its_own_address_and_its_head_looks_the_same_before_and_after(
    page: Page, server: str, path: str
) -> None:
    before = {}
    gate = Gate(page, server)
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # both are schemes
        page.goto(f"{server}/{path}", wait_until="commit")
        page.locator(f"{FRONT} .koreamap-head").wait_for()
        before[scheme] = look_at_each_width(page, FRONT)
        assert is_dark(page, FRONT) == (scheme == "dark")
        save_screenshot(page, f"front-{scheme}-{path or 'explore'}")
    assert before["dark"] != before["light"]
    gate.open()
    page.locator(".stApp .koreamap-head").wait_for()
    here = page.locator(".stApp .koreamap-head [aria-current='page']")
    assert here.all_inner_texts() == [find_titles()[path]]
    assert page.get_by_test_id("stSidebarNavLink").count() == 0
    assert look_at_each_width(page, ".stApp") == before["dark"], "it opened in the dark"
    assert is_dark(page, ".stApp")
    page.emulate_media(color_scheme="light")
    wait_until_alike(page, before["light"])
    wait_for(lambda: not is_dark(page, ".stApp"), "the page stays dark")
    for width, look in (seen for scheme in before.values() for seen in scheme.items()):
        assert len(look) == 2 + len(find_titles())
        assert look[-1][1] + look[-1][3] < width - 48  # Streamlit's menu has its room


def test_the_chosen_theme_is_there_at_once(chromium: Browser, server: str, record: Record) -> None:
    with open_fresh(chromium, record) as page:
        gate = Gate(page, server)
        for chosen, system in (("Dark", "light"), ("Light", "dark")):
            page.emulate_media(color_scheme=system)  # type: ignore[arg-type]  # both are schemes
            page.add_init_script(f"localStorage.setItem('stActiveTheme-/-v2', JSON.stringify('{chosen}'))")
            gate.close()
            page.goto(server, wait_until="commit")
            page.locator(f"{FRONT} {READY}").wait_for()
            assert is_dark(page, FRONT) == (chosen == "Dark")
            assert page.locator(READY).get_attribute("data-theme") == chosen.lower()
            gate.open()
            assert page.locator(READY).get_attribute("data-theme") == chosen.lower()


def test_page_without_javascript_says_so(chromium: Browser, server: str, record: Record) -> None:
    with open_fresh(chromium, record, java_script_enabled=False) as page:
        page.goto(server)
        assert page.locator("noscript p[lang=en]").is_visible()
        assert "needs JavaScript" in (page.locator("noscript p[lang=en]").text_content() or "")
        assert not page.get_by_text("is opening").is_visible()
        assert page.get_by_role("link", name="Claims").is_visible()


def test_links_lead_on_before_streamlit_and_after(page: Page, server: str) -> None:
    gate = Gate(page, server)
    page.goto(server, wait_until="commit")
    page.get_by_role("link", name="Claims").click()
    page.wait_for_url(f"{server}/claims", wait_until="commit")
    gate.open()
    page.evaluate("() => { globalThis.isSame = true; }")
    page.get_by_role("link", name="Export").click()
    page.get_by_role("button", name="Make the file").wait_for()
    page.locator(".stApp .koreamap-head [aria-current]", has_text="Export").wait_for()
    assert page.evaluate("location.pathname") == "/export"
    assert page.evaluate("() => globalThis.isSame")


CHANGED = """
import streamlit as st
from koreamap.app import front_page
from koreamap.app.application import MAIN, build_middleware, show_error

index = front_page.read_index()
front_page.read_index = lambda: index.replace("<title>", '<title lang="en">')
app = st.App(MAIN, middleware=build_middleware(""), on_script_error=show_error)
"""


def test_app_works_where_streamlit_has_changed_its_page(chromium: Browser, record: Record, tmp_path: Path) -> None:
    script = tmp_path / "changed_app.py"
    script.write_text(CHANGED, encoding="utf-8")
    with run_server(script=script) as address, open_fresh(chromium, record) as page:
        page.goto(address)
        assert page.locator(FRONT).count() == 0
        page.locator(f".stApp {READY}").wait_for()
        page.get_by_role("link", name="Claims").click()
        page.locator(".stApp .koreamap-head [aria-current]", has_text="Claims").wait_for()
        assert urlsplit(page.url).path == "/claims"


def test_page_and_layers_stand_under_a_base_path(chromium: Browser, record: Record) -> None:
    with run_server(base="korea/maps") as address, open_fresh(chromium, record) as page:
        open_page(page, address, feature="nll")
        page.locator(f".stApp {READY}").wait_for()
        page.get_by_role("link", name="Claims").click()
        page.wait_for_url(f"{address}/claims")
        page.locator(".stApp .koreamap-head [aria-current]", has_text="Claims").wait_for()
        paths = [urlsplit(url).path for url in record.requests]
        assert any("/layers/" in path for path in paths)
        assert [path for path in paths if not path.startswith("/korea/maps")] == []
