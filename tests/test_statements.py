"""What each side said: both are there, sourced, by date; and what is one-sided or unknown is refused by name."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.atlas import read_atlas
from koreamap.drawing.matters import describe_matters
from koreamap.errors import StatementError
from koreamap.gazetteer import read_places
from koreamap.sources import read_sources
from koreamap.statements import NO_SOURCE, parse_statements, read_statements, statements_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.atlas import Atlas
    from koreamap.model import Statement
    from koreamap.model.inputs import StatementsFile

MADE = """
[[side]]
id = "south"
title = "South"
[[side]]
id = "north"
title = "North"
[[party]]
id = "a"
title = "A"
side = "south"
[[party]]
id = "b"
title = "B"
side = "north"
[[matter]]
id = "line"
title = "A line"
places = ["nll"]
[[statement]]
id = "b-1"
matters = ["line"]
party = "b"
date = "1999-09-02"
said = "It drew another."
source_ids = ["kcna9907"]
draws = ["dprk-1999-line"]
[[statement]]
id = "a-1"
matters = ["line"]
party = "a"
date = "1953-08?"
said = "It drew a line."
source_ids = ["roehrig-2012"]
draws = ["nll"]
"""

STATED = ("mdl", "nll", "nll-tokyo", "nll-west-extension", "western-islands", "u-do", "dprk-1999-line",
          "dprk-2000-waterway-1", "dprk-2000-waterway-2")  # fmt: skip
"""Places on which each side has its word."""


@cache
def written() -> StatementsFile:
    return read_statements(read_places(), read_sources())


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


def parse(text: str) -> StatementsFile:
    return parse_statements(text, Path("made.toml"), read_places(), read_sources())


def said_by(side: str, statements: Sequence[Statement]) -> list[Statement]:
    parties = {party.id for party in written().party if party.side == side}
    return [statement for statement in statements if statement.party in parties]


@pytest.mark.parametrize("place_id", STATED)
def test_both_sides_have_their_word_and_their_line_on_the_card(place_id: str) -> None:
    (matter,) = [matter for matter in written().matter if place_id in matter.places]
    statements = [statement for statement in written().statement if matter.id in statement.matters]
    for side in written().side:
        own = said_by(side.id, statements)
        assert [statement for statement in own if NO_SOURCE not in statement.source_ids]
        assert [id_ for statement in own for id_ in statement.draws]


def test_both_sides_have_the_same_room() -> None:
    lengths = [len(" ".join(s.said for s in said_by(side.id, written().statement))) for side in written().side]
    assert max(lengths) < 2 * min(lengths)


def test_statement_rests_on_what_was_read() -> None:
    sources = read_sources()
    for statement in written().statement:
        if NO_SOURCE not in statement.source_ids:
            assert all(sources[id_].read != "none" for id_ in statement.source_ids), statement.id


def test_year_of_a_statement_is_that_of_a_source_or_in_its_support() -> None:
    """A date that no source of the statement knows would be from memory."""
    sources = read_sources()
    for statement in written().statement:
        if NO_SOURCE not in statement.source_ids:
            known = " ".join(
                f"{sources[i].date} {sources[i].supports} {sources[i].title}" for i in statement.source_ids
            )
            assert statement.date[:4] in known, statement.id


def test_statements_are_read_in_the_order_of_their_dates() -> None:
    assert [statement.id for statement in parse(MADE).statement] == ["a-1", "b-1"]
    dates = [re.sub(r"\W+$", "", statement.date) for statement in written().statement]
    assert dates == sorted(dates)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('party = "b"', 'party = "a"', "matter line: found nothing, expected what North said, with its source"),
        ('draws = ["nll"]', "", "matter line, draws: found nothing, expected what South drew or agreed to"),
        ('line."\nsource_ids = ["roehrig-2012"]', 'line: no source read."\nsource_ids = ["unsourced"]',
         "matter line: found nothing, expected what South said"),
        ('source_ids = ["roehrig-2012"]', 'source_ids = ["hearsay"]', "statement a-1, source_ids: found hearsay"),
        ('draws = ["nll"]', 'draws = ["atlantis"]', "statement a-1, draws: found atlantis"),
        ('places = ["nll"]', 'places = ["atlantis"]', "matter line, places: found atlantis"),
        ('party = "a"', 'party = "c"', "statement a-1, party: found c"),
        ('side = "north"', 'side = "east"', "party b, side: found east"),
        ('date = "1953-08?"', 'date = "August"', "statement a-1, date: found August, expected an EDTF date"),
        ('date = "1953-08?"', 'date = ""', "statement a-1, date: found"),
        ('said = "It drew a line."', 'said = "It drew a line"', "a-1, said: found It drew a line, expected a sent"),
        ('said = "It drew a line."', 'said = "Here: no source read."', "expected the words 'no source read' where"),
        ('id = "b-1"', 'id = "a-1"', "a-1: found it twice, expected each id once"),
        ('[[side]]\nid = "north"\ntitle = "North"\n', "", "side: found 1, expected two"),
        ('title = "B"\nside = "north"', 'title = "B"\nside = "north"\n[[party]]\nid = "c"\ntitle = "C"\nside = "north"',
         "party c: found no statement, expected at least one"),
        ('matters = ["line"]\nparty = "a"', 'matters = ["line", "sea"]\nparty = "a"', "a-1, matters: found sea"),
        ("title = ", "name = ", "side south, name: found it, expected no such field (made.toml)"),
    ],
)  # fmt: skip
def test_what_is_onesided_or_unknown_is_refused_by_name(old: str, new: str, message: str) -> None:
    assert old in MADE
    with pytest.raises(StatementError) as refusal:
        parse(MADE.replace(old, new, 1))
    assert message in str(refusal.value)
    assert str(refusal.value).endswith("(made.toml)")


def test_statement_without_a_source_says_so() -> None:
    more = MADE + (
        '[[statement]]\nid = "b-2"\nmatters = ["line"]\nparty = "b"\ndate = "2000"\n'
        'said = "Its answer: no source read."\nsource_ids = ["unsourced"]\n'
    )
    assert parse(more).statement[-1].source_ids == (NO_SOURCE,)
    with pytest.raises(StatementError, match="no source read"):
        parse(more.replace("no source read", "none"))


def test_card_gets_both_sides_and_what_draws_them(atlas: Atlas) -> None:
    matters = {str(matter["id"]): matter for matter in describe_matters(atlas)}
    line = matters["sea-line"]
    assert line["features"] == ["nll", "dprk-1999-line"]
    assert line["sides"] == [side.title for side in written().side]
    statements = line["statements"]
    assert isinstance(statements, list)
    assert {statement["side"] for statement in statements} == {0, 1}
    (proclaimed,) = [s for s in statements if s["date"] == "2 Sep 1999" and s["party"] == "DPRK"]
    assert [place["id"] for place in proclaimed["draws"]] == ["dprk-1999-line"]
    assert set(proclaimed["sources"]) >= {"kcna-1999-09", "cnn-1999"}
    (unknown,) = [s for s in matters["islands-waters"]["statements"] if "no source read" in s["said"]]  # type: ignore[attr-defined]
    assert unknown["sources"] == []


def test_map_without_a_sides_line_says_what_was_said_and_draws_what_is_there(atlas: Atlas) -> None:
    matters = {str(matter["id"]): matter for matter in describe_matters(atlas, {"nll", "u-do"})}
    assert matters["sea-line"]["features"] == ["nll"]
    assert matters["land-line"]["features"] == ["nll"]
    assert matters["islands-waters"]["features"] == ["u-do"]
    whole = {str(matter["id"]): matter for matter in describe_matters(atlas)}
    for id_, matter in matters.items():
        said = [statement["said"] for statement in matter["statements"]]  # type: ignore[attr-defined]
        assert said == [statement["said"] for statement in whole[id_]["statements"]]  # type: ignore[attr-defined]
    assert all(not s["draws"] for s in matters["sea-line"]["statements"] if s["side"] == 1)  # type: ignore[attr-defined]


def test_committed_file_is_the_one_that_is_read() -> None:
    assert statements_file().name == "statements.toml"
    assert read_atlas().said.statements == written().statement
