"""A user's own documents beside the project's: one atlas, and what is broken hides nothing else."""

from __future__ import annotations

import hashlib
import json
import shutil
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from koreamap.app.assets import find_asset, find_assets
from koreamap.atlas import read_atlas
from koreamap.cli import main
from koreamap.compose import _composing, _files, refresh
from koreamap.current import POINTER, atlas_dir, composed_dir
from koreamap.errors import BuildError
from koreamap.export.content import read_layer
from koreamap.home import layers_dir
from koreamap.manifest import read_manifest
from koreamap.own import LayerWish, add_places, import_places
from koreamap.personal import FOLDER_VARIABLE

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "# Notes\n\nThe envoys met at Panmunjom, not at Kaesong. The Northern Limit Line was not named.\n"
RECORD = """
id = "{id}"
title = "Notes of an envoy"
short_title = "Envoy 1953"
author = "An envoy"
date = "1953-08-01"
citation = "Notes of an envoy, 1 August 1953."
rights = "Mine."
quotable = "passages"
format = "paged-markdown"
sha256 = "{sha256}"
"""


def write_document(folder: Path, id_: str = "envoy", text: str = TEXT) -> Path:
    """Write a document of a user's as it lies on the disk."""
    home = folder / "documents" / id_
    home.mkdir(parents=True)
    (home / "text.txt").write_bytes(text.encode())
    record = RECORD.format(id=id_, sha256=hashlib.sha256(text.encode()).hexdigest())
    (home / "document.toml").write_text(record, encoding="utf-8")
    return home


@pytest.fixture(scope="module")
def composed_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a document and compose it once, for the tests that look at what becomes of it afterwards."""
    folder = tmp_path_factory.mktemp("composed")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(FOLDER_VARIABLE, str(folder))
        write_document(folder)
        assert refresh().documents == 1
    return folder


@pytest.fixture
def envoy(composed_once: Path, personal_folder: Path) -> Path:
    """Give the test's own copy of it, where the user's documents are; return the document's folder."""
    shutil.copytree(composed_once, personal_folder, dirs_exist_ok=True)
    return personal_folder / "documents" / "envoy"


def test_without_own_things_the_built_files_are_read(personal_folder: Path) -> None:
    assert refresh().documents == 0
    assert atlas_dir() == layers_dir()
    assert not (personal_folder / ".composed").exists()


@pytest.mark.usefixtures("envoy")
def test_own_document_stands_among_the_others_by_date_with_its_links() -> None:
    before = read_atlas(layers_dir())
    atlas = read_atlas()
    assert list(atlas.documents) == ["rusk-1951", "envoy", "lee-2007"]
    own = [(link.mention.exact, link.mention.place_id) for link in atlas.links if link.mention.document_id == "envoy"]
    assert own == [("Panmunjom", "panmunjom"), ("Kaesong", "kaesong"), ("Northern Limit Line", "nll")]
    assert [link.key for link in atlas.links_of("nll")] == [
        *(link.key for link in before.links_of("nll") if link.mention.document_id == "rusk-1951"),
        f"envoy:{TEXT.index('Northern')}-{TEXT.index(' was not named')}",
        *(link.key for link in before.links_of("nll") if link.mention.document_id == "lee-2007"),
    ]
    assert atlas.claims == before.claims


@pytest.mark.usefixtures("envoy")
def test_features_count_the_mentions_of_own_documents_too() -> None:
    before = read_atlas(layers_dir()).features["nll"].mention_count
    atlas = read_atlas()
    assert atlas.features["nll"].mention_count == before + 1
    counts = {feature.id: feature.properties.mention_count for feature in read_layer(atlas.layers["nll"])}
    assert counts["nll"] == before + 1


@pytest.mark.usefixtures("envoy")
def test_only_what_must_be_other_than_the_build_is_so() -> None:
    ours, joined = read_manifest(layers_dir()), read_manifest(atlas_dir())
    other = {name for name in ours.digests if ours.digests[name] != joined.digests[name]}
    assert {"documents.json", "links.json", "nll.geojson"} < other
    assert len(other) == 5  # and the layers of the two places
    assert ours.digests.keys() == joined.digests.keys()


