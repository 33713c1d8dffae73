"""What is known of the links of the texts that come with the project; the rules for any are tested elsewhere."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

import pytest

from koreamap.gazetteer import read_places
from koreamap.text.curation import read_curation
from koreamap.text.documents import find_folder, read_documents
from koreamap.text.links import count_links, find_links, format_table, table

if TYPE_CHECKING:
    from koreamap.model import Link

PLACES = read_places()
DOCUMENTS = [document for document in read_documents() if document.id in {"rusk-1951", "lee-2007"}]


@cache
def links() -> list[Link]:
    return find_links(DOCUMENTS, PLACES)


def test_there_are_as_many_as_were_read() -> None:
    assert len(links()) > 600


GOLDEN_COUNTS = {
    "38th-parallel": 13,
    "mdl": 7,
    "dmz": 8,
    "nll": 8,
    "dprk-1999-line": 3,
    "pyongyang-wonsan-line": 1,
    "u-do": 6,
    "osan-ab": 1,
    "busan-port": 1,
    "hub-daegu-busan": 3,
    "yokosuka": 1,
    "panmunjom": 3,
    "greater-seoul": 2,
    "yalu-river": 1,
    "event-1950-attack": 3,
    "beijing": 4,
    "west-sea": 1,
}


@pytest.mark.parametrize("feature_id", GOLDEN_COUNTS)
def test_mentions_that_lead_to_a_feature(feature_id: str) -> None:
    assert count_links(links())[feature_id] == GOLDEN_COUNTS[feature_id]


def test_table_counts_the_passages_of_panmunjom() -> None:
    row = next(row for row in table(links(), PLACES) if row[0] == "panmunjom")
    assert row == ("panmunjom", "Panmunjom", 3, ("lee-2007/2.C/p5", "lee-2007/2.C/p6"))


def test_table_as_text_says_who_is_ignored_and_why() -> None:
    text = format_table(links(), PLACES, DOCUMENTS)
    assert re.search(r"^panmunjom +Panmunjom +3  lee-2007/2\.C/p5, lee-2007/2\.C/p6$", text, re.MULTILINE)
    assert "armed forces: " in text
    assert "Six Party Talks" in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_one_ignored_form_is_a_name_of_the_gazetteer(document) -> None:
    names = {name.text for place in PLACES.values() for name in place.names if name.match != "never"}
    assert {form.text for form in read_curation(find_folder(document.id)).ignored} & names == {"Korean"}


@pytest.mark.parametrize(
    ("passage_id", "exact", "place_ids", "differs"),
    [
        ("lee-2007/2.C/p2", "demarcation line at sea", ["nll", "dprk-1999-line"], True),
        ("lee-2007/2.C/p2", "naval military demarcation line", ["nll"], False),
        ("lee-2007/2.C/p2", "naval military demarcation line", ["nll", "dprk-1999-line"], True),
        ("lee-2007/2.C/p2", "that line of demarcation", ["nll", "dprk-1999-line"], True),
        ("lee-2007/2.C/p2", "established military boundary", ["nll"], False),
        ("lee-2007/2.C/p2", "state of control prior to June 24, 1950", ["38th-parallel"], True),
        ("lee-2007/2.A/p4", "zone", ["dmz"], False),
        ("lee-2007/2.A/p3", "frontline", ["mdl"], True),
        ("lee-2007/5.B/p3", "peninsula", ["korean-peninsula"], False),
        ("lee-2007/5.C/p5", "peninsula", ["korean-peninsula"], False),
        ("lee-2007/fn11", "redeployed", ["usfk-hubs"], False),
        ("lee-2007/1/p2", "November 18, 2006", ["event-2006-hanoi"], False),
        ("lee-2007/2.A/p5", "between April and July in 1954", ["event-1954-geneva"], False),
        ("lee-2007/2.C/p4", "1968", ["event-1968-blue-house"], False),
        ("lee-2007/2.C/p4", "1976", ["event-1976-axe-murder"], False),
        ("lee-2007/2.C/p4", "1996", ["event-1996-submarine"], False),
        ("lee-2007/2.C/p5", "April 28, 1994", ["event-1994-mac-withdrawal"], False),
        ("lee-2007/2.C/p6", "May 1995", ["event-1995-nnsc-office"], False),
        ("rusk-1951/1.E/p3", "lines established by the cease-fire", ["mdl"], True),
        ("rusk-1951/1.E/p3", "status quo ante", ["38th-parallel"], True),
        ("rusk-1951/2.c/p2", "defensive positions", ["38th-parallel"], True),
    ],
)
def test_what_a_reader_who_knows_the_subject_looks_for(
    passage_id: str, exact: str, place_ids: list[str], differs: bool
) -> None:
    spans: dict[tuple[int, bool], list[str]] = {}
    for mention in (link.mention for link in links()):
        if mention.passage_id == passage_id and " ".join(mention.exact.split()) == exact:
            spans.setdefault((mention.start, mention.differs), []).append(mention.place_id)
    assert [ids for (_start, is_other), ids in spans.items() if is_other == differs] == [place_ids]


def test_a_line_that_does_not_exist_leads_to_no_one_sides_line() -> None:
    sides: dict[tuple[str, int], set[str]] = {}
    for mention in (link.mention for link in links() if link.mention.differs):
        if PLACES[mention.place_id].layer in {"nll", "dprk_claimed_lines"}:
            sides.setdefault((mention.document_id, mention.start), set()).add(PLACES[mention.place_id].layer)
    assert len(sides) == 3
    assert all(layers == {"nll", "dprk_claimed_lines"} for layers in sides.values())


def test_a_link_that_differs_says_in_what() -> None:
    assert all(link.mention.note for link in links() if link.mention.differs)
