// The title of the document.

import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { claims } from '../../src/koreamap/frontend/claims/claims_room.js';
import { parse, readParameters, write } from '../../src/koreamap/frontend/explorer/address.js';
import { explore } from '../../src/koreamap/frontend/explorer/explore.js';
import { composeTitle, holdTitle } from '../../src/koreamap/frontend/explorer/title.js';

const passage = { id: 'lee-2007/1/p2', label: '1', kind: 'paragraph', pages: [], document: { id: 'lee-2007' } };
const CORPUS = {
  cards: new Map([['nll', { title: 'Northern Limit Line' }]]),
  documents: new Map([['lee-2007', { short_title: 'Lee 2007' }]]),
  findings: new Map([['three-miles', { title: 'Three miles' }]]),
  passages: new Map([[passage.id, passage]]),
};
const HOME = { feature: '', tab: 'feature', passage: '', date: '' };
const titleOf = (view) => composeTitle(explore.titleOf({ ...HOME, ...view }, CORPUS), 'Whole');

test('a title says what is shown: a place, a document, a date, a claim', () => {
  assert.equal(titleOf({}), 'Whole');
  assert.equal(titleOf({ feature: 'nll' }), 'Northern Limit Line · koreamap');
  assert.equal(titleOf({ tab: 'lee-2007' }), 'Lee 2007 · koreamap');
  assert.equal(
    titleOf({ tab: 'lee-2007', feature: 'nll', date: '1953-07-27' }),
    'Lee 2007 · Northern Limit Line · 27 July 1953 · koreamap',
  );
  assert.equal(composeTitle(claims.titleOf({ claim: '' }, CORPUS)), 'Claims · koreamap');
  assert.equal(composeTitle(claims.titleOf({ claim: 'three-miles' }, CORPUS)), 'Three miles · Claims · koreamap');
});

test('a passage is named in the title of its own document alone', () => {
  assert.match(titleOf({ tab: 'lee-2007', passage: passage.id }), /^Lee 2007, .+ · koreamap$/);
  assert.equal(titleOf({ feature: 'nll', passage: passage.id }), 'Northern Limit Line · koreamap');
});

let watching = [];

beforeEach(() => {
  watching = [];
  globalThis.MutationObserver = class {
    constructor(onChange) {
      this.onChange = onChange;
    }

    observe() {
      watching.push(this.onChange);
    }

    disconnect() {
      watching = watching.filter((each) => each !== this.onChange);
    }
  };
  Object.assign(document, { title: 'Streamlit', head: { querySelector: () => ({ getAttribute: () => 'Whole' }) } });
});

const overwrite = () => {
  document.title = 'Streamlit';
  for (const onChange of watching) onChange();
  return document.title;
};

test('the title is written again where Streamlit writes its own, but never over another page’s', () => {
  let isHere = true;
  const title = holdTitle(() => isHere);
  title.enter();
  title.say(['Northern Limit Line']);
  assert.equal(overwrite(), 'Northern Limit Line · koreamap');
  title.say([]);
  assert.equal(document.title, 'Whole');
  isHere = false;
  assert.equal(overwrite(), 'Streamlit');
  isHere = true;
  title.leave();
  assert.equal(overwrite(), 'Streamlit');
  title.enter();
  assert.equal(document.title, 'Whole');
});

test('a hostile name is words in the title, and is not in the address', () => {
  const evil = '</title><script>alert(1)</script>\u202e';
  document.title = 'before';
  const title = holdTitle(() => true);
  title.enter();
  title.say([evil]);
  assert.equal(document.title, `${evil} · koreamap`, 'as text, which no browser reads as markup');
  title.leave();
  const known = { hasPlace: () => true, hasDocument: () => true, documentOf: () => 'd', firstMention: () => '', hasMatter: () => true };
  const names = ['feature', 'doc', 'passage', 'layers', 'sides', 'date', 'others', 'labels', 'at'];
  for (const name of names) {
    const { view, at } = parse(`?${new URLSearchParams({ [name]: evil })}`, {
      ...known,
      layers: [],
      takeLayers: () => [],
      hasDate: () => true,
    });
    assert.doesNotMatch(write({ view, at }, ''), /[<>"'\s\u202e]/, name);
    assert.ok(!view.message.includes(evil), 'and no message repeats it');
  }
});

test('of an address no more is read than anybody could mean', () => {
  assert.deepEqual(readParameters(`?feature=${'a'.repeat(5000)}`, ['feature', 'doc']), { feature: 'a'.repeat(1000), doc: '' });
});
