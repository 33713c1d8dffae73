"""Any text is linked: old and new spellings, Korean words, namesakes; files in their encodings; rows are written."""

from __future__ import annotations

import csv
import io
import json
import os
import unicodedata
from typing import TYPE_CHECKING

import msgspec
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from built_once import PLACES
from koreamap.cli import main
from koreamap.errors import DocumentError, MentionError
from koreamap.home import geodata_dir
from koreamap.reading.decoding import decode_named
from koreamap.text import bearers, choosing, naming, review
from koreamap.text.curation import read_days, read_spellings
from koreamap.text.documents import read_documents
from koreamap.text.folding import Traced
from koreamap.text.guards import expand
from koreamap.text.korean import read_tail
from koreamap.text.links import find_unhandled
from koreamap.text.plain import find_paragraphs
from koreamap.text.review import find_left_over
from koreamap.text.romanization import romanize
from koreamap.text.spellings import forms_of_places
from linked_once import linker_once, match_once

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result


def find(text: str) -> list[tuple[str, str]]:
    return [(row.exact, row.place) for row in linker_once().link(text)]


def test_no_form_is_listed_where_an_earlier_entry_takes_it_already() -> None:
    listed: dict[tuple[str, bool], int] = {}
    twice = []
    for index, entry in enumerate(read_spellings()):
        texts = {text for form in entry.forms for text in expand(form, PLACES[entry.places[0]])}
        for text in sorted(texts):
            before = listed.get((text, False)), listed.get((text.lower(), True))
            twice += [text for earlier in before if earlier not in {None, index}]
            listed.setdefault((text.lower() if entry.lower else text, entry.lower), index)
    assert twice == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("AT PANMUNJ0M and off PAENGNYONG-D0", [("PANMUNJ0M", "panmunjom"), ("PAENGNYONG-D0", "baengnyeongdo")]),
        (
            "the Northern Limit Line-\nrelated talks at Osan Airfield-\nbased squadrons",
            [("Northern Limit Line", "nll"), ("Osan Airfield", "osan-ab")],
        ),
        ("from 1nch0n by way of Seou1", [("1nch0n", "incheon"), ("Seou1", "seoul")]),
        ("at K10 by 0 hours, 100m from Inchon2", []),
        (
            "土耳其旅團과 英國軍, 延坪島附近",
            [("土耳其", "turkey"), ("英國", "united-kingdom"), ("延坪島", "yeonpyeongdo")],
        ),
        ("北京大學과 中國人民志願軍", []),
        (
            "淸津과 清津, 大靑島와 大青島",
            [("淸津", "chongjin"), ("清津", "chongjin"), ("大靑島", "daecheongdo"), ("大青島", "daecheongdo")],
        ),
        ("군사정전위원회 제346차회의", [("군사정전위원회 제346차회의", "event-1973-mac")]),
        ("황해도식 냉면", [("황해도", "hwanghae")]),
        ("연안(延安)에서, 연안 어업과 강령을 채택", [("연안", "yonan"), ("延安", "yonan")]),
        ("교동도와 강화의 어민이 경계를 강화했다", [("교동도", "gyodongdo"), ("강화", "ganghwado")]),
        ("noodles as in Hwanghae, by Haeju", [("Hwanghae", "hwanghae"), ("Haeju", "haeju")]),
        ("Haeju on the Hwanghae (Yellow Sea)", [("Haeju", "haeju"), ("Yellow Sea", "west-sea")]),
        ("Gwangju in Gyeonggi Province", [("Gyeonggi Province", "gyeonggi")]),
        ('"Sŏhae odo ŭi yŏksa", Pukhan sources', [("Sŏhae odo", "western-islands"), ("Pukhan", "dprk")]),
        ("on the Pukhan River, in Namhan Fortress", []),
        ("경기도민과 강원도민", [("경기도", "gyeonggi"), ("강원도", "gangwon")]),
        ("춘천사무소, 京畿道廳", [("춘천", "chuncheon"), ("京畿道", "gyeonggi")]),
        ("韓日會談, 越南 船舶, 單身 越南한 者", [("韓日", "japan"), ("韓日", "rok"), ("越南", "vietnam")]),
        ("北京會談과 仁川港", [("北京", "beijing"), ("仁川港", "incheon")]),
        ("큰 오산이다, 전투기와 활주로", []),
        ("전투기가 오산에 내렸다", [("오산", "osan-ab")]),
        ("the landings at Inchon, 1883; Panmunjom incident 1984", [("Inchon", "incheon"), ("Panmunjom", "panmunjom")]),
        ("the Northwestern Islands of Hawaii", []),
        ("When the armistice was signed, nobody slept", []),
        ("after the armistice was signed", [("armistice was signed", "event-1953-armistice")]),
        ("정전협정이 조인되었을 때", []),
        ("HMS China and ROKS Suwon; Mr. Poland of the Korea Society, Seoul Press", []),
    ],
)
def test_kinds_of_what_other_hands_wrote_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Ships, by what they are, by a number, by a sign of their kind, and once they were named.
        ("The frigates Incheon, Daegu and Ulsan sailed from Busan", [("Busan", "busan")]),
        ("the ferry Incheon-Baengnyeong", [("Incheon", "incheon"), ("Baengnyeong", "baengnyeongdo")]),
        ("The corvette Pohang left Pohang; the Pohang was hit", [("Pohang", "pohang")]),
        ('the fishing boat "Masan No. 7," out of Masan', [("Masan", "masan")]),
        ("the steamer Haeju Maru, the Masan-ho, M/V Wonsan, ROKS Baengnyeong and a Sinpo-class submarine", []),
        ("aboard the Ongjin, and the crew of the Ongjin ferry", [("Ongjin", "ongjin")]),
        ("《해주》호와 어선 《옹진》, 여객선 '인천'이 인천에서", [("인천", "incheon")]),
        ("서울 3호선과 인천 1호기", [("서울", "seoul"), ("인천", "incheon")]),
        # Persons, by a rank, a given name, an initial or a surname.
        ("1st Lt. Robert E. HOLLAND and Col. John ENGLAND fought in Korea", [("Korea", "korean-peninsula")]),
        ("Section A. Korea", [("Korea", "korean-peninsula")]),
        ("Gen. Mark Clark, U.S. Army", [("U.S.", "united-states")]),
        (
            "Kim Haeju and Hae-ju Kim; see No Haeju, Namhan ŭi pada (Seoul, 2003)",
            [("Namhan", "rok"), ("Seoul", "seoul")],
        ),
        ("No Haeju official came", [("Haeju", "haeju")]),
        # Clubs of islands and provinces too.
        ("Jeju United met Gangwon FC on Jeju", [("Jeju", "jejudo")]),
        # Names cut, shortened or numbered.
        ("to SOK-\nCHO-RI and P.Y. DO", [("SOK-\nCHO-RI", "sokcho"), ("P.Y. DO", "baengnyeongdo")]),
        ("Paengnyong and U Islands", [("Paengnyong", "baengnyeongdo"), ("U Islands", "u-do")]),
        ("by the South-North telephone at Panmunjom", [("South-North", "two-koreas"), ("Panmunjom", "panmunjom")]),
        ("at the 346th meeting of this Commission", [("346th meeting of this Commission", "event-1973-mac")]),
        ("shamans of the Hwanghae school, near Haeju", [("Hwanghae", "hwanghae"), ("Haeju", "haeju")]),
        # Korean words to their end.
        (
            "저기가 북한이에요? 백령도이다, 제주도예요, 서울이었다",
            [("북한", "dprk"), ("백령도", "baengnyeongdo"), ("제주도", "jejudo"), ("서울", "seoul")],
        ),
        (
            "해주직항로의 중국배들과 남조선함선, 북남수뇌분들",
            [("해주", "haeju"), ("중국", "china"), ("남조선", "rok"), ("북남", "two-koreas")],
        ),
        ("중국배우와 미국배경", []),
        ("문서를 해주면 된다, 해주자고 했다, 해주시면", []),
        ("해주시의 장연군", [("해주", "haeju"), ("장연", "changyon")]),
        ("강령군과 옹진군의 포대", [("강령군", "kangnyong"), ("옹진", "ongjin")]),
        ("인천 옹진군의 백령도", [("인천", "incheon"), ("백령도", "baengnyeongdo")]),
        ("고성의 절반과 철원", [("고성", "goseong"), ("철원", "cheorwon")]),
        ("대조선적대시정책과 조선시대", [("조선", "dprk")]),
        ("대청에 걸터앉아 소청을 제기하고 백령도에서", [("백령도", "baengnyeongdo")]),
        ("대청과 소청, 백령도", [("대청", "daecheongdo"), ("소청", "socheongdo"), ("백령도", "baengnyeongdo")]),
        ("교동도에서 보이는 연안 벌판", [("교동도", "gyodongdo"), ("연안", "yonan")]),
        ("2002년 6월 서해교전에서", [("서해교전", "event-2002-west-sea")]),
        # Hanja.
        (
            "平壤側과 海州灣, 南北韓의 船舶",
            [("平壤", "pyongyang"), ("海州", "haeju"), ("南北韓", "two-koreas")],
        ),
        ("南北間 會談, 白翎島駐屯 海兵", [("南北", "two-koreas"), ("白翎島", "baengnyeongdo")]),
        ("인천발 백령도행", [("인천", "incheon"), ("백령도", "baengnyeongdo")]),
        ("Ulsan Heavy Industries", []),
        ("延坪島와 牛島, 濟州島의 牛島", [("延坪島", "yeonpyeongdo"), ("牛島", "u-do"), ("濟州島", "jejudo")]),
        ("軍事停戰委員會 第三四六次 會議", [("軍事停戰委員會 第三四六次 會議", "event-1973-mac")]),
    ],
)
def test_kinds_of_what_bears_a_name_and_of_how_a_name_is_written(text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("from YONPYONG-DO and TAECHONG-DO", [("YONPYONG-DO", "yeonpyeongdo"), ("TAECHONG-DO", "daecheongdo")]),
        (
            "off Paengnyong-do, Paekryong-do in the North's spelling, Baengnyeongdo Island",
            [(name, "baengnyeongdo") for name in ("Paengnyong-do", "Paekryong-do", "Baengnyeongdo Island")],
        ),
        (
            "PAENGYONG-DO, TAECHONG-DO, SOCHONG-DO, YONPYONG-DO and U-DO",
            [
                ("PAENGYONG-DO", "baengnyeongdo"), ("TAECHONG-DO", "daecheongdo"), ("SOCHONG-DO", "socheongdo"),
                ("YONPYONG-DO", "yeonpyeongdo"), ("U-DO", "u-do"),
            ],
        ),
        (
            "군사분계선으로부터 비무장지대에서의 작업과 백령도까지의 항로",
            [("군사분계선", "mdl"), ("비무장지대", "dmz"), ("백령도", "baengnyeongdo")],
        ),
        ("서해북방한계선을 넘었다", [("서해", "west-sea"), ("북방한계선", "nll")]),
        ("북한이 서해상에서 NLL을 침범했다", [("북한", "dprk"), ("서해", "west-sea"), ("NLL", "nll")]),
        ("북한강과 남한산성, 북한산을 지나 러시아워에 걸렸다", []),
        (
            "HWANGHAE-DO and Hwanghae Province lie north of the Yellow Sea",
            [("HWANGHAE-DO", "hwanghae"), ("Hwanghae Province", "hwanghae"), ("Yellow Sea", "west-sea")],
        ),
        (
            "the boundary between HWANGHAE-DO and KYONGGI-DO",
            [("HWANGHAE-DO", "hwanghae"), ("KYONGGI-DO", "gyeonggi")],
        ),
        ("황해도 해주에서 황해로 나가는 길", [("황해도", "hwanghae"), ("해주", "haeju"), ("황해", "west-sea")]),
        (
            "South and North Korea shall meet; North and South Korea did",
            [("South and North Korea", "two-koreas"), ("North and South Korea", "two-koreas")],
        ),
        ("units at Osan and Daegu Air Bases", [("Osan", "osan-ab"), ("Daegu Air Bases", "daegu-ab")]),
        ("the Yalu and Tumen Rivers", [("Yalu", "yalu-river"), ("Tumen Rivers", "tumen-river")]),
        ("the Korean People's Army and the Chinese People's Volunteers", []),
        ("done in English, Korean and Chinese at Panmunjom", [("Panmunjom", "panmunjom")]),
        (
            "off the Ongjin Peninsula, not the Korean Peninsula",
            [("Ongjin Peninsula", "ongjin-peninsula"), ("Korean Peninsula", "korean-peninsula")],
        ),
        (
            "from the Demilitar-\nized Zone to the Military De-\nmarcation Line",
            [("Demilitar-\nized Zone", "dmz"), ("Military De-\nmarcation Line", "mdl")],
        ),
        ("the Pyongyang-\nWonsan Line was proposed", [("Pyongyang-\nWonsan Line", "pyongyang-wonsan-line")]),
        ("the Korean\nPeninsula and the South\n\nKorea Strait", [("Korean\nPeninsula", "korean-peninsula")]),
        ("in the South China Sea, the East China Sea and the Sea of Japan", []),
        ("그리스도교 신자와 한국전쟁, 중국어", []),
        (
            "the Han (Imjin) River estuary and the Han River estuary[2] rules",
            [("Han (Imjin) River estuary", "han-estuary"), ("Han River estuary", "han-estuary")],
        ),
        ("Baengnyeong⁷ and Yeonpyeong²", [("Baengnyeong", "baengnyeongdo"), ("Yeonpyeong", "yeonpyeongdo")]),
        ("Tae-Yonpyong-do", [("Tae-Yonpyong-do", "yeonpyeongdo")]),
        ("So-Yonpyong-do", [("So-Yonpyong-do", "soyeonpyeongdo")]),
        ("조선서해해상군사분계선만이", [("조선서해해상군사분계선", "dprk-1999-line")]),
        ("북방 한계선과 군사 분계선", [("북방 한계선", "nll"), ("군사 분계선", "mdl")]),
        ("우도와 백령도; ", [("우도", "u-do"), ("백령도", "baengnyeongdo")]),
        ("우도와 성산포", []),
        ("백령도에서 본 제주 우도", [("백령도", "baengnyeongdo"), ("제주", "jejudo")]),
        ("백령·대청·소청도", [("백령", "baengnyeongdo"), ("대청", "daecheongdo"), ("소청도", "socheongdo")]),
        ("개성 있는 판문점 관광", [("판문점", "panmunjom")]),
        ("남북은 남북으로 갈라진", [("남북", "two-koreas")]),
        ("George Washington; Washington replied", [("Washington", "washington")]),
        ("대북한 정책과 친미국", [("북한", "dprk"), ("미국", "united-states")]),
        ("\uff24\uff2d\uff3a", [("\uff24\uff2d\uff3a", "dmz")]),
        ("Sŏul, not Soul", [("Sŏul", "seoul")]),
        ("DMZ의 북방한계선과 남방한계선", [("DMZ", "dmz")]),
        # The ports of entry, as paragraph 43 of the Armistice spells them.
        (
            "SINUIJU, CHONGJIN, HUNGNAM, MANPO, SINANJU; INCHON, TAEGU, PUSAN, KANGNUNG, KUNSAN",
            [
                ("SINUIJU", "sinuiju"), ("CHONGJIN", "chongjin"), ("HUNGNAM", "hungnam"), ("MANPO", "manpo"),
                ("SINANJU", "sinanju"), ("INCHON", "incheon"), ("TAEGU", "daegu"), ("PUSAN", "busan"),
                ("KANGNUNG", "gangneung"), ("KUNSAN", "gunsan"),
            ],
        ),
        (
            "Hwanghae-namdo, South Hwanghae and P'yongan-pukto",
            [
                ("Hwanghae-namdo", "south-hwanghae"), ("South Hwanghae", "south-hwanghae"),
                ("P'yongan-pukto", "north-pyongan"),
            ],
        ),
        ("provinces of Hwanghae and Gyeonggi", [("Hwanghae", "hwanghae"), ("Gyeonggi", "gyeonggi")]),
        ("off Hwanghae lies an island", []),
        ("the wing at Osan; a market in the town of", [("Osan", "osan-ab")]),
        ("a market in the town of Osan", []),
        ("the aircraft over Osan city", []),
        ("The Court in Libya/Malta; a boundary of Libya", [("Libya", "libya")]),
        (
            "near Panmunjom the First and Second Waterways",
            [
                ("Panmunjom", "panmunjom"), ("First", "dprk-2000-waterway-1"),
                ("Second Waterways", "dprk-2000-waterway-2"),
            ],
        ),
        ("Kangwon-do, Gangwon-do", [("Kangwon-do", "gangwon"), ("Kangwon-do", "kangwon"), ("Gangwon-do", "gangwon")]),
        (
            "Koje-do, Kanghwa-do and Cheju-do",
            [("Koje-do", "geojedo"), ("Kanghwa-do", "ganghwado"), ("Cheju-do", "jejudo")],
        ),
        ("문서를 해주는 사람이 강화된 안보와 대전을 말해 주고", []),
        ("옹진군 연안과 옹진", [("옹진", "ongjin")]),
        ("해주에서 인천항까지", [("해주", "haeju"), ("인천항", "incheon")]),
    ],
)  # fmt: skip
def test_places_are_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert find(text) == expected


