"""Choose among overlapping spans: the leftmost longest that what stands around them allows.

"China" is no place in "South China Sea", nor "Korean" in a list of languages; Udo is one of the five western islands
only where another of them is named near by, since many islands bear its name.
"""

from __future__ import annotations

import re
from operator import itemgetter
from typing import TYPE_CHECKING

from koreamap.text.bearers import AFTER, bears_name, may_bear
from koreamap.text.company import drop_lonely, narrow

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from koreamap.text.matching import Span

__all__ = ["choose", "keep_longest"]

_REACH = 40

_WATERS = r"(?:Sea|Strait|Straits|Bay|Gulf|Channel|Ocean)"
_NAMED_AFTER = re.compile(
    rf"\s+(?:{_WATERS}|SEA|STRAIT|BAY|GULF|Province|PROVINCE|Peninsula|PENINSULA|University|Times|Herald|Post|Daily"
    r"|Airlines|Columbia|Broadcasting|Electric|Bank|Institute|Duck|Heights|[Nn]aengmyeon|State University|state"
    r"|National\s+University|College|Seminary|Academy|Hospital|Cathedral|Hotel|Street|Avenue|Boulevard|Stadium"
    r"|Foundation|Society|Association|Corporation|Company|Tribune|Gazette|Monitor|Journal|Review|Quarterly|Studies"
    r"|Press|Heavy\s+Industries|Iron\s+(?:and|&)\s+Steel|Shipbuilding|Insurance|Securities|Motors|Shipping|Telecom|Convention|Conventions|Carver|Irving)\b"
)
_CALLED_AFTER = re.compile(
    r"\s+(?:[Nn]aengmyon|cold\s+noodles?|[Bb]ibimbap|[Dd]akgalbi|[Gg]albi|Ilbo|[Ss]h?inmun)\b"
    r"|\s?(?:냉면|비빔밥|닭갈비|갈비|어묵|밀면|부대찌개|막국수|순대|국밥|온반|한정식|일보)"
)
"""A dish or a newspaper that bears a city's name."""
_TEAM = re.compile(
    r"\s+(?:team|squad|eleven)\b"
    r"|(?:['\u2019]s)?\s+(?:(?:national|women['\u2019]s|men['\u2019]s|football|soccer|baseball|basketball|volleyball|hockey|Olympic"
    r"|table\s+tennis|youth|under-\d+)\s+){1,3}(?:team|squad|side|coach|player)s?\b"
    r"|\s?(?:(?:여자|남자|축구|야구|농구|배구|핸드볼|탁구|올림픽|아이스하키|국가)\s?){0,3}(?:대표팀|선수단|축구팀)"
)
_PLAYED = frozenset({
    "play", "plays", "played", "playing", "beat", "beats", "beating", "defeated", "eliminated", "versus", "vs.", "vs",
    "to", "with", "over", "against",
})  # fmt: skip
_BEATEN = re.compile(
    r"\b(?:play\w*|beat|beats|beating|defeated|eliminated|versus|vs\.?"
    r"|(?:lost|losing|lose|drew|draw|win|won|victory|match|game)\s+(?:to|with|over|against))\s+\Z"
)
"""What stands between two teams: its last words, and all of it."""
_SPORT = re.compile(
    r"\b(?:World\s+Cup|football|soccer|semi-?finals?|quarter-?finals?|goals?|third\s+place|Olympics?|Asian\s+Games|medals?|baseball|tournament"
    r"|championships?)\b"
)
_TOLD = re.compile(
    r"\b(?:TELLS?|TOLD|GIVES?|GIVEN|GAVE|GIVING|ASK(?:S|ED|ING)?|LETS?|INFORM(?:S|ED)?|ADVISED?|SHOW(?:ED|N)?|HANDED|URGED?|ASSURED?|PERMITS?"
    r"|ENABLES?|ALLOWS?|HELPS?|REMIND(?:ED)?|WARN(?:ED)?|SENT|BROUGHT|MET|JOINED|(?:BOTH|ALL|MOST|SOME|TWO|NONE|ONE)\s+OF)\s+\Z"
)
_OURS = re.compile(
    r"\s+(?:GOVERNMENT|GOVT|POSITION|FORCES?|SIDE|EMBASSY|AMBASSADOR|NAVY|NAVAL|AIR|ARMY|MARINES?|MILITARY|AIRCRAFT|SHIPS?|VESSELS?|POLICY|VIEWS?"
    r"|DELEGATION|TROOPS|INTERESTS?|OFFICERS?|EIGHTH|SENATE|CONGRESS|PRESIDENT|STATE|OFFICIALS?|CITIZENS?|MISSION|COMMANDER|SUPPORT|AID)\b"
)
"""In a text of capitals: us, who were told something; and what is of the US."""
_CONTINENTS = frozenset({"North", "South", "Latin", "Central"})
_TITLES = frozenset({
    "죠지", "조지", "Radio", "FC", "George", "Martha", "Mount", "Mt.", "Fort", "Lake", "General", "Gen.", "Mr.", "Mrs.",
    "Ms.", "Miss", "Dr.", "Capt.", "Col.", "Lt.", "Maj.", "Sgt.", "Cpl.", "Pvt.", "Adm.", "Cdr.", "Prof.", "Sen.",
    "USS", "U.S.S.", "USNS", "USAT", "HMS", "H.M.S.", "HMAS", "HMNZS", "HMCS", "ROKS", "SS", "S.S.", "MV",
})  # fmt: skip
"""Words before a name that make it a person's, a ship's or a team's."""
_WORD_BEFORE = re.compile(r"[\w.]+\Z")
_LONGEST = 14
_CASE = re.compile(r"\s?(?:/|v\.?\s)\s?\w")
_COURT = re.compile(r"\bCourt\b|\bICJ\b|\b[Cc]ase\b|재판소|사건")
_JEJU = re.compile(r"제주|Jeju|Cheju")

