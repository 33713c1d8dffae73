// The parts of a finding that need nothing but what it says.

import { capital, drawVerdict } from '../reader/verdict.js';
import { make } from '../shared/dom.js';
import { addressOf } from '../shared/fetch.js';
import { makeSourceList } from '../shared/sources.js';

const AROUND = 200; // characters of the passage on each side of the claim

// The claim with some words on either side, cut between words; marks of notes and pages outside are left out.
export function clipPassage(passage, { start, end }) {
  const [first, last] = [passage.slices[0][0], passage.slices.at(-1)[1]];
  const before = passage.document.slice(Math.max(first, start - AROUND), start).search(/\s/);
  const after = passage.document.slice(end, Math.min(last, end + AROUND)).search(/\s\S*$/);
  const from = start - AROUND <= first || before < 0 ? first : start - AROUND + before + 1;
  const to = end + AROUND >= last || after < 0 ? last : end + after;
  const slices = passage.slices.map(([a, b]) => [Math.max(a, from), Math.min(b, to)]).filter(([a, b]) => a < b);
  const inside = (marks) => (marks ?? []).filter(([offset]) => offset >= from && offset <= to);
  return {
    passage: { ...passage, slices, notes: inside(passage.notes), pages: inside(passage.pages) },
    isCutBefore: from > first,
    isCutAfter: to < last,
  };
}

export function section(title, ...children) {
  return make('section', { class: 'part' }, make('h3', { class: 'eyebrow' }, title), ...children);
}

export function makeProse(text) {
  return make('p', { class: 'prose' }, make('bdi', {}, text));
}

export function makeTest({ restated, tolerance, tolerance_reason: reason }) {
  const words = tolerance ? [make('b', {}, 'Tolerance: '), make('bdi', {}, tolerance), reason ? '. ' : '', make('bdi', {}, reason)] : null;
  return section('Put so that it can be tested', makeProse(restated), words ? make('p', { class: 'prose small' }, words) : null);
}

// A note that several rows share stands once, under the table.
export function makeMeasures(measures) {
  if (!measures.length) return null;
  const isShared = (note) => measures.filter((measure) => measure.note === note).length > 1;
  const rows = measures.map(({ label, value, note }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, make('bdi', {}, label), note && !isShared(note) ? make('small', {}, make('bdi', {}, note)) : null),
      make('td', {}, make('bdi', {}, value)),
    ),
  );
  const shared = [...new Set(measures.map(({ note }) => note).filter((note) => note && isShared(note)))];
  return section(
    'Measured',
    make(
      'table',
      { class: 'measures' },
      make(
        'thead',
        { class: 'unseen' },
        make('tr', {}, make('th', { scope: 'col' }, 'What'), make('th', { scope: 'col' }, 'Value and uncertainty')),
      ),
      make('tbody', {}, rows),
    ),
    ...shared.map((note) => make('p', { class: 'prose small' }, make('bdi', {}, note))),
  );
}

// Each way to read the words, what is measured under it, and what the sentence would then be.
export function makeReadings(readings) {
  if (!readings.length) return null;
  const rows = readings.map(({ text, value, verdict }) =>
    make(
      'tr',
      {},
      make('th', { scope: 'row' }, make('bdi', {}, text)),
      make('td', {}, make('bdi', {}, value)),
      make('td', {}, make('span', { class: 'verdict', 'data-verdict': verdict }, drawVerdict(verdict), make('span', {}, capital(verdict)))),
    ),
  );
  const heads = ['Reading', 'Value', 'The sentence then'].map((title) => make('th', { scope: 'col' }, title));
  const table = make('table', { class: 'measures readings' }, make('thead', {}, make('tr', {}, heads)), make('tbody', {}, rows));
  return section('How the words may be read', table);
}

export function makeChart({ title, description, light, dark, png, name }) {
  const picture = (path, theme) =>
    make('img', { src: addressOf(path), alt: description, class: `only-${theme}`, loading: 'lazy', decoding: 'async' });
  const save = (path, suffix) =>
    make(
      'a',
      { class: 'chip', href: addressOf(path), download: `${name}.${suffix}` },
      suffix.toUpperCase(),
      make('span', { class: 'unseen' }, ` of ${title}`),
    );
  return make(
    'figure',
    { class: 'part picture' },
    picture(light, 'light'),
    picture(dark, 'dark'),
    make(
      'figcaption',
      {},
      make('span', { class: 'prose small' }, make('bdi', {}, description)),
      make('span', { class: 'chips' }, save(light, 'svg'), png ? save(png, 'png') : null),
    ),
  );
}

export function makeSources(sources) {
  if (!sources.length) return null;
  return section('Sources', makeSourceList(sources));
}
