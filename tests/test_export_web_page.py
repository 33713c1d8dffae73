"""The web page as a file: one piece, its own policy, only the words that may be handed on, and no markup from data."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from functools import cached_property
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

import koreamap
from hostile_content import EVIL, make_hostile
from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.extents import EXTENTS
from koreamap.errors import ExportError
from koreamap.export import export_map
from koreamap.export._web_page.data import to_json
from koreamap.export._web_page.quotes import GAP, cut_document
from koreamap.export.content import ExportContent, read_content
from koreamap.export.request import check_request
from koreamap.export.web_page import FORMATS, write
from koreamap.frontend.bundle import join_scripts, join_styles
from koreamap.model import Document, NoteMark, PageMark, Passage, Section

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

pytestmark = pytest.mark.thorough

LIMIT_BYTES = 4_000_000


class PageParser(HTMLParser):
    """Collects scripts, styles and every attribute that could make a browser ask for something."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.styles: list[str] = []
        self.policy = ""
        self.addresses: list[str] = []
        self.links: list[dict[str, str | None]] = []
        self.tags: set[str] = set()
        self._open = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.add(tag)
        self._open = tag
        if tag == "script":
            self.scripts.append((found, ""))
        if found.get("http-equiv") == "Content-Security-Policy":
            self.policy = found["content"] or ""
        if tag == "a":
            self.links.append(found)
        else:
            names = {"src", "href", "srcset", "data", "action"}
            self.addresses += [value or "" for name, value in attrs if name in names]
        assert not [name for name in found if name.startswith("on") or name == "style"]

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002 - the parser's interface
        self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)
        if self._open == "style":
            self.styles.append(data)

    @cached_property
    def files(self) -> dict[str, Any]:
        return {str(found["data-path"]): json.loads(text) for found, text in self.scripts if "data-path" in found}


def write_page(folder: Path, **choice: Any) -> Path:
    return export_map(check_request(read_atlas(), format_id="web-page", **choice), folder / f"page{FORMATS[0].suffix}")


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture(scope="module")
def content(atlas: Atlas) -> ExportContent:
    return read_content(check_request(atlas, format_id="web-page"))


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    return write_page(tmp_path_factory.mktemp("page")).read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def parsed(text: str) -> PageParser:
    return PageParser(text)


