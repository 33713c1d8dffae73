// Folding text for comparison: case, diacritics, apostrophes and kinds of dash do not matter.

/**
 * Fold text, remembering where each folded character came from.
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
  if (/[a-z0-9 -]/.test(character)) return character;
  if (/['’‘ʻʼ\u0060´\u00ad\u200b-\u200d\u2060]/.test(character)) return '';
  if (/[\u2010\u2011]/.test(character)) return '-'; // a hyphen may join a word; longer dashes part words
  if (/[\s\p{P}]/u.test(character)) return ' ';
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss');
}

/** Split what was typed into folded words. */
export function readWords(query) {
  return foldText(query).folded.split(/[ -]/).filter(Boolean);
}

/**
 * Make a pattern that finds phrases in folded text, where words begin.
 *
 * @param {string[][]} phrases Each a list of folded words; a hyphen may stand anywhere in them or be missing, so that `ceasefire` finds `cease-fire`.
 */
export function matchPhrases(phrases) {
  const phrase = (words) => words.map((word) => [...word].map(quote).join('-?')).join('[ -]*');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${phrases.map(phrase).join('|')})`, 'gu');
}

function quote(letter) {
  return letter.replace(/[\\^$.*+?()[\]{}|/-]/, '\\$&');
}
