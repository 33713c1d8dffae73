"""Own layers as files: what is written is read back, what is wrong is told, and nothing that stood there is lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import shapely
from click.testing import CliRunner, Result

from koreamap.cli import main
from koreamap.drawing.backgrounds import DARK, LIGHT
from koreamap.drawing.credit import Credit, find_credit
from koreamap.errors import GazetteerError, UnknownIdError
from koreamap.geojson import check_geojson, to_geojson
from koreamap.layers import find_layers
from koreamap.model.properties import check_properties, find_columns
from koreamap.own import COLOURS, LayerWish, add_places, import_places, read_own_layers, remove_layer, to_layers

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.own import Added, Imported, OwnLayer

TABLE = "name,lon,lat,note\nHaeju,125.71,38.04,A port.\nOngjin,125.36,37.93,\n"
HEAD = 'title = "Mine"\n[[source]]\nid = "own-mine"\ntitle = "My notes"\nkind = "given"\nread = "whole"\n'
PLACE = '[[place]]\nid = "own-mine-a"\nkind = "city"\nnames = [{ text = "Alpha" }]\nlon = 126.0\nlat = 37.0\n'

MIXED = json.dumps(
    {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "properties": {"name": name}, "geometry": {"type": kind, "coordinates": coordinates}}
            for name, kind, coordinates in (
                ("Dot", "Point", [126, 37]),
                ("Dots", "MultiPoint", [[126, 37], [127, 38]]),
                ("Way", "LineString", [[126, 37], [127, 38]]),
                ("Field", "Polygon", [[[126, 37], [127, 37], [127, 38], [126, 37]]]),
            )
        ],
    }
)


def take(text: str, name: str = "x.csv", layer: str = "mine") -> Imported:
    return import_places(text.encode(), name, layer=layer)


def add(folder: Path, text: str, *, overwrite: bool = False) -> Added:
    return add_places(folder, "mine", take(text), LayerWish(title="Mine"), overwrite=overwrite)


def only(folder: Path) -> OwnLayer:
    found = read_own_layers(folder)
    assert found.problems == ()
    (layer,) = found.layers
    return layer


def write(folder: Path, **files: str) -> Path:
    path = folder / "mine"
    path.mkdir(parents=True, exist_ok=True)
    names = {"head": "layer.toml", "places": "places.toml", "features": "features.geojson"}
    for name, text in files.items():
        (path / names[name]).write_text(text, encoding="utf-8")
    return path


def problems(folder: Path) -> list[str]:
    return [f"{p.what}: found {p.found}, expected {p.expected}" for p in read_own_layers(folder).problems]


def test_no_folder_is_no_layer(tmp_path: Path) -> None:
    assert read_own_layers(tmp_path / "layers") == ((), ())


def test_what_is_added_is_read_back_as_it_was(tmp_path: Path) -> None:
    imported = import_places(MIXED.encode(), "m.geojson", layer="mine")
    added = add_places(tmp_path, "mine", imported, LayerWish(title="Mine", colour="teal", licence="CC0-1.0"))
    assert (added.new, added.unchanged, added.replaced, added.faults) == (4, 0, 0, ())
    layer = only(tmp_path)
    assert (layer.title, layer.colour, layer.symbol) == ("Mine", "teal", "diamond")
    assert [(place.id, place.layer) for place in layer.places] == [
        ("own-mine-dot", "own_mine_points"),
        ("own-mine-dots", "own_mine_points"),
        ("own-mine-field", "own_mine_areas"),
        ("own-mine-way", "own_mine_lines"),
    ]
    for place in imported.places:
        assert shapely.equals_exact(layer.geometries[place.id], imported.geometries[place.id], 1e-9, normalize=True)
    assert {place.method for place in layer.places} == {"Taken as given from m.geojson."}
    assert [(source.id, source.licence, source.attribution) for source in layer.sources] == [
        ("own-mine", "CC0-1.0", "m.geojson")
    ]


def test_the_same_file_again_changes_no_byte(tmp_path: Path) -> None:
    for _ in range(2):
        added = add_places(tmp_path, "mine", import_places(MIXED.encode(), "m.geojson", layer="mine"))
        bytes_ = {file.name: file.read_bytes() for file in (tmp_path / "mine").iterdir()}
    assert (added.new, added.unchanged) == (0, 4)
    assert sorted(bytes_) == ["features.geojson", "layer.toml", "places.toml"]
    assert not (tmp_path.parent / "trash").exists()


def test_a_place_that_is_there_is_left_unless_it_is_to_be_overwritten(tmp_path: Path) -> None:
    layers = tmp_path / "layers"
    add(layers, TABLE)
    moved = TABLE.replace("125.71", "125.72")
    kept = add(layers, moved)
    assert [str(fault.words) for fault in kept.faults] == [
        "own-mine-haeju is there already with other values, and was left as it is"
    ]
    assert only(layers).geometries["own-mine-haeju"].bounds[0] == 125.71
    before = (layers / "mine" / "places.toml").read_text(encoding="utf-8")
    replaced = add(layers, moved, overwrite=True)
    assert (replaced.new, replaced.unchanged, replaced.replaced, replaced.faults) == (0, 1, 1, ())
    assert only(layers).geometries["own-mine-haeju"].bounds[0] == 125.72
    assert (tmp_path / "trash" / "mine-places.toml").read_text(encoding="utf-8") == before


def test_what_a_person_wrote_stays_when_places_are_added(tmp_path: Path) -> None:
    write(tmp_path, head=f"# mine alone\n{HEAD}", places=f"# by hand\n{PLACE}")
    add(tmp_path, TABLE)
    assert (tmp_path / "mine" / "layer.toml").read_text(encoding="utf-8").startswith("# mine alone\n")
    assert (tmp_path / "mine" / "places.toml").read_text(encoding="utf-8").startswith("# by hand\n")
    assert [place.title for place in only(tmp_path).places] == ["Alpha", "Haeju", "Ongjin"]


def test_a_layer_with_a_fault_is_not_added_to(tmp_path: Path) -> None:
    path = write(tmp_path, head=HEAD, places="[[place]\n")
    with pytest.raises(GazetteerError, match="mend it before adding to it"):
        add(tmp_path, TABLE)
    assert (path / "places.toml").read_text(encoding="utf-8") == "[[place]\n"


def test_a_record_may_be_as_short_as_a_person_writes_it(tmp_path: Path) -> None:
    write(tmp_path, head='title = "Mine"\n', places=PLACE)
    (place,) = only(tmp_path).places
    assert (place.status, place.method, place.accuracy_note) == (("as given",), "As given.", "Not stated.")
    assert place.source_ids == ("own-mine",)


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        (PLACE.replace("own-mine-a", "seoul"), "place seoul: found its id, expected one that begins with own-"),
        (PLACE.replace('"city"', '"town"'), "place own-mine-a, kind: found town, expected one of "),
        (PLACE.replace("lon = 126.0\n", ""), "place own-mine-a: found one of lon and lat, expected both or neither"),
        (PLACE.replace("lon = 126.0\nlat = 37.0\n", ""), "place own-mine-a: found no geometry, expected lon and lat"),
        (PLACE.replace("126.0", "500.0"), "place own-mine-a, lon: found 500.0, expected degrees between -180 and 180"),
        (PLACE + 'source_ids = ["nowhere"]\n', "place own-mine-a: found source nowhere, expected a [[source]] of"),
        (PLACE + "colour = 1\n", "place own-mine-a, colour: found it, expected no such field"),
        (PLACE + PLACE, "place own-mine-a: found it twice, expected each id once"),
        (PLACE.replace('"city"', '"event"'), "place own-mine-a: found kind event, expected another kind"),
        ('[[place]]\nid = "own-mine-a"\n', "place own-mine-a, kind: found nothing, expected one of"),
    ],
)
def test_a_wrong_record_is_told_and_the_rest_is_read(tmp_path: Path, entry: str, problem: str) -> None:
    write(tmp_path, head=HEAD, places=PLACE.replace("own-mine-a", "own-mine-z") + entry)
    (told,) = problems(tmp_path)
    assert told.startswith(problem)
    assert "own-mine-z" in [place.id for place in read_own_layers(tmp_path).layers[0].places]


@pytest.mark.parametrize(
    ("files", "problem"),
    [
        ({"places": PLACE}, "layer.toml: found no such file"),
        ({"head": "title = 3\n"}, "layer.toml, title: found 3, expected text"),
        ({"head": 'title = "A"\ncolour = "mauve"\n'}, "layer.toml, colour: found mauve, expected one of "),
        ({"head": "<xml/>"}, "layer.toml: found "),
        ({"head": HEAD, "places": "place = 3\n"}, "places.toml: found place, expected a list: [[place]]"),
        ({"head": HEAD, "features": "<OGRVRTDataSource/>"}, "features.geojson: found not GeoJSON: it begins with '<'"),
        (
            {"head": HEAD.replace("own-mine", "osm-borders")},
            "source osm-borders: found its id, expected one that begins",
        ),
    ],
)
def test_a_wrong_file_is_told_and_the_other_layers_are_read(
    tmp_path: Path, files: dict[str, str], problem: str
) -> None:
    write(tmp_path, **files)
    add_places(tmp_path, "other", take(TABLE, layer="other"))
    (told,) = problems(tmp_path)
    assert told.startswith(problem)
    assert [place.id for layer in read_own_layers(tmp_path).layers for place in layer.places] == [
        "own-other-haeju",
        "own-other-ongjin",
    ]


def test_a_folder_of_another_name_is_told(tmp_path: Path) -> None:
    (tmp_path / "My Layer").mkdir()
    (tmp_path / ".git").mkdir()
    assert problems(tmp_path) == ["own layer: found 'My Layer', expected lower-case letters, digits and hyphens"]


def test_an_id_is_read_once_in_all_own_layers(tmp_path: Path) -> None:
    write(tmp_path, head=HEAD, places=PLACE)
    (tmp_path / "mine").rename(tmp_path / "first")
    write(tmp_path, head=HEAD, places=PLACE)
    assert problems(tmp_path) == ["place own-mine-a: found it also in first, expected each id once in all own layers"]


def test_each_new_layer_has_a_colour_of_its_own(tmp_path: Path) -> None:
    for layer in ("one", "two", "three"):
        add_places(tmp_path, layer, take(TABLE, layer=layer))
    assert len({layer.colour for layer in read_own_layers(tmp_path).layers}) == 3


def test_a_layer_that_is_removed_lies_in_the_trash(tmp_path: Path) -> None:
    layers = tmp_path / "layers"
    for number in ("", "-2"):
        add(layers, TABLE)
        target = remove_layer(layers, "mine")
        assert target == tmp_path / "trash" / f"mine{number}"
        assert (target / "places.toml").is_file()
        assert read_own_layers(layers) == ((), ())
    with pytest.raises(UnknownIdError, match="there is no own layer"):
        remove_layer(layers, "mine")


@pytest.mark.parametrize("layer", ["..", "a/b", "A", "", "a b", "/etc", "a\x00b"])
def test_an_id_leads_out_of_no_folder(tmp_path: Path, layer: str) -> None:
    add(tmp_path / "layers", TABLE)
    with pytest.raises(GazetteerError):
        add_places(tmp_path / "layers", layer, take(TABLE))
    with pytest.raises(UnknownIdError):
        remove_layer(tmp_path / "layers", layer)


# Drawn


def test_a_layer_is_drawn_by_one_for_each_type_of_geometry(tmp_path: Path) -> None:
    add_places(tmp_path, "mine", import_places(MIXED.encode(), "m.geojson", layer="mine"), LayerWish(title="Mine"))
    layers = to_layers(only(tmp_path))
    assert [(layer.spec.id, layer.spec.title, layer.spec.geometry_type, len(layer.features)) for layer in layers] == [
        ("own_mine_areas", "Mine, areas", "Polygon", 1),
        ("own_mine_lines", "Mine, lines", "LineString", 1),
        ("own_mine_points", "Mine, points", "Point", 2),
    ]
    for layer in layers:
        collection = to_geojson(layer)
        check_geojson(collection, layer.spec.id)
        for feature in layer.features:
            check_properties(feature.properties, find_columns(layer.spec.id, layer.spec.group), feature.id)
    (line,) = layers[1].features
    assert line.properties.length_km == pytest.approx(142, abs=1)


def test_a_layer_is_its_users_own_and_nobody_elses(tmp_path: Path) -> None:
    add_places(tmp_path, "mine", take(TABLE), LayerWish(licence="CC-BY-4.0", attribution="© A. Kim"))
    layer = only(tmp_path)
    (drawn,) = to_layers(layer)
    credit = find_credit(drawn.spec, {source.id: source for source in layer.sources})
    assert credit == Credit(attribution="© A. Kim", licence="CC-BY-4.0")


def test_own_layers_have_no_id_of_the_projects() -> None:
    assert [module.SPEC.id for module in find_layers() if module.SPEC.id.startswith("own_")] == []


def luminance(color: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    parts = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("name", COLOURS)
def test_every_colour_stands_out_from_land_and_water(name: str) -> None:
    for color, ground in zip(COLOURS[name], (LIGHT, DARK), strict=True):  # type: ignore[index]
        for under in (ground.water, ground.land, ground.neighbour):
            bright, dark = sorted((luminance(color), luminance(under)), reverse=True)
            assert (bright + 0.05) / (dark + 0.05) >= 3


# On the command line


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_a_file_is_imported_and_each_fault_is_told(tmp_path: Path, personal_folder: Path) -> None:
    file = tmp_path / "My camps.csv"
    file.write_text(f"{TABLE}Far,500,37,\n", encoding="utf-8")
    done = run("places", "import", file)
    assert done.exit_code == 1
    assert "row 4 (Far): found longitude 500.0, expected degrees; are the axes swapped?" in done.stderr
    assert "layer my-camps: 2 new" in done.stdout
    layer = only(personal_folder / "layers")
    assert (layer.id, layer.title) == ("my-camps", "My camps")
    assert {name.match for place in layer.places for name in place.names} == {"always"}
    assert run("places", "import", file).stdout.startswith("layer my-camps: 2 there already")


@pytest.mark.parametrize("words", [("layers", "add"), ("places", "import", "--never")])
def test_a_layer_that_is_only_drawn_is_not_looked_for(
    tmp_path: Path, personal_folder: Path, words: tuple[str, ...]
) -> None:
    file = tmp_path / "camps.csv"
    file.write_text(TABLE, encoding="utf-8")
    assert run(*words, file, "--colour", "red", "--title", "Camps").exit_code == 0
    layer = only(personal_folder / "layers")
    assert (layer.colour, layer.title) == ("red", "Camps")
    assert {name.match for place in layer.places for name in place.names} == {"never"}


@pytest.mark.thorough
def test_one_place_is_added_by_hand(personal_folder: Path) -> None:
    position = ("--lon", "125°42'36\"E", "--lat", "38-02-24N")
    done = run("places", "add", "--name", "Haeju", "--name", "Kaishu", "--ko", "해주", *position, "--from", "1906",
               "--source", "Atlas 1932", "--kind", "city")  # fmt: skip
    assert (done.exit_code, done.stderr) == (0, "")
    layer = only(personal_folder / "layers")
    (place,) = layer.places
    assert [name.text for name in place.names] == ["Haeju", "해주", "Kaishu"]
    assert (layer.title, place.id, place.kind, place.valid_from) == ("Own places", "own-places-haeju", "city", "1906")
    assert place.method == "Placed by hand."
    assert layer.geometries[place.id].wkt == "POINT (125.71 38.04)"
    assert [source.title for source in layer.sources] == ["Places added by hand", "Atlas 1932"]


def test_a_line_is_added_from_a_file(tmp_path: Path, personal_folder: Path) -> None:
    file = tmp_path / "line.geojson"
    file.write_text('{"type": "LineString", "coordinates": [[126, 37], [127, 38]]}', encoding="utf-8")
    assert run("places", "add", "--name", "Front", "--geojson", file).exit_code == 0
    (place,) = only(personal_folder / "layers").places
    assert (place.kind, place.layer) == ("line", "own_places_lines")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("places", "import", "https://example.org/x.csv"), "found an address, expected a file on this machine"),
        (("places", "import", "/vsicurl/http://127.0.0.1/x"), "found an address, expected a file on this machine"),
        (("places", "import", "nothing.csv"), "found no such file"),
        (("places", "import", "/dev/zero"), "found a device, a pipe or a socket"),
        (("places", "import", "/"), "found a folder"),
        (("places", "add", "--name", "X"), "position: found nothing, expected --lon and --lat, or --geojson"),
        (("places", "add", "--name", "X", "--lon", "1"), "position: found --lon, expected --lon and --lat"),
        (("places", "add", "--name", "X", "--lon", "1", "--lat", "95"), "are the axes swapped?"),
        (
            ("places", "add", "--name", "X", "--lon", "1", "--lat", "5", "--layer", "../x"),
            "found '../x', expected lower-c",
        ),
        (("layers", "remove", "nothing"), "there is no own layer"),
    ],
)
def test_what_cannot_be_done_is_said_in_one_sentence_and_writes_nothing(
    personal_folder: Path, words: tuple[str, ...], message: str
) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert message in done.stderr
    assert not list(personal_folder.rglob("*.*"))


def test_layers_are_listed_with_what_is_wrong(tmp_path: Path, personal_folder: Path) -> None:
    assert "no own layer" in run("layers", "list").stdout
    file = tmp_path / "camps.csv"
    file.write_text(TABLE, encoding="utf-8")
    run("layers", "add", file)
    done = run("layers", "list")
    assert (done.exit_code, done.stdout.splitlines()) == (
        0,
        ["layer  places  in texts  title", "camps  2       no        camps"],
    )
    (personal_folder / "layers" / "broken").mkdir()
    done = run("layers", "list")
    assert done.exit_code == 1
    assert "layer.toml: found no such file" in done.stderr
    assert run("layers", "remove", "camps").exit_code == 0
    assert (personal_folder / "trash" / "camps" / "places.toml").is_file()
