// Keys of a single letter: outside fields, without other keys, and only where they were not turned off.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { holdWhileOpen } from '../../src/koreamap/frontend/shared/remembered.js';

Object.defineProperty(globalThis, 'localStorage', { value: holdWhileOpen() }); // beside the page's own, which all tests share
const { areLettersOn, isShortcut, turnLetters } = await import('../../src/koreamap/frontend/shared/keys.js');

const ROOT = /** @type {any} */ ({ isConnected: true });

function press(tagName, more = {}) {
  return /** @type {any} */ ({ key: 'j', composedPath: () => [{ tagName, type: 'search' }], ...more });
}

test('a letter is a shortcut outside fields, alone, on the page that is shown', () => {
  assert.ok(isShortcut(press('BODY'), ROOT));
  assert.ok(!isShortcut(press('INPUT'), ROOT));
  assert.ok(!isShortcut(press('BODY', { ctrlKey: true }), ROOT));
  assert.ok(!isShortcut(press('BODY'), /** @type {any} */ ({ isConnected: false })));
});

test('letters that were turned off do nothing until they are turned on again', () => {
  turnLetters(false);
  assert.ok(!areLettersOn());
  assert.ok(!isShortcut(press('BODY'), ROOT));
  turnLetters(true);
  assert.ok(isShortcut(press('BODY'), ROOT));
});
