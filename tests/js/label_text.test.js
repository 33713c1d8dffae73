// Wordings and hands of names.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { basemapLettering, basemapLines, featureWordings, listLanguages, setText } from '../../src/koreamap/frontend/map/label_text.js';

const STYLE = { size_px: 10, italic: false, suffix: '' };
const wordsOf = (wordings) => wordings.map((lines) => lines.map((runs) => runs.map(({ text }) => text)));

test('a feature is written with Hangul under English, or in English alone', () => {
  assert.deepEqual(wordsOf(featureWordings({ name: 'Kaesong', name_ko: '개성' }, STYLE, false)), [[['Kaesong'], ['개성']], [['Kaesong']]]);
});

test('both names, the one that is asked for, or English where there is no other', () => {
  const place = { name: 'Kaesong', name_ko: '개성', date_label: '2002' };
  assert.deepEqual(wordsOf(featureWordings(place, STYLE, false, ['ko', 'en']))[0], [['2002 개성'], ['2002 Kaesong']]);
  assert.deepEqual(wordsOf(featureWordings(place, STYLE, false, ['ko'])), [[['2002 개성']], [['2002']]]);
  assert.deepEqual(wordsOf(featureWordings(place, STYLE, false, ['en'])), [[['2002 Kaesong']], [['2002']]]);
  assert.deepEqual(wordsOf(featureWordings({ name: 'Sado' }, STYLE, false, ['ko'])), [[['Sado']]]);
  const town = (languages) => basemapLines({ name: 'Haeju', name_ko: '해주' }, basemapLettering('city'), languages).map(([run]) => run);
  assert.deepEqual(
    town(['ko', 'en']).map(({ text, lang }) => [text, lang]),
    [
      ['해주', 'ko'],
      ['Haeju', undefined],
    ],
  );
  const [first, second] = town(['ko', 'en']);
  assert.ok(first.size > second.size);
  assert.equal(town(['ko']).length, 1);
});

test('Hangul alone says what the English says of its doubt', () => {
  const waterway = { name: 'Waterway 1', label: 'waterway 1 (schematic) ?', name_ko: '제1수로' };
  assert.deepEqual(wordsOf(featureWordings(waterway, STYLE, false, ['ko'])), [[['제1수로 (schematic) ?']]], 'the page speaks English');
  assert.deepEqual(wordsOf(featureWordings(waterway, STYLE, false))[0], [['waterway 1 (schematic) ?'], ['제1수로']]);
});

test('an address names one language or both; both begin with that of the page', () => {
  assert.deepEqual(listLanguages('ko'), ['ko']);
  assert.deepEqual(listLanguages('en'), ['en']);
  assert.deepEqual(listLanguages('en-ko'), ['en', 'ko'], 'the page speaks English');
  assert.deepEqual(listLanguages(), ['en', 'ko']);
});

test('a label’s own words stand for the name', () => {
  assert.deepEqual(wordsOf(featureWordings({ name: 'Northern Limit Line', label: 'NLL' }, STYLE, false)), [[['NLL']]]);
});

test('a date goes before the words, unless they hold it, and may stand alone', () => {
  assert.deepEqual(wordsOf(featureWordings({ name: 'clash', date_label: '2002' }, STYLE, false)), [[['2002 clash']], [['2002']]]);
  assert.deepEqual(wordsOf(featureWordings({ name: 'clash of 2002', date_label: '2002' }, STYLE, false))[0], [['clash of 2002']]);
});

test('what a layer adds to each name follows it in a smaller, slanted, lighter hand', () => {
  const [[[name, suffix]]] = featureWordings({ name: 'Corridor' }, { ...STYLE, suffix: 'schematic' }, false);
  assert.deepEqual([name.text, suffix.text], ['Corridor', ' schematic']);
  assert.ok(suffix.size < name.size && suffix.weight < name.weight && suffix.italic && suffix.light && !name.light);
});

test('what is selected is written in a bolder hand', () => {
  const weightOf = (isSelected) => featureWordings({ name: 'Kaesong' }, STYLE, isSelected)[0][0][0].weight;
  assert.ok(weightOf(true) > weightOf(false));
});

test('Hangul is smaller than the English above it, and says its language', () => {
  const [[[english], [hangul]]] = featureWordings({ name: 'Kaesong', name_ko: '개성' }, STYLE, false);
  assert.ok(hangul.size < english.size);
  assert.equal(hangul.lang, 'ko');
  const [[above], [below]] = basemapLines({ name: 'Haeju', name_ko: '해주' }, basemapLettering('city'));
  assert.deepEqual([above.text, below.text, below.lang], ['Haeju', '해주', 'ko']);
});

test('a sea is slanted, a country in capitals, and an unknown kind is written as a town', () => {
  const [[sea]] = basemapLines({ name: 'Yellow Sea' }, basemapLettering('water'));
  const [[country]] = basemapLines({ name: 'Japan' }, basemapLettering('country'));
  assert.ok(sea.italic && !country.italic);
  assert.deepEqual([sea.text, country.text], ['Yellow Sea', 'JAPAN']);
  assert.equal(basemapLettering('hamlet'), basemapLettering('city'));
  assert.equal(basemapLettering(), basemapLettering('city'));
});

test('a country’s long name breaks at the space nearest its middle, a short one nowhere', () => {
  const linesOf = (name) => basemapLines({ name }, basemapLettering('country')).map(([{ text }]) => text);
  assert.deepEqual(linesOf('Democratic People’s Republic of Korea'), ['DEMOCRATIC PEOPLE’S', 'REPUBLIC OF KOREA']);
  assert.deepEqual(linesOf('Republic of Korea'), ['REPUBLIC OF KOREA']);
  const whole = basemapLines({ name: 'Democratic People’s Republic of Korea', name_ko: '북한' }, basemapLettering('country'));
  assert.equal(whole.length, 3, 'Hangul stands under both lines');
  assert.deepEqual(linesOf('Nameswithoutanyspace'), ['NAMESWITHOUTANYSPACE']);
});

test('a text is as wide as its widest line and as high as all of them', () => {
  const lines = [
    [{ text: 'four', size: 10, weight: 400 }],
    [
      { text: 'a', size: 5, weight: 400 },
      { text: 'b', size: 8, weight: 400 },
    ],
  ];
  const text = setText(lines, (run) => run.text.length * run.size);
  assert.deepEqual(
    text.lines.map(({ width, size }) => [width, size]),
    [
      [40, 10],
      [13, 8],
    ],
  );
  assert.equal(text.width, 40);
  assert.ok(Math.abs(text.height - 18 * 1.14) < 1e-9);
});
