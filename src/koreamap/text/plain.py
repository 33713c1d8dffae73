"""Divide plain text into paragraphs."""

from __future__ import annotations

import re

__all__ = ["find_paragraphs"]

_BLANK_LINE = re.compile(r"\n[^\S\r\n]*\n\s*")
_ANY_BLANK_LINE = re.compile(r"(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)\s*")
"""Also where lines end in another way; ten times as slow."""


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans between blank lines, in order; white space around them belongs to none."""
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for gap in (_ANY_BLANK_LINE if "\r" in text else _BLANK_LINE).finditer(text, start):
        spans.append((start, gap.start()))
        start = gap.end()
    end = len(text.rstrip())
    return [*spans, (start, end)] if start < end else spans
