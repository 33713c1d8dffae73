// What is said of a link under a quoted passage: its note, or how sure it is.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listLinkNotes } from '../../src/koreamap/frontend/reader/marks.js';

const mention = (changes) => ({ start: 0, exact: 'Korea', note: '', grade: 'exact', ...changes });
const PEOPLE = 'the people of the place, or what is theirs';

test('of a listed name nothing is said', () => {
  assert.deepEqual(listLinkNotes([mention({})]), []);
});

test('the people of a place and a variant are told, the same words once', () => {
  const american = mention({ exact: 'American', grade: 'demonym' });
  const variant = mention({ exact: 'Paengyong-do', grade: 'variant', start: 40 });
  assert.deepEqual(listLinkNotes([american, { ...american, start: 9 }, variant]), [
    ['American', PEOPLE],
    ['Paengyong-do', 'a spelling or a compound of the name'],
  ]);
});

test('what a person noted is told instead, once for two places of one span and again at another', () => {
  const noted = mention({ exact: 'the line', note: 'the NLL', grade: 'demonym' });
  assert.deepEqual(listLinkNotes([noted, { ...noted, place: 'other' }, { ...noted, start: 7 }]), [
    ['the line', 'the NLL'],
    ['the line', 'the NLL'],
  ]);
});
