"""Draw the first page of a sheet: map, legend, scale, insets, credits and as many passages as fit."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from shapely.geometry import LineString

from koreamap.drawing.extents import HOME
from koreamap.drawing.maps import ATTRIBUTION
from koreamap.export._sheet.furniture import (
    INK,
    QUIET,
    draw_border,
    draw_legend,
    draw_north,
    draw_paragraph,
    draw_scale,
    draw_title,
)
from koreamap.export._sheet.map import draw_basemap, draw_map, outline_of
from koreamap.export._sheet.passages import draw_columns
from koreamap.export._sheet.plan import Rect, round_scale
from koreamap.export._sheet.projection import find_extent, project_extent
from koreamap.export._terms import say_not_drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from shapely.geometry.base import BaseGeometry

    from koreamap.export._sheet.ink import Ink
    from koreamap.export._sheet.lines import Line
    from koreamap.export._sheet.map import DrawnMap
    from koreamap.export._sheet.plan import SheetPlan
    from koreamap.export._sheet.projection import Projection
    from koreamap.export.content import ExportContent, ExportLayer
    from koreamap.model import BuiltLayer

__all__ = ["Words", "compress", "draw_first_page", "plan_inset", "say_following"]

_ISLANDS = (124.5, 37.5, 126.13, 38.1)
_READABLE_SCALE = 2_500_000
"""At this scale and larger the western islands can be read on the main map."""

_CAPTION_MM = 4.0

_LOCATOR_SCALE = 2_500_000
"""At this scale and larger a reader may ask where in Korea the map lies."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a sheet says of itself.

    Parameters
    ----------
    title, hangul
        Its name.
    following
        Where the passages stand that found no room; empty when all did.
    """

    title: str
    hangul: str
    following: str


def draw_first_page(  # noqa: PLR0913 - six, all but two named
    ink: Ink,
    content: ExportContent,
    *,
    poured: Sequence[Sequence[Line]],
    plan: SheetPlan,
    projection: Projection,
    words: Words,
) -> DrawnMap:
    """Draw the first page.

    Parameters
    ----------
    ink
        The empty page.
    content
        What the frame shows.
    poured
        Lines of each column of passages.
    plan
        The page.
    projection
        The map.
    words
        Title and the like.

    Returns
    -------
    What came onto its map.
    """
    labels = content.request.labels
    inset = _draw_margin(ink, content, plan=plan, projection=projection)
    drawn = draw_map(ink, projection, content.layers, atlas=content.atlas, labels=labels, also=inset)
    draw_border(ink, projection)
    hangul = words.hangul if labels != "en" else ""
    draw_title(ink, plan.header, title=words.title, hangul=hangul, note=_describe(content, projection))
    draw_columns(ink, poured, plan.columns)
    _draw_footer(ink, plan, content, words.following)
    return drawn


def compress(numbers: Iterable[int]) -> str:
    """Write numbers with ranges: ``1, 2, 7`` or, for three and more, a dash.

    Parameters
    ----------
    numbers
        In any order.

    Returns
    -------
    Empty for none.
    """
    ordered = sorted(set(numbers))
    groups = itertools.groupby(enumerate(ordered), key=lambda item: item[1] - item[0])
    runs = [[number for _, number in group] for _, group in groups]
    return ", ".join(f"{run[0]}\u2013{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs)


def plan_inset(projection: Projection, layer_ids: Sequence[str], room: Rect) -> tuple[Projection, bool] | None:
    """Decide on an inset: the western islands where the map is too small for them, else where in Korea it lies.

    Parameters
    ----------
    projection
        The main map.
    layer_ids
        What is drawn on it.
    room
        What is free for the inset, mm.

    Returns
    -------
    The inset's projection and whether it is a locator; None when neither helps or there is no room.
    """
    west, south, east, north = projection.bbox
    has_islands = west < 125.0 and east > 125.8 and south < 37.7 and north > 38.0
    if has_islands and projection.scale > _READABLE_SCALE and {"western_islands", "nll"} & set(layer_ids):
        return _fit(_ISLANDS, room, is_locator=False)
    if projection.scale < _LOCATOR_SCALE:
        return _fit(HOME.bbox, room, is_locator=True)
    return None


def _fit(bbox: tuple[float, float, float, float], room: Rect, *, is_locator: bool) -> tuple[Projection, bool] | None:
    """Fill the room with at least the extent, at a round scale; none where that is too small to be read."""
    west, south, east, north = find_extent(bbox)
    aspect = (east - west) / (north - south)
    width = min(room.width, (room.height - _CAPTION_MM) * aspect, 36 if is_locator else room.width)
    if width < (12 if is_locator else 36):
        return None
    height = width / aspect if is_locator else min(room.height - _CAPTION_MM, width * 0.8)
    rect = Rect(x=room.x, y=room.y + _CAPTION_MM, width=width, height=height)
    scale = round_scale(max((east - west) / width, (north - south) / height) * 1000)
    return project_extent((west, south, east, north), rect, scale), is_locator


def _draw_margin(ink: Ink, content: ExportContent, *, plan: SheetPlan, projection: Projection) -> BaseGeometry | None:
    """Draw the legend, the scale, north and an inset, beside the map or below it; return what the inset shows."""
    shown = [layer for layer in content.layers if any(projection.shows(feature.geometry) for feature in layer.features)]
    entries = [
        entry
        for layer in sorted(shown, key=lambda layer: _legend_order(layer.record))
        for entry in _list_entries(content, layer)
    ]
    room = plan.legend
    if plan.legend_columns == 1:
        y = draw_legend(ink, room, entries, labels=content.request.labels) - 2
        scale = Rect(x=room.x, y=room.y, width=room.width - 10 * ink.zoom, height=y - room.y)
        low = draw_scale(ink, scale, projection) - 3
        draw_north(ink, room.right - 4 * ink.zoom, low + 6, projection)
        free = Rect(x=room.x, y=room.y, width=room.width, height=low - room.y)
    else:
        half = Rect(x=room.x, y=room.y, width=room.width * 0.58, height=room.height)
        draw_legend(ink, half, entries, labels=content.request.labels, columns=2)
        last = Rect(x=half.right + 5, y=room.y, width=room.width * 0.27, height=room.height)
        low = draw_scale(ink, last, projection)
        draw_north(ink, last.x + 4 * ink.zoom, low - 11 * ink.zoom, projection)
        free = Rect(x=last.right + 5, y=room.y, width=room.right - last.right - 5, height=room.height - 2)
    inset = plan_inset(projection, [layer.record.id for layer in shown], free)
    return _draw_inset(ink, content, projection, inset) if inset else None


def _draw_inset(
    ink: Ink, content: ExportContent, projection: Projection, inset: tuple[Projection, bool]
) -> BaseGeometry | None:
    small, is_locator = inset
    if is_locator:
        draw_basemap(ink, small, content.atlas)
        ink.stroke(outline_of(small, projection), "#b03a2e", 0.9)
    else:
        core = [layer for layer in content.layers if layer.record.group == "main"]
        draw_map(ink, small, core, atlas=content.atlas, labels=content.request.labels)
    draw_border(ink, small, labelled=False)
    caption = f"{'Korea' if is_locator else 'The western islands'}, 1 : {small.scale:,}".replace(",", "\u2009").replace(
        "\u2009 1", ", 1"
    )
    ink.text(small.rect.x, small.rect.y - 2.6 * ink.zoom, text=caption, size_pt=5.6, color=QUIET)
    return None if is_locator else outline_of(projection, small)


def _legend_order(record: BuiltLayer) -> tuple[bool, bool, int]:
    """Core layers first, then context; lines and areas before points; the uppermost first."""
    return record.group != "main", record.geometry_type == "Point", -record.order


def _list_entries(content: ExportContent, layer: ExportLayer) -> Iterator[tuple[BuiltLayer, str, str]]:
    """Yield a layer's entry, and after it one for each other look that its features have."""
    first, *others = layer.looks
    yield first, _account_for(layer, content.request.labels), _numbers_of(content, layer)
    yield from ((look, "", "") for look in others)


