"""The script that Streamlit runs: it finds the pages and shows one of them."""

import streamlit as st

from koreamap.app.frame import show_foot, show_head, write_title
from koreamap.app.navigation import build_pages
from koreamap.translation import choose_language, speak


def show() -> None:
    """Show the page that the address names, in the language that it asks for or the browser would like."""
    speak(choose_language(st.query_params.get("lang", ""), st.context.headers.get("Accept-Language", "")))
    pages = list(build_pages().values())
    page = st.navigation(pages, position="hidden")
    st.set_page_config(page_title=write_title(page.url_path), layout="wide", initial_sidebar_state="collapsed")
    show_head(page.url_path)
    page.run()
    show_foot()


show()
