"""The interface's words in other languages: none is missing, and each says as much as the English."""

from __future__ import annotations

import ast
import re
from contextlib import redirect_stderr
from functools import cache
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg

from koreamap.drawing.dates import write_date
from koreamap.frontend import FOLDER
from koreamap.translation import LANGUAGES, choose_language, read_catalogue, read_messages, translate

if TYPE_CHECKING:
    from babel.messages.catalog import Message

ROOT = Path(__file__).parents[1]
OTHERS = LANGUAGES[1:]
CONTEXT = "\u0004"
SCRIPTS = sorted(path for path in FOLDER.rglob("*.js") if "vendor" not in path.parts)
SIGNS = {
    "± 269 m (95 %)",
    "Tab",
    "Enter, Space",
    "Escape",
    "j, k",
    "+, \u2212",
    ", ",
    " {title}",
    "{name}: {from}~{to} km².",
}
"""What Korean writes without Hangul: an example, names of keys, a comma for *and*, numbers and names alone."""

HANGUL = re.compile(r"[가-힣]")


def key_of(message: Message) -> tuple[str, str]:
    words = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", words


@cache
def extract() -> tuple[frozenset[tuple[str, str]], str]:
    """Return what the code asks for, context and English words in the singular, and what Babel warns of."""
    with (ROOT / "babel.cfg").open(encoding="utf-8") as file:
        methods, options = parse_mapping_cfg(file)
    with redirect_stderr(StringIO()) as warnings:
        found = list(extract_from_dir(ROOT / "src" / "koreamap", methods, options))
    words = ((context or "", id_ if isinstance(id_, str) else id_[0]) for _file, _line, id_, _notes, context in found)
    return frozenset(words), warnings.getvalue()


def find_words() -> frozenset[tuple[str, str]]:
    return extract()[0]


def test_no_call_asks_for_nothing() -> None:
    assert extract()[1] == ""


@pytest.mark.parametrize("language", OTHERS)
def test_catalogue_has_every_word_and_no_other(language: str) -> None:
    messages = [message for message in read_catalogue(language) if message.id]
    assert {key_of(message) for message in messages} == find_words(), "run `make messages`"
    assert not read_catalogue(language).obsolete
    assert [message.id for message in messages if message.fuzzy] == []


@pytest.mark.parametrize("language", OTHERS)
def test_every_word_is_translated_with_the_same_places(language: str) -> None:
    for message in read_catalogue(language):
        if not message.id:
            continue
        asked = [message.id] if isinstance(message.id, str) else list(message.id)
        said = [message.string] if isinstance(message.string, str) else list(message.string or ())
        assert all(said), f"{message.id}: not translated"
        places = {place for words in asked for place in re.findall(r"\{\w+\}", words)}
        assert all(set(re.findall(r"\{\w+\}", words)) == places for words in said), message.id
        assert [words != words.strip() for words in said[:1]] == [asked[0] != asked[0].strip()], message.id


def test_front_end_is_given_its_own_words_and_no_other() -> None:
    messages = read_messages("ko")
    assert messages["Places"] == translate("Places", "ko") == "장소"
    assert "koreamap is opening …" not in messages, "the server writes that"
    assert {words for words in messages.values() if not HANGUL.search(words)} == SIGNS


