"""The gazetteer: its records are whole and agree with each other, and a bad record is named."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import Any

import msgspec
import pytest

from koreamap import gazetteer
from koreamap.errors import GazetteerError
from koreamap.gazetteer import parse_places, read_places
from koreamap.model import STATUSES, Place
from koreamap.sources import read_sources

PLACES = read_places()

_AGREED = """
38th-parallel mdl nll nll-east nll-west-extension pyongyang-wonsan-line dprk-1999-line dprk-2000-waterway-1
dprk-2000-waterway-2 dmz baengnyeongdo daecheongdo socheongdo yeonpyeongdo u-do western-islands osan-ab pyeongtaek-port
daegu-ab busan-port hub-osan-pyeongtaek hub-daegu-busan usfk-hubs yokota-ab camp-zama yokosuka sasebo kadena-ab
white-beach futenma unc-rear-bases panmunjom kaesong-industrial-complex mount-kumgang blue-house event-1950-attack
event-1953-armistice event-1954-geneva event-1968-blue-house event-1976-axe-murder event-1994-mac-withdrawal
event-1995-nnsc-office event-1996-submarine event-2002-west-sea event-2006-hanoi western-corridor eastern-corridor
yalu-river tumen-river han-estuary seoul pyongyang wonsan kaesong hanoi geneva washington moscow beijing rok dprk
united-states china japan russia united-kingdom france australia new-zealand canada netherlands belgium turkey
philippines thailand colombia ethiopia south-africa greece luxembourg vietnam iraq afghanistan libya taiwan switzerland
sweden poland czechia slovakia two-koreas korean-peninsula greater-seoul west-sea
"""
AGREED_IDS = _AGREED.split()

DOCUMENT_FORMS = {
    "Pak Yong Do": "baengnyeongdo",
    "Dae Cheong Do": "daecheongdo",
    "So Cheong Do": "socheongdo",
    "Yun Pyung Do": "yeonpyeongdo",
    "Woo Do": "u-do",
    "Osan AB": "osan-ab",
    "Pyengtaek Port": "pyeongtaek-port",
    "Daegu AB": "daegu-ab",
    "Pusan port": "busan-port",
    "Kaesung Industrial Complex": "kaesong-industrial-complex",
    "Keumkang": "mount-kumgang",
    "Peiping": "beijing",
    "GSMA": "greater-seoul",
    "Greater Metropolitan Seoul Area": "greater-seoul",
    "West Sea": "west-sea",
    "NK": "dprk",
    "Luxemburg": "luxembourg",
    "5 western islands": "western-islands",
}

MINIMAL = """
[[place]]
id = "trial"
kind = "site"
layer = "sites"
names = [{ text = "Trial" }, { text = "시험", lang = "ko", system = "hangul" }]
status = ["published point"]
method = "Measured."
accuracy_m = 10
accuracy_note = "Measured."
source_ids = ["geonames"]
lon = 127.0
lat = 37.5
"""


def parse(text: str) -> tuple[Place, ...]:
    return parse_places(text, Path("trial.toml"), ("geonames", "lee-2007"))


def test_every_agreed_id_is_there() -> None:
    assert sorted(set(AGREED_IDS) - set(PLACES)) == []
    assert list(PLACES) == sorted(PLACES)


@pytest.mark.parametrize("form", DOCUMENT_FORMS)
def test_spellings_of_the_documents_are_looked_for(form: str) -> None:
    place = PLACES[DOCUMENT_FORMS[form]]
    assert [name.match for name in place.names if name.text == form] == ["always"]
    assert {name.source_id for name in place.names if name.text == form} <= {"lee-2007", "rusk-1951"}


@pytest.mark.parametrize("form", ["U-do", "Udo", "우도", "Chosen", "Sŏul", "개성"])
def test_forms_that_mean_too_many_things_are_not(form: str) -> None:
    found = [name.match for place in PLACES.values() for name in place.names if name.text == form]
    assert found
    assert "always" not in found


def test_one_form_means_one_place() -> None:
    owners: dict[str, set[str]] = {}
    for place in PLACES.values():
        for name in place.names:
            if name.match != "never":
                owners.setdefault(name.text.casefold(), set()).add(place.id)
    assert {form: ids for form, ids in owners.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("place", PLACES.values(), ids=lambda place: place.id)
def test_names_are_whole(place: Place) -> None:
    assert place.hangul, "Koreans have a name for it"
    assert len({(name.text, name.lang) for name in place.names}) == len(place.names)
    for name in place.names:
        assert unicodedata.is_normalized("NFC", name.text)
        assert name.system != "hangul" or (name.lang == "ko" and re.search("[가-힣]", name.text))
        assert name.system != "acronym" or name.text.upper() == name.text or name.text == "UNC-Rear"
        assert not name.lower or " " in name.text, "only a phrase may stand in lower case"


@pytest.mark.parametrize("place", [place for place in PLACES.values() if place.layer], ids=lambda place: place.id)
def test_drawn_places_say_how_sure_they_are(place: Place) -> None:
    assert set(place.status) <= set(STATUSES)
    assert place.accuracy_note
    if place.accuracy_m is None:
        assert re.search("[Ss]chematic|states none|No source|Nobody", place.accuracy_note)
    if "unsourced" in place.source_ids and place.accuracy_m is not None:
        assert place.accuracy_note.startswith("Approximate")
        assert place.accuracy_m >= 500


FIGURE = re.compile(r"([\d,.]*\d) (k?m)\b( on average| at 95 per cent| at worst| across)?(?![\w²])")


def figures_m(text: str) -> list[tuple[float, str]]:
    """Read the distances of a sentence in metres, each with the word behind it."""
    found = FIGURE.findall(text)
    return [(float(value.replace(",", "")) * {"m": 1, "km": 1000}[unit], word.strip()) for value, unit, word in found]


def disagreements(place: Place) -> list[str]:
    """List what a place's note on accuracy says that its fields do not bear out."""
    spread = {"on average": place.accuracy_mean_m, "at 95 per cent": place.accuracy_m,
              "at worst": place.accuracy_worst_m}  # fmt: skip
    widest = max(place.accuracy_worst_m or 0, place.accuracy_m or 0)
    told = [sentence for sentence in re.split(r"(?<=[a-z]\))\. |; |(?<=[a-z])\. ", place.accuracy_note)
            if not re.search(r"reach(es)? |\bends? |\b[Ii]f they are |km long", sentence)]  # fmt: skip
    return [
        f"{value:g} m {word}"
        for sentence in told
        for value, word in figures_m(sentence)
        if value > (spread.get(word) or (2 * widest if word == "across" else widest))
    ]


