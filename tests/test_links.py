"""Every mention leads to features, every name is linked or ignored for a reason, links.json is W3C."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from built_once import PLACES
from koreamap.annotations import build_page, read_page
from koreamap.errors import KoreamapError, LinkError, MentionError
from koreamap.model import Document, Mention, Name, Passage, Place
from koreamap.text.curation import Curation, read_curation
from koreamap.text.documents import find_folder
from koreamap.text.folding import join_traced
from koreamap.text.forms import Form
from koreamap.text.links import (
    check_document,
    count_links,
    find_unhandled,
    link_mentions,
    table,
)
from koreamap.text.mentions import Found, find_mentions
from linked_once import DOCUMENTS as DOCUMENTS_BY_ID
from linked_once import find_once, link_once, match_once

if TYPE_CHECKING:
    from koreamap.model import Link

DOCUMENTS = tuple(DOCUMENTS_BY_ID.values())
WITH_IGNORED = [document for document in DOCUMENTS if read_curation(find_folder(document.id)).ignored]


def make_document(text: str, kind: str = "paragraph") -> Document:
    passage = Passage(
        id="made/1/p1",
        section_id="1",
        kind=kind,
        label="",
        slices=((0, len(text)),),  # type: ignore[arg-type]
    )
    return Document(
        id="made", title="", short_title="", author="", date="2000", citation="", address="", rights="", quotable="all",
        note="", text=text, sha256="", sections=(), passages=(passage,),
    )  # fmt: skip


def make_mention(place_id: str) -> Mention:
    return Mention(
        document_id="made", passage_id="made/1/p1", start=0, end=5, exact="Seoul", prefix="", suffix="",
        place_id=place_id, made_by="rule",
    )  # fmt: skip


@cache
def count_once() -> dict[str, int]:
    return count_links(link_once())


@cache
def page_once() -> dict[str, Any]:
    page: dict[str, Any] = json.loads(msgspec.json.encode(build_page(link_once())))
    return page


def links_of(place_id: str) -> list[Link]:
    return [link for link in link_once() if link.mention.place_id == place_id]


def test_every_link_leads_to_a_place_with_a_layer() -> None:
    assert link_once()
    for link in link_once():
        assert link.feature_ids
        assert all(PLACES[feature_id].layer for feature_id in link.feature_ids)


def test_links_stand_in_reading_order() -> None:
    order = [document.id for document in DOCUMENTS]
    spans = [(order.index(link.mention.document_id), link.mention.start, link.mention.end) for link in link_once()]
    assert spans == sorted(spans)
    keys = {(*span, link.mention.place_id) for span, link in zip(spans, link_once(), strict=True)}
    assert len(keys) == len(link_once())


def test_a_group_leads_to_its_members() -> None:
    assert {link.feature_ids for link in links_of("western-islands")} == {
        ("baengnyeongdo", "daecheongdo", "socheongdo", "yeonpyeongdo", "u-do")
    }
    assert links_of("usfk-hubs")[0].feature_ids == ("hub-osan-pyeongtaek", "hub-daegu-busan")
    assert len(links_of("unc-rear-bases")[0].feature_ids) == 7


@pytest.mark.parametrize(
    "place", [place for place in PLACES.values() if place.kind == "event"], ids=lambda place: place.id
)
def test_every_event_is_mentioned(place: Place) -> None:
    assert count_once().get(place.id)


@pytest.mark.parametrize("layer", ["parallel_38", "mdl", "dmz", "nll", "western_islands", "usfk_hubs", "usfk_hub_areas",
                                   "unc_rear_bases", "sites", "corridors", "pyongyang_wonsan_line"])  # fmt: skip
def test_every_layer_of_the_subject_is_linked(layer: str) -> None:
    assert any(PLACES[feature_id].layer == layer for feature_id in count_once())


def test_a_place_without_features_is_refused() -> None:
    document = make_document("Seoul")
    bare = Place(id="bare", kind="city", names=(Name(text="Seoul"),))
    with pytest.raises(LinkError, match="neither layer nor members"):
        link_mentions((document,), [make_mention("bare")], {"bare": bare})
    with pytest.raises(LinkError, match="place nowhere"):
        link_mentions((document,), [make_mention("nowhere")], {})


# Handle, ignore by name, or fail


def unhandled(text: str, kind: str = "paragraph") -> list[str]:
    document = make_document(text, kind)
    found = find_mentions(document, PLACES, Curation())
    return [name.split(" ", maxsplit=1)[0] for name in find_unhandled(document, found.mentions, found.ignored)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the Seoul of the Joseon kings", ["Joseon"]),
        ("Zhou came. They went.", ["Zhou", "They"]),
        ("They came, and they went. They saw.", []),
        ("from NATO, by the U.N. and in mid-September", ["NATO", "U.N.", "September"]),
        ("the kings of kings; in Kings", ["Kings"]),
        ("A plan B for X", []),
        ("(1) The end of the war. “The end,” he said", []),
        ("of the end: The end, The end", ["The"]),
        ("한국의 Éire and İzmir", ["Éire", "İzmir"]),
        ("ROK/DPRK's US-China", []),
        ("a 38th Parallel", []),
    ],
)
def test_names_left_over_are_seen(text: str, expected: list[str]) -> None:
    assert unhandled(text) == expected


def test_title_case_needs_no_entry_when_the_text_uses_the_word() -> None:
    assert unhandled("History of a Peace", "heading") == ["History", "Peace"]
    document = make_document("History and peace. Peace")
    assert [name.split(" ")[0] for name in find_unhandled(document, (), ())] == ["History"]


def test_name_left_over_stops_the_build() -> None:
    document = make_document("the road to Mandalay")
    found = find_mentions(document, PLACES, Curation())
    with pytest.raises(LinkError, match=r"Mandalay \(made/1/p1\)"):
        check_document(document, found, Curation())


def test_quote_that_drifted_stops_the_build() -> None:
    found = Found(mentions=(make_mention("seoul"),), ignored=())
    with pytest.raises(MentionError, match="the S"):
        check_document(make_document("the Seoul"), found, Curation())


@pytest.mark.parametrize("field", ["ignored", "forms"])
def test_entry_that_meets_nothing_stops_the_build(field: str) -> None:
    document = make_document("the road")
    places = () if field == "ignored" else ("seoul",)
    curation = Curation(**{field: (Form(text="Mandalay", place_ids=places, made_by="curated", note="far"),)})
    with pytest.raises(LinkError, match="Mandalay listed but nowhere met"):
        check_document(document, find_mentions(document, PLACES, curation), curation)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_nothing_is_left_over_in_the_documents(document: Document) -> None:
    found = find_once(document.id)
    assert find_unhandled(document, found.mentions, found.ignored) == ()
    check_document(document, found, read_curation(find_folder(document.id)))


@pytest.mark.parametrize("document", WITH_IGNORED, ids=lambda document: document.id)
def test_without_its_ignore_list_a_document_is_refused(document: Document) -> None:
    curation = read_curation(find_folder(document.id))
    bare = Curation(forms=curation.forms, spots=curation.spots)
    with pytest.raises(KoreamapError, match="unaccounted for"):
        check_document(document, find_mentions(document, PLACES, bare), bare)


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_nothing_that_is_ignored_is_a_name_of_the_gazetteer(document: Document) -> None:
    names = {name.text for place in PLACES.values() for name in place.names if name.match != "never"}
    ignored = {form.text for form in read_curation(find_folder(document.id)).ignored}
    # "Korean" alone leaves open which Korea; where it does not, a spot says so.
    assert ignored & names <= {"Korean"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document.id)
def test_nothing_that_is_ignored_hides_a_place(document: Document) -> None:
    hidden = {
        span.form.text
        for form in read_curation(find_folder(document.id)).ignored
        for span in match_once().find(join_traced(form.text, [(0, len(form.text))]))
    }
    assert hidden <= {"Korean"}


# links.json


def test_page_of_annotations() -> None:
    assert page_once()["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert page_once()["type"] == "AnnotationPage"
    assert len(page_once()["items"]) == len(link_once())
    ids = [item["id"] for item in page_once()["items"]]
    assert len(set(ids)) == len(ids)


def test_annotations_lead_back_into_the_text() -> None:
    texts = {f"urn:koreamap:document:{document.id}": document for document in DOCUMENTS}
    for item in page_once()["items"]:
        document = texts[item["target"]["source"]]
        position, quote = item["target"]["selector"]
        start, end = position["start"], position["end"]
        assert document.text[start:end] == quote["exact"]
        assert document.text[:start].endswith(quote["prefix"])
        assert document.text[end:].startswith(quote["suffix"])
        assert item["target"]["koreamap:passage"] in {passage.id for passage in document.passages}
        assert re.fullmatch(rf"urn:koreamap:mention:{document.id}:{start}-{end}(:[a-z0-9-]+)?", item["id"])
        assert item["motivation"] == item["body"]["purpose"]
        assert item["motivation"] in {"identifying", "linking"}
        assert item["koreamap:note"] or item["motivation"] == "identifying"
        assert item["body"]["source"].removeprefix("urn:koreamap:place:") in PLACES
        assert item["koreamap:layer"] == PLACES[item["koreamap:features"][0]].layer
        assert item["koreamap:made_by"] in {"rule", "curated"}
        assert item["koreamap:note"] or item["koreamap:made_by"] == "rule"


def test_annotations_say_how_sure_they_are() -> None:
    words = {item["koreamap:grade"]: set() for item in page_once()["items"] if "koreamap:grade" in item}
    for item in page_once()["items"]:
        if "koreamap:grade" in item:
            words[item["koreamap:grade"]].add(item["target"]["selector"][1]["exact"])
    peoples = {"American", "Chinese", "Czech", "Japanese", "North Korean", "Polish", "Slovak", "Swedish", "Swiss"}
    assert words == {"demonym": peoples}
    assert {link.mention.grade for link in link_once()} == {"exact", "demonym"}
    assert read_page(build_page(link_once())) == link_once()


def test_second_place_of_a_span_adds_itself_to_the_id() -> None:
    spans = [
        item["id"] for item in page_once()["items"] if item["target"]["selector"][1]["exact"].endswith("Complex line")
    ]
    assert spans[1:] == [f"{spans[0]}:kaesong-industrial-complex", f"{spans[0]}:kaesong"]


# The table


def test_table_counts_what_the_links_are() -> None:
    rows = table(link_once(), PLACES)
    assert sum(count for _id, _title, count, _passages in rows) == len(link_once())
    for place_id, title, count, passages in rows:
        assert title == PLACES[place_id].title
        assert count == len(links_of(place_id))
        assert passages == tuple(dict.fromkeys(link.mention.passage_id for link in links_of(place_id)))
