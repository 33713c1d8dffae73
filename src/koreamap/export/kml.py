"""KML and KMZ: styled placemarks with the passages, and what each side said, in the balloon, for globe viewers.

Both have styles, both names, and a span of time for the viewer's ruler. The shapes of points are pictures, which only
the KMZ holds: a KML document would have to fetch them from somewhere, so there a viewer sets its own.
"""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from shapely import Polygon
from shapely.geometry.base import BaseMultipartGeometry

from koreamap.drawing.matters import list_told
from koreamap.export._archive import write_archive
from koreamap.export._icons import ICON_UNITS, draw_icon
from koreamap.export._terms import find_terms, say_not_drawn
from koreamap.export._xml import NOT_XML
from koreamap.export.spec import FormatSpec
from koreamap.model import DOUBT, MARKERS
from koreamap.model.properties import to_members
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from shapely.geometry.base import BaseGeometry

    from koreamap.drawing.matters import Told
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.spec import Progress
    from koreamap.model import BuiltLayer, Feature, MarkerShape, Style

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="kml",
        title=N_("KML"),
        summary=N_("Styled placemarks with the passages, and what each side said, in the balloon, for globe viewers."),
        suffix=".kml",
        media_type="application/vnd.google-earth.kml+xml",
        kind="data",
        is_drawn=True,
        order=140,
    ),
    FormatSpec(
        id="kmz",
        title=N_("KMZ"),
        summary=N_("The KML document zipped, for globe viewers and mail."),
        suffix=".kmz",
        media_type="application/vnd.google-earth.kmz",
        kind="data",
        is_drawn=True,
        order=150,
    ),
)

_NAMESPACE = "http://www.opengis.net/kml/2.2"

_ICON_PX = 32
"""How wide a viewer shows a picture at the scale of 1."""

_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
"""What a span of time may begin or end with: KML knows no doubt."""

