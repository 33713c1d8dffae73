"""The frame of a page that fills the window: the slim head with the links to the pages, and no margins."""

from __future__ import annotations

import html
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.pages import find_pages
from koreamap.atlas import read_atlas
from koreamap.current import atlas_dir
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.drawing.credit import find_given
from koreamap.export._terms import LICENCE, cite_map, describe_state
from koreamap.export._terms import TITLE as MAP_TITLE
from koreamap.frontend import FOLDER
from koreamap.frontend.bundle import read_front_end
from koreamap.translation import N_, gettext, write_in_each

if TYPE_CHECKING:
    from collections.abc import Mapping

    from koreamap.app.pages import Page

__all__ = [
    "HEAD_CSS",
    "LANGUAGES_CSS",
    "TITLE",
    "find_descriptions",
    "find_titles",
    "show_foot",
    "show_head",
    "write_foot",
    "write_head",
    "write_title",
]

HEAD_CSS = Path(__file__).with_name("head.css")
"""How the head looks, on the front page and on Streamlit's."""

LANGUAGES_CSS = FOLDER / "shared" / "languages.css"
"""How the switch between the languages looks, and what is said in each."""

_CSS = Path(__file__).with_suffix(".css")
_HERE = ' aria-current="page"'
_KEPT = 4
"""Feet, one for each set of built files: a user's own layers may come and go."""


TITLE = N_("koreamap: Korea's armistice on the map")
"""Of the first page, where nothing is chosen yet."""


def find_titles() -> Mapping[str, str]:
    """Return the titles of the app's pages by path; the first stands at the bare address."""
    return {path: page.title for path, page in _find_pages().items()}


def find_descriptions() -> Mapping[str, str]:
    """Return what each page is for, by path, in a sentence for who has not seen it."""
    return {path: page.description for path, page in _find_pages().items()}


@cache
def _find_pages() -> Mapping[str, Page]:
    modules = find_pages()
    return {"" if module is modules[0] else module.__name__.rpartition(".")[2]: module.PAGE for module in modules}


def write_title(path: str) -> str:
    """Write the title of the page at a path, for a browser's tab; what is chosen there the browser adds."""
    return f"{gettext(find_titles()[path])} · koreamap" if path else gettext(TITLE)


def write_head(path: str) -> str:
    """Write the head of the page at a path as HTML: the same before Streamlit is there and after.

    It says all in each language, and the page shows the one that it speaks. Streamlit's own navigation hides the links
    behind a drawer in a narrow window, where there is room for them.
    """
    switch = read_front_end(FOLDER / "shared" / "languages.html").strip()
    paper = write_in_each('<span class="paper" {}>{}</span>', MAP_TITLE)
    links = "".join(
        f'<a href="./{other}"{_HERE if other == path else ""}>{write_in_each("<span {}>{}</span>", title)}</a>'
        for other, title in find_titles().items()
    )
    nav = f'<nav aria-label="koreamap">{links}</nav>'
    return f'<header class="koreamap-head"><strong>koreamap</strong>{paper}{nav}{switch}</header>'


def write_foot() -> str:
    """Write what a page ends with on paper: how to cite it, whose it is and on which terms, as HTML.

    Stops with `BuildError` when the built files are missing.
    """
    return _write_foot(atlas_dir())


@lru_cache(maxsize=_KEPT)
def _write_foot(folder: Path) -> str:
    atlas = read_atlas(folder)
    given = [f"{one.attribution}: {one.licence}." for one in find_given(atlas.layers.values(), atlas.sources)]
    terms = ATTRIBUTION, LICENCE, *given, describe_state(atlas)
    said = write_in_each("<h2 {}>{}</h2>", N_("How to cite it")) + _write_lines(cite_map(atlas))
    said += write_in_each("<h2 {}>{}</h2>", N_("Attribution and licence")) + _write_lines(*terms)
    return f'<footer class="koreamap-foot">{said}</footer>'


def _write_lines(*lines: str) -> str:
    return "".join(f'<p lang="en">{html.escape(line)}</p>' for line in lines)


def show_head(path: str) -> None:
    """Show the head, and bring the style sheets of the frame."""
    st.html(_CSS)
    st.html(HEAD_CSS)
    st.html(LANGUAGES_CSS)
    with st.container(key="koreamap-head"):
        st.html(write_head(path))


def show_foot() -> None:
    """Show what only paper shows."""
    with st.container(key="koreamap-foot"):
        st.html(write_foot())
