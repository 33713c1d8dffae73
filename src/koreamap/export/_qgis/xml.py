"""The XML that QGIS reads, in small pieces. Strings are escaped by ElementTree; units are mm and points."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET  # only written here, never parsed

from koreamap.export._xml import NOT_XML

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "MM_PER_PX",
    "PT_PER_PX",
    "add",
    "add_color",
    "add_crs",
    "add_data_defined",
    "add_map",
    "add_source",
    "add_tree_layer",
    "color",
    "layer_key",
    "mm",
    "to_document",
]

MM_PER_PX = 25.4 / 96
PT_PER_PX = 0.75
"""A CSS pixel is 1/96 inch: what the styles count in."""

_CRS = {
    4326: ("WGS 84", "+proj=longlat +datum=WGS84 +no_defs", "longlat", "EPSG:7030", "true"),
    5179: (
        "Korea 2000 / Unified CS",
        "+proj=tmerc +lat_0=38 +lon_0=127.5 +k=0.9996 +x_0=1000000 +y_0=2000000 +ellps=GRS80 +units=m +no_defs",
        "tmerc",
        "EPSG:7019",
        "false",
    ),
}


def add(parent: ET.Element, tag: str, text: str = "", /, **attributes: object) -> ET.Element:
    """Append an element, numbers in their shortest form; characters that XML 1.0 cannot carry are dropped."""
    written = {name: NOT_XML.sub("", _write(value)) for name, value in attributes.items()}
    element = ET.SubElement(parent, tag, written)
    element.text = NOT_XML.sub("", text) or None
    return element


def add_source(parent: ET.Element, name: str, title: str, address: str, *, provider: str = "ogr") -> None:
    """Append what a layer of a project is called, and where its data lie."""
    add(parent, "id", layer_key(name))
    add(parent, "datasource", address)
    add(parent, "layername", title)
    add(parent, "provider", provider, encoding="UTF-8")


def add_tree_layer(folder: ET.Element, name: str, title: str, **more: object) -> ET.Element:
    """Append a layer to a tree of layers; it stands checked unless `more` says otherwise."""
    return add(folder, "layer-tree-layer", **{"id": layer_key(name), "name": title, "checked": "Qt::Checked", **more})


def add_color(parent: ET.Element, tag: str, value: str) -> None:
    """Append a ``#rrggbb`` colour as an element with its four parts."""
    add(parent, tag, **dict(zip(("red", "green", "blue", "alpha"), color(value).split(","), strict=True)))


def add_map(parent: ET.Element, properties: Mapping[str, object]) -> None:
    """Append ``<prop k= v=>`` for each property, the form that every QGIS 3 reads."""
    for key, value in properties.items():
        add(parent, "prop", k=key, v=value)


def add_data_defined(parent: ET.Element, expressions: Mapping[str, str], *, tag: str = "dd_properties") -> None:
    """Append properties that a QGIS expression each decides; labels and symbols have each a tag for them."""
    root = add(add(parent, tag), "Option", type="Map")
    add(root, "Option", name="name", type="QString", value="")
    properties = add(root, "Option", name="properties", type="Map")
    for key, expression in expressions.items():
        add_expression(properties, key, expression)
    add(root, "Option", name="type", type="QString", value="collection")


def add_expression(properties: ET.Element, key: str, expression: str) -> None:
    """Append one more property that a QGIS expression decides."""
    entry = add(properties, "Option", name=key, type="Map")
    add(entry, "Option", name="active", type="bool", value="true")
    add(entry, "Option", name="expression", type="QString", value=expression)
    add(entry, "Option", name="type", type="int", value=3)


def add_crs(parent: ET.Element, code: int) -> None:
    """Append a coordinate reference system by its EPSG code, 4326 or 5179."""
    description, proj4, projection, ellipsoid, is_geographic = _CRS[code]
    system = add(parent, "spatialrefsys")
    add(system, "proj4", proj4)
    add(system, "srid", str(code))
    add(system, "authid", f"EPSG:{code}")
    add(system, "description", description)
    add(system, "projectionacronym", projection)
    add(system, "ellipsoidacronym", ellipsoid)
    add(system, "geographicflag", is_geographic)


def color(value: str, opacity: float = 1) -> str:
    """Return ``#rrggbb`` and an opacity from 0 to 1 as QGIS writes them: ``r,g,b,a``."""
    red, green, blue = (int(value[start : start + 2], 16) for start in (1, 3, 5))
    return f"{red},{green},{blue},{round(255 * opacity)}"


def layer_key(name: str) -> str:
    """Return the id of a layer within a project; QGIS drops a layer whose id has ten characters or fewer."""
    return f"koreamap_{name}"


def mm(px: float) -> float:
    """Turn CSS pixels into millimetres."""
    return round(px * MM_PER_PX, 4)


def to_document(root: ET.Element) -> str:
    """Return a document with QGIS's doctype, which its readers ask for."""
    ET.indent(root, " ")
    return f"<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n{ET.tostring(root, encoding='unicode')}\n"


def _write(value: object) -> str:
    return f"{value:.10g}" if isinstance(value, float) else str(value)
