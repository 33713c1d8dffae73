"""Claims: what the documents say that a map can test, what was measured, and the evidence."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import streamlit as st

from koreamap.app import claims_view
from koreamap.app.assets import MAP_STEM, find_figures, find_path
from koreamap.app.claims_view import ClaimsView, from_query, to_query
from koreamap.app.frame import show_frame
from koreamap.app.live_map import live_map
from koreamap.app.navigation import go_to
from koreamap.app.pages import Page
from koreamap.app.reader import claim_list, finding
from koreamap.atlas import Atlas, read_atlas

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["PAGE", "render"]

PAGE = Page(title="Claims", order=20)

_CSS = Path(__file__).with_suffix(".css")
_LIST, _MAP, _FINDING, _VIEW, _AWAY = "claim_list", "claims_map", "finding", "claims_view", "claims_away"
_READ = ("documents", "links", "places", "layers", "findings")


@cache
def _atlas() -> Atlas:
    """Read the built files once a process."""
    return read_atlas()


def render() -> None:
    """Show the page."""
    show_frame(_CSS)
    _show_list_and_finding()


@st.fragment
def _show_list_and_finding() -> None:
    """Show the list, the map and the finding; an event in any reruns only this."""
    if _AWAY in st.session_state:
        go_to("explore", st.session_state.pop(_AWAY))
    view = _read_view()
    paths = {stem: find_path(stem) for stem in _READ}
    with st.container(key="claims"):
        # For the style sheet: a narrow window shows the list or the finding. Another key would mount all parts anew.
        st.html(f'<span class="{"claims-mark-open" if view.claim else "claims-mark-closed"}"></span>')
        left, right = st.columns([2, 3], gap=None)
        with left:
            claim_list(paths=paths, view=_describe_view(view), key=_LIST, handlers=_bind_list())
        with right:
            with st.container(key="claims-map"):
                _show_map(view)
            with st.container(key="claims-finding"):
                finding(paths=paths, content=_describe_content(view), key=_FINDING, handlers=_bind_finding())


def _show_map(view: ClaimsView) -> None:
    live_map(
        map_path=find_path(MAP_STEM),
        selection={"ids": claims_view.find_selection(view, _atlas()), "nonce": view.nonce, "fly": view.fly},
        shown=claims_view.find_layers_shown(view, _atlas()),
        key=_MAP,
        on_feature_click=_handler(_MAP, "feature_click", claims_view.pick_feature),
        on_shown_change=_handler(_MAP, "shown", claims_view.show_layers),
    )


def _bind_list() -> dict[str, Callable[[], None]]:
    return {
        "choose": _handler(_LIST, "choose", claims_view.choose_claim),
        "filter": _handler(_LIST, "filter", claims_view.filter_claims),
    }


def _bind_finding() -> dict[str, Callable[[], None]]:
    return {
        "choose": _handler(_FINDING, "choose", claims_view.choose_claim),
        "passage_click": lambda: _leave("passage_click"),
        "place_click": lambda: _leave("place_click"),
    }


def _leave(event: str) -> None:
    """Note where the Explore page is to open; a callback cannot leave the page itself."""
    query = claims_view.find_way_out(st.session_state[_FINDING].get(event), _atlas())
    if query:
        st.session_state[_AWAY] = query


def _read_view() -> ClaimsView:
    """Return the view of this session; an address that we did not write ourselves is read anew."""
    address = {name: value for name, value in st.query_params.items() if name in claims_view.PARAMETERS}
    view: ClaimsView | None = st.session_state.get(_VIEW)
    if view is None or address != to_query(view):
        nonce = 0 if view is None else view.nonce + 1
        view = claims_view.renumber(from_query(address, _atlas()), nonce)
        _keep(view)
    return view


def _keep(view: ClaimsView) -> None:
    """Remember the view in the session and in the address."""
    st.session_state[_VIEW] = view
    st.query_params.from_dict(to_query(view))


def _handler(key: str, event: str, answer: Callable[[ClaimsView, Any, Atlas], ClaimsView]) -> Callable[[], None]:
    """Bind a component's event to the pure function that answers it."""

    def handle() -> None:
        payload = st.session_state[key].get(event)
        if payload is not None:
            _keep(answer(st.session_state[_VIEW], payload, _atlas()))

    return handle


def _describe_view(view: ClaimsView) -> dict[str, Any]:
    return {
        "claim": view.claim,
        "document": view.document,
        "verdict": view.verdict,
        "message": view.message or None,
        "nonce": view.nonce,
    }


def _describe_content(view: ClaimsView) -> dict[str, Any]:
    figures = _atlas().claims[view.claim].chart_ids if view.claim else []
    return {
        "finding": claims_view.describe_finding(view.claim, _atlas()) if view.claim else None,
        "figures": [find_figures()[figure_id] for figure_id in figures],
        "order": claims_view.list_claims(view, _atlas()),
        "picked": claims_view.describe_picked(view.picked, _atlas()),
    }
