// What koreamap does not know: read from the records, so that it is told as long as it is so. Pure.

import { N_ } from '../shared/messages.js';

const SHOWN_DRAWN = 'schematic';
const UNSOURCED = 'no source';

/**
 * @typedef {object} Unknown
 * @property {string} title What is not known.
 * @property {string} words What that means.
 * @property {string[]} places Whose it is not known, by id, in the order of their names.
 */

/**
 * Gather what is not known of the places.
 *
 * @param {Object} corpus With its cards.
 * @returns {Unknown[]} Only those with places.
 */
export function findUnknowns({ cards }) {
  const drawn = [...cards.values()].filter((card) => card.layer);
  const choose = (test) =>
    drawn
      .filter(test)
      .sort((a, b) => (a.title < b.title ? -1 : 1))
      .map(({ id }) => id);
  const found = [
    {
      title: N_('Where exactly'),
      words: N_('Nobody published the course or the place exactly, or nobody here found it: drawn from words, and called schematic.'),
      places: choose(({ status }) => status.includes(SHOWN_DRAWN)),
    },
    {
      title: N_('By whose word'),
      words: N_('No source was read for these: what stands on their cards is approximate, and says so.'),
      places: choose(({ sources }) => sources.some(({ grade }) => grade === UNSOURCED)),
    },
    {
      title: N_('How exactly'),
      words: N_('The publisher states no accuracy, and none could be measured. The note on each card says why.'),
      places: choose(({ accuracy }) => accuracy === 'accuracy not stated'),
    },
  ];
  return found.filter(({ places }) => places.length);
}

/**
 * How many claims were tested, and how many of each document neither a map nor a source can test.
 *
 * @param {Object} corpus With its claims.
 * @returns {{document: string, all: number, untested: number}[]} For each document, in their order.
 */
export function countUntested({ claims, documents }) {
  return [...documents.keys()].map((id) => {
    const own = [...claims.values()].filter(({ document }) => document === id);
    return { document: id, all: own.length, untested: own.filter(({ verdict }) => verdict === 'not testable').length };
  });
}
