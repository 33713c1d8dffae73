"""What is known of the claims that come with the project: verdicts, and each value measured again by other means."""

from __future__ import annotations

import calendar
import dataclasses
import importlib
import json
import re
import tomllib
from itertools import pairwise

import msgspec
import numpy as np
import pytest
import shapely
import shapely.geometry

from independent import GEOD, ISLANDS, Remeasured, area_km2, haversine_km, project
from koreamap.claims import check_claims, find_claims, printed
from koreamap.claims._curated import claims_dir
from koreamap.drawing.curves import find_y
from koreamap.gazetteer import read_places
from koreamap.home import layers_dir

pytestmark = pytest.mark.thorough

TESTS = {test.claim.id: test for test in find_claims()}
FINDINGS = {claim["id"]: claim for claim in json.loads((layers_dir() / "findings.json").read_bytes())["claims"]}
PROFILES = json.loads((layers_dir() / "findings.json").read_bytes())["profiles"]
IDS = sorted(TESTS)

FACTS = {
    "supported": """
        rusk-date-proposals rusk-date-jcs rusk-date-attack lee-date-joint-statement lee-words-joint-statement
        lee-date-initial-actions lee-date-attack lee-date-resolution-83 lee-date-macarthur lee-sixteen-nations
        lee-date-counteroffensive lee-date-crossed-parallel lee-date-armistice lee-violations-north
        lee-violations-admitted lee-violations-south lee-date-hwang lee-date-460 lee-date-china-recall lee-date-czech
        lee-date-polish lee-words-paragraph-12 lee-four-party-rounds lee-date-western-corridor
        lee-date-eastern-corridor lee-date-treaty lee-rank-economy lee-rank-trade-rok lee-words-war-powers-section""",
    "partly supported": """
        lee-date-resolution-84 lee-parties-armistice lee-months-conference lee-date-geneva lee-date-control lee-date-nll
        lee-date-refused lee-signers lee-date-mac-withdrawal lee-date-nnsc-office lee-parties-corridors
        lee-number-guns""",
    "contradicted": """
        lee-name-commander lee-date-unc lee-date-china lee-words-sea-surface lee-words-naval lee-words-waters
        lee-words-cessation lee-date-invalid lee-date-dmz-status lee-date-general-talks
        lee-parties-states lee-rank-trade-us lee-words-war-powers""",
}
"""What the sources read say of the facts that the documents state, by verdict."""

VERDICT = {
    "lee-dmz-two-km": "supported",
    "lee-five-islands": "context",
    "lee-forces-below-line": "context",
    "lee-front-near-parallel": "depends on the reading",
    "lee-guns-and-seoul": "context",
    "lee-hanoi": "context",
    "lee-hub-daegu-busan": "depends on the reading",
    "lee-hub-osan-pyeongtaek": "supported",
    "lee-islands-below-parallel": "context",
    "lee-islands-south-of-nll": "context",
    "lee-links-china-russia": "supported",
    "lee-nll-equidistant": "partly supported",
    "lee-nll-three-miles": "partly supported",
    "lee-no-line-at-sea": "supported",
    "lee-panmunjom-in-dmz": "context",
    "lee-provocations": "supported",
    "lee-seven-rear-bases": "supported",
    "lee-two-corridors": "supported",
    "lee-two-hubs": "depends on the reading",
    "rusk-all-korea": "context",
    "rusk-positions-before-attack": "context",
    "rusk-status-quo-ante": "partly supported",
    "rusk-yalu-sanctuary": "context",
} | {claim_id: verdict for verdict, ids in FACTS.items() for claim_id in ids.split()}
"""By claim; every claim whose id says untested is not testable."""


@pytest.fixture(scope="module")
def findings(reference):
    return {finding.claim_id: finding for finding in check_claims(reference)}


@pytest.fixture(scope="module")
def again():
    return Remeasured(layers_dir())


# Verdicts


def run(claim_id, reference):
    test = TESTS[claim_id]
    return test.check(test.claim, reference)