def hash_of(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


# --- one piece, and nothing asked for


def test_the_policy_allows_this_script_and_this_style_and_no_request(parsed: PageParser) -> None:
    rules = dict(rule.strip().split(" ", 1) for rule in parsed.policy.split(";"))
    scripts = [text for found, text in parsed.scripts if found.get("type") != "application/json"]
    assert rules["default-src"] == "'none'"
    assert rules["script-src"].split() == [f"'{hash_of(script)}'" for script in scripts]
    assert rules["style-src"] == f"'{hash_of(''.join(parsed.styles))}'"
    assert rules["img-src"] == "data:"
    assert "unsafe" not in parsed.policy


def test_every_other_script_is_a_block_of_data(parsed: PageParser) -> None:
    kinds = [found.get("type") for found, _ in parsed.scripts]
    assert (kinds.count("module"), kinds.count(None)) == (1, 1)
    assert kinds[0] is None, "the language is known before anything is shown"
    assert set(kinds) == {None, "module", "application/json"}


def test_nothing_in_the_page_has_an_address(parsed: PageParser) -> None:
    assert [address for address in parsed.addresses if not address.startswith("data:")] == []
    style = "".join(parsed.styles)
    assert not re.search(r"@import|https?:|url\((?!data:)", style)
    (script,) = [text for found, text in parsed.scripts if found.get("type") == "module"]
    # The name space of SVG is no address, and the other stands in Leaflet's own credit, which the map does not show.
    assert set(re.findall(r"https?://([\w.-]+)", script)) <= {"www.w3.org", "leafletjs.com"}


def test_the_page_has_an_icon_and_says_what_it_is(tmp_path: Path) -> None:
    title = '"Lines" & <others>'
    head = write_page(tmp_path, title=title).read_text(encoding="utf-8").split("<style>")[0]
    icon = unquote(re.findall(r'<link rel="icon" type="image/svg\+xml" href="data:image/svg\+xml,([^"]*)">', head)[0])
    assert icon.startswith("<svg ")
    assert "stroke" in icon
    for name in ('name="application-name"', 'property="og:title"'):
        assert [html.unescape(said) for said in re.findall(rf'<meta {name} content="([^"]*)">', head)] == [title]
    (description,) = set(re.findall(r'<meta (?:name="|property="og:)description" content="([^"]*)">', head))
    assert "passages" in description


def test_a_link_leads_to_where_a_work_was_found_and_tells_nobody_whence(parsed: PageParser, atlas: Atlas) -> None:
    found = {link["href"] for link in parsed.links}
    known = {record.address for records in (atlas.sources, atlas.documents) for record in records.values()}
    assert len(found) > 20
    assert found <= {address for address in known if address.startswith("http")}
    assert {(link["rel"], link["target"]) for link in parsed.links} == {("noreferrer", "_blank")}


def test_about_says_version_date_and_how_to_cite(text: str, atlas: Atlas) -> None:
    about = text.partition('<details class="page-about">')[2].partition("</details>")[0]
    about = html.unescape(re.sub(r"<[^>]+>", " ", about))
    last = max(source.accessed for source in atlas.sources.values())
    assert f"koreamap {koreamap.__version__}; sources read until {int(last[8:])} " in about
    assert f"version {koreamap.__version__}, data as of {last}" in about
    for document in atlas.documents.values():
        assert document.citation in about
        assert document.address in about


def test_the_page_is_light_enough_to_be_sent_by_mail(text: str) -> None:
    assert len(text.encode()) < LIMIT_BYTES


@pytest.mark.parametrize("area", EXTENTS)
def test_the_page_of_a_named_area_is_too(area: str, tmp_path: Path) -> None:
    assert write_page(tmp_path, bbox=EXTENTS[area].bbox).stat().st_size < LIMIT_BYTES


def test_no_script_of_ours_carries_remarks_indents_or_empty_lines(parsed: PageParser) -> None:
    (script,) = (body for attributes, body in parsed.scripts if attributes.get("type") == "module")
    assert re.findall(r"\n\s|^//(?!#).*$", script, re.MULTILINE) == []


def test_a_source_that_many_name_is_described_once(text: str, atlas: Atlas) -> None:
    note = max((source.note for source in atlas.sources.values()), key=len)
    assert text.count(to_json(note)[1:-1]) == 1


def test_same_input_same_bytes(text: str, tmp_path: Path) -> None:
    assert write_page(tmp_path).read_text(encoding="utf-8") == text


def test_attribution_and_licence_stand_in_the_page_without_a_script(text: str, parsed: PageParser) -> None:
    head = text.split('<script type="application/json"', maxsplit=1)[0]
    assert "© OpenStreetMap contributors" in head
    assert "ODbL" in head
    assert "Brookings" in head
    assert "OpenStreetMap" in parsed.files["map"]["attribution"]


# --- what is on the map


def test_the_layers_are_those_of_the_request_and_their_data_those_of_the_build(
    parsed: PageParser, content: ExportContent
) -> None:
    described = {layer["id"]: layer for layer in parsed.files["map"]["layers"]}
    assert {layer.record.id for layer in content.layers} <= set(described)
    for layer in content.layers:
        collection = parsed.files[described[layer.record.id]["url"]]
        assert [feature["id"] for feature in collection["features"]] == [feature.id for feature in layer.features]
        for found, feature in zip(collection["features"], layer.features, strict=True):
            said = {column.name: getattr(feature.properties, column.name) for column in layer.columns}
            assert found["properties"] == {name: value for name, value in said.items() if value is not None}
            assert found["geometry"] == json.loads(json.dumps(feature.geometry.__geo_interface__))


def test_the_ground_has_no_hole_in_its_zooms(parsed: PageParser) -> None:
    ground = [layer for layer in parsed.files["map"]["layers"] if layer["group"] == "basemap"]
    assert ground
    for zoom in range(2, 17):
        assert any("korea" in g["id"] and g["min_zoom"] <= zoom < g["max_zoom"] for g in ground), zoom


def test_only_a_small_extent_carries_the_fine_ground(parsed: PageParser, tmp_path: Path) -> None:
    assert not any("detail" in path for path in parsed.files)
    close = PageParser(write_page(tmp_path, bbox=EXTENTS["han-estuary"].bbox).read_text(encoding="utf-8"))
    assert any("detail" in path for path in close.files)
    west, south, east, north = EXTENTS["han-estuary"].bbox
    assert close.files["map"]["bounds"] == [[south, west], [north, east]]


def test_chosen_layers_are_on_and_the_others_absent(tmp_path: Path) -> None:
    files = PageParser(write_page(tmp_path, layers=["cities"]).read_text(encoding="utf-8")).files
    thematic = [layer for layer in files["map"]["layers"] if layer["group"] not in {"basemap", "evidence"}]
    assert [(layer["id"], layer["shown"]) for layer in thematic] == [("cities", True)]
    assert "layers/nll.geojson" not in files
    assert "nll" not in {card["id"] for card in files["cards"]["cards"]}


@pytest.mark.parametrize(("labels", "hangul"), [("en", False), ("ko", True), ("en-ko", True)])
def test_names_come_in_the_languages_asked_for(tmp_path: Path, labels: str, *, hangul: bool) -> None:
    page = write_page(tmp_path, layers=["western_islands"], labels=labels)
    properties = PageParser(page.read_text(encoding="utf-8")).files["layers/western_islands.geojson"]["features"][0][
        "properties"
    ]
    assert any("백령도" in str(properties[key]) for key in ("label", "name_ko")) is hangul
    assert (labels == "ko") == (properties["label"] == "백령도")


# --- what it says


def test_every_place_on_the_map_has_its_card_and_no_card_leads_away(parsed: PageParser, content: ExportContent) -> None:
    cards = {card["id"]: card for card in parsed.files["cards"]["cards"]}
    features = {feature.id for layer in content.layers for feature in layer.features}
    keys = {item["id"].removeprefix("urn:koreamap:mention:") for item in parsed.files["links"]["items"]}
    assert features <= set(cards)
    for entry in cards.values():
        assert entry["features"]
        west, south, east, north = entry["bbox"]
        assert west <= east
        assert south <= north
        assert set(entry["features"]) <= features
        assert set(entry["mentions"]) <= keys
        assert {member["id"] for member in entry["members"]} <= set(cards)


def test_the_table_of_places_has_those_of_the_page_and_what_it_says_of_them(
    parsed: PageParser, atlas: Atlas, tmp_path: Path
) -> None:
    page = write_page(tmp_path, bbox=EXTENTS["western-islands"].bbox).read_text(encoding="utf-8")
    of_area = PageParser(page).files
    for files in (parsed.files, of_area):
        boxes = {card["id"]: card["bbox"] for card in files["cards"]["cards"]}
        rows = {row["id"]: row for row in files["places"]["places"]}
        assert list(rows) == list(boxes)
        for id_, row in rows.items():
            place = atlas.places[id_]
            assert row["bbox"] == boxes[id_]
            assert (row["kind"], row["status"]) == (place.kind, list(place.status))
            assert (row["valid_from"], row["valid_to"]) == (place.valid_from, place.valid_to)
            assert row["accuracy_m"] == place.accuracy_m
    assert 0 < len(of_area["places"]["places"]) < len(parsed.files["places"]["places"])


def test_both_sides_words_go_along_and_only_lines_of_the_page_are_drawn(
    parsed: PageParser, content: ExportContent
) -> None:
    features = {feature.id for layer in content.layers for feature in layer.features}
    cards = {card["id"] for card in parsed.files["cards"]["cards"]}
    matters = {matter["id"]: matter for matter in parsed.files["cards"]["matters"]}
    assert {id_ for card in parsed.files["cards"]["cards"] for id_ in card["matters"]} <= set(matters)
    for matter in matters.values():
        assert set(matter["features"]) <= features
        assert {row["side"] for row in matter["statements"]} == {0, 1}
        for row in matter["statements"]:
            assert {place["id"] for place in row["draws"]} <= cards
            assert set(row["sources"]) <= parsed.files["cards"]["sources"].keys()


def test_every_mention_of_the_export_is_there_at_its_words(parsed: PageParser, content: ExportContent) -> None:
    texts = {document["id"]: document["text"] for document in parsed.files["documents"]["documents"]}
    items = {item["id"].removeprefix("urn:koreamap:mention:"): item for item in parsed.files["links"]["items"]}
    assert set(items) == {mention.key for mention in content.mentions}
    for mention in content.mentions:
        target = items[mention.key]["target"]
        position, quote = target["selector"]
        assert texts[mention.document_id][position["start"] : position["end"]] == quote["exact"]
        assert target["koreamap:source_position"] == [mention.start, mention.end]
        if position["end"] - position["start"] == mention.end - mention.start:
            assert quote["exact"].split() == mention.exact.split()


def test_no_mention_is_lost_where_a_passage_was_cut(parsed: PageParser) -> None:
    passages = {
        passage["id"]: passage
        for document in parsed.files["documents"]["documents"]
        for passage in document["passages"]
    }
    for item in parsed.files["links"]["items"]:
        slices = passages[item["target"]["koreamap:passage"]]["slices"]
        position = item["target"]["selector"][0]
        assert slices[0][0] <= position["start"] < position["end"] <= slices[-1][1]


def test_findings_stand_at_their_words(parsed: PageParser, atlas: Atlas) -> None:
    documents = {document["id"]: document for document in parsed.files["documents"]["documents"]}
    claims = parsed.files["findings"]["claims"]
    passages = {passage["id"] for document in documents.values() for passage in document["passages"]}
    assert {row["id"] for row in claims} == {id_ for id_, claim in atlas.claims.items() if claim.passage_id in passages}
    for row in claims:
        text = documents[row["document"]]["text"]
        assert text[row["start"] : row["end"]] == row["exact"]
        assert row["exact"].split() == atlas.claims[row["id"]].exact.split()
        assert row["summary"] == atlas.claims[row["id"]].summary


def test_each_claim_has_its_finding_whose_evidence_and_pictures_are_in_the_page(
    parsed: PageParser, atlas: Atlas
) -> None:
    files = parsed.files
    findings = {finding["id"]: finding for finding in files["finding_cards"]["findings"]}
    assert set(findings) == {row["id"] for row in files["findings"]["claims"]}
    layers = {layer["id"]: layer for layer in files["map"]["layers"]}
    drawn = {
        f["id"]
        for id_, layer in layers.items()
        if layer["group"] != "basemap"
        for f in files[layers[id_]["url"]]["features"]
    }
    cards = {card["id"] for card in files["cards"]["cards"]}
    for id_, finding in findings.items():
        assert set(atlas.claims[id_].evidence_ids) <= drawn
        assert set(finding["selected"]) <= drawn
        assert bool(finding["selected"]) == bool(atlas.claims[id_].evidence_ids or finding["places"])
        assert {place["id"] for place in finding["places"]} <= cards
        assert set(finding["layers"]) <= set(layers)
        assert len(finding["charts"]) == len(atlas.claims[id_].chart_ids)
        for chart_id in atlas.claims[id_].chart_ids:
            kind, _, picture = files["charts"]["pictures"][chart_id].partition(",")
            assert kind == "data:image/svg+xml"
            assert unquote(picture).startswith("<?xml")
            assert unquote(picture).endswith("</svg>")
        for card in (finding, *files["cards"]["cards"]):
            assert {*card["sources"]} <= files["cards"]["sources"].keys() | files["finding_cards"]["sources"].keys()


def test_evidence_waits_for_its_claim_and_goes_along_wherever_it_lies(tmp_path: Path, atlas: Atlas) -> None:
    page = write_page(tmp_path, layers=["nll"], bbox=EXTENTS["western-islands"].bbox)
    files = PageParser(page.read_text(encoding="utf-8")).files
    evidence = [layer for layer in files["map"]["layers"] if layer["group"] == "evidence"]
    assert [layer["shown"] for layer in evidence] == [False] * len(evidence)
    carried = {f["id"] for layer in evidence for f in files[layer["url"]]["features"]}
    claims = [atlas.claims[row["id"]] for row in files["findings"]["claims"]]
    assert carried == {id_ for claim in claims for id_ in claim.evidence_ids}
    assert carried


def test_evidence_that_was_asked_for_is_a_layer_like_others(tmp_path: Path) -> None:
    files = PageParser(write_page(tmp_path, layers=["evidence_lines"]).read_text(encoding="utf-8")).files
    (layer,) = [layer for layer in files["map"]["layers"] if layer["id"] == "evidence_lines"]
    assert (layer["group"], layer["shown"]) == ("context", True)


# --- rights


def test_a_document_that_may_be_quoted_whole_is_there_whole(parsed: PageParser, atlas: Atlas) -> None:
    documents = {document["id"]: document for document in parsed.files["documents"]["documents"]}
    assert documents["rusk-1951"] == json.loads(msgspec.json.encode(atlas.documents["rusk-1951"]))


def test_of_the_other_only_linked_passages_leave_the_house(text: str, atlas: Atlas, content: ExportContent) -> None:
    document = atlas.documents["lee-2007"]
    kept = {passage.id for passage in content.passages}
    quoted = " ".join(passage.text for passage in content.passages)
    left_out = [passage for passage in document.passages if passage.id not in kept]
    assert len(left_out) > 10
    checked = 0
    for passage in left_out:
        for start, end in passage.slices:
            for at in range(start, end - 40, 20):
                words = document.text[at : at + 40]
                if " ".join(words.split()) not in quoted and not is_title(words, document):
                    assert to_json(words)[1:-1] not in text, f"{passage.id}: {words}"
                    checked += 1
    assert checked > 50


def is_title(words: str, document: Document) -> bool:
    """The work's own title and author belong to its citation."""
    return any(words in said for said in (document.title, document.citation, document.author))


def test_what_is_left_out_is_marked_and_the_citation_and_rights_stand_by(parsed: PageParser, atlas: Atlas) -> None:
    (paper,) = (d for d in parsed.files["documents"]["documents"] if d["id"] == "lee-2007")
    assert GAP in paper["text"]
    assert paper["citation"] == atlas.documents["lee-2007"].citation
    assert paper["rights"].startswith(atlas.documents["lee-2007"].rights)
    assert GAP in paper["rights"]


def read_slices(text: str, slices: Sequence[tuple[int, int]]) -> str:
    """Join slices as the reader's contract says."""
    joined, reached = "", None
    for start, end in slices:
        gap = "" if reached is None else text[reached:start]
        joined += (" " if any(map(str.isspace, gap)) else "") + text[start:end]
        reached = end
    return joined


@st.composite
def documents(draw: st.DrawFn) -> Document:
    text = draw(st.text(alphabet="ab \n\t[1]가\U0001f1f0", min_size=30, max_size=80))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), min_size=6, max_size=12)))
    spans = tuple(zip(cuts[::2], cuts[1::2], strict=False))
    passages = [
        Passage(
            id=f"d/p{number}",
            section_id="1",
            kind=draw(st.sampled_from(["paragraph", "footnote", "heading"])),
            label=f"¶ {number}",
            slices=spans[at : at + 2],
            notes=(NoteMark(offset=spans[at][1], passage_id=f"d/p{(number + 1) % 3}", label="1"),),
            pages=(PageMark(offset=spans[at][0], label="7"),),
        )
        for number, at in enumerate(range(0, len(spans), 2))
    ]
    return make_document(text, passages)


