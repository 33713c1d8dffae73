// The parts of a finding that need nothing but what it says.

import { drawVerdict, sayVerdict } from '../reader/verdict.js';
import { makeLinkButton } from '../shared/copying.js';
import { make } from '../shared/dom.js';
import { addressOf } from '../shared/fetch.js';
import { gettext } from '../shared/messages.js';
import { makeNames } from '../shared/names.js';
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
  const words = tolerance
    ? [make('b', {}, gettext('Tolerance: ')), make('bdi', {}, tolerance), reason ? '. ' : '', make('bdi', {}, reason)]
    : null;
  return section(gettext('Put so that it can be tested'), makeProse(restated), words ? make('p', { class: 'prose small' }, words) : null);
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
    gettext('Measured'),
    make(
      'table',
      { class: 'measures' },
      make(
        'thead',
        { class: 'unseen' },
        make('tr', {}, make('th', { scope: 'col' }, gettext('What')), make('th', { scope: 'col' }, gettext('Value and uncertainty'))),
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
      make(
        'td',
        {},
        make('span', { class: 'verdict', 'data-verdict': verdict }, drawVerdict(verdict), make('span', {}, sayVerdict(verdict))),
      ),
    ),
  );
  const heads = [gettext('Reading'), gettext('Value'), gettext('The sentence then')].map((title) => make('th', { scope: 'col' }, title));
  const table = make('table', { class: 'measures readings' }, make('thead', {}, make('tr', {}, heads)), make('tbody', {}, rows));
  return section(gettext('How the words may be read'), table);
}

export function makeChart({ title, description, light, dark, png, name }) {
  const picture = (path, theme) => make('img', { src: addressOf(path), alt: description, lang: 'en', class: `only-${theme}` }); // both are loaded: paper is light
  const save = (path, suffix) =>
    make(
      'a',
      { class: 'chip', href: addressOf(path), download: `${name}.${suffix}` },
      suffix.toUpperCase(),
      make('span', { class: 'unseen', lang: 'en' }, gettext(' of {title}', { title })),
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
  return section(gettext('Sources'), makeSourceList(sources));
}

/** The button that copies the link to a finding. */
export function makeLink(id, linkOf) {
  const findLink = () => linkOf('claims', `?${new URLSearchParams({ claim: id })}`);
  return make('p', { class: 'share' }, makeLinkButton({ what: gettext('this finding'), look: 'chip', findLink }));
}

/** The places that a claim speaks of, each a way to its card. */
export function makePlaces(places, openPlace) {
  if (!places.length) return null;
  const chips = places.map((place) =>
    make('button', { type: 'button', class: 'chip', click: () => openPlace(place.id) }, makeNames(place)),
  );
  return section(gettext('Places it speaks of'), make('div', { class: 'chips' }, chips));
}

/** What the finding does not say for sure. */
export function makeCaveats(caveats) {
  if (!caveats.length) return null;
  const rows = caveats.map((text) => make('li', {}, make('bdi', {}, text)));
  return section(gettext('Caveats'), make('ul', { class: 'caveats' }, rows));
}