def _account_for(layer: ExportLayer, labels: str) -> str:
    """Say what a layer's lines and areas claim to be, and since when; of events, which they are."""
    if layer.record.geometry_type == "Point":
        key = "name_ko" if labels == "ko" else "label"
        events = ((f.properties.date_label, getattr(f.properties, key) or f.properties.name) for f in layer.features)
        return ", ".join(f"{year} {name}" for year, name in sorted(events, key=str) if year)
    statuses = dict.fromkeys(
        status for feature in layer.features for status in feature.properties.status.split("; ") if status
    )
    begins = sorted({(feature.properties.valid_from or "")[:4] for feature in layer.features} - {""})
    ends = sorted({(feature.properties.valid_to or "")[:4] for feature in layer.features})
    years = f" · {begins[0]}\u2013{ends[-1]}" if begins and ends[-1] else f" · since {begins[0]}" if begins else ""
    return f"{', '.join(statuses)}{years}"


def _numbers_of(content: ExportContent, layer: ExportLayer) -> str:
    """Name the passages that mention a feature of a layer."""
    features = {feature.id for feature in layer.features}
    named = {mention.passage_id for mention in content.mentions if features.intersection(mention.feature_ids)}
    return compress(passage.number for passage in content.passages if passage.id in named)


def _describe(content: ExportContent, projection: Projection) -> str:
    count = len(content.passages)
    named = "One passage of the documents names" if count == 1 else f"{count} passages of the documents name"
    west, south, east, north = projection.bbox
    extent = f"{south:.1f}\u2013{north:.1f}° N, {west:.1f}\u2013{east:.1f}° E"
    return f"{extent}. Korea 2000 / Unified CS (EPSG:5179). {named} what it shows."


