"""Explore: the map and the reader side by side."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from koreamap.app import view_state
from koreamap.app.assets import MAP_STEM, find_path, find_paths
from koreamap.app.frame import show_frame
from koreamap.app.live_map import live_map
from koreamap.app.navigation import go_to
from koreamap.app.pages import Page
from koreamap.app.reader import reader
from koreamap.app.view_state import ViewState, first_layers, from_query, to_query
from koreamap.atlas import Atlas, read_atlas
from koreamap.cards import build_card

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PAGE", "render"]

PAGE = Page(title="Explore", order=0)

_CSS = Path(__file__).with_suffix(".css")
_MAP, _READER, _VIEW = "live_map", "reader", "view"
_READ_BY_READER = ("documents", "links", "places", "layers", "findings", "cards")
_CLAIM = "claim_to_open"


@cache
def _atlas() -> Atlas:
    """Read the built files once a process."""
    return read_atlas()


def render() -> None:
    """Show the page."""
    show_frame(_CSS)
    _show_map_and_reader()


@st.fragment
def _show_map_and_reader() -> None:
    """Show both; an event in either reruns only this."""
    if _CLAIM in st.session_state:
        go_to("claims", {"claim": st.session_state.pop(_CLAIM)})
    view = _read_view()
    with st.container(key="explore"):
        left, right = st.columns([3, 2], gap=None)
        with left:
            live_map(
                map_path=find_path(MAP_STEM),
                selection=_describe_selection(view),
                shown=first_layers(_atlas()) if view.layers is None else view.layers,
                key=_MAP,
                on_feature_click=_handler(_MAP, "feature_click", view_state.select_on_map),
                on_shown_change=_handler(_MAP, "shown", view_state.show_layers),
            )
        with right:
            reader(
                paths=find_paths(_READ_BY_READER),
                view=_describe_view(view),
                key=_READER,
                handlers={
                    "mention_click": _handler(_READER, "mention_click", view_state.follow_mention),
                    "step": _handler(_READER, "step", view_state.step_to),
                    "tab": _handler(_READER, "tab", view_state.show_tab),
                    "place_click": _handler(_READER, "place_click", view_state.select_place),
                    "claim_click": _open_claim,
                },
            )


def _read_view() -> ViewState:
    """Return the view of this session; an address that we did not write ourselves is read anew."""
    address = {name: value for name, value in st.query_params.items() if name in view_state.PARAMETERS}
    view: ViewState | None = st.session_state.get(_VIEW)
    if view is None or address != to_query(view):
        nonce = 0 if view is None else view.nonce + 1
        view = view_state.renumber(from_query(address, _atlas()), nonce)
        _keep(view)
    return view


def _keep(view: ViewState) -> None:
    """Remember the view in the session and in the address."""
    st.session_state[_VIEW] = view
    st.query_params.from_dict(to_query(view))


def _handler(key: str, event: str, answer: Callable[[ViewState, Any, Atlas], ViewState]) -> Callable[[], None]:
    """Bind a component's event to the pure function that answers it."""

    def handle() -> None:
        payload = st.session_state[key].get(event)
        if payload is not None:
            _keep(answer(st.session_state[_VIEW], payload, _atlas()))

    return handle


def _open_claim() -> None:
    """Note the claim whose sign was clicked; a callback cannot leave the page itself."""
    payload = st.session_state[_READER].get("claim_click") or {}
    claim = payload.get("claim")
    if claim in _atlas().claims:
        st.session_state[_CLAIM] = claim


def _describe_selection(view: ViewState) -> dict[str, Any]:
    ids = list(_atlas().features_of(view.feature)) if view.feature else []
    return {"ids": ids, "nonce": view.nonce, "fly": view.fly}


def _describe_view(view: ViewState) -> dict[str, Any]:
    return {
        "tab": view.tab,
        "card": build_card(view.feature, _atlas()) if view.feature else None,
        "message": view.message or None,
        "passage": view.passage or None,
        "mention": view.mention or None,
        "nonce": view.nonce,
    }
