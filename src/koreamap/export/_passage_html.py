"""Passages as HTML for map tips: text escaped, the words that name the feature marked."""

from __future__ import annotations

import html
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from koreamap.export.content import ExportContent, QuotedMention, QuotedPassage

__all__ = ["END_OF_PASSAGE", "quote_in_html"]

END_OF_PASSAGE = "</p>"
"""Closes each passage; what cuts a long list of them may look for it."""


def quote_in_html(content: ExportContent, feature_id: str) -> str:
    """Return the passages that mention a feature, one paragraph each, in reading order; nothing where nobody does.

    Returns
    -------
    HTML: ``<p>text with <mark>name</mark><br><i>citation</i></p>``.
    """
    mentions = [mention for mention in content.mentions if feature_id in mention.feature_ids]
    return "".join(_quote(passage, mentions) for passage in content.passages_of(feature_id))


def _quote(passage: QuotedPassage, mentions: Sequence[QuotedMention]) -> str:
    spans = [(mention.start, mention.end) for mention in mentions if mention.passage_id == passage.id]
    text = _mark(passage, spans)
    return f"<p>{text}<br><i>{html.escape(passage.citation)}</i>{END_OF_PASSAGE}"


def _mark(passage: QuotedPassage, spans: Iterable[tuple[int, int]]) -> str:
    """Escape, and wrap what lies within a span; spans that touch are one."""
    parts, done = [], 0
    for first, last in _join(tuple(bisect_left(passage.offsets, offset) for offset in span) for span in spans):
        parts += [html.escape(passage.text[done:first]), f"<mark>{html.escape(passage.text[first:last])}</mark>"]
        done = last
    return "".join((*parts, html.escape(passage.text[done:])))


def _join(ranges: Iterable[tuple[int, ...]]) -> list[list[int]]:
    """Put ranges of characters in order, those that overlap or touch made one, those without a character left out."""
    joined: list[list[int]] = []
    for first, last in sorted(ranges):
        if joined and first <= joined[-1][1]:
            joined[-1][1] = max(last, joined[-1][1])
        elif first < last:
            joined.append([first, last])
    return joined
