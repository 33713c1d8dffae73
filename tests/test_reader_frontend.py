"""The reader's scripts: no way in for markup, marks exactly where the offsets say, hostile words shown as words."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from koreamap.frontend import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page, Route

SCRIPTS = sorted(path for path in FOLDER.rglob("*.js") if "vendor" not in path.parts)
SHEETS = sorted(path for path in FOLDER.rglob("*.css") if "vendor" not in path.parts)
ORIGIN = "http://127.0.0.1:9"
CSP = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'"
SHEET = "explorer/explorer.css"
EVIL = "<img src=x onerror=window.hacked=1> $x$ **b** `c` ${alert(1)}"

TEXT = f"\U0001f1f0\U0001f1f7 \U00010348 Kaesong<sup>1</sup> Industrial\n\nCom[Page 7] plex {EVIL}\n\nA note."


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda path: path.name)
def test_scripts_have_no_way_in_for_markup(script: Path) -> None:
    source = script.read_text(encoding="utf-8")
    sinks = r"innerHTML|outerHTML|insertAdjacentHTML|createContextualFragment|document\.write|\beval\(|new Function"
    assert re.findall(sinks, source) == []
    assert set(re.findall(r"https?://[\w.]+", source)) <= {"http://www.w3.org"}


@pytest.mark.parametrize("path", [*SCRIPTS, *SHEETS], ids=lambda path: path.name)
def test_imports_lie_beside_and_files_are_short(path: Path) -> None:
    source = path.read_text(encoding="utf-8")
    for name in re.findall(r"from '([^']+)'|@import url\(\"([^\"]+)\"\)", source):
        assert (path.parent / "".join(name)).is_file()
    code = [line for line in source.splitlines() if line.strip() and not line.lstrip().startswith(("//", "*", "/*"))]
    assert len(code) < (200 if path.suffix == ".js" else 300)


def at(words: str) -> list[int]:
    """Return a span's offsets, in code points."""
    start = TEXT.index(words)
    return [start, start + len(words)]


def annotation(start: int, end: int, place: str) -> dict[str, Any]:
    quote = {"type": "TextQuoteSelector", "exact": TEXT[start:end], "prefix": "", "suffix": ""}
    return {
        "id": f"urn:koreamap:mention:d:{start}-{end}:{place}",
        "body": {"source": f"urn:koreamap:place:{place}"},
        "koreamap:features": [place],
        "koreamap:layer": "sites",
        "koreamap:note": EVIL,
        "target": {
            "source": "urn:koreamap:document:d",
            "koreamap:passage": "d/p1",
            "selector": [{"type": "TextPositionSelector", "start": start, "end": end}, quote],
        },
    }


def claim(id_: str, start: int, end: int, **changes: Any) -> dict[str, Any]:
    record = {"id": id_, "title": EVIL, "document": "d", "passage": "d/p1", "start": start, "end": end}
    record |= {"exact": TEXT[start:end], "verdict": "contradicted", "within_uncertainty": True, "figure_text": EVIL}
    record |= {"summary": f"{id_}: it was another day. {EVIL}"}
    return record | changes


def fake_claims() -> list[dict[str, Any]]:
    """Return two claims that overlap, so that one of them is cut, and one whose words are not in the text."""
    return [
        claim("first", at("Kaesong")[0], at("Com")[1]),
        claim("second", at("Industrial")[0], at("plex")[1] + 4),
        claim("stale", *at("Com"), exact="Con"),
    ]


def fake_files() -> dict[str, Any]:
    """One document whose first passage has three slices, nested mentions across them, a note and a page mark."""
    slices = [[0, at("Kaesong")[1]], [at(" Industrial")[0], at("Com")[1]], [at("plex")[0], at("${alert(1)}")[1]]]
    passage = {"id": "d/p1", "section": "", "kind": "paragraph", "label": "¶ 1", "page": "", "slices": slices}
    passage |= {"notes": [[at("<sup>")[0], "d/fn1", "1"]], "pages": [[at("plex")[0], "7"]]}
    note = {"id": "d/fn1", "section": "", "kind": "footnote", "label": "n. 1", "page": "", "slices": [at("A note.")]}
    record = {
        "id": "d",
        "title": EVIL,
        "short_title": "D",
        "author": EVIL,
        "date": "2007",
        "citation": EVIL,
        "text": TEXT,
    }
    record |= {"sections": [], "passages": [passage, note | {"notes": [], "pages": []}]}
    names = [{"text": EVIL, "lang": "en", "system": "english"}, {"text": "개성", "lang": "ko", "system": "hangul"}]
    places = [
        {"id": id_, "kind": "site", "layer": "sites", "names": names, "members": []} for id_ in ("city", "complex")
    ]
    links = [annotation(*at("Kaesong"), "city"), annotation(at("Kaesong")[0], at("plex")[1], "complex")]
    layer = {"id": "sites", "title": EVIL, "group": "main", "geometry_type": "Point", "order": 1}
    layer |= {"style": {"color": "#333333", "color_dark": "#dddddd"}}
    return {
        "documents": {"documents": [record]},
        "links": {"items": links},
        "places": {"places": places},
        "layers": {"layers": [layer]},
        "findings": {"claims": fake_claims(), "profiles": {}},
    }


