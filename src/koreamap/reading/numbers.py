"""Numbers as print sets them before a heading or paragraph: ``ARTICLE I``, ``13.``, ``(b)``, ``제3조``, ``가.``."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

__all__ = ["HEADS", "Number", "NumberKind", "find_number", "heads", "stands_alone", "to_roman"]

NumberKind = Literal[
    "part", "chapter", "section", "article", "annex", "편", "장", "절", "관", "조", "항",
    "decimal", "roman", "arabic", "upper", "ga", "lower", "half", "paren", "paren-lower", "paren-ga", "circled",
]  # fmt: skip
"""What follows whom in one document is learnt from that document; a kind only says which numbers count together."""

HEADS: frozenset[str] = frozenset({"part", "chapter", "section", "article", "annex", "편", "장", "절", "관", "조"})
"""Kinds that head what follows, whatever stands behind them."""

_ROMAN = r"[IVXLC]{1,7}"
_GA = "가나다라마바사아자차카타파하"
_PATTERNS: tuple[tuple[NumberKind, re.Pattern[str]], ...] = (
    ("part", re.compile(rf"(?:PART|Part)\s+({_ROMAN}|\d{{1,3}}|[A-Z])\b[.:]?")),
    ("chapter", re.compile(rf"(?:CHAPTER|Chapter)\s+({_ROMAN}|\d{{1,3}})\b[.:]?")),
    ("section", re.compile(rf"(?:SECTION|Section|Sec\.)\s+({_ROMAN}|\d{{1,3}}|[A-Z])\b[.:]?")),
    ("article", re.compile(rf"(?:ARTICLE|Article|Art\.)\s+({_ROMAN}|\d{{1,3}})\b[.:]?")),
    ("annex", re.compile(rf"(?:ANNEX|Annex|APPENDIX|Appendix)(?:\s+({_ROMAN}|\d{{1,3}}|[A-Z]))?(?=[.:]|\s*$)[.:]?")),
    *(
        (kind, re.compile(rf"제\s?(\d{{1,4}}|[일이삼사오육칠팔구십]{{1,3}})\s?{kind}(?:의\s?\d{{1,2}})?(?![가-힣])"))
        for kind in ("편", "장", "절", "관", "조", "항")
    ),
    ("decimal", re.compile(r"(\d{1,3}(?:\.\d{1,3}){1,4})\.?(?=\s)(?!\s*(?:%|km|nm|m\b|per cent|million|억|만))")),
    ("roman", re.compile(r"([IVX]{1,6})[.)](?=\s|$)")),
    ("arabic", re.compile(r"(\d{1,3})\.(?=\s|$)")),
    ("half", re.compile(r"(\d{1,3})\)(?=\s|$)")),
    ("upper", re.compile(r"([A-Z])[.)](?=\s|$)")),
    ("ga", re.compile(rf"([{_GA}])[.)](?=\s|$)")),
    ("lower", re.compile(r"([a-z])[.)](?=\s|$)")),
    ("paren", re.compile(r"\((\d{1,3})\)(?=\s|$)")),
    ("paren-lower", re.compile(r"\(([a-z]{1,4})\)(?=\s|$)")),
    ("paren-ga", re.compile(rf"\(([{_GA}])\)(?=\s|$)")),
    ("circled", re.compile("([\u2460-\u2473])")),
)
_GOES_ON = re.compile(r"(?:및|와|과|또는|내지|부터|그리고|and|or)(?![A-Za-z가-힣])|제\s?\d")
_LONGEST_HEAD = 120
_ENDS = (".", "?", "!", ";", ",", ":", "。", "다.")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


class Number(NamedTuple):
    """A printed number at the beginning of a text.

    ``text`` is the number alone (``13``, ``b``), ``end`` where it ends; ``value`` counts, 0 where that is not known.
    """

    kind: NumberKind
    text: str
    end: int
    printed: str
    value: int = 0


def find_number(text: str) -> Number | None:
    """Return the number with which a text begins, if any."""
    for kind, pattern in _PATTERNS:
        if found := pattern.match(text):
            number = found[1] or ""
            return Number(kind, number, found.end(), found[0].rstrip(".:"), _evaluate(number))
    return None


def heads(number: Number, text: str) -> bool:
    """Tell ``Article 3. The Parties …`` from "Article 3 of the Agreement" that opens a line or sentence."""
    rest = text[number.end :].lstrip()
    return not (rest[:1] in {",", ";", ")"} or rest[:1].islower() or _GOES_ON.match(rest))


def stands_alone(line: str) -> bool:
    """Tell whether a line is a heading by its number: ``ARTICLE II``, ``제1장 총칙``, short and no sentence."""
    line = line.strip()
    if len(line) > _LONGEST_HEAD:
        return False
    number = find_number(line)
    if number is None or number.kind not in HEADS:
        return False
    rest = line[number.end :].strip()
    return not rest or (heads(number, line) and not rest.endswith(_ENDS))


def to_roman(value: int) -> str:
    """Write a number of 1 or more in Roman numerals, capitals."""
    steps = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    parts = []
    for step, letters in steps:
        count, value = divmod(value, step)
        parts.append(letters * count)
    return "".join(parts)


def _evaluate(number: str) -> int:
    if number.isascii() and number.isdigit():
        return int(number)
    if len(number) == 1 and number in _LETTERS:
        return _LETTERS.index(number) + 1
    if len(number) == 1 and number in _GA:
        return _GA.index(number) + 1
    if number and set(number) <= set(_VALUES):
        values = [_VALUES[letter] for letter in number]
        later = [*values[1:], 0]
        return sum(-value if value < following else value for value, following in zip(values, later, strict=True))
    return 0
