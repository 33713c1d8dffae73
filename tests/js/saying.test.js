// What a screen reader is told of a selection.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tellSelection } from '../../src/koreamap/frontend/explorer/saying.js';

const cards = new Map([
  ['nll', { title: 'Northern Limit Line', mentions: ['a', 'b'] }],
  ['u-do', { title: 'U-do', mentions: ['a'] }],
  ['islet', { title: 'Hambakdo', mentions: [] }],
]);

test('a selection is told by its name and how often it is mentioned', () => {
  assert.equal(tellSelection('', 'nll', cards), 'Selected: Northern Limit Line, 2 mentions.');
  assert.equal(tellSelection('nll', 'u-do', cards), 'Selected: U-do, 1 mention.');
  assert.equal(tellSelection('', 'islet', cards), 'Selected: Hambakdo, not mentioned in the documents.');
});

test('taking it back is told, and what stays is not told again', () => {
  assert.equal(tellSelection('nll', '', cards), 'Nothing is selected.');
  assert.equal(tellSelection('nll', 'nll', cards), '');
});
