"""The web page in a real browser, opened as a file: one request, and everything works."""

from __future__ import annotations

import csv
import io
import json
import re
import struct
import time
from typing import TYPE_CHECKING, Any, Literal
from xml.etree import ElementTree as ET

import pytest

from accessibility import EVERYTHING, find_faults
from browser import WINDOW, Record, read_paper, save_screenshot, watch
from hostile_content import EVIL, make_hostile
from koreamap.atlas import read_atlas
from koreamap.export import export_map
from koreamap.export._terms import TITLE, find_last_reading
from koreamap.export.content import read_content
from koreamap.export.request import check_request
from koreamap.export.web_page import write
from koreamap.home import layers_dir
from reach import SIZES, find_lost

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser

MAP = ".km-map[data-ready='1']"
READER = ".reader[data-ready='1']"
PANEL = ".panel:not([hidden])"
FINDING = ".finding[data-ready='1']"
PATIENCE_S = 40
ANEW = """(href) => {
  const to = new URL(href);
  if (to.pathname !== location.pathname || !globalThis.koreamapEmbedded) return false;
  dispatchEvent(new Event('pagehide')); // what was to be written soon is written now, and not over the new address
  sessionStorage.clear();
  localStorage.clear();
  document.querySelector('.page-about').removeAttribute('open');
  if (navigation.canGoForward) history.pushState({}, '', location.href); // what a test went back from is behind nobody
  history.replaceState({}, '', href);
  dispatchEvent(new Event('koreamap-language'));
  return true;
}"""
"""Make all pages of the file anew, as another language does, and show what the address names; false in another file."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = check_request(read_atlas(), format_id="web-page")
    return export_map(request, tmp_path_factory.mktemp("page") / "map.html")


@pytest.fixture(scope="module", autouse=True)
def standing_file(context: BrowserContext, file: Path) -> Iterator[None]:
    """Let an empty file stand open: those of the tests share its process, which keeps what it has compiled."""
    empty = file.with_name("empty.html")
    empty.write_text("<!doctype html><title>Empty</title>", encoding="utf-8")
    page = context.new_page()
    page.goto(empty.as_uri())
    yield
    page.close()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_file(page: Page, file: Path, address: str = "", *, shows: str = READER) -> None:
    """Show what an address names, in the file that stands open or else in one that is opened."""
    if not page.evaluate(ANEW, f"{file.as_uri()}{address}"):
        page.goto(f"{file.as_uri()}{address}")
    page.wait_for_selector(MAP, timeout=PATIENCE_S * 1000)
    page.wait_for_selector(shows, timeout=PATIENCE_S * 1000)


def address_of(page: Page) -> str:
    """Return what stands after the file's name, as the browser has it now: `page.url` comes later."""
    return str(page.evaluate("() => location.hash"))


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


def test_it_opens_with_one_request_and_draws_map_and_reader(fresh_page: Page, file: Path, record: Record) -> None:
    page = fresh_page
    open_file(page, file)
    page.wait_for_load_state("networkidle")
    assert record.requests == [file.as_uri()]
    assert page.evaluate("window.violations") is None
    assert page.locator(f"{MAP} svg path[data-drawn]").count() >= 6
    page.wait_for_function(
        """() => { // it is painted in the frame after
             const canvas = document.querySelector('.km-map canvas');
             const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
             const seen = new Set();
             for (let at = 0; at < data.length; at += 4 * 97) seen.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
             return seen.size > 3;
           }"""
    )
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
    assert f"feature={feature_id}" in address_of(page)


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
    page.locator(f"{PANEL} .take summary").click()
    with page.expect_download() as coming:
        page.locator(f"{PANEL} [data-file='nll']").click()
    assert coming.value.suggested_filename == "koreamap-nll.geojson"
    saved = json.loads(coming.value.path().read_text(encoding="utf-8"))
    built = json.loads((layers_dir() / "nll.geojson").read_text(encoding="utf-8"))
    assert [feature["geometry"] for feature in saved["features"]] == [f["geometry"] for f in built["features"]]
    for name in ("title", "attribution", "license"):
        assert saved[name] == built[name]


