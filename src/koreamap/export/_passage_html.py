"""Passages as HTML for map tips: text escaped, the words that name the feature marked."""

from __future__ import annotations

import html
from itertools import groupby
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
    text = _mark(zip(passage.offsets, passage.text, strict=True), spans)
    return f"<p>{text}<br><i>{html.escape(passage.citation)}</i>{END_OF_PASSAGE}"


def _mark(letters: Iterable[tuple[int, str]], spans: Sequence[tuple[int, int]]) -> str:
    """Escape, and wrap what lies within a span."""
    parts = []
    is_named = {offset for start, end in spans for offset in range(start, end)}.__contains__
    for marked, run in groupby(letters, key=lambda letter: is_named(letter[0])):
        words = html.escape("".join(character for _offset, character in run))
        parts.append(f"<mark>{words}</mark>" if marked else words)
    return "".join(parts)
