"""Make print sheets and atlases: a map in EPSG:5179 with legend, inset, and the numbered passages that name its places.

What frames the map decides what is quoted, and how tall that and the legend are decides how large the map may be: a
sheet is therefore planned twice, the second time with what the first plan shows, measured.
"""

from __future__ import annotations

import dataclasses
import math
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from koreamap import __version__
from koreamap.drawing.extents import EXTENTS, overlap
from koreamap.errors import ExportError
from koreamap.export._sheet.choice import choose_layers, find_frame, name_sheet
from koreamap.export._sheet.faces import TypeCase, clean
from koreamap.export._sheet.figure import describe_map
from koreamap.export._sheet.furniture import draw_border, draw_north, draw_scale, thousands
from koreamap.export._sheet.inset import draw_inset, find_beyond, find_far, plan_insets, wish_room
from koreamap.export._sheet.legend import find_entries, find_key
from koreamap.export._sheet.map import DrawnMap, draw_map, find_ground, outline_of
from koreamap.export._sheet.notes import find_findings, find_lines, find_parts, find_sources, write_about, write_day
from koreamap.export._sheet.plan import BAND, Measured, Rect, plan_page, plan_sheet
from koreamap.export._sheet.projection import find_extent, project_extent, true_north_deg
from koreamap.export._sheet.quotes import find_quotes
from koreamap.export._sheet.record import Book, Inset, Key, Picture, Section, SheetRecord, to_data
from koreamap.export._sheet.svg import SvgInk
from koreamap.export._sheet.words import Words, find_words
from koreamap.export._terms import find_last_reading, find_terms
from koreamap.export.content import ExportLayer, gather_content, read_content

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.export._sheet.inset import PlannedInset
    from koreamap.export._sheet.plan import PagePlan, SheetPlan
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.record import Entry
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Feature

__all__ = ["Sheet", "draw_sheet", "make_atlas", "make_sheet", "render_pages"]

_EDGE = 0.3
"""Around a map's border, so that its stroke is not cut, mm."""

_SCALE_MM = 20.0
_QUOTE_MM = 9.0
_NOTE_MM = 5.0
"""The least height of a quotation with its place, and of a note, each with the room below it, on A4."""

_HEAD_MM, _ENTRY_MM = 14.0, 9.0
"""Heights of a title and of a legend's entry before they are measured."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A drawn sheet.

    Parameters
    ----------
    content
        What it shows.
    record
        What the template gets.
    plan
        Of its first page.
    projection
        The main map.
    map
        What came onto it.
    """

    content: ExportContent
    record: SheetRecord
    plan: SheetPlan
    projection: Projection
    map: DrawnMap


@dataclass(frozen=True, slots=True, kw_only=True)
class _Shown:
    """What a projection shows, in the sheet's words; `asked` is what was asked, `content` what the maps show."""

    asked: ExportContent
    content: ExportContent
    projection: Projection
    entries: tuple[Entry, ...]
    words: Words
    type_case: TypeCase


def make_sheet(content: ExportContent, progress: Progress) -> bytes:
    """Set a sheet with all its pages as PDF, tagged, fonts embedded.

    Stops with `ExportError` when the extent leaves East Asia, or nothing lies in it.

    Parameters
    ----------
    content
        What was asked.
    progress
        Told each step.
    """
    progress("sheet")
    book = _bind(content, [draw_sheet(content)])
    progress("file")
    return _set(content, book)


def make_atlas(content: ExportContent, progress: Progress) -> bytes:
    """Set a sheet for each named area as one PDF, with contents.

    Parameters
    ----------
    content, progress
        As in `make_sheet`.

    Raises
    ------
    koreamap.errors.ExportError
        When no named area lies in the extent that was asked.
    """
    sheets, whole = [], content.request.bbox
    for bbox in [extent.bbox for extent in EXTENTS.values() if not whole or overlap(extent.bbox, whole)]:
        progress("sheet")
        wish = dataclasses.replace(content.request, bbox=bbox, title="")
        sheets.append(draw_sheet(read_content(wish, content.atlas)))
    if not sheets:
        raise ExportError("atlas", found="no named area in the extent", expected=f"one of {', '.join(EXTENTS)}")
    progress("file")
    return _set(content, _bind(content, sheets, is_atlas=True))


def _set(content: ExportContent, book: Book) -> bytes:
    from koreamap.export._sheet.typeset import make_pdf  # noqa: PLC0415 - 80 MB that only a sheet needs

    return make_pdf(read_template(), to_data(book), day=find_last_reading(content.atlas))


def render_pages(content: ExportContent, *, dpi: float) -> list[bytes]:
    """Set a sheet as pictures, PNG, one a page; the parameters are those of `make_sheet`, and dots an inch."""
    from koreamap.export._sheet.typeset import make_pictures  # noqa: PLC0415 - as above

    return make_pictures(read_template(), to_data(_bind(content, [draw_sheet(content)])), dpi=dpi)


@cache
def read_template() -> bytes:
    """Read the template, which lies beside this module."""
    return (files(__package__) / "sheet.typ").read_bytes()


