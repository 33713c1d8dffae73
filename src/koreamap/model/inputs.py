"""The files that people write, each a record: what they may hold, and nothing else."""

from __future__ import annotations

from typing import Literal

from msgspec import field

from koreamap.model.claims import Claim, Mark, Untested
from koreamap.model.documents import DocumentHead, Original
from koreamap.model.places import Place, PlaceKind
from koreamap.model.record import Record
from koreamap.model.sources import Source
from koreamap.model.statements import Matter, Party, Side, Statement
from koreamap.model.values import Count, Id, Ids, Sha256, Trimmed, Words, Written

__all__ = [
    "AfterEntry",
    "BearersFile",
    "ClaimsFile",
    "DecisionsFile",
    "DocumentFile",
    "FormEntry",
    "IgnoreEntry",
    "IgnoreFile",
    "MentionEntry",
    "MentionsFile",
    "PlacesFile",
    "SourcesFile",
    "SpellingEntry",
    "SpellingsFile",
    "StatementsFile",
    "ToponymsFile",
    "WordsEntry",
]


class SourcesFile(Record, frozen=True, kw_only=True):
    """``geodata/SOURCES.toml``: the register of sources."""

    source: tuple[Source, ...] = ()


class PlacesFile(Record, frozen=True, kw_only=True):
    """``geodata/places/*.toml``: places of the gazetteer."""

    place: tuple[Place, ...] = ()


class StatementsFile(Record, frozen=True, kw_only=True):
    """``geodata/statements.toml``: two sides, their parties, what they differ on, and what each said of it."""

    side: tuple[Side, ...] = ()
    party: tuple[Party, ...] = ()
    matter: tuple[Matter, ...] = ()
    statement: tuple[Statement, ...] = ()


class ClaimsFile(Record, frozen=True, kw_only=True):
    """``geodata/claims/*.toml``: claims, sentences that are put aside, and the marks that these bear."""

    claim: tuple[Claim, ...] = ()
    untested: tuple[Untested, ...] = ()
    mark: dict[str, Mark] = field(default_factory=dict)


class DocumentFile(DocumentHead, frozen=True, kw_only=True):
    """``document.toml``: the catalogue record of a document, whose id is the name of its folder; its text's format.

    Parameters
    ----------
    format
        Name of a module of `koreamap.text.formats`, with hyphens; ``outlined`` where ``outline.json`` has the passages.
    first_page
        Label of the page on which the text begins, where it marks the later ones.
    original
        The file out of which the text was read, where there was one.
    """

    format: str
    first_page: str = ""
    original: Original | None = None


class FormEntry(Record, frozen=True, kw_only=True):
    """A name that one document uses so, everywhere in it.

    Parameters
    ----------
    text
        As written.
    places
        Ids of what it names.
    note
        Why.
    lower
        Whether it may stand in lower case.
    """

    text: Trimmed
    places: Ids
    note: Written
    lower: bool = False


class MentionEntry(Record, frozen=True, kw_only=True):
    """One spot of a document, given by its words.

    Parameters
    ----------
    passage, quote
        The words, in a passage.
    places
        Ids of what they name; empty where a form of the gazetteer names no place for once.
    note
        Why.
    within
        A longer quote that holds the words, where they occur more than once; it must itself occur once.
    nth
        Or their count, from 1; 0 where they must occur once.
    differs
        Whether the words mean something else than the place, to which they lead for want of a nearer one.
    """

    passage: Written
    quote: Written
    places: Ids
    note: Written
    within: str = ""
    nth: Count = 0
    differs: bool = False


class MentionsFile(Record, frozen=True, kw_only=True):
    """``mentions.toml``: what a person said about the names of one document."""

    form: tuple[FormEntry, ...] = ()
    mention: tuple[MentionEntry, ...] = ()


class SpellingEntry(Record, frozen=True, kw_only=True):
    """Forms by which places are found, and which are none of the names that are printed, with the reason.

    Parameters
    ----------
    forms
        As a text would write them.
    places
        What each of them names; two for a word that means both.
    reason
        Why.
    lower
        Whether they may stand in lower case.
    near
        Whether another place must be named near by.
    beside
        Or which: one of these, by a name that needs no other, within 3,000 characters.
    narrow
        For a name that several places bear: beside which places it means one of them alone.
    before, after, unless_before, unless_after, around, unless_around
        Patterns of what must, or must not, stand right before, right after, or within 160 characters.
    saved_after, saved_around
        Patterns of what, right after or within 160 characters, takes back all that must not.
    tail
        How many characters at their end are no part of the name: a particle by which it is known.
    grade
        How sure they are.
    """

    forms: Words
    places: Ids
    reason: Written
    lower: bool = False
    near: bool = False
    beside: Ids = ()
    narrow: dict[Id, Ids] = field(default_factory=dict)
    before: str = ""
    after: str = ""
    unless_before: str = ""
    unless_after: str = ""
    around: str = ""
    unless_around: str = ""
    saved_after: str = ""
    saved_around: str = ""
    tail: Count = 0
    grade: Literal["exact", "variant", "demonym"] = "variant"


