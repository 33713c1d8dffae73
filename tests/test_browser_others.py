"""Firefox and WebKit: first view, a click on the map, a mention, Back, a picture, a claim, a file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from other_browsers import AIM

if TYPE_CHECKING:
    from pathlib import Path

    from other_browsers import Firefox, OtherBrowser, WebKit

MAP = ".km-map[data-ready='1']"
READER = ".reader[data-ready='1']"
PANEL = ".panel:not([hidden])"
CLAIM = "lee-nll-three-miles"

STANDS = """() => !document.querySelector('#koreamap-front, [data-stale="true"]') &&
  document.querySelector('.stApp')?.dataset.testScriptState === 'notRunning'"""
ADDRESS = """([page, wanted]) => {
  const says = Object.fromEntries(new URLSearchParams(location.search));
  return location.pathname === page && Object.entries(wanted).every(([name, value]) => (says[name] ?? '') === value);
}"""
PAINTED = """() => {
  const { root } = globalThis.koreamapExplorers.get('explore').map;
  const canvas = root.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let at = 0; at < data.length; at += 4 * 97) colours.add(`${data[at]},${data[at + 1]},${data[at + 2]}`);
  const names = [...root.querySelectorAll('[data-label-for]')].filter((name) => name.getBoundingClientRect().width > 8);
  return { colours: colours.size, lines: root.querySelectorAll('path[data-drawn]').length, names: names.length };
}"""
# Where a hand means one feature alone, on its own line.
SPOT = """([id]) => {
  const { root, map, features, pointing } = globalThis.koreamapExplorers.get('explore').map;
  const { left, top } = root.getBoundingClientRect();
  for (const corner of features.find(id).paths.hit._parts.flat()) {
    const found = pointing.within(corner, 'mouse');
    const { x, y } = map.layerPointToContainerPoint(corner);
    const hit = root.getRootNode().elementFromPoint(left + x, top + y);
    const isFree = hit?.closest('.leaflet-container') && !hit.closest('[data-label-for]');
    if (found.length === 1 && found[0].id === id && isFree) return { x: left + x, y: top + y };
  }
  return null;
}"""
WATCH_FILES = """() => {
  const make = URL.createObjectURL;
  globalThis.made = [];
  URL.createObjectURL = (blob) => {
    globalThis.made.push({ type: blob.type, size: blob.size });
    return make.call(URL, blob);
  };
}"""


def play(browser: OtherBrowser, server: str) -> None:
    """Do what a reader does first, by real input, and look at what they would see."""
    browser.open(server)
    browser.find(MAP)
    browser.record()
    for step in (_see_the_map, _follow_a_mention_and_come_back, _take_the_picture, _read_a_finding, _make_a_file):
        step(browser)
        browser.save_picture(f"{type(browser).__name__}{step.__name__}".lower())


def _see_the_map(browser: OtherBrowser) -> None:
    browser.find(MAP)
    browser.find(READER)
    browser.wait(STANDS)
    painted = browser.ask(PAINTED)
    assert painted["colours"] >= 3, "the basemap is not painted"
    assert painted["lines"] >= 6
    assert painted["names"] >= 3


def _follow_a_mention_and_come_back(browser: OtherBrowser) -> None:
    spot = browser.wait(SPOT, "nll")
    browser.click_at(spot["x"], spot["y"])
    browser.find(f"{READER}[data-place='nll']")
    browser.wait(ADDRESS, "/", {"feature": "nll"})
    passage = browser.find(f"{PANEL} .quote")["data"]["passage"]
    browser.click(f"{PANEL} .quote .where")
    browser.wait(ADDRESS, "/", {"feature": "nll", "passage": passage})
    browser.click(f"{PANEL} .mark[data-place='dmz']")
    browser.find(f"{MAP}[data-selected='dmz']")
    browser.back()
    browser.find(f"{MAP}[data-selected='nll']")
    browser.back()
    browser.wait(ADDRESS, "/", {"feature": "nll", "passage": ""})
    browser.find(f"{READER}[data-tab='feature'][data-place='nll']")


def _take_the_picture(browser: OtherBrowser) -> None:
    browser.ask(WATCH_FILES)
    browser.click(f"{MAP} button[aria-label='Picture of this view']")
    browser.click(".chooser button", "PNG, twice as fine")
    (picture,) = browser.wait("() => globalThis.made.length && globalThis.made")
    assert picture["type"] == "image/png"
    assert picture["size"] > 50_000, "hardly anything is in the picture"


def _read_a_finding(browser: OtherBrowser) -> None:
    browser.click("[role='tab']", "Lee 2007")
    browser.click(f"{PANEL} [data-claim-sign='{CLAIM}']")
    browser.find(f".finding[data-ready='1'][data-claim='{CLAIM}']")
    browser.wait(ADDRESS, "/claims", {"claim": CLAIM})
    browser.find(".explorer-claims [data-drawn^='evidence-']")


def _make_a_file(browser: OtherBrowser) -> None:
    browser.click(".koreamap-head a", "Export")
    browser.find(".km-box-map[data-ready='1']")
    browser.find(".st-key-export-layers", "Military Demarcation Line")
    browser.wait(STANDS)
    browser.click(".st-key-export-format [role='combobox'], .st-key-export-format [data-baseweb='select']")
    browser.click("[role='option']", "Data: GeoJSON")
    browser.find("p", "One RFC 7946 file a layer")
    browser.wait(STANDS)
    browser.click(".st-key-export-make button")
    browser.find(".st-key-export-download a", "geojson.zip")


LOW = """<!doctype html><body style="margin:0;height:5000px">
<button style="position:absolute;top:4000px;height:40px" onclick="this.title='clicked'">Low</button>
<script>addEventListener('scroll', () => document.body.dataset.heard = '1', true)</script>"""
EDGE = """<!doctype html><body style="margin:0;height:5000px">
<button style="position:absolute;top:calc(100vh - 20.3px);height:40px" onclick="this.title='clicked'">Edge</button>"""
COVERED = """<!doctype html><body style="margin:0"><button style="height:40px">Here</button>
<div style="position:fixed;inset:0;background:white"></div>"""
MOVING = """<!doctype html><body style="margin:0"><button style="position:absolute;height:40px">Here</button>
<script>let at = 0; const step = () => {
  document.querySelector('button').style.left = `${++at}px`; globalThis.frame = requestAnimationFrame(step);
}; step();</script>"""


def aim(browser: OtherBrowser, folder: Path) -> None:
    """Look for a spot on what must be scrolled to, ends with the window, is covered, or moves."""

    def show(html: str) -> None:
        (folder / "page.html").write_text(html)
        browser.open((folder / "page.html").as_uri())
        browser.find("button")

    show(LOW)
    spot, heard = browser.ask(f"async () => [await ({AIM})(['button', 'Low']), document.body.dataset.heard]")
    assert heard == "1", "a list that is opened now would close when the page hears of the scroll"
    assert spot is None, "it has just moved"
    browser.click("button")
    browser.find("button[title='clicked']")
    show(EDGE)
    browser.click("button")
    browser.find("button[title='clicked']")
    show(COVERED)
    assert browser.ask(AIM, "button", "") is None
    browser.ask("() => document.querySelector('div').remove()")
    assert browser.ask(AIM, "button", "")
    show(MOVING)
    assert browser.ask(AIM, "button", "") is None
    browser.ask("() => cancelAnimationFrame(globalThis.frame)")
    assert browser.ask(AIM, "button", "")


@pytest.mark.firefox
def test_a_hand_waits_in_firefox(firefox: Firefox, tmp_path: Path) -> None:
    aim(firefox, tmp_path)


@pytest.mark.webkit
def test_a_hand_waits_in_webkit(webkit: WebKit, tmp_path: Path) -> None:
    aim(webkit, tmp_path)


@pytest.mark.firefox
def test_firefox(firefox: Firefox, server: str) -> None:
    play(firefox, server)
    assert firefox.errors == []


@pytest.mark.webkit
def test_webkit(webkit: WebKit, server: str) -> None:
    play(webkit, server)
