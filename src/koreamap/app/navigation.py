"""The pages as Streamlit knows them, and the way from one to another with an address."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from koreamap.app.pages import find_pages

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["build_pages", "go_to"]


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


def go_to(name: str, query: Mapping[str, str]) -> NoReturn:
    """Leave for another page; nothing after this call runs.

    Parameters
    ----------
    name
        Of the page's module.
    query
        What its address is to carry.
    """
    st.switch_page(build_pages()[name], query_params=dict(query))
