"""The export page: what it offers, what it refuses, and that a file arrives."""

from __future__ import annotations

import html
import json
import re
import shlex
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import streamlit as st
from click.testing import CliRunner
from PIL import Image
from streamlit.testing.v1 import AppTest

from browser import Record, open_at, save_screenshot, wait_for
from koreamap import __version__, cli
from koreamap.app import export_steps, export_view
from koreamap.app.export_steps import name_step
from koreamap.app.export_view import (
    Wish,
    build_request,
    describe_content,
    find_box_around,
    find_covered,
    list_areas,
)
from koreamap.app.exporting.desk import Reader, make_file
from koreamap.app.exporting.line import ExportLine
from koreamap.app.pages import export as page_module
from koreamap.app.view_state import ViewState, read_view
from koreamap.atlas import Atlas, read_atlas
from koreamap.compose import refresh
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import find_formats
from koreamap.export.content import read_layer
from koreamap.export.request import read_bbox
from koreamap.own import LayerWish, add_places, import_places
from koreamap.translation import speak

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

    from koreamap.app.exporting.tasks import Task


PATIENCE_MS = 40_000
DONE = ".stApp[data-test-script-state='notRunning']"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


# --- what is offered


def test_every_format_is_offered_once_by_kind() -> None:
    specs = list(export_view.list_formats().values())
    assert {spec.id for spec in specs} == set(find_formats())
    kinds = [spec.kind for spec in specs]
    assert kinds == sorted(kinds, key=list(export_view.KINDS).index)
    assert len({export_view.describe_format(spec) for spec in specs}) == len(specs)


def test_layers_are_offered_uppermost_first_without_the_ground(atlas: Atlas) -> None:
    layers = export_view.list_layers(atlas)
    orders = [atlas.layers[layer_id].order for layer_id in layers]
    assert orders == sorted(orders, reverse=True)
    assert not any(atlas.layers[layer_id].group == "basemap" for layer_id in layers)
    assert layers["nll"] == "Northern Limit Line 북방한계선"


def test_every_named_area_has_a_title(atlas: Atlas) -> None:
    assert set(EXTENTS) < set(list_areas(atlas, ""))
    assert export_view.SELECTED not in list_areas(atlas, "")


@pytest.mark.parametrize("feature", ["nll", "western-islands"])
def test_selected_place_is_offered(atlas: Atlas, feature: str) -> None:
    assert atlas.places[feature].title in list_areas(atlas, feature)[export_view.SELECTED]


@pytest.mark.parametrize("feature", ["atlantis", "<b>", ""])
def test_unknown_selection_is_not_offered(atlas: Atlas, feature: str) -> None:
    assert export_view.SELECTED not in list_areas(atlas, feature)


def test_what_the_map_showed_is_offered_and_taken(atlas: Atlas) -> None:
    box = "125.5000,37.1000,126.9000,38.2000"
    assert export_view.SHOWN in list_areas(atlas, "", box)
    request = build_request(Wish(format_id="kml", area="shown", shown=box), atlas)
    assert request.bbox == (125.5, 37.1, 126.9, 38.2)


@pytest.mark.parametrize("said", ["", "nothing", "1,2,3", "38,125,37,126", "<b>"])
def test_what_a_browser_says_is_checked(atlas: Atlas, said: str) -> None:
    assert export_view.SHOWN not in list_areas(atlas, "", said)


# --- from the widgets to the file


@pytest.mark.parametrize("feature", ["baengnyeongdo", "western-islands", "panmunjom", "nll"])
def test_box_around_a_place_holds_it_with_room(atlas: Atlas, feature: str) -> None:
    west, south, east, north = find_box_around(feature, atlas)
    ids = atlas.features_of(feature)
    shapes = [f.geometry for r in atlas.layers.values() if r.group != "basemap" for f in read_layer(r) if f.id in ids]
    assert len(shapes) == len(ids)
    for shape in shapes:
        inner = shape.bounds
        assert (west < inner[0], south < inner[1], east > inner[2], north > inner[3]) == (True, True, True, True)