_OF = frozenset({"of", "OF"})
_SEA_OF = re.compile(rf"(?:{_WATERS}|SEA|STRAIT|BAY|GULF|sea|strait|bay|gulf|University|Bank|Voice)\s+(?:of|OF)\s+\Z")
_LANGUAGES = re.compile(r"\b(?:[Ll]anguages?|English|translat\w+|texts?\s+in)\b[^.;:\n]{0,30}\Z")
_LANGUAGES_AFTER = re.compile(
    r"(?:,?\s+(?:and|or)\s+|,\s+)(?:[A-Z]\w+,?\s+(?:and|or)\s+)?English\b|[\s-]+(?:language|text|version)s?\b"
)
_SOUTHERN_LIMIT = re.compile(r"남방\s?한계선|Southern Limit Line|\bSLL\b|생물|식물|동물|서식|분포|자생|북한계선의\s?종")
_AT_SEA = re.compile(r"서해|동해|해상|NLL|섬|\d\s?도|백령|연평|대청|함정|어선|영해|해군|바다")
_PEOPLES = frozenset({"state", "city", "region", "island", "port"})

_ANY_BEFORE = _TITLES | _OF | _PLAYED
_ANY_AFTER = re.compile(
    "|".join(f"(?:{pattern.pattern})" for pattern in (*AFTER, _NAMED_AFTER, _TEAM, _CALLED_AFTER, _CASE))
)
"""The words before a name, and what follows it, that are asked about what else may bear it."""
_PLAIN = frozenset(".,;:)")
_PLAIN_WORDS = frozenset({
    "a", "an", "and", "are", "as", "at", "be", "but", "by", "can", "could", "did", "for", "from", "had", "has", "have",
    "if", "in", "into", "is", "it", "may", "must", "no", "not", "of", "on", "or", "should", "so", "than", "that", "the",
    "their", "they", "to", "was", "were", "when", "where", "which", "who", "will", "with", "would",
})  # fmt: skip
"""What follows a name most often, and begins nothing of that."""


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
    for span in _sort(spans):
        if span.start >= end and (not fixed or _is_free(span, fixed)) and _is_meant(text, span):
            kept.append(_leave_tail(span) if span.form.tail else span)
            end = kept[-1].end
    return narrow(drop_lonely(_sort([*fixed, *kept]) if fixed else kept))


def keep_longest(spans: Iterable[Span], taken: Iterable[Span] = ()) -> list[Span]:
    """Keep the leftmost longest of overlapping spans, and none that overlaps a `taken` one, whatever stands around."""
    return choose("", spans, taken)


def _sort(spans: Iterable[Span]) -> list[Span]:
    """Sort by start, the longest first."""
    return sorted(sorted(spans, key=itemgetter(1), reverse=True), key=itemgetter(0))


def _leave_tail(span: Span) -> Span:
    """Leave out the particle by which a name is known."""
    return span._replace(end=span.end - span.form.tail)


