"""Fold spellings that mean the same into one, and remember where every character came from.

Folded alike: upper and lower case, accents, composed and decomposed letters and Hangul, kinds of dash, apostrophe and
space, a line break within a phrase. Soft hyphens and zero-width characters vanish. A blank line inside a slice stays a
barrier. Offsets count code points of the document's text, end exclusive.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Traced", "fold", "fold_traced", "join_traced"]

_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bc\u02bb\u2032\u0060"), "'")
_SAME = _DASHES | _APOSTROPHES

_TOKEN = re.compile(
    r"(?P<broken>(?<=\w)[-\u2010]\r?\n[ \t]*(?=\w))"
    r"|(?P<nothing>\u00ad(?:\r?\n[ \t]*)?|[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff])"
    r"|(?P<space>\s+)"
    r"|(?P<hangul>[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|[\uac00-\ud7a3][\u11a8-\u11ff]?)"
    r"|(?P<letter>.[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*)",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Traced:
    """A text made from a document's, each of its characters traced back.

    Parameters
    ----------
    text
        What was made.
    starts, ends
        For each of its characters, the span of the document's text that it stands for.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the document's span behind ``text[start:end]``; None where it would cut a character in two."""
        cuts_start = start > 0 and self.starts[start] == self.starts[start - 1]
        cuts_end = end < len(self.text) and self.starts[end] == self.starts[end - 1]
        return None if cuts_start or cuts_end else (self.starts[start], self.ends[end - 1])


def join_traced(text: str, slices: Sequence[tuple[int, int]]) -> Traced:
    """Join a passage's slices: a line feed where the gap between two holds white space, else nothing."""
    rows: list[tuple[str, int, int]] = []
    previous = None
    for start, end in slices:
        if previous is not None and re.search(r"\s", text[previous:start]):
            rows.append(("\n", previous, start))
        rows.extend((text[offset], offset, offset + 1) for offset in range(start, end))
        previous = end
    return _traced(rows)


def fold_traced(joined: Traced) -> tuple[Traced, ...]:
    """Fold a joined passage; into two where a hyphen stands at a line's end, which may belong to the word or not."""
    plain = _traced(_fold_rows(joined, keep_hyphen=False))
    if not any(match["broken"] for match in _TOKEN.finditer(joined.text)):
        return (plain,)
    return (plain, _traced(_fold_rows(joined, keep_hyphen=True)))


def fold(text: str) -> str:
    """Fold a name, to be found in folded text."""
    return fold_traced(join_traced(text, [(0, len(text))]))[0].text


def _fold_rows(joined: Traced, *, keep_hyphen: bool) -> Iterator[tuple[str, int, int]]:
    for match in _TOKEN.finditer(joined.text):
        start, end = joined.starts[match.start()], joined.ends[match.end() - 1]
        for char in _fold_token(match, keep_hyphen=keep_hyphen):
            yield char, start, end


def _fold_token(match: re.Match[str], *, keep_hyphen: bool) -> str:
    token = match[0]
    folded = ""
    if match["broken"]:
        folded = "-" if keep_hyphen else ""
    elif match["space"]:
        folded = "\n" if token.count("\n") > 1 else " "
    elif match["hangul"]:
        folded = unicodedata.normalize("NFC", token)
    elif match["letter"]:
        folded = _bare(_bare(token).casefold()).translate(_SAME)
    return folded


def _bare(text: str) -> str:
    """Take the accents off."""
    return "".join(char for char in unicodedata.normalize("NFD", text) if unicodedata.category(char) != "Mn")


def _traced(rows: Iterator[tuple[str, int, int]] | list[tuple[str, int, int]]) -> Traced:
    chars, starts, ends = [], [], []
    for char, start, end in rows:
        chars.append(char)
        starts.append(start)
        ends.append(end)
    return Traced(text="".join(chars), starts=tuple(starts), ends=tuple(ends))
