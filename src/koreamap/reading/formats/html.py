"""HTML, as browsers read it: words alone. Nothing of it runs, and nothing that it names is fetched."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from koreamap.reading.dates import read_date
from koreamap.reading.extract import HeadDraft
from koreamap.reading.formats._xml import find_root_name, join_text, local, parse_html, walk_nodes

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from koreamap.reading.extract import GivenFile
    from koreamap.reading.writer import Writer

__all__ = ["SUFFIXES", "TITLE", "rate", "read"]

TITLE = "HTML"
SUFFIXES = (".html", ".htm", ".xhtml")

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARAGRAPHS = frozenset({
    "p", "div", "section", "article", "main", "blockquote", "pre", "dt", "dd", "dl", "ul", "ol", "figcaption", "figure",
    "address", "table", "caption", "tr", "header", "footer", "aside", "hr", "details", "summary", "center", "body",
    "form", "fieldset",
})  # fmt: skip
_LEFT_OUT = {
    "script": "scripts", "style": "style sheets", "noscript": "notices for want of scripts", "template": "templates",
    "svg": "pictures", "img": "pictures", "picture": "pictures", "video": "films", "audio": "sounds",
    "iframe": "frames", "object": "objects", "embed": "objects", "canvas": "pictures", "nav": "navigation menus",
    "input": "input fields", "button": "buttons", "select": "input fields", "textarea": "input fields",
}  # fmt: skip
_FRAME = frozenset({"header", "footer", "aside"})
"""What a site sets around its pages, where a page says which part of it is the text."""
_NOTICE = re.compile(r"(?i)cookie|consent|gdpr")
"""By its id or class: what asks the reader to agree to something."""
_TEXT = frozenset({"main", "article"})
_REFERENCE = re.compile(r"\W*(\w{1,4}|[*†‡§])\W*")
_MARKED = re.compile(r"\s*[\[(^]?(?:\w{1,4}|[*†‡§])[\])]?[.:]?\s*(?:↩|\^)?\s*")


def rate(file: GivenFile) -> int:
    """Look for an HTML element at the beginning, or for a name of HTML around a part of it."""
    if not file.decoded:
        return 0
    if find_root_name(file.decoded.text).lower() == "html":
        return 3
    return 2 if file.suffix in SUFFIXES else 0


def read(file: GivenFile, writer: Writer) -> HeadDraft:
    """Write the words of a page, block by block."""
    root = parse_html(file.decoded.text if file.decoded else "", file.name)
    body = root.find("body")
    _Reader(root, writer).walk(root if body is None else body)
    return _read_head(root)


def _read_head(root: Element) -> HeadDraft:
    metas: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("name") or meta.get("property") or "").lower()
        metas.setdefault(name, (meta.get("content") or "").strip())

    def find(*names: str) -> str:
        return next((metas[name] for name in names if metas.get(name)), "")

    title = find("citation_title", "dc.title", "dcterms.title", "og:title") or join_text(root.find(".//title"))
    return HeadDraft(
        title=title,
        author=find("citation_author", "dc.creator", "dcterms.creator", "author", "article:author"),
        date=read_date(find("citation_date", "citation_publication_date", "dc.date", "dcterms.date", "date",
                            "article:published_time")),
        language=root.get("lang") or "",
        publisher=find("citation_publisher", "dc.publisher", "dcterms.publisher", "publisher"),
    )  # fmt: skip


class _Reader:
    """Walk through the elements."""

    def __init__(self, root: Element, writer: Writer) -> None:
        self._writer = writer
        self._footnotes = _find_footnotes(root)
        self._pre = 0
        self._has_text = any(local(element) in _TEXT for element in root.iter())

    def walk(self, element: Element) -> None:
        """Write what an element holds."""
        name = local(element)
        if left_out := _LEFT_OUT.get(name) or self._find_frame(element, name):
            self._writer.leave_out(left_out)
            return
        if (label := self._is_mark(element)) is not None:
            self._writer.mark(label)
            return
        if name in {"td", "th"} and self._writer.has_words:
            self._writer.add(" | ")
        is_block = self._begin(element, name)
        self._pre += name == "pre"
        for node in walk_nodes(element):
            if isinstance(node, str):
                self._writer.add(node, breaks=bool(self._pre))
            else:
                self.walk(node)
        self._pre -= name == "pre"
        if is_block:
            self._writer.end()
        elif name == "br":
            self._writer.break_line()

    def _find_frame(self, element: Element, name: str) -> str:
        """Name what stands beside the text, and neither holds it nor a footnote of it; nothing for a part of it."""
        is_notice = _NOTICE.search(f"{element.get('id')} {element.get('class')}") is not None
        if not self._has_text or not (name in _FRAME or is_notice) or self._holds_text(element):
            return ""
        if name == "aside":
            return "asides"
        around = any(local(outer) in _TEXT for outer in element.iterancestors())
        return "" if around else "heads and feet of the web page"

    def _holds_text(self, element: Element) -> bool:
        return any(
            local(inner) in _TEXT or inner.get("id") in self._footnotes for inner in element.iter() if local(inner)
        )

    def _begin(self, element: Element, name: str) -> bool:
        if (identity := element.get("id")) in self._footnotes:
            self._writer.begin("footnote", label=self._footnotes[identity])
            _drop_mark(element, self._footnotes[identity])
        elif name in _HEADINGS:
            self._writer.begin("heading", level=_HEADINGS[name])
        elif name == "li":
            self._writer.begin("item")
        elif name in _PARAGRAPHS:
            parent = element.getparent()
            if name == "p" and parent is not None and parent[0] is element and not (parent.text or "").strip():
                return self._continues(parent)
            self._writer.begin("paragraph")
        else:
            return False
        return True

    def _continues(self, parent: Element) -> bool:
        """Begin a first paragraph, but go on where it only wraps the words of an item or footnote."""
        if local(parent) != "li" and parent.get("id") not in self._footnotes:
            self._writer.begin("paragraph")
        return True

    def _is_mark(self, element: Element) -> str | None:
        """Return a mark's label where an element is a link to a footnote."""
        if local(element) != "a" or not (element.get("href") or "").startswith("#"):
            return None
        label = self._footnotes.get((element.get("href") or "")[1:])
        return label if label is not None and _REFERENCE.fullmatch(join_text(element) or " ") else None


def _find_footnotes(root: Element) -> dict[str, str]:
    """Find what raised or declared links lead to: id of the footnote -> its mark."""
    footnotes: dict[str, str] = {}
    ids = {element.get("id") for element in root.iter("li", "p", "div", "aside", "dd", "td", "section")}
    for link in root.iter("a"):
        target = (link.get("href") or "")[1:] if (link.get("href") or "").startswith("#") else ""
        parent = link.getparent()
        raised = (parent is not None and local(parent) == "sup") or any(local(child) == "sup" for child in link)
        declared = "noteref" in f"{link.get('role')} {link.get('class')} {link.get('rel')}" or "fn" in target.lower()
        mark = _REFERENCE.fullmatch(join_text(link))
        if target in ids and mark and (raised or declared):
            footnotes.setdefault(target, mark[1])
    return footnotes


def _drop_mark(footnote: Element, label: str) -> None:
    """Take the mark with which a footnote opens, and the link back, out of its words."""
    for link in list(footnote.iter("a", "sup")):
        words = join_text(link)
        if (link.get("href") or "").startswith("#") and (words in {"↩", "↩︎", "^", "↑", ""} or _MARKED.fullmatch(words)):
            link.text = ""
            for child in list(link):
                link.remove(child)
        elif local(link) == "sup" and words == label:
            link.text = ""
