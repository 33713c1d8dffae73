// The ruler of the years: what a date means in days, where the ruler rests, and what stood at a date.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { listRests, placeOf, readDate, writeDate } from '../../src/koreamap/frontend/time/calendar.js';
import { makeDateButton } from '../../src/koreamap/frontend/time/date_button.js';
import { MapTime } from '../../src/koreamap/frontend/time/map_time.js';
import { countStandings, standingAt, tellStandings } from '../../src/koreamap/frontend/time/standing.js';

const YEARS = [1945, 2026];
const at = (text) => readDate(text, YEARS);

test('a year, a month and a day are read as their days', () => {
  assert.deepEqual(at('1953'), { date: '1953', first: '1953-01-01', last: '1953-12-31' });
  assert.deepEqual(at('1952-02'), { date: '1952-02', first: '1952-02-01', last: '1952-02-29' });
  assert.deepEqual(at('1953-07-27'), { date: '1953-07-27', first: '1953-07-27', last: '1953-07-27' });
});

test('what the ruler does not have is no date', () => {
  const strange = ['', '1944', '2027', '1953-00', '1953-13', '1953-02-29', '1953-07-00', '1953~', '1953/1954', ' 1953', '195', '__proto__'];
  for (const text of strange) assert.equal(at(text), null, text);
});

test('a text without a date, or with one that no map can be set to, has no way to the map of its time', () => {
  for (const date of ['', '1953~', '1953/1954', 'unknown'])
    assert.equal(
      makeDateButton({ document: { date } }, () => {}),
      null,
      date,
    );
});

test('a date is written in words', () => {
  assert.deepEqual(['1953-07-27', '1951-02', '1973', '1953?'].map(writeDate), ['27 July 1953', 'February 1951', '1973', '1953?']);
});

test('the ruler rests on every year and on its stops, in their order', () => {
  const stops = [
    { date: '1953-07-27', title: 'Armistice' },
    { date: '1953-08', title: 'Line' },
    { date: '1955', title: 'A year' },
  ];
  const rests = listRests({ years: [1952, 1955], stops });
  const dates = rests.map(({ days }) => days.date);
  assert.deepEqual(dates, ['1952', '1953', '1953-07-27', '1953-08', '1954', '1955']);
  assert.deepEqual(
    rests.filter(({ isStop }) => isStop).map(({ title }) => title),
    ['Armistice', 'Line', 'A year'],
  );
  assert.equal(placeOf(at('1953')), 1953);
  assert.ok(placeOf(at('1953-12-31')) < 1954);
});

// [first possible, first sure, last sure, last possible, how]
const PARALLEL = ['1945-08-01', '1945-08-31', '1953-07-27', '1953-07-27', 'dated'];
const LINE = ['1953-08-30', '1973-12-20', '', '', 'dated'];
const BASE = ['', '2007-05-02', '', '', 'undated'];
const ISLAND = ['', '', '', '', 'lasting'];
const NEVER = ['', '', '', '', 'undated'];

test('a thing stands between its dates, on the very first and last day too', () => {
  const standings = ['1945-07', '1945-08', '1950-06-25', '1953-07-27', '1953-07-28', '1953', '1954'].map((day) =>
    standingAt(PARALLEL, at(day)),
  );
  assert.deepEqual(standings, ['later', 'there', 'there', 'there', 'earlier', 'there', 'earlier']);
});

test('within a date that is known to the month only, a thing stands perhaps', () => {
  assert.equal(standingAt(PARALLEL, at('1945-08-01')), 'perhaps', 'on the first day already');
  assert.equal(standingAt(PARALLEL, at('1945-08-15')), 'perhaps');
  assert.equal(standingAt(PARALLEL, at('1945-08-31')), 'there');
});

test('a doubtful beginning is perhaps until something attests it', () => {
  const standings = ['1953-08-29', '1953-08', '1960', '1973-12-19', '1973', '2007'].map((day) => standingAt(LINE, at(day)));
  assert.deepEqual(standings, ['later', 'perhaps', 'perhaps', 'perhaps', 'there', 'there']);
});

test('what has no date stays: land and water as ever, the rest perhaps until it is attested', () => {
  assert.deepEqual(
    ['1945', '2006', '2007'].map((year) => standingAt(BASE, at(year))),
    ['perhaps', 'perhaps', 'there'],
  );
  assert.equal(standingAt(ISLAND, at('1945')), 'there');
  assert.equal(standingAt(NEVER, at('2026')), 'perhaps');
  assert.equal(standingAt(undefined, at('1945')), 'there');
});

test('the ruler says in words what it hides and what stays', () => {
  const say = (date, isDimmed = false) => tellStandings(countStandings([PARALLEL, LINE, BASE, ISLAND, NEVER], at(date)), isDimmed);
  assert.equal(say('1950'), '1 place is dated later: not drawn. 2 have no known date: they stay, marked “?”.');
  assert.equal(
    say('1960', true),
    '1 place is over by then: dimmed. 1 place is dated only roughly, 2 have no known date: they stay, marked “?”.',
  );
  assert.equal(
    say('1945-08-15'),
    '1 place is dated later: not drawn. 1 place is dated only roughly, 2 have no known date: they stay, marked “?”.',
  );
  const nothing = tellStandings(countStandings([ISLAND], at('1945')), false);
  assert.equal(nothing, 'Nothing on these layers is dated otherwise.');
  const both = tellStandings({ there: 0, perhaps: 0, undated: 1, later: 3, earlier: 2 }, false);
  assert.equal(both, '3 places are dated later and 2 are over by then: not drawn. 1 has no known date: it stays, marked “?”.');
});

test('what is over is hidden, or dimmed where a person asked for it or selected it; nothing is without a date', () => {
  const looks = (date, isDimmed) => {
    const time = { days: date && at(date), isDimmed, spans: { lines: { line: LINE, parallel: PARALLEL } } };
    const look = (id, isSelected) => MapTime.prototype.lookOf.call(time, { id, layer: { id: 'lines' } }, isSelected);
    return [look('line', false), look('parallel', false), look('parallel', true)];
  };
  assert.deepEqual(looks('1990', false), ['there', 'hidden', 'dimmed']);
  assert.deepEqual(looks('1990', true), ['there', 'dimmed', 'dimmed']);
  assert.deepEqual(looks('1960', false), ['perhaps', 'hidden', 'dimmed']);
  assert.deepEqual(looks('', false), ['there', 'there', 'there']);
});
