"""TEI editions, element by element: what stands in what was found valid by TEI P5's own schema (tei_all, 4.3.0)."""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from lxml import etree
from msgspec import structs

import koreamap
from koreamap.atlas import Atlas, read_atlas
from koreamap.export import export_map, tei
from koreamap.export.content import find_passages, read_content
from koreamap.export.request import check_request

if TYPE_CHECKING:
    from pathlib import Path

TEI = {"t": "http://www.tei-c.org/ns/1.0"}
ID = "{http://www.w3.org/XML/1998/namespace}id"

WITHIN = {
    "TEI": "teiHeader standOff text",
    "teiHeader": "fileDesc encodingDesc profileDesc revisionDesc",
    "fileDesc": "titleStmt editionStmt extent publicationStmt notesStmt sourceDesc",
    "titleStmt": "title author respStmt",
    "respStmt": "resp name",
    "author": "persName name",
    "editor": "persName name",
    "persName": "forename surname roleName",
    "editionStmt": "edition",
    "publicationStmt": "publisher date availability",
    "availability": "licence",
    "notesStmt": "note",
    "sourceDesc": "biblStruct",
    "biblStruct": "analytic monogr series note ref",
    "analytic": "author title",
    "monogr": "author title editor imprint",
    "imprint": "publisher pubPlace date biblScope",
    "series": "title",
    "encodingDesc": "projectDesc samplingDecl editorialDecl geoDecl",
    "projectDesc": "p",
    "samplingDecl": "p",
    "editorialDecl": "correction interpretation",
    "correction": "p",
    "interpretation": "p",
    "profileDesc": "creation langUsage textClass",
    "creation": "date",
    "langUsage": "language",
    "textClass": "keywords",
    "keywords": "term",
    "revisionDesc": "change",
    "standOff": "listPlace listBibl",
    "listPlace": "place relation",
    "listBibl": "bibl",
    "place": "placeName location note idno",
    "location": "geo note",
    "text": "body",
    "body": "div",
    "div": "head p note gap pb div",
    "head": "placeName note pb",
    "p": "placeName note pb",
    "note": "placeName note pb gap",
}
"""What may stand in what, by the chapters of the Guidelines on header, text structure, names and stand-off markup."""


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def editions(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    return read_editions(export_map(check_request(atlas, format_id="tei"), tmp_path_factory.mktemp("tei") / "tei.zip"))


def read_editions(path: Path) -> dict[str, etree._Element]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.endswith(".xml")]
        return {name.rpartition("/")[2].removesuffix(".xml"): etree.fromstring(archive.read(name)) for name in names}


def words(element: etree._Element) -> str:
    """Return the running text of a passage: what stands in notes is another passage's."""
    parts = [element.text or ""]
    for child in element:
        parts += [] if etree.QName(child).localname == "note" else [words(child)]
        parts.append(child.tail or "")
    return "".join(parts)


def test_elements_stand_where_tei_wants_them(editions: dict[str, etree._Element]) -> None:
    for edition in editions.values():
        for element in edition.iter(etree.Element):
            name = etree.QName(element).localname
            assert etree.QName(element).namespace == TEI["t"]
            assert {etree.QName(child).localname for child in element} <= set(WITHIN.get(name, "").split()), name


def test_every_id_is_a_name_and_stands_once(editions: dict[str, etree._Element]) -> None:
    for edition in editions.values():
        ids = edition.xpath("//@xml:id")
        assert len(ids) == len(set(ids))
        assert all(re.fullmatch(r"[A-Za-z_][\w.-]*", id_) for id_ in ids)


def test_every_link_is_a_place_name_that_leads_to_the_list(editions: dict[str, etree._Element], atlas: Atlas) -> None:
    for document_id, edition in editions.items():
        places = {place.get(ID): place for place in edition.iterfind(".//t:listPlace/t:place", TEI)}
        links = [link.mention for link in atlas.links if link.mention.document_id == document_id]
        names = list(edition.iterfind(".//t:body//t:placeName", TEI))
        assert len(names) == len({(mention.start, mention.end) for mention in links})
        led = sorted((" ".join(words(name).split()), ref) for name in names for ref in name.get("ref").split())
        exact = {(m.start, m.end, m.place_id): (" ".join(m.exact.split()), f"#place-{m.place_id}") for m in links}
        assert led == sorted(exact.values())
        members = {f"place-{id_}" for m in links for id_ in atlas.places[m.place_id].members}
        assert {ref.removeprefix("#") for _words, ref in led} | members == set(places)
        assert {name.get("resp") for name in names} <= {"#rule", "#curated"}
        assert sum(name.get("cert") == "low" for name in names) == len({(m.start, m.end) for m in links if m.differs})