def test_wish_becomes_a_request(atlas: Atlas) -> None:
    wish = Wish(format_id="kml", layers=("dmz", "mdl"), area="typed", typed=" 124,37,126,38 ", paper="A3", labels="ko")
    request = build_request(wish, atlas)
    assert (request.layer_ids, request.bbox, request.paper) == (("dmz", "mdl"), (124, 37, 126, 38), "A3")
    assert build_request(Wish(format_id="kml", area="hubs"), atlas).bbox == EXTENTS["hubs"].bbox
    assert build_request(Wish(format_id="kml"), atlas).bbox is None
    around = build_request(Wish(format_id="kml", area="selected", feature="nll"), atlas)
    assert around.bbox == find_box_around("nll", atlas)


@pytest.mark.parametrize(
    "wish",
    [
        Wish(format_id="nonsense"),
        Wish(format_id="kml", layers=("atlantis",)),
        Wish(format_id="kml", area="nowhere"),
        Wish(format_id="kml", area="typed"),
        Wish(format_id="kml", area="typed", typed="<script>alert(1)</script>"),
        Wish(format_id="kml", area="typed", typed="37,124,38,126"),
        Wish(format_id="kml", area="selected", feature="atlantis"),
        Wish(format_id="kml", area="selected"),
        Wish(format_id="kml", paper="B7"),
        Wish(format_id="kml", labels="fr"),
    ],
)
def test_wrong_wish_gets_one_sentence(atlas: Atlas, wish: Wish) -> None:
    with pytest.raises(ExportError) as caught:
        build_request(wish, atlas)
    sentence = read_words(export_view.write_error(caught.value))
    assert "\n" not in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_sentence_keeps_the_servers_folders_to_itself() -> None:
    error = ExportError("export", found="No space left on device", expected="room", file=Path("/srv/secret/map.kml"))
    assert read_words(export_view.write_error(error)) == "Export: found No space left on device, expected room."


def test_error_in_korean_marks_its_english_and_what_was_typed_stays_text() -> None:
    error = ExportError("bbox", found="'<img src=x>'", expected="degrees")
    speak("ko")
    sentence = export_view.write_error(error)
    speak("en")
    assert re.search("[가-힣]", sentence)
    assert not re.search("[A-Za-z]", read_words(re.sub('<bdi lang="en">.*?</bdi>', "", sentence)))
    assert "<img" not in sentence
    assert "&lt;img" in sentence


def test_each_step_of_an_export_has_its_words(atlas: Atlas) -> None:
    folder = Path(export_steps.__file__).parents[1] / "export"
    steps = {step for path in folder.rglob("*.py") for step in re.findall(r"""progress\("(\w+)"\)""", path.read_text())}
    assert steps == set(export_steps.STEPS)
    speak("ko")
    said = [name_step(step, atlas) for step in (*steps, *atlas.layers)]
    speak("en")
    assert [words for words in said if not re.search("[가-힣]", words)] == []
    assert name_step("rusk-1951", atlas) == "Rusk 1951"
    assert name_step("nll", atlas) == "Northern Limit Line"


def test_content_is_counted_as_the_layers_say(atlas: Atlas) -> None:
    rows = describe_content(build_request(Wish(format_id="geojson", layers=("nll", "mdl")), atlas), atlas)
    assert [row["Layer"] for row in rows] == ["Military Demarcation Line", "Northern Limit Line"]
    assert [row["Features"] for row in rows] == [atlas.layers["mdl"].count, atlas.layers["nll"].count]
    links = [link for link in atlas.links if "mdl" in link.feature_ids]
    assert rows[0]["Passages"] == len({link.mention.passage_id for link in links})


# --- the page


def show_page() -> None:
    from koreamap.app.pages import export  # noqa: PLC0415 - the function runs by itself

    export.render()


