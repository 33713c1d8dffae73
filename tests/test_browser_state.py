"""One state, in the browser: Back finds the exact view, exploring asks nothing of the server and goes on without it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from browser import PATIENCE_MS, Record, free_port, open_at, run_server, wait_until_whole

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, WebSocketRoute

pytestmark = pytest.mark.browser

MAP = ".explorer-explore .km-map[data-ready='1']"
READER = ".explorer-explore .reader[data-ready='1']"
CONNECTED = ".stApp[data-test-connection-state='CONNECTED']"
WAITS_MS = (0, 50, 100, 200, 800)
LOOKS = 10  # in a row

# What stands in the address, where the map is, which tab is open and how far it is scrolled; null until all is there.
LOOK = """() => {
  const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean);
  const find = (selector) => roots.map((root) => root.querySelector(selector)).find(Boolean);
  const [map, reader] = [find('.explorer-explore .km-map'), find('.explorer-explore .reader')];
  if (!map || !reader?.dataset.tab) return null;
  const panel = reader.querySelector('.panel:not([hidden])');
  return {
    address: location.pathname + location.search, center: map.dataset.center, zoom: map.dataset.zoom,
    selected: map.dataset.selected ?? '', tab: reader.dataset.tab, scroll: Math.round(panel.scrollTop),
  };
}"""


def open_explore(page: Page, address: str) -> None:
    page.goto(address)
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    page.wait_for_selector(CONNECTED, timeout=PATIENCE_MS)
    wait_until_whole(page, "explore")


def turn_to(page: Page, address: str) -> Page:
    open_at(page, address)
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    return page


def look(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = page.wait_for_function(LOOK, timeout=PATIENCE_MS).json_value()
    return found


def wait_until(page: Page, wanted: dict[str, Any]) -> None:
    """Wait until the page looks so and goes on to: Streamlit may be about to put the explorer into another place."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    seen = 0
    while seen < LOOKS and time.monotonic() < deadline:
        page.wait_for_timeout(50)
        found = page.evaluate(LOOK)
        seen = seen + 1 if found == wanted else 0
    assert seen == LOOKS, f"{found} instead of {wanted}"


def still(page: Page) -> dict[str, Any]:
    """Wait until everything has been written into the address, and return how the page looks."""
    page.wait_for_function(
        """() => {
             const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean);
             const map = roots.map((root) => root.querySelector('.explorer-explore .km-map')).find(Boolean);
             if (!map) return false;
             const { dataset } = map;
             const [lat, lng, zoom] = history.state?.koreamap?.at ?? [];
             return `${lat?.toFixed(5)},${lng?.toFixed(5)}` === dataset.center && `${zoom}` === dataset.zoom;
           }""",
        timeout=PATIENCE_MS,
    )
    return look(page)


def search_for(page: Page, words: str, place: str) -> None:
    page.locator(".search-field").fill(words)
    page.locator(f".result-place[data-place='{place}']").click()
    page.wait_for_selector(f"{MAP}[data-selected='{place}']")


def explore(page: Page) -> dict[str, Any]:
    """Search a place, open a document, scroll it, and drag the map; return how the page looks."""
    search_for(page, "panmunjom", "panmunjom")
    page.locator("[data-tab-id='lee-2007']").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007']")
    page.mouse.move(1200, 600)
    page.mouse.wheel(0, 1500)
    page.wait_for_function(f"() => ({LOOK})().scroll === 1500 && history.state.koreamap.scroll === 1500")
    page.mouse.move(300, 500)
    page.mouse.down()
    page.mouse.move(420, 610, steps=4)
    page.mouse.up()
    page.wait_for_function("() => location.search.includes('at=')")
    return still(page)


def test_exploring_tells_nothing_and_every_way_back_finds_the_exact_view(page: Page, server: str) -> None:
    frames: list[Any] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.extend([frame])))
    open_explore(page, server)
    still(page)
    frames.clear()
    before = explore(page)
    assert frames == []
    assert (before["tab"], before["scroll"], before["selected"]) == ("lee-2007", 1500, "panmunjom")
    for name in ("Claims", "Export"):
        for wait in WAITS_MS:
            page.get_by_role("link", name=name).click()
            page.wait_for_timeout(wait)  # a person's hesitation: whatever it is, Back must be right
            page.go_back()
            wait_until(page, before)
    page.get_by_role("link", name="Claims").click()
    page.wait_for_selector(".claim-list[data-ready='1']", timeout=PATIENCE_MS)
    page.get_by_role("link", name="Explore").click()
    wait_until(page, before)


