"""The web page in a real browser, opened as a file: one request, and everything works."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

import pytest

from browser import Record, save_screenshot, watch
from hostile_content import EVIL, make_hostile
from koreamap.atlas import read_atlas
from koreamap.export import export_map
from koreamap.export.request import check_request
from koreamap.export.web_page import write

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

MAP = ".km-map[data-ready='1']"
READER = ".reader[data-ready='1']"
PANEL = ".panel:not([hidden])"
PATIENCE_S = 15


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = check_request(read_atlas(), format_id="web-page")
    return export_map(request, tmp_path_factory.mktemp("page") / "map.html")


def open_file(page: Page, file: Path, address: str = "") -> None:
    page.goto(f"{file.as_uri()}{address}")
    page.wait_for_selector(MAP, timeout=PATIENCE_S * 1000)
    page.wait_for_selector(READER, timeout=PATIENCE_S * 1000)


def state(page: Page, name: str, *, of: str = MAP) -> str:
    return str(page.locator(of).get_attribute(f"data-{name}"))


def wait_for(what: Callable[[], Any], why: str) -> Any:
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.05)
    return pytest.fail(why)


def click_feature(page: Page, feature_id: str) -> None:
    """Click in the middle of a feature's own shape."""
    element = page.locator(f"[data-drawn='{feature_id}']")
    spot = element.evaluate(
        """path => {
             const at = path.getPointAtLength(path.getTotalLength() * 0.6).matrixTransform(path.getScreenCTM());
             return [at.x, at.y];
           }"""
    )
    page.mouse.click(*spot)


def test_it_opens_with_one_request_and_draws_map_and_reader(page: Page, file: Path, record: Record) -> None:
    open_file(page, file)
    page.wait_for_timeout(500)
    assert record.requests == [file.as_uri()]
    assert page.evaluate("window.violations") is None
    assert page.locator(f"{MAP} svg path[data-drawn]").count() >= 6
    colours = page.locator(f"{MAP} canvas").first.evaluate(
        """canvas => {
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             const seen = new Set();
             for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
             return seen.size;
           }"""
    )
    assert colours > 3
    assert "OpenStreetMap" in page.locator(".km-credit").inner_text()
    save_screenshot(page, "web-page")


@pytest.mark.parametrize("feature_id", ["mdl", "nll"])
def test_a_click_on_the_map_opens_the_card_with_its_marked_passages(page: Page, file: Path, feature_id: str) -> None:
    open_file(page, file)
    click_feature(page, feature_id)
    page.wait_for_selector(f"{READER}[data-place='{feature_id}']")
    marks = page.locator(f"{PANEL} .mark[data-place='{feature_id}']")
    wait_for(marks.count, "no passage is marked")
    assert f"feature={feature_id}" in page.url


def test_a_click_on_a_mention_moves_the_map(page: Page, file: Path) -> None:
    open_file(page, file)
    before = state(page, "center")
    page.locator("[data-tab-id='lee-2007']").click()
    mark = page.locator(f"{PANEL} .mark[data-place='panmunjom']").first
    mark.scroll_into_view_if_needed()
    mark.click()
    wait_for(lambda: state(page, "center") != before and state(page, "selected") == "panmunjom", "the map stood still")
    assert page.locator("[data-tab-id='lee-2007']").get_attribute("aria-selected") == "true"
    assert page.locator("[data-drawn='panmunjom']").count() == 1
    assert not page.locator("[data-layer-switch='sites']").is_checked(), "a selection switches no layer"


def test_next_and_previous_walk_the_mentions(page: Page, file: Path) -> None:
    open_file(page, file, "#feature=nll")
    position = page.locator(".position")
    first = position.inner_text()
    page.locator(".step.next").click()
    wait_for(lambda: position.inner_text() != first, "no step was made")
    page.locator(".step.previous").click()
    wait_for(lambda: position.inner_text() == first, "no step back was made")


def test_a_layer_can_be_switched(page: Page, file: Path) -> None:
    open_file(page, file)
    drawn = page.locator("[data-drawn='mdl']")
    assert drawn.count() == 1
    page.locator("[data-layer-switch='mdl']").click()
    wait_for(lambda: drawn.count() == 0, "the line is still drawn")
    page.locator("[data-layer-switch='cities']").click()
    wait_for(page.locator("[data-drawn='seoul']").count, "the cities are not drawn")
    assert "layers=" in page.url
    page.reload()
    page.wait_for_selector("[data-drawn='seoul']", state="attached")
    assert page.locator("[data-drawn='mdl']").count() == 0


@pytest.mark.parametrize(("query", "place"), [("연평도", "yeonpyeongdo"), ("panmun", "panmunjom")])
def test_search_finds_a_place_and_goes_there(page: Page, file: Path, query: str, place: str) -> None:
    open_file(page, file)
    before = state(page, "center")
    page.locator(".search-field").fill(query)
    page.locator(f".result-place[data-place='{place}']").click()
    page.wait_for_selector(f"{READER}[data-place='{place}']")
    wait_for(lambda: state(page, "center") != before, "the map stood still")


