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


_PARTICLES = _words(
    """
에서부터 에게서부터 에게서 에서의 에서는 에서도 에서만 에서 에게로 에게는 에게도 에게 에로의 에로 에의
에는 에도 에만 에까지 에 으로부터의 으로부터는 으로부터 로부터의 로부터는 로부터 으로서의 으로서 로서의
로서 으로써 로써 으로의 으로는 으로도 으로 로의 로는 로도 로 까지의 까지는 까지도 까지를 까지만 까지
부터의 부터는 부터 이나마 이나 나 의 을 를 이 가 은 는 와의 와는 와도 와 과의 과는 과도 과 도 만의
만을 만이 만은 만 마다 처럼 보다 보다는 조차 마저 밖에 뿐만 뿐 쪽으로 께서 여 하고 이랑 랑 및 인데
인데도 인지 인가 인가요 일까 일까요 일지 일지라도 서 서는 서도 서의 서만 서부터 에선 엔 엘 에겐 으론
로선 까진 부턴 말고 이야말로 야말로 이라기보다 라기보다 이라기보다는 라기보다는 뿐이다 뿐이었다 뿐이고
뿐이며 뿐인 뿐이라 만큼 만큼은 만큼이나 커녕 은커녕 는커녕 한테 한테서 치고 치고는 임을 임에도 입니다
입니까 입니다만 이에요 예요
    """
)
_BE = _words(
    """
란 라 라는 라고 라도 라서 라면 라며 라면서 라니 라지만 라네 라오 라든가 라든지 라야 랍니다 래 래요 며 고 고서
지만 다 다가 자 든 든지 던 거나 거든 거든요 건만 건대 면 면서 므로 니 니까 기에 기도 기는 기만 냐 냐고 냐는 야
요 오 올시다 네 네요 구나 군요 죠 지 지요 겠다 겠지
    """
)
"""What follows the copula: 이 before it, which may be left out behind a vowel."""
_WAS = _words(
    "다 단 다던 다니 대 다가 다고 다는 다면 던 으며 으나 고 지만 "
    "는데 는지 기에 기 음 음을 을 을까 어 어요 습니다 습니까 네 지"
)
_CASE = (
    *_PARTICLES,
    *_BE,
    *(f"이{end}" for end in _BE),
    *(f"{was}{end}" for was in ("이었", "였") for end in _WAS),
    *(f"{case}였{was}" for case in ("에서", "까지", "부터", "에게") for was in _WAS),
    "여서",
    "이어서",
)
_AFTER = _words("에서 에 은 는 도 만 의 까지 부터 이 가 을 를 이나 나 조차 처럼 보다 마저 요")

_TOO = "도"
_AFTER_TOO = frozenset({"", "요"})
"""After "too" no particle follows: 일본도를 is a sword, 원산도에 an island."""

_AFTER_CASE = re.compile(rf"(?:{'|'.join(sorted(_AFTER, key=len, reverse=True))}){{0,2}}")

_AFTER_CONSONANT = frozenset(
    {"이", "이나", "이나마", "이랑", "이에요", "이야", "이야말로", "이라기보다", "이라기보다는", "은커녕"}
)
"""Particles that follow a consonant only, as "으로" does, which does not follow ㄹ either; 이다 follows vowels too."""
_AFTER_VOWEL = frozenset(
    (
        *_words("가 나 여 랑 로 로서 로서의 로써 로의 로는 로도 로부터 로부터의 로부터는 예요 여서"),
        *_BE,
        *(f"였{end}" for end in _WAS),
    )
)
_RIEUL = 8

