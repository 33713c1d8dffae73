"""Markdown converted from a paginated print.

A rule (``---``) stands where a page's footnotes begin; each opens with ``<sup>n</sup>``. What the page break cut is
whole again: a paragraph that stops in mid-sentence goes on in the next text, be it after a footnote block or after a
page break that left only a blank line; a footnote that stops in mid-sentence goes on in the text right under it.
A sentence that happens to end at the foot of a page ends its paragraph here: the print does not say otherwise.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.text.formats.blocks import Block, cut_markup, is_open, join_lines, split_lines, trim

if TYPE_CHECKING:
    from koreamap.text.formats.blocks import BlockKind, Span

__all__ = ["MARKUP", "read_blocks"]

_INLINE = re.compile(r"<sup>(?P<note>\w{1,4})</sup>|\*{1,3}(?=\S)|(?<=\S)\*{1,3}|[ \t]{2,}(?=\r?\n)")
_HEADING = re.compile(r"#{1,6}[ \t]+(?=\S)")
_FOOTNOTE = re.compile(r"<sup>(\w{1,4})</sup>[ \t]*")
_ITEM = re.compile(r"[ \t]*(?:\d+[.)]|[-+*])[ \t]+\S")
_BULLET = re.compile(r"[ \t]*[-+*][ \t]+")
_RULE = "---"

MARKUP = re.compile(r"(?:\s|<sup>\w{1,4}</sup>|\*{1,3}|#{1,6}|[-+]|---)*")


def read_blocks(text: str) -> list[Block]:
    """Read the text of a document into blocks by their first characters, footnotes where they are printed."""
    reader = _Pages(text)
    for span in join_lines(text, begins=_is_alone, ends=_is_alone):
        reader.add(trim(text, span))
    return reader.blocks()


def _is_alone(line: str) -> bool:
    return bool(_HEADING.match(line)) or line.strip() == _RULE


class _Pages:
    """Sort spans into body and footnotes, and join what a page break cut."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._has_heading = False
        self._found: list[tuple[BlockKind, list[Span], str]] = []
        self._body: list[Span] | None = None
        self._footnote: list[Span] | None = None

    def add(self, span: Span) -> None:
        """Take the next span of the text."""
        line = self._text[span[0] : span[1]]
        if line == _RULE:
            self._footnote = None
        elif heading := _HEADING.match(line):
            self._body = self._footnote = None
            self._has_heading = True
            self._found.append(("heading", [(span[0] + heading.end(), span[1])], ""))
        elif footnote := _FOOTNOTE.match(line):
            self._footnote = [(span[0] + footnote.end(), span[1])]
            self._found.append(("footnote", self._footnote, footnote[1]))
        elif self._is_list(span):
            self._add_items(span)
        else:
            self._add_text(span)

    def blocks(self) -> list[Block]:
        """Return what was found, markup cut out."""
        found = [cut_markup(self._text, spans, _INLINE, kind, label) for kind, spans, label in self._found]
        return [block for block in found if block.slices]

    def _add_text(self, span: Span) -> None:
        for waiting in (self._footnote, self._body):
            if waiting is not None and is_open(self._text, cut_markup(self._text, waiting, _INLINE, "paragraph")):
                waiting.append(span)
                return
        spans = [span]
        self._found.append(("paragraph", spans, ""))
        # Title pages have no full stops: only what stands under a heading can be cut by a page break.
        self._body = spans if self._has_heading else None

    def _is_list(self, span: Span) -> bool:
        lines = self._text[span[0] : span[1]].split("\n")
        return len(lines) > 1 and all(_ITEM.match(line) for line in lines)

    def _add_items(self, span: Span) -> None:
        self._body = None
        for start, end in split_lines(self._text[span[0] : span[1]]):
            bullet = _BULLET.match(self._text, span[0] + start)
            self._found.append(("item", [(bullet.end() if bullet else span[0] + start, span[0] + end)], ""))
