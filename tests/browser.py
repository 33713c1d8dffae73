"""The real server and a real browser that records every step it takes outside."""

from __future__ import annotations

import os
import random
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unicodedata
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

import pypdfium2
import pytest

from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator

    from playwright.sync_api import (
        Browser,
        BrowserContext,
        ConsoleMessage,
        Error,
        FloatRect,
        Locator,
        Page,
        Request,
        ViewportSize,
    )

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere, so that a request to another host fails as well as being seen.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
    # The pages of a profile share a process, which keeps what it has compiled while one of them stands.
    "--process-per-site",
)

WINDOW: ViewportSize = {"width": 1400, "height": 900}
PATIENCE_MS = 40_000
"""For whatever a busy machine may take."""
_START_SECONDS = 180
_PORTS = range(20_000, 32_000)
"""From which a system gives none to who connects: a port stays free from when it was found until it is listened on."""
_MOST_SAID = 4000
"""Of a server's words, at their end, characters."""
_MOST_ENTRIES = 25
"""Of a shared page's history: a browser keeps 50, and then no choice makes it longer."""
_LOOKED_FOR = re.compile(r"/_stcore/(health|host-config)$")
"""Streamlit looks for its server below the page's address first, and finds it one step up."""
_LET_GO = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  at?.blur();
}"""
_TURN = """async ([href, patience]) => {
  const to = new URL(href);
  const end = performance.now() + patience;
  const isAt = (state) => document.querySelector(`.stApp[data-test-connection-state="CONNECTED"]${state}`);
  if (!isAt('') || document.getElementById('koreamap-front') || to.origin !== location.origin) return false;
  while (!isAt('[data-test-script-state="notRunning"]')) { // what a test began comes to its end first
    if (performance.now() > end) return false;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  sessionStorage.clear();
  localStorage.clear();
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  at?.blur();
  // Opened in a narrow window, a map has its panel folded for good; whoever comes back finds what had the focus.
  for (const page of globalThis.koreamapExplorers?.values() ?? []) {
    page.focused = undefined;
    const { map } = page;
    if (innerWidth < 1400 || !map || map.panel.isOpen) continue;
    map.panel.open(true);
    map.voyage.settle(); // home lies beside it
  }
  if (navigation.canGoForward) history.pushState({}, '', location.href); // what a test went back from is behind nobody
  const turn = (address) => {
    history.replaceState({}, '', address);
    dispatchEvent(new PopStateEvent('popstate', { state: {} }));
  };
  if (to.pathname === location.pathname) { // else what is alike in both views would stand as another test left it
    turn('?layers=none');
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    sessionStorage.clear(); // in which that address is kept now
  }
  turn(href);
  return true;
}"""
"""Follow a link, and remember nothing of what was there before; false where no page stands that could."""
_NEXT_FRAMES = "() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))"
_REST = """async (element) => {
  await document.fonts.ready;
  let [box, quiet] = [element.getBoundingClientRect(), 0];
  while (quiet < 4) { // frames
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const now = element.getBoundingClientRect();
    quiet = ['x', 'y', 'width', 'height'].every((side) => now[side] === box[side]) ? quiet + 1 : 0;
    box = now;
  }
  return { x: box.x, y: box.y, width: box.width, height: box.height };
}"""
LET_REST = """async () => {
  const roots = [document];
  for (const root of roots) {
    const within = [...root.querySelectorAll('*')].map(({ shadowRoot }) => shadowRoot);
    roots.push(...within.filter(Boolean));
  }
  const isPassing = (one) => one.playState === 'running' && Number.isFinite(one.effect.getComputedTiming().endTime);
  const passing = roots.flatMap((root) => root.getAnimations()).filter(isPassing);
  await Promise.all(passing.map((one) => one.finished.catch(() => {}))); // refused where it was called off
}"""
"""Wait until what fades or slides has arrived: on the way it has another contrast, and another place."""
_STREAMLIT_SCRIPT = "*/static/js/index.*.js"
_VIOLATION = "document.addEventListener('securitypolicyviolation', e => (window.violations ??= []).push(e.blockedURI))"


@dataclass(slots=True)
class Record:
    """What a page did that it should not have done."""

    left: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    expected: list[str] = field(default_factory=list)
    """Parts of errors that a test means to bring about."""


def find_chromium() -> str | None:
    """Return the browser's path, or None: first the one without windows, which takes less of the processor."""
    found = map(shutil.which, ("chromium-headless-shell", "chromium", "chromium-browser"))
    return os.environ.get("CHROMIUM") or next(filter(None, found), None)


def need_chromium() -> str:
    """Return the browser's path; without it, skip by name, but fail on the build server."""
    path = find_chromium()
    if path is None:
        reason = "Chromium was not found: install it, or name it in CHROMIUM"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def free_port() -> int:
    """Find a port that nobody has."""
    for port in random.SystemRandom().sample(_PORTS, len(_PORTS)):  # whatever the seed of a run: others look, too
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port
    pytest.fail(f"no port is free from {_PORTS.start} to {_PORTS.stop - 1}")


@contextmanager
def run_server(
    *options: str,
    base: str = "",
    environment: dict[str, str] | None = None,
    script: Path | None = None,
    port: int = 0,
) -> Iterator[str]:
    """Start the explorer, or another app, as a user does, and yield its address."""
    port = port or free_port()
    options = (*([f"--server.baseUrlPath={base}"] if base else []), *options)
    address = f"http://127.0.0.1:{port}{f'/{base}' if base else ''}"
    process = start_server(*options, port=port, environment=environment, script=script)
    try:
        wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(timeout=_START_SECONDS)
        print(read_log(port)[-_MOST_SAID:])  # noqa: T201 - pytest shows it where a test has failed
        find_log(port).unlink()


def start_server(
    *options: str, port: int, environment: dict[str, str] | None = None, script: Path | None = None
) -> subprocess.Popen[bytes]:
    """Start the explorer, or another app, in a process; it and its log are the caller's to end.

    It writes into a file: a pipe that nobody reads is full one day, and then the server stands still.
    """
    module = ["streamlit", "run", str(script)] if script else ["koreamap", "app"]
    with find_log(port).open("wb") as log:
        return subprocess.Popen(  # noqa: S603 - our own interpreter and script
            [sys.executable, "-m", *module, "--server.headless=true", f"--server.port={port}", *options],
            cwd=find_home(),
            env=os.environ | (environment or {}),
            stdout=log,
            stderr=subprocess.STDOUT,
        )


def find_log(port: int) -> Path:
    """Return where the server at a port writes what it has to say."""
    return Path(tempfile.gettempdir()) / f"koreamap-server-{port}.log"


def read_log(port: int) -> str:
    """Return what the server at a port has said so far; nothing where there is none."""
    log = find_log(port)
    return log.read_text(encoding="utf-8", errors="replace") if log.exists() else ""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Show, under a test that has failed, the end of what its servers said."""
    report = yield
    lent = getattr(item, "funcargs", {}).values() if report.failed else ()
    for port in {urlsplit(one).port for one in lent if isinstance(one, str) and one.startswith("http://127.0.0.1:")}:
        if said := read_log(port or 0):
            report.sections.append((f"the server at {port}", said[-_MOST_SAID:]))
    return report


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    """Wait until a server answers; fail when it ends first."""
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {read_log(urlsplit(address).port or 0)}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10):  # noqa: S310 - http on this machine
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(0.1)
    pytest.fail(f"the server did not answer within {_START_SECONDS} s")


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """Serve the explorer for the whole run."""
    with run_server() as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Start Chromium once."""
    from playwright.sync_api import expect, sync_playwright  # noqa: PLC0415 - only where a browser is wanted

    path = need_chromium()
    expect.set_options(timeout=40_000)  # for all: the usual 5 s are soon over on a busy machine
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(CHROMIUM_FLAGS), timeout=1000 * _START_SECONDS
        )
        yield browser
        browser.close()


