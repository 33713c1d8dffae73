"""Measure, in one run and one browser, how long a click on the map takes to show its passages, and what it costs.

Three apps show the same layers: koreamap, streamlit-folium tuned, streamlit-folium as in its examples. streamlit-folium
ships its own frontend but asks four hosts for Leaflet, jQuery, Bootstrap and icons; here Leaflet is answered from the
copy that koreamap carries, at once and without a network, and the rest with empty files. That favours streamlit-folium.

Run it with ``make bench``; it needs Chromium. Times depend on the machine, the ratios hardly do.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

from koreamap.frontend import LEAFLET
from koreamap.home import find_home, layers_dir

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Frame, Page, Route

REPEATS = 7
TARGETS = ("nll", "mdl")
"""Clicked in turn, so that every click changes what is shown."""

GOALS = {"tuned": 4, "plain": 15}
"""How many times faster than each koreamap should be."""

GOAL_BYTES = 10_000

FLAGS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
WAIT_MS = 60_000


@dataclass
class Traffic:
    """Bytes that crossed the wire since the last `reset`."""

    socket: int = 0
    http: int = 0

    def reset(self) -> None:
        self.socket = self.http = 0

    def watch(self, page: Page) -> None:
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._add_frame)
        session.on("Network.webSocketFrameSent", self._add_frame)
        session.on("Network.loadingFinished", self._add_file)

    def _add_frame(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        data = frame["payloadData"]
        self.socket += len(base64.b64decode(data)) if frame["opcode"] == 2 else len(data.encode())

    def _add_file(self, event: dict[str, Any]) -> None:
        self.http += int(event["encodedDataLength"])


@dataclass(slots=True)
class Result:
    """What one app needed."""

    load_ms: list[float] = field(default_factory=list)
    load_socket: list[int] = field(default_factory=list)
    load_http: list[int] = field(default_factory=list)
    click_ms: list[float] = field(default_factory=list)
    click_socket: list[int] = field(default_factory=list)


@contextmanager
def serve(script: Path, *options: str, **environment: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
    command += ["--server.address=127.0.0.1", "--browser.gatherUsageStats=false", "--server.fileWatcherType=none"]
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and scripts
        [*command, *options], cwd=script.parent, env=os.environ | environment, stdout=subprocess.DEVNULL
    )
    try:
        wait_until_healthy(f"http://127.0.0.1:{port}", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(400):
        if process.poll() is not None:
            sys.exit("a server ended before it answered")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310 - http on this machine
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.1)
    sys.exit(f"{address} did not answer")


def answer_from_here(route: Route) -> None:
    """Stand in for the hosts that folium asks."""
    name = urlsplit(route.request.url).path.rpartition("/")[2]
    local = LEAFLET / {"leaflet.js": "leaflet.js", "leaflet.css": "leaflet.css"}.get(name, "none")
    kind = "text/css" if name.endswith(".css") else "text/javascript"
    route.fulfill(body=local.read_bytes() if local.is_file() else b"", content_type=kind)


def open_page(browser: Browser, traffic: Traffic) -> Page:
    page = browser.new_context(viewport={"width": 1400, "height": 900}).new_page()
    page.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", None}, answer_from_here)
    traffic.watch(page)
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


def measure(browser: Browser, address: str, app: Explorer | FoliumApp) -> Result:
    result, traffic = Result(), Traffic()
    for attempt in range(4):
        page = open_page(browser, traffic)
        traffic.reset()
        started = time.perf_counter()
        page.goto(address)
        app.wait_for_map(page)
        if attempt:  # the first warms the server
            result.load_ms.append(1000 * (time.perf_counter() - started))
            page.wait_for_timeout(1500)
            result.load_socket.append(traffic.socket)
            result.load_http.append(traffic.http)
        if attempt < 3:
            page.context.close()
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


def collect(browser: Browser) -> dict[str, Result]:
    home = find_home()
    results = {}
    with serve(home / "streamlit_app.py") as address:
        results["koreamap"] = measure(browser, address, Explorer())
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "folium_app.py"
        shutil.copy(Path(__file__).with_name("folium_app.py"), script)
        shutil.copytree(layers_dir(), Path(folder) / "static")
        for style in ("tuned", "plain"):
            with serve(script, "--server.enableStaticServing=true", STYLE=style) as address:
                results[style] = measure(browser, address, FoliumApp())
    return results


def report(results: dict[str, Result]) -> bool:
    """Print the table; return whether the goals are met."""
    ours = statistics.median(results["koreamap"].click_ms)
    head = ("app", "click ms", "spread", "ratio", "click KB", "map ms", "load ws KB", "load http KB")
    print(("{:10}" + "{:>14}" * 7).format(*head))
    for name, result in results.items():
        click = statistics.median(result.click_ms)
        cells = (
            f"{click:.0f}",
            f"{min(result.click_ms):.0f}-{max(result.click_ms):.0f}",
            f"{click / ours:.1f}",
            f"{statistics.median(result.click_socket) / 1000:.1f}",
            f"{statistics.median(result.load_ms):.0f}",
            f"{statistics.median(result.load_socket) / 1000:.1f}",
            f"{statistics.median(result.load_http) / 1000:.0f}",
        )
        print(("{:10}" + "{:>14}" * 7).format(name, *cells))
    is_met = statistics.median(results["koreamap"].click_socket) <= GOAL_BYTES
    for name, factor in GOALS.items():
        is_met &= statistics.median(results[name].click_ms) >= factor * ours
    print("goals met" if is_met else f"goals missed: {GOALS} times faster, {GOAL_BYTES} bytes a click")
    return bool(is_met)


def main() -> None:
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("Chromium was not found")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        results = collect(browser)
        browser.close()
    sys.exit(0 if report(results) else 1)


if __name__ == "__main__":
    main()