def test_a_card_saves_its_place_and_its_citation(page: Page, file: Path) -> None:
    atlas = read_atlas()
    open_file(page, file, "#feature=western-islands")
    page.locator(f"{PANEL} .take summary").click()
    with page.expect_download() as coming:
        page.locator(f"{PANEL} .take").get_by_role("button", name="GeoJSON").click()
    assert coming.value.suggested_filename == "koreamap-place-western-islands.geojson"
    saved = json.loads(coming.value.path().read_text(encoding="utf-8"))
    built = json.loads((layers_dir() / "western_islands.geojson").read_text(encoding="utf-8"))
    members = {feature["id"]: feature for feature in built["features"]}
    assert sorted(feature["id"] for feature in saved["features"]) == sorted(atlas.features_of("western-islands"))
    for feature in saved["features"]:
        said = members[feature["id"]]["properties"]
        assert {k: v for k, v in feature["properties"].items() if v is not None} == {
            k: v for k, v in said.items() if v is not None
        }
        assert feature["geometry"] == members[feature["id"]]["geometry"]
    assert saved["license"] == built["license"]
    with page.expect_download() as coming:
        page.locator(f"{PANEL} .take").get_by_role("button", name="CSL-JSON").click()
    items = json.loads(coming.value.path().read_text(encoding="utf-8"))
    assert items[0]["title"] == atlas.places["western-islands"].title
    assert "URL" not in items[0], "nobody else can follow the address of a file"


def test_a_picture_of_the_view_is_taken_along(page: Page, file: Path, tmp_path: Path) -> None:
    open_file(page, file, "#feature=nll&date=1953-08")
    page.wait_for_selector(f"{MAP}[data-selected='nll']")
    for choice in ("svg", "png", "png-2"):
        page.get_by_role("button", name="Picture of this view").click()
        with page.expect_download() as download:
            page.locator(f"[data-choice='{choice}']").click()
        download.value.save_as(tmp_path / choice)
    svg = (tmp_path / "svg").read_text(encoding="utf-8")
    picture = ET.fromstring(svg)  # noqa: S314 - what our own page has drawn
    words = ["".join(text.itertext()) for text in picture.iter("{http://www.w3.org/2000/svg}text")]
    day = find_last_reading(read_atlas())
    for wanted in ("© OpenStreetMap contributors", f"{day.day} {day:%B %Y}", "August 1953", " km", " nm"):
        assert any(wanted in text for text in words), wanted
    drawn = {pane.get("data-pane"): len(pane) for pane in picture.iter() if pane.get("data-pane")}
    assert all(drawn[pane] for pane in ("basemap", "halo", "lines", "names"))
    assert not re.search(r"https?://(?!www\.w3\.org/)|url\(", svg)
    width, height = int(picture.get("width") or 0), int(picture.get("height") or 0)
    for choice, scale in (("png", 1), ("png-2", 2)):
        assert struct.unpack(">II", (tmp_path / choice).read_bytes()[16:24]) == (width * scale, height * scale)
    assert page.evaluate("window.violations") is None


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
    assert "layers=" in address_of(page)
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
    assert "doc=" in address_of(page)


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


def test_hostile_words_are_shown_and_do_nothing(fresh_page: Page, tmp_path: Path) -> None:
    page = fresh_page
    write(make_hostile(), tmp_path / "hostile.html", lambda _step: None)
    open_file(page, tmp_path / "hostile.html", "#feature=nll")
    shown = EVIL.replace("\ud800", "\ufffd")
    assert shown in page.locator(".card-title").text_content()
    assert shown in page.locator(f"{PANEL} .mentions").text_content()
    page.locator(".page-about summary").click()
    assert shown in page.locator(".page-about").inner_text()
    page.keyboard.press("Escape")
    page.locator(".tabs button", has_text="lee-2007").click()
    wait_for(lambda: EVIL[:60] in page.locator(PANEL).text_content(), "the document is not open")
    assert page.title().startswith("lee-2007 </script><img")
    assert "hacked" not in address_of(page)
    page.mouse.move(300, 400)
    assert page.evaluate("window.hacked") is None
    assert page.locator("img").count() == 0
    assert page.evaluate("window.violations") is None


