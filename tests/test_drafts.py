"""A document of one's own being linked: questions, decisions, and what becomes of them on another text or gazetteer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from koreamap.atlas import read_atlas
from koreamap.compose import refresh
from koreamap.drafts import (
    Draft,
    Linked,
    Question,
    decide,
    find_free_id,
    keep_draft,
    link_draft,
    open_kept,
    read_decisions,
    write_decisions,
)
from koreamap.errors import DocumentError
from koreamap.gazetteer import read_places
from koreamap.model.inputs import DecisionsFile
from koreamap.own_documents import make_document
from koreamap.reading.reader import read_file

if TYPE_CHECKING:
    from koreamap.reading.extract import Extract

TEXT = """The line

Mr Zorbach met them at Panmunjom. Pyongyanq answered; the Northern Limit Line was not named.

Zorbach left for Kaesong, and Zorbach alone returned to Panmunjom.
"""
PLACES = read_places()


def read(text: str = TEXT, name: str = "note.txt") -> Extract:
    return read_file(name, text.encode())


@pytest.fixture(scope="module")
def draft() -> Draft:
    document = make_document(read())
    return Draft(document=document, decisions=DecisionsFile(document=document.id, text_sha256=document.sha256))


def ask(linked: Linked, exact: str) -> Question | None:
    return next((question for question in linked.questions if question.exact == exact), None)


def named(linked: Linked, exact: str) -> list[str]:
    return [link.mention.place_id for link in linked.links if link.mention.exact == exact]


def test_what_is_nearly_a_name_and_what_nothing_accounts_for_is_asked_with_all_spots(draft: Draft) -> None:
    linked = link_draft(draft, PLACES)
    near = ask(linked, "Pyongyanq")
    assert near is not None
    assert (near.kind, near.places, len(near.spots)) == ("suggestion", ("pyongyang",), 1)
    assert near.spots[0].prefix.endswith("met them at Panmunjom. ")
    assert near.spots[0].suffix.startswith(" answered; the Northern Limit Line")
    name = next(question for question in linked.questions if "Zorbach" in question.exact)
    assert (name.kind, name.places) == ("name", ())
    for question in linked.questions:
        for spot in question.spots:
            assert " ".join(draft.document.text[spot.start : spot.end].split()) == question.exact


def test_more_mentions_than_a_page_can_show_are_refused_by_their_number(
    draft: Draft, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = len(link_draft(draft, read_places()).links)
    assert count >= 2
    monkeypatch.setenv("KOREAMAP_MAX_MENTIONS", str(count))
    link_draft(draft, read_places())
    monkeypatch.setenv("KOREAMAP_MAX_MENTIONS", str(count - 1))
    told = (
        rf"a text of {count} mentions, expected at most {count - 1} mentions \(KOREAMAP_MAX_MENTIONS\); koreamap link"
    )
    with pytest.raises(DocumentError, match=told):
        link_draft(draft, read_places())


def test_linked_words_can_be_looked_at_too(draft: Draft) -> None:
    linked = link_draft(draft, PLACES)
    question = ask(linked, "Panmunjom")
    assert question is not None
    assert (question.kind, question.places, len(question.spots)) == ("linked", ("panmunjom",), 2)


def test_accepted_suggestion_links_everywhere_and_is_asked_no_more(draft: Draft) -> None:
    after = link_draft(decide(draft, "Pyongyanq", ("pyongyang",)), PLACES)
    assert named(after, "Pyongyanq") == ["pyongyang"]
    question = ask(after, "Pyongyanq")
    assert question is not None
    assert question.kind == "linked"


def test_rejected_name_is_asked_no_more_and_links_nothing(draft: Draft) -> None:
    after = link_draft(decide(draft, "Zorbach", ()), PLACES)
    assert ask(after, "Zorbach") is None
    assert named(after, "Zorbach") == []


def test_rejected_link_is_taken_back_at_one_spot_alone(draft: Draft) -> None:
    question = ask(link_draft(draft, PLACES), "Panmunjom")
    assert question is not None
    after = link_draft(decide(draft, "Panmunjom", (), spot=question.spots[1]), PLACES)
    assert [link.mention.start for link in after.links if link.mention.exact == "Panmunjom"] == [
        question.spots[0].start
    ]


def test_one_of_several_spots_of_a_passage_is_taken_back() -> None:
    document = make_document(read("From Kaesong to Kaesong,\nand by Kaesong again.\n"))
    draft = Draft(document=document, decisions=DecisionsFile(document=document.id, text_sha256=document.sha256))
    question = ask(link_draft(draft, PLACES), "Kaesong")
    assert question is not None
    assert [spot.nth for spot in question.spots] == [1, 2, 3]
    after = link_draft(decide(draft, "Kaesong", (), spot=question.spots[1]), PLACES)
    left = [link.mention.start for link in after.links if link.mention.exact == "Kaesong"]
    assert left == [document.text.index("Kaesong"), document.text.rindex("Kaesong")]


def test_rejected_link_is_taken_back_everywhere(draft: Draft) -> None:
    assert named(link_draft(decide(draft, "Panmunjom", ()), PLACES), "Panmunjom") == []


def test_later_decision_takes_the_place_of_the_earlier(draft: Draft) -> None:
    said = decide(decide(draft, "Zorbach", ()), "Zorbach", ("seoul",))
    assert set(named(link_draft(said, PLACES), "Zorbach")) == {"seoul"}
    assert said.decisions.ignore == ()
    back = decide(said, "Zorbach", ())
    assert named(link_draft(back, PLACES), "Zorbach") == []


def test_second_decision_on_a_spot_takes_the_place_of_the_first(draft: Draft) -> None:
    question = ask(link_draft(draft, PLACES), "Panmunjom")
    assert question is not None
    said = decide(draft, "Panmunjom", (), spot=question.spots[0])
    said = decide(said, "Panmunjom", ("seoul",), spot=question.spots[0])
    assert len(said.decisions.mention) == 1
    assert named(link_draft(said, PLACES), "Panmunjom") == ["seoul", "panmunjom"]


def test_decisions_are_a_readable_file_and_come_back(draft: Draft) -> None:
    said = decide(decide(draft, "Pyongyanq", ("pyongyang",)), "Zorbach", ())
    data = write_decisions(said.decisions)
    assert json.loads(data)["form"][0]["text"] == "Pyongyanq"
    assert read_decisions(data, draft.document) == said.decisions


@pytest.mark.parametrize(
    ("data", "found"),
    [
        (b"", "truncated"),
        (b"[1]", "array"),
        (b'{"text_sha256": "' + b"0" * 64 + b'"}', "decisions on a text with sha256 000000000000"),
        (b'{"form": []}', "text_sha256"),
        (b" " * (5 * 2**20), "5.0 MB"),
    ],
)
def test_decisions_that_do_not_fit_are_refused_by_name(draft: Draft, data: bytes, found: str) -> None:
    with pytest.raises(DocumentError, match="decisions on note") as caught:
        read_decisions(data, draft.document)
    assert found in str(caught.value)


def test_decision_on_a_place_that_is_gone_is_told_and_the_others_hold(draft: Draft) -> None:
    said = decide(decide(draft, "Pyongyanq", ("pyongyang",)), "Zorbach", ("lost-place",))
    linked = link_draft(said, PLACES)
    assert named(linked, "Pyongyanq") == ["pyongyang"]
    assert linked.idle == ("Zorbach: no place lost-place in the gazetteer",)


def test_decision_on_a_spot_that_is_gone_is_told(draft: Draft) -> None:
    question = ask(link_draft(draft, PLACES), "Panmunjom")
    assert question is not None
    spot = question.spots[0]
    said = decide(draft, "Panmunjom", (), spot=spot._replace(nth=9))
    said = decide(said, "Panmunjom", (), spot=spot._replace(passage="note/nowhere"))
    linked = link_draft(said, PLACES)
    assert len(linked.idle) == 2
    assert named(linked, "Panmunjom") == ["panmunjom", "panmunjom"]


@pytest.mark.thorough
def test_kept_document_stands_beside_the_others_with_what_was_decided(draft: Draft) -> None:
    said = decide(decide(draft, "Pyongyanq", ("pyongyang",)), "Zorbach", ())
    folder = keep_draft(said, read())
    assert (folder / "text.txt").read_text(encoding="utf-8") == draft.document.text
    assert refresh().problems == ()
    linked = [link.mention for link in read_atlas().links if link.mention.document_id == "note"]
    assert ("Pyongyanq", "pyongyang", "curated") in {(m.exact, m.place_id, m.made_by) for m in linked}


def test_kept_document_is_taken_up_again_with_what_was_decided(draft: Draft) -> None:
    said = decide(draft, "Pyongyanq", ("pyongyang",))
    keep_draft(said, read())
    refresh()
    again = open_kept(read_atlas().documents["note"])
    assert again.decisions == said.decisions
    keep_draft(decide(again, "Zorbach", ()), None)
    assert open_kept(again.document).decisions.ignore[0].forms == ("Zorbach",)


def test_id_is_free_and_the_same_text_keeps_its_own(draft: Draft) -> None:
    assert find_free_id(draft.document) == "note"
    keep_draft(draft, read())
    assert find_free_id(draft.document) == "note"
    assert find_free_id(make_document(read(TEXT + "More.\n"))) == "note-2"
    assert find_free_id(make_document(read(TEXT, "lee-2007.txt"))) == "lee-2007-2"


def test_korean_text_asks_for_what_it_cannot_place() -> None:
    document = make_document(read("대표단은 판문점에서 개성까지 갔다. 구름읍에서 멈췄다.\n", "메모.txt"))
    linked = link_draft(Draft(document=document, decisions=DecisionsFile(text_sha256=document.sha256)), PLACES)
    assert [link.mention.place_id for link in linked.links] == ["panmunjom", "kaesong"]
    assert any("구름" in question.exact for question in linked.questions)


def test_people_of_a_place_are_asked_about_and_not_linked_silently() -> None:
    document = make_document(read("The North Koreans left Panmunjom. The North Koreans came back.\n"))
    draft = Draft(document=document, decisions=DecisionsFile(text_sha256=document.sha256))
    linked = link_draft(draft, PLACES)
    assert [link.mention.exact for link in linked.links] == ["Panmunjom"]
    question = ask(linked, "North Koreans")
    assert question is not None
    assert (question.kind, question.places, len(question.spots)) == ("suggestion", ("dprk",), 2)
    after = link_draft(decide(draft, "North Koreans", ("dprk",)), PLACES)
    assert named(after, "North Koreans") == ["dprk", "dprk"]


def test_what_bears_a_places_name_and_a_bare_date_are_no_names_to_decide() -> None:
    text = (
        "The Korean War, inter-Korean talks, the South China Sea.\n\nMunsan, 19 October 1950. Dear Wickham, it rained."
    )
    document = make_document(read(text))
    decisions = DecisionsFile(document=document.id, text_sha256=document.sha256)
    linked = link_draft(Draft(document=document, decisions=decisions), PLACES)
    assert [(question.exact, question.kind) for question in linked.questions] == [
        ("19 October 1950", "suggestion"),
        ("Wickham", "name"),
        ("Munsan", "linked"),
    ]
