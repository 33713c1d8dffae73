"""The web page in a real browser, opened as a file: one request, and everything works."""

from __future__ import annotations

import json
import re
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import pypdf
import pytest

from browser import Record, save_screenshot, watch
from hostile_content import EVIL, make_hostile
from koreamap.atlas import read_atlas
from koreamap.export import export_map
from koreamap.export.content import read_content
from koreamap.export.request import check_request
from koreamap.export.web_page import write
from koreamap.home import layers_dir

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
    if feature_id == "mdl":  # far off, the zone around it is as narrow as the line
        page.locator("[data-choice='mdl']").click()
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


def test_a_card_saves_the_file_of_its_layer(page: Page, file: Path) -> None:
    open_file(page, file, "#feature=nll")
    with page.expect_download() as coming:
        page.locator(f"{PANEL} [data-file='nll']").click()
    assert coming.value.suggested_filename == "koreamap-nll.geojson"
    saved = json.loads(coming.value.path().read_text(encoding="utf-8"))
    built = json.loads((layers_dir() / "nll.geojson").read_text(encoding="utf-8"))
    assert [feature["geometry"] for feature in saved["features"]] == [f["geometry"] for f in built["features"]]
    for name in ("title", "attribution", "license"):
        assert saved[name] == built[name]


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
    frame, inner = note.bounding_box(), page.locator(PANEL).bounding_box()
    assert frame["y"] >= inner["y"], "it is cut off above"
    assert frame["y"] + frame["height"] <= inner["y"] + inner["height"] + 1, "it is cut off below"
    sign.click()
    page.wait_for_selector(".finding[data-claim='lee-date-china']")
    assert page.url.startswith(f"{file.as_uri()}#claim=lee-date-china")


def test_a_finding_shows_its_evidence_readings_and_thresholds(page: Page, file: Path, record: Record) -> None:
    claim = read_atlas().claims["lee-nll-three-miles"]
    open_file(page, file)
    page.get_by_role("link", name="Claims").click()
    page.locator(f".claim-list [data-claim='{claim.id}']").click()
    finding = page.locator(f".finding[data-claim='{claim.id}']")
    finding.locator("h2", has_text=claim.title).wait_for()
    evidence = page.locator(f"{MAP} [data-drawn^='evidence-']")
    wait_for(lambda: evidence.count() == len(claim.evidence_ids) > 0, "the evidence is not drawn")
    assert finding.locator(".readings tbody tr").count() == len(claim.readings) > 1
    assert [name.get_attribute("aria-label").split(".")[0] for name in finding.locator("svg.curve").all()] == [
        curve.title for curve in claim.curves
    ]
    pictures = finding.locator("img.only-light")
    assert pictures.count() == len(claim.chart_ids) > 0
    pictures.first.scroll_into_view_if_needed()
    wait_for(lambda: pictures.first.evaluate("picture => picture.naturalWidth"), "the picture is not there")
    assert record.requests == [file.as_uri()]
    assert page.evaluate("window.violations") is None
    save_screenshot(page, "web-page-finding")


def test_back_and_forward_walk_through_the_states_of_both_pages(page: Page, file: Path) -> None:
    open_file(page, file)
    click_feature(page, "nll")
    page.wait_for_selector(f"{READER}[data-place='nll']")
    page.locator("[data-tab-id='lee-2007']").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007']")
    page.locator(f"{PANEL} [data-claim-sign='lee-nll-equidistant']").click()
    page.wait_for_selector(".finding[data-claim='lee-nll-equidistant']")
    page.get_by_title("Next claim").click()
    page.wait_for_selector(".finding:not([data-claim='lee-nll-equidistant'])")
    second = page.url

    page.go_back()
    page.wait_for_selector(".finding[data-claim='lee-nll-equidistant']")
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007'][data-place='nll']")
    assert page.locator(".finding").count() == 0
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='feature'][data-place='nll']")
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='feature'][data-place='']")
    for _ in range(4):
        page.go_forward()
    wait_for(lambda: page.url == second, "forward does not lead to where one was")
    page.wait_for_selector(".finding:not([data-claim='lee-nll-equidistant'])")


def test_the_way_back_to_the_map_leads_to_what_was_open(page: Page, file: Path) -> None:
    open_file(page, file, "#feature=nll&doc=lee-2007")
    links = page.locator(".page-links")
    links.get_by_role("link", name="Claims").click()
    page.wait_for_selector(".claim-list[data-ready='1']")
    assert links.locator("[aria-current='page']").inner_text() == "Claims"
    links.get_by_role("link", name="Explore").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007'][data-place='nll']")
    wait_for(lambda: "feature=nll" in page.url, "the address is not what is shown")


def test_a_claim_on_the_map_leads_to_its_place_and_its_passage(page: Page, file: Path) -> None:
    open_file(page, file, "#page=claims&claim=lee-nll-equidistant")
    page.get_by_role("button", name="Read on in the document").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007']")
    page.go_back()
    page.wait_for_selector(".finding[data-claim='lee-nll-equidistant']")


def test_in_a_frame_the_pages_turn(page: Page, file: Path, tmp_path: Path) -> None:
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe src="{file.as_uri()}" title="Map" width="680" height="600"></iframe>')
    page.goto(frame.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator(MAP).wait_for()
    inner.get_by_role("link", name="Claims").click()
    inner.locator(".claim-list[data-ready='1']").wait_for()
    inner.get_by_role("link", name="Explore").click()
    inner.locator(f"{READER}[data-tab='feature']").wait_for()


def read_pdf(page: Page, folder: Path) -> list[str]:
    """Print the page and read it back, ligatures parted and white space folded; a text for each sheet of paper."""
    page.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    read = [unicodedata.normalize("NFKC", sheet.extract_text()) for sheet in pypdf.PdfReader(folder / "page.pdf").pages]
    return [" ".join(text.split()) for text in read]


def test_paper_has_title_map_every_passage_and_the_sources(page: Page, file: Path, tmp_path: Path) -> None:
    atlas = read_atlas()
    content = read_content(check_request(atlas, format_id="web-page"))
    open_file(page, file, "#feature=nll")
    sheets = read_pdf(page, tmp_path)
    first, whole = sheets[0], "".join("".join(sheets).split())
    assert "The geography of Korea's armistice" in first
    assert "Military Demarcation Line" in first, "no legend"
    assert "Search place" not in first
    for passage in content.passages:
        missing = [word for word in re.findall("[A-Za-z]{6,}", passage.text) if word not in whole]
        assert missing == [], passage.id
    for source in content.sources:
        assert "".join(source.title.split())[:40] in whole, source.id
    assert page.locator(".page-legend, .page-closing").count() == 0, "the page keeps what was made for paper"
    assert page.locator(READER).evaluate("reader => reader.querySelectorAll('details[open]').length") == 0


def test_in_a_narrow_frame_nothing_covers_anything(page: Page, file: Path) -> None:
    page.set_viewport_size({"width": 680, "height": 600})
    open_file(page, file)
    box = lambda name: page.locator(name).bounding_box()  # noqa: E731 - a word for a long one
    last, field, head = box("[data-tab-id='lee-2007']"), box(".search-field"), box(".page-about > summary")
    assert last["x"] + last["width"] <= 680
    assert field["y"] + field["height"] <= last["y"] or last["x"] + last["width"] <= field["x"]
    assert head["x"] + head["width"] <= 680
    assert page.evaluate("document.documentElement.scrollWidth") == 680
    save_screenshot(page, "web-page-frame")