def make_document(text: str, passages: Sequence[Passage]) -> Document:
    names = dict.fromkeys(("title", "short_title", "author", "date", "citation", "address", "note", "sha256"), "")
    section = Section(id="1", title="Secret", level=1)
    rest = {"text": text, "rights": "©", "sections": (section,), "passages": tuple(passages)}
    return Document(id="d", quotable="passages", **names, **rest)


@given(documents(), st.sets(st.sampled_from(["d/p0", "d/p1", "d/p2"])))
def test_a_cut_document_reads_as_before_where_it_was_kept(document: Document, kept: set[str]) -> None:
    excerpt = cut_document(document, kept)
    now = {passage.id: passage for passage in excerpt.document.passages}
    for passage in document.passages:
        assert (passage.id in now) == (passage.id in kept)
        if passage.id not in kept:
            continue
        found = now[passage.id]
        whole, short = document.text, excerpt.document.text
        assert read_slices(short, found.slices) == read_slices(whole, passage.slices)
        assert excerpt.slices[passage.id] == passage.slices
        assert all(note.passage_id in kept for note in found.notes)
        assert all(found.slices[0][0] <= mark.offset <= found.slices[-1][1] for mark in (*found.notes, *found.pages))
        for start, end in passage.slices:
            moved = excerpt.move(start, end)
            assert short[moved[0] : moved[1]] == whole[start:end]


