"""Firefox and WebKit, driven by the standards of the W3C that Debian's packages of them speak, with no driver besides.

Firefox speaks WebDriver BiDi over a WebSocket. WebKitGTK has a server for WebDriver; Xvfb makes the display it needs.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from abc import ABC, abstractmethod
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from browser import free_port

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from websockets.sync.client import ClientConnection

SIZE = (1400, 900)
_PATIENCE_S = 60
_ALONE = {
    "GDK_BACKEND": "x11",
    "WEBKIT_DISABLE_DMABUF_RENDERER": "1",
    "NO_AT_BRIDGE": "1",
    "DBUS_SESSION_BUS_ADDRESS": "disabled:",
    "GIO_USE_VFS": "local",
    "GSETTINGS_BACKEND": "memory",
}
"""GTK without a desktop: else it waits for a bus, a registry of accessible programs and settings that nobody serves."""
_NOWHERE = {
    "proxyType": "manual",
    "httpProxy": "127.0.0.1:9",
    "sslProxy": "127.0.0.1:9",
    "noProxy": ["127.0.0.1", "localhost"],
}
"""Other machines are out of reach."""

_KEYS = {"Enter": "\ue007", "Tab": "\ue004", "Escape": "\ue00c"}

# A hand presses whole pixels, so the middle is one: beside the lower edge of the window the nearest is out of it.
_WALK = """const walk = (root) => [...root.querySelectorAll(selector), ...[...root.querySelectorAll('*')]
    .filter((each) => each.shadowRoot).flatMap((each) => walk(each.shadowRoot))];
  const found = walk(document).find((each) => each.getClientRects().length && each.textContent.includes(says));
  if (!found) return null;
  const middle = () => {
    const { left, top, width, height } = found.getClientRects()[0] ?? {};
    return { x: Math.floor(left + width / 2), y: Math.floor(top + height / 2) };
  };"""

_FIND = f"""([selector, says]) => {{
  {_WALK}
  const text = (found.textContent ?? '').trim().slice(0, 2000);
  return {{ ...middle(), text, data: {{ ...found.dataset }} }};
}}"""

# A page hears of a scroll in the next frame, and may close what was opened since: so the hand comes after two of them.
AIM = f"""async ([selector, says]) => {{
  {_WALK}
  const hit = () => {{
    const {{ x, y }} = middle();
    let at = document.elementFromPoint(x, y);
    for (let in_it; (in_it = at?.shadowRoot?.elementFromPoint(x, y)) && in_it !== at;) at = in_it;
    for (; at; at = at.parentNode ?? at.host) if (at === found) return true;
    return false;
  }};
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const before = middle();
  if (!hit()) found.scrollIntoView({{ block: 'center', behavior: 'instant' }});
  const first = middle();
  await frame();
  const second = middle();
  await frame();
  const spot = middle();
  const isStill = [before, first, second].every(({{ x, y }}) => x === spot.x && y === spot.y);
  return isStill && hit() ? spot : null;
}}"""


_RECORD = """() => {
  globalThis.happened = [];
  const note = (...what) => globalThis.happened.push([Math.round(performance.now()), ...what].join(' '));
  for (const kind of ['pointerdown', 'pointerup', 'click']) {
    addEventListener(kind, (event) => note(kind, event.composedPath()[0].outerHTML?.slice(0, 60)), true);
  }
  let state = '';
  new MutationObserver(() => {
    const now = document.querySelector('.stApp')?.dataset.testScriptState;
    if (now !== state) note('script', (state = now));
  }).observe(document, { subtree: true, childList: true, attributeFilter: ['data-test-script-state'] });
}"""


class OtherBrowser(ABC):
    """A browser with one page; a person's gestures are the browser's own input, not scripted events."""

    def __init__(self) -> None:
        self.errors: list[str] = []
        """What the page's console complained of, where the browser tells."""

    @abstractmethod
    def open(self, url: str) -> None:
        """Go to an address; the page may still be loading."""

    @abstractmethod
    def back(self) -> None:
        """Go back as the browser's button does."""

    @abstractmethod
    def act(self, actions: list[dict[str, Any]]) -> None:
        """Perform input as WebDriver describes it."""

    @abstractmethod
    def evaluate(self, function: str) -> str:
        """Call a function without arguments, in the page, and return its string, or what it promises."""

    @abstractmethod
    def take_picture(self) -> str:
        """Return what the window shows: PNG in base 64."""

    def save_picture(self, name: str) -> None:
        """Keep a picture where somebody asked for it."""
        if folder := os.environ.get("SCREENSHOTS"):
            Path(folder).mkdir(parents=True, exist_ok=True)
            (Path(folder) / f"{name}.png").write_bytes(base64.b64decode(self.take_picture()))

    def ask(self, function: str, *args: object) -> Any:
        """Call a function of one list, in the page."""
        called = f"({function})({json.dumps(args)})"
        return json.loads(self.evaluate(f"async () => JSON.stringify((await {called}) ?? null)"))

    def wait(self, function: str, *args: object) -> Any:
        """Wait until the function returns something true."""
        deadline = time.monotonic() + _PATIENCE_S
        while time.monotonic() < deadline:
            if found := self.ask(function, *args):
                return found
            time.sleep(0.05)
        seen = self.ask("() => document.body.innerText.slice(-1500)")
        happened = self.ask("() => globalThis.happened")
        said = f"errors: {self.errors}; happened: {happened}; the page says: {seen}"
        return pytest.fail(f"waited in vain for {args or function}; {said}")

    def record(self) -> None:
        """Let the page write down when it was pressed on what, and when its script ran, for who must learn why."""
        self.ask(_RECORD)

    def find(self, selector: str, says: str = "") -> Any:
        """Wait for the first element that shows, in shadow roots too: its middle, text and data."""
        return self.wait(_FIND, selector, says)

    def click(self, selector: str, says: str = "") -> None:
        """Click on it once it has stood still for two frames, and is what lies uppermost at its middle."""
        spot = self.wait(AIM, selector, says)
        self.click_at(spot["x"], spot["y"])

    def click_at(self, x: float, y: float) -> None:
        move = {"type": "pointerMove", "x": round(x), "y": round(y), "duration": 0, "origin": "viewport"}
        press = [{"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0}]
        self.act([{"type": "pointer", "id": "hand", "parameters": {"pointerType": "mouse"}, "actions": [move, *press]}])

    def press(self, key: str) -> None:
        value = _KEYS.get(key, key)
        actions = [{"type": kind, "value": value} for kind in ("keyDown", "keyUp")]
        self.act([{"type": "key", "id": "keys", "actions": actions}])


class Firefox(OtherBrowser):
    """Firefox through WebDriver BiDi."""

    def __init__(self, socket: ClientConnection) -> None:
        super().__init__()
        self._socket = socket
        self._count = 0
        self._send("session.new", capabilities={"alwaysMatch": {"proxy": _NOWHERE}})
        self._send("session.subscribe", events=["log.entryAdded"])
        self._context = self._send("browsingContext.getTree")["contexts"][0]["context"]
        width, height = SIZE
        self._send("browsingContext.setViewport", context=self._context, viewport={"width": width, "height": height})

    def open(self, url: str) -> None:
        self._send("browsingContext.navigate", context=self._context, url=url, wait="interactive")

    def back(self) -> None:
        self._send("browsingContext.traverseHistory", context=self._context, delta=-1)

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._send("input.performActions", context=self._context, actions=actions)

    def evaluate(self, function: str) -> str:
        target = {"context": self._context}
        done = self._send("script.callFunction", functionDeclaration=function, awaitPromise=True, target=target)
        return str(done["result"]["value"]) if done["type"] == "success" else pytest.fail(str(done["exceptionDetails"]))

    def take_picture(self) -> str:
        return str(self._send("browsingContext.captureScreenshot", context=self._context)["data"])

    def close(self) -> None:
        with suppress(ConnectionClosed):  # it is gone before it can answer
            self._send("browser.close")

    def _send(self, method: str, **params: object) -> Any:
        self._count += 1
        self._socket.send(json.dumps({"id": self._count, "method": method, "params": params}))
        while True:
            message = json.loads(self._socket.recv(timeout=_PATIENCE_S))
            if message.get("id") == self._count:
                return message["result"] if message["type"] == "success" else pytest.fail(f"{method}: {message}")
            self._note(message)

    def _note(self, message: dict[str, Any]) -> None:
        entry = message.get("params", {})
        is_error = message.get("method") == "log.entryAdded" and entry["level"] == "error"
        if is_error and "blocked WebAssembly" not in entry["text"]:  # Streamlit tries it, and does without
            self.errors.append(entry["text"])


class WebKit(OtherBrowser):
    """WebKitGTK through WebDriver."""

    def __init__(self, address: str, browser: str, patience_s: float) -> None:
        super().__init__()
        self._patience_s = patience_s
        options = {"binary": browser, "args": ["--automation"]}
        wanted = {"proxy": _NOWHERE, "webkitgtk:browserOptions": options}
        self._base = f"{address}/session"
        session = self._send("POST", "", capabilities={"alwaysMatch": wanted})
        self._base += f"/{session['sessionId']}"
        self._patience_s = _PATIENCE_S
        self._send("POST", "/window/rect", width=SIZE[0], height=SIZE[1])

    def open(self, url: str) -> None:
        self._send("POST", "/url", url=url)

    def back(self) -> None:
        self._send("POST", "/back")

    def act(self, actions: list[dict[str, Any]]) -> None:
        self._send("POST", "/actions", actions=actions)

    def evaluate(self, function: str) -> str:
        return str(self._send("POST", "/execute/sync", script=f"return ({function})()", args=[]))

    def take_picture(self) -> str:
        return str(self._send("GET", "/screenshot"))

    def close(self) -> None:
        self._send("DELETE", "")

    def _send(self, method: str, path: str, **body: object) -> Any:
        data = json.dumps(body).encode() if method == "POST" else None
        request = urllib.request.Request(self._base + path, data, method=method)  # noqa: S310 - http on this machine
        try:
            with urllib.request.urlopen(request, timeout=self._patience_s) as answer:  # noqa: S310 - the same
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            return pytest.fail(f"{path}: {error.read().decode()}")


def _need(what: str, *paths: str | Path | None) -> list[str]:
    """Return the programs' paths; without one, skip by name, but fail on the build server."""
    if not all(paths):
        reason = f"not found: install {what}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return [str(path) for path in paths]


@contextmanager
def _run(command: list[str], **settings: Any) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, text=True, **settings)  # noqa: S603 - a program of the system
    try:
        yield process
    finally:
        process.terminate()
        process.wait(timeout=_PATIENCE_S)


_PREFERENCES = """
user_pref("ui.prefersReducedMotion", 1);
user_pref("app.update.enabled", false);
user_pref("browser.shell.checkDefaultBrowser", false);
user_pref("datareporting.policy.dataSubmissionEnabled", false);
user_pref("toolkit.telemetry.reportingpolicy.firstRun", false);
"""


@pytest.fixture(scope="module")
def firefox(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Firefox]:
    """Start Firefox."""
    (program,) = _need("firefox-esr", shutil.which("firefox-esr") or shutil.which("firefox"))
    profile = tmp_path_factory.mktemp("firefox")
    (profile / "user.js").write_text(_PREFERENCES)
    command = [program, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0"]
    with _run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL):
        told = profile / "WebDriverBiDiServer.json"
        _wait_until(lambda: told.exists() and told.read_text().strip().endswith("}"), "Firefox")
        server = json.loads(told.read_text())
        address = f"ws://{server['ws_host']}:{server['ws_port']}/session"
        with connect(address, max_size=None, proxy=None) as socket:
            browser = Firefox(socket)
            yield browser
            browser.close()


@contextmanager
def _show_display(program: str) -> Iterator[str]:
    """Make a screen that nobody sees, and yield its name."""
    ours, its = os.pipe()
    width, height = SIZE
    command = [program, "-displayfd", str(its), "-screen", "0", f"{width}x{height}x24", "-nolisten", "tcp"]
    with _run(command, pass_fds=[its], stderr=subprocess.DEVNULL):
        os.close(its)
        with os.fdopen(ours) as told:
            yield f":{told.readline().strip()}"


@pytest.fixture(scope="module")
def webkit() -> Iterator[WebKit]:
    """Start WebKit's MiniBrowser on a display of its own."""
    browser = next(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"), None)
    programs = [shutil.which(name) for name in ("WebKitWebDriver", "Xvfb")]
    driver, screen, mini = _need("webkit2gtk-driver and xvfb", *programs, browser)
    with ExitStack() as stack:
        display = stack.enter_context(_show_display(screen))
        opened = _start_webkit(stack, driver, mini, os.environ | _ALONE | {"DISPLAY": display})
        yield opened
        opened.close()


def _start_webkit(stack: ExitStack, driver: str, mini: str, environment: dict[str, str]) -> WebKit:
    """Start driver and browser; the driver misses now and then that its browser came, and waits for ever: then anew."""
    for patience_s in (15, 30, _PATIENCE_S):
        port = free_port()
        address = f"http://127.0.0.1:{port}"
        with ExitStack() as started:
            started.enter_context(_run([driver, f"--port={port}", "--host=127.0.0.1"], env=environment))
            _wait_until(lambda: _is_ready(address), "WebKitWebDriver")  # noqa: B023 - called at once
            with suppress(TimeoutError):
                opened = WebKit(address, mini, patience_s)
                stack.push(started.pop_all())
                return opened
    return pytest.fail("WebKitWebDriver starts no browser")


def _wait_until(is_so: Callable[[], bool], who: str) -> None:
    deadline = time.monotonic() + _PATIENCE_S
    while not is_so():
        assert time.monotonic() < deadline, f"{who} does not answer"
        time.sleep(0.05)


def _is_ready(address: str) -> bool:
    try:
        with urllib.request.urlopen(f"{address}/status", timeout=1) as answer:  # noqa: S310 - http on this machine
            return bool(json.load(answer)["value"]["ready"])
    except (urllib.error.URLError, TimeoutError):
        return False
