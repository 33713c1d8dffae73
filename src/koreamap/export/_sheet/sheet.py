"""Make a print sheet: a map in EPSG:5179 with legend, insets and the numbered passages that name what it shows.

A user who names no layers gets those of the first view, their rivals, and what a named area is named after; where the
extent is small enough for their names, the sites and events too. All layers at once would bury both map and quotations
(a hundred passages name nothing but states). Layers named one by one are all drawn.
"""

from __future__ import annotations

import dataclasses
import io
import itertools
import math
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.drawing.charts import ONE_AT_A_TIME
from koreamap.drawing.curves import describe_curve
from koreamap.drawing.extents import EXTENTS, HOME
from koreamap.errors import ExportError
from koreamap.export._sheet.plan import plan_page, plan_sheet
from koreamap.export._sheet.projection import find_extent, project_extent
from koreamap.export._sheet.quotes import find_quotes
from koreamap.export._sheet.type import open_type_case
from koreamap.export.content import read_content, read_layer
from koreamap.export.request import find_shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from matplotlib.figure import Figure

    from koreamap.drawing.extents import Extent
    from koreamap.export._sheet.lines import Line
    from koreamap.export._sheet.map import DrawnMap
    from koreamap.export._sheet.plan import Rect, SheetPlan
    from koreamap.export._sheet.projection import Projection
    from koreamap.export._sheet.quotes import Quote
    from koreamap.export._sheet.type import TypeCase
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import BuiltFinding, Source

__all__ = ["Sheet", "choose_layers", "name_sheet", "write_pdf", "write_picture"]

_SETTINGS: Any = {
    "pdf.fonttype": 42,
    "svg.fonttype": "path",
    "svg.hashsalt": "koreamap",
    "path.simplify": False,
    "lines.scale_dashes": False,
    "axes.unicode_minus": False,
    "text.parse_math": False,
    "text.hinting": "none",
}
"""Fonts go whole into the PDF, as TrueType; an SVG carries outlines, since a reader's machine may lack the fonts."""

_OTHER_TITLE = ("Korea's armistice geography", "한국 정전 지리")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A drawn sheet.

    Parameters
    ----------
    title
        In words.
    pages
        The map first, then pages of passages only.
    plan
        Of the first page.
    projection
        The main map.
    map
        What came onto it.
    quotes
        All passages that name what the sheet shows.
    following
        How many of them do not begin on the first page.
    """

    title: str
    pages: tuple[Figure, ...]
    plan: SheetPlan
    projection: Projection
    map: DrawnMap
    quotes: tuple[Quote, ...]
    following: int


_FINDINGS = "What the documents claim of it, tested against geometry"
_SOURCES = "Sources of the lines, areas and places on the map"

CLOSE_DEG = 4
"""Height of an extent, in degrees, up to which the crowd of names around Panmunjom can be read on A4."""


def choose_layers(content: ExportContent) -> tuple[str, ...]:
    """Return the layers of a sheet: those named, or a selection when none was named.

    Parameters
    ----------
    content
        What was asked.

    Returns
    -------
    Layer ids in draw order.
    """
    request = content.request
    is_close = request.bbox is not None and request.bbox[3] - request.bbox[1] <= CLOSE_DEG
    close = {"sites", "events"} if is_close and not request.named else set()
    chosen = find_shown(content.atlas, request) | close
    return tuple(id_ for id_ in request.layer_ids if id_ in chosen)


def write_pdf(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a sheet with all its pages as PDF, fonts embedded.

    Parameters
    ----------
    content
        What was asked.
    out
        The file to make.
    progress
        Told each step.
    """
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415 - half a second that only a sheet needs

    with _open_sheet(content, progress, first_only=False) as sheet:
        notes = {"Title": sheet.title, "Creator": "koreamap", "CreationDate": None}
        # In memory first: on a full disk matplotlib would leave the file open.
        whole = io.BytesIO()
        with PdfPages(whole, metadata=notes) as pdf:
            for page in sheet.pages:
                pdf.savefig(page)
        out.write_bytes(whole.getvalue())


def write_picture(content: ExportContent, out: Path, progress: Progress, *, suffix: str) -> None:
    """Write a sheet's first page as a picture.

    Parameters
    ----------
    content, out, progress
        As in `write_pdf`.
    suffix
        ``png`` (300 dpi) or ``svg``.
    """
    with _open_sheet(content, progress, first_only=True) as sheet:
        notes = {"Software": "koreamap"} if suffix == "png" else {"Creator": "koreamap", "Date": None}
        sheet.pages[0].savefig(out, format=suffix, dpi=300, metadata=notes | {"Title": sheet.title})


