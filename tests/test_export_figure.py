"""Check figures: size, groups, live text, faces, tags and pixels, and that nothing in a text can break them."""

from __future__ import annotations

import dataclasses
import io
import itertools
import re
import struct
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdf
import pytest
from lxml import etree
from msgspec import structs
from shapely import box

from koreamap import __version__
from koreamap.atlas import read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import get_format
from koreamap.export._sheet import faces, typeset
from koreamap.export._sheet.faces import FACES, TypeCase, clean
from koreamap.export._sheet.figure import _TEMPLATE, draw_figure
from koreamap.export._sheet.legend import write_key
from koreamap.export._sheet.map import draw_map
from koreamap.export._sheet.svg import SvgInk
from koreamap.export._sheet.words import find_words
from koreamap.export.content import read_content
from koreamap.export.request import check_request

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koreamap.export._sheet.figure import DrawnFigure
    from koreamap.export.content import ExportContent

pytestmark = pytest.mark.thorough

MM_PER_PT = 25.4 / 72
SHEET = Path(typeset.__file__).parent
LABEL = "{http://www.inkscape.org/namespaces/inkscape}label"
MODE = "{http://www.inkscape.org/namespaces/inkscape}groupmode"


def read(extent: str | None = None, **wishes: Any) -> ExportContent:
    bbox = EXTENTS[extent].bbox if extent else None
    wishes = {"format_id": "figure-svg"} | wishes
    return read_content(check_request(read_atlas(), bbox=bbox, **wishes))


def write(folder: Path, content: ExportContent, suffix: str) -> bytes:
    out = folder / f"figure.{suffix}"
    request = dataclasses.replace(content.request, format_id=f"figure-{suffix}")
    get_format(request.format_id).write(dataclasses.replace(content, request=request), out, lambda _step: None)
    return out.read_bytes()


@pytest.fixture(scope="module")
def content() -> ExportContent:
    return read("western-islands", width=120)


@pytest.fixture(scope="module")
def figure(content: ExportContent) -> DrawnFigure:
    return draw_figure(content)


@pytest.fixture(scope="module")
def drawing(figure: DrawnFigure) -> Any:
    return etree.fromstring(figure.svg.encode())


@pytest.fixture(scope="module")
def pdf(content: ExportContent, tmp_path_factory: pytest.TempPathFactory) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(write(tmp_path_factory.mktemp("pdf"), content, "pdf")))


