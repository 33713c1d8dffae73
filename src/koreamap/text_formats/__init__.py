"""How documents are written down: one module for each format, all in this table by name.

A reader turns a text into blocks in reading order (`koreamap.text_formats.blocks`); numbering and ids are the same for
all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from koreamap.text_formats import frus_text, paged_markdown

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Mapping

    from koreamap.text_formats.blocks import Block

__all__ = ["FORMATS", "Format"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A way of writing a document down.

    Parameters
    ----------
    read_blocks : callable
        Text -> blocks in the order of their first characters.
    markup : re.Pattern
        What may stand outside of every passage, white space included: marks, never words.
    """

    read_blocks: Callable[[str], list[Block]]
    markup: re.Pattern[str]


FORMATS: Mapping[str, Format] = {
    "frus-text": Format(read_blocks=frus_text.read_blocks, markup=frus_text.MARKUP),
    "paged-markdown": Format(read_blocks=paged_markdown.read_blocks, markup=paged_markdown.MARKUP),
}
