"""What is cited: the record that documents and sources share, as a bibliography wants it."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from koreamap.model.record import Record
from koreamap.model.values import Edtf, Id, Written

__all__ = ["Creator", "Work", "WorkType"]

Creator = Annotated[
    str,
    msgspec.Meta(pattern=r"^[^\s,]([^,]*[^\s,])?(, [^\s,]([^,]*[^\s,])?)?$", description="text with one comma at most"),
]
"""A person as *Family, Given*; a body by its name, without a comma."""

WorkType = Literal["", "article-journal", "book", "chapter", "document", "report"]
"""What it is in the words of CSL; empty where what kind of source it is tells."""


class Work(Record, frozen=True, kw_only=True):
    """A published or kept work.

    Parameters
    ----------
    id
        Short and speaking: ``osm-borders``, ``rusk-1951``.
    title, publisher, publisher_place
        As the publisher writes them.
    type, genre
        For citation data: ``chapter`` and, in a word, what kind: "memorandum".
    creators
        Who wrote it, in its order: *Family, Given*, or the name of a body.
    date
        Of the work, or of what the data say (EDTF); empty when unknown.
    container, volume, part, series, editors, issued
        What it stands in (a journal or a volume, with number and part), the series that it belongs to, who edited
        it, and when it came out (EDTF) where that is not the work's own date.
    number, pages
        Its number there or its own, ``S/3079``, and its pages there.
    archive
        Who keeps the original, and under what.
    address
        Of the work: URL or ``npm:``/``pypi:`` package coordinates; empty where none was verified.
    """

    id: Id
    title: Written
    type: WorkType = ""
    genre: str = ""
    creators: tuple[Creator, ...] = ()
    container: str = ""
    volume: str = ""
    part: str = ""
    series: str = ""
    editors: tuple[Creator, ...] = ()
    issued: Edtf = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    publisher_place: str = ""
    date: Edtf = ""
    archive: str = ""
    address: str = ""
