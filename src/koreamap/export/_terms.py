"""On which terms a map is handed on, and the note that says so beside the files."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, NamedTuple

from koreamap import __version__
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.drawing.credit import find_given, is_given
from koreamap.export.request import find_area
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from koreamap.atlas import Atlas
    from koreamap.drawing.credit import Credit
    from koreamap.export.content import ExportContent
    from koreamap.export.request import ExportRequest
    from koreamap.model import BuiltLayer, Source

__all__ = [
    "LICENCE",
    "ODBL_ADDRESS",
    "OURS",
    "SAID_FILE",
    "TITLE",
    "Terms",
    "cite_map",
    "describe_state",
    "find_last_reading",
    "find_layer_terms",
    "find_terms",
    "read_me",
    "say_not_drawn",
]

TITLE = N_("The geography of Korea's armistice")
"""Of a map that was given no other."""

LICENCE = "Lines and coasts: Open Database License (ODbL) 1.0. Far view: public domain. City points: CC BY 4.0."

_DAY = len("2026-11-22")

SAID_FILE = "statements.csv"
"""Beside the files of a format that holds layers alone."""

_SAID = f"{SAID_FILE} has what each side said of lines and islands, a row a feature, keyed by feature_id."

ODBL_ADDRESS = "https://opendatacommons.org/licenses/odbl/1-0/"
"""Where a standard wants the licence as an address."""


class Terms(NamedTuple):
    """Whose data are, and on which terms they may be handed on."""

    attribution: str
    licence: str

    def __str__(self) -> str:
        """Say both in one line."""
        return f"{self.attribution}. {self.licence}"


OURS = Terms(ATTRIBUTION, LICENCE)


def find_terms(content: ExportContent, *, is_map: bool = False) -> Terms:
    """Return the terms of an export: ours, and beside them those of layers of a user's own.

    Parameters
    ----------
    content
        What is exported.
    is_map
        Whether our basemap goes along, so that ours are said even where all layers are a user's.
    """
    records, sources = [layer.record for layer in content.layers], content.atlas.sources
    given = find_given(records, sources)
    has_ours = is_map or not all(is_given(record, sources) for record in records)
    parts = [*([OURS] if has_ours else []), *(Terms(one.attribution, _word(one)) for one in given)]
    return Terms(" · ".join(part.attribution for part in parts), " ".join(part.licence for part in parts))


def find_layer_terms(record: BuiltLayer, sources: Mapping[str, Source]) -> Terms:
    """Return the terms of one layer: ours, or those of the user who brought it."""
    return next((Terms(one.attribution, one.licence) for one in find_given([record], sources)), OURS)


def _word(credit: Credit) -> str:
    return f"{credit.attribution}: {credit.licence}."


def cite_map(atlas: Atlas, title: str = "") -> str:
    """Word how to cite a map, with the day on which the last of its sources was read; no clock is asked."""
    day = find_last_reading(atlas)
    return (
        f"The koreamap authors. \u201c{title or TITLE}\u201d [map]. koreamap, version {__version__}, data as of {day}."
    )


def describe_state(atlas: Atlas) -> str:
    """Say of which version a map is, and until when its sources were read."""
    day = find_last_reading(atlas)
    return f"koreamap {__version__}; sources read until {day.day} {day:%B %Y}."


def find_last_reading(atlas: Atlas) -> dt.date:
    return max(dt.date.fromisoformat(s.accessed) for s in atlas.sources.values() if len(s.accessed) == _DAY)


def read_me(content: ExportContent, *, about: str, files: Mapping[str, bytes]) -> bytes:
    """Compose the note that lies beside the files, UTF-8: what they are, as of when, on which terms, their hashes."""
    atlas = content.atlas
    lines = [
        "koreamap: the geography of Korea's armistice",
        describe_state(atlas),
        "",
        about,
        *([_SAID] if SAID_FILE in files else []),
        "",
        "What was asked for",
    ]
    lines += [f"  {line}" for line in _describe_request(content.request)]
    lines += ["", "Layers"]
    lines += [f"  {layer.record.id}: {layer.record.title}. {layer.record.summary}" for layer in content.layers]
    lines += [f"  {sentence}" for sentence in [say_not_drawn(content)] if sentence]
    lines += ["", "Attribution", *(f"  {line}" for line in find_terms(content)), "", "Documents"]
    lines += [f"  {document.citation} ({document.rights})" for document in atlas.documents.values()]
    lines += ["", "Sources"]
    lines += [f"  {source.id}: {_cite(source)}" for source in content.sources]
    lines += ["", "Files, with their SHA-256"]
    lines += [f"  {hashlib.sha256(data).hexdigest()}  {name}" for name, data in sorted(files.items())]
    return ("\n".join(lines) + "\n").encode()


def _describe_request(request: ExportRequest) -> Iterable[str]:
    yield f"format: {request.format_id}"
    yield f"layers: {', '.join(request.layer_ids) if request.named else 'all'}"
    if request.bbox is None:
        yield "extent: everything"
        return
    area = find_area(request.bbox)
    sides = ", ".join(f"{side:g}" for side in request.bbox)
    yield f"extent: {sides} (west, south, east, north in degrees, WGS 84){f', {area}' if area else ''}"
    if request.clip:
        yield "Features are cut at the extent; lengths and areas among their attributes are those of the whole."
    else:
        yield "Every feature of which a point lies in the extent or on its edge is here, whole."


def say_not_drawn(content: ExportContent) -> str:
    """Say which lines of another side were left out of a map that draws their rivals; empty where none was."""
    titles = [record.title for record in content.rivals_left_out]
    return f"Not drawn: {'; '.join(titles)}." if titles else ""


def _cite(source: Source) -> str:
    return f"{source.citation} {source.licence}".rstrip()
