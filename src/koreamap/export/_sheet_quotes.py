"""Choose and set the quoted passages of a sheet: shortened to the sentences that matter, never altered. Pure.

A passage that is short stands whole. Of a longer one only the sentences stay in which a feature of the sheet is first
named in each of its wordings, and ``[…]`` marks each cut; of a very long sentence only what is around the name.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from koreamap.export._sheet_type import Run

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from koreamap.export.content import ExportContent, QuotedMention, QuotedPassage

__all__ = ["CUT", "Line", "Quote", "find_quotes", "flow", "set_heading", "set_lines", "set_sources"]

CUT = "[…]"
_WHOLE = 420
"""A passage of so many characters or fewer is never shortened."""

_LONGEST_SENTENCE = 420
_AROUND = 150

_SENTENCE_END = re.compile(r"(?<=[.!?])[\"'”’)\]]*\d{0,3}\s+(?=[\"'“‘(\[]?[A-Z0-9])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Adm|Amb|No|Nos|St|vs|cf|pp?|vol|ed|Jr|Sr|Sec|Art|para)|\b[A-Z]|\b[a-z]\.[a-z])\.$",
)

Word = tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A passage as the sheet quotes it.

    Parameters
    ----------
    number : int
        Its number in this export.
    document_id : str
        Of the document.
    pieces : tuple
        (text, whether it names a feature of the sheet), in reading order; cuts are pieces of their own.
    place : str
        Where it stands in the document: label and page.
    names : tuple of str
        Titles of the places that it names, in the order of their first mention.
    """

    number: int
    document_id: str
    pieces: tuple[tuple[str, bool], ...]
    place: str
    names: tuple[str, ...]

    @property
    def text(self) -> str:
        """The quotation as one string."""
        return "".join(text for text, _named in self.pieces)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of type in a column.

    Parameters
    ----------
    words : tuple
        Words, a space between each two; each is one or more runs, since a name may end before its comma.
    kind : str
        ``heading``, ``quote`` or ``place``.
    number : int
        Set beside the first line of a quote; 0 elsewhere.
    height : float
        With what is left free above, mm.
    document_id : str
        Whose passage it is.
    is_last : bool
        The last of its block: not to be spread out, and a good place to break a column.
    """

    words: tuple[Word, ...]
    kind: str
    height: float
    number: int = 0
    document_id: str = ""
    is_last: bool = False


def find_quotes(content: ExportContent) -> tuple[Quote, ...]:
    """Shorten every passage of an export.

    Parameters
    ----------
    content : ExportContent
        With passages and mentions.

    Returns
    -------
    tuple of Quote
        In reading order.
    """
    by_passage: dict[str, list[QuotedMention]] = {}
    for mention in content.mentions:
        by_passage.setdefault(mention.passage_id, []).append(mention)
    return tuple(_quote(content, passage, by_passage.get(passage.id, [])) for passage in content.passages)


def _quote(content: ExportContent, passage: QuotedPassage, mentions: Sequence[QuotedMention]) -> Quote:
    document = content.atlas.documents[passage.document_id]
    record = next(record for record in document["passages"] if record["id"] == passage.id)
    text, offsets = _fold(document["text"], record["slices"])
    index = {offset: at for at, offset in enumerate(offsets)}
    spans: list[tuple[int, int, bool]] = []
    seen: set[tuple[str, str]] = set()
    for mention in mentions:
        if mention.start in index and mention.end - 1 in index:
            wording = (mention.place_id, mention.exact.lower())
            spans.append((index[mention.start], index[mention.end - 1] + 1, wording not in seen))
            seen.add(wording)
    page = f", p. {passage.page}" if passage.page else ""
    titles = dict.fromkeys(content.atlas.places[mention.place_id]["title"] for mention in mentions)
    return Quote(
        number=passage.number,
        document_id=passage.document_id,
        pieces=_cut(text, spans),
        place=f"{passage.label}{page}",
        names=tuple(titles),
    )


def _fold(text: str, slices: Iterable[Sequence[int]]) -> tuple[str, list[int]]:
    """Put a passage together as its `QuotedPassage.text`, and say where in the document each character stands."""
    chars: list[tuple[str, int]] = []
    previous = None
    for start, end in slices:
        if previous is not None and any(map(str.isspace, text[previous:start])):
            chars.append((" ", -1))
        chars += [(" " if text[at].isspace() else text[at], at) for at in range(start, end)]
        previous = end
    kept = [
        (char, at)
        for (char, at), (before, _) in zip(chars, [(" ", -1), *chars], strict=False)
        if char != " " or before != " "
    ]
    while kept and kept[-1][0] == " ":
        kept.pop()
    return "".join(char for char, _ in kept), [at for _, at in kept]


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
    ends = [
        match for match in _SENTENCE_END.finditer(text) if not _ABBREVIATION.search(text[: match.start()][-12:])
    ]
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
    named = [False] * (end - start)
    for low, high, _first in spans:
        for at in range(max(low, start), min(high, end)):
            named[at - start] = True
    groups = itertools.groupby(range(end - start), key=named.__getitem__)
    return [("".join(text[start + at] for at in members), key) for key, members in groups]


def set_lines(
    quotes: Sequence[Quote],
    documents: Mapping[str, Mapping[str, Any]],
    *,
    width: float,
    leading: float,
    measure: Callable[[str, str], float],
) -> tuple[Line, ...]:
    """Break quotations into lines.

    Parameters
    ----------
    quotes : sequence of Quote
        In reading order; the document's citation is set before its first.
    documents : mapping
        Document id -> record.
    width : float
        Of the column without the margin for the numbers, mm.
    leading : float
        From base line to base line, mm.
    measure : callable
        (text, face) -> width in mm at the size of the passages.

    Returns
    -------
    tuple of Line
        For `flow`.
    """
    lines: list[Line] = []
    for document_id, group in itertools.groupby(quotes, key=lambda quote: quote.document_id):
        lines += set_heading(documents[document_id], width=width, leading=leading, measure=measure)
        for quote in group:
            lines += _set_quote(quote, width=width, leading=leading, measure=measure)
    return tuple(lines)


def set_heading(
    document: Mapping[str, Any], *, width: float, leading: float, measure: Callable[[str, str], float]
) -> list[Line]:
    """Set a document's full citation as the heading of its passages; the parameters are those of `set_lines`."""
    words = [(Run(text=word, face="serif-italic"),) for word in str(document["citation"]).split()]
    rows = _wrap(words, width, measure)
    return [
        Line(
            words=tuple(row),
            kind="heading",
            height=leading * (1.5 if index == 0 else 1),
            document_id=str(document["id"]),
        )
        for index, row in enumerate(rows)
    ]


