// The names of circles: as large a symbol as the circle, at every zoom, and before what the ground is named.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMark } from '../../src/koreamap/frontend/map/count_marks.js';

const LABEL = { min_zoom: 8, max_zoom: 19, priority: 30, size_px: 12 };
const LAYERS = /** @type {any} */ ([
  { id: 'lines' },
  { id: 'towns', geometry_type: 'Point', style: { color: '#123456', size_px: 5, label: LABEL } },
]);
const point = (mentions) => ({ id: 'haeju', name: 'Haeju', name_ko: '해주', mentions, lon: 125.7, lat: 38.04 });

test('a circle is named in both languages, beside its edge and at every zoom', () => {
  const { layer, items } = makeMark(point(12), 23, LAYERS);
  assert.equal(layer.style.size_px, 46);
  assert.ok(layer.style.label.min_zoom <= 0 && layer.style.label.max_zoom > 24);
  assert.equal(layer.style.label.size_px, 12);
  const [{ id, feature }] = items;
  assert.deepEqual([id, feature.properties.name, feature.properties.name_ko], ['haeju', 'Haeju', '해주']);
  assert.deepEqual(feature.geometry, { type: 'Point', coordinates: [125.7, 38.04] });
  assert.equal(LAYERS[1].style.size_px, 5, 'the towns stay as they are');
});

test('what is named more often goes before, and all before a capital of the ground', () => {
  const priorityOf = (mentions) => makeMark(point(mentions), 9, LAYERS).layer.style.label.priority;
  assert.ok(priorityOf(1) > 97);
  assert.ok(priorityOf(200) > priorityOf(12) && priorityOf(12) > priorityOf(1));
  assert.ok(Number.isFinite(priorityOf(0)));
});
