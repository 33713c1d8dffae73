"""Check print sheets: page, tags, fonts and text of the PDF, room for lettering, scale and degrees, and quotations."""

from __future__ import annotations

import dataclasses
import io
import itertools
import math
import re
import struct
import zipfile
from datetime import date
from functools import cache
from time import process_time
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdf
import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree
from pyproj import Geod, Transformer
from shapely import total_bounds, union_all
from shapely.geometry import box

from koreamap import __version__
from koreamap.atlas import read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import get_format
from koreamap.export._sheet import labels as labels_module
from koreamap.export._sheet import plan as plan_module
from koreamap.export._sheet import sheet as sheet_module
from koreamap.export._sheet import typeset
from koreamap.export._sheet.choice import choose_layers, find_frame, name_sheet
from koreamap.export._sheet.curve import draw_curve, find_ticks
from koreamap.export._sheet.faces import FACES, TypeCase
from koreamap.export._sheet.furniture import find_bars
from koreamap.export._sheet.labels import Lettering
from koreamap.export._sheet.map import DrawnMap
from koreamap.export._sheet.notes import find_findings, nest_quotes
from koreamap.export._sheet.plan import BAND, Measured, Rect, plan_page, plan_sheet, round_scale
from koreamap.export._sheet.projection import find_extent, find_graticule, project_extent, true_north_deg
from koreamap.export._sheet.quotes import CUT, find_quotes
from koreamap.export._sheet.record import Picture, to_data
from koreamap.export._sheet.room import make_room
from koreamap.export._sheet.sheet import draw_sheet
from koreamap.export._sheet.words import Said, Words, find_words
from koreamap.export.content import read_content
from koreamap.export.request import LONGEST_TITLE, PAPERS, check_request

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export._sheet.sheet import Sheet
    from koreamap.export.content import ExportContent

pytestmark = pytest.mark.thorough

MM_PER_PT = 25.4 / 72


def read(extent: str | None = None, **wishes: Any) -> ExportContent:
    """Read what a sheet is made from."""
    bbox = EXTENTS[extent].bbox if extent else None
    return read_content(check_request(read_atlas_once(), **({"format_id": "print-pdf", "bbox": bbox} | wishes)))


@cache
def read_atlas_once() -> Atlas:
    return read_atlas()


def write(folder: Path, content: ExportContent, format_id: str = "print-pdf") -> bytes:
    out = folder / "sheet"
    request = dataclasses.replace(content.request, format_id=format_id)
    get_format(format_id).write(dataclasses.replace(content, request=request), out, lambda _step: None)
    return out.read_bytes()


def read_text(pdf: bytes) -> str:
    return _fold(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages))


@pytest.fixture(scope="module")
def content() -> ExportContent:
    return read()


@pytest.fixture(scope="module")
def pdf(content: ExportContent, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("pdf"), content)


@pytest.fixture(scope="module")
def korean(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return write(tmp_path_factory.mktemp("ko"), read("western-islands", labels="ko"))


@pytest.fixture(scope="module")
def sheets(content: ExportContent) -> dict[str, Sheet]:
    """Draw sheets without setting them: all of Korea, the islands in Hangul, and these on a wide page."""
    return {
        "korea": draw_sheet(content),
        "western-islands": draw_sheet(read("western-islands", labels="ko")),
        "wide": draw_sheet(read("western-islands", labels="ko", landscape=True)),
    }


@pytest.fixture(scope="module")
def shown(sheets: dict[str, Sheet]) -> ExportContent:
    """What all of Korea shows, beyond the extent that was asked."""
    return sheets["korea"].content


# -- the files -------------------------------------------------------------------------------------------------------


def test_pdf_has_the_size_of_the_paper(pdf: bytes) -> None:
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        width, height = (float(side) * MM_PER_PT for side in (page.mediabox.width, page.mediabox.height))
        assert (width, height) == pytest.approx(PAPERS["A4"], abs=0.1)


def test_fonts_are_the_expected_ones_embedded_with_their_characters(pdf: bytes) -> None:
    fonts = [
        font.get_object()
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].get_object().values()
    ]
    names = {str(font["/BaseFont"]).partition("+")[2] for font in fonts}
    assert {"FiraSans-Regular", "FiraSans-Medium", "STIXGeneral-Regular", "STIXGeneral-Bold"} <= names
    assert all(re.match("FiraSans|STIXGeneral|NotoSansKR", name) for name in names), names
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile2", "/FontFile3"} & set(descriptor)
        assert "/ToUnicode" in font


@pytest.mark.parametrize(("name", "language"), [("pdf", "en"), ("korean", "ko")])
def test_pdf_is_tagged_and_says_its_language_title_and_standards(
    name: str, language: str, request: pytest.FixtureRequest
) -> None:
    reader = pypdf.PdfReader(io.BytesIO(request.getfixturevalue(name)))
    root = reader.trailer["/Root"]
    assert root["/Lang"] == language
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert (reader.metadata.author, bool(reader.metadata.title)) == ("koreamap", True)
    said = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said


