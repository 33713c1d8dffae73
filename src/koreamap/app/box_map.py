"""A small map that shows an area as a box, and on which a person may draw another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from koreamap.app.assets import MAP_STEM, find_paths
from koreamap.app.events import read_text

if TYPE_CHECKING:
    from collections.abc import Callable

    from koreamap.drawing.extents import Bbox

__all__ = ["box_map", "point_map", "read_drawn"]

_HEIGHT_PX = 280


def box_map(page: str, box: Bbox, *, key: str, on_draw: Callable[[], None]) -> None:
    """Mount the map.

    Parameters
    ----------
    page
        The page that shows it, as its address ends.
    box
        What it shows at first.
    key
        Streamlit key.
    on_draw
        Called when a box was drawn; `read_drawn` then says which.
    """
    mount = st.components.v2.component("koreamap.box_map", js="map/box_map.js", css="map/box_map.css")
    data = {"page": page, "box": list(box), "paths": find_paths([MAP_STEM])}
    mount(key=key, data=data, default={"box": ""}, on_box_change=on_draw, height=_HEIGHT_PX)


def point_map(
    page: str, box: Bbox, point: tuple[float, float] | None, *, key: str, on_point: Callable[[], None]
) -> None:
    """Mount a map on which a click sets a point.

    Parameters
    ----------
    page
        The page that shows it, as its address ends.
    box
        What it shows at first.
    point
        The point that is set, longitude and latitude in degrees; None for none yet.
    key
        Streamlit key.
    on_point
        Called when the map was clicked; `read_drawn` then says where, as a box without extent.
    """
    mount = st.components.v2.component("koreamap.box_map", js="map/box_map.js", css="map/box_map.css")
    data = {"page": page, "box": list(box), "paths": find_paths([MAP_STEM]), "point": list(point) if point else []}
    mount(key=key, data=data, default={"box": ""}, on_box_change=on_point, height=_HEIGHT_PX)


def read_drawn(key: str) -> str:
    """Return ``west,south,east,north``, degrees, of the box that was drawn last, as a browser says it: unchecked."""
    return read_text(st.session_state.get(key), "box")