def _set_quote(quote: Quote, *, width: float, leading: float, measure: Callable[[str, str], float]) -> list[Line]:
    words = _words([("“", False), *quote.pieces, ("”", False)])
    rows = _wrap(words, width, measure)
    lines = [
        Line(
            words=tuple(row),
            kind="quote",
            document_id=quote.document_id,
            number=quote.number if index == 0 else 0,
            height=leading * (1.55 if index == 0 else 1),
        )
        for index, row in enumerate(rows)
    ]
    place = [(Run(text=word, face="sans"),) for word in f"{quote.place} · {', '.join(quote.names)}".split()]
    rows = _wrap(place, width, measure)
    return lines + [
        Line(
            words=tuple(row),
            kind="place",
            height=leading,
            document_id=quote.document_id,
            is_last=index == len(rows) - 1,
        )
        for index, row in enumerate(rows)
    ]


def set_sources(
    sources: Sequence[Mapping[str, Any]], *, width: float, leading: float, measure: Callable[[str, str], float]
) -> tuple[Line, ...]:
    """Set the list of the sources of a sheet's lines, areas and places.

    Parameters
    ----------
    sources : sequence of mapping
        Records of the gazetteer.
    width, leading, measure
        As in `set_lines`.

    Returns
    -------
    tuple of Line
        Empty when there is no source.
    """
    if not sources:
        return ()
    lines = [_source_line("Sources of the lines, areas and places on the map", leading * 2.2, face="serif-italic")]
    for source in sources:
        parts = (source["title"], source["publisher"], source["version"], source["licence"])
        words = [(Run(text=word, face="sans"),) for word in f"{'. '.join(part for part in parts if part)}.".split()]
        rows = _wrap(words, width, measure)
        lines += [
            Line(words=tuple(row), kind="place", height=leading * 0.86, is_last=index == len(rows) - 1)
            for index, row in enumerate(rows)
        ]
    return tuple(lines)


