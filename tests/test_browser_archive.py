"""The Archive page in a browser: what many documents say, found by place, words, period and a press on the map."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

import pytest
from click.testing import CliRunner
from playwright.sync_api import expect

from browser import WINDOW, run_server, save_screenshot, watch
from koreamap.app.archive_view import ARCHIVE_VARIABLE
from koreamap.cli import main
from reach import find_lost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from browser import Record

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
MAP = ".km-count-map[data-ready='1']"
DONE = ".stApp[data-test-script-state='notRunning']"
ROWS = ".st-key-archive li"
"""They come after the heading that counts them, and after the address."""
IN_SIGHT = """(selector) => {
  const element = document.querySelector(selector);
  const { left, top, bottom } = element.getBoundingClientRect();
  const seen = [top + 1, bottom - 1].map((y) => document.elementFromPoint(left + 2, y));
  return seen.every((other) => element === other);
}"""
"""The page's head may lie over what is within the window."""
SIZES = ((1400, 900), (1024, 768), (390, 844), (844, 390))


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an explorer with an archive: sixty letters name Panmunjom in 1952, three name Seoul in 1953."""
    folder = tmp_path_factory.mktemp("archive")
    letters, links = folder / "letters", folder / "links.parquet"
    letters.mkdir()
    for number in range(60):
        (letters / f"1952 letter {number:02}.txt").write_text(f"Letter {number}, from Panmunjom.", encoding="utf-8")
    for number in range(3):
        text = f"The convoy {number} came to Seoul at night."
        (letters / f"1953-07 report {number}.txt").write_text(text, encoding="utf-8")
    made = CliRunner().invoke(main, ["link", str(letters), "--out", str(links)])
    assert made.exit_code == 0, made.output
    with run_server(environment={ARCHIVE_VARIABLE: str(links)}) as served:
        yield served


@pytest.fixture(scope="module")
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """Share a profile of this file's own, and a page that stands in it, so that Streamlit is compiled once."""
    opened = chromium.new_context(viewport=WINDOW, reduced_motion="reduce")
    opened.set_default_timeout(PATIENCE_MS)
    opened.new_page().goto(f"{address}/_stcore/health")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, record: Record) -> Iterator[Page]:
    """Open a page: a language that its address asks for is no other's."""
    page = context.new_page()
    stop = watch(page, record)
    yield page
    stop()
    page.close()
    assert record.left == []
    assert record.errors == []


def open_archive(page: Page, address: str, query: str = "") -> None:
    page.goto(f"{address}/archive{query}")
    page.wait_for_selector("#koreamap-front", state="detached")
    page.wait_for_selector(MAP)
    page.wait_for_selector(DONE)


def says_how_many(page: Page, words: str) -> None:
    expect(page.locator(".st-key-archive h2")).to_have_text(words)


def wait_for_query(window: Page, **wanted: str) -> None:
    """Wait until the address says this and no more."""
    window.wait_for_function(
        """(wanted) => {
             const said = Object.fromEntries(new URLSearchParams(location.search));
             const names = Object.keys(wanted);
             return Object.keys(said).length === names.length && names.every((name) => said[name] === wanted[name]);
           }""",
        arg=wanted,
    )


def shown(page: Page) -> list[str]:
    """Return the mentions, each with where it stands and what is around it."""
    found: list[str] = page.locator(ROWS).all_inner_texts()
    return found


CLEAR = """(map) => {
  const boxes = (selector) => [...map.querySelectorAll(selector)].map((element) => element.getBoundingClientRect());
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const figures = boxes('.km-count.is-written span');
  return boxes('.km-labels text').every((name) => !figures.some((figure) => meet(name, figure)));
}"""


def test_each_circle_has_its_name_beside_it_and_none_lies_on_a_figure(page: Page, address: str) -> None:
    open_archive(page, address)
    drawn = page.locator(MAP)
    for name in ("Panmunjom", "판문점", "Seoul", "서울"):
        expect(drawn.locator(".km-labels text", has_text=re.compile(f"^{name}$"))).to_have_count(1)
    assert drawn.evaluate(CLEAR)


def test_counts_are_pressed_on_the_map_by_mouse_and_key_and_let_go_again(page: Page, address: str) -> None:
    open_archive(page, address)
    says_how_many(page, "63 mentions")
    seoul, panmunjom = (page.locator(f"{MAP} [data-place='{id_}']") for id_ in ("seoul", "panmunjom"))
    assert panmunjom.get_attribute("aria-label") == "Panmunjom: 60 mentions"
    assert panmunjom.inner_text() == "60"
    seoul.click()
    says_how_many(page, "3 mentions")
    wait_for_query(page, place="seoul")
    expect(seoul).to_have_attribute("aria-pressed", "true")
    page.wait_for_selector(DONE)
    panmunjom.focus()
    page.keyboard.press("Enter")
    says_how_many(page, "60 mentions")
    wait_for_query(page, place="panmunjom")
    expect(panmunjom).to_be_focused()
    page.wait_for_selector(DONE)
    page.keyboard.press("Enter")
    says_how_many(page, "63 mentions")
    wait_for_query(page)