def test_decomposed_text_is_found_as_it_stands() -> None:
    text = unicodedata.normalize("NFD", "P\u2019yŏngyang and 백령도에서는")
    assert [(unicodedata.normalize("NFC", exact), place) for exact, place in find(text)] == [
        ("P\u2019yŏngyang", "pyongyang"),
        ("백령도", "baengnyeongdo"),
    ]


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Baengnyeongdo", "exact"),
        ("Paekryong-do", "variant"),
        ("South Koreans", "demonym"),
        ("백령도에서", "exact"),
        ("북한정부", "variant"),
        ("북한군", "demonym"),
        ("한미", "variant"),
    ],
)
def test_grade_says_how_sure(text: str, grade: str) -> None:
    assert {row.grade for row in linker_once().link(text)} == {grade}


@pytest.mark.parametrize(
    "word",
    [
        "북한강",
        "남한산성",
        "북한산",
        "원산지",
        "그리스도",
        "러시아워",
        "미국산",
        "중국집",
        "서울대학교",
        "평양냉면",
        "대만족",
        "호주머니",
        "원산만",
        "서울나",
        "평양가",
        "판문점령",
        "중국어",
        "한국학",
        "러시아어",
    ],
)
def test_no_name_is_found_inside_another_word(word: str) -> None:
    assert find(word) == []


