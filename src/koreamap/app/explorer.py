"""Show a page of the explorer: one Streamlit component, which is given constant data and tells nothing.

What it shows is the browser's affair: its state stands in the address, which Python neither reads nor writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.assets import find_paths

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["show_explorer"]


def show_explorer(page: str, stems: Iterable[str]) -> None:
    """Mount a page, by its name in the front end, with what it reads; it fills all below the head."""
    mount = st.components.v2.component("koreamap.explorer", js="explorer/streamlit.js", css="explorer/explorer.css")
    with st.container(key="explorer"):
        mount(key=page, data={"page": page, "paths": find_paths(stems)}, height="stretch")
