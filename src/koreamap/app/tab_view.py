"""Ask the browser what this tab remembers of the Explore page: it alone knows, since exploring tells Python nothing."""

from __future__ import annotations

import streamlit as st

from koreamap.app.events import read_text

__all__ = ["tab_view"]


def tab_view(page: str, *, key: str) -> str:
    """Mount the question; it takes no room.

    Parameters
    ----------
    page
        The page that asks, as its address ends.
    key
        Streamlit key.

    Returns
    -------
    An address' parameters, as the browser says them: unchecked text, for `koreamap.app.view_state.read_view`; empty
    until it has answered and where nothing was explored in this tab.
    """
    known = read_text(st.session_state.get(key), "text")
    mount = st.components.v2.component("koreamap.tab_view", js="explorer/tab_view.js")
    data = {"page": page, "known": known}
    answer = mount(key=key, data=data, default={"text": ""}, on_text_change=lambda: None, height="content")
    return read_text(answer, "text")