def run_page() -> AppTest:
    page = AppTest.from_function(show_page, default_timeout=120).run()
    page.selectbox(key="export-format").select("kml").run()
    assert not page.exception
    return page


def test_page_shows_what_the_file_will_hold() -> None:
    page = run_page()
    table = page.table[0].value
    assert list(table.columns) == ["Layer", "Features", "Passages"]
    page.multiselect(key="export-layers").select("nll").run()
    assert page.table[0].value.to_dict("records")[0]["Layer"] == "Northern Limit Line"


@pytest.mark.thorough
def test_file_is_made_and_kept_until_something_else_is_wished() -> None:
    page = run_page()
    assert not find_links(page)
    page.button(key="export-make").click().run()
    (link,) = find_links(page)
    found = re.fullmatch(r'<a class="download" href="(made/\S+/koreamap-kml\.kml)" download>(.*)</a>', link)
    assert found
    assert re.fullmatch(r"Download koreamap-kml\.kml \(\d+\.\d MB\)", found[2])
    path = page.session_state["export-made"][1].path
    assert path.read_bytes().startswith(b"<?xml")
    page.multiselect(key="export-layers").select("nll").run()
    assert not find_links(page)
    assert not path.parent.exists()
    assert page.button(key="export-make")


@pytest.mark.thorough
def test_a_file_is_made_though_the_page_is_asked_anew_meanwhile(monkeypatch: pytest.MonkeyPatch) -> None:
    coming = [st.rerun]

    def make_in_time(request: Any, reader: Reader) -> Any:
        reader.tell("")
        if coming:
            coming.pop()()
        return make_file(request, reader)

    page = run_page()
    monkeypatch.setattr(page_module, "make_file", make_in_time)
    page.button(key="export-make").click().run()
    assert not coming
    assert len(find_links(page)) == 1


def find_links(page: AppTest) -> list[str]:
    """Return what offers a file."""
    return [element.value for element in page.get("html") if "made/" in element.value]


def read_words(markup: str) -> str:
    return html.unescape(re.sub("<[^>]+>", "", markup))


def read_errors(page: AppTest) -> list[str]:
    return [read_words(element.value) for element in page.get("html") if '<bdi lang="en">' in element.value]


def test_who_waits_for_others_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Any] = []

    def fail(_request: Any, reader: Reader) -> None:
        told.append(reader)
        reader.wait(2)
        raise ExportError("export", found="nobody who makes it", expected="somebody")

    page = run_page()
    monkeypatch.setattr(page_module, "make_file", fail)
    page.button(key="export-make").click().run()
    assert [status.label for status in page.status] == ["Waiting for 2 other exports"]
    assert len(told) == 1


def set_box(page: AppTest, *sides: float) -> None:
    page.selectbox(key="export-area").select("typed").run()
    for name, side in zip(("west", "south", "east", "north"), sides, strict=True):
        page.number_input(key=f"export-{name}").set_value(side)
    page.run()


@pytest.mark.parametrize("box", [(37, 124, 38, 126), (126, 37, 124, 38), (124, 37, 126, 100), (0, 0, 1, 1)])
def test_error_is_a_sentence_and_the_page_stays_up(box: tuple[float, ...]) -> None:
    page = run_page()
    set_box(page, *box)
    assert not page.exception
    (sentence,) = read_errors(page)
    assert ": found " in sentence
    assert "export-make" not in {button.key for button in page.button}
    page.selectbox(key="export-area").select("korea").run()
    assert read_errors(page) == []
    assert page.button(key="export-make")


@pytest.mark.parametrize("drawn", ["", "1,2,3", "<b>", "38,125,37,126", "nan,0,1,1"])
def test_a_drawn_box_is_checked(monkeypatch: pytest.MonkeyPatch, drawn: str) -> None:
    draw_boxes(monkeypatch, drawn)
    page = run_page()
    page.button(key="draw-export-drawn").click().run()
    assert not page.exception
    assert page.selectbox(key="export-area").value == "everything"
    assert not page.number_input