@pytest.fixture(scope="module")
def telephone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, has_touch=True, color_scheme="dark")
    context.set_default_timeout(PATIENCE_S * 1000)
    yield context.new_page()
    context.close()


@pytest.fixture
def phone(telephone: Page, record: Record) -> Iterator[Page]:
    stop = watch(telephone, record)
    yield telephone
    stop()
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


def test_on_a_phone_a_tap_in_the_layers_panel_saves_a_layer(phone: Page, file: Path) -> None:
    open_file(phone, file)
    phone.locator(".km-layers-button").tap()
    link = phone.locator(".km-panel [data-file='nll']")
    row = phone.locator(".km-layer", has=phone.locator("[data-file='nll']"))
    box, names = link.bounding_box(), row.locator(".km-names").bounding_box()
    assert link.evaluate("link => getComputedStyle(link).opacity") == "1"
    assert box is not None
    assert names is not None
    assert box["width"] >= 24
    assert box["height"] >= 24
    assert names["x"] + names["width"] <= box["x"]
    with phone.expect_download() as coming:
        link.tap()
    saved = json.loads(coming.value.path().read_text(encoding="utf-8"))
    assert {feature["properties"]["layer"] for feature in saved["features"]} == {"nll"}


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
    assert address_of(page).startswith("#claim=lee-date-china")


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
    assert set(record.requests) <= {file.as_uri()}
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
    second = address_of(page)

    titles = [page.title()]
    page.go_back()
    page.wait_for_selector(".finding[data-claim='lee-nll-equidistant']")
    titles.append(page.title())
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007'][data-place='nll']")
    assert page.locator(".finding").count() == 0
    titles.append(page.title())
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='feature'][data-place='nll']")
    titles.append(page.title())
    page.go_back()
    page.wait_for_selector(f"{READER}[data-tab='feature'][data-place='']")
    titles.append(page.title())
    claims = read_atlas().claims
    assert titles[0] in {f"{claim.title} · Claims · koreamap" for claim in claims.values()}
    assert titles[1:] == [
        f"{claims['lee-nll-equidistant'].title} · Claims · koreamap",
        "Lee 2007 · Northern Limit Line · koreamap",
        "Northern Limit Line · koreamap",
        TITLE,
    ]
    for _ in range(4):
        page.go_forward()
    wait_for(lambda: address_of(page) == second, "forward does not lead to where one was")
    page.wait_for_selector(".finding:not([data-claim='lee-nll-equidistant'])")


def test_the_way_back_to_the_map_leads_to_what_was_open(page: Page, file: Path) -> None:
    open_file(page, file, "#feature=nll&doc=lee-2007")
    links = page.locator(".page-links")
    links.get_by_role("link", name="Claims").click()
    page.wait_for_selector(".claim-list[data-ready='1']")
    assert links.locator("[aria-current='page']").inner_text() == "Claims"
    links.get_by_role("link", name="Explore").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007'][data-place='nll']")
    wait_for(lambda: "feature=nll" in address_of(page), "the address is not what is shown")


