"""The app on paper: what Ctrl+P prints of each page, read back from the PDF, and the map that is drawn for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pypdfium2
import pytest

from browser import open_at, read_paper
from koreamap.atlas import Atlas, read_atlas
from koreamap.drawing.backgrounds import LIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

PATIENCE_MS = 40_000
NEAR = 3
"""Of 255."""
CONTROLS = (
    "Search place",
    "Deploy",
    "Explore",
    "Layers",
    "Show both on the map",
    "Download as CSV",
    "GeoJSON",
)
NLL = "/?feature=nll"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


def open_app(page: Page, address: str, path: str, sign: str) -> None:
    """Turn to a page of the app, and wait until it stands: map, texts and Streamlit's page."""
    open_at(page, f"{address}{path}", urlsplit(path).path.strip("/") or "explore", timeout=PATIENCE_MS)
    page.wait_for_selector(sign, timeout=PATIENCE_MS)
    page.wait_for_selector(".koreamap-foot", state="attached", timeout=PATIENCE_MS)
    if not path.startswith(("/places", "/sources")):
        page.wait_for_selector(".km-map[data-ready='1']", timeout=PATIENCE_MS)


PAINTED = """() => {
  const { drawn, renderer, wanted } = koreamapExplorers.get('explore').map.basemap;
  return wanted.size === drawn.size && [...wanted].every((id) => drawn.has(id)) && !renderer._redrawRequest;
}"""
"""Whether the ground has come that belongs to the view, and is on the canvas: a print waits for neither."""


def open_map(page: Page, address: str, place: str) -> None:
    """Turn to a feature, and wait until its map is painted and lettered."""
    open_app(page, address, f"/?feature={place}", f".reader[data-place='{place}'][data-ready='1']")
    page.locator(f".km-map[data-selected='{place}']").wait_for(timeout=PATIENCE_MS)
    page.wait_for_function(PAINTED, timeout=PATIENCE_MS)
    page.locator(".km-labels text").first.wait_for(timeout=PATIENCE_MS)


def squeeze(text: str) -> str:
    """Leave letters and figures alone: what a line, a hyphen or a font made of the rest does not matter."""
    return re.sub(r"[\W_]+", "", text)


def read_passages(atlas: Atlas, ids: set[str] | None = None, document_id: str = "") -> list[str]:
    """Return the texts of the passages that are asked for, or of a whole document."""
    return [
        " ".join(document.text[start:end] for start, end in passage.slices)
        for document in atlas.documents.values()
        for passage in document.passages
        if (document.id == document_id if ids is None else passage.id in ids)
    ]


def words_missing(texts: list[str], printed: str) -> set[str]:
    return {word for text in texts for word in re.findall("[A-Za-z]{6,}", text) if word not in printed}


def test_a_feature_is_printed_with_every_passage_its_sources_and_how_to_cite(
    page: Page, server: str, atlas: Atlas, tmp_path: Path
) -> None:
    open_app(page, server, NLL, ".reader[data-place='nll'][data-ready='1']")
    sheets = read_paper(page, tmp_path)
    first, whole = sheets[0], squeeze("".join(sheets))
    assert "Northern Limit Line" in first
    assert "Five western islands" in first, "no legend"
    assert re.search(r"Northern Limit Line\s+북방한계선\s+schematic\s+DPRK lines", first), (
        "what is uncertain is not explained"
    )
    assert [word for word in CONTROLS if word in "".join(sheets)] == []
    cited = {link.mention.passage_id for link in atlas.links_of("nll")}
    passages = read_passages(atlas, cited)
    assert len(passages) == len(cited) > 0
    assert words_missing(passages, whole) == set()
    place = atlas.places["nll"]
    assert words_missing([place.note], whole) == set(), "the note is folded"
    for source in (atlas.sources[id_] for id_ in place.source_ids):
        assert squeeze(source.title)[:40] in whole
        assert squeeze(source.address)[:60] in whole
    assert squeeze("The koreamap authors") in whole
    assert page.locator("[class^='paper-'], [data-paper], .paper-legend").count() == 0, "what paper needs stays"
    folds = page.locator(".card-folds details[open]").count(), page.locator(".card > .card-folds").count()
    assert folds == (0, 1), "the card is not as it was"


def test_a_document_is_printed_with_its_own_text_alone(page: Page, server: str, atlas: Atlas, tmp_path: Path) -> None:
    open_app(page, server, "/?doc=lee-2007&feature=nll", ".reader[data-tab='lee-2007'][data-ready='1']")
    sheets = read_paper(page, tmp_path)
    whole = squeeze("".join(sheets))
    assert squeeze(atlas.documents["lee-2007"].title) in squeeze(sheets[0])
    assert words_missing(read_passages(atlas, document_id="lee-2007"), whole) == set()
    other = [text for text in read_passages(atlas, document_id="rusk-1951") if len(text) > 200]
    assert other
    assert not any(squeeze(text)[:60] in whole for text in other)
    assert words_missing([atlas.places["nll"].note], whole) != set(), "the card is printed too"


def test_a_finding_is_printed_with_its_whole_passage(page: Page, server: str, atlas: Atlas, tmp_path: Path) -> None:
    claim = atlas.claims["lee-nll-equidistant"]
    open_app(page, server, f"/claims?claim={claim.id}", f".finding[data-claim='{claim.id}'][data-ready='1']")
    before = page.locator(".quoted .passage").inner_text()
    sheets = read_paper(page, tmp_path)
    whole = squeeze("".join(sheets))
    assert squeeze(claim.title) in squeeze(sheets[0])
    assert words_missing([*read_passages(atlas, {claim.passage_id}), claim.summary], whole) == set()
    for source in (atlas.sources[id_] for id_ in claim.source_ids):
        assert squeeze(source.address)[:60] in whole
    assert [word for word in (*CONTROLS, "All claims", "Whole passage") if word in "".join(sheets)] == []
    others = [other.title for other in atlas.claims.values() if squeeze(other.title) in whole and other.id != claim.id]
    assert len(others) < len(atlas.claims) / 4, "the list is printed too"
    assert page.locator(".quoted .passage").inner_text() == before


