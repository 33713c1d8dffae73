"""A map that shows how many mentions there are of each place, and on which one of them is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from koreamap.app.assets import MAP_STEM, find_paths
from koreamap.app.events import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from koreamap.drawing.extents import Bbox

__all__ = ["Counts", "Point", "count_map", "read_chosen"]

_HEIGHT_PX = 520


class Point(NamedTuple):
    """A place on the map.

    What it is called: in the page's language, in English and in Korean; how many mentions there are of it; where it is,
    and the box around where it is drawn, degrees.
    """

    id: str
    title: str
    name: str
    name_ko: str
    mentions: int
    lon: float
    lat: float
    box: Bbox


class Counts(NamedTuple):
    """What the map shows: the places, the most first; the id of the chosen one, empty for none; the page of its list.

    When the list beside the map turns to another page, its heading comes back into the window.
    """

    points: Sequence[Point]
    chosen: str
    turned: int


def count_map(page: str, counts: Counts, *, key: str, on_choose: Callable[[], None]) -> None:
    """Mount the map.

    Parameters
    ----------
    page
        The page that shows it, as its address ends.
    counts
        What it shows.
    key
        Streamlit key.
    on_choose
        Called when one was chosen; `read_chosen` then says which.
    """
    mount = st.components.v2.component("koreamap.count_map", js="map/count_map.js", css="map/count_map.css")
    points = [point._asdict() for point in counts.points]
    data = {"page": page, **counts._asdict(), "points": points, "paths": find_paths([MAP_STEM])}
    mount(key=key, data=data, on_place_change=on_choose, height=_HEIGHT_PX)


def read_chosen(key: str) -> str:
    """Return the id of the place that was chosen last, as a browser says it: unchecked."""
    return read_text(st.session_state.get(key), "place")
