"""What a name's words also mean: fish, poles, lamps, families, schools; each text is marked by hand, as in `bench/`."""

from __future__ import annotations

import re

import pytest

from linked_once import linker_once

_MARK = re.compile(r"\{([^{}|]+)\|([^{}|]+)\}")


def read_marked(marked: str) -> tuple[str, list[tuple[int, str, str]]]:
    """Take the marks out of a text; return it with the offset, the words and the place of each."""
    parts: list[str] = []
    marks: list[tuple[int, str, str]] = []
    length = done = 0
    for found in _MARK.finditer(marked):
        before = marked[done : found.start()]
        marks.append((length + len(before), found[1], found[2]))
        parts += [before, found[1]]
        length += len(before) + len(found[1])
        done = found.end()
    return "".join([*parts, marked[done:]]), marks


def check(marked: str) -> None:
    text, marks = read_marked(marked)
    rows = [row for row in linker_once().link(text) if row.grade != "demonym"]
    assert [(row.start, row.exact, row.place) for row in rows] == marks


@pytest.mark.parametrize(
    "marked",
    [
        # Kaesong, and character.
        "1951년 7월 {개성|kaesong}에서 강화를 위한 회담이 열렸다.",
        "{개성|kaesong} 시내의 집마다 개성이 뚜렷했다.",
        "배우의 개성과 연기가 돋보였다. {서울|seoul}의 극장에서였다.",
        "{북한|dprk}의 {개성|kaesong}과 {금강산|mount-kumgang}",
        "{판문점|panmunjom}에서 {개성|kaesong}을 지나",
        # A source of water, a cod, a pole for wires, a lamp, where a thing comes from.
        "수원을 찾아 우물을 팠다. {인천|incheon} 바닷가 마을의 이야기다.",
        "한강은 {서울|seoul}의 수원이다.",
        "{서울|seoul} 남쪽 {수원|suwon}에서 열차가 멈추었다.",
        "생대구 한 마리와 대구탕 두 그릇을 시켰다.",
        "대구를 잡는 어선이 나갔다. 찬 바다에서 나는 대구를 말린다.",
        "시의 대구가 아름답다. 군인들은 {대구|daegu}를 지켰다.",
        "한전이 전주를 교체하였다.",
        "수출은 전주보다 늘었다. {전주|jeonju}에서 온 손님이다.",
        "남포를 터뜨려 바위를 깼다. 방 안에 남포를 켰다.",
        "{남포|nampo} 등지의 항구",
        "이 제품의 원산은 {중국|china}이다. {원산|wonsan}은 항구이다.",
        # The council of an old kingdom, the head of a household, longing, bustle.
        "조선 시대 의정부와 육조가 {서울|seoul}에 있었다.",
        "군인들이 {의정부|uijeongbu}에서 막았다.",
        "호주가 세대주였던 시절이다. {서울|seoul}의 호적에 그렇게 적혔다.",
        "호주제 폐지 운동과 {호주|australia} 군함",
        "여수에 젖어 시를 썼다. 부산을 떨다가 {부산|busan}을 떠났다.",
        "안주 없이 술을 마셨다. {평양|pyongyang}의 소주였다.",
        "회담장에서 고성으로 다투었다. {속초|sokcho} 옛 고성의 성벽이다.",
        "한일 자로 입을 다물었다.",
        "누가 이 말을 해주랴.",
        # Families, units, songs, a treaty, a party.
        "해주 오씨의 시조는 {황해도|hwanghae} {해주|haeju}에서 살았다.",
        "전주 이씨와 원주 원씨는 {서울|seoul}에 살았다.",
        "연평부대 장병이 '목포의 눈물'을 불렀다.",
        "제네바협약에 따라 포로를 대우했다.",
        "남조선로동당 당원이었다. 워싱턴 대통령의 책이다.",
        "울산 현대모비스와 창원이 붙었다.",
        "남한산성은 광주군에 있다. {경기도|gyeonggi} 땅이다.",
        "진주 문산읍에 살다가 {문산|munsan}으로 왔다.",
        # What a state made; an empire.
        "{미국|united-states}제 무기와 {영국|united-kingdom}제 시계",
        "{일본|japan}제국의 배",
        "{개성|kaesong}에 도착한 대표와 개성에 맞는 옷",
        "화투에서 청단을 했다. {경남|south-gyeongsang} 고성군의 좌도와 우도에 갔다.",
        # The town of a coast's name, the island of a word for making strong.
        "{연안|yonan}과 {배천|paechon} 사람들이 {교동도|gyodongdo}로 건너왔다.",
        "{해주|haeju}에서 {연안|yonan}까지 걸었다. {해주|haeju}에서 연안으로 나가 조업했다.",
        "연안과 해상에서 {인천|incheon} 해경이 순찰했다.",
        "{강화|ganghwado}읍의 시장과 {강화|ganghwado}에서 {인천|incheon}까지",
        "국방력 강화까지 {인천|incheon}에서 논의했다.",
        # States by a syllable, before what a state has; a day, a while, a drum.
        "{미|united-states} 대사관 전문과 {미|united-states} 제7함대",
        "{북한|dprk}에 보낸 {러|russia} 정부의 편지, {일|japan} 외무성 문서와 15일 정부 발표",
        "조업 중 어선이 {북한|dprk} 경비정에 나포되었다.",
        "{북|dprk} 당국은 {서울|seoul}에 통지문을 보냈다. 북 한 개를 샀다.",
        "{북|dprk}, {연평도|yeonpyeongdo} 포격… {南|rok}, 대응 사격. {서울|seoul}의 신문이다.",
        "{조선|dprk}외무성 대변인이 말했다.",
        # Chains of particles.
        "{인천|incheon}뿐이다. {평양|pyongyang}이야말로, {인천|incheon}에서처럼",
        "{서울|seoul}서 온 기자와 {평양|pyongyang}에선, {백령도|baengnyeongdo}엔 {미국|united-states}서 온 배",
        "{서울|seoul}은요? {일본|japan}것들과 {미국|united-states}무기",
        "{황해|hwanghae} {해주|haeju} 사람, {황해|west-sea} 바다",
        "서해선과 해주선 철길, 대청해전과 {연평도|yeonpyeongdo} 포격",
        "{압록강|yalu-river}변의 {개성|kaesong}시 사람, 개성시대, {백령도|baengnyeongdo}산 까나리",
        "{38선|38th-parallel}상에서",
        "{소련|russia}식 표현과 {미국|united-states}놈들",
        # The bay of a town, by what a bay has.
        "{해주|haeju}만 입구에 기뢰를 놓고 {해주|haeju}만에서 돌아왔다.",
        "{해주|haeju}만의 연안과 {옹진|ongjin}만 앞바다",
        "해주만 고집했다.",
    ],
)
def test_korean_name_that_is_a_word_too_is_told_by_what_stands_beside_it(marked: str) -> None:
    check(marked)


