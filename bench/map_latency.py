"""Measure, in one run and one browser, when the first map stands, and how soon a click on it shows its passages.

Three apps show the same layers: koreamap, streamlit-folium tuned, streamlit-folium as in its examples. streamlit-folium
ships its own frontend but asks four hosts for Leaflet, jQuery, Bootstrap and icons; here Leaflet is answered from the
copy that koreamap carries, at once and without a network, and the rest with empty files. That favours streamlit-folium.

A step of the walk through the longer document, of the ruler of the years and of the search is measured from the key
until what it changes in text and map is painted, and so is what crosses the wire meanwhile.

The first map is measured with all servers up, each app in turn and in a profile without a cache, over the machine's own
line and over one of 150 ms and 1.6 Mb/s. Another checkout of koreamap, with its environment, may be measured beside.

Run it with ``make bench``, or ``python bench/map_latency.py --beside ../older``; it needs Chromium. Times depend on the
machine, the ratios hardly do.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import shutil
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright
from serving import serve

from koreamap.frontend import LEAFLET
from koreamap.home import find_home, layers_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, CDPSession, Frame, Page, Route

REPEATS = 7
LAUNCHES = {"fast": 7, "slow": 3}
SLOW_LINE = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 200_000}
"""150 ms there and back, 1.6 Mb/s."""

TARGETS = ("nll", "dprk-1999-line")
"""Clicked in turn, so that every click changes what is shown; nothing else lies there, so that nothing is asked."""

GOALS = {"tuned": 4, "plain": 15}
"""How many times faster than each koreamap should be."""

GOAL_BYTES = 10_000

STEP_GOAL_MS = 100
"""For a step that asks nothing of the server."""

STEP_GOAL = 4
"""How many times faster than the tuned streamlit-folium it should be."""

STEPS = {
    "walk": (
        "/?doc=lee-2007",
        ".walk-ruler",
        "ArrowDown",
        "[...root.querySelectorAll('.mark.current')].at(-1)?.dataset.mention",
    ),
    "time": ("/?date=1950", ".km-time-track", "ArrowRight", "root.querySelector('.km-time-track').ariaValueText"),
    "search": ("/", ".search-field", "typed", "root.querySelector('.results').textContent"),
}
"""Where each begins, what takes the key, the key, and what then is another."""

SEARCHED = ("nll", "western islands")

YEARS = (1944, 1945, 1953, 1954, 1999, 2000)
"""Those that streamlit-folium's app steps through."""

STEP = """([taker, key, words]) => new Promise((resolve) => {
  const roots = [...document.querySelectorAll('*')].map((element) => element.shadowRoot).filter(Boolean);
  const root = roots.find((one) => one.querySelector('.explore-reader'));
  const look = () => LOOK;
  const element = root.querySelector(taker);
  const before = look();
  element.focus();
  const started = performance.now();
  if (key === 'typed') {
    element.value = words;
    element.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  } else element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  const painted = () => setTimeout(() => resolve(performance.now() - started));
  const wait = () => (look() === before ? setTimeout(wait) : requestAnimationFrame(painted));
  wait();
})"""

FOLIUM_STEPS = {
    "walk": ("button:has-text('Next place')", "Enter", "stop: {}"),
    "time": (".stSlider input", "ArrowRight", "year: {}"),
    "search": ("input[aria-label=Search]", "Enter", "found for: {}"),
}
"""What takes the key in streamlit-folium's app, the key, and what is read then."""

FOLIUM_STEP = """(text) => {
  window.step = new Promise((resolve) => {
    let started;
    addEventListener('keydown', () => (started = Date.now()), { capture: true, once: true });
    const painted = () => setTimeout(() => resolve([started, Date.now()]));
    const said = () => [...document.querySelectorAll('[data-testid=stText]')].map((one) => one.textContent);
    const wait = () => (said().includes(text) ? requestAnimationFrame(painted) : setTimeout(wait));
    wait();
  });
}"""