@pytest.mark.usefixtures("envoy")
def test_nothing_is_made_twice_of_the_same_things(monkeypatch: pytest.MonkeyPatch) -> None:
    folder = atlas_dir()
    monkeypatch.setattr(_composing, "compose", lambda _progress: pytest.fail("composed again"))
    assert refresh().documents == 1
    assert atlas_dir() == folder


@pytest.mark.thorough
def test_what_was_curated_is_taken_up(envoy: Path) -> None:
    ignore = '[[ignore]]\nreason = "the town is not meant"\nforms = ["Kaesong"]\n'
    (envoy / "ignore.toml").write_text(ignore, encoding="utf-8")
    refresh()
    assert "kaesong" not in {link.mention.place_id for link in read_atlas().links if link.key.startswith("envoy:")}


def test_changed_text_is_named_and_left_out_and_hides_no_other(personal_folder: Path) -> None:
    home = write_document(personal_folder)
    write_document(personal_folder, "other")
    (home / "text.txt").write_text(TEXT + "More.\n", encoding="utf-8")
    composed = refresh()
    (problem,) = composed.problems
    assert "envoy" in problem
    assert list(read_atlas().documents) == ["rusk-1951", "other", "lee-2007"]


def test_wrong_curation_costs_that_document_its_links_alone(personal_folder: Path) -> None:
    home = write_document(personal_folder)
    write_document(personal_folder, "other")
    entry = '[[mention]]\npassage = "envoy/nowhere"\nquote = "x"\nplaces = ["nll"]\nnote = "why"\n'
    (home / "mentions.toml").write_text(entry, encoding="utf-8")
    (problem,) = refresh().problems
    assert "envoy/nowhere" in problem
    linked = {link.mention.document_id for link in read_atlas().links}
    assert linked == {"rusk-1951", "other", "lee-2007"}


