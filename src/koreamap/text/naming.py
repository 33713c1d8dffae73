"""The words of ``geodata/bearers.toml``, by which a text says that something else bears a place's name, as patterns."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, get_args

from koreamap.errors import MentionError
from koreamap.home import geodata_dir
from koreamap.model import PlaceKind
from koreamap.model.inputs import BearersFile
from koreamap.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Naming", "Ships", "any_of", "read_naming"]

_NOTHING = r"(?!)"


class Ships(NamedTuple):
    """What says that a ship bears a name.

    Attributes
    ----------
    kinds, many, words_before
        Words for ships, in lower case, in the singular and in the plural; both may stand right before a ship's name.
    quoted, afloat
        What stands before a ship's name between quotation marks; what is spoken of where one has a number.
    several
        What stands before the last of several ships' names.
    prefix, before
        Letters before a ship's name; the kind of ship before it.
    aboard
        What is of a ship alone.
    called
        What stands before a ship's name, and is of no other kind: "the destroyer, the", "a tug named".
    korean
        Kinds of warships in Korean.
    """

    kinds: frozenset[str]
    many: frozenset[str]
    words_before: frozenset[str]
    quoted: re.Pattern[str]
    afloat: re.Pattern[str]
    several: re.Pattern[str]
    prefix: re.Pattern[str]
    before: re.Pattern[str]
    aboard: re.Pattern[str]
    called: re.Pattern[str]
    korean: frozenset[str]


class Naming(NamedTuple):
    """What says that something else bears a place's name.

    Attributes
    ----------
    ships
        The patterns of ships.
    rank, given_names, surnames, word_surnames, parts
        What stands before a person's second name; surnames that are words too; what a letter may number.
    surname_after
        A surname behind a given name.
    family_names, family_titles, wider_names
        Places' names that are families' too; what makes them one's; capitals before them that do not.
    title_and_name
        A rank in full or an office, and a first name, before a family's.
    titles, played
        Words right before a name: of one that bears it, or between two teams.
    head_of, beaten
        What ends before a name: "the Sea of", "lost to".
    sport
        Where teams are spoken of.
    after, after_people
        What follows a name, by the kind of the place; what follows the name of its people.
    """

    ships: Ships
    rank: re.Pattern[str]
    given_names: frozenset[str]
    surnames: frozenset[str]
    word_surnames: frozenset[str]
    parts: frozenset[str]
    surname_after: re.Pattern[str]
    family_names: frozenset[str]
    family_titles: frozenset[str]
    wider_names: frozenset[str]
    title_and_name: re.Pattern[str]
    titles: frozenset[str]
    played: frozenset[str]
    head_of: re.Pattern[str]
    beaten: re.Pattern[str]
    sport: re.Pattern[str]
    after: dict[str, re.Pattern[str]]
    after_people: dict[str, re.Pattern[str]]


@cache
def read_naming() -> Naming:
    """Read the words, and make patterns of them.

    Raises
    ------
    koreamap.errors.MentionError
        When the file is missing or not as it must be, or one of its patterns is none.
    """
    file = geodata_dir() / "bearers.toml"
    words = read_toml(file, BearersFile, what=f"file {file.name}", error=MentionError)
    try:
        return _build(words)
    except re.error as error:
        raise MentionError(
            f"pattern {error.pattern!r}", found=str(error), expected="a pattern", file=file.name
        ) from error


def any_of(words: Iterable[str]) -> str:
    """Return a pattern of any of the words, the longest first where one begins another."""
    return f"(?:{'|'.join(sorted(words, reverse=True))})"


def _build(words: BearersFile) -> Naming:
    surnames = frozenset(words.surnames.words)
    return Naming(
        ships=_build_ships(words),
        rank=re.compile(
            rf"\b{any_of(words.ranks.words)}\.?\s+(?:(?:Jr|Gen|Col|Lt|Com?dr)\.?\s+)?(?:[A-Z][a-z]+|[A-Z]\.)"
            r"(?:\s+[A-Z]\.)?\s+\Z"
        ),
        given_names=frozenset(words.given_names.words),
        surnames=surnames,
        word_surnames=frozenset(words.word_surnames.words),
        parts=frozenset(words.parts.words),
        surname_after=re.compile(rf"\s+{any_of(surnames - {'Han'})}\b(?!\s+[A-Z])"),
        family_names=frozenset(words.family_names.words),
        family_titles=frozenset((*words.family_titles.words, *words.titles.words)),
        wider_names=frozenset(words.wider_names.words),
        title_and_name=re.compile(
            rf"\b{any_of((*words.family_titles.words, 'Lieutenant', 'Captain', 'Sergeant', 'Corporal', 'Colonel'))}"
            r"\s+[A-Z][a-z]+\s+\Z"
        ),
        titles=frozenset(words.titles.words),
        played=frozenset(words.played.words),
        head_of=re.compile(rf"{any_of(words.heads_of.words)}\s+(?:of|OF)\s+\Z"),
        beaten=re.compile(rf"\b{any_of(words.beaten.words)}\s+\Z"),
        sport=re.compile(rf"\b{any_of(words.sport.words)}\b"),
        after=_build_after(words, people=False),
        after_people=_build_after(words, people=True),
    )


def _build_ships(words: BearersFile) -> Ships:
    one, many = frozenset(words.ships.words), frozenset(f"{ship}s" for ship in words.ships.words)
    warships = frozenset(word for word in words.korean_craft.words if word.endswith("함"))
    kinds = any_of(one)
    craft = any_of((*words.ships.words, *words.boats.words))
    korean = any_of(words.korean_craft.words)
    hulls = any_of(words.hulls.words)
    return Ships(
        kinds=one,
        many=many,
        words_before=one | many | warships,
        korean=warships,
        quoted=re.compile(
            rf"(?i:\b{craft}s?\b)[^.\n\"\u201c]{{0,30}}.\Z|{korean}(?:인|의)?,?\s?.\Z|{any_of(words.works.words)},?\s?.\Z"
        ),
        afloat=re.compile(rf"(?i:\b{craft}s?\b)|{korean}"),
        several=re.compile(rf"(?i:\b{kinds}s)\s+(?:[A-Z][\w'-]+(?:,\s+and\s+|,\s+|\s+and\s+)){{1,5}}\Z"),
        prefix=re.compile(rf"\b(?:{hulls}|{any_of(words.numbered_hulls.words)}-\d+)\s+[\"\u201c(]?\Z"),
        before=re.compile(rf"(?i:\b(?:{kinds}|roks))\s+[\"\u201c\u2018']?\Z|(?i:\b{craft})\s+[\"\u201c\u2018]\Z"),
        aboard=re.compile(rf"\b(?:{any_of(words.aboard.words)}\s+of|aboard|on\s+board)\s+the\s+\Z"),
        called=re.compile(
            rf"(?i:\b(?:{kinds}|ship|vessel)),\s+the\s+\Z|(?i:\b{craft}),?\s+(?:named|called|christened)\s+(?:the\s+)?[\"\u201c\u2018']?\Z"
            r"|\b(?:named|called|christened)\s+her\s+(?:the\s+)?\Z"
        ),
    )


def _build_after(words: BearersFile, *, people: bool) -> dict[str, re.Pattern[str]]:
    """Put together what may follow a name, by the kind of its place."""
    patterns: dict[str, re.Pattern[str]] = {}
    for kind in get_args(PlaceKind):
        some = [entry.to_pattern() for entry in words.after if kind in entry.kinds and entry.people >= people]
        patterns[kind] = re.compile("|".join(f"(?:{pattern})" for pattern in some) or _NOTHING)
    return patterns