@pytest.fixture
def record() -> Record:
    """Return the record of this test's pages."""
    return Record()


@pytest.fixture(scope="session")
def context(chromium: Browser, server: str) -> Iterator[BrowserContext]:
    """Share one profile, and a page that stands in it, so that Streamlit's own files are fetched and compiled once.

    Flights end at once.
    """
    opened = chromium.new_context(viewport=WINDOW, reduced_motion="reduce")
    opened.set_default_timeout(PATIENCE_MS)
    opened.add_init_script(_VIOLATION)
    opened.new_page().goto(f"{server}/_stcore/health")
    yield opened
    opened.close()


@pytest.fixture
def fresh_page(context: BrowserContext, record: Record) -> Iterator[Page]:
    """Open a page whose every request is watched; one to another machine, or an error, fails the test."""
    opened = context.new_page()
    watch(opened, record)
    yield opened
    opened.close()
    assert record.left == []
    assert record.errors == []


@pytest.fixture
def page(fresh_page: Page) -> Page:
    """Give each test a page of its own; a file whose tests need none puts `shared_page` here."""
    return fresh_page


@pytest.fixture
def phone(chromium: Browser, record: Record) -> Iterator[Page]:
    """Open a page as on a telephone, watched as any other."""
    size: ViewportSize = {"width": 390, "height": 844}
    context = chromium.new_context(viewport=size, has_touch=True, is_mobile=True, reduced_motion="reduce")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    watch(page, record)
    yield page
    context.close()
    assert record.left == []
    assert record.errors == []


@pytest.fixture(scope="session")
def standing() -> list[Page]:
    """Hold the page that tests share, once there is one; it ends with its context."""
    return []


@pytest.fixture
def shared_page(
    request: pytest.FixtureRequest, context: BrowserContext, standing: list[Page], record: Record
) -> Iterator[Page]:
    """Lend the page that tests share, watched as a fresh one; `open_at` leads it on. A failure ends it."""
    if standing and standing[0].evaluate("history.length") > _MOST_ENTRIES:
        standing.pop().close()
    if not standing:
        standing.append(context.new_page())
    (lent,) = standing
    lent.set_viewport_size(WINDOW)
    lent.emulate_media(color_scheme="light")
    lent.mouse.move(0, 0)
    lent.evaluate(_LET_GO)  # a key would go to what another test left in a field
    stop = watch(lent, record)
    failed = request.session.testsfailed
    yield lent
    stop()
    if request.session.testsfailed > failed or record.left or record.errors:
        standing.pop().close()
    assert record.left == []
    assert record.errors == []


