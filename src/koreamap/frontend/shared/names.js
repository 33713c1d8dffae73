// What places and layers are called: in the page's language first, then in the other one.

import { make } from './dom.js';
import { gettext, language } from './messages.js';

/** @typedef {{title: string, hangul?: string, title_ko?: string}} Named */

/**
 * @param {Named} record
 * @returns {{text: string, lang: string}[]} At least one.
 */
export function listNames({ title, hangul, title_ko: korean = hangul }) {
  const names = [
    { text: title, lang: 'en' },
    { text: korean, lang: 'ko' },
  ].filter(({ text }) => text);
  return language() === 'ko' ? names.reverse() : names;
}

/**
 * A name alone, in the page's language where there is one.
 *
 * @param {Named} record
 */
export function nameOf(record) {
  return listNames(record)[0].text;
}

/** The element of a word that may have another in the page's language; else it says that it is English. */
export function makeTerm(words) {
  const said = gettext(words);
  return make('bdi', { lang: said === words ? 'en' : language() }, said);
}

/** The element of a name alone. */
export function makeName(record, attributes = {}) {
  const [{ text, lang }] = listNames(record);
  return make('bdi', { ...attributes, lang }, text);
}

/** The elements of both names, the second one quieter; null in its place where there is none. */
export function makeNames(record, attributes = {}) {
  const [, second] = listNames(record);
  return [makeName(record, attributes), second ? make('bdi', { class: 'second-name', lang: second.lang }, second.text) : null];
}
