"""Mentions: spans of a document that name a place, found by the gazetteer's forms or said by a person.

Each is stored as offsets and as a quote with what stands around it; the build stops when the two disagree.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from msgspec.structs import replace

from koreamap.errors import MentionError
from koreamap.model import Mention
from koreamap.text.blocks import find_each
from koreamap.text.choosing import choose
from koreamap.text.folding import join_traced
from koreamap.text.forms import Form
from koreamap.text.matching import Span, build_matcher
from koreamap.text.own_forms import is_everyday, join_forms

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from koreamap.model import Document, MadeBy, Passage, Place
    from koreamap.model.inputs import MentionEntry
    from koreamap.text.curation import Curation
    from koreamap.text.folding import Traced
    from koreamap.text.matching import Matcher

__all__ = ["CONTEXT_CHARS", "Found", "Ignored", "check_mention", "check_spot", "find_mentions", "to_mention"]

CONTEXT_CHARS = 32
"""How much of the text before and after a quote is kept with it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ignored:
    """A span that a person looked at and that names no place of the map; `form` is empty for a single spot."""

    document_id: str
    passage_id: str
    start: int
    end: int
    exact: str
    form: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What was found in a document, in the order of its text.

    Parameters
    ----------
    mentions
        The links.
    ignored
        What a person said of the document that is no place of the map.
    asked
        Mentions that a person should look at.
    namesakes
        Spans of what bears a place's name and is known to be none: a war, a sea.
    """

    mentions: tuple[Mention, ...]
    ignored: tuple[Ignored, ...]
    asked: tuple[Mention, ...] = ()
    namesakes: tuple[tuple[int, int], ...] = ()


def find_mentions(
    document: Document,
    places: Mapping[str, Place],
    curation: Curation,
    own: Mapping[str, Place] | None = None,
    *,
    asks: bool = False,
) -> Found:
    """Find every mention of a document.

    Stops with `MentionError` when forms contradict each other, or a spot's quote is not where it is said to be.

    Parameters
    ----------
    document
        With its passages; a mention may span several slices of one.
    places
        The gazetteer, by id.
    curation
        The document's own forms, spots and ignored names. A spot wins over what the forms find under it.
    own
        The user's own places, by id; what the text writes with a small letter too is left to a person.
    asks
        Whether the people of a place (``demonym``), and dates without a word of their event, are asked about rather
        than linked.

    Returns
    -------
    Mentions sorted by start and end, those of one span as their form lists the places; no two of different spans
    overlap.
    """
    own = own or {}
    matcher = build_matcher(join_forms(places, own), (*curation.forms, *curation.ignored))
    _check_passages(document, curation)
    mentions: list[Mention] = []
    asked: list[Mention] = []
    ignored: list[Ignored] = []
    namesakes: list[tuple[int, int]] = []
    for passage, joined, found in _find_spans(document, matcher):
        spots = [_find_spot(spot, joined) for spot in curation.spots if spot.passage == passage.id]
        _check_apart(passage, spots)
        for span in choose(document.text, found, spots):
            if not own.keys().isdisjoint(span.form.place_ids) and _is_everyday(document, span):
                continue
            is_asked = asks and _is_doubtful(document, span)
            (asked if is_asked else mentions).extend(_mentions(document, passage, span))
            if not span.form.place_ids and span.form.made_by == "curated":
                ignored.append(_ignored(document, passage, span))
            elif not span.form.place_ids:
                namesakes.append((span.start, span.end))
    return Found(
        mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end))),
        ignored=tuple(sorted(ignored, key=lambda item: item.start)),
        asked=tuple(sorted(asked, key=lambda mention: (mention.start, mention.end))),
        namesakes=tuple(sorted(namesakes)),
    )


def _find_spans(document: Document, matcher: Matcher) -> Iterator[tuple[Passage, Traced, list[Span]]]:
    """Yield each passage, its slices joined, and all that is found in it, in offsets of the document's text."""
    pieces = [join_traced(document.text, passage.slices) for passage in document.passages]
    together = find_each(matcher, [joined.text for joined in pieces])
    for passage, joined, spans in zip(document.passages, pieces, together, strict=True):
        traced = ((joined.span(span.start, span.end), span) for span in spans)
        yield passage, joined, [Span(*where, span.form, span.grade) for where, span in traced if where]


def check_spot(spot: MentionEntry, document: Document) -> None:
    """Make sure that a spot's words stand where it says.

    Raises
    ------
    koreamap.errors.MentionError
        When there is no such passage, or the quote is not in it, or not so often.
    """
    passage = next((passage for passage in document.passages if passage.id == spot.passage), None)
    if passage is None:
        raise MentionError(
            f"curated mention {spot.quote!r}", found=f"passage {spot.passage}", expected="one of the text"
        )
    _find_spot(spot, join_traced(document.text, passage.slices))


