"""Ask the browser what the map showed last: it alone knows, since panning and zooming send nothing to Python."""

from __future__ import annotations

import streamlit as st

__all__ = ["last_view"]


def last_view(*, key: str) -> str:
    """Mount the question; it takes no room.

    Parameters
    ----------
    key
        Streamlit key.

    Returns
    -------
    ``west,south,east,north`` in degrees, as the browser says it: unchecked text; empty until it has answered and where
    no map was shown in this tab.
    """
    known = st.session_state[key].get("bbox", "") if key in st.session_state else ""
    mount = st.components.v2.component("koreamap.last_view", js="explorer/last_view.js")
    answer = mount(key=key, data={"known": known}, default={"bbox": ""}, on_bbox_change=lambda: None, height="content")
    return str(answer.bbox or "")[:100]
