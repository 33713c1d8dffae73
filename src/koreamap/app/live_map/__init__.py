"""Show a `folium.Map` live: a Streamlit component that draws it with Leaflet, the library folium itself draws with.

The description and each layer's GeoJSON are fetched by the browser once, under content-hashed names; a rerun sends only
what is selected and which layers are on.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import streamlit as st

from koreamap.atlas import read_atlas
from koreamap.description import describe_map
from koreamap.maps import OnlineTiles, build_map

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["describe_home_map", "describe_map", "live_map"]


def describe_home_map(*, url_of: Callable[[str], str], tiles: OnlineTiles | None = None) -> bytes:
    """Describe the explorer's map as JSON bytes, the same for the same built files.

    Parameters
    ----------
    url_of : callable
        Layer id -> address of its GeoJSON, relative to the app.
    tiles : OnlineTiles, optional
        Only where the configuration switches them on.

    Returns
    -------
    bytes
        UTF-8 JSON for the browser.
    """
    map_ = build_map(read_atlas(), url_of=url_of, tiles=tiles)
    return json.dumps(describe_map(map_), ensure_ascii=False, separators=(",", ":")).encode()


def live_map(  # noqa: PLR0913 - the component's data and its events, all named
    *,
    map_path: str,
    selection: dict[str, Any],
    shown: Sequence[str],
    key: str,
    on_feature_click: Callable[[], None],
    on_shown_change: Callable[[], None],
) -> Any:  # noqa: ANN401 - Streamlit's result object
    """Mount the map.

    Parameters
    ----------
    map_path : str
        Where the description is served, relative to the app.
    selection : dict
        ``ids`` (features to highlight), ``nonce`` (a new one makes the map fly) and ``fly``.
    shown : sequence of str
        Layer ids that are on.
    key : str
        Streamlit key; the events are found under it in the session state.
    on_feature_click, on_shown_change : callable
        Run before the page, after a click on a feature (``feature_click``: id, layer, lat, lng) or a layer switch
        (``shown``).

    Returns
    -------
    object
        With ``feature_click`` and ``shown``.
    """
    mount = st.components.v2.component("koreamap.live_map", js="map/live_map.js", css="map/live_map.css")
    return mount(
        key=key,
        data={"map": map_path, "selection": selection, "shown": list(shown)},
        default={"shown": list(shown)},
        on_feature_click_change=on_feature_click,
        on_shown_change=on_shown_change,
        height="stretch",
    )
