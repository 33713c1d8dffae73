"""The archive page: what its address says is shown, what a document says is text, and counts are on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from streamlit.testing.v1 import AppTest

from koreamap.app import archive_view
from koreamap.app.archive_view import Wanted, make_points, read_wanted, write_mentions, write_query
from koreamap.archive.asking import Counted
from koreamap.archive.linking import Mention
from koreamap.atlas import read_atlas
from koreamap.cli import main
from koreamap.errors import ArchiveError
from koreamap.translation import speak

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from koreamap.atlas import Atlas


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Link sixty letters that name Panmunjom, and one more that names Seoul."""
    folder = tmp_path_factory.mktemp("letters")
    for number in range(60):
        (folder / f"1952 letter {number:02}.txt").write_text(f"Letter {number}, from Panmunjom.")
    (folder / "1953-07.txt").write_text("<b>Seoul</b> & home")
    out = folder / "links.parquet"
    assert CliRunner().invoke(main, ["link", str(folder), "--out", str(out)]).exit_code == 0
    return out


# What is asked and shown


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        ({}, Wanted()),
        ({"place": "nll", "from": "1950", "to": "1953-07", "words": "a b", "bbox": "korea", "page": "3", "utm": "x"},
         Wanted("nll", "1950", "1953-07", "a b", "korea", 3)),
        ({"page": "-1"}, Wanted()),
        ({"page": "٣"}, Wanted()),
        ({"page": "9" * 30}, Wanted(page=1_000_000)),
        ({"words": "x" * 500}, Wanted(words="x" * 200)),
    ],
)  # fmt: skip
def test_address_says_what_is_wanted(query: dict[str, str], wanted: Wanted) -> None:
    assert read_wanted(query) == wanted
    assert read_wanted(write_query(wanted)) == wanted


def test_usual_view_needs_no_words_in_the_address() -> None:
    assert write_query(Wanted(place="nll")) == {"place": "nll"}


def test_what_a_document_says_is_text(atlas: Atlas) -> None:
    hostile = '<img src=x onerror="alert(1)">'
    mention = Mention(
        document=hostile, start=len(hostile), end=len(hostile) + 3, exact="<i>", place=hostile, grade="exact",
        passage=hostile, date=hostile, context=f"{hostile}<i>{hostile}", context_start=0, text_sha256="",
    )  # fmt: skip
    written = write_mentions([mention], atlas)
    assert "<img" not in written
    assert written.count("&lt;img src=x") == 6
    assert "<mark>&lt;i&gt;</mark>" in written


def test_words_around_a_mention_begin_and_end_whole(atlas: Atlas) -> None:
    before, after = "x" * 20 + " " + "y" * 79, " " + "z" * 79 + " " + "w" * 19
    cut = Mention("d", 300, 303, "NLL", "nll", "exact", "p1", "", f"{before}NLL{after}", 200, "")
    assert f"<bdi>… {'y' * 79}<mark>NLL</mark> {'z' * 79} …</bdi>" in write_mentions([cut], atlas)
    whole = Mention("d", 3, 6, "NLL", "nll", "exact", "p1", "", "an NLL.", 0, "")
    assert "<bdi>an <mark>NLL</mark>.</bdi>" in write_mentions([whole], atlas)


def test_places_stand_in_the_middle_of_where_they_are_drawn(atlas: Atlas) -> None:
    points = make_points([Counted("38th-parallel", 7), Counted("nowhere", 3)], atlas)
    assert [(point.id, point.mentions, point.lon, point.lat) for point in points] == [
        ("38th-parallel", 7, 126.75, 38.0)
    ]
    speak("ko")
    assert make_points([Counted("seoul", 1)], atlas)[0].title == "서울"


# The page


def run_page(**query: str) -> AppTest:
    def script() -> None:
        from koreamap.app.pages import archive  # noqa: PLC0415 - runs as a script of its own

        archive.render()

    page = AppTest.from_function(script, default_timeout=120)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def said(page: AppTest) -> str:
    return " ".join(str(element.proto) for element in page.get("html"))


def test_without_a_file_the_page_says_how_to_make_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KOREAMAP_ARCHIVE", raising=False)
    page = run_page()
    assert "koreamap link letters/ --out links.parquet" in page.code[0].value
    assert "KOREAMAP_ARCHIVE=links.parquet koreamap app" in page.code[0].value


def test_page_counts_and_turns(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_ARCHIVE", str(path))
    page = run_page(lang="en", utm="x")
    assert "61 mentions" in said(page)
    assert said(page).count("<li>") == 50
    page.button(key="archive-next-above").click().run()
    assert said(page).count("<li>") == 11
    assert page.query_params["page"] == "2"
    assert page.query_params["utm"] == "x"
    page.selectbox(key="archive-place").set_value("seoul").run()
    assert "&lt;b&gt;<mark>Seoul</mark>&lt;/b&gt; &amp; home" in said(page)
    assert page.query_params["place"] == "seoul"
    assert "page" not in page.query_params


def test_address_is_followed_and_what_is_wrong_in_it_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_ARCHIVE", str(path))
    page = run_page(to="1952", words="letter")
    assert "60 mentions" in said(page)
    assert page.text_input(key="archive-words").value == "letter"
    for query in ({"from": "July"}, {"bbox": "1,2"}, {"bbox": "<b>"}):
        assert page.error.len == 0
        assert run_page(**query).error.len == 1
    page = run_page(place="atlantis", bbox="western-islands")
    assert "0 mentions" in said(page)


def test_file_that_is_none_of_ours_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArchiveError, match="no such file"):
        archive_view.find_archive({"KOREAMAP_ARCHIVE": str(tmp_path / "none.parquet")})
