"""TEI: the documents as text editions, every mention marked and led to a list of the places.

A document whose rights allow no more is quoted by its linked passages; a ``gap`` stands for the rest.

References
----------
TEI P5 Guidelines: chapters 2 (header), 4 (text structure), 14 (names, places), 17.10 (``standOff``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from koreamap import __version__
from koreamap.drawing.backgrounds import ATTRIBUTION
from koreamap.export._archive import write_package
from koreamap.export._tei_text import NAMESPACE, XML, add, add_text, tag
from koreamap.export._terms import LICENCE
from koreamap.export.spec import FormatSpec

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Document, Feature, MadeBy, Place

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="tei",
        title="Text editions (TEI)",
        summary="Each document as TEI P5, every mention a placeName that leads to a listPlace, for edition software.",
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=185,
        tells_words=True,
    ),
)

_IDENTIFIERS: Mapping[str, str] = {"gn": "GeoNames", "tgn": "TGN", "viaf": "VIAF", "wd": "Wikidata"}

_DUTIES: Mapping[MadeBy, str] = {
    "rule": "place names found by the forms of a gazetteer",
    "curated": "place names marked by a person",
}
"""How a mention was made -> what the header says of it; a name's ``resp`` leads there."""

_ABOUT = "The documents in TEI P5: mentions are placeName elements, their ref leads to the listPlace of the same file."


def write(content: ExportContent, out: Path, progress: Progress) -> None:
    """Write a zip with one TEI file a document."""
    files = {}
    for document in content.atlas.documents.values():
        progress(document.id)
        files[f"{document.id}.xml"] = _to_tei(content, document)
    write_package(content, out, files, about=_ABOUT)


def _to_tei(content: ExportContent, document: Document) -> bytes:
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(tag("TEI"), {f"{XML}lang": "en", f"{XML}id": document.id})
    _add_header(root, document)
    _add_places(root, content, document)
    add_text(ET.SubElement(root, tag("text")), content, document)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n".encode()


# --- the header


def _add_header(root: ET.Element, document: Document) -> None:
    description = add(add(root, "teiHeader"), "fileDesc")
    titles = add(description, "titleStmt")
    add(titles, "title", document.title)
    for creator in document.creators or (document.author,):
        _add_person(add(titles, "author"), creator, document.role)
    for id_, duty in _DUTIES.items():
        duties = add(titles, "respStmt", xml_id=id_)
        add(duties, "resp", duty)
        add(duties, "name", "koreamap")
    add(add(description, "editionStmt"), "edition", f"koreamap {__version__}", n=__version__)
    publication = add(description, "publicationStmt")
    add(publication, "publisher", "The koreamap authors")
    availability = add(publication, "availability", status="free" if document.quotable == "all" else "restricted")
    add(availability, "licence", document.rights, target=document.rights_address)
    add(availability, "p", f"Places: {ATTRIBUTION}. {LICENCE}")
    _add_origin(add(description, "sourceDesc"), document)
    method = add(add(root[-1], "encodingDesc"), "projectDesc")
    add(method, "p", "A name of low certainty means something else, and leads to the place for want of a nearer one.")


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
    for creator in document.creators or (document.author,):
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
    if document.address:
        add(origin, "ref", document.address, target=document.address)


def _add_imprint(imprint: ET.Element, document: Document) -> None:
    add(imprint, "publisher", document.publisher or "not known")
    if document.publisher_place:
        add(imprint, "pubPlace", document.publisher_place)
    add(imprint, "date", when=document.issued or document.date.rstrip("?~%"))
    for unit in ("volume", "part", "number", "pages"):
        if value := getattr(document, unit):
            add(imprint, "biblScope", value, unit={"number": "document", "pages": "page"}.get(unit, unit))


# --- the places


def _add_places(root: ET.Element, content: ExportContent, document: Document) -> None:
    """List every place that a mention of the document leads to, in the order of its ids."""
    features = {feature.id: feature for layer in content.layers for feature in layer.features}
    named = {mention.place_id for mention in content.mentions if mention.document_id == document.id}
    if named:
        places = add(add(root, "standOff"), "listPlace")
        for place_id in sorted(named):
            _add_place(places, content.atlas.places[place_id], features.get(place_id))


def _add_place(parent: ET.Element, place: Place, feature: Feature | None) -> None:
    element = add(parent, "place", type=place.kind, xml_id=f"place-{place.id}")
    for name in place.names:
        add(element, "placeName", name.text, xml_lang=name.lang)
    if feature is not None:
        dates = {"from": place.valid_from.rstrip("?~%"), "to": place.valid_to.rstrip("?~%")}
        location = add(element, "location", **dates)
        point = feature.geometry.representative_point()
        add(location, "geo", f"{point.y:.5f} {point.x:.5f}")
        if place.accuracy_m is not None:
            add(location, "note", f"{place.accuracy_m:g} m (95 %)", type="accuracy")
    for text in (place.method, place.accuracy_note, place.note):
        if text:
            add(element, "note", text)
    for same in place.same_as:
        gazetteer, _, id_ = same.partition(":")
        add(element, "idno", id_, type=_IDENTIFIERS[gazetteer])