@pytest.mark.parametrize("claim_id", IDS)
def test_the_verdict_is_the_expected_one(claim_id, findings):
    claim = TESTS[claim_id].claim
    aside = "context" if claim.figure == "misprint" else "not testable"
    expected = VERDICT[claim_id] if claim.check else aside
    assert findings[claim_id].verdict == expected, f"{claim_id}: a changed geometry turned its verdict"


def test_a_sentence_that_is_put_aside_says_so_in_its_id():
    assert all(("-untested-" in id_) == (not test.claim.check) for id_, test in TESTS.items())


def move(reference, feature_id, lon, lat):
    feature = reference.features[feature_id]
    moved = shapely.transform(feature.geometry, lambda values: values + np.array([lon, lat]))
    return dataclasses.replace(
        reference, features={**reference.features, feature_id: msgspec.structs.replace(feature, geometry=moved)}
    )


SCORED = sorted(id_ for id_, verdict in VERDICT.items() if verdict not in {"context", "not testable"})

FAILING = {
    "lee-dmz-two-km": {"given": {"half_width_km": 2.1}},
    "lee-front-near-parallel": {"moved": ("mdl", 0.9)},
    "lee-hub-daegu-busan": {"moved": ("daegu-ab", -0.6)},
    "lee-hub-osan-pyeongtaek": {"moved": ("osan-ab", 1.5)},
    "lee-links-china-russia": {"accuracy": ("tumen-river", 20_000)},
    "lee-nll-equidistant": {"given": {"equal_share": 0.01}},
    "lee-nll-three-miles": {"moved": ("nll", 0.5)},
    "lee-no-line-at-sea": {"moved": ("mdl", 0.2)},
    "lee-provocations": {"given": {"printed": {"event-1968-blue-house": "1969"}}},
    "lee-seven-rear-bases": {"given": {"count": 8}},
    "lee-two-corridors": {"moved": ("kaesong-industrial-complex", -0.3)},
    "lee-two-hubs": {"moved": ("daegu-ab", -0.6)},
    "rusk-status-quo-ante": {"accuracy": ("mdl", 500_000)},
}
"""What another world would hold, by scored claim: a printed or given value, a feature moved by degrees of latitude, or
a place known less well."""


def change(reference, *, moved=None, accuracy=None):
    if moved:
        return move(reference, moved[0], 0, moved[1])
    if accuracy:
        place = msgspec.structs.replace(reference.places[accuracy[0]], accuracy_m=accuracy[1])
        return dataclasses.replace(reference, places={**reference.places, accuracy[0]: place})
    return reference


OTHER = {"year": "1000", "month": "1000-01", "day": "1000-01-01", "number": "0", "words": "no such words"}
"""What no source says of any fact."""


def test_each_scored_claim_is_tried_in_another_world():
    assert set(SCORED) == set(FAILING) | {id_ for id_, test in TESTS.items() if test.claim.check == "printed"}


@pytest.mark.parametrize("claim_id", sorted(id_ for ids in FACTS.values() for id_ in ids.split()))
def test_the_verdict_on_a_fact_can_fail(claim_id, reference):
    test = TESTS[claim_id]
    other = OTHER[test.given.same] if VERDICT[claim_id] == "supported" else test.given.printed.partition("/")[0]
    given = msgspec.structs.replace(test.given, read=dict.fromkeys(test.given.read, other), is_all_shown=True)
    assert printed.check(test.claim, reference, given).verdict != VERDICT[claim_id]


@pytest.mark.parametrize("claim_id", sorted(FAILING))
def test_a_verdict_can_fail(claim_id, reference):
    changes, test = dict(FAILING[claim_id]), TESTS[claim_id]
    given = msgspec.structs.replace(test.given, **changes.pop("given", {}))
    module = importlib.import_module(f"koreamap.claims.{test.claim.check}")
    finding = module.check(test.claim, change(reference, **changes), given=given)
    assert finding.verdict != VERDICT[claim_id]


@pytest.mark.parametrize("claim_id", sorted(id_ for id_, verdict in VERDICT.items() if verdict == "context"))
def test_context_is_not_scored_and_says_why(claim_id, findings):
    claim = TESTS[claim_id].claim
    assert claim.is_context
    assert claim.tolerance == "not scored"
    assert claim.tolerance_reason
    assert not findings[claim_id].within_uncertainty


