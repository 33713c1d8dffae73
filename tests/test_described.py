"""Places are found by what a text calls them: a side, a number, a day, two states in one word; nothing else is."""

from __future__ import annotations

import unicodedata

import pytest

from built_once import PLACES
from koreamap.errors import MentionError
from koreamap.model.inputs import SpellingEntry
from koreamap.text.curation import read_spellings
from koreamap.text.guards import expand, read_guard
from linked_once import linker_once


def find(text: str) -> list[tuple[str, str]]:
    return [(row.exact, row.place) for row in linker_once().link(text)]


def found_as(text: str, words: str) -> list[str]:
    """Return what the words are linked to, if they are a mention."""
    return [place for exact, place in find(text) if exact == words]


@pytest.mark.parametrize(
    ("text", "words", "places"),
    [
        # A state by its side.
        ("Seoul waited; the North said nothing.", "North", ["dprk"]),
        ("Talks between North and South at Panmunjom", "South", ["rok"]),
        ("In the Korean Civil War, as Seoul fell, the North had tanks.", "North", ["dprk"]),
        ("PYONGYANG SILENT. BELIEVE NORTH TESTING SEOUL.", "NORTH", ["dprk"]),
        ("SEOUL SAYS SOUTH-NORTH TALKS GO ON", "SOUTH-NORTH", ["two-koreas"]),
        ("평양의 비망록은 북의 논리를 보여 준다", "북", ["dprk"]),
        ("판문점에서 남이든 북이든 물러서지 않았다", "남", ["rok"]),
        ("관리권만 남북에 넘긴 이 방식", "남북", ["two-koreas"]),
        ("北 미사일에 서울이 긴장했다", "北", ["dprk"]),
        # Several states in one word.
        ("한미 양국의 합의", "한미", ["rok", "united-states"]),
        ("한·미 동맹", "한·미", ["rok", "united-states"]),
        ("미ㆍ중 화해", "미ㆍ중", ["china", "united-states"]),
        ("남·북·미가 모였다", "남·북·미", ["dprk", "rok", "united-states"]),
        # What was named in full before.
        ("The DMZ is quiet; the Zone has been opened.", "Zone", ["dmz"]),
        ("Seoul fell, and war returned to the peninsula.", "peninsula", ["korean-peninsula"]),
        ("At Panmunjom the demarcation line was marked.", "demarcation line", ["mdl"]),
        # The DPRK's own words.
        ("남조선당국은 우리 공화국의 령해를 침범하였다", "우리 공화국", ["dprk"]),
        ("남조선에 달려있다. 조선은 빈말을 하지 않는다", "조선", ["dprk"]),
        # Numbers and lists.
        ("백령도로 가는 제1·제2수로", "제1·제2수로", ["dprk-2000-waterway-1", "dprk-2000-waterway-2"]),
        ("경의·동해선 연결", "경의", ["western-corridor"]),
        ("황해남북도의 어민", "황해남북도", ["north-hwanghae", "south-hwanghae"]),
        ("off Yokota and White Beach", "White Beach", ["white-beach"]),
        ("기지가 오산·평택 권역으로 모인다", "오산·평택 권역", ["hub-osan-pyeongtaek"]),
        ("U.S. forces move to Osan\u2013Pyeongtaek", "Osan\u2013Pyeongtaek", ["hub-osan-pyeongtaek"]),
        # Waters.
        ("the waters around the five islands", "waters around the five islands", ["contiguous-waters"]),
        ("WATERS CONTIGUOUS TO FIVE ISLANDS", "WATERS CONTIGUOUS TO FIVE ISLANDS", ["contiguous-waters"]),
        # Events.
        ("the clash of 29 June 2002 cost six lives", "clash of 29 June 2002", ["event-2002-west-sea"]),
        ("until the axe murders of August 1976", "axe murders of August 1976", ["event-1976-axe-murder"]),
        ("군정위 제346차 본회의에서", "군정위 제346차 본회의", ["event-1973-mac"]),
        ("군정위(MAC) 제346차 본회의에서", "군정위(MAC) 제346차 본회의", ["event-1973-mac"]),
        ("중국인민지원군의 참전 뒤에", "중국인민지원군의 참전", ["event-1950-china"]),
        # Hanja.
        ("판문점(板門店)의 비무장지대(非武裝地帶)", "非武裝地帶", ["dmz"]),
        ("한강의 中立水域과 개성", "中立水域", ["han-estuary-waters"]),
        ("개성공단(開城工團)", "開城工團", ["kaesong-industrial-complex"]),
        # Towns that are words too.
        ("연평도에서 강령 해안까지", "강령", ["kangnyong"]),
        ("옹진반도와 연안, 해주", "연안", ["yonan"]),
        ("강원도 고성도 사정은 비슷하다", "고성", ["goseong"]),
        ("경기 남부로 옮긴다", "경기", ["gyeonggi"]),
        # One province of two states.
        ("강원도 고성과 화천", "강원도", ["gangwon"]),
        ("강원도 원산", "강원도", ["kangwon"]),
        ("강원도의 산", "강원도", ["gangwon", "kangwon"]),
        # Names cut by a scanner or a line's end.
        ("reached Yonp'-\nyong-do on the 16th", "Yonp'-\nyong-do", ["yeonpyeongdo"]),
        ("even at P'anmunj om that day", "P'anmunj om", ["panmunjom"]),
        ("the Demilitar ized Zone", "Demilitar ized Zone", ["dmz"]),
        ("at Pan- munjom", "Pan- munjom", ["panmunjom"]),
        ("in South Ko- rea", "South Ko- rea", ["rok"]),
        ("off Yo\u02d8np'yo\u02d8ng-do", "Yo\u02d8np'yo\u02d8ng-do", ["yeonpyeongdo"]),
        ("US FORCES TOLD THEM", "US", ["united-states"]),
        ("Before the Olympics a letter went to Japan", "Japan", ["japan"]),
        ("춘천 시내의 닭갈비 골목", "춘천", ["chuncheon"]),
        ("강원 철원과 함남", "강원", ["gangwon"]),
    ],
)
def test_place_is_found_by_what_it_is_called(text: str, words: str, places: list[str]) -> None:
    assert found_as(text, words) == places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The North fought the South at Gettysburg.", "North"),
        ("Korea was unknown to both armies when the North met the South in the Civil War.", "South"),
        ("Unlike Seoul, Saigon fell to the North: Vietnam was one.", "North"),
        ("조선은 1392년에 섰고, 남조선이라는 말은 없었다", "조선"),
        ("Seoul lies in the North Pacific.", "North"),
        ("Panmunjom lies to the north of Seoul.", "north"),
        ("ISLANDS NORTH AND WEST OF THE NLL", "NORTH"),
        ("SHIP MOVED SOUTH OF NLL", "SOUTH"),
        ("a north-south road crosses the DMZ", "north-south"),
        ("군사분계선 남북 각각 2km", "남북"),
        ("동서남북을 살핀 서울", "남북"),
        ("판문점에서 남은 사람", "남"),
        ("평양에서 북을 치다", "북"),
        ("백령도 공사 중일 때", "중일"),
        ("북미 대륙과 서울", "북미"),
        ("the Zone of Peace, far from all", "Zone"),
        ("the Joint Fishing Zone off the DMZ", "Zone"),
        ("off the Ongjin Peninsula; the peninsula juts out from Korea", "peninsula"),
        ("the parallel was drawn on a map", "parallel"),
        ("the 38th parallel and the parallel between two cases", "parallel"),
        ("the maritime demarcation line off Panmunjom", "demarcation line"),
        ("체코 공화국과 남조선", "공화국"),
        ("대한민국 제3공화국", "공화국"),
        ("White Beach and a hotel", "White Beach"),
        ("오산·평택·수원의 날씨", "오산·평택"),
        ("waters around the house", "waters around the house"),
        ("the raid of 21 January 1969", "raid of 21 January"),
        ("제347차 본회의", "제347차 본회의"),
        ("남북 장성급회담과 판문점", "장성급회담"),
        ("춘천에서 고성이 오갔다. 강원도", "고성"),
        ("서해 연안 어업과 해주", "연안"),
        ("노동당 강령과 해주", "강령"),
        ("축구 경기 결과", "경기"),
        ("서해안 고속도로", "서해"),
        # Teams, dishes, us.
        ("watched its team play Turkey for third place in the World Cup", "Turkey"),
        ("North Korea team arrives", "North Korea"),
        ("the swimmers of Japan's national football team", "Japan"),
        ("북한 여자 축구 대표팀", "북한"),
        ("FC서울과 수원 삼성", "서울"),
        ("전주 비빔밥과 함흥 냉면", "전주"),
        ("Hamhung naengmyeon", "Hamhung"),
        ("FOREIGN MINISTRY TOLD US ROK CANNOT ACCEPT", "US"),
        ("North American markets", "American"),
        ("주한미군 기지", "한미"),
        # What a scanner did not cut.
        ("a pan munjom", "pan munjom"),
        ("pre- and post-war", "pre- and"),
    ],
)
def test_words_that_mean_something_else_are_no_place(text: str, words: str) -> None:
    assert found_as(text, words) == []


