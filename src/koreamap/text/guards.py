"""Guards: what must, and what must not, stand around a form that also means something else.

They are written as patterns in ``geodata/forms.toml``, beside the forms, each of which may be many: ``{a|b|}`` in a
form stands for each of its parts, ``{date}`` for the ways to write an event's day.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, fields
from functools import lru_cache
from typing import TYPE_CHECKING

from koreamap.errors import MentionError
from koreamap.model.values import MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from koreamap.model import Place
    from koreamap.model.inputs import SpellingEntry

__all__ = ["Guard", "expand", "read_guard"]

_NEAR = 40
_AROUND = 160
"""Characters that are looked at before a form, and on both sides of it."""

_CHOICE = re.compile(r"\{([^{}]*)\}")
_DAY = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Guard:
    """What a form's surroundings must be for it to name its place; a pattern that is empty asks for nothing.

    Parameters
    ----------
    before, after
        What must stand right before, and right after.
    unless_before, unless_after
        What must not.
    around, unless_around
        What must, and what must not, stand within 160 characters.
    saved_after, saved_around
        What takes back all that must not.
    """

    before: str = ""
    after: str = ""
    unless_before: str = ""
    unless_after: str = ""
    around: str = ""
    unless_around: str = ""
    saved_after: str = ""
    saved_around: str = ""

    def allows(self, text: str, start: int, end: int) -> bool:
        """Tell whether what stands at ``text[start:end]`` may mean the place."""
        begin = max(0, start - _NEAR)
        if self.before and not _compile(self.before).search(text, begin, start):
            return False
        if self.after and not _compile(self.after).match(text, end):
            return False
        first, last = max(0, start - _AROUND), end + _AROUND
        if self.around and not _compile(self.around).search(text, first, last):
            return False
        if not (
            (self.unless_before and _compile(self.unless_before).search(text, begin, start))
            or (self.unless_after and _compile(self.unless_after).match(text, end))
            or (self.unless_around and _compile(self.unless_around).search(text, first, last))
        ):
            return True
        return bool(
            (self.saved_after and _compile(self.saved_after).match(text, end))
            or (self.saved_around and _compile(self.saved_around).search(text, first, last))
        )


def read_guard(entry: SpellingEntry) -> Guard | None:
    """Make the guard of an entry; None where it asks for nothing.

    Stops with `MentionError` when one of its patterns is none.
    """
    guard = Guard(
        before=entry.before and rf"(?:{entry.before})\Z",
        after=entry.after,
        unless_before=entry.unless_before and rf"(?:{entry.unless_before})\Z",
        unless_after=entry.unless_after,
        around=entry.around,
        unless_around=entry.unless_around,
        saved_after=entry.saved_after,
        saved_around=entry.saved_around,
    )
    for field in fields(guard):
        _compile(getattr(guard, field.name))
    return None if guard == Guard() else guard


@lru_cache(maxsize=512)
def _compile(pattern: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as error:
        raise MentionError(f"pattern {pattern!r}", found=str(error), expected="a pattern", file="forms.toml") from error


def expand(text: str, place: Place) -> Iterator[str]:
    """Yield what a form stands for: each of its choices in turn.

    Parameters
    ----------
    text
        ``waters {around|surrounding} the islands``; ``{date}``, ``{month}`` and ``{year}`` are those of an event.
    place
        What the form names.
    """
    parts = _CHOICE.split(text)
    choices = [_find_choices(part, place) if index % 2 else (part,) for index, part in enumerate(parts)]
    for chosen in itertools.product(*choices):
        yield "".join(chosen)


def _find_choices(choice: str, place: Place) -> tuple[str, ...]:
    found = _DAY.match(place.valid_from)
    if choice not in {"date", "month", "year"} or found is None:
        return tuple(choice.split("|"))
    year, month, day = found.groups()
    name = MONTHS[int(month) - 1]
    if choice == "year":
        return (year,)
    if choice == "month" or day is None:
        return (f"{name} {year}",)
    first, last = f"{name} {int(day)}", f"{int(day)} {name}"
    return f"{name} {year}", f"{first}, {year}", f"{last} {year}", first, last