def test_the_map_begins_where_the_mentions_lie_and_comes_back_there(page: Page, address: str) -> None:
    open_archive(page, address)
    map_ = page.locator(MAP)
    lat, lon = map(float, str(map_.get_attribute("data-center")).split(","))
    assert (lat, lon) == pytest.approx((37.76, 126.83), abs=0.2)  # between Panmunjom and Seoul
    begun = str(map_.get_attribute("data-zoom"))
    assert float(begun) > 8  # all of Korea is farther away
    map_.get_by_role("button", name="Zoom out").click()
    expect(map_).not_to_have_attribute("data-zoom", begun)
    map_.get_by_role("button", name="Back to the first view").click()
    expect(map_).to_have_attribute("data-zoom", begun)


def test_words_and_period_narrow_what_is_found_and_the_address_keeps_them(page: Page, address: str) -> None:
    open_archive(page, address)
    page.get_by_label("Words near the mention").fill("convoy")
    page.keyboard.press("Enter")
    says_how_many(page, "3 mentions")
    wait_for_query(page, words="convoy")
    expect(page.locator(ROWS)).to_have_count(3)
    assert all("convoy" in words for words in shown(page))
    page.wait_for_selector(DONE)
    page.get_by_label("Words near the mention").fill("")
    page.keyboard.press("Enter")
    says_how_many(page, "63 mentions")
    page.wait_for_selector(DONE)
    page.get_by_label("To", exact=True).fill("1952")
    page.keyboard.press("Enter")
    says_how_many(page, "60 mentions")
    wait_for_query(page, to="1952")
    page.reload()
    says_how_many(page, "60 mentions")
    expect(page.get_by_label("To", exact=True)).to_have_value("1952")


def test_a_place_is_chosen_from_the_list_by_keys(page: Page, address: str) -> None:
    open_archive(page, address)
    page.get_by_role("combobox", name="Place").focus()
    page.keyboard.type("Seoul")
    page.get_by_role("option", name="Seoul (3)").wait_for()
    page.keyboard.press("Enter")
    says_how_many(page, "3 mentions")
    wait_for_query(page, place="seoul")


def test_pages_are_turned_and_another_question_begins_with_the_first(page: Page, address: str) -> None:
    open_archive(page, address, "?place=panmunjom")
    says_how_many(page, "60 mentions")
    expect(page.locator(ROWS)).to_have_count(50)
    first = shown(page)
    page.get_by_role("button", name="Next").first.click()
    page.get_by_text("51 to 60 of 60").first.wait_for()
    expect(page.locator(ROWS)).to_have_count(10)
    wait_for_query(page, place="panmunjom", page="2")
    assert not set(first) & set(shown(page))
    page.wait_for_selector(DONE)
    page.get_by_role("button", name="Previous").first.click()
    page.get_by_text("1 to 50 of 60").first.wait_for()
    page.wait_for_selector(DONE)
    page.get_by_role("button", name="Next").first.click()
    wait_for_query(page, place="panmunjom", page="2")
    page.wait_for_selector(DONE)
    page.locator(f"{MAP} [data-place='seoul']").click()
    says_how_many(page, "3 mentions")
    wait_for_query(page, place="seoul")


@pytest.mark.parametrize("size", [(1400, 900), (390, 844), (844, 390)])
def test_a_page_turned_at_the_end_of_a_list_begins_with_its_first(
    page: Page, address: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_archive(page, address, "?place=panmunjom")
    page.get_by_role("button", name="Next").last.click()
    expect(page.locator(ROWS)).to_have_count(10)
    page.wait_for_function(IN_SIGHT, arg=".st-key-archive h2")
    expect(page.locator(ROWS).first).to_be_in_viewport()
    page.wait_for_selector(DONE)
    page.get_by_role("button", name="Previous").last.click()
    expect(page.locator(ROWS)).to_have_count(50)
    page.wait_for_function(IN_SIGHT, arg=".st-key-archive h2")


def test_the_map_stays_beside_the_last_of_a_long_list(page: Page, address: str) -> None:
    open_archive(page, address, "?place=panmunjom")
    page.locator(".st-key-archive li").last.scroll_into_view_if_needed()
    expect(page.locator(".st-key-archive li").last).to_be_in_viewport(ratio=1)
    expect(page.locator(MAP)).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize("language", ["en", "ko"])
def test_every_part_is_within_reach_in_every_window(page: Page, address: str, language: str) -> None:
    open_archive(page, address, f"?lang={language}&place=panmunjom")
    lost = {}
    for size in SIZES:
        if found := find_lost(page, size):
            lost[size] = found
        box = page.locator(MAP).bounding_box()
        assert box is not None
        assert box["width"] >= 300, size
        assert box["height"] >= 240, size
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)  # type: ignore[arg-type]  # both are schemes
            expect(page.locator(MAP)).to_have_attribute("data-theme", theme)
            save_screenshot(page, f"archive-{language}-{theme}-{size[0]}x{size[1]}")
    assert lost == {}
    assert parse_qs(page.evaluate("() => location.search.slice(1)"))["place"] == ["panmunjom"]