@pytest.mark.parametrize("place", [place for place in PLACES.values() if place.accuracy_m], ids=lambda place: place.id)
def test_no_note_says_less_accurate_than_the_field(place: Place) -> None:
    assert disagreements(place) == []


def test_a_note_that_contradicts_the_field_is_found() -> None:
    place = msgspec.structs.replace(PLACES["mdl"], accuracy_note="94 m on average, at worst 685 m.")
    assert disagreements(place) == ["685 m "]
    place = msgspec.structs.replace(PLACES["u-do"], accuracy_note="43 m on average, 300 m at 95 per cent.")
    assert disagreements(place) == ["300 m at 95 per cent"]


@pytest.mark.parametrize("place", [place for place in PLACES.values() if place.layer], ids=lambda place: place.id)
def test_mean_accuracy_and_worst_stand_in_this_order(place: Place) -> None:
    steps = [place.accuracy_mean_m, place.accuracy_m, place.accuracy_worst_m]
    known = [step for step in steps if step is not None]
    assert known == sorted(known)
    assert place.accuracy_mean_m is None or place.accuracy_m is not None


def test_the_demarcation_line_is_less_accurate_at_panmunjom_than_elsewhere() -> None:
    stretches = PLACES["mdl"].stretches
    assert [stretch.to_km for stretch in stretches[:-1]] == [stretch.from_km for stretch in stretches[1:]]
    assert stretches[0].from_km == 0
    assert stretches[0].accuracy_m == max(stretch.accuracy_m for stretch in stretches) == 476
    assert all(stretch.mean_m < stretch.accuracy_m for stretch in stretches)


def test_sources_are_those_of_the_register() -> None:
    cited = {source_id for place in PLACES.values() for source_id in place.source_ids}
    assert cited <= set(read_sources())


@pytest.mark.parametrize(
    ("place_id", "trap"),
    [
        ("osan-ab", "Pyeongtaek"),
        ("u-do", "Jeju"),
        ("western-islands", "Soyeonpyeongdo"),
        ("nll", "14 January 1965"),
        ("nll", "February 1999"),
        ("camp-zama", "2 November 2007"),
        ("mdl", "155 miles"),
        ("dmz", "992"),
        ("dprk-1999-line", "no published coordinate"),
    ],
)
def test_known_traps_are_noted(place_id: str, trap: str) -> None:
    assert trap in PLACES[place_id].note