def serve(page: Page) -> None:
    """Serve the front end's modules and the fake files under a strict content security policy."""
    files = {f"/layers/{name}.json": json.dumps(value) for name, value in fake_files().items()}

    def answer(route: Route) -> None:
        path = route.request.url.removeprefix(ORIGIN)
        name = path.rpartition("/")[2]
        kind = {"js": "text/javascript", "css": "text/css", "json": "application/json"}.get(name.rpartition(".")[2])
        source = FOLDER / path.removeprefix("/_stcore/c/")
        body = files.get(path) or (source.read_text(encoding="utf-8") if kind else "<!doctype html>")
        route.fulfill(
            body=body, content_type=f"{kind or 'text/html'}; charset=utf-8", headers={"Content-Security-Policy": CSP}
        )

    page.route(f"{ORIGIN}/**", answer)
    page.goto(f"{ORIGIN}/")


def open_on(page: Page, sheet: str, body: str, given: Any) -> Page:
    """Run `body` with an empty shadow root `host` that wears a sheet, the `corpus` of the fake files, and `given`."""
    serve(page)
    page.evaluate(
        f"""async ([sheet, given]) => {{
            const {{ buildCorpus, readCorpus }} = await import('/_stcore/c/reader/corpus.js');
            const box = document.body.appendChild(document.createElement('div'));
            box.style.height = '800px';
            const host = box.attachShadow({{ mode: 'open' }});
            const link = host.appendChild(document.createElement('link'));
            const styled = new Promise((resolve) => link.addEventListener('load', resolve));
            Object.assign(link, {{ rel: 'stylesheet', href: `/_stcore/c/${{sheet}}` }});
            await styled;
            window.fired = [];
            const fire = (name) => (...values) => fired.push([name, ...values]);
            const names = ['documents', 'links', 'places', 'layers', 'findings'];
            const corpus = await readCorpus(Object.fromEntries(names.map((name) => [name, `layers/${{name}}.json`])));
            {body}
        }}""",
        [sheet, given],
    )
    page.wait_for_selector(".reader[data-ready='1']")
    return page


@pytest.fixture
def mounted(page: Page) -> Page:
    """Open the reader on a document, with a hostile message."""
    body = """
      const { Reader } = await import('/_stcore/c/reader/reader.js');
      const linkOf = (page, search) => `http://127.0.0.1:9/${page}${search}`;
      const tell = (...event) => fired.push(event);
      const reader = new Reader({ tell, onScroll() {}, openClaim: fire('claim'), linkOf });
      host.append(reader.root);
      reader.open(corpus);
      const view = { feature: '', tab: 'd', passage: '', mention: '', layers: null, message: given };
      reader.show(view, { reveal: false, scroll: null });
    """
    return open_on(page, "reader/reader.css", body, EVIL)


@pytest.mark.browser
def test_marks_follow_code_points_over_slices(mounted: Page) -> None:
    whole = mounted.locator("#reader-panel-d .mark[data-place='complex']")
    words = whole.evaluate_all("marks => marks.map((mark) => mark.textContent).join('')").split()
    assert words == ["Kaesong1", "Industrial", "Com", "p.", "7plex"]
    assert mounted.locator(".mark[data-place='complex'] .mark[data-place='city']").all_inner_texts() == ["Kaesong"]
    mounted.locator(".mark[data-place='city']").click()
    start, end = at("Kaesong")
    assert mounted.evaluate("fired") == [["mention", {"key": f"d:{start}-{end}:city"}]]


@pytest.mark.browser
def test_hostile_words_stay_words(mounted: Page) -> None:
    assert EVIL in mounted.locator("#reader-panel-d").inner_text()
    assert mounted.locator(".notice").inner_text().startswith(EVIL)
    mounted.keyboard.press("/")
    mounted.keyboard.type("img src")
    mounted.wait_for_selector(".result-place")
    assert EVIL in mounted.locator(".results").inner_text()
    assert mounted.locator(".reader img").count() == 0
    assert mounted.evaluate("window.hacked") is None


