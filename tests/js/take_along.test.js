// What a card lets its reader save: the place's features as their file has them, and citations with the link and the day.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citePlace, collectFeatures, writeBibtex, writeCsl } from '../../src/koreamap/frontend/reader/take_along.js';

const feature = (id, properties) => ({ type: 'Feature', id, properties, geometry: { type: 'Point', coordinates: [124.7, 37.9] } });
const lines = {
  type: 'FeatureCollection',
  title: 'Lines',
  attribution: 'A',
  license: 'ODbL-1.0',
  features: [feature('one', { method: 'drawn', accuracy_m: 30, status: 'disputed' }), feature('other', {})],
};
const points = { ...lines, title: 'Points', features: [feature('two', { status: 'agreed' })] };

const works = [
  { csl: { id: 'koreamap-one', title: 'One' }, bibtex: '@misc{koreamap-one,\n  title = {{One}},\n}\n' },
  { csl: { id: 'book', URL: 'https://example.org' }, bibtex: '@book{book,\n  url = {https://example.org},\n}\n' },
];
const seen = { link: 'http://127.0.0.1/?feature=one$&', day: [2026, 1, 9] };

test('a place is saved with its own features and no other, as the files of their layers have them', () => {
  const sources = [{ id: 's', title: 'Source', line: 'who · 1953', rows: [] }];
  const saved = collectFeatures({ title: 'Both', features: ['two', 'one'], bbox: [1, 2, 3, 4], sources }, [lines, points]);
  assert.deepEqual(saved.features, [lines.features[0], points.features[0]]);
  assert.deepEqual([saved.type, saved.title, saved.attribution, saved.license], ['FeatureCollection', 'Both', 'A', 'ODbL-1.0']);
  assert.deepEqual(saved.bbox, [1, 2, 3, 4]);
  assert.deepEqual(saved.sources, [{ id: 's', title: 'Source', about: 'who · 1953' }]);
});

test('link and day are told of what was seen, and of nothing else', () => {
  const [first, second] = JSON.parse(writeCsl(works, seen));
  assert.deepEqual(first, { id: 'koreamap-one', title: 'One', URL: seen.link, accessed: { 'date-parts': [[2026, 1, 9]] } });
  assert.deepEqual(second, works[1].csl);
  const entry = `@misc{koreamap-one,\n  title = {{One}},\n  urldate = {2026-01-09},\n  url = {${seen.link}},\n}\n`;
  assert.equal(writeBibtex(works, seen, '% head\n'), `% head\n${entry}\n${works[1].bibtex}`);
});

test('a place is cited by its own id and title, and in TeX by what TeX prints so', () => {
  const place = {
    csl: { id: 'koreamap-PLACE-ID', title: 'PLACE-TITLE' },
    bibtex: '@misc{koreamap-PLACE-ID,\n  title = {{PLACE-TITLE}},\n}\n',
  };
  const told = citePlace({ place, tex: { one: 'A \\& B$&' } }, { id: 'one', title: 'A & B$&' });
  assert.deepEqual(told.csl, { id: 'koreamap-one', title: 'A & B$&' });
  assert.equal(told.bibtex, '@misc{koreamap-one,\n  title = {{A \\& B$&}},\n}\n');
  assert.match(citePlace({ place, tex: {} }, { id: 'two', title: 'Two' }).bibtex, /\{\{Two\}\}/);
});

test('where no link can be followed by others, neither is told', () => {
  const nowhere = { ...seen, link: '' };
  assert.deepEqual(
    JSON.parse(writeCsl(works, nowhere)),
    works.map(({ csl }) => csl),
  );
  assert.equal(writeBibtex(works, nowhere, ''), works.map(({ bibtex }) => bibtex).join('\n'));
});
