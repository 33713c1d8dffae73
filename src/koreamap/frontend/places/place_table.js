// All places as a table: the map in words.

import { make } from '../shared/dom.js';
import { gettext } from '../shared/messages.js';
import { makeNames } from '../shared/names.js';
import { makeHeads, markHeads } from '../shared/sort_heads.js';
import { drawSymbol } from '../shared/symbols.js';
import { say } from '../shared/vocabulary.js';

/**
 * @param {Object} corpus For documents and layers.
 * @param {{makeLink: (id: string, name: Node) => HTMLElement, sort: (column: string, isNumber: boolean) => void}} ways
 */
export function makePlaceTable(corpus, ways) {
  const documents = [...corpus.documents.values()];
  const columns = [
    { id: 'name', title: gettext('Name') },
    { id: 'kind', title: gettext('Kind') },
    { id: 'dates', title: gettext('Dates') },
    { id: 'status', title: gettext('Status') },
    { id: 'accuracy', title: gettext('Accuracy') },
    ...documents.map(({ id, short_title: title }) => ({ id, title, isNumber: true })),
  ];
  const heads = makeHeads(columns, ways.sort);
  const body = make('tbody');
  const element = make(
    'table',
    {},
    make(
      'caption',
      { class: 'unseen' },
      gettext('Every place: names, kind, dates, status, accuracy, and how often each document names it'),
    ),
    make('thead', {}, make('tr', {}, heads)),
    body,
  );
  return {
    element,
    /** @param {import('./place_rows.js').Row[]} rows */
    show(rows, sort) {
      markHeads(heads, sort || 'name');
      body.replaceChildren(...rows.map((row) => makeRow(row, { corpus, documents, ways })));
    },
  };
}

function makeRow(row, { corpus, documents, ways }) {
  const { id, others } = row;
  const [name, second] = makeNames(row);
  const link = ways.makeLink(id, name);
  const known = others.length ? make('span', { class: 'other-names' }, make('bdi', {}, others.join(' · '))) : null;
  const facts = [say(row.kind), row.dates].filter(Boolean).join(' · ');
  const names = make('div', {}, link, ' ', second, known, make('span', { class: 'facts', 'aria-hidden': 'true' }, facts));
  return make(
    'tr',
    { 'data-row': id },
    make('th', { scope: 'row', class: 'col-name' }, make('div', { class: 'named' }, drawSymbol(corpus.layerOf(id)), names)),
    make('td', { class: 'col-kind' }, say(row.kind)),
    make('td', { class: 'col-dates' }, row.dates),
    make('td', { class: 'col-status' }, row.status),
    make('td', { class: 'col-accuracy' }, row.accuracy),
    documents.map((document) => make('td', { class: 'col-count' }, String(row.counts.get(document.id) ?? 0))),
  );
}
