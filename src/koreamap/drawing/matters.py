"""Compose what a card shows of a matter on which each side has its own word: pure, from what the build made."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from koreamap.drawing.dates import write_date
from koreamap.geojson import join_boxes
from koreamap.statements import NO_SOURCE
from koreamap.translation import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Collection

    from koreamap.atlas import Atlas
    from koreamap.model import Matter, Party, Statement

__all__ = ["Told", "describe_matters", "find_party", "list_told", "statements_on", "write_statement"]


class Told(NamedTuple):
    """What a party said of a matter, in words: the date, who, what, the titles of what it drew, its sources."""

    date: str
    party: str
    said: str
    drawn: tuple[str, ...]
    sources: tuple[str, ...]


def describe_matters(atlas: Atlas, drawn: Collection[str] | None = None) -> list[dict[str, object]]:
    """Describe every matter that a card tells of.

    Parameters
    ----------
    atlas
        For the statements, and for what draws them.
    drawn
        The ids of the features that can be shown; None for all.

    Returns
    -------
    For each: ``title``; ``sides``, the titles of both; ``statements`` in the order of their dates, each with the number
    of its ``side``; the ``features`` that the sides drew, with the ``bbox`` around them (west, south, east, north in
    degrees) or None; ``sources``, ids. A statement ``draws`` only what can be shown. All of it is text, none markup.
    """
    kept = atlas.features.keys() if drawn is None else drawn
    return [_describe_matter(matter, atlas, kept) for matter in atlas.said.matters]


def write_statement(statement: Statement, atlas: Atlas) -> str:
    """Write a statement in a line: date, party, what it said."""
    return f"{write_date(statement.date)}, {find_party(statement, atlas).title}: {statement.said}"


def find_party(statement: Statement, atlas: Atlas) -> Party:
    """Return who said it."""
    return next(party for party in atlas.said.parties if party.id == statement.party)


def list_told(matter: Matter, atlas: Atlas) -> list[Told]:
    """List what both sides said of a matter, by date, in words for a page of text; none of it is markup."""
    return [
        Told(
            date=write_date(statement.date),
            party=find_party(statement, atlas).title,
            said=statement.said,
            drawn=tuple(atlas.places[id_].title for id_ in statement.draws),
            sources=tuple(atlas.sources[id_].citation for id_ in statement.source_ids if id_ != NO_SOURCE),
        )
        for statement in statements_on(matter, atlas)
    ]


def statements_on(matter: Matter, atlas: Atlas) -> list[Statement]:
    """List what both sides said of a matter, by date, whoever spoke."""
    return [statement for statement in atlas.said.statements if matter.id in statement.matters]


def _describe_matter(matter: Matter, atlas: Atlas, kept: Collection[str]) -> dict[str, object]:
    statements = statements_on(matter, atlas)
    draws = dict.fromkeys(id_ for statement in statements for id_ in statement.draws)
    features = [id_ for place in draws for id_ in atlas.features_of(place) if id_ in kept]
    boxes = [box for id_ in features if (box := atlas.places[id_].bbox)]
    return {
        "id": matter.id,
        "title": matter.title,
        "sides": [side.title for side in atlas.said.sides],
        "statements": [_describe_statement(statement, atlas, kept) for statement in statements],
        "features": features,
        "bbox": list(join_boxes(boxes)) if boxes else None,
        "sources": list(dict.fromkeys(id_ for statement in statements for id_ in statement.source_ids)),
    }


def _describe_statement(statement: Statement, atlas: Atlas, kept: Collection[str]) -> dict[str, object]:
    party = find_party(statement, atlas)
    shown = [place for place in statement.draws if any(id_ in kept for id_ in atlas.features_of(place))]
    return {
        "side": [side.id for side in atlas.said.sides].index(party.side),
        "party": party.title,
        "date": write_date(statement.date),
        **{f"date_{language}": write_date(statement.date, language) for language in LANGUAGES[1:]},
        "said": statement.said,
        "sources": [] if statement.source_ids == (NO_SOURCE,) else list(statement.source_ids),
        "draws": [{"id": place, "title": atlas.places[place].title} for place in shown],
    }
