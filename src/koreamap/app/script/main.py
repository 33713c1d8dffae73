"""The script that Streamlit runs: it finds the pages and shows one of them."""

import streamlit as st

from koreamap.app.frame import show_head
from koreamap.app.navigation import build_pages


def show() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="koreamap", layout="wide", initial_sidebar_state="collapsed")
    pages = list(build_pages().values())
    page = st.navigation(pages, position="hidden")
    show_head(page.url_path)
    page.run()


show()