def _fold(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _texts(drawing: Any) -> list[Any]:
    return [node for node in drawing.iter() if etree.QName(node).localname == "text"]


# -- the drawing -----------------------------------------------------------------------------------------------------


def test_drawing_has_its_width_in_millimetres(drawing: Any, figure: DrawnFigure) -> None:
    assert drawing.get("width") == "120mm"
    assert float(drawing.get("height").removesuffix("mm")) == pytest.approx(figure.height)
    assert [float(side) for side in drawing.get("viewBox").split()] == pytest.approx(
        [0, 0, 12000, figure.height * 100], abs=1
    )


def test_each_layer_and_feature_is_a_group_with_its_name(
    drawing: Any, content: ExportContent, figure: DrawnFigure
) -> None:
    layers = {node.get("id"): node for node in drawing if node.get(MODE) == "layer"}
    assert {"ground", "graticule", "labels", "border", "scale", "credit"} <= layers.keys()
    assert {"nll", "western_islands"} <= set(figure.map.layer_ids) <= layers.keys()
    for id_ in figure.map.layer_ids:
        assert layers[id_].get(LABEL) == content.atlas.layers[id_].title
        features = [node.get("id").removeprefix("f-") for node in layers[id_]]
        assert features
        assert set(features) <= set(content.atlas.layers[id_].feature_ids)
        assert all(
            node.get(LABEL) == content.atlas.features[id_].name for id_, node in zip(features, layers[id_], strict=True)
        )
    ids = [node.get("id") for node in drawing.iter() if node.get("id")]
    assert len(ids) == len(set(ids))


def test_every_name_is_one_live_text(drawing: Any, figure: DrawnFigure) -> None:
    written = ["".join(node.itertext()) for node in _texts(drawing)]
    for label in figure.map.lettering.labels:
        is_course = hasattr(label.placement, "glyphs")
        for line in ["  ".join(label.hand.lines)] if is_course else label.hand.lines:
            assert line in written, line


def test_each_run_that_is_set_has_a_place_and_characters_of_its_face(content: ExportContent) -> None:
    drawing = etree.fromstring(draw_figure(content, is_set=True).svg.encode())
    families = {face.family: name for name, face in FACES.items() if face.weight == 400 and face.style == "normal"}
    for node in _texts(drawing):
        for span in node:
            assert span.get("x"), span.text
            family = span.get("font-family").split(",")[0]
            for char in span.text.strip():
                assert [run.face for run in TypeCase().split(char, families[family])] == [families[family]], span.text


@pytest.mark.parametrize(
    ("text", "faces_"),
    [
        ("서해 5도", ["hangul", "sans", "hangul"]),
        ("북방한계선 (개략)", ["hangul", "sans", "hangul", "sans"]),
        ("38th parallel  38선", ["sans-medium", "sans", "hangul"]),
        ("NLL (schematic)", ["sans-medium"]),
    ],
)
def test_figures_in_a_korean_name_are_no_heavier_than_its_hangul(text: str, faces_: list[str]) -> None:
    runs = TypeCase().split(text, "sans-medium")
    assert [run.face for run in runs] == faces_
    assert "".join(run.text for run in runs) == text


def test_no_run_of_a_live_text_stands_at_a_measured_place(drawing: Any) -> None:
    """A reader's face may be wider than ours: what follows it would be set over its end."""
    mixed = [node for node in _texts(drawing) if len({span.get("font-family") for span in node}) > 1]
    assert len(mixed) > 3
    for node in mixed:
        is_course = all(span.get("rotate") for span in node)
        assert is_course or not [span for span in node if span.get("x")], "".join(node.itertext())
        assert is_course or (node.get("x") and node.get("text-anchor"))


def test_live_text_is_anchored_where_it_is_aligned() -> None:
    ink = SvgInk(width=50, height=50, type_case=TypeCase(), flows=True)
    for align in (0, 0.5, 1):
        ink.text(20, 10, text="NLL 북방한계선", align=align)
    texts = _texts(etree.fromstring(ink.to_svg("x").encode()))
    assert [(text.get("x"), text.get("text-anchor")) for text in texts] == [
        ("2000", "start"),
        ("2000", "middle"),
        ("2000", "end"),
    ]


def test_drawing_refers_to_nothing_outside(figure: DrawnFigure) -> None:
    assert "href" not in figure.svg
    assert all(f'id="{name}"' in figure.svg for name in re.findall(r"url\(#?([^)]*)\)", figure.svg))
    assert "<style" not in figure.svg


def test_ground_is_shown_within_the_frame_alone(figure: DrawnFigure, drawing: Any) -> None:
    """It is drawn a little beyond, so that the frame cuts no outline of its own."""
    rect = figure.projection.rect
    ground = next(node for node in drawing.iter() if node.get("id") == "ground")
    clip = drawing.find(f".//{{*}}clipPath[@id='{ground.get('clip-path')[5:-1]}']/{{*}}rect")
    shown = [float(clip.get(key)) / 100 for key in ("x", "y", "width", "height")]
    assert shown == pytest.approx([rect.x, figure.height - rect.top, rect.width, rect.height], abs=0.02)


def test_a_course_is_straight_where_letters_have_no_places() -> None:
    ink = SvgInk(width=50, height=50, type_case=TypeCase())
    ink.course([(10, 10, 40), (14, 14, 45), (18, 18, 50)], text="NL선")
    (text,) = _texts(etree.fromstring(ink.to_svg("x").encode()))
    assert text.get("transform") == "translate(1000 4000) rotate(-45)"
    first, last = text
    assert (first.text, last.text) == ("NL", "선")
    assert [float(x) for x in first.get("x").split()] == pytest.approx([0, 566], abs=1)
    assert [float(turn) for turn in first.get("rotate").split()] == [5, 0]
    assert float(last.get("x")) == pytest.approx(1131, abs=1)
    assert set(first.get("y").split()) == {"0"}


def test_path_is_relative_and_closed() -> None:
    ink = SvgInk(width=20, height=10, type_case=TypeCase())
    ink.fill(box(1, 2, 3, 4), "#000000")
    path = etree.fromstring(ink.to_svg("x").encode())[-1].get("d")
    assert path in {"M300 800l0 -200 -200 0 0 200z", "M300 800l-200 0 0 -200 200 0z"}


# -- the file --------------------------------------------------------------------------------------------------------


def test_pdf_has_the_size_of_the_figure(pdf: pypdf.PdfReader, figure: DrawnFigure) -> None:
    (page,) = pdf.pages
    size = float(page.mediabox.width) * MM_PER_PT, float(page.mediabox.height) * MM_PER_PT
    assert size == pytest.approx((120, figure.height), abs=0.05)


def test_pdf_has_our_faces_and_every_name(pdf: pypdf.PdfReader, figure: DrawnFigure) -> None:
    fonts = {str(f.get_object()["/BaseFont"]).split("+")[-1] for f in _fonts(pdf)}
    wanted = {family.replace(" ", "") for family in re.findall('font-family="([^,]+)', figure.svg)}
    assert {font.split("-")[0] for font in fonts} == wanted
    assert {"FiraSans", "NotoSansKR"} <= wanted
    text = _fold(pdf.pages[0].extract_text())
    for label in figure.map.lettering.labels:
        for line in label.hand.lines:
            assert _fold(line) in text, line
    assert __version__ in text
    assert "ODbL1.0" in text


def _fonts(pdf: pypdf.PdfReader) -> Iterator[Any]:
    """Yield all fonts, those of the pictures on a page too."""
    resources = [pdf.pages[0]["/Resources"].get_object()]
    while resources:
        found = resources.pop()
        yield from found.get("/Font", {}).values()
        forms = [form.get_object() for form in found.get("/XObject", {}).values()]
        resources += [form["/Resources"].get_object() for form in forms if "/Resources" in form]


def test_pdf_is_tagged_with_language_title_and_a_text_for_the_map(pdf: pypdf.PdfReader, figure: DrawnFigure) -> None:
    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata is not None
    assert pdf.metadata.title == figure.title
    said = root["/Metadata"].get_object().get_data().decode()
    assert "<pdfuaid:part>1</pdfuaid:part>" in said
    assert "<pdfaid:part>2</pdfaid:part>" in said
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in said
    assert _alternatives(root["/StructTreeRoot"]) == [figure.alt]
    assert "Northern Limit Line" in figure.alt
    assert "백령도" in figure.alt


def _alternatives(node: Any) -> list[str]:
    node = node.get_object()
    if isinstance(node, list):
        return [alt for kid in node for alt in _alternatives(kid)]
    if not isinstance(node, dict):
        return []
    own = [str(node["/Alt"])] if "/Alt" in node else []
    return own + (_alternatives(node["/K"]) if "/K" in node else [])


def test_korean_figure_says_so(tmp_path: Path) -> None:
    data = write(tmp_path, read("han-estuary", width=85, labels="ko", layers=["mdl", "dmz"]), "pdf")
    pdf = pypdf.PdfReader(io.BytesIO(data))
    assert pdf.trailer["/Root"]["/Lang"] == "ko"
    assert pdf.metadata is not None
    assert pdf.metadata.title == EXTENTS["han-estuary"].title_ko


def _write_group(figure: DrawnFigure, id_: str) -> list[str]:
    drawing = etree.fromstring(figure.svg.encode())
    return ["".join(text.itertext()) for node in drawing.iter() if node.get("id") == id_ for text in _texts(node)]


def test_credit_of_a_korean_figure_is_korean_but_for_names_and_licences() -> None:
    credit = " ".join(_write_group(draw_figure(read("han-estuary", width=85, labels="ko")), "credit"))
    names = "OpenStreetMap contributors|ODbL|Natural Earth|GeoNames|CC BY|koreamap|Korea 2000 / Unified CS|EPSG"
    assert not re.search("[A-Za-z]+", re.sub(names, "", credit)), credit
    assert "해안선" in credit


def test_credit_of_a_korean_figure_names_in_korean_the_side_that_was_left_out() -> None:
    content = read("western-islands", width=85, labels="ko", without=["dprk_claimed_lines"])
    credit = " ".join(_write_group(draw_figure(content), "credit"))
    assert read_atlas().layers["dprk_claimed_lines"].title_ko in credit


@pytest.mark.parametrize("width", [85, 120, 170])
def test_lines_of_the_credit_end_about_evenly_and_none_begins_with_a_dot(width: int) -> None:
    lines = _write_group(draw_figure(read("western-islands", width=width, layers=["nll"])), "credit")
    assert not any(line[0] in "·/" for line in lines)
    assert len(lines[-1]) > max(map(len, lines)) / 2


@pytest.mark.parametrize(("extent", "width"), [("armistice", 85), ("armistice", 50), ("korea", 50), ("hubs", 120)])
def test_no_two_degrees_of_the_border_touch(extent: str, width: int) -> None:
    figure = draw_figure(read(extent, width=width, layers=["mdl", "usfk_hubs"]))
    drawing = etree.fromstring(figure.svg.encode())
    border = next(node for node in drawing.iter() if node.get("id") == "border")
    along: dict[tuple[str, str], list[tuple[float, float]]] = {}
    for text in _texts(border):
        wide = TypeCase().measure("".join(text.itertext()), "sans", 5.6)
        middle = (text.get("transform") or "").removeprefix("rotate(").removesuffix(")").split()
        edge, at = (("side", middle[1]), middle[2]) if middle else (("", text.get("y")), text.get("x"))
        start = float(at) / 100 - wide / 2
        along.setdefault(edge, []).append((start, start + wide))
    assert len(along) == 4
    for spans in map(sorted, along.values()):
        assert all(after[0] - before[1] > 1 for before, after in itertools.pairwise(spans)), spans


def test_picture_has_the_dots_that_were_asked(tmp_path: Path) -> None:
    content = read("dmz-east", width=85, dpi=600, layers=["mdl", "dmz"])
    data = write(tmp_path, content, "png")
    wide, high = struct.unpack(">II", data[16:24])
    assert wide == pytest.approx(85 / 25.4 * 600, abs=1)
    assert high == pytest.approx(draw_figure(content).height / 25.4 * 600, abs=1)


@pytest.mark.parametrize("extent", EXTENTS)
@pytest.mark.parametrize("width", [50, 85, 170, 400])
def test_figure_shows_its_extent_and_stands_on_a_page(extent: str, width: int) -> None:
    figure = draw_figure(read(extent, width=width, layers=["states"]))
    west, south, east, north = EXTENTS[extent].bbox
    bbox = figure.projection.bbox
    assert bbox[0] <= west < east <= bbox[2]
    assert bbox[1] <= south < north <= bbox[3]
    assert figure.height < 240
    assert box(0, 0, figure.width, figure.height).covers(box(*figure.projection.rect.shrink(-3.6).bounds))


def test_same_figure_same_bytes(tmp_path: Path) -> None:
    content = read("western-islands", layers=["nll", "western_islands"], width=85)
    for suffix in ("svg", "pdf", "png"):
        assert write(tmp_path, content, suffix) == write(tmp_path, content, suffix), suffix


@pytest.mark.parametrize(
    ("wishes", "message"),
    [({"width": 20}, "width in mm: found 20"), ({"width": float("nan")}, "found nan"), ({"dpi": 5}, "dpi: found 5")],
)
def test_width_and_dots_have_bounds(wishes: dict[str, Any], message: str) -> None:
    with pytest.raises(ExportError, match=message):
        read(**wishes)


def test_too_many_dots_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match=r"18898 by \d+ pixels.*64 million"):
        write(tmp_path, read("dmz-east", layers=["mdl"], width=400, dpi=1200), "png")


