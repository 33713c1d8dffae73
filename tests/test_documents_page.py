"""The Documents page without a browser: what it holds of a document, whom it hears, who may keep, what is given out."""

from __future__ import annotations

import gc
import json
import threading
from typing import TYPE_CHECKING, NamedTuple

import pytest
from streamlit.testing.v1 import AppTest

from koreamap.app import own_places
from koreamap.app.keeping import KEEP_VARIABLE, may_keep
from koreamap.app.own_document import (
    Answer,
    Desk,
    describe_places,
    describe_questions,
    get_ready,
    open_desk,
    read_answer,
)
from koreamap.app.pages import documents as page_module
from koreamap.app.session_files import SessionFile, find_session_file
from koreamap.atlas import Atlas, read_atlas
from koreamap.drafts import Draft
from koreamap.errors import ServerError
from koreamap.gazetteer import read_places
from koreamap.model.inputs import DecisionsFile
from koreamap.own_documents import make_document, write_own
from koreamap.reading.reader import read_file
from koreamap.text.matching import build_matcher
from koreamap.translation import speak

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The envoys met at Panmunjom. Pyongyanq answered, and Zorbach left for Panmunjom.\n"
HOSTILE = "At Panmunjom <img src=x onerror=alert(1)> **bold** [a](javascript:alert(1)) ${x} `y` stood.\n"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def desk(atlas: Atlas) -> Desk:
    document = make_document(read_file("note.txt", TEXT.encode()))
    decisions = DecisionsFile(document=document.id, text_sha256=document.sha256)
    return open_desk(Draft(document=document, decisions=decisions), atlas)


# --- what a browser is handed


@pytest.mark.thorough
def test_browser_reads_the_document_its_links_and_cards_and_no_other_document(desk: Desk) -> None:
    read = {stem: json.loads(file.asset.body) for stem, file in desk.files.items()}
    assert [document["id"] for document in read["documents"]["documents"]] == ["note"]
    assert len(read["links"]["items"]) == 2
    (card,) = (card for card in read["cards"]["cards"] if card["id"] == "panmunjom")
    assert len(card["mentions"]) == 2
    (other,) = (card for card in read["cards"]["cards"] if card["id"] == "nll")
    assert other["mentions"] == []


def test_browser_is_told_the_language_of_the_text(atlas: Atlas) -> None:
    document = make_document(read_file("글.txt", "백령도와 연평도는 서해에 있다.\n".encode()))
    draft = Draft(document=document, decisions=DecisionsFile(document=document.id, text_sha256=document.sha256))
    (told,) = json.loads(open_desk(draft, atlas).files["documents"].asset.body)["documents"]
    assert told["language"] == "ko"


def test_address_of_a_session_file_cannot_be_guessed_and_goes_with_it() -> None:
    one, other = SessionFile("links", b"{}"), SessionFile("links", b"{}")
    assert one.path != other.path
    assert len(one.path.split("/")[1]) >= 24
    found = find_session_file(one.path)
    assert found is not None
    assert found.body == b"{}"
    assert found.cache_control == "private, no-store"
    path = one.path
    del one, found
    gc.collect()
    assert find_session_file(path) is None
    assert find_session_file(other.path) is not None


@pytest.mark.parametrize("path", ["session/", "session/x/links.json", "layers/links.json", "session/../layers", ""])
def test_what_no_session_holds_is_not_found(path: str) -> None:
    assert find_session_file(path) is None


# --- what is heard


@pytest.mark.thorough
def test_answer_is_taken_and_can_be_taken_back(desk: Desk, atlas: Atlas) -> None:
    after = desk.answer(Answer(action="decide", exact="Pyongyanq", kind="suggestion", places=("pyongyang",)), atlas)
    assert [link.mention.place_id for link in after.linked.links] == ["panmunjom", "pyongyang", "panmunjom"]
    back = after.answer(Answer(action="undo"), atlas)
    assert back.draft == desk.draft
    assert back.before == ()
    assert back.answer(Answer(action="undo"), atlas) is back


def test_answer_for_one_spot_leaves_the_others(desk: Desk, atlas: Atlas) -> None:
    after = desk.answer(Answer(action="decide", exact="Panmunjom", kind="linked", places=(), spot=1), atlas)
    assert [link.mention.start for link in after.linked.links] == [TEXT.index("Panmunjom")]