@pytest.mark.parametrize("document_id", ["lee-2007", "rusk-1951"])
def test_the_header_says_what_an_archive_asks(
    editions: dict[str, etree._Element], atlas: Atlas, document_id: str
) -> None:
    header, document = editions[document_id].find("t:teiHeader", TEI), atlas.documents[document_id]
    said = {part: header.findtext(f".//t:{part}", namespaces=TEI) for part in ("title", "surname", "edition", "term")}
    assert said == {
        "title": document.title,
        "surname": document.creators[0].partition(",")[0],
        "edition": f"koreamap {koreamap.__version__}",
        "term": document.genre,
    }
    day = max(source.accessed for source in atlas.sources.values())
    assert [e.get("when") for e in header.xpath(".//t:publicationStmt/t:date | .//t:change", namespaces=TEI)] == [
        day
    ] * 2
    licences = [licence.get("target") for licence in header.iterfind(".//t:availability/t:licence", TEI)]
    assert licences == [document.rights_address, "https://opendatacommons.org/licenses/odbl/1-0/"]
    assert header.find(".//t:creation/t:date", TEI).get("when") == document.date
    assert header.find("t:encodingDesc/t:geoDecl", TEI).get("datum") == "WGS84"
    finding = header.findtext(".//t:interpretation/t:p", namespaces=TEI)
    assert all(f"#{made_by}" in finding for made_by in ("rule", "curated"))


def test_the_header_counts_the_names_of_the_text(editions: dict[str, etree._Element]) -> None:
    for edition in editions.values():
        names = Counter(name.get("resp") for name in edition.iterfind(".//t:body//t:placeName", TEI))
        said = f"{names['#rule']} found by form and {names['#curated']} by a person"
        extent = edition.findtext(".//t:extent", namespaces=TEI)
        assert extent == f"{names.total()} names of places marked, {said}"


def test_every_language_of_a_name_is_described(editions: dict[str, etree._Element]) -> None:
    for edition in editions.values():
        described = {language.get("ident"): language.text for language in edition.iterfind(".//t:langUsage/*", TEI)}
        assert set(edition.xpath("//@xml:lang")) == set(described)
        assert all(described.values())


def test_every_pointer_leads_to_an_id(editions: dict[str, etree._Element]) -> None:
    for edition in editions.values():
        ids = {f"#{id_}" for id_ in edition.xpath("//@xml:id")}
        pointers = edition.xpath("//@ref | //@resp | //@source | //@active | //@passive")
        led = {pointer for value in pointers for pointer in value.split()}
        assert led <= ids
        assert {id_ for id_ in ids if id_.startswith("#source-")} <= led, "a source that nothing cites"


def test_a_place_states_its_truth(editions: dict[str, etree._Element], atlas: Atlas) -> None:
    """Status, doubt of a date, whose name a name is, and which places a group consists of."""
    listed = editions["lee-2007"].find(".//t:listPlace", TEI)
    places = {place.get(ID): place for place in listed.iterfind("t:place", TEI)}
    notes = {note.get("type"): note.text for note in places["place-nll"].iterfind("t:note", TEI)}
    assert notes["status"] == ", ".join(atlas.places["nll"].status)
    assert notes["dates"] == "In doubt (EDTF): 1953-08-30?"
    assert "북한: a name used by the Republic of Korea" in [
        n.text for n in places["place-dprk"].iterfind("t:note", TEI)
    ]
    said = {n.text: n.get("source") for n in places["place-nll"].iterfind("t:note[@type='statement']", TEI)}
    assert "2 Sep 1999, DPRK: The army's General Staff declared the Northern Limit Line invalid" in " ".join(said)
    (answer,) = [source for text, source in said.items() if text.startswith("3 Sep 1999, Republic of Korea: ")]
    assert answer == "#source-seoul-1999-09"
    hangul = places["place-dprk"].xpath("t:placeName[@type='hangul']/text()", namespaces=TEI)
    assert hangul == ["조선민주주의인민공화국", "북한"]
    groups = {e.get("active"): e.get("passive").split() for e in listed.iterfind("t:relation", TEI)}
    assert groups["#place-western-islands"] == [f"#place-{id_}" for id_ in atlas.places["western-islands"].members]