@pytest.mark.parametrize(
    ("last", "tail", "kind", "expected"),
    [
        ("선", "으로부터", "line", "particle"),
        ("도", "까지의", "island", "particle"),
        ("해", "상에서", "water", "compound"),
        ("한", "정부의", "state", "compound"),
        ("한", "군은", "state", "demonym"),
        ("국", "인들의", "state", "demonym"),
        ("울", "나", "city", None),
        ("산", "만", "port", None),
        ("해", "도", "water", None),
        ("울", "서" * 17, "city", None),
    ],
)
def test_rest_of_a_korean_word_is_read_to_its_end(last: str, tail: str, kind: str, expected: str | None) -> None:
    assert read_tail(last, tail, kind, is_long=False) == expected


@pytest.mark.parametrize(
    ("hangul", "expected"),
    [
        # By the rules of the Revised Romanization and of McCune-Reischauer.
        ("백령", {"baengnyeong", "paengnyŏng"}),
        ("대청", {"daecheong", "taech'ŏng"}),
        ("소청", {"socheong", "soch'ŏng"}),
        ("연평", {"yeonpyeong", "yŏnp'yŏng"}),
        ("판문점", {"panmunjeom", "p'anmunjŏm"}),
        ("평양", {"pyeongyang", "p'yŏngyang", "phyŏngyang"}),
        ("개성", {"gaeseong", "kaesŏng"}),
        ("원산", {"wonsan", "wŏnsan"}),
        ("부산", {"busan", "pusan"}),
        ("대구", {"daegu", "taegu"}),
        ("금강산", {"geumgangsan", "kŭmgangsan"}),
        ("압록강", {"amnokgang", "amnokkang"}),
        ("두만강", {"dumangang", "tumangang"}),
        ("청와대", {"cheongwadae", "ch'ŏngwadae"}),
        ("철원", {"cheorwon", "ch'ŏrwŏn"}),
        ("인천", {"incheon", "inch'ŏn"}),
        ("해주", {"haeju"}),
        ("옹진", {"ongjin"}),
        ("신의주", {"sinuiju", "sinŭiju"}),
        ("강릉", {"gangneung", "kangnŭng"}),
        ("문산", {"munsan"}),
        ("전라", {"jeolla", "chŏlla"}),
        ("독립문", {"dongnimmun", "tongnimmun"}),
        ("별내", {"byeollae", "pyŏllae"}),
        ("왕십리", {"wangsimni"}),
        ("경기", {"gyeonggi", "kyŏnggi"}),
        ("임진", {"imjin"}),
        ("함박", {"hambak"}),
        ("광주", {"gwangju", "kwangju"}),
        ("제주", {"jeju", "cheju"}),
        ("속초", {"sokcho", "sokch'o"}),
    ],
)
def test_names_are_romanised(hangul: str, expected: set[str]) -> None:
    assert expected <= {"".join(syllables) for syllables in romanize(hangul)}


