"""The wiring, in a real browser: map to passages, passages to map, and nothing that leaves this machine."""

from __future__ import annotations

import json
import math
import re
import urllib.error
import urllib.request
from collections import Counter
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from shapely.geometry import shape

from browser import (
    PATIENCE_MS,
    WINDOW,
    Record,
    is_here,
    open_at,
    resize,
    save_screenshot,
    wait_for,
    wait_until_whole,
    watch,
)
from koreamap.atlas import Atlas, read_atlas
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Locator, Page

pytestmark = pytest.mark.browser

MAP = ".km-map[data-ready='1']"
READER = ".reader[data-ready='1']"
PANEL = ".panel:not([hidden])"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    """Go where the test before was; a test of how a page opens goes there by itself, or asks for a new context."""
    return shared_page


def open_page(page: Page, address: str, **query: str) -> None:
    open_at(page, f"{address}/?{urlencode(query)}" if query else address)
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    wait_until_still(page)


def where(page: Page) -> tuple[float, float, float]:
    """Return the map's centre and zoom: longitude, latitude, zoom."""
    state = page.locator(MAP).evaluate("map => ({ ...map.dataset })")
    lat, lon = (float(part) for part in state["center"].split(","))
    return lon, lat, float(state["zoom"])


def wait_until_still(page: Page) -> None:
    """Wait until what was asked for is drawn and lettered, and a flight has ended: the map says where it is then."""
    page.locator(MAP).evaluate(
        """async (element, patience) => {
             const end = performance.now() + patience;
             const pages = [...(globalThis.koreamapExplorers?.values() ?? [])];
             const view = pages.map(({ map }) => map).find((map) => map?.root === element);
             const isDrawn = ({ features, store, thematic }) => {
               const wanted = thematic.switchable.filter((layer) => thematic.isDrawn(layer));
               return wanted.every((layer) => features.has(layer.id) || store.missing.has(layer));
             };
             const hasSaid = ({ root, voyage }) => {
               const [lat, lng, zoom] = voyage.land();
               return root.dataset.center === `${lat.toFixed(5)},${lng.toFixed(5)}` && root.dataset.zoom === `${zoom}`;
             };
             const isSettled = () => !view || (view.labels.isSettled && isDrawn(view) && hasSaid(view));
             let [quiet, before] = [0, ''];
             while (quiet < 2) {
               if (performance.now() > end) throw new Error(`the map is not still: ${before}`);
               await new Promise((resolve) => setTimeout(resolve, 50));
               const now = `${element.dataset.center} ${element.dataset.zoom}`;
               const isStill = now === before && !element.querySelector('.leaflet-zoom-anim') && isSettled();
               quiet = isStill ? quiet + 1 : 0;
               before = now;
             }
           }""",
        PATIENCE_MS,
    )


def pixel_of(page: Page, lon: float, lat: float) -> tuple[float, float]:
    """Project a coordinate (WGS 84) into the window, as Web Mercator does."""
    box = page.locator(MAP).bounding_box()
    assert box is not None
    centre_lon, centre_lat, zoom = where(page)
    world = 256 * 2**zoom

    def project(lon_deg: float, lat_deg: float) -> tuple[float, float]:
        sine = math.sin(math.radians(lat_deg))
        return world * (lon_deg / 360 + 0.5), world * (0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi))

    x, y = project(lon, lat)
    centre_x, centre_y = project(centre_lon, centre_lat)
    return box["x"] + box["width"] / 2 + x - centre_x, box["y"] + box["height"] / 2 + y - centre_y


def point_on(atlas: Atlas, feature_id: str, fraction: float = 0.5) -> tuple[float, float]:
    """Return a point on a line or within an area, longitude first."""
    layer = atlas.layers[atlas.features[feature_id].layer]
    collection = json.loads((layers_dir() / layer.file).read_bytes())
    (feature,) = (f for f in collection["features"] if f["properties"]["feature_id"] == feature_id)
    geometry = shape(feature["geometry"])
    parts = getattr(geometry, "geoms", [geometry])
    if "LineString" in geometry.geom_type:
        point = max(parts, key=lambda part: part.length).interpolate(fraction, normalized=True)
    else:
        point = geometry.representative_point()
    return point.x, point.y


def click_at(page: Page, lon: float, lat: float, *, off_px: float = 0) -> None:
    wait_until_still(page)  # a name that is written later may lie where nothing lay
    x, y = pixel_of(page, lon, lat)
    page.mouse.click(x, y + off_px)


