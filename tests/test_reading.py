"""Files of other people's making are read whole, in a process that can do no harm; what is left out is said."""

from __future__ import annotations

import hashlib
import io
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from koreamap.errors import DocumentError
from koreamap.limits import LIMITS, Limit
from koreamap.reading import decoding, process
from koreamap.reading.dates import read_date
from koreamap.reading.formats import find_file_formats
from koreamap.reading.numbering import number_outline
from koreamap.reading.numbers import find_number, stands_alone, to_roman
from koreamap.reading.reader import read_file
from koreamap.reading.running import read_document_file
from koreamap.text.formats.outline import join_slices
from made_files import (
    FRUS,
    HTML,
    MARKDOWN,
    WORD,
    make_bare_pdf,
    make_docx,
    make_hwpx,
    make_pdf,
    pack,
    paragraph,
)

if TYPE_CHECKING:
    from koreamap.model.documents import Outline
    from koreamap.reading.extract import Extract


def divide(extract: Extract) -> Outline:
    return number_outline(extract.text, extract.blocks, document_id="d", title="T", sha256="0" * 64)


def words_of(extract: Extract) -> dict[str, str]:
    """Return what a reader sees, by the passage's id without the document's."""
    passages = divide(extract).passages
    return {each.id.partition("/")[2]: " ".join(join_slices(extract.text, each.slices).split()) for each in passages}


def read_text(text: str) -> Extract:
    return read_file("a.txt", text.encode())


# Formats


def test_every_format_is_found() -> None:
    assert sorted(find_file_formats()) == ["docx", "html", "hwpx", "markdown", "pdf", "plain-text", "tei"]


@pytest.mark.parametrize(
    ("broken", "whole"),
    [
        ('off Paeng<pb n="2"/>nyong-do', "off Paengnyong-do"),
        ('at <hi>Pan</hi>mun<pb n="2"/>jom', "at Panmunjom"),
        ('판문<pb n="2"/>점', "판문점"),
        ('Inc<pb n="2" break="no"/> hon', "Inc hon"),
        ('Pu<pb n="2" break="no"/>San', "PuSan"),
        ('the<pb n="2" break="yes"/>sea', "the sea"),
        ('the sea<pb n="2"/>The', "the sea The"),
        ('the sea.<pb n="2"/>then', "the sea. then"),
        ('Yon-<pb n="2"/>pyong', "Yon- pyong"),
    ],
)
def test_page_that_breaks_within_a_word_leaves_it_whole(broken: str, whole: str) -> None:
    extract = read_file("a.xml", f"<TEI><text><p>{broken}</p></text></TEI>".encode())
    assert list(words_of(extract).values()) == [whole]


def test_frus_is_read_with_heads_notes_and_pages() -> None:
    extract = read_file("frus.xml", FRUS.encode())
    assert words_of(extract) == {
        "negotiations/h": "Negotiations",
        "fn1": "795.00/7-2753: Telegram.",
        "the-commander-in-chief-clark-to-the-join/h": "The Commander in Chief (Clark) to the Joint Chiefs",
        "fn2": "Repeated to CINCPAC; see p. 1440.",
        "the-commander-in-chief-clark-to-the-join/p1": "Tokyo, July 27, 1953",
        "the-commander-in-chief-clark-to-the-join/p2": (
            "1. The Military Demarcation Line and PAENGYONG-DO. At teh site, Panmunjom."
        ),
        "fn3": "Not printed.",
        "the-commander-in-chief-clark-to-the-join/p3": "General Harrison",
        "the-commander-in-chief-clark-to-the-join/p4": "Nam Il",
        "the-commander-in-chief-clark-to-the-join/p5": "Kaesong | 1951",
        "the-commander-in-chief-clark-to-the-join/p6": "Clark",
    }
    outline = divide(extract)
    (paragraph_,) = [each for each in outline.passages if each.pages]
    assert [(extract.text[mark.offset :][:4], mark.label) for mark in paragraph_.pages] == [
        ("1. T", "1444"),
        ("Line", "1445"),
    ]
    assert [(extract.text[: note.offset][-3:], note.label) for note in paragraph_.notes] == [("DO.", "3")]
    assert [section.level for section in outline.sections] == [1, 1, 2]
    head = extract.head
    assert (head.author, head.date, head.publisher) == (
        "Department of State",
        "1953-07-27",
        "Government Printing Office",
    )
    assert head.title.startswith("Foreign Relations of the United States, 1952-1954")
    assert set(extract.warnings) == {
        "left out: pictures (1)",
        "footnotes without a mark, kept where they stand (1): 1",
    }


def read_notes(body: str) -> dict[str, tuple[str, str]]:
    """Return id, label and words of the notes of a TEI document."""
    extract = read_file("a.xml", f"<TEI><text><body>{body}</body></text></TEI>".encode())
    words = words_of(extract)
    notes = [passage for passage in divide(extract).passages if passage.kind == "footnote"]
    return {id_: (note.label, words[id_]) for note in notes for id_ in [note.id.partition("/")[2]]}


def read_marks(body: str) -> list[str]:
    """Return the words of the note to which each mark of a TEI document leads, in reading order."""
    extract = read_file("a.xml", f"<TEI><text><body>{body}</body></text></TEI>".encode())
    words = words_of(extract)
    marks = [mark for passage in divide(extract).passages for mark in passage.notes]
    return [words[mark.passage_id.partition("/")[2]] for mark in marks]


def test_notes_of_tei_without_a_number_are_numbered() -> None:
    body = "<p>One<note>First.</note> and two<note n=' '>Second.</note></p><p>Three<note>Third.</note></p>"
    assert read_notes(body) == {"fn1": ("n. 1", "First."), "fn2": ("n. 2", "Second."), "fn3": ("n. 3", "Third.")}


def test_a_note_of_tei_behind_a_dateline_hangs_at_the_dateline() -> None:
    text = """<TEI><text><body><div><head>One</head><opener><dateline>Munsan, July 21</dateline>
    <note type="source">Box 7.</note></opener><p>It rained.<note n="1">Hard.</note></p></div>
    <div><head>Two</head><p>It snowed.<note n="1">Little.</note></p></div></body></text></TEI>"""
    extract = read_file("a.xml", text.encode())
    blocks = [(extract.text[block.slices[0][0] : block.slices[-1][1]], block) for block in extract.blocks]
    assert [(words, [note.label for note in block.notes]) for words, block in blocks if block.notes] == [
        ("Munsan, July 21", ["a"]), ("It rained.", ["1"]), ("It snowed.", ["1"]),
    ]  # fmt: skip
    assert [words for words, _block in blocks].index("Box 7.") == 2


