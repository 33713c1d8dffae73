"""The print layout: title, map with graticule, legend, scale bar, north arrow and credits on one page."""

from __future__ import annotations

import base64
import math
import uuid
from typing import TYPE_CHECKING

from koreamap.drawing.backgrounds import LIGHT
from koreamap.export._qgis.symbol import add_frame_fill, add_line
from koreamap.export._qgis.type import FAMILIES, Lettering, add_text_style
from koreamap.export._qgis.xml import add, add_color, add_crs, add_tree_layer, color
from koreamap.export._terms import find_terms, say_not_drawn
from koreamap.export.request import PAPERS

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.export.request import Labels

__all__ = ["Box", "add_layout", "name_sides"]

_BACKGROUND = LIGHT
_INK = "#2b2f33"
_MUTED = "#6c7075"
_MARGIN, _TITLE, _FOOT = 12.0, 16.0, 54.0
_BREAK = "¦"
"""Ends a line of a legend's entry."""

_IDENTITY = uuid.UUID("0d3c5f0e-58a3-5a0e-9a3d-2b1d7d1c9b55")
_PAGE, _MAP, _PICTURE, _LABEL, _LEGEND, _SCALE_BAR = 65638, 65639, 65640, 65641, 65642, 65646  # item types of QGIS

Box = tuple[float, float, float, float]

_ARROW = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 30" width="20" height="30">'
    '<path d="M10 1L17 21L10 17Z" fill="#2b2f33"/>'
    '<path d="M10 1L3 21L10 17Z" fill="#ffffff" stroke="#2b2f33" stroke-width="0.7" stroke-linejoin="round"/>'
    '<path d="M7 29V23.4L13 29V23.4" fill="none" stroke="#2b2f33" stroke-width="1.1"/></svg>'
)


def add_layout(layouts: Element, content: ExportContent, extent: Box, *, title: str) -> None:
    """Append the layout, whose map shows at least the extent, metres in EPSG:5179."""
    paper = content.request.paper
    width, height = PAPERS[paper]
    if content.request.landscape:
        width, height = height, width
    layout = add(layouts, "Layout", name=f"{paper} sheet", units="mm", printResolution=300)
    _add_page(layout, width, height)
    inner = width - 2 * _MARGIN
    frame = (_MARGIN, _MARGIN + _TITLE, inner, height - 2 * _MARGIN - _TITLE - _FOOT)
    map_id = _add_map(layout, frame, extent)
    foot = frame[1] + frame[3] + 6
    _add_label(layout, (_MARGIN, _MARGIN - 2, inner, 9), title, size_pt=15)
    subtitle = "Lines, zones, islands and bases, with the documents that name them"
    _add_label(layout, (_MARGIN, _MARGIN + 6.5, inner, 6), subtitle, size_pt=8.5, ink=_MUTED)
    _add_legend(layout, (_MARGIN - 2, foot - 2, inner * 0.66, _FOOT - 8), content, map_id)
    right = _MARGIN + inner * 0.68
    shown = _fit(extent, frame)
    km_per_mm = (shown[2] - shown[0]) / 1000 / frame[2]
    _add_scale_bar(layout, (right, foot, inner * 0.24, 12), map_id, km_per_mm)
    ratio = "1 : [% format_number(map_get(item_variables('map'), 'map_scale'), 0) %]"
    _add_label(layout, (right, foot + 9.5, inner * 0.24, 4), ratio, size_pt=7, name="scale")
    _add_arrow(layout, (width - _MARGIN - 9, foot - 1, 9, 13.5), map_id)
    rivals = say_not_drawn(content) or "Rival lines stand side by side."
    attribution, licence = find_terms(content, is_map=True)
    terms = f"{attribution}\n{licence}\nKorea 2000 / Unified CS (EPSG:5179). {rivals}"
    _add_label(layout, (right, foot + 15, inner * 0.32, _FOOT - 22), terms, size_pt=6.5, ink=_MUTED)
    add(layout, "customproperties")
    add(layout, "Atlas", enabled=0, coverageLayer="", filenamePattern="")


def _add_page(layout: Element, width: float, height: float) -> None:
    pages = add(layout, "PageCollection")
    add_frame_fill(pages, "#ffffff", outline="#ffffff", width_mm=0.1, name="")
    page = _add_item(pages, _PAGE, (0, 0, width, height), "page")
    add_frame_fill(page, "#ffffff", outline="#ffffff", width_mm=0.1, name="")
    add(pages, "GuideCollection", visible=1)