def to_mention(  # noqa: PLR0913 - what a mention holds beside its text
    document: Document, passage: Passage, span: tuple[int, int], *, place_id: str, made_by: MadeBy, note: str = ""
) -> Mention:
    """Make the mention of a span of a document: its words, and what stands around them."""
    start, end = span
    return Mention(
        document_id=document.id,
        passage_id=passage.id,
        start=start,
        end=end,
        exact=document.text[start:end],
        prefix=document.text[max(0, start - CONTEXT_CHARS) : start],
        suffix=document.text[end : end + CONTEXT_CHARS],
        place_id=place_id,
        made_by=made_by,
        note=note,
    )


def check_mention(document: Document, mention: Mention) -> None:
    """Make sure that a mention's quote stands where its offsets say.

    Raises
    ------
    koreamap.errors.MentionError
        When the quote, its context, the passage or the document disagree.
    """
    what = f"mention {mention.id}"
    if mention.document_id != document.id:
        raise MentionError(what, found=f"document {document.id}", expected=mention.document_id)
    text = document.text
    if not 0 <= mention.start < mention.end <= len(text):
        raise MentionError(what, found=f"a text of {len(text)} characters", expected="the offsets inside it")
    for found, expected in (
        (text[mention.start : mention.end], mention.exact),
        (text[max(0, mention.start - CONTEXT_CHARS) : mention.start], mention.prefix),
        (text[mention.end : mention.end + CONTEXT_CHARS], mention.suffix),
    ):
        if found != expected:
            raise MentionError(what, found=repr(found), expected=repr(expected))
    passage = next((passage for passage in document.passages if passage.id == mention.passage_id), None)
    slices = passage.slices if passage else ()
    begins = any(start <= mention.start < end for start, end in slices)
    stops = any(start < mention.end <= end for start, end in slices)
    if not (begins and stops):
        raise MentionError(what, found="a span outside of the passage", expected=mention.passage_id)


def _is_everyday(document: Document, span: Span) -> bool:
    return span.form.made_by == "rule" and is_everyday(document.text, span.form, document.text[span.start : span.end])


def _is_doubtful(document: Document, span: Span) -> bool:
    """Tell what a person is asked about: a people, or a date that nothing around ties to its event."""
    form = span.form
    alone = form.sure is not None and not form.sure.allows(document.text, span.start, span.end)
    return form.made_by == "rule" and (alone or span.grade == "demonym")


def _mentions(document: Document, passage: Passage, span: Span) -> Iterator[Mention]:
    for place_id in span.form.place_ids:
        made_by, note = span.form.made_by, span.form.note
        mention = to_mention(document, passage, (span.start, span.end), place_id=place_id, made_by=made_by, note=note)
        yield replace(mention, differs=span.form.differs, grade=span.grade if made_by == "rule" else "exact")


def _ignored(document: Document, passage: Passage, span: Span) -> Ignored:
    return Ignored(
        document_id=document.id,
        passage_id=passage.id,
        start=span.start,
        end=span.end,
        exact=document.text[span.start : span.end],
        form=span.form.text,
        reason=span.form.note,
    )


def _find_spot(spot: MentionEntry, joined: Traced) -> Span:
    """Find a spot's words; line breaks count as spaces."""
    text = joined.text.replace("\n", " ")
    begin, end = 0, len(text)
    if spot.within:
        begin = _only(spot, text, spot.within, 0)
        end = begin + len(spot.within)
    start = begin + _only(spot, text[begin:end], spot.quote, spot.nth)
    form = Form(text="", place_ids=spot.places, made_by="curated", note=spot.note, differs=spot.differs)
    where = joined.span(start, start + len(spot.quote))
    if where is None:
        raise MentionError(
            f"curated mention {spot.quote!r} in {spot.passage}", found="half a gap between two slices", expected="words"
        )
    return Span(start=where[0], end=where[1], form=form)


def _only(spot: MentionEntry, text: str, quote: str, nth: int) -> int:
    """Return where the `nth` occurrence begins, or the only one when `nth` is 0."""
    starts = [index for index in range(len(text)) if text.startswith(quote, index)] if quote else []
    if len(starts) < nth or (nth == 0 and len(starts) != 1):
        raise MentionError(
            f"curated mention {quote!r} in {spot.passage}",
            found=f"{len(starts)} occurrences",
            expected=f"at least {nth}" if nth else "one (or say which: nth, within)",
            file="mentions.toml",
        )
    return starts[max(nth, 1) - 1]


def _check_passages(document: Document, curation: Curation) -> None:
    known = {passage.id for passage in document.passages}
    if unknown := sorted({spot.passage for spot in curation.spots} - known):
        raise MentionError(
            f"document {document.id}", found=f"mentions in {', '.join(unknown)}", expected="its passages"
        )


def _check_apart(passage: Passage, spots: list[Span]) -> None:
    ordered = sorted(spots, key=lambda span: (span.start, span.end))
    for one, other in itertools.pairwise(ordered):
        if other.start < one.end:
            raise MentionError(f"passage {passage.id}", found="curated mentions that overlap", expected="them apart")
