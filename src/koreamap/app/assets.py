"""Hold what a browser fetches: built files, the map's description, cards and pictures, under names that carry a hash.

A browser fetches each of them once. Streamlit would send them again with every rerun, or serve them without a word on
caching.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from koreamap.app.security import read_tiles
from koreamap.atlas import read_atlas
from koreamap.drawing import charts
from koreamap.drawing.cards import build_card
from koreamap.drawing.charts import CHARTS, describe_chart, draw_chart
from koreamap.drawing.finding_cards import build_finding_card
from koreamap.drawing.source_cards import describe_sources
from koreamap.drawing.timeline import describe_time
from koreamap.errors import BuildError
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from koreamap.atlas import Atlas
    from koreamap.drawing.maps import OnlineTiles

__all__ = [
    "ASK_AGAIN",
    "IMMUTABLE",
    "MAP_STEM",
    "Asset",
    "build_asset",
    "describe_cards",
    "describe_findings",
    "describe_home_map",
    "digest_of",
    "find_asset",
    "find_assets",
    "find_charts",
    "find_path",
    "find_paths",
    "make_asset",
    "read_assets",
]

MAP_STEM = "map"
"""Under which the description of the explorer's map is found."""

CARDS_STEM = "cards"
"""Under which the cards of all places are found."""

FINDINGS_STEM = "finding_cards"
"""Under which all that is said of the findings is found."""

_MEDIA_TYPES = {
    "": "text/html",
    ".css": "text/css",
    ".geojson": "application/geo+json",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
}
_BUILT = {".geojson", ".json"}
_PICTURES: Mapping[str, tuple[Literal["light", "dark"], Literal["svg", "png"]]] = {
    "light": ("light", "svg"),
    "dark": ("dark", "svg"),
    "png": ("light", "png"),
}
"""Kind of picture -> its background and its form."""

IMMUTABLE = "public, max-age=31536000, immutable"
"""For what has another name when its content is another."""

ASK_AGAIN = "no-cache"
"""For what keeps its name: a browser asks whether it is still the same."""

_GZIP_LEVEL = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Asset:
    """A file as a browser gets it.

    Parameters
    ----------
    path
        Relative to the app's address.
    body, packed
        As it is, and compressed with gzip.
    digest
        Of the body; the start of its SHA-256.
    cache_control
        How long a browser may keep it.
    """

    path: str
    body: bytes
    packed: bytes
    digest: str
    cache_control: str

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]

    @property
    def media_type(self) -> str:
        """Of the body, by the path's suffix; a page has none."""
        return _MEDIA_TYPES[Path(self.path).suffix]

    @property
    def etag(self) -> str:
        """A weak validator, the same for both encodings."""
        return f'W/"{self.digest}"'


def make_asset(path: str, body: bytes, *, cache_control: str = IMMUTABLE) -> Asset:
    """Compress a file; the same content gives the same asset."""
    packed = gzip.compress(body, compresslevel=_GZIP_LEVEL, mtime=0)
    return Asset(path=path, body=body, packed=packed, digest=digest_of(body), cache_control=cache_control)


def build_asset(stem: str, suffix: str, body: bytes) -> Asset:
    """Name a file after its content, so that a browser may keep it for ever."""
    return make_asset(f"layers/{stem}.{digest_of(body)}{suffix}", body)


def digest_of(body: bytes) -> str:
    """Return the start of the SHA-256."""
    return hashlib.sha256(body).hexdigest()[:12]


def read_assets(paths: Iterable[Path]) -> dict[str, Asset]:
    """Read files into a registry by stem; those that are neither GeoJSON nor JSON are left aside.

    Raises
    ------
    koreamap.errors.BuildError
        When two files would go by one stem.
    """
    registry: dict[str, Asset] = {}
    for path in sorted(paths):
        if path.suffix not in _BUILT or not path.is_file():
            continue
        if path.stem in registry:
            raise BuildError(f"asset {path.stem}", found="two of that stem", expected="one", file=path)
        registry[path.stem] = build_asset(path.stem, path.suffix, path.read_bytes())
    return registry


