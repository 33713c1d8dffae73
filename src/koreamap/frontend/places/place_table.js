// All places as a table: the map in words.

import { make } from '../shared/dom.js';
import { drawSymbol } from '../shared/symbols.js';

/**
 * @param {Object} corpus For documents and layers.
 * @param {{open: (id: string) => void, hrefOf: (id: string) => string, sort: (column: string, isNumber: boolean) => void}} ways
 */
export function makePlaceTable(corpus, ways) {
  const documents = [...corpus.documents.values()];
  const columns = [
    { id: 'name', title: 'Name' },
    { id: 'kind', title: 'Kind' },
    { id: 'dates', title: 'Dates' },
    { id: 'status', title: 'Status' },
    { id: 'accuracy', title: 'Accuracy' },
    ...documents.map(({ id, short_title: title }) => ({ id, title, isNumber: true })),
  ];
  const heads = columns.map((column) => makeHead(column, ways));
  const body = make('tbody');
  const element = make(
    'table',
    {},
    make('caption', { class: 'unseen' }, 'Every place: names, kind, dates, status, accuracy, and how often each document names it'),
    make('thead', {}, make('tr', {}, heads)),
    body,
  );
  return {
    element,
    /** @param {import('./place_rows.js').Row[]} rows */
    show(rows, sort) {
      for (const head of heads) markHead(head, sort);
      body.replaceChildren(...rows.map((row) => makeRow(row, { corpus, documents, ways })));
    },
  };
}

function makeHead({ id, title, isNumber = false }, { sort }) {
  const button = make(
    'button',
    { type: 'button', click: () => sort(id, isNumber) },
    make('bdi', {}, title),
    make('span', { class: 'way', 'aria-hidden': 'true' }),
  );
  return make('th', { scope: 'col', class: isNumber ? 'col-count' : `col-${id}`, 'data-column': id }, button);
}

function markHead(head, sort) {
  const isDown = sort === `-${head.dataset.column}`;
  const isSorted = isDown || (sort || 'name') === head.dataset.column;
  head.setAttribute('aria-sort', isSorted ? (isDown ? 'descending' : 'ascending') : 'none');
}

function makeRow(row, { corpus, documents, ways }) {
  const { id, title, hangul, others } = row;
  const open = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return; // another tab is the browser's affair
    event.preventDefault();
    ways.open(id);
  };
  const link = make('a', { href: ways.hrefOf(id), click: open, 'data-place': id }, make('bdi', {}, title));
  const korean = hangul ? make('bdi', { class: 'hangul', lang: 'ko' }, hangul) : null;
  const known = others.length ? make('span', { class: 'other-names' }, make('bdi', {}, others.join(' · '))) : null;
  const facts = [row.kind, row.dates].filter(Boolean).join(' · ');
  const names = make('div', {}, link, ' ', korean, known, make('span', { class: 'facts', 'aria-hidden': 'true' }, facts));
  return make(
    'tr',
    { 'data-row': id },
    make('th', { scope: 'row', class: 'col-name' }, make('div', { class: 'named' }, drawSymbol(corpus.layerOf(id)), names)),
    make('td', { class: 'col-kind' }, row.kind),
    make('td', { class: 'col-dates' }, row.dates),
    make('td', { class: 'col-status' }, row.status),
    make('td', { class: 'col-accuracy' }, row.accuracy),
    documents.map((document) => make('td', { class: 'col-count' }, String(row.counts.get(document.id) ?? 0))),
  );
}