def test_only_hangul_is_romanised() -> None:
    with pytest.raises(ValueError, match="NLL"):
        romanize("NLL")


def test_pattern_that_is_none_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = (geodata_dir() / "bearers.toml").read_text()
    (tmp_path / "bearers.toml").write_text(words.replace('"Steelers"', '"Steelers("'))
    monkeypatch.setattr(naming, "geodata_dir", lambda: tmp_path)
    with pytest.raises(MentionError, match=r"Steelers.*expected a pattern \(bearers\.toml\)"):
        naming.read_naming.__wrapped__()


def test_what_must_not_stand_beside_a_form_may_be_taken_back() -> None:
    assert find("PRESIDENT TOLD US TO WAIT. HE TOLD US EMBASSY NOTHING.") == [("US", "united-states")]
    assert find("북방한계선은 그 식물이 자라는 곳이다") == []
    assert find("북방한계선 부근 식물은 서해의 섬에서") == [("북방한계선", "nll"), ("서해", "west-sea")]


def test_a_spelling_leads_to_one_place() -> None:
    match_once()  # refuses a form that names two
    made = [form for form in forms_of_places(PLACES) if form.spelled]
    assert len(made) > 1000


@pytest.mark.parametrize(
    ("word", "place"),
    [
        ("Panmunjon", "panmunjom"),
        ("Pyongyanq", "pyongyang"),
        ("Yongpyong-do", "yeonpyeongdo"),
        ("Wonson", "wonsan"),
        ("판문잠에서", "panmunjom"),
        ("군사분게선을", "mdl"),
        ("북방한게선", "nll"),
    ],
)
def test_what_is_nearly_a_name_is_suggested_and_never_linked(word: str, place: str) -> None:
    assert linker_once().link(f"at {word} again") == []
    (row,) = linker_once().link(f"at {word} again", suggest=True)
    assert (row.place, row.grade, word.startswith(row.exact)) == (place, "suggestion", True)