def test_tags_have_a_title_headings_lists_links_and_pictures_in_words(pdf: bytes, sheets: dict[str, Sheet]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    kinds, alternatives = [], []
    for element in _walk(reader.trailer["/Root"]["/StructTreeRoot"]):
        kinds.append(str(element.get("/S")))
        alternatives += [str(element["/Alt"])] if "/Alt" in element else []
    assert {"/Title", "/H1", "/L", "/LI", "/Lbl", "/LBody", "/Figure", "/Link", "/Strong"} <= set(kinds)
    record = sheets["korea"].record
    assert alternatives[0] == record.map.alt
    assert all(layer.title in record.map.alt for layer in _drawn_layers(sheets["korea"]))
    assert len(alternatives) >= 3 + sum(len(note.pictures) for part in record.sections for note in part.notes)
    titles = [str(item.title) for item in reader.outline if not isinstance(item, list)]
    words = find_words("en")
    assert titles[0] == words.legend
    assert titles[-4:] == [words.findings, words.lines, words.sources, words.about]


def _drawn_layers(sheet: Sheet) -> list[Any]:
    return [read_atlas_once().layers[id_] for id_ in sheet.map.layer_ids]


def _walk(element: Any) -> Iterator[Any]:
    children = element.get("/K", [])
    for child in children if isinstance(children, list) else [children]:
        node = child.get_object()
        if isinstance(node, dict):
            yield node
            yield from _walk(node)


def test_addresses_are_live_links(pdf: bytes, shown: ExportContent, sheets: dict[str, Sheet]) -> None:
    found = {
        str(note.get_object()["/A"]["/URI"])
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for note in page.get("/Annots", [])
    }
    cited = {shown.atlas.documents[quote.document_id].address for quote in find_quotes(shown)}
    notes = [note for section in sheets["korea"].record.sections for note in section.notes]
    wanted = {note.address for note in notes if note.address.startswith("http")} | cited
    assert wanted - {""} == found
    assert {source.address for source in shown.sources if source.address.startswith("http")} <= found


def test_sources_are_those_of_what_is_drawn_and_of_the_ground_under_it() -> None:
    sheet = draw_sheet(read("hubs"))
    sources = next(section for section in sheet.record.sections if section.title == find_words("en").sources)
    cited, register = {note.body for note in sources.notes}, read_atlas_once().sources
    drawn = {
        id_ for layer in sheet.content.layers for f in layer.features for id_ in f.properties.source_ids.split(";")
    }
    for id_ in {*drawn, "natural-earth", "osm-land", "osm-water"}:
        source = register[id_]
        is_ours = source.kind in {"own", "none"}
        assert is_ours != any(body.startswith(source.citation) for body in cited), id_
    # Of the events only the landing lies in this frame.
    assert [f.id for layer in sheet.content.layers if layer.record.id == "events" for f in layer.features] == [
        "event-1950-inchon"
    ]
    assert not any("Axe Murder" in body or "Yeonpyeong" in body for body in cited)


def test_address_is_shown_as_people_read_it() -> None:
    encoded = "http://dancing9.com/%EC%84%9C%ED%95%B4-line%20a/"
    assert to_data({"address": encoded})["address"] == {"to": encoded, "shown": "http://dancing9.com/서해-line%20a/"}
    for unreadable in ("https://a.org/%ff%fe", "https://a.org/%F0%9F%98%80", "https://a.org/%E2%80%AE"):
        assert to_data({"address": unreadable})["address"]["shown"] == unreadable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("(14 ± 2 % of the line)", "14~±~2~%"),
        ("3.7 % changed, 5 km² won", "3.7~%|5~km²"),
        ("± 400 m (95 %)", "±~400~m|95~%"),
        ("[map, 1 : 5\u2009500\u2009000]", "1~:~5\u202f500\u202f000"),
        ("In 1953 many, 2 metres", ""),
    ],
)
def test_no_line_ends_between_a_figure_and_its_unit(text: str, kept: str) -> None:
    body = to_data({"body": text})["body"].replace("\u00a0", "~")
    assert body.count("~") == kept.count("~")
    assert all(part in body for part in kept.split("|"))


def test_every_label_of_the_map_is_found_in_the_text(pdf: bytes, sheets: dict[str, Sheet]) -> None:
    text = read_text(pdf)
    labels = [line for label in sheets["korea"].map.lettering.labels for line in label.hand.lines]
    assert len(labels) > 20
    assert [line for line in labels if _fold(line) not in text] == []


def test_text_of_the_pdf_has_citations_numbers_and_licence(pdf: bytes, shown: ExportContent) -> None:
    text = read_text(pdf)
    quotes = find_quotes(shown)
    for document_id in {quote.document_id for quote in quotes}:
        assert _fold(shown.atlas.documents[document_id].citation) in text
    for quote in quotes:
        words = _fold(f"{quote.number} “{''.join(nest_quotes([quote.text]))}”")
        assert words in text, quote.number
    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        assert "ODbL" in page.extract_text()


def test_sheet_says_version_date_datum_accuracy_and_what_it_leaves_out(pdf: bytes, content: ExportContent) -> None:
    text = read_text(pdf)
    day = max(source.accessed for source in content.atlas.sources.values() if len(source.accessed) == 10)
    year, _, last = day.split("-")
    for words in (
        f"koreamap {__version__}",
        "EPSG:5179",
        "WGS 84",
        f"{int(last)} ",
        year,
        "To cite this map: The koreamap authors. “Korea: the lines of the armistice” [map, 1 : ",
        "Military Demarcation Line: agreed; ± 269 m (95 %)",
    ):
        assert _fold(words) in text, words
    left_out = re.search(_fold("In this frame, but not drawn: ") + r"(.+?)\.", text)
    assert left_out
    for id_ in ("joint_areas", "nll_tokyo"):
        assert _fold(content.atlas.layers[id_].title) in left_out[1]
    assert _fold(content.atlas.layers["nll"].title + ",Border") not in left_out[1]


def test_findings_stand_after_the_passages_that_they_test(pdf: bytes, shown: ExportContent) -> None:
    text = read_text(pdf)
    claim = shown.atlas.claims["lee-nll-three-miles"]
    share = f"{claim.share}; " if claim.share else ""
    written = _fold(f"{claim.title}: {claim.verdict} ({share}{claim.figure_text})")
    last = find_quotes(shown)[-1]
    assert text.index(_fold(last.text)[-30:]) < text.index(written) < text.index(_fold(find_words("en").sources))
    assert not any(_fold(f"{other.title}: not testable") in text for other in shown.atlas.claims.values())


def test_findings_are_of_what_the_sheet_shows() -> None:
    notes = _findings_of("unc_rear_bases")
    assert [note for note in notes if "rear bases" in note.body]
    assert not [note for note in notes if "three miles" in note.body]