def test_a_span_that_was_left_out_cannot_be_moved() -> None:
    passage = Passage(id="d/p1", section_id="", kind="paragraph", label="", slices=((0, 4),))
    document = make_document("kept left", [passage, msgspec.structs.replace(passage, id="d/p2")])
    with pytest.raises(ExportError, match="d:5-9"):
        cut_document(document, {"d/p1"}).move(5, 9)


# --- hostile words


@given(st.text(), st.text())
def test_json_in_the_page_reads_back_and_ends_no_element(key: str, value: str) -> None:
    written = to_json({key: [value]})
    assert "<" not in written
    assert json.loads(written) == {key: [value]}


def test_hostile_names_stay_words(tmp_path: Path) -> None:
    write(make_hostile(), tmp_path / "page.html", lambda _step: None)
    parsed = PageParser((tmp_path / "page.html").read_text(encoding="utf-8"))
    assert len([1 for found, _ in parsed.scripts if found.get("type") == "module"]) == 1
    assert "img" not in parsed.tags
    shown = EVIL.replace("\ud800", "\ufffd")
    assert {card["title"] for card in parsed.files["cards"]["cards"]} == {shown}
    assert shown in parsed.files["documents"]["documents"][-1]["citation"]


# --- the joiner


def write_modules(folder: Path, **sources: str) -> Path:
    for name, source in sources.items():
        (folder / f"{name}.js").write_text(source, encoding="utf-8")
    return folder / "main.js"


