"""Claims: the contract over every one, whichever they are, and what stops the build."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import TYPE_CHECKING

import msgspec
import numpy as np
import pytest
from click.testing import CliRunner

from koreamap import build
from koreamap.build import build_files
from koreamap.claims import ClaimTest, check_claims, find_claims, find_quote
from koreamap.claims._record import to_records
from koreamap.claims._shores import CUTS
from koreamap.cli import main
from koreamap.errors import ClaimError
from koreamap.home import layers_dir
from koreamap.model import VERDICTS
from koreamap.sources import read_sources

if TYPE_CHECKING:
    from koreamap.claims._reference import Reference

TESTS = {test.claim.id: test for test in find_claims()}
FINDINGS = {claim["id"]: claim for claim in json.loads((layers_dir() / "findings.json").read_bytes())["claims"]}
PROFILES = json.loads((layers_dir() / "findings.json").read_bytes())["profiles"]
IDS = sorted(TESTS)


class Watched(dict):
    """Features that note which of them are asked for."""

    def __init__(self, features):
        super().__init__(features)
        self.asked = set()

    def __getitem__(self, key):
        self.asked.add(key)
        return super().__getitem__(key)


@pytest.fixture(scope="module")
def looks(reference):
    """Make every check once; give its finding and the features that it asked for."""
    features = {claim_id: Watched(reference.features) for claim_id in TESTS}

    def watch(test):
        return lambda claim, where: test.check(claim, dataclasses.replace(where, features=features[claim.id]))

    watched = [ClaimTest(claim=test.claim, check=watch(test)) for test in TESTS.values()]
    findings = check_claims(reference, watched)
    return {finding.claim_id: (finding, features[finding.claim_id].asked) for finding in findings}


# The contract


@pytest.mark.parametrize("claim_id", IDS)
def test_the_quote_stands_at_its_offsets(claim_id, reference):
    record, claim = FINDINGS[claim_id], TESTS[claim_id].claim
    text = reference.documents[claim.document_id].text
    assert text[record["start"] : record["end"]] == record["exact"] == claim.quote
    assert text[: record["start"]].endswith(record["prefix"])
    assert text[record["end"] :].startswith(record["suffix"])
    passage = next(p for p in reference.documents[claim.document_id].passages if p.id == claim.passage_id)
    assert any(start <= record["start"] < record["end"] <= end for start, end in passage.slices)


@pytest.mark.parametrize("claim_id", IDS)
def test_a_finding_is_complete(claim_id, reference):
    record, claim = FINDINGS[claim_id], TESTS[claim_id].claim
    assert record["verdict"] in VERDICTS
    assert set(record["places"]) <= set(reference.places)
    assert set(record["source_ids"]) <= set(read_sources())
    assert all(record[key].strip() for key in ("title", "restated", "figure_text", "summary", "method"))
    assert record["caveats"]
    assert all(caveat.strip() for caveat in record["caveats"])
    assert len(re.findall(r"[.!?](?=\s+[A-Z])", record["summary"])) <= 1, "more than two sentences"
    if claim.check and record["verdict"] != "not testable":
        assert claim.tolerance
        assert claim.tolerance_reason
    assert set(record["charts"]) <= set(PROFILES)


@pytest.mark.parametrize("claim_id", IDS)
def test_each_value_has_a_unit_and_an_uncertainty_or_a_reason(claim_id):
    for measure in FINDINGS[claim_id]["measures"]:
        assert measure["unit"]
        assert np.isfinite(measure["value"])
        if measure["uncertainty"] is None:
            assert measure["note"]
        else:
            assert measure["uncertainty"] > 0


@pytest.fixture(scope="module")
def drawn():
    return {
        feature["id"]: feature["properties"]
        for name in ("points", "lines", "areas")
        for feature in json.loads((layers_dir() / f"evidence_{name}.geojson").read_bytes())["features"]
    }


@pytest.mark.parametrize("claim_id", IDS)
def test_the_evidence_is_drawn(claim_id, drawn):
    for feature_id in FINDINGS[claim_id]["evidence"]:
        assert drawn[feature_id]["claim_id"] == claim_id
        assert drawn[feature_id]["status"] == "derived"
    assert {id_ for id_, row in drawn.items() if row["claim_id"] == claim_id} == set(FINDINGS[claim_id]["evidence"])


def test_findings_stand_in_reading_order(reference):
    order = list(reference.documents)
    places = [(order.index(row["document"]), row["start"]) for row in FINDINGS.values()]
    assert places == sorted(places)
    assert set(FINDINGS) == set(TESTS)


@pytest.mark.thorough
def test_what_is_written_is_what_is_found(reference, looks):
    findings = tuple(finding for finding, _asked in looks.values())
    made = to_records(findings, tuple(TESTS.values()), reference)
    assert json.loads(msgspec.json.encode(made)) == list(FINDINGS.values())


@pytest.mark.thorough
def test_a_check_looks_only_at_the_places_that_its_claim_names(reference, looks):
    assert looks.keys() == TESTS.keys()
    assert any(asked for _finding, asked in looks.values())
    for claim_id, (_finding, asked) in looks.items():
        named = set(TESTS[claim_id].claim.place_ids)
        named |= {member for id_ in named for member in reference.places[id_].members}
        assert asked <= named | set(CUTS), claim_id


# Stops


def stop(reference, claim_id, **changes):
    test = TESTS[claim_id]
    changed = ClaimTest(claim=msgspec.structs.replace(test.claim, **changes), check=test.check)
    with pytest.raises(ClaimError) as caught:
        check_claims(reference, [changed])
    return str(caught.value)


def test_a_quote_that_no_longer_matches_stops(reference):
    message = stop(reference, "lee-dmz-two-km", quote="ranging 3 km respectively from the MDL")
    assert message.startswith("claim lee-dmz-two-km: found its words 0 times in lee-2007/2.A/p4, expected 1 times")
    assert "ranging 3 km" in message


def test_an_occurrence_that_is_not_there_stops(reference):
    assert "1 times" in stop(reference, "lee-dmz-two-km", nth=2)


def test_a_missing_passage_and_a_missing_document_stop(reference):
    assert "found no passage lee-2007/9/p9" in stop(reference, "lee-hanoi", passage_id="lee-2007/9/p9")
    assert "found no document lee-1999" in stop(reference, "lee-hanoi", passage_id="lee-1999/1/p2")


def test_a_place_that_is_gone_stops(reference):
    assert "claim lee-hanoi: found no place atlantis" in stop(reference, "lee-hanoi", place_ids=("atlantis",))


@pytest.mark.parametrize("feature_id", ["nll", "u-do"])
def test_a_feature_that_is_gone_stops_with_the_claims_id(feature_id, reference):
    without = {id_: feature for id_, feature in reference.features.items() if id_ != feature_id}
    with pytest.raises(ClaimError, match=rf"claim lee-nll-three-miles: found no feature {feature_id}, expected"):
        check_claims(dataclasses.replace(reference, features=without), [TESTS["lee-nll-three-miles"]])


def test_a_feature_asked_for_in_passing_stops_with_the_claims_id(reference):
    test = TESTS["lee-nll-three-miles"]
    careless = ClaimTest(claim=msgspec.structs.replace(test.claim, place_ids=()), check=test.check)
    with pytest.raises(ClaimError, match="claim lee-nll-three-miles, feature nll: found none"):
        check_claims(dataclasses.replace(reference, features={}), [careless])


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"verdict": "true"}, "verdict 'true'"),
        ({"caveats": ()}, "an empty text"),
        ({"summary": ""}, "an empty text"),
        ({"claim_id": "lee-other"}, "the finding of lee-other"),
    ],
)
def test_a_finding_that_is_not_whole_stops(changes, message, reference):
    test = TESTS["lee-hanoi"]
    finding = msgspec.structs.replace(test.check(test.claim, reference), **changes)
    spoilt = ClaimTest(claim=test.claim, check=lambda _claim, _reference: finding)
    with pytest.raises(ClaimError, match=message):
        check_claims(reference, [spoilt])


def test_a_bare_value_stops(reference):
    test = TESTS["lee-hanoi"]

    def check(claim, where):
        finding = test.check(claim, where)
        bare = msgspec.structs.replace(finding.measures[0], uncertainty=None, note="")
        return msgspec.structs.replace(finding, measures=(bare,))

    with pytest.raises(ClaimError, match="claim lee-hanoi: found a bare value"):
        check_claims(reference, [ClaimTest(claim=test.claim, check=check)])


@pytest.mark.thorough
def test_the_build_stops_at_a_broken_claim(monkeypatch):
    test = TESTS["lee-hanoi"]
    broken = ClaimTest(claim=msgspec.structs.replace(test.claim, quote="held in Hue"), check=test.check)
    monkeypatch.setattr(build, "find_claims", lambda: (broken,))
    with pytest.raises(ClaimError, match="claim lee-hanoi: found its words 0 times"):
        build_files()


def test_a_quote_is_found_at_its_own_occurrence(reference):
    claim = msgspec.structs.replace(TESTS["lee-dmz-two-km"].claim, quote="Armistice", nth=2)
    first, second = (find_quote(reference, msgspec.structs.replace(claim, nth=nth)) for nth in (1, 2))
    assert first.start < second.start
    assert first.exact == second.exact == "Armistice"


# The command


def test_the_command_prints_the_table_and_everything_as_json():
    table = CliRunner().invoke(main, ["claims"])
    assert table.exit_code == 0
    assert all(f"{id_} " in table.output for id_ in IDS)
    assert f"{len(IDS)} claims: " in table.output
    whole = json.loads(CliRunner().invoke(main, ["claims", "--json"]).output)
    assert whole["claims"] == list(FINDINGS.values())
    assert whole["profiles"] == PROFILES


def test_a_gap_is_as_sure_as_the_line_is_beside_the_place(reference: Reference) -> None:
    assert reference.accuracy_at_m("mdl", reference.point("panmunjom")) == 476
    assert reference.accuracy_at_m("mdl", (128.36, 38.61)) == 190
    assert reference.accuracy_at_m("38th-parallel", (127.0, 38.0)) == reference.accuracy_m("38th-parallel")
    assert reference.gap_error_m("panmunjom", "mdl") == pytest.approx((476**2 + 500**2) ** 0.5)