# Readings and curves


def test_readings_that_agree_share_their_verdict_and_others_leave_it_open(findings):
    for claim_id, finding in findings.items():
        verdicts = {reading.verdict for reading in finding.readings}
        expected = verdicts if len(verdicts) == 1 else {"depends on the reading"}
        assert not verdicts or {finding.verdict} == expected, claim_id


def test_what_is_partly_supported_says_how_much(findings):
    for claim_id, finding in findings.items():
        assert bool(finding.share) == (finding.verdict == "partly supported"), claim_id


def test_a_curve_goes_through_the_value_that_decides(findings):
    measured = {id_: {m.label: m.value for m in finding.measures} for id_, finding in findings.items()}
    near = findings["lee-front-near-parallel"].curves[0]
    assert find_y(near, near.chosen) == pytest.approx(50, abs=0.3)  # half of the line
    for km in (10, 40, 60):
        share = measured["lee-front-near-parallel"][f"Share of the line within {km} km"]
        assert find_y(near, km) == pytest.approx(share, abs=0.01)
    for equal, line in zip(findings["lee-nll-equidistant"].curves, ("the line", "the second reading"), strict=True):
        share = measured["lee-nll-equidistant"][f"Share of {line} equidistant within 10%"]
        assert find_y(equal, equal.chosen) == pytest.approx(share)
    slacks = findings["lee-nll-three-miles"].curves  # by the shortest way and due north, on either datum
    assert [find_y(curve, curve.chosen) for curve in slacks] == [2, 2, 2, 2]
    assert [find_y(curve, 12) for curve in slacks] == [5, 5, 5, 5]
    (groups,) = findings["lee-two-hubs"].curves
    assert [find_y(groups, km) for km in (10, 50, 150, 250)] == [4, 3, 2, 1]
    (near,) = findings["lee-seven-rear-bases"].curves
    assert find_y(near, near.chosen) == 4


def test_a_curve_never_falls_back(findings):
    for claim_id, finding in findings.items():
        for curve in finding.curves:
            xs = [x for x, _y in curve.points]
            assert xs == sorted(xs), claim_id
            assert xs[0] <= curve.chosen <= xs[-1], claim_id


def test_a_facts_tolerance_is_told_by_what_it_is_given():
    words = {"3/4": "three or four"}
    for entry in tomllib.loads((claims_dir() / "facts.toml").read_text(encoding="utf-8"))["claim"]:
        given = TESTS[entry["id"]].given
        first, _, last = given.printed.partition("/")
        expected = "within {spread:.0%}" if given.spread else "the same {same}"
        if last and given.same == "day":
            expected = f"from {int(first[8:])} to {int(last[8:])} {calendar.month_name[int(first[5:7])]}"
        assert entry["tolerance"] == words.get(given.printed, expected), entry["id"]


def test_a_limit_is_spelled_once():
    number = r"\d|\b(half|third|tenths?|two|three|five|ten|fifty)\b"
    for document in ("lee-2007", "rusk-1951"):
        for entry in tomllib.loads((claims_dir() / f"{document}.toml").read_text(encoding="utf-8"))["claim"]:
            assert not re.search(number, re.sub(r"\{.*?\}", "", entry.get("tolerance", ""))), entry["id"]


def test_a_verdict_that_the_uncertainty_could_turn_says_so(reference):
    shaken = {**reference.places, "nll": msgspec.structs.replace(reference.places["nll"], reading_accuracy_m=4000)}
    unsure = dataclasses.replace(reference, places=shaken)
    assert not run("lee-nll-three-miles", reference).within_uncertainty
    assert run("lee-nll-three-miles", unsure).within_uncertainty
    for claim_id in ("lee-nll-equidistant", "lee-nll-three-miles"):
        sure, wide = (run(claim_id, each).measures[0].uncertainty for each in (reference, unsure))
        assert wide > sure


# Values, measured again


