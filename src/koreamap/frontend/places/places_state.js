// What an event makes of the Places page's view, and how it stands in the address:
// `?words=panmun&kind=line&document=lee-2007&sort=-accuracy`. Pure.

import { readParameters, writeParameters } from '../explorer/address.js';
import { N_ } from '../shared/messages.js';
import { isColumn } from './place_rows.js';

/**
 * @typedef {object} PlacesView
 * @property {string} words What is typed into the field.
 * @property {string} kind Empty for all.
 * @property {string} document Of which the places are shown; empty for all.
 * @property {string} sort A column, with a minus before it for the greatest first; empty for the names.
 * @property {string} message What to tell the reader: ours, never words from outside.
 */

const PARAMETERS = ['words', 'kind', 'document', 'sort'];

export const UNKNOWN = {
  kind: N_('No such kind of place. Here are all kinds.'),
  document: N_('No such document. Here are the places of all.'),
  sort: N_('No such column. Here they stand by their names.'),
};

/**
 * Read the address; what is unknown is left out, with a message.
 *
 * @param {string} search As in `location.search`.
 * @param {{kinds: string[], documents: string[]}} known
 * @returns {PlacesView}
 */
export function parse(search, { kinds, documents }) {
  const given = readParameters(search, PARAMETERS);
  const isKnown = {
    kind: kinds.includes(given.kind),
    document: documents.includes(given.document),
    sort: isColumn(given.sort.replace(/^-/, ''), documents),
  };
  const problems = Object.keys(isKnown).filter((name) => given[name] && !isKnown[name]);
  const taken = /** @type {any} */ ({ ...given, ...Object.fromEntries(problems.map((name) => [name, ''])) });
  return { ...taken, message: problems.length ? UNKNOWN[problems[0]] : '' };
}

/** Write the address of a view; `parse` reads it back. */
export function write({ words, kind, document, sort }, search) {
  return writeParameters(search, { words, kind, document, sort }, PARAMETERS);
}
