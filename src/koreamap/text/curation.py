"""What a person said about a document's mentions: ``mentions.toml`` and ``ignore.toml`` beside its text.

``mentions.toml`` holds ``[[form]]`` (a name that this document alone uses so, everywhere in it) and ``[[mention]]``
(one spot: a quote in a passage). ``ignore.toml`` holds ``[[ignore]]``: forms that are capitalised but no place of the
map, with the reason. Spots are given by quotes, never by offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, TypeVar

from koreamap.errors import MentionError
from koreamap.home import geodata_dir
from koreamap.model.inputs import IgnoreFile, MentionsFile, SpellingsFile, ToponymsFile
from koreamap.text.forms import Form
from koreamap.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from koreamap.model import MadeBy, Record
    from koreamap.model.inputs import IgnoreEntry, MentionEntry, SpellingEntry

__all__ = [
    "Curation",
    "make_curation",
    "read_curation",
    "read_curation_files",
    "read_days",
    "read_namesakes",
    "read_spellings",
    "read_toponyms",
]

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """All that was said about a document; `ignored` forms name no place."""

    forms: tuple[Form, ...] = ()
    spots: tuple[MentionEntry, ...] = ()
    ignored: tuple[Form, ...] = ()


def read_curation(folder: Path) -> Curation:
    """Read a document's curated mentions and ignored names from its folder; either file may be missing.

    Stops with `MentionError` when an entry has an unknown, missing or mistyped field, or a form is listed twice.
    """
    mentions, ignored = read_curation_files(folder)
    return make_curation(mentions, ignored.ignore, name=folder.name)


def read_curation_files(folder: Path) -> tuple[MentionsFile, IgnoreFile]:
    """Read what was said about a document, as it was written; a file that is missing says nothing.

    Stops with `MentionError` when an entry has an unknown, missing or mistyped field.
    """
    return _read(folder / "mentions.toml", MentionsFile), _read(folder / "ignore.toml", IgnoreFile)


def make_curation(mentions: MentionsFile, ignored: Iterable[IgnoreEntry], *, name: str) -> Curation:
    """Make forms and spots of what was said about a document.

    Raises
    ------
    koreamap.errors.MentionError
        When a form is listed twice.
    """
    curation = Curation(
        forms=tuple(
            Form(
                text=entry.text,
                place_ids=entry.places,
                lower=entry.lower,
                acronym=entry.text.isupper(),
                made_by="curated",
                note=entry.note,
            )
            for entry in mentions.form
        ),
        spots=mentions.mention,
        ignored=tuple(_ignore(ignored, made_by="curated")),
    )
    texts = [form.text for form in (*curation.forms, *curation.ignored)]
    if twice := sorted({text for text in texts if texts.count(text) > 1}):
        raise MentionError(f"document {name}", found=f"{', '.join(twice)} twice", expected="once")
    return curation


def read_namesakes() -> tuple[Form, ...]:
    """Read the forms that bear a place's name and are none: they name nothing, in any text."""
    return tuple(_ignore(_read(geodata_dir() / "namesakes.toml", IgnoreFile).ignore, made_by="rule"))


@cache
def read_spellings() -> tuple[SpellingEntry, ...]:
    """Read the forms by which places are found beside their names."""
    return _read(geodata_dir() / "forms.toml", SpellingsFile).form


@cache
def read_days() -> Mapping[str, str]:
    """Read by what words, as a pattern, a text tells of an event whose date it has: event id -> pattern."""
    days = _read(geodata_dir() / "forms.toml", SpellingsFile).day
    return MappingProxyType({day.event: day.words for day in days})


@cache
def read_toponyms() -> ToponymsFile:
    """Read by what a Korean text is searched for names that the gazetteer has not.

    Stops with `MentionError` when the file is missing or not as it must be.
    """
    file = geodata_dir() / "toponyms.toml"
    return read_toml(file, ToponymsFile, what=f"file {file.name}", error=MentionError)


def _ignore(entries: Iterable[IgnoreEntry], *, made_by: MadeBy) -> Iterator[Form]:
    for entry in entries:
        for text in entry.forms:
            yield Form(text=text, place_ids=(), made_by=made_by, acronym=text.isupper(), note=entry.reason)


def _read(file: Path, type_: type[R]) -> R:
    return read_toml(file, type_, what=f"file {file.name}", error=MentionError) if file.exists() else type_()
