"""The words that a sheet itself says, in English and Korean: one record, so that neither lacks what the other has."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["Words", "find_words"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """Words by use; ``{}`` stands for what is filled in, in the order of the sentence."""

    lang: str
    title: str
    atlas: str
    atlas_about: str
    contents: str
    account: str
    passages_one: str
    passages: str
    legend: str
    scale: str
    north: str
    islands: str
    korea: str
    since: str
    of_passage: str
    of_passages: str
    following_one: str
    following: str
    continued: str
    findings: str
    lines: str
    sources: str
    about: str
    accuracy: str
    accuracy_range: str
    accuracy_none: str
    not_drawn: str
    nothing_left: str
    not_named: str
    numbered: str
    neutral: str
    projection: str
    data: str
    quotes: str
    language: str
    cite_head: str
    cite: str
    map_alt: str
    of: Mapping[str, str]

    def say(self, word: str) -> str:
        """Return a status or a verdict in the sheet's language."""
        return self.of.get(word, word)


_EN = Words(
    lang="en",
    title="Korea's armistice geography",
    atlas="Atlas of Korea's armistice geography",
    atlas_about=(
        "The lines, zones, islands and bases that two documents name, on {} maps, with the passages that name them, "
        "what testing their claims found, and the sources."
    ),
    contents="Contents",
    account="{}. {} N, {} E. {}",
    passages_one="One passage of the documents names what it shows.",
    passages="{} passages of the documents name what it shows.",
    legend="Legend",
    scale="Scale {}. Bars of {} km and {} nautical miles; north lies {}° {} of the top of the sheet.",
    north="N",
    islands="The western islands",
    korea="Korea",
    since="since {}",
    of_passage="passage {}",
    of_passages="passages {}",
    following_one="1 more passage on the following pages",
    following="{} more passages on the following pages",
    continued="(continued)",
    findings="What the documents claim of it, tested",
    lines="What is drawn, what it claims to be, and how accurate it is",
    sources="Sources of what is drawn",
    about="About this map",
    accuracy="± {} (95 %)",
    accuracy_range="± {} to {} (95 %)",
    accuracy_none="accuracy not stated",
    not_drawn="In this frame, but not drawn: {}.",
    nothing_left="All layers with something in this frame are drawn.",
    not_named="Drawn without its name, for want of room: {}.",
    numbered="Numbers on the map: {}.",
    neutral="No side is taken: rival lines stand side by side.",
    projection=(
        "Datum WGS 84; projection Korea 2000 / Unified CS (EPSG:5179), transverse Mercator on 127.5° E, 1 : {} at its "
        "middle. An accuracy is the distance within which 95 % of a line's course, or a position, lies."
    ),
    data="Made with koreamap {}; data as of {}. {}",
    quotes=(
        "Quotations are cut only at […]; quotation marks within them are set single, and names of what is drawn in "
        "bold. {}"
    ),
    language="",
    cite_head="To cite this map:",
    cite="The koreamap authors. “{}” [map, 1 : {}]. koreamap, version {}, data as of {}.",
    map_alt="Map. {}. It shows: {}. Names on it: {}.",
    of={},
)

_KO = Words(
    lang="ko",
    title="정전협정의 지리",
    atlas="정전협정의 지리 지도책",
    atlas_about="두 문헌이 언급하는 선, 구역, 섬, 기지를 지도 {}장에 싣고, 해당 구절과 주장 검증 결과, 출처를 붙였다.",
    contents="차례",
    account="{}. 북위 {}, 동경 {}. {}",
    passages_one="문헌의 한 구절이 지도에 나오는 곳을 언급한다.",
    passages="문헌의 {}개 구절이 지도에 나오는 곳을 언급한다.",
    legend="범례",
    scale="축척 {}. 막대는 {} km와 {} 해리. 북쪽은 종이 위쪽에서 {}° {}.",
    north="N",
    islands="서해 5도",
    korea="한반도 / 조선반도",
    since="{}년부터",
    of_passage="구절 {}",
    of_passages="구절 {}",
    following_one="다음 쪽에 구절 1개가 더 있음",
    following="다음 쪽부터 구절 {}개가 더 있음",
    continued="(계속)",
    findings="문헌의 주장과 검증 결과",
    lines="그려진 것의 성격과 정확도",
    sources="그려진 것의 출처",
    about="이 지도에 대하여",
    accuracy="± {} (95 %)",
    accuracy_range="± {}~{} (95 %)",
    accuracy_none="정확도 미상",
    not_drawn="이 범위에 있으나 그리지 않은 것: {}.",
    nothing_left="이 범위에 있는 모든 층을 그렸다.",
    not_named="자리가 없어 이름을 적지 못한 것: {}.",
    numbered="지도의 숫자: {}.",
    neutral="어느 편도 들지 않는다. 맞서는 선을 나란히 싣는다.",
    projection=(
        "기준계 WGS 84, 투영 Korea 2000 / Unified CS (EPSG:5179, 중앙 자오선 동경 127.5°의 횡메르카토르), "
        "중앙 축척 1 : {}. 정확도는 선의 95 % 또는 위치가 그 안에 드는 거리다."
    ),
    data="koreamap {}로 만듦. 자료 기준일 {}. {}",
    quotes="인용문은 […]에서만 줄였다. 인용문 안의 따옴표는 홑따옴표로, 지도에 나오는 이름은 굵게 적었다. {}",
    language="인용문, 검증 문장, 출처는 쓰인 언어(영어) 그대로 싣는다.",
    cite_head="이 지도의 인용:",
    cite="The koreamap authors. “{}” [지도, 1 : {}]. koreamap, 판 {}, 자료 기준일 {}.",
    map_alt="지도. {}. 그려진 것: {}. 적힌 이름: {}.",
    of={
        "agreed": "합의",
        "unilateral": "일방적",
        "disputed": "다툼 있음",
        "derived": "계산으로 얻음",
        "schematic": "개략",
        "uncertain": "불확실",
        "published point": "공표된 지점",
        "supported": "뒷받침됨",
        "partly supported": "일부 뒷받침됨",
        "contradicted": "어긋남",
        "depends on the reading": "해석에 따라 다름",
        "context": "참고",
        "east": "동쪽",
        "west": "서쪽",
    },
)


def find_words(labels: str) -> Words:
    """Return the words for a choice of labels: Korean where all labels are, else English."""
    return _KO if labels == "ko" else _EN
