"""Serve the built files under names that carry their hash, so that a browser fetches each of them once.

Streamlit would send them again with every rerun, or serve them without a word on caching.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from koreamap import figures
from koreamap.app.server import read_tiles
from koreamap.atlas import read_atlas
from koreamap.cards import build_card
from koreamap.errors import BuildError
from koreamap.figures import FIGURES, describe_figure, draw_figure
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from starlette.requests import Request

    from koreamap.atlas import Atlas

__all__ = [
    "Served",
    "build_routes",
    "build_served",
    "describe_cards",
    "find_figures",
    "find_path",
    "find_paths",
    "find_served",
    "read_served",
]

MAP_STEM = "map"
"""Under which the description of the explorer's map is served."""

CARDS_STEM = "cards"
"""Under which the cards of all places are served."""

_MEDIA_TYPES = {".geojson": "application/geo+json", ".json": "application/json"}
_PICTURE_TYPES = {"svg": "image/svg+xml", "png": "image/png"}
_PICTURES: Mapping[str, tuple[Literal["light", "dark"], Literal["svg", "png"]]] = {
    "light": ("light", "svg"),
    "dark": ("dark", "svg"),
    "png": ("light", "png"),
}
"""Kind of picture -> its ground and its form."""

_IMMUTABLE = "public, max-age=31536000, immutable"
_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A file as it is served.

    Parameters
    ----------
    path : str
        ``layers/<stem>.<hash><suffix>``, relative to the app's address.
    media_type : str
        Of the body.
    body, packed : bytes
        As it is, and compressed with gzip.
    """

    path: str
    media_type: str
    body: bytes
    packed: bytes

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def etag(self) -> str:
        """A weak validator, the same for both encodings."""
        return f'W/"{self.name.split(".")[-2]}"'


def build_served(stem: str, suffix: str, body: bytes) -> Served:
    """Name a file after its content and compress it.

    Parameters
    ----------
    stem, suffix : str
        Of its plain name: ``nll`` and ``.geojson``.
    body : bytes
        Its content.

    Returns
    -------
    Served
        The same for the same content.
    """
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Served(
        path=f"layers/{stem}.{digest}{suffix}",
        media_type=_MEDIA_TYPES[suffix],
        body=body,
        packed=gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0),
    )


def read_served(paths: Iterable[Path]) -> dict[str, Served]:
    """Read files into a registry by stem.

    Parameters
    ----------
    paths : iterable of pathlib.Path
        The files; those that are neither GeoJSON nor JSON are left aside.

    Returns
    -------
    dict
        Stem -> file.

    Raises
    ------
    koreamap.errors.BuildError
        When two files would go by one stem.
    """
    registry: dict[str, Served] = {}
    for path in sorted(paths):
        if path.suffix not in _MEDIA_TYPES or not path.is_file():
            continue
        if path.stem in registry:
            raise BuildError(f"served file {path.stem}", found="two of that stem", expected="one", file=path)
        registry[path.stem] = build_served(path.stem, path.suffix, path.read_bytes())
    return registry


@cache
def find_served() -> Mapping[str, Served]:
    """Return the registry of this process: every built file, the description of the map, and the cards.

    Returns
    -------
    mapping
        Stem -> file. Read once: a new build is seen after a restart.

    Raises
    ------
    koreamap.errors.BuildError
        When the built files are missing or clash.
    """
    from koreamap.app.live_map import describe_home_map  # noqa: PLC0415 - it draws in folium; the routes alone do not

    registry = read_served(layers_dir().iterdir())
    description = describe_home_map(url_of=lambda stem: registry[stem].path, tiles=read_tiles(os.environ))
    made = {MAP_STEM: description, CARDS_STEM: describe_cards(read_atlas())}
    return registry | {stem: build_served(stem, ".json", body) for stem, body in made.items()}


def describe_cards(atlas: Atlas) -> bytes:
    """Return the card of every place as JSON bytes, so that a click on the map need not wait for one."""
    cards = [build_card(place_id, atlas) for place_id in atlas.places]
    return json.dumps({"cards": cards}, ensure_ascii=False, separators=(",", ":")).encode()


def find_path(stem: str) -> str:
    """Return the address of a built file, relative to the app.

    Parameters
    ----------
    stem : str
        ``nll``, ``documents`` ...; ``map`` for the description of the map.

    Returns
    -------
    str
        ``layers/<stem>.<hash><suffix>``.

    Raises
    ------
    koreamap.errors.BuildError
        When nothing of that stem was built.
    """
    served = find_served()
    if stem not in served:
        raise BuildError(f"served file {stem}", found="none", expected=f"one of {', '.join(sorted(served))}")
    return served[stem].path


def find_paths(stems: Iterable[str]) -> dict[str, str]:
    """Return the addresses of those built files that there are.

    Parameters
    ----------
    stems : iterable of str
        As for `find_path`.

    Returns
    -------
    dict
        Stem -> address; what was not built is left out.
    """
    served = find_served()
    return {stem: served[stem].path for stem in stems if stem in served}


@cache
def find_figures() -> Mapping[str, Mapping[str, str]]:
    """Return the pictures of the findings; each is drawn when a browser first asks for it.

    Returns
    -------
    mapping
        Figure id -> ``title``, ``description``, ``name`` (for a download) and the addresses of the drawings on either
        ground (``light``, ``dark``) and of a picture to take along (``png``). Empty where there is no profile.

    Raises
    ------
    koreamap.errors.BuildError
        When the built files are missing.
    """
    atlas = read_atlas()
    return {
        id_: {
            **describe_figure(id_, atlas),
            "name": f"koreamap-{id_}",
            **{kind: f"layers/{_name_picture(id_, kind)}" for kind in _PICTURES},
        }
        for id_ in FIGURES
        if atlas.profiles.get(id_)
    }


def _name_picture(figure_id: str, kind: str) -> str:
    """Name a picture after all that it is drawn from: it is not drawn yet."""
    suffix = "png" if kind == "png" else "svg"
    return f"{figure_id}{'-dark' if kind == 'dark' else ''}.{_digest_figures()}.{suffix}"


@cache
def _digest_figures() -> str:
    drawn_from = [find_path("findings").encode(), find_path("layers").encode(), Path(figures.__file__).read_bytes()]
    return hashlib.sha256(b"".join(drawn_from)).hexdigest()[:12]


@cache
def _draw_picture(figure_id: str, kind: str) -> Served:
    theme, suffix = _PICTURES[kind]
    body = draw_figure(figure_id, read_atlas(), theme=theme, suffix=suffix)
    return Served(
        path=f"layers/{_name_picture(figure_id, kind)}",
        media_type=_PICTURE_TYPES[suffix],
        body=body,
        packed=gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0),
    )


def build_routes(base_path: str) -> list[Route]:
    """Return the routes for `st.App`.

    Parameters
    ----------
    base_path : str
        Streamlit's ``server.baseUrlPath``; empty at the root.

    Returns
    -------
    list of starlette.routing.Route
        GET and HEAD of ``<base>/layers/...``.
    """
    base = f"/{base_path.strip('/')}" if base_path.strip("/") else ""
    return [Route(f"{base}/layers/{{name:path}}", _respond, methods=["GET"])]


def _respond(request: Request) -> Response:
    """Answer with the file of exactly that name; names are keys here, never paths of a disk."""
    name = request.path_params["name"]
    served = _find_named(name)
    if served is None:
        return PlainTextResponse("not found", status_code=404, headers={"Cache-Control": "no-store"})
    headers = {"Cache-Control": _IMMUTABLE, "ETag": served.etag, "Vary": "Accept-Encoding"}
    if served.etag in request.headers.get("if-none-match", ""):
        return Response(status_code=304, headers=headers)
    if not _accepts_gzip(request.headers.get("accept-encoding", "")):
        return Response(served.body, media_type=served.media_type, headers=headers)
    return Response(served.packed, media_type=served.media_type, headers=headers | {"Content-Encoding": "gzip"})


def _find_named(name: str) -> Served | None:
    """Find what goes by a name: a built file, or a picture."""
    for file in find_served().values():
        if file.name == name:
            return file
    pictures = ((id_, kind) for id_ in find_figures() for kind in _PICTURES if _name_picture(id_, kind) == name)
    return next((_draw_picture(id_, kind) for id_, kind in pictures), None)


def _accepts_gzip(accepted: str) -> bool:
    """Read the header as far as it matters: gzip named, and not with weight zero."""
    for item in accepted.split(","):
        name, _, weight = item.strip().partition(";")
        if name.strip().lower() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False
