// The names of a document that are left to decide: which list, which is next, which place is meant.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findNext, findPlace, LINKED, listOf, OPEN } from '../../src/koreamap/frontend/review/questions.js';

const ask = (exact, kind = 'name') => ({ exact, kind, places: [], spots: [] });

test('what is linked stands apart from what is open', () => {
  const questions = [ask('a', 'suggestion'), ask('b'), ask('c', 'linked')];
  assert.deepEqual(
    listOf(questions, OPEN).map(({ exact }) => exact),
    ['a', 'b'],
  );
  assert.deepEqual(
    listOf(questions, LINKED).map(({ exact }) => exact),
    ['c'],
  );
});

test('after an answer the next question is asked, and at the end the one before', () => {
  const before = [ask('a'), ask('b'), ask('c')];
  assert.equal(findNext(before, [ask('a'), ask('c')], 'b'), 'c');
  assert.equal(findNext(before, [ask('a'), ask('b')], 'c'), 'b');
  assert.equal(findNext(before, [ask('a'), ask('b'), ask('c')], 'b'), 'b', 'one that was not answered stays');
  assert.equal(findNext(before, [], 'b'), '');
  assert.equal(findNext([], [ask('x')], ''), 'x', 'at first, the first');
  assert.equal(findNext(before, [ask('z')], 'b'), 'z', 'after saved decisions are taken up');
});

test('a place is meant by its title, any of its names, or its id, whatever the case', () => {
  const places = [{ id: 'nll', title: 'Northern Limit Line', names: ['NLL', '북방한계선'] }];
  for (const typed of ['nll', ' northern limit line ', '북방한계선', 'NLL']) assert.equal(findPlace(places, typed), 'nll');
  for (const typed of ['', '   ', 'Limit Line', '<b>']) assert.equal(findPlace(places, typed), '');
});
