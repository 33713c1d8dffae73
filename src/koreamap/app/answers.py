"""Answer a browser with our own bytes, each made once, before Streamlit is asked: assets, joined modules, packed files.

Streamlit packs its own files never, and reserves their addresses against the routes of `st.App`; hence a middleware.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response

from koreamap import frontend
from koreamap.app.assets import ASK_AGAIN, Asset, find_asset, make_asset
from koreamap.app.exporting.shelf import MADE
from koreamap.app.session_files import SESSIONS, find_session_file
from koreamap.frontend.bundle import join_scripts, join_styles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from string import Template

    from starlette.types import ASGIApp, Receive, Scope, Send

    Finder = Callable[[str], Asset | None]

__all__ = ["FINDERS", "AnswersMiddleware", "find_module", "find_streamlit_file"]

_ASSETS = "layers/"
_MODULES = "_stcore/bidi-components/koreamap."
_IN_THE_PAGE = "front_page/"
"""What stands in the front page itself, and is no module."""

_STREAMLIT = "static/"
_STREAMLITS = (_STREAMLIT, "_stcore/", "app/static/", "auth/", "component/", "media/", "oauth2callback")
"""Where Streamlit answers for itself."""

_FOLDER = Path(str(files("streamlit"))) / "static"
"""Where Streamlit keeps what its server gives away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pages:
    """The pages that a person may ask for.

    Parameters
    ----------
    known
        Their paths: where no finder knows one, the application behind has it.
    moved
        Path -> path, for those that are known by another name too.
    missing
        What a browser is shown in place of one that there is not: HTML with ``$base`` for the path of the first page.
    """

    known: Collection[str]
    moved: Mapping[str, str]
    missing: Template


class AnswersMiddleware:
    """Answer GET and HEAD for what a finder finds; leave everything else to the application behind.

    Parameters
    ----------
    app
        What is asked otherwise.
    base_path
        Streamlit's ``server.baseUrlPath``; empty at the root.
    finders
        Path below the base -> asset; the first that finds one answers.
    pages
        The pages that there are; without them the application behind answers for any path.
    """

    def __init__(
        self,
        app: ASGIApp,
        *,
        base_path: str,
        finders: Sequence[Finder],
        pages: Pages | None = None,
    ) -> None:
        self.app = app
        self.base = f"/{base_path.strip('/')}/" if base_path.strip("/") else "/"
        self.finders = finders
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        is_read = scope["type"] == "http" and scope["method"] in {"GET", "HEAD"}
        if is_read and (response := await run_in_threadpool(self._respond, Request(scope))):
            await response(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _respond(self, request: Request) -> Response | None:
        path = request.scope["path"].removeprefix(request.scope.get("root_path", ""))
        if not path.startswith(self.base):
            return None
        path = path.removeprefix(self.base)
        if self.pages and path in self.pages.moved:
            return RedirectResponse(f"./{self.pages.moved[path]}?{request.url.query}".rstrip("?"))
        for find in self.finders:
            if asset := find(path):
                return _answer(request, asset)
        if path.startswith((_ASSETS, SESSIONS)):
            return PlainTextResponse("not found", status_code=404, headers={"Cache-Control": "no-store"})
        if self.pages and path not in self.pages.known and _is_page(path) and _asks_for_a_page(request):
            page = self.pages.missing.substitute(base=html.escape(request.scope.get("root_path", "") + self.base))
            return HTMLResponse(page, status_code=404, headers={"Cache-Control": "no-store"})
        return None


def find_built(path: str) -> Asset | None:
    """Find an asset by its path."""
    return find_asset(path.removeprefix(_ASSETS)) if path.startswith(_ASSETS) else None


def find_module(path: str) -> Asset | None:
    """Find a module or a style sheet of our front end, joined with all that it imports.

    It stands at the address where Streamlit looks for a component's own, so that whoever imports it gets the same one.
    """
    name = path.removeprefix(_MODULES).partition("/")[2] if path.startswith(_MODULES) else ""
    is_module = name in _list_files(frontend.FOLDER, "") and not name.startswith(_IN_THE_PAGE)
    return _join(name) if is_module else None


def find_streamlit_file(path: str) -> Asset | None:
    """Find a script or a style sheet of Streamlit's own; a picture or a font would not get smaller."""
    return _read_streamlit(path) if path in _list_files(_FOLDER, _STREAMLIT) else None


@cache
def _list_files(folder: Path, below: str) -> frozenset[str]:
    """List the scripts and the style sheets below a folder, relative to it."""
    paths = (path for suffix in ("js", "css") for path in (folder / below).rglob(f"*.{suffix}"))
    return frozenset(path.relative_to(folder).as_posix() for path in paths)


@cache
def _join(name: str) -> Asset:
    join = join_scripts if name.endswith(".js") else join_styles
    return make_asset(name, join(frontend.FOLDER / name).encode(), cache_control=ASK_AGAIN)


@cache
def _read_streamlit(path: str) -> Asset:
    return make_asset(path, (_FOLDER / path).read_bytes())


FINDERS: Sequence[Finder] = (find_built, find_module, find_streamlit_file, find_session_file)
"""For what the app consists of; its pages come besides."""


def _answer(request: Request, asset: Asset) -> Response:
    """Answer with an asset, packed where the browser takes it, or say that the browser has this very one."""
    headers = {"Cache-Control": asset.cache_control, "ETag": asset.etag, "Vary": "Accept-Encoding"}
    if asset.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if not _accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(asset.body, media_type=asset.media_type, headers=headers)
    return Response(asset.packed, media_type=asset.media_type, headers=headers | {"Content-Encoding": "gzip"})


def _is_page(path: str) -> bool:
    """Tell whether a page might stand there; Streamlit takes a slash at the end away, and is asked again."""
    return path.strip("/") == path != "" and not path.startswith((*_STREAMLITS, MADE))


def _asks_for_a_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")


def _accepts_gzip(accepted: str) -> bool:
    """Read the header as far as it matters: gzip named, and not with weight zero."""
    for item in accepted.split(","):
        name, _, weight = item.strip().partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
