// Which of a place's mentions name it, and which mean it in other words: a pronoun, a group that it belongs to, another thing.

import { readWords } from './folding.js';

const [NAMES, GROUP, WORDS, OTHER] = [0, 1, 2, 3];

/**
 * Put the mentions of a place in the order in which its card shows them: the passages that name it, then the others, both in
 * reading order.
 *
 * @param {Object} corpus
 * @param {string} placeId
 * @param {string[]} keys Of mentions, in reading order.
 * @returns {{keys: string[], first: string, named: number}} `first` is the mention to show first; `named` counts the keys in
 *   passages as good as its own, which stand before all others.
 */
export function orderMentions(corpus, placeId, keys) {
  const ranks = new Map(keys.map((key) => [key, rankMention(corpus, corpus.mentions.get(key), placeId)]));
  const least = Math.min(...ranks.values());
  const first = keys.find((key) => ranks.get(key) === least) ?? '';
  const passageOf = (key) => corpus.mentions.get(key).passage;
  const best = new Set(keys.filter((key) => ranks.get(key) === least).map(passageOf));
  const named = keys.filter((key) => best.has(passageOf(key)));
  return { keys: [...named, ...keys.filter((key) => !best.has(passageOf(key)))], first, named: named.length };
}

function rankMention(corpus, { differs, exact, madeBy, place }, placeId) {
  if (differs) return OTHER; // the words mean something else, as the link's note says
  const isFound = madeBy === 'rule' || holdsName(corpus.places.get(place), exact);
  if (!isFound) return WORDS;
  return place === placeId ? NAMES : GROUP;
}

function holdsName(place, exact) {
  const fold = (text) => ` ${readWords(text).join(' ')} `;
  return Boolean(place?.names.some(({ text }) => fold(exact).includes(fold(text))));
}
