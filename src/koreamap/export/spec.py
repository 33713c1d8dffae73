"""What a format is, and where it writes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

__all__ = ["Database", "FormatSpec", "Progress"]

Progress = Callable[[str], None]
"""Told the name of each step as it begins."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FormatSpec:
    """What a format is.

    Parameters
    ----------
    id
        As typed after ``koreamap export``.
    title, summary
        For the list of formats; the summary is one sentence on what it is for.
    suffix
        Of the file it writes, with the dot; empty when it writes a folder or into a database.
    media_type
        Of the download; empty where there is none.
    kind
        Under which it is offered.
    order
        In which it is offered.
    uses_paper
        Whether paper size and orientation matter.
    uses_width
        Whether it is as wide as the user says.
    is_drawn
        Whether it is looked at as a map although it is data; what `draws` adds goes along.
    carries_evidence
        Whether layers switched off can go along, as the evidence of the claims must: elsewhere it would stand among the
        places.
    tells_words
        Whether it is of mentions and texts, without the courses of lines and areas.
    target
        What it writes: one file or folder, or the tables of a `Database`.
    """

    id: str
    title: str
    summary: str
    suffix: str = ""
    media_type: str = ""
    kind: Literal["data", "map", "citations"]
    order: int
    uses_paper: bool = False
    uses_width: bool = False
    is_drawn: bool = False
    carries_evidence: bool = False
    tells_words: bool = False
    target: Literal["file", "database"] = "file"

    @property
    def draws(self) -> bool:
        """Whether it shows a map, in which no side's line may stand alone unless that was asked for."""
        return self.kind == "map" or self.is_drawn

    @property
    def can_clip(self) -> bool:
        """Whether features can be cut at an extent: those of data can, where their courses are in it."""
        return self.kind == "data" and not self.tells_words


@dataclass(frozen=True, slots=True)
class Database:
    """Where a format that writes no file puts its tables.

    Parameters
    ----------
    dsn
        libpq connection string or ``postgresql://`` address. It is never shown.
    schema
        Made when it is missing.
    """

    dsn: str = field(repr=False)
    schema: str = "koreamap"

    def __str__(self) -> str:
        return f"the tables of schema {self.schema}"
