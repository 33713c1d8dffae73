// What both sides drew, shown together: selected with the place, framed with it, and told.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.js';

const { explore } = await import('../../src/koreamap/frontend/explorer/explore.js');
const { tellSides } = await import('../../src/koreamap/frontend/explorer/saying.js');

const corpus = {
  cards: new Map([['nll', { title: 'NLL', features: ['nll'], bbox: [124.6, 37.4, 126.1, 38.1], mentions: [] }]]),
  matters: new Map([['sea-line', { features: ['nll', 'other'], bbox: [124.5, 36.8, 125.9, 37.9] }]]),
  places: new Map([
    ['nll', { title: 'NLL' }],
    ['other', { title: 'Line of 1999' }],
  ]),
};
const known = { corpus, firstLayers: ['nll'] };
const look = (view) => explore.look({ feature: '', sides: '', layers: null, date: '', others: '', ...view }, known);

test('the lines of both sides are selected together, each once, and framed; the layers stay', () => {
  const { selected, box, layers } = look({ feature: 'nll', sides: 'sea-line' });
  assert.deepEqual(selected, ['nll', 'other']);
  assert.deepEqual(box, [124.5, 36.8, 126.1, 38.1]);
  assert.deepEqual(layers, ['nll']);
});

test('without a matter the place stands alone, and without a place nothing does', () => {
  assert.deepEqual(look({ feature: 'nll' }).box, [124.6, 37.4, 126.1, 38.1]);
  assert.deepEqual([look({}).selected, look({}).box], [[], null]);
});

test('what came onto the map is told once', () => {
  assert.equal(tellSides('', 'sea-line', corpus), 'On the map together: NLL, Line of 1999.');
  assert.equal(tellSides('sea-line', 'sea-line', corpus), '');
  assert.equal(
    explore.tell({ feature: 'nll', sides: '' }, { feature: 'nll', sides: 'sea-line' }, known),
    tellSides('', 'sea-line', corpus),
  );
});