_ANY_HEADS = _words(
    """
지역 일대 일원 이남 이북 이동 이서 수역 해상 해역 해안 인근 부근 근처 주변 근해 연해 방면 방향 지방 지구 관광
관광객 포격전 포격 선언 회담 회의 사건 사태 해전 협정 협상 문제 주민 어민 관할권 관할 영토 영해 영공 상공 북쪽
남쪽 동쪽 서쪽 북방 남방 북동쪽 북서쪽 남동쪽 남서쪽 북부 남부 동부 서부 중부 내부 내 외 간 측 쪽 안 밖 앞 등지
등 사이 전역 전체 도발 침범 월선 경계 경계선 좌표 이후 이전 당시 위쪽 아래쪽 땅 앞바다 하늘 거주 행 발 권 대표부
수로 계선 주둔 강점 항로 직항로 직항 뱃길 배길 노선 륙로 육로 철길 도로 고속도로 기차 열차 뻐스 버스 여객선
련락선 연락선 출발 도착 경유 왕복 상륙 폭격 공습 전투 공방전 점령 해방 함락 수복 탈환 철수 후퇴 피난민 피란민
실향민 사람 태생 고향 말씨 사투리 로인 노인 청년 녀성 여성 어부 어장 어선 어업 꽃게 조기 서쪽바다 서남쪽 동남쪽
서북쪽 동북쪽 봉쇄 방어 방위 수호 습격 교전 충돌 대치 긴장 요새 기지 부대 수비대 주둔군 경비 초소 포대 포병 해병
전선 전역 출신 소재 현지 본토 섬 연선 접경 접경지 접적 너머 건너편 맞은편 한복판 복판
여행 구경 출장 파견 파병 이주 망명 귀환 송환 방문 방문단 방문객 대피 탈출 입성 진입 진격 입항 출항 기항 정박
방어선 교두보 수용소 포로수용소 훈련장 사격장 개항 봉기 학살 뱃사람 배편 물길 정기선 상인 장사꾼 아이 처녀
할머니 할아버지 의병 유학 유학생 출생 들판 염전 갯벌 장터 근방 언저리 초입 어귀 입구 인구 근교 변두리
    """
)
_SHIPS = _words(
    """
배 선박 어선 선단 선원 상선 상선단 화물선 여객선 무역선 유조선 유람선 목선 범선 기선 증기선 수송선 병원선 난민선
보급선 함 함정 함선 함대 군함 전함 구축함 호위함 순양함 초계함 항공모함 항모 상륙함 보급함 소해함 포함 고속정
경비정 경비함 경비선 순찰선 순찰정 순시선 단속선 해경선 지도선 어업지도선 잠수함 잠수정 어뢰정 포정 쾌속정
전마선 저인망어선 해적 해적선 전투함 전투함선 해군함정 해군함선
    """
)
_OF_STATES = (
    *_SHIPS,
    *_words(
        """
정부 해군 공군 육군 당국 당국자 대통령 국민 대표단 대표 이탈주민 국방위원회 국무위원회 적십자 적십자회 언론 기자
제 제국 식 놈 것 무기 련합 련합훈련 합동군사연습
외교부 외무성 국방부 국방성 국무성 국무부 국방장관 외무장관 국무장관 장관 수상 총리 외교관 대사관 대사 영사관
여권 기업 체제 정권 정책 관계 군부 군사 지도부 지도자 측지계 대륙 괴뢰 괴뢰군 집권자 집권층 통치배 통치자 반동
반동배 인민 동포 침략군 침략자 침략 호전 호전광 호전분자 제국주의 제국주의자 해병대 해경 레이더 레이다 동맹 연합
합동 공조 정상 정상회담 양국 수교 외교 무역 국경 핵 핵무기 핵시험 핵실험 주재 협력 교류 대화 합의 합의서 경협
경제 경제협력 대결 대결전 통일 철도 기본 국방 쌍방 공동 공동선언 공동성명 수뇌 수뇌부 수뇌분 수뇌자 수뇌상봉
수뇌회담 최고위급 고위급 고위급회담 당국자회담 총리회담 총리급 장관급 장관급회담 장령급 장성급 적십자회담 상봉
접촉 련락 연락 련락사무소 연락사무소 직통 직통전화 전화 통행 통신선 왕래 래왕 교역 리산가족 이산가족 화해 불가침
관계개선 신뢰 긴장완화 적대시 적대 적대행위 압살 고립 고립압살 제재 모략 책동 소동 공세 강경 접근 심리전 인권
압박 위협 공갈 군사연습 군사훈련 훈련 학자 학생 교수 법학자 전문가 관리 관료 군인 군대 병사 장교 장군 포로 용병
비행기 항공기 전투기 폭격기 정찰기 헬기 비행대 의회 국회 하원 상원 법원 헌법 령토 령해 령공 영역 대표부 사절단
사절 특사 고문단 군사고문단 원조 지원 군사원조 제품 상품 자본 시장 력사 역사 사회 문화 문제연구소 로동당 노동당
공산당 공산군 지상군 특수부대 간첩 공작원 공작선 무장공비 병력
    """
    ),
)
_HEADS: dict[str, tuple[str, ...]] = {
    "state": _OF_STATES,
    "group": _OF_STATES,
    "city": _words(
        """
특별시 직할시 광역시 시내 시민 시 역 공항 항 항구 부두 포구 시장 시청 중심부 외곽 식 사무소 출장소 본부 지부
지국 지점 세관 교외 시가 시가지 군 군청 군민 군수 읍 읍내 읍민 면 당국 정부 정권 정상회담 정상 수뇌회담 수뇌상봉
공동선언 특파원 주재 방문 체류 공업지구 공단 비행장 공군기지 해군기지 군항 벌판 벌 댁 내기 평야 갑문 합의 천도
산업단지 특구
        """
    ),
    "port": _words("항 항구 부두 시 세관 여객터미널 입항 출항 군항"),
    "river": _words("철교 변 강변 물 유역 상류 하류 도하 국경 수계 기슭 연안"),
    "island": _words("민 산 선착장 포구 항 부두 면사무소 면 군사기지 해병대 공항 등대 어촌계 어민회 파출소 "),
    "region": _words("지사 민 청 당국 출신 식 도청 경찰 경찰국 정세 평화 비핵화 유사시 인민 "),
    "water": _words("상 연안 바다 해역 도서 함대 섬 쪽 갯벌 어업"),
    "line": _words("상 설정 침범 획정 문제 선포 무효 인근 고수 철폐 준수 월경 통과 돌파 이쪽 저쪽 표식물 표지판 말뚝"),
}


