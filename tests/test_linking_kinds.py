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
        # What is made strong; trade and matches.
        "안보 태세의 강화도, 대화의 복원도 정부의 몫이다.",
        "동맹 강화도 필요하다. 방역 강화도 서둘렀다. {인천|incheon} {강화도|ganghwado}는 크다.",
        "제재의 강화로 나아갔다. 안보 강화로 가는 길이다. {인천|incheon}의 {강화도|ganghwado}에 갔다.",
        "체감 경기도 나빠졌다. 축구 경기도 열렸다. {서울|seoul}과 {경기도|gyeonggi}에 비가 왔다.",
        "이번 {경기도|gyeonggi} 지사. 강 하류 {강화도|ganghwado}. 세계 경기도 좋지 않다.",
        # A lamp, a snack; a town among its neighbours.
        "남포등 켜 놓고 밤새 {남포|nampo} 얘기를 한다. 남포등 하나가 흔들렸다.",
        "{원산|wonsan}, {남포|nampo}등지의 항구",
        "저녁엔 안주 하나 놓고 {평양|pyongyang} 얘기를 한다. 안주 몇 점 집어 먹었다.",
        "{신의주|sinuiju}, 정주, {안주|anju}를 지나 {평양|pyongyang}까지 후퇴하였다.",
        # A line that is not, or another than the one meant.
        "{판문점|panmunjom}에서 {분계선|mdl}을 넘었다. 강에는 애초부터 분계선이 없다. 세대의 분계선",
        "{비무장지대|dmz}와 육상의 {분계선|mdl}, 바다의 새로운 분계선",
        # A date before an event.
        "1954년 {제네바 회담|event-1954-geneva}은 실패했다.",
        # The states by their sides of the line, as people speak; what lies north of a river.
        "{삼팔선|38th-parallel}이 그어졌는데 우리 동네는 {이남|rok}이었단 말이지. {38선|38th-parallel} 이북에서 왔다.",
        "밤이면 {이북|dprk}에서 사람들이 넘어와. {평양|pyongyang}에서 온 {이북|dprk} 사람이 {이남|rok}으로 내려왔다.",
        "청천강 이북에서 싸웠다. {평양|pyongyang} 이북에는 눈이 왔다. 이북5도 위원회",
        # Islands without their ending, by who went there; quarters of towns.
        "갯벌을 걸어서 {교동|gyodongdo}으로 나왔지. {해주|haeju} 사람들은 {연평도|yeonpyeongdo}로 갔다.",
        "{강화|ganghwado}로 간 집도 있고 {인천|incheon}으로 간 집도 있다.",
        "{전주|jeonju} 교동에서 {인천|incheon}으로 왔다.",
        "{서울|seoul}에서였다.",
        # A sword, an island; where a thing comes from.
        "일본도를 들었다. 원산도에서 조개를 캤다. {원산|wonsan}도 함락되었다.",
        "{서울|seoul}에서도, {평양|pyongyang}까지도 {북한|dprk}도요",
        "명태의 원산이 어디인가. {원산|wonsan}이 함락되었다.",
        # First names, a ship.
        "수원 씨와 원주 씨가 {서울|seoul}에 왔다.",
        "호위함 인천은 {인천|incheon}을 떠났다.",
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
        # Families, by a rank, a first name, initials; whoever was named so before.
        "Our teacher, Tess Holland of Dunedin, wrote home from {Korea|korean-peninsula}.",
        "Our captain, Commander Holland, gathered us at {Inchon|incheon}. Holland said nothing.",
        "Able Seaman Poland and Petty Officer England came from {Pusan|busan}; J. R. France did not.",
        "The Holland family, and Mrs England of {Washington|washington}. Holland, R. (1998), War at Sea.",
        "MAJOR HOLLAND SIGNED. {FRANCE|france} AND {CANADA|canada} DID NOT.",
        "A cook called England; President Rhee thanked {Canada|canada} and {Great Britain|united-kingdom}.",
        "A reply from {Poland|poland} came, and on Tuesday {Poland|poland} replied again.",
        "In {Holland|netherlands} they remember. Neither {Holland|netherlands} nor {Belgium|belgium} did.",
        "Mr. Holland ({Netherlands|netherlands}) rose.",
        "Sergeant Geneva Washington typed it in {Seoul|seoul}. Major Kim Po left {Kim Po|gimpo}.",
        "The Washington Treaty and the Washington Navy Yard. The State Department in {Washington|washington}.",
        "What the Dutch called {Holland|netherlands}; a country called {Canada|canada}. Red {Poland|poland} agreed.",
        # Ships that bear a river's name, or are called by it alone once they were called ships.
        "The old frigate Apnok, named for the river, lay off {Incheon|incheon}. Later the Apnok's officers rowed.",
        "The destroyer, the Wonsan, fired. The Wonsan turned to port. They saw {Wonsan|wonsan}.",
        "HMS Yalu and USS Inchon sailed. The Inchon carried helicopters from {Inchon|incheon}.",
        "A tug named Haeju and a boat called the Masan left. They called her Yalu. Life aboard Incheon was dull.",
        "They crossed the {Yalu|yalu-river} in the gunboat Yalu. Up the {Yalu|yalu-river} they went. Yalu class boats",
        "By ferry, {Incheon|incheon} is far. They crossed the {Tumen|tumen-river} by ferry.",
        "R.O.K.S. Kanghwa left; the {R.O.K.|rok} Navy stayed.",
        "A corvette of the Cheju class. The Wonsan lay at {Wonsan|wonsan}.",
        "The gunboat Tuman came, flying her flag. Tuman opened fire. The {Tumen|tumen-river} was near.",
        # Names that share their last word; states by their names in full.
        "the {Gyeongui|western-corridor} and {Donghae corridors|eastern-corridor}",
        "the {Kyongui|western-corridor} and {Tonghae lines|eastern-corridor}",
        "The {Libyan Arab Jamahiriya|libya}, the {Hellenic Republic|greece} and the {Polish People's Republic|poland}",
        "The 1954 {Geneva Conference|event-1954-geneva} failed.",
        # A state by what it has.
        "{Korea|rok}'s National Assembly met.",
    ],
)
def test_name_that_something_else_bears_is_told_by_what_stands_beside_it(marked: str) -> None:
    check(marked)
