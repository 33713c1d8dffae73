"""The Documents page in a browser: a text of one's own on the map, its names decided by mouse and by keys, and kept."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from accessibility import find_faults
from browser import WINDOW, Record, run_server, watch
from koreamap.own_documents import make_document, write_own
from koreamap.reading.running import read_document_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Dialog, Locator, Page, ViewportSize

pytestmark = pytest.mark.browser

PATIENCE_MS = 60_000
READER = ".explorer-documents .reader[data-ready='1']"
DONE = ".stApp[data-test-script-state='notRunning']"
TEXT = """# MEMORANDUM OF AN ENVOY THERE

## 1. At the line

The envoys met at Panmunjom. Pyongyanq answered, and Zorbach left for Panmunjom.

PAENGYONG-DO, YONPYONG-DO and Quimbley were named.
"""


@pytest.fixture(scope="module")
def own_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("own")


@pytest.fixture(scope="module")
def address(own_folder: Path) -> Iterator[str]:
    """Serve an explorer of this file's own: what is kept here would stand in the pages of other tests."""
    with run_server(environment={"KOREAMAP_FOLDER": str(own_folder)}) as served:
        yield served


@pytest.fixture(autouse=True)
def _nothing_kept(own_folder: Path) -> None:
    """Take away what a test before kept: the same text would begin with what was decided there."""
    for part in ("documents", "layers"):
        shutil.rmtree(own_folder / part, ignore_errors=True)


@pytest.fixture(scope="module")
def context(chromium: Browser, address: str) -> Iterator[BrowserContext]:
    """Share a profile of this file's own, and a page that stands in it, so that Streamlit is compiled once."""
    opened = chromium.new_context(viewport=WINDOW, reduced_motion="reduce")
    opened.new_page().goto(f"{address}/_stcore/health")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, record: Record) -> Iterator[Page]:
    opened = context.new_page()
    opened.set_default_timeout(PATIENCE_MS)
    watch(opened, record)
    yield opened
    opened.close()
    assert record.left == []
    assert record.errors == []


def open_whole(page: Page, url: str) -> None:
    """Open a page, and wait until Streamlit has taken it over and has nothing more to run."""
    page.goto(url)
    page.wait_for_selector("#koreamap-front", state="detached", timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)


def resize(page: Page, size: ViewportSize) -> None:
    """Give the window a size, and wait until the page has laid itself out in it."""
    page.set_viewport_size(size)
    page.wait_for_function("([width, height]) => innerWidth === width && innerHeight === height", arg=[*size.values()])
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")


def put_on_the_map(page: Page, address: str, text: str = TEXT) -> None:
    open_whole(page, f"{address}/documents")
    page.get_by_label("Or a text").fill(text)
    page.get_by_role("button", name="Put it on the map").click()
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    page.wait_for_selector(".review .questions li", timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)


