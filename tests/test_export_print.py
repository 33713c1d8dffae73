"""Check print sheets: page, fonts and text of the PDF, room for lettering, scale and degrees, and quotations."""

from __future__ import annotations

import dataclasses
import io
import itertools
import math
import re
import struct
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs
from pyproj import Geod, Transformer

from koreamap.atlas import read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import get_format
from koreamap.export._sheet.fonts import make_font, read_characters
from koreamap.export._sheet.furniture import find_bars
from koreamap.export._sheet.lines import Line, flow
from koreamap.export._sheet.plan import Rect, plan_page, plan_sheet, round_scale
from koreamap.export._sheet.projection import find_extent, find_graticule, project_extent, true_north_deg
from koreamap.export._sheet.quotes import CUT, find_quotes
from koreamap.export._sheet.sheet import choose_layers, draw_sheet, find_findings
from koreamap.export._sheet.type import FACES, open_type_case
from koreamap.export.content import read_content
from koreamap.export.request import PAPERS, check_request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from koreamap.export._sheet.sheet import Sheet
    from koreamap.export.content import ExportContent

MM_PER_PT = 25.4 / 72


def read(extent: str | None = None, **wishes: Any) -> ExportContent:
    """Read what a sheet is made from."""
    bbox = EXTENTS[extent].bbox if extent else None
    return read_content(check_request(read_atlas(), format_id="print-pdf", bbox=bbox, **wishes))


def write(folder: Path, content: ExportContent, suffix: str) -> bytes:
    out = folder / f"sheet.{suffix}"
    request = dataclasses.replace(content.request, format_id=f"print-{suffix}")
    get_format(request.format_id).write(dataclasses.replace(content, request=request), out, lambda _step: None)
    return out.read_bytes()


@pytest.fixture(scope="module")
def content() -> ExportContent:
    return read()


@pytest.fixture(scope="module")
def pdf(content: ExportContent, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("pdf"), content, "pdf")


@pytest.fixture(scope="module")
def sheets(content: ExportContent) -> dict[str, Sheet]:
    """Draw sheets without saving them: all of Korea, and the islands in Hangul on a wide page."""
    wishes = {
        "korea": content,
        "western-islands": read("western-islands", labels="ko", landscape=True),
    }
    with open_type_case(_all_texts(content)) as type_case:
        return {name: draw_sheet(wish, type_case, first_only=True) for name, wish in wishes.items()}


def _all_texts(content: ExportContent) -> Iterator[str]:
    yield from (str(value) for record in content.atlas.features.values() for value in structs.astuple(record))
    yield from (document.text for document in content.atlas.documents.values())
    yield "한국 정전 지도선서해 5도와 북방한계선비무장지대군사분계선사건장소주한미군 거점"


# -- the files -------------------------------------------------------------------------------------------------------