_PALE = "Pale lines, outlines and marks are schematic or uncertain: KML has no broken lines."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write one KML document, zipped as globe viewers expect it where that was asked."""
    progress("placemarks")
    document = _to_kml(content)
    if content.request.format_id == "kmz":
        icons = {_icon_path(shape): draw_icon(shape) for shape in MARKERS.values()}
        write_archive(out, {"doc.kml": document} | icons)
    else:
        out.write_bytes(document)


def _to_kml(content: ExportContent) -> bytes:
    """Return the whole document, KML 2.2: folders a layer, looks from the one style record, passages inside."""
    ET.register_namespace("", _NAMESPACE)
    root = ET.Element(_tag("kml"))
    document = ET.SubElement(root, _tag("Document"))
    _text(document, "name", "The geography of Korea's armistice")
    said = " ".join(filter(None, (str(find_terms(content)), _PALE, say_not_drawn(content))))
    _text(document, "description", html.escape(said))
    for layer in content.layers:
        record = layer.record
        has_icons = content.request.format_id == "kmz" and record.geometry_type == "Point"
        for look in (record.style, *(variant.style for variant in record.variants)):
            document.append(_style(_style_id(record, look), look, has_icons=has_icons))
    for layer in content.layers:
        _add_folder(document, content, layer)
    ET.indent(root, " ")
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n".encode()


def _tag(name: str) -> str:
    return f"{{{_NAMESPACE}}}{name}"


def _text(parent: ET.Element, name: str, value: str) -> ET.Element:
    element = ET.SubElement(parent, _tag(name))
    element.text = NOT_XML.sub("", value)
    return element


def _style_id(record: BuiltLayer, look: Style) -> str:
    status = next((f"-{variant.status}" for variant in record.variants if variant.style == look), "")
    return f"style-{record.id}{status}"


def _icon_path(shape: MarkerShape) -> str:
    return f"icons/{shape.id}.png"


def _style(id_: str, look: Style, *, has_icons: bool) -> ET.Element:
    """Draw as the style says; KML knows neither dashes nor double lines, so what is in doubt is pale in any case."""
    palest = DOUBT.opacity if look.is_uncertain else 1
    style = ET.Element(_tag("Style"), id=id_)
    # The schema wants them in this order.
    icon = ET.SubElement(style, _tag("IconStyle"))
    _text(icon, "color", _color(look.color, palest))
    if has_icons:
        _text(icon, "scale", f"{ICON_UNITS * look.size_px / _ICON_PX:.3g}")
        _text(ET.SubElement(icon, _tag("Icon")), "href", _icon_path(MARKERS[look.marker]))
    line = ET.SubElement(style, _tag("LineStyle"))
    _text(line, "color", _color(look.color, min(look.stroke_opacity, palest)))
    _text(line, "width", f"{look.width_px / (2 if look.double else 1):g}")
    fill = ET.SubElement(style, _tag("PolyStyle"))
    _text(fill, "color", _color(look.color, look.fill_opacity))
    balloon = ET.SubElement(style, _tag("BalloonStyle"))
    # Viewers put $[name] into the balloon as HTML, so the heading stands, escaped, in the description.
    _text(balloon, "text", "$[description]")
    return style


def _color(color: str, opacity: float) -> str:
    """Return KML's order of a colour: opacity, blue, green, red."""
    red, green, blue = color[1:3], color[3:5], color[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _add_folder(document: ET.Element, content: ExportContent, layer: ExportLayer) -> None:
    folder = ET.SubElement(document, _tag("Folder"), id=f"folder-{layer.record.id}")
    _text(folder, "name", layer.record.title)
    _text(folder, "visibility", "1" if layer.record.shown else "0")
    _text(folder, "description", html.escape(layer.record.summary))
    for feature in layer.features:
        _add_placemark(folder, content, layer, feature)


def _add_placemark(folder: ET.Element, content: ExportContent, layer: ExportLayer, feature: Feature) -> None:
    # An XML id may not begin with a digit, and the layer of a line often bears the line's name.
    placemark = ET.SubElement(folder, _tag("Placemark"), id=f"place-{feature.id}")
    look = layer.record.find_style(feature.properties.status)
    _text(placemark, "name", " ".join(filter(None, (feature.properties.name, feature.properties.name_ko))))
    if not layer.record.shown:  # viewers differ in whether a folder decides this for what it holds
        _text(placemark, "visibility", "0")
    _text(placemark, "description", _balloon(content, feature))
    _add_span(placemark, feature)
    _text(placemark, "styleUrl", f"#{_style_id(layer.record, look)}")
    data = ET.SubElement(placemark, _tag("ExtendedData"))
    for name, value in to_members(feature.properties, layer.columns).items():
        if value is not None:
            _text(ET.SubElement(data, _tag("Data"), name=name), "value", str(value))
    _add_geometry(placemark, feature.geometry)


def _add_span(placemark: ET.Element, feature: Feature) -> None:
    """Say from when to when it held, as far as that is a date; the words with their doubt stand among the data."""
    ends = {"begin": feature.properties.valid_from, "end": feature.properties.valid_to}
    dates = {name: found[0] for name, date in ends.items() if date and (found := _DATE.match(date))}
    if dates:
        span = ET.SubElement(placemark, _tag("TimeSpan"))
        for name, date in dates.items():
            _text(span, name, date)


def _balloon(content: ExportContent, feature: Feature) -> str:
    """Compose the balloon: HTML, in which every text is escaped."""
    properties = feature.properties
    matters = content.atlas.matters_of(feature.id)
    facts = (properties.name_ko, properties.status, properties.note)
    parts = [f"<h3>{html.escape(properties.name)}</h3>"]
    parts += [f"<p>{html.escape(fact)}</p>" for fact in facts if fact]
    parts += [_write_matter(matter.title, list_told(matter, content.atlas)) for matter in matters]
    parts += [
        f"<blockquote>{html.escape(passage.text)}</blockquote><p><small>{html.escape(passage.citation)}</small></p>"
        for passage in content.passages_of(feature.id)
    ]
    return "".join(parts)


def _write_matter(title: str, told: Iterable[Told]) -> str:
    """Set what each side said of a matter by date, whoever spoke, as the explorer's card does."""
    return f"<h4>Both sides: {html.escape(title)}</h4>" + "".join(map(_write_told, told))


def _write_told(told: Told) -> str:
    below = [f"On the map: {', '.join(told.drawn)}."] if told.drawn else []
    below += [f"Sources: {' '.join(told.sources)}"] if told.sources else []
    small = f"<br><small>{html.escape(' '.join(below))}</small>" if below else ""
    head = f"<b>{html.escape(told.date)}</b> · {html.escape(told.party)}"
    return f"<p>{head}<br>{html.escape(told.said)}{small}</p>"


def _add_geometry(parent: ET.Element, geometry: BaseGeometry) -> None:
    if isinstance(geometry, BaseMultipartGeometry):
        multi = ET.SubElement(parent, _tag("MultiGeometry"))
        for part in geometry.geoms:
            _add_geometry(multi, part)
    elif isinstance(geometry, Polygon):
        polygon = ET.SubElement(parent, _tag("Polygon"))
        for index, ring in enumerate((geometry.exterior, *geometry.interiors)):
            boundary = ET.SubElement(polygon, _tag("innerBoundaryIs" if index else "outerBoundaryIs"))
            _text(ET.SubElement(boundary, _tag("LinearRing")), "coordinates", _coordinates(ring))
    else:
        element = ET.SubElement(parent, _tag(geometry.geom_type))
        if geometry.geom_type == "LineString":
            _text(element, "tessellate", "1")
        _text(element, "coordinates", _coordinates(geometry))


def _coordinates(geometry: BaseGeometry) -> str:
    return " ".join(f"{x!r},{y!r}" for x, y in geometry.coords)
