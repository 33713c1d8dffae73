// Figures in circles, in px.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { placeFigures } from '../../src/koreamap/frontend/map/count_figures.js';

const circle = (x, y, radius, figure) => ({ x, y, radius, figure });

test('a figure stands in the middle of its circle', () => {
  assert.deepEqual(placeFigures([circle(100, 50, 24, '95')]), [[0, 0]]);
});

test('a figure that has no room in its circle is left out', () => {
  assert.deepEqual(placeFigures([circle(0, 0, 9, '1'), circle(99, 0, 8, '1'), circle(199, 0, 12, '9.9K')]), [[0, 0], null, null]);
});

test('where a smaller circle lies over the middle, a figure stands beside it', () => {
  const [[right, below], small] = placeFigures([circle(0, 0, 24, '95'), circle(6, -8, 6, '2')]);
  assert.equal(small, null);
  assert.ok(right < 0 && below === 0);
});

test('no edge of a smaller circle runs through a figure, but it may lie in a circle as a whole', () => {
  const [large, small] = placeFigures([circle(0, 0, 24, '95'), circle(0, 0, 16, '41')]);
  assert.deepEqual([large, small], [[0, 0], null]);
});

test('of two circles at one spot only the larger says its figure', () => {
  assert.deepEqual(placeFigures([circle(0, 0, 12, '8'), circle(0, 0, 12, '8')]), [[0, 0], null]);
});

test('without circles there are no figures', () => {
  assert.deepEqual(placeFigures([]), []);
});
