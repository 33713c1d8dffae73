"""The script that Streamlit runs: it finds the pages and shows one of them."""

import streamlit as st

from koreamap.app.navigation import build_pages


def show() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="koreamap", layout="wide", initial_sidebar_state="collapsed")
    pages = list(build_pages().values())
    st.navigation(pages, position="top" if len(pages) > 1 else "hidden").run()


show()
