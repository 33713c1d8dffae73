"""What a person said about a document's mentions: ``mentions.toml`` and ``ignore.toml`` beside its text.

``mentions.toml`` holds ``[[form]]`` (a name that this document alone uses so, everywhere in it) and ``[[mention]]``
(one spot: a quote in a passage). ``ignore.toml`` holds ``[[ignore]]``: forms that are capitalised but no place of the
map, with the reason. Spots are given by quotes, never by offsets.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, TypeVar

from koreamap.errors import MentionError
from koreamap.home import geodata_dir
from koreamap.model.inputs import IgnoreFile, MentionsFile, SpellingsFile
from koreamap.text.forms import Form
from koreamap.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from koreamap.model import MadeBy, Record
    from koreamap.model.inputs import MentionEntry, SpellingEntry

__all__ = ["Curation", "read_curation", "read_namesakes", "read_spellings"]

R = TypeVar("R", bound="Record")


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """All that was said about a document; `ignored` forms name no place."""

    forms: tuple[Form, ...] = ()
    spots: tuple[MentionEntry, ...] = ()
    ignored: tuple[Form, ...] = ()


def read_curation(folder: Path) -> Curation:
    """Read a document's curated mentions and ignored names from its folder; either file may be missing.

    Raises
    ------
    koreamap.errors.MentionError
        When an entry has an unknown, missing or mistyped field, or a form is listed twice.
    """
    mentions = _read(folder / "mentions.toml", MentionsFile)
    ignored = _read(folder / "ignore.toml", IgnoreFile)
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
        raise MentionError(f"document {folder.name}", found=f"{', '.join(twice)} twice", expected="once", file=folder)
    return curation


def read_namesakes() -> tuple[Form, ...]:
    """Read the forms that bear a place's name and are none: they name nothing, in any text."""
    return tuple(_ignore(_read(geodata_dir() / "namesakes.toml", IgnoreFile), made_by="rule"))


@cache
def read_spellings() -> tuple[SpellingEntry, ...]:
    """Read the forms by which places are found beside their names."""
    return _read(geodata_dir() / "forms.toml", SpellingsFile).form


def _ignore(file: IgnoreFile, *, made_by: MadeBy) -> Iterator[Form]:
    for entry in file.ignore:
        for text in entry.forms:
            yield Form(text=text, place_ids=(), made_by=made_by, acronym=text.isupper(), note=entry.reason)


def _read(file: Path, type_: type[R]) -> R:
    return read_toml(file, type_, what=f"file {file.name}", error=MentionError) if file.exists() else type_()