def test_what_a_passage_gets_wrong_goes_along_with_it() -> None:
    notes = _findings_of("dmz")
    assert [note for note in notes if "contradicted" in note.body and "the word naval is left out" in note.body]


def test_every_curve_of_a_finding_is_drawn_with_its_chosen_value_in_words() -> None:
    curves = [curve for claim in read_atlas_once().claims.values() for curve in claim.curves]
    drawn = [draw_curve(curve, TypeCase()) for curve in curves]
    assert len(drawn) >= 7
    for curve, picture in zip(curves, drawn, strict=True):
        assert curve.chosen_label in picture.svg
        assert curve.chosen_label in picture.alt
        assert curve.title in picture.svg
    notes = [note for note in _findings_of("nll") if "three miles" in note.body]
    assert [len(note.pictures) for note in notes] == [len(read_atlas_once().claims["lee-nll-three-miles"].curves)]
    assert notes[0].pictures


def test_a_curve_on_which_several_findings_rest_is_drawn_once() -> None:
    drawn = [picture for note in _findings_of("usfk_hub_areas") for picture in note.pictures]
    assert [picture.svg.count("Groups that the four sites form</title>") for picture in drawn] == [1]


def test_ticks_of_a_curve_are_round() -> None:
    assert find_ticks(100) == [0, 50, 100]
    assert find_ticks(68.2) == [0, 20, 40, 60]
    assert find_ticks(5.4) == [0, 2, 4]


def _findings_of(layer: str) -> Any:
    return find_findings(read(layers=[layer], without=["dprk_claimed_lines"]), find_words("en"), TypeCase())


def _fold(text: str) -> str:
    """Leave out white space: where a line ends is the sheet's business."""
    return re.sub(r"\s+", "", text)


def test_same_map_same_bytes(tmp_path: Path) -> None:
    content = read("western-islands", layers=["nll", "western_islands"], labels="en-ko")
    for format_id in ("print-pdf", "print-png"):
        once = write(tmp_path, content, format_id)
        (tmp_path / "sheet").unlink()
        assert write(tmp_path, content, format_id) == once, format_id
        (tmp_path / "sheet").unlink()


def test_every_page_is_a_picture_of_300_dots_an_inch(tmp_path: Path) -> None:
    content = read("han-estuary", layers=["mdl", "dmz"], paper="Letter", landscape=True)
    data = write(tmp_path, content, "print-png")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
        pages = [archive.read(name) for name in names]
    assert names == [f"koreamap-sheet/page-{number:02d}.png" for number in range(1, len(pages) + 1)]
    assert len(pages) > 1
    for page in pages:
        assert page[:8] == b"\x89PNG\r\n\x1a\n"
        assert struct.unpack(">II", page[16:24]) == (3300, 2550)


def test_extent_far_from_korea_is_refused() -> None:
    with pytest.raises(ExportError, match="within 100-155° E"):
        draw_sheet(read(bbox=(-80.0, 30.0, -70.0, 40.0), layers=["states", "cities"]))


def test_korean_sheet_is_korean_but_for_what_is_quoted(korean: bytes) -> None:
    text = read_text(korean)
    words, english = find_words("ko"), find_words("en")
    for name in ("legend", "findings", "lines", "sources", "about", "neutral", "language", "continued"):
        assert _fold(getattr(words, name)) in text, name
        assert not getattr(english, name) or _fold(getattr(english, name)) not in text, name
    assert _fold("서해 5도와 북방한계선") in text
    for word in ("agreed", "unilateral", "schematic", "passages"):
        assert not re.search(rf"{word}(·|,|;|\d)", text), word
    for word in ("일방적", "어긋남"):
        assert _fold(word) in text


def test_no_line_of_a_korean_sheet_ends_within_a_word(tmp_path: Path) -> None:
    pdf = write(tmp_path, read("armistice", labels="ko"))
    text = "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)
    # The legend lists them, and so do the notes below, each time broken into lines.
    for said in (
        "군사정전위 조사",
        "군사정전위원회 제346차 회의",
        "조선인민군의 군사정전위원회 철수",
        "중립국감독위원회 사무실 폐쇄",
    ):
        for word in said.split():
            for cut in range(1, len(word)):
                assert f"{word[:cut]}\n{word[cut:]}" not in text, word
    assert "중립국감독위원회" in text


def test_a_korean_heading_is_of_one_weight(korean: bytes) -> None:
    runs: list[tuple[str, str]] = []
    for page in pypdf.PdfReader(io.BytesIO(korean)).pages:
        page.extract_text(
            visitor_text=lambda text, _cm, _tm, font, _size: runs.append((text, str((font or {}).get("/BaseFont"))))
        )
    title = [font for text, font in runs if re.fullmatch(r"\s*5\s*", text)]
    assert title
    assert not [font for font in title if "Medium" in font]
    # What is heavier is drawn on the map alone: its scale, and the titles of the curves.
    heavy = "".join(text for text, font in runs if "FiraSans-Medium" in font)
    assert "Lee" not in heavy


def test_both_languages_say_everything() -> None:
    english, hangul = find_words("en"), find_words("ko")
    names = [name for name, said in vars(Words).items() if isinstance(said, Said)]
    assert len(names) > 30
    for name in names:
        one, other = getattr(english, name), getattr(hangul, name)
        assert other, name
        assert name == "language" or one, name
        assert name == "language" or one.count("{}") == other.count("{}"), name
    statuses = {status for layer in read().layers for f in layer.features for status in f.properties.status.split("; ")}
    verdicts = {claim.verdict for claim in read_atlas_once().claims.values()} - {"not testable"}
    assert not [word for word in (statuses | verdicts) - {""} if hangul.say(word) == word]