def test_a_run_of_the_page_that_was_left_does_not_undo_back(page: Page, server: str) -> None:
    """What a part of a page tells Streamlit while it is left may reach the server after Back, and shows that page."""
    upstream: list[WebSocketRoute] = []
    asked: list[str | bytes] = []

    def listen(route: WebSocketRoute) -> None:
        server_side = route.connect_to_server()
        upstream.append(server_side)

        def pass_on(message: str | bytes) -> None:
            asked.append(message)
            server_side.send(message)

        route.on_message(pass_on)

    page.route_web_socket("**/_stcore/stream", listen)
    open_explore(page, server)
    before = explore(page)
    earlier = len(asked)
    page.get_by_role("link", name="Export").click()
    page.get_by_role("heading", name="Export").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(".stApp[data-test-script-state='notRunning']", timeout=PATIENCE_MS)
    of_export = asked[earlier]
    page.go_back()
    wait_until(page, before)
    answered = len(asked)
    upstream[-1].send(of_export)
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while len(asked) == answered and time.monotonic() < deadline:
        page.wait_for_timeout(50)
    assert len(asked) > answered, f"nobody asked for the page that the address names: {page.url}"
    wait_until(page, before)


def test_back_and_forward_within_explore_tell_nothing(page: Page, server: str) -> None:
    frames: list[Any] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: frames.extend([frame])))
    open_explore(page, server)
    views = [still(page)]
    frames.clear()
    assert views[0]["address"] == "/", "the view is no part of it before the map was moved"
    search_for(page, "panmunjom", "panmunjom")
    views.append(still(page))
    page.locator("[data-tab-id='rusk-1951']").click()
    views.append(still(page))
    page.locator("[data-layer-switch='cities']").check()
    views.append(still(page))
    assert page.evaluate("() => history.length") == len(views) + 1, "a choice is one entry"
    for view in reversed(views[:-1]):
        page.go_back()
        wait_until(page, view)
    for view in views[1:]:
        page.go_forward()
        wait_until(page, view)
    assert frames == []


def test_back_leads_over_unknown_pages_and_over_explore_by_its_name(page: Page, server: str, record: Record) -> None:
    record.expected.append("404")
    open_explore(page, server)
    search_for(page, "panmunjom", "panmunjom")
    before = still(page)
    page.goto(f"{server}/nosuch")
    page.go_back()
    wait_until(page, before)
    wait_until_whole(page, "explore")
    page.get_by_role("link", name="Claims").click()
    page.wait_for_selector(".claim-list[data-ready='1']", timeout=PATIENCE_MS)
    page.goto(f"{server}/nosuch?feature=mdl")
    assert page.locator("h1:visible").inner_text() == "No such page"
    page.goto(f"{server}/explore?feature=nll&utm=x")
    page.wait_for_selector(f"{READER}[data-place='nll']", timeout=PATIENCE_MS)
    assert page.evaluate("location.href") == f"{server}/?feature=nll&utm=x"
    page.go_back()
    page.wait_for_selector("h1", timeout=PATIENCE_MS)
    page.go_back()
    page.wait_for_selector(".claim-list[data-ready='1']", timeout=PATIENCE_MS)
    page.go_back()
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    wait_until(page, before)