def test_groups_lead_to_places_that_are_drawn() -> None:
    groups = [place for place in PLACES.values() if place.kind == "group"]
    assert {group.id: len(group.members) for group in groups} == {
        "two-koreas": 2,
        "unc-rear-bases": 7,
        "usfk-hubs": 2,
        "western-islands": 5,
    }
    hubs = {place.id: place.hub for place in PLACES.values() if place.hub}
    assert sorted(hubs.values()) == ["hub-daegu-busan"] * 2 + ["hub-osan-pyeongtaek"] * 2


def test_a_minimal_record_is_read() -> None:
    (place,) = parse(MINIMAL)
    assert (place.title, place.hangul, place.accuracy_m, place.status) == ("Trial", "시험", 10, ("published point",))


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('id = "trial"', 'id = "Trial Place"', "place Trial Place, id: found Trial Place"),
        ('id = "trial"', "", r"place \(no id, number 1\), id: found nothing"),
        ('id = "trial"', "id = 7", "place 7, id: found 7"),
        ('kind = "site"', 'kind = "castle"', "place trial, kind: found castle"),
        ('"published point"', '"certain"', "place trial, status: found certain"),
        ('"geonames"', '"hearsay"', "place trial, source_ids: found hearsay"),
        ('text = "Trial"', 'text = " Trial"', "names,  Trial, text"),
        ('text = "Trial"', 'title = "Trial"', "title: found it, expected no such field"),
        ('system = "hangul"', 'system = "runes"', "names, 시험, system: found runes"),
        ('system = "hangul"', 'source_id = "hearsay"', "names, 시험, source_id: found hearsay"),
        ("accuracy_m = 10", 'accuracy_m = "10"', "accuracy_m: found '10'"),
        ("accuracy_m = 10", "accuracy_m = 0", "accuracy_m: found 0"),
        ("accuracy_m = 10", "acuracy_m = 10", "acuracy_m: found it"),
        ('method = "Measured."', "", "method: found nothing"),
        ('layer = "sites"', "", "layer: found none"),
        ('layer = "sites"', 'layer = "sites"\nmembers = ["x"]', "members"),
        ("lat = 37.5", "", "lon, lat: found 127.0, None"),
        ("lat = 37.5", "lat = 127.5", "lat: found 127.5"),
        ("lon = 127.0", "lon = 227.0", "lon: found 227.0"),
        ('layer = "sites"', 'layer = "sites"\nvalid_from = "27 July 1953"', "valid_from: found 27 July 1953"),
        ('layer = "sites"', 'layer = "sites"\nvalid_to = "1953-13"', "valid_to: found 1953-13"),
        ('layer = "sites"', 'layer = "sites"\ndate_label = "1953"', "date_label: found 1953"),
        ("[[place]]", "[[place]", "valid TOML"),
        ("[[place]]", "[[castle]]", "gazetteer, castle: found it, expected no such field"),
    ],
)
def test_a_bad_record_is_named_with_its_file(old: str, new: str, message: str) -> None:
    assert old in MINIMAL
    with pytest.raises(GazetteerError, match=message) as refusal:
        parse(MINIMAL.replace(old, new, 1))
    assert "(trial.toml)" in str(refusal.value)


@pytest.fixture
def places_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(gazetteer, "places_dir", lambda: tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ({}, "found no file"),
        ({"a.toml": MINIMAL, "b.toml": MINIMAL}, "place trial: found it also in a.toml"),
        ({"a.toml": MINIMAL + 'hub = "nowhere"\n'}, "hub: found nowhere"),
        ({"a.toml": '[[place]]\nid="g"\nkind="group"\nmembers=["lost"]\nnames=[{text="G"}]\n'}, "members: found lost"),
    ],
)
def test_contradictions_between_files_are_named(places_folder: Path, files: dict[str, Any], message: str) -> None:
    for name, text in files.items():
        (places_folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(GazetteerError, match=message):
        read_places()


def test_a_file_that_is_not_utf8_is_named(places_folder: Path) -> None:
    (places_folder / "a.toml").write_bytes(b"\xff\xfe")
    with pytest.raises(GazetteerError, match="a readable file"):
        read_places()
