"""The frame of a page that fills the window: the slim head with the links to the pages, and no margins."""

from __future__ import annotations

import html
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.pages import find_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["HEAD_CSS", "find_titles", "show_head", "write_head"]

HEAD_CSS = Path(__file__).with_name("head.css")
"""How the head looks, on the front page and on Streamlit's."""

_CSS = Path(__file__).with_suffix(".css")
_HERE = ' aria-current="page"'


@cache
def find_titles() -> Mapping[str, str]:
    """Return the titles of the app's pages by path; the first stands at the bare address."""
    modules = find_pages()
    return {"" if module is modules[0] else module.__name__.rpartition(".")[2]: module.PAGE.title for module in modules}


def write_head(path: str) -> str:
    """Write the head of the page at a path as HTML: the same before Streamlit is there and after.

    Streamlit's own navigation hides the links behind a drawer in a narrow window, where there is room for them.
    """
    links = "".join(
        f'<a href="./{other}"{_HERE if other == path else ""}>{html.escape(title)}</a>'
        for other, title in find_titles().items()
    )
    return f'<header class="koreamap-head"><strong>koreamap</strong><nav aria-label="Pages">{links}</nav></header>'


def show_head(path: str) -> None:
    """Show the head, and bring the style sheets of the frame."""
    st.html(_CSS)
    st.html(HEAD_CSS)
    with st.container(key="koreamap-head"):
        st.html(write_head(path))