@pytest.mark.parametrize(
    "word",
    [
        "Pyonggang", "P'yŏnggang", "P\u2019yŏnggang", "Pyeonggang", "평강", "Pyongchang", "Pyeongchang", "평창",
        "Kansong", "Kansŏng", "Ganseong", "간성", "Kimhwa", "Kumhwa", "Kŭmhwa", "Gimhwa", "김화",
        "Changjin", "Jangdan", "Cheongju", "Pyongsan", "Kusong",
    ],
)  # fmt: skip
def test_a_town_of_its_own_is_no_misspelling_of_another(word: str) -> None:
    rows = linker_once().link(f"from {word} to Hill 5", suggest=True)
    assert [(row.exact, row.place) for row in rows] == []


def test_inter_korean_is_of_no_place() -> None:
    assert linker_once().link("the inter-Korean summit and Inter-Korean trade", suggest=True, left_over=True) == []


@pytest.mark.parametrize("word", ["Chinatown", "Koreans", "Seoulites", "Commission", "Panmunjom", "United", "백두산"])
def test_other_words_are_not_suggested(word: str) -> None:
    assert [row for row in linker_once().link(f"the {word} there", suggest=True) if row.grade == "suggestion"] == []


@pytest.mark.parametrize(
    "text",
    [
        "U.S.S. Manchester stands off the port",
        "The U.S.S. Missouri fired, H.M.S. Belfast too, and the U. S. S. Toledo",
        "U.S.N.S. Sgt. Muller, U.S.C.G.C. Winnebago",
        "Uijongbu, 19 October 1950. Dear mother, it rained.",
        "June 29, 2002: the harvest was good",
    ],
)
def test_a_ships_letters_and_a_bare_date_lead_nowhere(text: str) -> None:
    assert [row.exact for row in linker_once().link(text) if row.place != "uijeongbu"] == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On 19 October 1950 the Chinese crossed the Yalu", ["19 October 1950"]),
        ("the armistice of July 27, 1953", ["July 27, 1953"]),
        ("In May 1995 the NNSC left its office", ["May 1995"]),
    ],
)
def test_a_date_beside_a_word_of_its_event_leads_to_it(text: str, expected: list[str]) -> None:
    rows = [row for row in linker_once().link(text) if row.place.startswith("event-")]
    assert [row.exact[-len(date) :] for row, date in zip(rows, expected, strict=True)] == expected


def test_a_bare_date_of_an_event_is_suggested() -> None:
    rows = linker_once().link("Uijongbu, 19 October 1950. Dear mother", suggest=True)
    assert [(row.exact, row.place, row.grade) for row in rows if row.place.startswith("event-")] == [
        ("19 October 1950", "event-1950-china", "suggestion")
    ]


def test_every_day_of_an_event_has_words_that_tell_of_it() -> None:
    dated = {id_ for id_, place in PLACES.items() if place.kind == "event" and place.valid_from == place.valid_to}
    assert set(read_days()) == dated