def open_at(page: Page, url: str, name: str = "explore", *, timeout: float = PATIENCE_MS) -> None:
    """Turn a page of the app to an address as a link does, or else open it, and wait until all of it stands.

    Parameters
    ----------
    page
        Wherever it is. A test of how a page opens goes there by itself.
    url
        The whole address.
    name
        Of the page that it leads to.
    timeout
        For each condition, ms.
    """
    if not page.evaluate(_TURN, [url, timeout]):
        page.goto(url, timeout=timeout)
    wait_until_whole(page, name, timeout=timeout)


def wait_until_whole(page: Page, name: str = "", *, timeout: float = PATIENCE_MS) -> None:
    """Wait until Streamlit has taken a page over, so that one page stands, and is done; after each full load.

    Parameters
    ----------
    page
        Where the app is being opened, or turned to another page.
    name
        Of the page that is to stand; empty for whichever there is.
    timeout
        For each condition, ms.
    """
    page.wait_for_selector("#koreamap-front", state="detached", timeout=timeout)
    if name:
        page.wait_for_selector(f".explorer-{name}", timeout=timeout)
    page.wait_for_selector(".stApp[data-test-script-state='notRunning']", timeout=timeout)


def wait_for(what: Callable[[], Any], why: str) -> Any:
    """Wait until `what` returns something true; it must ask the page: `page.url` tells only what was heard before."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline:
        if found := what():
            return found
        time.sleep(0.05)
    return pytest.fail(why)


def resize(page: Page, width: int, height: int) -> None:
    """Give the page a size, and wait until it has it and has laid itself out."""
    page.set_viewport_size({"width": width, "height": height})
    page.wait_for_function("([width, height]) => innerWidth === width && innerHeight === height", arg=[width, height])
    page.evaluate(_NEXT_FRAMES)


def find_box(target: Locator) -> FloatRect:
    """Return where an element lies once it rests there, px of the window."""
    found: FloatRect = target.evaluate(_REST)
    return found


def is_here(url: str) -> bool:
    """Tell whether an address stays on this machine."""
    return urlsplit(url).hostname in {"127.0.0.1", None}


def watch(page: Page, record: Record) -> Callable[[], None]:
    """Record requests and complaints of a page; what is returned makes an end of it."""

    def note_request(request: Request) -> None:
        record.requests.append(request.url)
        if not is_here(request.url):
            record.left.append(request.url)

    def is_expected(message: ConsoleMessage) -> bool:
        looked_for = "404" in message.text and _LOOKED_FOR.search(urlsplit(message.location["url"]).path)
        return bool(looked_for) or any(part in message.text for part in record.expected)

    def note(message: ConsoleMessage) -> None:
        if message.type == "error" and not is_expected(message):
            record.errors.append(message.text)

    def note_error(error: Error) -> None:
        record.errors.append(str(error))

    def stop() -> None:
        page.remove_listener("request", note_request)
        page.remove_listener("console", note)
        page.remove_listener("pageerror", note_error)

    page.on("request", note_request)
    page.on("console", note)
    page.on("pageerror", note_error)
    return stop


class Gate:
    """Holds Streamlit's script back until a test lets it go."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        # The process of the server's pages takes from its memory, unasked, what another page fetched a moment ago.
        # A page must be in it to tell it not to; one that was not led anywhere yet is in another.
        page.goto(urljoin(address, "/_stcore/health"))
        self._session = page.context.new_cdp_session(page)
        self.held: list[str] = []
        self._session.on("Fetch.requestPaused", lambda event: self.held.append(event["request"]["url"]))
        self.close()

    def close(self) -> None:
        """Hold it back."""
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        self._session.send("Fetch.enable", {"patterns": [{"urlPattern": _STREAMLIT_SCRIPT}]})

    def let_go(self) -> None:
        """Hold nothing back any longer."""
        self._session.send("Fetch.disable")
        self._session.send("Network.setCacheDisabled", {"cacheDisabled": False})

    def open(self) -> None:
        """Let it go, and wait until Streamlit has taken the page over."""
        self.let_go()
        wait_until_whole(self.page)


def read_paper(page: Page, folder: Path) -> list[str]:
    """Print the page and read it back, ligatures parted and white space folded; a text for each sheet of paper."""
    page.pdf(path=folder / "page.pdf", format="A4", prefer_css_page_size=True)
    with pypdfium2.PdfDocument(folder / "page.pdf") as sheets:  # pypdf takes seconds for a map
        read = [unicodedata.normalize("NFKC", sheet.get_textpage().get_text_range()) for sheet in sheets]
    return [" ".join(text.split()) for text in read]


def save_screenshot(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
