"""Draw a figure: the map alone, at the width of a journal's column, with border, scale bars and credit."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap import __version__
from koreamap.errors import ExportError
from koreamap.export._sheet.choice import choose_layers, find_frame, name_sheet
from koreamap.export._sheet.faces import MM_PER_PT, TypeCase, clean
from koreamap.export._sheet.furniture import (
    INK,
    QUIET,
    draw_bar,
    draw_border,
    draw_paragraph,
    find_bars,
    find_least_width,
    wrap,
)
from koreamap.export._sheet.legend import write_key
from koreamap.export._sheet.map import draw_map
from koreamap.export._sheet.plan import BAND, Rect, round_scale
from koreamap.export._sheet.projection import find_extent, project_extent
from koreamap.export._sheet.svg import SvgInk
from koreamap.export._sheet.words import find_words
from koreamap.export._terms import LICENCE, find_last_reading, find_terms
from koreamap.export.content import read_content

if TYPE_CHECKING:
    from koreamap.atlas import Atlas
    from koreamap.export._sheet.map import DrawnMap
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.words import Words
    from koreamap.export.content import ExportContent

__all__ = ["DrawnFigure", "describe_map", "draw_figure", "write_pdf", "write_png", "write_svg"]

_EDGE = 0.2
"""Around the border, so that its stroke is not cut, mm."""

_FOOT_GAP = 2.0
_BAR_MM = 6.2
"""Height of a scale bar with its figures."""

_CREDIT_PT = 5.4
_KEY_PT = 6.2
_ASPECTS = (0.6, 2.2)
"""Least and greatest width of a map in its heights; a flatter or taller extent is shown with more around it."""

_TALLEST_MM = 205.0
"""Of the map: with its foot and a caption it still stands on a page."""

_MM_PER_INCH = 25.4
_MOST_PIXELS = 64_000_000

_TEMPLATE = b"""
#let data = json("data.json")
#let (year, month, day) = data.day
#set document(title: data.title, author: "koreamap", date: datetime(year: year, month: month, day: day))
#set text(lang: data.lang)
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(data.svg), format: "svg", alt: data.alt, width: data.width * 1mm)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnFigure:
    """A drawn figure.

    Parameters
    ----------
    svg
        The drawing, its lettering live text; for Typst where it was drawn to be set.
    width, height
        mm.
    title
        In words.
    alt
        What it shows, for those who do not see it.
    projection
        The map's.
    map
        What came onto it.
    """

    svg: str
    width: float
    height: float
    title: str
    alt: str
    projection: Projection
    map: DrawnMap


def write_svg(content: ExportContent) -> bytes:
    """Return a figure as SVG, with a named group for each layer and feature, and live text."""
    return draw_figure(content).svg.encode()


def write_pdf(content: ExportContent) -> bytes:
    """Return a figure as a PDF of its very size, fonts embedded."""
    from koreamap.export._sheet.typeset import make_pdf  # noqa: PLC0415 - 80 MB that a drawing does not need

    figure = draw_figure(content, is_set=True)
    return make_pdf(_TEMPLATE, _describe(figure, content), day=find_last_reading(content.atlas))


def write_png(content: ExportContent) -> bytes:
    """Return a figure as a picture.

    Raises
    ------
    koreamap.errors.ExportError
        When it would have more pixels than a server can be asked for.
    """
    from koreamap.export._sheet.typeset import make_pictures  # noqa: PLC0415 - as above

    figure, dpi = draw_figure(content, is_set=True), content.request.dpi
    wide, high = (round(side / _MM_PER_INCH * dpi) for side in (figure.width, figure.height))
    if wide * high > _MOST_PIXELS:
        most = f"at most {_MOST_PIXELS // 1_000_000} million; take a smaller width or fewer dpi"
        raise ExportError("picture", found=f"{wide} by {high} pixels", expected=most)
    return make_pictures(_TEMPLATE, _describe(figure, content), dpi=dpi)[0]


def draw_figure(content: ExportContent, *, is_set: bool = False) -> DrawnFigure:
    """Draw a figure of the width that was asked.

    Stops with `ExportError` when the extent leaves East Asia, or nothing lies in it.

    Parameters
    ----------
    content
        What was asked; what the frame shows beyond the extent is read anew.
    is_set
        Whether Typst sets it, with our faces; else a reader's program, which may lack them.

    Returns
    -------
    Not yet written.
    """
    projection = _project(content)
    layers = choose_layers(content)
    wish = dataclasses.replace(content.request, layer_ids=layers, named=True, bbox=projection.bbox)
    shown = read_content(wish, content.atlas)
    case = TypeCase()
    room = Rect(x=0, y=_EDGE, width=content.request.width_mm, height=0)
    credit = _credit(shown)
    foot = _measure_foot(case, room, credit)
    height = foot + projection.rect.height + 2 * BAND + _EDGE
    rect = dataclasses.replace(projection.rect, y=foot + BAND)
    projection = dataclasses.replace(projection, rect=rect)
    ink = SvgInk(width=room.width, height=height, type_case=case, flows=not is_set)
    drawn = draw_map(ink, projection, shown.layers, atlas=content.atlas, labels=content.request.labels)
    with ink.group("border", "Border and degrees", is_layer=True):
        draw_border(ink, projection)
    words, names = find_words(content.request.labels), name_sheet(content)
    # What the numbers mean is known only now: it goes right under the map, and all else that much lower.
    below = dataclasses.replace(room, height=foot - _FOOT_GAP - _EDGE)
    deep = _draw_key(ink, below, write_key(drawn.lettering, shown, words))
    _draw_foot(ink, projection, dataclasses.replace(below, y=below.y - deep), credit)
    ink, height = dataclasses.replace(ink, height=height + deep), height + deep
    title = words.pick(*names)
    alt = describe_map(title, drawn, content.atlas, words)
    return DrawnFigure(
        svg=ink.to_svg(title, alt),
        width=room.width,
        height=height,
        title=title,
        alt=alt,
        projection=projection,
        map=drawn,
    )