@pytest.mark.parametrize(
    "answer",
    [
        Answer(action="decide", exact="Nowhere", kind="name"),
        Answer(action="decide", exact="Pyongyanq", kind="linked"),
        Answer(action="decide", exact="Pyongyanq", kind="suggestion", places=("no-such-place",)),
        Answer(action="decide", exact="Panmunjom", kind="linked", spot=2),
        Answer(action="decide", exact="Panmunjom", kind="linked", spot=-1),
        Answer(action="keep", exact="Panmunjom", kind="linked"),
    ],
)
def test_answer_that_fits_no_question_is_not_heard(desk: Desk, atlas: Atlas, answer: Answer) -> None:
    assert desk.answer(answer, atlas) is desk


@pytest.mark.parametrize("text", ["", "{", "[]", '{"action": 1}', '{"action": "undo", "more": 1}', '{"exact": "x"}'])
def test_what_is_no_answer_is_none(text: str) -> None:
    assert read_answer(text) is None


def test_questions_are_described_as_text(atlas: Atlas) -> None:
    document = make_document(read_file("note.txt", HOSTILE.encode()))
    draft = Draft(document=document, decisions=DecisionsFile(text_sha256=document.sha256))
    (question,) = (q for q in describe_questions(open_desk(draft, atlas).linked) if q["exact"] == "Panmunjom")
    (spot,) = question["spots"]  # type: ignore[misc]
    assert spot["suffix"].startswith(" <img src=x onerror=alert(1)>")


# --- who may keep


@pytest.mark.parametrize(
    ("environment", "may"),
    [
        ({}, True),
        ({"KOREAMAP_HOSTS": " "}, True),
        ({"KOREAMAP_HOSTS": "maps.example"}, False),
        ({"KOREAMAP_ADDRESS": "https://maps.example/"}, False),
        ({"KOREAMAP_HOSTS": "maps.example", KEEP_VARIABLE: "yes"}, True),
        ({KEEP_VARIABLE: "no"}, False),
    ],
)
def test_readers_keep_documents_on_their_own_machine_or_where_the_operator_says_so(
    environment: dict[str, str], may: bool
) -> None:
    assert may_keep(environment) is may


def test_setting_that_is_neither_is_refused_by_name() -> None:
    with pytest.raises(ServerError, match="KOREAMAP_KEEP: found maybe"):
        may_keep({KEEP_VARIABLE: "maybe"})


# --- the page


def show() -> None:
    """Show the page, as a script of its own."""
    from koreamap.app.pages import documents  # noqa: PLC0415 - the script runs by itself

    documents.render()


def show_korean() -> None:
    """Show the page in Korean."""
    from koreamap.app.pages import documents  # noqa: PLC0415 - the script runs by itself
    from koreamap.translation import speak  # noqa: PLC0415 - as above

    speak("ko")
    documents.render()


@pytest.fixture
def page(read_here: None) -> AppTest:  # noqa: ARG001 - readers with a process of their own are tried in a browser
    return AppTest.from_function(show, default_timeout=60).run()


def paste(page: AppTest, text: str, title: str = "", date: str = "") -> AppTest:
    page.text_input(key="documents-title").input(title)
    page.text_input(key="documents-date").input(date)
    page.text_area(key="documents-pasted").input(text)
    return next(button for button in page.button if button.label == "Put it on the map").click().run()


def test_page_asks_for_a_document_and_says_that_none_was_given(page: AppTest) -> None:
    assert page.title[0].value == "Your documents"
    assert "Choose a file or paste a text first." in [info.value for info in paste(page, "  ").info]


def test_page_gets_ready_once_before_a_document_is_given(monkeypatch: pytest.MonkeyPatch, read_here: None) -> None:  # noqa: ARG001 - as above
    begun = threading.Event()
    given: list[Atlas] = []
    monkeypatch.setattr(page_module, "get_ready", lambda atlas: (given.append(atlas), begun.set()))
    page_module._prepare_linking.cache_clear()
    for _ in range(2):
        assert not AppTest.from_function(show, default_timeout=60).run().exception
    assert begun.wait(60)
    assert len(given) == 1


def test_who_is_ready_makes_nothing_anew_for_the_first_document(atlas: Atlas) -> None:
    build_matcher.cache_clear()
    get_ready(atlas)
    made = build_matcher.cache_info().misses
    assert made >= 1
    document = make_document(read_file("a.txt", b"At Kaesong."))
    open_desk(Draft(document=document, decisions=DecisionsFile(document="a", text_sha256=document.sha256)), atlas)
    assert build_matcher.cache_info().misses == made