LONG = (5, 6, 7)
IN_ROW = """(tab) => {
  const [row, box] = [tab.closest('.tabs'), tab].map((element) => element.getBoundingClientRect());
  return box.left >= row.left - 1 && box.right <= row.right + 1;
}"""


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve an explorer with nine documents of its user's beside the project's two; three of them have long titles."""
    folder = tmp_path_factory.mktemp("many")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("KOREAMAP_FOLDER", str(folder))
        for number in range(9):
            extract = read_document_file(f"Letter {number} came from Panmunjom.\n".encode(), f"letter-{number}.txt")
            title = f"Report of the commission, part {number}" if number in LONG else ""
            write_own(make_document(extract, date=f"195{number}", title=title), extract)
    with run_server(environment={"KOREAMAP_FOLDER": str(folder)}) as served:
        yield served


def test_a_text_without_sections_is_no_front_and_begins_at_its_head_in_a_low_window(page: Page, address: str) -> None:
    resize(page, {"width": 844, "height": 390})
    put_on_the_map(page, address, "The envoys met at Panmunjom. Zorbach left.\n\nThey came back from Kaesong.\n")
    expect(page.locator(f"{READER} .panel:not([hidden]) .margin-label")).to_have_text(["¶ 1", "¶ 2"])
    assert page.locator(f"{READER} .block.front").count() == 0
    assert page.locator(".stMain").evaluate("main => main.scrollTop") == 0


def mark_of(page: Page, words: str) -> Locator:
    return page.locator(f"{READER} .panel:not([hidden]) .mark").filter(has_text=words)


def question_of(page: Page, words: str) -> Locator:
    return page.locator(f".review li[data-exact='{words}']")


def check_frame(page: Page) -> None:
    """The map shows what the text names, its towns and sites too, nearer than the usual view."""
    page.wait_for_selector(".km-map [data-feature-id='panmunjom']", state="attached", timeout=PATIENCE_MS)
    map_ = page.locator(".km-map")
    expect(map_).to_have_attribute("data-center", re.compile(r"37\.\d+,125\.\d+"), timeout=PATIENCE_MS)
    expect(map_).to_have_attribute("data-zoom", re.compile(r"8(\.\d+)?"), timeout=PATIENCE_MS)


def check_tab(page: Page) -> None:
    """The one document's tab is whole, or ends in dots; it is not cut."""
    tabs = page.locator(f"{READER} .tabs")
    assert tabs.evaluate("(element) => element.scrollWidth <= element.clientWidth")
    assert tabs.locator("button").last.evaluate("(element) => getComputedStyle(element).textOverflow") == "ellipsis"


def check_telephone(page: Page) -> None:
    """Every part is within reach in a narrow window; the page is left wide."""
    resize(page, {"width": 390, "height": 844})
    for part in (f"{READER} .text", ".review .questions", ".km-map"):
        box = page.locator(part).first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 391
    question_of(page, "Pyongyanq").locator(".word").scroll_into_view_if_needed()
    assert question_of(page, "Pyongyanq").locator(".word").is_visible()
    resize(page, WINDOW)


def check_suggestion(page: Page) -> None:
    """A suggestion is accepted by a key and taken back."""
    question_of(page, "Pyongyanq").locator(".word").focus()
    page.keyboard.press("a")
    mark_of(page, "Pyongyanq").wait_for(timeout=PATIENCE_MS)
    assert mark_of(page, "Pyongyanq").get_attribute("data-place") == "pyongyang"
    page.locator(".review .undo:not([disabled])").click()
    mark_of(page, "Pyongyanq").wait_for(state="detached", timeout=PATIENCE_MS)
    question_of(page, "Pyongyanq").wait_for(timeout=PATIENCE_MS)


def check_spot(page: Page) -> None:
    """A spot is shown in the text."""
    question_of(page, "Pyongyanq").locator(".word").focus()
    page.keyboard.press("t")
    page.wait_for_function("() => new URLSearchParams(location.search).has('passage')", timeout=PATIENCE_MS)


def check_decisions(page: Page) -> None:
    """A name is given a place, and a link is taken back at one spot."""
    question_of(page, "Zorbach").locator(".word").click()
    page.locator(".review .give input").fill("nowhere at all")
    page.locator(".review .give button").click()
    assert page.locator(".review .give input:invalid").count() == 1
    page.locator(".review .give input").fill("Kaesong")
    page.locator(".review .give button").click()
    mark_of(page, "Zorbach").wait_for(timeout=PATIENCE_MS)
    page.locator(".review [data-list='linked']").click()  # the most frequent word is asked about
    page.get_by_label("This spot alone").check()
    page.locator(".review .next-spot").click()
    page.locator(".review .reject").click()
    expect(mark_of(page, "Panmunjom")).to_have_count(1, timeout=PATIENCE_MS)


def test_pasted_text_stands_beside_the_map_and_its_names_are_decided(page: Page, address: str) -> None:
    put_on_the_map(page, address)
    expect(mark_of(page, "Panmunjom")).to_have_count(2, timeout=PATIENCE_MS)
    check_frame(page)
    check_tab(page)
    assert mark_of(page, "PAENGYONG-DO").get_attribute("data-place") == "baengnyeongdo"
    mark_of(page, "YONPYONG-DO").click()
    page.wait_for_selector(".km-map[data-selected='yeonpyeongdo']", timeout=PATIENCE_MS)
    check_telephone(page)
    check_suggestion(page)
    check_spot(page)
    check_decisions(page)


