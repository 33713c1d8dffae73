"""What was decided on one document in two windows at a time: both are kept, and what clashes is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from koreamap.drafts import Draft, decide, link_draft
from koreamap.gazetteer import read_places
from koreamap.joining import join_decisions
from koreamap.model.inputs import DecisionsFile, IgnoreEntry
from koreamap.own_documents import make_document
from koreamap.reading.reader import read_file

if TYPE_CHECKING:
    from koreamap.drafts import Spot

TEXT = "The envoys met at Panmunjom. Pyongyanq answered, and Zorbach left for Panmunjom with Quimbley.\n"


@pytest.fixture(scope="module")
def begun() -> Draft:
    document = make_document(read_file("note.txt", TEXT.encode()))
    return Draft(document=document, decisions=DecisionsFile(document=document.id, text_sha256=document.sha256))


def find_spot(draft: Draft) -> Spot:
    linked = link_draft(draft, read_places())
    return next(question for question in linked.questions if question.exact == "Panmunjom").spots[1]


def test_decisions_on_other_words_are_joined(begun: Draft) -> None:
    mine = decide(begun, "Zorbach", ())
    stands = decide(decide(begun, "Pyongyanq", ("pyongyang",)), "Panmunjom", (), spot=find_spot(begun))
    joined = join_decisions(begun.decisions, mine.decisions, stands.decisions)
    assert joined.decisions == decide(stands, "Zorbach", ()).decisions
    assert joined.taken == ("Pyongyanq", "Panmunjom")
    assert joined.clashes == ()


def test_what_both_decided_differently_stands_and_is_told_by_word(begun: Draft) -> None:
    mine = decide(decide(begun, "Zorbach", ("kaesong",)), "Quimbley", ())
    stands = decide(begun, "Zorbach", ())
    joined = join_decisions(begun.decisions, mine.decisions, stands.decisions)
    assert joined.clashes == ("Zorbach",)
    assert joined.decisions == decide(stands, "Quimbley", ()).decisions


def test_what_both_decided_alike_is_not_told(begun: Draft) -> None:
    both = decide(begun, "Zorbach", ())
    assert join_decisions(begun.decisions, both.decisions, both.decisions) == (both.decisions, (), ())


def test_what_was_taken_back_here_is_gone_and_what_was_taken_back_there_stays_so(begun: Draft) -> None:
    first = decide(decide(begun, "Zorbach", ()), "Pyongyanq", ("pyongyang",))
    mine, stands = decide(begun, "Pyongyanq", ("pyongyang",)), decide(begun, "Zorbach", ())
    joined = join_decisions(first.decisions, mine.decisions, stands.decisions)
    assert joined.decisions == begun.decisions
    assert joined.taken == ("Pyongyanq",)


def test_a_word_of_an_entry_of_many_is_decided_alone(begun: Draft) -> None:
    many = IgnoreEntry(forms=("Quimbley", "Zorbach"), reason="persons")
    first = Draft(
        document=begun.document,
        decisions=DecisionsFile(document="note", text_sha256=begun.document.sha256, ignore=(many,)),
    )
    mine = decide(first, "Zorbach", ("kaesong",))
    joined = join_decisions(first.decisions, mine.decisions, first.decisions)
    assert joined.decisions == mine.decisions