@pytest.mark.parametrize(
    ("asked", "accepted", "language"),
    [
        ("", "", "en"),
        ("", "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        ("", "fr-FR, en;q=0.8, ko;q=0.7", "en"),
        ("", "fr", "en"),
        ("en", "ko", "en"),
        ("ko", "en-US", "ko"),
        ("<img src=x>", "ko", "ko"),
        ("", "\x00;;,,-_", "en"),
    ],
)
def test_address_comes_before_what_the_browser_would_like(asked: str, accepted: str, language: str) -> None:
    assert choose_language(asked, accepted) == language


@pytest.mark.parametrize(
    ("date", "words"),
    [
        ("1953-07-27", "1953년 7월 27일"),
        ("1953-08", "1953년 8월"),
        ("1953", "1953년"),
        ("1953~", "1953년경"),
        ("1953-08-30?", "1953년 8월 30일(불확실)"),
        ("1945/1953", "1945/1953"),
        ("", ""),
    ],
)
def test_dates_are_written_as_koreans_write_them(date: str, words: str) -> None:
    assert write_date(date, "ko") == words


def list_calls(source: str) -> set[str]:
    """Return the words of every call that Babel should find, by a reading of our own: as it finds none in templates."""
    quoted = r"""(?<![\w.])(?:gettext|ngettext|N_)\(\s*('(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*")"""
    return {ast.literal_eval(words) for words in re.findall(quoted, source)}


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_word_stands_where_it_is_not_found(path: Path) -> None:
    found = {words for _context, words in find_words()}
    assert list_calls(path.read_text(encoding="utf-8")) - found == set(), "move it out of a template or another call"


SHOWN = re.compile(
    r"""(?:
      \.(?:textContent|innerText|ariaLabel|title|alt|placeholder)\s*\+?=\s*
    | (?:'aria-(?:label|valuetext|description|roledescription)'|\b(?:title|alt|placeholder|label))\s*:\s*
    | \.(?:append|prepend|replaceChildren|createTextNode|say|notify)\((?:[^()'"`]*,\s*)?
    | make\((?:'\w+'),\s*\{[^{}]*\},\s*(?:[^()'"`]*,\s*)?
    )(?P<words>'[^'\n]*'|"[^"\n]*"|`[^`]*`)""",
    re.VERBOSE,
)
"""Where a script shows words: a property, an attribute, a child or a line of a page, and a child of a new element."""
SAYING = {"title", "caption", "text", "markdown", "write", "button", "toggle", "spinner", "status", "header"}
SAYING |= {"subheader", "selectbox", "multiselect", "text_input", "number_input", "segmented_control"}
SAID_BY_NAME = {"label", "help", "placeholder", "alt", "caption", "page_title"}
SAME_IN_EACH = {"PNG", "SVG", "Baengnyeongdo"}
"""Names of formats, and the sample of a place's name in English."""


def is_said(words: str) -> bool:
    return bool(re.search(r"[A-Za-z]{2}", re.sub(r"\$\{[^{}]*\}", "", words))) and words not in SAME_IN_EACH


def find_untold(source: str) -> list[str]:
    """Return the words that a script shows without asking for them in the page's language."""
    return [words for match in SHOWN.finditer(source) if is_said(words := match["words"][1:-1])]


def find_untold_by_streamlit(source: str) -> list[str]:
    """Return the words that a page of the app shows without asking for them in its language."""
    calls = [node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)]
    shown: list[ast.expr] = []
    for call in calls:
        if isinstance(call.func, ast.Attribute) and call.func.attr in SAYING:
            shown += call.args[:1]
            shown += [keyword.value for keyword in call.keywords if keyword.arg in SAID_BY_NAME]
    parts = [part for node in shown for part in (node.values if isinstance(node, ast.JoinedStr) else [node])]
    return [p.value for p in parts if isinstance(p, ast.Constant) and isinstance(p.value, str) and is_said(p.value)]


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_shows_words_that_nobody_can_translate(path: Path) -> None:
    assert find_untold(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("path", sorted((ROOT / "src/koreamap/app").rglob("*.py")), ids=lambda path: path.name)
def test_no_page_shows_words_that_nobody_can_translate(path: Path) -> None:
    assert find_untold_by_streamlit(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "button.textContent = 'Copy link';",
        "line.ariaLabel = `Layer ${name}`;",
        "make('button', { type: 'button', title: 'Copy' }, icon)",
        "make('input', { 'aria-label': 'Date of the map' })",
        "make('p', { class: 'eyebrow' }, 'Sources')",
        "make('p', {}, count, ' places')",
        "root.append('Nothing found');",
        "root.replaceChildren(icon, 'Nothing found');",
    ],
)
def test_words_past_the_catalogue_are_seen(source: str) -> None:
    assert find_untold(source)
    assert not find_untold(re.sub(r"('[A-Z ][^']*'|`[^`]*`)", "gettext(words)", source))


def test_words_of_streamlit_past_the_catalogue_are_seen() -> None:
    assert find_untold_by_streamlit('left.selectbox(gettext("Area"), areas, help="Degrees")') == ["Degrees"]
    assert find_untold_by_streamlit('st.caption(f"{count} places")') == [" places"]
    assert find_untold_by_streamlit('st.caption(gettext("Area"))') == []