def test_what_is_not_kept_has_a_language_and_no_link(page: Page, address: str) -> None:
    put_on_the_map(page, address, "백령도와 연평도는 서해에 있다. 판문점에서 만났다. Zorbach, 서해.\n")
    expect(page.locator(f"{READER} .text").first).to_have_attribute("lang", "ko")
    expect(page.locator(f"{READER} .byline").first).to_contain_text("Korean")
    expect(page.get_by_text("No link leads to what is not kept")).to_be_visible()
    assert page.get_by_role("button", name="Link", exact=True).count() == 0
    assert page.get_by_role("button", name="Copy the link to this view").count() == 0
    assert page.get_by_role("button", name="Picture of this view").count() == 1


def test_a_letter_decides_only_of_the_word_that_is_open(page: Page, address: str) -> None:
    put_on_the_map(page, address)
    rows = page.locator(".review .questions > li")
    before = rows.evaluate_all("(rows) => rows.map((row) => row.dataset.exact)")
    assert len(before) > 2
    expect(rows.nth(0).locator(".word")).to_have_attribute("aria-expanded", "true")
    rows.nth(1).locator(".word").focus()
    page.keyboard.press("x")
    expect(rows.nth(1).locator(".word")).to_have_attribute("aria-expanded", "true")
    assert rows.evaluate_all("(rows) => rows.map((row) => row.dataset.exact)") == before
    page.keyboard.press("x")
    expect(rows).to_have_count(len(before) - 1)
    assert rows.evaluate_all("(rows) => rows.map((row) => row.dataset.exact)") == [before[0], *before[2:]]


BELOW_HEAD = """() => {
  const said = Object.assign(document.createElement('div'), { className: 'stStatusWidget', textContent: 'Stop' });
  document.querySelector('.stAppHeader').append(said);
  const head = document.querySelector('.koreamap-head').getBoundingClientRect();
  const box = said.getBoundingClientRect();
  said.remove();
  return box.width > 0 && box.top >= head.bottom;
}"""


def test_what_streamlit_says_while_it_works_leaves_the_languages_free(page: Page, address: str) -> None:
    open_whole(page, f"{address}/documents")
    assert page.evaluate(BELOW_HEAD)


def test_long_name_of_a_section_stays_within_the_queue(page: Page, address: str) -> None:
    put_on_the_map(page, address, f"# {'Longheading' * 8}\n\nZorbach left Panmunjom.\n")
    queue, where = (page.locator(f".review {part}").first.bounding_box() for part in (".questions", ".where"))
    assert queue is not None
    assert where is not None
    assert where["x"] + where["width"] <= queue["x"] + queue["width"]


def test_markup_in_a_plain_text_is_text_everywhere(page: Page, address: str) -> None:
    words = "<img src=x onerror=alert(1)> `y` ${z}"
    put_on_the_map(page, address, f"At Panmunjom {words} Pyongyanq {words} stood.\n")
    assert page.locator(f"{READER} .text").inner_text().count(words) == 2
    assert words in page.locator(".review .context").first.inner_text()
    assert page.locator("img[src='x']").count() == 0


def keep(page: Page) -> None:
    page.get_by_role("button", name="Keep it").click()
    page.get_by_text("It now stands beside the other documents").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)


def remove(page: Page, address: str) -> None:
    open_whole(page, f"{address}/documents")
    page.get_by_role("button", name="Remove").click()
    page.get_by_role("button", name="Yes").click()
    page.get_by_text("Moved to").wait_for(timeout=PATIENCE_MS)


