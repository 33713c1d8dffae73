// The language of a document's text: told to the browser, named for its reader; and no link where no address leads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageOf, nameLanguage } from '../../src/koreamap/frontend/reader/language.js';

test('a tag is made even, and what is none is as if nobody had said one', () => {
  assert.equal(languageOf({ language: 'ko-kr' }), 'ko-KR');
  assert.equal(languageOf({ language: '' }), 'en');
  assert.equal(languageOf({}), 'en');
  assert.equal(languageOf({ language: 'Korean, mostly "' }), 'en');
});

test('a language is named in the words of the page', () => {
  assert.equal(nameLanguage({ language: 'ko' }), 'Korean');
  assert.equal(nameLanguage({ language: 'not a tag' }), '');
  assert.equal(nameLanguage({}), '');
});