DRAWN = """() => {
  const list = () => Object.keys(window.map?._layers ?? {}).join();
  const before = list();
  window.drawn = new Promise((resolve) => {
    const painted = () => setTimeout(() => resolve(Date.now()));
    const wait = () => (list() === before ? setTimeout(wait) : requestAnimationFrame(painted));
    wait();
  });
}"""
"""When the layers of streamlit-folium's map are others."""

FIRST_MAP_GOAL = 1 / 2
"""Of the time that streamlit-folium, tuned, needs for its first map."""

SLOW_GOAL = 1 / 3
"""Of the time that the other checkout needs over the slow line."""

FIRST_MAP_BYTES = 1_000_000

FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
WAIT_MS = 120_000


@dataclass
class Traffic:
    """Bytes that crossed the wire since the last `reset`."""

    socket: int = 0
    files: dict[str, int] = field(default_factory=dict)

    @property
    def http(self) -> int:
        return sum(self.files.values())

    def reset(self) -> None:
        self.socket, self.files = 0, {}

    def watch(self, page: Page) -> CDPSession:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._add_frame)
        session.on("Network.webSocketFrameSent", self._add_frame)
        session.on("Network.dataReceived", self._add_part)
        session.on("Network.loadingFinished", self._add_file)
        return session

    def _add_frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.socket += len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data.encode())

    def _add_part(self, event: dict[str, Any]) -> None:
        self.files[event["requestId"]] = self.files.get(event["requestId"], 0) + int(event["encodedDataLength"])

    def _add_file(self, event: dict[str, Any]) -> None:
        self.files[event["requestId"]] = int(event["encodedDataLength"])


@dataclass(slots=True)
class Result:
    """What a click in one app needed."""

    load_socket: int = 0
    load_http: int = 0
    click_ms: list[float] = field(default_factory=list)
    click_socket: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Launches:
    """What one app needed for its first map, launch by launch."""

    ms: list[float] = field(default_factory=list)
    http: list[int] = field(default_factory=list)