def values(claim_id):
    return {measure["label"]: measure["value"] for measure in FINDINGS[claim_id]["measures"]}


TITLES = {id_: place.title for id_, place in read_places().items()}


def remeasure_islands_to_nll(again, prefix="{} to the line", line="nll"):
    line = project(again.shapes[line], "EPSG:32651")
    return {
        prefix.format(TITLES[id_]): project(again.shapes[id_], "EPSG:32651").distance(line) / 1852 for id_ in ISLANDS
    }


def remeasure_south_of_nll(again):
    first, second = "{} south of the line by", "{} south of the second reading by"
    return remeasure_islands_to_nll(again, first) | remeasure_islands_to_nll(again, second, "nll-tokyo")


def remeasure_due_north(again, prefix="{} due north to the line", line="nll"):
    lons, lats = np.array(sorted(again.shapes[line].coords)).T
    rows = {}
    for id_ in ISLANDS:
        lon, lat = max(shapely.get_coordinates(again.shapes[id_]).tolist(), key=lambda vertex: vertex[1])
        rows[prefix.format(TITLES[id_])] = haversine_km((lon, lat), (lon, np.interp(lon, lons, lats))) / 1.852
    return rows


def remeasure_three_miles(again):
    shares = {}
    for line_id, line in (("nll", "the line"), ("nll-tokyo", "the second reading")):
        for shore, away in zip(("the nearest island", "northern land"), again.steps(line_id), strict=True):
            shares[f"Share of {line} 2.5 to 3.5 nm from {shore}"] = 100 * np.mean(abs(away - 3) <= 0.5)
    return (
        remeasure_islands_to_nll(again)
        | remeasure_due_north(again)
        | remeasure_islands_to_nll(again, "{} to the second reading", "nll-tokyo")
        | remeasure_due_north(again, "{} due north to the second reading", "nll-tokyo")
        | shares
    )


def remeasure_equidistant(again):
    first = remeasure_equidistant_reading(again, "nll", "the line", "the NLL")
    return first | remeasure_equidistant_reading(again, "nll-tokyo", "the second reading", "the NLL's second reading")


def remeasure_equidistant_reading(again, line_id, line, name):
    to_islands, to_north = again.steps(line_id)
    relative = abs(to_islands - to_north) / ((to_islands + to_north) / 2)
    south, north = again.sea_areas(line_id)
    both = (relative <= 0.1) & (abs(to_islands - 3) <= 0.5)
    (_islands, land, _south), _line = again.sea()
    point = project(shapely.Point(again.shapes[line_id].coords[1]), "EPSG:32651")
    islet = project(again.shapes["hambakdo"], "EPSG:32651")
    others = shapely.union_all([part for part in shapely.get_parts(land) if not part.intersects(islet)])
    return {
        f"Share of {line} equidistant within 10%": 100 * np.mean(relative <= 0.1),
        f"Second point of {line} to northern land, Hambakdo among it": point.distance(land) / 1852,
        f"Second point of {line} to northern land without Hambakdo": point.distance(others) / 1852,
        f"Share of {line} where it is 3 nm off an island as well": 100 * np.mean(both),
        f"Water south of {name} that is nearer to the DPRK": south,
        f"Water north of {name} that is nearer to the ROK": north,
    }


def remeasure_below_parallel(again):
    north = {id_: again.shapes[id_].bounds[3] for id_ in ISLANDS}
    return {f"{TITLES[id_]} south of 38° N by": (38 - lat) * 111.007 for id_, lat in north.items()}


def remeasure_areas_of_islands(again):
    printed = ("Pak Yong Do", "Dae Cheong Do", "So Cheong Do", "Yun Pyung Do", "Woo Do")
    return {f"{name}: {TITLES[id_]}": area_km2(again.shapes[id_]) for name, id_ in zip(printed, ISLANDS, strict=True)}


