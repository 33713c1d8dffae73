"""Read what follows a Korean name within its word: particles, a head noun, or another word of which it is only a part.

Korean joins particles to a name ("백령도까지의", of as far as Baengnyeongdo) and nouns, with or without a space
("북한해군", the navy of North Korea). A word is read to its end or not at all: so 북한 is not found in 북한강, a river,
nor 그리스 in 그리스도, Christ.

References
----------
National Institute of Korean Language, *Standard Korean Dictionary*: particles (조사).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

__all__ = ["HANGUL", "MAX_TAIL", "Tail", "has_prefix", "is_hangul", "is_long", "read_tail"]

MAX_TAIL = 16
"""Syllables; a longer word is read no further, so that a text without spaces takes no longer than others."""

HANGUL = re.compile(rf"[가-힣]{{0,{MAX_TAIL + 1}}}")

Tail = Literal["particle", "compound", "demonym"]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


_CASE = _words(
    """
에서부터 에게서부터 에게서 에서의 에서는 에서도 에서만 에서 에게로 에게는 에게도 에게 에로의 에로
에의 에는 에도 에만 에까지 에 으로부터의 으로부터는 으로부터 로부터의 로부터는 로부터 으로서의
으로서 로서의 로서 으로써 로써 으로의 으로는 으로도 으로 로의 로는 로도 로 까지의 까지는 까지도
까지를 까지만 까지 부터의 부터는 부터 이나마 이나 나 이라는 라는 이라고 라고 이라도 라도 이란 란
이라 라 이며 며 이고 고 이지만 지만 이다 이었다 였다 이었던 였던 이어서 여서 인데 이든 든 이자
의 을 를 이 가 은 는 와의 와는 와도 와 과의 과는 과도 과 도 만의 만을 만이 만은 만 마다
처럼 보다 보다는 조차 마저 밖에 뿐만 뿐 쪽으로 께서 여 하고 이랑 랑 및
    """
)
_AFTER = _words("에서 에 은 는 도 만 의 까지 부터 이 가 을 를 이나 나 조차")

_AFTER_CASE = re.compile(rf"(?:{'|'.join(sorted(_AFTER, key=len, reverse=True))}){{0,2}}")

_AFTER_CONSONANT = ("이", "으로")
"""How particles begin that follow a consonant only; "으로" does not follow ㄹ either."""
_AFTER_VOWEL = frozenset(
    _words(
        """
가 나 라는 라고 라도 란 라 며 고 지만 였다 였던 여서 든 여 랑 로 로서 로서의 로써 로의 로는
로도 로부터 로부터의 로부터는
    """
    )
)
_RIEUL = 8

_ANY_HEADS = _words(
    """
지역 일대 일원 이남 이북 이동 이서 수역 해상 해역 해안 인근 부근 근처 주변 근해 연해 방면 방향
지방 지구 관광 포격전 포격 선언 회담 회의 사건 사태 해전 협정 협상 문제 주민 어민 관할권 관할
영토 영해 영공 상공 북쪽 남쪽 동쪽 서쪽 북방 남방 북동쪽 북서쪽 남동쪽 남서쪽 북부 남부 동부
서부 중부 내부 내 외 간 측 쪽 안 밖 앞 등지 등 사이 전역 전체 도발 침범 월선 경계 경계선
좌표 이후 이전 당시 위쪽 아래쪽 땅 앞바다 하늘 거주 행 권 대표부 수로 계선 주둔 강점
    """
)
_OF_STATES = _words(
    """
정부 해군 공군 육군 어선 선박 함정 경비정 잠수함 잠수정 당국 당국자 대통령 국민 대표단 대표
외교부 외무성 국방부 국방장관 외교관 대사관 대사 영해 여권 기업 체제 정권 정책 관계 영토 군부
군사 지도부 지도자 함선 함대 경비함 측지계 대륙 본토 괴뢰 괴뢰군 집권자 인민 동포
침략군 호전 호전광 해병대 해경 레이더 해병 동맹 연합 합동 공조 정상 정상회담 양국 수교 외교 무역 국경
핵 주재 출신 협력 교류 대화 합의 경협 대결 통일 철도 기본 국방 쌍방 공동
    """
)
_HEADS: dict[str, tuple[str, ...]] = {
    "state": _OF_STATES,
    "group": _OF_STATES,
    "city": _words(
        "특별시 직할시 광역시 시내 시민 시 역 공항 항 시장 중심부 외곽 식 사무소 출장소 본부 지부 세관 시청"
    ),
    "region": _words("지사 민 청 당국 출신 식"),
    "water": _words("상 연안 바다 해역 도서 함대"),
    "line": _words("설정 침범 획정 문제 선포 무효 인근"),
}
_DEMONYMS = ("인", "군", "계", "어민")
_BAY = frozenset({"city", "port"})
_LONG = 4
"""Syllables from which a name is so much its own that any word may go on from it; a state's is not."""

