"""Hold what a browser fetches: built files, the map's description, cards and pictures, under names that carry a hash.

A browser fetches each of them once. Streamlit would send them again with every rerun, or serve them without a word on
caching.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections import deque
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from koreamap.app.security import read_tiles
from koreamap.atlas import read_atlas
from koreamap.current import atlas_dir
from koreamap.drawing import charts
from koreamap.drawing.cards import build_card
from koreamap.drawing.charts import CHARTS, describe_chart, draw_chart
from koreamap.drawing.credit import credit_map
from koreamap.drawing.finding_cards import build_finding_card
from koreamap.drawing.matters import describe_matters
from koreamap.drawing.source_cards import describe_sources
from koreamap.drawing.timeline import describe_time
from koreamap.errors import BuildError
from koreamap.export._citations import describe_citations
from koreamap.export._terms import describe_state
from koreamap.manifest import read_manifest
from koreamap.translation import LANGUAGES, read_messages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from koreamap.atlas import Atlas
    from koreamap.drawing.maps import OnlineTiles
    from koreamap.manifest import Manifest

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
    "find_paths",
    "make_asset",
    "read_assets",
]

MAP_STEM = "map"
"""Under which the description of the explorer's map is found."""

CARDS_STEM = "cards"
"""Under which the cards of all places are found."""

CITATIONS_STEM = "citations"
"""Under which the citations of all places, documents and sources are found."""

FINDINGS_STEM = "finding_cards"
"""Under which all that is said of the findings is found."""

MESSAGES_STEMS = {language: f"messages-{language}" for language in LANGUAGES[1:]}
"""Language -> under which the interface's words in it are found."""

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
_REGISTRIES = 4
"""As many states of the user's documents are kept: who reads one as another is made goes on."""


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


def read_assets(manifest: Manifest) -> dict[str, Asset]:
    """Read built files into a registry by stem; those that are neither GeoJSON nor JSON, or lie deeper, stay aside.

    Stops with `BuildError` when a file is not what the build wrote.

    Raises
    ------
    koreamap.errors.BuildError
        When two files would go by one stem.
    """
    registry: dict[str, Asset] = {}
    for path in map(Path, manifest.digests):
        if path.suffix not in _BUILT or path.name != str(path):
            continue
        if path.stem in registry:
            raise BuildError(
                f"asset {path.stem}", found="two of that stem", expected="one", file=manifest.folder / path
            )
        registry[path.stem] = build_asset(path.stem, path.suffix, manifest.read(path.name))
    return registry


def find_assets() -> Mapping[str, Asset]:
    """Return the registry of what stands now, by stem: every built file, the map's description, cards, and words.

    Each folder is read once: a new build is seen after a restart, other documents of the user's at once.

    Stops with `BuildError` when the built files are missing or clash.
    """
    return _find_assets(atlas_dir())


_MADE: deque[Mapping[str, Asset]] = deque(maxlen=_REGISTRIES)
"""The registries, the latest first: the folder of an earlier one may be gone."""


@lru_cache(maxsize=_REGISTRIES)
def _find_assets(folder: Path) -> Mapping[str, Asset]:
    registry, atlas = _find_built(folder), read_atlas(folder)
    made = {
        MAP_STEM: describe_home_map(url_of=lambda stem: registry[stem].path, tiles=read_tiles(os.environ)),
        CARDS_STEM: describe_cards(atlas),
        CITATIONS_STEM: _describe_citations(atlas),
        FINDINGS_STEM: describe_findings(atlas),
        **{stem: _to_json(dict(read_messages(language))) for language, stem in MESSAGES_STEMS.items()},
    }
    whole = registry | {stem: build_asset(stem, ".json", body) for stem, body in made.items()}
    _MADE.appendleft(whole)
    return whole


@lru_cache(maxsize=_REGISTRIES)
def _find_built(folder: Path) -> dict[str, Asset]:
    return read_assets(read_manifest(folder))


def describe_home_map(*, url_of: Callable[[str], str], tiles: OnlineTiles | None = None) -> bytes:
    """Return the description of the explorer's map as JSON bytes."""
    from koreamap.drawing.description import describe_map  # noqa: PLC0415 - folium is slow to load; a page alone does not need it
    from koreamap.drawing.maps import build_map  # noqa: PLC0415 - same

    atlas = read_atlas()
    description = describe_map(build_map(atlas, url_of=url_of, tiles=tiles))
    credit = credit_map(atlas.layers.values(), atlas.sources)
    return _to_json(description | {"attribution": credit, "time": describe_time(atlas), "state": describe_state(atlas)})


def describe_cards(atlas: Atlas) -> bytes:
    """Return the card of every place as JSON bytes, so that a click on the map need not wait for one."""
    cards = [build_card(place_id, atlas) for place_id in atlas.places]
    matters = describe_matters(atlas)
    return _to_json({"cards": cards, "matters": matters, "sources": describe_sources([*cards, *matters], atlas)})


def _describe_citations(atlas: Atlas) -> bytes:
    return _to_json(describe_citations(atlas.places, atlas))


def describe_findings(atlas: Atlas) -> bytes:
    """Return all that is said of each finding as JSON bytes."""
    findings = [build_finding_card(claim_id, atlas, find_charts()) for claim_id in atlas.claims]
    return _to_json({"findings": findings, "sources": describe_sources(findings, atlas)})


def _to_json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def find_paths(stems: Iterable[str]) -> dict[str, str]:
    """Return the addresses of those assets that there are, by stem; the interface's words go with all of them."""
    assets = find_assets()
    return {stem: assets[stem].path for stem in (*stems, *MESSAGES_STEMS.values()) if stem in assets}


def find_asset(name: str) -> Asset | None:
    """Find what goes by a name: a built file, or a picture, which is drawn when it is first asked for.

    Names are keys here, never paths of a disk.
    """
    for registry in (find_assets(), *_MADE):
        for asset in registry.values():
            if asset.name == name:
                return asset
    pictures = ((id_, kind) for id_ in find_charts() for kind in _PICTURES if _name_picture(id_, kind) == name)
    return next((_draw_picture(id_, kind) for id_, kind in pictures), None)


def find_charts() -> Mapping[str, Mapping[str, str]]:
    """Return the pictures of the findings; each is drawn when a browser first asks for it.

    Stops with `BuildError` when the built files are missing.

    Returns
    -------
    Figure id -> ``title``, ``description``, ``name`` (for a download) and the addresses of the drawings on either
    background (``light``, ``dark``) and of a picture to take along (``png``). Empty where there is no profile.
    """
    return _find_charts(atlas_dir())


@lru_cache(maxsize=_REGISTRIES)
def _find_charts(folder: Path) -> Mapping[str, Mapping[str, str]]:
    atlas = read_atlas(folder)
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
    return f"{chart_id}{'-dark' if kind == 'dark' else ''}.{_digest_charts(atlas_dir())}.{suffix}"


@lru_cache(maxsize=_REGISTRIES)
def _digest_charts(folder: Path) -> str:
    built = [_find_built(folder)[stem].path.encode() for stem in ("findings", "layers")]
    return digest_of(b"".join([*built, Path(charts.__file__).read_bytes()]))


@cache
def _draw_picture(chart_id: str, kind: str) -> Asset:
    theme, suffix = _PICTURES[kind]
    body = draw_chart(chart_id, read_atlas(), theme=theme, suffix=suffix)
    return make_asset(f"layers/{_name_picture(chart_id, kind)}", body)
