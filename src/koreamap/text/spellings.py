"""Spellings: every form by which the gazetteer's places are looked for, listed or made by rule.

From a Korean name its romanisations, with and without marks, apostrophes and hyphens, with the first letter of the
other system, and its kind as a suffix or a word of its own ("Paengnyong-do", "Baengnyeong Island"); from a name of
several words in Hangul the ways to space it; from a long word the ways in which a scanner cuts it. A spelling that is
an everyday word, or another place's, is not made.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from koreamap.lasting import lasting
from koreamap.model.values import MONTHS
from koreamap.text.curation import read_days, read_spellings
from koreamap.text.folding import fold
from koreamap.text.forms import FAR, NEAR, Form, Grade
from koreamap.text.guards import Guard, expand, read_guard
from koreamap.text.romanization import romanize

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from koreamap.model import Place

__all__ = ["forms_of_places", "make_spellings", "spell"]

_DAY = re.compile(r"(?P<year>\d{4})-(?P<month>\d\d)(?:-(?P<day>\d\d))?")

_HANGUL = re.compile(r"[가-힣]+")
_KOREAN = re.compile(r"[가-힣0-9·]+(?: [가-힣0-9·]+)*")
_LONG_FORM = 9
_HANJA = re.compile(r"[\u4e00-\u9fff]{2,4}")
_HANJA_PEOPLE = "軍人兵側"
_HANJA_OF_STATES = (
    *_HANJA_PEOPLE, "旅團", "大隊", "聯隊", "師團", "部隊", "海軍", "空軍", "政府", "當局", "代表", "大使館",
)  # fmt: skip
_HANJA_OF_PAIRS = ("會談", "關係", "協定", "條約", "交涉", "頂上", "同盟", "兩國", "間")
_HANJA_OF_TOWNS = (
    *"市邑港驛內廳民府側灣郡面行", "附近", "近海", "沿岸", "一帶", "方面", "地區", "地方", "上空", "以南", "以北",
    "等地", "會談", "警備府", "駐屯", "住民", "漁民", "海上", "水域", "海域", "周邊", "埠頭", "出身",
)  # fmt: skip
_HANJA_HEADS = {
    "state": _HANJA_OF_STATES,
    "group": (*_HANJA_OF_PAIRS, "雙方", "對話", "交流", "當局", "赤十字"),
    **dict.fromkeys(("city", "port", "island", "region", "site", "water", "river"), _HANJA_OF_TOWNS),
}
_ROMANISED = frozenset({"revised-romanization", "mccune-reischauer"})
_JOINTS = re.compile(
    r"(?<=.)(?=군사분계선|북방한계선|해상|공업지구|공군기지|관광지구|경비구역|중립수역|\d도|상륙작전|교전$|해전$|공단$|하구)|(?<=원산)(?=선)"
    r"|(?<=해상)(?=.)|(?<=\d)(?=도)|(?<=북방)(?=한계선)|(?<=군사)(?=분계선)|(?<=비무장)(?=지대)|(?<=경비)(?=구역)| "
)
_MOST_JOINTS = 4
_PAIR_LENGTH = 2
_MOST_MIXED = 3

_WORDS = frozenset({"moro", "u"})
"""Bare names that mean something else: a people of the Philippines, a letter."""

_ENDINGS: dict[tuple[str, str], tuple[str, ...]] = {
    ("island", "도"): ("{}do", "{}-do", "{}-to", "{} do", "{} Island", "{}do Island", "{}-do Island", "{}"),
    ("river", "강"): ("{}gang", "{}-gang", "{}kang", "{}-kang", "{} River", "{}"),
    ("site", "산"): ("{}san", "{}-san", "Mount {}", "Mt. {}", "Mt {}", "{} Mountain"),
    ("corridor", "선"): ("{}seon", "{}-seon", "{}sŏn", "{} Line", "{} Railway", "{} Railroad"),
    ("port", "항"): ("{} Port", "Port of {}", "{} Harbor"),
    ("region", "남도"): ("South {}", "South {} Province", "{}namdo", "{}-namdo", "{} Namdo", "{}nam-do", "{}-nam-do"),
    ("region", "북도"): (
        "North {}",
        "North {} Province",
        "{}bukdo",
        "{}-bukdo",
        "{}pukto",
        "{}-pukto",
        "{} Pukto",
        "{}buk-do",
        "{}-buk-do",
        "{}buk-to",
        "{}-bukto",
        "{}puk-to",
    ),
    ("region", "도"): ("{}do", "{}-do", "{} do", "{} Province"),
    ("base", "공군기지"): ("{} Air Base", "{} AB", "{} Airbase", "{} Airfield"),
}
"""By kind and Korean ending, what a text may write in its place."""

_KOREAN_ENDINGS = {"공군기지": ("비행장", " 공군기지", " 비행장", "기지", " 기지")}
_WIDE = frozenset({"state", "region"})
_BARE = frozenset({"city", "site"})
_NOT_SPLIT = frozenset({"hangul", "hanja", "acronym", "demonym"})
_LONG_WORD = re.compile(r"(?:[^\W\d_]['\u2019]?){8,}")
_SWAPS = {"g": "k", "k": "g", "d": "t", "t": "d", "b": "p", "p": "b", "j": "ch", "ch": "j"}
_SWAP = re.compile(r"ch(?!')|[gkdtbpj](?!')(?![hkgtdbp])")


def forms_of_places(places: Mapping[str, Place]) -> tuple[Form, ...]:
    """Return every form that mentions are looked for by: listed names, made ones, and the dates of the events."""
    return _find_forms(tuple(sorted(places.items())))


@lru_cache(maxsize=4)
@lasting()
def _find_forms(items: tuple[tuple[str, Place], ...]) -> tuple[Form, ...]:
    places = dict(items)
    listed = list(_list_forms(places))
    guarded = {(form.text, form.place_ids) for form in listed if form.guard}
    names = (form for _id, place in sorted(places.items()) for form in _list_names(place, places))
    listed = [*(form for form in names if (form.text, form.place_ids) not in guarded), *listed]
    taken = {fold(form.text): form.place_ids for form in listed}
    never = {fold(name.text) for place in places.values() for name in place.names if name.match == "never"}
    made: dict[str, list[Form]] = {}
    further = {key: form for name in listed for form in _go_on(name) if (key := fold(form.text)) not in taken}
    for _id, place in sorted(places.items()):
        for form in make_spellings(place):
            key = fold(form.text)
            if key not in taken and key not in never and key not in _WORDS:
                made.setdefault(key, []).append(form)
    clear = (forms[0] for forms in made.values() if len({form.place_ids for form in forms}) == 1)
    return (*listed, *clear, *further.values(), *_forms_of_dates(places))


def make_spellings(place: Place) -> Iterator[Form]:
    """Yield the spellings of a place that follow from its Korean names; some of them may be listed too."""
    korean = [name for name in place.names if name.system == "hangul" and name.match == "always"]
    romanised = any(name.system in _ROMANISED for name in place.names)
    texts: dict[str, None] = {}
    for name in korean:
        texts |= dict.fromkeys(_space(name.text))
        texts |= dict.fromkeys(_set_apart(name.text, place.kind))
        texts |= dict.fromkeys(_end_otherwise(name.text))
        if romanised:
            texts |= dict.fromkeys(_romanise(name.text, place.kind))
    for name in place.names:
        if name.system not in _NOT_SPLIT and place.kind not in _WIDE and name.match == "always":
            texts |= dict.fromkeys(_split(name.text))
    for text in texts:
        yield Form(text=text, place_ids=(place.id,), grade="variant", kind=place.kind, spelled=True)


def _list_names(place: Place, places: Mapping[str, Place]) -> Iterator[Form]:
    for name in place.names:
        if name.match != "never":
            yield Form(
                text=name.text,
                place_ids=(place.id,),
                lower=name.lower,
                acronym=name.system == "acronym" or (name.text.isupper() and name.text.isalpha()),
                grade="demonym" if name.system == "demonym" else "exact",
                kind=place.kind,
                marked=name.match == "marks",
                company=_find_company(place.id, places) if name.match == "company" else frozenset(),
            )


def _list_forms(places: Mapping[str, Place]) -> Iterator[Form]:
    for entry in read_spellings():
        if all(id_ in places for id_ in entry.places):
            place = places[entry.places[0]]
            company = _find_company(place.id, places) if entry.near else frozenset(entry.beside)
            narrow = tuple((id_, frozenset(beside)) for id_, beside in sorted(entry.narrow.items()))
            guard = read_guard(entry)
            texts = itertools.chain.from_iterable(expand(form, place) for form in entry.forms)
            for text in dict.fromkeys(itertools.chain.from_iterable(map(_close_up, texts))):
                yield Form(
                    text=text,
                    place_ids=entry.places,
                    lower=entry.lower,
                    acronym=text.isupper() and text.isalpha(),
                    grade=entry.grade,
                    kind=place.kind,
                    company=company,
                    reach=FAR if entry.beside else NEAR,
                    narrow=narrow,
                    guard=guard,
                    tail=entry.tail,
                )


def _close_up(text: str) -> Iterator[str]:
    """Yield a form, and a Korean one of many syllables with each of its spaces left out, as some write it."""
    yield text
    parts = text.split(" ")
    if 1 < len(parts) <= _MOST_JOINTS + 1 and len(text) >= _LONG_FORM and _KOREAN.fullmatch(text):
        for gaps in itertools.product(("", " "), repeat=len(parts) - 1):
            yield "".join(itertools.chain.from_iterable(zip(parts, (*gaps, ""), strict=True)))


def _go_on(form: Form) -> Iterator[Form]:
    """Yield a name in Hanja with each noun that may follow it in one word: "土耳其旅團", a Turkish brigade."""
    if _HANJA.fullmatch(form.text) and not form.tail:
        heads = _HANJA_HEADS.get(form.kind, ()) if len(form.place_ids) == 1 else _HANJA_OF_PAIRS
        for head in heads:
            grade: Grade = "demonym" if form.kind == "state" and head[0] in _HANJA_PEOPLE else "variant"
            yield replace(form, text=form.text + head, tail=len(head), grade=grade)


def _find_company(place_id: str, places: Mapping[str, Place]) -> frozenset[str]:
    """Return the groups of a place and their other members; for one without a group all that is no state."""
    groups = [group for group in places.values() if place_id in group.members]
    company = {id_ for group in groups for id_ in (group.id, *group.members)}
    company = company or {place.id for place in places.values() if place.kind not in _WIDE}
    return frozenset(company - {place_id})


def _space(text: str) -> Iterator[str]:
    """Yield the ways to write a Korean name with and without spaces at its joints."""
    parts = [part for part in _JOINTS.split(text) if part]
    if 1 < len(parts) <= _MOST_JOINTS + 1:
        for gaps in itertools.product(("", " "), repeat=len(parts) - 1):
            yield "".join(itertools.chain.from_iterable(zip(parts, (*gaps, ""), strict=True)))


def _set_apart(text: str, kind: str) -> Iterator[str]:
    """Yield an island's romanisations with its first syllable apart, where that says which of two it is."""
    base = text.removesuffix("도")
    if kind == "island" and base != text and base[0] in "대소" and len(base) > _PAIR_LENGTH:
        for first, rest in itertools.product(spell(base[0]), set(spell(base[1:]))):
            for pattern in _ENDINGS["island", "도"]:
                yield from (pattern.format(f"{first}{joint}{rest}") for joint in ("-", " "))