@pytest.mark.parametrize(
    "source",
    [
        "import * as all from './other.js';\n",
        'import { a } from "./other.js";\n',
        "import { a } from 'package';\n",
        "export { a };\n",
        "export * from './other.js';\n",
        "export let a = 1;\n",
        "export { a as default };\n",
        "const a = await import('./other.js');\n",
        "const end = '</script>';\n",
    ],
)
def test_an_unknown_form_is_refused_by_name(tmp_path: Path, source: str) -> None:
    with pytest.raises(ExportError, match=r"script: found"):
        join_scripts(write_modules(tmp_path, main=source, other="export const a = 1;\n"))


def test_a_circle_of_imports_is_refused(tmp_path: Path) -> None:
    main = write_modules(
        tmp_path,
        main="import { a } from './other.js';\nexport const b = 1;\n",
        other="import { b } from './main.js';\nexport const a = 1;\n",
    )
    with pytest.raises(ExportError, match=r"main.js -> other.js -> main.js"):
        join_scripts(main)


def test_modules_are_joined_once_each_and_before_those_that_import_them(tmp_path: Path) -> None:
    joined = join_scripts(
        write_modules(
            tmp_path,
            main="import go, { a as b } from './other.js';\n".replace("go, ", "") + "import './plain.js';\nb();\n",
            other="import './plain.js';\nexport function a() {}\nexport default class Go {}\n",
            plain="globalThis.x = 1;\n",
        )
    )
    assert joined.count("globalThis.x = 1;") == 1
    assert joined.index("globalThis.x") < joined.index("function a") < joined.index("b();")
    assert "const { a: b } = $m1;" in joined
    assert "return { a, default: Go };" in joined
    assert not re.search(r"^(import|export)\b", joined, re.MULTILINE)


