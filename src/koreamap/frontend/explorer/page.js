// The start of the page that stands alone: the pages of the app, Explore and Claims, with page and view after the #.

import { claims } from '../claims/claims_room.js';
import { find, findAll, make } from '../shared/dom.js';
import { holdWhileOpen } from '../shared/remembered.js';
import { FIRST, pageOf } from './address.js';
import { explore } from './explore.js';
import { Explorer } from './explorer.js';
import { makeMemory } from './memory.js';
import { Navigator } from './navigator.js';
import { watchPrinting } from './printing.js';

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

const NAMES = ['map', 'documents', 'links', 'places', 'layers', 'findings', 'cards', 'finding_cards'];
const paths = Object.fromEntries(NAMES.map((name) => [name, name]));
const ROOMS = { explore, claims };

const body = find(document, '.page-body');
const explorers = new Map(); // page -> its explorer, made when it is first shown
const links = Object.keys(ROOMS).map(makeLink);
let shown = '';

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
  return new Explorer(ROOMS[page], { paths, navigator, memory, turnPage: (...to) => navigator.turnPage(...to) });
}

function makeLink(page) {
  const stay = (event) => page === shown && event.preventDefault();
  const title = page.charAt(0).toUpperCase() + page.slice(1);
  return make('a', { href: page === FIRST ? '#' : `#page=${page}`, 'data-page': page, click: stay }, title);
}

// What the page says of itself lies over the reader: a click beside it or Escape puts it away.
const about = find(document, '.page-about');
document.addEventListener('pointerdown', (event) => about.contains(/** @type {Node} */ (event.target)) || about.removeAttribute('open'));
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !about.hasAttribute('open')) return;
  about.removeAttribute('open');
  event.preventDefault();
});

find(document, '.page-links').append(...links);
window.addEventListener('popstate', turn);
watchPrinting({ about, explorer: () => explorers.get(shown) });
turn();