def _split(text: str) -> Iterator[str]:
    """Yield a name with a space in one of its long words, as scanners put them: "P'anmunj om"."""
    for word in _LONG_WORD.finditer(text):
        for index in range(word.start() + 2, word.end() - 1):
            yield f"{text[:index]} {text[index:]}"


def _end_otherwise(text: str) -> Iterator[str]:
    for ending, others in _KOREAN_ENDINGS.items():
        if text.endswith(ending):
            yield from (text.removesuffix(ending) + other for other in others)


def _romanise(text: str, kind: str) -> Iterator[str]:
    if not _HANGUL.fullmatch(text):
        return
    for (of_kind, ending), patterns in _ENDINGS.items():
        if kind == of_kind and text.endswith(ending) and text != ending:
            for base in spell(text.removesuffix(ending)):
                yield from (pattern.format(base) for pattern in patterns)
            return
    if kind in _BARE:
        yield from spell(text)


def spell(name: str) -> Iterator[str]:
    """Yield how a Hangul name is written in Latin letters.

    Joined, with hyphens, apart; with apostrophes and without; with either first letter.
    """
    for syllables in _mix(romanize(name)):
        for joint in ("", "-", " ") if len(syllables) > 1 else ("",):
            spelled = joint.join(syllables)
            for text in dict.fromkeys((spelled, spelled.replace("'", ""))):
                yield from (first[0].upper() + first[1:] for first in _begin_otherwise(text))


