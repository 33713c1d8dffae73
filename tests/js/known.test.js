// What exists, and what of an address is believed.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parse, readAt } from '../../src/koreamap/frontend/explorer/address.js';
import { buildKnown } from '../../src/koreamap/frontend/explorer/known.js';
import { writeCsv } from '../../src/koreamap/frontend/places/place_csv.js';

const layer = (id, group, shown) => ({ id, group, shown });
const layers = [
  layer('land', 'basemap', true),
  layer('nll', 'main', true),
  layer('hubs', 'context', false),
  layer('bands', 'evidence', false),
];
const passage = { document: { id: 'rusk' } };
const corpus = {
  ...{ cards: new Map(), claims: new Map(), findings: new Map(), mentions: new Map() },
  ...{
    documents: new Map([
      ['rusk', {}],
      ['lee', {}],
    ]),
    passages: new Map([['rusk/p1', passage]]),
    places: new Map([['nll', {}]]),
  },
};
const known = buildKnown({ layers }, corpus);

test('layers can be switched but for the ground and the evidence, and those that are shown begin', () => {
  assert.deepEqual(known.layers, ['nll', 'hubs']);
  assert.deepEqual(known.firstLayers, ['nll']);
});

test('a place that there is not, and a passage of another document, are told and not shown', () => {
  const lost = ['?feature=atlantis', '?doc=lee&passage=rusk/p1', '?passage=rusk/p9'].map((search) => parse(search, known).view);
  assert.deepEqual(
    lost.map(({ feature, passage: at, tab }) => [feature, at, tab]),
    lost.map(() => ['', '', 'feature']),
  );
  assert.equal(new Set(lost.map(({ message }) => message)).has(''), false);
  assert.equal(parse('?doc=rusk&passage=rusk/p1', known).view.passage, 'rusk/p1');
});

test('a view of the map lies on the earth', () => {
  assert.deepEqual(readAt('37.9,125.1,9'), [37.9, 125.1, 9]);
  for (const text of ['91,125,9', '37,361,9', '37,125,25', '37,125', 'a,b,c']) assert.equal(readAt(text), null, text);
});

test('whatever begins a formula is guarded in the table', () => {
  for (const sign of '=+-@\t＝＋－＠') {
    const row = {
      id: 'a',
      title: `${sign}1`,
      hangul: '',
      others: [],
      kind: '',
      layer: '',
      from: '',
      until: '',
      status: '',
      counts: new Map(),
    };
    assert.match(writeCsv([row], []), new RegExp(`,"?'[${sign}]1`), sign);
  }
});