def test_kept_document_stands_among_the_others_and_can_be_removed(page: Page, address: str) -> None:
    put_on_the_map(page, address)
    keep(page)
    open_whole(page, f"{address}/?doc=pasted-text")
    reader = page.locator(".explorer-explore .reader[data-ready='1']")
    reader.wait_for(timeout=PATIENCE_MS)
    assert reader.locator("[role='tab'][aria-selected='true']").inner_text() == "MEMORANDUM OF AN ENVOY THERE"
    assert reader.locator(".panel:not([hidden]) .mark").filter(has_text="Panmunjom").count() == 2
    remove(page, address)
    page.goto(f"{address}/?doc=pasted-text")
    page.get_by_text("No such document here").wait_for(timeout=PATIENCE_MS)


def give_file(page: Page, name: str, text: str) -> None:
    """Give a text as a file from the start page, and wait until it is on the map."""
    given = {"name": name, "mimeType": "text/plain", "buffer": text.encode()}
    page.locator(".st-key-documents-file input[type='file']").set_input_files(given)
    page.locator(f"[data-testid='stFileChipName'][title='{name}']").wait_for(state="attached", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Put it on the map").click()
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)


def test_second_text_of_a_visit_is_open_as_the_first_was(page: Page, address: str) -> None:
    open_whole(page, f"{address}/documents")
    give_file(page, "first.txt", "The envoys met at Panmunjom. Zorbach left.\n")
    mark_of(page, "Panmunjom").click()
    page.wait_for_selector(".km-map[data-selected='panmunjom']", timeout=PATIENCE_MS)
    page.wait_for_function("() => location.search.includes('doc=first')", timeout=PATIENCE_MS)
    page.get_by_role("button", name="Close this document").click()
    give_file(page, "second.txt", "Quimbley came back from Kaesong.\n")
    expect(mark_of(page, "Kaesong")).to_be_visible(timeout=PATIENCE_MS)
    expect(page.get_by_text("No such document here")).to_have_count(0)
    expect(page.locator(READER)).to_have_attribute("data-tab", "second")
    page.wait_for_function("() => location.search.includes('doc=second')", timeout=PATIENCE_MS)


def decide_no_place(page: Page, words: str) -> None:
    word = question_of(page, words).locator(".word")
    if word.get_attribute("aria-expanded") == "false":
        word.click()
    question_of(page, words).locator(".reject").click()
    question_of(page, words).wait_for(state="detached", timeout=PATIENCE_MS)


def test_decision_on_a_kept_document_is_kept(page: Page, address: str) -> None:
    put_on_the_map(page, address)
    keep(page)
    expect(page.get_by_text("Each decision is written there at once")).to_be_visible()
    decide_no_place(page, "Zorbach")
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    open_whole(page, f"{address}/documents")
    page.get_by_role("button", name="Its names").click()
    question_of(page, "Quimbley").wait_for(timeout=PATIENCE_MS)
    expect(question_of(page, "Zorbach")).to_have_count(0)
    remove(page, address)


def test_two_windows_on_a_kept_document_join_what_they_decide_and_tell_what_clashes(
    page: Page, context: BrowserContext, address: str, record: Record
) -> None:
    put_on_the_map(page, address)
    keep(page)
    other = context.new_page()
    watch(other, record)
    open_whole(other, f"{address}/documents?doc=pasted-text")
    question_of(other, "Zorbach").wait_for(timeout=PATIENCE_MS)
    decide_no_place(page, "Zorbach")
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    question_of(other, "Zorbach").locator(".word").click()
    other.locator(".review .give input").fill("Kaesong")
    other.locator(".review .give button").click()
    expect(other.get_by_text("whose decision stands: Zorbach.")).to_be_visible(timeout=PATIENCE_MS)
    expect(mark_of(other, "Zorbach")).to_have_count(0)
    decide_no_place(other, "Quimbley")
    other.wait_for_selector(DONE, timeout=PATIENCE_MS)
    other.close()
    decide_no_place(page, "Pyongyanq")
    expect(page.get_by_text("Decided in another window, and joined: Quimbley.")).to_be_visible(timeout=PATIENCE_MS)
    expect(question_of(page, "Quimbley")).to_have_count(0)
    remove(page, address)