def describe_map(title: str, drawn: DrawnMap, atlas: Atlas, words: Words) -> str:
    """Say what a map shows, for those who do not see it: its layers and the names on it.

    Parameters
    ----------
    title
        Of the map.
    drawn
        What came onto it.
    atlas
        For the layers' titles.
    words
        The map's.

    Returns
    -------
    Three sentences at most.
    """
    records = [atlas.layers[id_] for id_ in drawn.layer_ids]
    layers = ", ".join(words.pick(record.title, record.title_ko) for record in records)
    names = dict.fromkeys(" ".join(label.full or label.hand.lines) for label in drawn.lettering.labels)
    return clean(words.map_alt.format(title, layers, ", ".join(names)))


def _describe(figure: DrawnFigure, content: ExportContent) -> dict[str, object]:
    """Make the data of the template."""
    day = find_last_reading(content.atlas)
    return {
        "title": clean(figure.title),
        "lang": "ko" if content.request.labels == "ko" else "en",
        "svg": figure.svg,
        "alt": figure.alt,
        "width": figure.width,
        "day": [day.year, day.month, day.day],
    }


def _project(content: ExportContent) -> Projection:
    """Put the extent that was asked on a frame of the width that was asked, as low on the page as can be."""
    west, south, east, north = extent = find_extent(find_frame(content))
    width = content.request.width_mm - 2 * (BAND + _EDGE)
    least, greatest = _ASPECTS
    aspect = min(max((east - west) / (north - south), least), greatest)
    rect = Rect(x=BAND + _EDGE, y=0, width=width, height=min(width / aspect, _TALLEST_MM))
    exact = max((east - west) / rect.width, (north - south) / rect.height) * 1000
    return project_extent(extent, rect, round_scale(exact))


def _credit(content: ExportContent) -> str:
    words = find_words(content.request.labels)
    left_out = [words.pick(each.title, each.title_ko) for each in content.rivals_left_out]
    sides = words.side_not_drawn.format("; ".join(left_out)) if left_out else words.as_declared
    terms = find_terms(content, is_map=True)
    licence = terms.licence.replace(LICENCE, words.terms)
    return f"koreamap {__version__}. {terms.attribution}. {licence} Korea 2000 / Unified CS (EPSG:5179). {sides}"


def _draw_key(ink: SvgInk, room: Rect, words: str) -> float:
    """Write the key from the top of the foot; return the height that it takes, mm."""
    if not words:
        return 0
    # Another face, where a reader lacks ours, is a little wider.
    narrower = dataclasses.replace(room, x=_EDGE, width=0.94 * room.width)
    with ink.group("key", "Key", is_layer=True):
        low = draw_paragraph(ink, narrower, words, size_pt=_KEY_PT, color=INK)
    return room.top - low + _FOOT_GAP


def _split_foot(case: TypeCase, room: Rect, words: str) -> tuple[Rect, Rect]:
    """Divide the foot: scale bars, then credit, no wider than its lines need."""
    bars = dataclasses.replace(room, width=room.width * 0.42)
    left = bars.right + 3
    # Another face, where a reader lacks ours, is a little wider.
    width = find_least_width(words, 0.94 * (room.right - left), case, _CREDIT_PT)
    return bars, dataclasses.replace(room, x=left, width=width)


def _measure_foot(case: TypeCase, room: Rect, words: str) -> float:
    """Return the height of all that stands under the map, with the gap above it, mm."""
    _bars, credit = _split_foot(case, room, words)
    lines = wrap(words, credit.width, case, _CREDIT_PT)
    return max(2 * _BAR_MM, len(lines) * _CREDIT_PT * MM_PER_PT * 1.25) + _FOOT_GAP + _EDGE


def _draw_foot(ink: SvgInk, projection: Projection, room: Rect, words: str) -> None:
    bars, credit = _split_foot(ink.type_case, room, words)
    with ink.group("scale", "Scale bars", is_layer=True):
        found = find_bars(projection, bars.width - 8)
        for index, ((length, width), name) in enumerate(zip(found, ("km", "nm"), strict=True), start=1):
            draw_bar(ink, bars.x + _EDGE, room.top - index * _BAR_MM + 1, length=length, width=width, name=name)
    with ink.group("credit", "Credit", is_layer=True):
        draw_paragraph(ink, credit, words, size_pt=_CREDIT_PT, color=QUIET)
