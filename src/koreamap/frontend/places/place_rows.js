// The rows of the table of places: what they say, which are wanted, and in which order. Pure.

import { foldText } from '../reader/folding.js';
import { nameOf } from '../shared/names.js';
import { sortRows } from '../shared/sorting.js';
import { say, sayAll, told } from '../shared/vocabulary.js';

/**
 * @typedef {object} Row
 * @property {string} id
 * @property {string} title
 * @property {string} hangul
 * @property {string[]} others Its other names.
 * @property {string} kind
 * @property {string} layer The id of its layer; empty for a group of places.
 * @property {string} dates In words.
 * @property {string} from The first day that it may have been there, EDTF; empty where nobody said.
 * @property {string} until The last one.
 * @property {string} status
 * @property {string} accuracy In words.
 * @property {number|null} accuracyM At 95 %, m.
 * @property {number[]|null} bbox West, south, east, north, degrees.
 * @property {Map<string, number>} counts Mentions by document.
 * @property {number} total
 * @property {string} folded All its names.
 */

/** The columns that sort as texts or numbers, beside those of the documents. */
const KEYS = {
  name: (row) => foldText(nameOf(row)).folded,
  kind: ({ kind }) => say(kind),
  dates: ({ from, until }) => (from || until ? `${from || '0000'} ${until}` : null),
  status: ({ status }) => status || null,
  accuracy: ({ accuracyM }) => accuracyM,
};

/** What a column sorts by: null comes last in either direction. */
function keyOf(column) {
  return KEYS[column] ?? (({ counts }) => counts.get(column) || null);
}

/** Whether a column can be sorted by. */
export function isColumn(column, documents) {
  return Object.hasOwn(KEYS, column) || documents.includes(column);
}

/**
 * @param {Object} corpus See `buildCorpus`.
 * @returns {Row[]} In the order of their names.
 */
export function buildRows(corpus) {
  return sortRows(
    [...corpus.places.values()].map((place) => buildRow(corpus, place)),
    'name',
    keyOf,
  );
}

function buildRow(corpus, place) {
  const card = corpus.cards.get(place.id) ?? {};
  const counts = new Map();
  const mentions = corpus.mentionsOf(place.id);
  for (const { document } of mentions) counts.set(document, (counts.get(document) ?? 0) + 1);
  const names = place.names.map(({ text }) => text);
  const others = [...new Set(names)].filter((name) => name !== place.title && name !== place.hangul);
  return {
    id: place.id,
    title: place.title,
    hangul: place.hangul,
    others,
    kind: place.kind,
    layer: place.layer,
    dates: told(card, 'dates'),
    from: place.valid_from ?? '',
    until: place.valid_to ?? '',
    status: sayAll(place.status),
    accuracy: told(card, 'accuracy'),
    accuracyM: place.accuracy_m ?? null,
    bbox: place.bbox ?? null,
    counts,
    total: mentions.length,
    folded: ` ${[place.title, place.hangul, ...names].map((name) => foldText(name).folded.replaceAll('-', ' ')).join(' ')}`,
  };
}

/**
 * Choose rows and put them in order.
 *
 * @param {Row[]} rows
 * @param {{words: string, kind: string, document: string, sort: string}} wish Words of which each must begin a word of a name, and a column,
 *   with a minus before it for the greatest first.
 */
export function selectRows(rows, { words, kind, document, sort }) {
  const wanted = foldText(words).folded.replaceAll('-', ' ').split(' ').filter(Boolean);
  const passes = (row) =>
    (!kind || row.kind === kind) && (!document || row.counts.has(document)) && wanted.every((word) => row.folded.includes(` ${word}`));
  return sortRows(rows.filter(passes), sort || 'name', keyOf);
}
