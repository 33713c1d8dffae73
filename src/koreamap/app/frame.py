"""The frame of a page that fills the window: the slim head, and no margins."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

__all__ = ["show_frame"]

_CSS = Path(__file__).with_suffix(".css")


def show_frame(sheet: Path) -> None:
    """Show the head, and bring the style sheets.

    Parameters
    ----------
    sheet : pathlib.Path
        Of the page itself.
    """
    st.html(_CSS)
    st.html(sheet)
    with st.container(key="koreamap-head", horizontal=True, vertical_alignment="center"):
        st.markdown("**koreamap**")
