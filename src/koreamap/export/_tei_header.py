"""The header of a TEI edition: what it is, of which source, on which terms, how made, as an archive asks for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from koreamap import __version__
from koreamap.export._tei_text import add
from koreamap.export._terms import ODBL_ADDRESS, find_last_reading, find_terms

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from xml.etree import ElementTree as ET

    from koreamap.export.content import ExportContent
    from koreamap.model import Document, MadeBy

__all__ = ["add_header"]

_DUTIES: Mapping[MadeBy, str] = {
    "rule": "place names found by the forms of a gazetteer",
    "curated": "place names marked by a person",
}
"""How a mention was made -> what the header says of it; a name's ``resp`` leads there."""

_LANGUAGES: Mapping[str, str] = {
    "en": "English",
    "ja": "Japanese",
    "ko": "Korean, in Hangul",
    "ko-Hani": "Korean, in Chinese characters",
    "ko-Latn": "Korean, romanised",
    "tr": "Turkish",
    "zh": "Chinese",
}

_PURPOSE = "A text edition beside a map of Korea's armistice: each name of a place leads to the place that it means."

_SAMPLING: Mapping[str, str] = {
    "all": "The whole text.",
    "passages": "The passages that name a place of the map. The rights allow no more; a gap stands for the rest.",
}
"""What the document's record allows -> what the edition has of it."""

_EDITING = (
    "Spelling and errors stand as printed. Words and paragraphs that a page break or a footnote had cut in two are "
    "joined. A note stands where its mark does."
)

_FINDING = (
    "A name was found by the forms of a gazetteer (resp #rule), where a form is sure in any text, or marked by a "
    "person for this document (resp #curated). Each capitalised name that is not marked was looked at and set aside, "
    "with the reason. Of several places in one ref, each is meant. A name of low certainty (cert) means something "
    "else, and leads to the place for want of a nearer one."
)

_UNKNOWN = "not known"
_GEODESY = "Latitude and longitude in degrees, as the Guidelines have it. Of a line or an area, one point on it."


def add_header(root: ET.Element, content: ExportContent, document: Document) -> None:
    """Write the header: description of the file, of the encoding, of the text, and what changed."""
    header = add(root, "teiHeader")
    _add_description(add(header, "fileDesc"), content, document)
    _add_encoding(add(header, "encodingDesc"), document)
    _add_profile(add(header, "profileDesc"), content, document)
    day = find_last_reading(content.atlas).isoformat()
    changes = add(header, "revisionDesc")
    add(changes, "change", f"koreamap {__version__}: {_count(content, document)}.", when=day, n=__version__)


def _count(content: ExportContent, document: Document) -> str:
    """Say how many names are marked, and how they were found."""
    spans = {(m.start, m.end): m.made_by for m in content.mentions if m.document_id == document.id}
    made = Counter(spans.values())
    by_form, by_person = (made[made_by] for made_by in _DUTIES)
    return f"{len(spans)} names of places marked, {by_form} found by form and {by_person} by a person"


# --- the file


def _add_description(description: ET.Element, content: ExportContent, document: Document) -> None:
    titles = add(description, "titleStmt")
    add(titles, "title", document.title, type="main")
    add(titles, "title", "An edition with its places marked", type="sub")
    for creator in document.named_authors:
        _add_person(add(titles, "author"), creator, document.role)
    for id_, duty in _DUTIES.items():
        duties = add(titles, "respStmt", xml_id=id_)
        add(duties, "resp", duty)
        add(duties, "name", "koreamap")
    add(add(description, "editionStmt"), "edition", f"koreamap {__version__}", n=__version__)
    add(description, "extent", _count(content, document))
    _add_publication(add(description, "publicationStmt"), content, document)
    if document.note:
        add(add(description, "notesStmt"), "note", document.note)
    _add_origin(add(description, "sourceDesc"), document)


def _add_publication(publication: ET.Element, content: ExportContent, document: Document) -> None:
    """Say who publishes the edition, as of when, and on which terms the text and the places are handed on."""
    day = find_last_reading(content.atlas)
    add(publication, "publisher", "The koreamap authors")
    add(publication, "date", f"{day.day} {day:%B %Y}", when=day.isoformat())
    availability = add(publication, "availability", status="free" if document.quotable == "all" else "restricted")
    add(availability, "licence", document.rights, target=document.rights_address)
    add(availability, "licence", f"Places: {find_terms(content)}", target=ODBL_ADDRESS)


def _add_person(parent: ET.Element, creator: str, role: str = "") -> None:
    """Write a person in two pieces, with the office, or a body in one."""
    family, comma, given = creator.partition(", ")
    if not comma:
        add(parent, "name", creator)
        return
    person = add(parent, "persName")
    add(person, "forename", given)
    add(person, "surname", family)
    if role:
        add(person, "roleName", role)


def _add_origin(parent: ET.Element, document: Document) -> None:
    """Describe the publication that the text comes from, piece and volume apart."""
    origin = add(parent, "biblStruct", type=document.type)
    piece = add(origin, "analytic") if document.container else add(origin, "monogr")
    for creator in document.named_authors:
        _add_person(add(piece, "author"), creator)
    add(piece, "title", document.title, level="a" if document.container else "m")
    volume = add(origin, "monogr") if document.container else piece
    if document.container:
        add(volume, "title", document.container, level="m")
        for editor in document.editors:
            _add_person(add(volume, "editor"), editor)
    _add_imprint(add(volume, "imprint"), document)
    if document.series:
        add(add(origin, "series"), "title", document.series, level="s")
    add(origin, "note", document.citation, type="citation")
    if document.archive:
        add(origin, "note", document.archive, type="archive")
    if document.address:
        add(origin, "ref", document.address, target=document.address)


def _add_imprint(imprint: ET.Element, document: Document) -> None:
    add(imprint, "publisher", document.publisher or _UNKNOWN)
    if document.publisher_place:
        add(imprint, "pubPlace", document.publisher_place)
    when = document.issued or document.date.rstrip("?~%")
    add(imprint, "date", "" if when else _UNKNOWN, when=when)
    for unit in ("volume", "part", "number", "pages"):
        if value := getattr(document, unit):
            add(imprint, "biblScope", value, unit={"number": "document", "pages": "page"}.get(unit, unit))


# --- the encoding and the text


def _add_encoding(encoding: ET.Element, document: Document) -> None:
    add(add(encoding, "projectDesc"), "p", _PURPOSE)
    add(add(encoding, "samplingDecl"), "p", _SAMPLING[document.quotable])
    editing = add(encoding, "editorialDecl")
    add(add(editing, "correction"), "p", _EDITING)
    add(add(editing, "interpretation"), "p", _FINDING)
    add(encoding, "geoDecl", _GEODESY, datum="WGS84")


def _add_profile(profile: ET.Element, content: ExportContent, document: Document) -> None:
    when = document.date.rstrip("?~%")
    cert = "" if when == document.date else "medium"
    add(add(profile, "creation"), "date", document.date or _UNKNOWN, when=when, cert=cert)
    usage = add(profile, "langUsage")
    for lang in sorted({"en", *_find_languages(content, document)}):
        add(usage, "language", _LANGUAGES[lang], ident=lang)
    if document.genre:
        add(add(add(profile, "textClass"), "keywords"), "term", document.genre)


def _find_languages(content: ExportContent, document: Document) -> Iterable[str]:
    """Yield the languages in which the listed places have names."""
    for mention in content.mentions:
        if mention.document_id == document.id:
            yield from (name.lang for name in content.atlas.places[mention.place_id].names)
