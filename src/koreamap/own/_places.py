"""The record that a row becomes: names by their script, kind, dates, what it claims to be, and where it is from."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, get_args

from koreamap.model import Name, Place, Source
from koreamap.model.places import NameSystem, Status
from koreamap.own._ids import OWN, make_place_id, make_slug
from koreamap.own._rows import tidy
from koreamap.own._values import find_kind, find_same_as, read_accuracy_m, read_date
from koreamap.text.folding import fold
from koreamap.text.own_forms import is_searchable
from koreamap.text.romanization import romanize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from koreamap.model.places import Match
    from koreamap.own._rows import Row

__all__ = ["BY_HAND", "GIVEN", "NOT_STATED", "Made", "make_names", "make_place", "make_sources"]

BY_HAND = "by hand"
"""In the place of the name of a file."""
GIVEN: Status = "as given"
"""Of a geometry that a user brought; nobody here checked it."""
NOT_STATED = "Not stated."
_NO_LICENCE = "not stated"
_LONGEST_NOTE = 4000
_HANGUL = re.compile(r"[가-힣]")
_HANJA = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")


class Made(NamedTuple):
    """A place, and what of its row could not be understood."""

    place: Place
    doubts: tuple[str, ...]


def make_place(row: Row, layer: str, match: Match, geometry_type: str, file: str) -> Made:
    """Make the record of a row.

    Parameters
    ----------
    row
        With at least one name.
    layer
        Id of the own layer.
    match
        Whether the names are looked for in texts.
    geometry_type
        Of the place; says its kind where the row does not.
    file
        Where the row stands.
    """
    kind = find_kind(row.kind, geometry_type)
    begin, end, doubts = _read_dates(row)
    accuracy = read_accuracy_m(row.accuracy) if row.accuracy else None
    status = tuple(s for s in get_args(Status) if s in row.status.split("; ")) or (GIVEN,)
    same_as = [(text, find_same_as(text)) for text in row.same_as]
    rest = [("kind", row.kind)] if row.kind and row.kind.casefold() != kind else []
    rest += [("accuracy", row.accuracy)] if row.accuracy and accuracy is None else []
    rest += [("status", row.status)] if row.status and status == (GIVEN,) else []
    rest += [("also at", text) for text, id_ in same_as if text and not id_]
    rest += [("date", text) for text in doubts]
    place = Place(
        id=make_place_id(layer, row.title, row.id),
        kind=kind,
        names=make_names(row.names, match),
        valid_from=begin,
        valid_to=end,
        status=status,
        method=f"Taken as given from {tidy(file)}." if file != BY_HAND else "Placed by hand.",
        accuracy_m=accuracy,
        accuracy_note=NOT_STATED if accuracy is None else "As stated by who gave it.",
        note=_join_note(row.notes, [*rest, *row.others]),
        source_ids=(make_source_id(layer, row.source),) if row.source else (f"{OWN}{layer}",),
        same_as=tuple(dict.fromkeys(id_ for _text, id_ in same_as if id_)),
    )
    return Made(place, tuple(f"found {text!r} as date; it stands in the note" for text in doubts))


def make_names(texts: Iterable[str], match: Match) -> tuple[Name, ...]:
    """Make names of texts, each once: the script says language and system; an everyday word is not looked for."""
    unique = tuple(dict.fromkeys(texts))
    spelled = {
        fold("".join(parts)).replace("'", "") for text in unique if _is_all_hangul(text) for parts in romanize(text)
    }
    return tuple(_make_name(text, match, spelled) for text in unique)


def _make_name(text: str, match: Match, spelled: set[str]) -> Name:
    lang, system = _find_system(text)
    if system == "english" and fold(text).replace("-", "").replace("'", "") in spelled:
        lang, system = "ko-Latn", "revised-romanization"
    return Name(text=text, lang=lang, system=system, match=match if is_searchable(text) else "never")


def _find_system(text: str) -> tuple[str, NameSystem]:
    if _HANGUL.search(text):
        return "ko", "hangul"
    if _HANJA.search(text):
        return "ko-Hani", "hanja"
    return ("en", "english") if _LATIN.search(text) or text.isascii() else ("und", "local")


def _is_all_hangul(text: str) -> bool:
    return re.fullmatch(r"[가-힣]+", text) is not None


def _read_dates(row: Row) -> tuple[str, str, list[str]]:
    """Return begin and end as EDTF, and what is no date or ends before it begins."""
    texts = (row.begin, row.end) if row.begin or row.end else (row.date, row.date)
    if "/" in texts[0] and texts[0] == texts[1] and len(parts := texts[0].split("/")) == 2:
        texts = (parts[0], parts[1])
    dates = [read_date(text) if text else "" for text in texts]
    doubts = list(dict.fromkeys(text for text, read in zip(texts, dates, strict=True) if read is None))
    begin, end = (read or "" for read in dates)
    if begin and end and end.rstrip("?~%") < begin.rstrip("?~%")[: len(end.rstrip("?~%"))]:
        return "", "", [f"{texts[0]} to {texts[1]}"]
    return begin, end, doubts


def _join_note(notes: Sequence[str], rest: Sequence[tuple[str, str]]) -> str:
    facts = "; ".join(f"{column}: {text}" for column, text in rest)
    whole = " ".join(filter(None, (*notes, facts)))
    return whole if len(whole) <= _LONGEST_NOTE else f"{whole[: _LONGEST_NOTE - 1]}…"


def make_source_id(layer: str, cited: str) -> str:
    """Make the id of what rows of a layer cite."""
    return f"{OWN}{layer}-{make_slug(cited)}"


def make_sources(layer: str, file: str, cited: Iterable[str]) -> tuple[Source, ...]:
    """Make the source records of a file: itself, then what its rows cite, each once."""
    return tuple(_list_sources(layer, file, cited))


def _list_sources(layer: str, file: str, cited: Iterable[str]) -> Iterator[Source]:
    title = tidy(file) if file != BY_HAND else "Places added by hand"
    yield Source(id=f"{OWN}{layer}", title=title, kind="given", read="whole", licence=_NO_LICENCE, attribution=title)
    seen = set()
    for text in cited:
        if (id_ := make_source_id(layer, text)) not in seen:
            seen.add(id_)
            yield Source(id=id_, title=text, kind="given", read="none", licence=_NO_LICENCE, attribution=text)
