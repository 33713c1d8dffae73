"""Decode text of which nobody says how it was encoded.

Tried in this order: a byte order mark; UTF-8; what the text declares of itself; UTF-16 without a mark; CP949, which
holds EUC-KR; Windows-1252, which holds Latin-1.
"""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from koreamap.errors import DocumentError

__all__ = ["Decoded", "count_odd", "decode", "decode_named", "replace_odd", "tell_guess", "tell_replaced"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<\?xml[^>]{0,99}?encoding=["']([\w.-]{2,30})|<meta[^>]{0,99}?charset=["']?([\w.-]{2,30})""", re.IGNORECASE
)
_ODD = re.compile(r"[\0-\x08\x0b\x0e-\x1a\x1c-\x1f\ud800-\udfff\ufffe\uffff]")
_NOTHING_ODD = re.compile(r"[\t\n\x0c\r\x1b -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*")
"""The same turned round: a text without any, as nearly all are, is read to its end in a third of the time."""
_HANGUL = re.compile(r"[가-힣]")
_HIGH = re.compile(r"[^\0-\x7f]")
_SAMPLE = 4096
_MOST_ODD = 100
"""One in so many characters that are none: more is no text."""


class Decoded(NamedTuple):
    """A text with everything odd replaced by U+FFFD, its encoding, and how many characters were replaced."""

    text: str
    encoding: str
    replaced: int
    is_guess: bool


def decode(data: bytes) -> Decoded | None:
    """Return the text of some bytes; None where they are no text."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _accept(data.removeprefix(mark), encoding)
    declared = _DECLARED.search(data[:_SAMPLE])
    named = (declared[1] or declared[2]).decode("ascii").lower() if declared else ""
    candidates = ["utf-8", *([named] if _is_safe(named) else []), *_guess_utf16(data), "cp949", "cp1252"]
    return next((found for encoding in candidates if (found := _accept(data, encoding, named=named))), None)


def decode_named(data: bytes, name: str) -> Decoded:
    """Return the text of a file's bytes.

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
    if (decoded := decode(data)) is None:
        expected = "plain text in UTF-8, UTF-16 or CP949 (EUC-KR)"
        raise DocumentError(name, found="bytes that are no text", expected=expected)
    return decoded


def count_odd(text: str) -> int:
    """Count what is no character of a text: NUL, most controls, lone surrogates, the two noncharacters."""
    return len(_ODD.findall(text))


def replace_odd(text: str) -> str:
    """Put U+FFFD where something is no character of a text: the offsets stay."""
    return _ODD.sub("\ufffd", text)


def tell_guess(encoding: str) -> str:
    """Say that nothing but the letters told an encoding."""
    return f"the encoding {encoding} is a guess: do Korean and accented letters read well?"


def tell_replaced(count: int) -> str:
    """Say that so many characters were replaced."""
    return f"what is no character (NUL, lone surrogates and the like) is U+FFFD now ({count})"


def _accept(data: bytes, encoding: str, *, named: str = "") -> Decoded | None:
    """Decode, and let pass what looks like a text."""
    try:
        text = data.decode(encoding, "surrogatepass" if encoding.startswith("utf") else "strict")
    except (UnicodeDecodeError, LookupError):
        return None
    odd = 0 if _NOTHING_ODD.fullmatch(text) else count_odd(text)
    if odd * _MOST_ODD > len(text) or (encoding == "cp949" != named and not _is_korean(text)):
        return None
    is_guess = encoding in {"cp949", "cp1252"} and encoding != named
    return Decoded(replace_odd(text) if odd else text, encoding, odd, is_guess)


def _is_safe(encoding: str) -> bool:
    """Tell whether an encoding turns bytes into text and nothing else, as ``base64`` does."""
    try:
        return bool(encoding) and bool(codecs.lookup(encoding)) and isinstance(b"".decode(encoding), str)
    except LookupError:
        return False


def _is_korean(text: str) -> bool:
    high = len(_HIGH.findall(text))
    return len(_HANGUL.findall(text)) * 2 >= high


def _guess_utf16(data: bytes) -> tuple[str, ...]:
    """Tell the order of bytes by where the zeros stand that spaces and digits bring."""
    sample = data[:_SAMPLE]
    zeros = sample.count(0)
    if len(data) % 2 or zeros * 20 < len(sample):
        return ()
    return ("utf-16-le",) if sample[1::2].count(0) >= sample[::2].count(0) else ("utf-16-be",)