def test_document_of_more_mentions_than_a_page_can_show_has_no_links_and_is_named(
    personal_folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_document(personal_folder)
    monkeypatch.setenv("KOREAMAP_MAX_MENTIONS", "1")
    (problem,) = refresh().problems
    assert problem.startswith("document envoy: found a text of ")
    assert "(KOREAMAP_MAX_MENTIONS)" in problem
    atlas = read_atlas()
    assert "envoy" in atlas.documents
    assert not [link for link in atlas.links if link.mention.document_id == "envoy"]
    monkeypatch.delenv("KOREAMAP_MAX_MENTIONS")
    assert refresh().problems == ()


def test_id_of_the_projects_is_refused_by_name(personal_folder: Path) -> None:
    write_document(personal_folder, "lee-2007")
    composed = refresh()
    assert composed.documents == 0
    assert any("lee-2007" in problem for problem in composed.problems)
    assert read_atlas().documents["lee-2007"].author == "Lee Sanghee"


def test_last_document_taken_away_leaves_the_built_files(envoy: Path, personal_folder: Path) -> None:
    envoy.rename(personal_folder / "away")
    refresh()
    assert atlas_dir() == layers_dir()
    assert list(read_atlas().documents) == ["rusk-1951", "lee-2007"]


@pytest.mark.usefixtures("envoy")
@pytest.mark.parametrize("pointer", ["", "../../etc", "0123456789abcdef", "\xff"])
def test_pointer_that_leads_nowhere_is_none(pointer: str) -> None:
    assert atlas_dir() != layers_dir()
    (composed_dir() / POINTER).write_bytes(pointer.encode("latin-1"))
    assert atlas_dir() == layers_dir()


@pytest.mark.usefixtures("envoy")
def test_composed_file_that_was_changed_is_refused() -> None:
    file = atlas_dir() / "links.json"
    file.write_bytes(file.read_bytes().replace(b"Panmunjom", b"Panmunjon"))
    with pytest.raises(BuildError, match="other bytes"):
        read_atlas()


@pytest.mark.thorough
def test_without_room_what_stood_before_stands(envoy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = atlas_dir()
    (envoy / "ignore.toml").write_text('[[ignore]]\nreason = "r"\nforms = ["Kaesong"]\n', encoding="utf-8")

    def refuse(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(_files.shutil, "rmtree", lambda *_args, **_more: None)
    monkeypatch.setattr(type(envoy), "rename", refuse)
    with pytest.raises(BuildError, match="No space left"):
        refresh()
    assert atlas_dir() == before
    assert "envoy" in read_atlas().documents


@pytest.mark.thorough
def test_old_sets_are_swept_and_the_newest_stay(personal_folder: Path) -> None:
    home = write_document(personal_folder)
    for word in ("Kaesong", "Panmunjom", "envoys", "met"):
        (home / "ignore.toml").write_text(f'[[ignore]]\nreason = "r"\nforms = ["{word}"]\n', encoding="utf-8")
        refresh()
    assert len(list(composed_dir().glob("[0-9a-f]" * 16))) == 3
    assert (atlas_dir() / "links.json").is_file()


@pytest.mark.thorough
def test_app_serves_what_stands_now_and_what_a_page_opened_before_still_asks_for(personal_folder: Path) -> None:
    before = find_assets()["links"]
    write_document(personal_folder)
    refresh()
    now = find_assets()["links"]
    assert now.name != before.name
    assert find_asset(before.name) == before
    assert find_asset(now.name) == now
    assert "envoy" in {document["id"] for document in json.loads(find_assets()["documents"].body)["documents"]}


def write_layer(folder: Path) -> None:
    """Keep two places of a user's, one of them named in the text of `write_document`."""
    rows = b"name,lon,lat\nEnvoys Gate,126.7,37.9\nKaesong,126.55,37.97\n"
    add_places(folder / "layers", "gates", import_places(rows, "gates.csv", layer="gates"), LayerWish(title="Gates"))


def test_own_layer_stands_among_the_others_under_its_own_terms(personal_folder: Path) -> None:
    write_layer(personal_folder)
    composed = refresh()
    assert (composed.places, composed.problems) == (2, ())
    atlas = read_atlas()
    (record,) = (layer for layer in atlas.layers.values() if layer.title == "Gates")
    gates = read_layer(record)
    assert [feature.properties.name for feature in gates] == ["Envoys Gate", "Kaesong"]
    assert {atlas.places[feature.id].layer for feature in gates} == {record.id}
    head = json.loads((atlas_dir() / record.file).read_bytes())
    assert "OpenStreetMap" not in head["attribution"]
    assert "ODbL" not in head["license"]
    assert set(record.source_ids) <= atlas.sources.keys()


@pytest.mark.thorough
def test_own_places_are_found_in_own_documents_beside_the_others_of_that_name(personal_folder: Path) -> None:
    write_layer(personal_folder)
    write_document(personal_folder, text=TEXT + "\nThe Envoys Gate was shut.\n")
    refresh()
    atlas = read_atlas()
    titles = {place.id: place.title for place in atlas.places.values() if place.id.startswith("own-")}
    found = [link.mention for link in atlas.links if link.mention.document_id == "envoy"]
    assert [titles.get(mention.place_id) for mention in found if mention.exact == "Envoys Gate"] == ["Envoys Gate"]
    assert {titles.get(m.place_id, m.place_id) for m in found if m.exact == "Kaesong"} == {"Kaesong", "kaesong"}
    ours = [link for link in atlas.links if link.mention.document_id in {"rusk-1951", "lee-2007"}]
    assert not any(link.mention.place_id in titles for link in ours), "the project's documents are as they were built"


def test_broken_layer_hides_no_other(personal_folder: Path) -> None:
    write_layer(personal_folder)
    broken = personal_folder / "layers" / "broken"
    broken.mkdir()
    (broken / "layer.toml").write_text("title = ", encoding="utf-8")
    composed = refresh()
    assert composed.places == 2
    assert any("broken" in problem for problem in composed.problems)


@pytest.mark.thorough
def test_what_is_added_and_removed_by_a_command_is_seen_at_once(personal_folder: Path) -> None:
    run = CliRunner().invoke
    (personal_folder / "letter.txt").write_text("They met at Panmunjom.\n", encoding="utf-8")
    assert run(main, ["add", str(personal_folder / "letter.txt")]).exit_code == 0
    assert "letter" in read_atlas().documents
    assert run(main, ["places", "add", "--name", "Envoys Gate", "--lon", "126.7", "--lat", "37.9"]).exit_code == 0
    assert "Envoys Gate" in {place.title for place in read_atlas().places.values()}
    assert run(main, ["layers", "remove", "places"]).exit_code == 0
    assert run(main, ["remove", "letter"]).exit_code == 0
    assert atlas_dir() == layers_dir()
