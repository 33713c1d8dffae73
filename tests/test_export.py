"""What every export shares: the wish is checked, nothing is half written, and rights are kept."""

import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree as ET

import pypdf
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from koreamap.atlas import read_atlas
from koreamap.cli import main
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import content, export_map, find_formats, get_format
from koreamap.export._terms import say_not_drawn
from koreamap.export.content import read_content
from koreamap.export.request import check_request, read_bbox
from koreamap.export.writing import resolve_target, write_beside
from koreamap.home import layers_dir
from small_build import sign


@pytest.fixture(scope="module")
def atlas():
    return read_atlas()


@pytest.mark.parametrize("format_id", sorted(find_formats()))
def test_every_format_says_what_it_is(format_id):
    spec = get_format(format_id).spec
    assert spec.id == format_id
    assert spec.title
    assert spec.summary.endswith(".")
    assert spec.kind in {"data", "map", "citations"}


def test_an_unknown_format_is_refused_with_the_known_ones():
    with pytest.raises(ExportError, match=r"'shp2', expected one of .*gpkg"):
        get_format("shp2")


def test_an_unknown_layer_is_refused_with_the_known_ones(atlas):
    with pytest.raises(ExportError, match=r"'mdll', expected one of .*mdl"):
        check_request(atlas, format_id="gpkg", layers=["mdll"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("129,34,124,42", "west < east"),
        ("34,124,42,131", "west < east"),
        ("37,124,38,126", "swapped"),
        ("124,34,131", "west,south,east,north"),
        ("124,34,131,nan", "finite"),
        ("nowhere", "western-islands"),
        ("-200,0,0,10", "180"),
    ],
)
def test_a_wrong_extent_gets_one_clear_sentence(text, message):
    with pytest.raises(ExportError) as caught:
        read_bbox(text)
    assert message in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.thorough
@given(st.text(max_size=80))
def test_any_extent_as_typed_is_read_or_refused(text):
    try:
        west, south, east, north = read_bbox(text)
    except ExportError:
        return
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


def test_layers_come_in_draw_order_without_repeats(atlas):
    request = check_request(atlas, format_id="gpkg", layers=["nll", "dmz", "nll"])
    assert request.layer_ids == ("dmz", "nll")


# -- no side's line stands alone ---------------------------------------------------------------------------------------


def test_a_rival_names_its_rival(atlas):
    assert atlas.layers["nll"].rival_ids == ("dprk_claimed_lines",)
    assert atlas.layers["dprk_claimed_lines"].rival_ids == ("nll",)


def is_a_map(format_id):
    return find_formats()[format_id].spec.draws


@pytest.mark.parametrize("format_id", sorted(filter(is_a_map, find_formats())))
@pytest.mark.parametrize("named", ["nll", "dprk_claimed_lines", "nll_tokyo"])
def test_where_one_sides_line_is_drawn_the_others_is_too(atlas, format_id, named):
    request = check_request(atlas, format_id=format_id, layers=[named, "mdl"], bbox=EXTENTS["western-islands"].bbox)
    rivals = {"nll", "dprk_claimed_lines"} - {named}
    assert set(request.layer_ids) == {named, "mdl"} | rivals
    content = read_content(request)
    assert {layer.record.id for layer in content.layers if layer.record.shown} == {named} | rivals  # the MDL is far
    assert content.rivals_left_out == ()


def test_data_hold_what_was_asked_and_no_more(atlas):
    request = check_request(atlas, format_id="geojson", layers=["nll"])
    assert request.layer_ids == ("nll",)
    assert [record.id for record in read_content(request).rivals_left_out] == ["dprk_claimed_lines"]


