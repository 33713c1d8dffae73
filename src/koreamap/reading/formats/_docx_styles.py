"""How a DOCX's paragraphs look: outline level and list, of their own or by their style."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from koreamap.reading.formats._counting import Level
from koreamap.reading.formats._xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from koreamap.reading.formats._package import Package

__all__ = ["WORD", "Look", "Styles", "find_child", "read_value"]

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

_BODY_LEVEL = 9
"""An outline level that says: body text."""
_HEADING = re.compile(r"(?:heading|제목|개요) ?(\d)|(title)", re.IGNORECASE)
_ROLES = {"title": "title", "제목": "title", "author": "author", "저자": "author", "date": "date", "날짜": "date"}
"""Names of styles for what a document says of itself; of Word, and of pandoc and others that write its format."""
_MOST_STYLES = 20


class Look(NamedTuple):
    """A paragraph's outline level, 0 for body text; its list, if any, and the level there, from 0."""

    level: int
    list_id: str
    list_level: int


def find_child(element: Element | None, *names: str) -> Element | None:
    """Go down from child to child by their names."""
    for name in names:
        if element is None:
            return None
        element = next((child for child in element if local(child) == name), None)
    return element


def read_value(element: Element | None, *names: str) -> str:
    """Return what the element at the end of a way says; empty where there is none."""
    found = find_child(element, *names)
    return "" if found is None else found.get(f"{WORD}val") or ""


class Styles:
    """The styles and lists of a document."""

    def __init__(self, package: Package) -> None:
        styles = package.parse("word/styles.xml")
        self._styles = {
            style.get(f"{WORD}styleId") or "": style
            for style in (() if styles is None else styles)
            if local(style) == "style"
        }
        self._default = next(
            (name for name, style in self._styles.items()
             if style.get(f"{WORD}type") == "paragraph" and style.get(f"{WORD}default") in {"1", "true"}), "",
        )  # fmt: skip
        self._lists = _read_lists(package.parse("word/numbering.xml"))

    def find_look(self, paragraph: Element) -> Look:
        """Ask the paragraph, then its style, then what that is based on."""
        own = find_child(paragraph, "pPr")
        chain = [own, *self._list_properties(read_value(own, "pStyle") or self._default)]
        outline = next((value for each in chain if (value := read_value(each, "outlineLvl"))), "")
        list_id = next((value for each in chain if (value := read_value(each, "numPr", "numId"))), "0")
        list_level = next((value for each in chain if (value := read_value(each, "numPr", "ilvl"))), "0")
        level = int(outline) + 1 if outline.isdigit() and int(outline) < _BODY_LEVEL else 0
        if not level and not outline:
            level = self._guess_level(read_value(own, "pStyle"))
        has_list = list_id != "0" and list_id in self._lists
        return Look(level, list_id if has_list else "", int(list_level) if list_level.isdigit() else 0)

    def find_role(self, paragraph: Element) -> str:
        """Return what a paragraph is by its style's name, ``title``, ``author`` or ``date``; empty for any other."""
        style_id = read_value(find_child(paragraph, "pPr"), "pStyle")
        name = read_value(self._styles.get(style_id), "name") or style_id
        return _ROLES.get(name.strip().lower(), "")

    def find_levels(self, list_id: str) -> dict[int, Level]:
        """Return how each level of a list counts."""
        return self._lists.get(list_id, {})

    def is_hidden(self, run: Element) -> bool:
        """Tell whether Word hides a run's words."""
        hidden = find_child(run, "rPr", "vanish")
        return hidden is not None and hidden.get(f"{WORD}val") not in {"0", "false"}

    def _list_properties(self, style_id: str) -> list[Element | None]:
        found: list[Element | None] = []
        while style_id in self._styles and len(found) < _MOST_STYLES:
            style = self._styles[style_id]
            found.append(find_child(style, "pPr"))
            style_id = read_value(style, "basedOn")
        return found

    def _guess_level(self, style_id: str) -> int:
        """Go by a style's name: ``heading 2``, ``Title``."""
        name = read_value(self._styles.get(style_id), "name") or style_id
        found = _HEADING.fullmatch(name.strip())
        return int(found[1] or 1) if found else 0


def _read_lists(root: Element | None) -> dict[str, dict[int, Level]]:
    if root is None:
        return {}
    abstract = {
        item.get(f"{WORD}abstractNumId") or "": _read_levels(item) for item in root if local(item) == "abstractNum"
    }
    lists = {}
    for number in root:
        if local(number) == "num":
            levels = dict(abstract.get(read_value(number, "abstractNumId"), {}))
            for override in number:
                if local(override) == "lvlOverride":
                    levels |= _read_levels(override)
            lists[number.get(f"{WORD}numId") or ""] = levels
    return lists


def _read_levels(element: Element) -> dict[int, Level]:
    levels = {}
    for level in element:
        at = level.get(f"{WORD}ilvl") or ""
        if local(level) == "lvl" and at.isdigit():
            start = read_value(level, "start")
            levels[int(at)] = Level(
                int(start) if start.isdigit() else 1, read_value(level, "numFmt"), read_value(level, "lvlText")
            )
    return levels
