// A document of one's own beside the map: which address opens it.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import './page.js';

const { buildKnown } = await import('../../src/koreamap/frontend/explorer/known.js');
const { ownDocument } = await import('../../src/koreamap/frontend/explorer/own_document.js');

const corpus = {
  ...{ cards: new Map(), claims: new Map(), findings: new Map(), mentions: new Map() },
  documents: new Map([['letter', {}]]),
  passages: new Map([['letter/p1', { document: { id: 'letter' } }]]),
  places: new Map([['nll', {}]]),
};
const known = { ...buildKnown({ layers: [] }, corpus), corpus };

test('an address that another document has left opens the one that is here', () => {
  for (const search of ['?doc=gone&feature=nll', '?doc=gone&passage=gone/p1', '?doc=letter&passage=letter/p9', '']) {
    const { at, view } = ownDocument.parse(search, known);
    assert.deepEqual([view.tab, view.passage, view.message, at], ['letter', '', '', null], search);
  }
});

test('what the map does not have is still told beside a document of ones own', () => {
  assert.equal(ownDocument.parse('?feature=nll', known).view.feature, 'nll');
  assert.notEqual(ownDocument.parse('?feature=atlantis', known).view.message, '');
});