def remeasure_front(again):
    north_km = again.front()
    away = abs(north_km)
    mdl, parallel = again.shapes["mdl"], again.shapes["38th-parallel"]
    lons, lats = np.array(mdl.coords).T
    rows = np.flatnonzero(np.diff(np.sign(lats - 38)))
    crossing = lons[rows[0]] + (38 - lats[rows[0]]) / np.diff(lats)[rows[0]] * np.diff(lons)[rows[0]]
    assert parallel.bounds[1] == parallel.bounds[3] == 38
    return {
        f"Share of the line within {limit} km": 100 * np.mean(away <= limit) for limit in (5, *range(10, 70, 10), 65)
    } | {
        "Half of the line lies within": np.median(away),
        "Mean distance from 38° N": away.mean(),
        "Greatest distance north": GEOD.inv(128, 38, 128, mdl.bounds[3])[2] / 1e3,
        "Greatest distance south": GEOD.inv(126, 38, 126, mdl.bounds[1])[2] / 1e3,
        "Longitude of the crossing": crossing,
    }


def remeasure_status_quo(again):
    korea = again.korea()
    rok, dprk = korea["rok", "north"], korea["dprk", "south"]
    share = 100 * (rok + dprk) / sum(korea.values())
    return {
        "Held by the ROK north of 38° N": rok,
        "Held by the DPRK south of 38° N": dprk,
        "Net gain of the ROK": rok - dprk,
        "Share of Korea's land that changed hands": share,
        "Share of Korea's land as before": 100 - share,
    }


def remeasure_all_korea(again):
    korea = again.korea()
    whole = sum(korea.values())
    return {
        "Korea's land": whole,
        "Share north of 38° N": 100 * (korea["rok", "north"] + korea["dprk", "north"]) / whole,
        "Share held by the DPRK": 100 * (korea["dprk", "north"] + korea["dprk", "south"]) / whole,
    }


def remeasure_yalu(again):
    river = np.array(again.shapes["yalu-river"].coords)
    return {
        "Parallel to the river's southernmost bend": GEOD.inv(127, 38, 127, river[:, 1].min())[2] / 1e3,
        "Parallel to the river's northernmost bend": GEOD.inv(127, 38, 127, river[:, 1].max())[2] / 1e3,
        "The DPRK's land beyond the parallel": again.korea()["dprk", "north"],
    }


def remeasure_positions(again):
    lons = np.arange(124, 129.5, 0.001)
    km = 0.001 * 111.32 * np.cos(np.radians(38)) * 1.0012  # the ellipsoid's parallel
    dry = shapely.contains_xy(shapely.union_all(again.land), lons, np.full_like(lons, 38.0 + 1e-9))
    mdl = np.array(again.shapes["mdl"].coords)
    crossing = mdl[np.flatnonzero(np.diff(np.sign(mdl[:, 1] - 38)))[0], 0]
    south, north = dry[lons > crossing].sum() * km, dry[lons <= crossing].sum() * km
    return {
        "Parallel over the ROK's land": south,
        "Parallel over the DPRK's land": north,
        "Share on the ROK's side": 100 * south / (south + north),
    }


def remeasure_hubs(again):
    sites = ("osan-ab", "pyeongtaek-port", "daegu-ab", "busan-port")
    return {
        f"{TITLES[one]} to {TITLES[other]}": haversine_km(again.point(one), again.point(other))
        for number, one in enumerate(sites)
        for other in sites[number + 1 :]
    }


def remeasure_bases(again):
    ids = [id_ for id_, place in read_places().items() if place.layer == "unc_rear_bases"]
    return {f"{TITLES[id_]} to the MDL": again.to_line_km(id_) for id_ in ids}


def remeasure_corridors(again):
    mdl = again.shapes["mdl"]
    rows = {}
    for corridor, site in (("western-corridor", "kaesong-industrial-complex"), ("eastern-corridor", "mount-kumgang")):
        crossing = shapely.get_parts(again.shapes[corridor].intersection(mdl))[0]
        vertices = np.array(mdl.coords)
        near = int(np.hypot(*(vertices - [crossing.x, crossing.y]).T).argmin())
        steps = np.hypot(*np.diff(vertices, axis=0).T)
        rows[f"{TITLES[corridor]}: crossing, share of the line from the west"] = 100 * steps[:near].sum() / steps.sum()
        rows[f"{TITLES[site]} beyond the line by"] = again.to_line_km(site)
    for corridor, middle in (("western-corridor", 41), ("eastern-corridor", 1290)):
        rows[f"{TITLES[corridor]}: its markers, share of all from the west"] = 100 * middle / 1292
    return rows


