"""The pages as Streamlit knows them."""

from __future__ import annotations

import streamlit as st

from koreamap.app.pages import find_pages

__all__ = ["build_pages"]


def build_pages() -> dict[str, st.Page]:
    """Return the pages by name, in the order of the navigation; the first stands at the bare address."""
    modules = find_pages()
    return {
        module.__name__.rpartition(".")[2]: st.Page(
            module.render,
            title=module.PAGE.title,
            url_path=module.__name__.rpartition(".")[2],
            default=module is modules[0],
        )
        for module in modules
    }
