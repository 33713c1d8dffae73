// What a tab remembers of Explore is told once, and no more of it than Python hears.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeMemory } from '../../src/koreamap/frontend/explorer/memory.js';
import tellTabView from '../../src/koreamap/frontend/explorer/tab_view.js';

function within(fake, act) {
  const { window } = globalThis; // which all tests share
  globalThis.window = fake;
  try {
    return act();
  } finally {
    globalThis.window = window;
  }
}

function tell(kept, known, pathname = '/export') {
  const told = [];
  within({ sessionStorage: { getItem: () => kept }, location: { pathname } }, () =>
    tellTabView({ data: { page: 'export', known }, setStateValue: (...event) => told.push(event) }),
  );
  return told;
}

test('what is news is told, on the page that asked', () => {
  assert.deepEqual(tell('feature=nll', ''), [['text', 'feature=nll']]);
  assert.deepEqual(tell('feature=nll', 'feature=nll'), []);
  assert.deepEqual(tell('feature=nll', '', '/'), []);
  assert.deepEqual(tell(null, ''), []);
});

test('a view that is too long to be heard is not told over and over', () => {
  const longest = 'a'.repeat(1000);
  assert.deepEqual(tell(longest, ''), [['text', longest]]);
  assert.deepEqual(tell(`${longest}a`, ''), []);
  assert.deepEqual(tell(`${longest}a`, 'feature=nll'), [['text', '']]);
});

test('in a frame of another site, where the browser refuses a storage, the tab remembers as long as it is open', () => {
  const refusing = {
    location: { pathname: '/export' },
    get sessionStorage() {
      throw new Error('Access is denied for this document.');
    },
  };
  const told = [];
  within(refusing, () => {
    const memory = makeMemory();
    assert.equal(memory.read(), null);
    memory.write('?feature=nll', null);
    assert.equal(memory.read(), '?feature=nll');
    tellTabView({ data: { page: 'export', known: '' }, setStateValue: (...event) => told.push(event) });
  });
  assert.deepEqual(told, [['text', 'feature=nll']]);
});
