"""The script that Streamlit runs: it finds the pages and shows one of them."""

import streamlit as st

from koreamap.app.pages import find_pages


def show() -> None:
    """Show the page that the address names."""
    st.set_page_config(page_title="koreamap", layout="wide", initial_sidebar_state="collapsed")
    modules = find_pages()
    pages = [
        st.Page(
            module.render,
            title=module.PAGE.title,
            url_path=module.__name__.rpartition(".")[2],
            default=module is modules[0],
        )
        for module in modules
    ]
    st.navigation(pages, position="top" if len(pages) > 1 else "hidden").run()


show()