def _add_item(layout: Element, kind: int, box: Box, name: str, **attributes: object) -> Element:
    """Append an item in its place; its id is made from its name."""
    left, top, width, height = box
    key = _key(name)
    item = add(
        layout,
        "LayoutItem",
        type=kind,
        id=name,
        uuid=key,
        templateUuid=key,
        position=f"{left:g},{top:g},mm",
        positionOnPage=f"{left:g},{top:g},mm",
        size=f"{width:g},{height:g},mm",
        referencePoint=0,
        visibility=1,
        opacity=1,
        outlineWidthM="0.2,mm",
        frameJoinStyle="miter",
        **{"background": "false", "frame": "false"} | attributes,
    )
    add_color(item, "FrameColor", _BACKGROUND.coast)
    add_color(item, "BackgroundColor", _BACKGROUND.water if kind == _MAP else "#ffffff")
    add(item, "LayoutObject")
    return item


def _add_map(layout: Element, frame: Box, extent: Box) -> str:
    item = _add_item(
        layout,
        _MAP,
        frame,
        "map",
        background="true",
        frame="true",
        followPreset="false",
        keepLayerSet="false",
        mapFlags=0,
        drawCanvasItems="true",
        labelMargin="1,mm",
    )
    add(item, "Extent", **name_sides(_fit(extent, frame)))
    _add_graticule(item, step=_find_step(extent))
    return _key("map")


def name_sides(extent: Box) -> dict[str, float]:
    """Name the sides of an extent as QGIS does."""
    return dict(zip(("xmin", "ymin", "xmax", "ymax"), extent, strict=True))


def _fit(extent: Box, frame: Box) -> Box:
    """Widen an extent to the shape of the frame and to a scale of two digits, so that nothing of it is cut."""
    west, south, east, north = extent
    width_m, height_m = (side / 1000 for side in frame[2:])
    denominator = max((east - west) / width_m, (north - south) / height_m)
    step = 10.0 ** (math.floor(math.log10(denominator)) - 1)
    denominator = math.ceil(denominator / step) * step
    half_width, half_height = denominator * width_m / 2, denominator * height_m / 2
    x, y = (west + east) / 2, (south + north) / 2
    return x - half_width, y - half_height, x + half_width, y + half_height


def _find_step(extent: Box) -> float:
    """Return the graticule's interval in degrees: 1 for Korea, less for a part of it."""
    height_km = (extent[3] - extent[1]) / 1000
    return next((step for step, reach in ((0.1, 80), (0.25, 160), (0.5, 350)) if height_km < reach), 1.0)


def _add_graticule(item: Element, *, step: float) -> None:
    unit = "if(@grid_axis = 'x', 'E', 'N')"
    grid = add(
        item,
        "ComposerMapGrid",
        name="Graticule",
        uuid=_key("graticule"),
        show=1,
        unit=0,
        intervalX=step,
        intervalY=step,
        offsetX=0,
        offsetY=0,
        gridStyle=0,
        position=3,
        gridFrameStyle=0,
        gridFrameWidth=0,
        showAnnotation=1,
        annotationFormat=8,
        annotationExpression=f"format_number(@grid_number, {0 if step == 1 else 2}) || '° ' || {unit}",
        annotationPrecision=0,
        frameAnnotationDistance=0.8,
        annotationFontColor=color(_MUTED),
        blendMode=0,
        **{f"{side}AnnotationPosition": 1 for side in ("left", "right", "top", "bottom")},
        **{f"{side}AnnotationDirection": int(side in {"left", "right"}) for side in ("left", "right", "top", "bottom")},
        leftAnnotationDisplay=1,
        bottomAnnotationDisplay=2,
        rightAnnotationDisplay=3,
        topAnnotationDisplay=3,
    )
    add_line(add(grid, "lineStyle"), "#b9c6cd", 0.1, name="")
    add_crs(grid, 4326)
    _add_type(grid, size_pt=6, ink=_MUTED)


def _add_label(  # noqa: PLR0913 - one argument for each thing that a label has
    layout: Element, box: Box, text: str, *, size_pt: float, ink: str = _INK, name: str = ""
) -> None:
    """Append lines of text; large type is bold."""
    item = _add_item(
        layout,
        _LABEL,
        box,
        name or text.partition("\n")[0][:40],
        labelText=text,
        htmlState=0,
        halign=1,
        valign=32,
        marginX=0,
        marginY=0,
    )
    _add_font(item, "LabelFont", size_pt, is_bold=size_pt > 12)
    add_color(item, "FontColor", ink)