def test_pdf_has_the_size_of_the_paper(pdf: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        width, height = (float(side) * MM_PER_PT for side in (page.mediabox.width, page.mediabox.height))
        assert (width, height) == pytest.approx(PAPERS["A4"], abs=0.1)


def test_every_font_is_embedded_as_truetype(pdf: bytes) -> None:
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    names = {str(font["/BaseFont"]).split("+")[-1] for font in fonts}
    assert {"FiraSans-Regular", "NotoSansKR-Regular", "STIXGeneral-Regular"} <= names
    for font in fonts:
        descendant = font["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in descendant["/FontDescriptor"]
        assert "/ToUnicode" in font


def test_text_of_the_pdf_has_citations_numbers_and_licence(pdf: bytes, content: ExportContent) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    text = _fold(" ".join(pages))
    quotes = _shown_quotes(content)
    cited = {quote.document_id for quote in quotes}
    for document_id in cited:
        assert _fold(content.atlas.documents[document_id].citation) in text
    for quote in quotes:
        words = _fold(f"{quote.number} “{quote.text}")[:40]
        assert words in text, quote.number
    assert "ODbL" in pages[0]
    assert "북방한계선" in pages[0]


def test_findings_stand_after_the_passages_that_they_test(pdf: bytes, content: ExportContent) -> None:
    text = _fold(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))
    claim = content.atlas.claims["lee-nll-three-miles"]
    share = f"{claim.share}; " if claim.share else ""
    written = _fold(f"{claim.title}: {claim.verdict} ({share}{claim.figure_text})")
    last = _shown_quotes(content)[-1]
    assert text.index(_fold(last.text)[-30:]) < text.index(written) < text.index(_fold("Sources of the lines"))
    assert not any(_fold(f"{other.title}: not testable") in text for other in content.atlas.claims.values())


def test_findings_are_of_what_the_sheet_shows() -> None:
    notes = find_findings(read(layers=["unc_rear_bases"]))
    assert [note for note in notes if "rear bases" in note]
    assert not [note for note in notes if "three miles" in note]


def test_what_a_passage_gets_wrong_goes_along_with_it() -> None:
    notes = find_findings(read(layers=["dmz"]))
    assert [note for note in notes if "contradicted" in note and "the word naval is left out" in note]


def _fold(text: str) -> str:
    """Leave out white space: where a line ends is the sheet's business."""
    return re.sub(r"\s+", "", text)


def _shown_quotes(content: ExportContent) -> list[Any]:
    west, south, east, north = find_extent(EXTENTS["korea"].bbox)
    plan = plan_sheet(content.request, (east - west, north - south), 8)
    projection = project_extent((west, south, east, north), plan.map, plan.scale)
    request = dataclasses.replace(content.request, layer_ids=choose_layers(content), bbox=projection.bbox)
    return list(find_quotes(read_content(request, content.atlas)))


def test_same_map_same_bytes(tmp_path: Path) -> None:
    content = read("western-islands", layers=["nll", "western_islands"], labels="en-ko")
    for suffix in ("pdf", "png"):
        assert write(tmp_path, content, suffix) == write(tmp_path, content, suffix), suffix


def test_png_has_300_dots_an_inch(tmp_path: Path) -> None:
    data = write(tmp_path, read("han-estuary", layers=["mdl", "dmz"], paper="Letter", landscape=True), "png")
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", data[16:24]) == (3300, 2550)


def test_extent_far_from_korea_is_refused() -> None:
    far = check_request(
        read_atlas(), format_id="print-pdf", bbox=(-80.0, 30.0, -70.0, 40.0), layers=["states", "cities"]
    )
    with open_type_case(["x"]) as type_case, pytest.raises(ExportError, match="within 100-155° E"):
        draw_sheet(read_content(far), type_case, first_only=True)


# -- which layers, which words ---------------------------------------------------------------------------------------


def test_no_layers_named_means_the_first_view_and_close_by_sites_and_events(content: ExportContent) -> None:
    shown = {id_ for id_, record in content.atlas.layers.items() if record.shown and record.group != "basemap"}
    assert set(choose_layers(content)) == shown
    assert set(choose_layers(read("armistice"))) == shown | {"sites", "events"}
    assert set(choose_layers(read("dmz-east"))) == shown | {"sites", "events", "corridors"}


def test_layers_named_are_all_drawn() -> None:
    assert choose_layers(read(layers=["states", "mdl"])) == ("states", "mdl")
    assert choose_layers(read(layers=["states", "nll"])) == ("states", "dprk_claimed_lines", "nll")


def test_quotations_are_only_cut_never_altered(content: ExportContent) -> None:
    quotes = find_quotes(content)
    assert len(quotes) == len(content.passages)
    assert any(CUT in quote.text for quote in quotes)
    for quote, passage in zip(quotes, content.passages, strict=True):
        stretches = [part.strip() for part in quote.text.split(CUT)]
        position = 0
        for stretch in filter(None, stretches):
            found = passage.text.find(stretch, position)
            assert found >= 0, (passage.id, stretch)
            position = found + len(stretch)
        if CUT not in quote.text:
            assert quote.text == passage.text


def test_every_mention_kept_is_marked(content: ExportContent) -> None:
    exact = {passage.id: set() for passage in content.passages}
    for mention in content.mentions:
        exact[mention.passage_id].add(" ".join(mention.exact.split()))
    for quote, passage in zip(find_quotes(content), content.passages, strict=True):
        marked = " ".join(text for text, named in quote.pieces if named)
        assert marked, passage.id
        assert any(words in marked for words in exact[passage.id]), passage.id


# -- room and lettering ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["korea", "western-islands"])
def test_no_two_labels_touch_and_none_leaves_the_frame(sheets: dict[str, Sheet], name: str) -> None:
    sheet = sheets[name]
    labels = sheet.map.lettering.labels
    assert len(labels) >= 8
    for one, other in itertools.combinations(labels, 2):
        assert not any(a.overlaps(b) for a in one.boxes for b in other.boxes), (one.name, other.name)
    for label in labels:
        assert all(sheet.plan.map.contains(found) for found in label.boxes), label.name


@pytest.mark.parametrize("name", ["korea", "western-islands"])
def test_nothing_on_the_map_is_left_without_its_label(sheets: dict[str, Sheet], name: str) -> None:
    assert sheets[name].map.lettering.left_out == ()


def test_hangul_labels_only_where_asked(sheets: dict[str, Sheet]) -> None:
    lines = {label.name: label.hand.lines for label in sheets["western-islands"].map.lettering.labels}
    assert lines["baengnyeongdo"] == ("백령도",)


@pytest.mark.parametrize(("paper", "landscape", "extent"), list(itertools.product(PAPERS, [False, True], EXTENTS)))
@pytest.mark.parametrize("text_mm", [20.0, math.inf])
def test_parts_of_a_page_keep_apart(paper: str, extent: str, *, landscape: bool, text_mm: float) -> None:
    request = check_request(read_atlas_once(), format_id="print-pdf", paper=paper, landscape=landscape)
    west, south, east, north = find_extent(EXTENTS[extent].bbox)
    plan = plan_sheet(request, (east - west, north - south), 8, text_mm)
    page = Rect(x=5, y=5, width=plan.width - 10, height=plan.height - 10)
    parts = [plan.header, plan.map.shrink(-3.6 * plan.zoom + 0.01), plan.legend, *plan.columns, plan.footer]
    for part in parts:
        assert page.contains(part)
        assert min(part.width, part.height) > 8
    for one, other in itertools.combinations(parts, 2):
        assert not one.shrink(0.01).overlaps(other.shrink(0.01)), (one, other)
    shown_m = plan.map.width * plan.scale / 1000, plan.map.height * plan.scale / 1000
    assert shown_m[0] >= (east - west) * 0.9999
    assert shown_m[1] >= (north - south) * 0.9999


def read_atlas_once(cache: list[Any] = []) -> Any:  # noqa: B006 - 72 cases, one atlas
    if not cache:
        cache.append(read_atlas())
    return cache[0]


@given(st.lists(st.tuples(st.integers(2, 12), st.booleans()), max_size=20), st.booleans())
def test_pouring_loses_no_line(blocks: list[tuple[int, bool]], may_go_on: bool) -> None:
    lines = [
        Line(
            words=(),
            kind=_kind(index, has_heading=headed),
            height=3,
            number=number if index == headed else 0,
            is_last=index == count - 1 + headed,
        )
        for number, (count, headed) in enumerate(blocks, start=1)
        for index in range(count + headed)
    ]
    columns, rest = flow(lines, [30, 60], may_go_on=may_go_on)
    assert [line for column in columns for line in column] + list(rest) == lines
    assert all(sum(line.height for line in column) <= height for column, height in zip(columns, [30, 60], strict=True))
    if not may_go_on and rest:
        assert rest[0].number or rest[0].kind == "heading"


def _kind(index: int, *, has_heading: bool) -> str:
    return "heading" if has_heading and index == 0 else "quote"


# -- geography -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extent", EXTENTS)
def test_scale_bars_are_true_at_the_centre(extent: str) -> None:
    projection = _view(extent)
    to_degrees = Transformer.from_crs("EPSG:5179", "EPSG:4326", always_xy=True)
    x, y = projection.rect.center
    for length, width_mm, metres_each in (
        (*find_bars(projection, 60)[0], 1000),
        (*find_bars(projection, 60)[1], 1852),
    ):
        ends = []
        for side in (-0.5, 0.5):
            east = projection.west_m + (x + side * width_mm - projection.rect.x) * projection.scale / 1000
            north = projection.south_m + (y - projection.rect.y) * projection.scale / 1000
            ends.append(to_degrees.transform(east, north))
        _, _, metres = Geod(ellps="WGS84").inv(*ends[0], *ends[1])
        assert metres == pytest.approx(length * metres_each, rel=1e-3)
        assert 15 < width_mm <= 60


@pytest.mark.parametrize("extent", EXTENTS)
def test_graticule_stands_where_its_labels_say(extent: str) -> None:
    projection = _view(extent)
    lines = find_graticule(projection)
    to_degrees = Transformer.from_crs("EPSG:5179", "EPSG:4326", always_xy=True)
    for is_meridian in (True, False):
        found = [line for line in lines if line.is_meridian == is_meridian]
        assert len(found) >= 3
        for line in found:
            for x_mm, y_mm in line.ends:
                lonlat = to_degrees.transform(*projection.to_metres(x_mm, y_mm))
                assert lonlat[0 if is_meridian else 1] == pytest.approx(_degrees_of(line.label), abs=2e-4)


def _degrees_of(label: str) -> float:
    degrees, minutes = re.fullmatch(r"(\d+)°(?: (\d+)\u2032)? [NE]", label).groups()  # type: ignore[union-attr]
    return int(degrees) + int(minutes or 0) / 60


@pytest.mark.parametrize("extent", EXTENTS)
def test_arrow_points_to_true_north(extent: str) -> None:
    projection = _view(extent)
    lon, lat = projection.center
    to_korea = Transformer.from_crs("EPSG:4326", "EPSG:5179", always_xy=True)
    (x0, y0), (x1, y1) = to_korea.transform(lon, lat), to_korea.transform(lon, lat + 0.01)
    assert true_north_deg(projection) == pytest.approx(-math.degrees(math.atan2(x1 - x0, y1 - y0)), abs=0.01)


def _view(extent: str) -> Any:
    request = check_request(read_atlas_once(), format_id="print-pdf")
    west, south, east, north = find_extent(EXTENTS[extent].bbox)
    plan = plan_sheet(request, (east - west, north - south), 8)
    return project_extent((west, south, east, north), plan.map, plan.scale)


@given(st.floats(1000, 9e7))
def test_scale_is_round_and_shows_at_least_as_much(exact: float) -> None:
    found = round_scale(exact)
    assert exact * (1 - 1e-6) <= found <= exact * 1.25
    assert found % 10 ** (len(str(found)) - 3) == 0


# -- type ------------------------------------------------------------------------------------------------------------


def test_fonts_have_hangul_and_breves() -> None:
    with open_type_case(["북방한계선 Pukpang Han'gyesŏn Kŭmgang"]) as type_case:
        assert [run.face for run in type_case.split("NLL 북방한계선", "sans")] == ["sans", "hangul"]
        for face in FACES:
            if face != "hangul":
                assert {run.face for run in type_case.split("Han'gyesŏn Kŭmgang", face)} == {face}
        assert type_case.measure("북방", "sans", 10) == pytest.approx(2 * 0.92 * 10 * MM_PER_PT, rel=0.1)


def test_made_font_is_small_and_the_same_each_time() -> None:
    import pylopdf_fonts_ko  # noqa: PLC0415 - only here

    source = pylopdf_fonts_ko.sans_path()
    make_font.cache_clear()
    first = make_font(source, frozenset("한국 ŏŭ"))
    make_font.cache_clear()
    assert make_font(source, frozenset("ŭŏ 국한")) == first
    assert len(first) < 6000
    assert first[:4] == b"\x00\x01\x00\x00"
    assert set("백령도북방한계선ŏŭŎŬ") <= read_characters(source)


def test_pages_of_passages_keep_the_width_of_the_first() -> None:
    request = check_request(read_atlas_once(), format_id="print-pdf", landscape=True)
    assert {round(column.width, 6) for column in plan_page(request, 47.5).columns} == {47.5}
