// A row that is narrower than its tabs.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findHidden, findShift } from '../../src/koreamap/frontend/reader/tab_row.js';

const row = { left: 100, right: 500 };

test('a row says on which sides it hides tabs', () => {
  assert.deepEqual(findHidden({ scrollLeft: 0, scrollWidth: 400, clientWidth: 400 }), { before: false, after: false });
  assert.deepEqual(findHidden({ scrollLeft: 0, scrollWidth: 900, clientWidth: 400 }), { before: false, after: true });
  assert.deepEqual(findHidden({ scrollLeft: 200, scrollWidth: 900, clientWidth: 400 }), { before: true, after: true });
  assert.deepEqual(findHidden({ scrollLeft: 499.6, scrollWidth: 900, clientWidth: 400 }), { before: true, after: false });
});

test('a tab that is seen whole is left where it is', () => {
  assert.equal(findShift({ left: 200, right: 300 }, row), 0);
});

test('a tab at an edge or beyond it comes to stand clear of the edge', () => {
  assert.equal(findShift({ left: 90, right: 190 }, row), -54);
  assert.equal(findShift({ left: 480, right: 580 }, row), 124);
});

test('of a tab that is wider than the row, the beginning is seen', () => {
  assert.equal(findShift({ left: 200, right: 900 }, row), 56);
  assert.equal(findShift({ left: 90, right: 900 }, row), -54);
});