def test_a_note_that_may_not_be_quoted_is_a_gap(editions: dict[str, etree._Element]) -> None:
    gaps = editions["lee-2007"].xpath("//t:note[@place='foot'][t:gap]", namespaces=TEI)
    assert gaps
    assert all(not words(note) and note.get(ID) is None for note in gaps)
    assert not editions["lee-2007"].xpath("//t:note[not(node())]", namespaces=TEI)


def test_the_memorandum_is_whole_and_of_the_paper_only_what_is_linked(
    editions: dict[str, etree._Element], atlas: Atlas
) -> None:
    linked = {link.mention.passage_id for link in atlas.links}
    for document_id, wanted in {
        "rusk-1951": {passage.id for passage in atlas.documents["rusk-1951"].passages},
        "lee-2007": {passage_id for passage_id in linked if passage_id.startswith("lee-2007/")},
    }.items():
        elements = {e.get(ID): e for e in editions[document_id].xpath("//t:body//*[@xml:id]", namespaces=TEI)}
        assert set(elements) == {passage_id.replace("/", ".") for passage_id in wanted}
        for passage in find_passages(atlas, wanted):
            assert words(elements[passage.id.replace("/", ".")]) == passage.text
    assert editions["rusk-1951"].find(".//t:gap", TEI) is None
    assert editions["lee-2007"].find(".//t:gap", TEI) is not None


def test_a_note_stands_at_its_mark(editions: dict[str, etree._Element]) -> None:
    (note,) = editions["lee-2007"].xpath("//t:note[@xml:id='lee-2007.fn4']", namespaces=TEI)
    before = words(note.getparent()).partition("5 western islands")
    assert before[1]
    assert (note.getprevious().text, note.getprevious().tail) == ("5 western islands", None)
    assert "Pak Yong Do" in words(note)


def test_a_page_begins_once(editions: dict[str, etree._Element]) -> None:
    pages = [page.get("n") for page in editions["rusk-1951"].iterfind(".//t:body//t:pb", TEI)]
    assert pages == ["165", "166", "167"]


def test_sections_are_nested_as_in_the_document(editions: dict[str, etree._Element], atlas: Atlas) -> None:
    for document_id, edition in editions.items():
        levels = {section.id: section.level for section in atlas.documents[document_id].sections}
        divisions = edition.findall(".//t:div[@type='section']", TEI)
        assert divisions
        for division in divisions:
            above = [parent for parent in division.iterancestors() if etree.QName(parent).localname == "div"]
            assert len(above) < levels[division.get("n")]
            assert all(division.get("n").startswith(parent.get("n")) for parent in above)


def test_a_city_has_its_point_and_its_geonames_id(editions: dict[str, etree._Element]) -> None:
    (city,) = editions["rusk-1951"].xpath("//t:place[@xml:id='place-beijing']", namespaces=TEI)
    assert city.findtext("t:location/t:geo", namespaces=TEI) == "39.90750 116.39723"
    assert (city.find("t:idno", TEI).get("type"), city.findtext("t:idno", namespaces=TEI)) == ("GeoNames", "1816670")


def test_what_means_harm_is_text(atlas: Atlas, tmp_path: Path) -> None:
    harm = "</TEI><!-- & ]]> \x07 <b>\u202e"
    document = structs.replace(atlas.documents["rusk-1951"], title=harm, citation=harm, rights=harm)
    harmful = replace(atlas, documents={**atlas.documents, "rusk-1951": document})
    tei.write(read_content(check_request(harmful, format_id="tei"), harmful), tmp_path / "tei.zip", lambda _step: None)
    edition = read_editions(tmp_path / "tei.zip")["rusk-1951"]
    assert edition.findtext(".//t:titleStmt/t:title", namespaces=TEI) == harm.replace("\x07", "")
