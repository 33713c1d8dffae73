"""Show the documents and what is known of a place, with every mention marked: a Streamlit component.

Texts and links are fetched by the browser once; a rerun sends only what is in view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["reader"]


def reader(
    *,
    paths: Mapping[str, str],
    view: dict[str, Any],
    key: str,
    handlers: Mapping[str, Callable[[], None]],
) -> Any:  # noqa: ANN401 - Streamlit's result object
    """Mount the reader.

    Parameters
    ----------
    paths : mapping
        Where ``documents``, ``links``, ``places`` and ``layers`` are served, relative to the app.
    view : dict
        ``tab``, ``card``, ``message``, ``passage``, ``mention`` and ``nonce``.
    key : str
        Streamlit key; the events are found under it in the session state.
    handlers : mapping
        Event -> what runs before the page: ``mention_click`` (mention, place), ``step`` (mention), ``tab`` (tab) and
        ``place_click`` (place).

    Returns
    -------
    object
        With one attribute for each event.
    """
    mount = st.components.v2.component("koreamap.reader", js="reader.js", css="reader.css")
    callbacks: dict[str, Any] = {f"on_{event}_change": handler for event, handler in handlers.items()}
    return mount(key=key, data={**paths, "view": view}, height="stretch", **callbacks)
