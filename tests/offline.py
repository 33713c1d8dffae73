"""Open the explorer where there is no network at all; run inside ``unshare -rn`` by `test_offline`."""

from __future__ import annotations

import fcntl
import socket
import struct

from playwright.sync_api import sync_playwright

from browser import CHROMIUM_FLAGS, Record, find_chromium, run_server, watch

SET_FLAGS = 0x8914
UP_AND_RUNNING = 0x41


def raise_loopback() -> None:
    """Switch on ``lo``, the one interface of a fresh network namespace."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as handle:
        fcntl.ioctl(handle, SET_FLAGS, struct.pack("16sh14x", b"lo", UP_AND_RUNNING))


def main() -> None:
    """Print what was seen, as the test expects it."""
    raise_loopback()
    record = Record()
    with run_server() as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(CHROMIUM_FLAGS))
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        watch(page, record)
        page.goto(f"{address}/?feature=nll")
        page.wait_for_selector(".km-map[data-ready='1'][data-selected='nll']", timeout=60_000)
        page.wait_for_selector(".reader[data-ready='1'] .panel:not([hidden]) .mark", timeout=60_000)
        browser.close()
    print("interfaces:", ",".join(sorted(name for _index, name in socket.if_nameindex())))  # noqa: T201 - for the test
    print("left:", len(record.left))  # noqa: T201 - same


if __name__ == "__main__":
    main()
