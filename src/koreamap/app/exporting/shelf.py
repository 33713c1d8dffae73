"""Keep the files that were made for readers on the disk, for as long as their pages know them."""

from __future__ import annotations

import secrets
import shutil
import weakref
from functools import cache
from typing import TYPE_CHECKING

from starlette.background import BackgroundTask
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request

__all__ = ["MADE", "MadeFile", "build_route", "clear"]

MADE = "made/"
"""Below the app's address, where a reader fetches what was made."""

_HEADERS = {"Cache-Control": "no-store"}


class MadeFile:
    """A file that was made for one reader; it is gone as soon as nothing knows it any more.

    Parameters
    ----------
    path
        It lies alone in its folder, which goes with it.
    media_type
        As a browser is told.

    Attributes
    ----------
    address
        Below the app's; nobody can guess it.
    size
        In bytes.
    """

    def __init__(self, path: Path, *, media_type: str) -> None:
        self.path = path
        self.media_type = media_type
        self.size = path.stat().st_size
        token = secrets.token_urlsafe(16)
        self.address = f"{MADE}{token}/{path.name}"
        self.remove = weakref.finalize(self, shutil.rmtree, path.parent, ignore_errors=True)
        _read_shelf()[token] = self


def build_route(base_path: str) -> Route:
    """Return where files are fetched.

    Parameters
    ----------
    base_path
        Streamlit's ``server.baseUrlPath``; empty at the root.
    """
    base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
    return Route(f"{base}{MADE}{{token}}/{{name}}", _hand_out)


def clear() -> None:
    """Remove every file, whoever knows it."""
    for made in tuple(_read_shelf().values()):
        made.remove()


async def _hand_out(request: Request) -> Response:
    """Send a file from the disk, and hold it until it is sent, whatever becomes of the page that knows it."""
    token, name = request.path_params.values()
    made = _read_shelf().get(token)
    if made is None or made.path.name != name:
        return PlainTextResponse("not found", status_code=404, headers=_HEADERS)
    held = BackgroundTask(_let_go, made)
    return FileResponse(
        made.path, filename=made.path.name, media_type=made.media_type, headers=_HEADERS, background=held
    )


async def _let_go(_made: MadeFile) -> None:
    """Do nothing: to be handed a file is to hold it until then."""


@cache
def _read_shelf() -> weakref.WeakValueDictionary[str, MadeFile]:
    """Return the files that there are, by the part of their addresses that nobody can guess."""
    return weakref.WeakValueDictionary()
