"""Hand a browser what is one session's alone: nobody can guess its address, and it goes when the session lets go."""

from __future__ import annotations

import secrets
import weakref
from functools import cache
from typing import TYPE_CHECKING

from koreamap.app.assets import Asset, make_asset

if TYPE_CHECKING:
    from collections.abc import MutableMapping

__all__ = ["SESSIONS", "SessionFile", "find_session_file"]

SESSIONS = "session/"
"""Below the app's address."""

_FORGET = "private, no-store"
_TOKEN_BYTES = 18


class SessionFile:
    """JSON for one session's page; the server forgets it as soon as nobody holds it.

    Parameters
    ----------
    stem
        What it holds, for whoever looks at its address.
    body
        The JSON.
    """

    def __init__(self, stem: str, body: bytes) -> None:
        path = f"{SESSIONS}{secrets.token_urlsafe(_TOKEN_BYTES)}/{stem}.json"
        self.asset = make_asset(path, body, cache_control=_FORGET)
        _read_files()[path] = self

    @property
    def path(self) -> str:
        """Relative to the app's address."""
        return self.asset.path


def find_session_file(path: str) -> Asset | None:
    """Find what lies at a path, if a session still holds it."""
    found = _read_files().get(path) if path.startswith(SESSIONS) else None
    return found.asset if found else None


@cache
def _read_files() -> MutableMapping[str, SessionFile]:
    return weakref.WeakValueDictionary()
