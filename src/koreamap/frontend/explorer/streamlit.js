// The thin adapter to Streamlit: it puts an explorer into the place that Streamlit made for it, and takes it out again.
//
// Nothing is told to Python. While the server does not answer, Streamlit's box that locks the page is put away for one line.

import { readMessages } from '../shared/catalogue.js';
import { make, waitForStyle } from '../shared/dom.js';
import { isServerThere } from '../shared/fetch.js';
import { gettext, N_ } from '../shared/messages.js';
import { findExplorer, findShown, isOther } from './explorers.js';
import { watchPrinting } from './printing.js';

const SHEET = '--explorer-sheet'; // set by explorer.css
const GONE = N_('The server does not answer. Reading goes on; Claims and Export wait for it.');
const ASK_MS = 1500; // between two questions whether the server is back
const LIFTS = ['pointerup', 'pointercancel', 'contextmenu', 'keydown', 'blur']; // not every press that ends is told to have ended
const CLICK_MS = 50; // within which a click follows the hand that is lifted

const holders = new Map(); // name of a page -> the parent that holds it, or is about to

/**
 * Start a page's explorer while Streamlit is still on its way; `mount` takes it over.
 *
 * @param {HTMLElement} place An element that has a size; `explorer.css` must apply to it.
 * @param {{page: string, paths: Record<string, string>}} data As Python's page gives it to `mount`.
 * @returns {Promise<import('./standing_page.js').StandingPage>}
 */
export async function start(place, { page, paths }) {
  await readMessages(paths);
  const explorer = findExplorer(page, paths);
  explorer.enter(place);
  return explorer;
}

/** Streamlit calls this at the mount and whenever data or theme change, and the returned function at the end, sometimes too late. */
export default function mount({ data, parentElement }) {
  const standing = globalThis.koreamapExplorers?.get(data.page);
  if (holders.get(data.page) !== parentElement || (standing && isOther(standing.paths, data.paths))) take(data, parentElement);
  return () => setTimeout(() => release(data, parentElement));
}

async function take({ page, paths }, parent) {
  holders.set(page, parent);
  const probe = make('div', { class: 'explorer', hidden: true });
  parent.append(probe);
  await Promise.all([waitForStyle(probe, SHEET), readMessages(paths)]);
  if (globalThis.koreamapExplorers?.get(page)?.root.isConnected) await lifted;
  probe.remove();
  if (holders.get(page) !== parent) return;
  findExplorer(page, paths).enter(parent);
  watchPage();
}

// A call that is long over may be ended while its element stays: only what has left the document is let go.
function release({ page, paths }, parent) {
  if (holders.get(page) !== parent || isConnected(parent)) return;
  holders.delete(page);
  findExplorer(page, paths).leave();
}

function isConnected(parent) {
  return (parent.host ?? parent).isConnected;
}

// What is pressed stays in its place until the hand is lifted: of something that moved meanwhile a browser tells no click.
let lifted = Promise.resolve();
addEventListener('pointerdown', () => (lifted = waitForLift()), { capture: true });

async function waitForLift() {
  const lift = new AbortController();
  await new Promise((resolve) => {
    for (const event of LIFTS) addEventListener(event, resolve, { capture: true, signal: lift.signal });
  });
  lift.abort();
  await new Promise((resolve) => setTimeout(resolve, CLICK_MS));
}

watchPrinting({ page: findShown });

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
  say(gettext(GONE));
  if (!asking) ask();
}

function say(text) {
  findShown()?.say(text);
}

function ask() {
  asking = setTimeout(async () => {
    if (await isServerThere()) {
      asking = 0;
      say('');
    } else ask();
  }, ASK_MS);
}
