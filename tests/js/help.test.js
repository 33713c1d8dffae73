// Help and sources: every word that a record may use is explained, what is not known is told, and each source says what rests on it.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { STATUSES, VERDICTS as VERDICT_WORDS } from '../../src/koreamap/frontend/help/help_words.js';
import { countUntested, findUnknowns } from '../../src/koreamap/frontend/help/unknowns.js';
import { VERDICTS } from '../../src/koreamap/frontend/reader/verdict.js';
import { gatherFacts, tellExpectations } from '../../src/koreamap/frontend/sources/layer_facts.js';
import { listGrades, listSources, selectSources } from '../../src/koreamap/frontend/sources/source_rows.js';

function source(id, title, grade, rows = []) {
  return [id, { id, title, grade, line: `${title} · ${grade}`, rows }];
}

const SOURCES = new Map([
  source('none', 'No source read', 'no source'),
  source('treaty', 'A treaty', 'primary source', [['Note', 'Read in Kaesŏng']]),
  source('paper', 'A daily', 'press'),
]);

function card(id, changes = {}) {
  const { sources = ['treaty'], ...others } = changes;
  const layer = { id: 'lines' };
  const known = { title: id.toUpperCase(), layer, status: ['derived'], method: 'By hand.', accuracy: '± 9 m (95 %)' };
  return [id, { id, ...known, ...others, sources: sources.map((name) => SOURCES.get(name)) }];
}

const CORPUS = {
  sources: SOURCES,
  layers: new Map([['lines', { id: 'lines', source_ids: ['treaty'] }]]),
  cards: new Map([
    card('b', { status: ['unilateral', 'schematic'], sources: ['none'] }),
    card('a', { status: ['schematic'], accuracy: '± 20 m (95 %)' }),
    card('c', { accuracy: 'accuracy not stated', matters: ['line'] }),
    card('group', { layer: null, status: ['schematic'], sources: [] }),
  ]),
  matters: new Map([['line', { id: 'line', statements: [{ sources: [SOURCES.get('paper')] }] }]]),
  findings: new Map([['claim', { id: 'claim', sources: [SOURCES.get('paper'), SOURCES.get('treaty')] }]]),
  documents: new Map([
    ['one', {}],
    ['two', {}],
  ]),
  claims: new Map([
    ['x', { document: 'one', verdict: 'not testable' }],
    ['y', { document: 'one', verdict: 'context' }],
    ['z', { document: 'two', verdict: 'supported' }],
  ]),
};

test('every status that a place may have and every verdict is explained, and no other', () => {
  const schema = JSON.parse(readFileSync(new URL('../../layers/schemas/places.schema.json', import.meta.url), 'utf8'));
  const statuses = Object.values(schema.$defs).find((record) => record.properties?.status).properties.status.items.enum;
  assert.deepEqual(Object.keys(STATUSES).sort(), [...statuses].sort());
  assert.deepEqual(Object.keys(VERDICT_WORDS), VERDICTS);
});

test('what is not known of a drawn place is told by name: where, by whose word, how exactly', () => {
  assert.deepEqual(
    findUnknowns(CORPUS).map(({ places }) => places),
    [['a', 'b'], ['b'], ['c']],
  );
  assert.deepEqual(findUnknowns({ cards: new Map([card('sure')]) }), []);
  assert.deepEqual(countUntested(CORPUS), [
    { document: 'one', all: 2, untested: 1 },
    { document: 'two', all: 1, untested: 0 },
  ]);
});

test('a source says which layers, places and claims rest on it', () => {
  const [paper, treaty, none] = listSources(CORPUS);
  assert.deepEqual([paper.id, treaty.id, none.id], ['paper', 'treaty', 'none']);
  assert.deepEqual([treaty.layers, treaty.places, treaty.claims], [['lines'], ['a', 'c'], ['claim']]);
  assert.deepEqual([paper.layers, paper.places, paper.claims], [[], ['c'], ['claim']]);
  assert.deepEqual(none.places, ['b']);
});

test('sources are found by all words in any order and spelling, and by what they are', () => {
  const rows = listSources(CORPUS);
  const found = (wish) => selectSources(rows, { words: '', grade: '', ...wish }).map(({ id }) => id);
  assert.deepEqual(found({ words: 'kaesong treaty' }), ['treaty']);
  assert.deepEqual(found({ words: 'treaty daily' }), []);
  assert.deepEqual(found({ grade: 'press' }), ['paper']);
  assert.deepEqual(listGrades(rows), ['primary source', 'press', 'no source']);
});

test('what holds of a whole layer stands once, and what holds of some of its places names them', () => {
  const { methods, accuracies } = gatherFacts({ id: 'lines' }, CORPUS);
  assert.deepEqual(methods, [{ words: 'By hand.', places: [] }]);
  assert.deepEqual(accuracies, [
    { words: '± 9 m (95 %)', places: ['b'] },
    { words: '± 20 m (95 %)', places: ['a'] },
    { words: 'accuracy not stated', places: ['c'] },
  ]);
});

test('what the build holds a layer to is a sentence each', () => {
  const expectations = { count: [2, 3], bbox: [-1.5, -38, 127, 38.5], length_km: { a: [1200, 1300.5] }, area_km2: { b: [5, 6] } };
  assert.deepEqual(
    tellExpectations(expectations, (id) => id.toUpperCase()),
    ['2 to 3 features, all between 1.5° W and 127° E, 38° S and 38.5° N.', 'A: 1,200 to 1,300.5 km long.', 'B: 5 to 6 km².'],
  );
  assert.equal(tellExpectations({ count: [1, 1], bbox: [0, 0, 1, 1] }, String)[0], '1 feature, all between 0° E and 1° E, 0° N and 1° N.');
});