@pytest.mark.browser
def test_search_knows_half_a_syllable(mounted: Page) -> None:
    mounted.keyboard.press("/")
    mounted.keyboard.type("개서")
    mounted.wait_for_selector(".result-place")
    mounted.keyboard.press("Enter")
    assert mounted.evaluate("fired") == [["place", {"id": "city"}]]


@pytest.mark.browser
def test_each_claim_has_one_sign_and_a_stale_one_none(mounted: Page) -> None:
    signs = mounted.locator(".claim-sign")
    assert signs.evaluate_all("all => all.map((sign) => sign.dataset.claimSign)") == ["first", "second"]
    assert mounted.locator("[data-claim='second']").count() > 1, "this test needs a claim that is cut"
    assert EVIL in (signs.first.get_attribute("aria-label") or "")
    assert "Contradicted, within the uncertainty" in (signs.first.get_attribute("aria-label") or "")
    tops = signs.evaluate_all("all => all.map((sign) => sign.getBoundingClientRect().top)")
    assert tops[1] - tops[0] >= 20, "they lie on each other"
    signs.last.click()
    assert mounted.evaluate("fired") == [["claim", "second"]]


@pytest.mark.browser
def test_what_was_found_is_told_beside_its_sign(mounted: Page) -> None:
    first, second = (mounted.locator(f"[data-claim-sign='{id_}']") for id_ in ("first", "second"))
    note = mounted.locator(".claim-note")
    assert "first: it was another day." in (first.get_attribute("aria-label") or ""), "a screen reader is told nothing"
    first.hover()
    assert "Contradicted" in note.inner_text()
    assert f"first: it was another day. {EVIL}" in note.inner_text()
    note.hover()
    assert note.count() == 1, "the note goes while one reads it"
    second.focus()
    assert "second: it was another day." in note.inner_text()
    mounted.mouse.move(2, 2)
    assert note.count() == 1, "the note goes while the focus is on its sign"
    mounted.keyboard.press("Escape")
    assert note.count() == 0
    first.focus()
    first.blur()
    assert note.count() == 0
    assert mounted.evaluate("fired") == []


@pytest.mark.browser
def test_the_first_tap_tells_and_the_second_opens(mounted: Page) -> None:
    tap = """sign => {
      const touch = { pointerType: 'touch', bubbles: true, composed: true };
      for (const type of ['pointerenter', 'pointerdown', 'pointerup', 'pointerleave'])
        sign.dispatchEvent(new PointerEvent(type, touch));
      sign.focus();
      sign.click();
    }"""
    sign = mounted.locator("[data-claim-sign='first']")
    sign.evaluate(tap)
    assert mounted.locator(".claim-note").count() == 1
    assert mounted.evaluate("fired") == []
    sign.evaluate(tap)
    assert mounted.evaluate("fired") == [["claim", "first"]]
    mounted.locator(".claim-note button").click()
    assert mounted.evaluate("fired").pop() == ["claim", "first"]
    mounted.locator(".title-block").dispatch_event("pointerdown")
    assert mounted.locator(".claim-note").count() == 0


@pytest.mark.browser
def test_hostile_finding_stays_words(page: Page) -> None:
    texts = ("title", "restated", "tolerance", "tolerance_reason", "figure_text", "summary", "method")
    finding: dict[str, Any] = dict.fromkeys(texts, EVIL) | {"id": "first", "verdict": "contradicted"}
    finding |= {"within_uncertainty": True, "outside": True, "caveats": [EVIL]}
    finding |= {"measures": [{"label": EVIL, "value": EVIL, "note": EVIL}], "places": []}
    source = {"title": EVIL, "line": EVIL, "rows": [[EVIL, EVIL]]}
    picked = {"name": EVIL, "hangul": EVIL, "note": EVIL, "place": "city"}
    body = """
      const { Finding } = await import('/_stcore/c/claims/finding.js');
      const linkOf = (page, search) => `http://127.0.0.1:9/${page}${search}`;
      const ways = { choose: fire('choose'), openPassage: fire('passage'), openPlace: fire('place'), linkOf };
      const finding = new Finding(ways);
      host.append(finding.root);
      corpus.findings.set('first', given.finding);
      for (const document of corpus.documents.values()) document.language = 'ko';
      finding.open(corpus);
      finding.show({ claim: 'first', picked: given.picked }, ['first']);
    """
    reading = {"text": EVIL, "value": EVIL, "verdict": "contradicted"}
    curve = dict.fromkeys(("title", "x_label", "x_unit", "y_label", "y_unit", "chosen_label", "description"), EVIL)
    curve |= {"points": [[0, 0], [2, 4]], "chosen": 1, "chosen_y": 2}
    finding |= {"sources": [source], "charts": [], "readings": [reading], "curves": [curve]}
    open_on(page, SHEET, body, {"finding": finding, "picked": picked})
    assert page.locator(".finding").inner_text().count(EVIL) >= 21
    quote = "".join(page.locator("blockquote mark").all_inner_texts())
    assert quote.replace("\n", " ").startswith("Kaesong")
    assert page.locator(".finding blockquote").get_attribute("lang") == "ko"
    assert page.locator(".finding img").count() == 0
    assert page.evaluate("window.hacked") is None


