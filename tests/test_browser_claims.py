"""The Claims page in a real browser: from a row to the quote and the evidence, and from a document to its finding."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest

from browser import Record, open_at, save_screenshot
from koreamap.atlas import Atlas, read_atlas

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

MAP = ".km-map[data-ready='1']"
LIST = ".claim-list[data-ready='1']"
FINDING = ".finding[data-ready='1']"
PATIENCE_MS = 40_000
CLAIM = "lee-nll-three-miles"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    return read_atlas()


@pytest.fixture
def page(shared_page: Page) -> Page:
    return shared_page


@pytest.fixture(autouse=True)
def nothing_is_asked_of_others(record: Record, page: Page) -> Iterator[None]:
    yield
    assert {urlsplit(url).hostname for url in record.requests if url.startswith("http")} <= {"127.0.0.1"}
    assert set(page.evaluate("window.violations ?? []")) <= {"wasm-eval"}


def wait_for(what: Callable[[], Any], why: str) -> Any:
    """Wait until `what` returns something true."""
    deadline = time.monotonic() + PATIENCE_MS / 1000
    while time.monotonic() < deadline:
        found = what()
        if found:
            return found
        time.sleep(0.05)
    return pytest.fail(why)


def open_claims(page: Page, address: str, **query: str) -> None:
    open_at(page, f"{address}/claims?{urlencode(query)}", "claims")
    page.wait_for_selector(LIST, state="attached", timeout=PATIENCE_MS)
    page.wait_for_selector(MAP, timeout=PATIENCE_MS)
    page.wait_for_selector(FINDING, timeout=PATIENCE_MS)


def centre_of(page: Page) -> str:
    return str(page.locator(MAP).get_attribute("data-center"))


def drawn_evidence(page: Page) -> set[str]:
    return set(page.locator(f"{MAP} [data-drawn^='evidence-']").evaluate_all("all => all.map(e => e.dataset.drawn)"))


def wait_for_finding(page: Page, claim: str) -> None:
    page.wait_for_selector(f"{FINDING}[data-claim='{claim}']", timeout=PATIENCE_MS)


def address_of(page: Page) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(page.evaluate("() => location.search.slice(1)")).items()}


def choose(page: Page, claim: str) -> None:
    page.locator(f"{LIST} [data-row='{claim}'] .row-title").click()
    wait_for_finding(page, claim)


VERDICTS = ["supported", "partly supported", "contradicted", "depends on the reading", "context"]


def order_tested(atlas: Atlas) -> list[str]:
    """Return the ids of the claims that were tested, by document and verdict."""
    return [
        claim.id
        for document in atlas.documents
        for verdict in VERDICTS
        for claim in atlas.claims.values()
        if (claim.document_id, claim.verdict) == (document, verdict)
    ]


def rows_of(page: Page) -> list[str]:
    rows = page.locator(f"{LIST} tbody:not([hidden]) [data-row]")
    found: list[str] = rows.evaluate_all("all => all.map(row => row.dataset.row)")
    return found


def test_the_tested_stand_first_and_the_rest_is_folded(
    fresh_page: Page, server: str, atlas: Atlas, record: Record
) -> None:
    page = fresh_page  # the fold that it opens stays open while its page stands
    untested = [claim.id for claim in atlas.claims.values() if claim.verdict == "not testable"]
    open_claims(page, server)
    assert rows_of(page) == order_tested(atlas)
    page.get_by_role("button", name=f"{len(untested)} claims that no map").click()
    assert rows_of(page) == order_tested(atlas) + untested
    page.reload()
    page.wait_for_selector("#koreamap-front", state="detached", timeout=PATIENCE_MS)
    page.wait_for_selector(LIST, timeout=PATIENCE_MS)
    assert rows_of(page) == order_tested(atlas)
    assert {urlsplit(url).hostname for url in record.requests if url.startswith("http")} == {"127.0.0.1"}
    open_claims(page, server, claim=untested[-1])
    wait_for_finding(page, untested[-1])
    assert rows_of(page) == order_tested(atlas) + untested
    page.wait_for_selector(f"{LIST} .chosen[data-row='{untested[-1]}']")


def test_a_heading_sorts_and_back_undoes_it(page: Page, server: str, atlas: Atlas) -> None:
    open_claims(page, server)
    head = page.locator(f"{LIST} th[data-column='verdict']")
    assert page.locator(f"{LIST} th[aria-sort='ascending']").inner_text().startswith("Document")
    for sort, direction in (("verdict", "ascending"), ("-verdict", "descending")):
        head.get_by_role("button").click()
        assert (head.get_attribute("aria-sort"), address_of(page)) == (direction, {"sort": sort})
    verdicts = [VERDICTS.index(atlas.claims[id_].verdict) for id_ in rows_of(page)]
    assert verdicts == sorted(verdicts, reverse=True)
    page.go_back()
    page.go_back()
    wait_for(lambda: rows_of(page) == order_tested(atlas), "Back does not lead to the first order")
    assert address_of(page) == {}


def test_row_opens_the_quote_and_draws_its_evidence(page: Page, server: str, atlas: Atlas) -> None:
    record = atlas.claims[CLAIM]
    open_claims(page, server)
    assert page.locator(f"{LIST} [data-row]").count() == len(atlas.claims)
    wait_for(lambda: drawn_evidence(page) == set(), "evidence of another claim is drawn")
    before = centre_of(page)
    page.locator(MAP).evaluate("map => { map.dataset.probe = 'same'; }")
    choose(page, CLAIM)
    assert "".join(page.locator(f"{FINDING} blockquote mark").all_inner_texts()) == " ".join(record.exact.split())
    wait_for(lambda: drawn_evidence(page) == set(record.evidence_ids), "the evidence is not drawn")
    wait_for(lambda: centre_of(page) != before, "the map did not move")
    wait_for(lambda: address_of(page) == {"claim": CLAIM}, "the claim is not in the address")
    assert page.locator(".km-panel").get_by_text("Evidence").count() == 0
    assert page.locator(MAP).get_attribute("data-probe") == "same", "the map was made anew"
    save_screenshot(page, "claims")


def test_another_claim_takes_the_evidence_of_the_last_one_away(page: Page, server: str, atlas: Atlas) -> None:
    open_claims(page, server, claim=CLAIM)
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")
    choose(page, "rusk-status-quo-ante")
    expected = set(atlas.claims["rusk-status-quo-ante"].evidence_ids)
    wait_for(lambda: drawn_evidence(page) == expected, "other evidence is drawn")
    page.get_by_role("button", name="All claims").click()
    wait_for(lambda: drawn_evidence(page) == set(), "evidence stays")
    wait_for(lambda: address_of(page) == {}, "the claim stays in the address")


# The cells whose widest word needs more room than there is, and how often a figure stands in its row.
ROWS = """(list) => [...list.querySelectorAll('tbody:not([hidden]) tr[data-row]')].map((row) => {
  const cells = [...row.querySelectorAll('td')].filter((cell) => cell.checkVisibility());
  const isBroken = (cell) => {
    const [width, { style }] = [cell.clientWidth, cell.firstElementChild];
    Object.assign(style, { display: 'block', width: 'min-content', overflowWrap: 'normal' });
    const needs = cell.firstElementChild.offsetWidth;
    Object.assign(style, { display: '', width: '', overflowWrap: '' });
    return needs > width;
  };
  const figures = [...row.querySelectorAll('td.col-figure, .row-figure')].filter((each) => each.checkVisibility());
  return { broken: cells.filter(isBroken).map((cell) => cell.textContent), figures: figures.length };
})"""


@pytest.mark.parametrize("width", [768, 1400])
def test_a_figure_stands_once_in_its_row_and_no_word_of_it_is_broken(page: Page, server: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 1024})
    open_claims(page, server, claim=CLAIM)
    rows = page.locator(LIST).evaluate(ROWS)
    assert {row["figures"] for row in rows} == {1}
    assert [row["broken"] for row in rows if row["broken"]] == []


def test_address_restores_claim_and_filters(page: Page, server: str, atlas: Atlas) -> None:
    verdict = atlas.claims[CLAIM].verdict
    open_claims(page, server, claim=CLAIM, verdict=verdict.replace(" ", "-"), document="lee-2007")
    wait_for_finding(page, CLAIM)
    rows = page.locator(f"{LIST} [data-row]").evaluate_all("all => all.map(row => row.dataset.row)")
    assert rows == [c.id for c in atlas.claims.values() if (c.verdict, c.document_id) == (verdict, "lee-2007")]
    assert page.locator(f"{LIST} [data-row='{CLAIM}'] [aria-current='true']").count() == 1
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")


def test_filter_narrows_the_list_and_is_in_the_address(page: Page, server: str, atlas: Atlas) -> None:
    open_claims(page, server)
    page.locator(f"{LIST} [data-filter='document:rusk-1951']").click()
    expected = [c.id for c in atlas.claims.values() if c.document_id == "rusk-1951"]
    assert page.locator(f"{LIST} [data-row]").count() == len(expected)
    wait_for(lambda: address_of(page) == {"document": "rusk-1951"}, "the filter is not in the address")
    assert page.locator(f"{LIST} [data-filter='document:rusk-1951']").get_attribute("aria-pressed") == "true"


def test_rows_can_be_walked_and_chosen_by_keyboard(page: Page, server: str, atlas: Atlas) -> None:
    first, second = order_tested(atlas)[:2]
    open_claims(page, server)
    page.locator(f"{LIST} [data-row='{first}'] button").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_for_finding(page, second)
    assert page.locator(f"{LIST} tbody button[tabindex='0']").count() == 1


@pytest.mark.parametrize("claim", ["atlantis", "<img src=x onerror=alert(1)>"])
def test_unknown_claim_gives_a_message_and_the_list(page: Page, server: str, claim: str) -> None:
    open_claims(page, server, claim=claim)
    page.get_by_text("No such claim").wait_for()
    wait_for(lambda: address_of(page) == {}, "the address keeps it")
    assert claim not in page.locator("body").inner_text()


def test_what_was_told_of_an_address_stays_when_the_page_arrives_there_again(page: Page, server: str) -> None:
    open_claims(page, server, claim="atlantis")
    page.get_by_text("No such claim").wait_for()
    wait_for(lambda: address_of(page) == {}, "the address keeps it")
    page.evaluate("() => window.dispatchEvent(new PopStateEvent('popstate', { state: history.state }))")
    assert page.get_by_text("No such claim").is_visible()


def test_sign_in_a_document_leads_to_the_finding(page: Page, server: str, atlas: Atlas) -> None:
    passage = atlas.claims[CLAIM].passage_id
    open_at(page, f"{server}/?{urlencode({'doc': 'lee-2007', 'passage': passage})}")
    sign = page.locator(f".reader[data-ready='1'] [data-claim-sign='{CLAIM}']")
    sign.wait_for(timeout=PATIENCE_MS)
    assert atlas.claims[CLAIM].title in (sign.get_attribute("aria-label") or "")
    expected = {claim.id for claim in atlas.claims.values() if claim.document_id == "lee-2007"}
    signs = page.locator(".panel:not([hidden]) [data-claim-sign]").evaluate_all(
        "all => all.map(e => e.dataset.claimSign)"
    )
    assert sorted(signs) == sorted(expected), "each claim of the document has one sign"
    sign.click()
    wait_for_finding(page, CLAIM)
    assert page.evaluate("() => location.pathname") == "/claims"
    wait_for(lambda: address_of(page) == {"claim": CLAIM}, "the claim is not in the address")
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")


def test_finding_leads_back_into_the_document(page: Page, server: str, atlas: Atlas) -> None:
    open_claims(page, server, claim=CLAIM)
    wait_for_finding(page, CLAIM)
    page.get_by_role("button", name="Read on in the document").click()
    page.wait_for_selector(".reader[data-ready='1'][data-tab='lee-2007']", timeout=PATIENCE_MS)
    assert address_of(page) == {"doc": "lee-2007", "passage": atlas.claims[CLAIM].passage_id}


def test_feature_clicked_on_the_map_is_named_and_leads_to_explore(page: Page, server: str, atlas: Atlas) -> None:
    evidence = atlas.claims[CLAIM].evidence_ids[0]
    open_claims(page, server, claim=CLAIM)
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")
    page.locator(f"{MAP} [data-feature-id='{evidence}']").press("Enter")
    page.locator(f"{FINDING} .picked").get_by_text(atlas.features[evidence].name).wait_for()
    assert drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids)
    page.locator(f"{MAP} [data-feature-id='nll']").press("Enter")
    page.locator(f"{FINDING} .picked").get_by_role("button", name="Open in Explore").click()
    page.wait_for_selector(".reader[data-ready='1'][data-place='nll']", timeout=PATIENCE_MS)
    assert address_of(page) == {"feature": "nll"}


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_small_window_shows_the_list_or_the_finding(
    page: Page, server: str, atlas: Atlas, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_at(page, f"{server}/claims", "claims")
    page.wait_for_selector(LIST, timeout=PATIENCE_MS)
    assert not page.locator(".finding").is_visible()
    choose(page, CLAIM)
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")
    assert not page.locator(LIST).is_visible()
    page.get_by_role("button", name="All claims").click()
    page.wait_for_selector(LIST, timeout=PATIENCE_MS)


@pytest.mark.parametrize(("width", "height"), [(390, 844), (844, 390)])
def test_link_to_a_claim_draws_its_evidence_on_a_phone(
    page: Page, server: str, atlas: Atlas, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_claims(page, server, claim=CLAIM)
    wait_for(lambda: drawn_evidence(page) == set(atlas.claims[CLAIM].evidence_ids), "the evidence is not drawn")
    assert page.locator(MAP).is_visible()
    assert page.locator(FINDING).is_visible()


def test_picture_is_shown_with_its_words_and_can_be_taken_along(page: Page, server: str) -> None:
    open_claims(page, server, claim=CLAIM)
    wait_for_finding(page, CLAIM)
    picture = page.locator(f"{FINDING} .picture img.only-light").first
    picture.scroll_into_view_if_needed()
    wait_for(lambda: picture.evaluate("img => img.complete && img.naturalWidth > 0"), "the picture is not there")
    assert "nautical miles" in (picture.get_attribute("alt") or "")
    assert not page.locator(f"{FINDING} .picture img.only-dark").first.is_visible()
    for suffix, magic in (("SVG", b"<?xml"), ("PNG", b"\x89PNG")):
        with page.expect_download() as coming:
            page.locator(f"{FINDING} .picture a", has_text=suffix).first.click()
        assert coming.value.suggested_filename == f"koreamap-nll-distances.{suffix.lower()}"
        assert coming.value.path().read_bytes().startswith(magic)


@pytest.mark.parametrize(("width", "height"), [(1400, 900), (1024, 768), (390, 844), (844, 390)])
def test_page_fits_its_window(page: Page, server: str, width: int, height: int) -> None:
    page.set_viewport_size({"width": width, "height": height})
    open_claims(page, server, claim=CLAIM)
    wait_for_finding(page, CLAIM)
    box = page.locator(MAP).bounding_box()
    text = page.locator(FINDING).bounding_box()
    assert box is not None
    assert text is not None
    assert box["height"] >= 300
    assert text["height"] >= 300
    assert text["y"] + text["height"] == pytest.approx(height, abs=2)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert overflow <= 0
    assert page.locator(LIST).is_visible() == (width > 640 and height > 520)