def remeasure_forces(again):
    (west, low), (east, high) = again.point("pyongyang"), again.point("wonsan")
    slope = (high - low) / (east - west)
    ends = [(lon, low + slope * (lon - west)) for lon in (120, 134)]
    dprk = again.shapes["dprk"]
    below = dprk.intersection(shapely.Polygon([*ends, (134, 34), (120, 34)]))
    area = area_km2(below)
    return {"Share of the DPRK's land below the line": 100 * area / area_km2(dprk), "Land below the line": area}


def remeasure_seoul(again):
    lines = [project(again.shapes[id_], "EPSG:32652") for id_ in ("mdl", "han-estuary")]
    line = shapely.union_all(lines)
    area = project(again.shapes["greater-seoul"], "EPSG:32652")
    random = np.random.default_rng(1)
    west, south, east, north = area.bounds
    spots = np.column_stack([random.uniform(west, east, 20_000), random.uniform(south, north, 20_000)])
    inside = shapely.points(spots[shapely.contains_xy(area, *spots.T)])
    away = shapely.distance(inside, line) / 1e3 + 2
    return {
        f"Share of the drawn Seoul area within {reach} km of guns behind the zone": 100 * np.mean(away <= reach)
        for reach in (40, 54, 60)
    } | {
        "Seoul's centre to the line or estuary": again.to_line_km("seoul", line_ids=("mdl", "han-estuary")),
        "Edge of the drawn Seoul area to the line or estuary": area.distance(line) / 1e3,
    }


def remeasure_no_line(again):
    mainland = max(again.land, key=lambda part: part.area)
    shore = project(mainland.boundary.intersection(shapely.box(126, 37.4, 128.8, 38.9)), "EPSG:32652")
    line = again.shapes["mdl"]
    west, east = (project(shapely.Point(line.coords[row]), "EPSG:32652") for row in (0, -1))
    starts = [max(again.shapes[line_id].coords) for line_id in ("nll", "nll-tokyo", "dprk-1999-line")]
    open_km, second_km, rival_km = (haversine_km(line.coords[0], start) for start in starts)
    return {
        "Western end of the MDL to the water": west.distance(shore) / 1e3,
        "Eastern end of the MDL to the water": east.distance(shore) / 1e3,
        "Western end of the MDL to where the Imjin meets the Han": haversine_km(line.coords[0], (126.677, 37.773)),
        "From the MDL's western end to the NLL's first point": open_km,
        "From the MDL's western end to the first point of the NLL's second reading": second_km,
        "From the MDL's western end to the DPRK line of 1999, as far as it is drawn": rival_km,
    }


def remeasure_dmz(again):
    zone, line = again.shapes["dmz"], again.shapes["mdl"]
    flat = project(line, "EPSG:32652")
    edge = shapely.points(shapely.get_coordinates(project(zone, "EPSG:32652")))
    away = shapely.distance(edge, flat) / 0.9998  # the projection's scale between 126.7 and 128.4° E, about
    return {"Long edges to the line, median": np.median(away) / 1e3, "Area of the drawn zone": area_km2(zone)}


def remeasure_borders(again):
    border = {"China": [], "Russia": []}
    evidence = json.loads((layers_dir() / "evidence_lines.geojson").read_bytes())["features"]
    for feature in evidence:
        if feature["properties"]["claim_id"] == "lee-links-china-russia":
            border[feature["properties"]["name"].split()[-1]] = feature["geometry"]["coordinates"]
    lengths = {name: sum(haversine_km(one, other) for one, other in pairwise(row)) for name, row in border.items()}
    rivers = sum(project(again.shapes[id_], "EPSG:5179").length for id_ in ("yalu-river", "tumen-river")) / 1e3
    assert sum(lengths.values()) == pytest.approx(rivers, rel=0.03)  # the rivers as their own layer has them
    return {f"Border with {name}": length for name, length in lengths.items()}