def draw_sheet(content: ExportContent) -> Sheet:
    """Draw a sheet's map and word all that stands around it.

    Stops with `ExportError` when the extent leaves East Asia, or nothing lies in it.

    Parameters
    ----------
    content
        What was asked; what the frame shows beyond the extent is read anew, so that nothing is missing from the map.
    """
    page, name = plan_page(content.request), name_sheet(content)
    west, south, east, north = extent = find_extent(find_frame(content))
    size = east - west, north - south
    entries = (_ENTRY_MM,) * len(choose_layers(content))
    guess = Measured(head=_HEAD_MM, entries=dict.fromkeys(page.widths, entries), text=math.inf)
    shown = _show(content, extent, plan_sheet(page, size, guess))
    for _again in range(2):
        plan = plan_sheet(page, size, _measure(shown, page, name))
        shown = _show(content, extent, plan)
        if len(shown.entries) == sum(plan.legend):
            break
    plan = dataclasses.replace(plan, legend=(*plan.legend[:-1], len(shown.entries) - sum(plan.legend[:-1])))
    return _draw(shown, plan, name)


def _show(content: ExportContent, extent_m: tuple[float, float, float, float], plan: SheetPlan) -> _Shown:
    """Gather what a planned frame shows: more than the extent that was asked."""
    projection = project_extent(extent_m, plan.map, plan.scale)
    wish = dataclasses.replace(content.request, layer_ids=choose_layers(content), named=True, bbox=projection.bbox)
    near = read_content(wish, content.atlas)
    far = find_far(content, projection)
    shown = _add(near, far) if far else near
    words, type_case = find_words(content.request.labels), TypeCase(zoom=plan.page.zoom)
    return _Shown(
        asked=content,
        content=shown,
        projection=projection,
        entries=find_entries(shown, projection, words, type_case, far=far),
        words=words,
        type_case=type_case,
    )


def _add(content: ExportContent, far: Sequence[ExportLayer]) -> ExportContent:
    """Add what stands on a small map, and the passages that name it."""
    found: dict[str, dict[str, Feature]] = {}
    records = {layer.record.id: layer.record for layer in (*far, *content.layers)}
    for layer in (*content.layers, *far):
        found.setdefault(layer.record.id, {}).update({feature.id: feature for feature in layer.features})
    layers = tuple(
        ExportLayer(record=records[id_], features=tuple(found[id_][key] for key in sorted(found[id_])))
        for id_ in content.request.layer_ids
        if id_ in found
    )
    return gather_content(content.request, content.atlas, layers)


def _measure(shown: _Shown, page: PagePlan, name: tuple[str, str]) -> Measured:
    """Let Typst measure title and legend, and passages and notes where they may be too few to fill their part."""
    from koreamap.export._sheet.typeset import ask  # noqa: PLC0415 - as above

    content, record = shown.content, _write_head(shown, name)
    least = len(content.passages) * _QUOTE_MM + (len(content.layers) + len(content.sources)) * _NOTE_MM
    is_long = least * page.zoom > page.columns * page.body[1] / 4
    if not is_long:
        record = _write_columns(record, shown, beyond="")
    book = dataclasses.replace(_bind_record(content, page, [record]), widths=page.widths)
    found = ask(read_template(), to_data(book), "measures")[0]
    entries = dict(zip(page.widths, map(tuple, found["entries"]), strict=True))
    return Measured(
        head=found["head"],
        entries=entries,
        text=math.inf if is_long else found["text"],
        insets=wish_room(shown.projection, content, page.zoom),
    )


def _draw(shown: _Shown, plan: SheetPlan, name: tuple[str, str]) -> Sheet:
    content, projection, type_case = shown.content, shown.projection, shown.type_case
    insets = plan_insets(projection, content, plan.inset, plan.page.zoom)
    also = next((outline_of(projection, each.projection) for each in insets if each.kind == "islands"), None)
    edge = BAND * plan.page.zoom
    ink = SvgInk(width=plan.map.right + edge, height=plan.map.top + edge, type_case=type_case)
    drawn = draw_map(ink, projection, content.layers, atlas=content.atlas, labels=content.request.labels, also=also)
    with ink.group("border", "Border and degrees", is_layer=True):
        draw_border(ink, projection)
    key = find_key(drawn.lettering, content, shown.words)
    small, keys = _draw_insets(shown, insets, numbered=len(key.numbers))
    record = _write_head(shown, name)
    record = dataclasses.replace(
        _write_columns(record, shown, beyond=find_beyond(shown.asked, content, shown.words)),
        keys=tuple(each for each in (key, *keys) if each.numbers or each.missing),
        layout=plan.layout,
        map=_picture(ink, record.title, describe_map(record.title, drawn, content.atlas, shown.words)),
        legend=_split(shown.entries, plan.legend),
        scale=_draw_scale(shown, plan.side),
        insets=small,
        apart=plan.apart,
    )
    return Sheet(content=content, record=record, plan=plan, projection=projection, map=drawn)


