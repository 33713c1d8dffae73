// The whole: what the documents mention against the documents, each count a link to the passages behind it.

import { drawTicks, findTicks } from '../reader/ticks.js';
import { make } from '../shared/dom.js';
import { gettext, language } from '../shared/messages.js';
import { drawSymbol } from '../shared/symbols.js';
import { writeDate } from '../time/calendar.js';
import { tellMentions } from './compare_columns.js';

const FEW = 3; // documents whose columns share the width; of more the table is as wide as it must be, and scrolls

/**
 * @param {Object} corpus
 * @param {import('./compare_rows.js').Row[]} rows
 * @param {(row: Object, document: string, ...content: any[]) => HTMLElement} makeLink To what the documents say of a row, one document first.
 */
export function makeTable(corpus, rows, makeLink) {
  const documents = [...corpus.documents.values()];
  return make(
    'table',
    { class: documents.length > FEW && 'many' },
    make('caption', { class: 'unseen' }, gettext('How often each document mentions what; each count leads to the passages')),
    make(
      'thead',
      {},
      make(
        'tr',
        {},
        make('td', { class: 'col-name' }),
        documents.map((document) => makeHead(corpus, document, findTicks(corpus, document))),
      ),
    ),
    make(
      'tbody',
      {},
      rows.map((row) => makeRow(corpus, row, documents, makeLink)),
    ),
  );
}

function makeHead(corpus, { id, short_title: title, author, date }, ticks) {
  const count = tellMentions(ticks.length);
  const label = gettext('Where the {count} stand along the text of {title}', { count, title });
  const isMeant = ({ layer }) => corpus.isLoud(layer);
  return make(
    'th',
    { scope: 'col', class: 'of-document', 'data-document': id },
    make('bdi', { class: 'document-title' }, title),
    make(
      'span',
      { class: 'document-line' },
      author ? [make('bdi', {}, author), ' · '] : null,
      [date && writeDate(date), count].filter(Boolean).join(' · '),
    ),
    drawTicks(ticks, { label, isMeant }),
  );
}

function makeRow(corpus, row, documents, makeLink) {
  const symbol = row.type === 'kind' ? null : drawSymbol(row.type === 'layer' ? corpus.layers.get(row.id) : corpus.layerOf(row.id));
  const second = row.second ? make('bdi', { class: 'second-name', lang: row.second.lang }, row.second.text) : null;
  const title = make('bdi', { lang: language() }, row.title);
  const name = row.total ? makeLink(row, '', title) : title;
  return make(
    'tr',
    { 'data-row': row.id },
    make('th', { scope: 'row', class: 'col-name' }, make('div', { class: 'named' }, symbol, make('div', {}, name, ' ', second))),
    documents.map(({ id, short_title: title }) => makeCell(row, id, title, makeLink)),
  );
}

function makeCell(row, id, title, makeLink) {
  const count = row.counts.get(id) ?? 0;
  if (!count) return make('td', { class: 'of-document none' }, '0');
  const link = makeLink(row, id, String(count));
  link.setAttribute(
    'aria-label',
    gettext('{name} in {document}: {mentions}', { name: row.title, document: title, mentions: tellMentions(count) }),
  );
  return make('td', { class: 'of-document' }, link);
}
