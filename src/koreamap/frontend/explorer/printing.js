// The page on paper: title, map with its legend, the card or finding that is open, every passage, and what the page says of itself.

import { drawVerdict, VERDICTS } from '../reader/verdict.js';
import { findAll, make } from '../shared/dom.js';
import { drawSymbol } from '../shared/symbols.js';
import { paintLayers } from '../shared/theme.js';

const [WIDE_PX, HIGH_PX] = [680, 720]; // what A4 and Letter leave for the map, at 96 px an inch

/**
 * Prepare the page whenever it is about to be printed, and put it back afterwards.
 *
 * @param {{about: HTMLElement, explorer: () => import('./explorer.js').Explorer}} parts What the page says of itself, and what it shows.
 */
export function watchPrinting({ about, explorer }) {
  let putBack = () => {};
  window.addEventListener('beforeprint', () => {
    putBack();
    putBack = prepare(explorer(), about);
  });
  window.addEventListener('afterprint', () => putBack());
}

function prepare(explorer, about) {
  const { map, mapRoot, pane, root } = explorer;
  pane.setAll?.();
  fitMap(mapRoot);
  const legend = makeLegend(map);
  paintLayers(legend, root.dataset.theme, map.layers);
  const closing = make(
    'section',
    { class: 'page-closing' },
    [...about.lastElementChild.children].map((part) => part.cloneNode(true)),
  );
  mapRoot.after(legend);
  root.append(closing);
  const folded = findAll(root, 'details:not([open])');
  for (const fold of folded) fold.setAttribute('open', '');
  return () => {
    legend.remove();
    closing.remove();
    for (const fold of folded) fold.removeAttribute('open');
  };
}

// The map keeps the size at which it was drawn, and is made smaller as a whole.
function fitMap(mapRoot) {
  const { clientHeight: height, clientWidth: width, style } = mapRoot;
  style.setProperty('--print-width', `${width}px`);
  style.setProperty('--print-height', `${height}px`);
  style.setProperty('--print-scale', String(Math.min(1, WIDE_PX / width, HIGH_PX / height)));
}

function makeLegend(map) {
  const on = [...map.layers].reverse().filter(({ id }) => map.thematic.shown.has(id));
  const rows = on.map((layer) =>
    make(
      'li',
      {},
      drawSymbol(layer),
      make('bdi', {}, layer.title),
      layer.title_ko ? make('span', { class: 'hangul', lang: 'ko' }, layer.title_ko) : null,
    ),
  );
  const signs = VERDICTS.map((verdict) => make('li', { 'data-verdict': verdict }, drawVerdict(verdict), verdict));
  return make(
    'div',
    { class: 'reader page-legend' },
    make('ul', {}, rows),
    make('p', { class: 'eyebrow' }, 'What a document claims, tested'),
    make('ul', {}, signs),
  );
}
