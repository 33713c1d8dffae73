"""Walk a `folium.Map` into the description that the browser draws, in the app and in a page that stands alone.

Of folium's internals only ``_children`` and the public attributes of the elements are read. What the walk does not know
is refused by name: nothing that was put on the map may vanish in silence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import folium
import msgspec

from koreamap.drawing.backgrounds import ATTRIBUTION, DARK, LIGHT
from koreamap.drawing.folium_page import walk
from koreamap.drawing.maps import ArmisticeMap, LayerGeoJson, Preparation
from koreamap.drawing.overlays import describe_overlays
from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from branca.element import Element

__all__ = ["collect_data", "describe_map"]

_SWITCHED = (LayerGeoJson, folium.TileLayer, folium.WmsTileLayer)
_LAYER_KEYS = (
    *("id", "title", "title_ko", "summary", "group", "geometry_type", "order", "shown", "min_zoom", "max_zoom"),
    *("fades", "style", "shape", "variants"),
)


def describe_map(map_: folium.Map) -> dict[str, object]:
    """Describe a map as JSON, lowest layer first.

    Parameters
    ----------
    map_
        With `LayerGeoJson`, what `koreamap.drawing.overlays.DRAWN` lists, and `folium.FitBounds` on it.

    Returns
    -------
    ``bounds`` ([[south, west], [north, east]], degrees), ``min_zoom``, ``max_zoom``, ``attribution``, ``backgrounds``,
    ``tiles``, ``overlays`` and ``layers``.

    Raises
    ------
    koreamap.errors.MapError
        When an element is of a kind that cannot be shown live, or the map has no bounds to come home to.
    """
    layers: list[dict[str, object]] = []
    tiles: list[dict[str, object]] = []
    others: list[Element] = []
    bounds = None
    for element in _walk(map_):
        match element:
            case LayerGeoJson():
                layers.append(_describe_layer(element))
            case folium.TileLayer() | folium.WmsTileLayer():
                tiles.append(_describe_tiles(element))
            case folium.FitBounds():
                bounds = element.bounds
            case Preparation() | folium.LayerControl():
                pass  # the live map has its own
            case _:
                others.append(element)
    if bounds is None:
        raise MapError("map", found="no FitBounds", expected="the bounds of the first view")
    return {
        "bounds": bounds,
        "min_zoom": map_.options.get("min_zoom", 2),
        "max_zoom": map_.options.get("max_zoom", 16),
        "attribution": map_.credit if isinstance(map_, ArmisticeMap) else ATTRIBUTION,
        "backgrounds": msgspec.to_builtins({"light": LIGHT, "dark": DARK}),
        "tiles": tiles,
        "overlays": describe_overlays(others),
        "layers": layers,
    }


def collect_data(map_: folium.Map) -> dict[str, object]:
    """Take out the data of the layers of a map that was built with them, for a page that must stand alone.

    Returns
    -------
    Address of the layer, as in the description -> FeatureCollection, WGS 84.
    """
    return {element.url: element.data for element in walk(map_) if isinstance(element, LayerGeoJson)}


def _walk(element: Element) -> Iterator[Element]:
    """Yield what lies on the map; a group that holds a layer of ours, or tiles, is transparent."""
    for child in element._children.values():  # noqa: SLF001 - folium has no public access to its children
        if type(child) is folium.FeatureGroup and any(isinstance(part, _SWITCHED) for part in walk(child)):
            yield from _walk(child)
        else:
            yield child


def _describe_layer(element: LayerGeoJson) -> dict[str, object]:
    described = {key: msgspec.to_builtins(getattr(element.record, key)) for key in _LAYER_KEYS}
    return described | {"url": element.url}


def _describe_tiles(element: folium.TileLayer | folium.WmsTileLayer) -> dict[str, object]:
    options = element.options
    described = {
        "name": element.layer_name,
        "url": element.tiles if isinstance(element, folium.TileLayer) else element.url,
        "attribution": options.get("attribution", ""),
        "max_zoom": options.get("max_zoom", 18),
    }
    if isinstance(element, folium.WmsTileLayer):
        described["wms"] = {key: options[key] for key in ("layers", "styles", "format", "transparent", "version")}
    return described
