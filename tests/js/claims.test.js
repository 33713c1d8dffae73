// The list of claims: in which order they stand.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOrder, orderClaims, turnOrder } from '../../src/koreamap/frontend/claims/claim_order.js';

const CLAIMS = [
  ['r1', 'r', 'not testable', 'a judgement'],
  ['r2', 'r', 'contradicted', '94 km'],
  ['r3', 'r', 'supported', '1,200 km'],
  ['l1', 'l', 'context', ''],
  ['l2', 'l', 'supported', '12 islands'],
  ['l3', 'l', 'not testable', 'no source read'],
  ['l4', 'l', 'supported', '94 km'],
].map(([id, document, verdict, figure_text]) => ({ id, document, verdict, figure_text }));

function order(sort) {
  const { tested, untested } = orderClaims(CLAIMS, ['r', 'l'], sort);
  return [tested, untested].map((claims) => claims.map(({ id }) => id).join(' '));
}

test('what was tested stands first, by document and verdict, and what nothing can test after it', () => {
  assert.deepEqual(order(''), ['r3 r2 l2 l4 l1', 'r1 l3']);
  assert.deepEqual(order('document'), order(''));
  assert.deepEqual(order('-document'), ['l2 l4 l1 r3 r2', 'l3 r1']);
});

test('claims are sorted by any column, figures by the size of their numbers, and what has none stands last', () => {
  assert.deepEqual(order('claim'), ['r2 r3 l1 l2 l4', 'r1 l3']);
  assert.deepEqual(order('verdict'), ['r3 l2 l4 r2 l1', 'r1 l3']);
  assert.deepEqual(order('-verdict'), ['l1 r2 r3 l2 l4', 'r1 l3']);
  assert.deepEqual(order('figure'), ['l2 r2 l4 r3 l1', 'r1 l3']);
  assert.deepEqual(order('-figure'), ['r3 r2 l4 l2 l1', 'l3 r1']);
});

test('a click on the heading that the claims stand by turns them, and the first order is none in the address', () => {
  assert.deepEqual([turnOrder('', 'document'), turnOrder('-document', 'document')], ['-document', '']);
  assert.deepEqual([turnOrder('', 'figure'), turnOrder('figure', 'figure'), turnOrder('-figure', 'document')], ['figure', '-figure', '']);
  assert.deepEqual(['figure', '-claim', '', 'toString', '--claim'].map(isOrder), [true, true, false, false, false]);
});