def wait_for_card(page: Page, place_id: str) -> None:
    """Wait for the card and for the address: the reader does not wait for Python, the address is Python's."""
    page.wait_for_selector(f"{READER}[data-place='{place_id}']", timeout=PATIENCE_MS)
    wait_for(lambda: f"feature={place_id}" in query_of(page), f"{place_id} is not in the address")


def query_of(page: Page) -> str:
    """Return the query of the address, as the browser has it now."""
    return str(page.evaluate("() => location.search"))


def mentioned(page: Page) -> set[str]:
    """Return the keys of the marks in the open panel."""
    marks = page.locator(".panel:not([hidden]) .mark[data-mention]").evaluate_all(
        "all => all.map(m => m.dataset.mention)"
    )
    return set(marks)


def check_passages(page: Page, atlas: Atlas, place_id: str) -> None:
    """Every mention of the place stands in the panel, marked, with the words that were linked."""
    expected = {link.key: link.mention for link in atlas.links_of(place_id)}
    assert expected, f"{place_id} is mentioned nowhere: choose another place for this test"
    wait_for(lambda: set(expected) <= mentioned(page), f"not all passages of {place_id} are there")
    for key, mention in list(expected.items())[:5]:
        quote = mention.exact
        shown = "".join(page.locator(f"{PANEL} .mark[data-mention='{key}']").all_inner_texts())
        assert re.sub(r"\s+", "", quote) in re.sub(r"\s+", "", shown)


def address_of(page: Page) -> dict[str, str]:
    query = page.evaluate("() => location.search.slice(1)")
    return {name: values[0] for name, values in parse_qs(query).items()}


# --- from the map to the passages


@pytest.mark.parametrize("feature_id", ["nll", "mdl", "38th-parallel"])
def test_click_on_a_line_shows_its_passages(page: Page, server: str, atlas: Atlas, feature_id: str) -> None:
    open_page(page, server)
    click_at(page, *point_on(atlas, feature_id, 0.55))
    if feature_id == "mdl":  # far off, the zone around it is as narrow as the line
        page.locator(f"{MAP} [data-choice='mdl']").click()
    wait_for_card(page, feature_id)
    check_passages(page, atlas, feature_id)
    save_screenshot(page, f"explore-{feature_id}")


