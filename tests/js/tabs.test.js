// The tabs of the reader: all of few documents, the last ones of many.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listShown } from '../../src/koreamap/frontend/reader/tabs.js';

const many = ['feature', ...'abcdefghij'];

test('few documents all have a tab', () => {
  assert.deepEqual(listShown(['feature', 'a', 'b'], ['b']), ['feature', 'a', 'b']);
});

test('of many the first three have one, until others were open', () => {
  assert.deepEqual(listShown(many, []), ['feature', 'a', 'b', 'c']);
  assert.deepEqual(listShown(many, ['j']), ['feature', 'a', 'b', 'j']);
  assert.deepEqual(listShown(many, ['j', 'h', 'g']), ['feature', 'g', 'h', 'j']);
});

test('who opens a fourth gives up the one that was open longest ago; one opened again stays', () => {
  assert.deepEqual(listShown(many, ['j', 'h', 'g', 'a']), ['feature', 'a', 'g', 'h']);
  assert.deepEqual(listShown(many, ['j', 'h', 'j', 'g', 'a']), ['feature', 'a', 'g', 'j']);
});
