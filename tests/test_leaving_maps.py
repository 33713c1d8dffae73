"""Back while a map is still being drawn: a component leaves its place whole, and nothing of it fails later."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import koreamap
from browser import watch
from koreamap.drawing.description import collect_data, describe_map
from koreamap.frontend import FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import BrowserContext, Page, Route

    from browser import Record

pytestmark = pytest.mark.browser

ORIGIN = "http://127.0.0.1:9"
PLACE = (
    "<!doctype html><body style='--st-background-color: #ffffff'><div id='place' style='width: 900px; height: 600px'>"
)
GIVEN: dict[str, Any] = {
    "/folium_view": None,  # all of the map
    "/box_map": {"box": [124, 37, 127, 39], "page": "export", "paths": {"map": "map.json"}},
}

MOUNT = """async (module) => {
  const data = await (await fetch(`/${module}`)).json();
  const { default: component } = await import(`/_stcore/c/map/${module}.js`);
  window.place = document.getElementById('place');
  window.leave = component({ data, parentElement: place, setStateValue() {} });
}"""
LEAVE = """async () => {
  window.root = place.querySelector('.km-map');
  leave();
  return place.childElementCount;
}"""
ELSEWHERE = """async () => {
  const theme = root.dataset.theme;
  document.body.append(root);
  root.style.width = '300px';
  document.body.style.setProperty('--st-background-color', '#101010');
  for (let frame = 0; frame < 4; frame += 1) await new Promise(requestAnimationFrame);
  return { isNarrow: root.classList.contains('km-narrow'), isRestyled: root.dataset.theme !== theme };
}"""


@pytest.fixture(scope="module")
def given() -> dict[str, Any]:
    """Describe a small map."""
    map_ = koreamap.map(layers=["mdl", "nll"], basemap=False)
    return {"description": describe_map(map_), "data": collect_data(map_)}


@pytest.fixture
def slow(context: BrowserContext, record: Record, given: dict[str, Any]) -> Iterator[tuple[Page, list[Route]]]:
    """Open a page to which the layers come when the test lets them."""
    page = context.new_page()
    held: list[Route] = []
    watch(page, record)

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/_stcore/c/"):
            body = (FOLDER / path.removeprefix("/_stcore/c/")).read_text(encoding="utf-8")
            route.fulfill(body=body, content_type="text/javascript; charset=utf-8")
        elif path == "/map.json":
            route.fulfill(json=given["description"])
        elif path in GIVEN:
            route.fulfill(json=GIVEN[path] or {"version": "1", **given})
        elif path.endswith(".geojson"):
            held.append(route)
        else:
            route.fulfill(body=PLACE, content_type="text/html; charset=utf-8")

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/export")
    yield page, held
    page.close()


@pytest.mark.parametrize("module", ["folium_view", "box_map"])
def test_a_map_is_left_while_it_is_drawn(slow: tuple[Page, list[Route]], record: Record, module: str) -> None:
    page, held = slow
    page.evaluate(MOUNT, module)
    page.wait_for_selector(".km-map .km-canvas")
    assert page.evaluate(LEAVE) == 0, "the map stays in the place that it was to leave"
    for route in held:
        route.fulfill(json={"type": "FeatureCollection", "features": []})
    assert page.evaluate(ELSEWHERE) == {"isNarrow": False, "isRestyled": False}, "what was left still follows the page"
    assert record.errors == []
