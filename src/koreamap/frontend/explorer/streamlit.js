// The thin adapter to Streamlit: it puts an explorer into the place that Streamlit made for it, and takes it out again.
//
// Nothing is told to Python. While the server does not answer, Streamlit's box that locks the page is put away for one line.

import { make, waitForStyle } from '../shared/dom.js';
import { isServerThere } from '../shared/fetch.js';
import { findExplorer } from './explorers.js';

const SHEET = '--explorer-sheet'; // set by explorer.css
const GONE = 'The server does not answer. Reading goes on; Claims and Export wait for it.';
const ASK_MS = 1500; // between two questions whether the server is back

const holders = new Map(); // explorer -> the parent that holds it, or is about to

/**
 * Start a page's explorer while Streamlit is still on its way; `mount` takes it over.
 *
 * @param {HTMLElement} place An element that has a size; `explorer.css` must apply to it.
 * @param {{page: string, paths: Record<string, string>}} data As Python's page gives it to `mount`.
 * @returns {import('./standing_page.js').StandingPage}
 */
export function start(place, { page, paths }) {
  const explorer = findExplorer(page, paths);
  explorer.enter(place);
  return explorer;
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end, sometimes too late. */
export default function mount({ data, parentElement }) {
  const explorer = findExplorer(data.page, data.paths);
  if (holders.get(explorer) !== parentElement) take(explorer, parentElement);
  return () => setTimeout(() => release(explorer, parentElement));
}

async function take(explorer, parent) {
  holders.set(explorer, parent);
  const probe = make('div', { class: 'explorer', hidden: true });
  parent.append(probe);
  await waitForStyle(probe, SHEET);
  probe.remove();
  if (holders.get(explorer) !== parent) return;
  explorer.enter(parent);
  watchPage();
}

// A call that is long over may be ended while its element stays: only what has left the document is let go.
function release(explorer, parent) {
  if (holders.get(explorer) !== parent || isConnected(parent)) return;
  holders.delete(explorer);
  explorer.leave();
}

function isConnected(parent) {
  return (parent.host ?? parent).isConnected;
}

let observer = null;
let asking = 0;

function watchPage() {
  if (observer) return;
  observer = new MutationObserver(() => putAway());
  observer.observe(document.body, { childList: true, subtree: true });
}

/** Close Streamlit's box on a lost connection, which makes the page inert; it stays away until the next loss. */
function putAway() {
  if (!holders.size) return;
  const box = document.querySelector('[data-testid="stDialog"] [role="dialog"]');
  if (!box?.textContent.trim().startsWith('Connection error')) return;
  box.querySelector('button')?.click();
  say(GONE);
  if (!asking) ask();
}

function say(text) {
  for (const explorer of holders.keys()) explorer.say(text);
}

function ask() {
  asking = setTimeout(async () => {
    if (await isServerThere()) {
      asking = 0;
      say('');
    } else ask();
  }, ASK_MS);
}
