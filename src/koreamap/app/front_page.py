"""Write the front page: Streamlit's own page, which opens with the map before Streamlit itself is there.

It is made of Streamlit's page by replacing what stands there exactly once. Where Streamlit has changed its page, so
that something is not found, its page is served as it is: the app works without this, and opens as slowly as it did.
"""

from __future__ import annotations

import html
import json
import logging
import re
from functools import cache, lru_cache
from importlib.resources import files
from string import Template
from typing import TYPE_CHECKING, Any

import streamlit as st

from koreamap import frontend
from koreamap.address import check_address
from koreamap.app.answers import find_module
from koreamap.app.assets import ASK_AGAIN, MAP_STEM, Asset, build_asset, find_assets, find_paths, make_asset
from koreamap.app.frame import (
    HEAD_CSS,
    LANGUAGES_CSS,
    TITLE,
    find_descriptions,
    find_titles,
    write_head,
    write_title,
)
from koreamap.app.pages import claims, compare, explore, places, sources
from koreamap.app.pages import help as help_
from koreamap.current import atlas_dir
from koreamap.drawing.backgrounds import DARK, LIGHT
from koreamap.errors import KoreamapError
from koreamap.frontend.bundle import read_front_end
from koreamap.translation import LANGUAGES, N_, translate, write_in_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

__all__ = [
    "find_front_file",
    "find_front_page",
    "read_address",
    "read_index",
    "read_scripts",
    "write_missing",
    "write_page",
]

_LOG = logging.getLogger(__name__)

_FOLDER = frontend.FOLDER / "front_page"
_PREVIEW_ALT = "The Northern Limit Line on the map, and beside it what is known of it."
"""Of ``preview.png``: the app at 1200 by 630 px with ``?feature=nll``, reduced to 220 colours."""

_NO_SCRIPT = "<noscript><style>#koreamap-front [role=status] { display: none }</style></noscript>"

_OPENING = N_("koreamap is opening …")
_LOST = N_("koreamap could not be opened: the server does not answer.")
_AGAIN = N_("Try again")
_UNSCRIPTED = N_(
    "koreamap needs JavaScript, which is off in this browser: it draws the map and the documents. Nothing is asked of "
    "any other machine."
)
_MISSING = (
    N_("No such page"),
    N_(
        "There is no page of koreamap at this address. The links above lead to those that there are; Back leads to "
        "where you were."
    ),
)

_COMPONENT = "./_stcore/bidi-components/koreamap.explorer/explorer"
_MODULE, _SHEET = f"{_COMPONENT}/streamlit.js", f"{_COMPONENT}/explorer.css"
_READ: Mapping[str, Iterable[str]] = {
    "": explore.READ,
    "claims": claims.READ,
    "compare": compare.READ,
    "places": places.READ,
    "sources": sources.READ,
    "help": help_.READ,
}
"""Path of a page that begins before Streamlit -> what that reads."""

_PAGES = 32
"""As many are kept, in all languages and states of the user's documents."""

_HOME_ZOOM = 6
"""Near which every window shows the first view."""

_PARTS = {
    "title": r"<title>[^<]*</title>",
    "icon": r'<link rel="shortcut icon"[^>]*>',
    "font": r'<link\s+rel="preload"[^>]*\bas="font"[^>]*>',
    "script": r'<script type="module" crossorigin src="(\./static/js/[\w.-]+)"></script>',
    "sheet": r'<link rel="stylesheet" crossorigin href="(\./static/css/[\w.-]+)">',
    "noscript": r"<noscript>.*?</noscript>",
    "root": r'<div id="root"></div>',
}
"""What is replaced in Streamlit's page, each where it stands exactly once."""

_MODULES = r'\s*<link rel="modulepreload" crossorigin href="(\./static/js/[\w.-]+)">'

ADDRESS_VARIABLE = "KOREAMAP_ADDRESS"

_VARIABLES = {
    "primaryColor": "--st-primary-color",
    "backgroundColor": "--st-background-color",
    "secondaryBackgroundColor": "--st-secondary-background-color",
    "textColor": "--st-text-color",
    "linkColor": "--st-link-color",
    "borderColor": "--st-border-color",
}
_UNSAFE_IN_STYLE = re.compile(r"[<>{};]")