def test_korean_names_left_over_are_listed_and_the_rest_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "_load_analyser", lambda: None)
    text = "어선들은 석모도에서 장산곶까지 갔고, 덕적군도와 익산을 지나 북방한계선에 이르렀다. 속도를 낸 배도 있다."
    mentions = [row[:2] for row in linker_once().link(text)]
    looked = find_left_over(text, mentions)
    assert [name.exact for name in looked.names] == ["석모도", "장산곶", "덕적군도", "익산"]
    assert all(text[name.start : name.end] == name.exact and name.sort == "korean" for name in looked.names)
    # 어선들은, 갔고, 지나, 이르렀다, 배도, 있다: 속도를 is known to be none.
    assert looked.not_judged == 6


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("김화(金化), 평강(平康)을 지나 장단(長湍)이다. 경성(京城)이라 쓰던", ["김화", "평강", "장단", "경성"]),
        ("노인이 말한 해안분지(亥安盆地)와 이승만(李承晩)", ["해안분지", "이승만"]),
        (
            "철의 삼각지라 했다. 백마고지에서, 연백평야의 사람들, 펀치볼이라",
            ["삼각지", "백마고지", "연백평야", "펀치볼"],
        ),
        ("그 보도(報道)는 군(軍)의 해군기지와 군사기지, 최고(最高)의 섬(島)", ["최고"]),
        ("판문점(板門店)과 개성(開城)", []),
    ],
)
def test_korean_names_with_their_hanja_or_a_head_are_listed(
    monkeypatch: pytest.MonkeyPatch, text: str, expected: list[str]
) -> None:
    monkeypatch.setattr(review, "_load_analyser", lambda: None)
    mentions = [row[:2] for row in linker_once().link(text)]
    assert [name.exact for name in find_left_over(text, mentions).names] == expected


def test_latin_names_left_over_are_listed() -> None:
    text = "The fleet left Tsushima for Port Arthur. Later the ships came back; Seoul was told later."
    assert [name.exact for name in find_left_over(text, [row[:2] for row in linker_once().link(text)]).names] == [
        "Tsushima",
        "Port Arthur",
    ]


def test_analyser_judges_every_word_where_it_is_installed() -> None:
    pytest.importorskip("kiwipiepy", reason="the extra koreamap[korean] is not installed")
    looked = find_left_over("어선들은 석모도에서 만선의 꿈을 꾸었다.", ())
    assert looked.not_judged == 0
    assert "석모도" in [name.exact for name in looked.names]
    # It tells a character from the city, a programme from the county, a voice from the town.
    text = "\U0001f5fa 개성 있는 사람이 개성에서 왔다. 그의 강령은 강령군에 없다. 고성이 오갔다. 고성에서 만났다."
    nouns = review.find_proper_nouns(text)
    assert nouns is not None
    assert [text[start:end] for start, end in nouns] == ["개성", "강령군", "고성"]
    assert [start for start, _end in nouns] == [12, 28, 46]


def test_proper_noun_that_reaches_into_a_name_left_over_is_listed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review, "find_proper_nouns", lambda _text: ((0, 4), (3, 5), (8, 10)))
    names = find_left_over("가까운 석모도와 익산", ()).names
    assert [(name.start, name.exact) for name in names] == [(0, "가까운 "), (4, "석모도"), (9, "익산")]


def test_words_that_open_notes_and_lines_are_no_names_left_over_and_what_follows_is() -> None:
    text = (
        "See the report. Cf. Roehrig, and Mr Young. Drafted by Ogburn.\nSubject: Quimbley\n\nDelegates saw a Section."
    )
    assert [name.exact for name in find_left_over(text, ()).names] == [
        "Roehrig", "Young", "Ogburn", "Quimbley", "Section",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Keep the islands.\n\n2. Withdraw from Zorbach.\n\na) Evacuate Nan-do.", ["Zorbach", "Nan-do"]),
        ("Notebook\n\nRain. Off the coast lay Zorbach. Fishermen lived there.", ["Zorbach"]),
        ("Island | Hangul | Held by | Inhabitants 1955\n\nZorbach | KPA", ["Zorbach", "KPA"]),
        ("The Bridge of No Return and the Cape of the Storm", ["Bridge of No Return", "Cape of the Storm"]),
        ("Hill 255, which they called Pork Chop Hill; from Point 12", ["Hill 255", "Pork Chop Hill", "Point 12"]),
        ("The Head of the Mission wrote to the Department of State. The Consul saw Osgood", ["Osgood"]),
        ("The University of Oslo, and the Battle of Seoul", ["University of Oslo", "Battle"]),
        ("Camp Humphreys lies there. Old Baldy and Iron Triangle", ["Camp Humphreys", "Old Baldy", "Iron Triangle"]),
        ("Zorbach\nWickham, 3 May", ["Zorbach", "Wickham"]),
        ("They saw The (3) and The Zorbach.", ["Zorbach"]),
        ("Zorbach\n\n4 What was left\n\n5.1 Afterword\n\nAdmirals drew it.", ["Zorbach"]),
        ("Visitors came. Tours start: Buses leave", []),
        ("Rose left, and Rose came. They rose early: Mark and Pearl stayed.", ["Rose", "Pearl"]),
    ],
)
def test_everyday_words_at_an_opening_are_no_names_left_over_and_names_are_whole(
    text: str, expected: list[str]
) -> None:
    linked = [row[:2] for row in linker_once().link(text)]
    assert [name.exact for name in find_left_over(text, linked).names] == expected


