"""Mentions and where they lead.

References
----------
W3C Web Annotation Data Model (TextQuoteSelector, body and target).
"""

from __future__ import annotations

from typing import Literal

from koreamap.model.record import Record

__all__ = ["Grade", "Link", "MadeBy", "Mention"]

MadeBy = Literal["rule", "curated"]
"""Who said so: a form of the gazetteer, or a person."""

Grade = Literal["exact", "variant", "demonym", "suggestion"]
"""How sure it is that words name a place: a listed name; a spelling made by rule, a compound, a name completed by its
neighbour; the people of a place; a guess, which never links."""


class Mention(Record, frozen=True, kw_only=True):
    """A span of a document that names a place (Web Annotation: quote and position).

    Parameters
    ----------
    document_id, passage_id
        Where it stands.
    start, end
        Offsets into the document's text; ``text[start:end] == exact``.
    exact, prefix, suffix
        The quote and up to 32 characters on each side.
    place_id
        What it names.
    made_by
        ``rule`` (a form of the gazetteer) or ``curated`` (a person said so).
    note
        For a curated one: why.
    differs
        Whether the words mean something else than the place, to which they lead for want of a nearer one: an earlier or
        later thing, or one that never was. The note says so.
    grade
        How sure it is; what a person said is exact.
    """

    document_id: str
    passage_id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    place_id: str
    made_by: MadeBy
    note: str = ""
    differs: bool = False
    grade: Grade = "exact"

    @property
    def id(self) -> str:
        """``lee-2007:1234-1250``."""
        return f"{self.document_id}:{self.start}-{self.end}"


class Link(Record, frozen=True, kw_only=True):
    """Mention -> place -> features.

    Parameters
    ----------
    key
        Names it in addresses: ``lee-2007:1234-1250``, with ``:place`` for a second place at the same span.
    mention
        The span.
    feature_ids
        One for a place with its own geometry, the members' for a group.
    layer
        Which draws the first of them.
    """

    key: str
    mention: Mention
    feature_ids: tuple[str, ...]
    layer: str