def test_address_of_a_kept_document_opens_it_until_it_is_closed(page: Page, address: str) -> None:
    put_on_the_map(page, address)
    keep(page)
    open_whole(page, f"{address}/documents?doc=pasted-text&feature=panmunjom")
    question_of(page, "Zorbach").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(".km-map[data-selected='panmunjom']", timeout=PATIENCE_MS)
    expect(page.locator(READER)).to_have_attribute("data-tab", "pasted-text")
    page.get_by_role("button", name="Close this document").click()
    page.get_by_role("button", name="Its names").wait_for(timeout=PATIENCE_MS)
    page.wait_for_function("() => !location.search.includes('doc=')", timeout=PATIENCE_MS)
    remove(page, address)


def test_browser_asks_before_what_was_decided_is_lost_and_not_where_it_is_kept(page: Page, address: str) -> None:
    asked: list[str] = []

    def hear(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", hear)
    put_on_the_map(page, address)
    page.reload()
    assert asked == []
    put_on_the_map(page, address)
    decide_no_place(page, "Zorbach")
    page.locator(".koreamap-head nav a", has_text="Help").click()
    page.locator(".explorer-help").wait_for(timeout=PATIENCE_MS)
    page.reload()
    assert asked == ["beforeunload"]
    put_on_the_map(page, address)
    decide_no_place(page, "Zorbach")
    page.reload()
    assert asked == ["beforeunload"] * 2
    put_on_the_map(page, address)
    decide_no_place(page, "Zorbach")
    page.get_by_role("button", name="Close this document").click()
    page.get_by_label("Or a text").wait_for(timeout=PATIENCE_MS)
    page.reload()
    put_on_the_map(page, address)
    decide_no_place(page, "Zorbach")
    keep(page)
    decide_no_place(page, "Quimbley")
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    page.reload()
    assert asked == ["beforeunload"] * 2
    remove(page, address)


def test_document_that_is_open_stays_so_in_another_language_and_all_of_its_page_speaks_it(
    chromium: Browser, address: str
) -> None:
    with chromium.new_context(viewport=WINDOW, reduced_motion="reduce", locale="en-US") as context:
        page = context.new_page()
        put_on_the_map(page, address)
        page.locator("[data-speak='ko']").first.click()
        expect(page.get_by_role("button", name="이 문서 닫기")).to_be_visible(timeout=PATIENCE_MS)
        expect(page.get_by_role("button", name="Close this document")).to_have_count(0)
        expect(page.locator(".review [data-list='open']")).to_contain_text("결정할 것", timeout=PATIENCE_MS)
        expect(mark_of(page, "Panmunjom")).to_have_count(2, timeout=PATIENCE_MS)
        assert page.locator(".explorer-documents").count() == 1


def test_place_of_ones_own_is_set_by_a_click_and_found_in_the_next_document(page: Page, address: str) -> None:
    open_whole(page, f"{address}/documents")
    page.get_by_text("Own places").click()
    page.wait_for_selector(".km-box-map[data-ready='1']", timeout=PATIENCE_MS)
    page.locator(".km-box-map").click(position={"x": 300, "y": 140})
    expect(page.get_by_label("Longitude, degrees")).not_to_have_value("", timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)  # what is typed while the page is made anew may be lost
    page.get_by_label("Name", exact=True).fill("Quimbley")
    page.get_by_role("button", name="Add the place", exact=True).click()
    page.get_by_text("1 place added.").wait_for(timeout=PATIENCE_MS)
    put_on_the_map(page, address)
    assert (mark_of(page, "Quimbley").get_attribute("data-place") or "").startswith("own-")


def test_of_many_documents_some_have_a_tab_and_a_list_has_all(page: Page, crowded: str) -> None:
    open_whole(page, f"{crowded}/?doc=letter-8")
    reader = page.locator(".explorer-explore .reader[data-ready='1']")
    reader.wait_for(timeout=PATIENCE_MS)
    tabs = reader.locator("[role='tab']:visible")
    assert tabs.all_inner_texts() == ["Feature", "letter-0", "letter-1", "letter-8"]
    reader.get_by_label("All documents").select_option("lee-2007")
    expect(reader.locator("[role='tab'][aria-selected='true']")).to_have_text("Lee 2007")
    assert tabs.all_inner_texts() == ["Feature", "letter-0", "letter-8", "Lee 2007"]


def test_tab_that_is_open_is_seen_when_the_page_is_opened_and_come_back_to(page: Page, crowded: str) -> None:
    resize(page, {"width": 390, "height": 844})
    open_whole(page, f"{crowded}/?doc=letter-7")
    chosen = page.locator(".explorer-explore .reader[data-ready='1'] [role='tab'][aria-selected='true']")
    expect(chosen).to_have_id("reader-tab-letter-7")
    assert chosen.evaluate(IN_ROW)
    page.locator(".koreamap-head nav a", has_text="Help").click()
    page.locator(".explorer-help").wait_for(timeout=PATIENCE_MS)
    page.go_back()
    chosen.wait_for(timeout=PATIENCE_MS)
    assert chosen.evaluate(IN_ROW)
    resize(page, WINDOW)


@pytest.mark.parametrize("window", [WINDOW, {"width": 390, "height": 844}], ids=["wide", "telephone"])
def test_row_of_tabs_tells_that_there_are_more_and_leads_to_them(
    page: Page, crowded: str, window: ViewportSize
) -> None:
    resize(page, window)
    open_whole(page, f"{crowded}/?doc=letter-5")
    reader = page.locator(".explorer-explore .reader[data-ready='1']")
    reader.wait_for(timeout=PATIENCE_MS)
    for number in LONG[1:]:
        reader.get_by_label("All documents").select_option(f"letter-{number}")
        expect(reader).to_have_attribute("data-tab", f"letter-{number}")
    tabs = reader.locator("[role='tab']:visible")
    first, last = tabs.first, tabs.last
    before, after = reader.get_by_label("Tabs before these"), reader.get_by_label("More tabs")
    expect(before).to_be_visible(timeout=PATIENCE_MS)
    expect(after).to_be_hidden()
    assert last.evaluate(IN_ROW)
    before.click()
    for _ in range(4):
        before.evaluate("(button) => button.click()")
    expect(before).to_be_hidden()
    assert first.evaluate(IN_ROW)
    assert not last.evaluate(IN_ROW)
    expect(after).to_be_visible()
    expect(reader).to_have_attribute("data-tab", "letter-7")  # who looks on has chosen nothing
    assert find_faults(page, ".explore-reader > .top") == []
    reader.locator(".tabs").hover()
    page.mouse.wheel(5000, 0)  # as a finger drags it
    expect(after).to_be_hidden()
    assert last.evaluate(IN_ROW)
    last.focus()
    page.keyboard.press("Home")
    expect(first).to_be_focused()
    expect(before).to_be_hidden()
    assert first.evaluate(IN_ROW)
    page.keyboard.press("End")
    expect(after).to_be_hidden()
    assert last.evaluate(IN_ROW)
    resize(page, WINDOW)


def test_table_of_many_documents_keeps_its_names_and_scrolls_to_the_last(page: Page, crowded: str) -> None:
    open_whole(page, f"{crowded}/compare")
    table = page.locator(".explorer-compare[data-ready='1'] table")
    table.wait_for(timeout=PATIENCE_MS)
    last = table.locator("thead [data-document]").last
    last.scroll_into_view_if_needed()
    name = table.locator("tbody tr[data-row='sites'] .col-name")
    named, counted = name.bounding_box(), table.locator("tr[data-row='sites'] .of-document").last.bounding_box()
    assert named is not None
    assert counted is not None
    assert named["x"] >= 0
    assert named["width"] >= 120
    assert counted["x"] >= named["x"] + named["width"]
    assert counted["x"] + counted["width"] <= WINDOW["width"]