HOSTILE = "A\a\U0001f600</text>&amp;<!--]]> #panic() $x$ *b* _i_ @preview \\ ] } ``` // \u202e\u200b가\ufffe"
READ = "A□</text>&amp;<!--]]> #panic() $x$ *b* _i_ @preview \\ ] } ``` // 가"


def test_title_is_what_was_asked_and_text_whatever_it_holds(tmp_path: Path) -> None:
    content = read("han-estuary", layers=["mdl"], title=HOSTILE)
    reader = pypdf.PdfReader(io.BytesIO(write(tmp_path, content)))
    assert _fold(READ) in _fold(reader.pages[0].extract_text())
    assert reader.metadata is not None
    assert reader.metadata.title == READ
    with pytest.raises(ExportError, match="title"):
        read(title="x" * (LONGEST_TITLE + 1))


def test_passages_and_names_are_text_whatever_they_hold() -> None:
    sheet = draw_sheet(read("han-estuary", layers=["mdl", "dmz"]))
    part = sheet.record.documents[0]
    quote = dataclasses.replace(part.quotes[0], pieces=((HOSTILE, True), ("x" * 20_000, False)), names=HOSTILE)
    record = dataclasses.replace(
        sheet.record, documents=(dataclasses.replace(part, citation=HOSTILE, address=HOSTILE, quotes=(quote,)),)
    )
    book = sheet_module._bind(read("han-estuary"), [dataclasses.replace(sheet, record=record)])
    day = sheet_module.find_last_reading(read_atlas_once())
    assert read_text(typeset.make_pdf(sheet_module.read_template(), to_data(book), day=day)).count(_fold(READ)) >= 4


def test_template_has_no_words_of_its_own() -> None:
    source = re.sub(r"//.*", "", sheet_module.read_template().decode())
    assert "eval" not in source
    assert "@" not in source
    contents = re.findall(r"(?<!\w)\[([^\[\]#]*[A-Za-z가-힣]{3,}[^\[\]#]*)\]", source)
    assert contents == []


# -- what is set in columns ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("extent", EXTENTS)
def test_no_line_of_a_quotation_stands_alone_in_a_column(extent: str, monkeypatch: pytest.MonkeyPatch) -> None:
    _leave_maps_empty(monkeypatch)
    for paper, landscape in [("A4", False), ("A4", True), ("A3", False), ("Letter", True)]:
        content = read(extent, paper=paper, landscape=landscape)
        pdf = sheet_module.make_sheet(content, lambda _step: None)
        columns = list(_columns(pdf, plan_page(content.request).columns))
        assert len(columns) >= 3
        for before, after in itertools.pairwise(columns):
            if before and after:
                assert not _is_torn(before, after), (paper, landscape, before[-3:], after[:3])


def test_no_number_of_a_passage_stands_without_it() -> None:
    """Whatever the map leaves of three columns: where a quotation fits, but not its place, its number stood alone."""
    sheet = draw_sheet(read(layers=["states", "regions"], landscape=True))
    first = sheet.record.documents[0]
    few = (dataclasses.replace(first, quotes=first.quotes[:8]),)
    empty = '<svg xmlns="http://www.w3.org/2000/svg" width="90mm" height="{0}mm" viewBox="0 0 90 {0}"/>'
    for height in np.arange(110, 125, 0.5).tolist():
        map_, scale = (Picture(svg=empty.format(size), alt="nothing", width=90) for size in (height, 1))
        record = dataclasses.replace(
            sheet.record, layout="above", map=map_, legend=((),), scale=scale, documents=few, sections=(), keys=()
        )
        book = sheet_module._bind(sheet.content, [dataclasses.replace(sheet, record=record)])
        pdf = typeset.make_pdf(sheet_module.read_template(), to_data(book), day=date(2026, 1, 1))
        chunks = list(_chunks(pypdfium2.PdfDocument(pdf)[0]))
        quoted = [(x, y) for x, y, face, _text in chunks if "STIX" in face]
        numbers = [(text, x, y) for x, y, face, text in chunks if re.fullmatch("[1-8]", text) and "Medium" in face]
        for text, x, y in numbers:
            is_in_foot = y < 18 / MM_PER_PT
            assert is_in_foot or any(abs(low - y) < 4 and 0 < left - x < 30 for left, low in quoted), (height, text)


