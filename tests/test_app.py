from __future__ import annotations

import copy
import dataclasses
import json
from typing import TYPE_CHECKING, Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from koreamap.app import view_state
from koreamap.app.application import MAIN
from koreamap.app.pages import find_pages
from koreamap.app.view_state import ViewState, from_query, to_query
from koreamap.atlas import read_atlas
from koreamap.cards import build_card

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

SCRIPT = "<script>alert(1)</script>"


# --- the address


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"feature": "nll"},
        {"feature": "western-islands"},
        {"doc": "lee-2007"},
        {"feature": "nll", "doc": "lee-2007", "passage": "lee-2007/p2"},
        {"feature": "nll", "layers": "nll"},
        {"layers": "none"},
    ],
)
def test_address_survives_a_round_trip(small_atlas: Atlas, query: dict[str, str]) -> None:
    view = from_query(query, small_atlas)
    assert view.message == ""
    assert to_query(view) == query
    assert from_query(to_query(view), small_atlas) == view


def test_passage_finds_its_mention_and_document(small_atlas: Atlas) -> None:
    keys = [link.key for link in small_atlas.links_of("nll")]
    assert from_query({"feature": "nll", "passage": "lee-2007/p2"}, small_atlas).mention == keys[2]
    assert from_query({"passage": "lee-2007/p2"}, small_atlas).doc == "lee-2007"


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ({"feature": "atlantis"}, "feature"),
        ({"feature": SCRIPT}, "feature"),
        ({"feature": "NLL"}, "feature"),
        ({"feature": "nll", "doc": "nobody"}, "document"),
        ({"passage": "lee-2007/p99"}, "passage"),
        ({"doc": "rusk-1951", "passage": "lee-2007/p1"}, "passage"),
        ({"layers": "nll,atlantis"}, "layer"),
        ({"layers": "basemap_korea"}, "layer"),
    ],
)
def test_bad_address_gives_a_message_and_the_home_view(small_atlas: Atlas, query: dict[str, str], word: str) -> None:
    view = from_query(query, small_atlas)
    assert view.message.startswith(f"No such {word}")
    assert not any(value in view.message for value in query.values())
    assert to_query(view) == {}


@given(st.dictionaries(st.sampled_from([*view_state.PARAMETERS, "other"]), st.text(max_size=3000)))
def test_no_address_can_break_the_page(session_small_atlas: Atlas, query: dict[str, str]) -> None:
    view = from_query(query, session_small_atlas)
    assert view.feature in {"", *session_small_atlas.places}
    assert view.doc in {"", *session_small_atlas.documents}
    assert from_query(to_query(view), session_small_atlas).message == ""


# --- events


def test_click_on_the_map_opens_the_card_and_does_not_fly(small_atlas: Atlas) -> None:
    before = ViewState(doc="lee-2007", passage="lee-2007/p1", nonce=4)
    after = view_state.select_on_map(before, {"id": "nll", "layer": "nll", "lat": 37.7, "lng": 125.2}, small_atlas)
    assert (after.feature, after.tab, after.passage, after.fly, after.nonce) == ("nll", "feature", "", False, 5)


def test_same_click_twice_is_two_events(small_atlas: Atlas) -> None:
    once = view_state.select_on_map(ViewState(), {"id": "nll"}, small_atlas)
    twice = view_state.select_on_map(once, {"id": "nll"}, small_atlas)
    assert twice.nonce == once.nonce + 1


def test_mark_in_a_document_flies_and_keeps_the_document_open(small_atlas: Atlas) -> None:
    key = small_atlas.links_of("nll")[2].key
    after = view_state.follow_mention(ViewState(doc="lee-2007"), {"mention": key, "place": "nll"}, small_atlas)
    assert (after.feature, after.tab, after.passage, after.fly) == ("nll", "lee-2007", "lee-2007/p2", True)


def test_step_moves_on_within_the_card(small_atlas: Atlas) -> None:
    keys = [link.key for link in small_atlas.links_of("nll")]
    after = view_state.step_to(ViewState(feature="nll"), {"mention": keys[2]}, small_atlas)
    assert (after.feature, after.tab, after.mention, after.passage) == ("nll", "feature", keys[2], "lee-2007/p2")


def test_other_tab_forgets_the_passage_of_this_one(small_atlas: Atlas) -> None:
    view = ViewState(feature="nll", doc="lee-2007", passage="lee-2007/p1", mention="m")
    other = view_state.show_tab(view, {"tab": "rusk-1951"}, small_atlas)
    assert (other.doc, other.passage, other.mention) == ("rusk-1951", "", "")
    found = view_state.show_tab(view, {"tab": "rusk-1951", "passage": "rusk-1951/p2"}, small_atlas)
    assert (found.doc, found.passage) == ("rusk-1951", "rusk-1951/p2")
    back = view_state.show_tab(view, {"tab": "feature"}, small_atlas)
    assert (back.tab, back.passage) == ("feature", "lee-2007/p1")


