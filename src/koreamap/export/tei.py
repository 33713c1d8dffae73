"""TEI: the documents as text editions, every mention marked and led to a list of the places.

A document whose rights allow no more is quoted by its linked passages; a ``gap`` stands for the rest.

References
----------
TEI P5 Guidelines: chapters 2 (header), 4 (text structure), 14 (names, places), 17.10 (``standOff``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from koreamap.drawing.matters import write_statement
from koreamap.export._archive import write_package
from koreamap.export._gazetteers import find_entry
from koreamap.export._tei_header import add_header
from koreamap.export._tei_text import NAMESPACE, XML, add, add_text, tag
from koreamap.export.spec import FormatSpec
from koreamap.translation import N_

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from koreamap.atlas import Atlas
    from koreamap.export.content import ExportContent
    from koreamap.export.spec import Progress
    from koreamap.model import Document, Feature, Place, Statement

__all__ = ["FORMATS", "write"]

FORMATS = (
    FormatSpec(
        id="tei",
        title=N_("Text editions (TEI)"),
        summary=N_(
            "Each document as TEI P5, every mention a placeName that leads to a listPlace, for edition software."
        ),
        suffix=".zip",
        media_type="application/zip",
        kind="data",
        order=185,
        tells_words=True,
    ),
)

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
    add_header(root, content, document)
    _add_places(root, content, document)
    add_text(ET.SubElement(root, tag("text")), content, document)
    return f"<?xml version='1.0' encoding='UTF-8'?>\n{ET.tostring(root, encoding='unicode')}\n".encode()


# --- the places


def _add_places(root: ET.Element, content: ExportContent, document: Document) -> None:
    """List every place that a mention of the document leads to, and the members of its groups, by id."""
    atlas = content.atlas
    features = {feature.id: feature for layer in content.layers for feature in layer.features}
    named = {mention.place_id for mention in content.mentions if mention.document_id == document.id}
    groups = [atlas.places[id_] for id_ in sorted(named) if atlas.places[id_].members]
    listed = [atlas.places[id_] for id_ in sorted(named.union(*(group.members for group in groups)))]
    if not listed:
        return
    around = add(root, "standOff")
    places = add(around, "listPlace")
    for place in listed:
        _add_place(places, place, features.get(place.id), atlas)
    for group in groups:
        parts = " ".join(f"#place-{id_}" for id_ in group.members)
        add(places, "relation", name="consistsOf", active=f"#place-{group.id}", passive=parts)
    sources = add(around, "listBibl")
    for source_id in sorted({id_ for place in listed for id_ in _cited(place, atlas)}):
        citation = (atlas.documents.get(source_id) or atlas.sources[source_id]).citation
        add(sources, "bibl", citation, xml_id=f"source-{source_id}")


def _cited(place: Place, atlas: Atlas) -> tuple[str, ...]:
    """Return the sources of a place, of its names, and of what each side said of it."""
    named = tuple(name.source_id for name in place.names if name.source_id)
    said = tuple(id_ for statement in atlas.statements_of(place.id) for id_ in statement.source_ids)
    return place.source_ids + named + said


def _add_place(parent: ET.Element, place: Place, feature: Feature | None, atlas: Atlas) -> None:
    sources = " ".join(f"#source-{id_}" for id_ in place.source_ids)
    element = add(parent, "place", type=place.kind, xml_id=f"place-{place.id}", source=sources)
    for name in place.names:
        source = f"#source-{name.source_id}" if name.source_id else ""
        add(element, "placeName", name.text, xml_lang=name.lang, type=name.system, source=source)
    if feature is not None:
        _add_location(element, place, feature)
    for name in place.names:
        if name.used_by:
            add(element, "note", f"{name.text}: a name used by {name.used_by}", type="usage")
    notes = {"status": ", ".join(place.status), "method": place.method, "accuracy": place.accuracy_note}
    for type_, text in {**notes, "dates": _say_doubt(place), "remark": place.note}.items():
        if text:
            add(element, "note", text, type=type_)
    _add_statements(element, atlas.statements_of(place.id), atlas)
    for same in place.same_as:
        gazetteer, id_, _address = find_entry(same)
        add(element, "idno", id_, type=gazetteer)


def _add_statements(parent: ET.Element, statements: Iterable[Statement], atlas: Atlas) -> None:
    """Write what each side said of a place, each with its sources."""
    for statement in statements:
        sources = " ".join(f"#source-{id_}" for id_ in statement.source_ids)
        add(parent, "note", write_statement(statement, atlas), type="statement", source=sources)


def _add_location(parent: ET.Element, place: Place, feature: Feature) -> None:
    """Write a point of the feature, since when and until when it held, and its accuracy."""
    dates = {"from": place.valid_from.rstrip("?~%"), "to": place.valid_to.rstrip("?~%")}
    location = add(parent, "location", **dates)
    point = feature.geometry.representative_point()
    add(location, "geo", f"{point.y:.5f} {point.x:.5f}")
    if place.accuracy_m is not None:
        add(location, "note", f"{place.accuracy_m:g} m (95 %)", type="accuracy")


def _say_doubt(place: Place) -> str:
    """Say which of a place's dates is in doubt, for TEI's own have no mark of it."""
    doubted = [date for date in (place.valid_from, place.valid_to) if date != date.rstrip("?~%")]
    return f"In doubt (EDTF): {', '.join(doubted)}" if doubted else ""
