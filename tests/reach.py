"""Whether a reader comes to every part of a page: asked of the browser by geometry, whatever the window's size."""

from __future__ import annotations

from typing import TYPE_CHECKING

from browser import LET_REST, resize

if TYPE_CHECKING:
    from playwright.sync_api import Page

SIZES = ((320, 256), (350, 225), (700, 450), (844, 390), (390, 844), (768, 1024), (1400, 900), (2560, 1440))

_FIND = """async (most) => {
  const frame = () => new Promise(requestAnimationFrame);
  for (let count = 0; count < 3; count += 1) await frame();
  const CONTROL = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
  const TEXT = 'h1, h2, h3, h4, p, li, dt, dd, td, th, figcaption';
  const UNSEEN = '.unseen, .offscreen, .explorer-saying, [aria-hidden="true"], [inert], .km-canvas';
  const ask = { checkVisibilityCSS: true, checkOpacity: true, contentVisibilityAuto: true };
  const walk = (root) =>
    [...root.querySelectorAll('*')].flatMap((each) => [each, ...(each.shadowRoot ? walk(each.shadowRoot) : [])]);
  const isSeen = (each) => each.checkVisibility(ask) && !each.closest(UNSEEN) && each.getClientRects()[0]?.width > 2;
  const isText = (each) => each.matches(TEXT) && each.textContent.trim() && !each.querySelector(TEXT);
  const thin = (all) => all.filter((_, i) => i === all.length - 1 || i % Math.ceil(all.length / most) === 0);
  const seen = walk(document.body).filter(isSeen);
  const parts = [...thin(seen.filter((each) => each.matches(CONTROL))), ...thin(seen.filter(isText))];
  const hitAt = (x, y) => {
    let hit = document.elementFromPoint(x, y);
    while (hit?.shadowRoot?.elementFromPoint(x, y) && hit.shadowRoot.elementFromPoint(x, y) !== hit) {
      hit = hit.shadowRoot.elementFromPoint(x, y);
    }
    return hit;
  };
  const holds = (outer, inner) => {
    for (let at = inner; at; at = at.parentNode ?? at.host) if (at === outer) return true;
    return false;
  };
  const boxOf = (each) => (each.matches('input') && each.closest('label')) || each;
  const lost = [];
  const reach = (each) => {
    const target = boxOf(each);
    each.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    const { left, top, width, height } = each.getClientRects()[0] ?? {};
    const hit = hitAt(left + Math.min(width / 2, 200), top + height / 2);
    const fits = left >= -1 && left + Math.min(width, 24) <= innerWidth + 1;
    return { hit, isReached: Boolean(hit) && fits && holds(target, hit) };
  };
  const scrollBack = (each) => {
    for (let at = each; at; at = at.parentNode ?? at.host) at.scrollTop = 0;
  };
  for (const each of parts) {
    if (reach(each).isReached) continue;
    scrollBack(each); // what sticks to the top of its part comes with that
    const { hit, isReached } = reach(each);
    if (isReached) continue;
    const name = (element) => `${element?.tagName}.${element?.getAttribute?.('class') ?? ''}`.slice(0, 60);
    const says = (each.textContent || each.getAttribute('aria-label') || '').trim().slice(0, 30);
    lost.push(`${name(each)} “${says}” under ${name(hit)}`);
  }
  const isWide = document.scrollingElement.scrollWidth > innerWidth + 1;
  return { count: parts.length, lost: isWide ? [...lost, 'the page is wider than the window'] : lost };
}"""


def find_lost(page: Page, size: tuple[int, int], *, most: int = 60) -> list[str]:
    """Scroll to each control and block of text, and name those that something covers, or that the window cuts off.

    Parameters
    ----------
    page
        Open; it is given the size.
    size
        Width and height, px.
    most
        Of controls, and of blocks, that are tried; of more, every so many.
    """
    resize(page, *size)
    page.evaluate(LET_REST)
    found = page.evaluate(_FIND, most)
    assert found["count"] > 8, "there is hardly anything on the page"
    lost: list[str] = found["lost"]
    return lost