@pytest.mark.browser
def test_hostile_list_stays_words(page: Page) -> None:
    view = {"claim": "first", "document": "", "verdict": "", "sort": "", "message": EVIL}
    body = """
      const { ClaimList } = await import('/_stcore/c/claims/claim_list.js');
      const list = new ClaimList({ choose: fire('choose'), filter: fire('filter'), sort: fire('sort') });
      host.append(list.root);
      list.open(corpus);
      list.show(given, { isNew: true });
    """
    open_on(page, SHEET, body, view)
    assert page.locator(".claim-list").inner_text().count(EVIL) >= 5
    assert page.locator(".claim-list img").count() == 0
    page.locator("[data-row='second'] button").click()
    page.locator("[data-filter='verdict:contradicted']").click()
    page.locator("[data-column='document'] button").click()
    fired = [["choose", "second"], ["filter", {"document": "", "verdict": "contradicted"}], ["sort", "-document"]]
    assert page.evaluate("fired") == fired
    assert page.evaluate("window.hacked") is None


@pytest.mark.browser
def test_marks_are_one_tab_stop_and_are_walked_by_arrows(mounted: Page) -> None:
    marks = mounted.locator("#reader-panel-d .mark")
    stops = mounted.locator("#reader-panel-d .mark[tabindex='0']")
    focused = mounted.locator("#reader-panel-d .mark:focus")
    places = marks.evaluate_all("all => all.map((mark) => mark.dataset.place)")
    assert places[:2] == ["complex", "city"], "this test needs two marks to walk between"
    marks.first.focus()
    for key, place in (("ArrowRight", "city"), ("ArrowUp", "complex"), ("ArrowLeft", "complex"), ("ArrowDown", "city")):
        mounted.keyboard.press(key)
        assert focused.get_attribute("data-place") == place
        assert stops.count() == 1
        assert stops.get_attribute("data-place") == place
    mounted.keyboard.press("Enter")
    start, end = at("Kaesong")
    assert mounted.evaluate("fired") == [["mention", {"key": f"d:{start}-{end}:city"}]]


ASKING = """
  const { askWhich } = await import('/_stcore/c/reader/marks.js');
  const { make } = await import('/_stcore/c/shared/dom.js');
  const mark = make('button', { class: 'asked' }, 'Kaesong');
  const root = make('div', { class: 'reader', 'data-ready': '1' }, mark, make('p', { class: 'beside' }, 'beside'));
  host.append(root);
  mark.addEventListener('click', () => askWhich(root, mark, given.map((label) => ({ label, choose: fire(label) }))));
"""


@pytest.mark.browser
def test_where_words_name_two_places_the_reader_asks_which(page: Page) -> None:
    open_on(page, "reader/reader.css", ASKING, ["City", "Complex"])
    chooser, focused = page.locator(".chooser"), page.locator(".chooser button:focus")
    page.locator(".asked").click()
    for key, label in (("ArrowDown", "Complex"), ("ArrowDown", "City"), ("ArrowUp", "Complex")):
        page.keyboard.press(key)
        assert focused.inner_text() == label
    page.keyboard.press("Escape")
    assert chooser.count() == 0
    assert page.locator(".asked:focus").count() == 1
    page.locator(".asked").click()
    page.locator(".beside").click()
    assert chooser.count() == 0
    for _again in range(2):
        page.locator(".asked").focus()
        page.keyboard.press("Enter")
    assert chooser.count() == 1, "asked again, not twice"
    chooser.get_by_text("Complex").click()
    assert chooser.count() == 0
    assert page.evaluate("fired") == [["Complex"]]
