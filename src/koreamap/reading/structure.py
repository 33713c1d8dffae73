"""Find headings and items by their printed numbers, where a format's markup says nothing of them."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING

from koreamap.reading.numbers import HEADS, find_number, heads, stands_alone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from koreamap.reading.numbers import Number
    from koreamap.text.formats.blocks import Block

__all__ = ["divide"]

_LONGEST = 100
_TITLED = re.compile(r"\s*(?:\([^()\n]{1,60}\)|\[[^\[\]\n]{1,60}\])")
"""A title in brackets behind an article's number, as Korean laws have it."""
_TITLES = frozenset({"decimal", "roman", "arabic", "upper", "ga"})
"""Numbers that a title may bear: ``IV. BACKGROUND``, ``1.1 Scope``, ``가. 배경``."""
_ENDS = (".", "?", "!", ";", ",", ":", "。")
_SENTENCE = re.compile(r"[a-z가-힣][.!?]\s+\S")


def divide(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Turn paragraphs that are headings into headings, and cut ``Article 3. …`` off the sentence that it heads."""
    kinds = [_find_head(text, block) for block in blocks]
    told = any(block.level for block in blocks)  # where the markup tells headings, a numbered line is an item
    found: list[Block] = []
    for index, block in enumerate(blocks):
        number = kinds[index]
        if number is None:
            found.append(block)
        elif number.kind in HEADS:
            found.extend(_cut(text, block, number))
        elif not told and number.kind in _TITLES and _is_title(text, block) and not _is_in_list(text, blocks, index):
            found.append(dataclasses.replace(block, kind="heading"))
        else:
            found.append(block)
    return tuple(_join_titles(text, found))


def _join_titles(text: str, blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield the blocks, a bare ``ARTICLE II`` joined with the title on the line below."""
    waiting: Block | None = None
    for block in blocks:
        if waiting is None:
            waiting = block
        elif _is_bare(text, waiting) and _is_title_of(text, block, waiting):
            joined = (*waiting.slices, *block.slices)
            notes, pages = (*waiting.notes, *block.notes), (*waiting.pages, *block.pages)
            waiting = dataclasses.replace(waiting, slices=joined, notes=notes, pages=pages)
        else:
            yield waiting
            waiting = block
    if waiting is not None:
        yield waiting


def _is_bare(text: str, block: Block) -> bool:
    """Tell whether a heading is a number and nothing else."""
    body = _read(text, block)
    number = find_number(body) if block.kind == "heading" else None
    return number is not None and number.kind in HEADS and not body[number.end :].strip()


def _is_title_of(text: str, block: Block, heading: Block) -> bool:
    if block.kind not in {"heading", "paragraph"} or (block.level and block.level != heading.level):
        return False
    body = _read(text, block)
    short = len(body) <= _LONGEST // 2 and not body.endswith("다")
    return _is_title(text, block) and find_number(body) is None and (body.isupper() or short)


def _find_head(text: str, block: Block) -> Number | None:
    if block.kind not in {"paragraph", "item"} or not block.slices:
        return None
    return find_number(_read(text, block))


def _read(text: str, block: Block) -> str:
    return text[block.slices[0][0] : block.slices[-1][1]]


def _cut(text: str, block: Block, number: Number) -> Iterator[Block]:
    """Yield the heading, and the paragraph that follows it in the same block."""
    body = _read(text, block)
    if "\n" not in body and stands_alone(body):
        yield dataclasses.replace(block, kind="heading")
        return
    if not heads(number, body):
        yield block  # "Article 3 of the Agreement …" opens a sentence
        return
    titled = _TITLED.match(body, number.end)
    end = titled.end() if titled else number.end
    if number.kind not in {"article", "조", "section"} and not titled:
        yield block
        return
    yield from _split(text, block, block.slices[0][0] + end)


def _split(text: str, block: Block, at: int) -> Iterator[Block]:
    before = tuple((start, min(end, at)) for start, end in block.slices if start < at)
    after = [(max(start, at), end) for start, end in block.slices if end > at]
    if after:
        start, end = after[0]
        after[0] = (start + len(text[start:end]) - len(text[start:end].lstrip()), end)
    after = [span for span in after if span[0] < span[1]]
    if not after:
        yield dataclasses.replace(block, kind="heading")
        return
    first = after[0][0]
    yield dataclasses.replace(
        block,
        kind="heading",
        slices=before,
        notes=tuple(note for note in block.notes if note.offset <= at),
        pages=tuple(page for page in block.pages if page.offset < at),
    )
    yield dataclasses.replace(
        block,
        kind="paragraph",
        slices=tuple(after),
        notes=tuple(note for note in block.notes if note.offset > at),
        pages=tuple(page for page in block.pages if page.offset >= at and page.offset >= min(first, page.offset)),
    )


def _is_title(text: str, block: Block) -> bool:
    """Tell a title from a numbered sentence: one short line that is none."""
    body = _read(text, block).strip()
    return (
        len(body) <= _LONGEST
        and "\n" not in body
        and not body.endswith(_ENDS)
        and not _SENTENCE.search(body)
        and bool(re.search(r"[^\W\d_]", body))
    )


def _is_in_list(text: str, blocks: Sequence[Block], index: int) -> bool:
    """Tell whether a neighbour is a number of the same kind: titles have text between them."""
    own = _find_head(text, blocks[index])
    for other in (index - 1, index + 1):
        if 0 <= other < len(blocks):
            number = _find_head(text, blocks[other])
            if number is not None and own is not None and number.kind == own.kind and _is_title(text, blocks[other]):
                return True
    return False
