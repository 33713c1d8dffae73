// Where a passage may begin so that the words that name a place are near its beginning.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findBeginning } from '../../src/koreamap/frontend/reader/first_screen.js';

const after = (before) => before.slice(findBeginning(before));

test('a passage begins with the sentence of the words, and after the mark of a footnote', () => {
  assert.equal(after('It was in the West Sea.3 The UNC had drafted the '), 'The UNC had drafted the ');
  assert.equal(after('“It is so.” They drew the '), 'They drew the ');
  assert.equal(after('They drew the '), 'They drew the ');
});

test('a long sentence begins within it, at a word', () => {
  const long = `First. And also ${'in order to prevent the crossing of ships '.repeat(4)}they regulated the `;
  const shown = after(long);
  assert.ok(shown.length <= 45 && shown.length > 25);
  assert.ok(long.endsWith(` ${shown}`));
});

test('without a place to begin, nothing is left before the words', () => {
  assert.equal(after('x'.repeat(200)), '');
});
