"""Bearers: ships, people and teams that bear a place's name, told by what stands beside it.

The frigate Incheon is no city, nor the boat "Masan No. 7", Lt. Robert E. HOLLAND, No Haeju in a bibliography, or Jeju
United.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from koreamap.text.matching import Span

__all__ = ["AFTER", "bears_name", "may_bear"]

_REACH = 60
_BESIDE = 20
_MOST = 30
_FAR = 3000
"""Characters before a name in which something that bears it may have been named in full."""

_QUOTES = frozenset("\"'\u201c\u2018\u00ab\u300a\u3008\u300e\u300c")
_CLOSE = "[\"'\u201d\u2019\u00bb\u300b\u3009\u300f\u300d]"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHIPS = _words(
    """
ferry ferryboat frigate destroyer corvette cruiser carrier gunboat minesweeper minelayer submarine steamer
steamship liner freighter tanker trawler schooner tug tugboat cutter flagship warship sloop troopship battleship
lst lsm pcc ffg ddg pkm pkg hydrofoil catamaran coaster collier motorship
    """
)
_CRAFT = "|".join(
    sorted(
        (*_SHIPS, *_words("boat ship vessel junk yacht barge craft transport launch skiff sampan whaler")), reverse=True
    )
)
_KOREAN_CRAFT = (
    "배|선박|어선|여객선|련락선|연락선|화물선|무역선|상선|기선|유조선|유람선|쾌속선|목선|범선|수송선|카페리|군함|함정|구축함|호위함|초계함|프리깃함"
    "|순양함|항공모함|항모|상륙함|잠수함|경비정|경비함|고속정|순시선|지도선|정보수집함"
)
_QUOTED = re.compile(rf"(?i:\b(?:{_CRAFT})s?\b)[^.\n\"\u201c]{{0,30}}.\Z|(?:{_KOREAN_CRAFT})(?:인|의)?,?\s?.\Z")
_SHIPS_AND = re.compile(
    rf"(?i:\b(?:{'|'.join(sorted(_SHIPS))})s)\s+(?:[A-Z][\w'-]+(?:,\s+and\s+|,\s+|\s+and\s+)){{1,5}}\Z"
)
_NUMBERED = re.compile(rf"(?:\s+No\.?\s*\d+|\s+[IVX]+|\s?\d{{1,3}}\s?호)[.,]?{_CLOSE}")
_NUMBER = re.compile(r"\s+No\.\s*\d+\b|\s?(?:제\s?)?\d{1,3}\s?호(?![가-힣])")
_CLOSED = re.compile(rf"(?:\s+(?:No\.?\s*\d+|[IVX]+|\d+))?[.,]?{_CLOSE}")
_OF_SHIPS = re.compile(
    r"(?:-|\s)(?:[Mm]aru|MARU|[Hh]o)\b(?!\s+Chi)|-class\b|-type\s+(?:frigate|corvette|destroyer|patrol|submarine)"
    r"|\s+class\s+(?:frigate|corvette|destroyer|patrol|submarine|guided|landing)"
    rf"|{_CLOSE}\s?(?:호|함|급|환)(?:은|는|이|가|의|을|를|에|와|과|로|도|선원|선장|승조원)?(?![가-힣])"
)
_PREFIX = re.compile(
    r"\b(?:(?:M|S|F|T)/[VST]|M\.V\.|S\.S\.|R\.O\.K\.S\.|ROKS|RKS|USS|USNS|HMS|HMAS|HMCS|HMNZS|HNLMS|HTMS|BRP|MV|MFV|FV|SS|LST|JDS"
    r"|(?:LST|PCC|FFG|FF|DDG|DD|PKM|PKG|LSM|PC|PF)-\d+)\s+[\"\u201c(]?\Z"
)
_SHIP_BEFORE = re.compile(
    rf"(?i:\b(?:{'|'.join(sorted(_SHIPS))}|roks))\s+[\"\u201c\u2018']?\Z|(?i:\b(?:{_CRAFT}))\s+[\"\u201c\u2018]\Z"
)
_ABOARD = re.compile(
    r"\b(?:(?:crew|captain|skipper|wreck|wreckage|hull|deck|sinking|survivors)\s+of|aboard|on\s+board)\s+the\s+\Z"
)
_STOPS = re.compile(
    r"\s*(?:[.,;:)\"\u201d]|\Z)|\s+(?:was|were|had|has|is|said|and|in|on|off|when|who|which|that|by|as|at|after|before|sank|sailed|left|fired|hit|lay)\b"
)

_ROUTE = re.compile(r"\s?[-\u2010-\u2014]\s?[A-Z]|\s+(?:to|line|route)\b")
_SOMETHING_AFLOAT = re.compile(rf"(?i:\b(?:{_CRAFT})s?\b)|{_KOREAN_CRAFT}")

_INITIAL = re.compile(r"\b([A-Z][a-z]+|[A-Z]\.)\s+[A-Z]\.(?:\s?[A-Z]\.)?\s+\Z")
_NUMBERED_PARTS = _words(
    """
