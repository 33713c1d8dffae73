// The documents compared: what the counts count, where the ticks stand, and what the address says.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.js';
import { buildRows, findMentions, nameOf } from '../../src/koreamap/frontend/compare/compare_rows.js';
import { parse, UNKNOWN, write } from '../../src/koreamap/frontend/compare/compare_state.js';

const { findTicks } = await import('../../src/koreamap/frontend/reader/ticks.js');

const MENTIONS = [
  { key: 'r1', document: 'rusk', place: 'seoul', layer: 'cities', start: 50 },
  { key: 'r2', document: 'rusk', place: 'line', layer: 'lines', start: 0 },
  { key: 'l1', document: 'lee', place: 'line', layer: 'lines', start: 10 },
  { key: 'l2', document: 'lee', place: 'islands', layer: 'isles', start: 20 },
];
const corpus = {
  documents: new Map([
    ['rusk', {}],
    ['lee', {}],
  ]),
  mentions: new Map(MENTIONS.map((mention) => [mention.key, mention])),
  places: new Map([
    ['seoul', { title: 'Seoul', hangul: '서울', kind: 'city' }],
    ['line', { title: 'Line', hangul: '', kind: 'line' }],
    ['islands', { title: 'Islands', hangul: '' }],
    ['u-do', { title: 'U-do', hangul: '우도', kind: 'island' }],
    ['quiet', { title: 'Quiet', hangul: '', kind: 'city' }],
  ]),
  cards: new Map([['islands', { kind: 'group' }]]),
  layers: new Map([
    ['land', { title: 'Land', group: 'basemap' }],
    ['cities', { title: 'Cities', group: 'context' }],
    ['lines', { title: 'Lines', group: 'main' }],
    ['isles', { title: 'Isles', group: 'main' }],
    ['proof', { title: 'Proof', group: 'evidence' }],
  ]),
  mentionsOf: (id) => MENTIONS.filter(({ place }) => place === id || (id === 'u-do' && place === 'islands')),
};
const counts = (by) => buildRows(corpus, by).map(({ id, counts: all, total }) => [id, all.get('rusk') ?? 0, all.get('lee') ?? 0, total]);

test('layers are counted by document, the most mentioned first, and neither basemap nor evidence', () => {
  assert.deepEqual(counts('layer'), [
    ['lines', 1, 1, 2],
    ['cities', 1, 0, 1],
    ['isles', 0, 1, 1],
  ]);
});

test('a place counts what names a group that it is of; one that nobody mentions is left out', () => {
  assert.deepEqual(counts('place'), [
    ['line', 1, 1, 2],
    ['islands', 0, 1, 1],
    ['seoul', 1, 0, 1],
    ['u-do', 0, 1, 1],
  ]);
});

test('kinds are those of the places, of a page alone those of their cards', () => {
  assert.deepEqual(counts('kind'), [
    ['line', 1, 1, 2],
    ['city', 1, 0, 1],
    ['group', 0, 1, 1],
    ['island', 0, 0, 0],
  ]);
  assert.deepEqual(
    findMentions(corpus, 'kind', 'city').map(({ key }) => key),
    ['r1'],
  );
});

test('every count adds up to the mentions', () => {
  for (const by of ['layer', 'kind'])
    assert.equal(
      counts(by).reduce((sum, [, , , total]) => sum + total, 0),
      MENTIONS.length,
    );
});

test('what is not compared has no name', () => {
  assert.deepEqual([nameOf(corpus, 'layer', 'land'), nameOf(corpus, 'layer', 'proof'), nameOf(corpus, 'kind', 'ship')], ['', '', '']);
  assert.deepEqual([nameOf(corpus, 'place', 'nowhere'), nameOf(corpus, 'place', 'seoul')], ['', 'Seoul']);
});

test('a tick stands as far along the picture as its mention along the text', () => {
  const document = {
    id: 'rusk',
    passages: [
      { slices: [[0, 40]] },
      {
        slices: [
          [40, 90],
          [95, 100],
        ],
      },
    ],
  };
  assert.deepEqual(
    findTicks(corpus, document).map(({ at, mention }) => [mention.key, at]),
    [
      ['r2', 0],
      ['r1', 0.5],
    ],
  );
});

const known = { has: (type, id) => Boolean(nameOf(corpus, type, id)), documents: ['rusk', 'lee'] };
const WHOLE = { type: '', id: '', by: 'layer', document: '', message: '' };

test('a view survives its address, and what is not ours stays', () => {
  for (const view of [
    WHOLE,
    { ...WHOLE, by: 'kind' },
    { ...WHOLE, type: 'place', id: 'seoul', document: 'lee' },
    { ...WHOLE, by: 'place', type: 'layer', id: 'isles' },
  ]) {
    assert.deepEqual(parse(write(view, '?utm=x'), known), view);
    assert.match(write(view, '?utm=x'), /utm=x$/);
  }
  assert.equal(write(WHOLE, ''), '');
  assert.equal(write({ ...WHOLE, type: 'place', id: 'seoul', document: 'lee' }, ''), '?place=seoul&document=lee');
});

test('what is unknown is left out with a word about it', () => {
  assert.deepEqual(parse('?place=atlantis', known), { ...WHOLE, message: UNKNOWN.subject });
  assert.deepEqual(parse('?layer=land', known), { ...WHOLE, message: UNKNOWN.subject });
  assert.deepEqual(parse('?by=toString', known), { ...WHOLE, message: UNKNOWN.by });
  assert.deepEqual(parse('?place=seoul&document=x', known), { ...WHOLE, type: 'place', id: 'seoul', message: UNKNOWN.document });
});
