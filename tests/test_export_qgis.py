"""The QGIS package is whole and the same each time, and QGIS itself opens, draws, labels and prints it."""

from __future__ import annotations

import html
import json
import os
import subprocess
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from koreamap.atlas import read_atlas
from koreamap.drawing.backgrounds import LIGHT
from koreamap.drawing.extents import EXTENTS
from koreamap.export import export_map
from koreamap.export.qgis_package import FOLDER
from koreamap.export.request import check_request
from koreamap.geojson import check_geojson
from koreamap.home import layers_dir

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

QGIS_PYTHON = "/usr/bin/python3"
CHECK = Path(__file__).with_name("qgis_check.py")

EXPECTED_LABELS = {
    "korea": {"mdl", "dmz", "nll", "nll-east", "38th-parallel", "osan-ab", "pyeongtaek-port", "daegu-ab", "busan-port"},
    "western-islands": {"baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do", "nll", "38th-parallel"},
    "han-estuary": {"nll", "mdl", "dmz", "38th-parallel"},
    "dmz-east": {"dmz", "mdl", "nll-east"},
    "hubs": {"osan-ab", "pyeongtaek-port", "daegu-ab", "busan-port"},
}
"""What a reader must find written in each picture, with the layers of the first view on."""

ADDRESS = "https://maps.example/korea/"
"""Where the explorer is said to be."""

RENAMED = "koreamap-gpkg (1).gpkg"
"""What a browser calls a second download."""

ISLANDS = {"baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do"}

UNPUBLISHED = ("nll-west-extension", "dprk-2000-waterway-1", "dprk-2000-waterway-2")

NEAR_PX = 25
"""From a feature to the box of its label, at most: two lines of type, since letters along a line follow it smoothed."""

LAND = {"Mongolia", "Inner China", "Siberia", "Honshu", "Australia", "Gangwon", "Poland", "Canada"}
"""Of the places whose ground is known; the others are sea."""

GROUPS = {"evidence": "Evidence", "main": "Main layers", "context": "Context", "basemap": "Basemap"}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def package(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Path:
    request = check_request(atlas, format_id="qgis", address=ADDRESS)
    return export_map(request, tmp_path_factory.mktemp("qgis") / "korea.zip")


def read_project(archive: Path) -> str:
    """Return the XML of the project in the package."""
    with zipfile.ZipFile(archive) as package, package.open(f"{FOLDER}/koreamap.qgz") as file:
        return zipfile.ZipFile(file).read("koreamap.qgs").decode()


def unpack(package: Path, folder: Path) -> Path:
    """Unpack where paths break what does not quote them; return the project."""
    target = folder / "내 지도 모음"
    with zipfile.ZipFile(package) as archive:
        archive.extractall(target)
    return target / FOLDER / "koreamap.qgz"


def run_qgis(project: Path, folder: Path, *layers: Path) -> dict[str, Any]:
    """Have QGIS load the project and tell what it found; with the built layers, in all that it can be asked for."""
    pictures = folder / "pictures"
    pictures.mkdir(exist_ok=True)
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(folder),
        "XDG_RUNTIME_DIR": str(folder),
        "QT_QPA_PLATFORM": "offscreen",
        "LANG": "C.UTF-8",
    }
    command = [QGIS_PYTHON, str(CHECK), *map(str, (project, pictures, *layers))]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=400, check=False)  # noqa: S603 - our own script
    assert done.returncode == 0, done.stderr[-2000:]
    report: dict[str, Any] = json.loads((pictures / "report.json").read_text(encoding="utf-8"))
    return report