def test_notes_of_tei_without_a_number_take_none_from_those_that_have_one() -> None:
    body = """<div><head>A</head><note type="source">File 1.</note>
    <p>One<note n="1">First.</note><note n="b">Letter.</note></p></div>
    <div><head>B</head><note type="source">File 2.</note><p>Two<note>Loose.</note><note n="1">Other.</note></p></div>"""
    assert read_notes(body) == {
        "fna": ("n. a", "File 1."),
        "fn1": ("n. 1", "First."),
        "fnb": ("n. b", "Letter."),
        "fnc": ("n. c", "File 2."),
        "fnd": ("n. d", "Loose."),
        "fn1-2": ("n. 1", "Other."),
    }
    assert read_marks(body) == ["First.", "Letter.", "Loose.", "Other."]


def test_a_mark_leads_to_the_next_note_of_its_number_and_to_none_before_it() -> None:
    body = """<div><head>A</head><note n="1">File 1.</note><p>Nothing.</p></div>
    <div><head>B</head><p>Two<note n="1">Own.</note></p></div>"""
    assert read_marks(body) == ["Own."]


def test_markdown_is_words_and_its_links_are_none() -> None:
    extract = read_file("a.md", MARKDOWN.encode())
    assert words_of(extract) == {
        "introduction/h": "Introduction",
        "introduction/p1": "The line near Kaesong runs; [evil](javascript:alert(1)) and , a page.",
        "fn1": "On PAENGYONG-DO.",
        "introduction/p2": "first x",
        "introduction/p3": "second",
        "introduction/p4": "a | b",
        "introduction/p5": "Seoul | 1",
        "introduction/p6": "alert(1)",
        "fnlost": "Nobody leads here.",
    }
    assert (extract.head.title, extract.head.author, extract.head.date) == (
        "The line at sea",
        "A. Writer",
        "1953-07-27",
    )
    assert "footnotes without a mark, kept where they stand (1): lost" in extract.warnings


def test_html_is_words_and_nothing_runs() -> None:
    extract = read_file("a.html", HTML.encode())
    assert words_of(extract) == {
        "article-I/h": "ARTICLE I",
        "article-I/p1": "PAENGYONG-DO lies there. A line.",
        "fn1": "A note.",
        "article-I/p2": "loose words",
        "article-I/p3": "one",
        "article-I/p4": "two",
        "article-I/p5": "a | b",
        "article-I/p6": "<b> here",
    }
    assert (extract.head.title, extract.head.date) == ("The line", "1953-07-27")
    assert extract.warnings == ("left out: navigation menus (1), pictures (1), scripts (1)",)


def test_what_a_site_sets_around_its_text_is_left_out_and_notes_are_not() -> None:
    page = """<title>The Line</title><body><header>The Site</header><aside>Read also: Busan</aside>
    <article><header>The Line</header>
    <p>It runs there.<a href="#n1" id="r1"><sup>1</sup></a></p><footer>Written in Seoul</footer></article>
    <footer>Impressum</footer><footer><ol><li id="n1"><a href="#r1">^</a> A note.</ol></footer></body>"""
    extract = read_file("a.html", page.encode())
    assert list(words_of(extract).values()) == ["The Line", "It runs there.", "A note.", "Written in Seoul"]
    assert extract.warnings == ("left out: asides (1), heads and feet of the web page (2)",)
    plain = read_file("a.html", page.replace("article", "div").encode())
    assert {"The Site", "Impressum"} <= {*words_of(plain).values()}


def test_an_aside_and_a_notice_of_cookies_are_left_out_and_what_follows_stays_in_its_section() -> None:
    page = """<title>Site</title><body><article><h1>The Line</h1><p>It runs there.<a href="#n1"><sup>1</sup></a></p>
    <aside><h3>Read also</h3><p>Ten cafes</p></aside><p>Yeonpyeong lies south of it.</p>
    <aside id="n1">A note.</aside></article>
    <div class="site-cookie-banner"><p>We use cookies.</p></div><div id="consent">Accept</div></body>"""
    extract = read_file("a.html", page.encode())
    assert words_of(extract) == {
        "the-line/h": "The Line",
        "the-line/p1": "It runs there.",
        "fn1": "A note.",
        "the-line/p2": "Yeonpyeong lies south of it.",
    }
    assert extract.warnings == ("left out: asides (1), heads and feet of the web page (2)",)


def test_words_about_cookies_are_kept_where_no_part_of_the_page_is_its_text() -> None:
    page = '<body><div class="cookie-recipes"><p>Cookies of Seoul</p></div></body>'
    assert list(words_of(read_file("a.html", page.encode())).values()) == ["Cookies of Seoul"]


def test_struck_words_of_markdown_lose_their_tildes() -> None:
    assert list(words_of(read_file("a.md", b"To ~~Sariwon~~ Kaesong, ~5 km")).values()) == ["To Sariwon Kaesong, ~5 km"]


def test_docx_is_read_with_numbers_notes_and_without_deletions() -> None:
    extract = read_file("a.docx", make_docx())
    assert words_of(extract) == {
        "introduction/h": "Introduction",
        "introduction/p1": "PAENGYONG-DO lies there.",
        "fn1": "See Panmunjom.",
        "details/h": "Details",
        "details/p1": "13. The Commanders shall:",
        "details/p2": "(a) Order a cessation;",
        "details/p3": "(b) Withdraw.",
        "details/p4": "Kaesong | 1951",
        "details/p5": "백령도는 서해에 있다.",
    }
    labels = [each.label for each in divide(extract).passages]
    assert labels[4:7] == ["“Details”, 13", "“Details”, 13(a)", "“Details”, 13(b)"]
    assert (extract.head.title, extract.head.author) == ("The line", "김")
    assert extract.warnings == (
        "tables, kept row by row (1)",
        "left out: hidden words (1), pictures (1), running heads and feet (1), tracked deletions (1)",
    )


def test_hwpx_is_read_with_its_chapter_numbers() -> None:
    extract = read_file("a.hwpx", make_hwpx())
    assert words_of(extract) == {
        "제1장/h": "제1장 총칙",
        "제1장/p1": "백령도 와 연평도는 서해에 있다.",
        "fn1": "각주의 글.",
        "제1장/p2": "판문점 | 1953",
    }
    assert (extract.head.title, extract.head.author, extract.head.language) == ("서해의 선", "김연구", "ko")
    assert extract.warnings == ("tables, kept row by row (1)", "left out: pictures (1), tracked deletions (1)")


