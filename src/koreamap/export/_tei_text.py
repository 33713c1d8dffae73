"""A document's text in TEI: sections as nested divisions, notes where their marks stand, mentions marked."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from koreamap.export._xml import NOT_XML
from koreamap.export.content import find_passages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from koreamap.export.content import ExportContent, QuotedMention, QuotedPassage
    from koreamap.model import Document, Passage

__all__ = ["NAMESPACE", "XML", "add", "add_text", "tag"]

NAMESPACE = "http://www.tei-c.org/ns/1.0"

XML = "{http://www.w3.org/XML/1998/namespace}"
"""Before the name of an attribute of XML itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """What stands at a span of a passage's words: an element around them, or an empty one at their start."""

    start: int
    end: int
    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    note_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edition:
    """The passages that may be quoted, and the mentions, by the id of their passage."""

    passages: Mapping[str, Passage]
    quoted: Mapping[str, QuotedPassage]
    mentions: Mapping[str, Sequence[QuotedMention]]


def tag(name: str) -> str:
    """Return an element's name in TEI's namespace."""
    return f"{{{NAMESPACE}}}{name}"


def add(parent: ET.Element, name: str, text: str = "", /, **attributes: str) -> ET.Element:
    """Add an element with its text on a line of its own; an attribute ``xml_id`` is XML's, an empty one is left out."""
    named = {key.replace("xml_", XML).rstrip("_"): NOT_XML.sub("", value) for key, value in attributes.items() if value}
    element = ET.SubElement(parent, tag(name), named)
    element.text = NOT_XML.sub("", text) or None
    element.tail = "\n"
    return element


def add_text(parent: ET.Element, content: ExportContent, document: Document) -> None:
    """Write the body, section by section; where passages are left out, a gap."""
    mentions: dict[str, list[QuotedMention]] = {}
    for mention in content.mentions:
        mentions.setdefault(mention.passage_id, []).append(mention)
    passages = {passage.id: passage for passage in document.passages}
    quoted = {item.id: item for item in find_passages(content.atlas, set(passages))}
    edition = _Edition(passages=passages, quoted=quoted, mentions=mentions)
    # A note stands at its mark; one whose paragraph is left out stands in its place.
    hung = {note.passage_id for passage in document.passages if passage.id in quoted for note in passage.notes}
    sections = {section.id: section.level for section in document.sections}
    open_: list[tuple[str, int, ET.Element]] = []
    body = add(parent, "body")
    page = ""
    for passage in (each for each in document.passages if each.id not in hung):
        division = _open_division(open_, body, passage.section_id, sections[passage.section_id])
        if passage.id not in quoted:
            _add_gap(division)
            continue
        if passage.page != page:
            page = passage.page
            add(division, "pb", n=page)
        _add_passage(division, edition, passage)
        page = next((mark.label for mark in reversed(passage.pages)), page)


def _open_division(
    open_: list[tuple[str, int, ET.Element]], body: ET.Element, section_id: str, level: int
) -> ET.Element:
    """Return the division of a section, made inside that of the section above it."""
    if not open_ or open_[-1][0] != section_id:
        # The front matter holds no section.
        while open_ and (open_[-1][1] >= level or not open_[-1][0]):
            open_.pop()
        parent = open_[-1][2] if open_ else body
        open_.append((section_id, level, add(parent, "div", type="section" if section_id else "front", n=section_id)))
    return open_[-1][2]


def _add_gap(division: ET.Element) -> None:
    if len(division) == 0 or division[-1].tag != tag("gap"):
        add(division, "gap", reason="rights")


def _add_passage(division: ET.Element, edition: _Edition, passage: Passage) -> None:
    """Write a passage: a division's first headings as its head, anything else as a paragraph or a note."""
    is_first = all(child.tag in {tag("pb"), tag("head")} for child in division)
    name = {"heading": "head" if is_first else "p", "footnote": "note"}.get(passage.kind, "p")
    _fill(add(division, name, xml_id=passage.id.replace("/", "."), n=passage.label), edition, passage)


def _fill(element: ET.Element, edition: _Edition, passage: Passage) -> None:
    """Write a passage's words, with mentions, notes and page breaks where they stand."""
    quoted = edition.quoted[passage.id]
    done = 0
    for mark in _find_marks(edition, passage, quoted.offsets):
        _append(element, quoted.text[done : mark.start])
        child = ET.SubElement(element, tag(mark.name), dict(mark.attributes))
        child.text = NOT_XML.sub("", quoted.text[mark.start : mark.end]) or None
        if mark.note_id in edition.quoted:
            _fill(child, edition, edition.passages[mark.note_id])
        elif mark.note_id:
            ET.SubElement(child, tag("gap"), {"reason": "rights"})
        done = mark.end
    _append(element, quoted.text[done:])


def _append(element: ET.Element, text: str) -> None:
    """Write words after the last child, or before the first."""
    clean = NOT_XML.sub("", text)
    if len(element):
        element[-1].tail = (element[-1].tail or "") + clean
    else:
        element.text = (element.text or "") + clean


def _find_marks(edition: _Edition, passage: Passage, offsets: Sequence[int]) -> list[_Mark]:
    """Find what stands inside a passage, in the order of its words."""
    marks = list(_find_names(edition.mentions.get(passage.id, ()), offsets))
    for note in passage.notes:
        at = bisect_left(offsets, note.offset)
        id_ = {f"{XML}id": note.passage_id.replace("/", ".")} if note.passage_id in edition.quoted else {}
        attributes = {"place": "foot", "n": note.label} | id_
        marks.append(_Mark(start=at, end=at, name="note", attributes=attributes, note_id=note.passage_id))
    for page in passage.pages:
        at = bisect_left(offsets, page.offset)
        marks.append(_Mark(start=at, end=at, name="pb", attributes={"n": page.label}))
    return sorted(marks, key=lambda mark: (mark.start, mark.end))


def _find_names(mentions: Iterable[QuotedMention], offsets: Sequence[int]) -> Iterable[_Mark]:
    """Gather the mentions of one span into one name that leads to all its places."""
    spans: dict[tuple[int, int], list[QuotedMention]] = {}
    for mention in mentions:
        spans.setdefault((mention.start, mention.end), []).append(mention)
    for (start, end), said in spans.items():
        refs = dict.fromkeys(f"#place-{mention.place_id}" for mention in said)
        attributes = {"ref": " ".join(refs), "resp": f"#{said[0].made_by}"}
        # The words mean something else, and lead to the place for want of a nearer one.
        attributes |= {"cert": "low"} if said[0].differs else {}
        at = bisect_left(offsets, start), bisect_left(offsets, end)
        yield _Mark(start=at[0], end=at[1], name="placeName", attributes=attributes)
