// Searching places by any of their names, and passages by their words; case, diacritics and dashes do not matter.

import { readPassage } from './passages.js';

const MOST_PLACES = 8;
const MOST_PASSAGES = 24;
const AROUND = 64; // characters of a snippet on each side of its first hit

/**
 * Fold text for comparison, remembering where each folded character came from.
 *
 * @param {string} text Any script; Hangul falls apart into letters, so that a half-typed syllable matches.
 * @returns {{folded: string, starts: number[]}} `starts[i]` is the index in `text` of the character behind `folded[i]`;
 *   one more entry marks the end.
 */
export function foldText(text) {
  let folded = '';
  const starts = [];
  let index = 0;
  for (const character of text) {
    const letters = foldCharacter(character);
    folded += letters;
    for (let count = letters.length; count > 0; count -= 1) starts.push(index);
    index += character.length;
  }
  starts.push(text.length);
  return { folded, starts };
}

function foldCharacter(character) {
  if (/[a-z0-9 ]/.test(character)) return character;
  if (/['’‘ʻʼ`´\u00ad\u200b-\u200d\u2060]/.test(character)) return '';
  if (/[\s\p{P}]/u.test(character)) return ' ';
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** Split what was typed into folded words. */
export function readWords(query) {
  return foldText(query).folded.split(' ').filter(Boolean);
}

/**
 * Index a corpus; the passages' text is folded on the first search only.
 *
 * @param {Object} corpus See `buildCorpus`.
 * @returns {(value: string) => Object} From a query to `{places: [{place, name, count}], passages: [{passage, snippet}],
 *   more}`; a snippet is a list of `{text, hit}`; `more` counts the passages left out.
 */
export function buildSearch(corpus) {
  const names = [...corpus.places.values()].map((place) => ({ place, names: place.names.map(foldName) }));
  let passages = null;
  return (query) => {
    const words = readWords(query);
    if (!words.length) return { places: [], passages: [], more: 0 };
    passages ??= [...corpus.passages.values()].map(foldPassage);
    const found = findPassages(passages, words);
    return {
      places: findPlaces(corpus, names, words),
      passages: found.slice(0, MOST_PASSAGES),
      more: Math.max(0, found.length - MOST_PASSAGES),
    };
  };
}

function foldName(name) {
  const folded = foldText(name.text).folded.trim().replace(/ +/g, ' ');
  return { name, folded, tight: folded.replaceAll(' ', '') };
}

function findPlaces(corpus, places, words) {
  const query = { folded: words.join(' '), tight: words.join('') };
  return places
    .map(({ place, names }) => ({ place, ...bestName(names, query), count: corpus.mentionsOf(place.id).length }))
    .filter((found) => found.rank < 4)
    .sort((a, b) => a.rank - b.rank || b.count - a.count || (a.place.id < b.place.id ? -1 : 1))
    .slice(0, MOST_PLACES);
}

function bestName(names, query) {
  return names
    .map((entry) => ({ name: entry.name, rank: rankName(entry, query) }))
    .reduce((best, entry) => (entry.rank < best.rank ? entry : best), { name: null, rank: 4 });
}

function rankName({ folded, tight }, query) {
  if (tight === query.tight) return 0;
  if (tight.startsWith(query.tight)) return 1;
  if (` ${folded}`.includes(` ${query.folded}`)) return 2;
  return query.tight.length > 2 && tight.includes(query.tight) ? 3 : 4;
}

function foldPassage(passage) {
  const text = readPassage(passage);
  return { passage, text, ...foldText(text) };
}

function findPassages(passages, words) {
  const phrase = matchWords([words.join(' ')]);
  const single = words.map((word) => matchWords([word]));
  const exact = passages.filter((entry) => entry.folded.search(phrase) >= 0);
  const seen = new Set(exact);
  const loose = words.length < 2 ? [] : passages.filter((entry) => !seen.has(entry) && hasAll(entry.folded, single));
  return [
    ...exact.map((entry) => ({ passage: entry.passage, snippet: cutSnippet(entry, phrase) })),
    ...loose.map((entry) => ({ passage: entry.passage, snippet: cutSnippet(entry, matchWords(words)) })),
  ];
}

function hasAll(folded, patterns) {
  return patterns.every((pattern) => folded.search(pattern) >= 0);
}

function matchWords(words) {
  const escaped = words.map((word) => word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replaceAll(' ', ' +'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})`, 'gu');
}

function cutSnippet({ text, folded, starts }, pattern) {
  const hits = [...folded.matchAll(pattern)].map((hit) => readHit(hit, { text, starts }));
  const from = wordStart(text, hits[0].start - AROUND);
  const to = wordEnd(text, hits[0].end + 2 * AROUND);
  const pieces = [{ text: from > 0 ? '… ' : '', hit: false }];
  let reached = from;
  for (const hit of hits.filter(({ end }) => end <= to)) {
    pieces.push({ text: text.slice(reached, hit.start), hit: false }, { text: text.slice(hit.start, hit.end), hit: true });
    reached = hit.end;
  }
  pieces.push({ text: text.slice(reached, to) + (to < text.length ? ' …' : ''), hit: false });
  return pieces.filter((piece) => piece.text);
}

function readHit(hit, { text, starts }) {
  const last = starts[hit.index + hit[0].length - 1];
  return { start: starts[hit.index], end: last + String.fromCodePoint(text.codePointAt(last)).length };
}

function wordStart(text, index) {
  return index <= 0 ? 0 : text.indexOf(' ', index) + 1;
}

function wordEnd(text, index) {
  const end = index >= text.length ? -1 : text.lastIndexOf(' ', index);
  return end <= 0 ? text.length : end;
}