def test_what_is_wrong_is_said_in_the_language_of_the_page(read_here: None) -> None:  # noqa: ARG001 - as above
    page = AppTest.from_function(show_korean, default_timeout=60).run()
    page.text_area(key="documents-pasted").input("판문점에서 만났다.")
    page.text_input(key="documents-date").input("1953-13")
    next(button for button in page.button if button.form_id).click().run()
    (said,) = (error.value.replace("\\", "") for error in page.error)
    assert "의 날짜: 찾은 값 1953-13, 필요한 값 1953, 1953-07, 1953-07-27과 같은 EDTF 날짜." in said


def test_pasted_text_is_read_and_its_names_are_summed_up(page: AppTest) -> None:
    paste(page, TEXT)
    assert not page.exception
    assert page.header[0].value == "Pasted text"
    assert page.caption[0].value == "1 passage · 2 mentions · 1 place"


def test_pasted_markdown_is_told_by_its_headings(page: AppTest) -> None:
    paste(page, f"# The talks\n\n## At the line\n\n{TEXT}")
    assert not page.exception
    desk: Desk = page.session_state[page_module._DESK]
    assert [passage.kind for passage in desk.draft.document.passages][-2:] == ["heading", "paragraph"]


@pytest.mark.thorough
def test_kept_document_is_listed_taken_up_again_and_taken_away(page: AppTest, personal_folder: Path) -> None:
    paste(page, TEXT)
    page.button(key="documents-keep").click().run()
    assert not page.exception
    assert (personal_folder / "documents" / "pasted-text" / "text.txt").read_text(encoding="utf-8") == TEXT
    page.button(key="documents-close").click().run()
    page.button(key="documents-open-pasted-text").click().run()
    assert page.header[0].value == "Pasted text"
    page.button(key="documents-close").click().run()
    page.button(key="documents-remove-pasted-text").click().run()
    assert "Remove Pasted text?" in [said.value for said in page.markdown]
    page.button(key="documents-remove-pasted-text-no").click().run()
    page.button(key="documents-remove-pasted-text").click().run()
    assert (personal_folder / "documents" / "pasted-text").exists()
    page.button(key="documents-remove-pasted-text-yes").click().run()
    assert not page.exception
    (told,) = (info.value.replace("\\", "") for info in page.info)
    assert told.startswith(f"Moved to {personal_folder / 'trash' / 'pasted-text-'}")
    assert told.endswith(f"move that folder to {personal_folder / 'documents' / 'pasted-text'}.")
    assert not (personal_folder / "documents" / "pasted-text").exists()
    assert "pasted-text" not in read_atlas().documents


def test_what_cannot_be_kept_is_told_until_it_is_and_the_page_holds_it(page: AppTest, personal_folder: Path) -> None:
    paste(page, TEXT)
    in_the_way = personal_folder / "documents"
    in_the_way.write_text("a file", encoding="utf-8")
    page.button(key="documents-keep").click().run()
    page.run()
    assert not page.exception
    assert "What was decided is not written, and is held on this page alone." in [said.value for said in page.warning]
    assert len(page.error) == 1
    in_the_way.unlink()
    page.button(key="documents-keep").click().run()
    assert [said.value for said in page.success] == ["It now stands beside the other documents."]
    assert [*page.warning, *page.error] == []
    assert "documents-keep" not in {button.key for button in page.button}


@pytest.mark.thorough
def test_text_that_was_changed_is_shown_as_such_with_what_is_other(page: AppTest, personal_folder: Path) -> None:
    paste(page, TEXT)
    page.button(key="documents-keep").click().run()
    page.button(key="documents-close").click().run()
    text = personal_folder / "documents" / "pasted-text" / "text.txt"
    text.write_text(TEXT.replace("Zorbach left", "*Zorbach* stayed"), encoding="utf-8")
    page.run()
    (warning,) = page.warning
    said, change = warning.value.split("\n")
    assert "a text that differs from the linked version" in said
    assert change == (
        "- passage front/p1\\: reads now “… Panmunjom\\. Pyongyanq answered, and \\*Zorbach\\* stayed for "
        "Panmunjom\\.”, read “… Panmunjom\\. Pyongyanq answered, and Zorbach left for Panmunjom\\.”"
    )


