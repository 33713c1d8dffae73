"""Join what was decided on one document in two places at a time, by what both began from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koreamap.model.inputs import FormEntry, IgnoreEntry, MentionEntry

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from koreamap.model.inputs import DecisionsFile

__all__ = ["Joined", "join_decisions"]

Subject = tuple[str | int, ...]
"""What is decided on: a word, all through a document; or words at one spot of it."""

Entry = FormEntry | IgnoreEntry | MentionEntry


class Joined(NamedTuple):
    """What two places come to.

    Parameters
    ----------
    decisions
        Of both; where they clash, those that stand.
    taken
        Words on which only the other place has decided since.
    clashes
        Words on which both have, and differently.
    """

    decisions: DecisionsFile
    taken: tuple[str, ...]
    clashes: tuple[str, ...]


def join_decisions(begun: DecisionsFile, mine: DecisionsFile, stands: DecisionsFile) -> Joined:
    """Add to what stands what was decided here.

    Parameters
    ----------
    begun
        What both began from.
    mine
        What was made of it here.
    stands
        What was made of it elsewhere.
    """
    before, here, there = map(_sort, (begun, mine, stands))
    changed: dict[Subject, tuple[Entry, ...]] = {}
    taken: list[str] = []
    clashes: list[str] = []
    for subject in dict.fromkeys((*before, *here, *there)):
        was, wanted, found = (side.get(subject, ()) for side in (before, here, there))
        if found == wanted:
            continue
        if found == was:
            changed[subject] = wanted
        else:
            (taken if wanted == was else clashes).append(str(subject[0]))
    entries = [entry for wanted in changed.values() for entry in wanted]
    decisions = msgspec.structs.replace(
        stands,
        form=(
            *(form for form in stands.form if _find_subject(form.text) not in changed),
            *(entry for entry in entries if isinstance(entry, FormEntry)),
        ),
        mention=(
            *(spot for spot in stands.mention if _find_spot(spot) not in changed),
            *(entry for entry in entries if isinstance(entry, MentionEntry)),
        ),
        ignore=(
            *_leave_out(stands, changed),
            *(entry for entry in entries if isinstance(entry, IgnoreEntry)),
        ),
    )
    return Joined(decisions, _list_once(taken), _list_once(clashes))


def _sort(decisions: DecisionsFile) -> dict[Subject, tuple[Entry, ...]]:
    """List the decisions by what they are on."""
    said: dict[Subject, tuple[Entry, ...]] = {}
    for subject, entry in _walk(decisions):
        said[subject] = (*said.get(subject, ()), entry)
    return said


def _walk(decisions: DecisionsFile) -> Iterator[tuple[Subject, Entry]]:
    for form in decisions.form:
        yield _find_subject(form.text), form
    for ignored in decisions.ignore:
        for words in ignored.forms:
            yield _find_subject(words), msgspec.structs.replace(ignored, forms=(words,))
    for spot in decisions.mention:
        yield _find_spot(spot), spot


def _find_subject(words: str) -> Subject:
    return (" ".join(words.split()),)


def _find_spot(spot: MentionEntry) -> Subject:
    return " ".join(spot.quote.split()), spot.passage, spot.nth, spot.within


def _leave_out(decisions: DecisionsFile, changed: Collection[Subject]) -> Iterator[IgnoreEntry]:
    """Yield what is no place, without the words that were decided anew."""
    for ignored in decisions.ignore:
        if forms := tuple(words for words in ignored.forms if _find_subject(words) not in changed):
            yield msgspec.structs.replace(ignored, forms=forms)


def _list_once(words: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words))
