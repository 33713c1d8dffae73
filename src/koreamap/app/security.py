"""Guard every response: a content security policy that the browser enforces, and the settings of online tiles.

"Nothing leaves this machine" is thereby not a habit of our code but a rule of the page: a request to another host is
refused by the browser, whoever asks for it.
"""

from __future__ import annotations

import base64
import hashlib
import ipaddress
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from starlette.datastructures import MutableHeaders

from koreamap.drawing.maps import OnlineTiles
from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from starlette.types import ASGIApp, Message, Receive, Scope, Send

__all__ = [
    "GuardMiddleware",
    "build_policy",
    "hash_inline_scripts",
    "hash_script",
    "read_tiles",
]

TILES_VARIABLE = "KOREAMAP_TILES"
TILES_ATTRIBUTION_VARIABLE = "KOREAMAP_TILES_ATTRIBUTION"

_INLINE_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<body>.*?)</script>", re.DOTALL | re.IGNORECASE)
_TEMPLATE = re.compile(r"[A-Za-z0-9/._~%:{}?=&+-]+")
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?")

_OTHER_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), fullscreen=(self)",
}


class GuardMiddleware:
    """Put the value of ``Content-Security-Policy`` and its companions on every HTTP response of an app.

    Parameters
    ----------
    app
        Whose responses are guarded.
    policy
        As from `build_policy`.
    is_framed
        Whether the policy names somebody who may frame the app; the older header cannot name anybody.
    """

    def __init__(self, app: ASGIApp, *, policy: str, is_framed: bool = False) -> None:
        self.app = app
        unframed = {} if is_framed else {"X-Frame-Options": "DENY"}
        self.headers = {"Content-Security-Policy": policy, **_OTHER_HEADERS, **unframed}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and add the headers to what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(self.headers)
            await send(message)

        await self.app(scope, receive, send_guarded)


def build_policy(*, script_hashes: tuple[str, ...], tiles: OnlineTiles | None, frames: tuple[str, ...] = ()) -> str:
    """Compose the content security policy, the header's value.

    Parameters
    ----------
    script_hashes
        Of the inline scripts that may run, ``sha256-...``.
    tiles
        Their host is the only foreign one from which anything is ever fetched, pictures alone.
    frames
        The origins whose pages may show the app in a frame.
    """
    pictures = ["'self'", "data:", "blob:", *([_origin_of(tiles.url)] if tiles else [])]
    directives: dict[str, Sequence[str]] = {
        "default-src": ["'none'"],
        "script-src": ["'self'", *(f"'{digest}'" for digest in script_hashes)],
        # Streamlit's style library (emotion) writes its rules into the page while it runs.
        "style-src": ["'self'", "'unsafe-inline'"],
        # In CSP 3 'self' covers the web socket of the same host and port.
        "connect-src": ["'self'"],
        "img-src": pictures,
        "font-src": ["'self'", "data:"],
        "media-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'none'"],
        "frame-src": ["'none'"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'none'"],
        "frame-ancestors": frames or ["'none'"],
    }
    return "; ".join(f"{name} {' '.join(values)}" for name, values in directives.items())


def hash_inline_scripts(page: str) -> tuple[str, ...]:
    """Hash the inline scripts of a page, in its order, as a policy names them; those with a ``src`` are left out."""
    return tuple(
        hash_script(match["body"])
        for match in _INLINE_SCRIPT.finditer(page)
        if "src=" not in match["attributes"].lower()
    )


def hash_script(body: str) -> str:
    """Hash an inline script, as a policy names it."""
    return "sha256-" + base64.b64encode(hashlib.sha256(body.encode()).digest()).decode()


def read_tiles(environment: Mapping[str, str]) -> OnlineTiles | None:
    """Read the settings of online tiles; without them, there are none.

    Parameters
    ----------
    environment
        With ``KOREAMAP_TILES`` (``https://host/{z}/{x}/{y}.png``) and ``KOREAMAP_TILES_ATTRIBUTION``.

    Returns
    -------
    None where ``KOREAMAP_TILES`` is not set or empty.

    Raises
    ------
    koreamap.errors.MapError
        When the address is not a safe template, or nobody is credited.
    """
    url = environment.get(TILES_VARIABLE, "").strip()
    if not url:
        return None
    if not _is_safe_template(url):
        raise MapError(TILES_VARIABLE, found=repr(url[:200]), expected="https://host/{z}/{x}/{y}.png")
    attribution = environment.get(TILES_ATTRIBUTION_VARIABLE, "").strip()
    if not attribution:
        raise MapError(
            TILES_ATTRIBUTION_VARIABLE, found="nothing", expected="the credit that the tiles' owner asks for"
        )
    return OnlineTiles(url=url, attribution=attribution[:300])


def _is_safe_template(url: str) -> bool:
    """Hold the address to a form that cannot smuggle a second source into the policy."""
    if not _TEMPLATE.fullmatch(url) or any(url.count(mark) != 1 for mark in ("{z}", "{x}", "{y}")):
        return False
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _HOST.fullmatch(host) or "{" in parts.netloc or "@" in parts.netloc:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_loopback(host))


def _is_loopback(host: str) -> bool:
    """Let a tile server on this machine do without TLS."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def _origin_of(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"
