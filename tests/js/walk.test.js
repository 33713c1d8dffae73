// The walk through a document: the order of its stops, where a step leads, and which stop is being read.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findWalk, indexOfStop, inReadingOrder, listStops, nextStop, stopRead, tellWalk } from '../../src/koreamap/frontend/walk/stops.js';

const passage = (id, section, more = {}) => ({ id, section, kind: 'paragraph', ...more });
const note = (id, section) => passage(id, section, { kind: 'footnote' });
const RECORD = {
  id: 'd',
  passages: [
    passage('p1', '1', { notes: [[3, 'n1']] }),
    note('n1', '1'),
    passage('p2', '1', {
      notes: [
        [9, 'n2'],
        [12, 'n1'],
      ],
    }),
    note('n2', '1'),
    passage('p3', '2'),
    note('n9', '2'),
  ],
}; // prettier-ignore

const mention = (key, place, start, end = start + 2) => ({ key, place, start, end });
const MENTIONS = {
  p1: [mention('b', 'mdl', 20), mention('a', 'nll', 5)],
  p2: [mention('d', 'islands', 1, 30), mention('e', 'rok', 1, 4), mention('f', 'rok', 9)],
  n1: [mention('c', 'mdl', 2)],
  p3: [mention('g', 'rok', 7)],
};
const CORPUS = {
  documents: new Map([['d', RECORD]]),
  places: new Map([['rok', { title: 'Republic of Korea' }]]),
  mentionsIn: (id) => (MENTIONS[id] ?? []).map((one) => ({ ...one, passage: id })),
};

test('footnotes are read after the section in which they are called, the others at the end', () => {
  const groups = inReadingOrder(RECORD).map(({ areNotes, passages }) => [areNotes, passages.map(({ id }) => id).join(' ')]);
  assert.deepEqual(groups, [
    [false, 'p1'],
    [false, 'p2'],
    [true, 'n1 n2'],
    [false, 'p3'],
    [true, 'n9'],
  ]);
});

test('the walk has every mention once, in the order of the text, the wider of two before what it holds', () => {
  const { mentions } = findWalk(CORPUS, 'd');
  assert.equal(mentions.map(({ key }) => key).join(''), 'abdefcg');
  assert.equal(findWalk(CORPUS, 'd'), findWalk(CORPUS, 'd'), 'it is made once');
});

test('a stop is a place: mentions of it that follow each other in a passage are one', () => {
  const { stops } = findWalk(CORPUS, 'd');
  assert.deepEqual(
    stops.map(({ from, keys, to }) => [keys.join(''), from, to]),
    [
      ['a', 1, 1],
      ['b', 2, 2],
      ['d', 3, 3],
      ['ef', 4, 5],
      ['c', 6, 6],
      ['g', 7, 7],
    ],
  );
  assert.deepEqual([indexOfStop(stops, 'f'), indexOfStop(stops, 'nosuch'), indexOfStop(stops, '')], [3, -1, -1]);
  assert.deepEqual(listStops([]), []);
});

const PART = { top: 100, height: 100, all: 1000 };
const TOPS = [10, 90, 120, 180, 300];
const next = (at, way, more = {}) => nextStop(TOPS, { at, isElsewhere: false, part: PART, ...more }, way);

test('a step leads to the neighbour, and nowhere from the ends', () => {
  assert.deepEqual([next(1, 1), next(1, -1), next(4, 1), next(0, -1)], [2, 0, -1, -1]);
});

test('who scrolled away steps on from what is on screen', () => {
  const isElsewhere = true;
  assert.deepEqual([next(4, 1, { isElsewhere }), next(4, -1, { isElsewhere })], [2, 1]);
  assert.deepEqual([next(2, 1, { isElsewhere }), next(2, -1, { isElsewhere })], [3, 1], 'the present stop is still on screen');
  assert.deepEqual([next(-1, 1), next(-1, -1)], [2, 1], 'no stop was chosen yet');
  const [end, start] = [900, 0].map((top) => ({ part: { ...PART, top }, isElsewhere }));
  assert.deepEqual([next(0, 1, end), next(4, -1, start)], [-1, -1], 'there is no further one');
});

test('what is read is the last stop above a line that comes by each of them', () => {
  const tops = [10, 400, 420, 995];
  const read = (top) => stopRead(tops, { top, height: 200, all: 1000 });
  assert.equal(read(0), 0, 'at the beginning the first one on screen');
  assert.deepEqual([read(300), read(330), read(340)], [1, 1, 2]);
  assert.equal(read(500), -1, 'none is on screen');
  assert.equal(read(800), 3, 'at the end the last one');
  const met = new Set(Array.from({ length: 801 }, (_, top) => read(top)));
  assert.deepEqual([...met].sort(), [-1, 0, 1, 2, 3]);
});

test('a text that needs no scrolling is read from its first stop', () => {
  assert.equal(stopRead([10, 20], { top: 0, height: 200, all: 200 }), 0);
  assert.equal(stopRead([], { top: 0, height: 200, all: 200 }), -1);
});

test('it is said which mention of how many, and of which place', () => {
  const say = (key) => tellWalk({ tab: 'd', mention: key }, CORPUS);
  assert.equal(say('a'), 'Mention 1 of 7: nll');
  assert.equal(say('f'), 'Mentions 4 to 5 of 7: Republic of Korea');
  assert.equal(say('g'), 'Mention 7 of 7, the last: Republic of Korea');
  assert.deepEqual([say('nosuch'), tellWalk({ tab: 'feature', mention: 'a' }, CORPUS)], ['', '']);
});
