"""What the archive page asks and shows, as pure functions: no widgets here."""

from __future__ import annotations

import html
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from koreamap.app.count_map import Point
from koreamap.archive.asking import Archive, Counted, Question, ask, open_archive
from koreamap.archive.linking import CONTEXT
from koreamap.archive.places import find_places_in, find_point
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export.request import read_bbox
from koreamap.translation import gettext, spoken

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from koreamap.archive.linking import Mention
    from koreamap.atlas import Atlas

__all__ = [
    "ARCHIVE_VARIABLE",
    "NAMES",
    "OWN_BOX",
    "PAGE_ROWS",
    "Wanted",
    "build_question",
    "count_places",
    "find_archive",
    "find_mentions",
    "is_box",
    "list_areas",
    "make_points",
    "name_place",
    "read_wanted",
    "write_mentions",
    "write_query",
]

ARCHIVE_VARIABLE = "KOREAMAP_ARCHIVE"
PAGE_ROWS = 50
OWN_BOX = "box"
"""Of the areas, the one that is typed."""

_LONGEST = 200
_FAR = 1_000_000


class Wanted(NamedTuple):
    """What the page is to show, as its address has it.

    Parameters
    ----------
    place
        An id; empty for all.
    first, last, words
        As in `ask`, unchecked.
    box
        A named area, or ``west,south,east,north`` in degrees, unchecked; empty for everywhere.
    page
        From 1.
    """

    place: str = ""
    first: str = ""
    last: str = ""
    words: str = ""
    box: str = ""
    page: int = 1


NAMES = {"place": "place", "first": "from", "last": "to", "words": "words", "box": "bbox", "page": "page"}
"""Field -> its name in the address."""


def read_wanted(query: Mapping[str, str]) -> Wanted:
    """Read what an address asks for; what is far too long is left out."""
    given = {field: query.get(name, "")[:_LONGEST] for field, name in NAMES.items()}
    page = given.pop("page")
    number = int(page) if page.isascii() and page.isdigit() else 1
    return Wanted(**given, page=min(max(number, 1), _FAR))


def write_query(wanted: Wanted) -> dict[str, str]:
    """Write what the address says of it; the usual is left out."""
    usual = Wanted()
    pairs = zip(NAMES.values(), wanted, usual, strict=True)
    return {name: str(value) for name, value, plain in pairs if value != plain}


@lru_cache(maxsize=2)
def _open(path: Path, _changed_ns: int) -> Archive:
    return open_archive(path)


def find_archive(environment: Mapping[str, str]) -> Archive | None:
    """Open the file that the operator names with ``KOREAMAP_ARCHIVE``; None where none is named.

    Stops with `ArchiveError` when it is not of `koreamap link --out`.
    """
    name = environment.get(ARCHIVE_VARIABLE, "").strip()
    if not name:
        return None
    path = Path(name).expanduser()
    return _open(path, path.stat().st_mtime_ns if path.is_file() else 0)


def list_areas() -> dict[str, str]:
    """Return the areas that are offered, by id, with their titles."""
    named = {id_: extent.title_ko if spoken() == "ko" else extent.title for id_, extent in EXTENTS.items()}
    return {"": gettext("Everywhere"), **named, OWN_BOX: gettext("A box of your own")}


def is_box(text: str) -> bool:
    """Tell whether a text is a named area or the sides of a box."""
    try:
        read_bbox(text)
    except ExportError:
        return False
    return True


def build_question(wanted: Wanted, atlas: Atlas) -> Question:
    """Return what is asked of all places, whichever is chosen.

    Stops with `ArchiveError` or `ExportError` when a date or a box is none.
    """
    places = find_places_in(atlas.places, read_bbox(wanted.box)) if wanted.box else None
    return ask(places=places, first=wanted.first, last=wanted.last, words=wanted.words)


@lru_cache(maxsize=64)
def count_places(archive: Archive, question: Question) -> tuple[Counted, ...]:
    """Count the mentions of each place, most first."""
    return tuple(archive.count_by("place", question))


@lru_cache(maxsize=64)
def find_mentions(archive: Archive, question: Question, page: int) -> tuple[Mention, ...]:
    """Return the mentions of a page, from 1."""
    return tuple(archive.find(question, limit=PAGE_ROWS, offset=(page - 1) * PAGE_ROWS))


def name_place(id_: str, atlas: Atlas) -> str:
    """Name a place in the page's language; by its id where the gazetteer has none such."""
    place = atlas.places.get(id_)
    if place is None:
        return id_
    return place.hangul if spoken() == "ko" and place.hangul else place.title


def make_points(counts: Sequence[Counted], atlas: Atlas) -> list[Point]:
    """Put the counted places on the map, those that are drawn anywhere."""
    points = []
    for id_, count in counts:
        place = atlas.places.get(id_)
        if place and place.bbox and (point := find_point(place)):
            names = name_place(id_, atlas), place.title, place.hangul
            points.append(Point(id_, *names, count, *point, box=place.bbox))
    return points


def write_mentions(mentions: Sequence[Mention], atlas: Atlas) -> str:
    """Write mentions as a list in HTML: all that comes from a document is text."""
    return f'<ol class="mentions">{"".join(_write_mention(mention, atlas) for mention in mentions)}</ol>'


def _write_mention(mention: Mention, atlas: Atlas) -> str:
    at = mention.start - mention.context_start
    before, after = mention.context[:at], mention.context[at + len(mention.exact) :]
    day = f"<time>{html.escape(mention.date)}</time> " if mention.date else ""
    where = f"{html.escape(mention.document)} · {html.escape(mention.passage)}"
    named = html.escape(name_place(mention.place, atlas))
    before, after = _cut_before(before), _cut_after(after)
    words = f"{html.escape(before)}<mark>{html.escape(mention.exact)}</mark>{html.escape(after)}"
    return (
        f'<li><p class="where">{day}<bdi>{where}</bdi> <span class="place">{named}</span></p>'
        f'<p class="words"><bdi>{words}</bdi></p></li>'
    )


def _cut_before(text: str) -> str:
    """Begin with a whole word where the passage goes back further."""
    word = text.find(" ") if len(text) == CONTEXT else -1
    return f"… {text[word + 1 :]}" if 0 <= word < CONTEXT // 2 else text


def _cut_after(text: str) -> str:
    """End with a whole word where the passage goes on."""
    word = text.rfind(" ") if len(text) == CONTEXT else -1
    return f"{text[:word]} …" if word > CONTEXT // 2 else text
