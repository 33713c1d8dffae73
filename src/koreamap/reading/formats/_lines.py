"""Lines of text into blocks: those of a paragraph joined, footnotes and their marks told from them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.reading.numbers import HEADS, find_number, heads, stands_alone

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from koreamap.reading.writer import Writer

__all__ = ["add_marked", "write_paragraphs"]

_FOOTNOTE = re.compile(r"\[\^?(\w{1,20})\][:.]?[ \t]+(?=\S)")
_MARK = re.compile(r"\[\^?(\w{1,20})\](?!\()")
_PAGE = re.compile(r"[ \t]*[\[(][Pp](?:age|\.) ?(\w{1,6})[\])][ \t]*")
_OMISSION = re.compile(r"[.·…*](?:[ \t]*[.·…*]){3,}")


def write_paragraphs(text: str, writer: Writer) -> None:
    """Write a text whose paragraphs blank lines part.

    ``[1]`` and ``[^1]`` are marks of a footnote where a paragraph of the text begins so; else they are words.
    """
    paragraphs = [lines for lines in _group(text.replace("\r\n", "\n").replace("\r", "\n").split("\n")) if lines]
    labels = {found[1] for lines in paragraphs if (found := _FOOTNOTE.match(lines[0]))}
    for lines in paragraphs:
        if found := _FOOTNOTE.match(lines[0]):
            writer.begin("footnote", label=found[1])
            lines[0] = lines[0][found.end() :]
        elif len(lines) == 1 and _OMISSION.fullmatch(lines[0].strip()):
            writer.begin("omission")
        else:
            writer.begin("paragraph")
        for line in lines:
            add_marked(line.strip(), labels, writer)
            writer.break_line()
        writer.end()


def add_marked(line: str, labels: Collection[str], writer: Writer) -> None:
    """Add a line's words, its marks of footnotes and of pages apart."""
    position = 0
    for found in sorted([*_MARK.finditer(line), *_PAGE.finditer(line)], key=lambda match: match.start()):
        page = found.re is _PAGE
        if found.start() < position or not (page or found[1] in labels):
            continue
        writer.add(line[position : found.start()])
        if page:
            writer.add(" ")
            writer.page(found[1])
        else:
            writer.mark(found[1])
        position = found.end()
    writer.add(line[position:])


def _group(lines: list[str]) -> Iterator[list[str]]:
    """Yield the lines of each paragraph: up to a blank line, or one that begins with a number of its own."""
    group: list[str] = []
    for line in lines:
        if not line.strip():
            yield group
            group = []
        elif group and (stands_alone(line) or stands_alone(group[-1]) or _begins_item(line) or _FOOTNOTE.match(line)):
            yield group
            group = [line]
        else:
            group.append(line)
    yield group


def _begins_item(line: str) -> bool:
    """Tell whether a line opens an item: ``(b) …``, ``제3조 …``; a bare ``1953.`` may just end a sentence."""
    number = find_number(line.strip())
    if number is None or (number.kind in HEADS and not heads(number, line.strip())):
        return False
    return number.kind not in {"arabic", "roman", "upper"} or number.value < 100