def draw_boxes(monkeypatch: pytest.MonkeyPatch, drawn: str) -> None:
    """Let somebody draw a box once, as soon as the map is there."""
    coming = [drawn]

    def show(_page: str, _box: Any, *, key: str, on_draw: Any) -> None:
        st.button("Draw", key=f"draw-{key}", on_click=on_draw)

    monkeypatch.setattr(page_module, "box_map", show)
    monkeypatch.setattr(page_module, "read_drawn", lambda _key: coming.pop())


def test_a_drawn_box_becomes_the_area(monkeypatch: pytest.MonkeyPatch) -> None:
    draw_boxes(monkeypatch, "124.5,37.25,126,38")
    page = run_page()
    page.button(key="draw-export-drawn").click().run()
    assert not page.exception
    sides = [page.number_input(key=f"export-{name}").value for name in ("west", "south", "east", "north")]
    assert sides == [124.5, 37.25, 126, 38]
    assert "--bbox=124.5,37.25,126.0,38.0" in page.code[0].value


def test_box_of_everything_holds_what_was_asked_for_outside_of_korea(atlas: Atlas) -> None:
    korea = EXTENTS["korea"].bbox
    assert find_covered(Wish(format_id="geojson"), atlas) == korea
    assert find_covered(Wish(format_id="geojson", layers=("mdl",)), atlas) == korea
    bases = find_covered(Wish(format_id="geojson", layers=("unc_rear_bases",)), atlas)
    assert (bases[0], bases[3]) == (korea[0], korea[3])
    assert 26 < bases[1] < 27  # Okinawa
    assert 139 < bases[2] < 140  # Yokosuka
    cities = find_covered(Wish(format_id="geojson", layers=("cities",)), atlas)
    assert 105 < cities[0] < 106  # Hanoi, not Washington, with which Korea would be a dot
    assert cities[2] == korea[2]
    assert find_covered(Wish(format_id="print-pdf", layers=("unc_rear_bases",)), atlas) == korea
    assert find_covered(Wish(format_id="geojson", area="western-islands"), atlas) == EXTENTS["western-islands"].bbox


def test_box_of_everything_holds_what_the_user_s_document_names(atlas: Atlas) -> None:
    named = find_covered(Wish(format_id="geojson"), atlas, {"lee-2007"})
    assert named[0] < 117  # Beijing
    assert find_covered(Wish(format_id="print-pdf"), atlas, {"lee-2007"}) == EXTENTS["korea"].bbox


def test_box_of_everything_holds_the_user_s_places_but_for_those_beyond_any_sheet(personal_folder: Path) -> None:
    korea = EXTENTS["korea"].bbox
    rows = b"name,lon,lat\nA quay,139.7,35.4\nA camp,127,72\n"
    add_places(
        personal_folder / "layers", "quays", import_places(rows, "quays.csv", layer="quays"), LayerWish(title="Quays")
    )
    refresh()
    assert find_covered(Wish(format_id="geojson"), read_atlas()) == (korea[0], korea[1], 139.7, korea[3])


def test_export_page_shows_the_box_of_all_that_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Any] = []
    monkeypatch.setattr(page_module, "box_map", lambda _page, box, **_: shown.append(box))
    page = run_page()
    assert shown[-1] == EXTENTS["korea"].bbox
    page.multiselect(key="export-layers").set_value(["unc_rear_bases"]).run()
    assert not page.exception
    assert shown[-1][2] > 139  # Yokosuka


def test_a_box_begins_as_the_area_before() -> None:
    page = run_page()
    page.selectbox(key="export-area").select("western-islands").run()
    page.selectbox(key="export-area").select("typed").run()
    sides = [page.number_input(key=f"export-{name}").value for name in ("west", "south", "east", "north")]
    assert tuple(sides) == EXTENTS["western-islands"].bbox


