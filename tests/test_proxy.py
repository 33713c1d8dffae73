"""The app behind nginx, set up as `docs/operate.md` says."""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import ssl
import subprocess
import time
from typing import TYPE_CHECKING, NamedTuple

import pytest

from browser import free_port, run_server
from koreamap.app.readiness import READY
from operating import read_example
from talking import open_page

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

pytestmark = pytest.mark.proxy

NAME = "korea.example"

FRAME = """
{user}
daemon off;
pid {folder}/pid;
error_log stderr warn;
events {{}}
http {{
  access_log off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  {example}
}}
"""


def need(program: str) -> str:
    """Return a program's path; without it, skip by name, but fail on the build server."""
    path = shutil.which(program) or shutil.which(program, path="/usr/sbin:/usr/local/sbin")
    if path is None:
        reason = f"{program} was not found: install nginx-light and openssl"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return path


def write_settings(folder: Path, *, app: int, https: int, http: int) -> Path:
    """Write the example with ports and a certificate of our own in place of its."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    make = [need("openssl"), "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", f"/CN={NAME}"]
    make += ["-addext", f"subjectAltName=DNS:{NAME}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run(make, check=True, capture_output=True)  # noqa: S603 - the system's own
    example = read_example("nginx")
    for theirs, ours in {
        "/etc/ssl/korea.example.pem": str(certificate),
        "/etc/ssl/private/korea.example.key": str(key),
        "http://127.0.0.1:8501": f"http://127.0.0.1:{app}",
        "listen 443 ssl;": f"listen 127.0.0.1:{https} ssl;",
        "listen 80;": f"listen 127.0.0.1:{http};",
    }.items():
        assert example.count(theirs) == 1, theirs
        example = example.replace(theirs, ours)
    settings = folder / "nginx.conf"
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    settings.write_text(FRAME.format(folder=folder, user=user, example=example))
    return settings


class Proxy(NamedTuple):
    """Where it listens, and whom a client must trust."""

    https: int
    http: int
    trusted: ssl.SSLContext


@pytest.fixture(scope="module")
def proxy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Proxy]:
    """Run the app and the proxy before it."""
    nginx, folder = need("nginx"), tmp_path_factory.mktemp("nginx")
    app, https, http = free_port(), free_port(), free_port()
    command = [nginx, "-p", str(folder), "-e", "stderr", "-c"]
    command.append(str(write_settings(folder, app=app, https=https, http=http)))
    with run_server(base="korea", port=app, environment={"KOREAMAP_ADDRESS": f"https://{NAME}/korea"}):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)  # noqa: S603 - the system's own
        try:
            wait_for(https, process)
            yield Proxy(https, http, ssl.create_default_context(cafile=str(folder / "certificate.pem")))
        finally:
            process.terminate()
            process.communicate(timeout=30)


def wait_for(port: int, process: subprocess.Popen[str]) -> None:
    """Wait until somebody listens there."""
    for _ in range(300):
        if process.poll() is not None:
            pytest.fail(f"nginx ended: {process.communicate()[1]}")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("nginx did not listen within half a minute")


def ask(proxy: Proxy, path: str, *, host: str = NAME, is_safe: bool = True) -> tuple[int, str]:
    """Ask the proxy as a browser would that knows the host by this name."""
    with contextlib.ExitStack() as stack:
        port = proxy.https if is_safe else proxy.http
        connection: socket.socket = stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=60))
        if is_safe:
            connection = stack.enter_context(proxy.trusted.wrap_socket(connection, server_hostname=NAME))
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
        answer = b"".join(iter(lambda: connection.recv(65536), b""))
    return int(answer.split(b" ", 2)[1]), answer.decode(errors="replace")


def test_page_comes_over_https_below_the_path(proxy: Proxy) -> None:
    status, answer = ask(proxy, "/korea/?feature=nll")
    assert status == 200
    assert "Content-Security-Policy: default-src 'none'" in answer.replace(
        "content-security-policy", "Content-Security-Policy"
    )
    assert f'"og:url" content="https://{NAME}/korea/"' in answer
    assert ask(proxy, f"/korea/{READY}")[1].endswith("ready\n")
    assert ask(proxy, "/")[0] == 404


@pytest.mark.parametrize("path", ["/korea", "/korea/explore", "/korea/places/"])
def test_redirections_stay_on_https_and_on_the_host(proxy: Proxy, path: str) -> None:
    status, answer = ask(proxy, path, host=f"{NAME}:{proxy.https}")
    assert 301 <= status <= 308
    (to,) = (line.partition(" ")[2] for line in answer.splitlines() if line.lower().startswith("location: "))
    assert to.startswith(("/", "./", f"https://{NAME}:{proxy.https}/korea")), to


def test_http_leads_to_https(proxy: Proxy) -> None:
    status, answer = ask(proxy, "/korea/?feature=nll", is_safe=False)
    assert status == 301
    assert f"Location: https://{NAME}/korea/?feature=nll\r\n" in answer


def test_web_socket_goes_through_and_a_page_is_shown(proxy: Proxy) -> None:
    with (
        socket.create_connection(("127.0.0.1", proxy.https)) as connection,
        open_page(f"https://{NAME}:{proxy.https}/korea", page="sources", sock=connection, ssl=proxy.trusted) as shown,
    ):
        assert "koreamap-head" in shown


def test_app_behind_refuses_a_name_that_is_not_its_own(proxy: Proxy) -> None:
    assert ask(proxy, "/korea/", host="evil.example")[0] == 400