def _mix(spellings: Iterable[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Yield spellings, and what mixes two systems syllable by syllable: "Yonpyeong", "Gaesong"."""
    all_ = sorted(spellings)
    yield from all_
    if len({len(syllables) for syllables in all_}) == 1 and 1 < len(all_[0]) <= _MOST_MIXED:
        mixed = itertools.product(
            *(sorted({syllable.replace("'", "") for syllable in at}) for at in zip(*all_, strict=True))
        )
        yield from (syllables for syllables in mixed if syllables not in all_)


def _begin_otherwise(text: str) -> Iterator[str]:
    yield text
    if found := _SWAP.match(text):
        yield _SWAPS[found[0]] + text[found.end() :]
    if text.startswith("y"):
        yield "r" + text


def _forms_of_dates(places: Mapping[str, Place]) -> Iterator[Form]:
    """Spell the day, or where no day is known the month, of each event; a date of two events leads to both."""
    events: dict[str, list[str]] = {}
    for id_, place in sorted(places.items()):
        if place.kind == "event" and place.valid_from == place.valid_to:
            events.setdefault(place.valid_from, []).append(id_)
    for date, ids in events.items():
        if found := _DAY.fullmatch(date):
            words = [read_days()[id_] for id_ in ids if id_ in read_days()]
            sure = Guard(around=f"(?i:{'|'.join(words)})") if words else None
            for text in _spell_date(found["year"], MONTHS[int(found["month"]) - 1], found["day"]):
                yield Form(text=text, place_ids=tuple(ids), kind="event", sure=sure)


def _spell_date(year: str, month: str, day: str | None) -> Iterable[str]:
    if day is None:
        return f"{month} {year}", f"{month}, {year}"
    return f"{month} {int(day)}, {year}", f"{int(day)} {month} {year}"
