// Places and the map's other labels by any of their names.

import { foldText } from './folding.js';
import { countMistakes } from './near_words.js';

const NONE = 4; // the rank of no hit
const MOST_PLACES = 8;
const MOST_GUESSES = 4;
const LEAST_TYPED = 4; // letters: of fewer, half of all names are one letter away
const LEAST_BEGUN = 6; // letters of which the rest of a name may still be missing
const LEAST_TWICE = 8; // letters of which two may be wrong

/**
 * Index names.
 *
 * @param {Object} corpus See `buildCorpus`; its labels count where no place bears their name.
 * @returns {Object} `find(words)` to `{places: [{place, name, count}], labels: [label]}`, `guess(words)` to places with a name that is a
 *   wrong letter away, and `readTerms(words)` to `{words, places}`, names of places, the longest first, and single words.
 */
export function indexNames(corpus) {
  const places = [...corpus.places.values()].map((place) => ({ place, names: place.names.map(foldName) }));
  const byName = new Map();
  for (const { place, names } of places) {
    for (const { tight } of names) byName.set(tight, (byName.get(tight) ?? new Set()).add(place.id));
  }
  const foldLabel = (label) => ({ label, names: label.names.map(foldName) });
  const isNew = ({ names }) => !names.some(({ tight }) => byName.has(tight));
  const show = (found) => order(found.map((each) => ({ ...each, count: corpus.mentionsOf(each.place.id).length })));
  const readTerms = (words) => partTerms(words, byName);
  const findNamed = (words) => {
    const named = readTerms(words).flatMap(({ words: name, places: ids }) =>
      places.filter(({ place }) => ids.has(place.id)).flatMap((each) => rank([each], name)),
    );
    return [...new Map(named.map((each) => [each.place.id, each])).values()];
  };
  return {
    readTerms,
    find(words) {
      const whole = rank(places, words);
      const found = whole.length ? whole : findNamed(words);
      const labels = rank(corpus.labels.map(foldLabel).filter(isNew), words); // folded now: the map may have told of them a moment ago
      return { places: show(found).slice(0, MOST_PLACES), labels: labels.map(({ label }) => label) };
    },
    guess: (words) => show(guess(places, words.join(''))).slice(0, MOST_GUESSES),
  };
}

/** Part words into names of places, the longest first, and single words. */
function partTerms(words, byName) {
  const terms = [];
  for (let at = 0; at < words.length; at += terms.at(-1).words.length) {
    let end = words.length;
    while (end > at + 1 && !byName.has(words.slice(at, end).join(''))) end -= 1;
    const term = words.slice(at, end);
    terms.push({ words: term, places: byName.get(term.join('')) ?? new Set() });
  }
  return terms;
}

function foldName(name) {
  const folded = foldText(name.text).folded.replace(/[ -]+/g, ' ').trim();
  return { name, folded, tight: folded.replaceAll(' ', '') };
}

function order(found) {
  return found.sort((a, b) => a.rank - b.rank || b.count - a.count || (a.place.id < b.place.id ? -1 : 1));
}

function rank(entries, words) {
  const query = { folded: words.join(' '), tight: words.join('') };
  return best(entries, (name) => rankName(name, query), NONE);
}

/** The entries with a name that ranks below `limit`, each with its best name and that name's rank. */
function best(entries, rankOf, limit) {
  const ranked = entries.map((entry) => {
    const ranks = entry.names.map((name) => ({ name: name.name, rank: rankOf(name) }));
    return { ...entry, ...ranks.reduce((first, next) => (next.rank < first.rank ? next : first), { name: null, rank: limit }) };
  });
  return ranked.filter((found) => found.rank < limit);
}

function rankName({ folded, tight }, query) {
  if (tight === query.tight) return 0;
  if (tight.startsWith(query.tight)) return 1;
  if (` ${folded}`.includes(` ${query.folded}`)) return 2;
  return query.tight.length > 2 && tight.includes(query.tight) ? 3 : NONE;
}

function guess(entries, typed) {
  if (typed.length < LEAST_TYPED || /^\d+$/.test(typed)) return [];
  return best(entries, (name) => rankMistakes(typed, name), 2);
}

/** 0 for a name or the end of one that is meant, 1 for its beginning, 2 for neither. */
function rankMistakes(typed, { folded }) {
  const allowed = typed.length < LEAST_TWICE ? 1 : 2;
  const words = folded.split(' ');
  const counts = words.map((_word, index) => countMistakes(typed, words.slice(index).join('')));
  if (counts.some(({ whole }) => whole <= allowed)) return 0;
  return typed.length >= LEAST_BEGUN && counts.some(({ start }) => start <= 1) ? 1 : 2;
}