# -- what stands in texts --------------------------------------------------------------------------------------------


def test_nothing_in_a_name_breaks_a_figure() -> None:
    content = read("western-islands", layers=["nll", "western_islands"], width=170)
    projection = draw_figure(content).projection
    ink = SvgInk(width=170, height=200, type_case=TypeCase())
    layers = [
        dataclasses.replace(layer, features=tuple(map(_make_hostile, layer.features))) for layer in content.layers
    ]
    draw_map(ink, projection, layers, atlas=content.atlas, labels="en-ko")
    svg = ink.to_svg(HOSTILE)
    drawing = etree.fromstring(svg.encode())
    assert READ in drawing[0].text
    assert any(READ in "".join(node.itertext()) for node in _texts(drawing))
    data = {"title": clean(HOSTILE), "lang": "en", "svg": svg, "alt": clean(HOSTILE), "width": 170, "day": [2026, 1, 1]}
    pdf = pypdf.PdfReader(io.BytesIO(typeset.make_pdf(_TEMPLATE, data, day=date(2026, 1, 1))))
    assert _fold(READ) in _fold(pdf.pages[0].extract_text())
    assert _alternatives(pdf.trailer["/Root"]["/StructTreeRoot"]) == [READ]


HOSTILE = "A\a\U0001f600</text>&amp;<!--]]> #panic() $x$ @preview \u202e\u200b가\ufffe"
READ = "A□</text>&amp;<!--]]> #panic() $x$ @preview 가"


