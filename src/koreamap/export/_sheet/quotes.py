"""Choose what is quoted of the passages of a sheet: shortened to the sentences that matter, never altered. Pure.

A passage that is short stands whole. Of a longer one only the sentences stay in which a feature of the sheet is first
named in each of its wordings, and ``[…]`` marks each cut; of a very long sentence only what is around the name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from koreamap.export.content import ExportContent, QuotedMention, QuotedPassage

__all__ = ["CUT", "Quote", "find_quotes"]

CUT = "[…]"
_RUNS = re.compile(rb"\x00+|\x01+")
_WHOLE = 420
"""A passage of so many characters or fewer is never shortened."""

_LONGEST_SENTENCE = 420
_AROUND = 150

_CLOSING, _OPENING = "\"'\u201d\u2019)\\]", "\"'\u201c\u2018(\\["
_SENTENCE_END = re.compile(rf"(?<=[.!?])[{_CLOSING}]*\d{{0,3}}\s+(?=[{_OPENING}]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Amb|No|Nos|St|vs|cf|pp?|vol|ed|Jr|Sr|Sec|Art|para)|\b[A-Z]|\b[a-z]\.[a-z])\.$",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage as the sheet quotes it.

    Parameters
    ----------
    number
        Its number in this export.
    document_id
        Of the document.
    pieces
        (text, whether it names a feature of the sheet), in reading order; cuts are pieces of their own.
    place
        Where it stands in the document: label and page.
    place_ids
        The places that it names, in the order of their first mention.
    names
        The same in the sheet's words.
    """

    number: int
    document_id: str
    pieces: tuple[tuple[str, bool], ...]
    place: str
    place_ids: tuple[str, ...]
    names: str = ""

    @property
    def text(self) -> str:
        """The quotation as one string."""
        return "".join(text for text, _named in self.pieces)


def find_quotes(content: ExportContent) -> tuple[Quote, ...]:
    """Shorten every passage of an export.

    Parameters
    ----------
    content
        With passages and mentions.

    Returns
    -------
    In reading order.
    """
    by_passage: dict[str, list[QuotedMention]] = {}
    for mention in content.mentions:
        by_passage.setdefault(mention.passage_id, []).append(mention)
    return tuple(_quote(passage, by_passage.get(passage.id, [])) for passage in content.passages)


def _quote(passage: QuotedPassage, mentions: Sequence[QuotedMention]) -> Quote:
    index = {offset: at for at, offset in enumerate(passage.offsets)}
    spans: list[tuple[int, int, bool]] = []
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.start in index and mention.end - 1 in index:
            wording = (mention.place_id, mention.exact.lower())
            spans.append((index[mention.start], index[mention.end - 1] + 1, wording not in seen))
            seen.add(wording)
    page = f", p. {passage.page}" if passage.page else ""
    return Quote(
        number=passage.number,
        document_id=passage.document_id,
        pieces=_cut(passage.text, spans),
        place=f"{passage.label}{page}",
        place_ids=tuple(dict.fromkeys(mention.place_id for mention in mentions)),
    )


def _cut(text: str, spans: Sequence[tuple[int, int, bool]]) -> tuple[tuple[str, bool], ...]:
    """Keep the stretches around the first mentions and mark the cuts between them."""
    kept = [(0, len(text))] if len(text) <= _WHOLE or not spans else _merge(_around(text, s) for s in spans if s[2])
    pieces: list[tuple[str, bool]] = []
    previous = 0
    for start, end in kept:
        if start > previous:
            pieces.append((f"{CUT} " if not pieces else f" {CUT} ", False))
        pieces += _mark(text, start, end, spans)
        previous = end
    if previous < len(text):
        pieces.append((f" {CUT}", False))
    return tuple(pieces)


def _around(text: str, span: tuple[int, int, bool]) -> tuple[int, int]:
    """Return the sentence that holds a span, or less of a very long one, cut between words."""
    start, end = next((s for s in _sentences(text) if s[0] <= span[0] < s[1]), (0, len(text)))
    end = max(end, span[1])
    if end - start <= _LONGEST_SENTENCE:
        return start, end
    low, high = max(start, span[0] - _AROUND), min(end, span[1] + _AROUND)
    low = low if low == start else text.rfind(" ", start, low + 1) + 1 or start
    found = text.find(" ", high, end)
    return low, end if high == end or found < 0 else found


def _sentences(text: str) -> list[tuple[int, int]]:
    ends = [match for match in _SENTENCE_END.finditer(text) if not _ABBREVIATION.search(text[: match.start()][-12:])]
    starts = [0, *(match.end() for match in ends)]
    stops = [*(match.end() - len(match.group()) + len(match.group().rstrip()) for match in ends), len(text)]
    return list(zip(starts, stops, strict=True))


def _merge(stretches: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join stretches that touch or have only a space between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(stretches):
        if merged and start <= merged[-1][1] + 1:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged


def _mark(text: str, start: int, end: int, spans: Sequence[tuple[int, int, bool]]) -> list[tuple[str, bool]]:
    """Split a stretch where names begin and end."""
    named = bytearray(end - start)
    for low, high, _is_first in spans:
        first, last = max(low, start) - start, min(high, end) - start
        if first < last:
            named[first:last] = b"\x01" * (last - first)
    return [(text[start + run.start() : start + run.end()], run[0][0] == 1) for run in _RUNS.finditer(named)]