def test_places_are_narrowed_sorted_and_taken_along_and_each_leads_to_the_map(page: Page, file: Path) -> None:
    open_file(page, file)
    page.locator(".page-links").get_by_role("link", name="Places").click()
    table = page.locator(".explorer-places[data-ready='1']")
    table.wait_for()
    rows = lambda: table.locator("tr[data-row]").evaluate_all("all => all.map(row => row.dataset.row)")  # noqa: E731
    atlas = read_atlas()
    assert sorted(rows()) == sorted(id_ for id_ in atlas.places if atlas.features_of(id_))
    page.get_by_role("combobox", name="Kind").select_option("island")
    page.get_by_role("button", name="Accuracy").click()
    assert "page=places" in address_of(page)
    islands = [id_ for id_, place in atlas.places.items() if place.kind == "island" and atlas.features_of(id_)]
    shown = rows()
    assert sorted(shown) == sorted(islands)
    accuracies = [atlas.places[id_].accuracy_m for id_ in shown]
    assert accuracies == sorted(accuracies, key=lambda metres: (metres is None, metres))
    with page.expect_download() as coming:
        page.get_by_role("button", name="Download as CSV").click()
    assert coming.value.suggested_filename == "koreamap-places.csv"
    saved = list(csv.DictReader(io.StringIO(coming.value.path().read_bytes().decode("utf-8-sig"))))
    assert [row["id"] for row in saved] == shown

    link = table.locator("[data-place='yeonpyeongdo']")
    assert str(link.get_attribute("href")) == "#feature=yeonpyeongdo"
    link.click()
    page.wait_for_selector(f"{READER}[data-place='yeonpyeongdo']")
    page.go_back()
    table.wait_for()
    assert rows() == shown
    page.go_back()
    wait_for(lambda: rows() != shown, "Back does not undo the choice of a column")
    assert sorted(rows()) == sorted(islands)


def test_the_tour_is_walked_by_keys_and_ends_for_good_until_help_shows_it_again(page: Page, file: Path) -> None:
    open_file(page, file)
    tour, below = page.locator(".tour"), page.locator(".welcome .core")
    told = lambda: tour.locator(".eyebrow").text_content()  # noqa: E731
    ring = lambda part, name: page.locator(part).evaluate(  # noqa: E731
        "(element, name) => getComputedStyle(element, name).getPropertyValue(name ? 'content' : 'outline-style')", name
    )
    assert told() == "Tour: step 1 of 4"
    assert ring(MAP, "::after") == '""'
    tour.get_by_role("button", name="Next").focus()
    for step, part, name, shown in (
        (2, ".explore-reader", "::after", '""'),
        (3, ".km-time", None, "solid"),
        (4, ".km-bar", None, "solid"),
    ):
        page.keyboard.press("Enter")
        assert told() == f"Tour: step {step} of 4"
        assert ring(part, name) == shown
        assert ring(MAP, "::after") == "none"
    before = below.bounding_box()
    page.keyboard.press("Enter")
    tour.get_by_text("closed").wait_for()
    assert below.bounding_box() == before, "nothing moves under the hand"
    assert ring(".km-bar", None) == "none"
    page.reload()
    page.wait_for_selector(".welcome")
    assert tour.count() == 0
    page.locator(".page-links").get_by_role("link", name="Help").click()
    page.get_by_role("link", name="Show the tour").click()
    page.wait_for_selector(f"{READER}:not([data-place=''])")
    assert told() == "Tour: step 1 of 4"
    tour.get_by_role("button", name="Next").press("Escape")
    tour.get_by_text("closed").wait_for()
    assert page.locator(f"{READER}:not([data-place=''])").count() == 1, "the key closed the tour and nothing else"


def test_a_claim_on_the_map_leads_to_its_place_and_its_passage(page: Page, file: Path) -> None:
    open_file(page, file, "#page=claims&claim=lee-nll-equidistant", shows=FINDING)
    page.get_by_role("button", name="Read on in the document").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007']")
    page.go_back()
    page.wait_for_selector(".finding[data-claim='lee-nll-equidistant']")


