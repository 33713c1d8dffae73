"""Show the documents, what is known of a place, and what came of testing a claim: Streamlit components.

Texts, links and findings are fetched by the browser once; a rerun sends only what is in view.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import streamlit as st

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

__all__ = ["claim_list", "finding", "reader"]


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
    paths
        Where ``documents``, ``links``, ``places``, ``layers`` and ``findings`` are served, relative to the app; without
        findings, no claim is marked.
    view
        ``tab``, ``card``, ``message``, ``passage``, ``mention`` and ``nonce``.
    key
        Streamlit key; the events are found under it in the session state.
    handlers
        Event -> what runs before the page: ``mention_click`` (mention, place), ``step`` (mention), ``tab`` (tab),
        ``place_click`` (place) and ``claim_click`` (claim).

    Returns
    -------
    With one attribute for each event.
    """
    return _mount("reader", {**paths, "view": view}, key=key, handlers=handlers)


def claim_list(
    *,
    paths: Mapping[str, str],
    view: dict[str, Any],
    key: str,
    handlers: Mapping[str, Callable[[], None]],
) -> Any:  # noqa: ANN401 - Streamlit's result object
    """Mount the table of claims with its filters.

    Parameters
    ----------
    paths
        As for `reader`, with ``findings``.
    view
        ``claim``, ``document``, ``verdict``, ``message`` and ``nonce``.
    key
        Streamlit key.
    handlers
        Event -> what runs before the page: ``choose`` (claim) and ``filter`` (document, verdict).

    Returns
    -------
    With one attribute for each event.
    """
    return _mount("claim_list", {**paths, "view": view}, key=key, handlers=handlers)


def finding(
    *,
    paths: Mapping[str, str],
    content: dict[str, Any],
    key: str,
    handlers: Mapping[str, Callable[[], None]],
) -> Any:  # noqa: ANN401 - Streamlit's result object
    """Mount a finding: the quote in its passage, the measures, the method, the pictures and the doubts.

    Parameters
    ----------
    paths
        As for `reader`, with ``findings``.
    content
        ``finding`` (or None), its ``figures``, the ``order`` of claims to step through, and what was ``picked``.
    key
        Streamlit key.
    handlers
        Event -> what runs before the page: ``choose`` (claim; empty for none), ``passage_click`` (passage) and
        ``place_click`` (place).

    Returns
    -------
    With one attribute for each event.
    """
    return _mount("finding", {**paths, **content}, key=key, handlers=handlers)


def _mount(
    name: str,
    data: dict[str, Any],
    *,
    key: str,
    handlers: Mapping[str, Callable[[], None]],
) -> Any:  # noqa: ANN401 - Streamlit's result object
    room, sheet = ("reader", "reader.css") if name == "reader" else ("claims", "claims.css")
    mount = st.components.v2.component(f"koreamap.{name}", js=f"{room}/{name}.js", css=f"{room}/{sheet}")
    callbacks: dict[str, Any] = {f"on_{event}_change": handler for event, handler in handlers.items()}
    return mount(key=key, data=data, height="stretch", **callbacks)
