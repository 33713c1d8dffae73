"""Read what each side said of a matter, and hold it to saying both.

The only reader of ``geodata/statements.toml``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.errors import StatementError
from koreamap.home import geodata_dir
from koreamap.model.inputs import StatementsFile
from koreamap.toml import parse_toml, read_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from koreamap.model import Matter, Place, Source, Statement

__all__ = ["NO_SOURCE", "parse_statements", "read_statements", "statements_file"]

NO_SOURCE = "unsourced"
"""The source of what nobody sourced."""

_NO_SOURCE_WORDS = "no source read"
_SIDES = 2


def statements_file() -> Path:
    """Return the file of the statements."""
    return geodata_dir() / "statements.toml"


def read_statements(places: Mapping[str, Place], sources: Mapping[str, Source]) -> StatementsFile:
    """Read every side, party, matter and statement; the statements in the order of their dates.

    Stops with `StatementError` when the file cannot be read, or as `parse_statements` does.
    """
    file = statements_file()
    return parse_statements(read_text(file, what="statements", error=StatementError), file, places, sources)


def parse_statements(
    text: str, file: Path, places: Mapping[str, Place], sources: Mapping[str, Source]
) -> StatementsFile:
    """Read statements from the text of a file.

    Stops with `StatementError` when the text is not TOML or a record is incomplete; when a party, matter, place or
    source is not known, or a party says nothing; when a matter lacks a side, or what that side drew.

    Parameters
    ----------
    text
        TOML.
    file
        For messages.
    places, sources
        What statements may name.

    """
    content = parse_toml(text, StatementsFile, what="statements", error=StatementError, file=file)
    _check_ids(content, file)
    for party in content.party:
        _check_known(f"party {party.id}, side", (party.side,), {side.id for side in content.side}, file)
    for matter in content.matter:
        _check_known(f"matter {matter.id}, places", matter.places, places, file)
    _check_statements(content, file, places, sources)
    for matter in content.matter:
        _check_sides(matter, content, file)
    _check_parties(content, file)
    by_date = sorted(content.statement, key=lambda statement: statement.date.rstrip("?~%"))
    return StatementsFile(side=content.side, party=content.party, matter=content.matter, statement=tuple(by_date))


def _check_ids(content: StatementsFile, file: Path) -> None:
    for records in (content.side, content.party, content.matter, content.statement):
        ids = [record.id for record in records]
        twice = sorted({id_ for id_ in ids if ids.count(id_) > 1})
        if twice:
            raise StatementError(twice[0], found="it twice", expected="each id once", file=file)
    if len(content.side) != _SIDES:
        raise StatementError("side", found=str(len(content.side)), expected="two", file=file)


def _check_statements(
    content: StatementsFile, file: Path, places: Mapping[str, Place], sources: Mapping[str, Source]
) -> None:
    parties = {party.id for party in content.party}
    matters = {matter.id for matter in content.matter}
    for statement in content.statement:
        what = f"statement {statement.id}"
        _check_known(f"{what}, matters", statement.matters, matters, file)
        _check_known(f"{what}, party", (statement.party,), parties, file)
        _check_known(f"{what}, source_ids", statement.source_ids, sources, file)
        _check_known(f"{what}, draws", statement.draws, places, file)
        _check_words(statement, file)


def _check_parties(content: StatementsFile, file: Path) -> None:
    """Refuse a party that says nothing."""
    speakers = {statement.party for statement in content.statement}
    for party in content.party:
        if party.id not in speakers:
            raise StatementError(f"party {party.id}", found="no statement", expected="at least one", file=file)


def _check_known(what: str, ids: Iterable[str], known: Iterable[str], file: Path) -> None:
    for id_ in ids:
        if id_ not in known:
            raise StatementError(what, found=id_, expected="an id that there is", file=file)


def _check_sides(matter: Matter, content: StatementsFile, file: Path) -> None:
    """Hold a matter to a sourced statement of each side, and to something that each of them drew."""
    for side in content.side:
        parties = {party.id for party in content.party if party.side == side.id}
        about = (statement for statement in content.statement if matter.id in statement.matters)
        own = [s for s in about if s.party in parties and NO_SOURCE not in s.source_ids]
        if not own:
            expected = f"what {side.title} said, with its source"
            raise StatementError(f"matter {matter.id}", found="nothing", expected=expected, file=file)
        if not any(statement.draws for statement in own):
            expected = f"what {side.title} drew or agreed to"
            raise StatementError(f"matter {matter.id}, draws", found="nothing", expected=expected, file=file)


def _check_words(statement: Statement, file: Path) -> None:
    """Hold a statement to one sentence, and one without a source to saying so."""
    what = f"statement {statement.id}, said"
    if not statement.said.endswith("."):
        raise StatementError(what, found=statement.said, expected="a sentence", file=file)
    is_open = NO_SOURCE in statement.source_ids
    if is_open != (_NO_SOURCE_WORDS in statement.said) or (is_open and len(statement.source_ids) > 1):
        expected = f"the words {_NO_SOURCE_WORDS!r} where that is its source, and nowhere else"
        raise StatementError(what, found=statement.said, expected=expected, file=file)
