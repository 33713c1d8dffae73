// The view of the Compare page, and how it stands in the address: `?by=kind` the table, `?place=nll&document=lee-2007` what the
// documents say of one place, layer or kind. Pure.

import { readParameters, writeParameters } from '../explorer/address.js';
import { N_ } from '../shared/messages.js';

/**
 * @typedef {object} CompareView
 * @property {string} type `layer`, `kind` or `place`: of what `id` is one; empty for the table.
 * @property {string} id
 * @property {string} by What the table's rows are: `layer`, `kind` or `place`.
 * @property {string} document The document whose passages are to be in view first; empty for none.
 * @property {string} message What to tell the reader: ours, never words from outside.
 */

export const TYPES = ['layer', 'kind', 'place'];
const PARAMETERS = ['by', ...TYPES, 'document'];

export const UNKNOWN = {
  by: N_('No such rows. Here they are layers.'),
  subject: N_('No such place, layer or kind in the documents. Here is the whole table instead.'),
  document: N_('No such document. Here are all of them.'),
};

/**
 * Read the address; what is unknown is left out, with a message.
 *
 * @param {string} search As in `location.search`.
 * @param {{has: (type: string, id: string) => boolean, documents: string[]}} known
 * @returns {CompareView}
 */
export function parse(search, { has, documents }) {
  const given = readParameters(search, PARAMETERS);
  const type = TYPES.find((name) => given[name]) ?? '';
  const isKnown = !type || has(type, given[type]);
  const faults = {
    by: given.by && !TYPES.includes(given.by),
    subject: !isKnown,
    document: given.document && !documents.includes(given.document),
  };
  return {
    type: isKnown ? type : '',
    id: isKnown && type ? given[type] : '',
    by: faults.by || !given.by ? TYPES[0] : given.by,
    document: faults.document ? '' : given.document,
    message: UNKNOWN[Object.keys(faults).find((name) => faults[name])] ?? '',
  };
}

/** Write the address of a view; `parse` reads it back. */
export function write({ type, id, by, document }, search) {
  const rows = by === TYPES[0] ? '' : by;
  return writeParameters(search, { by: rows, ...(type ? { [type]: id } : {}), document }, PARAMETERS);
}
