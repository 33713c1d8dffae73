"""Show a page of the explorer: one Streamlit component, which is given constant data and tells nothing.

What it shows is the browser's affair: its state stands in the address, which Python neither reads nor writes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.assets import find_paths

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

__all__ = ["show_explorer"]


def show_explorer(page: str, stems: Iterable[str], own: Mapping[str, str] | None = None) -> None:
    """Mount a page; it fills all below the head.

    Parameters
    ----------
    page
        Its name in the front end.
    stems
        What it reads of the built files.
    own
        Stem -> the address of what it reads of this session's instead.
    """
    mount = st.components.v2.component("koreamap.explorer", js="explorer/streamlit.js", css="explorer/explorer.css")
    with st.container(key="explorer"):
        mount(key=page, data={"page": page, "paths": find_paths(stems) | dict(own or {})}, height="stretch")