class DayEntry(Record, frozen=True, kw_only=True):
    """An event whose date, written out, leads to it: in a text of anybody's only beside a word of the event.

    Parameters
    ----------
    event
        Its id.
    words
        A pattern of what must stand within 160 characters.
    """

    event: Id
    words: Written


class SpellingsFile(Record, frozen=True, kw_only=True):
    """``geodata/forms.toml``: more forms of the gazetteer's places."""

    form: tuple[SpellingEntry, ...] = ()
    day: tuple[DayEntry, ...] = ()


class WordsEntry(Record, frozen=True, kw_only=True):
    """Words, each a pattern, and what they say.

    Parameters
    ----------
    reason
        What they say of a name that stands beside them.
    words
        Each of them.
    """

    reason: Written
    words: Words


class AfterEntry(Record, frozen=True, kw_only=True):
    """What follows the name of a place where something else bears it.

    Parameters
    ----------
    reason
        What that is.
    kinds
        Of the places whose names it is asked of.
    words
        Patterns of what follows after a space, to the end of a word.
    korean
        Patterns of what follows after a space or none.
    pattern
        Of what follows, as it stands.
    people
        Whether it may follow the name of a place's people too.
    """

    reason: Written
    kinds: tuple[PlaceKind, ...]
    words: tuple[Trimmed, ...] = ()
    korean: tuple[Trimmed, ...] = ()
    pattern: str = ""
    people: bool = False

    def to_pattern(self) -> str:
        """Return all of it as one pattern."""
        parts = (
            rf"\s+(?:{'|'.join(self.words)})\b" if self.words else "",
            rf"\s?(?:{'|'.join(self.korean)})" if self.korean else "",
            self.pattern,
        )
        return "|".join(filter(None, parts))


class BearersFile(Record, frozen=True, kw_only=True):
    """``geodata/bearers.toml``: words by which a text says that something else bears a place's name.

    Parameters
    ----------
    ships, boats, korean_craft
        Kinds of ships; what may be one; the same in Korean.
    works
        What has a title, which stands between quotation marks.
    hulls, numbered_hulls
        Letters before the name, and before the number, of a ship.
    aboard
        What is of a ship.
    ranks, given_names, surnames, word_surnames
        What stands before a person's name, or after it; surnames that are words too.
    family_names, family_titles, wider_names
        Places' names that are families' too; what makes them one's; capitals before them that do not.
    parts
        What is numbered by a letter.
    titles
        What stands right before the name of a person, a ship or a team.
    heads_of
        What is named after a place by "of".
    played, beaten, sport
        What stands between two teams, and where teams are spoken of.
    after
        What follows a name.
    """

    ships: WordsEntry
    boats: WordsEntry
    korean_craft: WordsEntry
    works: WordsEntry
    hulls: WordsEntry
    numbered_hulls: WordsEntry
    aboard: WordsEntry
    ranks: WordsEntry
    given_names: WordsEntry
    surnames: WordsEntry
    word_surnames: WordsEntry
    family_names: WordsEntry
    family_titles: WordsEntry
    wider_names: WordsEntry
    parts: WordsEntry
    titles: WordsEntry
    heads_of: WordsEntry
    played: WordsEntry
    beaten: WordsEntry
    sport: WordsEntry
    after: tuple[AfterEntry, ...]


class ToponymsFile(Record, frozen=True, kw_only=True):
    """``geodata/toponyms.toml``: by what a text is searched for names that the gazetteer has not.

    Parameters
    ----------
    names
        Towns and counties.
    romanized
        Towns whose name is an everyday word in Hangul: those in Latin letters alone are known.
    endings
        What ends a place's name of three syllables or more.
    ordinary
        What ends everyday words with the same syllables.
    everyday, opening, titles
        English words that open what is no name: alone, or before one; offices and papers, no names wherever they stand.
    """

    names: Words
    romanized: Words
    endings: Words
    ordinary: Words
    everyday: Words
    opening: Words
    titles: Words


class IgnoreEntry(Record, frozen=True, kw_only=True):
    """Forms of one document that are capitalised but no place of the map, with the reason."""

    forms: Words
    reason: Written


class IgnoreFile(Record, frozen=True, kw_only=True):
    """``ignore.toml``: what looks like a name in one document and is none of the map."""

    ignore: tuple[IgnoreEntry, ...] = ()


class DecisionsFile(MentionsFile, frozen=True, kw_only=True):
    """What a person decided on the names of a document of theirs, to be saved and shared.

    Parameters
    ----------
    document
        Its id when it was saved.
    text_sha256
        Of the text on which it was decided: on another one, spots would be shifted.
    """

    document: str = ""
    text_sha256: Sha256
    ignore: tuple[IgnoreEntry, ...] = ()
