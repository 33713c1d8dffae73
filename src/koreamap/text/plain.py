"""Read plain text whose encoding nobody states, and divide it into paragraphs.

Tried in this order: a byte order mark; UTF-8; UTF-16 without a mark, by its zeros; CP949, which holds EUC-KR. A byte
order mark is no part of the text; line ends stay as they are.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from koreamap.errors import DocumentError

__all__ = ["PlainText", "decode_text", "find_paragraphs"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SAMPLE = 4096
_CONTROLS = re.compile(r"[\0-\x08\x0e-\x1a\x1c-\x1f]")
_BLANK_LINE = re.compile(r"\n[^\S\r\n]*\n\s*")
_ANY_BLANK_LINE = re.compile(r"(?:\r?\n|\r)[^\S\r\n]*(?:\r?\n|\r)\s*")
"""Also where lines end in another way; ten times as slow."""


class PlainText(NamedTuple):
    """A text, and the encoding in which it was found."""

    text: str
    encoding: str


def decode_text(data: bytes, name: str) -> PlainText:
    """Decode a file's bytes.

    Parameters
    ----------
    data
        All of the file.
    name
        Of the file, for the error.

    Raises
    ------
    koreamap.errors.DocumentError
        When the bytes are no text in a known encoding.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return PlainText(_decode(data.removeprefix(mark), encoding, name), encoding)
    for encoding in ("utf-8", *_guess_utf16(data), "cp949"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _CONTROLS.search(text):
            return PlainText(text, encoding)
    raise DocumentError(name, found="bytes that are no text", expected="plain text in UTF-8, UTF-16 or CP949 (EUC-KR)")


def find_paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans between blank lines, in order; white space around them belongs to none."""
    spans: list[tuple[int, int]] = []
    start = len(text) - len(text.lstrip())
    for gap in (_ANY_BLANK_LINE if "\r" in text else _BLANK_LINE).finditer(text, start):
        spans.append((start, gap.start()))
        start = gap.end()
    end = len(text.rstrip())
    return [*spans, (start, end)] if start < end else spans


def _decode(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        found = f"a mark of {encoding}, and then bytes that are not ({error.reason} at {error.start})"
        raise DocumentError(name, found=found, expected="text in one encoding") from error


def _guess_utf16(data: bytes) -> tuple[str, ...]:
    """Tell the order of bytes by where the zeros stand that spaces and digits bring."""
    sample = data[:_SAMPLE]
    if b"\0" not in sample or len(data) % 2:
        return ()
    return ("utf-16-le",) if sample[1::2].count(0) >= sample[::2].count(0) else ("utf-16-be",)