def answer_from_here(route: Route) -> None:
    """Stand in for the hosts that folium asks."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    local = LEAFLET / {"leaflet.js": "leaflet.js", "leaflet.css": "leaflet.css"}.get(name, "none")
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    route.fulfill(body=local.read_bytes() if local.is_file() else b"", content_type=kind)


def open_page(browser: Browser, traffic: Traffic, line: dict[str, Any] | None = None) -> Page:
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", None}, answer_from_here)
    session = traffic.watch(page)
    if line:
        session.send("Network.emulateNetworkConditions", line)
    return page


def midpoint_of(feature_id: str) -> tuple[float, float]:
    """Return a vertex in the middle of a line: longest part, half way (lon, lat)."""
    for path in layers_dir().glob("*.geojson"):
        for feature in json.loads(path.read_bytes())["features"]:
            if feature["properties"].get("feature_id") == feature_id:
                geometry = feature["geometry"]
                is_multi = geometry["type"].startswith("Multi")
                line = max(geometry["coordinates"], key=len) if is_multi else geometry["coordinates"]
                middle = len(line) // 2
                return tuple((a + b) / 2 for a, b in zip(line[middle - 1], line[middle], strict=True))
    sys.exit(f"{feature_id} is in no layer")


class Explorer:
    """koreamap itself."""

    def wait_for_map(self, page: Page) -> None:
        page.wait_for_selector(".km-map[data-ready='1'] [data-feature-id='nll']", state="attached", timeout=WAIT_MS)

    def pixel(self, page: Page, feature_id: str) -> tuple[float, float]:
        spot = page.locator(f"[data-feature-id='{feature_id}']").evaluate(
            """path => {
              const at = path.getPointAtLength(path.getTotalLength() / 2);
              const spot = at.matrixTransform(path.getScreenCTM());
              return [spot.x, spot.y];
            }"""
        )
        return tuple(spot)

    def wait_for_passages(self, page: Page, feature_id: str) -> None:
        page.wait_for_selector(
            f".reader[data-place='{feature_id}'] .panel:not([hidden]) .mark[data-place='{feature_id}']", timeout=WAIT_MS
        )


class FoliumApp:
    """Either of the two apps of `folium_app.py`."""

    def frame(self, page: Page) -> Frame:
        for _ in range(600):
            found = next((frame for frame in page.frames if "streamlit_folium" in frame.url), None)
            if found:
                return found
            page.wait_for_timeout(50)
        sys.exit("streamlit-folium's frame did not appear")

    def wait_for_map(self, page: Page) -> None:
        drawn = """() => {
          if (!window.map) return false;
          const ids = new Set();
          window.map.eachLayer(l => l.feature && ids.add(l.feature.properties.feature_id));
          if (!ids.has('nll')) return false;
          return document.querySelector('.leaflet-overlay-pane path, .leaflet-overlay-pane canvas') !== null;
        }"""
        self.frame(page).wait_for_function(drawn, timeout=WAIT_MS)

    def pixel(self, page: Page, feature_id: str) -> tuple[float, float]:
        lon, lat = midpoint_of(feature_id)
        frame = self.frame(page)
        x, y = frame.evaluate(
            f"(() => {{ const p = map.latLngToContainerPoint([{lat}, {lon}]); return [p.x, p.y] }})()"
        )
        box = frame.frame_element().bounding_box()
        offset = frame.evaluate("(() => { const r = map.getContainer().getBoundingClientRect(); return [r.x, r.y] })()")
        return box["x"] + offset[0] + x, box["y"] + offset[1] + y

    def wait_for_passages(self, page: Page, feature_id: str) -> None:
        page.get_by_text(f"shown: {feature_id}", exact=True).wait_for(timeout=WAIT_MS)


def launch(browser: Browser, address: str, app: Explorer | FoliumApp, launches: Launches, line: dict[str, Any]) -> None:
    """Open the app in a profile without a cache, and note when its map stood and what had come until then."""
    traffic = Traffic()
    page = open_page(browser, traffic, line)
    started = time.perf_counter()
    page.goto(address, wait_until="commit")
    app.wait_for_map(page)
    launches.ms.append(1000 * (time.perf_counter() - started))
    launches.http.append(traffic.http)
    page.context.close()


def measure_first_maps(browser: Browser, addresses: dict[str, str], line: str) -> dict[str, Launches]:
    """Launch each app in turn, so that what else the machine does strikes all alike."""
    results = {name: Launches() for name in addresses}
    for _ in range(LAUNCHES[line]):
        for name, address in addresses.items():
            launch(browser, address, APPS[name], results[name], SLOW_LINE if line == "slow" else {})
    return results


def measure_clicks(browser: Browser, address: str, app: Explorer | FoliumApp) -> Result:
    result, traffic = Result(), Traffic()
    page = open_page(browser, traffic)
    page.goto(address)
    app.wait_for_map(page)
    page.wait_for_timeout(3000)
    result.load_socket, result.load_http = traffic.socket, traffic.http
    for number in range(REPEATS + 2):
        target = TARGETS[number % len(TARGETS)]
        at = app.pixel(page, target)
        page.mouse.move(*at)
        page.wait_for_timeout(300)
        traffic.reset()
        started = time.perf_counter()
        page.mouse.click(*at)
        app.wait_for_passages(page, target)
        elapsed = 1000 * (time.perf_counter() - started)
        page.wait_for_timeout(1500)
        if number >= 2:  # the first of each target fills caches
            result.click_ms.append(elapsed)
            result.click_socket.append(traffic.socket)
    page.context.close()
    return result


def measure_steps(browser: Browser, address: str, name: str) -> Result:
    result, traffic = Result(), Traffic()
    path, taker, key, look = STEPS[name]
    page = open_page(browser, traffic)
    page.goto(address + path)
    Explorer().wait_for_map(page)
    page.wait_for_selector("#koreamap-front", state="detached", timeout=WAIT_MS)
    page.wait_for_selector(".stApp[data-test-script-state=notRunning]", timeout=WAIT_MS)
    page.wait_for_timeout(3000)
    for number in range(REPEATS):
        traffic.reset()
        result.click_ms.append(page.evaluate(STEP.replace("LOOK", look), [taker, key, SEARCHED[number % 2]]))
        page.wait_for_timeout(1500)
        result.click_socket.append(traffic.socket)
    page.context.close()
    return result


def measure_folium_steps(browser: Browser, address: str, name: str) -> Result:
    result, traffic, app = Result(), Traffic(), FoliumApp()
    taker, key, says = FOLIUM_STEPS[name]
    page = open_page(browser, traffic)
    page.goto(address)
    app.wait_for_map(page)
    page.wait_for_timeout(3000)
    for number in range(len(YEARS)):
        then = {"walk": number, "time": YEARS[number], "search": SEARCHED[number % 2]}[name]
        if name == "search":
            page.fill(taker, str(then))
        page.focus(taker)
        traffic.reset()
        page.evaluate(FOLIUM_STEP, says.format(then))
        app.frame(page).evaluate(DRAWN)
        page.keyboard.press(key)
        started, *ended = page.evaluate("() => window.step")
        if name != "search":
            ended.append(app.frame(page).evaluate("() => window.drawn"))
        result.click_ms.append(max(ended) - started)
        page.wait_for_timeout(3000)
        result.click_socket.append(traffic.socket)
    page.context.close()
    return result


def measure_step(browser: Browser, addresses: dict[str, str], step: str) -> dict[str, Result]:
    """Measure a step in each app; not in the plain one, whose map stays as it is."""
    measure = {"koreamap": measure_steps, "beside": measure_steps, "tuned": measure_folium_steps}
    return {name: measure[name](browser, at, step) for name, at in addresses.items() if name in measure}


APPS: dict[str, Explorer | FoliumApp] = {
    "koreamap": Explorer(),
    "beside": Explorer(),
    "tuned": FoliumApp(),
    "plain": FoliumApp(),
}


@contextmanager
def serve_all(beside: Path | None) -> Iterator[dict[str, str]]:
    """Start every app; yield their addresses by name."""
    with ExitStack() as stack:
        addresses = {"koreamap": stack.enter_context(serve(find_home() / "streamlit_app.py")).address}
        if beside:
            python = str(beside / ".venv" / "bin" / "python")
            addresses["beside"] = stack.enter_context(serve(beside / "streamlit_app.py", python=python)).address
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        script = folder / "folium_app.py"
        shutil.copy(Path(__file__).with_name("folium_app.py"), script)
        shutil.copytree(layers_dir(), folder / "static")
        for style in ("tuned", "plain"):
            server = stack.enter_context(serve(script, "--server.enableStaticServing=true", STYLE=style))
            addresses[style] = server.address
        yield addresses


def write_row(*cells: str) -> None:
    print(("{:10}" + "{:>14}" * 7).format(*cells, *[""] * (8 - len(cells))).rstrip())


def spread(values: list[float]) -> str:
    return f"{min(values):.0f}-{max(values):.0f}"


def report_first_maps(fast: dict[str, Launches], slow: dict[str, Launches]) -> bool:
    """Print when the first maps stood; return whether the goals are met."""
    write_row("app", "map ms", "spread", "ours is", "KB until map", "slow ms", "spread", "ours is")
    ours = {line: statistics.median(results["koreamap"].ms) for line, results in (("fast", fast), ("slow", slow))}
    for name, launches in fast.items():
        cells = [f"{statistics.median(launches.ms):.0f}", spread(launches.ms)]
        cells += [f"{ours['fast'] / statistics.median(launches.ms):.2f}", f"{max(launches.http) / 1000:.0f}"]
        if name in slow:
            median = statistics.median(slow[name].ms)
            cells += [f"{median:.0f}", spread(slow[name].ms), f"{ours['slow'] / median:.2f}"]
        write_row(name, *cells)
    is_met = max(fast["koreamap"].http) <= FIRST_MAP_BYTES
    is_met &= ours["fast"] <= FIRST_MAP_GOAL * statistics.median(fast["tuned"].ms)
    if "beside" in slow:
        is_met &= ours["slow"] <= SLOW_GOAL * statistics.median(slow["beside"].ms)
    print("goals met" if is_met else f"goals missed: {FIRST_MAP_GOAL} of tuned, {FIRST_MAP_BYTES} bytes, slow a third")
    return bool(is_met)


def report_clicks(results: dict[str, Result]) -> bool:
    """Print what clicks took; return whether the goals are met."""
    ours = statistics.median(results["koreamap"].click_ms)
    write_row("app", "click ms", "spread", "ratio", "click KB", "load ws KB", "load http KB")
    for name, result in results.items():
        click = statistics.median(result.click_ms)
        cells = [f"{click:.0f}", spread(result.click_ms), f"{click / ours:.1f}"]
        cells += [f"{statistics.median(result.click_socket) / 1000:.1f}"]
        write_row(name, *cells, f"{result.load_socket / 1000:.1f}", f"{result.load_http / 1000:.0f}")
    is_met = statistics.median(results["koreamap"].click_socket) <= GOAL_BYTES
    for name, factor in GOALS.items():
        is_met &= statistics.median(results[name].click_ms) >= factor * ours
    print("goals met" if is_met else f"goals missed: {GOALS} times faster, {GOAL_BYTES} bytes a click")
    return bool(is_met)


def report_steps(steps: dict[str, dict[str, Result]]) -> bool:
    """Print what steps took in each app; return whether the goals are met."""
    write_row("step", "app", "ms", "spread", "ratio", "socket KB")
    is_met = True
    for step, results in steps.items():
        ours = statistics.median(results["koreamap"].click_ms)
        for name, result in results.items():
            ms, sent = statistics.median(result.click_ms), max(result.click_socket)
            write_row(step, name, f"{ms:.0f}", spread(result.click_ms), f"{ms / ours:.1f}", f"{sent / 1000:.1f}")
        is_met &= ours <= STEP_GOAL_MS and not max(results["koreamap"].click_socket)
        is_met &= step == "search" or statistics.median(results["tuned"].click_ms) >= STEP_GOAL * ours
    print("goals met" if is_met else f"goals missed: {STEP_GOAL_MS} ms, {STEP_GOAL} of tuned, nothing over the socket")
    return is_met


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure koreamap beside streamlit-folium.")
    parser.add_argument("--beside", type=Path, help="another checkout of koreamap, with its .venv")
    parser.add_argument("--only", choices=["first", "clicks", "steps"], help="a part of it")
    return parser.parse_args()


def run(browser: Browser, arguments: argparse.Namespace) -> bool:
    met = []
    with serve_all(arguments.beside and arguments.beside.resolve()) as addresses:
        for name, address in addresses.items():
            launch(browser, address, APPS[name], Launches(), {})  # the first warms the server
        if arguments.only in {None, "first"}:
            fast = measure_first_maps(browser, addresses, "fast")
            slow = {name: address for name, address in addresses.items() if name != "plain"}
            met.append(report_first_maps(fast, measure_first_maps(browser, slow, "slow")))
        if arguments.only in {None, "steps"}:
            met.append(report_steps({step: measure_step(browser, addresses, step) for step in STEPS}))
        if arguments.only in {None, "clicks"}:
            met.append(report_clicks({name: measure_clicks(browser, at, APPS[name]) for name, at in addresses.items()}))
    return all(met)


def main() -> None:
    arguments = read_arguments()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("Chromium was not found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        is_met = run(browser, arguments)
        browser.close()
    sys.exit(0 if is_met else 1)


if __name__ == "__main__":
    main()