Section Part Annex Chapter Appendix Paragraph Table Figure Article Group Tab Item Title Division Book Volume
Hill War Plan Phase Grade Class Line Zone Company Battery Team Type Point Camp Exhibit Schedule Vitamin
Hepatitis Area Sector Route Washington U. D.
    """
)
_RANK = re.compile(
    r"\b(?:Lt|Lieut|Col|Capt|Cpt|Maj|Gen|Brig|Sgt|Cpl|Pvt|Pfc|PFC|Adm|Cdr|Cmdr|Ens|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Rev|Amb|LTC|LTG|MG|BG|COL|MAJ|CPT|CAPT"
    r"|GEN|RADM|VADM)\.?\s+(?:(?:Jr|Gen|Col|Lt|Com?dr)\.?\s+)?(?:[A-Z][a-z]+|[A-Z]\.)(?:\s+[A-Z]\.)?\s+\Z"
)
_GIVEN = _words(
    """
John James Robert William Charles Thomas Joseph Richard David Henry Edward Paul Walter Harold Arthur Albert Fred
Jack Harry Peter Mary Anne Elizabeth Margaret Susan Michael Anatole Denzel Booker Donald Kenneth Raymond Ralph
Howard Eugene Carl Roger Samuel Daniel Andrew Stephen Philip Louis Roy Earl Dorothy Helen Ruth Alice Jane
Lawrence Leonard Stanley Norman Gerald Douglas Lester Dinah
    """
)
_SURNAMES = _words(
    """
Kim Pak Park Yi Lee Rhee Choi Choe Ch'oe Chung Chong Chŏng Jung Jeong Kang Cho Chu Yun Yoon Chang Jang Lim Rim
Oh Shin Seo Sŏ Kwon Kwŏn Hwang Ahn Ryu Yu Yoo Hong Chon Chŏn Ko Koh Mun Moon Yang Bae Pae Paek Baek Hur Hŏ Nam
Sim Shim Noh Roh Ri Ku Koo Kwak Om Ŏm Pyon Byun Pang Bang Ji Han
    """
)
_ALSO_WORDS = _words("No An So Ha Son Song Sin Im Won Min Chin On Do Ma Na Ro Chi Ki Sang To")
_TITLE_AND_YEAR = re.compile(
    r",\s+[\"\u201c\u2018'\u300c\u300e]?\w[^;\n]{3,90}\(?(?:[^()\n]{2,30},\s+)?\b(?:1[89]|20)\d\d\b"
)
_SURNAME_AFTER = re.compile(rf"\s+(?:{'|'.join(sorted(_SURNAMES - {'Han'}))})\b(?!\s+[A-Z])")

_CLUB = re.compile(
    r"\s+(?:FC|F\.C\.|SC|United|Utd|City\s+FC|Football\s+Club|Citizen|Steelers|Bluewings|Dragons|IPark|I'Park|E-Land|Sangmu|Hyundai|Samsung|SK|HD|Landers"
    r"|Giants|Wings|Phoebus|Mugunghwa)\b"
    r"|\s?(?:FC|유나이티드|하나시티즌|시민축구단|상무(?![가-힣])|스틸러스|아이파크|드래곤즈|블루윙즈)|\s(?:현대|삼성|SK)(?![가-힣])"
)
_THE = frozenset({"the", "The"})
_AFLOAT = frozenset({"city", "island", "port"})
"""The kinds of places whose name a ship may bear that is called "the Ongjin"."""
_SHIPS_BEFORE = frozenset({"and", *_SHIPS, *(f"{ship}s" for ship in _SHIPS)})
AFTER = (_OF_SHIPS, _NUMBER, _CLUB, _SURNAME_AFTER)
"""What follows a name that something bears of which nothing before it may tell."""
_CLUBS = frozenset({"city", "island", "region"})
_PERSONS = frozenset({"city", "island", "state"})


def may_bear(text: str, span: Span, word: str) -> bool:
    """Tell whether what stands before a name may say that something else bears it: soon told, and seldom so.

    Parameters
    ----------
    text, span, word
        As in `bears_name`.
    """
    if not word:
        return text[span.start - 1 : span.start] in _QUOTES or text[span.start - 2 : span.start] == ", "
    if word[0].isupper() or word[0].isdigit() or word in _SHIPS_BEFORE:
        return True
    return word == "the" and span.form.kind in _AFLOAT


def bears_name(text: str, span: Span, word: str) -> bool:
    """Tell whether a ship, a person or a team is meant that bears the place's name.

    Parameters
    ----------
    text
        The document's.
    span
        Of a state, a city, a region, an island or the like.
    word
        The word before it.
    """
    if span.form.acronym or span.grade == "demonym":
        return False
    if _is_ship(text, span, word) or (span.form.kind in _CLUBS and _CLUB.match(text, span.end)):
        return True
    return span.form.kind in _PERSONS and _is_person(text, span, word)


def _is_ship(text: str, span: Span, word: str) -> bool:
    start, end = span.start, span.end
    if _OF_SHIPS.match(text, end):
        return True
    if text[max(0, start - 1) : start] in _QUOTES:
        return _is_quoted_ship(text, span)
    if word in _THE and span.form.kind in _AFLOAT:
        return _STOPS.match(text, end) is not None and (
            _ABOARD.search(text, max(0, start - _REACH), start) is not None or _was_ship(text, start, text[start:end])
        )
    return _is_called_ship(text, span, word) and not _ROUTE.match(text, end)


def _is_called_ship(text: str, span: Span, word: str) -> bool:
    """Tell whether the words before a name say that it is a ship's: its kind, or what stands for the kind."""
    start, kind = span.start, word.lower()
    first = max(0, start - _REACH)
    if kind in _SHIPS or kind.removesuffix("s") in _SHIPS:
        return True
    if (kind == "and" or text[max(0, start - 2) : start] == ", ") and _is_listed(text, first, start):
        return True
    if (word.isupper() or word.isdigit()) and _PREFIX.search(text, first, start):
        return True
    return _NUMBER.match(text, span.end) is not None and _SOMETHING_AFLOAT.search(text, first, start) is not None