PAPER = """#set page(width: 12cm, height: 14cm, header: [Journal of Lines], numbering: "1", columns: 2)
#set par(justify: true)
#set text(hyphenate: true, lang: "en")
#set document(title: "The line", author: "A. Writer")
= The line at sea
The Northern Limit Line#footnote[Off PAENGYONG-DO.] was drawn in August 1953. #lorem(230)

== 제1장 총칙
백령도와 연평도는 서해에 있다.
"""


def test_pdf_of_two_columns_is_read_without_heads_and_hyphens() -> None:
    extract = read_file("a.pdf", make_pdf(PAPER))
    words = words_of(extract)
    assert list(words) == ["the-line-at-sea/h", "the-line-at-sea/p1", "fn1", "제1장/h", "제1장/p1"]
    body = words["the-line-at-sea/p1"]
    assert body.startswith("The Northern Limit Line was drawn in August 1953. Lorem ipsum dolor sit amet, consectetur")
    assert words["fn1"] == "Off PAENGYONG-DO."
    assert words["제1장/p1"] == "백령도와 연평도는 서해에 있다."
    assert "Journal" not in extract.text
    assert "-" not in body
    assert [mark.label for each in divide(extract).passages for mark in each.pages] == ["1", "2"]
    assert extract.warnings == (
        "lines taken for running heads and feet: “Journal of Lines”",
        "left out: page numbers (2), running heads and feet (2)",
    )
    assert (extract.head.title, extract.head.author) == ("The line", "A. Writer")


HYPHENS = """#set page(width: 6cm, height: 12cm, margin: 0.5cm)
#let broken(first, second) = [They lie there #box(width: 1fr)[#h(1fr)#(first)-] #linebreak() #second, and more of it.

]
Of Taesŏng-dong and the command, in 1953.
#broken[U][do]
#broken[Taesŏng][dong]
#broken[com][mand]
#broken[Sino][Korean]
#broken[F][86]
#broken[KOR][EA]
#broken[hel][lo]
"""


def test_a_hyphen_at_a_lines_end_stays_where_it_is_the_words_own() -> None:
    text = read_file("a.pdf", make_pdf(HYPHENS)).text
    broken = [each.split("lie there ")[1].split(",")[0] for each in text.split("They ")[1:]]
    assert broken == ["U-do", "Taesŏng-dong", "command", "Sino-Korean", "F-86", "KOREA", "hello"]


CUT = """#set page(width: 7cm, height: 12cm, margin: 0.5cm)
#let cut(first, second) = [그들이 산다 #box(width: 1fr)[#h(1fr)#first] #linebreak() #second, 그리고

]
비무장지대의 대성동 사람들은 살고, 이 국제연합군의 배는 가고, 국제 연합 기구는 있고, 서울 사람들이 대한 땅에 온다.

#cut[사][람들은]
#cut[국제연][합군이]
#cut[국][제연합]
#cut[국제][연합]
#cut[산에][간]
#cut[대][한]
"""


def test_a_korean_word_that_a_line_cuts_is_joined_where_it_stands_whole_elsewhere() -> None:
    text = read_file("a.pdf", make_pdf(CUT)).text
    cut = [each.split("산다 ")[1].split(",")[0] for each in text.split("그들이 ")[1:]]
    assert cut == ["사람들은", "국제연합군이", "국 제연합", "국제 연합", "산에 간", "대 한"]


BOLD = """#set page(columns: 2)
#set par(justify: true)
= The Islands
*Background*

The five islands lie in the West Sea.

*The Line and \\
its Drawing*

*Osan* is a town, and so many words follow here that they take more than one line. *These are
bold for two lines, and no heading, since a sentence goes on in them and behind them*, he said.

*A bold sentence is none.*

#lorem(60)
"""


def test_bold_headings_of_the_body_s_size_are_headings() -> None:
    extract = read_file("a.pdf", make_pdf(BOLD))
    heads = [
        (block.level, join_slices(extract.text, block.slices)) for block in extract.blocks if block.kind == "heading"
    ]
    assert heads == [(1, "The Islands"), (2, "Background"), (2, "The Line and its Drawing")]


def test_where_all_is_bold_nothing_is_a_heading_for_that() -> None:
    extract = read_file("a.pdf", make_pdf("*One line of words*\n\n*And one more*\n"))
    assert {block.kind for block in extract.blocks} == {"paragraph"}


TABLE = """Words before it.
#table(columns: (4cm, 2cm, 2cm), stroke: none,
  [*Island*], [*Area, km#super[2]*], [*People*],
  [Paengyong-do, which is the largest of all the five], [46], [4,300],
  [Taechong-do], [the second in the list], [1,200])
Words after it.
+ An item of a list
+ Another item of it
"""


def test_a_table_is_kept_row_by_row() -> None:
    extract = read_file("a.pdf", make_pdf(TABLE))
    assert list(words_of(extract).values()) == [
        "Words before it.",
        "Island | Area, km2 | People",
        "Paengyong-do, which is the largest of all the five | 46 | 4,300",
        "Taechong-do | the second in the list | 1,200",
        "Words after it.",
        "1. An item of a list",
        "2. Another item of it",
    ]
    assert extract.warnings == ("tables, kept row by row (1)",)


CELLS = """#set page(width: 13cm, height: 14cm, margin: 1cm)
#set text(size: 13pt, hyphenate: true, lang: "en")
#set par(justify: true)
Paengyŏng-do and others are named here, before the table of islands.
#table(columns: (2.6cm, 2.9cm, 2.6cm, 2.6cm), align: center,
  [*Island*], [*Hangul*], [*Held by*], [*Population*],
  [Paengyŏng-do], [백령도], [UNC], [8,300],
  [Cho-do], [초도], [KPA and #box(width: 0.95cm)[CPV]], [410],
  [Kyodong-do], [교동도], [UNC], [9,070])
"""


def test_cells_keep_their_hyphens_and_are_not_parted_where_a_line_is_stretched() -> None:
    assert list(words_of(read_file("a.pdf", make_pdf(CELLS))).values())[1:] == [
        "Island | Hangul | Held by | Population",
        "Paengyŏng-do | 백령도 | UNC | 8,300",
        "Cho-do | 초도 | KPA and CPV | 410",
        "Kyodong-do | 교동도 | UNC | 9,070",
    ]


def test_an_exponent_is_no_footnote() -> None:
    extract = read_file("a.pdf", make_pdf("An area of 47 km#super[2] there.\n"))
    assert words_of(extract) == {"front/p1": "An area of 47 km2 there."}


def test_a_mark_behind_a_figure_is_a_mark_and_a_power_is_none() -> None:
    source = (
        "Patrol Boat 357#footnote[Sunk.] and some 10#super[6] shells, in 2002.#footnote[Over 46 km#super[2] there.]\n"
    )
    assert words_of(read_file("a.pdf", make_pdf(source))) == {
        "front/p1": "Patrol Boat 357 and some 106 shells, in 2002.",
        "fn1": "Sunk.",
        "fn2": "Over 46 km2 there.",
    }


