"""TEI XML, as *Foreign Relations of the United States* is published: divisions, heads, notes, page breaks.

Where an editor gives two readings of a word, the printed one stands.
"""

from __future__ import annotations

from itertools import count, product
from string import ascii_lowercase
from typing import TYPE_CHECKING

from koreamap.errors import DocumentError
from koreamap.reading.dates import read_date
from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._xml import find_root_name, join_text, local, parse_xml, walk_nodes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lxml.etree import _Element as Element

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer
    from koreamap.text.formats.blocks import BlockKind

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "TEI XML"
SUFFIXES = (".xml", ".tei")

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_BLOCKS: dict[str, BlockKind] = {
    "p": "paragraph", "ab": "paragraph", "item": "item", "l": "paragraph", "lg": "paragraph", "dateline": "paragraph",
    "salute": "paragraph", "signed": "paragraph", "byline": "paragraph", "opener": "paragraph", "closer": "paragraph",
    "postscript": "paragraph", "epigraph": "paragraph", "row": "paragraph", "table": "paragraph",
    "list": "paragraph", "titlePart": "paragraph", "docAuthor": "paragraph", "docDate": "paragraph", "sp": "paragraph",
    "docImprint": "paragraph", "argument": "paragraph", "trailer": "paragraph", "div": "paragraph",
    "listPerson": "paragraph", "person": "item", "listBibl": "paragraph",
}  # fmt: skip
_LEFT_OUT = {
    "figure": "pictures", "graphic": "pictures", "fw": "running heads", "del": "deletions", "formula": "formulas",
    "notatedMusic": "music", "binaryObject": "pictures", "teiHeader": "", "facsimile": "facsimiles",
    "standOff": "standoff markup",
}  # fmt: skip
_PRINTED = ("sic", "orig", "abbr", "unclear")
_OTHER_READINGS = frozenset({"corr", "reg", "expan"})


