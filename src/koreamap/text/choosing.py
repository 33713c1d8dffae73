"""Choose among overlapping spans: the leftmost longest that what stands around them allows.

"China" is no place in "South China Sea", nor "Korean" in a list of languages; Udo is one of the five western islands
only where another of them is named near by, since many islands bear its name.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from koreamap.text.matching import Span

__all__ = ["choose", "keep_longest"]

_REACH = 40
_COMPANY = 400
"""Characters within which one of a group completes another's name."""

_WATERS = r"(?:Sea|Strait|Straits|Bay|Gulf|Channel|Ocean)"
_NAMED_AFTER = re.compile(
    rf"\s+(?:{_WATERS}|SEA|STRAIT|BAY|GULF|Province|PROVINCE|Peninsula|PENINSULA|University|Times|Herald|Post|Daily"
    r"|Airlines|Columbia|Broadcasting|Electric|Bank|Institute|Duck|Heights|[Nn]aengmyeon|State University|state)\b"
)
_TITLES = frozenset({
    "죠지", "조지", "Radio", "FC", "George", "Martha", "Mount", "Mt.", "Fort", "Lake", "General", "Gen.", "USS",
})  # fmt: skip
"""Words before a name that make it a person's, a ship's or a team's."""
_WORD_BEFORE = re.compile(r"([\w.]+)\s+\Z")
_LONGEST = 14
_ACTORS = re.compile(
    r"은|이|의|과|간|쌍방|\s?(?:간|쌍방|정상|당국|관계|군사|교류|협력|공동|합의|대화|경협|대결|통일|철도|기본|장성급|고위급|사이|모두|국방|최고위급)"
    r"|\s?(?:회담|선언)"
)
_CHARACTER = re.compile(r"\s?(?:있|없|넘치|적|강한|이\s|을\s|\(pers)")
_AT_BASE = re.compile(
    r"\b(?:airmen|wings?|squadrons?|fighters?|sorties?|runways?|[Aa]ir [Bb]ases?|aircraft|F-\d+\w?s?)\b"
    r"|전투기|비행단|활주로|공군"
)
_CITY = re.compile(r"\s?(?:[Cc]ity\b|시)")
_CASE = re.compile(r"\s?(?:/|v\.?\s)\s?\w")
_COURT = re.compile(r"\bCourt\b|\bICJ\b|\b[Cc]ase\b|재판소|사건")
_DOES = re.compile(r"는|고|며|지만|라고|든|도록|었|기")
"""What follows 해주 where it is the verb: to do for somebody."""
_PROVINCE = re.compile(r"\b[Pp]rovinces?\b|Kyonggi|Gyeonggi")
_JEJU = re.compile(r"제주|Jeju|Cheju")

_OF = frozenset({"of", "OF"})
_SEA_OF = re.compile(rf"(?:{_WATERS}|SEA|STRAIT|BAY|GULF|sea|strait|bay|gulf|University|Bank|Voice)\s+(?:of|OF)\s+\Z")
_LANGUAGES = re.compile(r"\b(?:[Ll]anguages?|English|translat\w+|texts?\s+in)\b[^.;:\n]{0,30}\Z")
_LANGUAGES_AFTER = re.compile(
    r"(?:,?\s+(?:and|or)\s+|,\s+)(?:[A-Z]\w+,?\s+(?:and|or)\s+)?English\b|[\s-]+(?:language|text|version)s?\b"
)
_SOUTHERN_LIMIT = re.compile(r"남방\s?한계선|Southern Limit Line|\bSLL\b|생물|식물|동물|서식|분포|자생|북한계선의\s?종")
_AT_SEA = re.compile(r"서해|동해|해상|NLL|섬|\d\s?도|백령|연평|대청|함정|어선|영해|해군|바다")
_PEOPLES = frozenset({"state", "city", "region"})


