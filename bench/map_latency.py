"""Measure, in one run and one browser, when the first map stands, and how soon a click on it shows its passages.

Three apps show the same layers: koreamap, streamlit-folium tuned, streamlit-folium as in its examples. streamlit-folium
ships its own frontend but asks four hosts for Leaflet, jQuery, Bootstrap and icons; here Leaflet is answered from the
copy that koreamap carries, at once and without a network, and the rest with empty files. That favours streamlit-folium.

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
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from playwright.sync_api import sync_playwright

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


@contextmanager
def serve(script: Path, *options: str, python: str = sys.executable, **environment: str) -> Iterator[str]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [python, "-m", "streamlit", "run", str(script), "--server.headless=true", f"--server.port={port}"]
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
        addresses = {"koreamap": stack.enter_context(serve(find_home() / "streamlit_app.py"))}
        if beside:
            python = str(beside / ".venv" / "bin" / "python")
            addresses["beside"] = stack.enter_context(serve(beside / "streamlit_app.py", python=python))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        script = folder / "folium_app.py"
        shutil.copy(Path(__file__).with_name("folium_app.py"), script)
        shutil.copytree(layers_dir(), folder / "static")
        for style in ("tuned", "plain"):
            addresses[style] = stack.enter_context(serve(script, "--server.enableStaticServing=true", STYLE=style))
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


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure koreamap beside streamlit-folium.")
    parser.add_argument("--beside", type=Path, help="another checkout of koreamap, with its .venv")
    parser.add_argument("--only", choices=["first", "clicks"], help="one half of it")
    return parser.parse_args()


def run(browser: Browser, arguments: argparse.Namespace) -> bool:
    met = []
    with serve_all(arguments.beside and arguments.beside.resolve()) as addresses:
        for name, address in addresses.items():
            launch(browser, address, APPS[name], Launches(), {})  # the first warms the server
        if arguments.only != "clicks":
            fast = measure_first_maps(browser, addresses, "fast")
            slow = {name: address for name, address in addresses.items() if name != "plain"}
            met.append(report_first_maps(fast, measure_first_maps(browser, slow, "slow")))
        if arguments.only != "first":
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
