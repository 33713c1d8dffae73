// Searching: what counts as the same, what comes first, and what a snippet shows.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { foldText, readWords } from '../../src/koreamap/frontend/reader/folding.js';
import { countMistakes } from '../../src/koreamap/frontend/reader/near_words.js';
import { buildSearch } from '../../src/koreamap/frontend/reader/search.js';

function place(id, ...names) {
  return { id, names: names.map((text) => ({ text })) };
}

/** A corpus of places with so many mentions, of passages with these texts, and of what else is given. */
function corpusOf(places, texts = [], counts = {}, { cards = [], claims = [], labels = [], mentions = {} } = {}) {
  const passages = texts.map((text, i) => {
    const characters = [...text];
    const document = { id: 'd', slice: (start, end) => characters.slice(start, end).join('') };
    return [`p${i}`, { id: `p${i}`, slices: [[0, characters.length]], document }];
  });
  return {
    places: new Map(places.map((each) => [each.id, each])),
    passages: new Map(passages),
    cards: new Map(cards.map((card) => [card.id, card])),
    claims: new Map(claims.map((claim) => [claim.id, claim])),
    labels,
    mentionsOf: (id) => Array(counts[id] ?? 0).fill(null),
    mentionsIn: (id) => mentions[id] ?? [],
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
  const lists = { places: [], labels: [], passages: [], claims: [], notes: [] };
  const nothing = { ...lists, more: 0, moreClaims: 0, moreNotes: 0, guesses: { places: [], words: null } };
  for (const query of ['', '  ', '’-,']) assert.deepEqual(buildSearch(corpusOf([place('a', 'A')], ['a']))(query), nothing);
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

test('a hyphen may be there or not, in the text and in what is typed', () => {
  const texts = ['a cease-fire line', 'a cease\u2010fire line', 'the ceasefire', 'the cease fire', 'a ceased fire', 'cease \u2014 fire'];
  assert.deepEqual(passagesFor(texts, 'ceasefire'), ['p0', 'p1', 'p2']);
  for (const typed of ['cease-fire', 'cease fire']) assert.deepEqual(passagesFor(texts, typed).slice(0, 4), ['p0', 'p1', 'p2', 'p3']);
  assert.deepEqual(placesFor(corpusOf([place('a', 'Cheorwon-gun')]), 'cheorwongun'), ['a']);
});

test('a wrong, missing, surplus or swapped letter is one mistake', () => {
  for (const typed of ['panmunjon', 'panmujom', 'pannmunjom', 'pamnunjom']) assert.equal(countMistakes(typed, 'panmunjom').whole, 1);
  assert.deepEqual(countMistakes('panmunjom', 'panmunjom'), { whole: 0, start: 0 });
  assert.deepEqual(countMistakes('pammun', 'panmunjom'), { whole: 4, start: 1 });
  assert.deepEqual(countMistakes('', 'abc'), { whole: 3, start: 0 });
  assert.equal(countMistakes('kitten', 'sitting').whole, 3);
});

test('a name with a wrong letter is guessed, and a name that is found leaves no guess', () => {
  const search = buildSearch(corpusOf([place('a', 'Panmunjom'), place('b', 'Port Panmunjon'), place('c', 'Osan'), place('d', 'Wonsan')]));
  const guessed = (query) => search(query).guesses.places.map(({ place: { id } }) => id);
  assert.deepEqual(guessed('panmunjum'), ['a', 'b'], 'and words within a name');
  assert.deepEqual(guessed('pammun'), ['a', 'b'], 'while it is being typed');
  assert.deepEqual(guessed('osam'), ['c']);
  assert.deepEqual(guessed('osan'), []);
  assert.deepEqual(guessed('osa'), []);
  assert.deepEqual(guessed('xyzzy'), []);
});

test('a number is never mended', () => {
  const { guesses } = buildSearch(corpusOf([place('a', '1953')], ['in 1953']))('1952');
  assert.deepEqual(guesses, { places: [], words: null });
});

test('a word that no text has is mended by the commonest that is a letter away', () => {
  const search = buildSearch(corpusOf([], ['the line', 'a line of mine', 'the cease-fire']));
  assert.equal(search('the lyne').guesses.words, 'the line');
  assert.equal(search('ceasefirre').guesses.words, 'ceasefire');
  assert.equal(search('lin').guesses.words, null, 'which begins a word');
  assert.equal(search('zebra').guesses.words, null);
  assert.equal(search('line').guesses.words, null);
});

test('a label of the map is found unless a place bears its name', () => {
  const labels = [
    { id: 'label-a', names: [{ text: 'Busan' }, { text: '부산' }] },
    { id: 'label-b', names: [{ text: 'Seoul' }] },
  ];
  const search = buildSearch(corpusOf([place('seoul', 'Seoul')], [], {}, { labels }));
  const found = (query) => search(query).labels.map(({ id }) => id);
  assert.deepEqual([found('busan'), found('부산'), found('seoul')], [['label-a'], ['label-a'], []]);
});

test('claims are found by all words of title, quote and summary, those with them in the title first', () => {
  const claims = [
    { id: 'a', title: 'Miles', exact: 'along three nautical miles', summary: 'So far it was.' },
    { id: 'b', title: 'Three miles', exact: 'x', summary: 'y' },
    { id: 'c', title: 'Two miles', exact: 'x', summary: 'y' },
  ];
  const { claims: found, moreClaims } = buildSearch(corpusOf([], [], {}, { claims }))('three miles');
  assert.deepEqual([found.map(({ id }) => id), moreClaims], [['b', 'a'], 0]);
});

test('a name and a word find the passage that names the place otherwise', () => {
  const mentions = { p0: [{ place: 'nll', features: [], exact: 'this\nline' }], p1: [{ place: 'mdl', features: ['nll'], exact: 'lines' }] };
  const places = [place('nll', 'Northern Limit Line', 'NLL')];
  const corpus = corpusOf(places, ['In 1953 this line stood.', 'Both lines of 1953.', 'In 1953.', 'This line.'], {}, { mentions });
  for (const query of ['nll 1953', '1953 northern limit line']) {
    const { passages, places: named } = buildSearch(corpus)(query);
    assert.deepEqual(passages.map(shown), ['In [1953] [this line] stood.', 'Both [lines] of [1953].']);
    assert.deepEqual(
      named.map(({ place: { id } }) => id),
      ['nll'],
    );
  }
});

test('a note is found by its words, a card without one by none', () => {
  const cards = [
    { id: 'nll', note: 'Other pages speak of twelve points.' },
    { id: 'mdl', note: '' },
  ];
  const found = buildSearch(corpusOf([], [], {}, { cards }))('twelve');
  assert.deepEqual(
    found.notes.map((each) => [each.card.id, shown(each)]),
    [['nll', 'Other pages speak of [twelve] points.']],
  );
  assert.deepEqual([found.passages, found.moreNotes], [[], 0]);
});
