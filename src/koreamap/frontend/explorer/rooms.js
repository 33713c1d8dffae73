// The pages that stand, by name: what the app and the page that stands alone have in common.

import { claims } from '../claims/claims_room.js';
import { ComparePage } from '../compare/compare_page.js';
import { HelpPage } from '../help/help_page.js';
import { PlacesPage } from '../places/places_page.js';
import { N_ } from '../shared/messages.js';
import { SourcesPage } from '../sources/sources_page.js';
import { explore } from './explore.js';
import { Explorer } from './explorer.js';
import { followTurn } from './following.js';
import { ownDocument } from './own_document.js';

const ROOMS = { explore, claims, documents: ownDocument }; // beside a map
const TABLES = { compare: ComparePage, places: PlacesPage, sources: SourcesPage, help: HelpPage }; // without one

/** What the links to the pages say. */
export const TITLES = {
  explore: N_('Explore'),
  claims: N_('Claims'),
  compare: N_('Compare'),
  places: N_('Places'),
  sources: N_('Sources'),
  help: N_('Help'),
};

/**
 * Make a page.
 *
 * @param {string} page Its name.
 * @param {{paths: Record<string, string>, navigator: import('./navigator.js').Navigator, memory: Object|null, turnPage: function, hrefOf: (page: string, search: string) => string}} ways
 *   Where the files are, the browser's history, what this tab remembers, and the ways to another page.
 * @returns {import('./standing_page.js').StandingPage}
 */
export function makePage(page, { paths, navigator, memory, turnPage: turn, hrefOf }) {
  const turnPage = followTurn(turn);
  const linkOf = (name, search) => new URL(hrefOf(name, search), window.location.href).href;
  if (page in ROOMS) return new Explorer(ROOMS[page], { paths, navigator, memory, turnPage, linkOf });
  return new TABLES[page]({ paths, navigator, turnPage, hrefOf, linkOf });
}
