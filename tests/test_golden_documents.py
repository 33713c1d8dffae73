"""What is known of the texts that come with the project; the rules for any document are tested elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from koreamap.text.documents import join_passage, read_documents

if TYPE_CHECKING:
    from koreamap.model import Passage

DOCUMENTS = {document.id: document for document in read_documents() if document.id in {"rusk-1951", "lee-2007"}}


def passage(passage_id: str) -> Passage:
    return next(item for item in DOCUMENTS[passage_id.split("/", maxsplit=1)[0]].passages if item.id == passage_id)


def read(passage_id: str) -> str:
    return join_passage(DOCUMENTS[passage_id.split("/", maxsplit=1)[0]], passage(passage_id))


GOLDEN_IDS = {
    "rusk-1951/front/p4": ("title", "Outline of Action Regarding Korea"),
    "rusk-1951/1.C/gap1": ("paragraph", ". . . . . . . . . . . . . ."),
    "rusk-1951/1.E/p3": ("paragraph", "(2) Settlement in Korea. If a satisfactory"),
    "rusk-1951/2.c/h": ("heading", "c. The 38th parallel."),
    "rusk-1951/fn1": ("footnote", "See footnote 6, p. 570."),
    "lee-2007/front/p1": ("title", "THE BROOKINGS INSTITUTION CENTER FOR NORTHEAST ASIAN POLICY STUDIES"),
    "lee-2007/front/p6": ("paragraph", "1. Introduction"),
    "lee-2007/2.C/h": ("heading", "C. Limitations of the Korean Armistice Regime"),
    "lee-2007/2.C/p2": ("paragraph", "Second, the Armistice Agreement might be clear"),
    "lee-2007/4.A/p1": ("paragraph", "What would be a desirable peace regime"),
    "lee-2007/fn14": ("footnote", "One hub is centralized around Osan AB"),
    "lee-2007/6/p3": ("paragraph", "In this sense, the perception"),
}


@pytest.mark.parametrize("passage_id", GOLDEN_IDS)
def test_ids_are_stable(passage_id: str) -> None:
    kind, opening = GOLDEN_IDS[passage_id]
    assert passage(passage_id).kind == kind
    assert read(passage_id).startswith(opening)


def test_documents_stand_by_date() -> None:
    assert list(DOCUMENTS) == ["rusk-1951", "lee-2007"]


def test_number_of_passages_is_stable() -> None:
    assert {key: len(value.passages) for key, value in DOCUMENTS.items()} == {"rusk-1951": 28, "lee-2007": 114}


@pytest.mark.parametrize(
    ("passage_id", "sentence"),
    [
        ("lee-2007/1/p3", "normalization of US-North Korea relations must be premised. North Korea's renouncement"),
        ("lee-2007/2.A/p3", "and by early October advanced north across the 38th parallel."),
        ("lee-2007/2.B/p2", "under the control of the US Joint Chiefs of Staff, provides forces"),
        (
            "lee-2007/2.C/p2",
            "refused to accept the UNC's naval military demarcation line for the first time on December, 1973,",
        ),
        ("lee-2007/2.C/p2", "and the 5 western islands are placed under the jurisdiction"),
        ("lee-2007/2.C/p7", "to discuss the issue of transforming the armistice regime"),
        ("lee-2007/3.B/p1", "until transition to a peace regime is fully completed."),
        ("lee-2007/4.A/p1", "friendly coexistence of the two Koreas when the peace agreement is in place."),
        ("lee-2007/4.B/p4", "after a peace regime established, it needs to enhance its self-defense capabilities"),
        ("lee-2007/4.C/p4", "they were not parties directly involved in the Korean War"),
        (
            "lee-2007/5.A/p1",
            "is now the 12th largest economy in the world and succeeded in establishing its free democracy. The",
        ),
        ("lee-2007/5.A/p3", "prior to such events in line with joint planning can be effective."),
        ("lee-2007/5.A/p5", "a “disruptive challenge,” working together"),
        ("lee-2007/5.B/p4", "To ensure the unity of Alliance"),
        ("lee-2007/5.C/p5", "should be guaranteed and its roles and functions"),
        ("lee-2007/5.C/p5", "redeployed into two hubs, then the USFK"),
        ("lee-2007/5.C/p9", "The status and functions of the UNC should be adjusted"),
        ("lee-2007/fn14", "the Daegu AB and the Pusan port"),
        ("lee-2007/fn15", "Referenced the War Powers Resolution Paragraph 2, C-3 (signed November 7, 1973)."),
        ("rusk-1951/front/p2", "for Far Eastern Affairs (Rusk)"),
        ("rusk-1951/1.C/p1", "without a major commitment of U.S. forces to the China mainland; (3)"),
        ("rusk-1951/1.E/p4", "further discussions of Far Eastern questions"),
    ],
)
def test_what_the_print_cut_is_whole_again(passage_id: str, sentence: str) -> None:
    assert sentence in read(passage_id)


def test_footnote_follows_the_paragraph_of_its_mark() -> None:
    ids = [item.id for item in DOCUMENTS["lee-2007"].passages]
    # Its page break lies two headings further on.
    assert ids.index("lee-2007/fn6") == ids.index("lee-2007/4.B/p5") + 1
    assert passage("lee-2007/fn6").section_id == "4.B"


def test_sections_have_the_level_of_their_number_not_of_their_markup() -> None:
    levels = {section.id: section.level for section in DOCUMENTS["lee-2007"].sections if section.id}
    assert levels == {
        "1": 1, "2": 1, "2.A": 2, "2.B": 2, "2.C": 2, "3": 1, "3.A": 2, "3.B": 2, "4": 1, "4.A": 2, "4.B": 2,
        "4.C": 2, "5": 1, "5.A": 2, "5.B": 2, "5.C": 2, "6": 1,
    }  # fmt: skip


def test_pages_of_the_memorandum() -> None:
    pages = {item.id: item.page for item in DOCUMENTS["rusk-1951"].passages}
    assert pages["rusk-1951/1.C/p1"] == "165"
    assert pages["rusk-1951/1.D/p1"] == "166"
    assert pages["rusk-1951/2/h"] == "167"
    assert [page.label for page in passage("rusk-1951/1.C/p1").pages] == ["166"]


def test_labels_cite() -> None:
    assert passage("lee-2007/2.C/p2").label == "§ 2.C, ¶ 2"
    assert passage("lee-2007/fn14").label == "n. 14"
