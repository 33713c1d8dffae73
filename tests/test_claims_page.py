"""The Claims page: its address, its events, what it shows of a finding."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from koreamap.app import assets, claims_view
from koreamap.app.claims_view import ClaimsView, describe_measure, from_query, to_query
from koreamap.app.pages import claims as page_module
from koreamap.app.view_state import first_layers
from koreamap.app.view_state import from_query as explore_from_query
from koreamap.atlas import Atlas, read_atlas
from koreamap.model import VERDICTS, Measure

if TYPE_CHECKING:
    from collections.abc import Callable

SCRIPT = "<script>alert(1)</script>"
CLAIM = "lee-nll-three-miles"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


# --- the address


@pytest.mark.parametrize(
    "query",
    [
        {},
        {"claim": CLAIM},
        {"claim": CLAIM, "document": "lee-2007", "verdict": "partly-supported"},
        {"document": "rusk-1951"},
        {"verdict": "not-testable"},
    ],
)
def test_address_survives_a_round_trip(atlas: Atlas, query: dict[str, str]) -> None:
    view = from_query(query, atlas)
    assert view.message == ""
    assert to_query(view) == query
    assert from_query(to_query(view), atlas) == view
    assert view.fly == ("claim" in query)


@pytest.mark.parametrize("value", ["atlantis", SCRIPT, CLAIM.upper(), "x" * 3000, "all"])
@pytest.mark.parametrize("name", claims_view.PARAMETERS)
def test_unknown_value_is_left_out_with_a_message(atlas: Atlas, name: str, value: str) -> None:
    view = from_query({"claim": CLAIM, name: value}, atlas)
    assert view.message.startswith(f"No such {name}")
    assert value not in view.message
    assert name not in to_query(view)


@given(st.dictionaries(st.sampled_from([*claims_view.PARAMETERS, "other"]), st.text(max_size=300)))
def test_no_address_can_break_the_page(query: dict[str, str]) -> None:
    atlas = page_module._atlas()
    view = from_query(query, atlas)
    assert view.claim in {"", *atlas.claims}
    assert view.document in {"", *atlas.documents}
    assert view.verdict in {"", *VERDICTS}
    assert from_query(to_query(view), atlas).message == ""


@given(st.data())
def test_every_address_that_we_write_is_read_back(data: st.DataObject) -> None:
    atlas = page_module._atlas()
    view = ClaimsView(
        claim=data.draw(st.sampled_from(["", *atlas.claims])),
        document=data.draw(st.sampled_from(["", *atlas.documents])),
        verdict=data.draw(st.sampled_from(["", *VERDICTS])),
    )
    again = from_query(to_query(view), atlas)
    assert (again.claim, again.document, again.verdict, again.message) == (view.claim, view.document, view.verdict, "")


# --- events


def test_chosen_claim_flies_and_filter_keeps_it(atlas: Atlas) -> None:
    chosen = claims_view.choose_claim(ClaimsView(picked="nll", nonce=3), {"claim": CLAIM}, atlas)
    assert (chosen.claim, chosen.fly, chosen.nonce, chosen.picked) == (CLAIM, True, 4, "")
    narrowed = claims_view.filter_claims(chosen, {"document": "rusk-1951", "verdict": "supported"}, atlas)
    assert (narrowed.claim, narrowed.document, narrowed.verdict, narrowed.fly) == (
        CLAIM,
        "rusk-1951",
        "supported",
        False,
    )
    assert claims_view.choose_claim(narrowed, {"claim": ""}, atlas).claim == ""


def test_list_is_what_passes_the_filters(atlas: Atlas) -> None:
    assert claims_view.list_claims(ClaimsView(), atlas) == list(atlas.claims)
    for verdict in VERDICTS:
        found = claims_view.list_claims(ClaimsView(verdict=verdict, document="lee-2007"), atlas)
        expected = [c.id for c in atlas.claims.values() if (c.verdict, c.document_id) == (verdict, "lee-2007")]
        assert found == expected


def test_layer_switch_holds_until_another_claim_is_chosen(atlas: Atlas) -> None:
    view = ClaimsView(claim=CLAIM)
    usual = claims_view.find_layers_shown(view, atlas)
    switched = claims_view.show_layers(view, ["nll"], atlas)
    assert claims_view.find_layers_shown(switched, atlas) == ("nll",)
    assert claims_view.show_layers(switched, list(usual), atlas).layers is None
    assert claims_view.choose_claim(switched, {"claim": CLAIM}, atlas).layers is None


JUNK: list[Any] = [{}, None, [], "x", 7, {"claim": 3}, {"claim": "x" * 5000}, {"claim": SCRIPT}, {"id": SCRIPT}, [1, 2]]


@pytest.mark.parametrize("event", JUNK)
@pytest.mark.parametrize(
    "answer",
    [claims_view.choose_claim, claims_view.filter_claims, claims_view.pick_feature, claims_view.show_layers],
)
def test_junk_from_a_browser_chooses_nothing(
    atlas: Atlas, answer: Callable[[ClaimsView, Any, Atlas], ClaimsView], event: Any
) -> None:
    after = answer(ClaimsView(claim=CLAIM), event, atlas)
    assert after.claim in {"", CLAIM}
    assert (after.document, after.verdict, after.picked) == ("", "", "")
    assert SCRIPT not in after.message


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"passage": "lee-2007/2.C/p2"}, {"doc": "lee-2007", "passage": "lee-2007/2.C/p2"}),
        ({"place": "nll"}, {"feature": "nll"}),
        ({"place": SCRIPT}, {}),
        ({"passage": "lee-2007/nowhere"}, {}),
        (None, {}),
    ],
)
def test_way_to_explore_leads_only_to_what_exists(atlas: Atlas, event: Any, expected: dict[str, str]) -> None:
    query = claims_view.find_way_out(event, atlas)
    assert query == expected
    assert explore_from_query(query, atlas).message == ""


# --- what is shown


def test_evidence_is_selected_and_the_places_where_there_is_none(atlas: Atlas) -> None:
    assert claims_view.find_selection(ClaimsView(), atlas) == []
    for claim in atlas.claims.values():
        selected = claims_view.find_selection(ClaimsView(claim=claim.id), atlas)
        assert set(selected) <= set(atlas.features)
        assert selected == list(claim.evidence_ids) or not claim.evidence_ids
        shown = claims_view.find_layers_shown(ClaimsView(claim=claim.id), atlas)
        assert set(first_layers(atlas)) <= set(shown)
        assert not {atlas.layers[id_].group for id_ in shown} & {"evidence", "basemap"}


def test_evidence_cannot_be_switched_on_by_an_address(atlas: Atlas) -> None:
    evidence = next(id_ for id_, layer in atlas.layers.items() if layer.group == "evidence")
    assert explore_from_query({"layers": evidence}, atlas).message.startswith("No such layer")


def test_every_finding_is_plain_json_with_all_that_it_rests_on(atlas: Atlas) -> None:
    for claim in atlas.claims.values():
        shown = claims_view.describe_finding(claim.id, atlas)
        assert json.loads(json.dumps(shown)) == shown
        assert len(shown["sources"]) == len(claim.source_ids)
        assert [measure["label"] for measure in shown["measures"]] == [m.label for m in claim.measures]
        assert [place["id"] for place in shown["places"]] == list(claim.place_ids)


@pytest.mark.parametrize(
    ("value", "uncertainty", "unit", "words"),
    [
        (2.4131, 0.23, "nm", "2.4 ± 0.2 nm"),
        (2.4131, 0.16, "nm", "2.41 ± 0.16 nm"),
        (5667.6, 160.8, "km²", "5,668 ± 161 km²"),
        (-17.246, 0.4, "km", "\u221217.2 ± 0.4 km"),
        (2.0, None, "of 5 islands", "2 of 5 islands"),
        (7, None, "bases", "7 bases"),
        (0.01234, None, "km", "0.012 km"),
        (93.17, None, "km", "93.2 km"),
        (38.0, None, "°", "38°"),
        (0.0, 0.0, "km", "0 km"),
    ],
)
def test_measure_keeps_the_digits_that_its_uncertainty_leaves(
    value: float, uncertainty: float | None, unit: str, words: str
) -> None:
    found = describe_measure(Measure(label="x", value=value, unit=unit, uncertainty=uncertainty))
    assert found == {"label": "x", "value": words.replace(f" {unit}", f"\u00a0{unit}") if unit else words, "note": ""}


@given(
    st.floats(min_value=-1e6, max_value=1e6),
    st.none() | st.floats(min_value=0, max_value=1e5, allow_subnormal=False),
)
def test_any_measure_can_be_written(value: float, uncertainty: float | None) -> None:
    written = describe_measure(Measure(label="x", value=value, unit="km", uncertainty=uncertainty))["value"]
    number = float(written.split(" ")[0].replace("\u00a0km", "").replace(",", "").replace("\u2212", "-"))
    assert number == pytest.approx(value, abs=max(uncertainty or 0, abs(value) * 0.005, 0.001))


def test_clicked_feature_is_named(atlas: Atlas) -> None:
    place = claims_view.describe_picked("nll", atlas)
    assert place is not None
    assert (place["title"], place["hangul"], place["place"]) == ("Northern Limit Line", "북방한계선", "nll")
    evidence = claims_view.describe_picked(atlas.claims[CLAIM].evidence_ids[0], atlas)
    assert evidence is not None
    assert evidence["place"] == ""
    assert claims_view.describe_picked("", atlas) is None


# --- the page


def run_claims(**query: str) -> AppTest:
    def script() -> None:
        from koreamap.app.pages import claims  # noqa: PLC0415 - runs as a script of its own

        claims.render()

    page = AppTest.from_function(script, default_timeout=30)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def test_page_runs() -> None:
    page = run_claims()
    assert not page.exception
    assert page.session_state["claims_view"] == ClaimsView()


def test_page_reads_its_address() -> None:
    page = run_claims(claim=CLAIM, document="lee-2007")
    assert not page.exception
    assert page.session_state["claims_view"].claim == CLAIM
    assert page.query_params["claim"] == CLAIM


def test_page_survives_a_bad_address() -> None:
    page = run_claims(claim=SCRIPT)
    assert not page.exception
    assert page.session_state["claims_view"].message.startswith("No such claim")
    assert "claim" not in page.query_params


def test_pictures_are_served_under_names_that_carry_a_hash(atlas: Atlas) -> None:
    figures = assets.find_figures()
    assert set(figures) >= {figure for claim in atlas.claims.values() for figure in claim.chart_ids}
    for figure in figures.values():
        for kind, magic in (("light", b"<?xml"), ("dark", b"<?xml"), ("png", b"\x89PNG")):
            name = figure[kind].rpartition("/")[2]
            file = assets.find_asset(name)
            assert file is not None
            assert file.name == name
            assert file.body.startswith(magic)
    first = figures["areas"]["light"].rpartition("/")[2]
    for name in ("nothing.0123456789ab.svg", first.replace("areas", "mdl-39"), first[:-4] + "0.svg", first + "x", ""):
        assert assets.find_asset(name) is None


def test_page_that_shows_no_picture_loads_no_matplotlib() -> None:
    code = (
        "import sys; from koreamap.app import assets; from koreamap.app.pages import claims;"
        "assets.find_figures(); print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "False"
