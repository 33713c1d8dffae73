// What is asked of a document's names, as data: which are shown, which is next. Pure.

/**
 * @typedef {object} Spot
 * @property {string} passage
 * @property {string} label
 * @property {string} prefix
 * @property {string} suffix
 */

/**
 * @typedef {object} Question
 * @property {string} exact The word.
 * @property {'suggestion'|'name'|'linked'} kind
 * @property {string[]} places Ids of what it may mean, or does.
 * @property {Spot[]} spots
 */

export const OPEN = 'open';
export const LINKED = 'linked';

/**
 * The questions of a list: those that are open, or those that are answered by a link.
 *
 * @param {Question[]} questions
 * @param {string} list
 * @returns {Question[]}
 */
export function listOf(questions, list) {
  return questions.filter(({ kind }) => (kind === 'linked') === (list === LINKED));
}

/**
 * Which question is to be asked after one was answered: the one that took its place, or the last.
 *
 * @param {Question[]} before
 * @param {Question[]} after
 * @param {string} exact The word that was asked about.
 * @returns {string} The word to ask about; empty for none.
 */
export function findNext(before, after, exact) {
  if (after.some((question) => question.exact === exact)) return exact;
  const at = Math.max(
    0,
    before.findIndex((question) => question.exact === exact),
  );
  const left = new Set(after.map((question) => question.exact));
  const next = [...before.slice(at + 1), ...before.slice(0, at).reverse()].find((question) => left.has(question.exact));
  return next?.exact ?? after[0]?.exact ?? '';
}

/**
 * Find places by what somebody types: a title, a name in either script, or an id.
 *
 * @param {{id: string, title: string, names: string[]}[]} places
 * @param {string} typed
 * @returns {string} The id of the one that is meant; empty for none.
 */
export function findPlace(places, typed) {
  const wanted = typed.trim().toLowerCase();
  if (!wanted) return '';
  const isIt = ({ id, title, names }) => [id, title, ...names].some((name) => name.toLowerCase() === wanted);
  return places.find(isIt)?.id ?? '';
}