def rate(file: GivenFile) -> int:
    """Look for the element with which TEI begins."""
    return 3 if file.decoded and find_root_name(file.decoded.text) in {"TEI", "teiCorpus", "TEI.2"} else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the text of a TEI document.

    Raises
    ------
    koreamap.errors.DocumentError
        When it has no text.
    """
    root = parse_xml(file.data, file.name)
    texts = [element for element in root.iter() if local(element) == "text" and not _is_within(element, "text")]
    if not texts:
        raise DocumentError(file.name, found="TEI without a text", expected="a <text>")
    reader = _Reader(writer, _name_unnumbered(texts))
    for text in texts:
        reader.walk(text, 0)
    return _read_head(root)


def _read_head(root: Element) -> HeadDraft:
    header = next((element for element in root.iter() if local(element) == "teiHeader"), None)
    if header is None:
        return HeadDraft(language=root.get(_LANGUAGE) or "")
    described = [element for element in header.iter() if local(element) == "sourceDesc"]
    titled = next((element for element in header.iter() if local(element) == "titleStmt"), None)
    authors = [] if titled is None else [join_text(found) for found in titled if local(found) == "author"]
    dates = [found for part in described for found in part.iter() if local(found) == "date"]
    language = next((found.get("ident") or "" for found in header.iter() if local(found) == "language"), "")
    return HeadDraft(
        title=_find_title(titled),
        author="; ".join(author for author in authors if author),
        date=next((date for date in map(_read_when, [*_find_dates(root), *dates]) if date), ""),
        language=root.get(_LANGUAGE) or language,
        publisher=_find_first(header, "publisher"),
    )


def _find_title(titled: Element | None) -> str:
    titles = [] if titled is None else [found for found in titled if local(found) == "title"]
    wanted = [found for found in titles if found.get("type") in {"complete", "main", None}]
    return join_text((wanted or titles or [None])[0])


def _find_dates(root: Element) -> list[Element]:
    """Find when a single letter or memorandum was written; a volume holds many, and none is its own."""
    lines = [found for found in root.iter() if local(found) in {"dateline", "docDate"}]
    return [found for found in lines[0].iter() if local(found) in {"date", "docDate"}] if len(lines) == 1 else []


def _find_first(header: Element, name: str) -> str:
    return next((join_text(found) for found in header.iter() if local(found) == name and join_text(found)), "")


def _read_when(date: Element) -> str:
    return read_date(date.get("when") or date.get("from") or date.get("notBefore") or join_text(date))


def _is_within_word(page: Element) -> bool:
    """Tell whether a page breaks within a word: TEI says so, or letters stand on both sides without a space."""
    said: str | None = page.get("break")
    if said:
        return said == "no"
    sibling, parent = page.getprevious(), page.getparent()
    before: str = (sibling.tail if sibling is not None else parent.text if parent is not None else "") or ""
    after: str = page.tail or ""
    return before[-1:].isalpha() and after[:1].isalpha() and not after[:1].isupper()


def _is_within(element: Element, name: str) -> bool:
    return any(local(outer) == name for outer in element.iterancestors())


class _Reader:
    """Walk through the elements."""

    def __init__(self, writer: Writer, labels: Iterator[str]) -> None:
        self._writer = writer
        self._labels = labels

    def walk(self, element: Element, depth: int) -> None:
        """Write what an element holds; `depth` counts the divisions around it."""
        name = local(element)
        if name in _LEFT_OUT:
            self._writer.leave_out(_LEFT_OUT[name], bool(_LEFT_OUT[name]))
        elif name == "pb":
            self._writer.add("" if _is_within_word(element) else " ")
            self._writer.page((element.get("n") or "?").strip().strip("[]"))
        elif name == "note":
            self._add_note(element)
        elif name == "gap":
            self._add_gap()
        elif name == "lb":
            self._writer.add("" if element.get("break") == "no" else " ")
        elif name not in _OTHER_READINGS or not _has_printed(element):
            self._walk_inside(element, name, depth)

    def _walk_inside(self, element: Element, name: str, depth: int) -> None:
        is_block = bool(_BLOCKS.get(name)) or name == "head"
        depth += name in {"div", "div1", "div2", "div3", "div4", "div5"}
        if name == "head":
            self._begin_head(element, depth)
        elif _BLOCKS.get(name) and not _wraps(element):
            self._writer.begin(_BLOCKS[name])
        elif name == "cell" and self._writer.has_words:
            self._writer.add(" | ")
        for node in walk_nodes(element):
            if isinstance(node, str):
                self._writer.add(node)
            else:
                self.walk(node, depth)
        if is_block:
            self._writer.end()

    def _begin_head(self, element: Element, depth: int) -> None:
        parent = element.getparent()
        if parent is not None and local(parent).startswith("div"):
            self._writer.begin("heading", level=max(1, depth))
        else:
            self._writer.begin("paragraph")

    def _add_note(self, note: Element) -> None:
        """Write a note after the block in which it hangs; one that hangs in none has no mark."""
        label = _read_number(note) or next(self._labels)
        parent = note.getparent()
        if parent is not None and not local(parent).startswith("div") and local(parent) != "body":
            self._writer.hang(label)
        self._writer.footnote(label, " ".join(_join_note(note).split()))

    def _add_gap(self) -> None:
        self._writer.leave_out("gaps of the edition, marked […],")
        self._writer.add("[…]")


def _read_number(note: Element) -> str:
    return (note.get("n") or "").strip()


def _name_unnumbered(texts: Sequence[Element]) -> Iterator[str]:
    """Yield labels for notes that have no number: figures, or beside others that have one, letters: a to z, aa, ab."""
    given = {_read_number(found) for text in texts for found in text.iter() if local(found) == "note"} - {""}
    if not given:
        return map(str, count(1))
    labels = ("".join(letters) for length in count(1) for letters in product(ascii_lowercase, repeat=length))
    return (label for label in labels if label not in given)


def _join_note(note: Element) -> str:
    parts = []
    for node in walk_nodes(note):
        if isinstance(node, str):
            parts.append(node)
        elif local(node) not in _OTHER_READINGS and local(node) not in _LEFT_OUT:
            parts.append(_join_note(node))
            parts.append(" " if local(node) in _BLOCKS else "")
    return "".join(parts)


def _wraps(element: Element) -> bool:
    """Tell whether a paragraph only wraps the words of an item, which has begun already."""
    parent = element.getparent()
    return (
        local(element) == "p"
        and parent is not None
        and local(parent) == "item"
        and parent[0] is element
        and not (parent.text or "").strip()
    )


def _has_printed(element: Element) -> bool:
    parent = element.getparent()
    return parent is not None and any(local(other) in _PRINTED for other in parent)
