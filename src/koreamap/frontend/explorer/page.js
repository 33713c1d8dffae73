// The start of the page that stands alone: the pages of the app but Export, with page and view after the #.

import { find, findAll, make } from '../shared/dom.js';
import { gettext, language, useMessages } from '../shared/messages.js';
import { holdWhileOpen } from '../shared/remembered.js';
import { FIRST, hashOf, PAGES, pageOf } from './address.js';
import { makeMemory } from './memory.js';
import { Navigator } from './navigator.js';
import { watchPrinting } from './printing.js';
import { makePage, TITLES } from './rooms.js';

const files = findAll(document, 'script[type="application/json"]');
const embedded = Object.fromEntries(files.map((file) => [file.dataset.path, JSON.parse(file.textContent)]));
const { dark, pictures } = embedded.charts;
for (const [id, picture] of Object.entries(pictures)) {
  embedded[`charts/${id}-light`] = picture;
  embedded[`charts/${id}-dark`] = picture.replaceAll(
    /%23[0-9a-f]{6}/g,
    (colour) => dark[`#${colour.slice(3)}`]?.replace('#', '%23') ?? colour,
  );
}
globalThis.koreamapEmbedded = embedded;

const NAMES = ['map', 'documents', 'links', 'places', 'layers', 'findings', 'cards', 'finding_cards', 'citations'];
const paths = Object.fromEntries(NAMES.map((name) => [name, name]));

const body = find(document, '.page-body');
const explorers = new Map(); // page -> its explorer, made when it is first shown
let links = [];
let shown = '';

/** Speak the page's language: what was made is made anew. */
function speak() {
  useMessages(embedded[`messages-${language()}`] ?? {});
  for (const explorer of explorers.values()) explorer.end();
  explorers.clear();
  shown = '';
  links = PAGES.map(makeLink);
  find(document, '.page-links').replaceChildren(...links);
  turn();
}

/** Show the page that the address names. */
function turn() {
  const page = pageOf(`?${window.location.hash.slice(1)}`);
  if (page === shown) return;
  explorers.get(shown)?.leave();
  shown = page;
  for (const link of links) link.setAttribute('aria-current', link.dataset.page === page ? 'page' : 'false');
  if (!explorers.has(page)) explorers.set(page, makeExplorer(page));
  explorers.get(page).enter(body);
}

function makeExplorer(page) {
  const navigator = new Navigator({ base: 'hash', page });
  const memory = page === FIRST ? makeMemory(holdWhileOpen()) : null;
  return makePage(page, { paths, navigator, memory, turnPage: (...to) => navigator.turnPage(...to), hrefOf: hashOf });
}

function makeLink(page) {
  const stay = (event) => page === shown && event.preventDefault();
  return make('a', { href: hashOf(page, ''), 'data-page': page, click: stay }, gettext(TITLES[page]));
}

// What the page says of itself lies over the reader: a click beside it or Escape puts it away.
const about = find(document, '.page-about');
document.addEventListener('pointerdown', (event) => about.contains(/** @type {Node} */ (event.target)) || about.removeAttribute('open'));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !about.hasAttribute('open')) return;
  about.removeAttribute('open');
  event.preventDefault();
});

window.addEventListener('popstate', turn);
watchPrinting({ about, page: () => explorers.get(shown), isWhole: true });
window.addEventListener('koreamap-language', speak);
speak();
