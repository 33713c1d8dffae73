"""Blocks: short texts are searched together, and a long one piece by piece.

A search of a page costs as much again in calls as in work, and what a search holds beside its text is twenty times as
large: so texts go through in blocks of a size between. Pieces meet at blank lines, which no name goes over.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from koreamap.text.folding import Traced
from koreamap.text.matching import BETWEEN, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from koreamap.text.matching import Matcher

__all__ = ["find_each", "gather"]

T = TypeVar("T")

BLOCK = 400_000
"""Characters that are searched at once, at least where there are so many; what that takes stays near the processor."""
_CUT = re.compile(r"\n(?<!\u00ad\n)(?<!\u00ad\r\n)\r?\n(?=\S)")
"""A blank line, but for one behind a soft hyphen, which takes the first break of two."""


class _Piece(NamedTuple):
    """A stretch of a text: the text's number, where the stretch begins there, and what it holds."""

    number: int
    offset: int
    text: str


def find_each(matcher: Matcher, texts: Sequence[str]) -> list[list[Span]]:
    """Return for each text what `Matcher.find` returns for it alone.

    Parameters
    ----------
    matcher
        Of the forms.
    texts
        As they stand in their files.
    """
    found: list[list[Span]] = [[] for _ in texts]
    for block in gather(_cut(texts), lambda piece: len(piece.text)):
        if len(block) == 1:  # the spans of a long text need not be made twice
            [(number, offset, text)] = block
            found[number] += matcher.find(Traced(text, source=(offset,)))
            continue
        for number, spans in _find_together(matcher, block):
            found[number] += spans
    return found


def _find_together(matcher: Matcher, block: Sequence[_Piece]) -> Iterator[tuple[int, list[Span]]]:
    """Yield of each piece the text's number and what is found, in the text's offsets."""
    spans = matcher.find(Traced(BETWEEN.join(piece.text for piece in block)))
    begin = first = 0
    for piece in block:
        end = begin + len(piece.text) + len(BETWEEN)
        last = bisect_left(spans, end, first, key=itemgetter(0))
        by = piece.offset - begin
        yield piece.number, [Span(start + by, stop + by, form, sure) for start, stop, form, sure in spans[first:last]]
        begin, first = end, last


def _cut(texts: Iterable[str]) -> Iterator[_Piece]:
    """Cut long texts at blank lines; one without any stays whole."""
    for number, text in enumerate(texts):
        start = 0
        while cut := _CUT.search(text, start + BLOCK):
            yield _Piece(number, start, text[start : cut.end()])
            start = cut.end()
        yield _Piece(number, start, text[start:])


def gather(texts: Iterable[T], length: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield texts, or what has one, in lists of a block each; a long one ends its list.

    Parameters
    ----------
    texts
        In their order.
    length
        Returns how many characters one has.
    """
    block: list[T] = []
    size = 0
    for text in texts:
        block.append(text)
        size += length(text)
        if size >= BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block
