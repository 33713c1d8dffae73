// Elements without HTML: a string given as a child becomes a text node, so nothing that a document, a name or a card says
// is ever parsed.

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Make an element. What a `bdi` holds comes from a record or a document: it is English where nothing else is said.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag Its name.
 * @param {Record<string, any>} attributes Values; `null`, `undefined` and `false` are left out, functions become listeners, `text` the text.
 * @param {...any} children Nodes, or text, which is inserted literally; lists of such; nothing for null.
 * @returns {HTMLElementTagNameMap[K]} The element.
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  if (tag === 'bdi') element.lang = 'en';
  return fill(element, attributes, children);
}

/**
 * Make an SVG element, with the same rules as `make`.
 *
 * @template {keyof SVGElementTagNameMap} K
 * @param {K} tag
 * @param {Record<string, any>} attributes
 * @param {...any} children
 * @returns {SVGElementTagNameMap[K]}
 */
export function makeSvg(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

/**
 * @template {Element} E
 * @param {E} element
 * @param {Record<string, any>} attributes
 * @param {any[]} children
 * @returns {E}
 */
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name, value);
    else if (name === 'text') element.textContent = value;
    else if (value !== null && value !== undefined && value !== false) element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

/**
 * The first element that a selector finds.
 *
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement|null}
 */
export function find(parent, selector) {
  return parent.querySelector(selector);
}

/**
 * All elements that a selector finds.
 *
 * @param {ParentNode} parent
 * @param {string} selector
 * @returns {HTMLElement[]}
 */
export function findAll(parent, selector) {
  return [...parent.querySelectorAll(selector)].map((element) => /** @type {HTMLElement} */ (element));
}

/** Whether the reader asked their system for less movement. */
export function prefersStillness() {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/**
 * Bring an element into view by scrolling its own scroller, never the page.
 *
 * @param {HTMLElement} scroller What scrolls.
 * @param {HTMLElement} element What should be seen.
 * @param {{top?: number, place?: number, force?: boolean}} options `top`: height of what covers the scroller's upper edge, px; `place`: where in the free height
 *   the element should stand (0 top, 1 bottom); `force`: scroll even when it is in view already.
 * @returns {boolean} Whether it had to scroll.
 */
export function reveal(scroller, element, { top = 0, place = 0.3, force = false } = {}) {
  const outer = scroller.getBoundingClientRect();
  const inner = element.getBoundingClientRect();
  const upper = outer.top + top;
  if (!force && inner.top >= upper + 8 && inner.bottom <= outer.bottom - 8) return false;
  const free = Math.max(0, outer.height - top - inner.height);
  const distance = inner.top - upper - Math.min(free * place, 240);
  const behavior = prefersStillness() || Math.abs(distance) > 2 * outer.height ? 'instant' : 'smooth';
  scroller.scrollBy({ top: distance, behavior });
  return true;
}

/**
 * Tint an element for a moment, so that the eye finds it; not at all where stillness is preferred.
 *
 * @param {HTMLElement} element
 */
export function flash(element) {
  if (prefersStillness()) return;
  element.classList.remove('flash');
  void element.offsetWidth; // restarts the animation
  element.classList.add('flash');
  element.addEventListener('animationend', () => element.classList.remove('flash'), { once: true });
}

/**
 * Note how far the parts of an element are scrolled, which is lost when it leaves its place.
 *
 * @param {Element} root
 * @returns {() => void} Scrolls them so again.
 */
export function noteScroll(root) {
  const parts = [...root.querySelectorAll('.panel, .tabs')].map((part) => ({ part, top: part.scrollTop, left: part.scrollLeft }));
  return () => {
    for (const { part, top, left } of parts) Object.assign(part, { scrollTop: top, scrollLeft: left });
  };
}

/**
 * Wait for the style sheet, which may come after the script: before it nothing has its place.
 *
 * @param {Element} element
 * @param {string} name Of a property that the sheet sets.
 */
export async function waitForStyle(element, name) {
  while (!getComputedStyle(element).getPropertyValue(name)) await new Promise((resolve) => requestAnimationFrame(resolve));
}
