"""Show the same map with streamlit-folium: ``STYLE=plain`` as in its examples, ``STYLE=tuned`` as well as we can.

Tuned: only the clicked feature is returned, the basemap is fetched by the browser from a static address, the selection
and what has dates are feature groups that are added without rebuilding the map in the browser, Leaflet draws on a
canvas, and only a fragment reruns. (The map itself is built in each run: streamlit-folium changes what it renders, and
a map kept from one session stays blank in the next.)

A button walks through the longer document, a slider sets the year, and a field searches, each the plain way.
"""

from __future__ import annotations

import json
import os
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, Any

import folium
import streamlit as st
from branca.element import MacroElement
from folium.template import Template
from streamlit_folium import st_folium

from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.maps import HOME_BOUNDS
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from koreamap.model import BuiltLayer

KEPT = ("feature_id", "name", "valid_from", "valid_to")

YEARS = (0, 1944, 1945, 1953, 1954, 1999, 2000)
"""Any, and then those that are unlike the one before."""

IS_TUNED = os.environ.get("STYLE") == "tuned"


class LayerByAddress(MacroElement):  # type: ignore[misc]  # folium is untyped
    """A layer that the browser fetches, without jQuery."""

    _template = Template("""
        {% macro script(this, kwargs) %}
        fetch({{ this.url|tojson }}).then((answer) => answer.json()).then((data) => {
            L.geoJSON(data, { style: {{ this.look|tojson }}, interactive: false })
                .addTo({{ this._parent.get_name() }}).bringToBack();
        });
        {% endmacro %}
    """)

    def __init__(self, url: str, look: dict[str, Any]) -> None:
        super().__init__()
        self.url, self.look = url, look


@cache
def find_atlas() -> Atlas:
    return read_atlas()


@cache
def read_layer(layer_id: str) -> dict[str, Any]:
    """Read a layer with no more than what the click must return."""
    collection: dict[str, Any] = json.loads((layers_dir() / f"{layer_id}.geojson").read_bytes())
    for feature in collection["features"]:
        feature["properties"] = {key: feature["properties"].get(key) for key in KEPT}
    return collection


def all_layers() -> list[BuiltLayer]:
    """Return what koreamap offers, lowest first; what is not in the first view can be switched on.

    Without the names for orientation: folium has no lettering, and pins in their place would catch the clicks.
    """
    records = (record for record in find_atlas().layers.values() if record.id != "basemap_labels")
    return sorted(records, key=lambda record: (record.order, record.id))


def look_of(record: BuiltLayer) -> dict[str, Any]:
    style = record.style
    return {
        "color": style.color,
        "weight": style.width_px,
        "fillColor": style.color,
        "fillOpacity": style.fill_opacity,
    }


def existed(feature: dict[str, Any], year: int) -> bool:
    begin, end = (feature["properties"][key] or "" for key in ("valid_from", "valid_to"))
    return not year or int(begin[:4] or 0) <= year <= int(end[:4] or 9999)


def has_dates(feature: dict[str, Any]) -> bool:
    return any(feature["properties"][key] for key in ("valid_from", "valid_to"))


def draw(record: BuiltLayer, features: list[dict[str, Any]]) -> folium.GeoJson:
    look = look_of(record)
    marker = folium.CircleMarker(radius=4) if record.geometry_type == "Point" else None
    collection = {"type": "FeatureCollection", "features": features}
    return folium.GeoJson(
        collection, name=record.title, style_function=lambda _f: look, marker=marker, show=record.shown
    )


def build_map(year: int) -> folium.Map:
    map_ = folium.Map(tiles=None, prefer_canvas=IS_TUNED)
    for record in all_layers():
        if IS_TUNED and record.group == "basemap":
            LayerByAddress(f"/app/static/{record.file}", look_of(record)).add_to(map_)
            continue
        features = read_layer(record.id)["features"]
        left = [f for f in features if (not has_dates(f) if IS_TUNED else existed(f, year))]
        if left:
            draw(record, left).add_to(map_)
    folium.LayerControl().add_to(map_)
    map_.fit_bounds([list(corner) for corner in HOME_BOUNDS])
    return map_


