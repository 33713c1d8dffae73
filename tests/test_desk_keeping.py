"""Decisions on a kept document: each is written, two windows lose nothing of each other, and what cannot be is told."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from koreamap.app.desk_keeping import keep_desk
from koreamap.app.own_document import Answer, Desk, open_desk
from koreamap.atlas import Atlas, read_atlas
from koreamap.drafts import Draft, open_kept
from koreamap.errors import KoreamapError
from koreamap.model.inputs import DecisionsFile
from koreamap.own_documents import make_document
from koreamap.reading.reader import read_file

if TYPE_CHECKING:
    from pathlib import Path

    from koreamap.reading.extract import Extract

TEXT = "The envoys met at Panmunjom. Pyongyanq answered, and Zorbach left for Panmunjom with Quimbley.\n"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def extract() -> Extract:
    return read_file("note.txt", TEXT.encode())


@pytest.fixture
def desk(atlas: Atlas, extract: Extract) -> Desk:
    document = make_document(extract)
    decisions = DecisionsFile(document=document.id, text_sha256=document.sha256)
    return open_desk(Draft(document=document, decisions=decisions), atlas)


def answer(desk: Desk, atlas: Atlas, exact: str, *places: str) -> Desk:
    kind = "suggestion" if exact == "Pyongyanq" else "name"
    after = desk.answer(Answer(action="decide", exact=exact, kind=kind, places=places), atlas)
    assert after is not desk
    return after


def read_forms(desk: Desk) -> tuple[set[str], set[str]]:
    """List what stands in the folder: the words that name a place, and those that name none."""
    said = open_kept(desk.draft.document).decisions
    return {form.text for form in said.form}, {words for each in said.ignore for words in each.forms}


def test_decision_after_keeping_is_written_and_so_is_a_step_back(desk: Desk, atlas: Atlas, extract: Extract) -> None:
    kept = keep_desk(answer(desk, atlas, "Zorbach"), atlas, extract)
    assert (kept.taken, kept.clashes) == ((), ())
    second = keep_desk(answer(kept.desk, atlas, "Pyongyanq", "pyongyang"), atlas)
    assert read_forms(desk) == ({"Pyongyanq"}, {"Zorbach"})
    keep_desk(second.desk.answer(Answer(action="undo"), atlas), atlas)
    assert read_forms(desk) == (set(), {"Zorbach"})


def test_two_windows_keep_what_each_decided_and_a_step_back_takes_ones_own_alone(
    desk: Desk, atlas: Atlas, extract: Extract
) -> None:
    one = other = keep_desk(desk, atlas, extract).desk
    one = keep_desk(answer(one, atlas, "Zorbach"), atlas).desk
    kept = keep_desk(answer(other, atlas, "Pyongyanq", "pyongyang"), atlas)
    assert (kept.taken, kept.clashes) == (("Zorbach",), ())
    assert read_forms(desk) == ({"Pyongyanq"}, {"Zorbach"})
    assert "Zorbach" not in {question.exact for question in kept.desk.linked.questions}
    keep_desk(kept.desk.answer(Answer(action="undo"), atlas), atlas)
    assert read_forms(desk) == (set(), {"Zorbach"})


def test_what_two_windows_decide_differently_is_told_by_word_and_the_first_stands(
    desk: Desk, atlas: Atlas, extract: Extract
) -> None:
    one = other = keep_desk(desk, atlas, extract).desk
    keep_desk(answer(one, atlas, "Zorbach"), atlas)
    kept = keep_desk(answer(other, atlas, "Zorbach", "kaesong"), atlas)
    assert kept.clashes == ("Zorbach",)
    assert read_forms(desk) == (set(), {"Zorbach"})
    again = keep_desk(kept.desk, atlas)
    assert (again.taken, again.clashes) == ((), ())


def test_the_same_text_kept_from_a_second_window_keeps_what_the_first_decided(
    desk: Desk, atlas: Atlas, extract: Extract
) -> None:
    keep_desk(answer(desk, atlas, "Zorbach"), atlas, extract)
    kept = keep_desk(answer(desk, atlas, "Quimbley"), atlas, extract)
    assert kept.taken == ("Zorbach",)
    assert read_forms(desk) == (set(), {"Zorbach", "Quimbley"})


@pytest.mark.parametrize("harm", ["gone", "broken", "other"])
def test_what_cannot_be_written_is_told_and_nothing_is_lost(
    desk: Desk, atlas: Atlas, extract: Extract, harm: str, personal_folder: Path
) -> None:
    kept = keep_desk(desk, atlas, extract).desk
    folder = personal_folder / "documents" / "note"
    if harm == "gone":
        shutil.rmtree(folder)
    elif harm == "broken":
        (folder / "mentions.toml").write_text("[[form", encoding="utf-8")
    else:
        (folder / "text.txt").write_text("Another text.\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    with pytest.raises(KoreamapError):
        keep_desk(answer(kept, atlas, "Zorbach"), atlas)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