def test_a_card_leads_to_the_documents_side_by_side_and_on_paper(page: Page, file: Path, tmp_path: Path) -> None:
    open_file(page, file, "#feature=nll")
    page.locator(f"{READER} .compare-them").click()
    page.wait_for_selector(".compare[data-subject='place:nll'] .column[data-document='lee-2007'] .mark.strong")
    assert page.locator(".page-links [aria-current='page']").inner_text() == "Compare"
    paper = read_paper(page, tmp_path)[0]
    assert all(words in paper for words in ("Northern Limit Line", "This document does not mention it.", "2.C, ¶ 2"))
    page.go_back()
    page.wait_for_selector(f"{READER}[data-place='nll']")


def test_in_a_frame_the_pages_turn(fresh_page: Page, file: Path, tmp_path: Path) -> None:
    page = fresh_page
    frame = tmp_path / "frame.html"
    frame.write_text(f'<iframe src="{file.as_uri()}" title="Map" width="680" height="600"></iframe>')
    page.goto(frame.as_uri())
    inner = page.frame_locator("iframe")
    inner.locator(MAP).wait_for()
    inner.get_by_role("link", name="Claims").click()
    inner.locator(".claim-list[data-ready='1']").wait_for()
    inner.get_by_role("link", name="Explore").click()
    inner.locator(f"{READER}[data-tab='feature']").wait_for()


def test_paper_has_title_map_every_passage_and_the_sources(page: Page, file: Path, tmp_path: Path) -> None:
    atlas = read_atlas()
    content = read_content(check_request(atlas, format_id="web-page"))
    open_file(page, file, "#feature=nll")
    sheets = read_paper(page, tmp_path)
    first, whole = sheets[0], "".join("".join(sheets).split())
    assert "The geography of Korea's armistice" in first
    assert "Military Demarcation Line" in first, "no legend"
    assert "Search place" not in first
    for passage in content.passages:
        missing = [word for word in re.findall("[A-Za-z]{6,}", passage.text) if word not in whole]
        assert missing == [], passage.id
    for source in content.sources:
        assert "".join(source.title.split())[:40] in whole, source.id
    assert page.locator(".paper-legend, .paper-closing").count() == 0, "the page keeps what was made for paper"
    assert page.locator(READER).evaluate("reader => reader.querySelectorAll('details[open]').length") == 0


@pytest.mark.parametrize("address", ["#feature=nll", "#page=claims&claim=lee-nll-three-miles"])
def test_in_low_and_narrow_windows_every_part_can_be_reached(fresh_page: Page, file: Path, address: str) -> None:
    page = fresh_page  # in one that has been read, a note may stand folded that a small window would show whole
    open_file(page, file, address, shows=FINDING if "claim=" in address else READER)
    lost = {size: found for size in SIZES[:5] if (found := find_lost(page, size))}
    assert lost == {}


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


@pytest.fixture(scope="module")
def checked(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=WINDOW, reduced_motion="reduce", bypass_csp=True)
    context.set_default_timeout(PATIENCE_S * 1000)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("theme", "rules"), [("light", EVERYTHING), ("dark", ("color-contrast",))])
def test_axe_finds_nothing_in_its_main_states(
    checked: Page, file: Path, theme: Literal["light", "dark"], rules: tuple[str, ...]
) -> None:
    page = checked
    page.emulate_media(color_scheme=theme)
    open_file(page, file, "#feature=nll")
    page.wait_for_selector(f"{MAP}[data-theme='{theme}']")
    faults = {"a feature": find_faults(page, rules=rules)}
    page.locator(".page-about > summary").click()
    faults["about"] = find_faults(page, ".page-about", rules=rules)
    page.keyboard.press("Escape")
    page.get_by_role("tab", name="Lee 2007").click()
    page.wait_for_selector(f"{READER}[data-tab='lee-2007']")
    faults["a document"] = find_faults(page, ".panel:not([hidden])", rules=rules)
    page.locator(".page-links").get_by_role("link", name="Claims").click()
    page.locator(".claim-list .row-title").first.click()
    page.locator(".finding h2").first.wait_for()
    faults["a finding"] = find_faults(page, ".explorer-claims", rules=rules)
    assert {state: found for state, found in faults.items() if found} == {}