def test_a_choice_leaves_the_rivals_out_and_the_content_says_so(atlas):
    bbox = EXTENTS["western-islands"].bbox
    for layers in (["nll"], []):
        request = check_request(
            atlas, format_id="web-page", layers=layers, without=["dprk_claimed_lines", "states"], bbox=bbox
        )
        content = read_content(request)
        assert "dprk_claimed_lines" not in {layer.record.id for layer in content.layers}
        assert [record.id for record in content.rivals_left_out] == ["dprk_claimed_lines"]
        assert say_not_drawn(content) == "Not drawn: DPRK lines of 1999 and 2000."
        left = [record.id for record in content.left_out]
        assert {"dprk_claimed_lines", "states"} <= set(left)
        assert ("islets" in left) is bool(layers)
    with pytest.raises(ExportError, match=r"'dprk', expected one of .*dprk_claimed_lines"):
        check_request(atlas, format_id="web-page", without=["dprk"])


@pytest.mark.thorough
@pytest.mark.parametrize("format_id", ["figure-svg", "kml", "qgis", "web-page", "print-pdf"])
def test_a_map_says_whose_lines_it_leaves_out(atlas, tmp_path, format_id):
    bbox = EXTENTS["western-islands"].bbox
    for without, is_said in (["dprk_claimed_lines"], True), ([], False):
        request = check_request(atlas, format_id=format_id, layers=["nll"], without=without, bbox=bbox, labels="en")
        said = read_text(export_map(request, tmp_path / f"map-{is_said}"), format_id)
        assert bool(re.search(r"[Nn]otdrawn:DPRKlinesof1999and2000[.;,]", said)) is is_said


def read_text(file, format_id):
    """Read what a map says, without its white space."""
    if format_id == "print-pdf":
        text = "".join(page.extract_text() for page in pypdf.PdfReader(file).pages)
    elif format_id == "qgis":
        with zipfile.ZipFile(file) as package, package.open("koreamap-qgis/koreamap.qgz") as project:
            text = zipfile.ZipFile(project).read("koreamap.qgs").decode()
    elif format_id == "figure-svg":
        text = "".join(ET.parse(file).getroot().itertext())  # noqa: S314 - written by us
    else:
        text = file.read_text(encoding="utf-8")
    return "".join(text.split())


def test_what_lies_elsewhere_is_not_said_to_be_left_out(atlas):
    bbox = EXTENTS["dmz-east"].bbox
    content = read_content(check_request(atlas, format_id="kml", layers=["mdl", "nll"], without=["states"], bbox=bbox))
    left = {record.id for record in content.left_out}
    assert {"dmz", "corridors", "states"} <= left
    assert not left & {"dprk_claimed_lines", "western_islands", "usfk_hubs", "mdl"}
    assert not {id_ for id_ in left if not atlas.layers[id_].is_theme}
    assert content.rivals_left_out == ()


@pytest.mark.parametrize(
    ("area", "layer_id", "feature_id"),
    [
        ("han-estuary", "rivers", "han-estuary"),
        ("han-estuary", "joint_areas", "han-estuary-waters"),
        ("dmz-east", "corridors", "eastern-corridor"),
        ("hubs", "usfk_hub_areas", "hub-osan-pyeongtaek"),
        ("western-islands", "dprk_claimed_lines", "dprk-1999-line"),
        ("korea", "dprk_claimed_lines", "dprk-1999-line"),
    ],
)
def test_a_named_area_shows_what_it_is_named_after(atlas, area, layer_id, feature_id):
    content = read_content(check_request(atlas, format_id="kml", bbox=EXTENTS[area].bbox))
    shown = {layer.record.id: layer for layer in content.layers if layer.record.shown}
    assert feature_id in {feature.id for feature in shown[layer_id].features}
    assert "states" not in shown


def test_help_says_what_is_drawn_when_nothing_is_chosen():
    said = " ".join(CliRunner().invoke(main, ["export", "--help"]).output.split())
    assert "Without --layers" in said
    assert "Not drawn:" in said
    assert {area for area in EXTENTS if EXTENTS[area].layer_ids} == {"han-estuary", "dmz-east", "hubs"}
    for words in (
        "hubs their areas",
        "Han estuary its river and joint areas",
        "eastern zone its corridors",
    ):
        assert words in said


