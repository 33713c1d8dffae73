// What a card lets its reader take along as a file: the place's own features, and its citation with those of what it rests on.

import { isShared, makeTryButton } from '../shared/copying.js';
import { make } from '../shared/dom.js';
import { readJson } from '../shared/fetch.js';
import { gettext } from '../shared/messages.js';
import { nameOf } from '../shared/names.js';
import { save } from '../shared/saving.js';

const GEOJSON = 'application/geo+json';
const KINDS = {
  bibtex: { words: 'BibTeX', suffix: 'bib', type: 'application/x-bibtex', write: writeBibtex },
  csl: { words: 'CSL-JSON', suffix: 'csl.json', type: 'application/vnd.citationstyles.csl+json', write: writeCsl },
};

/**
 * What was cited where, and when.
 *
 * @typedef {{link: string, day: number[]}} Seen Where there is no link that others could follow, neither is told.
 */

/**
 * Choose a place's features out of their layers' files, as they stand there.
 *
 * @param {{id: string, title: string, features: string[], bbox: number[]|null, sources: {id: string, title: string, line: string}[]}} card
 * @param {Object[]} collections GeoJSON.
 * @returns {Object} A FeatureCollection (RFC 7946), with the sources that the features name.
 */
export function collectFeatures(card, collections) {
  const own = new Set(card.features);
  const [{ attribution, license }] = collections;
  return {
    type: 'FeatureCollection',
    title: card.title,
    attribution,
    license,
    sources: card.sources.map(({ id, title, line }) => ({ id, title, about: line })),
    ...(card.bbox ? { bbox: card.bbox } : {}),
    features: collections.flatMap(({ features }) => features.filter(({ id }) => own.has(id))),
  };
}

/**
 * Cite a place.
 *
 * @param {Object} citations As Python describes them.
 * @param {{id: string, title: string}} place
 * @returns {{csl: Object, bibtex: string}}
 */
export function citePlace({ place: { csl, bibtex }, tex }, { id, title }) {
  const named = bibtex.replace('PLACE-ID', () => id).replace('PLACE-TITLE', () => tex[id] ?? title);
  return { csl: { ...csl, id: csl.id.replace('PLACE-ID', id), title }, bibtex: named };
}

/**
 * @param {{csl: Object, bibtex: string}[]} works The first is what was seen.
 * @param {Seen} seen
 * @param {string} head What the file begins with.
 */
export function writeBibtex(works, { link, day }, head) {
  const fields = link ? `  urldate = {${writeDay(day)}},\n  url = {${link}},\n` : '';
  const entries = works.map(({ bibtex }, index) => (index ? bibtex : bibtex.replace(/\}\n$/, () => `${fields}}\n`)));
  return head + entries.join('\n');
}

/**
 * @param {{csl: Object, bibtex: string}[]} works The first is what was seen.
 * @param {Seen} seen
 */
export function writeCsl(works, { link, day }) {
  const found = link ? { URL: link, accessed: { 'date-parts': [day] } } : {};
  const items = works.map(({ csl }, index) => (index ? csl : { ...csl, ...found }));
  return `${JSON.stringify(items, null, 1)}\n`;
}

function writeDay(day) {
  return day.map((part) => String(part).padStart(2, '0')).join('-');
}

function findToday() {
  const now = new Date();
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()];
}

/**
 * Make the button that saves a place's features; null where none is drawn.
 *
 * @param {Object} corpus For the layers' files.
 * @param {Object} card
 */
export function makeFeatureButton(corpus, card) {
  const paths = [...new Set(card.features.map((id) => corpus.files.get(corpus.layerOf(id)?.id)))].filter(Boolean);
  if (!paths.length) return null;
  const act = async () => {
    const collections = await Promise.all(paths.map(readJson));
    save(JSON.stringify(collectFeatures(card, collections)), { name: `koreamap-place-${card.id}.geojson`, type: GEOJSON });
  };
  const title = gettext('Save “{title}” as GeoJSON, with its source, method, accuracy and status', { title: nameOf(card) });
  return makeSaveButton({ words: 'GeoJSON', title, act });
}

/**
 * Make the buttons that save citations.
 *
 * @param {string} path Of the citations.
 * @param {{name: string, title: string, choose: (citations: Object) => Object[], findLink: () => string}} given `choose` takes the works out of
 *   the citations, first what `findLink` leads to.
 */
export function makeCitationButtons(path, { name, title, choose, findLink }) {
  return Object.values(KINDS).map(({ words, suffix, type, write }) => {
    const act = async () => {
      const citations = await readJson(path);
      const seen = { link: isShared() ? findLink() : '', day: findToday() };
      save(write(choose(citations).filter(Boolean), seen, citations.head), { name: `koreamap-${name}.${suffix}`, type });
    };
    return makeSaveButton({ words, title: gettext('Save the citation of “{title}” as {kind}', { title, kind: words }), act });
  });
}

function makeSaveButton({ words, title, act }) {
  const tryIt = () =>
    act().then(
      () => true,
      (error) => console.error(error) ?? false,
    );
  const says = /** @type {[string, string]} */ ([gettext('Saved'), gettext('Not saved: try again')]);
  return makeTryButton({ words, title, look: 'chip', says, act: tryIt });
}

/**
 * Set what can be taken along, folded into a line.
 *
 * @param {...any} rows Each a label and what stands behind it.
 */
export function makeTakeFold(...rows) {
  const set = rows.filter(([, buttons]) => buttons.some(Boolean));
  const lines = set.map(([label, buttons]) => make('div', { class: 'chips' }, make('span', { class: 'take-label' }, label), ...buttons));
  return make('details', { class: 'fold take' }, make('summary', {}, gettext('Download')), ...lines);
}