def _is_listed(text: str, first: int, start: int) -> bool:
    """Tell whether names of several ships stand before: "the frigates Incheon, Daegu and"."""
    words = text[first:start].lower().split()
    some = any(word[-1] == "s" and word[:-1] in _SHIPS for word in words)
    return some and _SHIPS_AND.search(text, first, start) is not None


def _is_quoted_ship(text: str, span: Span) -> bool:
    if _NUMBERED.match(text, span.end):
        return True
    if not _CLOSED.match(text, span.end):
        return False
    first = max(0, span.start - _REACH)
    return bool(_QUOTED.search(text, first, span.start)) or _was_ship(text, span.start, text[span.start : span.end])


def _was_ship(text: str, start: int, name: str) -> bool:
    """Tell whether a ship of the name was named before: "the ferry "Ongjin" … the Ongjin"."""
    first, at = max(0, start - _FAR), start
    for _ in range(_MOST):
        at = text.rfind(name, first, at)
        if at < 0:
            return False
        if _SHIP_BEFORE.search(text, max(0, at - _BESIDE), at) and not _ROUTE.match(text, at + len(name)):
            return True
    return False


def _is_person(text: str, span: Span, word: str) -> bool:
    exact = text[span.start : span.end]
    if not word or text[span.start - 1] == "\n" or not exact[0].isascii():
        return False
    if "-" in exact and span.form.kind == "city" and _SURNAME_AFTER.match(text, span.end):
        return exact.split("-")[-1].islower()
    if word in _GIVEN:
        return True
    if span.form.kind != "state" and (word in _SURNAMES or word in _ALSO_WORDS):
        return word in _SURNAMES or _TITLE_AND_YEAR.match(text, span.end) is not None
    return word[0].isupper() and _has_first_name(text, span.start, word)


def _has_first_name(text: str, start: int, word: str) -> bool:
    """Tell whether a name and an initial stand before, or a rank and a name."""
    first = max(0, start - _REACH)
    if word[-1] == "." and (found := _INITIAL.search(text, first, start)):
        return found[1] not in _NUMBERED_PARTS
    return _RANK.search(text, first, start) is not None
