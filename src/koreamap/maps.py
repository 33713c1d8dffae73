"""The one map: built layers in, one `folium.Map` out.

The app shows it live (`koreamap.app.live_map` walks its children into a description that the browser draws); an export
saves it as one page. The basemap's colours stand here, a layer's look in its own spec.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import folium

from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from koreamap.atlas import Atlas

__all__ = ["ATTRIBUTION", "BACKGROUNDS", "HOME_BOUNDS", "ArmisticeMap", "LayerGeoJson", "OnlineTiles", "build_map"]

HOME_BOUNDS = ((34.6, 124.0), (42.4, 130.8))
"""The first view, ((south, west), (north, east)) in degrees: Korea from the Yalu to Busan."""

ZOOM_RANGE = (2, 16)

ATTRIBUTION = "© OpenStreetMap contributors, ODbL 1.0 · Natural Earth · GeoNames, CC BY 4.0"

BACKGROUNDS: Mapping[str, Mapping[str, str]] = {
    "light": {
        "water": "#dfe9ef",
        "land": "#f6f3ea",
        "neighbour": "#eeebe2",
        "coast": "#9fb0bb",
        "border": "#a9a59a",
        "river": "#bcd3e0",
        "label": "#3b4248",
        "label_water": "#5d8199",
        "label_country": "#8a8578",
        "halo": "#fbfaf5",
        "casing": "#ffffff",
        "halo_selected": "#ffe680",
    },
    "dark": {
        "water": "#17212b",
        "land": "#222c35",
        "neighbour": "#1e2730",
        "coast": "#4a5a67",
        "border": "#56636d",
        "river": "#2b4152",
        "label": "#d5dbe0",
        "label_water": "#7d9db4",
        "label_country": "#7f8a92",
        "halo": "#18222b",
        "casing": "#17212b",
        "halo_selected": "#b59f3c",
    },
}
"""Colours of water, land and lettering of the basemap, by theme. They step back: few, quiet, no gradients."""

_NO_FEATURES: dict[str, Any] = {"type": "FeatureCollection", "features": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class OnlineTiles:
    """A tile layer that the operator switched on by configuration.

    Parameters
    ----------
    url : str
        Template with ``{z}``, ``{x}`` and ``{y}``.
    attribution : str
        What its owner asks to be shown, as text.
    name : str
        For the layer switch.
    """

    url: str
    attribution: str
    name: str = "Online tiles"


class LayerGeoJson(folium.GeoJson):
    """A layer on the map: its record, the address it is fetched from and, for a page that must stand alone, its data.

    Parameters
    ----------
    record : dict
        The layer's entry in ``layers.json``.
    url : str
        Where the browser fetches it; relative to the app.
    data : dict, optional
        The FeatureCollection itself, WGS 84. Without it the layer can only be shown live.
    """

    def __init__(self, record: dict[str, Any], *, url: str, data: dict[str, Any] | None = None) -> None:
        self.record = record
        self.url = url
        is_point = record["geometry_type"] == "Point"
        super().__init__(
            data or _NO_FEATURES,
            name=html.escape(record["title"]),
            show=record["shown"],
            style_function=_path_options(record),
            marker=folium.CircleMarker(radius=record["style"]["size_px"] / 2) if is_point else None,
            tooltip=_tooltip(data),
        )


class ArmisticeMap(folium.Map):
    """A `folium.Map` that names no host: Leaflet comes from beside the page or from inside it."""

    default_js: list[tuple[str, str]] = [  # noqa: RUF012 - as folium declares it
        ("leaflet", "vendor/leaflet/leaflet.js")
    ]
    default_css: list[tuple[str, str]] = [  # noqa: RUF012 - as folium declares it
        ("leaflet_css", "vendor/leaflet/leaflet.css")
    ]


def build_map(
    atlas: Atlas,
    *,
    url_of: Callable[[str], str],
    data_of: Callable[[str], dict[str, Any]] | None = None,
    tiles: OnlineTiles | None = None,
) -> folium.Map:
    """Put every built layer on one map, lowest first.

    Parameters
    ----------
    atlas : Atlas
        What the build made.
    url_of : callable
        Layer id -> address of its GeoJSON.
    data_of : callable, optional
        Layer id -> FeatureCollection, for a page that must stand alone.
    tiles : OnlineTiles, optional
        Drawn over the basemap and under the layers; off at first.

    Returns
    -------
    folium.Map
        Fresh, since rendering changes it. WGS 84, shown in Web Mercator.

    Raises
    ------
    koreamap.errors.MapError
        When there is no layer at all.
    """
    if not atlas.layers:
        raise MapError("map", found="no layers", expected="the built layers; run `koreamap build`")
    (south, west), (north, east) = HOME_BOUNDS
    map_ = ArmisticeMap(
        location=((south + north) / 2, (west + east) / 2),
        tiles=None,
        min_zoom=ZOOM_RANGE[0],
        max_zoom=ZOOM_RANGE[1],
        zoom_control=False,
    )
    for layer_id, record in sorted(atlas.layers.items(), key=lambda item: (item[1]["order"], item[0])):
        data = data_of(layer_id) if data_of else None
        LayerGeoJson(record, url=url_of(layer_id), data=data).add_to(map_)
    if tiles:
        folium.TileLayer(
            tiles=tiles.url,
            attr=html.escape(tiles.attribution),
            name=html.escape(tiles.name),
            overlay=True,
            show=False,
        ).add_to(map_)
    map_.fit_bounds([list(corner) for corner in HOME_BOUNDS])
    return map_


def _path_options(record: dict[str, Any]) -> Callable[[dict[str, Any]], dict[str, Any]]:
    """Turn a layer's style into Leaflet's path options, for a map drawn by folium itself."""
    style = record["style"]
    options = {
        "color": style["color"],
        "weight": style["width_px"],
        "opacity": style["stroke_opacity"],
        "fill": record["geometry_type"] != "LineString",
        "fillColor": style["color"],
        "fillOpacity": style["fill_opacity"],
        "dashArray": " ".join(f"{length:g}" for length in style["dash_px"]),
    }
    if record["group"] == "basemap":
        background = BACKGROUNDS["light"]
        fill = "land" if "korea" in record["id"] else "neighbour"
        options |= {"color": background["coast"], "weight": 0.5, "fillColor": background[fill], "fillOpacity": 1}
    return lambda _feature: options


def _tooltip(data: dict[str, Any] | None) -> folium.GeoJsonTooltip | None:
    """Show the names, escaped: folium writes properties into the page as HTML."""
    if not data or not data["features"] or "name" not in data["features"][0]["properties"]:
        return None
    for feature in data["features"]:
        feature["properties"]["tooltip"] = html.escape(str(feature["properties"]["name"]))
    return folium.GeoJsonTooltip(["tooltip"], labels=False)
