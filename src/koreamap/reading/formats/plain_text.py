"""Plain text: blank lines part paragraphs, a line that is a number and a title is a heading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._lines import write_paragraphs

if TYPE_CHECKING:
    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "plain text"
SUFFIXES = (".txt", ".text")


def rate(file: GivenFile) -> int:
    """Take any text, for want of a better format."""
    return 1 if file.decoded else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the paragraphs of a text."""
    if file.decoded:
        write_paragraphs(file.decoded.text, writer)
    return HeadDraft()