def _by_first(heads: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return head nouns by their first syllable."""
    firsts = dict.fromkeys(head[0] for head in heads)
    return {first: tuple(dict.fromkeys(head for head in heads if head[0] == first)) for first in firsts}


_ANY_BY_FIRST = _by_first(_ANY_HEADS)
_BY_FIRST = {kind: _by_first((*_ANY_HEADS, *of_kind)) for kind, of_kind in _HEADS.items()}
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
    heads = _BY_FIRST.get(kind, _ANY_BY_FIRST)
    rest = [(tail, 1)]
    while rest:
        left, count = rest.pop()
        for head in heads.get(left[:1], ()):
            if _goes_on(left, head):
                return True
            if left.startswith(head) and count < _MOST_HEADS:
                rest.append((left[len(head) :], count + 1))
    return False


def _is_chain(last: str, tail: str) -> bool:
    """Tell whether the rest is particles alone, the first of which agrees with the sound before it."""
    return any(
        _AFTER_CASE.fullmatch(tail, len(case)) and _agrees(last, case) and (case != _TOO or tail[1:] in _AFTER_TOO)
        for case in _CASE
        if tail.startswith(case)
    )


def _agrees(last: str, case: str) -> bool:
    if not is_hangul(last):
        return True
    closed = (ord(last) - 0xAC00) % 28
    if case.startswith("으로"):
        return closed not in {0, _RIEUL}
    if case in _AFTER_CONSONANT:
        return bool(closed)
    if case in _AFTER_VOWEL:
        return not closed or (closed == _RIEUL and case.startswith("로"))
    return True