def _make_hostile(feature: Any) -> Any:
    return structs.replace(feature, properties=structs.replace(feature.properties, name=HOSTILE, label=HOSTILE))


def test_a_template_can_read_nothing_and_load_nothing() -> None:
    for wish in ('read("/etc/hostname")', 'image("../x.svg")', 'import "@preview/x:0.1.0": y'):
        with pytest.raises(ExportError, match="print: found"):
            typeset.make_pictures(f"#{wish}".encode(), {}, dpi=72)


def test_no_template_loads_a_package() -> None:
    templates = [*SHEET.rglob("*.typ"), SHEET / "figure.py"]
    for path in templates:
        assert not re.search(r"import\s+[\"']@", path.read_text(encoding="utf-8")), path


def test_one_module_knows_typst() -> None:
    uses = [
        path.relative_to(SHEET.parents[1]).as_posix()
        for path in SHEET.parents[1].rglob("*.py")
        if re.search(r"^\s*(import|from) typst", path.read_text(encoding="utf-8"), re.MULTILINE)
    ]
    assert uses == ["export/_sheet/typeset.py"]


def test_missing_face_stops_with_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    lost = dataclasses.replace(FACES["sans-medium"], file="FiraSans-Fat.ttf")
    monkeypatch.setattr(faces, "FACES", {**FACES, "sans-medium": lost})
    with pytest.raises(ExportError, match="face sans-medium: found no file"):
        faces.find_files.__wrapped__()


