"""Show a `folium.Map` in a Streamlit app, anybody's: the explorer's own map draws it, with all that was put on it."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import streamlit as st

from koreamap.drawing.description import collect_data, describe_map

if TYPE_CHECKING:
    import folium

__all__ = ["show_map"]


def show_map(map_: folium.Map, *, key: str, height: int = 560) -> None:
    """Show a map of `koreamap.map` live: labels, a layers panel, light and dark, and a card of words at a click.

    Markers, circles, lines, polygons, GeoJSON, groups, tiles and pictures that were added to it are drawn too, their
    tooltips and popups as text.

    Stops with `MapError` when something on the map cannot be drawn live; it is named.

    Parameters
    ----------
    map_
        Of `koreamap.map`.
    key
        Streamlit's, one a map.
    height
        In pixels.

    Examples
    --------
    A whole app::

        import folium
        import koreamap
        from koreamap.app.folium_map import show_map

        map_ = koreamap.map(layers=["mdl", "nll"])
        folium.CircleMarker((37.53, 124.88), tooltip="looked at on 3 May").add_to(map_)
        show_map(map_, key="map")
    """
    description = describe_map(map_)
    data = {"description": description, "data": collect_data(map_)}
    # The browser makes the map anew only where it is another one.
    version = hashlib.sha256(json.dumps(data, sort_keys=True).encode()).hexdigest()
    mount = st.components.v2.component("koreamap.folium_map", js="map/folium_view.js", css="map/folium_view.css")
    mount(key=key, data={"version": version, **data}, height=height)
