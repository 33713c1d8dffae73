// Before what was decided is lost the browser asks, and only then.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mustAsk } from '../../src/koreamap/frontend/review/leaving.js';

const hold = (isAtRisk, isConnected) => ({ root: { isConnected }, path: '/documents', isAtRisk });

test('what is decided and not kept is asked about, on its page and behind another', () => {
  assert.equal(mustAsk(hold(true, true), '/documents'), true);
  assert.equal(mustAsk(hold(true, false), '/help'), true);
});

test('nobody is asked about what is kept, closed, or was never there', () => {
  assert.equal(mustAsk(hold(false, true), '/documents'), false);
  assert.equal(mustAsk(hold(false, false), '/help'), false);
  assert.equal(mustAsk(hold(true, false), '/documents'), false);
  assert.equal(mustAsk(null, '/documents'), false);
});