def _leave_maps_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Save the time for maps, which are as large as ever."""
    room = make_room(Rect(x=0, y=0, width=1, height=1))
    nothing = DrawnMap(layer_ids=(), lettering=Lettering(labels=(), left_out=(), room=room))
    monkeypatch.setattr(sheet_module, "draw_map", lambda *_args, **_wishes: nothing)


def _columns(pdf: bytes, count: int) -> Iterator[list[tuple[str, bool]]]:
    """Yield the lines of each column, from the top: whether it is of a quotation, and whether it bears its number."""
    for page in pypdfium2.PdfDocument(pdf):
        wide, tall = page.get_size()
        chunks = list(_chunks(page))
        body = [c for c in chunks if 20 / MM_PER_PT < c[1] < tall - 18 / MM_PER_PT]
        for index in range(count):
            low, high = (12 / MM_PER_PT - 1 + share * (wide - 24 / MM_PER_PT) / count for share in (index, index + 1))
            rows: dict[int, list[Any]] = {}
            for chunk in (c for c in body if low <= c[0] < high):
                rows.setdefault(round(chunk[1] / 3), []).append(chunk)
            yield [_row(rows[key]) for key in sorted(rows, reverse=True)]


def _chunks(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, str, str]]:
    """Yield where each piece of text begins, in points, its face, and what it says; pypdf is four times as slow."""
    words = page.get_textpage()
    for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT], textpage=words):
        if text := piece.extract().strip():
            matrix = piece.get_matrix()
            yield matrix.e, matrix.f, piece.get_font().get_base_name(), text


def _row(chunks: list[Any]) -> tuple[str, bool]:
    faces = [chunk[2] for chunk in chunks]
    is_quote = any("STIX" in face for face in faces)
    return ("quote" if is_quote else "other", any(re.fullmatch(r"\d{1,3}", chunk[3]) for chunk in chunks))


def _is_torn(before: list[tuple[str, bool]], after: list[tuple[str, bool]]) -> bool:
    """Tell whether a quotation that goes on in the next column leaves or takes one line only."""
    if before[-1][0] != "quote" or after[0] != ("quote", False):
        return False
    return before[-1][1] or len(after) < 2 or after[1][0] != "quote"


def test_names_of_the_document_that_goes_on_stand_at_the_head(pdf: bytes) -> None:
    pages = [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]
    heads = [page.splitlines()[0] for page in pages[1:]]
    assert all(head.startswith("Korea: the lines of the armistice") for head in heads)
    assert any("(continued)" in page for page in pages[1:])
    assert "(continued)" not in pages[0]


@pytest.mark.parametrize(
    ("text", "set_"),
    [
        ("the “temporary” regime", "the \u2018temporary\u2019 regime"),
        (
            'a "plain" word, the islands\' and “curly” ones',
            "a \u2018plain\u2019 word, the islands' and \u2018curly\u2019 ones",
        ),
        ("nothing", "nothing"),
    ],
)
def test_quotation_marks_within_a_quotation_are_single(text: str, set_: str) -> None:
    assert nest_quotes([text]) == [set_]
    assert "".join(nest_quotes(list(text))) == set_


def test_type_is_large_enough_to_read(pdf: bytes) -> None:
    sizes: dict[str, set[float]] = {}

    def note(text: str, _cm: Any, _tm: Any, font: Any, size: float) -> None:
        if text.strip():
            sizes.setdefault("quote" if "STIX" in str((font or {}).get("/BaseFont")) else "note", set()).add(size)

    for page in pypdf.PdfReader(io.BytesIO(pdf)).pages[1:]:
        page.extract_text(visitor_text=note)
    assert min(sizes["quote"]) >= 8
    assert min(sizes["note"]) >= 6.5


def test_atlas_holds_every_named_area_with_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _leave_maps_empty(monkeypatch)
    reader = pypdf.PdfReader(io.BytesIO(write(tmp_path, read(format_id="atlas-pdf"), "atlas-pdf")))
    titles = [f"{extent.title} {extent.title_ko}" for extent in EXTENTS.values()]
    chapters = [item for item in reader.outline if not isinstance(item, list)]
    assert [_fold(str(item.title)) for item in chapters] == list(map(_fold, titles))
    front = _fold(reader.pages[0].extract_text())
    for extent, chapter in zip(EXTENTS.values(), chapters, strict=True):
        number = reader.get_destination_page_number(chapter)
        assert number is not None
        assert re.search(re.escape(_fold(extent.title)) + rf"\.+{number + 1}(?!\d)", front), extent.id
        assert _fold(extent.title) in _fold(reader.pages[number].extract_text())


def test_an_atlas_of_nowhere_is_refused() -> None:
    with pytest.raises(ExportError, match="no named area"):
        sheet_module.make_atlas(read(bbox=(139.0, 35.0, 140.5, 36.0), layers=["unc_rear_bases"]), lambda _step: None)


# -- which layers, which words ---------------------------------------------------------------------------------------


def test_no_layers_named_means_the_first_view_and_close_by_sites_and_events(content: ExportContent) -> None:
    shown = {id_ for id_, record in content.atlas.layers.items() if record.shown and record.group != "basemap"}
    assert set(choose_layers(content)) == shown
    assert set(choose_layers(read("armistice"))) == shown | {"sites", "events"}
    assert set(choose_layers(read("dmz-east"))) == shown | {"sites", "events", "corridors"}


def test_layers_named_are_all_drawn() -> None:
    assert choose_layers(read(layers=["states", "nll"], without=["dprk_claimed_lines"])) == ("states", "nll")


@pytest.mark.parametrize("layer", ["unc_rear_bases", "corridors", "western_islands", "states", "events"])
def test_sheet_of_chosen_layers_frames_them(layer: str) -> None:
    content = read(layers=[layer])
    west, south, east, north = find_frame(content)
    inside = [f for f in content.layers[0].features if box(100, 15, 155, 60).contains(box(*f.geometry.bounds))]
    assert inside
    assert all(box(west, south, east, north).contains(box(*feature.geometry.bounds)) for feature in inside)
    left, low, right, high = total_bounds([feature.geometry for feature in inside])
    wide, tall = right - left, high - low
    assert east - west + north - south <= wide + tall + 4 * max(0.06 * max(wide, tall), 0.1) + 1e-6
    find_extent((west, south, east, north))


def test_rear_bases_get_a_sheet_of_japan() -> None:
    sheet = draw_sheet(read(layers=["unc_rear_bases"]))
    assert sheet.record.title == read_atlas_once().layers["unc_rear_bases"].title
    assert sheet.map.lettering.left_out == ()
    assert len([label for label in sheet.map.lettering.labels if label.name in read_atlas_once().features]) >= 4


def test_name_comes_from_the_title_the_area_or_the_layers() -> None:
    assert name_sheet(read(title=" My  map ", layers=["nll"])) == ("My map", "")
    assert name_sheet(read("hubs"))[0] == EXTENTS["hubs"].title
    assert name_sheet(read())[0] == EXTENTS["korea"].title
    corridors = read_atlas_once().layers["corridors"]
    assert name_sheet(read(layers=["corridors"])) == (corridors.title, corridors.title_ko)


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


@pytest.mark.parametrize("name", ["korea", "western-islands", "wide"])
def test_no_two_labels_touch_and_none_leaves_the_frame(sheets: dict[str, Sheet], name: str) -> None:
    sheet = sheets[name]
    labels = sheet.map.lettering.labels
    assert len(labels) >= 8
    covered = [(label.name, union_all([box(*found.bounds) for found in label.boxes])) for label in labels]
    for (name_, one), (other_name, other) in itertools.combinations(covered, 2):
        assert one.buffer(-1e-6).disjoint(other), (name_, other_name)
    for name_, one in covered:
        assert box(*sheet.plan.map.bounds).covers(one), name_


@pytest.mark.parametrize("name", ["korea", "western-islands"])
def test_nothing_on_the_map_is_left_without_its_label(sheets: dict[str, Sheet], name: str) -> None:
    assert sheets[name].map.lettering.left_out == ()


def test_no_name_bears_its_year_twice(sheets: dict[str, Sheet]) -> None:
    written = [" ".join(label.hand.lines) for label in sheets["western-islands"].map.lettering.labels]
    assert any(line.startswith("2002년 6월 29일") for line in written)
    assert not [line for line in written if re.match(r"(\d{4}) \1", line)]


@pytest.mark.parametrize("labels", ["en", "ko"])
def test_no_event_is_written_with_its_year_twice(labels: str) -> None:
    atlas = read_atlas_once()
    events = [atlas.features[id_] for id_ in atlas.layers["events"].feature_ids]
    written = [labels_module._lines(feature, labels)[0] for feature in events]
    assert len(written) > 10
    assert all(line.count(f.date_label or "") == 1 for line, f in zip(written, events, strict=True) if f.date_label)


def test_what_found_no_room_for_its_name_is_said(sheets: dict[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        ids = {id_ for ids in sheet.map.lettering.left_out for id_ in ids.split()}
        named = [f.properties for layer in sheet.content.layers for f in layer.features if f.id in ids]
        about = " ".join(note.body for note in sheet.record.sections[-1].notes)
        assert all(properties.name in about for properties in named), name
        assert len(named) == len(ids)


def test_hangul_labels_only_where_asked(sheets: dict[str, Sheet]) -> None:
    lines = {label.name: label.hand.lines for label in sheets["western-islands"].map.lettering.labels}
    assert lines["baengnyeongdo"] == ("백령도",)


@pytest.mark.parametrize(("paper", "landscape", "extent"), list(itertools.product(PAPERS, [False, True], EXTENTS)))
@pytest.mark.parametrize("text_mm", [20.0, 4000.0])
@pytest.mark.parametrize("entries", [1, 8, 22])
def test_map_and_legend_find_room_on_the_page(
    paper: str, extent: str, text_mm: float, entries: int, *, landscape: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    request = check_request(read_atlas_once(), format_id="print-pdf", paper=paper, landscape=landscape)
    page = plan_page(request)
    west, south, east, north = find_extent(EXTENTS[extent].bbox)
    measured = _measure(page, entries, text_mm)
    plan = plan_sheet(page, (east - west, north - south), measured)
    width, height = page.body
    outer = plan.map.shrink(-BAND * page.zoom)
    assert sum(plan.legend) == entries
    legend = max(
        sum(measured.entries[plan.side][sum(plan.legend[:index]) : sum(plan.legend[: index + 1])])
        for index in range(len(plan.legend))
    )
    side = len(plan.legend) * (plan.side + page.gap)
    used = {
        "beside": (outer.width + side, max(outer.height, legend)),
        "above": (max(outer.width, side - page.gap), outer.height + legend),
        "column": (outer.width, max(outer.height, legend)),
    }[plan.layout]
    assert used[0] <= width + 1e-6
    assert used[1] + measured.head <= height
    shown_m = plan.map.width * plan.scale / 1000, plan.map.height * plan.scale / 1000
    assert shown_m[0] >= (east - west) * 0.9999
    assert shown_m[1] >= (north - south) * 0.9999
    if text_mm > 1000 and plan.layout != "column" and used[1] >= 0.85 * height:
        monkeypatch.setattr(plan_module, "_WORTH", math.inf)
        with_text = plan_sheet(page, (east - west, north - south), measured)
        assert plan.scale * 1.25 < with_text.scale, "passages begin on the first page, or the map is much larger"


@pytest.mark.parametrize(("paper", "landscape"), list(itertools.product(PAPERS, [False, True])))
@pytest.mark.parametrize("entries", [1, 8, 14, 22, 200])
def test_room_for_small_maps_is_kept_below_the_scale_bars(paper: str, entries: int, *, landscape: bool) -> None:
    page = plan_page(check_request(read_atlas_once(), format_id="print-pdf", paper=paper, landscape=landscape))
    west, south, east, north = find_extent(EXTENTS["armistice"].bbox)
    measured = dataclasses.replace(_measure(page, entries, 4000), insets=34 * page.zoom)
    plan = plan_sheet(page, (east - west, north - south), measured)
    assert plan.inset[1] >= 34 * page.zoom - 4 - 1e-6
    assert (plan.layout == "after") == (entries == 200)
    bars = 0 if plan.apart else 23 * page.zoom
    last = sum(measured.entries[plan.side][entries - plan.legend[-1] :]) + bars + plan.inset[1]
    if plan.apart:
        start = sum(plan.legend[:-2])
        before = sum(measured.entries[plan.side][start : start + plan.legend[-2]]) + 23 * page.zoom
        last = max(last, before)
    above = plan.map.height + 2 * BAND * page.zoom if plan.layout == "above" else 0
    assert plan.layout == "after" or above + last + measured.head <= page.body[1]


def _write_texts(svg: str) -> list[str]:
    texts = etree.fromstring(svg.encode()).iter("{http://www.w3.org/2000/svg}text")
    return ["".join(text.itertext()) for text in texts]


def _read_about(sheet: Sheet) -> str:
    return " ".join(note.body for note in sheet.record.sections[-1].notes)


@pytest.mark.parametrize("landscape", [False, True])
def test_sheet_of_all_layers_frames_korea_and_shows_or_tells_what_is_far_off(*, landscape: bool) -> None:
    themes = [id_ for id_, record in read_atlas_once().layers.items() if record.is_theme]
    sheet = draw_sheet(read(layers=themes, landscape=landscape))
    assert sheet.plan.scale <= 8_000_000
    far, islands = sheet.record.insets
    about = _read_about(sheet)
    (bases,) = (layer.features for layer in sheet.content.layers if layer.record.id == "unc_rear_bases")
    assert len(bases) == 7
    keys = {key.head: key for key in sheet.record.keys}
    told = [name for key in keys.values() for _number, name in key.numbers]
    written = [*_write_texts(far.picture.svg), *told]
    for name in ("Beijing", "Hanoi", *(feature.properties.name for feature in bases)):
        assert any(name in text for text in written), name
    numbers = {text for text in _write_texts(islands.picture.svg) if text.isdigit()}
    assert numbers == {number for number, _name in keys[f"{islands.caption}."].numbers}
    beyond = re.search(r"Too far off for the maps of this sheet: ([^.]*D\.C\.[^.]*)\.", about)
    assert beyond
    assert {"Geneva", "Moscow", "Afghanistan"} <= set(beyond[1].split(", "))
    assert not {"Japan", "Beijing", "Seoul"} & set(beyond[1].split(", "))
    assert "UNC rear bases" in [entry.title for column in sheet.record.legend for entry in column]
    assert any("rear bases" in passage.text for passage in sheet.content.passages)


def test_key_to_the_numbers_stands_right_after_the_map_and_no_number_twice(tmp_path: Path) -> None:
    themes = [id_ for id_, record in read_atlas_once().layers.items() if record.is_theme]
    content = read(layers=themes)
    sheet = draw_sheet(content)
    assert len(sheet.record.keys) == 3
    numbers = [int(number) for key in sheet.record.keys for number, _name in key.numbers]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(numbers) > 20
    pages = [_fold(page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(write(tmp_path, content))).pages[:2]]
    text, words = "".join(pages), find_words("en")
    start, end = text.index(_fold(words.key)), text.index(_fold("Memorandum by the Assistant Secretary"))
    for key in sheet.record.keys:
        assert _fold(key.head) in text[start:end]
        for number, names in key.numbers:
            assert _fold(f"{number} {names}") in text[start:end], number
        assert _fold(key.missing) in text[start:end]


def test_no_key_where_all_names_are_on_the_map(sheets: dict[str, Sheet], pdf: bytes) -> None:
    assert sheets["korea"].record.keys == ()
    assert _fold(find_words("en").key) not in read_text(pdf)


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("extent", [id_ for id_ in EXTENTS if id_ != "korea"])
def test_a_sheet_of_a_part_of_korea_says_where_it_lies(extent: str, *, landscape: bool) -> None:
    sheet = draw_sheet(read(extent, landscape=landscape))
    assert sheet.plan.scale > 2_500_000 or [each.caption.split(",")[0] for each in sheet.record.insets] == ["Korea"]


def _measure(page: Any, entries: int, text_mm: float) -> Measured:
    return Measured(head=13.0, entries=dict.fromkeys(page.widths, (9.0 * page.zoom,) * entries), text=text_mm)


def test_a_short_legend_leaves_its_page_to_the_passages(tmp_path: Path) -> None:
    """Scale bars and small map side by side, 34 mm high and not 57, leave room for the four passages of the hubs."""
    content = read("hubs")
    sheet = draw_sheet(content)
    assert sheet.plan.apart
    page = pypdf.PdfReader(io.BytesIO(write(tmp_path, content))).pages[0]
    text = _fold(page.extract_text())
    assert len(find_quotes(sheet.content)) == 4
    for quote in find_quotes(sheet.content):
        assert _fold("".join(words for words, _is_named in quote.pieces))[8:40] in text
    marks: list[tuple[str, float]] = []
    page.extract_text(visitor_text=lambda words, _cm, at, _font, _size: marks.append((words.strip(), at[5])))
    (caption,) = (low for words, low in marks if words.startswith("Korea, 1"))
    first = next(low for words, low in marks if words.startswith("Lee Sanghee"))
    assert (caption - first) * MM_PER_PT < 10


@given(st.lists(st.integers(4, 30), min_size=1, max_size=7), st.integers(1, 4), st.booleans())
def test_columns_of_a_legend_are_as_low_as_can_be(heights: list[int], count: int, apart: bool) -> None:
    apart = apart and count > 2
    counts, low = plan_module._pack(heights, count, zoom=1, insets=34 if apart else 0, apart=apart)
    ways = itertools.combinations_with_replacement(range(len(heights) + 1), count - 1)

    def find_tallest(ends: tuple[int, ...]) -> float:
        tall: list[float] = [sum(heights[a:b]) for a, b in itertools.pairwise((0, *ends, len(heights)))]
        tall[0] += plan_module._HEADING
        tall[-2 if apart else -1] += plan_module._SCALE
        tall[-1] += 34 if apart else 0
        return max(tall)

    assert low == min(map(find_tallest, ways))
    assert len(counts) == count
    assert sum(counts) == len(heights)
    assert find_tallest(tuple(itertools.accumulate(counts))[:-1]) == low


def test_no_column_of_a_legend_is_empty_beside_a_full_one() -> None:
    counts, _low = plan_module._pack([9.0] * 7, 3, zoom=1, insets=60)
    assert counts == (3, 4, 0)  # with its heading of 5 mm, 32 mm beside 36


def test_legend_has_an_entry_for_each_layer_and_each_look(sheets: dict[str, Sheet]) -> None:
    for name, sheet in sheets.items():
        words = find_words("en" if name == "korea" else "ko")
        titles = [entry.title for column in sheet.record.legend for entry in column]
        of_layers = [(la.title_ko if name != "korea" else "") or la.title for la in _drawn_layers(sheet)]
        assert set(of_layers) <= set(titles)
        others = set(titles) - set(of_layers)
        assert all(title.removesuffix(f", {words.say('schematic')}") in of_layers for title in others)
        assert any("schematic" in f.properties.status for la in sheet.content.layers for f in la.features) == bool(
            others
        )


def test_a_sample_of_a_line_is_seen_on_paper_and_drawn_as_on_the_map(sheets: dict[str, Sheet]) -> None:
    """A broken line has 0.8 points at least, and three times the contrast with white paper (WCAG 1.4.11)."""
    sheet = sheets["korea"]
    samples = [_find_stroke(entry.symbol) for column in sheet.record.legend for entry in column]
    broken = [sample for sample in samples if "stroke-dasharray" in sample]
    assert len(broken) >= 4
    drawn = [_find_stroke(f"<svg>{group}</svg>") for group in re.findall("<path[^>]*>", sheet.record.map.svg)]
    for sample in broken:
        assert float(sample["stroke-width"]) / 100 / MM_PER_PT >= 0.79, sample
        red, green, blue = (int(sample["stroke"][at : at + 2], 16) / 255 for at in (1, 3, 5))
        opacity = float(sample.get("stroke-opacity", 1))
        shades = [(1 - opacity) + opacity * shade for shade in (red, green, blue)]
        light = [shade / 12.92 if shade <= 0.04045 else ((shade + 0.055) / 1.055) ** 2.4 for shade in shades]
        assert 1.05 / (0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2] + 0.05) >= 3, sample
        assert sample in drawn, sample


def _find_stroke(drawing: str) -> dict[str, str]:
    """Return how the uppermost stroke of a drawing looks, but not where it lies."""
    paths = [path for path in etree.fromstring(drawing.encode()).iter() if etree.QName(path).localname == "path"]
    return {name: value for name, value in paths[-1].items() if name != "d"} if paths else {}


def test_no_page_is_added_for_a_few_lines(korean: bytes) -> None:
    """Set as loosely as others, this sheet would need one more page for four lines."""
    assert sum(map(len, list(_columns(korean, 2))[-2:])) > 20


@pytest.mark.parametrize(("extent", "pages"), [("han-estuary", 4), ("dmz-east", 2)])
def test_no_sheet_ends_with_a_thin_page(extent: str, pages: int, tmp_path: Path) -> None:
    assert len(pypdf.PdfReader(io.BytesIO(write(tmp_path, read(extent)))).pages) == pages


@pytest.mark.parametrize("name", ["korea", "western-islands", "wide"])
def test_layout_comes_to_rest(sheets: dict[str, Sheet], name: str) -> None:
    """How a sheet is set depends on where it ends, which depends on how it is set; Typst warns where that goes on."""
    book = sheet_module._bind(sheets[name].content, [sheets[name]])
    with typeset._open(sheet_module.read_template(), to_data(book)) as pages:
        assert pages.compile_with_warnings(format="pdf")[1] == []


def test_what_was_set_is_not_set_anew_for_another_title_and_credit(sheets: dict[str, Sheet]) -> None:
    """Typst knows a paragraph again while nothing in its styles differs: no title and no credit must stand in them."""
    data = to_data(sheet_module._bind(sheets["korea"].content, [sheets["korea"]]))
    [sheet] = data["sheets"]
    for part in (*sheet["documents"], *sheet["sections"]):
        for each in part.get("quotes", ()):
            each["pieces"].append(["Words that no other test sets.", False])
        for each in part.get("notes", ()):
            each["body"] += " Words that no other test sets."

    def set_pages(**other: str) -> float:
        started = process_time()
        typeset.make_pdf(sheet_module.read_template(), data | other, day=date(2026, 1, 1))
        return process_time() - started

    first = set_pages()
    assert set_pages(title="Another title", credit="Another credit", description="Another map") < 0.7 * first


def test_columns_of_the_last_page_end_at_one_height(pdf: bytes) -> None:
    last = list(_columns(pdf, 2))[-2:]
    assert all(last)
    assert abs(len(last[0]) - len(last[1])) < 6


def test_a_chart_does_not_tear_the_columns_of_the_last_page_apart(tmp_path: Path) -> None:
    page = pypdf.PdfReader(io.BytesIO(write(tmp_path, read("hubs")))).pages[-1]
    lowest = {"left": 297.0, "right": 297.0}

    def note(text: str, cm: Any, tm: Any, _font: Any, _size: float) -> None:
        x, y = (tm[4] * cm[0] + cm[4]) * MM_PER_PT, (tm[5] * cm[3] + cm[5]) * MM_PER_PT
        side = "left" if x < 105 else "right"
        if text.strip() and 20 < y < 297 - 18:
            lowest[side] = min(lowest[side], y)

    page.extract_text(visitor_text=note)
    assert abs(lowest["left"] - lowest["right"]) < 12, lowest


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
    page = plan_page(check_request(read_atlas_once(), format_id="print-pdf"))
    west, south, east, north = find_extent(EXTENTS[extent].bbox)
    plan = plan_sheet(page, (east - west, north - south), _measure(page, 8, 4000.0))
    return project_extent((west, south, east, north), plan.map, plan.scale)


@given(st.floats(1000, 9e7))
def test_scale_is_round_and_shows_at_least_as_much(exact: float) -> None:
    found = round_scale(exact)
    assert exact * (1 - 1e-6) <= found <= exact * 1.25
    assert found % 10 ** (len(str(found)) - 3) == 0


# -- type ------------------------------------------------------------------------------------------------------------


def test_fonts_have_hangul_and_breves() -> None:
    type_case = TypeCase()
    assert [run.face for run in type_case.split("NLL 북방한계선", "sans")] == ["sans", "hangul"]
    for face in FACES:
        if face != "hangul":
            assert {run.face for run in type_case.split("Han'gyesŏn Kŭmgang", face)} == {face}
    assert type_case.measure("북방", "sans", 10) == pytest.approx(2 * 0.92 * 10 * MM_PER_PT, rel=0.1)
