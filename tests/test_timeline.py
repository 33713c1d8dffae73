"""When things stood, in days: the records decide, and the ruler of the years stops at their dates."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest

from koreamap.atlas import read_atlas
from koreamap.drawing.dates import find_day
from koreamap.drawing.timeline import STOPS, describe_time, find_span, find_stop_date
from koreamap.frontend import FOLDER

if TYPE_CHECKING:
    from koreamap.atlas import Atlas
    from koreamap.model import Place

NODE = Path(sys.executable).with_name("node")
ATLAS = read_atlas()
DATES = [
    "1945", "1950-06-25", "1951-02", "1952-02", "1953-07-27", "1953-08", "1973", "1999", "2000-02", "2007",
    "2007-05-02",
]  # fmt: skip


def place_of(small_atlas: Atlas, **changes: object) -> Place:
    return msgspec.structs.replace(small_atlas.places["nll"], **changes)


def days(*texts: str) -> tuple[dt.date | None, ...]:
    return tuple(dt.date.fromisoformat(text) if text else None for text in texts)


@pytest.mark.parametrize(
    ("first", "last", "span"),
    [
        ("1953-07-27", "", ("1953-07-27", "1953-07-27", "", "")),
        ("1945-08", "1953-07-27", ("1945-08-01", "1945-08-31", "1953-07-27", "1953-07-27")),
        ("2002", "2004-02", ("2002-01-01", "2002-12-31", "2004-02-01", "2004-02-29")),
        ("1953", "1960?", ("1953-01-01", "1953-12-31", "", "1960-12-31")),
    ],
)
def test_a_date_is_taken_for_all_the_days_that_it_may_mean(
    small_atlas: Atlas, first: str, last: str, span: tuple[str, ...]
) -> None:
    found = find_span(place_of(small_atlas, valid_from=first, valid_to=last), small_atlas)
    assert found[:4] == days(*span)
    assert found.is_dated
    assert not found.is_lasting


def test_a_doubtful_or_unknown_beginning_is_sure_from_the_first_witness_that_can_be_one() -> None:
    nll = ATLAS.places["nll"]
    sources = {id_: msgspec.structs.replace(source, date="") for id_, source in ATLAS.sources.items()}
    for id_, date in (("froebe-1973", "1973-12-22"), ("cia1974", "1974-01"), ("roehrig-2012", "1953-01")):
        sources[id_] = msgspec.structs.replace(sources[id_], date=date)
    atlas = dataclasses.replace(ATLAS, sources=sources)
    assert find_span(nll, atlas)[:2] == days("1953-08-30", "1973-12-22")  # not the one that is older than the line
    sources["froebe-1973"] = msgspec.structs.replace(sources["froebe-1973"], date="")
    assert find_span(nll, atlas).first_sure == dt.date(1974, 1, 31)
    sources["cia1974"] = msgspec.structs.replace(sources["cia1974"], date="")
    assert find_span(nll, atlas).first_sure == dt.date(2007, 5, 2)  # the paper that names it
    unseen = msgspec.structs.replace(nll, id="nobody-names-it", valid_from="", source_ids=())
    assert find_span(unseen, atlas)[:2] == (None, None)


def test_an_event_shows_in_its_year() -> None:
    assert find_span(ATLAS.places["event-1953-armistice"], ATLAS)[:4] == days(
        "1953-01-01", "1953-01-01", "1953-12-31", "1953-12-31"
    )


def test_land_water_and_towns_without_a_date_last_and_bases_do_not() -> None:
    lasting = {id_ for id_ in ATLAS.features if id_ in ATLAS.places and find_span(ATLAS.places[id_], ATLAS).is_lasting}
    assert {"baengnyeongdo", "seoul", "yalu-river", "han-estuary", "west-sea", "korean-peninsula"} <= lasting
    assert not lasting & {"osan-ab", "panmunjom", "rok", "nll-east", "contiguous-waters", "mdl"}


def test_readings_and_parts_of_one_line_stand_alike() -> None:
    spans = {find_span(ATLAS.places[id_], ATLAS) for id_ in ("nll", "nll-tokyo", "nll-west-extension")}
    assert len(spans) == 1


def test_the_ruler_stops_at_eight_dates_of_the_records() -> None:
    stops = [find_stop_date(stop, ATLAS) for stop in STOPS]
    assert stops == ["1945", "1950-06-25", "1951-02", "1953-07-27", "1953-08", "1973", "1999", "2007"]
    for stop, date in zip(STOPS, stops, strict=True):
        record = ATLAS.documents.get(stop.record)
        assert (record.date if record else ATLAS.places[stop.record].valid_from).startswith(date)
    agreed = {ATLAS.places[id_].valid_from for id_ in ("event-1953-armistice", "mdl", "dmz", "han-estuary-waters")}
    assert agreed == {"1953-07-27"}
    assert ATLAS.places["38th-parallel"].valid_to == "1953-07-27"


def test_every_date_on_the_map_lies_on_the_ruler() -> None:
    described = describe_time(ATLAS)
    first, last = described["years"]  # type: ignore[misc]
    features = described["features"]
    assert isinstance(features, dict)
    found = [day for spans in features.values() for span in spans.values() for day in span[:4] if day]
    assert found
    assert all(str(first) <= day[:4] <= str(last) for day in found)
    assert sum(map(len, features.values())) == len({id_ for id_ in ATLAS.features if id_ in ATLAS.places})


def test_a_map_of_some_features_is_told_of_those_alone() -> None:
    described = describe_time(ATLAS, ["mdl", "osan-ab", "nobody"])
    assert described["features"] == {
        "mdl": {"mdl": ["1953-07-27", "1953-07-27", "", "", "dated"]},
        "usfk_hubs": {"osan-ab": ["", "2007-05-02", "", "", "undated"]},
    }


@pytest.mark.skipif(not NODE.exists(), reason="Node was not found: install the dev requirements")
def test_the_ruler_and_the_exports_read_a_date_alike() -> None:
    script = f"""
        import {{ readDate }} from '{(FOLDER / "time" / "calendar.js").as_uri()}';
        const read = (text) => readDate(text, [1945, 2026]);
        console.log(JSON.stringify({json.dumps(DATES)}.map((text) => [read(text).first, read(text).last])));
    """
    command = [NODE, "--input-type=module", "--eval", script]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603 - the environment's own Node
    expected = [[str(find_day(date, first=True)), str(find_day(date, first=False))] for date in DATES]
    assert json.loads(answer.stdout) == expected
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for pair in expected for day in pair)