@cache
def find_assets() -> Mapping[str, Asset]:
    """Return the registry of this process by stem: every built file, the description of the map, and the cards.

    It is read once: a new build is seen after a restart.

    Stops with `BuildError` when the built files are missing or clash.
    """
    registry = _find_built()
    made = {
        MAP_STEM: describe_home_map(url_of=lambda stem: registry[stem].path, tiles=read_tiles(os.environ)),
        CARDS_STEM: describe_cards(read_atlas()),
        FINDINGS_STEM: describe_findings(read_atlas()),
    }
    return registry | {stem: build_asset(stem, ".json", body) for stem, body in made.items()}


@cache
def _find_built() -> dict[str, Asset]:
    return read_assets(layers_dir().iterdir())


def describe_home_map(*, url_of: Callable[[str], str], tiles: OnlineTiles | None = None) -> bytes:
    """Return the description of the explorer's map as JSON bytes."""
    from koreamap.drawing.description import describe_map  # noqa: PLC0415 - folium is slow to load; a page alone does not need it
    from koreamap.drawing.maps import build_map  # noqa: PLC0415 - same

    atlas = read_atlas()
    return _to_json(describe_map(build_map(atlas, url_of=url_of, tiles=tiles)) | {"time": describe_time(atlas)})


def describe_cards(atlas: Atlas) -> bytes:
    """Return the card of every place as JSON bytes, so that a click on the map need not wait for one."""
    cards = [build_card(place_id, atlas) for place_id in atlas.places]
    return _to_json({"cards": cards, "sources": describe_sources(cards, atlas)})


def describe_findings(atlas: Atlas) -> bytes:
    """Return all that is said of each finding as JSON bytes."""
    findings = [build_finding_card(claim_id, atlas, find_charts()) for claim_id in atlas.claims]
    return _to_json({"findings": findings, "sources": describe_sources(findings, atlas)})


def _to_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def find_path(stem: str) -> str:
    """Return the address of an asset, relative to the app.

    Parameters
    ----------
    stem
        ``nll``, ``documents`` ...; ``map`` for the description of the map.

    Raises
    ------
    koreamap.errors.BuildError
        When nothing of that stem was built.
    """
    assets = find_assets()
    if stem not in assets:
        raise BuildError(f"asset {stem}", found="none", expected=f"one of {', '.join(sorted(assets))}")
    return assets[stem].path


def find_paths(stems: Iterable[str]) -> dict[str, str]:
    """Return the addresses of those assets that there are, by stem."""
    assets = find_assets()
    return {stem: assets[stem].path for stem in stems if stem in assets}


def find_asset(name: str) -> Asset | None:
    """Find what goes by a name: a built file, or a picture, which is drawn when it is first asked for.

    Names are keys here, never paths of a disk.
    """
    for asset in find_assets().values():
        if asset.name == name:
            return asset
    pictures = ((id_, kind) for id_ in find_charts() for kind in _PICTURES if _name_picture(id_, kind) == name)
    return next((_draw_picture(id_, kind) for id_, kind in pictures), None)


@cache
def find_charts() -> Mapping[str, Mapping[str, str]]:
    """Return the pictures of the findings; each is drawn when a browser first asks for it.

    Stops with `BuildError` when the built files are missing.

    Returns
    -------
    Figure id -> ``title``, ``description``, ``name`` (for a download) and the addresses of the drawings on either
    background (``light``, ``dark``) and of a picture to take along (``png``). Empty where there is no profile.
    """
    atlas = read_atlas()
    return {
        id_: {
            **describe_chart(id_, atlas),
            "name": f"koreamap-{id_}",
            **{kind: f"layers/{_name_picture(id_, kind)}" for kind in _PICTURES},
        }
        for id_, spec in CHARTS.items()
        if spec.count(atlas.profiles)
    }


def _name_picture(chart_id: str, kind: str) -> str:
    """Name a picture after all that it is drawn from: it is not drawn yet."""
    suffix = "png" if kind == "png" else "svg"
    return f"{chart_id}{'-dark' if kind == 'dark' else ''}.{_digest_charts()}.{suffix}"


@cache
def _digest_charts() -> str:
    built = [_find_built()[stem].path.encode() for stem in ("findings", "layers")]
    return digest_of(b"".join([*built, Path(charts.__file__).read_bytes()]))


@cache
def _draw_picture(chart_id: str, kind: str) -> Asset:
    theme, suffix = _PICTURES[kind]
    body = draw_chart(chart_id, read_atlas(), theme=theme, suffix=suffix)
    return make_asset(f"layers/{_name_picture(chart_id, kind)}", body)