def remeasure_events(again):
    ids = ("event-1968-blue-house", "event-1976-axe-murder", "event-1996-submarine", "event-2002-west-sea")
    return {f"{TITLES[id_]} to the MDL": again.to_line_km(id_) for id_ in ids}


def remeasure_hanoi(again):
    lon, lat = again.point("hanoi")
    outline = again.shapes["vietnam"]
    ring = shapely.get_coordinates(shapely.segmentize(outline.boundary, 0.005))
    return {"Hanoi to the nearest edge of Vietnam": min(haversine_km((lon, lat), tuple(vertex)) for vertex in ring)}


REMEASURE = {
    "lee-nll-three-miles": (remeasure_three_miles, 0.01, 0.6),
    "lee-nll-equidistant": (remeasure_equidistant, 0.03, 2.5),
    "lee-islands-south-of-nll": (remeasure_south_of_nll, 0.005, 0.01),
    "lee-islands-below-parallel": (remeasure_below_parallel, 0.001, 0.01),
    "lee-five-islands": (remeasure_areas_of_islands, 0.005, 0),
    "lee-front-near-parallel": (remeasure_front, 0.002, 0.3),
    "lee-two-hubs": (remeasure_hubs, 0.005, 0),
    "lee-hub-osan-pyeongtaek": (remeasure_hubs, 0.005, 0),
    "lee-hub-daegu-busan": (remeasure_hubs, 0.005, 0),
    "lee-seven-rear-bases": (remeasure_bases, 0.001, 0.05),
    "lee-panmunjom-in-dmz": (lambda again: {"Panmunjom to the MDL": again.to_line_km("panmunjom")}, 0.001, 0.002),
    "lee-two-corridors": (remeasure_corridors, 0.001, 0.3),
    "lee-forces-below-line": (remeasure_forces, 0.01, 0.3),
    "lee-guns-and-seoul": (remeasure_seoul, 0.002, 2.0),
    "lee-no-line-at-sea": (remeasure_no_line, 0.005, 0.01),
    "lee-dmz-two-km": (remeasure_dmz, 0.001, 0),
    "lee-links-china-russia": (remeasure_borders, 0.005, 0),
    "lee-provocations": (remeasure_events, 0.001, 0.01),
    "lee-hanoi": (remeasure_hanoi, 0.01, 0),
    "rusk-status-quo-ante": (remeasure_status_quo, 0.04, 0.1),
    "rusk-all-korea": (remeasure_all_korea, 0.005, 0.3),
    "rusk-yalu-sanctuary": (remeasure_yalu, 0.005, 0),
    "rusk-positions-before-attack": (remeasure_positions, 0.005, 0.3),
}
"""Claim -> how to measure it again; relative and absolute difference allowed (of shares in percentage points)."""


@pytest.mark.parametrize("claim_id", sorted(REMEASURE))
def test_each_value_is_what_other_means_give(claim_id, again):
    measure, relative, absolute = REMEASURE[claim_id]
    second = measure(again)
    counted = {row["label"] for row in FINDINGS[claim_id]["measures"] if row["uncertainty"] is None}
    counted -= second.keys()
    found = {label: value for label, value in values(claim_id).items() if label not in counted}
    assert found.keys() <= second.keys(), "a value that nothing measures again"
    for label, value in found.items():
        unit = next(row["unit"] for row in FINDINGS[claim_id]["measures"] if row["label"] == label)
        slack = absolute if unit == "%" or absolute < 0.1 else 0.01
        assert value == pytest.approx(second[label], rel=relative, abs=slack), label


def test_every_claim_with_a_measured_value_is_measured_again():
    measured = {id_ for id_, row in FINDINGS.items() if any(m["uncertainty"] is not None for m in row["measures"])}
    assert measured == set(REMEASURE)


