"""Find mentions in an archive as somebody typed it, and print them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from koreamap.archive.asking import Archive, CountBy, ask, open_archive
from koreamap.archive.places import find_places_in
from koreamap.archive.printing import FoundFormat, print_counts, print_mentions
from koreamap.atlas import read_atlas
from koreamap.export.request import read_bbox
from koreamap.ids import check_ids

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from koreamap.archive.asking import Question
    from koreamap.model import Place

__all__ = ["Shown", "Typed", "find_and_print", "read_places_asked"]


class Typed(NamedTuple):
    """What was typed after ``koreamap find``.

    Parameters
    ----------
    places
        Ids, or names.
    bbox
        A named area, or ``west,south,east,north`` in degrees.
    first, last, words
        As in `ask`.
    """

    places: Sequence[str] = ()
    bbox: str = ""
    first: str = ""
    last: str = ""
    words: str = ""


class Shown(NamedTuple):
    """How the answer is shown, and which part of it."""

    format_: FoundFormat
    count_by: CountBy | None
    limit: int
    offset: int


def find_and_print(path: Path, typed: Typed, shown: Shown, say: Callable[[str], None]) -> None:
    """Ask a file, and print the answer.

    Stops with `ArchiveError` when the file is none of ours, or a date is none; with `UnknownIdError` at a place that
    neither the gazetteer nor the file has; with `ExportError` at a box that is none.
    """
    archive = open_archive(path)
    places = read_places_asked(archive, typed.places, typed.bbox)
    question = ask(places=places, first=typed.first, last=typed.last, words=typed.words)
    if shown.count_by:
        counts = archive.count_by(shown.count_by, question, limit=shown.limit, offset=shown.offset)
        print_counts(counts, shown.count_by, shown.format_)
        return
    mentions = archive.find(question, limit=shown.limit, offset=shown.offset)
    print_mentions(mentions, shown.format_)
    say(_write_total(archive, question, shown, len(mentions)))


def _write_total(archive: Archive, question: Question, shown: Shown, count: int) -> str:
    total = archive.count(question)
    part = f", {shown.offset + 1:,} to {shown.offset + count:,} shown" if count and count < total else ""
    return f"{total:,} mention{'' if total == 1 else 's'}{part}"


def read_places_asked(archive: Archive, places: Sequence[str], bbox: str) -> tuple[str, ...] | None:
    """Return the ids of the places asked for, by id or by name, in the box asked for; None where neither was.

    Stops with `UnknownIdError` at a place that neither the gazetteer nor the file has; with `ExportError` at a box that
    is none.
    """
    if not places and not bbox:
        return None
    known = read_atlas().places
    asked = {id_: None for place in places for id_ in _find_ids(place, archive, known)}
    if not bbox:
        return tuple(asked)
    inside = find_places_in(known, read_bbox(bbox))
    return tuple(id_ for id_ in inside if not places or id_ in asked)


def _find_ids(place: str, archive: Archive, known: Mapping[str, Place]) -> list[str]:
    """Return what an id or a name stands for: of a name that several places bear, all of them."""
    if place in known or archive.has_place(place):
        return [place]
    name = place.casefold()
    ids = [one.id for one in known.values() if name in {each.text.casefold() for each in one.names}]
    if not ids:
        check_ids("place", place, known)
    return ids
