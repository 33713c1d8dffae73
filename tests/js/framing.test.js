// Where a document is at home on the map, and which layers draw that.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNamed } from '../../src/koreamap/frontend/explorer/framing.js';
import { buildKnown } from '../../src/koreamap/frontend/explorer/known.js';

const bounds = [
  [33, 124],
  [43, 132],
];
const boxes = {
  line: [125, 37, 127, 38],
  town: [126.5, 38, 126.5, 38],
  state: [124, 34, 131, 43],
  tokyo: [139.7, 35.7, 139.7, 35.7],
};

function buildCorpus(...named) {
  const mentions = named.map(([id, layer, nth]) => [`${id}${nth ?? ''}`, { features: [id], layer }]);
  return { mentions: new Map(mentions), cards: new Map(Object.entries(boxes).map(([id, bbox]) => [id, { bbox }])) };
}

test('a document is framed by what it names on the usual map, without what fills much of it', () => {
  const corpus = buildCorpus(
    ['line', 'lines'],
    ['line', 'lines', 2],
    ['town', 'towns'],
    ['state', 'states'],
    ['tokyo', 'cities'],
    ['lost', 'towns'],
  );
  const features = new Map(Object.entries({ line: 2, town: 1, state: 1, tokyo: 1, lost: 1 }));
  assert.deepEqual(findNamed(corpus, bounds), { box: [125, 37, 127, 38], layers: ['lines', 'towns'], features });
});

test('a document that names nothing such has no frame', () => {
  assert.deepEqual(findNamed(buildCorpus(['state', 'states'], ['tokyo', 'cities']), bounds), {
    box: null,
    layers: [],
    features: new Map(Object.entries({ state: 1, tokyo: 1 })),
  });
});

test('layers of what is named begin, and are the first ones', () => {
  const layer = (id, shown) => ({ id, group: 'context', shown });
  const known = buildKnown({ layers: [layer('nll', true), layer('towns', false), layer('sites', false)] }, null, ['towns']);
  assert.deepEqual(known.firstLayers, ['nll', 'towns']);
  assert.equal(known.takeLayers(['towns', 'nll']), null);
  assert.deepEqual(known.takeLayers(['nll']), ['nll']);
});