def test_click_beside_a_thin_line_still_finds_it(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    click_at(page, *point_on(atlas, "38th-parallel", 0.4), off_px=4)
    wait_for_card(page, "38th-parallel")


def test_click_on_an_area_shows_its_passages(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, feature="dmz")
    page.keyboard.press("Escape")
    wait_for(lambda: page.locator(READER).get_attribute("data-place") == "", "Escape takes the selection back")
    click_at(page, *point_on(atlas, "dmz"))
    page.locator(f"{MAP} [data-choice='dmz']").click()
    wait_for_card(page, "dmz")


def test_question_goes_with_the_view_it_asked_about(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    page.get_by_role("button", name="Picture of this view").click()
    page.locator(".chooser").wait_for()
    open_page(page, server, feature="dmz")
    wait_for_card(page, "dmz")
    assert page.locator(".chooser").count() == 0


def test_click_on_a_small_island(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, feature="western-islands")
    click_at(page, *point_on(atlas, "socheongdo"))
    wait_for_card(page, "socheongdo")
    check_passages(page, atlas, "socheongdo")


def test_island_wins_over_the_line_that_crosses_it(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, feature="baengnyeongdo")
    open_page(page, server, feature="western-islands")
    click_at(page, *point_on(atlas, "baengnyeongdo"))
    wait_for_card(page, "baengnyeongdo")


def test_click_on_a_point_of_a_layer_switched_on_later(page: Page, server: str, atlas: Atlas) -> None:
    feature_id = "yokota-ab"
    layer = atlas.features[feature_id].layer
    open_page(page, server, feature="unc-rear-bases", layers="none")
    page.locator(f"[data-layer-switch='{layer}']").check()
    page.wait_for_selector(f"[data-feature-id='{feature_id}']", state="attached")
    click_at(page, *point_on(atlas, feature_id))
    wait_for_card(page, feature_id)
    wait_for(lambda: layer in address_of(page).get("layers", ""), "the layer is not in the address")


def test_same_feature_can_be_clicked_twice(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    at = point_on(atlas, "nll", 0.55)
    click_at(page, *at)
    wait_for_card(page, "nll")
    documents = page.locator("[data-tab-id]:not([data-tab-id='feature'])")
    documents.first.click()
    page.wait_for_selector(f"{READER}:not([data-tab='feature'])")
    wait_for(lambda: "doc=" in query_of(page), "the document is not in the address")
    click_at(page, *at)
    page.wait_for_selector(f"{READER}[data-tab='feature'][data-place='nll']")
    wait_for(lambda: "doc=" not in query_of(page), "the second click did not arrive")


def test_click_does_not_move_the_map(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    before = where(page)
    click_at(page, *point_on(atlas, "nll", 0.55))
    wait_for_card(page, "nll")
    wait_until_still(page)
    assert where(page) == before


# --- from the documents to the map


def first_mention(atlas: Atlas, place_id: str) -> tuple[str, str, str]:
    """Return key, document and passage of the first mention that leads to a place, and to no other."""
    spans = Counter((link.mention.document_id, link.mention.start) for link in atlas.links)
    link = next(
        link
        for link in atlas.links
        if link.mention.place_id == place_id and spans[link.mention.document_id, link.mention.start] == 1
    )
    return link.key, link.mention.document_id, link.mention.passage_id


@pytest.mark.parametrize("place_id", ["geneva", "panmunjom", "nll"])
def test_mention_leads_to_its_place_beside_the_document(page: Page, server: str, atlas: Atlas, place_id: str) -> None:
    key, document, _passage = first_mention(atlas, place_id)
    open_page(page, server, doc=document)
    before = where(page)
    mark = page.locator(f"{PANEL} .mark[data-mention='{key}']").first
    mark.scroll_into_view_if_needed()
    mark.click()
    wait_for_card(page, place_id)
    wait_for(lambda: where(page) != before, "the map did not move")
    wait_until_still(page)
    assert page.locator(READER).get_attribute("data-tab") == document
    x, y = pixel_of(page, *point_on(atlas, place_id))
    box = page.locator(MAP).bounding_box()
    assert box is not None
    assert box["x"] < x < box["x"] + box["width"]
    assert box["y"] < y < box["y"] + box["height"]
    if place_id == "geneva":
        lon, lat, _zoom = where(page)
        assert (lon, lat) == pytest.approx((6.14, 46.2), abs=6)
    save_screenshot(page, f"mention-{place_id}")


def test_card_saves_the_file_of_its_layer(page: Page, server: str) -> None:
    open_page(page, server, feature="nll")
    page.locator(".card .take summary").click()
    link = page.locator(".card [data-file='nll']")
    with page.expect_download() as coming:
        link.click()
    assert coming.value.suggested_filename == "koreamap-nll.geojson"
    assert coming.value.path().read_bytes() == (layers_dir() / "nll.geojson").read_bytes()


def test_layers_panel_saves_the_file_of_a_layer_and_keeps_its_names_width(page: Page, server: str) -> None:
    open_page(page, server)
    rows = page.locator(".km-panel .km-layer")
    files = rows.locator("a.km-file").evaluate_all("links => links.map(link => link.dataset.file)")
    assert files == rows.locator("input").evaluate_all("boxes => boxes.map(box => box.dataset.layerSwitch)")
    link = page.locator(".km-panel [data-file='nll']")
    names = rows.filter(has=page.locator("[data-file='nll']")).locator(".km-names")
    opacity = "link => getComputedStyle(link).opacity"
    assert link.evaluate(opacity) == "0", "at rest nothing lies over a name"
    assert names.evaluate("names => names.clientWidth") > 110
    page.locator("[data-layer-switch='nll']").focus()
    page.keyboard.press("Tab")
    assert link.evaluate(opacity) == "1"
    assert is_target(link)
    with page.expect_download() as coming:
        page.keyboard.press("Enter")
    assert coming.value.suggested_filename == "koreamap-nll.geojson"
    assert coming.value.path().read_bytes() == (layers_dir() / "nll.geojson").read_bytes()
    assert page.locator("[data-layer-switch='nll']").is_checked(), "saving switches nothing"


def is_target(link: Locator) -> bool:
    """Tell whether a finger finds it: WCAG 2.2, 2.5.8."""
    box = link.bounding_box()
    return box is not None and box["width"] >= 24 and box["height"] >= 24


def test_next_goes_through_the_mentions(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server, feature="nll")
    shown = page.locator(f"{PANEL} .mark.strong").evaluate_all("all => all.map(mark => mark.dataset.mention)")
    keys = list(dict.fromkeys(shown))
    assert sorted(keys) == sorted(link.key for link in atlas.links_of("nll")), "all stand with the card"
    key = keys[keys.index(page.locator(f"{PANEL} .mark.current").first.get_attribute("data-mention")) + 1]
    page.get_by_role("button", name=re.compile("next", re.IGNORECASE)).first.click()
    page.wait_for_selector(f"{READER}[data-mention='{key}']")
    wait_for(lambda: "passage" in address_of(page), "the passage is not in the address")
    assert address_of(page)["passage"] == atlas.by_key[key].mention.passage_id


# --- the address


def test_address_carries_the_view_and_restores_it(page: Page, server: str, atlas: Atlas) -> None:
    key, document, passage = first_mention(atlas, "nll")
    open_page(page, server, doc=document)
    page.locator(f"{PANEL} .mark[data-mention='{key}']").first.click()
    wait_for_card(page, "nll")
    wait_for(lambda: "feature" in address_of(page), "the feature is not in the address")
    assert address_of(page) == {"feature": "nll", "doc": document, "passage": passage}
    wait_until_still(page)
    page.reload()
    page.wait_for_selector(f"{READER}[data-place='nll'][data-tab='{document}']", timeout=PATIENCE_MS)
    page.wait_for_selector(f"{MAP}[data-selected='nll']", timeout=PATIENCE_MS)
    wait_until_whole(page, "explore")


def test_a_map_that_another_test_opened_in_a_narrow_window_has_its_panel_again(page: Page, server: str) -> None:
    """It stays folded in a wide one, and home lies elsewhere beside it."""
    page.goto(f"{server}/claims")  # anew: no map was opened yet
    wait_until_whole(page, "claims")
    resize(page, 390, 844)
    open_page(page, server)
    panel = page.locator(f"{MAP} .km-panel")
    assert not panel.evaluate("panel => panel.classList.contains('km-open')")
    resize(page, **WINDOW)
    open_page(page, server)
    assert panel.evaluate("panel => panel.classList.contains('km-open')")
    home = where(page)
    page.goto(server)
    wait_until_whole(page, "explore")
    wait_until_still(page)
    assert where(page) == pytest.approx(home, abs=0.01)


def test_a_field_that_another_test_was_in_does_not_take_the_keys(page: Page, server: str) -> None:
    """Whoever comes back to a page finds what had the focus there; another test does not."""
    open_page(page, server)
    page.locator(".search-field").focus()
    open_at(page, f"{server}/help", "help")
    open_page(page, server, feature="dmz")
    page.evaluate("new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))")
    assert page.evaluate("document.activeElement === document.body")


def test_bad_address_gives_a_message_and_the_home_view(page: Page, server: str) -> None:
    open_page(page, server)
    home = where(page)
    for feature in ("atlantis", "<img src=x onerror=alert(1)>", "nll' or 1=1", "x" * 3000):
        open_page(page, server, feature="nll")
        open_page(page, server, feature=feature)
        check_bad_address(page, feature, home)
    page.goto(f"{server}/?{urlencode({'feature': feature})}")
    wait_until_whole(page, "explore")
    page.wait_for_selector(READER)
    wait_until_still(page)
    check_bad_address(page, feature, home)


def check_bad_address(page: Page, feature: str, home: tuple[float, float, float]) -> None:
    page.get_by_text("No such feature").wait_for()
    assert where(page) == pytest.approx(home, abs=0.01)
    assert address_of(page) == {}
    assert feature not in page.locator("body").inner_text()


# --- nothing leaves


def test_nothing_leaves_this_machine(page: Page, server: str, record: Record) -> None:
    page.goto(f"{server}/?feature=nll")
    page.wait_for_selector(READER, timeout=PATIENCE_MS)
    page.locator("[data-tab-id]").last.click()
    wait_until_whole(page, "explore")
    page.wait_for_load_state("networkidle")
    assert record.requests
    assert {urlsplit(url).hostname for url in record.requests if url.startswith("http")} == {"127.0.0.1"}
    # Streamlit's protobuf library asks for WebAssembly, is refused, and does without.
    assert set(page.evaluate("window.violations ?? []")) <= {"wasm-eval"}


def test_policy_blocks_what_a_page_should_never_do(context: BrowserContext, server: str) -> None:
    page, record = context.new_page(), Record()
    let_out: list[str] = []
    watch(page, record)
    # Asked only for requests that the policy let through.
    page.route(lambda url: not is_here(url), lambda route: (let_out.append(route.request.url), route.abort()))
    response = page.goto(server)
    assert response is not None
    assert response.headers["content-security-policy"].startswith("default-src 'none'")
    blocked = page.evaluate(
        """async () => {
          const attempt = async (act) => { try { await act(); return 'allowed'; } catch { return 'blocked'; } };
          const picture = () => new Promise((yes, no) => {
            const img = new Image(); img.onload = yes; img.onerror = no; img.src = 'https://example.invalid/a.png';
          });
          const script = () => new Promise((yes, no) => {
            const tag = document.createElement('script'); window.ran = false;
            tag.textContent = 'window.ran = true'; document.head.append(tag);
            window.ran ? yes() : no();
          });
          return {
            fetch: await attempt(() => fetch('https://example.invalid/', { mode: 'no-cors' })),
            socket: await attempt(() => new Promise((yes, no) => {
              const s = new WebSocket('wss://example.invalid'); s.onopen = yes; s.onerror = no; })),
            picture: await attempt(picture), script: await attempt(script), eval: await attempt(() => eval('1')),
          };
        }"""
    )
    page.close()
    assert set(blocked.values()) == {"blocked"}
    assert let_out == []
    assert any("Content Security Policy" in error for error in record.errors)


def load_layers(page: Page, address: str) -> dict[str, int]:
    """Open the page, wait until each layer that can be switched on is there, and return what each cost, bytes."""
    page.goto(address, wait_until="commit")
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    sizes: dict[str, int] = page.wait_for_function(
        """ids => {
             const loaded = performance.getEntriesByType('resource').filter(({ name }) => name.includes('/layers/'));
             const has = (id) => loaded.some(({ name }) => name.includes(`/layers/${id}.`));
             return ids.every(has) && Object.fromEntries(loaded.map((entry) => [entry.name, entry.transferSize]));
           }""",
        arg=page.locator("[data-layer-switch]").evaluate_all("all => all.map(each => each.dataset.layerSwitch)"),
        timeout=PATIENCE_MS,
    ).json_value()
    return sizes


def test_layers_come_from_the_cache_the_second_time(chromium: Browser, server: str) -> None:
    context = chromium.new_context(viewport={"width": 1400, "height": 900})
    page = context.new_page()
    session = context.new_cdp_session(page)  # what Playwright itself holds back goes by no cache
    session.send("Network.enable")
    session.send("Network.setBlockedURLs", {"urls": ["*/static/js/index.*"]})  # Streamlit's: the map stands without
    first = load_layers(page, server)
    again = load_layers(page, server)
    context.close()
    assert min(first.values()) > 0
    assert again.keys() == first.keys()
    assert set(again.values()) == {0}


@pytest.mark.parametrize("path", ["/layers/..%2fpyproject.toml", "/layers/../pyproject.toml", "/layers/nothing.json"])
def test_server_gives_nothing_but_built_files(server: str, path: str) -> None:
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(server + path)  # noqa: S310 - http on this machine
    assert refused.value.code in {400, 404}
    assert refused.value.headers["X-Content-Type-Options"] == "nosniff"
    refused.value.close()


def search(page: Page, words: str) -> None:
    """Search, once no results stand there of what was searched before: who comes back to the field is shown them."""
    page.locator(".search-field").fill("")
    page.wait_for_selector(".results", state="hidden")
    page.locator(".search-field").fill(words)
    page.wait_for_selector(".results:not([hidden])")


def test_a_town_of_the_map_that_no_document_names_is_found_and_shown(page: Page, server: str) -> None:
    open_page(page, server)
    before = query_of(page)
    search(page, "dandong")
    row = page.locator("[data-label='label-dandong']")
    assert "not in the documents" in row.inner_text()
    row.click()
    wait_for(lambda: "at=" in query_of(page) and query_of(page) != before, "the view is not in the address")
    wait_until_still(page)
    lon, lat, zoom = where(page)
    assert (round(lon), round(lat)) == (124, 40)
    assert zoom >= 8
    assert page.locator(f"{MAP}[data-selected]:not([data-selected=''])").count() == 0


def test_a_misspelt_name_is_offered_and_a_misspelt_word_is_searched_anew(page: Page, server: str) -> None:
    open_page(page, server)
    search(page, "panmunjon")
    page.locator("[aria-label='Did you mean'] [data-place='panmunjom']").click()
    wait_for_card(page, "panmunjom")
    search(page, "armistise")
    page.locator("[aria-label='Did you mean'] .result-words").click()
    page.wait_for_selector("[aria-label='Text'] [data-passage]")
    wait_for(lambda: page.locator(".search-field").input_value() == "armistice", "the field has the meant word")


def test_a_claim_is_found_by_its_words_and_opens(page: Page, server: str) -> None:
    open_page(page, server)
    search(page, "three miles")
    page.locator(".result-claim[data-claim='lee-nll-three-miles']").click()
    wait_for(lambda: "claim=lee-nll-three-miles" in query_of(page), "the claim is not in the address")
    page.wait_for_selector(".finding[data-ready='1'][data-claim='lee-nll-three-miles']")
    wait_until_whole(page, "claims")