@pytest.mark.parametrize(
    "marked",
    [
        # Birds, dishes, first and family names.
        "Turkey was served for Thanksgiving in {Seoul|seoul}.",
        "{Turkey|turkey} sent a brigade.",
        "They ate Anju with their soju.",
        "The train went to {Anju|anju}.",
        "Megumi Yokota vanished; the Yokota family met {Japan|japan}'s premier.",
        "The bombers left {Yokota|yokota-ab}.",
        "Udo Kier acted near {Yeonpyeong|yeonpyeongdo}.",
        "Tom Holland acted. Dick Holland of the embassy in {Seoul|seoul} said so.",
        "Rosa Luxemburg and President Washington",
        "The Jeonju Yi family; Haeju Choe clan.",
        # Schools, papers, firms, towns' parts, countries' parts.
        "The Korea Development Bank, the Korea Electric Power Corporation, Wonju Severance Christian Hospital.",
        "The Washington Star reported from {Washington|washington}. U.S. Steel, USA Today.",
        "The Gwangju Biennale, the Geneva Bible, Peking opera, Kyonggi High School.",
        "The market of Nampo-dong. {Nampo|nampo} is a port.",
        "New England, North China and Indo-China. Air France flew on.",
        "The western islands of Scotland. The {western islands|western-islands} of {Korea|korean-peninsula}.",
        "Kumgang River; {Kumgang|mount-kumgang} is a mountain.",
        "The Peninsula Hotel in Hong Kong.",
        "The {US|united-states} Army hospital; the {United States|united-states} Navy School at {Inchon|incheon}",
        "{North|dprk} and {South|rok} met; {Seoul|seoul} agreed.",
        "refugees from {Hwanghae|hwanghae} settled on {Kyodong|gyodongdo} and {Kanghwa|ganghwado}.",
        # Teams, films, papers, dishes, officers by their rank in full, a steamer.
        "Busan beat Incheon 3-1 in the soccer league. They left {Busan|busan}.",
        'The film "Inchon" and the film of {Inchon|incheon}',
        "영화 '부산'을 {부산|busan}에서 보았다.",
        "Gangwon Ilbo; Uijeongbu stew, Busan-style milmyeon, Kaesong mandu",
        "Lieutenant France and Captain Holland were at {Panmunjom|panmunjom}. Captain, {US|united-states} Navy",
        "S.S. Korea left; {S. Korea|rok} stays. Canada geese over {Canada|canada}.",
        # Names of another time; a line that is meant by a word alone.
        "{Gensan|wonsan}, {Heijo|pyongyang} and the Heijo Palace",
        "The {38th parallel|38th-parallel}; a line on the Parallel, south of the {38th|38th-parallel}",
        # Two systems of spelling mixed in one name.
        "{Yonpyeong|yeonpyeongdo}, {Yeonpyong-do|yeonpyeongdo}, {Baeknyeong|baengnyeongdo} and {Gaesong|kaesong}",
        "{DPR Korea|dprk} and {Korea (South)|rok}",
        # Guns, cells, networks.
        "K-55 howitzers fired from {Yeonpyeong|yeonpyeongdo}.",
        "NK cells fight. {NK|dprk} ships left. A network DMZ; the {DMZ|dmz}.",
        "The 51st Fighter Wing flew from {Osan|osan-ab}.",
        # Us, in capitals.
        "PRESIDENT SAID THIS WILL NOT SURPRISE US AGAIN. {US|united-states} FORCES STAY.",
        "NEITHER OF US BELIEVED {SEOUL|seoul}.",
        # A state by what it has.
        "{Korea|rok}'s National Assembly met.",
    ],
)
def test_name_that_something_else_bears_is_told_by_what_stands_beside_it(marked: str) -> None:
    check(marked)
