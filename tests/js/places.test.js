// The table of places: its rows, their order, the address, and the CSV.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { writeCsv } from '../../src/koreamap/frontend/places/place_csv.js';
import { buildRows, selectRows } from '../../src/koreamap/frontend/places/place_rows.js';
import { parse, UNKNOWN, write } from '../../src/koreamap/frontend/places/places_state.js';
import { turnSort } from '../../src/koreamap/frontend/shared/sorting.js';

function place(id, title, changes = {}) {
  const hangul = changes.hangul ?? '';
  const names = [title, hangul, ...(changes.others ?? [])].filter(Boolean).map((text) => ({ text }));
  return {
    id,
    title,
    hangul,
    names,
    kind: 'site',
    layer: 'sites',
    status: [],
    valid_from: '',
    valid_to: '',
    accuracy_m: null,
    bbox: null,
    ...changes,
  };
}

const PLACES = [
  place('seoul', 'Seoul', { kind: 'city', hangul: '서울', accuracy_m: 500 }),
  place('b', 'P’yŏng Island', {
    kind: 'island',
    accuracy_m: 90.5,
    others: ['Woo-do'],
    status: ['agreed', 'derived'],
    bbox: [124, 37, 125, 38],
  }),
  place('c', 'An event', { kind: 'event', valid_from: '1953-07-27', valid_to: '1953-07-27' }),
  place('d', 'A line', { kind: 'line', valid_from: '1945' }),
];
const MENTIONS = { seoul: ['r', 'l', 'l'], c: ['l'] };
const CORPUS = {
  places: new Map(PLACES.map((each) => [each.id, each])),
  cards: new Map([['c', { dates: '27 Jul 1953', accuracy: '' }]]),
  mentionsOf: (id) => (MENTIONS[id] ?? []).map((document) => ({ document })),
};
const ROWS = buildRows(CORPUS);
const ALL = { words: '', kind: '', document: '', sort: '' };
const chosen = (wish) => selectRows(ROWS, { ...ALL, ...wish }).map(({ id }) => id);

test('every place is a row, by name, with its other names and its mentions by document', () => {
  assert.deepEqual(chosen({}), ['d', 'c', 'b', 'seoul']);
  const [seoul] = selectRows(ROWS, { ...ALL, kind: 'city' });
  assert.deepEqual(
    [...seoul.counts],
    [
      ['r', 1],
      ['l', 2],
    ],
  );
  assert.deepEqual([seoul.total, seoul.others, seoul.dates], [3, [], '']);
  assert.deepEqual(selectRows(ROWS, { ...ALL, kind: 'island' })[0].others, ['Woo-do']);
});

test('rows are narrowed by the beginnings of words of any name, by kind and by document', () => {
  assert.deepEqual(chosen({ words: 'isl pyong' }), ['b']);
  assert.deepEqual([chosen({ words: 'woo do' }), chosen({ words: 'woo-do' }), chosen({ words: '서' })], [['b'], ['b'], ['seoul']]);
  assert.deepEqual(chosen({ words: 'eoul' }), []);
  assert.deepEqual(chosen({ document: 'l' }), ['c', 'seoul']);
  assert.deepEqual(chosen({ document: 'r', kind: 'event' }), []);
});

test('what a row does not know stands last in either direction', () => {
  assert.deepEqual(chosen({ sort: 'accuracy' }), ['b', 'seoul', 'd', 'c']);
  assert.deepEqual(chosen({ sort: '-accuracy' }), ['seoul', 'b', 'd', 'c']);
  assert.deepEqual(chosen({ sort: 'dates' }), ['d', 'c', 'b', 'seoul']);
  assert.deepEqual(chosen({ sort: '-l' }), ['seoul', 'c', 'd', 'b']);
  assert.deepEqual(chosen({ sort: '-name' }), ['seoul', 'b', 'c', 'd']);
});

test('a table as it stands is in the address, and what is unknown is left out with a message', () => {
  const known = { kinds: ['city', 'line'], documents: ['l', 'r'] };
  const view = { words: 'a b', kind: 'line', document: 'l', sort: '-r', message: '' };
  assert.deepEqual(parse(write(view, '?utm=x'), known), view);
  assert.match(write(view, '?utm=x'), /&utm=x$/);
  assert.equal(write({ ...ALL, message: '' }, ''), '');
  assert.deepEqual(parse('?kind=ship&document=l', known), { ...ALL, document: 'l', message: UNKNOWN.kind });
  assert.deepEqual(parse('?sort=toString', known), { ...ALL, message: UNKNOWN.sort });
});

test('a column of words begins with the first, one of numbers with the greatest, and the same again turns it', () => {
  assert.deepEqual(
    [turnSort('name', 'kind', false), turnSort('kind', 'kind', false), turnSort('-kind', 'kind', false)],
    ['kind', '-kind', 'kind'],
  );
  assert.deepEqual([turnSort('kind', 'l', true), turnSort('-l', 'l', true), turnSort('l', 'l', true)], ['-l', 'l', '-l']);
});

test('the table is written for a spreadsheet, and no cell is a formula', () => {
  const evil = buildRows({ ...CORPUS, places: new Map([['x', place('x', '=1+1', { others: ['a "b", c', '\uff0bd'] })]]) });
  const lines = writeCsv([...selectRows(ROWS, { ...ALL, kind: 'island' }), ...evil], ['l']).split('\r\n');
  const head = '\ufeffid,name,name_ko,other_names,kind,layer,valid_from,valid_to,status,accuracy_m,west,south,east,north,mentions_l';
  assert.deepEqual(lines, [
    head,
    'b,P’yŏng Island,,Woo-do,island,sites,,,"agreed, derived",90.5,124,37,125,38,0',
    `x,'=1+1,,"a ""b"", c; \uff0bd",site,sites,,,,,,,,,0`,
    '',
  ]);
});