@pytest.mark.parametrize(
    ("path", "heads"),
    [
        ("/claims", ("Claim", "Document", "Verdict", "Figure")),
        ("/places?kind=state", ("Name", "Status", "Accuracy", "Rusk 1951", "Lee 2007")),
    ],
)
def test_a_table_is_printed_as_narrowed_with_its_heads_on_each_sheet(
    page: Page, server: str, tmp_path: Path, path: str, heads: tuple[str, ...]
) -> None:
    open_app(page, server, path, "tr[data-row]")
    names = page.locator("tr[data-row] th bdi:first-of-type").all_inner_texts()
    sheets = read_paper(page, tmp_path)
    whole = squeeze("".join(sheets))
    assert [name for name in names if squeeze(name) not in whole] == []
    rows = [sheet for sheet in sheets if any(name in sheet for name in names)]
    assert len(rows) > 1
    assert [sheet[:80] for sheet in rows if not all(head in sheet for head in heads)] == []


def test_the_sources_are_printed_all_and_on_few_sheets(page: Page, server: str, atlas: Atlas, tmp_path: Path) -> None:
    open_app(page, server, "/sources", ".source-list li")
    sheets = read_paper(page, tmp_path)
    assert len(sheets) <= 12  # 10 where it was measured; another font may be wider
    whole = squeeze("".join(sheets))
    titles = [source.title for source in atlas.sources.values() if source.title.isascii()]
    assert len(titles) > 100
    assert [title for title in titles if squeeze(title) not in whole] == []


LOOK = """() => {
  const root = [...document.querySelectorAll('*')].map((one) => one.shadowRoot?.querySelector('.km-map')).find(Boolean);
  const canvas = root.querySelector('canvas');
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  let [clear, dark] = [0, 0];
  for (let at = 0; at < data.length; at += 4 * 101) if (data[at + 3] > 200 && data[at] < 90) dark += 1;
  for (let at = 3; at < data.length; at += 4 * 101) if (data[at] === 0) clear += 1;
  const labels = [...root.querySelectorAll('.km-labels text')].map((text) => getComputedStyle(text).stroke);
  const share = dark / (data.length / 404);
  return { theme: root.dataset.theme, dark: share, clear, labels: [...new Set(labels)], width: canvas.width };
}"""


def test_a_dark_page_prints_a_light_map(page: Page, server: str) -> None:
    page.emulate_media(color_scheme="dark")
    open_map(page, server, "nll")
    # No frame may pass between the events and the looks: a print waits for none.
    screen, paper, after = page.evaluate(
        f"""() => {{
          const look = {LOOK};
          const screen = look();
          window.dispatchEvent(new Event('beforeprint'));
          const paper = look();
          window.dispatchEvent(new Event('afterprint'));
          return [screen, paper, look()];
        }}"""
    )
    assert screen["theme"] == "dark"
    assert paper["theme"] == "light"
    assert screen["dark"] > 0.2
    assert paper["dark"] < 0.01, "the basemap's canvas is still dark"
    assert not set(screen["labels"]) & set(paper["labels"]), "names have dark edges"
    assert screen["clear"] > 0
    assert paper["clear"] == 0, "the sea would be printed white"
    assert paper["width"] == 2 * screen["width"], "the ground is coarse"
    assert after == screen


def test_the_ground_lies_under_what_is_drawn_on_it(page: Page, server: str, atlas: Atlas, tmp_path: Path) -> None:
    """Printed smaller than on the screen, an island is filled over its land and not over the sea beside it."""
    open_map(page, server, "nll-west-extension")
    read_paper(page, tmp_path)
    style = atlas.layers["western_islands"].style
    with pypdfium2.PdfDocument(tmp_path / "page.pdf") as sheets:
        picture = sheets[0].render(scale=2).to_pil().convert("RGB")
    over_land, over_sea = (
        count_near(picture, mix(style.color, ground, style.fill_opacity)) for ground in (LIGHT.land, LIGHT.water)
    )
    assert over_land > 1000
    assert over_sea < over_land / 20


def mix(ink: str, ground: str, opacity: float) -> tuple[int, ...]:
    """Return what a colour looks like that lies half clear on another."""
    pairs = [(int(ink[i : i + 2], 16), int(ground[i : i + 2], 16)) for i in (1, 3, 5)]
    return tuple(round(opacity * above + (1 - opacity) * below) for above, below in pairs)


def count_near(picture: Image, color: tuple[int, ...]) -> int:
    """Count the pixels of a colour, which a printer's arithmetic may miss by a little."""
    found = picture.getcolors(picture.width * picture.height)
    return sum(count for count, seen in found if max(abs(a - b) for a, b in zip(seen, color, strict=True)) <= NEAR)


def test_the_menu_offers_what_makes_sense_here(page: Page, server: str) -> None:
    open_app(page, server, "/places", "tr[data-row]")
    page.get_by_test_id("stMainMenuButton").click()
    items = page.get_by_test_id(re.compile("^stMainMenuItem-"))
    items.first.wait_for()
    seen = [item.get_attribute("data-testid") or "" for item in items.all() if item.is_visible()]
    shown = [name.removeprefix("stMainMenuItem-") for name in seen]
    assert shown == ["theme-System", "theme-Light", "theme-Dark", "print"]
    assert page.get_by_text("Deploy").count() == 0
    page.keyboard.press("Escape")  # the page is shared: who comes next finds no menu over it