@pytest.mark.parametrize(
    ("source", "body", "marks"),
    [
        ("One#footnote[A.] and two.#footnote[B.]#footnote[C.] On.", "One and two. On.", ["1", "2", "3"]),
        ("One and two.#footnote[A.]#super[,]#footnote[B.] On.", "One and two. On.", ["1", "2"]),
        (
            "One#footnote[A.]#super[,] #footnote[B.] and two#footnote[C.]#super[,]#footnote[D.] on.",
            "One and two on.",
            ["1", "2", "3", "4"],
        ),
        ("One and two#footnote[A.], three.#footnote[B.]", "One and two, three.", ["1", "2"]),
        ("One and two to be seen#super[5,6] on.", "One and two to be seen5,6 on.", []),
        ("One#footnote[A.] and two#footnote[B.] in 10#super[12] men.", "One and two in 1012 men.", ["1", "2"]),
        ("One#footnote[A.] and two#footnote[B.] in m#super[24].", "One and two in m24.", ["1", "2"]),
    ],
    ids=[
        "without white",
        "a comma between",
        "two in a line",
        "a comma of the text",
        "no notes",
        "their own marks stand elsewhere",
        "no two that follow",
    ],
)
def test_two_marks_beside_each_other_are_two(source: str, body: str, marks: list[str]) -> None:
    extract = read_file("a.pdf", make_pdf(source))
    assert words_of(extract)["front/p1"] == body
    assert [mark.label for block in extract.blocks for mark in block.notes] == marks
    assert extract.warnings == ()


def test_a_pdf_of_pictures_says_that_it_has_no_text() -> None:
    with pytest.raises(DocumentError, match=r"2 pages without a text layer.*text recognition"):
        read_file("scan.pdf", make_pdf("#rect()\n#pagebreak()\n#rect()\n"))


def test_pages_without_text_are_told() -> None:
    extract = read_file("a.pdf", make_pdf("Words on a page of a text.\n#pagebreak()\n#rect()\n"))
    assert extract.warnings == ("pages without text, pictures or blank (1 of 2): 2",)


# Structure


def test_articles_items_and_korean_chapters_become_sections_and_labels() -> None:
    extract = read_text(
        "ARTICLE I\nTHE LINE\n\n1. A line shall be fixed.\n\n13. The Commanders shall:\n(a) Cease, as in\n"
        "Article II of this text;\n(b) Withdraw.\n\nArticle 2. The Parties meet.\n\n제2장 보칙\n\n"
        "제3조(목적) 이 법은 적용한다.\n제3조에 따라 정한다.\n\n가. 첫째\n나. 둘째\n"
    )
    outline = divide(extract)
    assert [(each.id, each.title, each.level) for each in outline.sections[1:]] == [
        ("article-I", "ARTICLE I THE LINE", 1),
        ("article-2", "Article 2.", 1),
        ("제2장", "제2장 보칙", 2),
        ("제3조", "제3조(목적)", 3),
    ]
    assert [each.label for each in outline.passages] == [
        "Article I", "Article I, 1", "Article I, 13", "Article I, 13(a)", "Article I, 13(b)", "Article 2",
        "Article 2, ¶ 1", "제2장", "제3조", "제3조, ¶ 1", "제3조, 가", "제3조, 나",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "kind", "number", "value"),
    [
        ("ARTICLE IV", "article", "IV", 4),
        ("Article 60. The", "article", "60", 60),
        ("13. The Commanders", "arabic", "13", 13),
        ("(b) Withdraw", "paren-lower", "b", 2),
        ("(2) Withdraw", "paren", "2", 2),
        ("1.1 Scope", "decimal", "1.1", 0),
        ("XIV. Of lines", "roman", "XIV", 14),
        ("제12장 보칙", "장", "12", 12),
        ("제3조의2(정의)", "조", "3", 3),
        ("가. 첫째", "ga", "가", 1),
        ("1) 첫째", "half", "1", 1),
        ("\u2460 첫째", "circled", "\u2460", 0),
    ],
)
def test_printed_numbers(text: str, kind: str, number: str, value: int) -> None:
    found = find_number(text)
    assert found is not None
    assert (found.kind, found.text, found.value) == (kind, number, value)


@pytest.mark.parametrize(
    "text", ["1953 was", "2.5 km away", "제3조에 따라", "가나다", "Articles of war", "(see above)", "A line"]
)
def test_what_is_no_number(text: str) -> None:
    assert find_number(text) is None


@pytest.mark.parametrize(
    "line", ["Article 3 of the Agreement", "Article 3, as amended", "제3조 및 제4조", "Section 2 and more."]
)
def test_a_sentence_that_opens_with_an_article_is_no_heading(line: str) -> None:
    assert not stands_alone(line)


def test_roman_numerals() -> None:
    assert [to_roman(value) for value in (1, 4, 9, 14, 40, 99)] == ["I", "IV", "IX", "XIV", "XL", "XCIX"]


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("27 July 1953", "1953-07-27"), ("July 27, 1953, 3 p.m.", "1953-07-27"), ("1953년 7월 27일", "1953-07-27"),
        ("1953-07", "1953-07"), ("1953/7/27", "1953-07-27"), ("July 1953", "1953-07"), ("no day", ""),
        ("1953-13-40", ""), ("2007. 10. 4.", "2007-10-04"),
    ],
)  # fmt: skip
def test_dates(text: str, date: str) -> None:
    assert read_date(text) == date


@pytest.mark.parametrize(
    ("text", "title", "date"),
    [
        ("A Letter from Munsan\n\nMunsan-ni, 29 July 1953\n\nDear Mother,\n\nWe crossed the river.\n",
         "A Letter from Munsan", "1953-07-29"),
        ("서해 5도와 북방한계선\n\n2007. 10. 4.\n\n백령도는 서해에 있다.\n", "서해 5도와 북방한계선", "2007-10-04"),
        ("Seoul, July 3, 1953, 3 p.m.\n\nThe islands lie there.\n", "", "1953-07-03"),
        ("We crossed the river.\n\nThen we slept.\n", "", ""),
        ("TOP SECRET\n\nThe islands lie there.\n", "", ""),
        ("Dear Mother,\n\nThe islands lie there.\n", "", ""),
        ("Dear Mother\n\nThe islands lie there.\n", "", ""),
        ("Subject: The islands\n\nThe islands lie there.\n", "", ""),
        ("백령도는 서해에 있다\n\n연평도도 그렇다.\n", "", ""),
        ("The islands\nlie there\n\nAnd the line runs.\n", "", ""),
        ("One island\n\nAnother island\n", "", ""),
        ("ARTICLE I\n\nThe islands lie there.\n", "", ""),
        ("The War, 1950 to 1953\n\nIt ended on 27 July 1953.\n", "The War, 1950 to 1953", ""),
        ("No Quiet at Sea\n\nThe islands lie there.\n", "No Quiet at Sea", ""),
    ],
)  # fmt: skip
def test_first_line_is_the_title_where_it_is_evidently_one(text: str, title: str, date: str) -> None:
    extract = read_text(text)
    assert (extract.head.title, extract.head.date) == (title, date)
    assert ("the first line was taken for the title" in extract.warnings) == bool(title)
    assert any(f"the date {date} was taken from" in said for said in extract.warnings) == bool(date)