def test_links_lead_to_what_is_seen(shared_page: Page, server: str) -> None:
    page = turn_to(shared_page, f"{server}/?feature=nll&utm=x")
    before = still(page)
    page.evaluate(
        """() => {
             window.copied = [];
             navigator.clipboard.writeText = async (text) => { window.copied.push(text); };
           }"""
    )
    page.get_by_role("button", name="Copy the link to this view").click()
    page.locator(".km-notice.km-on", has_text="copied").wait_for()
    page.locator(".card .share").get_by_role("button", name="Copy link").click()
    quote = page.locator(".quote").first
    passage = quote.get_attribute("data-passage") or ""
    quote.hover()
    quote.get_by_role("button", name="Link", exact=True).click()
    quote.get_by_role("button", name="Cite").click()
    page.wait_for_function("() => window.copied.length === 4")
    view, card, link, cited = page.evaluate("window.copied")
    assert card == f"{server}/?feature=nll"
    assert link == f"{server}/?doc={passage.partition('/')[0]}&passage={passage}"
    assert cited.splitlines()[-1] == link
    page.evaluate(
        """() => {
             navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
             document.execCommand = () => false;
           }"""
    )
    page.locator(".card .share").get_by_role("button").first.click()
    field = page.locator(".card .link-field")
    assert field.input_value() == card
    assert field.evaluate("field => [field.selectionStart, field.selectionEnd]") == [0, len(card)]
    page.keyboard.press("Escape")
    field.wait_for(state="detached")
    open_explore(page, view)
    page.wait_for_selector(f"{MAP}[data-selected='nll']", timeout=PATIENCE_MS)
    found = still(page)
    assert {name: found[name] for name in ("center", "zoom", "selected")} == {
        name: before[name] for name in ("center", "zoom", "selected")
    }


def test_view_of_the_map_in_a_link_is_found_and_left(shared_page: Page, server: str) -> None:
    page = turn_to(shared_page, f"{server}/?feature=nll&at=37.9,125.1,9&utm=x")
    found = still(page)
    assert (found["center"], found["zoom"]) == ("37.90000,125.10000", "9")
    assert found["address"] == "/?feature=nll&at=37.9,125.1,9&utm=x"
    page.get_by_role("button", name="Back to the first view").click()
    page.wait_for_function("() => !location.search.includes('at=')")


def test_selected_place_of_a_layer_that_is_off_is_drawn_alone(shared_page: Page, server: str) -> None:
    page = turn_to(shared_page, f"{server}/?feature=yokota-ab&layers=none")
    page.wait_for_selector("[data-drawn='yokota-ab']", state="attached")
    assert page.locator("[data-drawn]").count() == 1
    assert page.locator("[data-layer-switch]:checked").count() == 0
    assert look(page)["address"].startswith("/?feature=yokota-ab&layers=none")


def test_explore_goes_on_without_the_server_and_with_it_again(chromium: Browser) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page, port = context.new_page(), free_port()
    with run_server(port=port) as address:
        open_explore(page, address)
        home = still(page)
        page.wait_for_function(
            """() => {
                 const { store, thematic } = globalThis.koreamapExplorers.get('explore').map;
                 return thematic.switchable.every(({ id }) => store.loaded.has(id));
               }"""
        )
    line = page.locator(".explorer-line")
    line.get_by_text("The server does not answer").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector("[inert]", state="detached")
    search_for(page, "geneva", "geneva")
    latitude, longitude = map(float, still(page)["center"].split(","))
    assert (latitude, longitude) == pytest.approx((46.2, 6.1), abs=5), (
        "Geneva stands beside the panel and over the ruler"
    )
    page.wait_for_selector("[data-drawn='geneva']", state="attached")
    page.locator("[data-tab-id='lee-2007']").click()
    page.locator(".panel:not([hidden]) .mark[data-place='panmunjom']").first.click()
    page.wait_for_selector(f"{MAP}[data-selected='panmunjom']")
    page.locator("[data-layer-switch='rivers']").check()
    page.wait_for_selector("[data-layer='rivers']", state="attached")
    for _ in range(4):
        page.go_back()
    wait_until(page, home)
    page.get_by_role("link", name="Claims").click()
    with run_server(port=port):
        line.wait_for(state="hidden", timeout=PATIENCE_MS)
        search_for(page, "panmunjom", "panmunjom")
        page.wait_for_selector(CONNECTED)
        wait_until_whole(page, "explore")
        before = still(page)
        page.get_by_role("link", name="Claims").click()
        page.wait_for_selector(".claim-list[data-ready='1']", timeout=PATIENCE_MS)
        page.go_back()
        wait_until(page, before)
        page.get_by_role("link", name="Export").click()
        page.get_by_role("button", name="Make the file").wait_for(timeout=PATIENCE_MS)
    context.close()