@pytest.mark.thorough
def test_text_that_was_changed_is_told_in_korean_on_the_korean_page() -> None:
    extract = read_file("note.txt", TEXT.encode())
    folder = write_own(make_document(extract), extract).folder
    (folder / "text.txt").write_text(TEXT.replace("Zorbach left", "Zorbach stayed"), encoding="utf-8")
    page = AppTest.from_function(show_korean, default_timeout=60).run()
    (warning,) = page.warning
    said, change = warning.value.replace("\\", "").split("\n")
    assert said.startswith("문헌 note: 찾은 값 연결된 판과 다른 글, sha256 ")
    assert said.endswith(f"({folder / 'text.txt'})")
    assert change == (
        "- 구절 front/p1: 지금은 “… Pyongyanq answered, and Zorbach stayed for Panmunjom.”, "
        "전에는 “… Pyongyanq answered, and Zorbach left for Panmunjom.”"
    )


def test_nothing_is_kept_unless_asked(page: AppTest, personal_folder: Path) -> None:
    paste(page, TEXT)
    assert list(personal_folder.rglob("*.txt")) == []


def test_where_others_are_served_nothing_can_be_kept(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_HOSTS", "maps.example")
    paste(page, TEXT)
    assert "documents-keep" not in {button.key for button in page.button}


def test_text_beyond_the_limit_is_refused_and_the_page_stays(page: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_FILE_MB", "1")
    paste(page, "Panmunjom " * 200_000)
    assert not page.exception
    assert "KOREAMAP\\_MAX\\_FILE\\_MB" in page.error[0].value
    assert page.title[0].value == "Your documents"


def test_file_that_cannot_be_read_is_no_more_being_read(page: AppTest) -> None:
    paste(page, TEXT, date="1953-13")
    assert len(page.error) == 1
    assert page.status == []
    assert not page.exception


class Given(NamedTuple):
    """A file as a browser gives it."""

    name: str
    data: bytes

    def getvalue(self) -> bytes:
        """Return what is in it."""
        return self.data


def add_places(page: AppTest, monkeypatch: pytest.MonkeyPatch, rows: str) -> AppTest:
    """Give a table of places, whatever the field for a file is in this version of Streamlit."""
    given = Given("hills.csv", f"name,lon,lat\n{rows}".encode())
    monkeypatch.setattr(own_places, "ask_file", lambda _label, _ends, key: given if key == "own-places-file" else None)
    return next(button for button in page.button if button.label == "Add the places").click().run()


def test_rows_that_were_refused_are_told_until_the_next_import_or_until_put_away(
    page: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.toggle(key="own-places").set_value(True).run()
    add_places(page, monkeypatch, "Hill 1,126.5,37.9\nHill 2,126.5,397\n")
    page.run()
    assert not page.exception
    assert [said.value for said in page.success] == ["1 place added."]
    (refused,) = (warning.value.replace("\\", "") for warning in page.warning)
    assert refused.startswith("row 3 (Hill 2): ")
    add_places(page, monkeypatch, "Hill 3,126.5,37.8\n").run()
    assert len(page.success) == 1
    assert [*page.warning] == []
    next(button for button in page.button if button.label == "Put away what is said").click().run()
    assert [*page.success] == []


def test_title_is_shown_as_it_is(page: AppTest) -> None:
    paste(page, TEXT, title="<b>x</b> *y* :red[z] $a$")
    assert page.header[0].value == r"\<b\>x\</b\> \*y\* \:red\[z\] \$a\$"


def test_date_that_is_none_is_refused_by_name_and_a_good_one_is_the_document_s(page: AppTest) -> None:
    paste(page, TEXT, date="last summer")
    assert "last summer" in page.error[0].value
    paste(page, TEXT, date="1953-08")
    desk: Desk = page.session_state[page_module._DESK]
    assert desk.draft.document.date == "1953-08"


def test_the_places_to_choose_from_have_the_title_of_the_pages_language() -> None:
    def describe(language: str) -> dict[object, dict[str, object]]:
        speak(language)
        return {place["id"]: place for place in describe_places(read_places())}

    try:
        korean, english = describe("ko"), describe("en")
    finally:
        speak("en")
    assert (korean["yeonpyeongdo"]["title"], english["yeonpyeongdo"]["title"]) == ("연평도", "Yeonpyeongdo")
    assert korean["dprk"]["title"] != english["dprk"]["title"] == "Democratic People's Republic of Korea"
    for one, other in ((korean, english), (english, korean)):
        assert all(
            place["title"] == other[id_]["title"] or place["title"] in other[id_]["names"] for id_, place in one.items()
        )
    titles = [place["title"] for place in korean.values()]
    assert titles == sorted(titles)
