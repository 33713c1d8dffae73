"""The Claims page: what it shows of a finding."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from koreamap.app import assets
from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.finding_cards import build_finding_card, describe_measure
from koreamap.model import Measure

SCRIPT = "<script>alert(1)</script>"
CLAIM = "lee-nll-three-miles"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


# --- what is shown


def build(claim_id: str, atlas: Atlas) -> dict[str, Any]:
    return build_finding_card(claim_id, atlas, assets.find_charts())


def test_evidence_is_selected_and_the_places_where_there_is_none(atlas: Atlas) -> None:
    for claim in atlas.claims.values():
        card = build(claim.id, atlas)
        assert set(card["selected"]) <= set(atlas.features)
        assert card["selected"] == list(claim.evidence_ids) or not list(claim.evidence_ids)
        assert not {atlas.layers[id_].group for id_ in card["layers"]} & {"evidence", "basemap"}


def test_every_finding_is_plain_json_with_all_that_it_rests_on(atlas: Atlas) -> None:
    served = json.loads(assets.describe_findings(atlas))["findings"]
    assert [finding["id"] for finding in served] == list(atlas.claims)
    for claim, shown in zip(atlas.claims.values(), served, strict=True):
        assert shown == build(claim.id, atlas)
        assert len(shown["sources"]) == len(claim.source_ids)
        assert [measure["label"] for measure in shown["measures"]] == [m.label for m in claim.measures]
        assert [place["id"] for place in shown["places"]] == list(claim.place_ids)
        assert len(shown["charts"]) == len(claim.chart_ids)


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


# --- the page


def run_claims(**query: str) -> AppTest:
    def script() -> None:
        from koreamap.app.pages import claims  # noqa: PLC0415 - runs as a script of its own

        claims.render()

    page = AppTest.from_function(script, default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    return page.run()


def test_page_runs_and_leaves_the_address_to_the_browser() -> None:
    for query in ({}, {"claim": CLAIM, "document": "lee-2007"}, {"claim": SCRIPT}):
        page = run_claims(**query)
        assert not page.exception
        assert dict(page.query_params) == query


@pytest.mark.thorough
def test_pictures_are_served_under_names_that_carry_a_hash(atlas: Atlas) -> None:
    figures = assets.find_charts()
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


@pytest.mark.thorough
def test_page_that_shows_no_picture_loads_no_matplotlib() -> None:
    code = (
        "import sys; from koreamap.app import assets; from koreamap.app.pages import claims;"
        "assets.find_charts(); print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - our own
    assert done.stdout.strip() == "False"
