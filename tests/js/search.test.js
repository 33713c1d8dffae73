// Searching: what counts as the same, what comes first, and what a snippet shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { buildSearch, foldText, readWords } from '../../src/koreamap/frontend/reader/search.js';

function place(id, ...names) {
  return { id, names: names.map((text) => ({ text })) };
}

/** A corpus of places with so many mentions, and of passages with these texts. */
function corpusOf(places, texts = [], counts = {}) {
  const passages = texts.map((text, i) => {
    const characters = [...text];
    const document = { id: 'd', slice: (start, end) => characters.slice(start, end).join('') };
    return [`p${i}`, { id: `p${i}`, slices: [[0, characters.length]], document }];
  });
  return {
    places: new Map(places.map((each) => [each.id, each])),
    passages: new Map(passages),
    mentionsOf: (id) => Array(counts[id] ?? 0).fill(null),
  };
}

const placesFor = (corpus, query) => buildSearch(corpus)(query).places.map(({ place: { id } }) => id);
const passagesFor = (texts, query) => buildSearch(corpusOf([], texts))(query).passages.map(({ passage: { id } }) => id);
const shown = ({ snippet }) => snippet.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('');

test('case, diacritics, apostrophes and dashes do not matter', () => {
  const folded = (text) => foldText(text).folded;
  assert.equal(folded('P’yŏngyang'), 'pyongyang');
  assert.equal(folded("P'yongyang"), folded('PYONGYANG'));
  assert.deepEqual(readWords('Wŏnsan–Line, (38th)'), ['wonsan', 'line', '38th']);
  assert.equal(folded('Straße'), 'strasse');
});

test('each folded letter knows where it came from', () => {
  const { folded, starts } = foldText('a\u{1f1f0}’ŏ');
  assert.equal(folded[0], 'a');
  assert.equal(starts[0], 0);
  assert.equal(starts[folded.indexOf('o')], 4, 'after a letter of two units and a dropped apostrophe');
  assert.equal(starts.at(-1), 5);
});

test('nothing typed finds nothing', () => {
  for (const query of ['', '  ', '’-,'])
    assert.deepEqual(buildSearch(corpusOf([place('a', 'A')], ['a']))(query), { places: [], passages: [], more: 0 });
});

test('half a Hangul syllable finds the whole', () => {
  assert.deepEqual(placesFor(corpusOf([place('kaesong', 'Kaesong', '개성')]), '개서'), ['kaesong']);
});

test('the whole name comes first, then its beginning, a later word, and letters within', () => {
  const places = [place('a', 'Panmunjom'), place('b', 'Old Munj'), place('c', 'Munjang'), place('d', 'Munj')];
  assert.deepEqual(placesFor(corpusOf(places), 'munj'), ['d', 'c', 'b', 'a']);
});

test('letters within a name count from three on', () => {
  const corpus = corpusOf([place('a', 'Panmunjom')]);
  assert.deepEqual([placesFor(corpus, 'mu'), placesFor(corpus, 'mun')], [[], ['a']]);
});

test('of equally good places the one mentioned more comes first, then by id; eight at most', () => {
  const places = Array.from({ length: 10 }, (_none, i) => place(`p${i}`, `Port ${i}`));
  assert.deepEqual(placesFor(corpusOf(places, [], { p7: 3, p4: 9 }), 'port'), ['p4', 'p7', 'p0', 'p1', 'p2', 'p3', 'p5', 'p6']);
});

test('a place is found by any of its names, and that name is shown', () => {
  const corpus = corpusOf([place('sea', 'East Sea', 'Sea of Japan')]);
  const [found] = buildSearch(corpus)('sea of jap').places;
  assert.equal(found.name.text, 'Sea of Japan');
});

test('spaces in a name do not matter', () => {
  assert.deepEqual(placesFor(corpusOf([place('a', 'Yeonpyeong do')]), 'yeonpyeongdo'), ['a']);
});

test('passages that hold the phrase come before those that hold its words apart', () => {
  assert.deepEqual(passagesFor(['line of the limit', 'the limit line', 'neither', 'limit only'], 'limit line'), ['p1', 'p0']);
});

test('a passage is found at the beginning of words only', () => {
  assert.deepEqual(passagesFor(['the island', 'land and sea'], 'land'), ['p1']);
});

test('what is typed is never read as a pattern', () => {
  assert.deepEqual(passagesFor(['abc', 'a+b'], 'a.c'), []);
  assert.deepEqual(passagesFor(['aa', 'a+b'], 'a+'), ['p1']);
});

test('a snippet marks its hits as they are written', () => {
  const [found] = buildSearch(corpusOf([], ['At P’yŏngyang they met; Pyongyang it was.']))('pyongyang').passages;
  assert.equal(shown(found), 'At [P’yŏngyang] they met; [Pyongyang] it was.');
});

test('a snippet marks the whole of a letter of two units', () => {
  const [found] = buildSearch(corpusOf([], ['the letter \u{10348} it is']))('\u{10348}').passages;
  assert.equal(shown(found), 'the letter [\u{10348}] it is');
});

test('a snippet is cut between words and says so', () => {
  const far = 'word '.repeat(40);
  const text = shown(buildSearch(corpusOf([], [`${far}target ${far}`]))('target').passages[0]);
  assert.match(text, /^… word .*word \[target\] word.* …$/);
  assert.ok(text.length < 260);
});

test('twenty-four passages are shown and the others counted', () => {
  const { passages, more } = buildSearch(corpusOf([], Array(30).fill('the line')))('line');
  assert.deepEqual([passages.length, more], [24, 6]);
});
