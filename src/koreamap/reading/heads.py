"""What the first lines of a text say of it, where its file does not: its title, its author, the date of its dateline.

Only what stands there by itself is taken, before the first whole sentence, and that it was taken is told.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from koreamap.reading.dates import read_dateline
from koreamap.reading.numbers import find_number
from koreamap.text.formats.blocks import is_open

if TYPE_CHECKING:
    from collections.abc import Sequence

    from koreamap.reading.extract import HeadDraft
    from koreamap.text.formats.blocks import Block

__all__ = ["complete_head"]

_LONGEST = 100
_MOST_BLOCKS = 6
"""In so many at the beginning a dateline or an author is looked for."""
_NO_TITLE = re.compile(
    r"""[a-z] | .*(?:[.,;:!。]|[가-힣]다)[\"'\u201d\u2019)]*$ | .*(?:@|://) | (?i:dear)\s
    | (?i:to|from|subject|date|re|cc|no)\s*: | (?i:copy|top\ secret|secret|confidential|restricted|unclassified)$""",
    re.VERBOSE,
)
"""A line that begins small, ends as a sentence or a salutation does, or is of a letter's or a file's head."""
_PARTS = frozenset({
    "introduction", "abstract", "foreword", "preface", "contents", "table of contents", "background", "summary",
    "머리말", "서론", "서문", "목차", "개요", "초록", "들어가며",
})  # fmt: skip
"""Headings of a part that often comes first."""
_AUTHOR = re.compile(r"[Bb]y\s+([A-Z]\S*(?:\s+(?:[A-Z]\S*|de|van|von|of)){1,5})")
_QUOTED = 60


class _Line(NamedTuple):
    """A line of the first blocks; whether it is a heading, one with none beside it, and all of its block."""

    words: str
    is_heading: bool
    is_topmost: bool
    is_alone: bool


def complete_head(head: HeadDraft, text: str, blocks: Sequence[Block]) -> tuple[HeadDraft, list[str]]:
    """Add to what a file says of itself what its first lines say.

    Returns
    -------
    The head, and what was taken from where, a sentence each.
    """
    lines = _read_first(text, blocks)
    said = []
    dated = {line.words: date for line in lines if not line.is_heading and (date := read_dateline(line.words))}
    title = _find_title(lines, dated, has_body=any(not is_open(text, block) for block in blocks[1:]))
    if not head.title and title:
        head = msgspec.structs.replace(head, title=title)
        said.append("the first line was taken for the title")
    if not head.date and dated:
        line, date = next(iter(dated.items()))
        head = msgspec.structs.replace(head, date=date)
        said.append(f"the date {date} was taken from “{line if len(line) <= _QUOTED else line[:_QUOTED] + '…'}”")
    if not head.author and (found := next(filter(None, (_AUTHOR.fullmatch(line.words) for line in lines)), None)):
        head = msgspec.structs.replace(head, author=found[1])
        said.append(f"the author was taken from “{found[0]}”")
    return head, said


def _read_first(text: str, blocks: Sequence[Block]) -> list[_Line]:
    """Return the lines that stand before the first paragraph of sentences."""
    lines: list[_Line] = []
    levels = Counter(block.level for block in blocks if block.kind == "heading")
    for block in blocks[:_MOST_BLOCKS]:
        body = text[block.slices[0][0] : block.slices[-1][1]]
        words = [" ".join(line.split()) for line in body.split("\n")]
        if block.kind not in {"heading", "paragraph"} or any(len(each) > _LONGEST for each in words):
            break
        is_topmost = levels[block.level] == 1 and block.level == min(levels)
        lines += [_Line(each, block.kind == "heading", is_topmost, len(words) == 1) for each in words]
    return lines


def _find_title(lines: Sequence[_Line], dated: dict[str, str], *, has_body: bool) -> str:
    """Return the first line where it is evidently a title: alone, without a number, no sentence, before some."""
    first = lines[0] if lines else None
    if first is None or not first.is_alone or find_number(first.words) or first.words in dated:
        return ""
    if first.is_heading:
        return first.words if first.is_topmost and first.words.lower() not in _PARTS else ""
    is_title = has_body and re.search(r"[^\W\d_]{2}", first.words) and not _NO_TITLE.match(first.words)
    return first.words if is_title else ""
