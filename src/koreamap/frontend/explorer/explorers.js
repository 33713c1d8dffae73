// The standing pages of this document, one for each page that is read: made once, and handed on from the early start to Streamlit's page.

import { readMessages } from '../shared/catalogue.js';
import { findRoot, isServerThere } from '../shared/fetch.js';
import { FIRST } from './address.js';
import { makeMemory } from './memory.js';
import { Navigator } from './navigator.js';
import { makePage } from './rooms.js';

const PATIENCE_MS = 8000; // for a page to turn

/**
 * Find a page, or make it.
 *
 * @param {string} page `explore`, `claims`, `compare` or `places`.
 * @param {Record<string, string>} paths Where its files are served, relative to the app.
 * @returns {import('./standing_page.js').StandingPage}
 */
export function findExplorer(page, paths) {
  globalThis.koreamapExplorers ??= new Map(); // of the document, so that an early start in another module counts
  const made = globalThis.koreamapExplorers;
  const standing = made.get(page);
  if (standing && isOther(standing.paths, paths)) {
    standing.end();
    made.delete(page);
  }
  if (!made.has(page)) made.set(page, makeExplorer(page, paths));
  return made.get(page);
}

/** Whether other files are to be read than before: the documents that there are have changed. */
export function isOther(before, after) {
  return Object.entries(after).some(([stem, path]) => before?.[stem] !== path);
}

/** The page that stands in the document, if it is one of these. */
export function findShown() {
  return [...(globalThis.koreamapExplorers?.values() ?? [])].find(({ root }) => root.isConnected);
}

// Another language is spoken by pages made anew; the one that is shown reads from the address what it showed.
window.addEventListener('koreamap-language', async () => {
  if (findShown()) await readMessages(findShown().paths);
  const shown = findShown();
  const place = shown?.root.parentNode;
  const before = globalThis.koreamapExplorers ?? new Map();
  for (const page of before.values()) page.end();
  before.clear();
  if (shown) findExplorer(shown.navigator.page, shown.paths).enter(place);
});

function makeExplorer(page, paths) {
  const navigator = new Navigator({ base: 'search', page, path: pathOf(page) });
  const turnPage = (name, search) => {
    navigator.turnPage(pathOf(name), search);
    setTimeout(() => checkTurn(made), PATIENCE_MS);
  };
  const hrefOf = (name, search) => `${pathOf(name)}${search}`;
  const memory = page === FIRST ? makeMemory() : null;
  const made = makePage(page, { paths, navigator, memory, turnPage, hrefOf });
  return made;
}

/** A page that did not turn is loaded anew, or, where no server answers, kept. */
async function checkTurn({ navigator, root }) {
  const hasTurned = () => !root.isConnected || navigator.isHere;
  if (hasTurned()) return;
  const isThere = await isServerThere();
  if (hasTurned()) return;
  if (isThere) window.location.reload();
  else navigator.goBack();
}

function pathOf(page) {
  return `${new URL(findRoot()).pathname.replace(/\/$/, '')}/${page === FIRST ? '' : page}`;
}
