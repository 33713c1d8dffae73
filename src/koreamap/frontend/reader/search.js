// Searching places by any of their names, the map's labels, findings, and passages and the notes on places by their words.

import { readWords } from './folding.js';
import { indexNames } from './search_names.js';
import { indexTexts } from './search_text.js';

const MOST_PASSAGES = 24;
const MOST_CLAIMS = 5;
const MOST_NOTES = 5;

/**
 * @typedef {object} Found
 * @property {Object[]} places `{place, name, count}`, the best first.
 * @property {Object[]} labels Of the basemap, which the documents do not name.
 * @property {Object[]} passages `{passage, snippet}`; a snippet is a list of `{text, hit}`.
 * @property {number} more How many passages are left out.
 * @property {Object[]} claims
 * @property {number} moreClaims How many are left out.
 * @property {Object[]} notes `{card, snippet}`, of the cards whose note has the words.
 * @property {number} moreNotes How many are left out.
 * @property {{places: Object[], words: string|null}} guesses What else may have been meant, where a name or a word is not found.
 */

const NOTHING = {
  places: [],
  labels: [],
  passages: [],
  more: 0,
  claims: [],
  moreClaims: 0,
  notes: [],
  moreNotes: 0,
  guesses: { places: [], words: null },
};

/**
 * Index a corpus; its texts are folded on the first search only.
 *
 * @param {Object} corpus See `buildCorpus`.
 * @returns {(query: string) => Found}
 */
export function buildSearch(corpus) {
  const names = indexNames(corpus);
  let texts = null;
  return (query) => {
    const words = readWords(query);
    if (!words.length) return NOTHING;
    texts ??= indexTexts(corpus, names.readTerms);
    const { labels, places } = names.find(words);
    const passages = texts.findPassages(words);
    const claims = texts.findClaims(words);
    const notes = texts.findNotes(words);
    return {
      places,
      labels,
      passages: passages.slice(0, MOST_PASSAGES),
      more: Math.max(0, passages.length - MOST_PASSAGES),
      claims: claims.slice(0, MOST_CLAIMS),
      moreClaims: Math.max(0, claims.length - MOST_CLAIMS),
      notes: notes.slice(0, MOST_NOTES),
      moreNotes: Math.max(0, notes.length - MOST_NOTES),
      guesses: {
        places: places.length || labels.length ? [] : names.guess(words),
        words: passages.length ? null : texts.guess(words),
      },
    };
  };
}