def test_the_profiles_are_what_other_means_give(again):
    to_islands, to_north = again.steps()
    rows = PROFILES["nll-distances"]
    assert [row["km"] for row in rows] == sorted(row["km"] for row in rows)
    assert min(row["islands_nm"] for row in rows) == pytest.approx(to_islands.min(), abs=0.2)
    assert max(row["islands_nm"] for row in rows) == pytest.approx(to_islands.max(), abs=0.3)
    assert np.mean([row["dprk_nm"] for row in rows]) == pytest.approx(to_north.mean(), rel=0.02)
    assert max(row["north_km"] for row in PROFILES["mdl-38"]) == pytest.approx(again.front().max(), abs=0.5)
    assert {row["id"] for row in PROFILES["areas"]} == {
        "rok-north", "dprk-south", "sea-north", "sea-south", "sea-north-second", "sea-south-second",
    }  # fmt: skip
    assert PROFILES["nll-limits"] == {"miles_nm": 3, "equal_share": 0.1}


def test_kaesong_lies_in_what_the_north_holds_below_the_parallel(again):
    rows = json.loads((layers_dir() / "evidence_areas.geojson").read_bytes())["features"]
    areas = {row["properties"]["name"]: shapely.geometry.shape(row["geometry"]) for row in rows}
    assert areas["Held by the DPRK south of 38° N"].contains(again.shapes["kaesong"])
    assert not areas["Held by the ROK north of 38° N"].intersects(
        areas["Held by the DPRK south of 38° N"].buffer(-1e-6)
    )


def test_no_verdict_turns_on_which_datum_the_line_is_read_on():
    """Both values of each claim that measures from the line, as found elsewhere by other means."""
    printed = {"Baengnyeongdo": (2.73, 2.86), "Daecheongdo": (6.30, 6.22), "Socheongdo": (4.44, 4.35),
               "Yeonpyeongdo": (0.61, 0.78), "U-do": (3.20, 3.34)}  # fmt: skip
    for claim_id, to in (("lee-nll-three-miles", "to"), ("lee-islands-south-of-nll", "south of")):
        found = values(claim_id)
        end = " by" if to == "south of" else ""
        for island, (first, second) in printed.items():
            assert found[f"{island} {to} the line{end}"] == pytest.approx(first, abs=0.015)
            assert found[f"{island} {to} the second reading{end}"] == pytest.approx(second, abs=0.015)
    readings = FINDINGS["lee-nll-three-miles"]["readings"]
    assert {reading["verdict"] for reading in readings} == {FINDINGS["lee-nll-three-miles"]["verdict"]}
    assert values("lee-nll-equidistant")["Share of the second reading equidistant within 10%"] >= 10


def test_no_islet_changes_its_side_with_the_reading(again):
    """Whose shore is whose is told by the first reading; it serves for the second because nothing lies between."""
    paths = [np.array(sorted(again.shapes[line_id].coords)).T for line_id in ("nll", "nll-tokyo")]
    middles = [part.representative_point() for part in again.land if part.area < 1]
    beside = [point for point in middles if 124.65 < point.x < 126.1 and 37 < point.y < 38.5]
    assert len(beside) > 50
    assert all(len({point.y > np.interp(point.x, *path) for path in paths}) == 1 for point in beside)


def test_each_claim_that_names_the_line_to_measure_from_it_has_both_readings():
    """A value, a curve or an area of the one reading has its counterpart of the other."""
    for claim_id in ("lee-nll-equidistant", "lee-nll-three-miles", "lee-islands-south-of-nll", "lee-no-line-at-sea"):
        texts = TESTS[claim_id].claim
        for kind in (texts.measures, texts.curves, texts.readings):
            firsts = {name.removeprefix("second_") for name in kind if name.startswith("second_")}
            others = {"west_km", "east_km", "upriver_km", "rival_open_km"}  # on land; and another line
            assert firsts == {name for name in kind if not name.startswith("second_")} - others, claim_id
    by_claim = {id_ for id_, test in TESTS.items() if "nll" in test.claim.place_ids and test.claim.measures}
    assert by_claim == {"lee-nll-equidistant", "lee-nll-three-miles", "lee-islands-south-of-nll", "lee-no-line-at-sea"}
