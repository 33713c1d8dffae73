"""A map that shows how many mentions there are of each place, and on which one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from koreamap.app.assets import MAP_STEM, find_paths
from koreamap.app.events import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Point", "count_map", "read_chosen"]

_HEIGHT_PX = 520


class Point(NamedTuple):
    """A place on the map: degrees, and how many mentions there are of it."""

    id: str
    title: str
    mentions: int
    lon: float
    lat: float


def count_map(page: str, points: Sequence[Point], chosen: str, *, key: str, on_choose: Callable[[], None]) -> None:
    """Mount the map.

    Parameters
    ----------
    page
        The page that shows it, as its address ends.
    points
        What it shows, the most first.
    chosen
        The id of the one that is chosen; empty for none.
    key
        Streamlit key.
    on_choose
        Called when one was chosen; `read_chosen` then says which.
    """
    mount = st.components.v2.component("koreamap.count_map", js="map/count_map.js", css="map/count_map.css")
    shown = [point._asdict() for point in points]
    data = {"page": page, "points": shown, "chosen": chosen, "paths": find_paths([MAP_STEM])}
    mount(key=key, data=data, on_place_change=on_choose, height=_HEIGHT_PX)


def read_chosen(key: str) -> str:
    """Return the id of the place that was chosen last, as a browser says it: unchecked."""
    return read_text(st.session_state.get(key), "place")
