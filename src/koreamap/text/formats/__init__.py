"""How documents are written down: one module for each format, found by walking this package.

A module's name, with hyphens, is the format's. Its ``read_blocks(text)`` turns a text into blocks in reading order
(`koreamap.text.formats.blocks`); its ``MARKUP`` is what may stand outside of every passage, white space included:
marks, never words. Numbering and ids are the same for all.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from koreamap.errors import DocumentError
from koreamap.modules import FUNCTION, Kind, find_modules

if TYPE_CHECKING:
    from koreamap.text.formats.blocks import Block

__all__ = ["TextFormat", "find_text_formats"]

_KIND = Kind(
    what="text format",
    needs={"MARKUP": re.Pattern, "read_blocks": FUNCTION},
    error=DocumentError,
    besides=frozenset({"blocks", "outline"}),
)


class TextFormat(Protocol):
    """What a module of this package offers."""

    __name__: str
    MARKUP: re.Pattern[str]

    def read_blocks(self, text: str) -> list[Block]:
        """Return a text's blocks, in the order of their first characters."""
        ...


@cache
def find_text_formats() -> dict[str, TextFormat]:
    """Find every way of writing a document down, by name.

    Stops with `DocumentError` when a module cannot read blocks or does not say what is markup.
    """
    modules = [cast("TextFormat", module) for module in find_modules(__name__, _KIND)]
    return {module.__name__.rpartition(".")[2].replace("_", "-"): module for module in modules}