@pytest.fixture(scope="module")
def qgis() -> None:
    """Skip by name where there is no QGIS; in continuous integration that is a failure."""
    probe = [QGIS_PYTHON, "-c", "import qgis.core"]
    found = Path(QGIS_PYTHON).exists() and subprocess.run(probe, capture_output=True, check=False).returncode == 0  # noqa: S603 - fixed
    if not found:
        reason = f"{QGIS_PYTHON} cannot import qgis.core; install python3-qgis"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def report(qgis: None, package: Path, atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:  # noqa: ARG001 - QGIS must be there
    folder = tmp_path_factory.mktemp("qgis-run")
    (folder / "pictures").mkdir()
    export_map(check_request(atlas, format_id="gpkg"), folder / "pictures" / RENAMED)
    return run_qgis(unpack(package, folder), folder, layers_dir()) | {"folder": str(folder / "pictures")}


def find_problems(report: dict[str, Any], atlas: Atlas) -> list[str]:
    """Name all that is wrong with a package, as QGIS sees it; a whole one has none."""
    problems = [] if report["read"] and report["crs"] == "EPSG:5179" else [f"project: {report['crs']}"]
    thematic = {id_ for id_, record in atlas.layers.items() if record.group != "basemap"}
    problems += [f"{id_}: missing" for id_ in thematic - set(report["layers"])]
    for id_, layer in report["layers"].items():
        problems += [] if layer["valid"] else [f"{id_}: not valid"]
        if layer["spatial"]:
            problems += [] if layer["crs"] == "EPSG:4326" else [f"{id_}: CRS {layer['crs']}"]
            problems += find_style_problems(id_, layer, atlas.layers[id_])
    problems += [f"{id_}: {found['faults']}" for id_, found in report["features"].items() if found["faults"]]
    problems += [f"relation {name}: not valid" for name, found in report["relations"].items() if not found["valid"]]
    relations = {f"mentions_{id_}" for id_ in thematic} | {"mentions_passages", "passages_documents"}
    evidence = {id_ for id_ in thematic if atlas.layers[id_].group == "evidence"}
    relations |= {f"{id_}_claims" for id_ in evidence} | {"claims_passages", "claims_documents"}
    problems += [f"relation {name}: missing" for name in relations - set(report["relations"])]
    for extent, wanted in EXPECTED_LABELS.items():
        missing = wanted - set(report["maps"][extent]["labelled"])
        problems += [f"{extent}: no label for {', '.join(sorted(missing))}"] if missing else []
    return problems


def find_style_problems(layer_id: str, layer: dict[str, Any], record: dict[str, Any]) -> list[str]:
    if record.group == "basemap":
        return []
    style = record.style
    problems = [] if style.color in layer["colors"] else [f"{layer_id}: colours {layer['colors']}"]
    problems += [] if layer["shown"] == record.shown else [f"{layer_id}: shown {layer['shown']}"]
    problems += [] if layer["group"] == GROUPS[record.group] else [f"{layer_id}: in {layer['group']}"]
    return problems + ([] if layer["labelled"] == bool(style.label) else [f"{layer_id}: not labelled"])


@pytest.mark.thorough
def test_the_package_is_one_folder_with_all_that_is_needed(package: Path, atlas: Atlas) -> None:
    with zipfile.ZipFile(package) as archive:
        names = set(archive.namelist())
    expected = {"README.txt", "LICENSE-DATA.txt", "koreamap.qgz", "koreamap.gpkg"}
    thematic = [id_ for id_, record in atlas.layers.items() if record.group != "basemap"]
    expected |= {f"geojson/{id_}{suffix}" for id_ in thematic for suffix in (".geojson", ".qml", ".qmd")}
    assert names == {f"{FOLDER}/{name}" for name in expected}


@pytest.mark.thorough
def test_written_twice_it_is_the_same_to_the_byte(package: Path, atlas: Atlas, tmp_path: Path) -> None:
    assert (
        export_map(check_request(atlas, format_id="qgis", address=ADDRESS), tmp_path / "again.zip").read_bytes()
        == package.read_bytes()
    )


@pytest.mark.thorough
def test_the_project_holds_no_code_no_address_of_a_machine_and_no_clock(package: Path) -> None:
    project = read_project(package)
    for word in (
        "python",
        "macro",
        "saveUser",
        "saveDateTime",
        "creation",
        "/home/",
        str(layers_dir()),
        str(package.parent),
    ):
        assert word.lower() not in project.lower(), word
    sources = [element.text for element in ET.fromstring(project).iter("datasource")]  # noqa: S314 - written by us
    files = [source for source in sources if source and not source.startswith("?")]
    assert len(files) == len(sources) - 1  # the frame of the map has none
    assert all(source.startswith("./koreamap.gpkg|layername=") for source in files)


def test_ranks_of_labels_are_whole_numbers_since_qgis_reads_others_as_none(package: Path, atlas: Atlas) -> None:
    project = ET.fromstring(read_project(package))  # noqa: S314 - written by us
    ranks = {
        layer.findtext("id", "").removeprefix("koreamap_"): placement.get("priority")
        for layer in project.iter("maplayer")
        if (placement := layer.find("labeling//placement")) is not None
    }
    lettered = {id_: record.style.label for id_, record in atlas.layers.items() if record.group != "basemap"}
    expected = {id_: str(round(label.priority / 10)) for id_, label in lettered.items() if label}
    assert {id_: rank for id_, rank in ranks.items() if id_ in expected} == expected


def test_terms_and_sources_are_told(package: Path) -> None:
    with zipfile.ZipFile(package) as archive:
        texts = [archive.read(f"{FOLDER}/{name}").decode() for name in ("README.txt", "LICENSE-DATA.txt")]
    assert all("© OpenStreetMap contributors" in text and "Brookings" in text for text in texts)
    assert "koreamap.qgz" in texts[0]


@pytest.mark.thorough
def test_the_geojson_beside_it_has_the_features_of_the_build(package: Path, atlas: Atlas) -> None:
    with zipfile.ZipFile(package) as archive:
        for id_, record in atlas.layers.items():
            if record.group == "basemap":
                continue
            built = json.loads((layers_dir() / record.file).read_bytes())
            written = json.loads(archive.read(f"{FOLDER}/geojson/{id_}.geojson"))
            check_geojson(built, id_)
            assert [f["geometry"] for f in written["features"]] == [f["geometry"] for f in built["features"]], id_
            for there, made in zip(written["features"], built["features"], strict=True):
                assert there["properties"].items() >= made["properties"].items()


def test_a_part_of_korea_opens_at_that_part(atlas: Atlas, tmp_path: Path) -> None:
    request = check_request(atlas, format_id="qgis", layers=["nll"], bbox=(124.3, 37.2, 126.3, 38.3), landscape=True)
    project = ET.fromstring(read_project(export_map(request, tmp_path / "part.zip")))  # noqa: S314 - written by us
    extent = project.find("mapcanvas/extent")
    assert extent is not None
    west, north = (float(extent.findtext(name, "nan")) for name in ("xmin", "ymax"))
    assert west == pytest.approx(718_000, abs=5_000)
    assert north == pytest.approx(2_041_000, abs=8_000)
    page = project.find("Layouts/Layout/PageCollection/LayoutItem")
    assert page is not None
    assert page.get("size") == "297,210,mm"


@pytest.mark.qgis
def test_qgis_finds_nothing_wrong(report: dict[str, Any], atlas: Atlas) -> None:
    assert find_problems(report, atlas) == []


@pytest.mark.qgis
def test_a_broken_package_is_found_out(package: Path, atlas: Atlas, tmp_path: Path, qgis: None) -> None:  # noqa: ARG001 - QGIS must be there
    project = unpack(package, tmp_path)
    xml = zipfile.ZipFile(project).read("koreamap.qgs").decode()
    root = ET.fromstring(xml)  # noqa: S314 - written by us
    layers = {element.findtext("id"): element for element in root.iter("maplayer")}
    source = layers["koreamap_mdl"].find("datasource")
    system = layers["koreamap_dmz"].find("srs/spatialrefsys")
    relation = root.find("relations/relation[@id='mentions_sites']/fieldRef")
    assert source is not None
    assert system is not None
    assert relation is not None
    source.text = "./elsewhere.gpkg|layername=mdl"
    for element in list(system):
        system.remove(element)
    ET.SubElement(system, "authid").text = "EPSG:3857"
    relation.set("referencingField", "no_such_column")
    for element in layers["koreamap_usfk_hubs"].iter("text-style"):
        element.set("fieldName", '"no_such_column"')
    with zipfile.ZipFile(project, "w") as archive:
        archive.writestr("koreamap.qgs", ET.tostring(root))
    problems = find_problems(run_qgis(project, tmp_path), atlas)
    assert "mdl: not valid" in problems
    assert "dmz: CRS EPSG:3857" in problems
    assert "relation mentions_sites: not valid" in problems
    assert "hubs: no label for busan-port, daegu-ab, osan-ab, pyeongtaek-port" in problems


@pytest.mark.qgis
def test_map_tips_quote_the_passages_and_actions_lead_to_the_explorer(report: dict[str, Any], atlas: Atlas) -> None:
    assert set(report["features"]) == set(atlas.features)
    for id_, found in report["features"].items():
        claim = atlas.features[id_].claim_id
        assert found["urls"] == [ADDRESS + (f"claims?claim={claim}" if claim else f"?feature={id_}")]
        assert not found["is_python"]
        assert "[%" not in found["tip"]
        assert ("<mark>" in found["tip"]) == bool(atlas.links_of(id_)), id_
    assert "<mark>Northern Limit Line</mark>" in report["features"]["nll"]["tip"]
    assert "북방한계선" in report["features"]["nll"]["tip"]
    assert "more, listed in the feature" in report["features"]["dprk"]["tip"]


@pytest.mark.qgis
def test_map_tips_name_the_sources_by_their_titles(report: dict[str, Any], atlas: Atlas) -> None:
    tip = report["features"]["nll-west-extension"]["tip"]
    ids = atlas.features["nll-west-extension"].source_ids.split(";")
    assert len(ids) > 3
    for id_ in ids:
        assert html.escape(atlas.sources[id_].title, quote=False) in tip, id_


@pytest.mark.qgis
def test_mentions_hang_on_features_and_passages(report: dict[str, Any], atlas: Atlas) -> None:
    wanted = len([1 for link in atlas.links for id_ in link.feature_ids if atlas.features[id_].layer == "nll"])
    assert report["relations"]["mentions_nll"]["children"] == wanted > 0
    assert report["relations"]["mentions_passages"]["children"] == report["layers"]["mentions"]["count"]


@pytest.mark.qgis
def test_what_each_side_said_hangs_on_lines_and_islands(report: dict[str, Any], atlas: Atlas) -> None:
    relations = {id_: found for id_, found in report["relations"].items() if id_.startswith("statements_")}
    disputed = {
        atlas.features[id_].layer for matter in atlas.said.matters for id_ in matter.places if id_ in atlas.features
    }
    assert set(relations) == {f"statements_{id_}" for id_ in disputed}
    assert sum(found["children"] for found in relations.values()) == report["layers"]["statements"]["count"] > 0
    for id_ in disputed:
        assert report["layers"][id_]["tabs"]["Both sides"] == [f"statements_{id_}"]
    first = atlas.said.statements[0]
    assert report["layers"]["statements"]["display"].startswith(f"{first.date} · ")


@pytest.mark.qgis
def test_pictures_and_the_print_layout_are_not_blank(report: dict[str, Any]) -> None:
    for name, drawn in report["maps"].items():
        assert drawn["colors"] > 100, name
    layout = report["layout"]
    assert layout["size"] == [210, 297]
    assert layout["colors"] > 100
    assert {"map", "legend", "scale bar", "north arrow"} <= set(layout["items"])
    assert layout["pdf_result"] == 0
    assert (Path(report["folder"]) / "layout.pdf").stat().st_size > 20_000


@pytest.mark.qgis
def test_files_added_alone_bring_their_style(report: dict[str, Any], atlas: Atlas) -> None:
    for name, found in report["alone"].items():
        assert found["color"] == atlas.layers["nll"].style.color, name
        assert found["labelled"], name
        assert found["crs"] == "EPSG:4326", name


@pytest.mark.qgis
def test_the_project_inside_the_geopackage_opens_as_well(report: dict[str, Any]) -> None:
    assert report["embedded_read"]
    assert set(report["embedded"]) == set(report["layers"])
    assert all(report["embedded"].values())


@pytest.mark.qgis
def test_a_geopackage_opens_under_any_name_and_holds_no_project_that_would_miss_it(
    report: dict[str, Any], atlas: Atlas
) -> None:
    layers = report["renamed"]["layers"]
    for id_, record in atlas.layers.items():
        if not record.is_basemap:
            assert layers[id_]["valid"], id_
            assert layers[id_]["count"] == record.count, id_
            assert layers[id_]["color"] in {record.style.color, "#ffffff"}, id_
    assert layers["nll"]["color"] == atlas.layers["nll"].style.color
    assert report["renamed"]["projects"] == []


@pytest.mark.qgis
def test_sea_is_sea_and_land_is_land_at_every_scale(report: dict[str, Any]) -> None:
    """What a projection tears lies as land over the sea, or leaves the sea where land was."""
    assert len(report["scales"]) == 6
    for name, drawn in report["scales"].items():
        assert drawn["errors"] == [], name
        assert drawn["ground"], name
        flooded = {place for place, color in drawn["ground"].items() if color == LIGHT.water}
        assert flooded == drawn["ground"].keys() - LAND, name
    assert LAND - {"Gangwon"} <= report["scales"]["1:100M"]["ground"].keys()


@pytest.mark.qgis
def test_a_map_of_the_far_view_ends_at_its_frame(report: dict[str, Any]) -> None:
    """Beyond it there is paper, neither sea nor land that ends nowhere."""
    assert report["scales"]["1:100M"]["paper"].keys() >= {"west", "east"}
    for name, drawn in report["scales"].items():
        assert set(drawn["paper"].values()) <= {"#ffffff"}, name
    assert report["scales"]["1:10M"]["paper"] == {}


@pytest.mark.qgis
def test_each_name_is_written_by_one_layer_at_every_scale(report: dict[str, Any]) -> None:
    found = report["written_twice"]
    assert len(found) == 7 * 5
    assert {view: names for view, names in found.items() if names} == {}


@pytest.mark.qgis
def test_no_hangul_stands_without_its_english(report: dict[str, Any]) -> None:
    """In all six views; two labels, one a language, would each find a place of its own, or none."""
    assert {name: drawn["korean_alone"] for name, drawn in report["scales"].items() if drawn["korean_alone"]} == {}


def test_a_feature_has_one_label_for_both_languages(package: Path, atlas: Atlas) -> None:
    root = ET.fromstring(read_project(package))  # noqa: S314 - written by us
    layers = {layer.findtext("id"): layer for layer in root.iter("maplayer")}
    for id_ in ("mdl", "nll", "dprk_claimed_lines", "western_islands", "usfk_hubs"):
        texts = [style.get("fieldName") or "" for style in layers[f"koreamap_{id_}"].iterfind("labeling//text-style")]
        in_both = ['"name_ko"' in text and '"name"' in text for text in texts]
        is_line = atlas.layers[id_].geometry_type == "LineString"
        assert in_both == ([True, False] if is_line else [True]), id_  # beside a line that is too short, English alone


def test_a_line_is_lettered_along_its_course_or_beside_it_and_never_both(package: Path) -> None:
    root = ET.fromstring(read_project(package))  # noqa: S314 - written by us
    for layer in root.iter("maplayer"):
        rules = [rule.get("filter") or "" for rule in layer.iterfind("labeling/rules/rule")]
        if layer.get("geometry") == "Line" and rules:
            along, beside = rules
            assert beside.startswith(f"{along.removeprefix('NOT (').removesuffix(')')} AND "), layer.findtext("id")


@pytest.mark.qgis
def test_no_label_stands_off_its_place_at_any_scale(report: dict[str, Any]) -> None:
    for name, drawn in report["scales"].items():
        assert drawn["labels"] > 5, name
        assert [stray for stray in drawn["strays"] if stray["off_px"] > NEAR_PX] == [], name


@pytest.mark.qgis
def test_no_name_lies_across_a_line_beside_the_western_islands(report: dict[str, Any]) -> None:
    """Neither across the lines of one side nor across the other's; each stands by its own island."""
    for fault in ("across", "misleading"):
        assert {scale: found[fault] for scale, found in report["islands"].items() if found[fault]} == {}


@pytest.mark.qgis
def test_each_of_the_western_islands_has_its_name_from_near_and_from_afar(report: dict[str, Any]) -> None:
    written = {scale: set(found["written"]) for scale, found in report["islands"].items()}
    assert len(written) == 8
    assert written.pop("1:500k") >= {"yeonpyeongdo", "socheongdo"}  # the others lie at its rim
    assert {scale: ISLANDS - names for scale, names in written.items() if ISLANDS - names} == {}


@pytest.mark.qgis
def test_the_corridors_names_stand_beside_their_lines_and_across_none(report: dict[str, Any]) -> None:
    """With the findings on the map, too: their lines and areas leave a name few places."""
    assert len(report["corridors"]) == 8
    assert {view: found["struck"] for view, found in report["corridors"].items() if found["struck"]} == {}
    for side in ("west", "east"):
        for scale in ("1:100k", "1:250k", "1:250k with findings"):
            assert report["corridors"][f"{side} {scale}"]["written"] == [f"{side}ern-corridor"]


@pytest.mark.qgis
def test_a_line_too_short_for_its_name_has_the_abbreviation_that_the_name_ends_with(report: dict[str, Any]) -> None:
    """Bent around both of its corners the whole name is torn, and crosses the parallel."""
    assert report["lines"]["1:2.5M"]["nll"] == "Northern Limit Line (NLL)"
    assert report["lines"]["1:4M"]["nll"] == "NLL  북방한계선"
    assert report["lines"]["1:10M"]["nll"] == "NLL"
    assert report["lines"]["1:10M"]["mdl"] == "MDL"


@pytest.mark.qgis
def test_lines_that_nobody_published_have_their_names_as_long_as_they_are_longer_than_half_of_them(
    report: dict[str, Any],
) -> None:
    """From afar without the word of doubt, which their dots tell, and beside them; mere stubs have none."""
    written = {scale: {id_: found.get(id_) for id_ in UNPUBLISHED} for scale, found in report["lines"].items()}
    west, first, second = "NLL, westward", "waterway 1", "waterway 2"
    doubtful = (f"{west} (uncertain)", f"{first} (schematic)  제1수로", second)
    assert written == {
        "1:1M": dict(zip(UNPUBLISHED, doubtful, strict=True)),
        "1:1.75M": dict(zip(UNPUBLISHED, (west, f"{first} (schematic)", None), strict=True)),
        "1:2M": dict(zip(UNPUBLISHED, (west, first, None), strict=True)),
        "1:2.5M": dict(zip(UNPUBLISHED, (west, first, None), strict=True)),
        "1:4M": dict(zip(UNPUBLISHED, (west, first, None), strict=True)),
        "1:10M": dict.fromkeys(UNPUBLISHED),
    }


@pytest.mark.qgis
def test_kaesong_and_both_states_are_named_from_afar(report: dict[str, Any]) -> None:
    """Kaesong, among three lines, with its neighbours; neither state without the other."""
    assert report["lettered"].keys() == {"1:4M", "1:5M", "1:6M", "1:8M", "1:10M"}
    for scale, written in report["lettered"].items():
        assert {"label-north-korea", "label-south-korea"} <= set(written), scale
    assert {"label-kaesong", "label-haeju", "label-seoul"} <= set(report["lettered"]["1:4M"])


@pytest.mark.qgis
def test_the_full_view_holds_what_lies_around_korea_and_no_more(report: dict[str, Any]) -> None:
    assert 5e6 < report["scales"]["full"]["scale"] < 25e6
    assert {"Honshu", "Yellow Sea", "East China Sea"} <= report["scales"]["full"]["ground"].keys()
    assert not {"Australia", "Indian Ocean"} & report["scales"]["full"]["ground"].keys()


@pytest.mark.qgis
def test_time_shows_what_was_there(report: dict[str, Any]) -> None:
    """The same in the project, whose tables have days, and in the bare files, which have EDTF text."""
    for layers in (report["layers"], report["bare"]):
        day, later, after = "1950-06-25/1950-06-26", "1951-01-01/1951-01-02", "1954-05-01/1954-05-02"
        assert layers["parallel_38"]["in_time"] == {day: ["38th-parallel"], later: ["38th-parallel"], after: []}
        assert layers["mdl"]["in_time"] == {day: [], later: [], after: ["mdl"]}
        assert "nll" not in layers["nll"]["in_time"][later]
        assert "nll-east" in layers["nll"]["in_time"][later]  # what has no date is always there
        assert "nll" in layers["nll"]["in_time"][after]


@pytest.mark.qgis
def test_days_and_edtf_text_agree_on_every_feature(report: dict[str, Any]) -> None:
    timed = {id_: found["in_time"] for id_, found in report["bare"].items() if found["is_timed"]}
    assert {"parallel_38", "mdl", "events", "nll"} <= timed.keys()
    for id_, found in timed.items():
        assert report["layers"][id_]["in_time"] == found, id_


@pytest.mark.qgis
def test_a_bare_file_opens_styled_labelled_and_credited(report: dict[str, Any], atlas: Atlas) -> None:
    assert report["bare"].keys() == atlas.layers.keys()
    for id_, found in report["bare"].items():
        record = atlas.layers[id_]
        assert found["title"].startswith(record.title), id_
        assert found["rights"], id_
        assert found["licences"], id_
        assert not found["limited"], id_
        assert found["faults"] == [], id_
        assert found["unnamed"] == [], id_
        if not record.is_basemap:
            assert record.style.color in found["colors"], id_
            assert found["labelled"] == bool(record.style.label), id_
    assert report["bare"]["mdl"]["rights"] == ["© OpenStreetMap contributors, ODbL 1.0"]
    assert report["bare"]["cities"]["rights"] == ["© GeoNames, CC BY 4.0"]


@pytest.mark.qgis
def test_every_property_has_one_type_over_all_files(report: dict[str, Any]) -> None:
    types: dict[str, set[str]] = {}
    for found in report["bare"].values():
        for name, type_ in found["types"].items():
            types.setdefault(name, set()).add(type_)
    assert {name: found for name, found in types.items() if len(found) > 1} == {}
    assert types["valid_from"] == {"String"}


@pytest.mark.qgis
def test_forms_stand_in_tabs_and_hide_what_is_for_machines(report: dict[str, Any], atlas: Atlas) -> None:
    for id_, found in report["layers"].items():
        assert found["unnamed"] == [], id_
        if id_ in atlas.layers and not atlas.layers[id_].is_basemap:
            shown = [name for tab in found["tabs"].values() for name in tab]
            assert len(found["tabs"]) > 3, id_
            assert len(shown) == len(set(shown)), id_
            assert not {"passages_html", "fid"} & set(shown), id_
            assert {"passages_html", "fid"} <= set(found["hidden"]), id_
            assert f"mentions_{id_}" in found["tabs"]["Passages"], id_


@pytest.mark.qgis
def test_each_named_area_has_a_bookmark_and_a_theme(report: dict[str, Any], atlas: Atlas) -> None:
    names = {f"{extent.title} · {extent.title_ko}": extent for extent in EXTENTS.values()}
    assert len(names) == 6
    assert report["areas"]["bookmarks"] == {name: list(extent.bbox) for name, extent in names.items()}
    assert report["areas"]["themes"].keys() == names.keys()
    themes = {names[name].id: set(layers) for name, layers in report["areas"]["themes"].items()}
    assert all("basemap_world" in layers for layers in themes.values())
    assert {"usfk_hubs", "usfk_hub_areas"} <= themes["hubs"]
    assert not {"mdl", "nll"} & themes["hubs"]
    assert {"nll", "dprk_claimed_lines", "western_islands"} <= themes["western-islands"]
    assert {"rivers", "joint_areas"} <= themes["han-estuary"]
    assert {"corridors", "mdl", "dmz"} <= themes["dmz-east"]
    shown = {id_ for id_, record in atlas.layers.items() if record.shown and not record.is_basemap}
    assert shown <= themes["korea"]


@pytest.mark.qgis
def test_records_have_names_that_tell_them_apart(report: dict[str, Any], atlas: Atlas) -> None:
    mention = atlas.links[0].mention
    named = report["layers"]["mentions"]["display"]
    assert named.startswith(f"{mention.exact} ({mention.document_id}, ")
    assert mention.passage_id not in named
    claim = next(iter(atlas.claims.values()))
    assert report["layers"]["claims"]["display"] == f"{claim.title}: {claim.verdict}"


@pytest.mark.qgis
def test_the_legend_names_in_both_languages_with_the_status_and_the_layout_says_its_scale(
    report: dict[str, Any],
) -> None:
    layout = report["layout"]
    assert "Military Demarcation Line 군사분계선¦agreed" in layout["legend"]
    assert any(entry.startswith("Northern Limit Line 북방한계선¦unilateral, disputed") for entry in layout["legend"])
    [ratio] = [text for text in layout["texts"] if text.startswith("1 : ")]
    assert ratio == "1 : 4,300,000"  # 871 km in a frame that is 203 mm high, rounded up
    assert layout["legend_bottom"] < 297 - 5
    assert layout["legend_right"] < 12 + (210 - 24) * 0.68


@pytest.mark.qgis
def test_a_package_without_an_address_leads_nowhere(atlas: Atlas, tmp_path: Path) -> None:
    package = export_map(check_request(atlas, format_id="qgis", layers=["nll"]), tmp_path / "plain.zip")
    project = read_project(package)
    assert "attributeactions" not in project
    assert "127.0.0.1" not in project
    with zipfile.ZipFile(package) as archive:
        nll = json.loads(archive.read(f"{FOLDER}/geojson/nll.geojson"))["features"][0]["properties"]
        assert "explorer" not in archive.read(f"{FOLDER}/README.txt").decode()
    assert "url" not in nll
    assert "passages_html" in nll


@pytest.mark.qgis
def test_gdals_own_check_passes_the_geopackage(package: Path, tmp_path: Path, qgis: None) -> None:  # noqa: ARG001 - its Python has GDAL
    database = unpack(package, tmp_path).with_name("koreamap.gpkg")
    command = [QGIS_PYTHON, "-m", "osgeo_utils.samples.validate_gpkg", "-k", "--extra", str(database)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a fixed command
    assert done.returncode == 0, done.stdout + done.stderr