@contextmanager
def _open_sheet(content: ExportContent, progress: Progress, *, first_only: bool) -> Iterator[Sheet]:
    """Yield the one sheet while matplotlib's settings and the fonts are as it needs them."""
    import matplotlib as mpl  # noqa: PLC0415 - as above

    progress("sheet")
    with ONE_AT_A_TIME, mpl.rc_context(_SETTINGS), open_type_case(_texts_of(content)) as type_case:
        sheet = draw_sheet(content, type_case, first_only=first_only)
        progress("file")
        yield sheet


def _texts_of(content: ExportContent) -> Iterator[str]:
    """List all that may be set."""
    yield from (text for title in (*map(_titles, EXTENTS.values()), _OTHER_TITLE) for text in title)
    yield from (_FINDINGS, _SOURCES)
    yield from (f"{record.title} {record.title_ko}" for record in content.atlas.layers.values())
    yield from (place.title for place in content.atlas.places.values())
    for source in content.atlas.sources.values():
        yield _cite(source)
    for claim in content.atlas.claims.values():
        yield from (claim.title, claim.verdict, claim.share, claim.figure_text, claim.summary)
        yield from map(describe_curve, claim.curves)
    for document in content.atlas.documents.values():
        yield from (document.text, document.citation, document.rights)
    for feature in content.atlas.features.values():
        yield from (str(text) for text in (feature.label, feature.name, feature.name_ko, feature.date_label))
    yield from _basemap_names(content)


def _basemap_names(content: ExportContent) -> Iterator[str]:
    record = content.atlas.layers.get("basemap_labels")
    if record:
        yield from (f"{feature.properties.name} {feature.properties.name_ko}" for feature in read_layer(record))


def draw_sheet(content: ExportContent, type_case: TypeCase, *, first_only: bool) -> Sheet:
    """Draw a sheet.

    Stops with `ExportError` when the extent leaves East Asia, or nothing lies in it.

    Parameters
    ----------
    content
        What was asked; what the frame shows beyond the extent is read anew, so that nothing is missing from the map.
    type_case
        The faces.
    first_only
        No pages of passages after the first.

    Returns
    -------
    Figures not yet saved.
    """
    page = plan_page(content.request)
    zoomed = dataclasses.replace(type_case, zoom=page.zoom)
    plan, projection, shown = _plan(content)
    lines = _set_lines(shown, page.columns[0], zoomed)
    plan, projection, shown = _plan(content, sum(line.height for line in lines))
    return _draw_pages(
        shown, name_sheet(content), plan=plan, projection=projection, type_case=zoomed, first_only=first_only
    )


def _plan(content: ExportContent, text_mm: float = math.inf) -> tuple[SheetPlan, Projection, ExportContent]:
    """Divide the paper, and gather what the frame then shows: more than the extent that was asked."""
    west, south, east, north = extent = find_extent(content.request.bbox or HOME.bbox)
    layers = choose_layers(content)
    entries = sum(len(layer.looks) for layer in content.layers if layer.record.id in layers)
    plan = plan_sheet(content.request, (east - west, north - south), entries, text_mm)
    projection = project_extent(extent, plan.map, plan.scale)
    return (
        plan,
        projection,
        read_content(
            dataclasses.replace(content.request, layer_ids=layers, named=True, bbox=projection.bbox), content.atlas
        ),
    )


def name_sheet(content: ExportContent) -> tuple[str, str]:
    """Name a sheet after its extent; one of other layers than the usual says less."""
    bbox = content.request.bbox or HOME.bbox
    is_usual = "mdl" in content.request.layer_ids or bbox != HOME.bbox
    titles = (_titles(extent) for extent in EXTENTS.values() if is_usual and extent.bbox == bbox)
    return next(titles, _OTHER_TITLE)


def _titles(extent: Extent) -> tuple[str, str]:
    return extent.title, extent.title_ko


def _set_lines(content: ExportContent, column: Rect, type_case: TypeCase) -> tuple[Line, ...]:
    """Set all passages, and after them what was tested and the sources."""
    from koreamap.export._sheet.passages import break_notes, break_quotes  # noqa: PLC0415 - loads matplotlib

    quotes = break_quotes(find_quotes(content), content.atlas.documents, column=column, type_case=type_case)
    findings = break_notes(_FINDINGS, find_findings(content), column=column, type_case=type_case)
    return quotes + findings + break_notes(_SOURCES, _find_sources(content), column=column, type_case=type_case)


