"""The words that a sheet itself says, in English and Korean: one table, so that neither lacks what the other has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["STATUSES", "Said", "Words", "find_words"]

STATUSES: Mapping[str, str] = {
    "agreed": "합의",
    "unilateral": "일방적",
    "disputed": "다툼 있음",
    "derived": "계산으로 얻음",
    "schematic": "개략",
    "uncertain": "불확실",
    "published point": "공표된 지점",
    "as given": "받은 그대로",
    "supported": "뒷받침됨",
    "partly supported": "일부 뒷받침됨",
    "contradicted": "어긋남",
    "depends on the reading": "해석에 따라 다름",
    "context": "참고",
    "east": "동쪽",
    "west": "서쪽",
}
"""Statuses, verdicts and directions, which have their English word for a name."""


@dataclass(frozen=True, slots=True)
class Said:
    """A word in both languages; read from `Words`, it is in theirs."""

    english: str
    korean: str

    def __get__(self, words: Words, _owner: type[Words]) -> str:
        """Return it in the language of the words."""
        return self.korean if words.lang == "ko" else self.english


@dataclass(frozen=True, slots=True)
class Words:
    """Words by use; ``{}`` stands for what is filled in, in the order of the sentence."""

    lang: str

    title = Said("Korea's armistice geography", "정전협정의 지리")
    atlas = Said("Atlas of Korea's armistice geography", "정전협정의 지리 지도책")
    atlas_about = Said(
        (
            "The lines, zones, islands and bases that two documents name, on {} maps, with the passages that "
            "name them, what testing their claims found, and the sources."
        ),
        "두 문헌이 언급하는 선, 구역, 섬, 기지를 지도 {}장에 싣고, 해당 구절과 주장 검증 결과, 출처를 붙였다.",
    )
    contents = Said("Contents", "차례")
    account = Said("{}. {} N, {} E. {}", "{}. 북위 {}, 동경 {}. {}")
    passages_one = Said(
        "One passage of the documents names what it shows.", "문헌의 한 구절이 지도에 나오는 곳을 언급한다."
    )
    passages = Said(
        "{} passages of the documents name what it shows.", "문헌의 {}개 구절이 지도에 나오는 곳을 언급한다."
    )
    legend = Said("Legend", "범례")
    scale = Said(
        "Scale {}. Bars of {} km and {} nautical miles; north lies {}° {} of the top of the sheet.",
        "축척 {}. 막대는 {} km와 {} 해리. 북쪽은 종이 위쪽에서 {}° {}.",
    )
    islands = Said("The western islands", "서해 5도")
    korea = Said("Korea", "한반도 / 조선반도")
    far = Said("Beyond the main map", "큰 지도의 범위 밖")
    since = Said("since {}", "{}년부터")
    of_passage = Said("passage {}", "구절 {}")
    of_passages = Said("passages {}", "구절 {}")
    following_one = Said("1 more passage on the following pages", "다음 쪽에 구절 1개가 더 있음")
    following = Said("{} more passages on the following pages", "다음 쪽부터 구절 {}개가 더 있음")
    continued = Said("(continued)", "(계속)")
    findings = Said("What the documents claim of it, tested", "문헌의 주장과 검증 결과")
    lines = Said("What is drawn, what it claims to be, and how accurate it is", "그려진 것의 성격과 정확도")
    sources = Said("Sources of what is drawn", "그려진 것의 출처")
    about = Said("About this map", "이 지도에 대하여")
    accuracy = Said("± {} (95 %)", "± {} (95 %)")
    accuracy_range = Said("± {} to {} (95 %)", "± {}~{} (95 %)")
    accuracy_none = Said("accuracy not stated", "정확도 미상")
    not_drawn = Said("In this frame, but not drawn: {}.", "이 범위에 있으나 그리지 않은 것: {}.")
    nothing_left = Said("All layers with something in this frame are drawn.", "이 범위에 있는 모든 레이어를 그렸다.")
    not_named = Said("Drawn without its name, for want of room: {}.", "자리가 없어 이름을 적지 못한 것: {}.")
    beyond = Said("Too far off for the maps of this sheet: {}.", "이 도면의 지도에 담기에는 먼 것: {}.")
    numbered = Said("Numbers on the map: {}.", "지도의 숫자: {}.")
    key = Said("Key to the map", "지도에 다 적지 못한 이름")
    neutral = Said(
        "No side is taken: rival lines stand side by side.", "어느 편도 들지 않는다. 맞서는 선을 나란히 싣는다."
    )
    as_declared = Said(
        "No side is taken: lines stand as they were declared.", "어느 편도 들지 않는다. 선은 선언된 대로 싣는다."
    )
    side_not_drawn = Said("Not drawn: {}.", "그리지 않은 것: {}.")
    terms = Said("Lines, coasts and this map: ODbL 1.0.", "선, 해안선, 이 지도: ODbL 1.0.")
    projection = Said(
        (
            "Datum WGS 84; projection Korea 2000 / Unified CS (EPSG:5179), transverse Mercator on 127.5° E, 1 : {} at "
            "its middle. An accuracy is the distance within which 95 % of a line's course, or a position, lies."
        ),
        (
            "기준계 WGS 84, 투영 Korea 2000 / Unified CS (EPSG:5179, 중앙 자오선 동경 127.5°의 횡메르카토르), "
            "중앙 축척 1 : {}. 정확도는 선의 95 % 또는 위치가 그 안에 드는 거리다."
        ),
    )
    data = Said("Made with koreamap {}; data as of {}. {}", "koreamap {}로 만듦. 자료 기준일 {}. {}")
    quotes = Said(
        (
            "Quotations are cut only at […]; quotation marks within them are set single, and names of what "
            "is drawn in bold. {}"
        ),
        "인용문은 […]에서만 줄였다. 인용문 안의 따옴표는 홑따옴표로, 지도에 나오는 이름은 굵게 적었다. {}",
    )
    language = Said("", "인용문, 검증 문장, 출처는 쓰인 언어(영어) 그대로 싣는다.")
    cite_head = Said("To cite this map:", "이 지도의 인용:")
    cite = Said(
        "The koreamap authors. “{}” [map, 1 : {}]. koreamap, version {}, data as of {}.",
        "The koreamap authors. “{}” [지도, 1 : {}]. koreamap, 판 {}, 자료 기준일 {}.",
    )
    map_alt = Said("Map. {}. It shows: {}. Names on it: {}.", "지도. {}. 그려진 것: {}. 적힌 이름: {}.")

    def say(self, word: str) -> str:
        """Return a status, a verdict or a direction in the sheet's language."""
        return STATUSES.get(word, word) if self.lang == "ko" else word

    def pick(self, english: str, korean: str | None) -> str:
        """Return a name in the sheet's language, where it has one in Korean."""
        return (korean if self.lang == "ko" else "") or english


def find_words(labels: str) -> Words:
    """Return the words for a choice of labels: Korean where all labels are, else English."""
    return Words("ko" if labels == "ko" else "en")
