// The built files indexed: by place, by passage, by claim; what does not fit its text is left out and counted.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildCorpus, indexOffsets } from '../../src/koreamap/frontend/reader/corpus.js';

const TEXT = '\u{1f1f0}\u{1f1f7} Seoul and Kaesong met.';
const LENGTH = [...TEXT].length;

function link(words, place, { features = [place], layer = 'cities', exact = words } = {}) {
  const start = [...TEXT.slice(0, TEXT.indexOf(words))].length;
  const end = start + words.length;
  return {
    id: `urn:koreamap:mention:d:${start}-${end}:${place}`,
    body: { source: `urn:koreamap:place:${place}` },
    'koreamap:features': features,
    'koreamap:layer': layer,
    target: {
      source: 'urn:koreamap:document:d',
      'koreamap:passage': 'd/p1',
      selector: [
        { type: 'TextPositionSelector', start, end },
        { type: 'TextQuoteSelector', exact },
      ],
    },
  };
}

function corpusOf(items, more = {}) {
  const passage = { id: 'd/p1', slices: [[0, LENGTH]] };
  const place = (id, changes = {}) => ({ id, layer: 'cities', members: [], names: [{ text: id, system: 'english' }], ...changes });
  return buildCorpus({
    documents: { documents: [{ id: 'd', text: TEXT, passages: [passage] }] },
    links: { items },
    places: {
      places: [
        place('seoul', {
          names: [
            { text: 'Seoul', system: 'english' },
            { text: '서울', system: 'hangul' },
          ],
        }),
        place('kaesong'),
        place('both', { layer: '', members: ['kaesong', 'seoul'] }),
      ],
    },
    layers: { layers: [{ id: 'cities' }] },
    ...more,
  });
}

const keysOf = (mentions) => mentions.map(({ place }) => place);

test('a code point of two units counts as one', () => {
  assert.deepEqual([0, 1, 2, 3].map(indexOffsets('a\u{1f1f0}b')), [0, 1, 3, 4]);
  assert.deepEqual([0, 2].map(indexOffsets('abc')), [0, 2]);
  assert.equal(corpusOf([]).documents.get('d').slice(3, 8), 'Seoul');
});

test('a mention is found by its place, by each feature it means, and by its passage', () => {
  const corpus = corpusOf([link('Seoul', 'seoul'), link('Seoul and Kaesong', 'both', { features: ['kaesong', 'seoul'] })]);
  assert.deepEqual(keysOf(corpus.mentionsOf('seoul')), ['seoul', 'both']);
  assert.deepEqual(keysOf(corpus.mentionsOf('both')), ['both']);
  assert.deepEqual(keysOf(corpus.mentionsIn('d/p1')), ['seoul', 'both']);
  assert.deepEqual(corpus.mentionsOf('nowhere'), []);
});

test('a mention whose quote is not in the text is left out and counted', () => {
  const corpus = corpusOf([link('Seoul', 'seoul', { exact: 'Soul' }), link('Kaesong', 'kaesong')]);
  assert.deepEqual([corpus.misfits, corpus.mentions.size], [1, 1]);
});

test('a claim whose quote is not in the text is left out and counted', () => {
  const claim = (id, exact) => ({ id, document: 'd', passage: 'd/p1', start: 3, end: 8, exact });
  const corpus = corpusOf([], {
    findings: { claims: [claim('right', 'Seoul'), claim('stale', 'Seoll'), { ...claim('far', 'Seoul'), document: 'x' }] },
  });
  assert.deepEqual([corpus.misfits, [...corpus.claims.keys()]], [2, ['right']]);
  assert.deepEqual(
    corpus.claimsIn('d/p1').map(({ id, key }) => [id, key]),
    [['right', 'claim:right']],
  );
});

test('a group lies in the layer of its first member', () => {
  const corpus = corpusOf([]);
  assert.equal(corpus.layerOf('both').id, 'cities');
  assert.equal(corpus.layerOf('nowhere'), undefined);
});

test('a place is titled by its first name, with its Hangul', () => {
  const { title, hangul } = corpusOf([]).places.get('seoul');
  assert.deepEqual([title, hangul, corpusOf([]).places.get('kaesong').hangul], ['Seoul', '서울', '']);
});

test('a layer named more often than forty times is marked quietly', () => {
  const often = (count) =>
    corpusOf(Array.from({ length: count }, (_none, i) => ({ ...link('Seoul', 'seoul'), id: `urn:koreamap:mention:${i}` })));
  assert.deepEqual([often(40).isLoud('cities'), often(41).isLoud('cities'), often(0).isLoud('cities')], [true, false, true]);
});