def find_findings(content: ExportContent) -> list[str]:
    """Say in a note each what was found of the claims in the sheet's passages that speak of its features, or are wrong.

    Parameters
    ----------
    content
        What the sheet shows.

    Returns
    -------
    In reading order; claims that no geometry can test are left out.
    """
    shown = {feature.id for layer in content.layers for feature in layer.features}
    labels = {passage.id: passage.label for passage in content.passages}

    def is_of(claim: BuiltFinding) -> bool:
        """Tell whether a claim speaks of what is shown, of a group through its members, or is contradicted."""
        is_near = any(shown.intersection(content.atlas.features_of(place)) for place in claim.place_ids)
        return claim.passage_id in labels and (is_near or claim.verdict == "contradicted")

    return [
        f"{content.atlas.documents[claim.document_id].short_title}, {labels[claim.passage_id]}. {_write(claim)}"
        for claim in content.atlas.claims.values()
        if claim.verdict != "not testable" and is_of(claim)
    ]


def _write(claim: BuiltFinding) -> str:
    """Write verdict and figure, and under what other threshold the result would be another."""
    figures = "; ".join(dict.fromkeys(filter(None, (claim.share, claim.figure_text))))
    finding = f"{claim.title}: {claim.verdict} ({figures}). {claim.summary}"
    return " ".join([finding, *map(describe_curve, claim.curves)])


def _find_sources(content: ExportContent) -> list[str]:
    sources = [source for id_ in content.source_ids if (source := content.atlas.sources[id_]).publisher]
    return [_cite(source) for source in sources]


def _cite(source: Source) -> str:
    return f"{source.citation} {source.licence and source.licence + '.'}".rstrip()


def _draw_pages(  # noqa: PLR0913 - one more than the rule, all named
    content: ExportContent,
    title: tuple[str, str],
    *,
    plan: SheetPlan,
    projection: Projection,
    type_case: TypeCase,
    first_only: bool,
) -> Sheet:
    # loads matplotlib, half a second
    from koreamap.export._sheet.first import Words, draw_first_page, say_following  # noqa: PLC0415
    from koreamap.export._sheet.ink import open_page  # noqa: PLC0415 - as above
    from koreamap.export._sheet.passages import pour  # noqa: PLC0415 - as above

    column = plan.columns[0]
    lines = _set_lines(content, column, type_case)
    poured, rest = pour(lines, plan.columns, may_go_on=not first_only)
    following = sum(1 for line in rest if line.number)
    ink = open_page(plan.width, plan.height, type_case=type_case)
    words = Words(title=title[0], hangul=title[1], following=say_following(following, is_alone=first_only))
    drawn = draw_first_page(ink, content, poured=poured, plan=plan, projection=projection, words=words)
    more = () if first_only else _draw_more(content, rest, column=column, type_case=type_case, title=title[0])
    return Sheet(
        title=title[0],
        pages=(ink.figure, *more),
        plan=plan,
        projection=projection,
        map=drawn,
        quotes=find_quotes(content),
        following=following,
    )


def _draw_more(
    content: ExportContent, rest: tuple[Line, ...], *, column: Rect, type_case: TypeCase, title: str
) -> Iterator[Figure]:
    """Draw pages until no line is left."""
    from koreamap.export._sheet.passages import draw_page, pour  # noqa: PLC0415 - as above

    plan = plan_page(content.request, column.width)
    for number in itertools.count(2):
        if not rest:
            return
        lines = _head(content, rest, column=column, type_case=type_case)
        poured, left = pour(lines, plan.columns, may_go_on=True)
        if len(left) >= len(rest):
            raise ExportError("print sheet", found="a line too tall for its column", expected="room", file=title)
        yield draw_page(poured, plan=plan, type_case=type_case, title=title, number=number)
        rest = left


def _head(content: ExportContent, rest: Sequence[Line], *, column: Rect, type_case: TypeCase) -> tuple[Line, ...]:
    """Put the full citation of the document that a page goes on with before its first line."""
    from koreamap.export._sheet.passages import break_heading  # noqa: PLC0415 - as above

    first = rest[0]
    if first.kind == "heading" or not first.document_id:
        return tuple(rest)
    document = content.atlas.documents[first.document_id]
    heading = break_heading(document, column=column, type_case=type_case)
    return (*heading, dataclasses.replace(first, height=heading[0].height), *rest[1:])
