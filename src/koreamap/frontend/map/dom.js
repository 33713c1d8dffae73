// Small makers of elements. Data reaches the page only through textContent and attributes, never as markup.

const SVG_NS = 'http://www.w3.org/2000/svg';

/** Make an HTML element; `attributes` may hold `text`, and `on` an event map. */
export function el(name, attributes = {}, ...children) {
  return fill(document.createElement(name), attributes, children);
}

export function svgEl(name, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG_NS, name), attributes, children);
}

function fill(element, { text, on = {}, ...attributes }, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  if (text !== undefined) element.textContent = text;
  element.append(...children);
  return element;
}

/** Add a stylesheet to a document or shadow root, once, and wait until it applies. */
export function addStylesheet(parent, href) {
  const owner = parent instanceof ShadowRoot ? parent : document.head;
  const known = [...owner.querySelectorAll('link[data-km]')].find((link) => link.href === href);
  if (known) return known.ready ?? Promise.resolve();
  const link = el('link', { rel: 'stylesheet', 'data-km': true, href });
  link.ready = new Promise((resolve, reject) => {
    link.addEventListener('load', resolve);
    link.addEventListener('error', () => reject(new Error(href)));
  });
  owner.append(link);
  return link.ready;
}

export function prefersReducedMotion() {
  return matchMedia('(prefers-reduced-motion: reduce)').matches;
}