def test_only_heading_of_its_rank_is_the_title_and_one_of_many_is_not() -> None:
    body = "\n\nWords there.\n\n"
    titles = {
        text: read_file("a.md", text.encode()).head.title
        for text in (f"# The Line{body}## One{body}## Two{body}", f"# One{body}# Two{body}", f"# Introduction{body}")
    }
    assert list(titles.values()) == ["The Line", "", ""]


def test_author_of_a_line_by_itself_is_taken_and_told() -> None:
    extract = read_text("The Line\n\nBy Ines van Farkas\n\nIt was drawn by Admiral Clark.\n")
    assert extract.head.author == "Ines van Farkas"
    assert "the author was taken from “By Ines van Farkas”" in extract.warnings


def test_styles_of_word_say_title_author_and_date_before_the_properties_of_the_file() -> None:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{name[0]}"><w:name w:val="{name}"/></w:style>'
        for name in ("Title", "Author", "Date")
    )
    body = "".join([
        paragraph("Notes on Haeju", style="T"), paragraph("By Ines Farkas", style="A"), paragraph("J. Roe", style="A"),
        paragraph("4 October 2011", style="D"), paragraph("Haeju lies there."),
    ])  # fmt: skip
    core = '<c:p xmlns:c="c" xmlns:d="d"><d:title>Document1</d:title><d:creator>python-docx</d:creator></c:p>'
    parts = {"word__styles_DOT_xml": f"<w:styles {WORD}>{styles}</w:styles>", "docProps__core_DOT_xml": core}
    head = read_file("a.docx", make_docx(body, **parts)).head
    assert (head.title, head.author, head.date) == ("Notes on Haeju", "Ines Farkas; J. Roe", "2011-10-04")


def test_day_on_which_a_file_was_made_is_told_and_is_not_its_date() -> None:
    said = "<d:creator>python-docx</d:creator><d:created>2013-12-23T23:15:00Z</d:created>"
    core = f'<c:p xmlns:c="c" xmlns:d="d">{said}</c:p>'
    extract = read_file("a.docx", make_docx(paragraph("Haeju lies there."), docProps__core_DOT_xml=core))
    assert (extract.head.author, extract.head.date) == ("", "")
    assert "the file was made on 2013-12-23; of the document itself no date is known" in extract.warnings


def test_footnotes_that_begin_anew_lead_each_to_its_own() -> None:
    extract = read_text("First.[1]\n\n[1] One.\n\nSecond.[1]\n\n[1] Other.\n")
    assert words_of(extract) == {"front/p1": "First.", "fn1": "One.", "front/p2": "Second.", "fn1-2": "Other."}


def test_initial_of_who_signs_is_no_number() -> None:
    extract = read_text("A. The islands.\n\nB. The line.\n\nU. Alexis Johnson\n\nC. Turner Joy\n")
    assert [each.label.removeprefix("front matter, ") for each in divide(extract).passages] == ["A", "B", "¶ 3", "C"]


def test_a_mark_without_footnote_stays_a_word() -> None:
    extract = read_text("First [7] there.\n")
    assert words_of(extract) == {"front/p1": "First [7] there."}


def test_a_very_long_heading_has_a_short_id() -> None:
    extract = read_file("a.md", f"# {'name ' * 60}\n\nText.\n".encode())
    (section,) = divide(extract).sections[1:]
    assert len(section.id) <= 40
    assert len(section.title) == 299


# Encodings


