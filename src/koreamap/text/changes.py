"""What is other in a text than in the one that was linked, passage by passage, in words."""

from __future__ import annotations

from bisect import bisect_right
from difflib import SequenceMatcher
from itertools import takewhile, zip_longest
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.model import Passage

__all__ = ["Change", "find_changes", "tell_changes"]

_AROUND = 4
"""Words that are told on each side of those that differ."""
_LONGEST = 160
_MOST_TOLD = 20
_MOST_LINES = 4000
"""So many lines that differ are compared with each other; of more, the first is told beside the first."""


class Change(NamedTuple):
    """A stretch that reads another way now.

    Parameters
    ----------
    passage
        The id of the passage that had it; of the one before, where words were put in; empty before the first.
    before, after
        What it read and reads, with a few words around what differs; empty where nothing did or does.
    """

    passage: str
    before: str
    after: str


class _Line(NamedTuple):
    start: int
    words: tuple[str, ...]


def find_changes(old: str, new: str, passages: Sequence[Passage]) -> tuple[Change, ...]:
    """Compare a text with the one that was linked, line by line; how white space is set does not count.

    Parameters
    ----------
    old
        The text as it was linked.
    new
        As it is.
    passages
        Of the old one.

    Returns
    -------
    In reading order.
    """
    find = _Passages(passages).find
    before, after = _split(old), _split(new)
    changes: list[Change] = []
    for i, j, k, m in _compare([line.words for line in before], [line.words for line in after]):
        last = before[i - 1].start if i else -1
        for one, other in zip_longest(before[i:j], after[k:m]):
            last = one.start if one else last
            changes.append(Change(find(last), *_cut(one.words if one else (), other.words if other else ())))
    return tuple(changes)


def tell_changes(changes: Sequence[Change]) -> tuple[str, ...]:
    """Say each change in a sentence, the first of many."""
    told = tuple(map(_tell, changes[:_MOST_TOLD]))
    more = len(changes) - len(told)
    return (*told, f"and {more} more") if more else told


def _tell(change: Change) -> str:
    passage = change.passage.partition("/")[2]
    name = f"passage {passage}" if passage else "before the first passage"
    if not change.after:
        return f"{name}: gone is “{change.before}”"
    if not change.before:
        where = f"after passage {passage}" if passage else "before the first passage"
        return f"{where}: new is “{change.after}”"
    return f"{name}: reads now “{change.after}”, read “{change.before}”"


class _Passages:
    """Find the passage of an offset."""

    def __init__(self, passages: Sequence[Passage]) -> None:
        slices = sorted((start, passage.id) for passage in passages for start, _end in passage.slices)
        self._starts = [start for start, _id in slices]
        self._ids = [id_ for _start, id_ in slices]

    def find(self, offset: int) -> str:
        """Return the id of the last passage that has begun there."""
        at = bisect_right(self._starts, offset)
        return self._ids[at - 1] if at else ""


def _split(text: str) -> list[_Line]:
    """List the lines that have words."""
    lines: list[_Line] = []
    start = 0
    for line in text.splitlines(keepends=True):
        if words := tuple(line.split()):
            lines.append(_Line(start + len(line) - len(line.lstrip()), words))
        start += len(line)
    return lines


def _compare(
    before: Sequence[tuple[str, ...]], after: Sequence[tuple[str, ...]]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches that differ, as ends of both."""
    head = _count_same(before, after)
    tail = _count_same(before[head:][::-1], after[head:][::-1])
    i, j, k, m = head, len(before) - tail, head, len(after) - tail
    if max(j - i, m - k) > _MOST_LINES:
        yield i, j, k, m
        return
    for kind, a, b, c, d in SequenceMatcher(None, before[i:j], after[k:m], autojunk=False).get_opcodes():
        if kind != "equal":
            yield i + a, i + b, k + c, k + d


def _count_same(one: Sequence[object], other: Sequence[object]) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _cut(one: tuple[str, ...], other: tuple[str, ...]) -> tuple[str, str]:
    """Keep of two lines what differs, and a few words around it."""
    head = _count_same(one, other)
    tail = _count_same(one[head:][::-1], other[head:][::-1])
    return _keep(one, head, tail), _keep(other, head, tail)


def _keep(words: tuple[str, ...], head: int, tail: int) -> str:
    first, last = max(0, head - _AROUND), len(words) - max(0, tail - _AROUND)
    kept = " ".join(words[first:last])
    if len(kept) > _LONGEST:
        return f"{'… ' if first else ''}{kept[:_LONGEST].rstrip()} …"
    return f"{'… ' if first and kept else ''}{kept}{' …' if last < len(words) and kept else ''}"
