"""Answer only where the app is called by a name of its own, and only its own pages.

A page of somebody else's may let its name lead to this machine (DNS rebinding), or call it by its right name from afar.
The first shows in the header `Host`, the second in `Origin`.
"""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse

from koreamap.errors import ServerError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from starlette.types import ASGIApp, Receive, Scope, Send

__all__ = ["OriginMiddleware", "read_frames", "read_hosts"]

HOSTS_VARIABLE = "KOREAMAP_HOSTS"
FRAMES_VARIABLE = "KOREAMAP_FRAMED_BY"

_OWN = ("127.0.0.1", "localhost", "[::1]")
_NAME = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")
_ORIGIN = re.compile(
    rf"https://{_NAME.pattern}(:[0-9]{{1,5}})?|http://(127\.0\.0\.1|localhost|\[::1\])(:[0-9]{{1,5}})?"
)


def read_hosts(environment: Mapping[str, str], *, listens: str = "", address: str = "") -> tuple[str, ...]:
    """Read by which names the app may be called: this machine's own, and those that the operator gave.

    Stops with `ServerError` when one is no name of a host.

    Parameters
    ----------
    environment
        With ``KOREAMAP_HOSTS``: names or addresses of hosts, without ports, separated by commas.
    listens
        Streamlit's ``server.address``; every address of the machine (``0.0.0.0``) is no name.
    address
        Where the world finds the app, ``https://host/path/``; empty when it is not known.

    Returns
    -------
    In small letters, IPv6 in brackets, each once.
    """
    named = [name.strip().lower() for name in environment.get(HOSTS_VARIABLE, "").split(",") if name.strip()]
    hosts = [_read_host(HOSTS_VARIABLE, name) for name in named]
    hosts += [_read_host("server.address", listens.lower())] if listens and not _is_every_address(listens) else []
    hosts += [urlsplit(address).netloc.partition(":")[0].lower()] if address else []
    return tuple(dict.fromkeys((*_OWN, *hosts)))


def _read_host(what: str, name: str) -> str:
    """Return a name as the header has it."""
    bare = name.removeprefix("[").removesuffix("]")
    try:
        return f"[{bare}]" if ipaddress.ip_address(bare).version == 6 else bare
    except ValueError as error:
        if _NAME.fullmatch(name):
            return name
        raise ServerError(what, found=repr(name[:100]), expected="the name of a host, without a port") from error


def _is_every_address(listens: str) -> bool:
    try:
        return ipaddress.ip_address(listens).is_unspecified
    except ValueError:
        return False


def read_frames(environment: Mapping[str, str]) -> tuple[str, ...]:
    """Read which sites may show the app in a frame of theirs; nobody may where none is named.

    Parameters
    ----------
    environment
        With ``KOREAMAP_FRAMED_BY``: ``https://host`` or ``https://host:port``, separated by commas.

    Raises
    ------
    koreamap.errors.ServerError
        When one is no origin, or is reached without encryption from another machine.
    """
    origins = [text.strip().lower() for text in environment.get(FRAMES_VARIABLE, "").split(",") if text.strip()]
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ServerError(FRAMES_VARIABLE, found=repr(origin[:100]), expected="https://host, separated by commas")
    return tuple(dict.fromkeys(origins))


class OriginMiddleware:
    """Refuse what a page from elsewhere asks for, over HTTP and web sockets; a program that is no browser names none.

    Streamlit would let in whatever else is served on this machine, and ask a host of the internet for its address.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, or refuse."""
        if _is_own(Headers(raw=scope.get("headers", []))):  # what starts and ends the server has none
            await self.app(scope, receive, send)
        else:
            refused = "The page that asks is not this app's own, or a proxy did not hand its Host on.\n"
            await PlainTextResponse(refused, status_code=403)(scope, receive, send)


def _is_own(headers: Headers) -> bool:
    host = headers.get("host", "").lower()
    return all(origin.lower() in {f"http://{host}", f"https://{host}"} for origin in headers.getlist("origin"))
