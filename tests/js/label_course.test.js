// Names along a line: where it runs straight enough, and on which side.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { alongLine } from '../../src/koreamap/frontend/map/label_course.js';
import { L } from '../../src/koreamap/frontend/map/leaflet.js';

const textOf = (width, size, lines = 1) => ({ width, height: size, lines: Array(lines).fill({ runs: [], width, size, height: size }) });

/** Part of a circle from left to right: an arch, or a bowl. */
function arc(radius, { isBowl = false, turn = Math.PI * 0.8 } = {}) {
  return Array.from({ length: 200 }, (_none, i) => {
    const angle = (i / 199 - 0.5) * turn;
    const rise = radius * Math.cos(angle);
    return L.point(500 + radius * Math.sin(angle), 500 + (isBowl ? rise : -rise));
  });
}

const candidatesOf = (text, stretch, terms = { clearance: 2 }) => alongLine(text, stretch, terms).flat();
const isAbove = ({ rows: [{ baseline }], middle }) => Math.min(...baseline.map(({ y }) => y)) < middle.y;
const level = (length) => [L.point(0, 100), L.point(length, 100)];

test('a name that would turn through a quarter circle and more is not set along it', () => {
  const count = (width) => candidatesOf(textOf(width, 4), arc(70)).length > 0;
  assert.deepEqual([count(60), count(180)], [true, false]);
});

test('an arch may be tighter than a bowl, which squeezes the letters', () => {
  const count = (radius, isBowl) => candidatesOf(textOf(30, 4), arc(radius, { isBowl })).length > 0;
  assert.deepEqual([count(45, false), count(45, true), count(100, true)], [true, false, true]);
  assert.equal(count(24, false), false, 'too tight even for an arch');
});

test('a name stands where the line is straighter', () => {
  const bend = Array.from({ length: 100 }, (_none, i) => L.point(300 + 300 * Math.sin(i / 99), 400 - 300 * Math.cos(i / 99)));
  const stretch = [L.point(0, 100), ...bend];
  const [best] = candidatesOf(textOf(60, 6), stretch).sort((a, b) => a.cost - b.cost);
  assert.ok(best.middle.x <= 276, 'wholly before the bend, though the middle of the line lies where it begins');
});

test('a name stands near the middle of a straight line', () => {
  const [best] = candidatesOf(textOf(60, 6), level(500)).sort((a, b) => a.cost - b.cost);
  assert.ok(Math.abs(best.middle.x - 250) < 12);
});

test('a ragged line is not named along its course, from which the name would stand too far off', () => {
  const saw = Array.from({ length: 40 }, (_none, i) => L.point(i * 14, i % 2 ? 80 : 120));
  const flatter = saw.map(({ x, y }) => L.point(x, 100 + (y - 100) / 4));
  const count = (stretch) => candidatesOf(textOf(100, 30), stretch).length > 0;
  assert.deepEqual([count(flatter), count(saw)], [true, false]);
});

test('on the inner side of an arch, where the line is too short for it, a name does not stand', () => {
  const found = candidatesOf(textOf(71, 12), arc(60));
  assert.ok(found.length > 0 && found.every(isAbove));
});

test('English alone may stand on either side, and rather above', () => {
  const found = candidatesOf(textOf(60, 6), level(500));
  const least = (candidates) => Math.min(...candidates.map(({ cost }) => cost));
  assert.ok(least(found.filter(isAbove)) < least(found.filter((candidate) => !isAbove(candidate))));
});

test('English and Hangul stand on both sides at once', () => {
  for (const { rows } of candidatesOf(textOf(60, 6, 2), level(500))) assert.equal(rows.length, 2);
});

test('along an edge a name stands outside', () => {
  const sides = (isOut) => candidatesOf(textOf(60, 6), level(500), { clearance: 2, outward: () => isOut }).map(isAbove);
  assert.deepEqual([new Set(sides(true)), new Set(sides(false))], [new Set([true]), new Set([false])]);
});

test('a line is named again after each seven hundred pixels', () => {
  const groups = (length) => alongLine(textOf(60, 6), level(length), { clearance: 2 }).length;
  assert.deepEqual([300, 1390, 1410, 2110].map(groups), [1, 1, 2, 3]);
});

test('a line must carry most of its name', () => {
  const has = (length) => candidatesOf(textOf(100, 6), level(length)).length > 0;
  assert.deepEqual([has(70), has(110)], [false, true]);
});
