// The start of the page that stands alone: the same explorer as in the app, with the view after the #.

import { findAll } from '../shared/dom.js';
import { explore } from './explore.js';
import { Explorer } from './explorer.js';
import { Navigator } from './navigator.js';

const files = findAll(document, 'script[type="application/json"]');
globalThis.koreamapEmbedded = Object.fromEntries(files.map((file) => [file.dataset.path, JSON.parse(file.textContent)]));
const paths = Object.fromEntries(['map', 'documents', 'links', 'places', 'layers', 'findings', 'cards'].map((name) => [name, name]));

// What the page says of itself lies over the reader: a click beside it or Escape puts it away.
const about = document.querySelector('.page-about');
document.addEventListener('pointerdown', (event) => about.contains(/** @type {Node} */ (event.target)) || about.removeAttribute('open'));
document.addEventListener('keydown', (event) => event.key === 'Escape' && about.removeAttribute('open'));

new Explorer(explore, { paths, navigator: new Navigator({ base: 'hash' }) }).enter(document.querySelector('.page-body'));