_MOST_HEADS = 3

_ANY_PREFIXES = ("구", "지상", "육상", "서부", "동부", "중부", "현")
_PREFIXES = {
    "state": ("대", "반", "친", "탈", "구", "주", "재", "방"),
}


def is_hangul(char: str) -> bool:
    """Tell whether a character is a syllable of Hangul."""
    return "가" <= char <= "힣"


@lru_cache(maxsize=65_536)
def read_tail(last: str, tail: str, kind: str, *, is_long: bool) -> Tail | None:
    """Tell what the rest of a word is to the name before it.

    Parameters
    ----------
    last
        The name's last character, with which particles agree.
    tail
        The syllables after it, to the end of the word.
    kind
        Of the place.
    is_long
        Whether the name has so many syllables that nothing else begins with them.

    Returns
    -------
    None where the word is another one.
    """
    if not tail or len(tail) > MAX_TAIL:
        return None
    if kind == "state" and any(_goes_on(tail, word) for word in _DEMONYMS):
        return "demonym"
    if _is_chain(last, tail) and not _is_other(tail, kind):
        return "particle"
    if (is_long and kind != "state") or _is_compound(tail, kind):
        return "compound"
    return None


def has_prefix(text: str, start: int, kind: str) -> bool:
    """Tell whether the name at ``start`` has but a prefix before it in its word ("대북한", towards North Korea)."""
    for prefix in _PREFIXES.get(kind, _ANY_PREFIXES):
        begin = start - len(prefix)
        if begin >= 0 and text.startswith(prefix, begin) and not (begin and is_hangul(text[begin - 1])):
            return True
    return False


def is_long(name: str) -> bool:
    """Tell whether a name is so long that nothing else begins with it."""
    return len(name) >= _LONG


def _goes_on(tail: str, word: str) -> bool:
    """Tell whether a noun, in the plural perhaps, begins the rest, with particles or nothing after it."""
    if not tail.startswith(word):
        return False
    after = tail[len(word) :]
    many = after.removeprefix("들")
    return not many or _is_chain("들" if many != after else word[-1], many)


def _is_other(tail: str, kind: str) -> bool:
    """Tell whether a particle makes another name: 황해도 is a province, 원산만 a bay."""
    return (kind in {"water", "river"} and tail.startswith("도")) or (kind in _BAY and tail.startswith("만"))


def _is_compound(tail: str, kind: str) -> bool:
    """Tell whether the rest is up to three head nouns, and then particles or nothing."""
    rest = [(tail, 1)]
    while rest:
        left, count = rest.pop()
        for head in (*_ANY_HEADS, *_HEADS.get(kind, ())):
            if _goes_on(left, head):
                return True
            if left.startswith(head) and count < _MOST_HEADS:
                rest.append((left[len(head) :], count + 1))
    return False


def _is_chain(last: str, tail: str) -> bool:
    """Tell whether the rest is particles alone, the first of which agrees with the sound before it."""
    return any(
        _AFTER_CASE.fullmatch(tail, len(case)) and _agrees(last, case) for case in _CASE if tail.startswith(case)
    )


def _agrees(last: str, case: str) -> bool:
    if not is_hangul(last):
        return True
    closed = (ord(last) - 0xAC00) % 28
    if case.startswith("으로"):
        return closed not in {0, _RIEUL}
    if case.startswith(_AFTER_CONSONANT):
        return bool(closed)
    if case in _AFTER_VOWEL:
        return not closed or (closed == _RIEUL and case.startswith("로"))
    return True
