// Which mention of a place its card shows first.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { orderMentions } from '../../src/koreamap/frontend/reader/naming.js';

const NAMES = { island: ['Yeonpyeongdo'], islands: ['western islands'] };

/** Order mentions, given in reading order as `[key, passage, changes]`, of an island. */
function order(...rows) {
  const mentions = rows.map(([key, passage, changes]) => [
    key,
    { key, passage, place: 'island', exact: 'it', madeBy: 'curated', differs: false, ...changes },
  ]);
  const places = Object.entries(NAMES).map(([id, names]) => [id, { id, names: names.map((text) => ({ text })) }]);
  return orderMentions(
    { mentions: new Map(mentions), places: new Map(places) },
    'island',
    rows.map(([key]) => key),
  );
}

const FOUND = { madeBy: 'rule', exact: 'Yun Pyung Do' };

test('the passage that names the place stands before those that mean it in other words', () => {
  assert.deepEqual(order(['pronoun', 'p1', {}], ['name', 'p2', FOUND], ['again', 'p3', {}]), {
    keys: ['name', 'pronoun', 'again'],
    first: 'name',
    named: 1,
  });
});

test('within a passage the order is that of the text, whichever is shown first', () => {
  const { first, keys, named } = order(['other', 'p1', { differs: true }], ['pronoun', 'p2', {}], ['name', 'p2', FOUND]);
  assert.deepEqual([keys, first, named], [['pronoun', 'name', 'other'], 'name', 2]);
});

test('a name within curated words counts as one, whatever its hyphens and capitals', () => {
  assert.equal(order(['a', 'p1', {}], ['b', 'p2', { exact: 'the YEONPYEONGDO battery' }]).first, 'b');
  assert.equal(order(['a', 'p1', {}], ['b', 'p2', { exact: 'Yeonpyeongdong' }]).first, 'a', 'another word begins alike');
});

test('a group counts for less than the name, for more than other words, and another thing for least', () => {
  const group = { ...FOUND, place: 'islands', exact: 'western islands' };
  const rows = [
    ['other', 'p1', { ...FOUND, differs: true }],
    ['pronoun', 'p2', {}],
    ['group', 'p3', group],
    ['name', 'p4', FOUND],
  ];
  assert.deepEqual(
    [4, 3, 2, 1].map((count) => order(...rows.slice(0, count)).first),
    ['name', 'group', 'pronoun', 'other'],
  );
});

test('a place that nobody mentions has no first mention', () => {
  assert.deepEqual(order(), { keys: [], first: '', named: 0 });
});
