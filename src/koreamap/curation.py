"""What a person said about a document's mentions: ``mentions.toml`` and ``ignore.toml`` beside its text.

``mentions.toml`` holds ``[[form]]`` (a name that this document alone uses so, everywhere in it) and ``[[mention]]``
(one spot: a quote in a passage). ``ignore.toml`` holds ``[[ignore]]``: forms that are capitalised but no place of the
map, with the reason. Spots are given by quotes, never by offsets.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.errors import MentionError
from koreamap.forms import Form

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Curation", "Spot", "read_curation"]

_FORM: dict[str, type] = {"text": str, "places": list, "note": str, "lower": bool}
_MENTION: dict[str, type] = {"passage": str, "quote": str, "places": list, "note": str, "within": str, "nth": int}
_IGNORE: dict[str, type] = {"forms": list, "reason": str}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """One curated mention.

    Parameters
    ----------
    passage_id, quote : str
        The words, in a passage.
    place_ids : tuple of str
        What they name; empty where a form of the gazetteer names no place for once.
    note : str
        Why.
    within : str
        A longer quote that holds the words, where they occur more than once; it must itself occur once.
    nth : int
        Or their count, from 1; 0 where they must occur once.
    """

    passage_id: str
    quote: str
    place_ids: tuple[str, ...]
    note: str
    within: str = ""
    nth: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Curation:
    """All that was said about a document; `ignored` forms name no place."""

    forms: tuple[Form, ...] = ()
    spots: tuple[Spot, ...] = ()
    ignored: tuple[Form, ...] = ()


def read_curation(folder: Path) -> Curation:
    """Read a document's curated mentions and ignored names.

    Parameters
    ----------
    folder : pathlib.Path
        Of the document; either file may be missing.

    Raises
    ------
    koreamap.errors.MentionError
        When an entry has an unknown, missing or mistyped field, or a form is listed twice.
    """
    mentions = _read(folder / "mentions.toml", {"form": _FORM, "mention": _MENTION})
    ignored = _read(folder / "ignore.toml", {"ignore": _IGNORE})
    curation = Curation(
        forms=tuple(_form(entry) for entry in mentions["form"]),
        spots=tuple(_spot(entry) for entry in mentions["mention"]),
        ignored=tuple(
            Form(text=text, place_ids=(), made_by="curated", acronym=text.isupper(), note=entry["reason"])
            for entry in ignored["ignore"]
            for text in entry["forms"]
        ),
    )
    texts = [form.text for form in (*curation.forms, *curation.ignored)]
    if twice := sorted({text for text in texts if texts.count(text) > 1}):
        raise MentionError(f"document {folder.name}", found=f"{', '.join(twice)} twice", expected="once", file=folder)
    return curation


def _form(entry: dict[str, Any]) -> Form:
    return Form(
        text=entry["text"],
        place_ids=tuple(entry["places"]),
        lower=entry.get("lower", False),
        acronym=entry["text"].isupper(),
        made_by="curated",
        note=entry["note"],
    )


def _spot(entry: dict[str, Any]) -> Spot:
    return Spot(
        passage_id=entry["passage"],
        quote=entry["quote"],
        place_ids=tuple(entry["places"]),
        note=entry["note"],
        within=entry.get("within", ""),
        nth=entry.get("nth", 0),
    )


def _read(file: Path, tables: dict[str, dict[str, type]]) -> dict[str, list[dict[str, Any]]]:
    if not file.exists():
        return {name: [] for name in tables}
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise MentionError(f"file {file.name}", found=str(error), expected="readable TOML", file=file) from error
    if odd := sorted(content.keys() - tables.keys()):
        raise MentionError(f"file {file.name}", found=", ".join(odd), expected=" and ".join(tables), file=file)
    for name, fields in tables.items():
        for entry in content.get(name, []):
            _check_entry(entry, fields, f"{name} in {file.name}", file)
    return {name: content.get(name, []) for name in tables}


_MAY_MISS = frozenset({"lower", "within", "nth"})


def _check_entry(entry: dict[str, Any], fields: dict[str, type], what: str, file: Path) -> None:
    odd = sorted((fields.keys() - _MAY_MISS - entry.keys()) | (entry.keys() - fields.keys()))
    odd += sorted(key for key, kind in fields.items() if key in entry and type(entry[key]) is not kind)
    if odd:
        raise MentionError(
            what,
            found=f"{', '.join(odd)} missing, unknown or mistyped in {entry}",
            expected=", ".join(fields),
            file=file,
        )
    reason = entry.get("note", entry.get("reason", ""))
    if not reason.strip():
        raise MentionError(what, found=f"no reason in {entry}", expected="one", file=file)