def _is_free(span: Span, fixed: Sequence[Span]) -> bool:
    return all(span.end <= other.start or other.end <= span.start for other in fixed)


def _is_meant(text: str, span: Span) -> bool:
    """Tell whether a form names its place there, and not something that is named after it."""
    form = span.form
    if not text or form.made_by == "curated" or not form.place_ids:
        return True
    if form.guard and not form.guard.allows(text, span.start, span.end):
        return False
    if form.tail and span.end - span.start != len(form.text):
        return False  # decomposed: nobody knows how long the particle is there
    if guard := _GUARDS.get(form.text):
        return guard(text, span)
    if form.kind in _PEOPLES and not _is_place(text, span):
        return False
    return "u-do" not in form.place_ids or not _JEJU.search(text, max(0, span.start - _REACH), span.end + _REACH)


def _is_place(text: str, span: Span) -> bool:
    """Tell whether a state, city or region is meant: no sea, newspaper, team or language of its name."""
    word = _find_word_before(text, span.start)
    if span.form.text == "Peninsula":
        return not word[:1].isupper()
    if not _reads_on(text, span, word) and (_is_namesake(text, span, word) or _is_case(text, span)):
        return False
    return span.grade != "demonym" or not _is_language(text, span)


def _reads_on(text: str, span: Span, word: str) -> bool:
    """Tell whether nothing beside a name can say that another bears it; so it is of most, and the rest is not asked."""
    if word in _ANY_BEFORE or may_bear(text, span, word):
        return False
    follows = text[span.end : span.end + _LONGEST]
    if follows[:1] in _PLAIN or (follows[:1] == " " and follows[1:].partition(" ")[0] in _PLAIN_WORDS):
        return True
    return not _ANY_AFTER.match(text, span.end)


def _is_case(text: str, span: Span) -> bool:
    """Tell whether a name is a party's in the name of a case at law."""
    around = max(0, span.start - _REACH), span.end + 2 * _REACH
    return _CASE.match(text, span.end) is not None and _COURT.search(text, *around) is not None


def _is_namesake(text: str, span: Span, word: str) -> bool:
    """Tell whether something is meant that bears the name, by the word before it and by what follows."""
    if bears_name(text, span, word):
        return True
    if word in _TITLES or _NAMED_AFTER.match(text, span.end) or _TEAM.match(text, span.end):
        return True
    if word in _OF and _SEA_OF.search(text, max(0, span.start - _REACH), span.start):
        return True
    if word in _PLAYED and _is_beaten(text, span):
        return True
    if span.form.kind == "city":
        return bool(_CALLED_AFTER.match(text, span.end))
    return word in _CONTINENTS and span.form.text.startswith("American")


def _is_beaten(text: str, span: Span) -> bool:
    begin = max(0, span.start - _REACH)
    return bool(_BEATEN.search(text, begin, span.start) and _SPORT.search(text, begin, span.end + 2 * _REACH))


def _is_united_states(text: str, span: Span) -> bool:
    is_shouted = _find_word_before(text, span.start).isupper()
    told = is_shouted and _TOLD.search(text, max(0, span.start - _REACH), span.start)
    return not (told and not _OURS.match(text, span.end)) and _is_place(text, span)


def _find_word_before(text: str, end: int) -> str:
    """Return the word before an offset and the space between, or nothing."""
    first = max(0, end - _LONGEST)
    if text[end - 1 : end] == " " and (space := text.rfind(" ", first, end - 1)) >= 0:
        word = text[space + 1 : end - 1]
        if word.isalpha():
            return word
    if not text[end - 1 : end].isspace():
        return ""
    word = (text[first:end].rsplit(None, 1) or [""])[-1]
    if word.isalpha():
        return word
    found = _WORD_BEFORE.search(word)
    return found[0] if found else ""


def _is_language(text: str, span: Span) -> bool:
    before = text[max(0, span.start - _REACH) : span.start]
    return bool(_LANGUAGES.search(before) or _LANGUAGES_AFTER.match(text, span.end))


def _is_at_sea(text: str, span: Span) -> bool:
    around = text[max(0, span.start - 3 * _REACH) : span.end + 3 * _REACH]
    return not _SOUTHERN_LIMIT.search(around) or bool(_AT_SEA.search(around))


_GUARDS: dict[str, Callable[[str, Span], bool]] = {"북방한계선": _is_at_sea, "US": _is_united_states}
"""The line at sea, and not the northern edge of the zone; a state, and not us. Other guards are in ``forms.toml``."""