def _source_line(text: str, height: float, *, face: str) -> Line:
    return Line(words=tuple((Run(text=word, face=face),) for word in text.split()), kind="heading", height=height)


def _words(pieces: Sequence[tuple[str, bool]]) -> list[Word]:
    """Split marked text at spaces; a word that is only partly a name is made of several runs."""
    words: list[Word] = [()]
    for text, named in pieces:
        for index, part in enumerate(text.split(" ")):
            if index:
                words.append(())
            if part:
                words[-1] += (Run(text=part, face="serif-bold" if named else "serif"),)
    return [word for word in words if word]


def _wrap(words: Sequence[Word], width: float, measure: Callable[[str, str], float]) -> list[list[Word]]:
    rows: list[list[Word]] = [[]]
    used = 0.0
    for word in words:
        wide = sum(measure(run.text, run.face) for run in word)
        space = measure(" ", word[0].face) if rows[-1] else 0
        if rows[-1] and used + space + wide > width:
            rows.append([])
            used, space = 0.0, 0.0
        rows[-1].append(word)
        used += space + wide
    return rows


def flow(
    lines: Sequence[Line], heights: Sequence[float], *, may_go_on: bool
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Pour lines into columns.

    Parameters
    ----------
    lines : sequence of Line
        As `set_lines` makes them.
    heights : sequence of float
        Of the columns, mm.
    may_go_on : bool
        Whether the last column may end within a quotation, which then goes on on the next page.

    Returns
    -------
    tuple
        The lines of each column, and those that found no room.
    """
    columns: list[tuple[Line, ...]] = []
    rest = list(lines)
    for index, height in enumerate(heights):
        is_last = index == len(heights) - 1
        taken = _fitting(rest, height, may_split=may_go_on or not is_last)
        columns.append(tuple(rest[:taken]))
        rest = rest[taken:]
    return (tuple(columns), tuple(rest)) if may_go_on else _whole(columns, rest)


def _whole(
    columns: list[tuple[Line, ...]], rest: Sequence[Line]
) -> tuple[tuple[tuple[Line, ...], ...], tuple[Line, ...]]:
    """Take back a quotation that began but does not end."""
    whole = columns
    while rest and rest[0].kind != "heading" and not rest[0].number and any(whole):
        full = max(index for index, column in enumerate(whole) if column)
        rest = (whole[full][-1], *rest)
        whole = [*whole[:full], whole[full][:-1], *whole[full + 1 :]]
    return tuple(whole), tuple(rest)


def _fitting(lines: Sequence[Line], height: float, *, may_split: bool) -> int:
    """Return how many lines fit: whole blocks, then part of the next where two lines stay on either side."""
    taken, left = 0, height
    for block in _blocks(lines):
        totals = list(itertools.accumulate(line.height for line in block))
        if totals[-1] <= left + 1e-6:
            taken, left = taken + len(block), left - totals[-1]
            continue
        fits = min(sum(1 for total in totals if total <= left + 1e-6), len(block) - 2)
        least = 2 + sum(1 for line in block if line.kind == "heading")
        return taken + (fits if may_split and fits >= least else 0)
    return taken


def _blocks(lines: Sequence[Line]) -> list[list[Line]]:
    """Group lines that belong together: a heading stays with the first quote after it."""
    blocks: list[list[Line]] = [[]]
    for line in lines:
        blocks[-1].append(line)
        if line.is_last:
            blocks.append([])
    return [block for block in blocks if block]