def test_search_finds_words_and_opens_the_document(page: Page, file: Path) -> None:
    open_file(page, file)
    page.locator(".search-field").fill("cease-fire")
    page.locator(".result-text").first.click()
    wait_for(lambda: state(page, "tab", of=READER) != "feature", "no document was opened")
    assert "doc=" in page.url


@pytest.mark.parametrize(
    "address", ["#feature=%3Cimg%20src=x%3E", "#doc=__proto__", "#layers=nll,nothing", "#passage=x"]
)
def test_a_bad_address_gives_the_first_view_and_says_so(page: Page, file: Path, address: str) -> None:
    open_file(page, file, address)
    assert "No such" in page.locator(".notice").inner_text()
    assert page.locator(".reader img").count() == 0


def test_an_address_leads_to_the_passage(page: Page, file: Path) -> None:
    open_file(page, file, "#feature=38th-parallel&doc=rusk-1951&passage=rusk-1951/2.c/p1")
    assert state(page, "tab", of=READER) == "rusk-1951"
    block = page.locator(f"{PANEL} [data-passage='rusk-1951/2.c/p1']")
    wait_for(
        lambda: block.is_visible() and page.locator(f"{PANEL} .mark.current").count(), "the passage is not in view"
    )


def test_what_may_not_be_quoted_is_a_gap(page: Page, file: Path) -> None:
    open_file(page, file, "#doc=lee-2007")
    assert page.locator(f"{PANEL} .ornament", has_text="[…]").count() > 3
    assert page.locator(".notice:not([hidden])").count() == 0  # every link still fits its words


def test_hostile_words_are_shown_and_do_nothing(page: Page, tmp_path: Path) -> None:
    write(make_hostile(), tmp_path / "hostile.html", lambda _step: None)
    open_file(page, tmp_path / "hostile.html", "#feature=nll")
    shown = EVIL.replace("\ud800", "\ufffd")
    assert shown in page.locator(".card-title").text_content()
    assert shown in page.locator(f"{PANEL} .mentions").text_content()
    page.locator(".page-about summary").click()
    assert shown in page.locator(".page-about").inner_text()
    page.keyboard.press("Escape")
    page.locator(".tabs button").nth(1).click()
    page.mouse.move(300, 400)
    page.wait_for_timeout(300)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.evaluate("window.violations") is None


@pytest.fixture
def phone(chromium: Browser, record: Record) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    opened = context.new_page()
    watch(opened, record)
    yield opened
    context.close()
    assert record.errors == []


def test_on_a_phone_in_the_dark_map_and_reader_share_the_height(phone: Page, file: Path) -> None:
    open_file(phone, file, "#feature=baengnyeongdo")
    assert state(phone, "theme") == state(phone, "theme", of=READER) == "dark"
    upper, lower = (phone.locator(name).bounding_box() for name in (MAP, READER))
    assert upper is not None
    assert lower is not None
    assert upper["height"] > 300
    assert lower["height"] > 300
    assert upper["y"] + upper["height"] <= lower["y"] + 1
    assert phone.evaluate("document.documentElement.scrollWidth") == 390
    save_screenshot(phone, "web-page-phone")


def test_light_and_dark_follow_the_system_at_once(page: Page, file: Path) -> None:
    open_file(page, file)
    for scheme in ("dark", "light"):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # both are schemes
        wait_for(lambda wanted=scheme: state(page, "theme") == wanted, "the map kept its colours")
        wait_for(lambda wanted=scheme: state(page, "theme", of=READER) == wanted, "the reader kept its colours")


def test_what_a_document_gets_wrong_is_told_beside_it(page: Page, file: Path) -> None:
    open_file(page, file, "#doc=lee-2007")
    sign = page.locator(f"{PANEL} [data-claim-sign='lee-date-china']")
    sign.focus()
    note = page.locator(".claim-note")
    assert "19 October 1950" in note.inner_text()
    assert note.locator("button").count() == 0, "there is no page of findings here"
    sign.click()
    assert page.url.startswith(f"{file.as_uri()}#doc=lee-2007")


def test_a_note_shows_what_holds_under_each_reading_and_threshold(page: Page, file: Path) -> None:
    open_file(page, file, "#doc=lee-2007")
    page.locator(f"{PANEL} [data-claim-sign='lee-nll-three-miles']").focus()
    note = page.locator(".claim-note")
    claim = read_atlas().claims["lee-nll-three-miles"]
    assert note.locator("li").count() == len(claim.readings) > 1
    assert note.locator("li").first.inner_text().startswith(claim.readings[0].text)
    assert [name.get_attribute("aria-label").split(".")[0] for name in note.locator("svg.curve").all()] == [
        curve.title for curve in claim.curves
    ]
    frame, inner = note.bounding_box(), page.locator(PANEL).bounding_box()
    assert frame["y"] >= inner["y"], "it is cut off above"
    assert frame["y"] + frame["height"] <= inner["y"] + inner["height"] + 1, "it is cut off below"
    save_screenshot(page, "note-curves")