def say_following(following: int, *, is_alone: bool) -> str:
    """Say where the passages are that found no room.

    Parameters
    ----------
    following
        How many they are.
    is_alone
        Whether this page is all there is to the file.

    Returns
    -------
    Empty for none.
    """
    if not following:
        return ""
    noun = "passage" if following == 1 else "passages"
    where = "in the PDF of this sheet" if is_alone else "on the following pages"
    return f"{following} more {noun} {where}."


def _draw_footer(ink: Ink, plan: SheetPlan, content: ExportContent, following: str) -> None:
    room = plan.footer
    ink.stroke(LineString([(room.x, room.top - 1), (room.right, room.top - 1)]), INK, 0.4)
    if following:
        ink.text(room.right, room.top - 4, text=following, face="sans-medium", size_pt=6, color=INK, align=1)
    draw_paragraph(
        ink,
        Rect(x=room.x, y=room.y, width=room.width - (44 * ink.zoom if following else 0), height=room.height - 1.4),
        _credit(content),
        size_pt=5.0,
        color=QUIET,
    )


def _credit(content: ExportContent) -> str:
    """Say whose work this is: data, licences and quotations, without a date, so that the same map is the same sheet."""
    quoted = dict.fromkeys(passage.document_id for passage in content.passages)
    rights = " ".join(
        f"{content.atlas.documents[id_].short_title}: {content.atlas.documents[id_].rights}" for id_ in quoted
    )
    return " ".join(
        filter(
            None,
            (
                f"koreamap. {ATTRIBUTION}. Lines, coasts and this map: ODbL 1.0.",
                say_not_drawn(content) or "koreamap takes no side: lines stand as they were declared.",
                f"Quotations cut only at […]; names of the map in bold. {rights}",
            ),
        )
    )