def _add_legend(layout: Element, box: Box, content: ExportContent, map_id: str) -> None:
    """List the layers that the map shows; the legend follows when one is switched on."""
    item = _add_item(
        layout,
        _LEGEND,
        box,
        "legend",
        title="",
        map_uuid=map_id,
        legendFilterByMap=1,
        columnCount=2,
        splitLayer=0,
        equalColumnWidth=0,
        columnSpace=5,
        boxSpace=2,
        symbolWidth=8,
        symbolHeight=3.6,
        symbolAlignment=1,
        titleAlignment=1,
        resizeToContents=1,
        wrapChar=_BREAK,
        fontColor=_INK,
        lineSpacing=1,
    )
    styles = add(item, "styles")
    _add_legend_style(styles, "title", size=10, top=0, is_bold=True)
    _add_legend_style(styles, "group", size=8, top=2, is_bold=True)
    for name in ("subgroup", "symbol", "symbolLabel"):
        _add_legend_style(styles, name, size=7, top=1.4)
    _add_legend_tree(item, content)


def _add_legend_tree(item: Element, content: ExportContent) -> None:
    tree = add(item, "layer-tree-group")
    for group, title in (("main", "Main layers"), ("context", "Context")):
        members = [layer for layer in reversed(content.layers) if layer.record.group == group]
        if members:
            folder = add(tree, "layer-tree-group", name=title, checked="Qt::Checked", expanded=1)
            for layer in members:
                entry = add_tree_layer(folder, layer.record.id, layer.record.title, expanded=1)
                told = _compose_entry(layer, content.request.labels)
                add(add(entry, "customproperties"), "property", key="legend/title-label", value=told)


def _compose_entry(layer: ExportLayer, labels: Labels) -> str:
    """Compose a legend's entry: the layer's names, and on the next line the statuses that its features have."""
    record = layer.record
    names = {"en": (record.title,), "ko": (record.title_ko or record.title,), "en-ko": (record.title, record.title_ko)}
    held = [status for feature in layer.features for status in feature.properties.status.split("; ")]
    lines = (" ".join(filter(None, names[labels])), ", ".join(dict.fromkeys(filter(None, held))))
    return _BREAK.join(filter(None, lines))


def _add_legend_style(styles: Element, name: str, *, size: float, top: float, is_bold: bool = False) -> None:
    style = add(
        styles, "style", name=name, alignment=1, indent=0, marginTop=top, marginLeft=2 if name == "symbolLabel" else 0
    )
    _add_font(style, "styleFont", size, is_bold=is_bold)


def _add_font(parent: Element, tag: str, size_pt: float, *, is_bold: bool) -> None:
    weight, face = (75, "Bold") if is_bold else (50, "Regular")
    add(parent, tag, description=f"{FAMILIES[0]},{size_pt:g},-1,5,{weight},0,0,0,0,0", style=face)


def _add_scale_bar(layout: Element, box: Box, map_id: str, km_per_mm: float) -> None:
    item = _add_item(
        layout,
        _SCALE_BAR,
        box,
        "scale bar",
        mapUuid=map_id,
        style="Single Box",
        unitType="km",
        unitLabel="km",
        numMapUnitsPerScaleBarUnit=1,
        segmentSizeMode=0,
        numUnitsPerSegment=_find_segment(km_per_mm),
        numSegments=2,
        numSegmentsLeft=0,
        height=1.4,
        labelBarSpace=1,
        boxContentSpace=0.5,
        alignment=0,
        labelVerticalPlacement=0,
        labelHorizontalPlacement=0,
        outlineWidth=0.2,
    )
    _add_type(item, size_pt=7, ink=_INK)
    for tag in ("lineSymbol", "divisionLineSymbol", "subdivisionLineSymbol"):
        add_line(add(item, tag), _INK, 0.2, name="")
    for tag, fill in (("fillSymbol1", _INK), ("fillSymbol2", "#ffffff")):
        add_frame_fill(add(item, tag), fill, outline=_INK, width_mm=0.2, name="")


def _find_segment(km_per_mm: float) -> float:
    """Return a round length in km, 1, 2 or 5 times a power of ten, that is at most 22 mm long on paper."""
    longest = 22 * km_per_mm
    power: float = 10.0 ** math.floor(math.log10(longest))
    return next(power * factor for factor in (5, 2, 1) if power * factor <= longest)


def _add_arrow(layout: Element, box: Box, map_id: str) -> None:
    picture = "base64:" + base64.b64encode(_ARROW.encode()).decode()
    _add_item(
        layout,
        _PICTURE,
        box,
        "north arrow",
        file=picture,
        mapUuid=map_id,
        northMode=1,
        northOffset=0,
        resizeMode=0,
        mode=0,
    )


def _add_type(parent: Element, *, size_pt: float, ink: str) -> None:
    lettering = Lettering(text="", size_px=0, color=ink, placement=0)
    add_text_style(parent, lettering, size_pt=size_pt, halo=False)


def _key(name: str) -> str:
    return f"{{{uuid.uuid5(_IDENTITY, name)}}}"
