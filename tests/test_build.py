"""The build: whole or not at all, the same bytes each time, and what is committed is what it makes."""

import json
import os
from types import SimpleNamespace

import pytest

from koreamap import build
from koreamap.build import build_files, check_files, compare_files, write_files
from koreamap.errors import BuildError
from koreamap.home import layers_dir

pytestmark = pytest.mark.thorough


@pytest.fixture(scope="module")
def files():
    return build_files()


def test_what_is_committed_is_what_the_build_makes(files):
    # Another process made what is committed: so a second build gives the same bytes.
    assert compare_files(files, layers_dir()) == ()


def test_what_was_written_is_found_the_same(files, tmp_path, monkeypatch):
    monkeypatch.setattr(build, "build_files", lambda _progress: files)
    write_files(files, tmp_path / "layers")
    assert check_files(tmp_path / "layers") == len(files)


def test_a_changed_a_missing_and_a_leftover_file_are_named(files, tmp_path, monkeypatch):
    folder = tmp_path / "layers"
    write_files(files, folder)
    monkeypatch.setattr(build, "build_files", lambda _progress: files)
    (folder / "mdl.geojson").write_bytes(files["mdl.geojson"].replace(b"126.", b"127.", 1))
    (folder / "nll.geojson").unlink()
    (folder / "stray.geojson").write_text("{}")
    assert compare_files(files, folder) == ("mdl.geojson", "nll.geojson", "stray.geojson")
    with pytest.raises(BuildError, match=r"mdl\.geojson, nll\.geojson, stray\.geojson"):
        check_files(folder)


def test_a_failed_write_leaves_the_old_folder_whole(tmp_path):
    folder = tmp_path / "layers"
    write_files({"a.json": b"old"}, folder)
    with pytest.raises(TypeError):
        write_files({"a.json": b"new", "b.json": None}, folder)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == {"a.json": b"old"}


def test_the_disk_holds_every_file_before_its_name_does(tmp_path, monkeypatch):
    folder, flushed = tmp_path / "layers", {}

    def fsync(descriptor):
        flushed[os.fstat(descriptor).st_ino] = (os.fstat(descriptor).st_size, folder.exists())

    monkeypatch.setattr(os, "fsync", fsync)
    write_files({"a.json": b"1", "schemas/b.json": b"22"}, folder)
    inodes = {name: (folder / name).stat().st_ino for name in ("a.json", "schemas/b.json")}
    assert {name: flushed.get(inode) for name, inode in inodes.items()} == {
        "a.json": (1, False),
        "schemas/b.json": (2, False),
    }


def test_folders_within_are_written_and_compared(tmp_path):
    folder, files = tmp_path / "layers", {"a.json": b"1", "schemas/b.json": b"2"}
    write_files(files, folder)
    assert compare_files(files, folder) == ()
    (folder / "schemas" / "c.json").write_bytes(b"3")
    (folder / "schemas" / "b.json").write_bytes(b"0")
    assert compare_files(files, folder) == ("schemas/b.json", "schemas/c.json")
    write_files({"a.json": b"1"}, folder)
    assert [path.name for path in folder.rglob("*")] == ["a.json"]


def test_a_build_killed_between_the_renames_is_mended_by_the_next(tmp_path):
    folder = tmp_path / "layers"
    write_files({"a.json": b"old"}, folder)
    folder.rename(tmp_path / ".layers.old")
    write_files({"a.json": b"new"}, folder)
    assert (folder / "a.json").read_bytes() == b"new"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["layers"]


def test_counts_in_the_layers_are_those_of_the_links(files):
    annotations = json.loads(files["links.json"])["items"]
    feature = json.loads(files["nll.geojson"])["features"]
    count = next(f["properties"]["mention_count"] for f in feature if f["id"] == "nll")
    assert count == sum("nll" in annotation["koreamap:features"] for annotation in annotations)
    assert count >= 4


def test_a_link_to_nothing_and_a_place_that_no_layer_drew_stop_the_build():
    link, place = SimpleNamespace(feature_ids=("gone",)), SimpleNamespace(id="lost", layer="sites")
    with pytest.raises(BuildError, match="none for gone, lost,"):
        build._check_features_exist([link], [], {"lost": place})


def test_every_place_with_a_layer_is_drawn_and_every_link_leads_to_a_feature(files):
    drawn = {
        feature["id"]
        for name, data in files.items()
        if name.endswith(".geojson")
        for feature in json.loads(data)["features"]
    }
    places = json.loads(files["places.json"])["places"]
    linked = {id_ for item in json.loads(files["links.json"])["items"] for id_ in item["koreamap:features"]}
    assert {place["id"] for place in places if place["layer"]} <= drawn
    assert linked <= drawn
    assert linked