def draw_dated(year: int) -> folium.FeatureGroup:
    """Draw what a change of the year may take off the map, in one group."""
    group = folium.FeatureGroup(name="dated")
    for record in all_layers():
        if record.shown and record.group != "basemap":
            features = filter(has_dates, read_layer(record.id)["features"])
            if left := [f for f in features if existed(f, year)]:
                draw(record, left).add_to(group)
    return group


def highlight(place_id: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="selection")
    yellow = {"color": "#ffe680", "weight": 9, "opacity": 0.6}
    for feature_id in find_atlas().features_of(place_id) if place_id else ():
        layer = read_layer(find_atlas().features[feature_id].layer)
        chosen = [f for f in layer["features"] if f["properties"]["feature_id"] == feature_id]
        folium.GeoJson({"type": "FeatureCollection", "features": chosen}, style_function=lambda _f: yellow).add_to(
            group
        )
    return group


def show_passages(feature_id: str) -> None:
    """Write the passages, each once."""
    atlas = find_atlas()
    st.subheader(atlas.places[feature_id].title)
    seen = set()
    for link in atlas.links_of(feature_id):
        passage_id = link.mention.passage_id
        if passage_id not in seen:
            seen.add(passage_id)
            document = atlas.documents[link.mention.document_id]
            passage = next(p for p in document.passages if p.id == passage_id)
            st.text(" ".join(document.text[start:end] for start, end in passage.slices))
    st.text(f"shown: {feature_id}")


@cache
def list_stops() -> list[str]:
    """List the places of the longer document in the order of its mentions, each once where it is named in a row."""
    atlas = find_atlas()
    of_document = [link for link in atlas.links if link.mention.document_id == "lee-2007"]
    places = [link.mention.place_id for link in sorted(of_document, key=lambda link: link.mention.start)]
    return [place for place, _ in groupby(places) if atlas.features_of(place)]


def find_words(words: str) -> list[str]:
    """Find the names and passages that have the words, in any case."""
    atlas = find_atlas()
    texts = [place.title for place in atlas.places.values()]
    for document in atlas.documents.values():
        texts += [" ".join(document.text[a:b] for a, b in passage.slices) for passage in document.passages]
    return [text for text in texts if words.lower() in text.lower()]


def take_steps() -> int:
    """Show what steps through the document, the years and the words; return the year, 0 for none."""
    step, time, search = st.columns(3)
    if step.button("Next place"):
        number = st.session_state["stop"] = st.session_state.get("stop", -1) + 1
        st.session_state["chosen"] = list_stops()[number]
        step.text(f"stop: {number}")
    year = time.select_slider("Year", YEARS, format_func=lambda year: str(year or "any"))
    time.text(f"year: {year}")
    if words := search.text_input("Search"):
        for found in find_words(words):
            search.text(found)
        search.text(f"found for: {words}")
    return int(year)


def show_map(year: int) -> str:
    """Show the map; return the id of what was clicked on it last."""
    if IS_TUNED:
        answer = st_folium(
            build_map(year),
            key="map",
            height=800,
            use_container_width=True,
            returned_objects=["last_active_drawing"],
            feature_group_to_add=[draw_dated(year), highlight(st.session_state.get("chosen", ""))],
        )
    else:
        answer = st_folium(build_map(year), key="map", height=800, use_container_width=True)
    clicked = (answer or {}).get("last_active_drawing")
    return clicked["properties"]["feature_id"] if clicked else ""


def show() -> None:
    left, right = st.columns([3, 2])
    with left:
        year = take_steps()
        feature_id = show_map(year) or st.session_state.get("chosen", "")
    if feature_id in find_atlas().places:
        st.session_state["chosen"] = feature_id
        with right:
            show_passages(feature_id)


st.set_page_config(layout="wide")
if IS_TUNED:
    st.fragment(show)()
else:
    show()
