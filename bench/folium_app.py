"""Show the same map with streamlit-folium: ``STYLE=plain`` as in its examples, ``STYLE=tuned`` as well as we can.

Tuned: only the clicked feature is returned, the basemap is fetched by the browser from a static address, the selection
is a feature group that is added without rebuilding the map in the browser, Leaflet draws on a canvas, and only a
fragment reruns. (The map itself is built in each run: streamlit-folium changes what it renders, and a map kept from one
session stays blank in the next.)
"""

from __future__ import annotations

import json
import os
from functools import cache
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
        feature["properties"] = {key: feature["properties"].get(key) for key in ("feature_id", "name")}
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


def build_map() -> folium.Map:
    map_ = folium.Map(tiles=None, prefer_canvas=IS_TUNED)
    for record in all_layers():
        look = look_of(record)
        if IS_TUNED and record.group == "basemap":
            LayerByAddress(f"/app/static/{record.file}", look).add_to(map_)
            continue
        marker = folium.CircleMarker(radius=4) if record.geometry_type == "Point" else None
        folium.GeoJson(
            read_layer(record.id),
            name=record.title,
            style_function=lambda _f, look=look: look,
            marker=marker,
            show=record.shown,
        ).add_to(map_)
    folium.LayerControl().add_to(map_)
    map_.fit_bounds([list(corner) for corner in HOME_BOUNDS])
    return map_


def highlight(feature_id: str) -> folium.FeatureGroup:
    group = folium.FeatureGroup(name="selection")
    if feature_id:
        layer = read_layer(find_atlas().features[feature_id].layer)
        chosen = [f for f in layer["features"] if f["properties"]["feature_id"] == feature_id]
        yellow = {"color": "#ffe680", "weight": 9, "opacity": 0.6}
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


def show() -> None:
    left, right = st.columns([3, 2])
    with left:
        if IS_TUNED:
            chosen = st.session_state.get("chosen", "")
            answer = st_folium(
                build_map(),
                key="map",
                height=800,
                use_container_width=True,
                returned_objects=["last_active_drawing"],
                feature_group_to_add=highlight(chosen),
            )
        else:
            answer = st_folium(build_map(), key="map", height=800, use_container_width=True)
    clicked = (answer or {}).get("last_active_drawing")
    feature_id = clicked["properties"]["feature_id"] if clicked else ""
    if feature_id in find_atlas().places:
        st.session_state["chosen"] = feature_id
        with right:
            show_passages(feature_id)


st.set_page_config(layout="wide")
if IS_TUNED:
    st.fragment(show)()
else:
    show()
