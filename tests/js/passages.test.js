// A passage cut into pieces: mentions that nest and overlap, slices, footnote marks and page marks.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findPieces, locate, readPassage } from '../../src/koreamap/frontend/reader/passages.js';

function passageOf(text, { slices = [[0, text.length]], ...more } = {}) {
  return { slices, document: { slice: (start, end) => text.slice(start, end) }, ...more };
}

const mention = (key, start, end) => ({ key, start, end });
const shown = (pieces) =>
  pieces.map((piece) =>
    piece.type === 'text' ? `${piece.text}${piece.mentions.map(({ key }) => `<${key}`).join('')}` : `{${piece.type} ${piece.label}}`,
  );

test('mentions cut the text where they begin and end, the outermost first', () => {
  const pieces = findPieces(passageOf('Kaesong Industrial Complex'), [mention('city', 0, 7), mention('complex', 0, 26)]);
  assert.deepEqual(shown(pieces), ['Kaesong<complex<city', ' Industrial Complex<complex']);
});

test('mentions that overlap share the piece between', () => {
  assert.deepEqual(shown(findPieces(passageOf('abcdef'), [mention('one', 0, 4), mention('two', 2, 6)])), [
    'ab<one',
    'cd<one<two',
    'ef<two',
  ]);
});

test('of two mentions of the same words the one whose key comes first is outside', () => {
  assert.deepEqual(shown(findPieces(passageOf('ab'), [mention('z', 0, 2), mention('a', 0, 2)])), ['ab<a<z']);
});

test('a mention goes on over a gap between slices, which reads as one space', () => {
  const passage = passageOf('one\n\ntwo', {
    slices: [
      [0, 3],
      [5, 8],
    ],
  });
  assert.deepEqual(shown(findPieces(passage, [mention('all', 0, 8)])), ['one<all', ' <all', 'two<all']);
});

test('a gap without white space joins the halves of a word', () => {
  assert.equal(
    readPassage(
      passageOf('Com[7]plex', {
        slices: [
          [0, 3],
          [6, 10],
        ],
      }),
    ),
    'Complex',
  );
});

test('a title keeps its lines', () => {
  const pieces = findPieces(
    passageOf('One\nTwo', {
      kind: 'title',
      slices: [
        [0, 3],
        [4, 7],
      ],
    }),
  );
  assert.deepEqual(shown(pieces), ['One', '\n', 'Two']);
});

test('a footnote mark hangs on the word before a gap, a page mark stands before the word after it', () => {
  const passage = passageOf('one [n][p] two', {
    slices: [
      [0, 3],
      [11, 14],
    ],
    notes: [[4, 'd/fn1', '1']],
    pages: [[7, '12']],
  });
  assert.deepEqual(shown(findPieces(passage)), ['one', '{note 1}', ' ', '{page 12}', 'two']);
});

test('a mark within a slice stands where it is', () => {
  const passage = passageOf('abcd', { pages: [[2, '7']], notes: [[3, 'd/fn1', '1']] });
  assert.deepEqual(shown(findPieces(passage)), ['ab', '{page 7}', 'c', '{note 1}', 'd']);
});

test('a mark after the last slice comes last', () => {
  assert.deepEqual(shown(findPieces(passageOf('ab [1]', { slices: [[0, 2]], notes: [[3, 'd/fn1', '1']] }))), ['ab', '{note 1}']);
});

test('all pieces together are the passage, whatever is marked', () => {
  const text = 'The line runs north of the islands and south of the coast.';
  for (let i = 0; i < 200; i += 1) {
    const spans = Array.from({ length: i % 7 }, (_none, j) => [(i * 13 + j * 7) % 50, 1 + ((i * 5 + j * 11) % 20)]);
    const mentions = spans.map(([start, length], j) => mention(`m${j}`, start, Math.min(text.length, start + length)));
    const pieces = findPieces(passageOf(text), mentions);
    assert.equal(pieces.map((piece) => piece.text).join(''), text);
    let at = 0;
    for (const piece of pieces) {
      const covering = mentions.filter(({ start, end }) => start <= at && end > at);
      assert.deepEqual(piece.mentions.map(({ key }) => key).sort(), covering.map(({ key }) => key).sort(), `case ${i}`);
      at += piece.text.length;
    }
  }
});

test('as plain text white space is single', () => {
  assert.equal(readPassage(passageOf('  one\n two\t three ')), 'one two three');
});

test('a passage is cited by its label, and by its page where the text marks one', () => {
  assert.equal(locate({ label: '§ 2.C, ¶ 2', page: '166' }), '§ 2.C, ¶ 2 · p. 166');
  assert.equal(locate({ label: '¶ 1', page: '' }), '¶ 1');
});
