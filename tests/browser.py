"""The real server and a real browser that records every step it takes outside."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from koreamap.home import find_home

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

CHROMIUM_FLAGS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # No name leads anywhere, so that a request to another host fails as well as being seen.
    "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1",
)

_START_SECONDS = 40
_LOOKED_FOR = re.compile(r"/_stcore/(health|host-config)$")
"""Streamlit looks for its server below the page's address first, and finds it one step up."""
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
    """Return the browser's path, or None."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


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
    """Ask the system for a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def run_server(
    *options: str,
    base: str = "",
    environment: dict[str, str] | None = None,
    script: Path | None = None,
    port: int = 0,
) -> Iterator[str]:
    """Start the explorer, or another app, as a user does, and yield its address."""
    port, home = port or free_port(), find_home()
    app = script or home / "streamlit_app.py"
    command = [sys.executable, "-m", "streamlit", "run", str(app), "--server.headless=true"]
    command += [f"--server.port={port}", *([f"--server.baseUrlPath={base}"] if base else []), *options]
    address = f"http://127.0.0.1:{port}{f'/{base}' if base else ''}"
    process = subprocess.Popen(  # noqa: S603 - our own interpreter and script
        command,
        cwd=home,
        env=os.environ | (environment or {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        _wait_until_healthy(address, process)
        yield address
    finally:
        process.terminate()
        process.communicate(timeout=20)


def _wait_until_healthy(address: str, process: subprocess.Popen[str]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline:
        if process.poll() is not None:
            pytest.fail(f"the server ended: {process.communicate()[0]}")
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=1):  # noqa: S310 - http on this machine
                return
        except (urllib.error.URLError, TimeoutError):
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
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - only where a browser is wanted

    path = need_chromium()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(CHROMIUM_FLAGS))
        yield browser
        browser.close()


@pytest.fixture
def record() -> Record:
    """Return the record of this test's pages."""
    return Record()


@pytest.fixture(scope="session")
def context(chromium: Browser) -> Iterator[BrowserContext]:
    """Share one profile, so that Streamlit's own files are fetched once; flights end at once."""
    opened = chromium.new_context(viewport={"width": 1400, "height": 900}, reduced_motion="reduce")
    opened.add_init_script(_VIOLATION)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext, record: Record) -> Iterator[Page]:
    """Open a page whose every request is watched; one to another machine, or an error, fails the test."""
    opened = context.new_page()
    watch(opened, record)
    yield opened
    opened.close()
    assert record.left == []
    assert record.errors == []


def is_here(url: str) -> bool:
    """Tell whether an address stays on this machine."""
    return urlsplit(url).hostname in {"127.0.0.1", None}


def watch(page: Page, record: Record) -> None:
    """Record requests and complaints of a page."""

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

    page.on("request", note_request)
    page.on("console", note)
    page.on("pageerror", lambda error: record.errors.append(str(error)))


def save_screenshot(page: Page, name: str) -> None:
    """Keep a picture where somebody asked for it."""
    folder = os.environ.get("SCREENSHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=str(Path(folder) / f"{name}.png"))
