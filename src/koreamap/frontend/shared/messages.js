// The interface's words in the language that the page speaks: English stands in the code, the others in catalogues (gettext).
//
// Words in braces are places for what is put in: gettext('Opening {what} …', { what }). A part of a page that is made when it is
// loaded marks its words with N_, and asks gettext for them when they are shown.

const CONTEXT = '\u0004'; // between a context and its words, as gettext has it

/** @typedef {Record<string, string|number>} Places */

/** The language of the page: `en` or `ko`. */
export function language() {
  return globalThis.document?.documentElement.lang === 'ko' ? 'ko' : 'en';
}

/** Whose way to write dates and numbers the page takes. */
export function locale() {
  return language() === 'ko' ? 'ko-KR' : 'en-GB';
}

/**
 * Take the words of a catalogue; of the document, since its parts may be loaded as several modules.
 *
 * @param {Record<string, string>} messages
 */
export function useMessages(messages) {
  globalThis.koreamapMessages = messages;
}

/**
 * Mark words that are translated where they are shown.
 *
 * @param {string} words
 */
export function N_(words) {
  return words;
}

/**
 * Words in the page's language.
 *
 * @param {string} words
 * @param {Places} [places]
 */
export function gettext(words, places) {
  return put(find(words) ?? words, places);
}

/**
 * Words that English uses for more than one thing.
 *
 * @param {string} context Which is meant.
 * @param {string} words
 * @param {Places} [places]
 */
export function pgettext(context, words, places) {
  return put(find(`${context}${CONTEXT}${words}`) ?? words, places);
}

/**
 * Words with a number, which stands for `{count}` in them.
 *
 * @param {string} one
 * @param {string} many
 * @param {number} count
 * @param {Places} [places]
 */
export function ngettext(one, many, count, places = {}) {
  return put(find(one) ?? (count === 1 ? one : many), { count, ...places });
}

/** @param {string} words */
function find(words) {
  return globalThis.koreamapMessages?.[words];
}

/**
 * @param {string} words
 * @param {Places} [places]
 */
function put(words, places) {
  return places
    ? words.replace(/\{(\w+)\}/g, (/** @type {string} */ all, /** @type {string} */ name) => String(places[name] ?? all))
    : words;
}
