"""Describe what others have put on a map: markers, lines, areas, GeoJSON and pictures, as JSON for the live map.

Nothing of Folium's own scripts or markup is taken over: shapes by their coordinates and options, words as plain text.
What cannot be drawn so is refused by name.
"""

from __future__ import annotations

from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import folium
from branca.element import Html, MacroElement
from folium.elements import ElementAddToElement
from folium.raster_layers import ImageOverlay

from koreamap.errors import MapError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from branca.element import Element

__all__ = ["DRAWN", "describe_overlays"]

DRAWN = (
    "LayerGeoJson, Marker (plain, with DivIcon or a CustomIcon of a file), CircleMarker, Circle, PolyLine, Polygon, "
    "Rectangle, GeoJson, ImageOverlay of a file, TileLayer, WmsTileLayer, FeatureGroup, LayerControl or FitBounds, "
    "with Tooltip or Popup"
)
"""What the live map draws, for messages."""

_PATHS: dict[type[MacroElement], str] = {folium.PolyLine: "line", folium.Polygon: "area", folium.Rectangle: "box"}
_LOOK = (
    *("stroke", "color", "weight", "opacity", "lineCap", "lineJoin", "dashArray", "dashOffset"),
    *("fill", "fillColor", "fillOpacity", "fillRule"),
)
_SILENT = {"script", "style", "template"}
_BLOCKS = {"br", "div", "p", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6"}
# Children that Folium itself adds while it renders.
_TRACES = (ElementAddToElement, folium.Marker.SetIcon)


def describe_overlays(elements: Iterable[Element]) -> list[dict[str, object]]:
    """Describe elements as overlays: a group, or a layer of its own, is one that can be switched.

    Stops with `MapError` when an element is of a kind that the live map does not draw.

    Parameters
    ----------
    elements
        What lies on the map itself, in order; none of our layers, tiles or settings.

    Returns
    -------
    ``name`` (text), ``show``, ``control`` (whether it can be switched) and ``shapes``. What lies loose on the map makes
    one that cannot.
    """
    overlays: list[dict[str, object]] = []
    loose: list[dict[str, object]] | None = None
    for element in elements:
        shapes = list(_describe(element))
        if isinstance(element, folium.map.Layer):
            overlays.append(
                {"name": element.layer_name, "show": element.show, "control": element.control, "shapes": shapes}
            )
            loose = None if element.control else shapes
        elif loose is not None:
            loose += shapes
        else:
            loose = shapes
            overlays.append({"name": "", "show": True, "control": False, "shapes": loose})
    return overlays


def _describe(element: Any) -> Iterable[dict[str, object]]:  # noqa: ANN401 - the class decides
    """Describe the shapes of one element; a subclass may draw anything, so the very class decides."""
    kind = type(element)
    if kind is folium.FeatureGroup:
        for child in _children_of(element):
            yield from _describe(child)
    elif kind is folium.GeoJson:
        yield from _describe_geojson(element)
    elif kind in {folium.Marker, folium.Circle, folium.CircleMarker}:
        yield _describe_point(element) | _read_words(element)
    elif kind in _PATHS:
        yield {"kind": _PATHS[kind], "at": element.locations, "look": _read_look(element)} | _read_words(element)
    elif kind is ImageOverlay:
        opacity = element.options.get("opacity", 1)
        picture = {"kind": "image", "url": _check_picture(element, element.url), "opacity": opacity}
        yield picture | {"at": element.bounds} | _read_words(element)
    else:
        raise _refuse(element)


def _describe_point(element: folium.Marker) -> dict[str, object]:
    """Describe what stands at one point."""
    if type(element) is not folium.Marker:
        kind = "circle" if type(element) is folium.Circle else "dot"
        radius = element.options["radius"]
        return {"kind": kind, "at": element.location, "radius": radius, "look": _read_look(element)}
    icon = element.icon
    if icon is None:
        return {"kind": "pin", "at": element.location}
    if type(icon) is folium.DivIcon:
        return {"kind": "text", "at": element.location, "text": _to_text(icon.options.get("html") or "")}
    if type(icon) is folium.CustomIcon:
        sizes = {key: icon.options[f"icon_{key}"] for key in ("size", "anchor") if icon.options.get(f"icon_{key}")}
        url = _check_picture(icon, icon.options["icon_url"])
        return {"kind": "picture", "at": element.location, "url": url} | sizes
    raise _refuse(icon)


def _describe_geojson(element: folium.GeoJson) -> Iterable[dict[str, object]]:
    """Describe each feature with its own look and words."""
    if element.on_each_feature or not element.embed:
        raise _refuse(element, "GeoJson with a script or an address")
    point = _describe_point(element.marker or folium.Marker())
    for feature in element.data.get("features", [element.data]):
        yield {
            "kind": "geojson",
            "geometry": feature.get("geometry", feature),
            "point": point,
            "look": _keep_look(element.style_function(feature) if element.style else {}),
        } | _read_words(element, feature.get("properties"))


def _children_of(element: Element) -> list[Element]:
    """Return what hangs on an element, without what Folium itself adds while it renders."""
    children = element._children.values()  # noqa: SLF001 - folium has no public access to its children
    return [child for child in children if not isinstance(child, _TRACES)]


def _read_words(element: Element, properties: Mapping[str, object] | None = None) -> dict[str, str]:
    """Read tooltip and popup as text; refuse anything else that hangs on a shape."""
    words = {}
    for child in _children_of(element):
        match child:
            case folium.GeoJsonTooltip() | folium.GeoJsonPopup():
                key = "tooltip" if isinstance(child, folium.GeoJsonTooltip) else "popup"
                words[key] = _list_fields(child, properties or {})
            case folium.Tooltip():
                words["tooltip"] = _to_text(child.text)
            case folium.Popup():
                words["popup"] = _read_popup(child)
            case folium.DivIcon() | folium.CustomIcon():
                pass  # described with its marker
            case _:
                raise _refuse(child)
    return words


def _list_fields(child: folium.GeoJsonTooltip | folium.GeoJsonPopup, properties: Mapping[str, object]) -> str:
    """Write the fields that a feature's tooltip or popup shows, one a line."""
    pairs = zip(child.aliases, (properties.get(field) for field in child.fields), strict=True)
    return "\n".join(f"{alias} {value}" if child.labels else str(value) for alias, value in pairs if value is not None)


def _read_popup(popup: folium.Popup) -> str:
    """Read the words of a popup; markup that is more than words is refused."""
    parts: list[Any] = list(popup.html._children.values())  # noqa: SLF001 - as above
    if strange := next((part for part in parts if type(part) is not Html), None):
        raise _refuse(strange, f"Popup with {type(strange).__name__}")
    return "\n".join(_to_text(part.data) for part in parts)


def _check_picture(element: Element, url: str) -> str:
    """Return a picture's address, which must hold the picture itself."""
    if urlsplit(url).scheme != "data":
        raise _refuse(element, f"{type(element).__name__} at {url}")
    return url


def _read_look(element: Any) -> dict[str, object]:  # noqa: ANN401 - any of folium's paths
    return _keep_look(element.options)


def _keep_look(options: Mapping[str, object]) -> dict[str, object]:
    return {key: options[key] for key in _LOOK if options.get(key) is not None}


def _to_text(markup: str) -> str:
    """Return the words of markup."""
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = "".join(reader.parts).splitlines()
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


class _Words(HTMLParser):
    """Collects what a browser would show as text, a line for each block."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - its signature
        """Begin a line at a block; hide what is no text."""
        self.hidden += tag in _SILENT
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End what was hidden."""
        self.hidden -= tag in _SILENT and self.hidden > 0

    def handle_data(self, data: str) -> None:
        """Keep text; its own line breaks are white space."""
        if not self.hidden:
            self.parts.append(data.replace("\n", " "))


def _refuse(element: Element, found: str = "") -> MapError:
    return MapError(f"map element {element.get_name()}", found=found or type(element).__name__, expected=DRAWN)