def test_families_are_what_the_files_call_themselves() -> None:
    assert {face.family for face in FACES.values()} == set(typeset._read_fonts().families())


# -- what the names on the map cannot say ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def crowded() -> DrawnFigure:
    return draw_figure(read("armistice", width=85, labels="en-ko"))


def test_each_western_island_that_is_seen_has_a_number_where_it_is_too_small_for_its_name(
    crowded: DrawnFigure,
) -> None:
    places = {id_: read_atlas().features[id_] for id_ in read_atlas().layers["western_islands"].feature_ids}
    numbers = {label.name: label.hand.lines[0] for label in crowded.map.lettering.labels if label.full}
    assert set(places) - set(numbers) == {"u-do"}, "which is 0.1 mm there"
    key = " ".join(_write_group(crowded, "key"))
    for id_ in set(places) - {"u-do"}:
        assert f"{numbers[id_]}: {places[id_].name} {places[id_].name_ko}" in key


def test_key_says_what_each_number_on_a_crowded_map_stands_for(crowded: DrawnFigure) -> None:
    figure = crowded
    numbered = [label for label in figure.map.lettering.labels if label.full]
    assert len(numbered) > 1
    drawing = etree.fromstring(figure.svg.encode())
    (key,) = (node for node in drawing if node.get("id") == "key")
    written = _fold("".join(key.itertext()))
    for count, label in enumerate(numbered, start=1):
        assert label.hand.lines == (str(count),)
        assert _fold(f"{count}: {', '.join(label.full)}") in written
        assert " ".join(label.full) in figure.alt
    lowest = max(float(node.get("y")) for node in _texts(drawing) if node.get("y"))
    assert lowest < float(drawing.get("viewBox").split()[3])


def test_no_key_where_every_name_is_written_out(drawing: Any) -> None:
    assert "key" not in {node.get("id") for node in drawing}


def test_names_that_not_even_a_number_stands_for_are_told() -> None:
    content = read("western-islands", width=120)
    figure = draw_figure(content)
    known = ("nll-west-extension", "baengnyeongdo")
    lettering = dataclasses.replace(figure.map.lettering, left_out=(" ".join(known),))
    names = ", ".join(content.atlas.features[id_].name for id_ in known)
    assert write_key(lettering, content, find_words("en")) == f"Drawn without its name, for want of room: {names}."


@pytest.mark.parametrize("labels", ["ko", "en-ko"])
def test_a_status_is_said_in_korean_too(labels: str) -> None:
    figure = draw_figure(read("armistice", width=170, labels=labels))
    lines = {label.name: " ".join(label.hand.lines) for label in figure.map.lettering.labels}
    assert "동해 북방한계선 (개략)" in lines["nll-east"]
    assert "서해 북방한계선 서쪽 연장 (불확실)" in lines["nll-west-extension"]
    assert "제1수로 (개략)" in lines["dprk-2000-waterway-1"]


def test_every_status_that_a_label_may_bear_has_a_korean_word() -> None:
    words = find_words("ko")
    for record in read_atlas().layers.values():
        suffix = record.style.label.suffix if record.style.label else ""
        assert not suffix or words.say(suffix) != suffix, record.id
