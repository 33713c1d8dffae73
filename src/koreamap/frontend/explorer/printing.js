// The page on paper: title, map with its legend, what is open with every passage of it, what that rests on, and how to cite it.

import { drawVerdict, VERDICTS } from '../reader/verdict.js';
import { find, findAll, make } from '../shared/dom.js';
import { gettext, locale } from '../shared/messages.js';
import { makeNames } from '../shared/names.js';
import { drawSymbol } from '../shared/symbols.js';
import { paintLayers } from '../shared/theme.js';
import { say } from '../shared/vocabulary.js';

const [WIDE_PX, HIGH_PX] = [680, 720]; // what A4 and Letter leave for the map, at 96 px an inch
const TITLES = '.panel:not([hidden]) > :is(.card, .title-block, .found-text) :is(.card-title, h2)';
const OWN_MACHINE = /^(localhost|127\.|\[::1\]|0\.0\.0\.0)/; // an address there leads nobody else anywhere

/**
 * Prepare the page whenever it is about to be printed, and put it back afterwards.
 *
 * @param {object} parts
 * @param {() => import('./standing_page.js').StandingPage|undefined} parts.page What is shown.
 * @param {HTMLElement} [parts.about] What the page says of itself, where its end is not in the document already.
 * @param {boolean} [parts.isWhole] Whether paper has all texts, and not only what is open.
 */
export function watchPrinting({ page, about, isWhole = false }) {
  let putBack = () => {};
  const restore = () => {
    putBack();
    putBack = () => {};
  };
  window.addEventListener('beforeprint', () => {
    restore();
    const shown = page();
    if (shown) putBack = prepare(shown, { about, isWhole });
  });
  window.addEventListener('afterprint', restore);
}

function prepare(page, { about, isWhole }) {
  const { root } = page;
  const putBack = page.putOnPaper({ isWhole });
  const made = [makeTitle(isWhole ? null : find(root, TITLES)), makeClosing(about)];
  root.prepend(made[0]);
  root.append(made[1]);
  if (page.map) made.push(addLegend(page, isWhole));
  root.dataset.paper = isWhole ? 'whole' : 'open';
  const folded = findAll(root, 'details:not([open])');
  for (const fold of folded) fold.setAttribute('open', '');
  return () => {
    for (const fold of folded) fold.removeAttribute('open');
    for (const part of made) part.remove();
    delete root.dataset.paper;
    putBack();
  };
}

/** What is open, over its map. */
function makeTitle(title) {
  const words = title ? [...title.childNodes].map((part) => part.cloneNode(true)) : [];
  return make('div', { class: 'reader paper-title', hidden: !title }, make('h1', { class: 'card-title' }, words));
}

function makeClosing(about) {
  const said = [...(about?.lastElementChild?.children ?? [])].map((part) => part.cloneNode(true));
  const day = new Date().toLocaleDateString(locale(), { day: 'numeric', month: 'long', year: 'numeric' });
  const { hostname, href, protocol } = window.location;
  const isReached = protocol.startsWith('http') && !OWN_MACHINE.test(hostname);
  return make(
    'section',
    { class: 'paper-closing' },
    make('p', {}, isReached ? gettext('Printed on {day}, from {href}.', { day, href }) : gettext('Printed on {day}.', { day })),
    ...said,
  );
}

function addLegend({ map, mapRoot, root }, isWhole) {
  fitMap(mapRoot);
  const hasSigns = find(root, isWhole ? '.claim-sign' : '.panel:not([hidden]) .claim-sign');
  const legend = make('div', { class: 'reader paper-legend' }, makeLayerRows(map), hasSigns ? makeSignRows() : null);
  paintLayers(legend, 'light', map.layers);
  mapRoot.after(legend);
  return legend;
}

// The map keeps the size at which it was drawn, and is made smaller as a whole.
function fitMap(mapRoot) {
  const { clientHeight: height, clientWidth: width, style } = mapRoot;
  style.setProperty('--print-width', `${width}px`);
  style.setProperty('--print-height', `${height}px`);
  style.setProperty('--print-scale', String(Math.min(1, WIDE_PX / width, HIGH_PX / height)));
}

function makeLayerRows({ layers, thematic }) {
  const on = [...layers].reverse().filter(({ id }) => thematic.shown.has(id));
  const rows = on.flatMap((layer) => [make('li', {}, drawSymbol(layer), makeNames(layer)), ...makeDoubtRows(layer)]);
  return make('ul', {}, rows);
}

/** How those of a layer's features look that are less sure than the others. */
function makeDoubtRows(layer) {
  const variants = layer.variants ?? [];
  return variants.map(({ status, style, shape }) => make('li', {}, drawSymbol({ ...layer, style, shape }), say(status)));
}

/** The signs in the margin of a document. */
function makeSignRows() {
  const rows = VERDICTS.map((verdict) => make('li', { 'data-verdict': verdict }, drawVerdict(verdict), say(verdict)));
  return make('div', {}, make('p', { class: 'eyebrow' }, gettext('What a document claims, tested')), make('ul', {}, rows));
}