@pytest.mark.parametrize(
    ("encoding", "mark", "found"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8"),
        ("utf-16-le", b"\xff\xfe", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("cp949", b"", "cp949"),
        ("euc-kr", b"", "cp949"),
    ],
)
def test_encodings_are_recognised_and_said(encoding: str, mark: bytes, found: str) -> None:
    text = "The line, 1953. 백령도는 서해에 있다."
    extract = read_file("a.txt", mark + text.encode(encoding))
    assert (extract.encoding, extract.text) == (found, text + "\n")


def test_latin_1_is_guessed_and_said() -> None:
    extract = read_file("a.txt", "Café près de Genève, déjà vu".encode("latin-1"))
    assert extract.text == "Café près de Genève, déjà vu\n"
    assert extract.encoding == "cp1252"
    assert "is a guess" in extract.warnings[0]


def test_a_declared_encoding_goes_before_a_guess() -> None:
    page = '<html><head><meta charset="euc-kr"></head><body><p>백령도</p></body></html>'.encode("euc-kr")
    extract = read_file("a.html", page)
    assert (extract.text, extract.encoding) == ("백령도\n", "euc-kr")


def test_nul_and_lone_surrogates_are_counted_and_offsets_hold() -> None:
    text = "The line at \0 and " + "x" * 300
    extract = read_file("a.txt", text.encode() + b"\xed\xa0\x80 PAENGYONG-DO")
    assert extract.text == text.replace("\0", "\ufffd") + "\ufffd PAENGYONG-DO\n"
    assert extract.warnings == ("what is no character (NUL, lone surrogates and the like) is U+FFFD now (2)",)


def test_what_is_passed_over_at_once_holds_nothing_odd() -> None:
    everything = "".join(map(chr, range(0x110000)))
    assert decoding._NOTHING_ODD.sub("", everything) == "".join(decoding._ODD.findall(everything))


@pytest.mark.parametrize(
    "odd", ["e\u0301tude", "\u0130stanbul", "Stra\u00dfe", "\U0001f5fa\ufe0f", "a\u200db", "\u202eabc\u202c"]
)
def test_odd_letters_stay_and_slices_are_exact(odd: str) -> None:
    extract = read_text(f"{odd} then PAENGYONG-DO.\n\nMore {odd}.\n")
    assert words_of(extract) == {"front/p1": f"{odd} then PAENGYONG-DO.", "front/p2": f"More {odd}."}


def test_windows_line_ends_are_line_ends() -> None:
    assert read_text("A line,\r\ntwo.\r\n\r\nThree.\r\n").text == "A line,\ntwo.\n\nThree.\n"


# What is refused


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)), r"a\.txt: found a picture \(PNG\)"),
        ("a.txt", bytes(range(256)) * 8, "a.txt: found bytes that are no text"),
        ("a.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "old binary .* save it as DOCX or HWPX"),
        ("a.doc", b"{\\rtf1 text}", "RTF; save it as DOCX"),
        ("a.zip", pack({"a.txt": "text"}), "found a ZIP archive"),
        ("a.docx", pack({"word/document.xml": "<w:document"}), "XML that breaks off"),
        ("a.docx", make_docx()[:-40], "found a ZIP archive|bytes that are no text"),
        ("a.xml", b"<?xml version='1.0'?><gpx><p>text</p></gpx>", "XML of another kind: <gpx>"),
        ("a.xml", b"<TEI><text><p>cut", "XML that breaks off"),
        ("a.pdf", b"%PDF-1.7\nnothing", "a PDF that PDFium does not open"),
        ("a.txt", b" \n\t\n", "plain text without a word"),
        ("a.docx", make_docx(paragraph("")), "DOCX without a word"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(name: str, data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_file(name, data)


XXE = '<!DOCTYPE TEI [<!ENTITY x SYSTEM "{}">]><TEI><text><p>&x;</p></text></TEI>'
LAUGHS = (
    "<!DOCTYPE TEI [<!ENTITY a0 'ha'>"
    + "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 20))
    + "]><TEI><text><p>&a19;</p></text></TEI>"
)


@pytest.mark.parametrize("source", [XXE, LAUGHS], ids=["an outside file", "a thousand laughs"])
@pytest.mark.parametrize("where", ["a.xml", "a.docx", "a.hwpx"])
def test_no_entity_is_followed(tmp_path: Path, source: str, where: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("a secret", encoding="utf-8")
    xml = source.replace("{}", secret.as_uri())
    inside = xml.replace("<TEI><text>", f"<w:document {WORD}><w:body>").replace(
        "</text></TEI>", "</w:body></w:document>"
    )
    data = {
        "a.xml": xml.encode(),
        "a.docx": make_docx(word__document_DOT_xml=inside),
        "a.hwpx": make_hwpx(Contents__section0_DOT_xml=xml),
    }[where]
    with pytest.raises(DocumentError) as raised:
        read_file(where, data)
    assert "secret" not in str(raised.value)
    assert "XML" in raised.value.found


@pytest.mark.parametrize("name", ["a.xml", "a.html"])
def test_endless_nesting_is_refused(name: str) -> None:
    deep = "<div>" * 50_000
    data = f"<TEI><text>{deep}" if name == "a.xml" else f"<html><body>{deep}words"
    with pytest.raises(DocumentError, match=r"(?i)depth|breaks off"):
        read_file(name, data.encode())


def test_a_part_that_leads_out_is_refused() -> None:
    with pytest.raises(DocumentError, match=r"a part named '\.\./\.\./evil\.sh'"):
        read_file("a.docx", make_docx(**{"../../evil_DOT_sh": "rm"}))


def test_a_bomb_is_stopped_by_its_ratio(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = make_docx(**{"word/media/x_DOT_bin": b"\0" * 2**22})
    with pytest.raises(DocumentError, match=r"part word/media/x\.bin of .* at most 200 times .*KOREAMAP_MAX_RATIO"):
        read_file("a.docx", bomb)
    monkeypatch.setenv("KOREAMAP_MAX_UNPACKED_MB", "1")
    with pytest.raises(DocumentError, match="KOREAMAP_MAX_UNPACKED_MB"):
        read_file("a.docx", bomb)


def test_a_size_that_lies_is_found_out() -> None:
    data = bytearray(make_docx())
    real = len(f"<w:document {WORD}>")
    at = data.rindex(b"word/document.xml") - 46  # the entry in the directory at the end
    data[at + 24 : at + 28] = real.to_bytes(4, "little")
    with pytest.raises(DocumentError, match=r"broken|breaks off"):
        read_file("a.docx", bytes(data))


def test_too_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_ENTRIES", "3")
    with pytest.raises(DocumentError, match="KOREAMAP_MAX_ENTRIES"):
        read_file("a.docx", make_docx())


def test_a_locked_package_is_named() -> None:
    data = bytearray(make_docx())
    for mark, shift in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.index(mark)
        data[at + shift] |= 1
    with pytest.raises(DocumentError, match="locked with a password"):
        read_file("a.docx", bytes(data))


def test_macros_and_outside_links_are_left_alone() -> None:
    rels = '<Relationships><Relationship Target="http://127.0.0.1:9/x" TargetMode="External"/></Relationships>'
    extract = read_file(
        "a.docm",
        make_docx(word__vbaProject_DOT_bin=b"Sub AutoOpen()", word___rels__document_DOT_xml_DOT_rels=rels),
    )
    assert "macros (1)" in extract.warnings[-1]
    assert "AutoOpen" not in extract.text


def test_a_pdf_whose_pages_go_round_ends() -> None:
    data = make_bare_pdf(
        "<</Type /Catalog /Pages 2 0 R>>",
        "<</Type /Pages /Kids [3 0 R] /Count 1000000>>",
        "<</Type /Pages /Parent 2 0 R /Kids [2 0 R 3 0 R] /Count 1000000>>",
    )
    with pytest.raises(DocumentError, match=r"KOREAMAP_MAX_PAGES|does not open|without a text layer"):
        read_file("a.pdf", data)


def test_a_locked_pdf_is_named() -> None:
    with pytest.raises(DocumentError, match="locked with a password"):
        read_file("a.pdf", make_locked_pdf())


def make_locked_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter  # noqa: PLC0415 - for this alone

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf("A page of words."))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


# The process of its own


@pytest.mark.thorough
def test_a_file_is_read_by_path_or_by_bytes(tmp_path: Path) -> None:
    path = tmp_path / "line.docx"
    path.write_bytes(make_docx())
    by_path, by_bytes = read_document_file(path), read_document_file(path.read_bytes(), "line.docx")
    assert by_path == by_bytes == read_file("line.docx", path.read_bytes())
    assert by_path.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd.txt", "passwd.txt"),
        ("C:\\Users\\me\\a.txt", "a.txt"),
        ("a\0b\u202etxt.exe", "a\ufffdb\ufffdtxt.exe"),
        ("n" * 300 + ".txt", "n" * 80 + "…" + "n" * 26 + ".txt"),
        ("<b>&.txt", "<b>&.txt"),
        ("", "a document"),
    ],
)
def test_a_name_is_shown_and_never_a_way_to_a_file(name: str, shown: str) -> None:
    assert read_document_file(b"Words.", name).name == shown


@pytest.mark.parametrize(
    ("data", "message"), [(b"", "an empty file"), (b"\x7fELF" + bytes(99), "a program"), (b"%PDF-1.4 x", "PDFium")]
)
def test_errors_come_back_whole(data: bytes, message: str) -> None:
    with pytest.raises(DocumentError, match=message):
        read_document_file(data, "a.bin")


def test_a_folder_or_nothing_is_no_file(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.txt"):
        with pytest.raises(DocumentError, match="expected a file"):
            read_document_file(path)


def test_too_large_a_file_names_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_FILE_MB", "1")
    with pytest.raises(DocumentError, match=r"a file of 2 MB, expected at most 1 MB \(KOREAMAP_MAX_FILE_MB\)"):
        read_document_file(b"a" * 2**21, "a.txt")


@pytest.mark.thorough
def test_too_long_a_text_names_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_TEXT_MB", "1")
    with pytest.raises(DocumentError, match="KOREAMAP_MAX_TEXT_MB"):
        read_document_file(b"words and " * 2**18, "a.txt")


def run_instead(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    """Put a reader that does something else into the process."""
    code = f"""
import koreamap.reading.reader as reader
def read_file(name, data):
    {body}
reader.read_file = read_file
from koreamap.reading.child import main
main()
"""
    monkeypatch.setattr(process, "PROGRAM", ("-c", code))


@pytest.mark.thorough
def test_the_limit_of_time_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_SECONDS", "1")
    run_instead(monkeypatch, "import time; time.sleep(600)")
    with pytest.raises(DocumentError, match=r"takes longer .* at most 1 seconds \(KOREAMAP_MAX_SECONDS\)"):
        read_document_file(b"Words.", "a.txt")


@pytest.mark.parametrize("body", ["x = bytearray(2**30)", "import ctypes; ctypes.CDLL(None).abort()"])
def test_the_limit_of_memory_holds_and_a_crash_is_told(monkeypatch: pytest.MonkeyPatch, body: str) -> None:
    monkeypatch.setenv("KOREAMAP_MAX_MEMORY_MB", "600")
    run_instead(monkeypatch, body)
    with pytest.raises(DocumentError, match="KOREAMAP_MAX_MEMORY_MB"):
        read_document_file(b"Words.", "a.txt")


@pytest.mark.parametrize(
    "body",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('written.txt', 'w')",
        "import os; os.open('written.txt', os.O_WRONLY | os.O_CREAT)",
    ],
)
def test_a_reader_reaches_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, body: str) -> None:
    monkeypatch.chdir(tmp_path)
    run_instead(monkeypatch, body)
    with pytest.raises(DocumentError, match="does no"):
        read_document_file(b"Words.", "a.txt")
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_a_reader_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    run_instead(monkeypatch, "raise KeyError('oops')")
    with pytest.raises(DocumentError, match=r"cannot cope with \(KeyError: 'oops'\)"):
        read_document_file(b"Words.", "a.txt")


def test_a_module_beside_is_not_taken_for_ours(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "lxml.py").write_text("raise SystemExit('taken')", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert read_document_file(HTML.encode(), "a.html").format == "html"


def test_secrets_of_the_environment_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KOREAMAP_DSN", "postgresql://secret@host/db")
    monkeypatch.setenv("KOREAMAP_MAX_PAGES", "7")
    told = "sorted(name for name in os.environ if name.startswith('KOREAMAP_'))"
    run_instead(monkeypatch, f"import os; raise KeyError({told})")
    with pytest.raises(DocumentError, match=r"KeyError: \['KOREAMAP_MAX_PAGES'\]"):
        read_document_file(b"Words.", "a.txt")


def test_no_reader_loads_what_is_heavy() -> None:
    code = "import sys, koreamap.reading.child, koreamap.reading.reader as r; r.find_file_formats();"
    code += "print([n for n in ('geopandas', 'streamlit', 'numpy', 'pandas', 'pyarrow') if n in sys.modules])"
    import subprocess  # noqa: PLC0415 - for this alone

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603 - ours
    assert done.stdout == "[]\n"


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5"])
def test_a_limit_that_is_no_number_is_refused(monkeypatch: pytest.MonkeyPatch, limit: Limit, value: str) -> None:
    monkeypatch.setenv(limit.variable, value)
    with pytest.raises(DocumentError, match=f"setting {limit.variable}: found {value}"):
        limit.read()


# Nothing is lost, whatever comes


@pytest.mark.parametrize("seed", range(20))
def test_random_files_are_read_or_refused_in_one_sentence(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    sources = [FRUS.encode(), MARKDOWN.encode(), HTML.encode(), make_docx(), make_hwpx()]
    data = bytearray(chance.choice(sources))
    for _time in range(chance.randint(1, 30)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    name = chance.choice(["a.xml", "a.md", "a.html", "a.docx", "a.hwpx", "a.txt"])
    try:
        extract = read_file(name, bytes(data[: chance.randrange(1, len(data))] if seed % 3 else data))
    except DocumentError as error:
        refused = str(error)
    else:
        check_coverage(extract)
        refused = ""
    assert "\n" not in refused


def check_coverage(extract: Extract) -> None:
    covered = sorted(span for block in extract.blocks for span in block.slices)
    position = 0
    for start, end in covered:
        assert position <= start < end
        assert not extract.text[position:start].strip()
        position = end
    assert not extract.text[position:].strip()


LISTED = """#set page(width: 12cm, height: 9cm)
#set page(header: context align(right)[Lines of many kinds #counter(page).display()])
#set par(justify: false)
The Commanders shall do all of this, and this sentence is long enough to be broken into lines:
#set par(hanging-indent: 0pt)
(a) Order a cessation #linebreak() (b) Withdraw from the islands #linebreak() • A point #linebreak() • Another.
#pagebreak()
Second page of words.
#pagebreak()
Third page of words.
"""


def test_items_of_a_pdf_begin_each_on_their_own_and_a_head_with_its_page_goes() -> None:
    extract = read_file("a.pdf", make_pdf(LISTED))
    assert list(words_of(extract).values())[1:5] == [
        "(a) Order a cessation",
        "(b) Withdraw from the islands",
        "• A point",
        "• Another.",
    ]
    assert "many kinds" not in extract.text
    assert [mark.label for each in divide(extract).passages for mark in each.pages] == ["1", "2", "3"]


@pytest.mark.parametrize("limit", LIMITS, ids=lambda limit: limit.name)
def test_the_page_has_each_limit_with_its_default(limit: Limit) -> None:
    page = (Path(__file__).parents[1] / "docs" / "documents.md").read_text(encoding="utf-8")
    assert f"| `{limit.variable}` | {limit.default} | " in page


def test_a_footnote_that_many_pages_repeat_is_no_running_foot() -> None:
    page = "Words of a page that say little.#footnote[Ibid.] More of them, so that it is a text.\n"
    source = '#set page(width: 12cm, height: 9cm, numbering: "1")\n' + "#pagebreak()\n".join([page] * 6)
    extract = read_file("a.pdf", make_pdf(source))
    assert [words for id_, words in words_of(extract).items() if id_.startswith("fn")] == ["Ibid."] * 6
    assert extract.warnings == ("left out: page numbers (6)",)


REPEATED = """#set page(paper: "a6", margin: 1.4cm)
#let words = "The lorry left Munsan-ni and was seen near Panmunjom before the rain. "
#let page(number, ..more) = [Day #number. #(words * 5) #more.pos().join() #pagebreak(weak: true)]
#let note = footnote[Compare the sketch in the first box of the mission papers at Bergen, where it is
  filed with the orders for the winter of the year. Halvorsen papers, box 7, Bergen.]
#page(1, note) #page(2) #page(3, note) #page(4) #page(5) #page(6)
"""


def test_footnotes_and_paragraphs_that_many_pages_repeat_are_no_running_heads_or_feet() -> None:
    extract = read_file("a.pdf", make_pdf(REPEATED))
    words = words_of(extract)
    note = "Compare the sketch in the first box of the mission papers at Bergen, where it is filed with the orders"
    note += " for the winter of the year. Halvorsen papers, box 7, Bergen."
    assert [value for id_, value in words.items() if id_.startswith("fn")] == [note] * 2
    body = " ".join(value for id_, value in words.items() if not id_.startswith("fn"))
    sentence = "The lorry left Munsan-ni and was seen near Panmunjom before the rain."
    assert body == " ".join(" ".join([f"Day {number}.", *[sentence] * 5]) for number in range(1, 7))
    assert extract.warnings == ()


KOREAN = """#set heading(numbering: "1.1")
= 한국어 요약
1953년 7월 27일에 정전 협정이 맺어졌다.#footnote[판문점에서.] 3년이 지난 뒤였다.
== 회담의 자리
제3국은 말이 없었다.
"""


def test_white_between_a_number_and_korean_words_is_a_space_though_no_letter_of_the_file_says_so() -> None:
    assert list(words_of(read_file("a.pdf", make_pdf(KOREAN))).values()) == [
        "1 한국어 요약",
        "1953년 7월 27일에 정전 협정이 맺어졌다. 3년이 지난 뒤였다.",
        "판문점에서.",
        "1.1 회담의 자리",
        "제3국은 말이 없었다.",
    ]


TITLED = """#set page(paper: "a5", margin: 2cm)
#set text(size: 13pt)
#set heading(numbering: "1.1")
#align(center)[#text(18pt)[*The tents on the road: geography of an armistice*] \\
Ingrid Halvorsen \\
Bergen, 14 March 2019]
= The old boundary
#lorem(30)
#align(center)[A caption that is longer than its line is, so that it goes on in another one below it.]
"""


def test_a_numbered_heading_is_no_title_and_short_centred_lines_stay_apart() -> None:
    extract = read_file("a.pdf", make_pdf(TITLED))
    assert extract.head.title == "The tents on the road: geography of an armistice"
    assert extract.head.date == "2019-03-14"
    lines = [join_slices(extract.text, block.slices) for block in extract.blocks]
    assert lines[1:4] == ["Ingrid Halvorsen", "Bergen, 14 March 2019", "1 The old boundary"]
    assert lines[-1] == "A caption that is longer than its line is, so that it goes on in another one below it."


@pytest.mark.parametrize(
    ("source", "title"),
    [
        (
            "#text(20pt)[A Line and \\\n its Men]\n\n#lorem(40)\n\n#text(20pt)[Another]\n\n#lorem(40)",
            "A Line and its Men",
        ),
        ('#lorem(40)\n#set heading(numbering: "1")\n= Of the Line\n#lorem(40)', ""),
    ],
    ids=["the first of its size", "a numbered heading alone"],
)
def test_the_title_of_a_pdf_is_the_first_of_its_largest_lines(source: str, title: str) -> None:
    assert read_file("a.pdf", make_pdf(source)).head.title == title


HEADED = """#set page(paper: "a6", margin: (x: 1.4cm, y: 2cm), numbering: "1")
#set page(header: context align(right, text(7pt)[
  _Lines at sea and the men who drew them, in many words that go on, #counter(page).display()_]))
#set page(footer: context align(center)[#text(8pt)[Papers of the mission, box #counter(page).display()]])
#let note = footnote[A note of one line.]
#for number in range(6) [#lorem(30)#note #lorem(60)]
"""


def test_what_was_taken_for_running_heads_is_quoted_each_once_and_shortened() -> None:
    extract = read_file("a.pdf", make_pdf(HEADED))
    assert "Papers" not in extract.text
    assert "Lines at sea" not in extract.text
    quoted = "“Lines at sea and the men who drew them, in many words that g…”, “Papers of the mission, box 1”"
    assert f"lines taken for running heads and feet: {quoted}" in extract.warnings


NEAR = """#set page(paper: "a5", margin: 2cm, header-ascent: 8pt)
#set page(header: [The tents on the road, and what was left of them there])
#set par(justify: true)
#for number in range(4) [of number #number, a pair of lines #lorem(110) #pagebreak(weak: true)]
"""


def test_a_running_head_nearly_as_near_as_a_line_goes() -> None:
    extract = read_file("a.pdf", make_pdf(NEAR))
    assert "tents" not in extract.text
    assert extract.text.count("of number") == 4
    assert "left out: running heads and feet (4)" in extract.warnings


def test_a_mark_with_no_words_before_it_loses_no_footnote() -> None:
    page = "<html><body><sup><a href='#f'>1</a></sup><p id='f'>A note.</p></body></html>"
    assert words_of(read_file("a.html", page.encode())) == {"fn1": "A note."}


def test_many_lines_take_as_long_as_they_are_many() -> None:
    def count(lines: int) -> int:
        """Count the calls that reading takes: no clock of a busy machine."""
        calls = 0

        def see(_frame: object, event: str, _what: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        sys.setprofile(see)
        try:
            read_text("a line of words\n" * lines + "\nWord.[1]\n\n[1] Note.\n" * lines)
        finally:
            sys.setprofile(None)
        return calls

    assert count(800) < 8 * 1.2 * count(100)