def test_failure_while_writing_is_a_sentence_and_not_tried_again_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run_page()

    def fail(*_: Any) -> None:
        raise ExportError("export", found="No space left on device", expected="room")

    monkeypatch.setattr(page_module, "make_file", fail)
    page.button(key="export-make").click().run()
    assert not page.exception
    assert read_errors(page) == ["Export: found No space left on device, expected room."]
    page.run()
    assert not read_errors(page)
    assert page.button(key="export-make")


def explore(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the browser's tab remember a view."""
    monkeypatch.setattr(page_module, "tab_view", lambda _page, *, key: text if key else "")


def test_selection_of_the_explorer_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    explore(monkeypatch, "feature=nll")
    page = run_page()
    page.selectbox(key="export-area").select("selected").run()
    assert not page.exception
    assert "Northern Limit Line" in {row["Layer"] for row in page.table[0].value.to_dict("records")}


def test_what_the_map_showed_is_what_one_starts_with(monkeypatch: pytest.MonkeyPatch, atlas: Atlas) -> None:
    explore(monkeypatch, "feature=u-do&bbox=124.3,37.4,126.2,38.2")
    page = run_page()
    first = {record.id for record in atlas.layers.values() if record.shown and record.group != "basemap"}
    layer = atlas.features[atlas.features_of("u-do")[0]].layer
    assert set(page.multiselect(key="export-layers").value) == first | {layer}
    assert page.selectbox(key="export-area").value == export_view.SHOWN
    explore(monkeypatch, "layers=cities&bbox=124.3,37.4,126.2,38.2")
    page.run()
    assert page.multiselect(key="export-layers").value == ["cities"], "the map was moved on"


def show_page_or_another() -> None:
    import streamlit  # noqa: PLC0415 - the function runs by itself

    from koreamap.app.pages import export  # noqa: PLC0415 - same

    if not streamlit.session_state.get("elsewhere"):
        export.render()


def test_who_comes_back_from_the_same_map_starts_with_it_again(monkeypatch: pytest.MonkeyPatch) -> None:
    explore(monkeypatch, "layers=mdl,nll")
    page = AppTest.from_function(show_page_or_another, default_timeout=120).run()
    assert page.multiselect(key="export-layers").value == ["nll", "mdl"]
    page.session_state["elsewhere"] = True
    page.run()
    page.session_state["elsewhere"] = False
    explore(monkeypatch, "")  # the browser tells after the page's first run
    page.run()
    explore(monkeypatch, "layers=mdl,nll")
    page.run()
    assert page.multiselect(key="export-layers").value == ["nll", "mdl"]


def test_layers_of_the_explorer_are_what_one_starts_with(monkeypatch: pytest.MonkeyPatch) -> None:
    explore(monkeypatch, "layers=mdl,nll,basemap_korea,nothing")
    page = run_page()
    assert page.multiselect(key="export-layers").value == ["nll", "mdl"]
    page.multiselect(key="export-layers").unselect("mdl").run()
    assert page.multiselect(key="export-layers").value == ["nll"], "what a person chose stays"


@pytest.mark.parametrize(
    ("text", "view"),
    [
        ("", ViewState()),
        ("feature=nll&doc=lee-2007", ViewState(feature="nll")),
        ("feature=atlantis", ViewState()),
        ("feature=%3Cscript%3Ealert(1)%3C/script%3E", ViewState()),
        ("layers=none", ViewState(layers=())),
        ("layers=nll,basemap_korea,%3Cb%3E", ViewState(layers=("nll",))),
        ("bbox=124,37,126,38", ViewState(extent="124,37,126,38")),
        ("&".join(["feature=nll", *(f"a{i}=1" for i in range(20))]), ViewState()),
        ("%ff%fe=\x00&;=;", ViewState()),
    ],
)
def test_what_a_tab_remembers_is_checked(atlas: Atlas, text: str, view: ViewState) -> None:
    assert read_view(text, atlas) == view


def write_picture(task: Task, name: str) -> str:
    Image.new("RGB", (10, 14)).save(Path(task.folder) / name)
    return name


def test_paper_is_asked_for_print_sheets_only(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []

    def run(_line: Any, task: Task, **_: Any) -> list[str]:
        drawn.append(task.request)
        return [write_picture(task, f"{number}.png") for number in range(2)]

    monkeypatch.setattr(ExportLine, "run", run)
    page = run_page()
    assert not page.toggle
    page.selectbox(key="export-format").select("print-pdf").run()
    page.toggle(key="export-landscape").set_value(True).run()
    assert not page.exception
    assert [request.landscape for request in drawn] == [False, True]
    page.selectbox(key="export-format").select("print-png").run()
    assert len(drawn) == 2, "the preview is drawn once for all print formats"


@pytest.mark.parametrize(
    "wish",
    [
        Wish(format_id="kml"),
        Wish(format_id="gpkg", layers=("nll",), area="typed", typed="-10.25,37.123456,125.7654321,38"),
        Wish(format_id="print-pdf", layers=("nll", "mdl"), paper="A3", landscape=True, labels="ko", title="It's $HOME"),
        Wish(format_id="figure-png", area="western-islands", width=85, dpi=150, title='-a `b` "c" 한강'),
        Wish(format_id="web-page", layers=("cities",), title="<b>"),
        Wish(format_id="geojson", layers=("mdl",), area="western-islands", clip=True),
    ],
)
def test_the_command_asks_for_the_same(atlas: Atlas, wish: Wish) -> None:
    request = build_request(wish, atlas)
    assert read_command(export_view.write_command(wish, request)) == request


def read_command(command: str) -> Any:
    """Read a command as a shell and the command line do."""
    words = shlex.split(command)
    assert words[:2] == ["koreamap", "export"]
    options = cli.export.make_context("export", words[2:]).params
    wishes = {name: options[name] for name in options if name not in {"is_list", "out", "dsn", "schema"}}
    return cli._read_request(**wishes)


@pytest.mark.thorough
def test_the_command_makes_the_same_bytes(atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wish = Wish(format_id="kml", layers=("nll",), area="typed", typed="124.123456789,37.1,126,38")
    request = build_request(wish, atlas)
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.main, shlex.split(export_view.write_command(wish, request))[1:])
    assert done.exit_code == 0, done.output
    made = make_file(request, Reader(wait=print, tell=print))
    assert (tmp_path / export_view.name_file(request)).read_bytes() == made.path.read_bytes()


@pytest.mark.thorough
def test_features_are_cut_where_that_is_asked() -> None:
    page = run_page()
    assert "export-clip" not in {toggle.key for toggle in page.toggle}, "everything has no edge"
    page.selectbox(key="export-area").select("dmz-east").run()
    assert "--clip" not in page.code[0].value
    assert any("inside it or on its edge" in caption.value for caption in page.caption)
    page.toggle(key="export-clip").set_value(True).run()
    assert not page.exception
    command = shlex.split(page.code[0].value)
    assert "--clip" in command
    assert read_command(shlex.join(command)).clip
    page.button(key="export-make").click().run()
    _, made = page.session_state["export-made"]
    (coordinates,) = re.findall(
        rb"<name>Military Demarcation Line</name>.*?<coordinates>(.*?)<", made.path.read_bytes(), re.DOTALL
    )
    west, _, east, _ = EXTENTS["dmz-east"].bbox
    assert all(west - 1e-6 <= float(corner.split(b",")[0]) <= east + 1e-6 for corner in coordinates.split())


@pytest.mark.thorough
@pytest.mark.parametrize("format_id", ["web-page", "print-pdf", "figure-svg", "qgis", "bibtex", "links-csv"])
def test_what_is_no_data_is_not_cut(format_id: str) -> None:
    page = run_page()
    page.selectbox(key="export-area").select("dmz-east").run()
    page.selectbox(key="export-format").select(format_id).run()
    assert not page.exception
    assert "export-clip" not in {toggle.key for toggle in page.toggle}
    assert "--clip" not in page.code[0].value


def test_snippet_frames_the_file_under_its_title(atlas: Atlas) -> None:
    request = build_request(Wish(format_id="web-page", title='"><script>'), atlas)
    snippet = export_view.write_snippet(request)
    assert snippet.startswith('<iframe src="koreamap-web-page.html" title="&quot;&gt;&lt;script&gt;" ')
    assert "<script" not in snippet


def test_page_says_command_snippet_and_citation() -> None:
    page = run_page()
    page.selectbox(key="export-format").select("web-page").run()
    page.text_input(key="export-title").set_value("Two lines").run()
    assert not page.exception
    command, snippet, citation = [block.value for block in page.code]
    assert command == "koreamap export web-page '--title=Two lines'"
    assert 'title="Two lines"' in snippet
    assert "“Two lines”" in citation
    assert __version__ in citation


def test_a_figure_is_as_wide_as_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []

    def run(_line: Any, task: Task, **_: Any) -> list[str]:
        drawn.append(task.request)
        return [write_picture(task, "figure.png")]

    monkeypatch.setattr(ExportLine, "run", run)
    page = run_page()
    page.selectbox(key="export-format").select("figure-png").run()
    page.number_input(key="export-dpi").set_value(150).run()
    assert "--dpi=150" in page.code[0].value
    page.session_state["export-width"] = 85.0
    page.run()
    assert not page.exception
    assert "--width=85" in page.code[0].value
    assert [request.width_mm for request in drawn] == [170, 85], "a preview does not depend on the dots"


def test_database_is_written_by_a_command_that_the_page_says() -> None:
    page = run_page()
    page.selectbox(key="export-format").select("postgis").run()
    page.multiselect(key="export-layers").select("nll").run()
    page.selectbox(key="export-area").select("western-islands").run()
    assert not page.exception
    assert "export-make" not in {button.key for button in page.button}
    words = shlex.split(page.code[0].value)
    options = cli.export.make_context("export", words[2:]).params
    assert (options["format_id"], options["layers"], options["dsn"].split(":")[0]) == ("postgis", "nll", "postgresql")
    assert read_bbox(options["bbox"]) == EXTENTS["western-islands"].bbox


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def follow_to_export(page: Page) -> None:
    """Follow the link, and wait until what the map showed has arrived too: it moves what lies below."""
    page.get_by_role("link", name="Export").click(timeout=PATIENCE_MS)
    layers = page.locator(".st-key-export-layers").get_by_text("Military Demarcation Line")
    layers.first.wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)


@pytest.mark.browser
def test_download_arrives_in_a_browser(page: Page, server: str, record: Record) -> None:
    # By the link, as a reader comes: at a page's own address, Streamlit first asks for its files in the wrong place.
    open_at(page, server)
    follow_to_export(page)
    make = page.get_by_role("button", name="Make the file")
    make.wait_for(timeout=PATIENCE_MS)
    page.get_by_role("combobox").first.click(timeout=PATIENCE_MS)
    page.get_by_role("option", name="Data: GeoJSON").click(timeout=PATIENCE_MS)
    page.get_by_text("One RFC 7946 file a layer").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    make.click(timeout=PATIENCE_MS)
    button = page.get_by_role("link", name=re.compile(r"^Download koreamap-\S*geojson\.zip"))
    button.wait_for(timeout=PATIENCE_MS)
    name = button.inner_text().split()[1].removesuffix(".zip")
    with page.expect_download() as coming:
        button.click()
    assert coming.value.suggested_filename == f"{name}.zip"
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert json.loads(archive.read(f"{name}/nll.geojson"))["features"]
    # Streamlit tries WebAssembly as it starts, is refused, and does without.
    assert set(page.evaluate("window.violations ?? []")) <= {"wasm-eval"}
    assert record.left == []
    save_screenshot(page, "export")


NEAR_U_DO = """() => {
  const kept = new URLSearchParams(sessionStorage.getItem('koreamap.explore'));
  const [west, south, east, north] = kept.get('bbox')?.split(',') ?? [];
  return west < 125.97 && 125.98 < east && north - south < 1;
}"""  # the flight has ended, and the tab remembers where


@pytest.mark.browser
def test_the_view_of_the_map_is_offered_in_a_browser(page: Page, server: str) -> None:
    open_at(page, f"{server}/?feature=u-do")
    page.wait_for_selector(".km-map[data-ready='1'][data-selected='u-do']", timeout=PATIENCE_MS)
    page.wait_for_function(NEAR_U_DO, timeout=PATIENCE_MS)
    follow_to_export(page)
    page.get_by_role("combobox", name="Area").click(timeout=PATIENCE_MS)
    page.get_by_role("option", name="What the map showed last").click(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    page.get_by_role("cell", name="Five western islands").wait_for(timeout=PATIENCE_MS)
    page.get_by_role("cell", name="USFK hubs").wait_for(state="detached", timeout=PATIENCE_MS)
    assert page.get_by_role("cell", name="USFK hubs").count() == 0


@pytest.mark.browser
def test_a_box_is_drawn_on_the_map_in_a_browser(page: Page, server: str, record: Record) -> None:
    open_at(page, server)
    follow_to_export(page)
    page.wait_for_selector(".km-box-map[data-ready='1']", timeout=PATIENCE_MS)
    page.locator(".km-box-map").scroll_into_view_if_needed(timeout=PATIENCE_MS)
    page.get_by_role("button", name="Make the file").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    frame = page.locator(".km-box-map").evaluate(AT_REST)
    page.mouse.move(frame["x"] + 100, frame["y"] + 60)
    page.mouse.down()
    page.mouse.move(frame["x"] + 220, frame["y"] + 200, steps=4)
    page.mouse.up()
    page.get_by_role("spinbutton", name="West").wait_for(timeout=PATIENCE_MS)
    page.wait_for_selector(DONE, timeout=PATIENCE_MS)
    west, south, east, north = (float(page.get_by_role("spinbutton", name=name).input_value()) for name in SIDES)
    assert -180 < west < east < 180
    assert 0 < south < north < 90
    page.get_by_text(f"--bbox={west}").wait_for(timeout=PATIENCE_MS)
    assert record.left == []
    save_screenshot(page, "export-box")


@pytest.mark.browser
def test_a_map_whose_style_comes_late_fills_its_frame_in_a_browser(fresh_page: Page, server: str) -> None:
    held: list[Route] = []
    fresh_page.route(re.compile(r"/box_map\.css"), lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks its handlers
    open_at(fresh_page, server)
    follow_to_export(fresh_page)
    frame, canvas = (fresh_page.locator(f".km-box-map{part}") for part in ("", " .km-canvas"))
    canvas.wait_for(state="attached", timeout=PATIENCE_MS)
    wait_for(lambda: held, "nobody asks for the style")
    for route in held:
        route.continue_()
    wait_for(lambda: frame.evaluate("frame => frame.clientHeight") > 200, "the style did not come")
    assert canvas.evaluate("canvas => canvas.clientHeight") == frame.evaluate("frame => frame.clientHeight")


SIDES = ("West", "South", "East", "North")
AT_REST = """async (element) => {
  await document.fonts.ready;
  const look = () => element.getBoundingClientRect();
  for (let [before, quiet] = [look(), 0]; quiet < 60; before = look()) { // frames
    await new Promise((resolve) => requestAnimationFrame(resolve));
    quiet = ['x', 'y', 'width', 'height'].every((side) => look()[side] === before[side]) ? quiet + 1 : 0;
  }
  return look().toJSON();
}"""
"""Where an element lies once nothing moves it: a hand that draws on it cannot wait."""
