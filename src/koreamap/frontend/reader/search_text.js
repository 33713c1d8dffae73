// Passages, notes and findings by their words, and by the places that they name.

import { foldText, matchPhrases, readWords } from './folding.js';
import { countMistakes } from './near_words.js';
import { readPassage } from './passages.js';

const AROUND = 64; // characters of a snippet on each side of its first hit
const LEAST_TYPED = 4; // as for names

/**
 * Index the texts.
 *
 * @param {Object} corpus See `buildCorpus`.
 * @param {(words: string[]) => {words: string[], places: Set<string>}[]} readTerms Words as names of places and single words.
 * @returns {Object} `findPassages(words)` to `[{passage, snippet}]`, a snippet being a list of `{text, hit}`; `findClaims(words)` to
 *   claims; `findNotes(words)` to `[{card, snippet}]`; `guess(words)` to the words as the texts have them, or null.
 */
export function indexTexts(corpus, readTerms) {
  const passages = [...corpus.passages.values()].map((passage) => foldPassage(passage, corpus));
  const claims = [...corpus.claims.values()].map(foldClaim);
  const notes = [...corpus.cards.values()].filter(({ note }) => note).map(foldNote);
  const vocabulary = countWords([...passages, ...claims]);
  return {
    findPassages: (words) => findTexts(passages, words, readTerms(words)).map(({ passage, snippet }) => ({ passage, snippet })),
    findNotes: (words) => findTexts(notes, words, readTerms(words)).map(({ card, snippet }) => ({ card, snippet })),
    findClaims: (words) => findClaims(claims, words),
    guess: (words) => guess(vocabulary, words),
  };
}

function foldPassage(passage, corpus) {
  const text = readPassage(passage);
  return { passage, text, mentions: corpus.mentionsIn(passage.id), ...foldText(text) };
}

function foldNote(card) {
  return { card, text: card.note, mentions: [], ...foldText(card.note) };
}

function foldClaim(claim) {
  const title = foldText(claim.title).folded;
  return { claim, title, folded: `${title} ${foldText(`${claim.exact} ${claim.summary}`).folded}` };
}

function findTexts(entries, words, names) {
  const terms = names.map((name) => ({ ...name, pattern: matchPhrases([name.words]) }));
  const phrase = matchPhrases([words]);
  const isExact = (entry) => entry.folded.search(phrase) >= 0;
  const loose = terms.length < 2 ? [] : entries.filter((entry) => !isExact(entry)).map((entry) => ({ entry, hits: findAll(entry, terms) }));
  return [
    ...entries.filter(isExact).map((entry) => ({ ...entry, snippet: cutSnippet(entry, phrase) })),
    ...loose.filter(({ hits }) => hits).map(({ entry, hits }) => ({ ...entry, snippet: cutSnippet(entry, matchPhrases(hits)) })),
  ];
}

/** The phrases by which a text answers all terms: a word as it is, or whatever it calls a place of that name; null where one has no answer. */
function findAll({ folded, mentions }, terms) {
  const phrases = terms.map(({ words, pattern, places }) => {
    if (folded.search(pattern) >= 0) return words;
    const mention = mentions.find(({ place, features }) => [place, ...features].some((id) => places.has(id)));
    return mention ? readWords(mention.exact) : null;
  });
  return phrases.every(Boolean) ? phrases : null;
}

function findClaims(claims, words) {
  const patterns = words.map((word) => matchPhrases([[word]]));
  const has = (text) => patterns.every((pattern) => text.search(pattern) >= 0);
  const found = claims.filter(({ folded }) => has(folded));
  return [...found.filter(({ title }) => has(title)), ...found.filter(({ title }) => !has(title))].map(({ claim }) => claim);
}

function countWords(entries) {
  const counts = new Map();
  for (const { folded } of entries) {
    const words = folded.replaceAll('-', '').split(' ').concat(folded.split(/[ -]/));
    for (const word of words) if (/^\p{L}{3,}$/u.test(word)) counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  return counts;
}

/** Mend each word that no text begins a word with; null where nothing is to be mended, or cannot be. */
function guess(vocabulary, words) {
  const known = [...vocabulary.keys()];
  const mended = words.map((word) => {
    if (!/^\p{L}+$/u.test(word) || known.some((other) => other.startsWith(word))) return word;
    const near = word.length < LEAST_TYPED ? [] : known.filter((other) => countMistakes(word, other).whole <= 1);
    return near.sort((a, b) => vocabulary.get(b) - vocabulary.get(a) || (a < b ? -1 : 1))[0];
  });
  return mended.every(Boolean) && mended.join(' ') !== words.join(' ') ? mended.join(' ') : null;
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
