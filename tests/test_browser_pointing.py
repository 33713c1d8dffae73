"""The map under the hand, in a real browser: all can be chosen by mouse, finger and keys, and let go again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from browser import find_box, wait_for, wait_until_whole
from koreamap.atlas import Atlas, read_atlas
from test_browser_explore import MAP, READER, address_of, open_page, point_on, query_of, wait_for_card, wait_until_still

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

CHOOSER = f"{MAP} .chooser"

# The map is brought, without a flight, to the smallest feature of those that are wanted. Told are the spots of all that
# a hand may mean in that view, each with how many it then means; a larger feature counts up to four zooms nearer than
# where all of it is seen. Looked at are the corners of all of them that lie there, and a grid. At each spot the map is
# told of a press, and must choose that feature; what follows a choice is held back, so that all are pressed in the view
# in which they were found.
PRESS_ALL = """async ([ids, hand]) => {
  const { map: view } = globalThis.koreamapExplorers.get('explore');
  const { map, features, pointing } = view;
  const fitOf = (id) => {
    const { hit } = features.find(id).paths;
    return hit.getLatLng ? 9 : Math.min(map.getBoundsZoom(hit.getBounds().pad(0.2)), 14);
  };
  const fits = new Map(ids.map((id) => [id, fitOf(id)]));
  const [first] = ids.toSorted((one, other) => fits.get(other) - fits.get(one));
  const { hit } = features.find(first).paths;
  const box = map.getContainer().getBoundingClientRect();
  const thingAt = ({ x, y }) => view.root.getRootNode().elementFromPoint(box.left + x, box.top + y);
  const isShown = ({ x, y }) => x >= 4 && y >= 4 && x <= box.width - 4 && y <= box.height - 4;
  const isFree = ({ x, y }) => {
    const hit = thingAt({ x, y });
    return (hit === map.getContainer() || map.getPane('mapPane').contains(hit)) && !hit.closest('[data-label-for]');
  };
  const NEAR = [[1, 0], [-1, 0], [0, 1], [0, -1]]; // a browser rounds where a finger is
  const within = ({ x, y }) => pointing.within(map.containerPointToLayerPoint([x, y]), hand).map(({ id }) => id);
  const spots = {};
  let zoom = 0;
  const isNew = (id) => fits.has(id) && !(id in spots) && fits.get(id) <= zoom && zoom <= fits.get(id) + 4;
  const REACH_PX = 40; // more than any hand's
  let boxes = []; // of what is sought in a view: [id, its least and greatest corner, px of the layers]
  const boxOf = (id) => {
    const { _point: point, _rawPxBounds: bounds } = features.find(id).paths.hit;
    return bounds?.isValid?.() ? [id, bounds.min, bounds.max] : [id, point, point];
  };
  const cornersOf = (id) => {
    const { _parts: parts, _point: point } = features.find(id).paths.hit;
    const all = parts?.flat() ?? [point];
    const most = id === first ? Number.POSITIVE_INFINITY : 200;
    return all.length > most ? all.filter((_, i) => i % Math.ceil(all.length / most) === 0) : all;
  };
  const isBy = ({ x, y }) => ([id, min, max]) =>
    !(id in spots) && x > min.x - REACH_PX && x < max.x + REACH_PX && y > min.y - REACH_PX && y < max.y + REACH_PX;
  const look = (spot) => {
    if (!isShown(spot)) return;
    if (!boxes.some(isBy(map.containerPointToLayerPoint([spot.x, spot.y])))) return;
    const found = within(spot);
    if (!found.some(isNew) || !isFree(spot)) return;
    const around = NEAR.map(([right, down]) => within({ x: spot.x + right, y: spot.y + down }));
    if (around.some(({ length }) => length !== found.length)) return;
    for (const id of found.filter((each) => isNew(each) && around.every((one) => one.includes(each))))
      spots[id] = { ...spot, count: found.length };
  };
  const show = async (center) => {
    map.setView(center, zoom, { animate: false });
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))); // the names are set
  };
  const chosen = [];
  const press = ({ x, y }) => {
    const at = { clientX: box.left + x, clientY: box.top + y };
    const told = { bubbles: true, composed: true, cancelable: true, detail: 1, ...at };
    const target = thingAt({ x, y });
    target.dispatchEvent(new PointerEvent('pointerdown', { ...told, pointerType: hand === 'finger' ? 'touch' : hand }));
    target.dispatchEvent(new PointerEvent('click', told));
  };
  const check = async (id, center) => {
    if (!map.getCenter().equals(center)) await show(center); // the focus brings a feature into sight
    chosen.length = 0;
    press(spots[id]);
    if (spots[id].count > 1) view.root.querySelector(`.chooser [data-choice='${id}']`)?.click();
    if (chosen.join() !== id) throw new Error(`a press of ${id} by ${hand} chose ${chosen.join() || 'nothing'}`);
  };
  const { onChoose } = pointing.events;
  pointing.events.onChoose = (item) => chosen.push(item.id);
  for (const further of [0, 2, 4]) {
    if (first in spots) break;
    zoom = fits.get(first) + further;
    await show(hit.getLatLng?.() ?? hit.getBounds().getCenter());
    const center = map.getCenter();
    const before = new Set(Object.keys(spots));
    boxes = ids.filter(isNew).map(boxOf);
    look(map.getSize().divideBy(2));
    for (const id of [first, ...boxes.map(([each]) => each)]) {
      for (const corner of cornersOf(id)) {
        if (id in spots) break;
        look(map.layerPointToContainerPoint(corner));
      }
    }
    for (let x = 40; x < box.width; x += 45) for (let y = 40; y < box.height; y += 45) look({ x, y });
    for (const id of Object.keys(spots).filter((each) => !before.has(each))) await check(id, center);
    if (!map.getCenter().equals(center)) await show(center);
  }
  pointing.events.onChoose = onChoose;
  if (!(first in spots)) throw new Error(`${first} can be chosen nowhere by ${hand}`);
  for (const spot of Object.values(spots)) [spot.x, spot.y] = [box.left + spot.x, box.top + spot.y];
  return spots;
}"""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def all_layers(atlas: Atlas) -> list[str]:
    return [layer.id for layer in atlas.layers.values() if layer.group in {"main", "context"}]


def open_with_all(page: Page, server: str, atlas: Atlas) -> list[str]:
    """Open the map with every layer on, and return the ids of all features."""
    layers = all_layers(atlas)
    open_page(page, server, layers=",".join(layers))
    wanted = [id_ for id_, feature in atlas.features.items() if feature.layer in layers]
    page.wait_for_function(
        """count => {
             const { root } = globalThis.koreamapExplorers.get('explore').map;
             return root.querySelectorAll('[data-feature-id]').length >= count;
           }""",
        arg=len(wanted),
    )
    # The test is quicker than any person, whose clicks are no double clicks.
    # Braces: Leaflet returns the map with all that hangs on it, which Playwright would hand over.
    page.evaluate("() => { globalThis.koreamapExplorers.get('explore').map.map.doubleClickZoom.disable(); }")
    return wanted


def choose(page: Page, feature_id: str, press: Callable[[float, float], Any], spot: dict[str, float]) -> None:
    """Choose a feature where it can be found."""
    press(spot["x"], spot["y"])
    if spot["count"] > 1:
        page.locator(f"{CHOOSER} [data-choice='{feature_id}']").click()
    page.wait_for_selector(f"{MAP}[data-selected='{feature_id}']")


def press_all(page: Page, ids: list[str], hand: str) -> dict[str, dict[str, float]]:
    """Find for each feature a spot where the hand means it, and press there; return the spots."""
    found: dict[str, dict[str, float]] = {}
    while left := [id_ for id_ in ids if id_ not in found]:
        found |= page.evaluate(PRESS_ALL, [left, hand])
    return found


def check_hand(page: Page, atlas: Atlas, wanted: list[str], hand: str, press: Callable[[float, float], Any]) -> None:
    """Lay a hand on every feature, and a real one on one of each kind, alone and among others, to see it selected."""
    spots = press_all(page, wanted, hand)
    assert set(spots) == set(wanted)
    type_of = {id_: atlas.layers[atlas.features[id_].layer].geometry_type for id_ in spots}
    kinds = {(type_of[id_], spot["count"] > 1): id_ for id_, spot in spots.items()}
    assert {type_ for type_, _ in kinds} == {"Point", "LineString", "Polygon"}
    assert {is_among_others for _, is_among_others in kinds} == {True, False}, "somewhere several lie together"
    for id_ in kinds.values():
        wait_until_still(page)  # the names are written once more after a choice
        choose(page, id_, press, page.evaluate(PRESS_ALL, [[id_], hand])[id_])


def test_every_feature_can_be_chosen_with_the_mouse(fresh_page: Page, server: str, atlas: Atlas) -> None:
    wanted = open_with_all(fresh_page, server, atlas)
    assert len(wanted) > 80
    check_hand(fresh_page, atlas, wanted, "mouse", fresh_page.mouse.click)


def test_every_feature_can_be_chosen_with_a_finger(phone: Page, server: str, atlas: Atlas) -> None:
    check_hand(phone, atlas, open_with_all(phone, server, atlas), "finger", phone.touchscreen.tap)


@pytest.mark.parametrize("query", [{}, {"feature": "dmz"}], ids=["first view", "flown to"])
def test_zone_under_its_line_is_offered(page: Page, server: str, atlas: Atlas, query: dict[str, str]) -> None:
    open_page(page, server, **query)
    page.keyboard.press("Escape")
    page.wait_for_selector(f"{MAP}[data-selected='']") if query else None
    wait_until_still(page)
    lon, lat = point_on(atlas, "mdl", 0.55)
    x, y = page.evaluate(
        """([lon, lat]) => {
             const { map } = globalThis.koreamapExplorers.get('explore').map;
             const { left, top } = map.getContainer().getBoundingClientRect();
             const { x, y } = map.latLngToContainerPoint([lat, lon]);
             return [left + x, top + y];
           }""",
        [lon, lat],
    )
    page.mouse.click(x, y)
    rows = page.locator(f"{CHOOSER} [role='menuitem']")
    rows.first.wait_for()
    assert set(rows.all_inner_texts()) == {"Military Demarcation Line", "Demilitarized Zone"}
    rows.get_by_text("Demilitarized Zone").click()
    wait_for_card(page, "dmz")
    assert page.locator(CHOOSER).count() == 0


def test_stack_is_asked_and_answered_with_keys(page: Page, server: str) -> None:
    open_page(page, server, layers="sites,events,cities", at="37.956,126.677,8")
    mark = page.locator(f"{MAP} [data-feature-id='panmunjom']")
    mark.focus()
    page.keyboard.press("Enter")
    chooser = page.locator(CHOOSER)
    chooser.wait_for()
    titles = chooser.locator("[role='menuitem']").all_inner_texts()
    assert titles[0] == "Panmunjom", "what was pressed comes first"
    assert "1953 Armistice signed" in titles
    assert chooser.get_attribute("aria-label") == f"Here are {len(titles)} features"
    page.keyboard.press("Escape")
    assert chooser.count() == 0
    assert page.locator(READER).get_attribute("data-place") == "", "Escape withdraws the question alone"
    page.keyboard.press("Enter")
    for _row in range(titles.index("1953 Armistice signed")):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for_card(page, "event-1953-armistice")
    assert page.evaluate("() => document.querySelector('.chooser')") is None


def test_label_means_its_feature(page: Page, server: str) -> None:
    open_page(page, server)
    for feature_id in ("nll", "38th-parallel", "busan-port"):
        page.locator(f"{MAP} [data-label-for='{feature_id}'] text").first.click()
        wait_for_card(page, feature_id)


def test_name_that_is_to_be_written_anew_waits_until_the_hand_is_lifted(page: Page, server: str) -> None:
    open_page(page, server)
    name = page.locator(f"{MAP} [data-label-for='38th-parallel'] text").first
    name.hover()
    name.evaluate("name => { globalThis.nameBefore = name; }")
    page.mouse.down()
    page.evaluate(
        """async () => {
             globalThis.koreamapExplorers.get('explore').map.labels.request();
             for (let count = 0; count < 3; count += 1) await new Promise(requestAnimationFrame);
           }"""
    )
    page.mouse.up()
    wait_for_card(page, "38th-parallel")
    page.wait_for_function("() => !globalThis.nameBefore.isConnected")


def test_escape_and_the_sea_take_the_selection_back(page: Page, server: str) -> None:
    open_page(page, server, feature="nll", doc="lee-2007")
    saying = page.locator(".explorer-explore .explorer-saying")
    page.locator(MAP).press("Escape")
    wait_for(lambda: address_of(page) == {"doc": "lee-2007"}, "the selection stands in the address")
    assert page.locator(READER).get_attribute("data-tab") == "lee-2007", "what is read stays open"
    assert saying.inner_text() == "Nothing is selected."
    page.go_back()
    wait_for_card(page, "nll")
    wait_until_still(page)
    x, y = page.evaluate(
        """() => {
             const { map, pointing } = globalThis.koreamapExplorers.get('explore').map;
             const { left, top } = map.getContainer().getBoundingClientRect();
             const { x: width, y: height } = map.getSize();
             for (let y = height - 60; y > 60; y -= 20) for (let x = 60; x < width / 2; x += 20) {
               const point = map.containerPointToLayerPoint([x, y]);
               if (!pointing.within(point, 'finger').length) return [left + x, top + y];
             }
           }"""
    )
    page.mouse.dblclick(x, y)
    wait_until_still(page)
    assert "feature=nll" in query_of(page), "a double click comes nearer and loses nothing"
    page.locator(f"{MAP} .km-bar button").nth(2).click()
    wait_until_still(page)
    page.mouse.click(x, y)
    wait_for(lambda: "feature" not in address_of(page), "the selection stands in the address")


def test_selection_is_told_to_a_screen_reader(page: Page, server: str, atlas: Atlas) -> None:
    open_page(page, server)
    page.locator(f"{MAP} [data-feature-id='mdl']").press("Enter")
    count = len(list(atlas.links_of("mdl")))
    saying = page.locator(".explorer-explore .explorer-saying[role='status']")
    assert saying.inner_text() == f"Selected: Military Demarcation Line, {count} mentions."


def test_focus_draws_the_halo_and_says_the_name(page: Page, server: str) -> None:
    open_page(page, server)
    halos, tip = page.locator(f"{MAP} .leaflet-km-halo-pane path"), page.locator(f"{MAP} .km-tip.km-on")
    assert halos.count() == 0
    page.keyboard.press("Tab")
    page.locator(f"{MAP} [data-feature-id='nll']").focus()
    assert tip.inner_text() == "Northern Limit Line"
    assert halos.count() == 1


@pytest.mark.parametrize(("feature", "name"), [("rok", "South Korea"), ("japan", "Japan"), ("dprk", "North Korea")])
def test_guest_is_drawn_alone_and_named_once(page: Page, server: str, feature: str, name: str) -> None:
    open_page(page, server, feature=feature)
    page.wait_for_selector(f"{MAP} [data-label-for='{feature}']")
    wait_until_still(page)
    assert page.locator(f"{MAP} [data-layer='states']").count() == 1
    assert "layers" not in address_of(page)
    labels = page.locator(f"{MAP} .km-labels text").all_text_contents()
    assert [text.casefold() for text in labels].count(name.casefold()) == 1
    halo = page.locator(f"{MAP} .leaflet-km-under-pane path")
    assert halo.count() == (feature == "japan"), "a coarse outline lies under the finer coast"
    page.locator(MAP).press("Escape")
    page.wait_for_selector(f"{MAP} [data-layer='states']", state="detached")


def test_panel_is_narrow_and_found_as_it_was_left(fresh_page: Page, server: str) -> None:
    open_page(fresh_page, server)
    body, button = fresh_page.locator(f"{MAP} .km-panel-body"), fresh_page.locator(f"{MAP} .km-layers-button")
    assert find_box(body)["width"] < 200
    button.click()
    body.wait_for(state="hidden")
    fresh_page.reload()
    wait_until_whole(fresh_page, "explore")
    fresh_page.wait_for_selector(MAP)
    assert not body.is_visible()
    button.click()
    body.wait_for()