def test_months_days_and_roman_numerals_are_no_names_left_over() -> None:
    text = "On Friday, 27 July, Zorbach read volume XV. In May he left; May Ling stayed until August."
    assert [name.exact for name in find_left_over(text, ()).names] == ["Zorbach", "May Ling"]


def test_left_over_names_are_rows_without_a_place_where_suggestions_are_asked_for(tmp_path: Path) -> None:
    text = "The ships left Tsushima for Pusan, in the Korean War. They met at Pyongyanq."
    assert [(row.exact, row.place, row.grade) for row in linker_once().link(text, suggest=True, left_over=True)] == [
        ("Tsushima", "", "suggestion"),
        ("Pusan", "busan", "exact"),
        ("Pyongyanq", "pyongyang", "suggestion"),
    ]
    assert [row.exact for row in linker_once().link(text, suggest=True)] == ["Pusan", "Pyongyanq"]
    (tmp_path / "note.txt").write_text(text)
    rows = [json.loads(line) for line in run(tmp_path / "note.txt", "--suggest").stdout.splitlines()]
    assert [(row["exact"], row["place"], row["start"], row["passage"]) for row in rows] == [
        ("Tsushima", "", 15, "p1"),
        ("Pusan", "busan", 28, "p1"),
        ("Pyongyanq", "pyongyang", 66, "p1"),
    ]
    assert len(run(tmp_path / "note.txt").stdout.splitlines()) == 1


def test_document_with_a_korean_name_left_over_is_refused() -> None:
    document = read_documents()[0]
    passage = document.passages[3]
    start = passage.slices[0][0]
    text = document.text[:start] + "석모도에서 " + document.text[start + 6 :]
    changed = msgspec.structs.replace(document, text=text)
    assert f"석모도 ({passage.id})" in find_unhandled(changed, (), ())


@pytest.mark.parametrize(
    "text", ["서울" * 30_000, "-\n" * 30_000 + "a", "(" * 30_000, "Seoul" * 20_000, "\u0301" * 30_000]
)
def test_nasty_text_is_read(text: str) -> None:
    linker_once().link(text)


# Files


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp949", "euc-kr"]
)
def test_encoding_is_recognised(encoding: str) -> None:
    text = "The line at sea, NLL: 북방한계선을 넘었다.\r\n\r\n2007"
    assert decode_named(text.encode(encoding), "made").text == text


@pytest.mark.parametrize(
    "data", [b"\x7fELF\0\1\2\3\xff\xfe\xfa", b"\xff\xff\xff\x81\x20", b"\xef\xbb\xbf\xff\xff", b"a\0b"]
)
def test_what_is_no_text_is_refused_by_name(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"made\.txt"):
        decode_named(data, "made.txt")


def test_paragraphs_are_what_blank_lines_divide() -> None:
    text = "\n one\ntwo \r\n \r\n\nthree\n\n\n\nfour\n"
    assert [text[start:end] for start, end in find_paragraphs(text)] == ["one\ntwo ", "three", "four"]
    assert find_paragraphs(" \n\n ") == []


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["link", *map(str, arguments)])


