"""The export page: what it offers, what it refuses, and that a file arrives."""

from __future__ import annotations

import io
import json
import re
import shlex
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from browser import Record, save_screenshot
from koreamap import cli
from koreamap.app import export_view
from koreamap.app.export_view import Wish, build_request, describe_content, find_box_around, list_areas, make_download
from koreamap.app.pages import export as page_module
from koreamap.app.view_state import ViewState, read_view
from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import find_formats
from koreamap.export.content import read_layer
from koreamap.export.request import read_bbox

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
    sentence = export_view.to_sentence(caught.value)
    assert "\n" not in sentence
    assert sentence[0].isupper()
    assert sentence.endswith(".")


def test_sentence_keeps_the_servers_folders_to_itself() -> None:
    error = ExportError("export", found="No space left on device", expected="room", file=Path("/srv/secret/map.kml"))
    assert export_view.to_sentence(error) == "Export: found No space left on device, expected room."


def test_content_is_counted_as_the_layers_say(atlas: Atlas) -> None:
    rows = describe_content(build_request(Wish(format_id="geojson", layers=("nll", "mdl")), atlas), atlas)
    assert [row["Layer"] for row in rows] == ["Military Demarcation Line", "Northern Limit Line"]
    assert [row["Features"] for row in rows] == [atlas.layers["mdl"].count, atlas.layers["nll"].count]
    links = [link for link in atlas.links if "mdl" in link.feature_ids]
    assert rows[0]["Passages"] == len({link.mention.passage_id for link in links})


def test_download_is_the_file_and_leaves_nothing_behind(
    atlas: Atlas, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    download = make_download(build_request(Wish(format_id="geojson", layers=("nll",)), atlas))
    assert (download.name, download.media_type) == ("koreamap-geojson.zip", "application/zip")
    assert "nll.geojson" in zipfile.ZipFile(io.BytesIO(download.data)).namelist()
    assert list(tmp_path.iterdir()) == []


def test_preview_is_a_small_picture_of_every_page(atlas: Atlas) -> None:
    wish = Wish(format_id="print-pdf", layers=("nll",), area="western-islands", landscape=True)
    pages = export_view.render_preview(build_request(wish, atlas))
    assert len(pages) > 1
    for page in pages:
        with Image.open(io.BytesIO(page)) as picture:
            assert picture.width == pytest.approx(1000, abs=1)
            assert picture.width / picture.height == pytest.approx(297 / 210, rel=0.01)


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


def test_file_is_made_and_kept_until_something_else_is_wished() -> None:
    page = run_page()
    assert not page.get("download_button")
    page.button(key="export-make").click().run()
    (button,) = page.get("download_button")
    assert re.fullmatch(r"Download koreamap-kml\.kml \(\d+\.\d MB\)", button.label)
    page.multiselect(key="export-layers").select("nll").run()
    assert not page.get("download_button")
    assert page.button(key="export-make")


@pytest.mark.parametrize(
    "typed", ["", "37,124,38,126", "<script>alert(1)</script>", "$x$ **b** [a](javascript:b)", "0,0,1,1"]
)
def test_error_is_a_sentence_and_the_page_stays_up(typed: str) -> None:
    page = run_page()
    page.selectbox(key="export-area").select("typed").run()
    page.text_input(key="export-box").set_value(typed).run()
    assert not page.exception
    (sentence,) = [text.value for text in page.text]
    assert ": found " in sentence
    assert not page.button
    page.selectbox(key="export-area").select("korea").run()
    assert not page.text
    assert page.button(key="export-make")


def test_failure_while_writing_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run_page()

    def fail(*_: Any) -> None:
        raise ExportError("export", found="No space left on device", expected="room")

    monkeypatch.setattr(export_view, "make_download", fail)
    page.button(key="export-make").click().run()
    assert not page.exception
    assert [text.value for text in page.text] == ["Export: found No space left on device, expected room."]


def explore(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let the browser's tab remember a view."""
    monkeypatch.setattr(page_module, "tab_view", lambda _page, *, key: text if key else "")


def test_selection_of_the_explorer_is_offered(monkeypatch: pytest.MonkeyPatch) -> None:
    explore(monkeypatch, "feature=nll")
    page = run_page()
    page.selectbox(key="export-area").select("selected").run()
    assert not page.exception
    assert "Northern Limit Line" in {row["Layer"] for row in page.table[0].value.to_dict("records")}


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
        ("&".join(f"a{i}=1" for i in range(1000)), ViewState()),
        ("%ff%fe=\x00&;=;", ViewState()),
    ],
)
def test_what_a_tab_remembers_is_checked(atlas: Atlas, text: str, view: ViewState) -> None:
    assert read_view(text, atlas) == view


