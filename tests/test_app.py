from __future__ import annotations

import copy
import dataclasses
import json
from typing import TYPE_CHECKING

import msgspec
import pytest
from streamlit.testing.v1 import AppTest

from koreamap.app.application import MAIN
from koreamap.app.pages import find_pages
from koreamap.atlas import read_atlas
from koreamap.drawing.cards import build_card
from koreamap.drawing.source_cards import describe_sources

if TYPE_CHECKING:
    from koreamap.atlas import Atlas

SCRIPT = "<script>alert(1)</script>"


# --- the card


def test_card_is_what_the_build_says(small_atlas: Atlas) -> None:
    card = build_card("nll", small_atlas)
    assert card["dates"] == "exists since Aug 1953"
    assert card["accuracy"] == "± 400 m (95 %)"
    assert card["accuracy_note"] == "two sources differ"
    assert card["layer"] == {"id": "nll", "title": "nll", "color": "#0072B2", "color_dark": "#4fa3d8"}
    assert card["length_km"] == 12.5
    assert card["mentions"] == [link.key for link in small_atlas.links_of("nll")]
    source = describe_sources([card], small_atlas)[card["sources"][0]]
    assert source["line"] == "publisher · 2022 · data set, read whole"
    assert ["Terms", "licence · attribution"] in source["rows"]


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("", "", ""),
        ("1953-08-30", "", "exists since 30 Aug 1953"),
        ("1945", "1953-07-27", "existed from 1945 to 27 Jul 1953"),
        ("1968-01-21", "1968-01-21", "21 Jan 1968"),
        ("", "1953~", "existed until about 1953"),
        ("1953-13", "", "exists since 1953-13"),
    ],
)
def test_dates_are_written_as_words(small_atlas: Atlas, first: str, last: str, words: str) -> None:
    place = msgspec.structs.replace(small_atlas.places["nll"], valid_from=first, valid_to=last)
    assert build_card("nll", dataclasses.replace(small_atlas, places={"nll": place}))["dates"] == words


@pytest.mark.parametrize(
    ("metres", "words"),
    [(0.4, "± 0 m"), (632.6, "± 633 m"), (9_999.4, "± 9,999 m"), (10_000, "± 10 km"), (12_600, "± 13 km")],
)
def test_an_accuracy_is_rounded_to_metres_and_far_ones_to_kilometres(
    small_atlas: Atlas, metres: float, words: str
) -> None:
    place = msgspec.structs.replace(small_atlas.places["nll"], accuracy_m=metres)
    atlas = dataclasses.replace(small_atlas, places={"nll": place})
    assert build_card("nll", atlas)["accuracy"] == f"{words} (95 %)"


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
    page = AppTest.from_file(str(MAIN), default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def test_page_runs_and_leaves_the_address_to_the_browser() -> None:
    for query in ({}, {"feature": "nll", "doc": "lee-2007", "utm": "x"}, {"feature": SCRIPT}):
        page = run_page(**query)
        assert not page.exception
        assert dict(page.query_params) == query


def test_page_gives_the_browser_constant_data() -> None:
    def data_of(page: AppTest) -> list[str]:
        return [str(element.proto) for element in page.get("bidi_component")]

    first, again = run_page(), run_page(feature="nll")
    assert len(data_of(first)) == 1
    assert data_of(first) == data_of(again) == data_of(again.run())


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
