"""The command `koreamap app` as a process: how it starts, who ends it, and what it leaves."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from browser import find_log, free_port, read_log, run_server, start_server, wait_until_healthy
from koreamap.atlas import read_atlas
from talking import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.thorough

ASKED = "baengnyeong-and-nothing-else"

posix = pytest.mark.skipif(os.name != "posix", reason="the signals are POSIX's")


def start_and_fail(*options: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Start a server that is to refuse, and return what it said."""
    command = [sys.executable, "-m", "koreamap", "app", "--server.headless=true", *options]
    env = os.environ | environment
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - ours


def is_free(port: int) -> bool:
    """Tell whether a new server could listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        return probe.connect_ex(("127.0.0.1", port)) != 0


@posix
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_signal_ends_the_server_itself_with_readers_there_and_no_word_of_them(number: signal.Signals) -> None:
    port = free_port()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell starts what runs behind deaf to it
    process = start_server(port=port)
    signal.signal(signal.SIGINT, before)
    address = f"http://127.0.0.1:{port}"
    with process:
        wait_until_healthy(address, process)
        with open_page(address, page="compare", query=f"a={ASKED}&lang=ko") as shown:
            ask_raw(port, f"/{ASKED}?feature={ASKED}", "Host: localhost", f"Cookie: {ASKED}", f"Referer: {ASKED}")
            process.send_signal(number)
            process.wait(timeout=60)
    said = read_log(port)
    find_log(port).unlink()
    assert process.returncode == 128 + number
    assert is_free(port)
    assert "Traceback" not in said
    assert "koreamap-head" in shown
    # A log tells of the program, not of who read what.
    assert ASKED not in said
    assert not [passage for passage in list_passages() if passage in said]


def list_passages() -> list[str]:
    """Return how each longer passage of the documents begins."""
    documents = read_atlas().documents.values()
    slices = ((document, *passage.slices[0]) for document in documents for passage in document.passages)
    return [document.text[start : start + 40] for document, start, end in slices if end - start > 40]


def test_port_in_use_is_said_in_one_sentence() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = holder.getsockname()[1]
        done = start_and_fail(f"--server.port={port}")
    assert done.returncode == 1
    (line,) = [line for line in (done.stdout + done.stderr).splitlines() if line.strip()]
    assert f"Port {port} is not available" in line


@pytest.mark.parametrize(
    ("options", "environment", "words"),
    [
        (["--server.address=192.0.2.1"], {}, "koreamap: server: found "),
        ([], {"KOREAMAP_TILES": "ftp://tiles"}, "koreamap: KOREAMAP_TILES: found 'ftp://tiles'"),
    ],
)
def test_what_cannot_be_served_is_said_in_one_sentence(
    options: list[str], environment: dict[str, str], words: str
) -> None:
    done = start_and_fail(f"--server.port={free_port()}", *options, **environment)
    assert done.returncode == 2
    (line,) = [line for line in done.stderr.splitlines() if line.strip()]
    assert line.startswith(words)


def test_server_does_not_begin_with_a_broken_build(small_folder: Path) -> None:
    (small_folder / "places.json").write_bytes(b"{}")
    code = (
        "import sys\nfrom pathlib import Path\nimport koreamap.home\nfolder = Path(sys.argv[1])\n"
        "koreamap.home.layers_dir = lambda: folder\n"
        "from koreamap.cli import main\nmain(['app', '--server.headless=true', '--server.port=0'])"
    )
    command = [sys.executable, "-c", code, str(small_folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)  # noqa: S603 - ours
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert line.startswith("koreamap: places.json: found other bytes than SHA256SUMS names, expected ")


def test_unknown_option_is_said() -> None:
    done = start_and_fail("--server.nonsense=1")
    assert done.returncode == 2
    assert "No such option" in done.stderr
    assert "Traceback" not in done.stderr


# --- who may ask

ENVIRONMENT = {
    "KOREAMAP_HOSTS": "maps.example, 10.1.2.3",
    "KOREAMAP_ADDRESS": "https://korea.example/korea",
    "KOREAMAP_FRAMED_BY": "https://portal.example",
}
SOCKET = "/korea/_stcore/stream"
UPGRADE = (
    "Connection: Upgrade",
    "Upgrade: websocket",
    "Sec-WebSocket-Version: 13",
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==",
)


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    """Serve the explorer below a path, as an operator sets it up."""
    port = free_port()
    with run_server(base="korea", environment=ENVIRONMENT, port=port):
        yield port


def ask_raw(port: int, path: str, *headers: str, version: str = "1.1") -> tuple[int, str]:
    """Send what stands there, and return the status and all that comes back; of a web socket its first answer."""
    is_socket = UPGRADE[0] in headers
    lines = [f"GET {path} HTTP/{version}", *headers, *([] if is_socket else ["Connection: close"]), "", ""]
    with socket.create_connection(("127.0.0.1", port), timeout=60) as connection:
        connection.sendall("\r\n".join(lines).encode())
        answer = b""
        while not (is_socket and b"\r\n\r\n" in answer) and (more := connection.recv(65536)):
            answer += more
    return int(answer.split(b" ", 2)[1]), answer.decode(errors="replace")


def ask_both(port: int, *headers: str) -> tuple[int, int]:
    """Ask over HTTP and for a web socket; return the two statuses."""
    return ask_raw(port, "/korea/_stcore/health", *headers)[0], ask_raw(port, SOCKET, *headers, *UPGRADE)[0]


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost:8501",
        "LOCALHOST",
        "[::1]:8501",
        "maps.example",
        "maps.example:8443",
        "10.1.2.3",
        "korea.example",
    ],
)
def test_named_hosts_are_served(port: int, host: str) -> None:
    assert ask_both(port, f"Host: {host}") == (200, 101)
    assert ask_both(port, f"Host: {host}", f"Origin: https://{host.lower()}") == (200, 101)


@pytest.mark.parametrize(
    "headers",
    [
        ["Host: evil.example"],
        ["Host: evil.example:8501", "Origin: http://evil.example:8501"],
        ["Host: 127.0.0.1.evil.example"],
        ["Host: localhost@evil.example"],
        ["Host: evil.example/localhost"],
        ["Host: 192.0.2.1"],
        ["Host: "],
        ["Host: localhost", "Host: evil.example"],
    ],
)
def test_foreign_hosts_are_refused(port: int, headers: list[str]) -> None:
    assert ask_both(port, *headers) == (400, 400)


def test_request_without_a_host_is_refused(port: int) -> None:
    assert ask_raw(port, "/korea/", version="1.0")[0] == 400


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://localhost:8502", "http://127.0.0.1:8501", "ftp://localhost:8501"]
)
def test_pages_from_elsewhere_are_refused(port: int, origin: str) -> None:
    assert ask_both(port, "Host: localhost:8501", f"Origin: {origin}") == (403, 403)


def test_everything_lies_below_the_base_path(port: int) -> None:
    status, answer = ask_raw(port, "/korea/_koreamap/ready", "Host: localhost", "Accept: text/html")
    assert (status, answer.endswith("\r\n\r\nready\n")) == (200, True)
    assert ask_raw(port, "/_koreamap/ready", "Host: localhost")[0] == 404


@pytest.mark.parametrize("headers", [["Host: localhost"], ["Host: evil.example"]])
def test_every_answer_names_who_may_frame_it(port: int, headers: list[str]) -> None:
    answer = ask_raw(port, "/korea/", *headers)[1].lower()
    assert "frame-ancestors https://portal.example\r\n" in answer
    assert "x-frame-options" not in answer