def test_places_of_the_user_s_own_are_found_too(tmp_path: Path, personal_folder: Path) -> None:
    (tmp_path / "note.txt").write_text("At Quimbley and Kaesong.", encoding="utf-8")
    assert [json.loads(line)["place"] for line in run(tmp_path / "note.txt").stdout.splitlines()] == ["kaesong"]
    (tmp_path / "camps.csv").write_text("name,lon,lat\nQuimbley,127,38\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["places", "import", str(tmp_path / "camps.csv")]).exit_code == 0
    assert (personal_folder / "layers" / "camps").is_dir()
    rows = [json.loads(line) for line in run(tmp_path / "note.txt").stdout.splitlines()]
    assert [(row["exact"], row["place"]) for row in rows] == [
        ("Quimbley", "own-camps-quimbley"),
        ("Kaesong", "kaesong"),
    ]


def test_rows_are_lines_of_json_in_code_points_of_the_file(tmp_path: Path) -> None:
    text = "\U0001f5fa The NLL.\r\n\r\n북방한계선은 Yonpyong-do 앞을 지난다."
    (tmp_path / "note.txt").write_bytes(text.encode())
    done = run(tmp_path / "note.txt")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert rows[0] == {
        "document": "note.txt", "start": 6, "end": 9, "exact": "NLL", "place": "nll", "grade": "exact", "passage": "p1",
    }  # fmt: skip
    assert [(row["place"], row["grade"], row["passage"]) for row in rows[1:]] == [
        ("nll", "exact", "p2"),
        ("yeonpyeongdo", "variant", "p2"),
    ]
    assert all(text[row["start"] : row["end"]] == row["exact"] for row in rows)
    assert done.exit_code == 0
    assert run(tmp_path / "note.txt", "--out", "-").stdout == done.stdout


def test_folder_is_linked_by_name_and_a_bad_file_is_told_and_left_out(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "b.txt").write_bytes("판문점".encode("cp949"))
    (tmp_path / "sub" / "a.md").write_text("Seoul")
    (tmp_path / "c.txt").write_bytes(b"\0\1\2")
    (tmp_path / "picture.png").write_bytes(b"Seoul")
    done = run(tmp_path)
    assert [(json.loads(line)["document"], json.loads(line)["place"]) for line in done.stdout.splitlines()] == [
        ("b.txt", "panmunjom"),
        ("sub/a.md", "seoul"),
    ]
    assert "c.txt" in done.stderr
    assert "b.txt: read as cp949" in done.stderr
    assert done.exit_code == 1


def test_rows_as_csv_and_parquet(tmp_path: Path) -> None:
    source = tmp_path / "=note.txt"
    source.write_text("Seoul and the DMZ")
    assert run(source, "--format", "csv", "--out", tmp_path / "out.csv").exit_code == 0
    rows = list(csv.DictReader(io.StringIO((tmp_path / "out.csv").read_bytes().decode("utf-8-sig"))))
    assert [(row["document"], row["start"], row["place"]) for row in rows] == [
        ("'=note.txt", "0", "seoul"),
        ("'=note.txt", "14", "dmz"),
    ]
    assert run(source, "--format", "parquet", "--out", tmp_path / "out.parquet").exit_code == 0
    table = parquet.read_table(tmp_path / "out.parquet")
    assert table.column("end").to_pylist() == [5, 17]
    assert table.column("document").to_pylist() == ["=note.txt"] * 2


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_text_that_names_nothing_makes_no_row(tmp_path: Path, format_: str) -> None:
    (tmp_path / "note.txt").write_text("nothing")
    out = tmp_path / "out"
    assert run(tmp_path / "note.txt", "--format", format_, "--out", out).exit_code == 0
    assert out.exists()
    assert format_ != "parquet" or parquet.read_table(out).num_rows == 0


def test_bad_paths_are_told_in_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "picture").write_bytes(b"\0\1")
    for path, said in (("none", "no such file"), ("empty", "no text file"), ("picture", "no text")):
        done = run(tmp_path / path)
        assert done.exit_code == 2
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_what_is_no_character_is_replaced_and_told_as_where_a_text_is_added(tmp_path: Path) -> None:
    text = f"{'The delegates met. ' * 20}\0 They left Panmunjom."
    (tmp_path / "note.txt").write_text(text)
    done = run(tmp_path / "note.txt")
    assert done.exit_code == 0
    (row,) = map(json.loads, done.stdout.splitlines())
    assert (row["place"], row["start"]) == ("panmunjom", text.index("Panmunjom"))
    assert "U+FFFD now (1)" in done.stderr


def test_target_stands_until_the_rows_are_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("Seoul")
    (tmp_path / "out.jsonl").write_text("before")

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("koreamap.archive.joining.write_rows", fail)
    done = run(tmp_path / "note.txt", "--out", tmp_path / "out.jsonl")
    assert done.exit_code == 2
    assert (tmp_path / "out.jsonl").read_text() == "before"


def test_only_a_plain_file_is_replaced_or_read(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Seoul")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "kept.jsonl").write_text("before")
    (tmp_path / "kept.jsonl").chmod(0o444)
    for target in (tmp_path / "pipe", tmp_path, tmp_path / "kept.jsonl"):
        done = run(tmp_path / "note.txt", "--out", target)
        assert done.exit_code == 2
        assert "expected a plain file" in done.stderr
    assert (tmp_path / "pipe").is_fifo()
    assert (tmp_path / "kept.jsonl").read_text() == "before"
    (tmp_path / "link.jsonl").symlink_to("true.jsonl")
    (tmp_path / "true.jsonl").write_text("before")
    assert run(tmp_path / "note.txt", "--out", tmp_path / "link.jsonl").exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert '"seoul"' in (tmp_path / "true.jsonl").read_text()
    done = run(tmp_path / "pipe")  # reading it would never end
    assert done.exit_code == 2
    assert "a device, a pipe or a socket" in done.stderr


@pytest.mark.parametrize("format_", ["jsonl", "csv", "parquet"])
def test_name_that_is_no_text_is_written_as_its_bytes_say(tmp_path: Path, format_: str) -> None:
    path = tmp_path / os.fsdecode(b"note-\xff.txt")
    path.write_text("Seoul")
    out = tmp_path / "out"
    assert run(path, "--format", format_, "--out", out).exit_code == 0
    if format_ == "parquet":
        assert parquet.read_table(out).column("document").to_pylist() == ["note-\\xff.txt"]
    else:
        assert "note-\\xff.txt" in out.read_text().replace("\\\\", "\\")


def test_what_is_not_asked_of_most_names_would_say_nothing() -> None:
    """A name is not asked about ships, people, teams and cases where what stands beside it rules them out at once."""
    asked = 0
    for document in read_documents():
        text = document.text
        for span in match_once().find(Traced(text)):
            if span.form.kind not in choosing._PEOPLES:
                continue
            word, follows = choosing._find_word_before(text, span.start), choosing._may_follow(text, span)
            if not follows:
                asked += 1
                assert not choosing._is_named_after(text, span), span
                assert bearers.may_bear(text, span, word) or not bearers.bears_name(text, span, word), span
            assert word in choosing._any_before() or not choosing._is_told_before(text, span, word), span
    assert asked > 100
    for after in (choosing._any_after(kind, peoples) for kind in choosing._PEOPLES for peoples in (True, False)):
        for plain in (*(f" {word}" for word in choosing._PLAIN_WORDS), *choosing._PLAIN):
            assert not after.match(f"{plain} Kim 3"), plain
