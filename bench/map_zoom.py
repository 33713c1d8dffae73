"""Measure, in one run and one browser, how long a step of the zoom keeps the page busy, and when it is painted.

The apps of `map_latency.py`, which show the same layers, step in and out in turn without an animation: in one, Leaflet
draws anew what is on the map. Another checkout of koreamap, with its environment, may be measured beside.

Run: ``python bench/map_zoom.py --beside ../older``; it needs Chromium. Times depend on the machine, the ratios hardly
do.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from map_latency import APPS, FLAGS, Explorer, FoliumApp, Traffic, open_page, serve_all, spread
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ROUNDS = 5
STEPS = 6
"""In each round, in and out in turn; the first of a round fills caches, and does not count."""

STEP = """([name, by]) => new Promise((resolve) => {
  const map = name === 'koreamap' ? [...globalThis.koreamapExplorers.values()][0].map.map : window.map;
  const started = performance.now();
  map.setZoom(map.getZoom() + by, { animate: false });
  const busy = performance.now() - started;
  requestAnimationFrame(() => setTimeout(() => resolve([busy, performance.now() - started])));
})"""


class Step(NamedTuple):
    """How long the page was busy, and until it was painted, ms."""

    busy: float
    painted: float


def measure(browser: Browser, address: str, app: Explorer | FoliumApp) -> list[Step]:
    page = open_page(browser, Traffic())
    page.goto(address)
    app.wait_for_map(page)
    page.wait_for_timeout(3000)
    where = app.frame(page) if isinstance(app, FoliumApp) else page
    name = "folium" if isinstance(app, FoliumApp) else "koreamap"
    steps = []
    for number in range(STEPS):
        step = Step(*where.evaluate(STEP, [name, -1 if number % 2 else 1]))
        page.wait_for_timeout(500)
        if number:
            steps.append(step)
    page.context.close()
    return steps


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure steps of the zoom beside streamlit-folium.")
    parser.add_argument("--beside", type=Path, help="another checkout of koreamap, with its .venv")
    arguments = parser.parse_args()
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or sys.exit("Chromium was not found")
    with (
        sync_playwright() as playwright,
        serve_all(arguments.beside and arguments.beside.resolve()) as addresses,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        steps: dict[str, list[Step]] = {name: [] for name in addresses}
        for _ in range(ROUNDS):  # in turn, so that what else the machine does strikes all alike
            for name, address in addresses.items():
                steps[name] += measure(browser, address, APPS[name])
        browser.close()
    ours = statistics.median(step.busy for step in steps["koreamap"])
    print(f"{'app':<10} {'busy ms':>8} {'spread':>9} {'ratio':>6} {'painted ms':>11}")
    for name, found in steps.items():
        busy = [step.busy for step in found]
        painted = statistics.median(step.painted for step in found)
        median = statistics.median(busy)
        print(f"{name:<10} {median:>8.0f} {spread(busy):>9} {median / ours:>6.1f} {painted:>11.0f}")


if __name__ == "__main__":
    main()