def choose(text: str, spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep of overlapping spans the leftmost longest that means a place, and none that overlaps a `taken` one.

    Parameters
    ----------
    text
        The document's.
    spans
        As `Matcher.find` returns them.
    taken
        Spans that stand as they are.
    """
    fixed = list(taken)
    kept: list[Span] = []
    end = 0
    for span in sorted(spans, key=_order):
        if span.start >= end and _is_free(span, fixed) and _is_meant(text, span):
            kept.append(span)
            end = span.end
    return _drop_lonely(sorted([*fixed, *kept], key=_order) if fixed else kept)


def keep_longest(spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep the leftmost longest of overlapping spans, and none that overlaps a `taken` one, whatever stands around."""
    return choose("", spans, taken)


def _order(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _is_free(span: Span, fixed: Sequence[Span]) -> bool:
    return not fixed or all(span.end <= other.start or other.end <= span.start for other in fixed)


def _is_meant(text: str, span: Span) -> bool:
    """Tell whether a form names its place there, and not something that is named after it."""
    form = span.form
    if not text or form.made_by == "curated" or not form.place_ids:
        return True
    if guard := _GUARDS.get(form.text):
        return guard(text, span)
    if form.kind in _PEOPLES:
        return _is_place(text, span)
    return "u-do" not in form.place_ids or not _JEJU.search(text, max(0, span.start - _REACH), span.end + _REACH)


def _is_place(text: str, span: Span) -> bool:
    """Tell whether a state, city or region is meant: no sea, newspaper or language of its name."""
    word = _WORD_BEFORE.search(text, max(0, span.start - _LONGEST), span.start)
    if span.form.text == "Peninsula":
        return not (word and word[1][0].isupper())
    if _NAMED_AFTER.match(text, span.end) or (word and word[1] in _TITLES):
        return False
    if word and word[1] in _OF and _SEA_OF.search(text, max(0, span.start - _REACH), span.start):
        return False
    if span.form.text == "개성":
        return not _CHARACTER.match(text, span.end)
    if _CASE.match(text, span.end) and _COURT.search(text, max(0, span.start - _REACH), span.end + 2 * _REACH):
        return False  # the name of a case at law
    return span.grade != "demonym" or not _is_language(text, span)


def _is_language(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_LANGUAGES.search(before) or _LANGUAGES_AFTER.match(text, span.end))


def _acts(text: str, span: Span) -> bool:
    return bool(_ACTORS.match(text[span.end : span.end + _REACH]))


def _is_at_sea(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 3 * _REACH) : span.end + 3 * _REACH]
    return not _SOUTHERN_LIMIT.search(around) or bool(_AT_SEA.search(around))


def _is_base(text: str, span: Span) -> bool:
    return not _CITY.match(text, span.end) and bool(
        _AT_BASE.search(text, max(0, span.start - 2 * _REACH), span.end + 2 * _REACH)
    )


def _is_town(text: str, span: Span) -> bool:
    return not _DOES.match(text, span.end)


def _is_province(text: str, span: Span) -> bool:
    return bool(_PROVINCE.search(text, max(0, span.start - 2 * _REACH), span.end + 2 * _REACH))


_GUARDS: dict[str, Callable[[str, Span], bool]] = {
    "남북": _acts, "북남": _acts, "북방한계선": _is_at_sea, "해주": _is_town, "Hwanghae": _is_province,
    "Osan": _is_base, "오산": _is_base,
}  # fmt: skip
"""Forms that name their place only in some company: the two Koreas where they act, and no direction; the line at sea,
and not the northern edge of the zone; a town, and no verb; a province, where
that word stands near by; a base by its town, among aircraft."""


def _drop_lonely(spans: Sequence[Span]) -> list[Span]:
    """Drop the names that need another place near by, and have none."""
    if not any(span.form.company for span in spans):
        return list(spans)
    starts = [span.start for span in spans]
    return [span for span in spans if not span.form.company or _has_company(span, spans, starts)]


def _has_company(span: Span, spans: Sequence[Span], starts: Sequence[int]) -> bool:
    first = bisect_left(starts, span.start - _COMPANY)
    last = bisect_left(starts, span.end + _COMPANY)
    return any(
        other is not span and not span.form.company.isdisjoint(other.form.place_ids) for other in spans[first:last]
    )
