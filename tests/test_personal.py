"""A user's own things lie in a folder of theirs, and one that is broken hides no other."""

from __future__ import annotations

from pathlib import Path

import pytest

from koreamap.personal import own_documents_dir, own_layers_dir, own_places_dir, personal_dir
from koreamap.text.documents import find_folder, read_documents, read_own_documents
from test_documents import write_document


def test_the_setting_names_the_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("KOREAMAP_FOLDER", str(tmp_path))
    assert [own_documents_dir(), own_places_dir(), own_layers_dir()] == [
        tmp_path / "documents",
        tmp_path / "places",
        tmp_path / "layers",
    ]


def test_a_folder_may_begin_with_the_users_home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_FOLDER", "~/maps")
    assert personal_dir() == Path.home() / "maps"


@pytest.mark.parametrize("empty", [True, False])
def test_without_the_setting_it_is_where_the_platform_keeps_such(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, *, empty: bool
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    monkeypatch.setenv("KOREAMAP_FOLDER", "") if empty else monkeypatch.delenv("KOREAMAP_FOLDER")
    assert personal_dir().name == "koreamap"
    assert personal_dir().is_relative_to(tmp_path)


def test_nothing_of_ones_own_is_no_fault(personal_folder: Path) -> None:
    assert list(personal_folder.iterdir()) == []
    assert read_own_documents() == ((), ())


def test_own_documents_are_read_beside_the_projects(personal_folder: Path) -> None:
    parent = personal_folder / "documents"
    parent.mkdir()
    write_document(parent / "younger", "## A\n\nText.", date="1999")
    write_document(parent / "older", "## A\n\nText.", date="1953-07-27")
    write_document(parent / "_away", "## A\n\nText.")
    assert [document.id for document in read_own_documents().documents] == ["older", "younger"]
    assert find_folder("older") == parent / "older"
    assert not {"older", "younger"} & {document.id for document in read_documents()}


def test_a_document_of_ones_own_never_stands_for_one_of_the_project(personal_folder: Path) -> None:
    (personal_folder / "documents" / "lee-2007").mkdir(parents=True)
    assert find_folder("lee-2007").parent.parent.name == "geodata"


def test_a_changed_text_is_told_and_hides_no_other(personal_folder: Path) -> None:
    parent = personal_folder / "documents"
    parent.mkdir()
    write_document(parent / "good", "## A\n\nText.")
    write_document(parent / "changed", "## A\n\nText.")
    (parent / "changed" / "text.txt").write_text("## A\n\nWords.", encoding="utf-8")
    (parent / "empty").mkdir()
    shelf = read_own_documents()
    assert [document.id for document in shelf.documents] == ["good"]
    assert [error.what for error in shelf.faults] == ["document changed", "document empty"]