def find_front_page(path: str, *, address: str = "") -> Asset | None:
    """Find the front page that stands at a path below the base.

    Parameters
    ----------
    path
        Of a page of the app, empty for the first; others have no front page.
    address
        Where the world finds the app, as for `read_address`.

    Returns
    -------
    None also where Streamlit's page is to be served as it is.
    """
    return _build_page(path, address, atlas_dir()) if path in find_titles() else None


def find_front_file(path: str) -> Asset | None:
    """Find the icon or the preview picture."""
    return next((asset for name in ("icon.svg", "preview.png") if (asset := _build_file(name)).path == path), None)


def read_address(environment: Mapping[str, str]) -> str:
    """Read where the world finds the app; a preview picture in a message needs the whole address.

    Stops with `MapError` when it is no address.

    Returns
    -------
    With a slash at its end; empty where ``KOREAMAP_ADDRESS`` is not set.
    """
    return check_address(ADDRESS_VARIABLE, environment.get(ADDRESS_VARIABLE, ""))


def read_index() -> str:
    """Read Streamlit's page as it is installed."""
    return files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")


def read_scripts() -> tuple[str, str]:
    """Read the two scripts that stand in the page itself: what runs first, and the starter."""
    first = "".join(read_front_end(_FOLDER / name) for name in ("language.js", "guard.js"))
    return first, read_front_end(_FOLDER / "starter.js")


def write_page(
    index: str, *, path: str, paths: Mapping[str, str], first: Iterable[str], address: str = ""
) -> str | None:
    """Write the front page of one of the app's pages.

    Parameters
    ----------
    index
        Streamlit's page.
    path
        Of the app's page, empty for the first.
    paths
        What the explorer reads, as for `find_paths`; empty where Streamlit begins at once.
    first
        The files to fetch while the explorer's module is still on its way.
    address
        As from `read_address`.

    Returns
    -------
    HTML; None, and a line in the log, where Streamlit's page is not as it was.
    """
    found = {name: list(re.finditer(pattern, index, re.DOTALL)) for name, pattern in _PARTS.items()}
    if odd := [name for name, matches in found.items() if len(matches) != 1]:
        _LOG.warning(
            "The page of Streamlit %s has another %s: it is served as it is.", st.__version__, " and ".join(odd)
        )
        return None
    part = {name: match for name, (match,) in found.items()}
    streamlit = {"script": part["script"][1], "sheet": part["sheet"][1], "modules": re.findall(_MODULES, index)}
    name = path or "explore"
    explorer = {"module": _MODULE, "sheet": _SHEET, "page": name, "paths": paths} if paths else None
    lost = {
        language: {"words": translate(_LOST, language), "again": translate(_AGAIN, language)} for language in LANGUAGES
    }
    replacements = {
        "title": _write_head(path, address),
        "icon": _write_icon(),
        "font": "",
        "script": _write_start({"explorer": explorer, "streamlit": streamlit, "lost": lost}, first),
        "sheet": "",
        "noscript": _NO_SCRIPT,
        "root": Template(read_front_end(_FOLDER / "front_page.html")).substitute(
            head=write_head(path),
            page=name,
            opening=write_in_each("<span {}>{}</span>", _OPENING),
            unscripted=write_in_each("<p {}>{}</p>", _UNSCRIPTED),
        ),
    }
    page = re.sub(_MODULES, "", index)
    for name, text in replacements.items():
        page = page.replace(part[name][0], text)
    return page


def write_missing() -> Template:
    """Write what stands in place of a page that there is not.

    Streamlit would run the first page there, and put an entry of its own into the browser's history, over which Back
    does not lead.

    Returns
    -------
    HTML with ``$base`` for the path of the first page.
    """
    guard, _ = read_scripts()
    head = write_head("missing").replace('href="./', 'href="${base}')
    page = Template(read_front_end(_FOLDER / "missing.html"))
    said = write_in_each("<div {}><h1>{}</h1><p>{}</p></div>", *_MISSING)
    return Template(page.substitute(style=_write_style(), guard=guard.replace("$", "$$"), head=head, said=said))