def test_an_extent_keeps_features_whole_and_drops_the_rest(atlas):
    bbox = EXTENTS["western-islands"].bbox
    request = check_request(atlas, format_id="gpkg", layers=["western_islands", "mdl"], bbox=bbox)
    content = read_content(request)
    assert [layer.record.id for layer in content.layers] == ["western_islands"]
    assert {feature.id for feature in content.layers[0].features} == {
        "baengnyeongdo",
        "daecheongdo",
        "socheongdo",
        "yeonpyeongdo",
        "u-do",
    }


def test_a_layer_is_read_once_until_its_file_changes(atlas, tmp_path, monkeypatch):
    record = atlas.layers["western_islands"]
    text = (layers_dir() / record.file).read_bytes()
    (tmp_path / record.file).write_bytes(text)
    sign(tmp_path)
    monkeypatch.setattr(content, "atlas_dir", lambda: tmp_path)
    first = content.read_layer(record)
    assert content.read_layer(record) is first
    (tmp_path / record.file).write_bytes(text.replace(b'"Baengnyeongdo"', b'"Baengnyeong Island"'))
    sign(tmp_path)
    assert {f.properties.name for f in content.read_layer(record)} - {f.properties.name for f in first}


@pytest.mark.thorough
def test_finding_the_formats_loads_no_folium_and_no_pandas():
    heavy = {"folium", "pandas", "matplotlib"}
    code = f"import sys, koreamap.export as e; e.find_formats(); print({heavy} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "set()\n"


def test_an_empty_extent_is_said(atlas):
    with pytest.raises(ExportError, match="no feature of mdl"):
        read_content(check_request(atlas, format_id="gpkg", layers=["mdl"], bbox=(0, 0, 1, 1)))


def test_only_linked_passages_are_quoted_and_numbered_in_reading_order(atlas):
    content = read_content(check_request(atlas, format_id="gpkg", layers=["nll"]))
    linked = {mention.passage_id for mention in content.mentions}
    assert {passage.id for passage in content.passages} == linked
    assert [passage.number for passage in content.passages] == list(range(1, len(linked) + 1))
    assert all("Brookings" in passage.citation for passage in content.passages if passage.document_id == "lee-2007")
    assert all(mention.exact in atlas.documents[mention.document_id].text for mention in content.mentions)


def test_a_failed_export_leaves_the_old_file(tmp_path):
    target = tmp_path / "map.txt"
    target.write_text("old")

    def fail(beside):
        beside.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(ExportError, match="No space left on device"):
        write_beside(target, fail)
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["map.txt"]


def test_a_folder_replaces_a_folder(tmp_path):
    target = tmp_path / "package"
    target.mkdir()
    (target / "old.txt").write_text("old")

    def write(beside):
        beside.mkdir()
        (beside / "new.txt").write_text("new")

    write_beside(target, write)
    assert [path.name for path in target.iterdir()] == ["new.txt"]
    assert [path.name for path in tmp_path.iterdir()] == ["package"]


@pytest.mark.parametrize("name", ["../map.pdf", "/etc/map.pdf", "a/../../map.pdf", "", "map\0.pdf", "."])
def test_a_name_that_leads_out_of_the_folder_is_refused(tmp_path, name):
    with pytest.raises(ExportError):
        resolve_target(tmp_path, name)


def test_a_link_that_leads_out_of_the_folder_is_refused(tmp_path):
    (tmp_path / "out").symlink_to("/")
    with pytest.raises(ExportError, match="inside the chosen folder"):
        resolve_target(tmp_path, "out/map.pdf")


@pytest.mark.thorough
def test_an_export_is_where_it_was_asked_for(atlas, tmp_path):
    format_id = next(iter(find_formats()))
    request = check_request(atlas, format_id=format_id, layers=["nll"])
    target = resolve_target(tmp_path, f"map{get_format(format_id).spec.suffix}")
    assert export_map(request, target) == target
    assert target.exists()
