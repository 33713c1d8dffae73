"""What is known of the links of the texts that come with the project; the rules for any are tested elsewhere."""

from __future__ import annotations

import re

import pytest

from koreamap.gazetteer import read_places
from koreamap.text.curation import read_curation
from koreamap.text.documents import find_folder, read_documents
from koreamap.text.links import count_links, find_links, format_table, table

PLACES = read_places()
DOCUMENTS = [document for document in read_documents() if document.id in {"rusk-1951", "lee-2007"}]
LINKS = find_links(DOCUMENTS, PLACES)
COUNTS = count_links(LINKS)


def test_there_are_as_many_as_were_read() -> None:
    assert len(LINKS) > 600


GOLDEN_COUNTS = {
    "38th-parallel": 12,
    "mdl": 6,
    "dmz": 7,
    "nll": 7,
    "pyongyang-wonsan-line": 1,
    "u-do": 6,
    "osan-ab": 1,
    "busan-port": 1,
    "hub-daegu-busan": 2,
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
    assert COUNTS[feature_id] == GOLDEN_COUNTS[feature_id]


def test_table_counts_the_passages_of_panmunjom() -> None:
    row = next(row for row in table(LINKS, PLACES) if row[0] == "panmunjom")
    assert row == ("panmunjom", "Panmunjom", 3, ("lee-2007/2.C/p5", "lee-2007/2.C/p6"))


def test_table_as_text_says_who_is_ignored_and_why() -> None:
    text = format_table(LINKS, PLACES, DOCUMENTS)
    assert re.search(r"^panmunjom +Panmunjom +3  lee-2007/2\.C/p5, lee-2007/2\.C/p6$", text, re.MULTILINE)
    assert "armed forces: " in text
    assert "Six Party Talks" in text


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_one_ignored_form_is_a_name_of_the_gazetteer(document) -> None:
    names = {name.text for place in PLACES.values() for name in place.names if name.match}
    assert {form.text for form in read_curation(find_folder(document.id)).ignored} & names == {"Korean"}