@lru_cache(maxsize=_PAGES)
def _build_page(path: str, address: str, _folder: Path) -> Asset | None:
    """Build a page once for a folder of built files; without any there is no map to begin with: Streamlit says so."""
    try:
        begins = path in _READ and find_module(_MODULE.removeprefix("./"))
        paths = find_paths(_READ[path]) if begins else {}
        first = _list_first() if MAP_STEM in paths else []
    except KoreamapError:
        paths, first = {}, []
    page = write_page(read_index(), path=path, paths=paths, first=first, address=address)
    return None if page is None else make_asset(path, page.encode(), cache_control=ASK_AGAIN)


def _list_first() -> list[str]:
    layers: list[dict[str, Any]] = json.loads(find_assets()[MAP_STEM].body)["layers"]
    shown = (layer for layer in layers if layer["shown"] and layer["min_zoom"] <= _HOME_ZOOM < layer["max_zoom"])
    return [find_assets()[MAP_STEM].path, *(layer["url"] for layer in shown)]


@cache
def _build_file(name: str) -> Asset:
    stem, _, suffix = name.partition(".")
    return build_asset(stem, f".{suffix}", (_FOLDER / name).read_bytes())


def _write_head(path: str, address: str) -> str:
    title, description = html.escape(write_title(path)), html.escape(find_descriptions()[path])
    preview = f"{address}{_build_file('preview.png').path}" if address else f"./{_build_file('preview.png').path}"
    properties = {
        "og:type": "website",
        "og:site_name": "koreamap",
        "og:title": title,
        "og:description": description,
        "og:image": preview,
        "og:image:width": "1200",
        "og:image:height": "630",
        "og:image:alt": html.escape(_PREVIEW_ALT),
        **({"og:url": f"{address}{path}"} if address else {}),
    }
    guard, _ = read_scripts()
    return "\n    ".join(
        [
            f"<title>{title}</title>",
            f'<meta name="description" content="{description}">',
            f'<meta name="application-name" content="{html.escape(TITLE)}">',
            *(f'<meta property="{name}" content="{value}">' for name, value in properties.items()),
            '<meta name="twitter:card" content="summary_large_image">',
            f"<style>{_write_style()}</style>",
            f"<script>{guard}</script>",
        ]
    )


def _write_icon() -> str:
    return f'<link rel="icon" type="image/svg+xml" href="./{_build_file("icon.svg").path}">'


def _write_style() -> str:
    return _write_variables() + "".join(map(read_front_end, (HEAD_CSS, LANGUAGES_CSS, _FOLDER / "front_page.css")))


def _write_variables() -> str:
    """Write the theme's colours, which Streamlit tells the page only later."""
    font = f"--st-font:{_option('theme.font')};"
    light, dark = (
        "".join(f"{variable}:{_option(f'theme.{theme}.{name}')};" for name, variable in _VARIABLES.items())
        + f"--front-water:{background.water};"
        for theme, background in (("light", LIGHT), ("dark", DARK))
    )
    return f'#koreamap-front{{{font}{light}}}\n[data-koreamap-theme="dark"] #koreamap-front{{{dark}}}\n'


def _option(name: str) -> str:
    value = str(st.get_option(name) or "")
    return "" if _UNSAFE_IN_STYLE.search(value) else value


def _write_start(start: Mapping[str, Any], first: Iterable[str]) -> str:
    """Write what the starter is told, what is fetched before it asks, and the starter."""
    _, starter = read_scripts()
    told = json.dumps(start, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    early = [f'<link rel="modulepreload" href="{_MODULE}">', f'<link rel="preload" as="style" href="{_SHEET}">']
    early += [f'<link rel="preload" as="fetch" crossorigin href="./{path}">' for path in first]
    return "\n    ".join(
        [
            *(early if start["explorer"] else []),
            f'<script type="application/json" id="koreamap-start">{told}</script>',
            f'<script type="module">{starter}</script>',
        ]
    )