def test_paper_is_asked_for_print_sheets_only(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Any] = []
    picture = io.BytesIO()
    Image.new("RGB", (10, 14)).save(picture, format="PNG")

    def draw(request: Any, _atlas: Atlas) -> list[bytes]:
        drawn.append(request)
        return [picture.getvalue()] * 2

    monkeypatch.setattr(export_view, "render_preview", draw)
    page = run_page()
    assert not page.toggle
    page.selectbox(key="export-format").select("print-pdf").run()
    page.toggle(key="export-landscape").set_value(True).run()
    assert not page.exception
    assert [request.landscape for request in drawn] == [False, True]
    page.selectbox(key="export-format").select("print-png").run()
    assert len(drawn) == 2, "the preview is drawn once for all print formats"


def test_database_is_written_by_a_command_that_the_page_says() -> None:
    page = run_page()
    page.selectbox(key="export-format").select("postgis").run()
    page.multiselect(key="export-layers").select("nll").run()
    page.selectbox(key="export-area").select("western-islands").run()
    assert not page.exception
    assert "export-make" not in {button.key for button in page.button}
    words = shlex.split(page.code[0].value)
    assert words[:2] == ["koreamap", "export"]
    options = cli.export.make_context("export", words[2:]).params
    assert (options["format_id"], options["layers"], options["dsn"].split(":")[0]) == ("postgis", "nll", "postgresql")
    assert read_bbox(options["bbox"]) == EXTENTS["western-islands"].bbox


@pytest.mark.browser
def test_download_arrives_in_a_browser(page: Page, server: str, record: Record) -> None:
    # By the link, as a reader comes: at a page's own address, Streamlit first asks for its files in the wrong place.
    page.goto(server)
    page.locator("#koreamap-front").wait_for(state="detached", timeout=30_000)
    page.get_by_role("link", name="Export").click(timeout=30_000)
    make = page.get_by_role("button", name="Make the file")
    make.wait_for(timeout=30_000)
    page.get_by_role("combobox").first.click()
    page.get_by_role("option", name="Data: GeoJSON").click()
    page.get_by_text("One RFC 7946 file a layer").wait_for(timeout=30_000)
    make.click()
    button = page.get_by_role("button", name="Download koreamap-geojson.zip")
    button.wait_for(timeout=30_000)
    with page.expect_download() as coming:
        button.click()
    assert coming.value.suggested_filename == "koreamap-geojson.zip"
    with zipfile.ZipFile(coming.value.path()) as archive:
        assert json.loads(archive.read("nll.geojson"))["features"]
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
    page.goto(f"{server}/?feature=u-do")
    page.wait_for_selector(".km-map[data-ready='1'][data-selected='u-do']")
    page.wait_for_function(NEAR_U_DO)
    page.wait_for_function("() => !document.querySelector('#koreamap-front')")
    page.get_by_role("link", name="Export").click()
    page.get_by_label("Area").click()
    page.get_by_role("option", name="What the map showed last").click()
    page.get_by_role("cell", name="USFK hubs").wait_for(state="detached")
    page.get_by_role("cell", name="Five western islands").wait_for()
    assert page.get_by_role("cell", name="USFK hubs").count() == 0
