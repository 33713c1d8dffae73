"""What the sides of the armistice said of what they do not share: sides, their parties, matters and statements.

References
----------
EDTF level 1 for dates.
"""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from koreamap.model.record import Record
from koreamap.model.values import Edtf, Id, Ids, Trimmed

__all__ = ["Matter", "Party", "Side", "Statement"]

_Day = Annotated[Edtf, Meta(min_length=4)]
_Some = Annotated[Ids, Meta(min_length=1, description="a list of at least one id")]


class Side(Record, frozen=True, kw_only=True):
    """One of the two sides, under whose name the words of its parties stand; neither comes first by standing.

    Parameters
    ----------
    id
        Stable.
    title
        Its parties' names.
    """

    id: Id
    title: Trimmed


class Party(Record, frozen=True, kw_only=True):
    """Who says something: a command, a state.

    Parameters
    ----------
    id
        Stable.
    title
        Its name.
    side
        The side that it belongs to.
    """

    id: Id
    title: Trimmed
    side: Id


class Matter(Record, frozen=True, kw_only=True):
    """Something of which each side has said its own.

    Parameters
    ----------
    id
        Stable.
    title
        What it is, in words of no side.
    places
        Whose cards tell of it.
    """

    id: Id
    title: Trimmed
    places: _Some


class Statement(Record, frozen=True, kw_only=True):
    """What a party said or did of a matter, once.

    Parameters
    ----------
    id
        Stable.
    matters
        What it is about.
    party
        Who.
    date
        When, EDTF.
    said
        What, in one plain sentence of ours.
    source_ids
        Where it was read; ``unsourced`` alone where nothing was, and then ``said`` says so.
    draws
        The places that it drew, agreed to or proclaimed.
    """

    id: Id
    matters: _Some
    party: Id
    date: _Day
    said: Trimmed
    source_ids: _Some
    draws: Ids = ()