def test_first_layers_are_not_written_into_the_address(small_atlas: Atlas) -> None:
    first = view_state.first_layers(small_atlas)
    assert first == ("parallel_38", "western_islands", "nll")
    more = view_state.show_layers(ViewState(), [*first, "usfk_hubs"], small_atlas)
    assert more.layers == (*first, "usfk_hubs")
    assert view_state.show_layers(more, list(reversed(first)), small_atlas).layers is None


JUNK: list[Any] = [{}, None, [], "x", 7, {"id": 3}, {"id": "x" * 5000}, {"mention": SCRIPT}, {"place": None}, [1, 2]]


@pytest.mark.parametrize("event", JUNK)
@pytest.mark.parametrize(
    "answer",
    [
        view_state.select_on_map,
        view_state.select_place,
        view_state.follow_mention,
        view_state.step_to,
        view_state.show_tab,
        view_state.show_layers,
    ],
)
def test_junk_from_a_browser_selects_nothing(small_atlas: Atlas, answer: Any, event: Any) -> None:
    view = ViewState(feature="nll")
    after = answer(view, event, small_atlas)
    assert after.feature == "nll"
    assert SCRIPT not in after.message


# --- the card


def test_card_is_what_the_build_says(small_atlas: Atlas) -> None:
    card = build_card("nll", small_atlas)
    assert card["dates"] == "since Aug 1953"
    assert card["accuracy"] == "± 400 m"
    assert card["accuracy_note"] == "two sources differ"
    assert card["layer"] == {"id": "nll", "title": "nll", "color": "#0072B2", "color_dark": "#4fa3d8"}
    assert card["length_km"] == 12.5
    assert card["mentions"] == [link.key for link in small_atlas.links_of("nll")]
    assert card["sources"][0]["licence"] == "licence"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "", ""),
        ("1953-08-30", "", "since 30 Aug 1953"),
        ("1945", "1953-07-27", "1945 to 27 Jul 1953"),
        ("1968-01-21", "1968-01-21", "21 Jan 1968"),
        ("", "1953~", "until about 1953"),
        ("1953-13", "", "since 1953-13"),
    ],
)
def test_dates_are_written_as_words(small_atlas: Atlas, first: str, last: str, words: str) -> None:
    place = msgspec.structs.replace(small_atlas.places["nll"], valid_from=first, valid_to=last)
    assert build_card("nll", dataclasses.replace(small_atlas, places={"nll": place}))["dates"] == words


def test_card_of_a_group_names_its_members(small_atlas: Atlas) -> None:
    card = build_card("western-islands", small_atlas)
    assert card["layer"] is None
    assert card["members"] == [{"id": "baengnyeongdo", "title": "Baengnyeongdo"}]


def test_card_is_plain_json_and_leaves_the_atlas_alone(small_atlas: Atlas) -> None:
    before = copy.deepcopy(small_atlas.places)
    for place_id in small_atlas.places:
        card = build_card(place_id, small_atlas)
        assert json.loads(json.dumps(card)) == card
        card["names"].clear()
        card["status"].clear()
    assert small_atlas.places == before


def test_every_built_place_has_a_card() -> None:
    atlas = read_atlas()
    for place_id in atlas.places:
        card = build_card(place_id, atlas)
        assert set(card["mentions"]) <= set(atlas.by_key)


# --- the page


def run_page(**query: str) -> AppTest:
    page = AppTest.from_file(str(MAIN), default_timeout=20)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def test_page_runs() -> None:
    page = run_page()
    assert not page.exception
    assert page.session_state["view"] == ViewState()


def test_page_reads_its_address() -> None:
    page = run_page(feature="nll", doc="lee-2007")
    assert not page.exception
    assert page.session_state["view"].feature == "nll"
    assert page.session_state["view"].tab == "lee-2007"


def test_page_survives_a_bad_address() -> None:
    page = run_page(feature=SCRIPT)
    assert not page.exception
    assert page.session_state["view"].message.startswith("No such feature")
    assert "feature" not in page.query_params


def test_deliberate_error_is_told_and_a_bug_is_not() -> None:
    def script() -> None:
        from koreamap.app.application import show_error  # noqa: PLC0415 - runs as a script of its own
        from koreamap.errors import BuildError  # noqa: PLC0415 - same

        show_error(BuildError("layers.json", found="no such file", expected="a built one", file="/secret/place"))
        show_error(ValueError("a bug"))

    page = AppTest.from_function(script).run()
    assert [error.value for error in page.error] == ["layers.json: found no such file, expected a built one."]


def test_every_page_says_what_it_is() -> None:
    pages = find_pages()
    assert pages
    assert len({page.PAGE.order for page in pages}) == len(pages)
    assert all(callable(page.render) for page in pages)


def test_no_folder_of_pages_lies_beside_the_script() -> None:
    # Streamlit would take it for its own pages, and an address such as /export would run a module as a script.
    assert not (MAIN.parent / "pages").exists()
