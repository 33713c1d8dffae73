"""XML of anybody's: no entity is expanded, nothing else is opened, and it nests only so deep.

lxml is chosen for what the standard library's parser cannot do: it stops at a depth by itself, reads HTML as browsers
do, and its elements know the element around them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lxml import etree

from koreamap.errors import DocumentError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element  # its public name is a function

__all__ = ["find_root_name", "join_text", "local", "parse_html", "parse_xml", "walk_nodes"]

_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]{0,60}:)?([A-Za-z_][\w.-]{0,60})[\s/>]")
_BEFORE = re.compile(
    r"\s+|<\?.{0,4000}?\?>|<!--.{0,20000}?-->|<!DOCTYPE[^>\[]{0,2000}(?:\[.{0,8000}?\]\s*)?>", re.DOTALL | re.IGNORECASE
)


def find_root_name(text: str) -> str:
    """Return the local name of the element with which a text begins; empty where it begins with none."""
    position = 0
    while found := _BEFORE.match(text, position):
        position = found.end()
    root = _ROOT.match(text, position)
    return root[1] if root else ""


def parse_xml(data: bytes, what: str) -> Element:
    """Parse XML.

    Raises
    ------
    koreamap.errors.DocumentError
        When it is not well-formed, nests too deep or declares entities.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise DocumentError(what, found=f"XML that breaks off: {error.msg}", expected="well-formed XML") from error
    declared = root.getroottree().docinfo.internalDTD
    if declared is not None and next(iter(declared.iterentities()), None) is not None:
        raise DocumentError(what, found="XML that declares entities", expected="XML without: they can hide other files")
    return root


def parse_html(text: str, what: str) -> Element:
    """Parse HTML as browsers do, whatever is missing.

    Raises
    ------
    koreamap.errors.DocumentError
        When nothing is in it, or it nests too deep.
    """
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except etree.ParserError as error:
        raise DocumentError(what, found="no element", expected="HTML with text in it") from error
    except etree.XMLSyntaxError as error:
        raise DocumentError(what, found=f"HTML that cannot be read: {error.msg}", expected="HTML") from error
    if root is None:
        raise DocumentError(what, found="no element", expected="HTML with text in it")
    if deep := next((entry for entry in parser.error_log if "xcessive depth" in entry.message), None):
        raise DocumentError(what, found=f"{deep.message} (line {deep.line})", expected="HTML that nests less deep")
    return root


def local(element: Element) -> str:
    """Return an element's name without its namespace; empty for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def walk_nodes(element: Element) -> Iterator[str | Element]:
    """Yield what an element holds, in order: words and elements; an entity that is not known as it is written."""
    if element.text and local(element):
        yield element.text
    for child in element:
        if local(child):
            yield child
        elif child.tag is etree.Entity:
            yield str(child.text)
        if child.tail:
            yield child.tail


def join_text(element: Element | None) -> str:
    """Return all words of an element, white space made even."""
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""
