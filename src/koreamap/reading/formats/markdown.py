"""Markdown: CommonMark with footnotes, tables and a head, read by markdown-it. Addresses of links are left out."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from koreamap.reading.dates import read_date
from koreamap.reading.extract import HeadDraft

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer
    from koreamap.text.formats.blocks import BlockKind

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "Markdown"
SUFFIXES = (".md", ".markdown")

_HEAD_LINE = re.compile(r"(title|author|date|lang|language|publisher):\s*(.+)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"^ {0,3}\[\^([^\]\s]+)\]:[ \t]*(.*(?:\n(?: {4}|\t).+)*)", re.MULTILINE)
_DEEPEST = 100
_BEGINS: dict[str, BlockKind] = {
    "paragraph_open": "paragraph", "list_item_open": "item", "tr_open": "paragraph", "dt_open": "paragraph",
}  # fmt: skip
_ENDS = frozenset({"heading_close", "paragraph_close", "list_item_close", "tr_close", "footnote_close"})
_LEFT_OUT = {"image": "pictures", "html_inline": "HTML tags"}


def rate(file: GivenFile) -> int:
    """Go by the name: any text is Markdown."""
    return 2 if file.decoded and file.suffix in SUFFIXES else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the blocks that markdown-it finds."""
    tokens = _parser().parse(file.decoded.text) if file.decoded else []
    head: dict[str, str] = {}
    reader = _Reader(writer)
    for token in tokens:
        if token.type == "front_matter":
            found = (_HEAD_LINE.match(line.strip()) for line in token.content.split("\n"))
            head = {match[1].lower(): match[2].strip().strip("\"'") for match in found if match}
        else:
            reader.take(token)
    if file.decoded:
        reader.write_unused(file.decoded.text)
    return HeadDraft(
        title=head.get("title", ""),
        author=head.get("author", ""),
        date=read_date(head.get("date", "")),
        language=head.get("lang", head.get("language", "")),
        publisher=head.get("publisher", ""),
    )


@cache
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt  # noqa: PLC0415 - whoever reads another format need not load it
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415 - as above
    from mdit_py_plugins.front_matter import front_matter_plugin  # noqa: PLC0415 - as above

    parser = MarkdownIt("commonmark", {"maxNesting": _DEEPEST}).enable(["table", "strikethrough"])
    return parser.use(front_matter_plugin).use(footnote_plugin, inline=True)


class _Reader:
    """Turn tokens into blocks."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._is_fresh = False
        self._labels: set[str] = set()

    def take(self, token: Token) -> None:
        """Write what a token of the block level says."""
        kind = token.type
        if kind == "inline":
            self._is_fresh = False
            for child in token.children or ():
                self._take_inline(child)
        elif kind.endswith("_open"):
            self._open(kind, token)
        elif kind in _ENDS and not self._is_fresh:
            self._writer.end()
        elif kind in {"fence", "code_block"}:
            self._writer.begin("paragraph")
            self._writer.add(token.content.rstrip("\n"), breaks=True)
            self._writer.end()
        elif kind == "html_block":
            self._add_html(token.content)

    def write_unused(self, text: str) -> None:
        """Write the footnotes to which no mark leads: markdown-it leaves them out."""
        for found in _FOOTNOTE.finditer(text):
            if found[1] not in self._labels:
                self._writer.footnote(found[1], found[2])

    def _open(self, kind: str, token: Token) -> None:
        if kind == "heading_open":
            self._writer.begin("heading", level=int(token.tag[1:]))
        elif kind == "footnote_open":
            self._labels.add(_label(token))
            self._writer.begin("footnote", label=_label(token))
            self._is_fresh = True
        elif kind in _BEGINS:
            self._begin(_BEGINS[kind], token)
        elif kind in {"td_open", "th_open"} and self._writer.has_words:
            self._writer.add(" | ")

    def _begin(self, kind: BlockKind, token: Token) -> None:
        """Begin a block; a paragraph that only wraps the words of an item or footnote is none of its own."""
        if kind == "paragraph" and (token.hidden or self._is_fresh) and token.type == "paragraph_open":
            return
        self._writer.begin(kind)
        self._is_fresh = kind == "item"
        if kind == "item" and token.info:
            self._writer.add(f"{token.info}{token.markup} ")

    def _add_html(self, content: str) -> None:
        self._writer.leave_out("HTML tags", len(re.findall(r"<[/\w!]", content)))
        self._writer.begin("paragraph")
        self._writer.add(re.sub(r"<!--.*?-->|<[^<>]*>", " ", content, flags=re.DOTALL))
        self._writer.end()

    def _take_inline(self, token: Token) -> None:
        if token.type in {"softbreak", "hardbreak"}:
            self._writer.break_line()
        elif token.type == "footnote_ref":
            self._writer.mark(_label(token))
        elif token.type in _LEFT_OUT:
            self._writer.leave_out(_LEFT_OUT[token.type])
        elif token.content:
            self._writer.add(token.content)


def _label(token: Token) -> str:
    return str(token.meta.get("label") or token.meta.get("id", 0) + 1)
