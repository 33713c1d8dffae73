// What lettering keeps off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ink, Occupancy } from '../../src/koreamap/frontend/map/label_obstacles.js';

const box = (x0, y0, x1, y1) => ({ x0, y0, x1, y1 });

test('a box is free where nothing comes closer than the margin', () => {
  const taken = new Occupancy();
  taken.add(box(100, 100, 200, 120));
  const right = (gap) => taken.isFree(box(200 + gap, 100, 300, 120), 2);
  const under = (gap) => taken.isFree(box(100, 120 + gap, 200, 140), 2);
  assert.deepEqual([right(1), right(2), under(1), under(2)], [false, true, false, true]);
});

test('a box within another is not free, wherever they lie', () => {
  const taken = new Occupancy();
  taken.add(box(-500, -500, 500, 500));
  for (const [x, y] of [
    [-490, -490],
    [0, 0],
    [47, 47],
    [490, -490],
  ])
    assert.ok(!taken.isFree(box(x, y, x + 1, y + 1), 0));
});

test('what a name belongs to may be closer than the margin, but not under it', () => {
  const taken = new Occupancy();
  taken.add({ ...box(100, 100, 110, 110), ownerId: 'own' });
  const near = box(110.5, 100, 150, 110);
  assert.deepEqual([taken.isFree(near, 2, 'own'), taken.isFree(near, 2, 'other'), taken.isFree(near, 2)], [true, false, false]);
  assert.ok(!taken.isFree(box(109, 100, 150, 110), 2, 'own'));
});

test('ink counts the squares that another’s line crosses', () => {
  const ink = new Ink();
  const stroke = Array.from({ length: 10 }, (_none, i) => ({ x: 1, y: 1 + 6 * i }));
  ink.add('own', stroke);
  const area = box(0, 0, 5, 59);
  assert.deepEqual([ink.under(area, 'other'), ink.under(area, 'own'), ink.under(area, undefined)], [10, 0, 10]);
  ink.add('other', stroke.slice(0, 3));
  assert.equal(ink.under(area, 'own'), 3, 'where both cross, the other’s counts');
});
