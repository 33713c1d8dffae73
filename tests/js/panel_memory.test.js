// What a browser remembers of the layers panel.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makePanelMemory } from '../../src/koreamap/frontend/map/panel_memory.js';

function storage() {
  const kept = new Map();
  return { getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => kept.set(key, value) };
}

test('the layers panel is found as it was left', () => {
  const kept = storage();
  const memory = makePanelMemory(kept);
  memory.keep('Layers', false);
  memory.keep('Main layers', true);
  const later = makePanelMemory(kept);
  assert.deepEqual([later.isOpen('Layers', true), later.isOpen('Main layers', false)], [false, true]);
  assert.deepEqual([later.isOpen('Context', true), later.isOpen('Context', false)], [true, false], 'what was never touched is as usual');
});

test('a page that may keep nothing still opens and folds its panel', () => {
  const memory = makePanelMemory(null);
  memory.keep('Layers', false);
  assert.equal(memory.isOpen('Layers', true), false);
});

test('junk in the storage is no panel', () => {
  const kept = storage();
  kept.setItem('koreamap.layers-panel', '<img src=x>');
  assert.equal(makePanelMemory(kept).isOpen('Layers', true), true);
});