def _draw_insets(
    shown: _Shown, insets: Sequence[PlannedInset], *, numbered: int
) -> tuple[tuple[Inset, ...], tuple[Key, ...]]:
    """Draw the small maps, numbered on from the main one; return them, and of each what its names could not say."""
    pictures, keys = [], []
    for inset in insets:
        ink, drawn = draw_inset(shown.content, shown.projection, inset, shown.type_case, numbered=numbered)
        caption = f"{inset.caption(shown.words)}, 1 : {thousands(inset.projection.scale)}"
        alt = describe_map(caption, drawn, shown.content.atlas, shown.words) if drawn else caption
        pictures.append(Inset(picture=_picture(ink, caption, alt), caption=caption))
        if drawn:
            keys.append(find_key(drawn.lettering, shown.content, shown.words, head=f"{caption}."))
            numbered += len(keys[-1].numbers)
    return tuple(pictures), tuple(keys)


def _picture(ink: SvgInk, title: str, alt: str) -> Picture:
    return Picture(svg=ink.to_svg(title, alt), alt=alt, width=ink.width)


def _split(entries: Sequence[Entry], counts: Sequence[int]) -> tuple[tuple[Entry, ...], ...]:
    starts = [sum(counts[:index]) for index in range(len(counts))]
    return tuple(tuple(entries[start : start + count]) for start, count in zip(starts, counts, strict=True))


def _draw_scale(shown: _Shown, side: float) -> Picture:
    """Draw the scale in figures and as bars, and north."""
    unit, words, projection = shown.type_case.zoom, shown.words, shown.projection
    ink = SvgInk(width=side, height=_SCALE_MM * unit, type_case=shown.type_case)
    km, miles = draw_scale(ink, Rect(x=_EDGE, y=0, width=side - 14 * unit, height=ink.height), projection)
    draw_north(ink, side - 5 * unit, 4 * unit, projection)
    angle = true_north_deg(projection)
    alt = words.scale.format(
        f"1 : {thousands(projection.scale)}",
        f"{km:g}",
        f"{miles:g}",
        f"{abs(angle):.1f}",
        words.say("west" if angle > 0 else "east"),
    )
    return _picture(ink, alt, alt)


def _write_head(shown: _Shown, name: tuple[str, str]) -> SheetRecord:
    """Say what a sheet is called, what it is and what its symbols mean; nothing is drawn or quoted yet."""
    return SheetRecord(
        title=shown.words.pick(*name),
        second=name[1] if shown.content.request.labels == "en-ko" else "",
        account=_write_account(shown),
        legend=(shown.entries,),
    )


def _write_columns(record: SheetRecord, shown: _Shown, *, beyond: str) -> SheetRecord:
    """Add the passages and the notes after them."""
    content, words = shown.content, shown.words
    sections = (
        Section(title=words.findings, notes=find_findings(content, words, shown.type_case)),
        Section(title=words.lines, notes=find_lines(content, words)),
        Section(title=words.sources, notes=find_sources(content, find_ground(content.atlas, shown.projection))),
        write_about(
            content,
            title=record.title,
            scale=shown.projection.scale,
            beyond=beyond,
            day=find_last_reading(content.atlas),
            words=words,
        ),
    )
    documents = find_parts(content, find_quotes(content), words)
    return dataclasses.replace(record, documents=documents, sections=tuple(s for s in sections if s.notes))


def _write_account(shown: _Shown) -> str:
    words, (west, south, east, north) = shown.words, shown.projection.bbox
    count = len(shown.content.passages)
    named = words.passages_one if count == 1 else words.passages.format(count)
    extent = f"{south:.1f}\u2013{north:.1f}°", f"{west:.1f}\u2013{east:.1f}°"
    return words.account.format(f"1 : {thousands(shown.projection.scale)}", *extent, named if count else "").rstrip()


def _bind(content: ExportContent, sheets: Sequence[Sheet], *, is_atlas: bool = False) -> Book:
    """Bind drawn sheets."""
    book = _bind_record(content, sheets[0].plan.page, [sheet.record for sheet in sheets])
    if not is_atlas:
        return book
    words = find_words(content.request.labels)
    about = words.atlas_about.format(len(sheets))
    return dataclasses.replace(
        book, title=content.request.title or words.atlas, description=about, contents=words.contents
    )


def _bind_record(content: ExportContent, page: PagePlan, records: Sequence[SheetRecord]) -> Book:
    words, day = find_words(content.request.labels), find_last_reading(content.atlas)
    return Book(
        title=clean(records[0].title) or words.title,
        description=records[0].account,
        author="koreamap",
        keywords=tuple(content.atlas.layers[id_].title for id_ in choose_layers(content)),
        lang=words.lang,
        day=(day.year, day.month, day.day),
        page=page,
        contents=None,
        credit=f"{find_terms(content, is_map=True).attribution} · koreamap {__version__} · {write_day(day, words)}",
        words={name: getattr(words, name) for name in ("legend", "key", "continued", "following", "following_one")},
        sheets=tuple(records),
    )
