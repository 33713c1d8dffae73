// What the documents say of what: the mentions of a place, a layer or a kind, and how many each document has. Pure.

/**
 * @typedef {object} Row
 * @property {string} type `layer`, `kind` or `place`.
 * @property {string} id
 * @property {string} title
 * @property {{text: string, lang: string}|null} second Its name in the other language.
 * @property {Map<string, number>} counts Mentions by document.
 * @property {number} total
 */

import { listNames, nameOf as nameIn } from '../shared/names.js';
import { say } from '../shared/vocabulary.js';

const BACKDROP = ['basemap', 'evidence'];

/** What a place is; the built places say so, and in a page that stands alone their cards. */
function kindOf(corpus, place) {
  return corpus.places.get(place)?.kind ?? corpus.cards.get(place)?.kind ?? '';
}

/**
 * Find the mentions of a place, itself or through a group, of a layer, or of a kind of place.
 *
 * @param {Object} corpus See `buildCorpus`.
 * @param {string} type
 * @param {string} id
 * @returns {Object[]}
 */
export function findMentions(corpus, type, id) {
  if (type === 'place') return corpus.mentionsOf(id);
  const key = type === 'layer' ? ({ layer }) => layer : ({ place }) => kindOf(corpus, place);
  return [...corpus.mentions.values()].filter((mention) => key(mention) === id);
}

/** Name a place, a layer or a kind; empty for one that there is not. */
export function nameOf(corpus, type, id) {
  const record = type === 'place' ? corpus.places.get(id) : corpus.layers.get(id);
  if (type === 'kind') return listKinds(corpus).includes(id) ? say(id) : '';
  return record && !BACKDROP.includes(record.group) ? nameIn(record) : '';
}

function listKinds(corpus) {
  return [...new Set([...corpus.places.keys()].map((id) => kindOf(corpus, id)))].filter(Boolean).sort();
}

/**
 * Build the table: a row for each layer, each kind, or each place that a document mentions.
 *
 * @param {Object} corpus
 * @param {string} by
 * @returns {Row[]} The most mentioned first; equals by their names.
 */
export function buildRows(corpus, by) {
  const ids = { layer: [...corpus.layers.keys()], kind: listKinds(corpus), place: [...corpus.places.keys()] }[by];
  const rows = ids.filter((id) => nameOf(corpus, by, id)).map((id) => buildRow(corpus, by, id));
  const shown = by === 'place' ? rows.filter(({ total }) => total) : rows;
  return shown.sort((a, b) => b.total - a.total || (a.title < b.title ? -1 : 1));
}

/** @returns {Row} */
function buildRow(corpus, type, id) {
  const mentions = findMentions(corpus, type, id);
  const second = type === 'place' ? listNames(corpus.places.get(id))[1] : null;
  return { type, id, title: nameOf(corpus, type, id), second, counts: countByDocument(mentions), total: mentions.length };
}

/** @returns {Map<string, number>} */
export function countByDocument(mentions) {
  const counts = new Map();
  for (const { document } of mentions) counts.set(document, (counts.get(document) ?? 0) + 1);
  return counts;
}