def test_particle_by_which_a_name_is_known_is_no_part_of_it() -> None:
    text = "평양은 말이 없고, 북은 침묵했다."
    rows = linker_once().link(text)
    assert [(row.start, row.end, row.grade) for row in rows] == [(0, 2, "exact"), (11, 12, "variant")]
    # Decomposed, a particle has as many characters as its letters: no span is better than a wrong one.
    decomposed = linker_once().link(unicodedata.normalize("NFD", text))
    assert [row.place for row in decomposed] == ["pyongyang"]


def test_far_company_is_a_full_name() -> None:
    """Two sides do not vouch for each other: something must be named in full."""
    assert find("the North and the South") == []
    assert found_as(f"Pyongyang. {'a word ' * 300}And the North agreed", "North") == ["dprk"]
    assert found_as(f"Pyongyang. {'a word ' * 600}And the North agreed", "North") == []


def test_choices_of_a_form_are_all_made() -> None:
    event = PLACES["event-2002-west-sea"]
    assert list(expand("{a|b} of {|the }c", event)) == ["a of c", "a of the c", "b of c", "b of the c"]
    assert list(expand("clash of {date}", event)) == [
        "clash of June 2002",
        "clash of June 29, 2002",
        "clash of 29 June 2002",
        "clash of June 29",
        "clash of 29 June",
    ]


def test_places_beside_a_form_are_known() -> None:
    for entry in read_spellings():
        named = {*entry.places, *entry.beside, *entry.narrow, *(id_ for ids in entry.narrow.values() for id_ in ids)}
        assert named <= PLACES.keys(), entry.forms


def test_pattern_that_is_none_is_refused_by_name() -> None:
    entry = SpellingEntry(forms=("a",), places=("nll",), reason="tried", after="(")
    with pytest.raises(MentionError, match=r"pattern '\('"):
        read_guard(entry)
