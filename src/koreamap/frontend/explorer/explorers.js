// The standing pages of this document, one for each page that is read: made once, and handed on from the early start to Streamlit's page.

import { claims } from '../claims/claims_room.js';
import { PlacesPage } from '../places/places_page.js';
import { findRoot, isServerThere } from '../shared/fetch.js';
import { FIRST } from './address.js';
import { explore } from './explore.js';
import { Explorer } from './explorer.js';
import { makeMemory } from './memory.js';
import { Navigator } from './navigator.js';

const ROOMS = { explore, claims };
const PATIENCE_MS = 8000; // for a page to turn

/**
 * Find a page, or make it.
 *
 * @param {string} page `explore`, `claims` or `places`.
 * @param {Record<string, string>} paths Where its files are served, relative to the app.
 * @returns {import('./standing_page.js').StandingPage}
 */
export function findExplorer(page, paths) {
  globalThis.koreamapExplorers ??= new Map(); // of the document, so that an early start in another module counts
  const made = globalThis.koreamapExplorers;
  if (!made.has(page)) made.set(page, makeExplorer(page, paths));
  return made.get(page);
}

function makeExplorer(page, paths) {
  const navigator = new Navigator({ base: 'search', page, path: pathOf(page) });
  const turnPage = (name, search) => {
    navigator.turnPage(pathOf(name), search);
    setTimeout(() => checkTurn(made), PATIENCE_MS);
  };
  const hrefOf = (name, search) => `${pathOf(name)}${search}`;
  const memory = page === FIRST ? makeMemory() : null;
  const made =
    page in ROOMS
      ? new Explorer(ROOMS[page], { paths, navigator, memory, turnPage })
      : new PlacesPage({ paths, navigator, turnPage, hrefOf });
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