def test_joined_module_exports_what_its_entry_does(tmp_path: Path) -> None:
    other = "export const hidden = 1;\nexport default 5;\n"
    main = "import five from './other.js';\nexport const start = five;\nexport default start;\n"
    joined = join_scripts(write_modules(tmp_path, main=main, other=other))
    assert re.findall(r"^export .*$", joined, re.MULTILINE) == [
        "export const start = $m1.start;",
        "export default $m1.default;",
    ]
    assert "return { hidden, default: $value };" in joined


def test_remarks_are_left_out_and_licences_stay(tmp_path: Path) -> None:
    source = "// one\n/** Two\n * lines. */\nconst a = '// no remark'; // kept\n  // three\n/* @license */\n"
    joined = join_scripts(write_modules(tmp_path, main=f"{source}export default a;\n"))
    assert "const a = '// no remark'; // kept\n/* @license */\n" in joined
    assert not re.search("one|Two|three", joined)


def test_a_missing_leaflet_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="Leaflet"):
        join_scripts(write_modules(tmp_path, main="import './vendor/leaflet/leaflet.js';\n"))


def test_styles_are_joined_without_pictures(tmp_path: Path) -> None:
    (tmp_path / "a.css").write_text('@import url("b.css");\n.a { background: url(images/a.png); }\n', encoding="utf-8")
    (tmp_path / "b.css").write_text('.b { background: url("data:,"); }\n', encoding="utf-8")
    assert join_styles(tmp_path / "a.css") == '.b { background: url("data:,"); }\n.a { background: none; }\n'
    (tmp_path / "c.css").write_text("@import 'b.css';\n", encoding="utf-8")
    with pytest.raises(ExportError, match="@import"):
        join_styles(tmp_path / "c.css")
